"""What the questions over a project can be asked; light, as `musnad --help` waits for it."""

import argparse
from collections.abc import Callable
from typing import TypeAlias

QUESTIONS = frozenset({"who"})
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add_questions(commands: Commands, positive: Callable[[str], int]) -> None:
    """Add the questions; the callable parses numbers."""
    who = _question(commands, "who", "show someone over all pages: names, offices, ranks, kin, companions")
    who.add_argument("name", metavar="NAME", help="words of a name, in Arabic or Latin letters, or an id")
    _limit(who, positive, 5, "people")
    _lexicon(who)


def _question(commands: Commands, name: str, does: str) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=does, description=f"{does[0].upper()}{does[1:]}.", allow_abbrev=False)
    command.add_argument("--project", metavar="DIR", help="the project; that of the working directory if left out")
    forms = command.add_mutually_exclusive_group()
    forms.add_argument("--json", action="store_true", help="print JSON")
    forms.add_argument("--csv", action="store_true", help="print CSV")
    return command


def _limit(command: argparse.ArgumentParser, positive: Callable[[str], int], usual: int, what: str) -> None:
    command.add_argument(
        "--limit", metavar="N", type=positive, default=usual, help=f"how many {what} are shown ({usual})"
    )


def _lexicon(command: argparse.ArgumentParser) -> None:
    command.add_argument("--lexicon", metavar="DIR", action="append", help="your own tables, on top of the package's")
