"""What is wrong with a store: every part is checked against what it was made from.

Derived rows are compared with the record, the record with its bytes' hash and its own quotations, facts with the journal,
kept bytes with their names; the database checks its own structure.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, func, inspect, select, text
from sqlalchemy.exc import DatabaseError

from musnad.archive.checking import page_faults, unsearchable, version_faults
from musnad.archive.linkcheck import differences, link_faults
from musnad.archive.ways import hashes_of
from musnad.errors import DamagedError, LockedError, NoProjectError, OutdatedStoreError, ReadOnlyError, StoreError
from musnad.lexicon import Lexicon
from musnad.store import tables
from musnad.store.engine import is_sqlite
from musnad.store.facts import entry, last_batch, removed, stale, without
from musnad.store.journal import Broken, Entry
from musnad.store.store import Store
from musnad.store.tables import PER_PAGE, READ, Batch, Page, Record, Removal, Words, table

Where = Literal["database", "facts", "journal", "rows", "page", "search", "bytes", "links"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong: in which part of the store, with what, and how; `page` is the number of the page concerned."""

    part: Where
    where: str
    message: str
    page: int | None = None

    def __str__(self) -> str:
        return f"{self.part}: {self.where}: {self.message}"


def faults(store: Store, thorough: Lexicon | None = None) -> Iterator[Fault]:
    """Everything that is wrong with a store; where the database cannot be used, only why.

    With `thorough` tables all pages are linked from the beginning, and the links compared with that.

    Raises:
        NewerStoreError: the database was made by a newer version of the program, which this one must not judge.
        StoreError: the database is locked or cannot be reached, which says nothing of its state.
    """
    broken = list(_of_database(store))
    yield from broken
    if broken:
        return
    try:
        with store.reading() as connection:
            yield from _of_content(store, connection)
            found = differences(connection, thorough) if thorough else link_faults(connection)
            yield from (Fault("links", name, message) for name, message in found)
    except (LockedError, ReadOnlyError):
        raise
    except StoreError as error:
        yield Fault("database", store.project.database, str(error))


def _of_content(store: Store, connection: Connection) -> Iterator[Fault]:
    yield from _of_journal(store, connection)
    yield from _of_rows(connection)
    yield from (Fault("page", page.hash, message, page.id) for page, message in page_faults(connection))
    yield from (Fault("facts", str(name), "not one version is the last") for name in version_faults(connection))
    yield from _of_search(connection)
    yield from _of_bytes(store, connection)


def _of_database(store: Store) -> Iterator[Fault]:
    where = store.project.database
    try:
        store.must_exist()
        with store.reading() as connection:
            store.must_be_known(connection)
            messages = list(_structure(connection))
    except (DamagedError, NoProjectError, OutdatedStoreError) as error:
        messages = [str(error)]
    yield from (Fault("database", where, message) for message in messages)


def _structure(connection: Connection) -> Iterator[str]:
    """What the database finds wrong with its own structure, and tables that are missing."""
    if is_sqlite(connection):
        yield from (row[0] for row in connection.execute(text("PRAGMA integrity_check")) if row[0] != "ok")
    there = set(inspect(connection).get_table_names())
    wanted = {*tables.Base.metadata.tables, "search"}
    yield from (f"the table {name} is missing" for name in sorted(wanted - there))


def _of_journal(store: Store, connection: Connection) -> Iterator[Fault]:
    """Lines that are broken, batches that the journal or the database lacks, and facts that differ."""
    where, last = store.project.journal, last_batch(connection)
    lines = list(store.journal.entries())
    whole = [line for line in lines if isinstance(line, Entry)]
    hashes = removed(connection, whole)
    for line in lines:
        if isinstance(line, Broken):
            yield Fault("journal", f"{where}:{line.line}", "the line is broken")
        else:
            yield from _of_line(connection, line, hashes)
    # The last batch may still be on its way into the journal, or the program was ended just then: the next one sees to it.
    for number in sorted(set(range(1, last)) - {line.number for line in whole}):
        yield Fault("journal", f"batch {number}", "is in the database and not in the journal")


def _of_line(connection: Connection, line: Entry, hashes: frozenset[str]) -> Iterator[Fault]:
    where = f"batch {line.number}"
    if connection.execute(select(Batch.number).where(Batch.number == line.number)).scalar() is None:
        yield Fault("facts", where, "is in the journal and not in the database")
        return
    ours = entry(connection, line.number)
    if line == ours:
        return
    gone = stale(line, hashes)
    if without(line, gone, hashes) == without(ours, gone, hashes):
        yield Fault("journal", where, "still holds what was taken out for good")
    else:
        yield Fault("facts", where, "is not in the database as it is in the journal")


def _of_rows(connection: Connection) -> Iterator[Fault]:
    """Rows of pages that there are not, or that are withdrawn."""
    there = select(Page.id).where(Page.state == READ)
    for model in (*PER_PAGE, Record, Words):
        source = table(model)
        query = select(source.c.page, func.count()).where(source.c.page.not_in(there)).group_by(source.c.page)
        for page, number in connection.execute(query):
            yield Fault("rows", f"{source.name} of page {page}", f"{number} without their page", page)


def _of_search(connection: Connection) -> Iterator[Fault]:
    """What the search index finds wrong with its own structure, and pages whose words it does not have."""
    try:
        with connection.begin_nested() as point:
            if is_sqlite(connection):
                connection.execute(text("INSERT INTO search (search) VALUES ('integrity-check')"))
            point.rollback()
        pages = unsearchable(connection)
    except DatabaseError as error:
        yield Fault("search", "search", f"the index is damaged: {error.orig}")
        return
    yield from (
        Fault("search", f"page {page}", "its words are not in the index as they are on it", page)
        for page in sorted(pages)
    )


def _of_bytes(store: Store, connection: Connection) -> Iterator[Fault]:
    """Bytes of pages that are missing or not what they were, and what broken writes have left behind."""
    is_read = Page.state == READ
    pages = select(Page.id, Page.hash, Page.way).where(is_read).order_by(Page.id)
    for page in connection.execute(pages):
        for name in (page.hash, *hashes_of(page.way)):
            try:
                store.custody.read(name)
            except DamagedError as error:
                yield Fault("bytes", name, str(error), page.id)
    for name in connection.execute(
        select(Removal.hash).where(Removal.hash.not_in(select(Page.hash).where(is_read)))
    ).scalars():
        if store.custody.place(name).exists():
            yield Fault("bytes", name, "are still there, and were to be taken out for good")
