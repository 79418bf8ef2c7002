"""The pages of a project in the form of other programs: what is asked for goes out page by page, in an order of its own.

That order is the day of publication and the hash, whatever order the pages came in, so that the same pages give the same
bytes.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from sqlalchemy import Connection, func, select

from musnad.archive import eventwise
from musnad.archive.finding import Filters, conditions
from musnad.errors import UsageError
from musnad.exports import flat
from musnad.exports.acled import acled
from musnad.exports.files import output, whole
from musnad.exports.ftm import LOST, ftm
from musnad.exports.geojson import geojson
from musnad.exports.graphml import graphml
from musnad.exports.judged import Judged, decisions
from musnad.exports.plover import plover
from musnad.exports.polecat import polecat
from musnad.exports.record import to_line
from musnad.exports.reports import Kept, Report, Tally, Told, reports_of
from musnad.store import links
from musnad.store.decisions import standing
from musnad.store.linked import EventClaim, PersonEntity
from musnad.store.reading import records
from musnad.store.rows import Json, unpack
from musnad.store.tables import READ, Capture, Page, Record, table

_AT_ONCE = 100
_TABLE = "claims"
TABLES = frozenset({"csv", "parquet"})
"""The formats that have a table."""
_OF_CLAIMS: dict[str, Callable[[Iterable[Report], Tally], Iterator[str]]] = {
    "plover": plover,
    "polecat": polecat,
    "acled": acled,
    "geojson": geojson,
    "graphml": graphml,
}


_BY = frozenset(_OF_CLAIMS) - {"graphml"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to go out: which pages, and which of their claims; no type and no status means all.

    `only` names pages by their numbers, and claims of them, where these were chosen before.
    """

    pages: Filters = field(default_factory=Filters)
    types: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset()
    only: Mapping[int, frozenset[str]] | None = None

    def claims(self, page: int, record: Json) -> tuple[str, ...]:
        """The ids of the claims of a page that are meant."""
        return tuple(
            claim["id"]
            for claim in record["claims"]
            if (not self.types or claim["type"] in self.types)
            and (not self.statuses or claim["status"] in self.statuses)
            and (self.only is None or claim["id"] in self.only[page])
        )


@dataclass(slots=True)
class Exported:
    """What went out: how many pages there are and were taken, the tally of what was written, and what cannot be carried."""

    unit: str
    pages: int = 0
    all_pages: int = 0
    tally: Tally = field(default_factory=Tally)
    lost: tuple[str, ...] = ()


def told(connection: Connection, wanted: Wanted, exported: Exported) -> Iterator[Told]:
    """The pages that are meant, in their order; few are held at a time."""
    names = dict(links.named(connection))
    exported.all_pages = len(names)
    for number, kept, record in _records(connection, conditions(connection, wanted.pages), names, wanted.only):
        claims = wanted.claims(number, record)
        if claims or not (wanted.types or wanted.statuses):
            exported.pages += 1
            yield Told(kept, record, claims)


def told_of(connection: Connection, claims: Mapping[int, tuple[str, ...] | None]) -> Iterator[tuple[int, Told]]:
    """Pages by their numbers, in their order, with the claims that are asked for of each; None means all."""
    names = dict(links.named(connection))
    for number, kept, record in _records(connection, [Page.id.in_(list(claims))], names):
        chosen = claims[number]
        yield number, Told(kept, record, tuple(c["id"] for c in record["claims"]) if chosen is None else chosen)


def _records(
    connection: Connection, which: Iterable[Any], names: Mapping[int, str], only: Collection[int] | None = None
) -> Iterator[tuple[int, Kept, Json]]:
    query = select(Page.id).where(Page.current, Page.state == READ, *which)
    order = (Page.first.is_(None), Page.first, Page.hash, Page.key)
    every = connection.execute(query.order_by(*order)).scalars().all()
    numbers = iter([number for number in every if only is None or number in only])
    while some := list(islice(numbers, _AT_ONCE)):
        found = dict(records(connection, some))
        kept = _kept(connection, {number: names[number] for number in some})
        for number in some:
            yield number, kept[number], found[number]


