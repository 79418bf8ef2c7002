"""A record -> the rows of its page. The same record gives the same rows, so that rows can be checked and made again."""

import json
import zlib
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

from musnad.errors import DamagedError
from musnad.folding import fold
from musnad.store import tables
from musnad.store.migrations import REVISIONS
from musnad.store.tables import Base

Json = dict[str, Any]
Rows = dict[type[Base], list[Json]]
Flat = dict[type[Base], list[list[Any]]]
"""Rows without the number of their page, as they are written many at a time: their values in the order of `COLUMNS`."""
COLUMNS: dict[type[Base], tuple[str, ...]] = {
    model: tuple(column.name for column in tables.table(model).columns if column.name != "page")
    for model in tables.PER_PAGE
}
LAYOUT = sha256(
    json.dumps([REVISIONS[-1], *tables.DOCUMENT, *(list(COLUMNS[model]) for model in tables.PER_PAGE)]).encode()
).hexdigest()[:16]
"""What tells rows that were made elsewhere from those that these tables want."""
_SIDES = ("actors", "recipients", "companions")
_UNWRITABLE = {0: "\ufffd"} | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
_LEVEL = 6


def pack(record: Json) -> bytes:
    """The record in few bytes, with a sum over them."""
    return zlib.compress(
        json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"), _LEVEL
    )


def unpack(content: bytes) -> Json:
    """The record that was packed.

    Raises:
        DamagedError: the bytes are no longer what they were.
    """
    try:
        record = json.loads(zlib.decompress(content))
    except (ValueError, zlib.error) as error:
        raise DamagedError("the record of a page is no longer what it was") from error
    return dict(record)


def document_columns(record: Json) -> Json:
    """What a record says of its page, as the columns of `tables.DOCUMENT`."""
    header = record["document"]
    first, last = header["published_window"] or (header["published"],) * 2
    if header["published"]:
        first = last = header["published"]
    columns = {name: header[name] for name in tables.DOCUMENT if name in header}
    return written(columns | {"first": first, "last": last, "characters": len(record["text"])})


def derived(page: int, record: Json) -> Rows:
    """All rows that are derived from a page's record, by table, each with the number of its page."""
    entities, claims = record["entities"], record["claims"]
    made: dict[type[Base], Iterable[Json]] = {
        tables.Entity: _entities(record),
        tables.Name: _names(entities),
        tables.Role: _numbered(_role(e, role) for e in entities for role in e["roles"]),
        tables.Epithet: _numbered(
            {"entity": e["id"], "text": place["text"], **_place(place)} for e in entities for place in e["epithets"]
        ),
        tables.Relation: _numbered(
            {"entity": e["id"], "kind": tie["kind"], "other": tie["entity"], **_place(tie)}
            for e in entities
            for tie in e["relations"]
        ),
        tables.Mention: (_some(m, "id", "entity", "kind", "named", "start", "end") for m in record["mentions"]),
        tables.Time: (_time(time) for time in record["times"]),
        tables.Statement: (_statement(statement) for statement in record["statements"]),
        tables.Claim: (_claim(claim) for claim in claims),
        tables.Argument: (row for claim in claims for row in _arguments(claim)),
        tables.Link: (_link(c, n, link) for c in claims for n, link in enumerate(c["chain"], start=1)),
        tables.Quantity: (_quantity(c, n, q) for c in claims for n, q in enumerate(c["quantities"], start=1)),
        tables.Note: _numbered(_some(note, "stage", "message", "start", "end") for note in record["notes"]),
    }
    return {model: [{"page": page, **written(row)} for row in rows] for model, rows in made.items()}


def flat(rows: Rows) -> Flat:
    """Rows as they are written many at a time."""
    return {model: [[row[name] for name in COLUMNS[model]] for row in some] for model, some in rows.items()}


def to_json(columns: Json, rows: Flat) -> str:
    """What is derived from a record, for a store that has the same `LAYOUT`."""
    found = {tables.table(model).name: some for model, some in rows.items() if some}
    return json.dumps([columns, found], ensure_ascii=False, separators=(",", ":"))


