"""One date or time of day, made of all pieces that belong to it: «مساء أمس الأحد», «الثلاثاء (17 فبراير 2025م)»."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache

from musnad.model import TimeType
from musnad.times.clocks import clock, part
from musnad.times.dates import (
    Piece,
    day_and_month,
    month_and_year,
    numeric_date,
    relative_day,
    unit_reference,
    weekday,
    year_alone,
)
from musnad.times.line import Line
from musnad.times.patterns import Found, Pattern
from musnad.times.periods import decade, edge, holiday, nth, season, section

_COMMAS, _DASHES = "،,", "-–—"


def _numeric(line: Line, i: int, *, clitics: bool = False) -> Piece | None:
    return numeric_date(line, i)


Reader = Callable[..., Piece | None]
READERS: tuple[tuple[Reader, frozenset[str]], ...] = (
    (clock, frozenset({"hour", "ordinal", "cardinal", "number", "article"})),
    (relative_day, frozenset({"relative"})),
    (part, frozenset({"part", "lead"})),
    (weekday, frozenset({"weekday", "this"})),
    (_numeric, frozenset({"number"})),
    (day_and_month, frozenset({"number", "ordinal", "cardinal", "article"})),
    (month_and_year, frozenset({"month", "month_word"})),
    (section, frozenset({"quarter", "half"})),
    (edge, frozenset({"edge"})),
    (nth, frozenset({"ordinal", "last_one", "unit"})),
    (season, frozenset({"season"})),
    (decade, frozenset({"decade", "unit"})),
    (holiday, frozenset({"holiday"})),
    (unit_reference, frozenset({"this", "that", "same", "unit"})),
    (year_alone, frozenset({"year", "number", "cardinal"})),
)


@lru_cache(maxsize=1024)
def _readers(kinds: frozenset[str]) -> tuple[Reader, ...]:
    """The readers of pieces that may begin with a word of these kinds."""
    return tuple(reader for reader, starts in READERS if starts & kinds)


def point(line: Line, i: int, *, bare: bool = False) -> Found | None:
    """One date or time of day from all pieces that belong to it; `bare`: even one that is too little by itself."""
    if (i, bare) not in line.points:
        line.points[i, bare] = _point(line, i, bare)
    found: Found | None = line.points[i, bare]
    return found


def _point(line: Line, i: int, bare: bool) -> Found | None:
    day = line.at(i, "day_word", clitics=True)
    start = day.end if day else i
    start = line.after(start, "dated") if day else start
    first = piece(line, start, clitics=day is None)
    if first is None and day is not None:
        first = piece(line, i, clitics=True)
        day = None
    if first is None:
        return None
    pattern, end, row, count = first.pattern, first.end, first.row, 1
    while True:
        more = _joined(line, end, pattern)
        if more is None:
            break
        pattern, end, count = more.pattern, more.end, count + 1
        row = row or more.row
    if not (bare or pattern.has_date or pattern.fixed or pattern.clock or (count == 1 and _is_adverb(line, i))):
        return None
    kind: TimeType = "TIME" if pattern.part or pattern.clock else "DATE"
    prefix = day.prefix if day else first.prefix
    return Found(i, end, prefix, kind, "date" if kind == "DATE" else "time of day", pattern, row=row)


def piece(line: Line, i: int, *, clitics: bool = False) -> Piece | None:
    """The longest single piece at a position."""
    if (i, clitics) not in line.pieces:
        found = [made for read in _readers(line.kinds(i)) if (made := read(line, i, clitics=clitics))]
        line.pieces[i, clitics] = max(found, key=lambda made: made.end, default=None)
    best: Piece | None = line.pieces[i, clitics]
    return best


def _joined(line: Line, end: int, pattern: Pattern) -> Piece | None:
    """The next piece where it belongs to the same date, with what stands between: a bracket, a comma, «الموافق»."""
    for start, close in _starts(line, end):
        found = piece(line, line.after(start, "day_word"))
        if found is None or (close and not line.is_mark(found.end, close)):
            continue
        behind = found.end + bool(close)
        joined = None if _is_new_part(line, start, found, pattern) else pattern.joined(found.pattern)
        if joined is None and pattern.is_whole_date and found.pattern.is_whole_date and pattern.other is None:
            same = pattern.hijri == found.pattern.hijri
            joined = None if same else replace(pattern, other=found.pattern)
        if joined and joined != pattern and (start == end or _may_part(line, end, found.pattern, pattern)):
            return Piece(joined, behind, "", found.row)
    return None


def _starts(line: Line, end: int) -> Iterator[tuple[int, str]]:
    """Where the next piece may begin, and the bracket that must close behind it."""
    yield end, ""
    if line.is_mark(end, "("):
        equals = line.after(end + 1, "equals")
        yield equals, ")"
    if line.is_mark(end, _COMMAS + _DASHES + "/"):
        yield line.after(end + 1, "equals"), ""
    equals = line.after(end, "equals")
    if equals > end:
        yield line.after(equals, "from"), ""
        if line.is_mark(equals, "("):
            yield equals + 1, ")"
    of = next(filter(None, (line.at(end, kind) for kind in ("from", "in", "on", "about"))), None)
    if of:
        yield of.end, ""


def _is_new_part(line: Line, start: int, found: Piece, before: Pattern) -> bool:
    """Whether a part of the day begins another time: «عصر» in «نفس اليوم عصر الأحد» belongs to what follows."""
    if found.pattern.part is None or found.pattern.shift is not None or not before.has_date:
        return False
    word = line.at(start, "part")
    return word is None or not (word.sense.extra or word.sense.definite) or line.at(found.end, "weekday") is not None


def _may_part(line: Line, end: int, found: Pattern, before: Pattern) -> bool:
    """Whether a piece behind a comma, a preposition or a bracket completes the one before, and is not a date of its own."""
    if line.is_mark(end, "("):
        return found.has_date or found.clock is not None
    if line.is_mark(end, _COMMAS + _DASHES + "/"):
        return found.clock is not None or (found.day is not None and found.month is not None)
    if line.at(end, "in"):
        return found.clock is not None or found.part is not None
    if line.at(end, "on") or line.at(end, "about"):
        return found.clock is not None
    if line.at(end, "from"):
        return before.weekday is not None or before.day is None or found.shift is not None
    return True


def _is_adverb(line: Line, i: int) -> bool:
    """Whether a part of the day is a time by itself: «ليلا» is, «صباح» waits for a day."""
    found = line.at(i, "part", clitics=True)
    return bool(found and found.sense.extra and not found.prefix)