def _kept(connection: Connection, names: dict[int, str]) -> dict[int, Kept]:
    """What the project knows of some pages beside their records."""
    pages = list(names)
    seen = _seen(connection, pages)
    people: dict[int, dict[str, str]] = {number: {} for number in pages}
    events: dict[int, dict[str, str]] = {number: {} for number in pages}
    for member in connection.execute(select(table(PersonEntity)).where(PersonEntity.page.in_(pages))):
        people[member.page][member.entity] = member.person
    for told_of in connection.execute(select(table(EventClaim)).where(EventClaim.page.in_(pages))):
        events[told_of.page][told_of.claim] = told_of.event
    return {n: Kept(names[n], seen.get(n), people[n], events[n]) for n in pages}


def _seen(connection: Connection, pages: list[int]) -> dict[int, str]:
    query = select(Capture.page, func.min(Capture.seen)).where(Capture.page.in_(pages)).group_by(Capture.page)
    return {row[0]: row[1] for row in connection.execute(query)}


def judged(connection: Connection) -> Iterator[Judged]:
    """The decisions that stand, with the texts of their pages."""
    for row in standing(connection):
        content = None
        if row.hash is not None:
            query = select(Record.content).join(Page, Page.id == Record.page).where(Page.hash == row.hash)
            content = connection.execute(query.order_by(Page.current.desc(), Page.id).limit(1)).scalar()
        yield Judged(dict(row._mapping), unpack(content)["text"] if content is not None else None)


def _jsonl(pages: Iterable[Told], tally: Tally) -> Iterator[str]:
    """The records as they are, with what they are called in the ids of other formats."""
    for page in pages:
        tally.written += 1
        kept = page.kept
        called = {"page": kept.name, "seen": kept.seen, "events": kept.events, "people": kept.people}
        yield to_line({**page.record, "links": called}) + "\n"


_OF_PAGES: dict[str, Callable[[Iterable[Told], Tally], Iterator[str]]] = {"jsonl": _jsonl, "ftm": ftm}


@dataclass(frozen=True, slots=True)
class Form:
    """A format as it was asked for; `table` is for csv and parquet, `excel` for csv; `by` is `claim` or `event`.

    Raises:
        UsageError: the options do not fit the format.
    """

    name: str
    table: str | None = None
    excel: bool = False
    by: str | None = None

    def __post_init__(self) -> None:
        if self.excel and self.name != "csv":
            raise UsageError("--excel is for csv")
        if self.table and self.name not in TABLES:
            raise UsageError("--table is for csv and parquet")
        if self.by and self.name not in _BY:
            raise UsageError(f"--by is for {', '.join(sorted(_BY))}; csv and parquet have --table events")

    @property
    def unit(self) -> str:
        """What is counted."""
        if self.name in TABLES:
            return self.table or _TABLE
        usual = "events" if self.by == "event" else "claims"
        return {"jsonl": "pages", "decisions": "decisions"}.get(self.name, usual)


def export(connection: Connection, form: Form, wanted: Wanted, path: str | None) -> Exported:
    """Write what is asked for to a file, or to standard output.

    Raises:
        UsageError: a format that needs a file was given none.
        NotFoundError: events are asked for, and no page is linked.
    """
    exported = Exported(form.unit, lost=LOST if form.name == "ftm" else ())
    if form.unit == "events":
        eventwise.must_be_there(connection)
    if form.name == "parquet":
        if path is None:
            raise UsageError("parquet needs a file: --out FILE")
        with whole(path) as part:
            flat.parquet(_rows(connection, form, wanted, exported), form.unit, part)
        return exported
    with output(path) as write:
        for piece in _pieces(connection, form, wanted, exported):
            write(piece)
    return exported


def _rows(connection: Connection, form: Form, wanted: Wanted, exported: Exported) -> Iterator[Json]:
    pages = told(connection, wanted, exported)
    if form.unit == "events":
        return eventwise.rows(connection, pages, exported.tally)
    return flat.rows(pages, form.unit, exported.tally)


def _pieces(connection: Connection, form: Form, wanted: Wanted, exported: Exported) -> Iterator[str]:
    tally = exported.tally
    if form.name == "csv":
        return flat.csv(_rows(connection, form, wanted, exported), form.unit, excel=form.excel)
    if form.name == "decisions":
        return decisions(judged(connection), tally)
    pages = told(connection, wanted, exported)
    if form.name in _OF_PAGES:
        return _OF_PAGES[form.name](pages, tally)
    if form.by == "event":
        leads = eventwise.leading(pages)
        return _OF_CLAIMS[form.name](
            eventwise.reports(connection, told(connection, wanted, Exported("")), leads), tally
        )
    return _OF_CLAIMS[form.name](reports_of(pages), tally)
