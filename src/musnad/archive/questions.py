"""The questions over a project, as commands: answers on standard output, their totals on standard error."""

import json
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from musnad.archive import people, who, who_sheet
from musnad.archive.papers import Papers
from musnad.archive.screen import Screen
from musnad.exports.tables import csv_row
from musnad.lexicon import load
from musnad.store.project import Project
from musnad.store.rows import Json
from musnad.store.store import Store

DONE, NOTHING = 0, 4


def ask(options: Namespace) -> int:
    """Answer what a command asks, and return the exit code.

    Raises:
        MusnadError: it cannot be answered.
    """
    return _QUESTIONS[options.command](options)


def _who(options: Namespace) -> int:
    lexicon = load(*map(Path, options.lexicon or ()))
    with _store(options).reading() as connection:
        papers, titles = Papers(connection), who.Titles(lexicon)
        found = people.called(connection, papers, lexicon, options.name)
        shown = [who.dossier(papers, titles, someone) for someone in found[: options.limit]]
    screen = _screen()
    blocks = (who_sheet.lines(screen, person) for person in shown)
    _print(options, _listed("people", len(found), shown), _spaced(blocks))
    _csv(options, who_sheet.COLUMNS, (row for person in shown for row in who_sheet.rows(person)))
    _total("people", len(shown), len(found))
    return DONE if found else NOTHING


def _listed(name: str, total: int, shown: Sequence[Any]) -> Json:
    """What is shown, with how much there is."""
    return {"total": total, "shown": len(shown), name: [asdict(one) for one in shown]}


def _spaced(blocks: Iterable[Iterable[str]]) -> Iterable[str]:
    for number, block in enumerate(blocks):
        if number:
            yield ""
        yield from block


def _store(options: Namespace) -> Store:
    return Store.open(Project.find(options.project))


def _screen() -> Screen:
    return Screen(isolates=sys.stdout.isatty())


def _print(options: Namespace, found: Any, lines: Iterable[str]) -> None:
    """Print what was found as JSON, or as lines for people; nothing where CSV is wanted."""
    if options.json:
        print(json.dumps(found, ensure_ascii=False))
    elif not options.csv:
        for line in lines:
            print(line.rstrip())


def _csv(options: Namespace, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    if options.csv:
        for row in (columns, *rows):
            sys.stdout.write(csv_row(row))


def _total(what: str, shown: int, found: int) -> None:
    cut = "; --limit shows more" if shown < found else ""
    print(f"musnad: {what}: {shown} shown of {found} found{cut}", file=sys.stderr)


_QUESTIONS: dict[str, Callable[[Namespace], int]] = {
    "who": _who,
}
