"""Versions of one event that cannot all hold: variants of one root, or contradictions of several."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations
from typing import NamedTuple

from musnad.linking.numbers import Number
from musnad.linking.participants import People, doers, fullest, met
from musnad.linking.reports import Told
from musnad.linking.results import About, Claimed, Conflict, Quote, Side
from musnad.linking.roots import Rested

_NEAR = 0.15
"""By which share a rough number may miss another."""
_FEW = 3
"""Fewer pages than these that part on day or place more likely tell of two events."""
_ROUND = 0.05
"""By which share a round number may miss another."""
_LASTING = frozenset({"PROTEST", "MOBILIZE"})
"""Types of what goes on for days."""
_POINTS = frozenset({"city", "place", "town", "village", "district"})
_Stand = tuple[str, Quote, frozenset[int]]


class _Counted(NamedTuple):
    """A number with the claim that it stands in."""

    told: Told
    number: Number


def conflicts(
    told: Sequence[Told],
    rested: Rested,
    people: People,
    repeated: Collection[Claimed] = (),
    known: int | None = None,
) -> tuple[Conflict, ...]:
    """All conflicts among the claims of one event.

    The days of `repeated` claims are those of another page; `known` is the day of the first page that has the event.
    """
    every = sorted(told, key=lambda t: (t.page, t.place))
    fresh = [t for t in every if t.key not in repeated]
    found = [*_statuses(every, rested), *_numbers(every, rested), *_participants(fresh, rested, people)]
    if len({t.page for t in every}) >= _FEW:
        found += [*_dates(fresh, rested, known), *_places(every, rested)]
    return tuple(
        conflict for conflict in found if len({side.pages for side in conflict.sides}) > 1 or conflict.about == "status"
    )


def _statuses(told: Sequence[Told], rested: Rested) -> Iterator[Conflict]:
    """It was so and it was not so; one and the same source will have it planned here and done there."""
    stands = {
        status: [(status, _quote(t), _roots(t, rested)) for t in told if t.status == status]
        for status in ("asserted", "negated", "planned")
    }
    negated = [t for t in told if t.status == "negated" and not _taken_up(t) and not _set_apart(t, told)]
    denied = [(t.status, _quote(t), _roots(t, rested)) for t in negated]
    pages = {quote.page for _, quote, _ in denied}
    heads = {_quote(t) for t in told if t.title and t.page in pages}
    stands["asserted"] = [stand for stand in stands["asserted"] if stand[1] not in heads]
    denying = {root for _, _, roots in denied for root in roots}
    kept = [s for s in stands["asserted"] if not s[2] or not s[2] <= denying] or stands["asserted"]
    if denied and kept:
        yield from _conflict("status", [*kept, *denied])
    hardened = [c for c in _conflict("status", [*stands["planned"], *stands["asserted"]]) if c.kind == "variant"]
    yield from hardened


def _taken_up(told: Told) -> bool:
    """Whether a negated word only takes up what was told: «nobody claimed the attack» denies no attack."""
    return told.definite and told.source is None


def _set_apart(denial: Told, told: Sequence[Told]) -> bool:
    """Whether who denies a thing tells of another beside it: «they ask for his release, and asked for no ransom»."""
    return denial.source is not None and any(
        t.status == "asserted" and t.skeleton == denial.skeleton and t.chain == denial.chain
        for t in told
        if (t.page, t.sentence) == (denial.page, denial.sentence)
    )


def _numbers(told: Sequence[Told], rested: Rested) -> Iterator[Conflict]:
    """Numbers of one thing that no one number can be."""
    counted = [_Counted(t, n) for t in told for n in t.numbers if n.value]
    for group in _of_one_thing(counted):
        stands = [(_shown(c.number), Quote(c.told.page, *c.number.place), _roots(c.told, rested)) for c in group]
        clash = {
            stands[i][0]
            for i, j in combinations(range(len(group)), 2)
            if not _compatible(group[i].number, group[j].number)
            for i in (i, j)
        }
        yield from _conflict("number", [stand for stand in stands if stand[0] in clash])
        loose = {
            stands[k][0]
            for i, j in combinations(range(len(group)), 2)
            if stands[i][0] != stands[j][0] and _compatible(group[i].number, group[j].number)
            if stands[i][2] & stands[j][2]
            for k in (i, j)
        }
        if loose and not loose & clash:
            yield Conflict("number", "variant", _sides([stand for stand in stands if stand[0] in loose]))


def _of_one_thing(counted: Sequence[_Counted]) -> list[list[_Counted]]:
    """Numbers in groups that count the same: by unit, by the deed's word, by what is counted."""
    groups: list[list[_Counted]] = []
    for one in counted:
        for group in groups:
            if any(_same_count(one, other) for other in group) and not any(_beside(one, other) for other in group):
                group.append(one)
                break
        else:
            groups.append([one])
    return groups


