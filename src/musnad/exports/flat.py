"""The pages of a project as one of the tables of `musnad.exports.tables`: CSV in pieces, or a Parquet file.

Every row begins with `page`, the page in the ids of links and other formats; claims have the `event` and entities the
`person` that they are known to be. Only claims that were asked for have rows, in the tables of claims and of chains.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from musnad.exports.record import Record
from musnad.exports.reports import Tally, Told
from musnad.exports.tables import SCHEMAS, csv_line, encodable, plain_cell, polars_schema, rows_of, safe

BOM = "\ufeff"
_AT_ONCE = 5000


EVENTS = {
    **dict.fromkeys(("event", "type"), "String"),
    "unreal": "Boolean",
    **dict.fromkeys(("first", "last", "place", "country"), "String"),
    **dict.fromkeys(("pages", "roots", "parties"), "Int64"),
    "disagree": "Boolean",
    **dict.fromkeys(("sources", "claims"), "Strings"),
}
"""The table of events: `sources` are the names of the roots, `claims` the claims that tell of it."""


def schema_of(name: str) -> dict[str, str]:
    """The columns of a table and their kinds."""
    if name == "events":
        return EVENTS
    more = {"claims": {"event": "String"}, "entities": {"person": "String"}}
    return {"page": "String"} | SCHEMAS[name] | more.get(name, {})


def rows(pages: Iterable[Told], name: str, tally: Tally) -> Iterator[Record]:
    """The rows of a table, counted."""
    for told in pages:
        kept, chosen = told.kept, frozenset(told.claims)
        for row in rows_of(told.record)[name]:
            claim = row.get("claim") if name == "chains" else row["id"] if name == "claims" else None
            if claim is not None and claim not in chosen:
                continue
            tally.written += 1
            yield {"page": kept.name} | row | _links(told, name, row)


def _links(told: Told, name: str, row: Record) -> Record:
    if name == "claims":
        return {"event": told.kept.events.get(row["id"])}
    return {"person": told.kept.people.get(row["id"])} if name == "entities" else {}


def csv(found: Iterable[Record], name: str, *, excel: bool = False) -> Iterator[str]:
    """A table as lines of CSV (RFC 4180); with `excel` a BOM goes before it, and an apostrophe before what would be run."""
    columns = list(schema_of(name))
    yield (BOM if excel else "") + csv_line(columns)
    for row in found:
        cells = [plain_cell(column, row.get(column)) for column in columns]
        yield csv_line([safe(cell) for cell in cells] if excel else cells)


def parquet(found: Iterable[Record], name: str, path: Path) -> None:
    """Write rows of a table as a Parquet file, in parts of some thousand rows beside it that are then joined."""
    import polars as pl  # noqa: PLC0415 - takes longer to load than most exports to write

    schema = polars_schema(schema_of(name))
    rows_left = (encodable(row) for row in found)
    with TemporaryDirectory(dir=path.parent, prefix=".parts-") as folder:
        parts: list[Path] = []
        while (some := list(islice(rows_left, _AT_ONCE))) or not parts:
            parts.append(Path(folder, f"{len(parts):06}"))
            pl.DataFrame(some, schema=schema).write_parquet(parts[-1])
        pl.scan_parquet(parts).sink_parquet(path)
