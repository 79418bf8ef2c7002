"""Decisions: made one by one or together, seen beforehand, logged, taken back."""

import json
from collections.abc import Iterator, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from sqlalchemy import Row, select

from musnad.archive import deciding, finding
from musnad.archive.deciding import Saying, Verdict
from musnad.archive.naming import Thing, thing
from musnad.errors import ConflictError, UsageError
from musnad.folding import fold
from musnad.serve import seen
from musnad.serve.asked import Part, ThingName, Words
from musnad.serve.desk import Desk, View
from musnad.serve.listing import listed
from musnad.serve.problems import responses
from musnad.serve.shapes import Listing
from musnad.store import decisions, tables
from musnad.store.decided import Spot
from musnad.store.reading import current_pages
from musnad.store.rows import Json

_LOGGED = ("id", "kind", "of", "hash", "start", "end", "who", "at", "why", "withdraws", "blind")
_OF = {"claim": ("type", "status"), "mention": ("kind",), "entity": ("kind",)}
"""What things must have in common, beside their words, for the same to be said of them."""
_LISTS = {"claim": "claims", "mention": "mentions", "entity": "entities"}
_WORDS = {"claim": "trigger", "mention": "text", "entity": "name"}
_WRITES = responses(400, 403, 404, 409, 413, 415, 422, 429, 503)
Number = Annotated[int, Path(ge=1, le=2**53)]


class LogQuery(Part):
    """Which decisions: those that stand, or with `all` also what was taken back and the taking back; the latest first."""

    who: Words | None = None
    all: bool = False


def routes(desk: Desk) -> APIRouter:
    """The routes by which is decided."""
    router = APIRouter(tags=["decisions"])

    @router.get("/decisions", response_model=Listing[seen.Logged], responses=responses(422))
    def log(asked: Annotated[LogQuery, Query()]) -> Any:
        """What was decided, the latest first."""
        with desk.view() as view:
            rows = decisions.log(view.connection)
            taken = {row.withdraws for row in rows if row.withdraws}
            found = [r for r in rows if asked.who in (None, r.who) and (asked.all or _stands(r, taken))]
            return listed(view, asked, found[::-1], lambda some: [_logged(r, stands=_stands(r, taken)) for r in some])

    @router.post("/decisions", response_model=seen.Decided, status_code=201, responses=_WRITES)
    def decide(said: seen.Said) -> Any:
        """Say what is right or wrong; it is logged, and holds from then on."""
        return _decided(desk, [said])

    @router.post("/decisions/batch", response_model=seen.Decided, status_code=201, responses=_WRITES)
    def decide_together(said: seen.SaidTogether) -> Any:
        """Say several things, which are logged together or not at all."""
        return _decided(desk, said.decisions)

    @router.post("/decisions/{number}/withdraw", response_model=seen.Decided, status_code=201, responses=_WRITES)
    def withdraw(number: Number, by: seen.TakenBack) -> Any:
        """Take a decision back."""
        try:
            back = deciding.withdraw(desk.store, number, by.who, by.why)
        except UsageError as error:
            raise ConflictError(str(error), (number,)) from error
        desk.changed()
        return {"decisions": [back], "seen": back}

    @router.get("/alike/{id}", response_model=seen.Preview, responses=responses(400, 404, 422))
    def alike(id: ThingName, asked: Annotated[Part, Query()]) -> Any:
        """Of what else the same could be said: the same words, read as the same, and not judged yet."""
        with desk.view() as view:
            every = view.worked(("alike", id), lambda: list(_alike(view, thing(view.connection, view.papers, id))))
            return listed(view, asked, every, lambda some: [_preview(view, *one) for one in some])

    return router


def _stands(row: Row[Any], taken: set[int | None]) -> bool:
    return row.kind != "withdraw" and row.id not in taken


def _logged(row: Row[Any], *, stands: bool) -> Json:
    said = {name: json.loads(value) if (value := getattr(row, name)) else None for name in ("before", "after")}
    return {**{name: getattr(row, name) for name in _LOGGED}, **said, "standing": stands}


def _decided(desk: Desk, said: Sequence[seen.Said]) -> Json:
    every = [
        Saying(
            Verdict(one.verdict, one.of, tuple(one.things), tuple(one.fields.items())),
            one.who,
            one.why,
            one.blind,
            one.seen,
        )
        for one in said
    ]
    numbers = deciding.decide_all(desk.store, every)
    if any(not one.blind for one in said):
        desk.changed()
    return {"decisions": numbers, "seen": max(numbers)}


def _alike(view: View, one: Thing) -> Iterator[tuple[int, str, str]]:
    """The page, the list and the id of every other thing that has the same words and was read as the same."""
    words = str(one.content[_WORDS[one.what]])
    judged = {(row.of, *spot) for row in decisions.standing(view.connection) for spot in decisions.spots(row)}
    for number in _holding(view, one, words):
        paper = view.papers[number]
        for other in paper.record[_LISTS[one.what]]:
            same = all(other[name] == one.content[name] for name in _OF[one.what])
            if not same or fold(other[_WORDS[one.what]]) != fold(words):
                continue
            place = _place(paper.mentions, other, one.what)
            spot = Spot(paper.source.page, place["start"], place["end"]) if place else one.spot
            if spot != one.spot and (one.what, *spot) not in judged:
                yield number, one.what, other["id"]


def _place(mentions: dict[str, list[Json]], other: Json, what: str) -> Json | None:
    if what != "entity":
        return other
    return min(
        mentions.get(other["id"], ()), key=lambda mention: (not mention["named"], mention["start"]), default=None
    )


def _holding(view: View, one: Thing, words: str) -> list[int]:
    """The pages that may hold such things."""
    if one.what == "entity":
        query = select(tables.Entity.page).distinct().join(tables.Page, tables.Page.id == tables.Entity.page)
        query = query.where(tables.Entity.key == fold(words), tables.Page.current, tables.Page.state == tables.READ)
        return list(view.connection.execute(query.order_by(tables.Entity.page)).scalars())
    try:
        term = finding.terms(view.lexicon, [words], exact=False)
    except UsageError:
        return current_pages(view.connection)
    return sorted(finding.pages(view.connection, term, finding.Filters()))


def _preview(view: View, number: int, what: str, name: str) -> Json:
    paper = view.papers[number]
    found = next(other for other in paper.record[_LISTS[what]] if other["id"] == name)
    place = _place(paper.mentions, found, what) or found
    return {"id": paper.id_of(name), "quote": paper.quote(place)}
