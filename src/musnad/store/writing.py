"""Pages, captures and failures into the tables, many at a time and inside one transaction."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from musnad.store import search, tables
from musnad.store.decided import Decisions
from musnad.store.engine import is_sqlite, next_id
from musnad.store.reading import records
from musnad.store.rows import COLUMNS, Flat, Json, derived, flat, unpack, writable, written
from musnad.store.store import Writer, clear
from musnad.store.tables import Capture, Failure, Page, Record, Removal, Run, table
from musnad.store.words import Forms, Written

Outcome = Literal["new", "duplicate", "changed", "refused"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading a page gave, ready to be written: packed record, rows without their page, words to be searched.

    Words that were packed before are `Written`, and are not packed again.
    """

    reader: str
    columns: Json
    record: bytes
    rows: Flat
    words: Forms | Written


@dataclass(frozen=True, slots=True)
class Item:
    """A page that is to be kept: its bytes and their way (see `tables.Page`), where it was seen, and its reading.

    Attributes:
        source: where it was seen, as it was given; `place` is the same seen from the project's folder.
        plain: the user said nothing of the page, so that its bytes alone tell it from others.
        reading: None of a page that is known and was not read again.
    """

    hash: str
    key: str
    kind: str
    source: str
    place: str
    plain: bool = True
    way: str = ""
    lineage: str | None = None
    reading: Reading | None = None


@dataclass(frozen=True, slots=True)
class Failed:
    """An input that gave no page: where it stands, how it is named, what kind of error it was, and why.

    `left_out` counts what was left out on purpose, which is no failure.
    """

    place: str
    source: str
    kind: str
    reason: str
    left_out: int = 0


class Known:
    """What the store knows of some bytes."""

    def __init__(self, connection: Connection, hashes: set[str]) -> None:
        """Look up what is known of bytes with these SHA-256."""
        pages = select(Page.id, Page.key, Page.hash, Page.kind).order_by(Page.id)
        rows = _where(connection, pages, Page.hash, hashes)
        self.by_key: dict[str, int] = {row.key: row.id for row in rows}
        self.by_bytes: dict[tuple[str, str], int] = {(row.hash, row.kind): row.id for row in rows}
        removed = _where(connection, select(Removal.hash), Removal.hash, hashes)
        self.removed = frozenset(row.hash for row in removed)

    def is_refused(self, item: Item) -> bool:
        """Whether these bytes, or a passage of them, were taken out for good."""
        return item.hash in self.removed

    def page(self, item: Item) -> int | None:
        """The number of a page that is there."""
        return self.by_key.get(item.key) or (self.by_bytes.get((item.hash, item.kind)) if item.plain else None)

    def learn(self, item: Item, page: int) -> None:
        """Take note of a page that has been added since."""
        self.by_key[item.key] = self.by_bytes[item.hash, item.kind] = page


def take(writer: Writer, items: Sequence[Item]) -> list[Outcome]:
    """Write pages that were read, and say of each what it is; the readings of pages that are known are left aside.

    A page is new, known, another version of a page that is known, or refused because it was taken out for good.
    """
    return _Taking(writer, items).run()


class _Taking:
    """One call of `take`: what the database knows of the items, then what is added to it."""

    def __init__(self, writer: Writer, items: Sequence[Item]) -> None:
        self.writer, self.connection, self.items = writer, writer.connection, items
        self.known = Known(self.connection, {item.hash for item in items})
        self.versions = self._versions()
        pages = {page for item in items if (page := self.known.page(item))}
        captured = _where(self.connection, select(Capture.page, Capture.source), Capture.page, pages)
        self.captured = {(row.page, row.source) for row in captured}
        self.next_page = next_id(self.connection, Page)
        self.next_capture = next_id(self.connection, Capture)
        self.pages: list[Json] = []
        self.captures: list[Json] = []
        self.readings: list[tuple[int, Reading]] = []
        self.runs: dict[str, int] = {}

    def run(self) -> list[Outcome]:
        outcomes = [self._take(item) for item in self.items]
        latest = {page["lineage"]: page["id"] for page in self.pages if page["lineage"]}
        for page in self.pages:
            page["current"] = page["lineage"] is None or latest[page["lineage"]] == page["id"]
        replaced = {page["lineage"] for page in self.pages if page["version"] > 1}
        if replaced:
            self.connection.execute(update(table(Page)).where(Page.lineage.in_(replaced)).values(current=False))
        _insert(self.connection, Page, self.pages)
        _insert(self.connection, Capture, self.captures)
        write_readings(self.connection, self.readings)
        return outcomes

    def _versions(self) -> dict[str, int]:
        query = select(Page.lineage, func.max(Page.version).label("version")).group_by(Page.lineage)
        lineages = {item.lineage for item in self.items if item.lineage}
        return {row.lineage: row.version for row in _where(self.connection, query, Page.lineage, lineages)}

    def _take(self, item: Item) -> Outcome:
        if self.known.is_refused(item):
            return "refused"
        outcome: Outcome = "duplicate"
        page = self.known.page(item)
        if page is None:
            page, outcome = self._add(item)
            self.known.learn(item, page)
        source = writable(item.source)
        if (page, source) not in self.captured:
            self.captured.add((page, source))
            seen = {"page": page, "source": source, "seen": self.writer.at, "batch": self.writer.number}
            self.captures.append({"id": self.next_capture, **seen})
            self.next_capture += 1
        return outcome

    def _add(self, item: Item) -> tuple[int, Outcome]:
        assert item.reading is not None, "a page that is not known has been read"
        page, self.next_page = self.next_page, self.next_page + 1
        version = 1
        if item.lineage:
            version = self.versions[item.lineage] = self.versions.get(item.lineage, 0) + 1
        facts = {"hash": item.hash, "key": item.key, "kind": item.kind, "way": item.way, "lineage": item.lineage}
        numbers = {"id": page, "batch": self.writer.number, "version": version, "state": tables.READ}
        reader = item.reading.reader
        if reader not in self.runs:
            self.runs[reader] = run_of(self.connection, reader, self.writer.at)
        self.pages.append(written(facts) | numbers | {"run": self.runs[reader]} | item.reading.columns)
        self.readings.append((page, item.reading))
        return page, "changed" if version > 1 else "new"


