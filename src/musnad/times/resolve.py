"""From what the words name to values: ISO 8601 prefixes as in TIMEX3, counted from the day of reference.

Where neither the words nor the page say enough, there is no value.
"""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from musnad.times.anchors import NO_ANCHORS, Anchors
from musnad.times.calendars import easter, gregorian, hijri_of, month_shift, week
from musnad.times.clocks import clock_value, part_value
from musnad.times.conflicts import after_publication, backwards, between_calendars
from musnad.times.lengths import iso_length, stepped
from musnad.times.patterns import NEW_YEAR, SAME_DAY, SEASON, Found, Pattern, Shift
from musnad.times.stated import Value, common, stated

_NEAR_DAYS = 100
_NEAR_AHEAD = 60
_HALF_YEAR = 183
_NEXT_DATE = timedelta(days=45)
_MIDYEAR = 6
_SUMMER = range(6, 8)
_JUST_PAST = 60
_SAME_STORY = 7
_NEAR_FEAST = 45
_REFS = {-1: "PAST_REF", 1: "FUTURE_REF"}


class Reference(NamedTuple):
    """What the page is dated by: the day, the time of day if given, how the day is known, or only a year near it.

    Attributes:
        anchors: the last day, month and year that the text named.
        window: the days between which an undated page was most likely published.
        ahead: how many days after the page a date without its year may be, where no word says that it is to come.
    """

    day: date | None = None
    time: datetime | None = None
    basis: str | None = None
    year: int | None = None
    anchors: Anchors = NO_ANCHORS
    window: tuple[date, date] | None = None
    ahead: int = _NEAR_AHEAD


def resolved(found: Found, reference: Reference, *, future: bool) -> Value:
    """The value of an expression; `future` says that its sentence speaks of what is to come.

    On a page of which only a window is known, a value holds that is the same from the first day to the last.
    """
    value = _resolved(found, reference, future=future)
    if value.value is None and reference.window:
        ends = [_resolved(found, reference._replace(day=day), future=future) for day in reference.window]
        if ends[0].value == ends[1].value:
            return ends[0]._replace(basis="window" if ends[0].value else None)
    return value


def _resolved(found: Found, reference: Reference, *, future: bool) -> Value:
    if found.since and found.pattern.direction is None and found.pattern.month and found.pattern.year is None:
        reference = reference._replace(ahead=0)
    if found.amounts and found.sign:
        return _step(found, reference)
    if found.amounts:
        return Value(iso_length(found.amounts), "text")
    if found.end is None:
        return _checked(found, _point(found.pattern, reference, future=future), reference)
    if not found.pattern.has_date and not found.end.has_date and found.end.clock:
        reference = Reference()
    first, last = _ends(found.pattern, found.end, reference, future=future)
    if first.value is None or last.value is None:
        return Value()
    conflict = first.conflict or last.conflict
    if first.value > last.value and first.value[:1] != "T" and conflict is None:
        conflict = backwards(first.value, last.value)
    return Value(first.value, first.basis if first.basis != "text" else last.basis, last.day, conflict, last.value)


def _ends(left: Pattern, right: Pattern, reference: Reference, *, future: bool) -> tuple[Value, Value]:
    """Both ends of an interval: the first in the year of the last, a clock time past midnight on the day after."""
    first, last = (_point(end, reference, future=future) for end in (left, right))
    if first.day and last.day and first.day > last.day and _lacks_year(left):
        first = _point(left._replace(year=_year_before(left, last.day)), reference, future=future)
    elif _lacks_year(left) and _lacks_year(right) and None in (left.day, right.day):
        first = _months_before(left, right, first, last, reference)
    if first.value is None or last.value is None:
        return first, last
    if right.direction and first.value > last.value and (left.month or 0) < (right.month or 0):
        # «فبراير ومارس الماضيين» in March are of one year.
        year = int(first.value[:4]) if left.month else None
        last = _point(right._replace(year=year, direction=None), reference, future=future)
    if right.clock and first.day and first.day == last.day and first.value > (last.value or ""):
        last = _next_day(last, first.day)
    if left.weekday and right.weekday and first.day and not right.day:
        last = _following(first, right, last)
    return first, last


def _months_before(left: Pattern, right: Pattern, first: Value, last: Value, reference: Reference) -> Value:
    """The first month of an interval in the year of the last one, or before it («من يونيو إلى مارس»)."""
    if not (first.value and last.value and first.value > last.value):
        return first
    year = int(last.value[:4]) - ((left.month or 0) > (right.month or 0))
    return _point(left._replace(year=year), reference, future=False)


def _lacks_year(pattern: Pattern) -> bool:
    return pattern.month is not None and not pattern.hijri and pattern.year is None and pattern.direction is None


