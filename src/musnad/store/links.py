"""What linking gives, into the tables and out of sight again."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from musnad.linking.copies import Taken
from musnad.linking.results import Claimed, Conflict, Person, Thread
from musnad.linking.results import Event as Found
from musnad.linking.settings import Setting
from musnad.store import linked
from musnad.store.linked import LinkedPage
from musnad.store.rows import Json, written
from musnad.store.tables import READ, Base, Page, Record, table

Rows = dict[type[Base], list[Json]]
_NAME, _TWIN = 12, 6


def names(connection: Connection) -> dict[int, str]:
    """The pages that links are to speak of, and their names: the beginning of the hash, more where bytes are read in two ways."""
    read = select(Page.id, Page.hash, Page.key).join(Record, Record.page == Page.id)
    pages = connection.execute(read.where(Page.current, Page.state == READ).order_by(Page.id)).all()
    begin: dict[str, int] = {}
    for page in pages:
        begin[page.hash[:_NAME]] = begin.get(page.hash[:_NAME], 0) + 1
    return {
        page.id: page.hash[:_NAME] + (f".{page.key[:_TWIN]}" if begin[page.hash[:_NAME]] > 1 else "") for page in pages
    }


def are_behind(connection: Connection) -> bool:
    """Whether pages have come, gone or been read again since the links were made."""
    rows = connection.execute(select(LinkedPage.page, LinkedPage.name, LinkedPage.fresh))
    return {row.page: row.name for row in rows if row.fresh} != names(connection)


def stale(connection: Connection, page: int) -> None:
    """Take note that a page's links no longer fit it."""
    connection.execute(update(table(LinkedPage)).where(LinkedPage.page == page).values(fresh=False))


def forget(connection: Connection, page: int) -> None:
    """Take away all links that hold words of a page; those of the other pages in them are out of date then."""
    stale(connection, page)
    for member, whole in ((linked.EventClaim, linked.Event), (linked.PersonEntity, linked.Person)):
        source, target = table(member), table(whole)
        key = source.c.event if member is linked.EventClaim else source.c.person
        held = list(connection.execute(select(key).where(source.c.page == page).distinct()).scalars())
        others = select(source.c.page).where(key.in_(held))
        connection.execute(update(table(LinkedPage)).where(LinkedPage.page.in_(others)).values(fresh=False))
        for model in linked.OF_EVENT if member is linked.EventClaim else (member,):
            column = table(model).c[key.name]
            connection.execute(delete(table(model)).where(column.in_(held)))
        connection.execute(delete(target).where(target.c.id.in_(held)))


def clear(connection: Connection) -> None:
    """Take all links away."""
    for model in linked.LINKED:
        connection.execute(delete(table(model)))


def write(connection: Connection, rows: Rows) -> None:
    """Write rows that are not there."""
    for model in linked.LINKED:
        if rows.get(model):
            connection.execute(insert(table(model)), [written(row) for row in rows[model]])


def event_rows(event: Found, setting: Setting, pages: Mapping[str, int]) -> Rows:
    """An event as rows; `pages` are the numbers of pages by their names."""
    name = id_of(event.id)
    told_by = {page for page, _ in event.claims}
    return {
        linked.Event: [
            {
                "id": name,
                "type": event.type,
                "unreal": event.unreal,
                **setting._asdict(),
                "pages": len(told_by),
                "roots": len(event.roots),
                "parties": sum(root.party for root in event.roots),
                "disagree": any(conflict.kind == "contradiction" for conflict in event.conflicts),
            }
        ],
        linked.EventClaim: [{"page": pages[page], "claim": claim, "event": name} for page, claim in event.claims],
        linked.EventRoot: [
            {**root._asdict(), "event": name, "number": number, "pages": _json([pages[page] for page in root.pages])}
            for number, root in enumerate(event.roots)
        ],
        linked.EventBare: [{"event": name, "page": pages[page]} for page in event.bare],
        linked.Conflict: [
            {"event": name, "number": number, **_conflict(conflict, pages)}
            for number, conflict in enumerate(event.conflicts)
        ],
    }


def _conflict(conflict: Conflict, pages: Mapping[str, int]) -> Json:
    sides = [
        {
            "value": side.value,
            "quotes": [[pages[quote.page], quote.start, quote.end] for quote in side.quotes],
            "roots": side.roots,
        }
        for side in conflict.sides
    ]
    return {"about": conflict.about, "kind": conflict.kind, "sides": _json(sides)}


def thread_rows(threads: Iterable[Thread]) -> Rows:
    """Ties between events as rows."""
    return {
        linked.Thread: [
            {
                "source": id_of(thread.source),
                "target": id_of(thread.target),
                "kind": thread.kind,
                "reasons": _json(thread.reasons),
            }
            for thread in threads
        ]
    }


def person_rows(person: Person, pages: Mapping[str, int]) -> Rows:
    """A person, body or place as rows."""
    name = id_of(person.members[0])
    return {
        linked.Person: [
            {"id": name, "name": person.name, "kind": person.kind, "reasons": _json(person.reasons)},
        ],
        linked.PersonEntity: [
            {"page": pages[page], "entity": entity, "person": name} for page, entity in person.members
        ],
    }


def copy_rows(
    page: str, source: str | None, agencies: Sequence[str], passages: Sequence[Taken], pages: Mapping[str, int]
) -> Rows:
    """A page that repeats another, or passages of others, as a row."""
    taken = [[*one.place, pages[one.source], *one.source_place, round(one.share, 3)] for one in passages]
    said = {"credits": _json(agencies), "passages": _json(taken)}
    return {linked.Copy: [{"page": pages[page], "source": pages[source] if source else None, **said}]}


def joined(every: Iterable[Rows]) -> Rows:
    """Rows of one table together."""
    found: Rows = {}
    for rows in every:
        for model, some in rows.items():
            found.setdefault(model, []).extend(some)
    return found


def id_of(member: Claimed) -> str:
    """The id of an event or person, by the first of its claims or entities."""
    return "-".join(member)


def _json(value: Sequence[Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