def _same_count(a: _Counted, b: _Counted) -> bool:
    """Whether the same is counted, be it once by the deed's own word: «98 voted» and «112 votes»."""
    return bool(a.number.of & b.number.of) or _of_deed(a, b) or _of_deed(b, a)


def _of_deed(a: _Counted, b: _Counted) -> bool:
    """Whether one number stands behind the word of a deed, and the other counts what this word names."""
    return a.number.deed in b.number.of


def _beside(a: _Counted, b: _Counted) -> bool:
    """Whether one sentence gives both numbers: they count two things."""
    return a.told.page == b.told.page and a.told.sentence == b.told.sentence and a.number.place != b.number.place


def _compatible(a: Number, b: Number) -> bool:
    """Whether one number can be both: «more than 800» and 812, «about 10» and 9."""
    low, high = sorted((a, b), key=lambda n: n.value)
    if low.value == high.value or low.bound == ">" or high.bound == "<":
        return True
    if "~" in (low.bound, high.bound):
        return high.value - low.value <= _NEAR * high.value
    return any(_round(n.value) for n in (low, high)) and high.value - low.value <= _ROUND * high.value


def _round(value: float) -> bool:
    """Whether a number looks like a rough one: 800, 5000."""
    return value >= 100 and value % 10 ** (len(f"{value:.0f}") - 1) == 0


def _shown(number: Number) -> str:
    return f"{'' if number.bound == '=' else number.bound}{number.value:g}"


def _dates(told: Sequence[Told], rested: Rested, known: int | None) -> Iterator[Conflict]:
    """Single days of what came to pass that are not the same, none of them later than when it was known or most have it.

    A page that gives the day of most pages does not gainsay it by another.
    """
    dated = [t for t in told if t.when and t.when.days == 1 and not t.title and t.type not in _LASTING and not t.unreal]
    days: dict[str, set[int]] = {}
    for one in dated:
        assert one.when is not None
        days.setdefault(one.page, set()).add(one.when.first)
    counts = Counter(day for found in days.values() for day in found)
    best = min(counts, key=lambda day: (-counts[day], day), default=0)
    last = best if known is None else max(best, known)
    stands: list[_Stand] = []
    for one in dated:
        assert one.when is not None
        if one.when.first == best or (best not in days[one.page] and one.when.first <= last):
            stands.append((date.fromordinal(one.when.first).isoformat(), _quote(one), _roots(one, rested)))
    yield from _conflict("date", stands)


def _places(told: Sequence[Told], rested: Rested) -> Iterator[Conflict]:
    """Towns of what came to pass that are not the same, or two of one class (airports, crossings)."""
    placed = [(t, t.where) for t in told if t.where and not t.unreal and not t.opening]
    heads = Counter(head for head in {where for _, where in placed} for head in [head.split()[0]] if head)
    stands = [
        (where, _quote(t), _roots(t, rested))
        for t, where in placed
        if t.precision in _POINTS or (len(where.split()) > 1 and heads[where.split()[0]] > 1)
    ]
    yield from _conflict("place", [s for s in stands if any(_apart(s[0], other[0]) for other in stands)])


def _apart(a: str, b: str) -> bool:
    """Whether two places are two: no word of one is the other's, but for what both are called («airport»)."""
    first, second = a.split(), b.split()
    alike = len(first) > 1 and len(second) > 1 and first[0] == second[0]
    return not set(first[alike:]) & set(second[alike:])


def _participants(told: Sequence[Told], rested: Rested, people: People) -> Iterator[Conflict]:
    """Others who are to have done it, or to have been met; who is called otherwise on another page is one with himself."""
    for versions in (doers(told, people), met(told, people)):
        names = fullest([version.who for version in versions])
        yield from _conflict("participants", [(names[v.who], _quote(v.told), _roots(v.told, rested)) for v in versions])


def _conflict(about: About, stands: Sequence[_Stand]) -> Iterator[Conflict]:
    """A contradiction between sides that share no root; a variant where all share one."""
    sides = _sides(stands)
    if len(sides) < 2:
        return
    apart = {
        side
        for a, b in combinations(range(len(sides)), 2)
        if (sides[a].roots or sides[b].roots) and not set(sides[a].roots) & set(sides[b].roots)
        for side in (a, b)
    }
    if apart:
        yield Conflict(about, "contradiction", tuple(side for n, side in enumerate(sides) if n in apart))
    elif any(set(a.roots) & set(b.roots) for a, b in combinations(sides, 2)):
        yield Conflict(about, "variant", sides)


def _sides(stands: Iterable[_Stand]) -> tuple[Side, ...]:
    values: dict[str, list[_Stand]] = {}
    for stand in stands:
        values.setdefault(stand[0], []).append(stand)
    return tuple(
        Side(value, tuple(sorted({s[1] for s in found})), tuple(sorted({root for s in found for root in s[2]})))
        for value, found in sorted(values.items())
    )


def _quote(told: Told) -> Quote:
    return Quote(told.page, *told.place)


def _roots(told: Told, rested: Rested) -> frozenset[int]:
    return frozenset(rested.of.get(told.key, ()))
