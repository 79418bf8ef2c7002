"""How the questions' commands answer: JSON, CSV or lines on standard output, totals on standard error."""

import json
import sys
from argparse import Namespace
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection

from musnad.archive.screen import Screen
from musnad.exports.tables import csv_row
from musnad.store import links
from musnad.store.project import Project
from musnad.store.rows import Json
from musnad.store.store import Store

DONE, NOTHING = 0, 4


def store_of(options: Namespace) -> Store:
    """The store of the project that is meant.

    Raises:
        StoreError: there is none, or it cannot be used.
    """
    return Store.open(Project.find(options.project))


def screen() -> Screen:
    """How lines are drawn where they go to."""
    return Screen(isolates=sys.stdout.isatty())


def listed(name: str, total: int, shown: Sequence[Any]) -> Json:
    """What is shown, with how much there is."""
    return {"total": total, "shown": len(shown), name: [asdict(one) for one in shown]}


def spaced(blocks: Iterable[Iterable[str]]) -> Iterable[str]:
    """Lines in blocks, an empty line between two."""
    for number, block in enumerate(blocks):
        if number:
            yield ""
        yield from block


def print_answer(options: Namespace, found: Any, lines: Iterable[str]) -> None:
    """Print what was found as JSON, or as lines for people; nothing where CSV is wanted."""
    if options.json:
        print(json.dumps(found, ensure_ascii=False))
    elif not options.csv:
        for line in lines:
            print(line.rstrip())


def print_rows(options: Namespace, columns: Sequence[str], rows: Iterable[Iterable[object]]) -> None:
    """Print rows as CSV where that is wanted."""
    if options.csv:
        for row in (columns, *rows):
            sys.stdout.write(csv_row(row))


def print_total(what: str, shown: int, found: int) -> None:
    """Say how much of what was found is shown."""
    cut = "; --limit shows more" if shown < found else ""
    print(f"musnad: {what}: {shown} shown of {found} found{cut}", file=sys.stderr)


def warn(connection: Connection) -> None:
    """Say that pages have come or changed since the links were made, where that is so."""
    if links.are_behind(connection):
        print("musnad: the links are behind the pages; `musnad link` brings them up to date", file=sys.stderr)
