"""What there is to judge: queues, one thing at a time with the words around it; second coding, and how far coders agree."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query
from pydantic import Field
from sqlalchemy import select

from musnad.archive import agreement, choosing
from musnad.archive.choosing import Wanted
from musnad.archive.papers import Paper
from musnad.serve import seen
from musnad.serve.asked import Listed, Part, Words
from musnad.serve.claims import told_claim, told_claims
from musnad.serve.desk import Desk, View
from musnad.serve.events import parting_of, partings
from musnad.serve.listing import listed, shown
from musnad.serve.people import first_named, persons
from musnad.serve.problems import responses
from musnad.serve.queues import concerned, judged_events, mergeable, newcomers
from musnad.serve.shapes import Listing
from musnad.serve.utf16 import Utf16
from musnad.store.linked import EventClaim, PersonEntity
from musnad.store.rows import Json
from musnad.store.tables import Claim

Name = Literal["confidence", "contradictions", "merges", "new"]
_AROUND, _QUOTES = 220, 3
_SIDES = ("actors", "recipients", "companions")


class ReviewQuery(Listed):
    """Which part of a queue; `below` is for the queue of low confidence."""

    below: float = Field(0.2, ge=0, le=1)


class CodingQuery(Part):
    """Whose coding; with `after` only what this one has judged, for a second, blind coding."""

    who: Words
    after: Words | None = None


def routes(desk: Desk) -> APIRouter:
    """The routes of the review."""
    router = APIRouter(tags=["review"])

    @router.get("/review", response_model=seen.Queues, responses=responses(400, 422))
    def queues(asked: Annotated[ReviewQuery, Query()]) -> Any:
        """The queues, with how much there is in each."""
        with desk.view() as view:
            names: tuple[Name, ...] = ("confidence", "contradictions", "merges", "new")
            counts = [{"name": name, "total": len(_every(view, name, asked))} for name in names]
            return {"seen": view.seen, "queues": counts}

    @router.get("/review/{queue}", response_model=Listing[seen.ReviewItem], responses=responses(400, 422))
    def queue(queue: Annotated[Name, Path()], asked: Annotated[ReviewQuery, Query()]) -> Any:
        """What is to be judged in a queue; what is judged leaves it, what is skipped is passed over by `offset`."""
        with desk.view() as view:
            return listed(
                view, asked, _every(view, queue, asked), lambda some: [_SHOW[queue](view, one) for one in some]
            )

    @router.get("/coding", response_model=Listing[seen.CodingItem], responses=responses(422))
    def coding(asked: Annotated[CodingQuery, Query()]) -> Any:
        """Claims for a coder to judge, as they were read, without anybody's decisions."""
        with desk.view() as view:
            found, total = agreement.to_code(view.connection, asked.who, asked.after, asked.limit, asked.offset)
            items = [{"claim": told_claim(paper, claim, None), "near": near(paper, claim)} for paper, claim in found]
            return shown(view, asked, total, items)

    @router.get("/agreement", response_model=seen.Agreement, responses=responses(422))
    def compared(first: Annotated[Words, Query()], second: Annotated[Words, Query()]) -> Any:
        """Two coders compared on what both judged."""
        with desk.view() as view:
            return agreement.agreement(view.connection, first, second)

    return router


def _every(view: View, queue: Name, asked: ReviewQuery) -> Sequence[Any]:
    """All that is in a queue, in the order in which it is to be judged."""
    if queue == "confidence":
        return view.worked((queue, asked.below, asked.wanted), lambda: _unsure(view, asked))
    if queue == "contradictions":
        done = view.worked("judged events", lambda: judged_events(view))
        every = partings(view, view.chosen(asked.wanted), variants=False)
        return [one for one in every if one[0] not in done]
    return _of_people(view, queue, asked.wanted)


