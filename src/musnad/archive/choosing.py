"""Filters -> the events that fit them. A filter on claims is met by an event of which one claim meets all of these."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, or_, select, tuple_, union

from musnad.folding import fold
from musnad.store.linked import Event, EventBare, EventClaim, EventRoot, PersonEntity
from musnad.store.tables import Argument, Claim, Link, Name, Page

_PARTIES = ("actors", "recipients", "companions")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which events are meant; names are words of any name under which somebody is known on some page.

    Of several values of one filter any will do.

    Attributes:
        actor: takes part as an actor, `party` in any way.
        denied: one of its claims says that it did not happen.
        since: with `until`, days between which it may have happened; ISO 8601.
        source: somebody in a chain; `source_kind` what kind of source, as `official` or `unnamed`.
        disagreeing: its sources contradict each other.
        min_roots: it has so many independent sources at least.
    """

    actor: tuple[str, ...] = ()
    party: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    denied: bool = False
    place: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    outlet: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    source_kind: tuple[str, ...] = ()
    disagreeing: bool = False
    min_roots: int = 0


def chosen(connection: Connection, wanted: Wanted) -> list[str]:
    """The ids of the events that fit, the latest first; those without a day come last."""
    query: Select[Any] = select(Event.id)
    for condition in (*_of_event(wanted), *_of_claims(connection, wanted)):
        query = query.where(condition)
    day = func.coalesce(Event.first, Event.last)
    return list(connection.execute(query.order_by(day.is_(None), day.desc(), Event.id)).scalars().all())


def claims(connection: Connection, wanted: Wanted) -> Select[Any]:
    """A query for the claims that fit, as `page`, `claim` and `event`, joined with their events and pages."""
    columns: list[Any] = [EventClaim.page, EventClaim.claim, EventClaim.event]
    query = select(*columns).join(Event, Event.id == EventClaim.event).join(Page, Page.id == EventClaim.page)
    query = query.join(Claim, and_(Claim.page == EventClaim.page, Claim.id == EventClaim.claim))
    return query.where(*_of_event(wanted), *_of_claim(wanted), *_of_page(connection, wanted))


def _of_event(wanted: Wanted) -> Iterable[ColumnElement[bool]]:
    if wanted.type:
        yield Event.type.in_([one.upper() for one in wanted.type])
    if wanted.disagreeing:
        yield Event.disagree.is_(True)
    if wanted.min_roots:
        yield Event.roots >= wanted.min_roots
    if wanted.since or wanted.until:
        yield or_(Event.first.is_not(None), Event.last.is_not(None))
    if wanted.since:
        yield or_(Event.last.is_(None), Event.last >= wanted.since)
    if wanted.until:
        yield or_(Event.first.is_(None), Event.first <= wanted.until)


def _of_claims(connection: Connection, wanted: Wanted) -> Iterable[ColumnElement[bool]]:
    """A condition on the claims of an event; nothing where nothing is asked of them."""
    conditions = [*_of_claim(wanted), *_of_page(connection, wanted)]
    if conditions:
        query = select(EventClaim.event).join(Page, Page.id == EventClaim.page)
        query = query.join(Claim, and_(Claim.page == EventClaim.page, Claim.id == EventClaim.claim))
        yield Event.id.in_(query.where(*conditions))


def _of_claim(wanted: Wanted) -> Iterable[ColumnElement[bool]]:
    if wanted.status:
        yield Claim.status.in_(wanted.status)
    if wanted.denied:
        yield Claim.status == "negated"
    for names, sides in ((wanted.actor, _PARTIES[:1]), (wanted.party, _PARTIES)):
        if names:
            takes_part = exists().where(
                Argument.page == Claim.page, Argument.claim == Claim.id, Argument.side.in_(sides)
            )
            yield takes_part.where(tuple_(Argument.page, Argument.entity).in_(meaning(names)))
    if wanted.place:
        named = tuple_(Claim.page, Claim.place).in_(meaning(wanted.place))
        yield or_(named, Claim.country.in_([one.upper() for one in wanted.place]))
    link = exists().where(Link.page == Claim.page, Link.claim == Claim.id)
    if wanted.source:
        yield link.where(
            or_(
                tuple_(Link.page, Link.entity).in_(meaning(wanted.source)),
                *(Link.name.contains(one, autoescape=True) for one in wanted.source),
            )
        )
    if wanted.source_kind:
        of_root = exists().where(EventRoot.event == EventClaim.event, EventRoot.kind.in_(wanted.source_kind))
        yield or_(link.where(Link.kind.in_(wanted.source_kind)), of_root)


def _of_page(connection: Connection, wanted: Wanted) -> Iterable[ColumnElement[bool]]:
    if wanted.outlet:
        yield is_of(connection, wanted.outlet)


def is_of(connection: Connection, outlets: Iterable[str]) -> ColumnElement[bool]:
    """That a page is of one of these outlets, however their names are spelt."""
    known = connection.execute(select(Page.outlet).distinct().where(Page.outlet.is_not(None))).scalars()
    meant = {fold(name) for name in outlets}
    return Page.outlet.in_([name for name in known if name and fold(name) in meant])


def meaning(names: Sequence[str]) -> Select[Any]:
    """A query for the entities, as page and id, that the words of one of the names mean: by a name of theirs on any page."""
    by_name = or_(*(_named(name) for name in names))
    own = select(Name.page, Name.entity).where(by_name)
    named = select(PersonEntity.person).join(
        Name, and_(Name.page == PersonEntity.page, Name.entity == PersonEntity.entity)
    )
    same = select(PersonEntity.page, PersonEntity.entity).where(PersonEntity.person.in_(named.where(by_name)))
    both = union(own, same).subquery()
    return select(both.c.page, both.c.entity)


def _named(name: str) -> ColumnElement[bool]:
    words = fold(name).split()
    return and_(*(Name.key.contains(word, autoescape=True) for word in words)) if words else Name.key == ""


def bare_pages(connection: Connection, event: str) -> list[int]:
    """The pages that tell an event on nobody's word."""
    query = select(EventBare.page).where(EventBare.event == event).order_by(EventBare.page)
    return list(connection.execute(query).scalars())
