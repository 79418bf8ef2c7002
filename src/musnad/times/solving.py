"""Dating a page that bears no date: what its expressions say of the day they were written on, solved together.

Every expression that counts from the day of publication is a constraint on it: «أمس الأول الثلاثاء» fixes its weekday, «غدا 7
ديسمبر» its day and month, «العام الجاري 2017» its year. A whole date with its weekday («الأربعاء 22 يناير 2025») is taken for
news, which is no older than a month and announced no earlier than one; another mention of that weekday («أمس الأربعاء») is the
same day, where no other one fits. Days are tried one by one: there are few of them.
"""

from calendar import monthrange
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from musnad.times.calendars import GREGORIAN_YEARS, gregorian
from musnad.times.patterns import Found, Pattern, Shift
from musnad.times.stated import stated

DATED_ZONES = frozenset({"dateline", "byline"})
"""The kinds of zones in which a date is the page's own."""
_MONTH = timedelta(days=31)
_WEEK = 7
_NEWS = timedelta(days=6)
"""What is told with its weekday and date, and in no relative clause, is news, and no older than a week."""
_FRESH = timedelta(days=2)
"""46 of 54 such dates of ANT are of the day of the page or the three before it."""
_YEARS_ON = 5
"""A day and month fall on the same weekday again after five, six or eleven years."""
_FARTHEST = timedelta(days=3660)
_MOST = 100
"""So many expressions are put together: those at the beginning of a page tell its day, and an archive of dates has none."""
Test = Callable[[date], bool]


class Evidence(NamedTuple):
    """An expression and where it stands: its start in the text, the kind of its zone, and which way its sentence looks.

    Attributes:
        future: the words around it speak of what is to come.
        told: they tell what has happened.
        fresh: it is the news itself that is told, with its weekday, and no background.
        limit: «قبل» or «بعد» stands before it, so that it dates nothing.
    """

    found: Found
    start: int
    zone: str
    future: bool
    told: bool = False
    fresh: bool = False
    limit: bool = False


@dataclass(frozen=True, slots=True)
class Solved:
    """The weekday of publication (1 Monday), the first and the last possible day; a single day where both are one.

    Attributes:
        likely: the day until which a page that opens with the news of its first possible day has most often appeared.
    """

    weekday: int | None = None
    first: date | None = None
    last: date | None = None
    likely: date | None = None

    @property
    def day(self) -> date | None:
        """The day itself, where only one remains."""
        return self.first if self.first == self.last else None


def solve(evidence: Sequence[Evidence], retrieved: date | None) -> Solved:
    """What the expressions leave of the day of publication; `retrieved` is the last day that it can be."""
    weekday = weekday_of(evidence)
    evidence = _dated_weekdays(evidence[:_MOST])
    tests = [test for item in evidence if (test := _test(item.found.pattern))]
    days = [day for day in _domain(evidence, retrieved) if all(test(day) for test in tests)]
    if weekday:
        days = [day for day in days if day.isoweekday() == weekday]
    if len(days) > 1:
        linked = {day for day in _linked(evidence) if day in days}
        days = sorted(linked) if len(linked) == 1 else days
    if not days:
        return Solved(weekday)
    fresh = any(item.fresh and whole_day(item.found.pattern) == days[0] for item in evidence)
    return Solved(weekday, days[0], days[-1], min(days[0] + _FRESH, days[-1]) if fresh else days[-1])


def weekday_of(evidence: Iterable[Evidence]) -> int | None:
    """The weekday of publication (1 Monday), where all expressions that fix it agree."""
    weekdays = {
        (item.found.pattern.weekday - item.found.pattern.shift.offset - 1) % 7 + 1
        for item in evidence
        if item.found.pattern.weekday and _counts_days(item.found.pattern) and item.found.pattern.shift
    }
    return weekdays.pop() if len(weekdays) == 1 else None


def _counts_days(pattern: Pattern) -> bool:
    """Whether a pattern counts days from the publication: «أمس», «غدا»."""
    return pattern.shift is not None and pattern.shift.unit == "D" and not pattern.anchored


def _test(pattern: Pattern) -> Test | None:
    """What an expression demands of the day of publication; nothing where it demands nothing."""
    shift = pattern.shift
    if shift and _counts_days(pattern) and pattern.day and not pattern.hijri:
        nights = (0,) if pattern.part == "NI" and shift.offset == -1 else ()
        return lambda day: any(_falls_on(day + timedelta(days=k), pattern) for k in (shift.offset, *nights))
    near = whole_day(pattern) if pattern.nearby else None
    if near:
        return lambda day: 0 < (near - day).days * (pattern.nearby or 1) <= _reach(pattern.nearby or 1)
    if shift and shift.unit == "Y" and pattern.year and not pattern.hijri and not pattern.anchored:
        return lambda day: day.year + shift.offset == pattern.year
    if pattern.month and pattern.direction is not None and not pattern.hijri and not pattern.anchored:
        return lambda day: (day.month == pattern.month) is (pattern.direction == 0) or pattern.day is not None
    return None


