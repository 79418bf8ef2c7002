"""Contradictions inside a time expression: what is stated stays, and every reading that would mend it is given.

Readings are ranked: the nearest first; none is applied.
"""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta

from musnad.model import TimeConflict, TimeReading
from musnad.times.calendars import gregorian

OTHER_YEAR = "weekday, day and month"
_YEARS_AROUND = (1, -1, 2, -2, 3, -3)


def against_weekday(day: date, weekday: int, *, slack: int = 0) -> TimeConflict | None:
    """A date that was another weekday; None where they agree, or differ by no more than `slack` days."""
    ahead = (weekday - day.isoweekday()) % 7
    if min(ahead, 7 - ahead) <= slack:
        return None
    steps = sorted((ahead, ahead - 7), key=abs)
    readings = [TimeReading((day + timedelta(days=step)).isoformat(), "weekday, month and year") for step in steps[:1]]
    for years in _YEARS_AROUND:
        other = gregorian(day.year + years, day.month, day.day)
        if other and other.isoweekday() == weekday:
            readings.append(TimeReading(other.isoformat(), OTHER_YEAR))
    readings += [TimeReading((day + timedelta(days=step)).isoformat(), "weekday") for step in steps[1:]]
    return TimeConflict("weekday-date", (*readings, TimeReading(day.isoformat(), "date")))


def mending_year(conflicts: Iterable[TimeConflict]) -> str | None:
    """The other year that mends every one of two or more weekday conflicts: likely the page has the year wrong."""
    years = [{r.value[:4] for r in c.readings if r.keeps == OTHER_YEAR} for c in conflicts if c.kind == "weekday-date"]
    common = set.intersection(*years) if len(years) > 1 else set()
    return min(common) if common else None


def ranked(conflict: TimeConflict, year: str) -> TimeConflict:
    """The conflict with the reading in that other year first."""
    first = [r for r in conflict.readings if r.keeps == OTHER_YEAR and r.value.startswith(year)]
    return TimeConflict(conflict.kind, (*first, *(r for r in conflict.readings if r not in first)))


def between_calendars(first: date, hijri: date) -> TimeConflict:
    """A date and its Hijri counterpart more than a day apart."""
    return TimeConflict(
        "hijri-gregorian",
        (TimeReading(first.isoformat(), "Gregorian date"), TimeReading(hijri.isoformat(), "Hijri date")),
    )


def impossible(year: int, month: int, day: int) -> TimeConflict:
    """A day that its month does not have, or a month that no year has."""
    readings = []
    if 1 <= month <= 12:
        readings.append(TimeReading(f"{year:04d}-{month:02d}-{monthrange(year, month)[1]:02d}", "month and year"))
        readings.append(TimeReading(f"{year:04d}-{month:02d}", "month and year without the day"))
    return TimeConflict("impossible-date", tuple(readings))


def after_publication(day: date, published: date) -> TimeConflict:
    """A day after the publication, told of as past: its year or the publication is stated wrongly."""
    readings = [
        TimeReading(other.isoformat(), OTHER_YEAR if other.isoweekday() == day.isoweekday() else "day and month")
        for years in range(1, 4)
        if (other := gregorian(day.year - years, day.month, day.day)) and other <= published
    ]
    return TimeConflict("after-publication", (*readings, TimeReading(day.isoformat(), "date")))


def backwards(first: str, last: str) -> TimeConflict:
    """An interval that ends before it begins."""
    return TimeConflict(
        "end-before-begin",
        (TimeReading(f"{last}/{first}", "both ends, turned round"), TimeReading(first, "the first end")),
    )
