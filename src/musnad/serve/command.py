"""`musnad serve`: a project, an address, and the server between them."""

import gc
import getpass
import json
import logging
import os
import signal
import socket
import sys
import threading
from argparse import Namespace
from pathlib import Path

import uvicorn

from musnad.errors import MusnadError, UsageError
from musnad.exports.plain import one_line
from musnad.lexicon import load
from musnad.serve.acts import acting
from musnad.serve.app import make_app
from musnad.serve.desk import Desk
from musnad.serve.safety import Rules
from musnad.store.project import Project
from musnad.store.store import Store

DONE = 0
_KEPT = 75
"""For how many seconds a connection stays open that nobody asks anything over: longer than people read and programs think."""
_PASSWORD, _SHORTEST = "MUSNAD_PASSWORD", 10


def serve(options: Namespace) -> int:
    """Serve a project until it is interrupted, and return the exit code.

    Raises:
        MusnadError: it cannot be served.
    """
    desk = Desk(
        Store.open(Project.find(options.project)),
        load(*map(Path, options.lexicon or ())),
        read_only=options.read_only,
        links=not options.no_link,
    )
    if options.openapi:
        print(json.dumps(make_app(desk, Rules()).openapi(), ensure_ascii=False, indent=1, sort_keys=True))
        desk.close()
        return DONE
    rules = rules_of(options)
    with _bound(options.host, options.port) as listening:
        rules.port = listening.getsockname()[1]
        app = make_app(desk, rules)
        logging.basicConfig(format="musnad: %(message)s", level=logging.WARNING)
        config = uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_keep_alive=_KEPT,
        )
        server = uvicorn.Server(config)
        warming = threading.Thread(target=_warm, args=(desk,))
        before = signal.signal(signal.SIGINT, server.handle_exit)  # whoever reads the address may interrupt at once
        _spare_collector()
        try:
            _say(options, rules)
            warming.start()
            server.run([listening])
            print("musnad: the desk is closed", file=sys.stderr)
        finally:
            signal.signal(signal.SIGINT, before)
            _end(warming)
            desk.close()
    return DONE


def _spare_collector() -> None:
    """Let Python look for cycles less often: what is loaded stays, and records are many small things without any cycle."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def _warm(desk: Desk) -> None:
    """Work out who takes part in what before anybody asks for a timeline."""
    try:
        with desk.view() as view:
            acting(view)
    except MusnadError as error:
        logging.getLogger(__name__).warning("%s", error)


def _end(warming: threading.Thread) -> None:
    """Wait for it: a database that is closed under a thread that reads it takes the process down."""
    if warming.is_alive():
        warming.join()


def rules_of(options: Namespace) -> Rules:
    """Who may come in.

    Raises:
        UsageError: the desk could be reached by others and has no password, or one that is too short.
    """
    names = frozenset(name.lower() for name in options.allow_host)
    rules = Rules(options.host, names=names, password=_password() if options.password else None)
    if rules.is_wide and rules.password is None:
        raise UsageError(f"{options.host}: others could reach the desk there; it needs --password")
    if rules.password is not None and len(rules.password) < _SHORTEST:
        raise UsageError(f"a password has {_SHORTEST} characters at least")
    return rules


def _password() -> str:
    if _PASSWORD in os.environ:
        return os.environ[_PASSWORD]
    if not sys.stdin.isatty():
        raise UsageError(f"there is no terminal to type a password at; put it into {_PASSWORD}")
    return getpass.getpass("Password of the desk: ")


def _bound(host: str, port: int) -> socket.socket:
    """A socket that listens.

    Raises:
        UsageError: the address cannot be bound.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, protocol)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen()  # whoever opens the printed address at once waits until the desk answers
    except (OSError, OverflowError) as error:
        raise UsageError(f"{host}:{port}: cannot be used: {error}") from error
    return listening


def _say(options: Namespace, rules: Rules) -> None:
    host = f"[{rules.host}]" if ":" in rules.host else rules.host
    token = "" if rules.password is not None else f"?token={rules.token}"
    print(f"http://{host}:{rules.port}/{token}", flush=True)
    where = one_line(str(options.project or "."))
    print(f"musnad: the desk over {where} is open; Ctrl-C closes it", file=sys.stderr)
    if rules.is_wide:
        print("musnad: others can read what is sent; put a proxy with TLS before it (--allow-host)", file=sys.stderr)
