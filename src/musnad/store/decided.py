"""People's decisions put into force: a page's record as they have corrected it.

What was read stays as it is in the table of records; rows, links and answers are made from what this gives. A decision finds
what it judges by its place, so that it holds for later readings too; one whose place nobody reads any more does nothing.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import deepcopy
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row

from musnad.store.decisions import standing
from musnad.store.rows import Json

_SIDES = ("actors", "recipients", "companions")
_AXES = {
    "asserted": ("+", "certain", "realised"),
    "negated": ("-", "certain", "realised"),
    "planned": ("+", "certain", "planned"),
    "possible": ("+", "possible", "realised"),
    "hypothetical": ("+", "certain", "hypothetical"),
}
STATUSES = tuple(_AXES)
"""The statuses of a claim."""
FIELDS = {
    "mention": ("kind", "entity", "place"),
    "entity": ("name", "latin", "kind", "country"),
    "claim": ("type", "mode", "status", "date", "country", "historical", "reading", *_SIDES),
}
"""What of a thing can be corrected."""


class Spot(NamedTuple):
    """A place on a page, by the hash of its bytes; code points of its text, half open."""

    hash: str
    start: int
    end: int


class Decisions:
    """The decisions that stand, by the pages that they are about."""

    def __init__(self, rows: Iterable[Row[Any]]) -> None:
        self.rows: Sequence[Row[Any]] = list(rows)
        self._of_page: dict[str, list[Row[Any]]] = {}
        for row in self.rows:
            if row.hash:
                self._of_page.setdefault(row.hash, []).append(row)

    @classmethod
    def of(cls, connection: Connection) -> "Decisions":
        """Those of a project."""
        return cls(standing(connection))

    def record(self, record: Json) -> Json:
        """A page's record as people have decided; the same one where nobody has."""
        found = self._of_page.get(record["document"]["id"])
        if not found:
            return record
        corrected = deepcopy(record)
        for row in found:
            change = _CHANGES.get((row.of, row.kind))
            if change and row.start is not None:
                change(corrected, row)
        return corrected

    def ties(self, of: str) -> Iterator[tuple[Row[Any], Spot, list[Spot]]]:
        """What was decided to be one (`merge`) or not (`split`, of links `reject`): the first thing, and the others."""
        for row in self.rows:
            if row.of == of and row.kind in {"merge", "split", "reject"} and row.hash and row.after:
                others = [Spot(**other) for other in json.loads(row.after).get("others", ())]
                yield row, Spot(row.hash, row.start, row.end), others


def entity_at(record: Json, start: int, end: int) -> str | None:
    """The entity that is meant at a place: of the mention there, else of the one that overlaps with it most."""
    mention = _mention_at(record, start, end)
    return mention["entity"] if mention else None


def claim_at(record: Json, start: int, end: int, type_: str | None = None) -> Json | None:
    """The claim whose trigger stands at a place, else overlaps with it; of several the one of a type."""
    near = [c for c in record["claims"] if c["start"] < end and start < c["end"]]
    found: Json | None = min(
        near, key=lambda c: ((c["start"], c["end"]) != (start, end), c["type"] != type_), default=None
    )
    return found


def _mention_at(record: Json, start: int, end: int) -> Json | None:
    def distance(mention: Json) -> tuple[int, int]:
        return abs(mention["start"] - start) + abs(mention["end"] - end), mention["start"]

    near = [m for m in record["mentions"] if m["start"] < end and start < m["end"]]
    found: Json | None = min(near, key=distance, default=None)
    return found


def _claim_of(record: Json, row: Row[Any]) -> Json | None:
    before = json.loads(row.before) if row.before else {}
    return claim_at(record, row.start, row.end, before.get("type"))


def _why(row: Row[Any]) -> Json:
    return {
        "stage": "decision",
        "rule": f"{row.kind} by {row.who or '?'}: {row.why}",
        "row": str(row.id),
        "evidence": [],
    }


def _accept_claim(record: Json, row: Row[Any]) -> None:
    if claim := _claim_of(record, row):
        claim["confidence"] = 1.0
        claim["why"].append(_why(row))


def _reject_claim(record: Json, row: Row[Any]) -> None:
    gone = _claim_of(record, row)
    if gone is None:
        return
    record["claims"].remove(gone)
    for thing in record["statements"]:
        thing["claims"] = [claim for claim in thing["claims"] if claim != gone["id"]]
    for thing in record["claims"]:
        thing["about"] = [claim for claim in thing["about"] if claim != gone["id"]]


