"""What the commands of a project can be asked; light, as `musnad --help` waits for it."""

import argparse
from collections.abc import Callable
from typing import TypeAlias

COMMANDS = frozenset(
    {"init", "add", "link", "reread", "failures", "doctor", "stats", "versions", "withdraw", "redact", "search"}
)
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add_commands(commands: Commands, positive: Callable[[str], int], seconds: Callable[[str], float]) -> None:
    """Add the commands of a project; the callables parse numbers."""
    init = _command(commands, "init", "make a project: a folder that keeps pages and what was read from them")
    init.add_argument("folder", metavar="DIR", help="the folder")
    init.add_argument("--database", metavar="URL", help="a PostgreSQL: postgresql://user@host/name; a file if left out")
    _json(init)
    _add(commands, positive, seconds)
    link = _command(
        commands, "link", "link pages: who and what is the same on many of them, and how well it is sourced"
    )
    link.add_argument("--all", action="store_true", help="anew, also where nothing has come, gone or changed")
    _lexicon(link)
    _of_project(link)
    reread = _command(
        commands, "reread", "read kept pages again: those that an older reader, or other tables, have read"
    )
    reread.add_argument("pages", nargs="*", metavar="PAGE", help="these pages and no others")
    reread.add_argument("--all", action="store_true", help="every page")
    _no_link(reread)
    _reading(reread, positive, seconds)
    _of_project(_command(commands, "failures", "list the inputs that gave no page"))
    doctor = _command(commands, "doctor", "check all that a project keeps")
    doctor.add_argument("--repair", action="store_true", help="mend what can be mended from the kept bytes")
    doctor.add_argument("--thorough", action="store_true", help="also link all pages from the beginning, and compare")
    _reading(doctor, positive, seconds)
    _of_project(_command(commands, "stats", "count what a project keeps"))
    versions = _command(commands, "versions", "show the versions of a page, and what changed between them")
    _page(versions)
    _of_project(versions)
    _removing(commands, positive)
    _search(commands, positive)


def _add(commands: Commands, positive: Callable[[str], int], seconds: Callable[[str], float]) -> None:
    add = _command(commands, "add", "keep pages and read them")
    add.add_argument(
        "paths",
        nargs="+",
        metavar="PATH",
        help="files, folders, archives, folders of musnad batch; - for standard input",
    )
    add.add_argument("--watch", action="store_true", help="go on, and add what comes into the folders or changes there")
    add.add_argument("--published", metavar="DATE", help="when the pages appeared that do not say so: 2024-05-15")
    add.add_argument("--outlet", metavar="NAME", help="whose words the pages are that do not say so")
    add.add_argument(
        "--field",
        metavar="OURS=THEIRS",
        action="append",
        default=[],
        help="under which name JSON records hold id, text, url, outlet, host, title, byline, published or retrieved",
    )
    _no_link(add)
    _reading(add, positive, seconds)


def _removing(commands: Commands, positive: Callable[[str], int]) -> None:
    withdraw = _command(commands, "withdraw", "take a page out for good; its hash and the reason stay")
    redact = _command(commands, "redact", "black a passage of a page out for good; the page's hash and the reason stay")
    for command in (withdraw, redact):
        _page(command)
    redact.add_argument("start", metavar="START", type=int, help="where the passage begins, in characters of the text")
    redact.add_argument("end", metavar="END", type=positive, help="where it ends")
    for command in (withdraw, redact):
        _lexicon(command)
        command.add_argument("--why", metavar="TEXT", required=True, help="the reason, which is kept")
        command.add_argument("--who", metavar="NAME", default="", help="who decides it; an alias will do")
        _of_project(command)


def _search(commands: Commands, positive: Callable[[str], int]) -> None:
    search = _command(commands, "search", "find the pages that hold words, in any of their forms")
    search.add_argument(
        "words", nargs="+", metavar="WORD", help='words that a page must hold; "two words" are a phrase'
    )
    search.add_argument("--exact", action="store_true", help="only as it is written here")
    add_filters(search)
    search.add_argument("--limit", metavar="N", type=positive, default=20, help="how many pages are shown (20)")
    _lexicon(search)
    _of_project(search)


def add_filters(command: argparse.ArgumentParser) -> None:
    """Add which pages are meant."""
    command.add_argument("--outlet", metavar="NAME", action="append", help="of this outlet; may be said several times")
    command.add_argument("--since", metavar="DATE", help="published on this day or later: 2024-05-15")
    command.add_argument("--until", metavar="DATE", help="published on this day or earlier")
    command.add_argument("--kind", metavar="KIND", help="that came as html, text, json, pdf ...")
    command.add_argument("--entity", metavar="NAME", help="that name this person, body or place")


def _command(commands: Commands, name: str, does: str) -> argparse.ArgumentParser:
    return commands.add_parser(name, help=does, description=f"{does[0].upper()}{does[1:]}.", allow_abbrev=False)


def _page(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "page", metavar="PAGE", help="the beginning of its hash (4 letters at least), or where it was seen"
    )


def _reading(command: argparse.ArgumentParser, positive: Callable[[str], int], seconds: Callable[[str], float]) -> None:
    _lexicon(command)
    command.add_argument("--jobs", metavar="N", type=positive, default=1, help="how many processes read (default 1)")
    command.add_argument("--seconds", metavar="N", type=seconds, default=20.0, help="the longest a page may take (20)")
    command.add_argument("--memory", metavar="MIB", type=positive, default=2048, help="the most a page may take (2048)")
    _of_project(command)


def _no_link(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--no-link", action="store_true", help="leave the links as they are; `musnad link` makes up for it"
    )


def _lexicon(command: argparse.ArgumentParser) -> None:
    command.add_argument("--lexicon", metavar="DIR", action="append", help="your own tables, on top of the package's")


def _of_project(command: argparse.ArgumentParser) -> None:
    command.add_argument("--project", metavar="DIR", help="the project; that of the working directory if left out")
    _json(command)


def _json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="print JSON")
