"""Decisions as people make them: a verdict about a thing, checked, logged, and put into force."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from sqlalchemy import Connection, Row, select

from musnad.archive.naming import Thing, thing
from musnad.archive.pages import find
from musnad.archive.papers import Paper, Papers
from musnad.errors import ConflictError, NotFoundError, UsageError
from musnad.model import MentionKind
from musnad.store import decisions, links, writing
from musnad.store.decided import FIELDS, STATUSES, Spot
from musnad.store.decisions import Judgement, Kind, Of
from musnad.store.rows import Json
from musnad.store.store import Store, Writer
from musnad.store.tables import Page

SIDES = ("actors", "recipients", "companions")
_FLAGS = {"yes": True, "no": False}
_KNOWN = {"status": STATUSES, "kind": get_args(MentionKind)}
_TOGETHER = {"merge": ("entity", "claim"), "split": ("entity", "claim", "mention"), "correct": tuple(FIELDS)}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What somebody says: the verdict, of what, about which things by their ids, and for `correct` the fields' values.

    What is to be added is named by its page, and has fields, too: `place` (`START-END`), `kind` and, unless it is somebody
    new, `entity`.
    """

    kind: Kind
    of: Of
    things: tuple[str, ...]
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Saying:
    """A verdict with who says it and why; a blind one is only logged, and is about things as they were read.

    `seen` is the number of the last decision when the things were looked at: a later one about them is a conflict.
    """

    verdict: Verdict
    who: str
    why: str
    blind: bool = False
    seen: int | None = None


def decide(store: Store, verdict: Verdict, who: str, why: str, *, blind: bool = False) -> int:
    """Log a decision and put it into force; gives its number. Raises as `decide_all` does."""
    return decide_all(store, [Saying(verdict, who, why, blind)])[0]


def decide_all(store: Store, said: Sequence[Saying]) -> list[int]:
    """Log several decisions and put them into force, all of them or none; gives their numbers.

    Raises:
        ConflictError: somebody has decided about one of the things since it was looked at.
        NotFoundError: there is no such thing.
        UsageError: a verdict makes no sense of such a thing.
    """
    with store.writing() as writer:
        before, numbers, hashes = decisions.log(writer.connection), list[int](), list[str | None]()
        for one in said:
            judgement = _judgement(writer.connection, one.verdict, one.who, one.why, blind=one.blind)
            if one.seen is not None and not one.blind:
                _compare(judgement, [row for row in before if row.id > one.seen and not row.blind])
            numbers.append(decisions.decide(writer, judgement))
            hashes += [] if one.blind else [judgement.hash]
        _put_into_force(writer, hashes)
    return numbers


def _compare(judgement: Judgement, since: Iterable[Row[Any]]) -> None:
    """Raise a ConflictError where decisions are about the same things."""
    own = decisions.spots(judgement)
    kinds = {judgement.of, "decision", *({"claim", "link"} if judgement.of in {"claim", "link"} else ())}
    found = tuple(row.id for row in since if row.of in kinds and own & decisions.spots(row))
    if found:
        numbers = ", ".join(map(str, found))
        raise ConflictError(f"somebody has decided about this in between: decision {numbers}; look again", found)


def withdraw(store: Store, number: int, who: str, why: str) -> int:
    """Take a decision back; gives the number of the row that does so.

    Raises:
        NotFoundError: there is no decision with this number.
        UsageError: it has been taken back already.
    """
    with store.writing() as writer:
        withdrawn = decisions.withdraw(writer, number, who, why)
        _put_into_force(writer, decisions.hashes(writer.connection, number))
    return withdrawn


def _put_into_force(writer: Writer, hashes: Iterable[str | None]) -> None:
    pages = {row.id for digest in set(hashes) if digest for row in find(writer.connection, digest)}
    writing.rewrite(writer.connection, sorted(pages))
    for page in pages:
        links.stale(writer.connection, page)


def _judgement(connection: Connection, verdict: Verdict, who: str, why: str, *, blind: bool) -> Judgement:
    papers = Papers(connection, as_read=blind)
    if verdict.kind == "add":
        spot, words, added = _addition(connection, papers, verdict)
        return Judgement("add", "mention", who, why, *spot, before=words, after=added, blind=blind)
    things = [thing(connection, papers, named) for named in dict.fromkeys(verdict.things)]
    _check(verdict, things)
    first, others = things[0], things[1:]
    after: Json = {"others": [other.spot._asdict() for other in others]} if others else {}
    if verdict.kind == "correct":
        after = {name: _value(connection, papers, first, name, text) for name, text in verdict.fields}
    before = _as_it_is(first) | ({"others": [other.id for other in others]} if others else {})
    return Judgement(verdict.kind, verdict.of, who, why, *first.spot, before=before, after=after or None, blind=blind)