def replace(connection: Connection, page: int, reading: Reading, at: str) -> None:
    """Put a page's reading in the place of the one before; facts and decisions stay."""
    clear(connection, page)
    run = run_of(connection, reading.reader, at)
    connection.execute(update(table(Page)).where(Page.id == page).values(**reading.columns, run=run))
    write_readings(connection, [(page, reading)])


def write_readings(connection: Connection, readings: Sequence[tuple[int, Reading]]) -> None:
    """Write the derived rows of pages that have none, as people have decided about them."""
    _insert(connection, Record, [{"page": page, "content": reading.record} for page, reading in readings])
    words = [(page, _written(reading.words)) for page, reading in readings]
    _insert(connection, tables.Words, [{"page": page, "content": found.content} for page, found in words])
    decisions = Decisions.of(connection)
    rows = [(page, _rows(decisions, page, reading)) for page, reading in readings]
    for model in tables.PER_PAGE:
        _insert_flat(connection, model, [(page, *row) for page, own in rows for row in own[model]])
    search.add(connection, [(page, found.lines) for page, found in words])


def _written(words: Forms | Written) -> Written:
    return words if isinstance(words, Written) else Written.of(words)


def _rows(decisions: Decisions, page: int, reading: Reading) -> Flat:
    """The rows of a reading; made anew where a decision changes what was read."""
    if not decisions.rows:
        return reading.rows
    record = unpack(reading.record)
    decided = decisions.record(record)
    return reading.rows if decided is record else flat(derived(page, decided))


def rewrite(connection: Connection, pages: Iterable[int]) -> None:
    """Make the rows of pages anew from what was read, as people have decided by now."""
    wanted = list(pages)
    for model in tables.PER_PAGE:
        source = table(model)
        connection.execute(delete(source).where(source.c.page.in_(wanted)))
    for page, record in records(connection, wanted):
        for of, some in flat(derived(page, record)).items():
            _insert_flat(connection, of, [(page, *row) for row in some])


def run_of(connection: Connection, reader: str, at: str) -> int:
    """The number of the run of a reader, which is its version and that of its tables."""
    found = connection.execute(select(Run.id).where(Run.reader == reader)).scalar()
    if found is not None:
        return found
    number = next_id(connection, Run)
    version, _, words = reader.removeprefix("musnad ").partition(" ")
    row = {"id": number, "reader": reader, "version": version, "tables": words, "since": at}
    connection.execute(insert(table(Run)), row)
    return number


def note_failures(writer: Writer, failures: Iterable[Failed]) -> None:
    """Write down inputs that gave no page; one that failed before has failed again."""
    found = {writable(failure.place): failure for failure in failures}
    rows = _where(writer.connection, select(Failure.place, Failure.tries), Failure.place, set(found))
    tries: dict[str, int] = {row.place: row.tries for row in rows}
    for place, failure in found.items():
        said = written({"source": failure.source, "kind": failure.kind, "reason": failure.reason, "last": writer.at})
        if place in tries:
            change = update(table(Failure)).where(Failure.place == place)
            writer.connection.execute(change.values(**said, tries=tries[place] + 1))
        else:
            writer.connection.execute(insert(table(Failure)), said | {"place": place, "first": writer.at, "tries": 1})


def forget_failures(writer: Writer, places: set[str]) -> None:
    """Take inputs from the list of failures that have given a page since."""
    if places:
        written_places = [writable(place) for place in places]
        writer.connection.execute(delete(table(Failure)).where(Failure.place.in_(written_places)))


def _insert(connection: Connection, model: type[tables.Base], rows: list[Json]) -> None:
    """Insert rows, which all have the same columns."""
    if rows:
        names = tuple(rows[0])
        _insert_many(connection, model, names, [tuple(map(row.__getitem__, names)) for row in rows])


def _insert_flat(connection: Connection, model: type[tables.Base], rows: list[tuple[Any, ...]]) -> None:
    """Insert derived rows: the number of their page, then their values."""
    _insert_many(connection, model, ("page", *COLUMNS[model]), rows)


def _insert_many(
    connection: Connection, model: type[tables.Base], names: Sequence[str], rows: list[tuple[Any, ...]]
) -> None:
    """Insert rows; past SQLAlchemy on SQLite, where it takes longer than the database."""
    if rows and is_sqlite(connection):
        places = ", ".join("?" * len(names))
        columns = ", ".join(f'"{name}"' for name in names)
        statement = f'INSERT INTO "{table(model).name}" ({columns}) VALUES ({places})'
        connection.exec_driver_sql(statement, rows)
    elif rows:
        connection.execute(insert(table(model)), [dict(zip(names, row, strict=True)) for row in rows])


def _where(connection: Connection, query: Any, column: Any, values: set[Any]) -> Sequence[Row[Any]]:
    """The rows of a query for some values of a column; nothing is asked for none."""
    return connection.execute(query.where(column.in_(values))).all() if values else ()
