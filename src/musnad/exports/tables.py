"""Documents as tables: data frames for analysis, CSV for spreadsheets and pipes.

Every row begins with `document`, the id of its page; the other ids are unique inside one page.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from musnad.exports.record import Record, to_record
from musnad.model import Document

if TYPE_CHECKING:
    import polars

_PLACE = {"id": "String", "start": "Int64", "end": "Int64", "text": "String"}
_SIDES = ("actors", "recipients", "companions")
SCHEMAS: dict[str, dict[str, str]] = {
    "documents": dict.fromkeys(("document", "source", "url", "retrieved", "outlet", "host"), "String")
    | {"credits": "Strings"}
    | dict.fromkeys(("title", "byline", "published", "published_basis", "published_first", "published_last"), "String")
    | {"language": "String", "reader": "String", "characters": "Int64", "notes": "Strings"},
    "mentions": {"document": "String", **_PLACE, "kind": "String", "named": "Boolean", "entity": "String"},
    "entities": dict.fromkeys(("document", "id", "name", "latin", "kind", "country"), "String")
    | dict.fromkeys(("names", "sectors", "roles", "epithets"), "Strings"),
    "times": {"document": "String", **_PLACE}
    | dict.fromkeys(("type", "value", "end_value", "basis", "conflict"), "String")
    | {"readings": "Strings"},
    "statements": {"document": "String", **_PLACE, "direct": "Boolean"}
    | dict.fromkeys(("speaker", "speaker_entity", "cue", "parent"), "String"),
    "claims": {"document": "String", "id": "String", "start": "Int64", "end": "Int64"}
    | dict.fromkeys(("trigger", "type", "mode"), "String")
    | {"contexts": "Strings"}
    | {name: "Strings" for side in _SIDES for name in (side, f"{side}_entities")}
    | dict.fromkeys(("place", "place_entity", "place_country"), "String")
    | {"lat": "Float64", "lon": "Float64", "date": "String", "time": "String", "quantities": "Strings"}
    | dict.fromkeys(("status", "polarity", "certainty", "phase"), "String")
    | {"historical": "Boolean", "reading": "Boolean", "chain": "Strings", "statement": "String", "about": "Strings"}
    | {"confidence": "Float64"},
    "chains": {"document": "String", "claim": "String", "step": "Int64"}
    | dict.fromkeys(("source", "source_entity", "kind", "stance", "cue", "channel", "to", "said"), "String"),
}
CSV_COLUMNS = (
    *("source", "outlet", "published", "id", "start", "end", "trigger", "type", "mode", "contexts", "status"),
    *("actors", "recipients", "companions", "place", "date", "quantities", "historical", "reading", "chain"),
    *("confidence", "document"),
)
_FORMULA = tuple("=+-@\t\r＝＋－＠")


def to_polars(documents: Document | Iterable[Document]) -> dict[str, "polars.DataFrame"]:
    """The data frames documents, mentions, entities, times, statements, claims and chains.

    Arguments and sources are given by name; `*_entities` and `*_entity` hold their ids. The columns are the same for any
    input, none included.
    """
    import polars as pl  # noqa: PLC0415 - takes longer to load than most pages to read

    rows: dict[str, list[Record]] = {name: [] for name in SCHEMAS}
    for document in [documents] if isinstance(documents, Document) else documents:
        for name, some in rows_of(to_record(document)).items():
            rows[name] += [encodable(row) for row in some]
    return {name: pl.DataFrame(rows[name], schema=polars_schema(schema)) for name, schema in SCHEMAS.items()}


def polars_schema(schema: Mapping[str, str]) -> "dict[str, polars.DataType]":
    """The columns of a data frame, by their kinds in `SCHEMAS`."""
    import polars as pl  # noqa: PLC0415 - as above

    types = {
        "String": pl.String(),
        "Strings": pl.List(pl.String()),
        "Int64": pl.Int64(),
        "Float64": pl.Float64(),
        "Boolean": pl.Boolean(),
    }
    return {column: types[kind] for column, kind in schema.items()}


def csv_header() -> str:
    """The header line of the CSV of claims, with its line end."""
    return csv_line(CSV_COLUMNS)


def csv_claims(document: Document) -> str:
    """The claims of a document as lines of CSV (RFC 4180), one a claim; several values in a cell are parted by ` | `.

    A text that a spreadsheet would run as a formula gets an apostrophe before it. Chains are drawn outermost first.
    """
    tables = rows_of(to_record(document))
    page = {name: tables["documents"][0][name] for name in ("source", "outlet", "published")}
    return "".join(csv_line([_cell(name, (claim | page)[name]) for name in CSV_COLUMNS]) for claim in tables["claims"])


def csv_row(values: Iterable[Any]) -> str:
    """Values as a line of CSV, as safe as the claims' lines are."""
    return csv_line([_cell("", value) for value in values])


