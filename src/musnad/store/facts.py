"""Facts between the tables and the journal: a batch as a line, and a line as rows again."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, func, insert, select, update
from sqlalchemy.orm import aliased

from musnad.store.journal import Entry, Facts
from musnad.store.tables import READ, WITHDRAWN, Base, Batch, Capture, Decision, Page, Removal, table

FACTS: dict[type[Base], tuple[str, ...]] = {
    Page: ("id", "hash", "key", "lineage", "version", "state", "kind", "way"),
    Capture: ("id", "page", "source", "seen"),
    Removal: ("id", "hash", "start", "end", "at", "who", "why"),
    Decision: (
        *("id", "kind", "of", "hash", "start", "end", "who", "at", "why"),
        *("before", "after", "withdraws", "blind"),
    ),
}
"""What the journal says of a batch: the columns of these tables that no page can give again."""
BLANK: dict[str, Any] = {"state": WITHDRAWN, "way": "{}", "lineage": None}
"""What becomes of the facts of a page that is withdrawn."""


def last_batch(connection: Connection) -> int:
    """The number of the last batch; 0 where there is none."""
    return connection.execute(select(func.coalesce(func.max(Batch.number), 0))).scalar_one()


def entry(connection: Connection, number: int) -> Entry:
    """A batch as a line of the journal."""
    at = connection.execute(select(Batch.at).where(Batch.number == number)).scalar_one()
    facts: Facts = {}
    for model, names in FACTS.items():
        source = table(model)
        query = select(*(source.c[name] for name in names)).where(source.c.batch == number).order_by(source.c.id)
        rows = [dict(row) for row in connection.execute(query).mappings()]
        if rows:
            facts[source.name] = rows
    return Entry(number, at, facts)


def removed(connection: Connection, lines: Iterable[Entry]) -> frozenset[str]:
    """The hashes of pages that were taken out, or of which a passage was, as the database and some batches have it."""
    rows = (row for line in lines for row in line.facts.get(table(Removal).name, ()))
    return frozenset(connection.execute(select(Removal.hash)).scalars()) | {row["hash"] for row in rows}


def stale(line: Entry, hashes: frozenset[str]) -> set[int]:
    """The pages that a batch describes as they were before they, or passages of them, were taken out."""
    pages = line.facts.get(table(Page).name, ())
    return {row["id"] for row in pages if row["hash"] in hashes and row["state"] == READ}


def without(line: Entry, pages: set[int], hashes: frozenset[str]) -> Entry:
    """The batch without these pages, and without what decisions say of pages with these hashes."""
    kept = {
        Page: [row for row in line.facts.get("pages", ()) if row["id"] not in pages],
        Capture: [row for row in line.facts.get("captures", ()) if row["page"] not in pages],
        Decision: [row | _blank(row["hash"] in hashes) for row in line.facts.get("decisions", ())],
        Removal: line.facts.get("removals", []),
    }
    return Entry(line.number, line.at, {table(model).name: rows for model, rows in kept.items() if rows})


def _blank(is_gone: bool) -> dict[str, Any]:
    return {"before": None, "after": None} if is_gone else {}


def restore(connection: Connection, line: Entry) -> None:
    """Make the facts of a batch what the journal says; pages that were not there have no rows derived yet."""
    _set(connection, Batch, {"number": line.number}, {"at": line.at})
    for model in FACTS:
        for row in line.facts.get(table(model).name, ()):
            values = {name: value for name, value in row.items() if name != "id"} | {"batch": line.number}
            _set(connection, model, {"id": row["id"]}, values, {"current": False} if model is Page else {})


def _set(
    connection: Connection,
    model: type[Base],
    key: dict[str, Any],
    values: dict[str, Any],
    new: dict[str, Any] | None = None,
) -> None:
    """Give the row with this key these values, and `new` ones too where it has to be made."""
    target = table(model)
    name, value = next(iter(key.items()))
    if not connection.execute(update(target).where(target.c[name] == value).values(**values)).rowcount:
        connection.execute(insert(target), {**key, **values, **(new or {})})


def mark_current(connection: Connection) -> None:
    """Mark of each lineage the last version that is not withdrawn."""
    other = aliased(Page)
    latest = select(func.max(other.version)).where(other.lineage == Page.lineage, other.state == READ).scalar_subquery()
    is_last = Page.lineage.is_(None) | (Page.version == latest)
    connection.execute(update(Page).values(current=func.coalesce((Page.state == READ) & is_last, False)))
