"""What the questions over a project can be asked; light, as `musnad --help` waits for it."""

import argparse
from collections.abc import Callable
from functools import partial
from typing import TypeAlias

_EVENTS = frozenset({"events", "event", "explain", "thread", "conflicts", "silence"})
QUESTIONS = _EVENTS | {"who", "decide", "decisions", "coding", "agreement"}
STATUSES = ("asserted", "negated", "planned", "possible", "hypothetical")
SOURCES = ("outlet", "agency", "official", "person", "unnamed", "document", "social", "talk")
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add_questions(commands: Commands, positive: Callable[[str], int]) -> None:
    """Add the questions; the callable parses numbers."""
    who = _question(commands, "who", "show someone over all pages: names, offices, ranks, kin, companions")
    who.add_argument("name", metavar="NAME", help="words of a name, in Arabic or Latin letters, or an id")
    _limit(who, positive, 5, "people")
    _lexicon(who)
    _events(commands, positive)
    _deciding(commands, positive)


def _events(commands: Commands, positive: Callable[[str], int]) -> None:
    events = _question(commands, "events", "list events of all pages, with how well each is sourced")
    _filters(events, positive)
    _limit(events, positive, 20, "events")
    event = _question(
        commands, "event", "show an event: its reports, whose word they are, where they part, why they are one"
    )
    explain = _question(commands, "explain", "say why a claim, entity or mention was read, and to what it was joined")
    thread = _question(commands, "thread", "show what led to an event and what became of it")
    for command in (event, explain, thread):
        command.add_argument("id", metavar="ID", help="its id, as in af4357960026-c26")
    for command in (event, explain):
        _lexicon(command)
    conflicts = _question(commands, "conflicts", "list where the sources of one event contradict each other")
    conflicts.add_argument("--variants", action="store_true", help="versions that share a source, too")
    silence = _question(commands, "silence", "list who of the outlets captured at the time did not report an event")
    silence.add_argument("id", nargs="?", metavar="ID", help="the event; those that the filters choose if left out")
    silence.add_argument(
        "--days", metavar="N", type=positive, default=3, help="so many days from the first report on (3)"
    )
    for command in (conflicts, silence):
        _filters(command, positive)
        _limit(command, positive, 20, "events")


def _filters(command: argparse.ArgumentParser, positive: Callable[[str], int]) -> None:
    several = partial(command.add_argument, action="append", default=[])
    several("--actor", metavar="NAME", help="in which somebody with these words in a name acts")
    several("--party", metavar="NAME", help="in which he takes part in any way")
    several("--type", metavar="TYPE", help="of this type: CONSULT, ASSAULT ...")
    several("--status", choices=STATUSES, help="which somebody reports as this")
    command.add_argument("--denied", action="store_true", help="which somebody denies")
    several("--place", metavar="NAME", help="there: a name, or three letters of a country")
    command.add_argument("--since", metavar="DATE", help="on this day or later: 2024-05-15")
    command.add_argument("--until", metavar="DATE", help="on this day or earlier")
    several("--outlet", metavar="NAME", help="which this outlet reports")
    several("--source", metavar="NAME", help="which somebody with these words in a name says")
    several("--source-kind", choices=SOURCES, help="which such a source says")
    command.add_argument("--disagreeing", action="store_true", help="of which the sources contradict each other")
    command.add_argument(
        "--min-roots", metavar="N", type=positive, default=0, help="with so many independent sources at least"
    )


def _deciding(commands: Commands, positive: Callable[[str], int]) -> None:
    decide = _question(
        commands, "decide", "say what is right or wrong, one or several; it is logged, and holds from then on"
    )
    decide.add_argument(
        "verdict", choices=("accept", "reject", "correct", "merge", "split", "add", "withdraw"), help="what is said"
    )
    decide.add_argument("of", choices=("mention", "entity", "claim", "link", "decision"), help="of what")
    decide.add_argument(
        "things",
        nargs="+",
        metavar="ID",
        help="which: af4357960026-c26, to add a page, or a decision's number; then FIELD=VALUE to correct or add",
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
