"""What `musnad serve` can be asked; light, as `musnad --help` waits for it."""

import argparse
from collections.abc import Callable
from typing import TypeAlias

SERVE = "serve"
HOST, PORT = "127.0.0.1", 8470
_DESCRIPTION = """Open a desk over a project in the browser: read pages, see who did what and who says so, and judge it.

The address that is printed bears a token; whoever opens it is let in. Only this machine can reach the desk unless --host
says otherwise, which needs --password."""
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add_serve(commands: Commands, number: Callable[[str], int]) -> None:
    """Add `musnad serve`; the callable parses port numbers."""
    serve = commands.add_parser(
        SERVE,
        help="open a project in the browser",
        description=_DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    serve.add_argument(
        "project", nargs="?", metavar="DIR", help="the project; that of the working directory if left out"
    )
    serve.add_argument(
        "--port", metavar="N", type=number, default=PORT, help=f"the port ({PORT}); 0 for any that is free"
    )
    serve.add_argument("--host", metavar="ADDRESS", default=HOST, help=f"the address to bind ({HOST})")
    serve.add_argument(
        "--allow-host", metavar="NAME", action="append", default=[], help="another name by which the desk is reached"
    )
    serve.add_argument("--read-only", action="store_true", help="let nobody decide anything")
    serve.add_argument(
        "--password", action="store_true", help="ask for a password, taken from MUSNAD_PASSWORD or typed in now"
    )
    serve.add_argument("--no-link", action="store_true", help="leave the links as they are after decisions")
    serve.add_argument("--lexicon", metavar="DIR", action="append", help="your own tables, on top of the package's")
    serve.add_argument("--openapi", action="store_true", help="print what the API says of itself (OpenAPI), and end")
