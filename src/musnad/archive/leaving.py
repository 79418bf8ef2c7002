"""In which forms a project can be written for others; light, as `musnad --help` waits for it."""

import argparse
from collections.abc import Callable
from typing import TypeAlias

from musnad.archive.options import add_filters

_DESCRIPTION = """Write what a project keeps in the form of another program, to standard output or FILE. What is left out,
as the form has no place for it, is counted on standard error."""
WAYS_OUT = frozenset({"export", "dossier"})
FORMATS = (
    *("jsonl", "csv", "parquet", "plover", "polecat", "acled", "graphml", "geojson", "ftm"),
    "decisions",
)
TABLES = ("documents", "mentions", "entities", "times", "statements", "claims", "chains", "events")
STATUSES = ("asserted", "negated", "planned", "possible", "hypothetical")
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add_ways_out(commands: Commands, positive: Callable[[str], int]) -> None:
    """Add the commands that write what a project keeps in other forms; the callable parses numbers."""
    _export(commands)
    _dossier(commands, positive)


def _export(commands: Commands) -> None:
    does = "write what a project keeps in the form of another program"
    export = commands.add_parser("export", help=does, description=_DESCRIPTION, allow_abbrev=False)
    export.add_argument("format", metavar="FORMAT", choices=FORMATS, help=", ".join(FORMATS))
    export.add_argument("--out", metavar="FILE", help="write there; the file appears when all is written")
    export.add_argument("--table", metavar="NAME", choices=TABLES, help=f"csv, parquet: {', '.join(TABLES)} (claims)")
    export.add_argument("--excel", action="store_true", help="csv: with a BOM, and nothing that is run as a formula")
    export.add_argument(
        "--by", choices=("claim", "event"), help="plover, polecat, acled, geojson: a row a claim (default), or an event"
    )
    add_filters(export)
    export.add_argument(
        "--type", metavar="TYPE", action="append", help="claims of this type; may be said several times"
    )
    export.add_argument(
        "--status", metavar="STATUS", action="append", choices=STATUSES, help=f"claims that are {', '.join(STATUSES)}"
    )
    export.add_argument("--project", metavar="DIR", help="the project; that of the working directory if left out")
    export.add_argument("--json", action="store_true", help="with --out: print the counts as JSON")


def _dossier(commands: Commands, positive: Callable[[str], int]) -> None:
    does = "write an event or a person as numbered exhibits, each with its page, time of capture, hash and chain"
    dossier = commands.add_parser("dossier", help=does, description=f"{does[0].upper()}{does[1:]}.", allow_abbrev=False)
    dossier.add_argument("named", metavar="EVENT|PERSON", help="the id of an event or person, or words of a name")
    dossier.add_argument("--format", choices=("html", "docx"), default="html", help="html (default) or docx")
    dossier.add_argument("--out", metavar="FILE", help="write there; the file appears when all is written")
    dossier.add_argument("--limit", metavar="N", type=positive, default=500, help="how many exhibits are shown (500)")
    dossier.add_argument("--project", metavar="DIR", help="the project; that of the working directory if left out")
