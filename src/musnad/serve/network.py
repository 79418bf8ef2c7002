"""Who does something to whom, and who quotes whom, from one outwards or all at once; each edge with its evidence."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import Field, StringConstraints
from sqlalchemy import and_, select

from musnad.archive import choosing
from musnad.folding import fold
from musnad.serve import seen, shapes
from musnad.serve.acts import Acting, acting, days, names
from musnad.serve.asked import Filters, Listed
from musnad.serve.claims import told_claims
from musnad.serve.desk import Desk, View
from musnad.serve.listing import listed
from musnad.serve.people import persons
from musnad.serve.problems import responses
from musnad.store.linked import EventClaim, PersonEntity
from musnad.store.tables import Link, Page

Mode = Literal["deeds", "quotes"]
_OUTLET = "outlet:"
_COOPERATION = frozenset({1, 2})
"""The quads of PLOVER that are cooperation."""
NodeName = Annotated[str, StringConstraints(min_length=1, max_length=300, pattern=r"^[^\x00]*$")]


class NetworkQuery(Filters):
    """Which events; around whom, by a node's id; at the most so many edges, those of most events."""

    mode: Mode = "deeds"
    center: NodeName | None = None
    limit: int = Field(100, ge=1, le=2000)


class EdgeQuery(Listed):
    """Which edge, by the ids of its nodes."""

    mode: Mode = "deeds"
    from_node: NodeName = Field(alias="from")
    to_node: NodeName = Field(alias="to")


@dataclass(slots=True)
class _Edge:
    """An edge while it is counted; `members` are the events, or in the other mode the claims, that make it."""

    members: list[Any] = field(default_factory=list)
    quads: Counter[str] = field(default_factory=Counter)
    types: Counter[str] = field(default_factory=Counter)
    scores: list[float] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)


Edges = dict[tuple[str, str], _Edge]


def routes(desk: Desk) -> APIRouter:
    """The routes of the network."""
    router = APIRouter(tags=["network"])

    @router.get("/network", response_model=seen.Network, responses=responses(400, 422))
    def network(asked: Annotated[NetworkQuery, Query()]) -> Any:
        """Who acts towards whom, or who quotes whom, in the events that fit."""
        with desk.view() as view:
            return _network(view, asked, _edges(view, asked))

    @router.get("/network/edge", response_model=shapes.Listing[shapes.Claim], responses=responses(400, 422))
    def edge(asked: Annotated[EdgeQuery, Query()]) -> Any:
        """The claims that make an edge, the earliest first."""
        with desk.view() as view:
            found = _edges(view, asked).get((asked.from_node, asked.to_node), _Edge())
            members = _claims(view, found.members) if asked.mode == "deeds" else found.members
            return listed(view, asked, members, lambda some: told_claims(view, some))

    return router


def _edges(view: View, asked: NetworkQuery | EdgeQuery) -> Edges:
    make = _deeds if asked.mode == "deeds" else _quotes
    return view.worked(("edges", asked.mode, asked.wanted), lambda: make(view, asked))


def _deeds(view: View, asked: Filters) -> Edges:
    known, parts = days(view), acting(view)
    found: Edges = {}
    for event in view.chosen(asked.wanted):
        own = parts.get(event)
        code = own.code if own else None
        if own is None or code is None:
            continue
        for pair in _pairs(own, together=code[0] in _COOPERATION):
            edge = found.setdefault(pair, _Edge())
            edge.members.append(event)
            edge.quads[str(code[0])] += 1
            edge.types[known[event].type] += 1
            edge.scores += [code[1]] if code[1] is not None else []
            edge.dates += [day for day in (known[event].first or known[event].last,) if day]
    return found


def _pairs(own: Acting, *, together: bool) -> Iterator[tuple[str, str]]:
    """Who acts towards whom; those who meet, agree or cooperate with nobody else do so with each other."""
    others = own.recipients or own.companions
    yield from ((actor, other) for actor in own.actors for other in others if actor != other)
    if together and not others:
        yield from combinations(sorted(own.actors), 2)


