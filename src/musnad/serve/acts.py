"""Who takes part in which event, of all events at once: what timelines and networks are drawn from."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from sqlalchemy import and_, select

from musnad.exports.plover import table as plover_table
from musnad.serve.desk import View
from musnad.store.linked import Event, EventClaim, Person, PersonEntity
from musnad.store.tables import Argument, Claim, table

_UNREAL = frozenset({"negated", "hypothetical"})
_PARTIES = ("actors", "recipients", "companions")


@dataclass(frozen=True, slots=True)
class Day:
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


@dataclass(frozen=True, slots=True)
class Acting:
    """Who takes part in an event, by their ids on each side, and how it is coded: PLOVER's quad and intensity."""

    sides: Mapping[str, Counter[str]] = field(default_factory=lambda: {side: Counter() for side in _PARTIES})
    codes: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    @property
    def code(self) -> tuple[int, float | None] | None:
        """The quad and the intensity that most of its claims have; None where all deny it or PLOVER has no such type."""
        known = [(number, code) for key, number in self.codes.items() if (code := _coded(*key))]
        return max(known, key=lambda one: (one[0], -one[1][0]))[1] if known else None


@cache
def _codes() -> dict[tuple[str, str], tuple[int, float | None, str]]:
    rows = plover_table("exports/plover")
    return {
        (row["type"], row["mode"]): (int(row["quad"]), float(row["score"]) if row["score"] else None, row["planned"])
        for row in rows
    }


def _coded(type_: str, mode: str, status: str) -> tuple[int, float | None] | None:
    code = _codes().get((type_, mode)) or _codes().get((type_, ""))
    if code is None or status in _UNREAL:
        return None
    if status == "planned":
        code = _codes().get((code[2], "")) if code[2] else None
    return code[:2] if code else None


def days(view: View) -> Mapping[str, Day]:
    """All events by their ids."""
    columns = [table(Event).c[name] for name in Day.__slots__]
    return view.worked("days", lambda: {row.id: Day(*row) for row in view.connection.execute(select(*columns))})


def acting(view: View) -> Mapping[str, Acting]:
    """Who takes part in the events of which somebody known takes part; those only described are nobody."""
    return view.worked("acting", lambda: _acting(view))


def _acting(view: View) -> dict[str, Acting]:
    claim = and_(Claim.page == EventClaim.page, Claim.id == EventClaim.claim)
    query = select(EventClaim.event, Claim.type, Claim.mode, Claim.status).join(Claim, claim)
    found: dict[str, Acting] = {}
    for event, type_, mode, status in view.connection.execute(query):
        found.setdefault(event, Acting()).codes[type_, mode or "", status] += 1
    own = and_(Argument.page == EventClaim.page, Argument.claim == EventClaim.claim, Argument.side.in_(_PARTIES))
    meant = and_(PersonEntity.page == Argument.page, PersonEntity.entity == Argument.entity)
    parties = select(EventClaim.event, Argument.side, PersonEntity.person).join(Argument, own).join(PersonEntity, meant)
    for event, side, person in view.connection.execute(parties):
        found[event].sides[side][person] += 1
    return found


def names(view: View) -> Mapping[str, tuple[str, str]]:
    """The name and the kind of everybody, by their ids."""
    query = select(Person.id, Person.name, Person.kind)
    return view.worked("names", lambda: {row[0]: (row[1], row[2]) for row in view.connection.execute(query)})