def csv_line(cells: Sequence[str]) -> str:
    """Cells as a line of CSV (RFC 4180), with its line end."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue()


def _cell(column: str, value: Any) -> str:
    return safe(plain_cell(column, value))


def safe(cell: str) -> str:
    """The text with an apostrophe before it if a spreadsheet would run it as a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def plain_cell(column: str, value: Any) -> str:
    """A value as a text; several are parted by ` | `, a chain by arrows."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list):
        return (" ← " if column == "chain" else " | ").join(part or "" for part in value)
    return str(value)


def encodable(row: Record) -> Record:
    """The row with lone surrogates replaced, which a data frame cannot hold."""
    return {name: _mended(value) for name, value in row.items()}


def _mended(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    return [_mended(v) for v in value] if isinstance(value, list) else value


def rows_of(record: Record) -> dict[str, list[Record]]:
    """The rows of a page's record, by the names of their tables."""
    key = {"document": record["document"]["id"]}
    names = {entity["id"]: entity["name"] for entity in record["entities"]}
    return {
        "documents": [key | _document_row(record)],
        "mentions": [key | _picked(m, SCHEMAS["mentions"]) for m in record["mentions"]],
        "entities": [key | _entity_row(e) for e in record["entities"]],
        "times": [key | _time_row(t) for t in record["times"]],
        "statements": [key | _statement_row(s, names) for s in record["statements"]],
        "claims": [key | _claim_row(c, names) for c in record["claims"]],
        "chains": [
            key | {"claim": c["id"], "step": step} | _link_row(link, names)
            for c in record["claims"]
            for step, link in enumerate(c["chain"], start=1)
        ],
    }


def _picked(record: Record, schema: Iterable[str]) -> Record:
    return {name: record[name] for name in schema if name in record}


def _document_row(record: Record) -> Record:
    header = record["document"]
    first, last = header["published_window"] or (None, None)
    return _picked(header, SCHEMAS["documents"]) | {
        "published_first": first,
        "published_last": last,
        "characters": len(record["text"]),
        "notes": [note["message"] for note in record["notes"]],
    }


def _entity_row(entity: Record) -> Record:
    return _picked(entity, SCHEMAS["entities"]) | {
        "roles": [role["title"] for role in entity["roles"]],
        "epithets": [place["text"] for place in entity["epithets"]],
    }


def _time_row(time: Record) -> Record:
    conflict = time["conflict"]
    return _picked(time, SCHEMAS["times"]) | {
        "conflict": conflict["kind"] if conflict else None,
        "readings": [reading["value"] for reading in conflict["readings"]] if conflict else [],
    }


def _name(argument: Record | None, names: dict[str, str]) -> str | None:
    return names.get(argument["entity"] or "", argument["text"]) if argument else None


def _text(place: Record | None) -> str | None:
    return place["text"] if place else None


def _statement_row(statement: Record, names: dict[str, str]) -> Record:
    speaker = statement["speaker"]
    return _picked(statement, SCHEMAS["statements"]) | {
        "speaker": _name(speaker, names),
        "speaker_entity": speaker["entity"] if speaker else None,
        "cue": _text(statement["cue"]),
    }


def _link_row(link: Record, names: dict[str, str]) -> Record:
    source = link["source"]
    return {
        "source": _name(source, names),
        "source_entity": source["entity"] if source else None,
        "kind": link["kind"],
        "stance": link["stance"],
        "cue": _text(link["cue"]),
        "channel": _text(link["channel"]),
        "to": _name(link["to"], names),
        "said": link["said"],
    }


def _claim_row(claim: Record, names: dict[str, str]) -> Record:
    place, time = claim["place"] or {}, claim["time"] or {}
    sides = {side: [_name(a, names) for a in claim[side]] for side in _SIDES}
    ids = {f"{side}_entities": [a["entity"] for a in claim[side]] for side in _SIDES}
    return (
        _picked(claim, SCHEMAS["claims"])
        | sides
        | ids
        | {
            "place": _name(claim["place"], names),
            "place_entity": place.get("entity"),
            "place_country": place.get("country"),
            "lat": place.get("lat"),
            "lon": place.get("lon"),
            "date": time.get("value"),
            "time": time.get("time"),
            "quantities": [q["text"] for q in claim["quantities"]],
            "chain": [_name(link["source"], names) or _text(link["cue"]) or "?" for link in claim["chain"]],
        }
    )
