"""One date or time of day, made of all pieces that belong to it: «مساء أمس الأحد», «الثلاثاء (17 فبراير 2025م)»."""

from collections.abc import Callable, Iterator
from functools import lru_cache

from musnad.model import TimeType
from musnad.times.clocks import NIGHT, clock, clock_value, part
from musnad.times.dates import day_and_month, month_and_year, relative_day, unit_reference, weekday, year_unit
from musnad.times.line import Line, Match
from musnad.times.numeric import Piece, numeric_date
from musnad.times.patterns import SAME_DAY, TODAY, Found, Pattern
from musnad.times.periods import decade, edge, feast_day, holiday, nth, season, section
from musnad.times.vocabulary import ARTICLE, LAM
from musnad.times.years import year, year_alone

_NOON = "12:00"
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
    (day_and_month, frozenset({"number", "ordinal", "cardinal", "article", "first_day"})),
    (month_and_year, frozenset({"month", "month_word", "unit"})),
    (section, frozenset({"quarter", "half", "third"})),
    (edge, frozenset({"edge"})),
    (nth, frozenset({"ordinal", "last_one", "unit"})),
    (season, frozenset({"season", "this"})),
    (decade, frozenset({"decade", "unit", "era_word"})),
    (holiday, frozenset({"holiday"})),
    (feast_day, frozenset({"ordinal"})),
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
    lead = line.at(i, "lead", clitics=True)
    narrowed = _narrowed(line, i, lead) if lead else None
    if narrowed:
        return narrowed
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
    other_year = _of_other_year(line, end, pattern)
    if other_year:
        pattern, end = other_year.pattern, other_year.end
    if not (bare or pattern.has_date or pattern.fixed or pattern.clock or (count == 1 and _is_adverb(line, i))):
        return None
    whole = _to_next_day(line, end, pattern)
    if whole > end and pattern.clock and clock_value(pattern.clock, pattern.half) < _NOON:
        pattern = pattern._replace(weekday=(pattern.weekday or 0) % 7 + 1)
    end = whole
    kind: TimeType = "TIME" if pattern.part or pattern.clock else "DATE"
    prefix = day.prefix if day else first.prefix
    return Found(i, end, prefix, kind, "date" if kind == "DATE" else "time of day", pattern, row=row)


def _of_other_year(line: Line, end: int, pattern: Pattern) -> Piece | None:
    """«هذا اليوم من عام 2003», «ذلك اليوم من العام الماضي»: the same day in another year."""
    of = line.at(end, "from") if pattern.shift == TODAY else None
    found = (year(line, of.end) or year_unit(line, of.end)) if of else None
    if found is None or pattern != Pattern(shift=TODAY, anchored=pattern.anchored) or found.pattern.hijri:
        return None
    same = found.pattern._replace(section=SAME_DAY, anchored=pattern.anchored, hijri=None)
    return found._replace(pattern=same)


def yearly(line: Line, i: int) -> Found | None:
    """«17 أفريل من كل عام», «الجمعة من كل أسبوع»: a day of every year or week."""
    day = line.at(i, "day_word", clitics=True)
    weekly = line.at(day.end if day else i, "weekday", clitics=day is None)
    if weekly:
        return _weekly(line, i, weekly, day.prefix if day else weekly.prefix)
    date = day_and_month(line, day.end if day else i, clitics=day is None)
    each = line.at(line.after(date.end, "from"), "each") if date else None
    unit = line.at(each.end, "unit") if each else None
    if date is None or unit is None or unit.sense.code != "Y" or date.pattern.hijri or date.pattern.month is None:
        return None
    pattern = Pattern(fixed=f"XXXX-{date.pattern.month:02d}-{date.pattern.day:02d}")
    return Found(i, unit.end, day.prefix if day else date.prefix, "SET", "yearly", pattern, row=date.row)


def _weekly(line: Line, i: int, day: Match, prefix: str) -> Found | None:
    each = line.at(line.after(day.end, "from"), "each")
    unit = line.at(each.end, "unit") if each else None
    if unit is None or unit.sense.code != "W" or unit.sense.extra != "one":
        return None
    pattern = Pattern(fixed=f"XXXX-WXX-{day.sense.number}")
    return Found(i, unit.end, prefix, "SET", "weekly", pattern, row=day.sense.row)


def _to_next_day(line: Line, end: int, pattern: Pattern) -> int:
    """«ليلة الأحد الاثنين», «ليل السبت - الأحد»: a night between two days is of the first."""
    if (pattern.half or pattern.part) not in NIGHT or pattern.weekday is None:
        return end
    other = line.at(max(end + line.is_mark(end, _DASHES + "/"), line.after(end, "until")), "weekday")
    return other.end if other and other.sense.number == pattern.weekday % 7 + 1 else end


