"""What was read of pages, out of the store again: for those who compare pages with each other."""

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, select

from musnad.store.decided import Decisions
from musnad.store.decisions import standing
from musnad.store.rows import Json, unpack
from musnad.store.tables import READ, Page, Record

_AT_ONCE = 500


def current_pages(connection: Connection, after: int = 0) -> list[int]:
    """The numbers of the pages that are the latest of their versions, in the order in which they came.

    `after` leaves out those that came before a page, itself included: what is new since.
    """
    query = select(Page.id).where(Page.current, Page.state == READ, Page.id > after).order_by(Page.id)
    return list(connection.execute(query).scalars())


def records(connection: Connection, pages: Iterable[int], *, as_read: bool = False) -> Iterator[tuple[int, Json]]:
    """The records of pages with their numbers, in order, as `musnad read --json` prints them; few are held at a time.

    They are as people have decided, or with `as_read` as they were read.

    Raises:
        DamagedError: a record is no longer what it was.
    """
    numbers = sorted(set(pages))
    decisions = Decisions(() if as_read else standing(connection))
    for start in range(0, len(numbers), _AT_ONCE):
        some = numbers[start : start + _AT_ONCE]
        query = select(Record.page, Record.content).where(Record.page.in_(some)).order_by(Record.page)
        for row in connection.execute(query):
            yield row.page, decisions.record(unpack(row.content))
