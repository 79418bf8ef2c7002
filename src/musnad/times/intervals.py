"""Two ends as one expression: «من 2 إلى 7 فبراير», «يومي 13 و14 مايو», «2014-2018», «غدا بين الساعة 8 و10 صباحا»."""

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from musnad.model import TimeType
from musnad.times.clocks import NIGHT, clock_value, loose_hour
from musnad.times.dates import day_number, month_and_year, unit_reference
from musnad.times.line import Line, Match
from musnad.times.numeric import HIJRI_YEARS, LAST_DAY, NEWS_YEARS, SLASHES, Piece
from musnad.times.patterns import Found, Pattern
from musnad.times.points import piece, point
from musnad.times.written import DASHES, WAW
from musnad.times.years import bare_year

# So many words an end is not longer than, and so many may stand before two numbers in one.
_LONGEST, _PACKED = 24, 4
_OPENERS = frozenset({"from", "between"})
_COUNTED = frozenset({"number", "article", "cardinal", "ordinal", "first_day"})
_DATE_FIELDS = ("shift", "day", "month", "year", "weekday", "hijri", "direction", "anchored")


class _Ends(NamedTuple):
    left: Pattern
    right: Pattern
    last: int
    row: str | None


def interval(line: Line, i: int) -> Found | None:
    """An interval at a position; a date before it holds for both ends («الأسبوع المقبل من الأحد إلى الثلاثاء»)."""
    kinds = line.kinds(i)
    if not _may_begin(line, i, until="from" in kinds and len(kinds) == 1):
        return None
    opener = (
        None if kinds.isdisjoint(_OPENERS) else line.at(i, "from", clitics=True) or line.at(i, "between", clitics=True)
    )
    construct = _construct(line, i) if "unit" in kinds else None
    lead = opener or construct
    heads = line.at(i, "year", clitics=True) if not lead and "year" in kinds else None
    start = lead.end if lead else line.after(heads.end, "school") if heads else i
    if lead and not line.kinds(start):
        return None
    link = opener.sense.kind if opener else "construct" if construct else ""
    ends = _packed(line, start) or (_two_ends(line, start, link) if not heads else None)
    ends = ends or (None if lead else _dated_ends(line, i))
    if ends is None:
        return None
    ends = _with_days(line, ends)
    kind: TimeType = "TIME" if ends.right.part or ends.right.clock else "DATE"
    return Found(i, ends.last, _prefix(line, i), kind, "interval", ends.left, ends.right, row=ends.row)


def _with_days(line: Line, ends: _Ends) -> _Ends:
    """Two weekdays with the days of the month behind them: «يومي الجمعة والسبت 11 و12 مارس»."""
    if not (ends.left.weekday and ends.right.weekday) or ends.right.day:
        return ends
    days = _packed(line, ends.last) or _two_ends(line, ends.last, "between")
    left, right = (ends.left.joined(days.left), ends.right.joined(days.right)) if days else (None, None)
    return _Ends(left, right, days.last, ends.row) if days and left and right and left.day and left.month else ends


def night(line: Line, i: int) -> Found | None:
    """«ليلة 12-13 يناير», «الليلة الفاصلة بين السبت والأحد»: a night is of the first of its days."""
    word = line.at(i, "part", clitics=True) or line.at(i, "relative", clitics=True)
    if word is None or word.sense.code not in NIGHT:
        return None
    parting = line.at(word.end, "dividing")
    start = line.after(parting.end, "between") if parting else word.end
    ends = _packed(line, start) or _two_ends(line, start, "between" if parting else "")
    pattern = ends.left.joined(Pattern(part="NI")) if ends else None
    if ends is None or pattern is None or not (parting or (ends.left.day or 0) + 1 == ends.right.day):
        return None
    return Found(i, ends.last, word.prefix, "TIME", "time of day", pattern, row=word.sense.row)


def _may_begin(line: Line, i: int, *, until: bool) -> bool:
    """Whether what joins two ends stands behind a position, or two numbers in one («2014-2018») at it.

    `until`: they can only be joined by «إلى» or a dash.
    """
    links = line.links
    for k in links[bisect_right(links, i) :]:
        if k - i > _LONGEST:
            break
        if not until or line.words[k].kind == "mark" or "until" in line.every[k]:
            return True
    return any(len(line.digits(k)) == 2 or line.is_mark(k, SLASHES) for k in range(i, i + _PACKED))


def _construct(line: Line, i: int) -> Match | None:
    """«يومي», «عامي», and «أيام» before days in digits."""
    unit = line.at(i, "unit", clitics=True)
    if unit is None:
        return None
    days = unit.sense.code == "D" and unit.sense.extra == "many" and line.digits(unit.end)
    return unit if unit.sense.extra == "construct" or days else None