def _quotes(view: View, asked: Filters) -> Edges:
    """Each source of a chain with the next one in it; the first is quoted by the page's outlet."""
    chosen = choosing.claims(view.connection, asked.wanted).subquery()
    own = and_(Link.page == chosen.c.page, Link.claim == chosen.c.claim)
    meant = and_(PersonEntity.page == Link.page, PersonEntity.entity == Link.entity)
    columns = (chosen.c.page, chosen.c.claim, chosen.c.event, Link.step, Link.name, PersonEntity.person)
    query = select(*columns, Page.outlet, Page.first).select_from(chosen).join(Link, own)
    query = query.join(Page, Page.id == chosen.c.page).join(PersonEntity, meant, isouter=True)
    outlets = _outlets(view)
    found: Edges = {}
    before: tuple[Any, str | None] = (None, None)
    for row in view.connection.execute(query.order_by(chosen.c.page, chosen.c.claim, Link.step)).all():
        one = row.person or outlets.get(fold(row.name or ""))
        key = (row.page, row.claim)
        by = before[1] if before[0] == key else outlets.get(fold(row.outlet or ""))
        if one and by and one != by:
            edge = found.setdefault((by, one), _Edge())
            edge.members.append((row.page, row.claim, row.event))
            edge.dates += [row.first] if row.first else []
        before = (key, one)
    return found


def _outlets(view: View) -> Mapping[str, str]:
    """The nodes of outlets by their folded names: the media that pages mean by these, else the outlets themselves."""

    def make() -> dict[str, str]:
        outlets = view.connection.execute(select(Page.outlet).distinct().where(Page.outlet.is_not(None))).scalars()
        found = {fold(name): f"{_OUTLET}{name}" for name in outlets if name}
        media = {fold(name): person for person, (name, kind) in names(view).items() if kind == "MEDIA"}
        return found | media

    return view.worked("outlets", make)


def _network(view: View, asked: NetworkQuery, edges: Edges) -> dict[str, Any]:
    around = {pair: edge for pair, edge in edges.items() if asked.center is None or asked.center in pair}
    order = sorted(around.items(), key=lambda item: (-len(item[1].members), item[0]))
    shown = order[: asked.limit]
    if asked.center is not None:
        inside = {name for pair, _ in shown for name in pair}
        shown += [(pair, edge) for pair, edge in edges.items() if inside.issuperset(pair) and pair not in around][
            : asked.limit
        ]
    counts = Counter[str]()
    for (a, b), edge in shown:
        counts.update({a: len(edge.members), b: len(edge.members)})
    return {
        "center": asked.center,
        "nodes": list(_nodes(view, counts)),
        "edges": [_edge(pair, edge) for pair, edge in shown],
        "more_edges": len(order) - min(len(order), asked.limit),
    }


def _nodes(view: View, counts: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    for name in counts:
        if name.startswith(_OUTLET):
            blank = {"latin": None, "kind": "MEDIA", "country": None}
            yield {"id": name, "name": name.removeprefix(_OUTLET), **blank, "events": counts[name]}
    for one in persons(view, [name for name in counts if not name.startswith(_OUTLET)]):
        yield {**one, "events": counts[one["id"]]}


def _edge(pair: tuple[str, str], edge: _Edge) -> dict[str, Any]:
    return {
        "source": pair[0],
        "target": pair[1],
        "events": len(edge.members),
        "quads": dict(edge.quads),
        "types": dict(edge.types),
        "score": round(sum(edge.scores) / len(edge.scores), 2) if edge.scores else None,
        "first": min(edge.dates, default=None),
        "last": max(edge.dates, default=None),
    }


def _claims(view: View, events: Iterable[str]) -> list[tuple[int, str, str]]:
    """The claims of events, event after event."""
    wanted = list(dict.fromkeys(events))
    query = select(EventClaim.page, EventClaim.claim, EventClaim.event).where(EventClaim.event.in_(wanted))
    place = {event: number for number, event in enumerate(reversed(wanted))}
    rows = [(row.page, row.claim, row.event) for row in view.connection.execute(query)]
    return sorted(rows, key=lambda row: (place[row[2]], row[0], row[1]))
