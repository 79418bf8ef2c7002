"""Events on a map: where they happened, how exactly that is known, and how many have no place."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Query
from sqlalchemy import select

from musnad.archive import choosing
from musnad.serve import seen
from musnad.serve.acts import days
from musnad.serve.asked import Filters
from musnad.serve.desk import Desk, View
from musnad.serve.problems import responses
from musnad.store.tables import Claim, Entity

_TABLES = ("known/places", "known/places_odbl")
_FIRST = 20
Point = tuple[float, float]


def routes(desk: Desk) -> APIRouter:
    """The routes of the map."""
    router = APIRouter(tags=["map"])

    @router.get("/map", response_model=seen.MapAnswer, responses=responses(400, 422))
    def places(asked: Annotated[Filters, Query()]) -> Any:
        """Where the events that fit happened, by the place that most of their claims give."""
        with desk.view() as view:
            return view.worked(("map", asked.wanted), lambda: _map(view, asked))

    return router


def _map(view: View, asked: Filters) -> dict[str, Any]:
    events, known = view.chosen(asked.wanted), days(view)
    points = view.worked("points", lambda: _points(view))
    called = view.worked("place names", lambda: _names(view))
    at: dict[Point, list[str]] = {}
    countries = Counter[str]()
    for event in events:
        if event in points:
            at.setdefault(points[event], []).append(event)
        elif country := known[event].country:
            countries[country] += 1
    spots = [
        _spot(point, called[point], own, sum(known[e].disagree for e in own), _exactness(view))
        for point, own in at.items()
    ]
    placed = sum(len(own) for own in at.values())
    return {
        "total": len(events),
        "placed": placed,
        "only_country": countries.total(),
        "unplaced": len(events) - placed - countries.total(),
        "spots": sorted(spots, key=lambda spot: (-spot["events"], spot["name"])),
        "countries": dict(countries),
    }


def _spot(
    point: Point, called: tuple[str, str | None], events: list[str], disagree: int, exact: Mapping[Point, str]
) -> dict[str, Any]:
    facts = {"lat": point[0], "lon": point[1], "precision": exact.get(point), "events": len(events)}
    return {"name": called[0], "country": called[1], **facts, "disagree": disagree, "ids": events[:_FIRST]}


def _points(view: View) -> dict[str, Point]:
    """Where each event happened, as most of its claims have it."""
    found: dict[str, Counter[Point]] = {}
    query = choosing.claims(view.connection, choosing.Wanted()).add_columns(Claim.lat, Claim.lon)
    rows: Iterable[Any] = view.connection.execute(query.where(Claim.lat.is_not(None), Claim.lon.is_not(None))).all()
    for row in rows:
        found.setdefault(row.event, Counter())[row.lat, row.lon] += 1
    return {event: min(own, key=lambda point: (-own[point], point)) for event, own in found.items()}


def _names(view: View) -> dict[Point, tuple[str, str | None]]:
    """What the places of claims are called most often, and their countries."""
    columns: list[Any] = [Claim.lat, Claim.lon, Claim.country, Entity.name]
    query = (
        select(*columns)
        .join(Entity, (Entity.page == Claim.page) & (Entity.id == Claim.place))
        .where(Claim.lat.is_not(None))
    )
    found: dict[Point, Counter[tuple[str, str | None]]] = {}
    for lat, lon, country, name in view.connection.execute(query).all():
        found.setdefault((lat, lon), Counter())[name, country] += 1
    return {point: min(own, key=lambda one: (-own[one], one[0])) for point, own in found.items()}


def _exactness(view: View) -> Mapping[Point, str]:
    """What a point stands for, as the tables of places have it: a city, a district ..."""

    def make() -> dict[Point, str]:
        found = {(float(row["lat"]), float(row["lon"])): "city" for row in view.lexicon["gazetteers/places"]}
        for name in _TABLES:
            found |= {(float(row["lat"]), float(row["lon"])): row["precision"] for row in view.lexicon[name]}
        return found

    return view.worked("exactness", make)