def _correct_claim(record: Json, row: Row[Any]) -> None:
    claim, after = _claim_of(record, row), _after(row)
    if claim is None:
        return
    claim |= {name: after[name] for name in ("type", "mode", "historical", "reading") if name in after}
    if status := after.get("status"):
        axes = dict(zip(("polarity", "certainty", "phase"), _AXES[status], strict=True))
        claim |= {"status": status, **axes}
    if "date" in after:
        claim["time"] = {"value": after["date"], "time": None, "basis": "decision"} if after["date"] else None
    if "country" in after and claim["place"]:
        claim["place"]["country"] = after["country"]
    for side in _SIDES:
        if side in after:
            claim[side] = list(_arguments(record, after[side]))
    claim["confidence"] = 1.0
    claim["why"].append(_why(row))


def _arguments(record: Json, places: Iterable[Json]) -> Iterator[Json]:
    """Arguments that stand where somebody is mentioned."""
    for place in places:
        if mention := _mention_at(record, place["start"], place["end"]):
            yield {**{name: mention[name] for name in ("start", "end", "text", "entity")}, "implied": True}


def _reject_entity(record: Json, row: Row[Any]) -> None:
    gone = entity_at(record, row.start, row.end)
    if gone is not None:
        record["mentions"] = [m for m in record["mentions"] if m["entity"] != gone]
        _drop_entity(record, gone)


def _drop_entity(record: Json, gone: str) -> None:
    """Take an entity out: nobody takes part as it; what it said stands under its words."""
    record["entities"] = [entity for entity in record["entities"] if entity["id"] != gone]
    for entity in record["entities"]:
        entity["relations"] = [tie for tie in entity["relations"] if tie["entity"] != gone]
    for claim in record["claims"]:
        for side in _SIDES:
            claim[side] = [argument for argument in claim[side] if argument["entity"] != gone]
    _rename(record, lambda argument: argument["entity"] == gone, None)


def _correct_entity(record: Json, row: Row[Any]) -> None:
    own, after = entity_at(record, row.start, row.end), _after(row)
    for entity in record["entities"]:
        if entity["id"] == own:
            entity |= {name: after[name] for name in FIELDS["entity"] if name in after}
            entity["names"] = list(dict.fromkeys([entity["name"], *entity["names"]]))
            entity["why"] = [*(entity.get("why") or ()), _why(row)]
    for mention in record["mentions"]:
        if mention["entity"] == own and "kind" in after:
            mention["kind"] = after["kind"]


def _merge_entities(record: Json, row: Row[Any]) -> None:
    """Make the entities of one page one; those of other pages are joined when links are made."""
    others = [Spot(**other) for other in _after(row).get("others", ())]
    own = entity_at(record, row.start, row.end)
    for other in others:
        gone = entity_at(record, other.start, other.end) if other.hash == row.hash else None
        if own and gone and gone != own:
            _absorb(record, own, gone)


def _absorb(record: Json, own: str, gone: str) -> None:
    entities = {entity["id"]: entity for entity in record["entities"]}
    kept, lost = entities[own], entities[gone]
    for name in ("names", "sectors", "roles", "epithets", "relations"):
        kept[name] = [*kept[name], *(value for value in lost[name] if value not in kept[name])]
    record["entities"].remove(lost)
    for mention in record["mentions"]:
        mention["entity"] = own if mention["entity"] == gone else mention["entity"]
    for entity in record["entities"]:
        entity["relations"] = [
            tie | {"entity": own if tie["entity"] == gone else tie["entity"]} for tie in entity["relations"]
        ]
    kept["relations"] = [tie for tie in kept["relations"] if tie["entity"] != own]
    _rename(record, lambda argument: argument["entity"] == gone, own)


def _reject_mention(record: Json, row: Row[Any]) -> None:
    mention = _mention_at(record, row.start, row.end)
    if mention is None:
        return
    own = mention["entity"]
    record["mentions"].remove(mention)
    if not any(other["entity"] == own for other in record["mentions"]):
        _drop_entity(record, own)
    else:
        for claim in record["claims"]:
            for side in _SIDES:
                claim[side] = [argument for argument in claim[side] if not _inside(argument, mention)]
        _rename(record, lambda argument: _inside(argument, mention), None)


def _correct_mention(record: Json, row: Row[Any]) -> None:
    mention, after = _mention_at(record, row.start, row.end), _after(row)
    if mention is None:
        return
    if "kind" in after:
        mention["kind"] = after["kind"]
    if "place" in after:
        _move(record, mention, after["place"])
    if "entity" in after:
        to = entity_at(record, after["entity"]["start"], after["entity"]["end"])
        if to is not None:
            _give(record, mention, to)


