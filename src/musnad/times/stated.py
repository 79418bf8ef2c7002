"""Dates that name their year, or have been given one, as values: Gregorian, Hijri, «أول جمعة من يوليو 2017»."""

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from musnad.model import TimeConflict
from musnad.times.calendars import GREGORIAN_YEARS, from_hijri, gregorian, hijri_in, hijri_month, hijri_year, week
from musnad.times.conflicts import against_weekday, impossible
from musnad.times.patterns import Pattern

_MONTHS = 12


class Value(NamedTuple):
    """A resolved value, what it was resolved against, and the day itself where it is one."""

    value: str | None = None
    basis: str | None = None
    day: date | None = None
    conflict: TimeConflict | None = None
    end_value: str | None = None


def stated(pattern: Pattern, basis: str | None) -> Value:
    """A date that names its year, or has been given one."""
    year, month, day = pattern.year, pattern.month, pattern.day
    assert year is not None
    if pattern.hijri or pattern.nth is not None:
        return _hijri(pattern, basis) if pattern.hijri else _nth(pattern, year, basis)
    if pattern.season or pattern.section:
        return Value(f"{year:04d}-{pattern.season or pattern.section}", basis)
    if month is None or day is None:
        return Value(f"{year:04d}" if month is None else f"{year:04d}-{month:02d}", basis)
    found = gregorian(year, month, day)
    if found is None:
        possible = f"{year:04d}-{month:02d}" if month <= _MONTHS else f"{year:04d}"
        return Value(possible, basis, conflict=impossible(year, month, day))
    conflict = against_weekday(found, pattern.weekday) if pattern.weekday else None
    return Value(found.isoformat(), basis, found, conflict)


def _nth(pattern: Pattern, year: int, basis: str | None) -> Value:
    """The so-manieth week or weekday of a month or year; -1 is the last."""
    first, last = date(year, pattern.month or 1, 1), date(year, pattern.month or 12, 28)
    last += timedelta(days=3 if pattern.month is None else monthrange(year, pattern.month)[1] - 28)
    number = pattern.nth or 1
    weekday = pattern.weekday or 4
    start = first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (number - 1))
    if number < 0:
        start = last - timedelta(days=(last.isoweekday() - weekday) % 7)
    if start > last:
        return Value()
    return Value(start.isoformat(), basis, start) if pattern.weekday else Value(week(start), basis)


def _hijri(pattern: Pattern, basis: str | None) -> Value:
    year, month, day = pattern.year, pattern.month, pattern.day
    assert year is not None
    if year in GREGORIAN_YEARS and month is not None:
        year = hijri_in(year, month)
    if month is None:
        first_year, last_year = map(str, hijri_year(year))
        shared = common(first_year, last_year)
        return Value(first_year, basis, end_value=last_year) if shared.endswith("XX") else Value(shared, basis)
    if day is None:
        ends = hijri_month(year, month)
        return Value(ends[0].isoformat(), basis, None, None, ends[1].isoformat()) if ends else Value()
    found = from_hijri(year, month, day)
    if found is None:
        return Value(basis=basis)
    conflict = against_weekday(found, pattern.weekday, slack=1) if pattern.weekday else None
    if pattern.weekday and conflict is None:
        found += timedelta(days=(pattern.weekday - found.isoweekday() + 3) % 7 - 3)
    return Value(found.isoformat(), basis, found, conflict)


def common(first: str, last: str) -> str:
    """The prefix that both ends share: 1994 and 1995 give 199X, 2023-07 and 2023-08 give 2023."""
    if first == last:
        return first
    if first[:4] == last[:4]:
        return first[:4]
    if first[:3] == last[:3]:
        return first[:3] + "X"
    return first[:2] + "XX" if first[:2] == last[:2] else "XXXX"
