"""Who of the outlets that were captured at the time did not report an event."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, func, select, tuple_

from musnad.archive.events import Events, Summary
from musnad.store.linked import EventClaim, PersonEntity
from musnad.store.tables import READ, Argument, Page


@dataclass(frozen=True, slots=True)
class Silent:
    """An outlet without a report: how many of its pages of these days were captured, and how many name who takes part."""

    outlet: str
    pages: int
    naming: int


@dataclass(frozen=True, slots=True)
class Silence:
    """An event, the days that were looked at, who reported it in all that was captured, and who, captured then, did not."""

    event: Summary
    since: str | None
    until: str | None
    reported: tuple[str, ...]
    silent: tuple[Silent, ...]


def silence(connection: Connection, events: Events, event: str, days: int) -> Silence:
    """Which outlets did not report an event from the day of its first report on, for so many days.

    A page counts that was surely published in these days. Where no report of the event has a day nobody can be silent.
    """
    summary = events.summary(event)
    pages = select(EventClaim.page).where(EventClaim.event == event)
    reported = connection.execute(select(Page.outlet).distinct().where(Page.id.in_(pages), Page.outlet.is_not(None)))
    outlets = tuple(sorted(name for name in reported.scalars() if name))
    first = connection.execute(select(func.min(Page.first)).where(Page.id.in_(pages))).scalar()
    if first is None:
        return Silence(summary, None, None, outlets, ())
    last = (date.fromisoformat(first) + timedelta(days=days)).isoformat()
    found = tuple(one for one in _captured(connection, event, first, last) if one.outlet not in outlets)
    return Silence(summary, first, last, outlets, found)


def _captured(connection: Connection, event: str, first: str, last: str) -> Iterator[Silent]:
    """The outlets of which pages of some days were captured, those of the most pages first."""
    own = select(Argument.page, Argument.entity).join(
        EventClaim, (EventClaim.page == Argument.page) & (EventClaim.claim == Argument.claim)
    )
    own = own.where(EventClaim.event == event, Argument.side != "place")
    members = tuple_(PersonEntity.page, PersonEntity.entity)
    people = select(PersonEntity.person).where(members.in_(own))
    naming = select(PersonEntity.page).where(PersonEntity.person.in_(people))
    count, named = func.count(Page.id), func.count(Page.id).filter(Page.id.in_(naming))
    query = select(Page.outlet, count, named).where(Page.current, Page.state == READ, Page.outlet.is_not(None))
    query = query.where(Page.first >= first, Page.last <= last).group_by(Page.outlet)
    for outlet, pages, having in connection.execute(query.order_by(count.desc(), Page.outlet)):
        yield Silent(outlet or "", pages, having)