def _year_before(pattern: Pattern, last: date) -> int:
    """The year in which a day and month come before the end of an interval."""
    return last.year - ((pattern.month or 0, pattern.day or 0) > (last.month, last.day))


def _following(first: Value, pattern: Pattern, last: Value) -> Value:
    """The second of two weekdays, as the next one after the first («السبت والأحد»)."""
    if first.day is None or pattern.weekday is None or pattern.shift:
        return last
    day = first.day + timedelta(days=(pattern.weekday - first.day.isoweekday()) % 7)
    return last._replace(value=f"{day.isoformat()}{(last.value or '')[10:]}", day=day)


def _checked(found: Found, value: Value, reference: Reference) -> Value:
    """The value, with a conflict where it is told of as past and lies after the publication."""
    if not found.told or value.conflict or value.day is None or reference.day is None or value.day <= reference.day:
        return value
    return value._replace(conflict=after_publication(value.day, reference.day))


def _next_day(value: Value, day: date) -> Value:
    """The same time of the day after: an interval that goes past midnight."""
    following = day + timedelta(days=1)
    return value._replace(value=f"{following.isoformat()}{(value.value or '')[10:]}", day=following)


def _step(found: Found, reference: Reference) -> Value:
    if any(amount.number is None for amount in found.amounts):
        return Value(_REFS[found.sign], "text")
    if found.rule == "narrative step":
        anchor = reference.anchors.of(found.amounts[-1].unit)
        value = stepped(found.amounts, found.sign, anchor, None) if anchor else None
        return Value(value, "anchor", _day_of(value))
    if reference.day is None:
        return Value()
    value = stepped(found.amounts, found.sign, reference.day, reference.time, rough=found.rule == "rough step")
    return Value(value, reference.basis, _day_of(value))