def _prefix(line: Line, i: int) -> str:
    """The clitics before the first word of an interval."""
    kinds = (
        "from",
        "between",
        "unit",
        "relative",
        "weekday",
        "part",
        "month",
        "ordinal",
        "cardinal",
        "hour",
        "day_word",
        "year",
    )
    found = next(filter(None, (line.at(i, kind, clitics=True) for kind in kinds)), None)
    return found.prefix if found else ""


def _dated_ends(line: Line, i: int) -> _Ends | None:
    """«غدا بين الساعة 8 صباحا و2 مساء»: a date and an interval of times or weekdays within it."""
    for date in (point(line, i), piece(line, i, clitics=True)):
        if date is None:
            continue
        end = date.last if isinstance(date, Found) else date.end
        opener = line.at(end, "from") or line.at(end, "between")
        ends = opener and _two_ends(line, opener.end, opener.sense.kind)
        left, right = (date.pattern.joined(ends.left), date.pattern.joined(ends.right)) if ends else (None, None)
        if ends and left and right and not date.pattern.clock:
            return _Ends(left, right, ends.last, ends.row)
    return None


def _two_ends(line: Line, i: int, opener: str) -> _Ends | None:
    whole = point(line, i, bare=bool(opener))
    lefts = [(whole.pattern, whole.last)] if whole else []
    for left, end in (*lefts, *_loose_lefts(line, i, bool(opener))):
        start = _link(line, end, opener)
        if start is None:
            continue
        marked = whole is not None and left is whole.pattern
        for right, last, row in _rights(line, start, left, loose=marked and bool(opener)):
            made = None if _is_night(left, right) else _completed(left, right)
            if made and opener == "construct" and made[0].is_year and (made[0].year or 0) > (made[1].year or 0):
                # «مقارنة بين عامي 2015 و2014»
                made = made[1], made[0]
            if made and (opener or _is_one(line, end, left, right)):
                return _Ends(*made, last, row)
    return None


def _loose_lefts(line: Line, i: int, led: bool) -> Iterator[tuple[Pattern, int]]:
    """What may be the first end where the second completes it: a year, a day, a day and month, an hour."""
    if line.kinds(i).isdisjoint(_COUNTED):
        return
    year = bare_year(line, i)
    if year and not year.pattern.hijri:
        yield year.pattern, year.end
    day = day_number(line, i, clitics=True)
    if day and day[2] in ("", WAW):
        yield Pattern(day=day[0]), _last_of_days(line, day[1])
    digits = line.digits(i)
    if len(digits) == 2 and line.separator(i) == "/" and 1 <= digits[0] <= 31 and 1 <= digits[1] <= 12:
        yield Pattern(day=digits[0], month=digits[1], hijri=False), i + 1
    hour = loose_hour(line, i) if led else None
    if hour:
        yield hour


def _last_of_days(line: Line, i: int) -> int:
    """The position behind the last but one of several days: «8 و9 و10 ماي» is from the 8th to the 10th."""
    for _ in range(LAST_DAY):
        joined = line.is_and(i)
        further = day_number(line, i + joined, clitics=True)
        if further is None or not (joined or further[2] == WAW):
            return i
        behind = further[1] + line.is_and(further[1])
        again = day_number(line, behind, clitics=True)
        if again is None or not (behind > further[1] or again[2] == WAW):
            return i
        i = further[1]
    return i


def _rights(line: Line, i: int, left: Pattern, *, loose: bool) -> Iterator[tuple[Pattern, int, str | None]]:
    """What may be the second end; a bare hour only behind a first end that is a clock time by itself («بين 14 و19 درجة»)."""
    whole = point(line, i, bare=True)
    if whole:
        yield whole.pattern, whole.last, whole.row
    year = bare_year(line, i)
    if year and left.year:
        yield year.pattern, year.end, None
    hour = loose_hour(line, i) if loose and left.clock else None
    if hour:
        yield *hour, None


def _link(line: Line, i: int, opener: str) -> int | None:
    """The position of the second end, behind «إلى», a dash or «و»; for «و» glued to a word, that word itself."""
    until = line.at(i, "until", clitics=True)
    if until and until.prefix in ("", WAW) and opener not in ("between", "construct"):
        return until.end
    if line.is_mark(i, DASHES):
        return i + 1
    if opener == "from":
        return None
    if line.is_and(i):
        return i + 1
    return i if line.form(i).startswith(WAW) else None


