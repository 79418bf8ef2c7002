"""Events over all pages, their threads, where the words part, who was silent; claims one by one; why anything stands."""

from collections.abc import Iterator, Sequence
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import Field
from sqlalchemy import select

from musnad.archive import choosing, explaining
from musnad.archive.events import Event as Found
from musnad.archive.events import Summary as Glance
from musnad.archive.joining import joined
from musnad.archive.silence import silence
from musnad.serve import shapes
from musnad.serve.asked import EventName, Listed, ThingName
from musnad.serve.claims import told_claims
from musnad.serve.desk import Desk, View
from musnad.serve.listing import listed
from musnad.serve.problems import responses
from musnad.store import linked
from musnad.store.tables import Claim

Sort = Literal["latest", "earliest", "roots", "pages"]
ClaimSort = Literal["page", "confidence"]


class EventQuery(Listed):
    """Which events, in which order: by their days, or by how many sources or pages they have."""

    sort: Sort = "latest"


class ClaimQuery(Listed):
    """Which claims, in which order."""

    sort: ClaimSort = "page"


class ConflictQuery(Listed):
    """Which conflicts: contradictions, or versions that share a source, too."""

    variants: bool = False


class SilenceQuery(Listed):
    """Silence about which events, for how many days from the first report on."""

    days: int = Field(3, ge=1, le=366)


Days = Annotated[int, Query(ge=1, le=366)]


def routes(desk: Desk) -> APIRouter:
    """The routes about events."""
    router = APIRouter(tags=["events"])

    @router.get("/events", response_model=shapes.Listing[shapes.Summary], responses=responses(400, 422))
    def events(asked: Annotated[EventQuery, Query()]) -> Any:
        """Events that fit, with how well each is sourced."""
        with desk.view() as view:
            return listed(view, asked, in_order(view, asked), lambda some: summaries(view, some))

    @router.get("/events/{id}", response_model=shapes.Event, responses=responses(400, 404, 422))
    def event(id: EventName) -> Any:
        """An event: its reports, whose word they are, where they part, why they are one."""
        with desk.view() as view:
            return _event(view, view.events.event(view.events.named(id)))

    @router.get("/threads/{id}", response_model=shapes.Thread, responses=responses(400, 404, 422))
    def thread(id: EventName) -> Any:
        """What led to an event and what became of it."""
        with desk.view() as view:
            found, ties = view.events.thread(view.events.named(id))
            return {"events": found, "ties": ties}

    @router.get("/conflicts", response_model=shapes.Listing[shapes.Conflict], responses=responses(400, 422))
    def conflicts(asked: Annotated[ConflictQuery, Query()]) -> Any:
        """Where the sources of one event contradict each other."""
        with desk.view() as view:
            every = partings(view, view.chosen(asked.wanted), variants=asked.variants)
            return listed(view, asked, every, lambda some: _conflicts(view, some))

    @router.get("/silences", response_model=shapes.Listing[shapes.Silence], responses=responses(400, 422))
    def silences(asked: Annotated[SilenceQuery, Query()]) -> Any:
        """Who of the outlets captured at the time did not report events that fit."""
        with desk.view() as view:
            every = view.chosen(asked.wanted)
            return listed(
                view, asked, every, lambda some: [silence(view.connection, view.events, e, asked.days) for e in some]
            )

    @router.get("/silences/{id}", response_model=shapes.Silence, responses=responses(400, 404, 422))
    def silent(id: EventName, days: Days = 3) -> Any:
        """Who of the outlets captured at the time did not report an event."""
        with desk.view() as view:
            return silence(view.connection, view.events, view.events.named(id), days)

    @router.get("/claims", response_model=shapes.Listing[shapes.Claim], responses=responses(400, 422))
    def claims(asked: Annotated[ClaimQuery, Query()]) -> Any:
        """Claims that fit, one by one, with their chains and quotations."""
        with desk.view() as view:
            return listed(view, asked, _claims(view, asked), lambda some: told_claims(view, some))

    @router.get("/explain/{id}", response_model=shapes.Explanation, responses=responses(400, 404, 422))
    def explain(id: ThingName) -> Any:
        """Why a claim, an entity or a mention was read, to what it was joined, what was decided about it."""
        with desk.view() as view:
            return explaining.explain(view.connection, view.lexicon, id)

    return router