def _move(record: Json, mention: Json, place: Json) -> None:
    """Let a mention, and whoever takes part or speaks by it, stand at another place."""
    old, words = (mention["start"], mention["end"]), record["text"][place["start"] : place["end"]]
    for argument in _all_arguments(record):
        if argument["entity"] == mention["entity"] and (argument["start"], argument["end"]) == old:
            argument |= {**place, "text": words}
    mention |= {**place, "text": words}


def _add_mention(record: Json, row: Row[Any]) -> None:
    """A mention that was not read, of an entity of the page or of somebody new; nothing where it has come to be read."""
    if any((m["start"], m["end"]) == (row.start, row.end) for m in record["mentions"]):
        return
    after = _after(row)
    place = {"start": row.start, "end": row.end, "text": record["text"][row.start : row.end]}
    to = entity_at(record, **after["entity"]) if "entity" in after else None
    mention = {"id": f"m0d{row.id}", **place, "kind": after["kind"], "named": True, "entity": to, "why": [_why(row)]}
    if to is None:
        mention["entity"] = _new_entity(record, row, mention, f"e0d{row.id}")
    record["mentions"] = sorted([*record["mentions"], mention], key=lambda one: (one["start"], one["end"]))


def _new_entity(record: Json, row: Row[Any], mention: Json, new: str) -> str:
    """Somebody whom one mention means, and nothing else is known of."""
    blank: Json = {"latin": None, "country": None, "ids": {}, "why": [_why(row)]}
    lists: Json = {name: [] for name in ("sectors", "roles", "epithets", "relations")}
    name = {"id": new, "name": mention["text"], "kind": mention["kind"], "names": [mention["text"]]}
    record["entities"].append({**name, **blank, **lists})
    return new


def _split_mention(record: Json, row: Row[Any]) -> None:
    """A mention means someone who is mentioned nowhere else."""
    mention = _mention_at(record, row.start, row.end)
    if mention is None or sum(m["entity"] == mention["entity"] for m in record["mentions"]) < 2:
        return
    _give(record, mention, _new_entity(record, row, mention, f"{mention['entity']}d{row.id}"))


def _give(record: Json, mention: Json, to: str) -> None:
    """Let a mention, and whoever takes part or speaks by it, mean another entity."""
    old, mention["entity"] = mention["entity"], to
    _rename(record, lambda argument: argument["entity"] == old and _inside(argument, mention), to)
    if not any(other["entity"] == old for other in record["mentions"]):
        _drop_entity(record, old)


def _inside(argument: Json, mention: Json) -> bool:
    inside: bool = argument["start"] < mention["end"] and mention["start"] < argument["end"]
    return inside


def _rename(record: Json, is_meant: Callable[[Json], bool], to: str | None) -> None:
    """Let all arguments that are meant mean another entity, sources and speakers included."""
    for argument in _all_arguments(record):
        if is_meant(argument):
            argument["entity"] = to


def _all_arguments(record: Json) -> Iterator[Json]:
    for claim in record["claims"]:
        for side in _SIDES:
            yield from claim[side]
        yield from (claim["place"],) if claim["place"] else ()
        yield from _of_chain(claim["chain"])
    for statement in record["statements"]:
        yield from (statement["speaker"],) if statement["speaker"] else ()
    for entity in record["entities"]:
        for thing in (*entity["roles"], *entity["relations"]):
            yield from _of_chain(thing.get("says", ()))


def _of_chain(chain: Iterable[Json]) -> Iterator[Json]:
    for link in chain:
        yield from (place for place in (link["source"], link.get("to")) if place)


def _after(row: Row[Any]) -> Json:
    """What a thing is to be; nothing where the words were taken out for good."""
    return dict(json.loads(row.after)) if row.after else {}


_CHANGES: dict[tuple[str, str], Callable[[Json, Row[Any]], None]] = {
    ("claim", "accept"): _accept_claim,
    ("claim", "reject"): _reject_claim,
    ("claim", "correct"): _correct_claim,
    ("entity", "reject"): _reject_entity,
    ("entity", "correct"): _correct_entity,
    ("entity", "merge"): _merge_entities,
    ("mention", "add"): _add_mention,
    ("mention", "reject"): _reject_mention,
    ("mention", "correct"): _correct_mention,
    ("mention", "split"): _split_mention,
}
