"""The expressions of a page resolved in its order: what each can lean on, of what stands before it and beside it.

A time of day is of the day that its sentence names; «في العام التالي» counts from what was named last; «غدا» in a quotation from
the day on which the words were spoken, where the page tells that it is long ago.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from musnad.model import Reason, Span, TimeExpression
from musnad.times.anchors import NO_ANCHORS, Anchors
from musnad.times.patterns import Found, Pattern
from musnad.times.resolve import Reference, resolved
from musnad.times.solving import Evidence
from musnad.times.stated import Value

# So many expressions before and behind a time of day may name its day.
_BESIDE = 3
# Words spoken in the days before a page are told as of its own day; those from longer ago are not.
_LONG_AGO = timedelta(days=7)


class Placed(NamedTuple):
    """An expression in its text: its place, the number of its sentence, and of the one in which its quotation opens.

    `stamp`: a clock time that a line of news begins with («14:30 - وصل الوفد»), which is of the page's own day.
    """

    evidence: Evidence
    span: Span
    sentence: int
    quoted: int | None = None
    stamp: bool = False


def in_order(placed: Sequence[Placed], reference: Reference) -> Iterator[TimeExpression]:
    """The expressions with their values, counted from the day of the page or from what the text has named."""
    years = [(p.span.start, p.evidence.found.pattern.year) for p in placed if _names_year(p.evidence.found)]
    spoken: tuple[int, date] | None = None
    for number, item in enumerate(placed, start=1):
        if reference.day is None:
            reference = reference._replace(year=_year_near(years, item.span.start))
        found, future = item.evidence.found, item.evidence.future or _goes_on(placed, number, reference)
        value = resolved(found, _leaning(placed, number, reference, spoken), future=future)
        if not found.pattern.is_time_only:
            reference = reference._replace(anchors=reference.anchors.then(value))
        if value.day and item.quoted is None and not item.evidence.future:
            spoken = item.sentence, value.day
        yield _expression(f"t{number}", item, value)


def _goes_on(placed: Sequence[Placed], number: int, reference: Reference) -> bool:
    """Whether a weekday is the next day of a programme that its sentence has begun («محاضرة الخميس، ثم أخرى الجمعة»)."""
    item, last, today = placed[number - 1], reference.anchors.day, reference.day
    weekday = item.evidence.found.pattern.weekday
    if (
        number < 2
        or placed[number - 2].sentence != item.sentence
        or item.evidence.told
        or not (weekday and last and today)
    ):
        return False
    return last > today and 0 < (weekday - last.isoweekday()) % 7 < _BESIDE


def _leaning(placed: Sequence[Placed], number: int, reference: Reference, spoken: tuple[int, date] | None) -> Reference:
    """The reference of one expression: with the day of its sentence, or the day on which its quotation was spoken."""
    item = placed[number - 1]
    pattern = item.evidence.found.pattern
    if item.stamp:
        return reference._replace(anchors=NO_ANCHORS)
    near = _day_beside(placed, number, reference) if pattern.is_time_only else None
    if near:
        whole = item.evidence.found.end is None
        return reference._replace(day=near if whole else reference.day, anchors=Anchors(near))
    if spoken and item.quoted == spoken[0] and _counts_from_speech(pattern):
        old = reference.day is not None and reference.day - spoken[1] > _LONG_AGO
        return reference._replace(day=spoken[1], time=None, basis="said") if old else reference
    return reference


def _counts_from_speech(pattern: Pattern) -> bool:
    """Whether a speaker counts it from his own day: «غدا», «العام المقبل»; a date or weekday beside it tells enough."""
    return pattern.shift is not None and not pattern.anchored and pattern.weekday is None and pattern.day is None


def _day_beside(placed: Sequence[Placed], number: int, reference: Reference) -> date | None:
    """The day that the same sentence names for a time of day («من الثامنة صباحا، يوم الأحد»): before it, else behind it."""
    here = placed[number - 1].sentence
    before = [p for p in placed[max(number - 1 - _BESIDE, 0) : number - 1] if p.sentence == here]
    behind = [p for p in placed[number : number + _BESIDE] if p.sentence == here]
    for other in (*reversed(before), *behind):
        if not other.evidence.found.pattern.is_time_only:
            value = resolved(other.evidence.found, reference, future=other.evidence.future)
            if value.day is not None:
                return value.day
    return None


def _names_year(found: Found) -> bool:
    pattern = found.pattern
    return pattern.year is not None and not pattern.hijri and pattern.is_whole_date


def _year_near(years: Sequence[tuple[int, int | None]], place: int) -> int | None:
    """The year of the last whole date before a place, or of the first one behind it."""
    before = bisect_right(years, place, key=lambda stated: stated[0])
    return years[max(before - 1, 0)][1] if years else None


def _expression(name: str, item: Placed, value: Value) -> TimeExpression:
    found = item.evidence.found
    reason = Reason("times", found.rule, found.row, (item.span,))
    return TimeExpression(
        name,
        item.span,
        found.type,
        value.value,
        value.end_value,
        value.basis if value.value else None,
        value.conflict,
        (reason,),
    )