def in_order(view: View, asked: EventQuery) -> list[str]:
    """The events that fit, as they are to be sorted."""
    found = view.chosen(asked.wanted)
    if asked.sort == "latest":
        return found
    if asked.sort == "earliest":
        return view.worked((asked.wanted, asked.sort), lambda: _earliest_first(view, found))
    by = linked.Event.roots if asked.sort == "roots" else linked.Event.pages
    most = view.worked(
        by.key, lambda: {row[0]: row[1] for row in view.connection.execute(select(linked.Event.id, by)).all()}
    )
    return view.worked((asked.wanted, asked.sort), lambda: sorted(found, key=lambda event: -most[event]))


def _earliest_first(view: View, events: list[str]) -> list[str]:
    """Events the other way round; those without a day stay last."""
    no_day = select(linked.Event.id).where(linked.Event.first.is_(None), linked.Event.last.is_(None))
    undated = set(view.connection.execute(no_day).scalars())
    return [*(one for one in reversed(events) if one not in undated), *(one for one in events if one in undated)]


def summaries(view: View, events: Sequence[str]) -> list[Glance]:
    """Events at a glance; all their pages are fetched at once."""
    pages = select(linked.EventClaim.page).where(linked.EventClaim.event.in_(events)).distinct()
    view.papers.of(view.connection.execute(pages).scalars())
    return [view.events.summary(event) for event in events]


def partings(view: View, events: Sequence[str], *, variants: bool) -> list[tuple[str, int]]:
    """Where the words about events part: each an event and the number of its conflict, in the order of the events."""
    found = view.worked(("partings", variants), lambda: _partings(view, variants=variants))
    return [(event, number) for event in events for number in found.get(event, ())]


def _partings(view: View, *, variants: bool) -> dict[str, list[int]]:
    query = select(linked.Conflict.event, linked.Conflict.number).order_by(
        linked.Conflict.event, linked.Conflict.number
    )
    found: dict[str, list[int]] = {}
    for event, number in view.connection.execute(
        query if variants else query.where(linked.Conflict.kind == "contradiction")
    ):
        found.setdefault(event, []).append(number)
    return found


def _conflicts(view: View, some: Sequence[tuple[str, int]]) -> Iterator[dict[str, Any]]:
    known = {one.id: one for one in summaries(view, list(dict.fromkeys(event for event, _ in some)))}
    for event, number in some:
        parting = parting_of(view, event, number)
        yield {
            **{name: getattr(parting, name) for name in ("event", "about", "kind", "versions")},
            "summary": known[event],
        }


def parting_of(view: View, event: str, number: int) -> Any:
    """One conflict of an event."""
    numbers = select(linked.Conflict.number).where(linked.Conflict.event == event).order_by(linked.Conflict.number)
    place = list(view.connection.execute(numbers).scalars()).index(number)
    return list(view.events.partings([event]))[place]


def _claims(view: View, asked: ClaimQuery) -> list[tuple[int, str, str]]:
    query = choosing.claims(view.connection, asked.wanted)
    order = (Claim.confidence,) if asked.sort == "confidence" else ()
    query = query.order_by(*order, Claim.page, Claim.start, Claim.id)
    return view.worked(
        ("claims", asked.sort, asked.wanted),
        lambda: [(row.page, row.claim, row.event) for row in view.connection.execute(query).all()],
    )


def _event(view: View, found: Found) -> dict[str, Any]:
    event = found.summary.id
    members = select(linked.EventClaim.page, linked.EventClaim.claim).where(linked.EventClaim.event == event)
    of_id = {}
    for page, claim in view.connection.execute(members):
        of_id[view.papers[page].id_of(claim)] = (page, claim, event)
    return {
        "seen": view.seen,
        **{name: getattr(found, name) for name in ("summary", "roots", "bare", "partings", "steps", "others")},
        "claims": told_claims(view, (of_id[one.id] for one in found.claims)),
        "joined": joined(view.connection, view.lexicon, event),
    }
