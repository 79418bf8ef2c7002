"""Events over all pages: their claims with quotations, whose word they rest on, where the words part, why they are one.

Counts are of reports and of their sources; none of them is a proof.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, func, or_, select

from musnad.archive.choosing import bare_pages
from musnad.archive.naming import thing
from musnad.archive.papers import Papers, Quote, Source, by_day
from musnad.archive.telling import Told, told
from musnad.errors import NotFoundError
from musnad.store import linked
from musnad.store.tables import table


@dataclass(frozen=True, slots=True)
class Summary:
    """An event at a glance.

    Attributes:
        unreal: it is planned, asked for or threatened.
        first: with `last`, the days between which it happened, as far as is known.
        pages: how many pages tell it; `reports` how many claims they have of it.
        roots: how many independent sources these rest on; `parties` how many of those took part in it.
        bare: how many pages say so on nobody's word.
        disagree: its sources contradict each other.
    """

    id: str
    type: str
    unreal: bool
    first: str | None
    last: str | None
    place: str | None
    country: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    statuses: tuple[str, ...]
    outlets: tuple[str, ...]
    pages: int
    reports: int
    roots: int
    parties: int
    bare: int
    disagree: bool
    quote: Quote


@dataclass(frozen=True, slots=True)
class OnPage:
    """A page that passes a root's words on; `copy_of` is the page whose words it repeats."""

    source: Source
    copy_of: str | None