def _day_of(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value and len(value) == 10 else None
    except ValueError:
        return None


def _point(pattern: Pattern, reference: Reference, *, future: bool) -> Value:
    if pattern.fixed:
        return Value(pattern.fixed, "text")
    if pattern.decade is not None or pattern.century is not None:
        return _era(pattern, reference)
    if not pattern.has_date and pattern.day is None:
        return _time_only(pattern, reference)
    made = (_dual if pattern.other else _date)(pattern, reference, future=future)
    time = _time(pattern)
    return made._replace(value=f"{made.value}T{time}") if made.value and made.day and time else made


def _time(pattern: Pattern) -> str | None:
    """What stands behind the T: a clock time, or the code of a part of the day."""
    return clock_value(pattern.clock, pattern.half or pattern.part) if pattern.clock else part_value(pattern.part)


def _time_only(pattern: Pattern, reference: Reference) -> Value:
    """A time of day alone: of the day that the text named last, if it is one of the same story, or of the page's own."""
    day, basis = reference.day, reference.basis
    anchor = reference.anchors.day
    if anchor and (day is None or abs((day - anchor).days) <= _SAME_STORY):
        day, basis = anchor, "anchor"
    return Value(f"{day.isoformat()}T{_time(pattern)}", basis, day) if day else Value(f"T{_time(pattern)}", "text")


def _era(pattern: Pattern, reference: Reference) -> Value:
    now = (reference.day.year if reference.day else reference.year or 2000) // 100
    century = 19 if pattern.century is None else pattern.century + (0 if pattern.numbered else now)
    if pattern.decade is None:
        return Value(f"{century:02d}XX", "text" if pattern.numbered else reference.basis)
    if pattern.century is None and pattern.decade < 30:
        return Value()
    return Value(f"{century:02d}{pattern.decade // 10}X", "text")


def _dual(pattern: Pattern, reference: Reference, *, future: bool) -> Value:
    """A date given in both calendars: the Gregorian one is the value, the Hijri one must agree within a day."""
    other = pattern.other
    assert other is not None
    mine, hijri = (other, pattern._replace(other=None)) if pattern.hijri else (pattern._replace(other=None), other)
    known = stated(hijri._replace(weekday=None), "text").day if hijri.year else None
    if mine.year is None and known:
        mine = mine._replace(year=_nearest(known, mine).year)
    made = _date(mine._replace(weekday=pattern.weekday), reference, future=future)
    second = _date(hijri._replace(weekday=None, year=hijri.year or _hijri_year(made)), reference, future=future)
    if made.day and second.day and made.conflict is None and abs((made.day - second.day).days) > 1:
        return made._replace(conflict=between_calendars(made.day, second.day))
    return made


def _nearest(day: date, pattern: Pattern) -> date:
    """The day of a pattern's day and month that is nearest to another day; that other day where there is none."""
    near = [gregorian(day.year + k, pattern.month or 0, pattern.day or 0) for k in (-1, 0, 1)]
    return min((d for d in near if d is not None), key=lambda d: abs((d - day).days), default=day)


def _hijri_year(made: Value) -> int | None:
    return hijri_of(made.day)[0] if made.day else None


def _date(pattern: Pattern, reference: Reference, *, future: bool) -> Value:
    """The date of a pattern without its time of day."""
    if pattern.feast is not None and (pattern.month is None or (pattern.year is None and pattern.direction is None)):
        return _feast(pattern, reference)
    if pattern.section == SAME_DAY:
        return _same_day(pattern, reference)
    if pattern.year is not None:
        return stated(pattern, "text")
    if pattern.shift is not None:
        return _shifted(pattern, pattern.shift, _base(pattern, reference), reference)
    if pattern.month is not None:
        return _monthly(pattern, reference, future=future)
    return _undirected(pattern, reference, future=future)


def _same_day(pattern: Pattern, reference: Reference) -> Value:
    """«هذا اليوم من عام 2003»: day and month of the reference, or of the day that the text named last, in another year."""
    day = reference.anchors.day if pattern.anchored else reference.day
    year = pattern.year or (day.year + pattern.shift.offset if day and pattern.shift else 0)
    found = gregorian(year, day.month, day.day) if day else None
    return Value(found.isoformat(), "anchor" if pattern.anchored else reference.basis, found) if found else Value()


def _undirected(pattern: Pattern, reference: Reference, *, future: bool) -> Value:
    """A season, a weekday or a numbered weekday, which only the page can date."""
    if pattern.season is not None:
        return _seasonal(pattern, reference)
    if pattern.day is not None:
        return _numbered_weekday(pattern, reference, future=future)
    return _weekday(pattern, reference, future=future) if pattern.weekday else Value()


def _feast(pattern: Pattern, reference: Reference) -> Value:
    """A feast named without its year: the one that is near the page; no value for one that no rule dates."""
    if pattern.feast == "easter" and pattern.year is not None:
        day = easter(pattern.year)
        return Value(day.isoformat(), "text", day)
    if pattern.month is None or reference.day is None:
        return Value()
    year = hijri_of(reference.day)[0] if pattern.hijri else reference.day.year
    known = [stated(pattern._replace(year=year + k), reference.basis) for k in (-1, 0, 1)]
    near = [v for v in known if v.day and abs((v.day - reference.day).days) <= _NEAR_FEAST]
    return near[0] if near else Value()


def _base(pattern: Pattern, reference: Reference) -> tuple[date | None, str | None]:
    anchor = reference.anchors.of(pattern.shift.unit if pattern.shift else "D") if pattern.anchored else None
    if anchor is not None:
        return anchor, "anchor"
    if pattern.anchored and pattern.shift and pattern.shift.offset == 0:
        return None, None
    return reference.day, reference.basis


def _shifted(pattern: Pattern, shift: Shift, base: tuple[date | None, str | None], reference: Reference) -> Value:
    day, basis = base
    if day is None:
        return Value()
    if shift.unit == "D":
        return _shifted_day(pattern, day + timedelta(days=shift.offset), basis)
    if shift.unit == "W":
        return _shifted_week(pattern, day + timedelta(weeks=shift.offset), basis)
    if shift.unit == "DE":
        return Value(f"{day.year // 10 + shift.offset}X", basis)
    if shift.unit == "M":
        year, month = month_shift(day.year, day.month, shift.offset)
        return stated(pattern._replace(year=year, month=month, hijri=False), basis)
    year = hijri_of(day)[0] if pattern.hijri else day.year
    if shift.unit == NEW_YEAR:
        year += day.month > _MIDYEAR
    if shift.unit == SEASON and not pattern.anchored:
        year -= _began_last_year(day, shift.offset)
    return stated(pattern._replace(year=year + shift.offset, hijri=bool(pattern.hijri)), basis)


def _began_last_year(day: date, offset: int) -> bool:
    """Whether seasons are counted from one that began last year: until May, and in summer all but the one that has ended."""
    return day.month < _SUMMER.start or (day.month in _SUMMER and offset >= 0)


def _shifted_week(pattern: Pattern, aim: date, basis: str | None) -> Value:
    if pattern.weekday:
        aim += timedelta(days=pattern.weekday - aim.isoweekday())
        return Value(aim.isoformat(), basis, aim)
    return Value(week(aim) + ("-WE" if pattern.section == "WE" else ""), basis)


def _shifted_day(pattern: Pattern, day: date, basis: str | None) -> Value:
    """A day counted from the reference; a weekday beside it wins, as the words may be older than the page."""
    if pattern.day is not None and pattern.month is not None:
        day = day if pattern.hijri else _nearest(day, pattern)
    elif pattern.weekday and pattern.weekday != day.isoweekday():
        day += timedelta(days=(pattern.weekday - day.isoweekday() + 3) % 7 - 3)
    return Value(day.isoformat(), basis, day)


def _monthly(pattern: Pattern, reference: Reference, *, future: bool) -> Value:
    """A month, or a day of one, without its year."""
    if reference.day is None:
        if reference.year is None or pattern.direction is not None or pattern.hijri:
            return Value()
        return stated(pattern._replace(year=reference.year), "page year")
    now = hijri_of(reference.day) if pattern.hijri else (reference.day.year, reference.day.month, reference.day.day)
    aim, today = (pattern.month or 0, pattern.day or 0), (now[1], now[2] if pattern.day else 0)
    if pattern.direction is not None:
        year = now[0] + _directed_year(pattern.direction, aim, today)
    elif future:
        year = now[0] + (aim < today and not _is_near(today, aim, _JUST_PAST))
    else:
        ahead = _is_near(aim, today, reference.ahead) or _follows(pattern, reference)
        year = now[0] - (aim > today and not ahead)
    made = stated(pattern._replace(year=year), reference.basis)
    if pattern.hijri and pattern.day is None and pattern.direction is None and made.value and made.end_value:
        # Which days a month of the moon had, only its year tells for sure.
        return Value(common(made.value[:7], made.end_value[:7]), reference.basis)
    free = made.conflict and pattern.direction is None
    return _year_by_weekday(pattern, year, made, reference.day) if free else made


def _is_near(aim: tuple[int, int], today: tuple[int, int], ahead: int) -> bool:
    """Whether a date to come this year is so near that one of last year would have been written with its year."""
    days = (aim[0] - today[0]) * 30 + ((aim[1] - today[1]) if aim[1] and today[1] else 0)
    return days <= ahead


def _follows(pattern: Pattern, reference: Reference) -> bool:
    """Whether a date comes soon after one that was named before it and is to come: the next one of a programme."""
    last, day = reference.anchors.day, reference.day
    if last is None or day is None or pattern.day is None or pattern.hijri or not day < last or last.year != day.year:
        return False
    following = gregorian(last.year, pattern.month or 0, pattern.day)
    return following is not None and timedelta() <= following - last <= _NEXT_DATE


def _directed_year(direction: int, aim: tuple[int, int], today: tuple[int, int]) -> int:
    if direction < 0:
        return direction + 1 - (aim >= today)
    return direction - 1 + (aim <= today) if direction > 0 else 0


def _year_by_weekday(pattern: Pattern, year: int, made: Value, today: date) -> Value:
    """The date of the other side of today, where the weekday fits that one and it is no further than half a year."""
    for other in (year - 1, year + 1):
        tried = stated(pattern._replace(year=other), made.basis)
        if tried.day and tried.conflict is None and abs((tried.day - today).days) <= _HALF_YEAR:
            return tried
    return made


def _seasonal(pattern: Pattern, reference: Reference) -> Value:
    if reference.day is None:
        known = reference.year is not None and pattern.direction is None and reference.window is None
        return Value(f"{reference.year}-{pattern.season}", "page year") if known else Value()
    season_end = {"SP": 5, "SU": 8, "FA": 11, "WI": 2}[pattern.season or "SP"]
    year = reference.day.year
    if pattern.direction and pattern.direction < 0:
        year -= reference.day.month <= season_end and pattern.season != "WI"
        year -= pattern.season == "WI"
    elif pattern.direction and pattern.direction > 0:
        year += reference.day.month > season_end - 3 and pattern.season != "WI"
    return Value(f"{year}-{pattern.season}", reference.basis)


def _numbered_weekday(pattern: Pattern, reference: Reference, *, future: bool) -> Value:
    """«الأربعاء 27»: the nearest day of that number and weekday."""
    if reference.day is None or pattern.weekday is None:
        return Value()
    for step in range(_NEAR_DAYS):
        day = reference.day + timedelta(days=step if future else -step)
        if day.day == pattern.day and day.isoweekday() == pattern.weekday:
            return Value(day.isoformat(), reference.basis, day)
    return Value()


def _weekday(pattern: Pattern, reference: Reference, *, future: bool) -> Value:
    """A weekday: the nearest past one, today included; «الماضي» and «المقبل» leave today out."""
    base, basis = _base(pattern, reference)
    if base is None or pattern.weekday is None:
        return Value()
    back = (base.isoweekday() - pattern.weekday) % 7
    ahead = (pattern.weekday - base.isoweekday()) % 7
    direction = pattern.direction
    if direction is None:
        offset = ahead if future else -back
    elif direction == 0:
        offset = -back if back <= 3 else ahead
    elif direction < 0:
        offset = -(back or 7) + 7 * (direction + 1)
    else:
        offset = (ahead or 7) + 7 * (direction - 1)
    day = base + timedelta(days=offset)
    return Value(day.isoformat(), basis, day)
