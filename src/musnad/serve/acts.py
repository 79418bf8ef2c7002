"""Who takes part in which event, of all events at once: what timelines and networks are drawn from."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, select

from musnad.exports.plover import table as plover_table
from musnad.serve.desk import View
from musnad.store.linked import Event, EventClaim, Person, PersonEntity
from musnad.store.tables import Argument, Claim, table

_UNREAL = frozenset({"negated", "hypothetical"})
_PARTIES = ("actors", "recipients", "companions")
_AT_ONCE = 500


class Day(NamedTuple):
    """An event's row, as timelines need it."""

    id: str
    type: str
    unreal: bool
    first: str | None
    last: str | None
    place: str | None
    country: str | None
    pages: int
    roots: int
    parties: int
    disagree: bool


class Acting(NamedTuple):
    """Who takes part in an event, by their ids on each side, those of the most claims first.

    `code` is PLOVER's quad and intensity that most of its claims have; None where all deny it or PLOVER has no such type.
    """

    actors: Sequence[str]
    recipients: Sequence[str]
    companions: Sequence[str]
    code: tuple[int, float | None] | None


@cache
def _codes() -> dict[tuple[str, str], tuple[int, float | None, str]]:
    rows = plover_table("exports/plover")
    return {
        (row["type"], row["mode"]): (int(row["quad"]), float(row["score"]) if row["score"] else None, row["planned"])
        for row in rows
    }


@cache
def _coded(type_: str, mode: str, status: str) -> tuple[int, float | None] | None:
    code = _codes().get((type_, mode)) or _codes().get((type_, ""))
    if code is None or status in _UNREAL:
        return None
    if status == "planned":
        code = _codes().get((code[2], "")) if code[2] else None
    return code[:2] if code else None


def days(view: View) -> Mapping[str, Day]:
    """All events by their ids."""
    columns = [table(Event).c[name] for name in Day._fields]
    return view.worked(
        "days", lambda: {row[0]: Day._make(row) for row in view.connection.execute(select(*columns)).all()}
    )


def acting(view: View) -> Mapping[str, Acting]:
    """Who takes part in the events of which somebody known takes part; those only described are nobody."""
    return view.worked("acting", lambda: _acting(view))


def actors(view: View, events: Sequence[str]) -> Mapping[str, Sequence[str]]:
    """Who acts in some events, as `acting` has it; for few events all others need not be gone through."""
    rows: list[Any] = []
    for start in range(0, len(events), _AT_ONCE):
        some = _parties("actors").where(EventClaim.event.in_(events[start : start + _AT_ONCE]))
        rows += view.connection.execute(some).all()
    return {event: _ordered(own) for (event, _), own in _counted(rows).items()}


def _acting(view: View) -> dict[str, Acting]:
    claim = and_(Claim.page == EventClaim.page, Claim.id == EventClaim.claim)
    query = select(EventClaim.event, Claim.type, Claim.mode, Claim.status).join(Claim, claim)
    query = query.order_by(EventClaim.page, EventClaim.claim)
    codes: dict[str, dict[tuple[str, str, str], int]] = {}
    for event, type_, mode, status in view.connection.execute(query).all():
        own, key = codes.setdefault(event, {}), (type_, mode or "", status)
        own[key] = own.get(key, 0) + 1
    sides = _counted(view.connection.execute(_parties(*_PARTIES)).all())
    of = {side: {event: _ordered(own) for (event, at), own in sides.items() if at == side} for side in _PARTIES}
    first, second, third = (of[side] for side in _PARTIES)
    return {
        event: Acting(first.get(event, ()), second.get(event, ()), third.get(event, ()), _code(own))
        for event, own in codes.items()
    }


def _parties(*sides: str) -> Select[Any]:
    """A query for who stands on a side of the claims of which events."""
    own = and_(Argument.page == EventClaim.page, Argument.claim == EventClaim.claim, Argument.side.in_(sides))
    meant = and_(PersonEntity.page == Argument.page, PersonEntity.entity == Argument.entity)
    columns: list[Any] = [EventClaim.event, Argument.side, PersonEntity.person]
    order = (EventClaim.page, EventClaim.claim, Argument.side, Argument.number)
    return select(*columns).join(Argument, own).join(PersonEntity, meant).order_by(*order)


def _counted(rows: Iterable[Any]) -> dict[tuple[str, str], dict[str, int]]:
    """Who stands how often on which side of which event."""
    found: dict[tuple[str, str], dict[str, int]] = {}
    for event, side, person in rows:
        own = found.setdefault((event, side), {})
        own[person] = own.get(person, 0) + 1
    return found


def _ordered(counts: Mapping[str, int]) -> Sequence[str]:
    return tuple(counts) if len(counts) < 2 else tuple(sorted(counts, key=lambda one: -counts[one]))


def _code(counts: Mapping[tuple[str, str, str], int]) -> tuple[int, float | None] | None:
    known = [(number, code) for key, number in counts.items() if (code := _coded(*key))]
    return max(known, key=lambda one: (one[0], -one[1][0]))[1] if known else None


def names(view: View) -> Mapping[str, tuple[str, str]]:
    """The name and the kind of everybody, by their ids."""
    query = select(Person.id, Person.name, Person.kind)
    return view.worked("names", lambda: {row[0]: (row[1], row[2]) for row in view.connection.execute(query).all()})