def _reach(direction: int) -> int:
    """How many days «الأحد الماضي» and «الأحد المقبل» reach: the coming one may be that of the week after."""
    return _WEEK if direction < 0 else 2 * _WEEK


def _falls_on(day: date, pattern: Pattern) -> bool:
    named = ((pattern.year, day.year), (pattern.month, day.month), (pattern.day, day.day))
    return all(value is None or value == own for value, own in named)


def whole_day(pattern: Pattern) -> date | None:
    """The day that a pattern names in full, in either calendar; None for one whose weekday does not fit."""
    if pattern.other and pattern.hijri:
        pattern = pattern.other._replace(weekday=pattern.weekday)
    if not pattern.is_whole_date:
        return None
    value = stated(pattern._replace(other=None), "text")
    return value.day if value.conflict is None else None


def _named_days(evidence: Iterable[Evidence]) -> Iterator[tuple[Evidence, date]]:
    for item in evidence:
        pattern = item.found.pattern
        day = whole_day(pattern)
        if day and not _counts_days(pattern):
            yield item, day


def _dated_weekdays(evidence: Sequence[Evidence]) -> list[Evidence]:
    """The expressions, with a year for «الأحد الماضي 12 مايو» where only one of those near the years of the page fits."""
    years = _years(evidence)
    return [_with_year(item, years) for item in evidence]


def _with_year(item: Evidence, years: Collection[int]) -> Evidence:
    pattern = item.found.pattern
    lacking = pattern.year is None and pattern.nearby and pattern.month and pattern.day and not pattern.hijri
    if not lacking or pattern.shift:
        return item
    found = item.found._replace(pattern=pattern._replace(year=_year_by_weekday(years, pattern)))
    return item._replace(found=found)


def _domain(evidence: Sequence[Evidence], retrieved: date | None) -> list[date]:
    """The days that can be the day of publication by what the page names in full."""
    exact = set(_exact(evidence))
    if exact:
        return sorted(exact) if max(exact) - min(exact) <= timedelta(days=1) else []
    named = _directed(_named_days(evidence))
    told = {day for item, day in named if item.told}
    coming = [day for item, day in named if item.future and day not in told]
    news = [(day, item) for item, day in named if not item.future and item.found.pattern.weekday]
    first = _first(named, coming)
    ends = [day for day in coming if first and day >= first]
    if news:
        last, item = max(news, key=_by_day)
        ends.append(last + (_NEWS if item.fresh else _MONTH))
    near = [(item.found.pattern.nearby or 0, day) for item, day in named if item.found.pattern.nearby]
    if near:
        direction, day = near[0]
        return _days(*sorted((day - timedelta(days=direction), day - timedelta(days=_reach(direction) * direction))))
    if retrieved:
        ends.append(retrieved)
    if first is None or not ends or not first <= min(ends) <= first + _FARTHEST:
        return _current(evidence)
    return _days(first, min(ends))


def _by_day(news: tuple[date, Evidence]) -> tuple[date, bool]:
    return news[0], news[1].fresh


def _directed(named: Iterable[tuple[Evidence, date]]) -> list[tuple[Evidence, date]]:
    """The named days without mere limits («قبل 7 مارس 2017»); what follows a day to come is to come, unless it is told."""
    kept = [(item, day) for item, day in named if not item.limit]
    coming = min((day for item, day in kept if item.future), default=None)
    return [
        (item._replace(future=True) if coming and day >= coming and not item.told else item, day) for item, day in kept
    ]


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=k) for k in range((last - first).days + 1)]


