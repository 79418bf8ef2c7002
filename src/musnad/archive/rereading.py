"""Kept bytes -> derived rows, anew: with a newer reader, with other tables, or because rows are broken."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from sqlalchemy import Connection, Select, func, select

from musnad.archive.taking import Take
from musnad.archive.ways import part_of
from musnad.errors import MusnadError
from musnad.pages.opening import Opener
from musnad.reader import Reader
from musnad.store import writing
from musnad.store.custody import Custody
from musnad.store.store import Store
from musnad.store.tables import READ, Capture, Page, Record, Run
from musnad.store.writing import Reading
from musnad.workers import Broken, Limits, Workers

_BATCH = 64


@dataclass(frozen=True, slots=True)
class Again:
    """A page that is to be read again: its number, bytes and way, and the source that it had first."""

    page: int
    hash: str
    way: str
    source: str


@dataclass(frozen=True, slots=True)
class Reread:
    """What became of it: its reading, or why there is none."""

    again: Again
    reading: Reading | None
    reason: str = ""


@dataclass(frozen=True)
class _ReadAgain:
    """Reads pages again; pickles."""

    reader: Reader
    custody: Custody
    root: Path

    def __call__(self, again: Again) -> Reread:
        try:
            part, options = part_of(again.way, again.source, again.hash, self.custody)
            opener = Opener(self.reader.lexicon, options.fields)
            return Reread(again, Take(self.reader, opener, self.custody, options, self.root).again(part))
        except MusnadError as error:
            return Reread(again, None, str(error))


def reread(  # noqa: PLR0913 - how it is read is given by name
    store: Store,
    reader: Reader,
    pages: Iterable[Again],
    *,
    jobs: int | None = None,
    limits: Limits | None = None,
    tell: Callable[[Reread], None] = lambda _: None,
) -> tuple[int, int]:
    """Read pages again, and replace their derived rows, a batch a transaction.

    A page that cannot be read keeps the rows that it has; `tell` hears of every page. They are read in so many processes
    under the limits, or here if `jobs` is None.

    Returns:
        how many were read, and how many could not be.

    Raises:
        StoreError: the store cannot be used; all batches before are kept.
    """
    work = _ReadAgain(reader, store.custody, store.project.folder.absolute())
    found = Workers[Again, Reread](work, jobs, limits or Limits()).map(pages) if jobs else map(work, pages)
    results = _results(found)
    done = failed = 0
    while some := list(islice(results, _BATCH)):
        with store.writing() as writer:
            for result in some:
                if result.reading:
                    writing.replace(writer.connection, result.again.page, result.reading, writer.at)
        for result in some:
            done, failed = done + (result.reading is not None), failed + (result.reading is None)
            tell(result)
    return done, failed


def _results(found: Iterable[Reread | Broken[Again]]) -> Iterator[Reread]:
    for result in found:
        if isinstance(result, Broken):
            yield Reread(result.task, None, f"{result.task.source}: quarantined: {result.reason}")
        else:
            yield result


def all_pages(connection: Connection) -> list[Again]:
    """Every page that is not withdrawn, in order."""
    return _again(connection, _query())


def pages_of_other_readers(connection: Connection, reader: str) -> list[Again]:
    """The pages that have not been read by this reader, in order."""
    own = select(Run.id).where(Run.reader == reader)
    return _again(connection, _query().where(Page.run.is_(None) | Page.run.not_in(own)))


def unread_pages(connection: Connection) -> list[Again]:
    """The pages without a record, in order."""
    return _again(connection, _query().where(Page.id.not_in(select(Record.page))))


def some_pages(connection: Connection, numbers: set[int]) -> list[Again]:
    """Pages by their numbers, in order; those that are withdrawn are left out."""
    return [again for again in all_pages(connection) if again.page in numbers]


def _query() -> Select[int, str, str, str]:
    first = select(Capture.page, func.min(Capture.id).label("id")).group_by(Capture.page).subquery()
    query = select(Page.id, Page.hash, Page.way, Capture.source).join(first, first.c.page == Page.id)
    return query.join(Capture, Capture.id == first.c.id).where(Page.state == READ).order_by(Page.id)


def _again(connection: Connection, query: Select[int, str, str, str]) -> list[Again]:
    return [Again(*row) for row in connection.execute(query)]