def _addition(connection: Connection, papers: Papers, verdict: Verdict) -> tuple[Spot, Json, Json]:
    """A mention that was not read: its place, its words, and what it is to be."""
    fields = dict(verdict.fields)
    if verdict.of != "mention" or len(verdict.things) != 1 or fields.keys() - {"entity"} != {"place", "kind"}:
        raise UsageError(
            "a mention is added to one page, with place=START-END and kind=KIND, and entity=ID if it is known"
        )
    numbers = [row.id for row in find(connection, verdict.things[0])]
    current = connection.execute(select(Page.id).where(Page.id.in_(numbers), Page.current)).scalars().all()
    if not current:
        raise NotFoundError(f"{verdict.things[0]}: is no longer current; a later version is in its place")
    paper = papers[current[-1]]
    place = _place(paper, fields["place"])
    if fields["kind"] not in _KNOWN["kind"]:
        raise UsageError(f"{fields['kind']}: kind is one of {', '.join(_KNOWN['kind'])}")
    after: Json = {"kind": fields["kind"]}
    if fields.get("entity"):
        other = _of_page(paper.source.page, thing(connection, papers, fields["entity"]))
        after["entity"] = {"start": other.spot.start, "end": other.spot.end}
    before = {"id": paper.id_of("m"), "text": paper.text[place["start"] : place["end"]]}
    return Spot(paper.source.page, **place), before, after


def _place(paper: Paper, text: str) -> dict[str, int]:
    """A place of a page's text, as `START-END`: code points, half open."""
    first, _, last = text.partition("-")
    if first.isdecimal() and last.isdecimal() and int(first) < int(last) <= len(paper.text):
        return {"start": int(first), "end": int(last)}
    raise UsageError(f"{text}: is no place of the page, as in 12-19; its text ends at {len(paper.text)}")


def _check(verdict: Verdict, things: Sequence[Thing]) -> None:
    """Raise a UsageError where a verdict makes no sense."""
    what = "claim" if verdict.of == "link" else verdict.of
    if wrong := [one.id for one in things if one.what != what]:
        raise UsageError(f"{', '.join(wrong)}: is no {what}")
    if verdict.of not in _TOGETHER.get(verdict.kind, (verdict.of,)):
        raise UsageError(f"{verdict.kind}: is not said of a {verdict.of}")
    several = verdict.of == "link" or (verdict.kind in {"merge", "split"} and verdict.of != "mention")
    if several != (len(things) > 1):
        raise UsageError(f"{verdict.kind} {verdict.of}: needs {'two ids or more' if several else 'one id'}")
    if (verdict.kind == "correct") != bool(verdict.fields):
        raise UsageError("what is corrected is said as FIELD=VALUE, and only with correct")
    if unknown := [name for name, _ in verdict.fields if name not in FIELDS.get(verdict.of, ())]:
        raise UsageError(f"{unknown[0]}: a {verdict.of} has {', '.join(FIELDS[verdict.of])} to be corrected")


def _value(connection: Connection, papers: Papers, first: Thing, name: str, text: str) -> Any:
    """The value of a field: entities as their places, so that the decision outlives the reading."""
    if name in SIDES or name == "entity":
        own = [_of_page(first.spot.hash, thing(connection, papers, named)) for named in text.split(",") if named]
        places = [{"start": one.spot.start, "end": one.spot.end} for one in own]
        if name in SIDES:
            return places
        if len(places) != 1:
            raise UsageError("entity: needs one id")
        return places[0]
    if name == "place":
        return _place(first.paper, text)
    if name in {"historical", "reading"}:
        if text not in _FLAGS:
            raise UsageError(f"{name}: is yes or no")
        return _FLAGS[text]
    if text not in _KNOWN.get(name, (text,)):
        raise UsageError(f"{text}: {name} is one of {', '.join(_KNOWN[name])}")
    if not text and name in {"type", "status", "kind", "name"}:
        raise UsageError(f"{name}: needs a value")
    return text or None


def _of_page(page: str, other: Thing) -> Thing:
    if other.what != "entity" or other.spot.hash != page:
        raise UsageError(f"{other.id}: is no entity of the same page")
    return other


def _as_it_is(one: Thing) -> Json:
    """The thing that is judged, as it stands."""
    content, paper = one.content, one.paper
    if one.what == "claim":
        time = content["time"]
        facts = {name: content[name] for name in ("type", "mode", "status", "trigger", "historical", "reading")}
        names = {side: [paper.name(argument) for argument in content[side]] for side in SIDES}
        return {"id": one.id, **facts, "date": time["value"] if time else None, **names}
    if one.what == "entity":
        return {"id": one.id, **{name: content[name] for name in ("name", "latin", "kind", "country")}}
    entity = paper.entities.get(content["entity"])
    means = paper.id_of(content["entity"])
    known = {name: content[name] for name in ("text", "kind")}
    return {"id": one.id, **known, "entity": means, "name": entity["name"] if entity else None}
