"""A piece of an expression, and dates in digits: «27-6-2016», «2016/6/27», «9/2021»."""

from typing import NamedTuple

from musnad.times.line import Line
from musnad.times.patterns import Pattern

LAST_DAY, _MONTHS = 31, 12
YEARS = range(1000, 2200)
NEWS_YEARS = range(1850, 2101)
HIJRI_YEARS = range(1200, 1500)
SLASHES, DASHES = "/", "-–—"


class Piece(NamedTuple):
    """A piece of an expression: what it says, the position behind it, the clitics before it, the row that decided."""

    pattern: Pattern
    end: int
    prefix: str = ""
    row: str | None = None


def numeric_date(line: Line, i: int) -> Piece | None:
    """«27-6-2016», «2016/6/27», «21 / 10 / 1436هـ», «9/2021»."""
    values, end = line.digits(i), i + 1
    if len(values) == 1:
        values, end = _spaced(line, i)
    elif line.separator(i) not in "/-.":
        return None
    if len(values) == 3:
        found = _ordered(values)
    elif len(values) == 2 and line.separator(i) == "/" and 1 <= values[0] <= 12 and values[1] in NEWS_YEARS:
        found = Pattern(year=values[1], month=values[0], hijri=False)
    else:
        return None
    if found is None:
        return None
    era = line.at(end, "era")
    hijri = era.sense.code == "hijri" if era else found.year in HIJRI_YEARS
    return Piece(Pattern(found.year, found.month, found.day, hijri=hijri), era.end if era else end)


def _spaced(line: Line, i: int) -> tuple[tuple[int, ...], int]:
    """Three numbers with spaces around the slashes."""
    marks = SLASHES if line.is_mark(i + 1, SLASHES) else DASHES
    if line.is_mark(i + 1, marks) and line.is_mark(i + 3, marks):
        values = tuple(line.single(k) for k in (i, i + 2, i + 4))
        if None not in values:
            return tuple(v for v in values if v is not None), i + 5
    return (), i


def _ordered(values: tuple[int, ...]) -> Pattern | None:
    """Day, month and year in the order that the numbers allow; the day first where both orders are possible."""
    first, middle, last = values
    if first in YEARS:
        year, month, day = first, middle, last
    elif last in YEARS:
        day, month, year = first, middle, last
    elif last < 100 and first <= LAST_DAY and middle <= 12:
        day, month, year = first, middle, last + (2000 if last < 50 else 1900)
    else:
        return None
    if month > _MONTHS >= day:
        day, month = month, day
    # A month that no year has is kept where nothing but a date is written so («16/13/2022»).
    most = LAST_DAY if year in NEWS_YEARS and YEARS.start <= max(first, last) else _MONTHS
    return Pattern(year, month, day) if 1 <= month <= most and 1 <= day <= LAST_DAY else None
