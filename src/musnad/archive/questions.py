"""The questions over a project, as commands."""

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from musnad.archive import judging, people, reporting, who, who_sheet
from musnad.archive.answers import (
    DONE,
    NOTHING,
    listed,
    print_answer,
    print_rows,
    print_total,
    screen,
    spaced,
    store_of,
    warn,
)
from musnad.archive.papers import Papers
from musnad.lexicon import load


def ask(options: Namespace) -> int:
    """Answer what a command asks, and return the exit code.

    Raises:
        MusnadError: it cannot be answered.
    """
    return _QUESTIONS[options.command](options)


def _who(options: Namespace) -> int:
    lexicon = load(*map(Path, options.lexicon or ()))
    with store_of(options).reading() as connection:
        warn(connection)
        papers, titles = Papers(connection), who.Titles(lexicon)
        found = people.called(connection, options.name)
        shown = [who.dossier(papers, titles, someone) for someone in found[: options.limit]]
    drawn = screen()
    print_answer(options, listed("people", len(found), shown), spaced(who_sheet.lines(drawn, one) for one in shown))
    print_rows(options, who_sheet.COLUMNS, (row for person in shown for row in who_sheet.rows(person)))
    print_total("people", len(shown), len(found))
    return DONE if found else NOTHING


_QUESTIONS: dict[str, Callable[[Namespace], int]] = {
    "who": _who,
    "events": reporting.events,
    "event": reporting.event,
    "explain": reporting.explain,
    "thread": reporting.thread,
    "conflicts": reporting.conflicts,
    "silence": reporting.silent,
    "decide": judging.decide,
    "decisions": judging.logged,
    "coding": judging.coding,
    "agreement": judging.compared,
}