@dataclass(frozen=True, slots=True)
class Root:
    """One independent source of an event, with every page that rests on it; `party` if it took part."""

    number: int
    name: str
    kind: str
    party: bool
    pages: tuple[OnPage, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """One of several versions: its value, whose it is, and where it stands."""

    value: str
    roots: tuple[str, ...]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Parting:
    """Versions that cannot all hold: a `variant` where they share a root, a `contradiction` where they share none."""

    event: str
    about: str
    kind: str
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A tie from one event to another, and why."""

    source: str
    target: str
    kind: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """An event with all that its pages tell."""

    summary: Summary
    claims: tuple[Told, ...]
    roots: tuple[Root, ...]
    bare: tuple[Source, ...]
    partings: tuple[Parting, ...]
    steps: tuple[Step, ...]
    others: tuple[Summary, ...]


class Events:
    """The events of a project, as its links have them."""

    def __init__(self, connection: Connection, papers: Papers | None = None) -> None:
        self._connection = connection
        self.papers = papers or Papers(connection)

    def named(self, named: str) -> str:
        """The id of the event that is meant by its id, or by that of any of its claims.

        Raises:
            NotFoundError: there is none.
            UsageError: it is no id.
        """
        one = thing(self._connection, self.papers, named)
        query = select(linked.EventClaim.event).where(
            linked.EventClaim.page == one.paper.number, linked.EventClaim.claim == one.content["id"]
        )
        found = self._connection.execute(query).scalar()
        if found is None:
            raise NotFoundError(f"{named}: is in no event; `musnad link` brings the links up to date")
        return found

    def claims(self, event: str) -> list[Told]:
        """The claims of an event, page after page in the order of their days."""
        query = select(linked.EventClaim.page, linked.EventClaim.claim).where(linked.EventClaim.event == event)
        of_page: dict[int, list[str]] = {}
        for page, claim in self._connection.execute(query):
            of_page.setdefault(page, []).append(claim)
        return [
            told(paper, claim)
            for paper in self.papers.of(of_page)
            for claim in sorted((paper.claims[c] for c in of_page[paper.number]), key=lambda c: c["start"])
        ]

    def summary(self, event: str, claims: Sequence[Told] = ()) -> Summary:
        """An event at a glance."""
        found = table(linked.Event)
        row = self._connection.execute(select(found).where(found.c.id == event)).one()
        every = claims or self.claims(event)
        names = ("id", "type", "unreal", "first", "last", "place", "country", "pages", "roots", "parties", "disagree")
        return Summary(
            **{name: getattr(row, name) for name in names},
            actors=_commonest(name for one in every for name in one.actors),
            recipients=_commonest(name for one in every for name in one.recipients),
            statuses=_commonest(one.status for one in every),
            outlets=_commonest(one.quote.outlet for one in every if one.quote.outlet),
            reports=len(every),
            bare=len(bare_pages(self._connection, event)),
            quote=every[0].quote,
        )

    def event(self, event: str) -> Event:
        """An event with all that its pages tell."""
        claims, steps = self.claims(event), list(self.steps([event]))
        others = dict.fromkeys(other for step in steps for other in (step.source, step.target) if other != event)
        return Event(
            self.summary(event, claims),
            tuple(claims),
            tuple(self.roots(event)),
            tuple(paper.source for paper in self.papers.of(bare_pages(self._connection, event))),
            tuple(self.partings([event])),
            tuple(steps),
            tuple(self.summary(other) for other in others),
        )

    def roots(self, event: str) -> Iterator[Root]:
        """Whose word an event rests on; a page that repeats another's words stands behind that one."""
        rows = self._rows(linked.EventRoot, linked.EventRoot.event == event, linked.EventRoot.number)
        for row in rows:
            numbers = json.loads(row.pages)
            copies = {
                c.page: c.source for c in self._rows(linked.Copy, linked.Copy.page.in_(numbers), linked.Copy.page)
            }
            papers = sorted(self.papers.of(numbers), key=lambda p: (copies.get(p.number) is not None, *by_day(p)))
            pages = (
                OnPage(paper.source, self.papers[source].source.page if (source := copies.get(paper.number)) else None)
                for paper in papers
            )
            yield Root(row.number, row.name, row.kind, row.party, tuple(pages))

    def partings(self, events: Iterable[str]) -> Iterator[Parting]:
        """Where the words about events part, event by event."""
        for event in events:
            roots = {
                r.number: r.name
                for r in self._rows(linked.EventRoot, linked.EventRoot.event == event, linked.EventRoot.number)
            }
            for row in self._rows(linked.Conflict, linked.Conflict.event == event, linked.Conflict.number):
                versions = tuple(
                    Version(
                        side["value"],
                        tuple(roots[number] for number in side["roots"] if number in roots),
                        tuple(self.papers[page].quote({"start": a, "end": b}) for page, a, b in side["quotes"]),
                    )
                    for side in json.loads(row.sides)
                )
                yield Parting(event, row.about, row.kind, versions)

    def parted(self, *, variants: bool) -> dict[str, int]:
        """In how many ways the words about an event part, for each of which they do; contradictions only, or variants too."""
        conflict = linked.Conflict
        query = select(conflict.event, func.count()).group_by(conflict.event)
        query = query if variants else query.where(conflict.kind == "contradiction")
        return {row[0]: row[1] for row in self._connection.execute(query)}

    def steps(self, events: Iterable[str]) -> Iterator[Step]:
        """The ties from and to events."""
        wanted = list(events)
        fits = or_(linked.Thread.source.in_(wanted), linked.Thread.target.in_(wanted))
        for row in self._rows(linked.Thread, fits, linked.Thread.source, linked.Thread.target, linked.Thread.kind):
            yield Step(row.source, row.target, row.kind, tuple(json.loads(row.reasons)))

    def thread(self, event: str) -> tuple[list[Summary], list[Step]]:
        """All events that ties lead to from one, the earliest first, and the ties."""
        reached, waiting, steps = {event}, [event], dict[tuple[str, str, str], Step]()
        while waiting:
            found = list(self.steps(waiting))
            steps |= {(step.source, step.target, step.kind): step for step in found}
            waiting = sorted({one for step in found for one in (step.source, step.target)} - reached)
            reached |= set(waiting)
        summaries = sorted(map(self.summary, reached), key=lambda one: (one.first or one.last or "9999", one.id))
        return summaries, [steps[key] for key in sorted(steps)]

    def _rows(self, model: Any, condition: Any, *order: Any) -> Sequence[Row[Any]]:
        return self._connection.execute(select(table(model)).where(condition).order_by(*order)).all()


def _commonest(values: Iterable[str]) -> tuple[str, ...]:
    counts = Counter(values)
    return tuple(sorted(counts, key=lambda value: (-counts[value], value)))