def _of_people(view: View, queue: Name, wanted: Wanted) -> Sequence[Any]:
    """Those who may be one or are new; with filters only where one takes part in claims that fit, or says so."""
    make: Callable[[View], Sequence[Any]] = mergeable if queue == "merges" else newcomers
    every = view.worked(queue, lambda: make(view))
    if wanted == Wanted():
        return every
    fit = view.worked(("concerned", wanted), lambda: concerned(view, wanted))
    return [one for one in every if not fit.isdisjoint(one[:2] if queue == "merges" else (one,))]


def _unsure(view: View, asked: ReviewQuery) -> list[tuple[int, str, str]]:
    query = choosing.claims(view.connection, asked.wanted).where(Claim.confidence < asked.below)
    order = (Claim.confidence, Claim.page, Claim.start, Claim.id)
    return [(row.page, row.claim, row.event) for row in view.connection.execute(query.order_by(*order)).all()]


def _claim(view: View, one: tuple[int, str, str]) -> Json:
    paper = view.papers[one[0]]
    claim = paper.claims[one[1]]
    return {"kind": "claim", "claim": told_claim(paper, claim, one[2]), "near": near(paper, claim)}


def _conflict(view: View, one: tuple[str, int]) -> Json:
    event, number = one
    members = select(EventClaim.page, EventClaim.claim, EventClaim.event).where(EventClaim.event == event)
    claims = told_claims(view, [(row.page, row.claim, row.event) for row in view.connection.execute(members)])
    summary = view.events.summary(event)
    return {"kind": "conflict", "conflict": parting_of(view, event, number), "summary": summary, "claims": claims}


def _merge(view: View, one: tuple[str, str, str]) -> Json:
    return {"kind": "merge", "people": _whom(view, one[:2]), "reasons": [one[2]]}


def _entity(view: View, one: str) -> Json:
    return {"kind": "entity", "people": _whom(view, [one])}


_SHOW: dict[str, Any] = {"confidence": _claim, "contradictions": _conflict, "merges": _merge, "new": _entity}


def _whom(view: View, ids: Sequence[str]) -> list[Json]:
    """People with what they are called, and the first places where they are named."""
    found = []
    for one in persons(view, ids):
        query = select(PersonEntity.page, PersonEntity.entity).where(PersonEntity.person == one["id"])
        members = sorted(view.connection.execute(query).all())
        papers = view.papers.of({page for page, _ in members})
        own = [(paper, entity) for paper in papers for page, entity in members if page == paper.number]
        places = [(paper, place) for paper, entity in own if (place := first_named(paper, entity))]
        forms = dict.fromkeys(name for paper, entity in own for name in paper.entities[entity]["names"])
        outlets = dict.fromkeys(paper.source.outlet for paper in papers if paper.source.outlet)
        quotes = [paper.quote(place) for paper, place in places[:_QUOTES]]
        entities = [paper.id_of(entity) for paper, entity in own]
        found.append({**one, "forms": list(forms), "outlets": list(outlets), "quotes": quotes, "entities": entities})
    return found


def near(paper: Paper, claim: Json) -> Json:
    """The sentence of a claim with its neighbours, and where in these words the claim's parts stand."""
    first, last = paper.sentence(claim["start"], claim["end"])
    begin = paper.sentence(max(first - 2, 0), max(first - 1, 0))[0] if first else 0
    end = (
        paper.sentence(min(last + 1, len(paper.text)), min(last + 2, len(paper.text)))[1]
        if last < len(paper.text)
        else last
    )
    begin, end = max(begin, first - _AROUND), min(max(end, last), last + _AROUND)
    words = paper.text[begin:end]
    beyond = Utf16(words)
    parts = [one for side in _SIDES for one in claim[side]] + ([claim["place"]] if claim["place"] else [])
    inside = [one for one in parts if begin <= one["start"] and one["end"] <= end]
    return {
        "page": paper.source.page,
        "start": begin,
        "words": words,
        "trigger16": (beyond(claim["start"] - begin), beyond(claim["end"] - begin)),
        "parts16": [(beyond(one["start"] - begin), beyond(one["end"] - begin)) for one in inside],
    }