def _narrowed(line: Line, i: int, lead: Match) -> Found | None:
    """«ساعة متأخرة من يوم الجمعة», «الساعات الأولى لهذا اليوم»: the day or its part, with what narrows it."""
    start = line.after(lead.end, "from")
    # A lead narrows no other lead, so that a row of them is read in one pass.
    found = None if line.at(start, "lead", clitics=True) else point(line, start)
    late = line.at(start, "part") if found is None else None
    if late and late.sense.definite:
        return Found(i, late.end, lead.prefix, "TIME", "time of day", Pattern(part=late.sense.code), row=lead.sense.row)
    counted = found and ((found.pattern.shift and found.pattern.shift.unit == "D") or found.pattern.weekday)
    prefixes = ("",) if start > lead.end else ("", LAM) if counted else (LAM,)
    if found is None or found.prefix not in prefixes or found.pattern.clock:
        return None
    day = found.pattern.part or found.pattern.weekday or found.pattern.day or (found.pattern.shift or ("",))[0] == "D"
    kind: TimeType = "TIME" if lead.sense.code == "TIME" else found.type
    return found._replace(first=i, prefix=lead.prefix, type=kind, row=lead.sense.row) if day else None


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
        found = _enclosed(line, start) if close else _equal(line, line.after(start, "day_word"))
        if found is None or (close and not line.is_mark(found.end, close)):
            continue
        behind = found.end + bool(close)
        joined = (
            None if _is_new_part(line, start, found, pattern) else _undirected(pattern, found).joined(found.pattern)
        )
        if joined is None and pattern.other is None and _is_counterpart(line, end, pattern, found.pattern):
            joined = pattern._replace(other=found.pattern)
        if joined and joined != pattern and (start == end or _may_part(line, end, found.pattern, pattern)):
            return Piece(joined, behind, "", found.row)
    return None


def _enclosed(line: Line, i: int) -> Piece | None:
    """All that a bracket holds: «(الأحد 15 أغسطس 2021)»."""
    found = point(line, i, bare=True)
    return Piece(found.pattern, found.last, "", found.row) if found else None


def _equal(line: Line, i: int) -> Piece | None:
    """The piece that follows; behind «الموافق» with «ل» too («الموافق للخامس عشر من أغسطس»)."""
    found = piece(line, i)
    if found is None and line.at(i - 1, "equals"):
        found = piece(line, i, clitics=True)
    return found if found is None or found.prefix in ("", LAM) else None


def _undirected(pattern: Pattern, found: Piece) -> Pattern:
    """A weekday without «المقبل», where the date behind it tells which one it is («الاثنين المقبل 25 فبراير الجاري»)."""
    dated = pattern.weekday is not None and pattern.day is None and found.pattern.day and found.pattern.month
    return pattern._replace(direction=None) if dated and pattern.direction is not None else pattern


def _is_counterpart(line: Line, end: int, pattern: Pattern, other: Pattern) -> bool:
    """Whether two dates are one in two calendars: both whole, or one told to equal the other («الموافق», a bracket)."""
    if bool(pattern.hijri) == bool(other.hijri):
        return False
    if pattern.is_year and other.is_year:
        return True
    if not other.month or not (pattern.month or pattern.season):
        return False
    if pattern.is_whole_date and other.is_whole_date:
        return True
    told = line.is_mark(end, "(/") or line.at(end + line.is_mark(end, _COMMAS), "equals") is not None
    return told and (pattern.day is None) == (other.day is None)


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
        counted = before.shift is not None and before.shift.unit == "D" and before.weekday is None
        of_month = found.month is not None or (found.shift is not None and found.shift.unit == "M")
        whole = (found.day is not None and of_month) or (found.is_year and before.is_year)
        return found.clock is not None or bool(found.hijri) or whole or (counted and found.weekday is not None)
    if line.at(end, "in"):
        dated = before.weekday is not None and before.day is None and found.day is not None and found.month is not None
        return found.clock is not None or found.part is not None or dated
    if line.at(end, "on") or line.at(end, "about"):
        return found.clock is not None
    if line.at(end, "from"):
        return before.weekday is not None or before.day is None or found.shift is not None
    return True


def _is_adverb(line: Line, i: int) -> bool:
    """Whether a part of the day is a time by itself: «ليلا» is, «في الصباح» too, «صباح» waits for a day."""
    found = line.at(i, "part", clitics=True)
    if found is None or found.prefix:
        return False
    led = any(line.at(i - 1, kind, clitics=True) for kind in ("in", "since", "until"))
    epoch = line.form(found.end).startswith(ARTICLE)
    return bool(found.sense.extra) or (found.sense.definite and led and not epoch)
