"""From what the words name to values: ISO 8601 prefixes as in TIMEX3, counted from the day of reference.

Where neither the words nor the page say enough, there is no value.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from musnad.times.calendars import gregorian, hijri_of, month_shift, week
from musnad.times.clocks import clock_value
from musnad.times.conflicts import backwards, between_calendars
from musnad.times.lengths import iso_length, stepped
from musnad.times.patterns import Found, Pattern, Shift
from musnad.times.stated import Value, stated

_NEAR_DAYS = 100
_NEAR_AHEAD = 60
_REFS = {-1: "PAST_REF", 1: "FUTURE_REF"}


@dataclass(frozen=True, slots=True)
class Reference:
    """What the page is dated by: the day, the time of day if given, how the day is known, or only a year near it."""

    day: date | None = None
    time: datetime | None = None
    basis: str | None = None
    year: int | None = None
    anchor: date | None = None


def resolved(found: Found, reference: Reference, *, future: bool) -> Value:
    """The value of an expression; `future` says that its sentence speaks of what is to come."""
    if found.amounts and found.sign:
        return _step(found, reference)
    if found.amounts:
        return Value(iso_length(found.amounts), "text")
    first = _point(found.pattern, reference, future=future)
    if found.end is None:
        return first
    last = _point(found.end, reference, future=future)
    if first.value is None or last.value is None:
        return Value()
    conflict = first.conflict or last.conflict
    if first.value > last.value and first.value[:1] != "T" and conflict is None:
        conflict = backwards(first.value, last.value)
    return Value(first.value, first.basis if first.basis != "text" else last.basis, last.day, conflict, last.value)


def _step(found: Found, reference: Reference) -> Value:
    if any(amount.number is None for amount in found.amounts):
        return Value(_REFS[found.sign], "text")
    if found.rule == "narrative step":
        value = stepped(found.amounts, found.sign, reference.anchor, None) if reference.anchor else None
        return Value(value, "anchor", _day_of(value))
    if reference.day is None:
        return Value()
    value = stepped(found.amounts, found.sign, reference.day, reference.time)
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
    return replace(made, value=f"{made.value}T{time}") if made.value and made.day and time else made


def _time(pattern: Pattern) -> str | None:
    """What stands behind the T: a clock time, or the code of a part of the day."""
    return clock_value(pattern.clock, pattern.half or pattern.part) if pattern.clock else pattern.part


def _time_only(pattern: Pattern, reference: Reference) -> Value:
    if pattern.clock is None and reference.anchor is not None:
        return Value(f"{reference.anchor.isoformat()}T{pattern.part}", "anchor", reference.anchor)
    return Value(f"T{_time(pattern)}", "text")


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
    mine, hijri = (other, replace(pattern, other=None)) if pattern.hijri else (replace(pattern, other=None), other)
    made = _point(
        replace(mine, weekday=pattern.weekday, part=pattern.part, clock=pattern.clock), reference, future=future
    )
    second = _date(replace(hijri, weekday=None), reference, future=future)
    if made.day and second.day and made.conflict is None and abs((made.day - second.day).days) > 1:
        return replace(made, conflict=between_calendars(made.day, second.day))
    return made


def _date(pattern: Pattern, reference: Reference, *, future: bool) -> Value:
    """The date of a pattern without its time of day."""
    if pattern.year is not None:
        return stated(pattern, "text")
    base = _base(pattern, reference)
    if pattern.shift is not None:
        return _shifted(pattern, pattern.shift, base, reference)
    if pattern.month is not None:
        return _monthly(pattern, reference, future=future)
    if pattern.season is not None:
        return _seasonal(pattern, reference)
    if pattern.day is not None:
        return _numbered_weekday(pattern, reference, future=future)
    return _weekday(pattern, reference, future=future) if pattern.weekday else Value()


def _base(pattern: Pattern, reference: Reference) -> tuple[date | None, str | None]:
    if pattern.anchored and reference.anchor is not None:
        return reference.anchor, "anchor"
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
        return stated(replace(pattern, year=year, month=month, hijri=False), basis)
    year = hijri_of(day)[0] if pattern.hijri else day.year
    return stated(replace(pattern, year=year + shift.offset, hijri=bool(pattern.hijri)), basis)


def _shifted_week(pattern: Pattern, aim: date, basis: str | None) -> Value:
    if pattern.weekday:
        aim += timedelta(days=pattern.weekday - aim.isoweekday())
        return Value(aim.isoformat(), basis, aim)
    return Value(week(aim) + ("-WE" if pattern.section == "WE" else ""), basis)


def _shifted_day(pattern: Pattern, day: date, basis: str | None) -> Value:
    """A day counted from the reference; a weekday beside it wins, as the words may be older than the page."""
    if pattern.day is not None and pattern.month is not None:
        near = [gregorian(day.year + k, pattern.month, pattern.day) for k in (-1, 0, 1)]
        known = [d for d in near if d is not None]
        if known and not pattern.hijri:
            day = min(known, key=lambda d: abs((d - day).days))
    elif pattern.weekday and pattern.weekday != day.isoweekday():
        day += timedelta(days=(pattern.weekday - day.isoweekday() + 3) % 7 - 3)
    return Value(day.isoformat(), basis, day)


def _monthly(pattern: Pattern, reference: Reference, *, future: bool) -> Value:
    """A month, or a day of one, without its year."""
    if reference.day is None:
        if reference.year is None or pattern.direction is not None or pattern.hijri:
            return Value()
        return stated(replace(pattern, year=reference.year), "page year")
    now = hijri_of(reference.day) if pattern.hijri else (reference.day.year, reference.day.month, reference.day.day)
    aim, today = (pattern.month or 0, pattern.day or 0), (now[1], now[2] if pattern.day else 0)
    if pattern.direction is not None:
        year = now[0] + _directed_year(pattern.direction, aim, today)
    elif future:
        year = now[0] + (aim < today)
    else:
        year = now[0] - (aim > today and not _is_near(aim, today))
    made = stated(replace(pattern, year=year), reference.basis)
    return _year_by_weekday(pattern, year, made) if made.conflict and pattern.direction is None else made


def _is_near(aim: tuple[int, int], today: tuple[int, int]) -> bool:
    """Whether a date to come this year is so near that one of last year would have been written with its year."""
    days = (aim[0] - today[0]) * 30 + ((aim[1] - today[1]) if aim[1] and today[1] else 0)
    return days <= _NEAR_AHEAD


def _directed_year(direction: int, aim: tuple[int, int], today: tuple[int, int]) -> int:
    if direction < 0:
        return direction + 1 - (aim >= today)
    return direction - 1 + (aim <= today) if direction > 0 else 0


def _year_by_weekday(pattern: Pattern, year: int, made: Value) -> Value:
    """The year before or after, where the weekday fits that one."""
    for other in (year - 1, year + 1):
        tried = stated(replace(pattern, year=other), made.basis)
        if tried.day and tried.conflict is None:
            return tried
    return made


def _seasonal(pattern: Pattern, reference: Reference) -> Value:
    if reference.day is None:
        return Value()
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
