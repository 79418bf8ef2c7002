"""What the questions over a project can be asked; light, as `musnad --help` waits for it."""

import argparse
from collections.abc import Callable
from typing import TypeAlias

QUESTIONS = frozenset({"who", "decide", "decisions", "coding", "agreement"})
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add_questions(commands: Commands, positive: Callable[[str], int]) -> None:
    """Add the questions; the callable parses numbers."""
    who = _question(commands, "who", "show someone over all pages: names, offices, ranks, kin, companions")
    who.add_argument("name", metavar="NAME", help="words of a name, in Arabic or Latin letters, or an id")
    _limit(who, positive, 5, "people")
    _lexicon(who)
    _deciding(commands, positive)


def _deciding(commands: Commands, positive: Callable[[str], int]) -> None:
    decide = _question(
        commands, "decide", "say what is right or wrong, one or several; it is logged, and holds from then on"
    )
    decide.add_argument(
        "verdict", choices=("accept", "reject", "correct", "merge", "split", "withdraw"), help="what is said"
    )
    decide.add_argument("of", choices=("mention", "entity", "claim", "link", "decision"), help="of what")
    decide.add_argument(
        "things",
        nargs="+",
        metavar="ID",
        help="which: af4357960026-c26, or a decision's number; then FIELD=VALUE to correct",
    )
    decide.add_argument("--who", metavar="NAME", required=True, help="who decides it; an alias will do")
    decide.add_argument("--why", metavar="TEXT", default="", help="the reason, which is kept")
    decide.add_argument("--blind", action="store_true", help="only for comparing coders: it is not put into force")
    decide.add_argument(
        "--no-link", action="store_true", help="leave the links as they are; `musnad link` makes up for it"
    )
    _lexicon(decide)
    decisions = _question(commands, "decisions", "list what was decided")
    decisions.add_argument("--all", action="store_true", help="what was taken back, and the taking back, too")
    decisions.add_argument("--who", metavar="NAME", help="by this one")
    _limit(decisions, positive, 50, "decisions")
    coding = _question(
        commands, "coding", "list claims for a coder to judge, as they were read, without others' decisions"
    )
    coding.add_argument("--who", metavar="NAME", required=True, help="the coder; what he judged is left out")
    coding.add_argument("--after", metavar="NAME", help="only what this coder judged, for a second, blind coding")
    _limit(coding, positive, 20, "claims")
    agreement = _question(commands, "agreement", "compare two coders on what both judged")
    agreement.add_argument("coders", nargs=2, metavar="NAME", help="the coders")


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