def _is_one(line: Line, link: int, left: Pattern, right: Pattern) -> bool:
    """Whether two ends that no «من» or «بين» opens are one interval."""
    if left.weekday and right.weekday and not (left.part or right.part or left.shift or right.shift):
        return right.weekday == left.weekday % 7 + 1
    if left.shift and right.shift and left.shift.unit != "D":
        return False
    if left.day is not None and not left.has_date:
        return right.month is not None or (right.shift is not None and right.day is not None)
    if left.year and right.year and not (left.month or right.month):
        return line.is_mark(link, DASHES) and left.year < right.year
    return not line.is_and(link) and not line.form(link).startswith(WAW)


def _packed(line: Line, i: int) -> _Ends | None:
    """Two numbers in one: «4-22 يناير», «2014-2018»."""
    spaced = _spaced_years(line, i)
    if spaced:
        return spaced
    values = line.digits(i)
    if len(values) == 2 and line.separator(i) == "/" and values[0] == values[1] + 1:
        # «2018/2017», as written from right to left.
        values = (values[1], values[0])
    if len(values) != 2 or line.separator(i) not in ("-", "/") or values[0] >= values[1]:
        return None
    if values[0] in NEWS_YEARS and values[1] in NEWS_YEARS:
        return _Ends(Pattern(year=values[0]), Pattern(year=values[1]), i + 1, None)
    if values[0] in HIJRI_YEARS and values[1] in HIJRI_YEARS:
        end = line.after(i + 1, "era")
        return _Ends(Pattern(year=values[0], hijri=True), Pattern(year=values[1], hijri=True), end, None)
    right = (
        _month_behind(line, i, values[1]) if line.separator(i) == "-" and values[0] >= 1 and values[1] <= 31 else None
    )
    made = _completed(Pattern(day=values[0]), right.pattern) if right else None
    return _Ends(*made, right.end, right.row) if right and made else None


def _spaced_years(line: Line, i: int) -> _Ends | None:
    """«السنة الدراسية 2016 / 2017»."""
    first, last = line.single(i) or 0, line.single(i + 2) or 0
    if not line.is_mark(i + 1, SLASHES) or first not in NEWS_YEARS or last not in NEWS_YEARS or first >= last:
        return None
    return _Ends(Pattern(year=first), Pattern(year=last), i + 3, None)


def _month_behind(line: Line, i: int, day: int) -> Piece | None:
    """The month behind a token that holds two days."""
    start = line.after(line.after(i + 1, "from"), "in")
    found = month_and_year(line, start) or unit_reference(line, start)
    joined = found.pattern.joined(Pattern(day=day)) if found else None
    return found._replace(pattern=joined) if found and joined else None


def _completed(left: Pattern, right: Pattern) -> tuple[Pattern, Pattern] | None:
    """Both ends, each with the fields that only the other names: «من 2 إلى 7 فبراير», «من 5 إلى 6 مساء»."""
    if left.clock or right.clock:
        return _clocks(left, right)
    if left.day and not left.month and not left.shift and not left.weekday:
        if right.day is None or not (right.month or right.shift):
            return None
        fields = ("month", "year", "shift", "hijri", "direction", "anchored")
        return left._replace(**{name: getattr(right, name) for name in fields}), right
    if left.weekday and right.weekday and right.direction is not None and left.direction is None:
        return left._replace(direction=right.direction), right
    if left.month and right.month and left.year is None and left.direction is None:
        return left._replace(year=right.year, direction=right.direction), right
    return (left, right) if _grain(left) == _grain(right) else None


def _is_night(left: Pattern, right: Pattern) -> bool:
    """«ليلة الأحد إلى الاثنين» is one night."""
    return left.part in NIGHT and bool(left.weekday) and right.weekday == (left.weekday or 0) % 7 + 1


def _grain(pattern: Pattern) -> str:
    if pattern.day or pattern.weekday or (pattern.shift and pattern.shift.unit == "D"):
        return "day"
    return "month" if pattern.month else "year" if pattern.year or pattern.shift else "other"


def _clocks(left: Pattern, right: Pattern) -> tuple[Pattern, Pattern] | None:
    """Two clock times; the half of the day named at one end holds for the other where the order of the hours allows it."""
    first, last = left.clock, right.clock
    if not (first and last):
        return None
    if first < last:
        half = left.half or right.half
        left, right = left._replace(half=left.half or half), right._replace(half=right.half or half)
    overnight = left.half and clock_value(first, left.half) > clock_value(last, right.half)
    if not left.has_date and not overnight:
        left = left._replace(**{name: getattr(right, name) for name in _DATE_FIELDS})
    return left, right
