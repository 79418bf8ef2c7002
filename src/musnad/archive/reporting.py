"""The commands that ask for events: `events`, `event`, `thread`, `conflicts`, `silence`, `explain`."""

from argparse import Namespace
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import Any

from musnad.archive import event_sheet, explaining
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
from musnad.archive.choosing import Wanted, chosen
from musnad.archive.events import Events
from musnad.archive.joining import joined
from musnad.archive.silence import silence
from musnad.lexicon import load
from musnad.reader import day_given

_FILTERS = (
    *("actor", "party", "type", "status", "denied", "place", "outlet", "source", "source_kind"),
    *("disagreeing", "min_roots"),
)


def events(options: Namespace) -> int:
    """`musnad events`.

    Raises:
        MusnadError: it cannot be answered.
    """
    with store_of(options).reading() as connection:
        warn(connection)
        found = chosen(connection, _wanted(options))
        known = Events(connection)
        shown = [known.summary(event) for event in found[: options.limit]]
    drawn = screen()
    blocks = spaced(event_sheet.headline(drawn, one) for one in shown)
    print_answer(options, listed("events", len(found), shown), blocks)
    print_rows(options, event_sheet.EVENTS, map(event_sheet.event_row, shown))
    print_total("events", len(shown), len(found))
    return DONE if found else NOTHING


def event(options: Namespace) -> int:
    """`musnad event`.

    Raises:
        MusnadError: it cannot be answered.
    """
    with store_of(options).reading() as connection:
        warn(connection)
        known = Events(connection)
        found = known.event(known.named(options.id))
        why = joined(connection, load(*map(Path, options.lexicon or ())), found.summary.id)
    answer = asdict(found) | {"joined": [asdict(one) for one in why]}
    print_answer(options, answer, event_sheet.event_lines(screen(), found, why))
    print_rows(options, event_sheet.CLAIMS, event_sheet.claim_rows(found))
    return DONE


def thread(options: Namespace) -> int:
    """`musnad thread`.

    Raises:
        MusnadError: it cannot be answered.
    """
    with store_of(options).reading() as connection:
        warn(connection)
        known = Events(connection)
        found, steps = known.thread(known.named(options.id))
    drawn, named = screen(), {one.id: one for one in found}
    lines = [*spaced(event_sheet.headline(drawn, one) for one in found), ""]
    lines += [event_sheet.step_line(drawn, step, named) for step in steps]
    print_answer(options, {"events": [asdict(one) for one in found], "ties": [asdict(step) for step in steps]}, lines)
    print_rows(options, event_sheet.THREADS, ([s.source, s.kind, s.target, list(s.reasons)] for s in steps))
    print_total("events", len(found), len(found))
    return DONE


def conflicts(options: Namespace) -> int:
    """`musnad conflicts`.

    Raises:
        MusnadError: it cannot be answered.
    """
    with store_of(options).reading() as connection:
        warn(connection)
        known = Events(connection)
        parted = known.parted(variants=options.variants)
        events = [one for one in chosen(connection, _wanted(options)) if one in parted]
        every = (one for one in known.partings(events) if options.variants or one.kind == "contradiction")
        shown, total = list(islice(every, options.limit)), sum(parted[one] for one in events)
        named = {one.event: known.summary(one.event) for one in shown}
    drawn = screen()
    blocks = (
        [*event_sheet.headline(drawn, named[one.event]), *(f"    {line}" for line in event_sheet.parting(drawn, one))]
        for one in shown
    )
    answer = listed("conflicts", total, shown) | {"events": [asdict(one) for one in named.values()]}
    print_answer(options, answer, spaced(blocks))
    print_rows(options, event_sheet.PARTINGS, (row for one in shown for row in event_sheet.parting_rows(one)))
    print_total("conflicts", len(shown), total)
    return DONE if shown else NOTHING


def silent(options: Namespace) -> int:
    """`musnad silence`.

    Raises:
        MusnadError: it cannot be answered.
    """
    with store_of(options).reading() as connection:
        warn(connection)
        known = Events(connection)
        found = [known.named(options.id)] if options.id else chosen(connection, _wanted(options))
        shown = [silence(connection, known, one, options.days) for one in found[: options.limit]]
    drawn = screen()
    blocks = spaced(event_sheet.silence_lines(drawn, one) for one in shown)
    print_answer(options, listed("events", len(found), shown), blocks)
    print_rows(options, event_sheet.SILENCES, (row for one in shown for row in event_sheet.silence_rows(one)))
    print_total("events", len(shown), len(found))
    return DONE if found else NOTHING


def explain(options: Namespace) -> int:
    """`musnad explain`.

    Raises:
        MusnadError: it cannot be answered.
    """
    with store_of(options).reading() as connection:
        warn(connection)
        found = explaining.explain(connection, load(*map(Path, options.lexicon or ())), options.id)
    print_answer(options, asdict(found), explaining.lines(screen(), found))
    print_rows(options, explaining.COLUMNS, explaining.rows(found))
    return DONE


def _wanted(options: Namespace) -> Wanted:
    given = {name: getattr(options, name) for name in _FILTERS}
    some: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in given.items()}
    since, until = day_given(options.since), day_given(options.until)
    return Wanted(**some, since=since, until=until)
