"""Events in the place of claims: one row each, however many pages tell of it.

An event is given in the words of one claim, the fullest, and with its weight: the pages that tell it, the independent roots
behind them, and how many of these took part. Words of several pages are never mixed in a row.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice

from sqlalchemy import Connection, select

from musnad.errors import NotFoundError
from musnad.exports.reports import Report, Tally, Told, Weight, reports_of
from musnad.store.linked import Event, EventClaim, EventRoot, LinkedPage
from musnad.store.rows import Json
from musnad.store.tables import table

_AT_ONCE = 500


def must_be_there(connection: Connection) -> None:
    """Raise a NotFoundError where no page is linked, so that there are no events."""
    if connection.execute(select(LinkedPage.page).limit(1)).scalar() is None:
        raise NotFoundError("no page is linked yet, so that there are no events: run `musnad link`")


def leading(pages: Iterable[Told]) -> dict[str, str]:
    """The events that pages tell of, with the claim that says most of each; of equals, the first."""
    best: dict[str, tuple[tuple[bool | float, ...], str]] = {}
    for report in reports_of(pages):
        if report.event and (report.event not in best or report.fullness > best[report.event][0]):
            best[report.event] = (report.fullness, report.id)
    return {event: claim for event, (_, claim) in best.items()}


def reports(connection: Connection, pages: Iterable[Told], leads: Mapping[str, str]) -> Iterator[Report]:
    """The claims that stand for their events, with the weight of these."""
    found = (report for report in reports_of(pages) if leads.get(report.event or "") == report.id)
    names = [column for column in table(Event).c if column.name in Weight.__slots__]
    while some := list(islice(found, _AT_ONCE)):
        query = select(Event.id, *names).where(Event.id.in_([report.event for report in some]))
        weights = {row.id: row for row in connection.execute(query)}
        for report in some:
            row = weights[report.event]
            yield replace(report, weight=Weight(row.pages, row.roots, row.parties, row.disagree))


def rows(connection: Connection, pages: Iterable[Told], tally: Tally) -> Iterator[Json]:
    """The events that pages tell of as rows of `musnad.exports.flat.EVENTS`, the earliest first."""
    wanted = {told.kept.events[claim] for told in pages for claim in told.claims if claim in told.kept.events}
    query = select(table(Event)).order_by(Event.first.is_(None), Event.first, Event.id)
    query = query.execution_options(yield_per=_AT_ONCE)
    found = (row for row in connection.execute(query) if row.id in wanted)
    while some := list(islice(found, _AT_ONCE)):
        sources, claims = _members(connection, [row.id for row in some])
        for row in some:
            tally.written += 1
            yield {"event": row.id, **row._mapping, "sources": sources[row.id], "claims": claims[row.id]}


def _members(connection: Connection, events: list[str]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """The names of the roots of some events, and their claims."""
    sources: dict[str, list[str]] = {event: [] for event in events}
    claims: dict[str, list[str]] = {event: [] for event in events}
    roots = select(EventRoot.event, EventRoot.name).where(EventRoot.event.in_(events))
    for event, name in connection.execute(roots.order_by(EventRoot.event, EventRoot.number)):
        sources[event].append(name)
    members = select(EventClaim.event, LinkedPage.name, EventClaim.claim).join(
        LinkedPage, LinkedPage.page == EventClaim.page
    )
    for event, page, claim in connection.execute(members.where(EventClaim.event.in_(events))):
        claims[event].append(f"{page}-{claim}")
    return sources, {event: sorted(own) for event, own in claims.items()}
