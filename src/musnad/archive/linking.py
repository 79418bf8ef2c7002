"""Pages -> what they tell together: events with their sources and conflicts, people, copies, threads.

Some pages at a time are taken in or out, in one transaction: whatever ends the program leaves links that fit each other, of the
pages that were linked by then, and the next linking goes on from there.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select

from musnad.archive.meaning import Meaning
from musnad.archive.tied import digests, ties_of
from musnad.lexicon import Lexicon
from musnad.linking.blocks import Key
from musnad.linking.decided import DecidedClaims
from musnad.linking.events import event
from musnad.linking.linker import Changed, Linker
from musnad.linking.persons import DecidedPeople
from musnad.linking.results import Thread as ThreadFound
from musnad.linking.settings import setting
from musnad.linking.threads import Group, Threads, id_of
from musnad.store import linked, links
from musnad.store.linked import Copy, EventClaim, LinkedPage, LinkState, PersonEntity, Thread
from musnad.store.linked import Event as EventRow
from musnad.store.linked import Person as PersonRow
from musnad.store.links import Due, Rows
from musnad.store.reading import records
from musnad.store.shelves import Shelves
from musnad.store.store import Store
from musnad.store.tables import table

STEP = 256
"""How many pages are taken in or out in one transaction."""
_FORMAT = 5
_ABOUT, _STATE = "about", "state"


@dataclass(frozen=True, slots=True)
class Linked:
    """How much there is of what linking makes."""

    pages: int
    events: int
    conflicts: int
    threads: int
    people: int
    copies: int


_COUNTED = (LinkedPage, EventRow, linked.Conflict, Thread, PersonRow, Copy)


def link(
    store: Store,
    lexicon: Lexicon,
    progress: Callable[[int], None] = lambda _: None,
    *,
    anew: bool = False,
    step: int = STEP,
) -> Linked:
    """Bring the links up to date; `progress` hears how many pages have been taken in or out.

    Args:
        store: the project's store.
        lexicon: the tables by which pages are compared.
        progress: is called for every page.
        anew: make all of them again.
        step: how many pages are taken in or out in one transaction.

    Raises:
        StoreError: the store cannot be used; the links of all steps before stand.
    """
    linking, done = _Linking(lexicon, progress), False
    while not done:
        with store.writing() as writer:
            done = linking.step(writer.connection, step, anew=anew)
        anew = False
    with store.reading() as connection:
        counts = (select(func.count()).select_from(table(model)) for model in _COUNTED)
        return Linked(*(connection.execute(count).scalar_one() for count in counts))


def take_out(connection: Connection, lexicon: Lexicon, pages: Iterable[int]) -> None:
    """Take pages out of the links, with all that linking keeps of their words."""
    held = select(LinkedPage.page, LinkedPage.name).where(LinkedPage.page.in_(list(pages)))
    due = [Due(*row) for row in connection.execute(held)]
    if due:
        linking = _Linking(lexicon)
        if linking.fits(connection):
            linking.open(connection)
            linking.change(due, ())
        else:
            links.clear(connection)


class _Linking:
    """A linker over the state in a store, and what it changes written down."""

    def __init__(self, lexicon: Lexicon, progress: Callable[[int], None] = lambda _: None) -> None:
        self._lexicon, self._progress = lexicon, progress
        self._version = [_FORMAT, version("musnad"), lexicon.version]
        self._steps = -1
        self._done = 0

    def step(self, connection: Connection, most: int, *, anew: bool) -> bool:
        """Take some pages in or out; gives whether nothing is left to do."""
        if anew or not self.fits(connection):
            links.clear(connection)
        self.open(connection)
        gone = links.gone(connection, most)
        if gone:
            self.change(gone, ())
        left = max(most - len(gone), 0)
        # A page of which other things are decided now is out and in at once, so that nobody sees the project without it.
        new = links.due(connection, left) if left else []
        if new:
            self.change((), new)
        return len(new) < left

    def fits(self, connection: Connection) -> bool:
        """Whether what is kept was made by this version of the program and these tables."""
        about = self._about(connection)
        return about is None or about["version"] == self._version

    def _about(self, connection: Connection) -> Any:
        own = table(LinkState)
        content = connection.execute(select(own.c.content).where(own.c.shelf == _ABOUT, own.c.key == _STATE)).scalar()
        return None if content is None else json.loads(content)

    def open(self, connection: Connection) -> None:
        """Go on in a transaction; what is at hand is kept if nobody else has linked since."""
        about = self._about(connection)
        steps = about["steps"] if about else 0
        if steps != self._steps or not steps:
            self._shelves = Shelves(connection)
            self._linker = Linker(self._lexicon, state=self._shelves)
            self._steps = steps
        self._connection = self._shelves.connection = connection
        self._heed(about["ties"] if about else {})

    def _heed(self, before: Mapping[str, str]) -> None:
        """Take up what people have decided, and note the pages of which other things are decided now."""
        self._ties = ties_of(self._connection)
        self._digests = digests(self._ties)
        self._linker.decided = DecidedClaims(self._ties["claim"])
        other = {page for page in before.keys() | self._digests.keys() if before.get(page) != self._digests.get(page)}
        for page in links.numbers(self._connection, other).values():
            links.stale(self._connection, page)

    def change(self, gone: Sequence[Due], new: Sequence[Due]) -> None:
        """Take pages out and in, and write down what that changes."""
        steps, self._steps = self._steps, -1
        for due in gone:
            self._linker.remove(due.name)
            self._tell()
        names = {due.page: due.name for due in new}
        rows = [{"page": due.page, "name": due.name, "fresh": True} for due in new]
        links.write(self._connection, {LinkedPage: rows})
        for page, record in records(self._connection, names):
            self._linker.add({**record, "document": record["document"] | {"id": names[page]}})
            self._tell()
        self._write(self._linker.changed(), gone, new)
        self._shelves.flush()
        own = table(LinkState)
        self._connection.execute(delete(own).where(own.c.shelf == _ABOUT))
        about = json.dumps({"version": self._version, "steps": steps + 1, "ties": self._digests}).encode()
        self._connection.execute(insert(own), {"shelf": _ABOUT, "key": _STATE, "content": about})
        self._steps = steps + 1

    def _tell(self) -> None:
        self._done += 1
        self._progress(self._done)
        self._shelves.relieve()

    def _easily(self, some: Iterable[Any]) -> Iterator[Any]:
        """The same, with no more at hand than is bearable between one and the next."""
        for one in some:
            yield one
            self._shelves.relieve()

    def _write(self, changed: Changed, gone: Sequence[Due], new: Sequence[Due]) -> None:
        connection, linker = self._connection, self._linker
        pages = {page for page in changed.copies if page in linker.reports}
        here = {key for key in changed.events if key[0] in linker.reports}
        keys = here | {key for page in pages for key in linker.events_of(page)}
        old = self._old(keys, {due.page for due in gone})
        groups = {linker.group(key) for key in keys}
        showing = dict(self._showing(groups, {key for key in changed.deeds if key[0] in linker.reports}))
        self._forget(old, old | {links.id_of(id_of(linker, group)) for group in showing}, pages, gone)
        names = {key[0] for group in groups for key in group} | pages
        names |= {taken.source for page in pages for taken in linker.copies.passages(page)}
        names |= {source for page in pages if (source := linker.copies.original(page))}
        numbers = links.numbers(connection, names)
        links.write(connection, links.joined(self._easily(event_rows(linker, groups, numbers))))
        threads = (links.thread_rows(id_of(linker, group), found) for group, found in showing.items())
        links.write(connection, links.joined([*threads, *self._easily(copy_rows(linker, pages, numbers))]))
        people = DecidedPeople(linker.entities, linker.reports, self._ties["entity"])
        Meaning(connection, linker, self._shelves).write(people, new)

    def _showing(self, groups: set[Group], tied: set[Key]) -> Iterator[tuple[Group, list[ThreadFound]]]:
        """The events that may show other ties once some events have changed, and all ties that they show now."""
        linker, threads = self._linker, Threads(self._linker, self._ties["link"])
        plans = groups | {linker.group(key) for key in tied}
        plans |= threads.plans(self._easily(key for group in groups for key in group))
        deeds = {plan: threads.deed(plan) for plan in self._easily(plans)}
        known = self._deeds({links.id_of(id_of(linker, plan)) for plan in plans - groups})
        anew = groups | threads.showing(self._easily(groups))
        for group in self._easily(anew | plans):
            deed = deeds[group] if group in deeds else threads.deed(group)
            name = links.id_of(id_of(linker, group))
            if group in anew or known.get(name) != (deed and links.id_of(id_of(linker, deed))):
                yield group, list(threads.at(group, deed))

    def _deeds(self, plans: set[str]) -> dict[str, str]:
        """What plans became, as far as is written."""
        query = select(Thread.source, Thread.target).where(Thread.kind == "planned_to_deed")
        rows = (
            row for some in links.parts(plans) for row in self._connection.execute(query.where(Thread.source.in_(some)))
        )
        return {row.source: row.target for row in rows}

    def _forget(
        self, events: Iterable[str], showing: Iterable[str], copies: Iterable[str], gone: Sequence[Due]
    ) -> None:
        """Take away the rows that are made anew, and those of pages that are gone."""
        connection = self._connection
        links.delete_where(connection, table(EventRow).c.id, events)
        for model in linked.OF_EVENT:
            links.delete_where(connection, table(model).c.event, events)
        links.delete_where(connection, table(Thread).c.shown, showing)
        numbers = [due.page for due in gone]
        links.delete_where(connection, table(Copy).c.page, [*links.numbers(connection, copies).values(), *numbers])
        for own in (table(PersonEntity), table(LinkedPage)):
            links.delete_where(connection, own.c.page, numbers)

    def _old(self, keys: Iterable[Key], gone: set[int]) -> set[str]:
        """The ids of the events, as they were, of page events, and of pages that are gone."""
        claims = {told.key for key in self._easily(keys) for told in self._linker.event(key).told}
        numbers = links.numbers(self._connection, {page for page, _ in claims})
        wanted = {(numbers[page], claim) for page, claim in claims}
        query = select(EventClaim.page, EventClaim.claim, EventClaim.event)
        pages = {page for page, _ in wanted} | gone
        rows = [
            row
            for some in links.parts(pages)
            for row in self._connection.execute(query.where(EventClaim.page.in_(some)))
        ]
        return {row.event for row in rows if row.page in gone or (row.page, row.claim) in wanted}


def event_rows(linker: Linker, groups: Iterable[Group], numbers: Mapping[str, int]) -> Iterator[Rows]:
    """Events as rows; `numbers` are those of the pages by their names."""
    for group in groups:
        found = event(linker, group)
        told = [one for key in group for one in linker.event(key).told]
        where = setting(told, linker.reports.__getitem__, unreal=found.unreal)
        yield links.event_rows(found, where, numbers)


def copy_rows(linker: Linker, pages: Iterable[str], numbers: Mapping[str, int]) -> Iterator[Rows]:
    """What pages repeat, as rows."""
    for page in sorted(pages):
        source, passages = linker.copies.original(page), linker.copies.passages(page)
        if source or passages:
            yield links.copy_rows(page, source, linker.reports[page].credits, passages, numbers)
