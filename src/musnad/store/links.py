"""What linking gives, into the tables and out of sight again."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, insert, select, update

from musnad.linking.copies import Taken
from musnad.linking.entities import Form, Someone
from musnad.linking.results import Claimed, Conflict, Thread
from musnad.linking.results import Event as Found
from musnad.linking.settings import Setting
from musnad.store import linked
from musnad.store.linked import LinkedPage, LinkState
from musnad.store.rows import Json, written
from musnad.store.tables import READ, Base, Page, Record, table

Rows = dict[type[Base], list[Json]]
_NAME, _TWIN, _FORM = 12, 6, 16
_AT_ONCE = 500


class Due(NamedTuple):
    """A page whose links are to be made or taken away: its number, and its name in the links."""

    page: int
    name: str


def gone(connection: Connection, most: int) -> list[Due]:
    """Linked pages that have been taken out, changed, read again, or share their bytes with another page since; so many."""
    query = select(LinkedPage.page, LinkedPage.name).join(Page, Page.id == LinkedPage.page)
    query = query.where(LinkedPage.fresh.is_(False) | Page.current.is_(False) | (Page.state != READ))
    found = {row.page: Due(*row) for row in connection.execute(query.order_by(LinkedPage.page).limit(most))}
    touched = {*(page for page in found), *_unlinked(connection, most)}
    for page, name in named(connection, touched):
        held = connection.execute(select(LinkedPage.name).where(LinkedPage.page == page)).scalar()
        if held not in (None, name):
            found[page] = Due(page, held)
    return sorted(found.values())


def due(connection: Connection, most: int) -> list[Due]:
    """Pages that are not linked, so many of them; none of those that are linked is to be taken away."""
    unlinked = set(_unlinked(connection, most))
    names = {page: name for page, name in named(connection, unlinked) if page in unlinked}
    query = select(LinkedPage.name).where(LinkedPage.name.in_(names.values()))
    taken = set(connection.execute(query).scalars())
    keys = {row.id: row.key for row in connection.execute(select(Page.id, Page.key).where(Page.id.in_(unlinked)))}
    found = {page: _told_apart(name, keys[page]) if name in taken else name for page, name in names.items()}
    return [Due(page, name) for page, name in sorted(found.items())]


def _unlinked(connection: Connection, most: int) -> list[int]:
    linked_already = select(LinkedPage.page).where(LinkedPage.page == Page.id).exists()
    query = select(Page.id).join(Record, Record.page == Page.id).where(Page.current, Page.state == READ)
    # In the order of their days, as what is compared lies few days apart: it is at hand then.
    query = query.where(~linked_already).order_by(Page.first, Page.id)
    return list(connection.execute(query.limit(most)).scalars())


def named(connection: Connection, pages: Iterable[int] | None = None) -> list[tuple[int, str]]:
    """Current pages with the bytes of these pages, themselves included, each with the name that it is to have; else all.

    That is the beginning of the hash, and more where the same bytes are read in two ways.
    """
    query = select(Page.id, Page.hash, Page.key).join(Record, Record.page == Page.id)
    query = query.where(Page.current, Page.state == READ)
    if pages is not None:
        query = query.where(Page.hash.in_(select(Page.hash).where(Page.id.in_(list(pages)))))
    rows = connection.execute(query).all()
    counts = Counter(row.hash[:_NAME] for row in rows)
    names = {row.id: row.hash[:_NAME] for row in rows}
    return [
        (row.id, _told_apart(names[row.id], row.key) if counts[names[row.id]] > 1 else names[row.id]) for row in rows
    ]


def _told_apart(name: str, key: str) -> str:
    return f"{name}.{key[:_TWIN]}"


def are_behind(connection: Connection) -> bool:
    """Whether pages have come, gone or been read again since the links were made."""
    return bool(gone(connection, 1) or _unlinked(connection, 1))


def stale(connection: Connection, page: int) -> None:
    """Take note that a page's links no longer fit it."""
    connection.execute(update(table(LinkedPage)).where(LinkedPage.page == page).values(fresh=False))


def clear(connection: Connection) -> None:
    """Take all links away, and what linking keeps."""
    for model in (*linked.LINKED, LinkState):
        connection.execute(delete(table(model)))


def write(connection: Connection, rows: Rows) -> None:
    """Write rows that are not there."""
    for model in linked.LINKED:
        if rows.get(model):
            connection.execute(insert(table(model)), [written(row) for row in rows[model]])


def delete_where(connection: Connection, column: Any, values: Iterable[Any]) -> None:
    """Take away the rows of a table that have one of these values in a column."""
    for some in parts(values):
        connection.execute(delete(column.table).where(column.in_(some)))


def parts(values: Iterable[Any]) -> Iterator[list[Any]]:
    """The values, some at a time, as many as a database takes in one statement."""
    rest = iter(sorted(values))
    while some := list(islice(rest, _AT_ONCE)):
        yield some


def numbers(connection: Connection, names: Iterable[str]) -> dict[str, int]:
    """The numbers of linked pages by their names."""
    query = select(LinkedPage.name, LinkedPage.page)
    return {
        row.name: row.page
        for some in parts(names)
        for row in connection.execute(query.where(LinkedPage.name.in_(some)))
    }


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


def thread_rows(shown: Claimed, threads: Iterable[Thread]) -> Rows:
    """The ties that an event shows, as rows, each once."""
    said = {(thread.source, thread.target, thread.kind): thread.reasons for thread in threads}
    return {
        linked.Thread: [
            {
                "source": id_of(source),
                "target": id_of(target),
                "kind": kind,
                "shown": id_of(shown),
                "reasons": _json(reasons),
            }
            for (source, target, kind), reasons in said.items()
        ]
    }


def person_row(block: str, someone: Someone) -> Json:
    """A person, body or place as a row."""
    name = {"id": person_id(someone), "block": block, "name": someone.name, "kind": someone.kind}
    return name | {"reasons": _json(someone.reasons)}


def person_id(someone: Someone) -> str:
    """The id of a person: that of the least of the forms that mean it, else of the first of its entities."""
    return form_id(min(someone.forms, default=None) or someone.members[0])[:_NAME]


def form_id(form: Form | Claimed) -> str:
    """A hash of how an entity is written, or of where it stands."""
    return sha256("\0".join(form).encode("utf-8", "surrogatepass")).hexdigest()[:_FORM]


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


def id_of(claim: Claimed) -> str:
    """The id of an event, by the first of its claims."""
    return "-".join(claim)


def _json(value: Sequence[Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
