"""Pages against what they were made from: rows against the record, the record against its own text and the bytes' hash."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, func, select

from musnad.errors import DamagedError
from musnad.store import rows, search, words
from musnad.store.decided import Decisions
from musnad.store.rows import Json
from musnad.store.tables import DOCUMENT, PER_PAGE, READ, Base, Page, Record, Words, table

_AT_ONCE = 100


def page_faults(connection: Connection) -> Iterator[tuple[Row[Any], str]]:
    """Every page with what is wrong with it, in order; a page may have several faults."""
    pages = table(Page)
    query = select(pages).where(pages.c.state == READ).order_by(pages.c.id).limit(_AT_ONCE)
    last = 0
    while some := connection.execute(query.where(pages.c.id > last)).all():
        first, last = some[0].id, some[-1].id
        stretch = _Stretch(connection, first, last)
        for page in some:
            yield from ((page, message) for message in stretch.faults(page))


class _Stretch:
    """What is stored of the pages between two numbers, both included."""

    def __init__(self, connection: Connection, first: int, last: int) -> None:
        self.decisions = Decisions.of(connection)
        self.records = _contents(connection, Record, first, last)
        self.words = _contents(connection, Words, first, last)
        self.rows: dict[type[Base], defaultdict[int, list[tuple[Any, ...]]]] = {}
        for model in PER_PAGE:
            source = table(model)
            found: defaultdict[int, list[tuple[Any, ...]]] = defaultdict(list)
            for row in connection.execute(select(source).where(source.c.page.between(first, last))):
                found[row[0]].append(tuple(row))
            self.rows[model] = found

    def faults(self, page: Row[Any]) -> Iterator[str]:
        """What is wrong with one of the pages."""
        yield from self._of_words(page.id)
        try:
            record = rows.unpack(self.records[page.id])
        except KeyError:
            yield "has no record"
            return
        except DamagedError as error:
            yield str(error)
            return
        if record["document"]["id"] != page.hash:
            yield "the record is that of other bytes"
        columns = rows.document_columns(record)
        if any(getattr(page, name) != columns.get(name) for name in DOCUMENT):
            yield "is described otherwise than in its record"
        if not all(record["text"][place["start"] : place["end"]] == place["text"] for place in places(record)):
            yield "a place in the record does not quote the text"
        for model, made in rows.derived(page.id, self.decisions.record(record)).items():
            names = [column.name for column in table(model).c]
            if {tuple(row[name] for name in names) for row in made} != set(self.rows[model][page.id]):
                yield f"the {table(model).name} are not those of its record"

    def _of_words(self, page: int) -> Iterator[str]:
        try:
            words.unpack(self.words[page])
        except KeyError:
            yield "has no words to be searched"
        except DamagedError as error:
            yield str(error)


def places(thing: Any) -> Iterator[Json]:
    """Everything in a record that has a beginning, an end and a quotation."""
    if isinstance(thing, dict):
        if thing.get("start") is not None and "text" in thing:
            yield thing
        children: Iterable[Any] = thing.values()
    elif isinstance(thing, list):
        children = thing
    else:
        return
    for child in children:
        if isinstance(child, dict | list):
            yield from places(child)


def _contents(connection: Connection, model: type[Record] | type[Words], first: int, last: int) -> dict[int, bytes]:
    query = select(model.page, model.content).where(model.page.between(first, last))
    return {row.page: row.content for row in connection.execute(query)}


def unsearchable(connection: Connection) -> set[int]:
    """The pages whose words do not stand in the search index as they should."""
    wanted: dict[int, int] = {}
    query = select(Words.page, Words.content).execution_options(yield_per=_AT_ONCE)
    for row in connection.execute(query):
        try:
            wanted |= search.wanted(row.page, words.unpack(row.content))
        except DamagedError:
            continue
    there = search.found(connection)
    numbers = {number for number in wanted.keys() | there.keys() if wanted.get(number, 0) != there.get(number, 0)}
    return {search.page_of(number) for number in numbers}


def version_faults(connection: Connection) -> Sequence[str]:
    """The lineages of which not exactly one version is the current one."""
    current = func.count(Page.id).filter(Page.current)
    query = select(Page.lineage).where(Page.lineage.is_not(None), Page.state == READ)
    return connection.execute(query.group_by(Page.lineage).having(current != 1)).scalars().all()  # type: ignore[return-value]