def from_json(content: str) -> tuple[Json, Flat]:
    """The columns of the page and its rows.

    Raises:
        DamagedError: they are no longer what they were.
    """
    try:
        columns, found = json.loads(content)
        return columns, {model: found.get(tables.table(model).name, []) for model in tables.PER_PAGE}
    except (ValueError, TypeError, AttributeError) as error:
        raise DamagedError("the rows of a page are no longer what they were") from error


def written(row: Json) -> Json:
    """The row with what no database can hold as a text, NULs and lone surrogates, replaced."""
    return {name: writable(value) if isinstance(value, str) else value for name, value in row.items()}


def writable(value: str) -> str:
    """The text with NULs and lone surrogates replaced."""
    return value if value.isprintable() else value.translate(_UNWRITABLE)


def _some(thing: Json, *names: str) -> Json:
    return {name: thing[name] for name in names}


def _place(place: Json | None, prefix: str = "") -> Json:
    return {f"{prefix}start": place and place["start"], f"{prefix}end": place and place["end"]}


def _numbered(rows: Iterable[Json]) -> Iterator[Json]:
    return ({"number": number, **row} for number, row in enumerate(rows, start=1))


def _entities(record: Json) -> Iterator[Json]:
    mentions: dict[str, list[Json]] = {}
    for mention in record["mentions"]:
        mentions.setdefault(mention["entity"], []).append(mention)
    for entity in record["entities"]:
        own = mentions.get(entity["id"], [])
        first = min(own, key=lambda mention: (not mention["named"], mention["start"]), default=None)
        yield {
            **_some(entity, "id", "kind", "name", "latin", "country"),
            "key": fold(entity["name"]),
            "named": any(mention["named"] for mention in own),
            "mentions": len(own),
            **_place(first),
        }


def _names(entities: Iterable[Json]) -> Iterator[Json]:
    for entity in entities:
        for form in dict.fromkeys(writable(name) for name in entity["names"]):
            yield {"entity": entity["id"], "form": form, "key": fold(form)}


def _role(entity: Json, role: Json) -> Json:
    days = {"since": role["from"], "until": role["until"]}
    return {"entity": entity["id"], **_place(role), **_some(role, "title", "body", "country"), **days}


def _time(time: Json) -> Json:
    conflict = time["conflict"]["kind"] if time["conflict"] else None
    return {**_some(time, "id", "type", "value", "end_value", "start", "end"), "conflict": conflict}


def _statement(statement: Json) -> Json:
    speaker = statement["speaker"]
    return {
        **_some(statement, "id", "direct", "parent", "start", "end"),
        "speaker": speaker["entity"] if speaker else None,
        **_place(statement["cue"], "cue_"),
    }


def _claim(claim: Json) -> Json:
    place, time = claim["place"] or {}, claim["time"] or {}
    return {
        **_some(claim, "id", "type", "mode", "status", "polarity", "certainty", "phase", "historical", "reading"),
        **_some(claim, "statement", "confidence", "start", "end"),
        "date": time.get("value"),
        "time": time.get("time"),
        "place": place.get("entity"),
        **{name: place.get(name) for name in ("country", "lat", "lon")},
    }


def _arguments(claim: Json) -> Iterator[Json]:
    sides = [(side, claim[side]) for side in _SIDES] + [("place", [claim["place"]] if claim["place"] else [])]
    for side, arguments in sides:
        for number, argument in enumerate(arguments, start=1):
            yield {
                "claim": claim["id"],
                "side": side,
                "number": number,
                "entity": argument["entity"],
                "implied": argument.get("implied", False),
                **_place(argument),
            }


def _link(claim: Json, step: int, link: Json) -> Json:
    source = link["source"]
    return {
        "claim": claim["id"],
        "step": step,
        "entity": source["entity"] if source else None,
        **_some(link, "kind", "stance", "name", "said"),
        **_place(source),
        **_place(link["cue"], "cue_"),
    }


def _quantity(claim: Json, number: int, quantity: Json) -> Json:
    return {"claim": claim["id"], "number": number, **_some(quantity, "value", "unit", "of", "start", "end")}
