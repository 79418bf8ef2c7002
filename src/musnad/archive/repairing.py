"""Mending a store: facts from the journal, rows from the kept bytes, the index from the rows."""

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import delete

from musnad.archive.doctor import Fault, Where, faults
from musnad.archive.linking import link
from musnad.archive.rereading import Reread, reread, some_pages, unread_pages
from musnad.errors import MusnadError
from musnad.reader import Reader
from musnad.store import search
from musnad.store.engine import reading
from musnad.store.facts import entry, last_batch, mark_current, removed, restore, stale, without
from musnad.store.journal import Entry
from musnad.store.store import Store
from musnad.store.tables import PER_PAGE, Record, Words, table
from musnad.workers import Limits

_BESIDE = ("", "-wal", "-shm")


def repair(
    store: Store, reader: Reader, found: list[Fault], jobs: int | None = None, limits: Limits | None = None
) -> Iterator[str]:
    """Mend what can be mended, and say in a sentence each what was done.

    What cannot be mended is found by the next `faults`. A damaged database is set aside and not thrown away.

    Raises:
        StoreError: the store cannot be written.
    """
    parts: set[Where] = {fault.part for fault in found}
    if "database" in parts:
        yield from _renew(store)
        found = list(faults(store))
        parts = {fault.part for fault in found}
    if parts & {"facts", "journal", "rows"}:
        yield from _set_facts_right(store, {fault.page for fault in found if fault.part == "rows" and fault.page})
    yield from _clear_away(store, found)
    with store.reading() as connection:
        wrong = {fault.page for fault in found if fault.part == "page" and fault.page}
        pages = some_pages(connection, wrong | {again.page for again in unread_pages(connection)})
    if parts & {"search", "page", "rows"}:
        yield from _rebuild(store)
    if "links" in parts:
        made = link(store, reader.lexicon, anew=True)
        yield f"the links are made again: {made.events} events of {made.pages} pages"
    if pages:
        failed: list[str] = []
        done, _ = reread(store, reader, pages, jobs=jobs, limits=limits, tell=lambda again: _note(again, failed))
        yield f"{done} pages are read again from their bytes"
        yield from failed


def _clear_away(store: Store, found: list[Fault]) -> Iterator[str]:
    """Take away bytes that have no page any more, and half files."""
    for fault in found:
        if fault.part == "bytes" and fault.page is None:
            store.custody.drop(fault.where)
            yield f"{fault.where}: the bytes are taken away"
        elif fault.part == "bytes" and store.custody.place(fault.where).exists():
            yield f"{store.custody.set_aside(fault.where)} are the damaged bytes; add the page again to mend this"
    for scrap in store.custody.scraps():
        scrap.unlink(missing_ok=True)
        yield f"{scrap.name}, half a file that a broken write has left behind, is taken away"


def _note(again: Reread, failed: list[str]) -> None:
    if again.reading is None:
        failed.append(f"could not be read again: {again.reason}")


def _renew(store: Store) -> Iterator[str]:
    """Bring tables up to date; where that is of no use, set the database aside and make it again from the journal."""
    try:
        store.make_tables()
        if not any(fault.part == "database" for fault in faults(store)):
            yield "the tables are brought up to date"
            return
    except MusnadError:
        pass
    salvaged = list(_salvaged(store))
    if not store.project.is_served:
        yield from _set_aside(store.project.file)
    store.make_tables()
    if salvaged:
        store.journal.append(salvaged)
    yield "the database is made again from the journal; what failed when it was added is no longer listed"


def _salvaged(store: Store) -> Iterator[Entry]:
    """Batches that a damaged database has, and the journal has not."""
    try:
        with reading(store.engine) as connection:
            yield from (entry(connection, n) for n in range(store.journal.last() + 1, last_batch(connection) + 1))
    except MusnadError:
        return


def _set_aside(file: Path) -> Iterator[str]:
    number = 1
    while file.with_name(f"{file.name}.damaged-{number}").exists():
        number += 1
    for ending in _BESIDE:
        part = file.with_name(file.name + ending)
        if part.exists():
            target = file.with_name(f"{file.name}.damaged-{number}{ending}")
            part.rename(target)
            yield f"{part.name} is set aside as {target.name}"


def _set_facts_right(store: Store, orphans: set[int]) -> Iterator[str]:
    """Facts as the journal has them; where its lines are broken, the journal as the database has them."""
    lines = [line for line in store.journal.entries() if isinstance(line, Entry)]
    with store.writing() as writer:
        connection = writer.connection
        for model in (*PER_PAGE, Record, Words):
            source = table(model)
            if orphans:
                connection.execute(delete(source).where(source.c.page.in_(orphans)))
        hashes = removed(connection, lines)
        for line in sorted(lines, key=lambda line: line.number):
            restore(connection, without(line, stale(line, hashes), hashes))
        mark_current(connection)
        store.rewrite_journal(connection)
    yield f"{len(lines)} batches are as the journal has them"


def _rebuild(store: Store) -> Iterator[str]:
    with store.writing() as writer:
        number = search.rebuild(writer.connection)
    yield f"the search index is made again: {number} pages"