def _current(evidence: Sequence[Evidence]) -> list[date]:
    """The days of the year or the month that the page calls its own: «العام الجاري 2017», «الخميس غرة جوان الجاري»."""
    ends = (p for item in evidence for p in (item.found.pattern, item.found.end))
    patterns = [p for p in ends if p and not p.hijri]
    named = {p.year for p in patterns if p.year}
    years = {p.year - p.shift.offset for p in patterns if p.year and p.shift and p.shift.unit == "Y" and not p.anchored}
    if len(years) == 1:
        year = years.pop()
        return _days(date(year, 1, 1), date(year, 12, 31)) if year in GREGORIAN_YEARS else []
    months = {
        (year, p.month)
        for p in patterns
        if p.direction == 0 and p.month and p.day and p.weekday and p.year is None
        for year in named | {year + 1 for year in named}
        if whole_day(p._replace(year=year))
    }
    if len(months) != 1:
        return []
    year, month = months.pop()
    return _days(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def _first(named: Sequence[tuple[Evidence, date]], coming: Sequence[date]) -> date | None:
    """The first day that is possible: none before what is told; what may be announced is at most a month ahead.

    Of days that follow one another, as a programme has them, the first one counts.
    """
    starts = [day for item, day in named if item.told]
    open_days = sorted({day for item, day in named if not item.told and not item.future}, reverse=True)
    if open_days:
        begun = next((day for day, before in pairwise(open_days) if day - before > _MONTH), open_days[-1])
        starts.append(begun - _MONTH)
    if not starts and any(item.found.pattern.weekday for item, _ in named):
        starts = [min(coming) - _MONTH]
    return max(starts, default=None)


def _exact(evidence: Sequence[Evidence]) -> Iterator[date]:
    """Days of publication from «أمس الثلاثاء 17 فبراير 2016»; a year left out is that of the other days that the page names.

    «الليلة الماضية» is the night before the page or the one that its day began with.
    """
    named = [day for _, day in _named_days(evidence)]
    for item in evidence:
        pattern = _own(item, named)
        shift = pattern.shift
        if shift is None or not _counts_days(pattern):
            continue
        if pattern.year is None and pattern.month and pattern.day:
            year = _year_near(named, pattern) if named else _year_by_weekday(_years(evidence), pattern)
            pattern = pattern._replace(year=year)
        day = whole_day(pattern)
        if day:
            yield day - timedelta(days=shift.offset)
        if day and pattern.part == "NI" and shift.offset == -1:
            yield day


def _own(item: Evidence, named: Sequence[date]) -> Pattern:
    """What an expression says, as of today where it is the page's own dateline («بيروت 9 آذار -»).

    A dateline without its year is of the year of the news, and not of that of any date long ago.
    """
    pattern = item.found.pattern
    if item.zone not in DATED_ZONES or pattern.shift or pattern.hijri or not (pattern.month and pattern.day):
        return pattern
    year = pattern.year or (_year_near(named, pattern) if named else None)
    day = gregorian(year, pattern.month, pattern.day) if year else None
    near = day and any(abs(day - other) <= _MONTH for other in named)
    return pattern._replace(year=year, shift=Shift("D", 0)) if near else pattern


def _year_near(named: Sequence[date], pattern: Pattern) -> int | None:
    """The year in which a day and month are nearest to the days that the page names; None where they disagree."""
    years = set()
    for other in named:
        near = [gregorian(other.year + k, pattern.month or 0, pattern.day or 0) for k in (-1, 0, 1)]
        years.add(min((d for d in near if d), key=lambda d: abs((d - other).days), default=other).year)
    return years.pop() if len(years) == 1 else None


def _years(evidence: Iterable[Evidence]) -> set[int]:
    """The Gregorian years of the months and days that the page tells of; a year alone may be long gone."""
    recent = (item.found for item in evidence if not item.future and (item.found.pattern.month or item.found.end))
    return {p.year for found in recent for p in (found.pattern, found.end) if p and p.year and not p.hijri}


def _year_by_weekday(years: Collection[int], pattern: Pattern) -> int | None:
    """The last year that the page names or one of the next, where the weekday fits only one of them."""
    near = range(max(years), max(years) + _YEARS_ON) if years and pattern.weekday else ()
    fitting = [year for year in near if whole_day(pattern._replace(year=year))]
    return fitting[0] if len(fitting) == 1 else None


def _linked(evidence: Sequence[Evidence]) -> Iterator[date]:
    """Days of publication for which a weekday counted from it is the one day of that weekday that the page names in full."""
    named = list(_named_days(evidence))
    for item in evidence:
        pattern = item.found.pattern
        ahead = pattern.shift.offset > 0 if pattern.shift else pattern.direction == 1
        fitting = {day for other, day in named if not (other.told if ahead else other.future)}
        same = [day for day in fitting if day.isoweekday() == pattern.weekday]
        if len(same) != 1 or whole_day(pattern):
            continue
        if pattern.shift and _counts_days(pattern):
            yield same[0] - timedelta(days=pattern.shift.offset)
        elif pattern.direction in (-1, 1) and not pattern.anchored and not pattern.shift:
            yield from (same[0] - timedelta(days=(pattern.direction or 0) * k) for k in range(1, 8))
