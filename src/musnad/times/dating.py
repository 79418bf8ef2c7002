"""The day of the page: given with it, stated on it, or worked out from what its sentences say.

Expressions that count from the day of publication and name a weekday or a date too («أمس الأول الثلاثاء», «اليوم الأربعاء
22 فيفري 2017») each fix the weekday or the day; it is taken only where all of them agree.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from musnad.model import Basis, Dating, Document
from musnad.times.calendars import gregorian
from musnad.times.dates import NEWS_YEARS
from musnad.times.patterns import Found
from musnad.times.resolve import Reference, resolved

_STATED_ZONES = ("dateline", "byline")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Evidence:
    """An expression and where it stands: its start in the text and the kind of its zone."""

    found: Found
    start: int
    zone: str
    future: bool


def day_of(text: str | None) -> date | None:
    """The day that an ISO date or time begins with; None outside of the years in which there are news."""
    try:
        day = date.fromisoformat((text or "")[:10])
    except ValueError:
        return None
    return day if day.year in NEWS_YEARS else None


def _time_of(text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None) if text and len(text) > 10 else None
    except ValueError:
        return None


def dated(document: Document, evidence: list[Evidence]) -> tuple[Dating, Reference]:
    """The page's dating, and the reference for its expressions."""
    page = document.page
    for text, basis in ((page.published, "given"), (document.metadata.published, "stated")):
        day = day_of(text)
        if day:
            known: Basis = "given" if basis == "given" else "stated"
            return Dating(day.isoformat(), known), Reference(day, _time_of(text), known)
    stated = next((d for d in map(_whole_day, evidence) if d), None)
    if stated:
        return Dating(stated.isoformat(), "stated"), Reference(stated, None, "stated")
    days = _inferred_days(evidence)
    if len(days) == 1:
        day = days.pop()
        return Dating(day.isoformat(), "inferred"), Reference(day, None, "inferred")
    return _windowed(document, evidence)


def _whole_day(item: Evidence) -> date | None:
    """The day that a byline or dateline states."""
    if item.zone not in _STATED_ZONES or item.found.end is not None or not item.found.pattern.is_whole_date:
        return None
    value = resolved(item.found, Reference(), future=False)
    return value.day if value.conflict is None else None


def _inferred_days(evidence: Iterable[Evidence]) -> set[date]:
    """Days of publication that follow from «أمس الثلاثاء 17 فبراير 2016» and the like."""
    days: set[date] = set()
    for item in evidence:
        pattern = item.found.pattern
        if (
            pattern.shift
            and pattern.shift.unit == "D"
            and not pattern.anchored
            and pattern.is_whole_date
            and not pattern.hijri
        ):
            day = gregorian(pattern.year or 0, pattern.month or 0, pattern.day or 0)
            if day and (pattern.weekday is None or pattern.weekday == day.isoweekday()):
                days.add(day - timedelta(days=pattern.shift.offset))
    return days


def weekday_of(evidence: Iterable[Evidence]) -> int | None:
    """The weekday of publication (1 Monday), where all expressions that fix it agree."""
    weekdays = {
        (item.found.pattern.weekday - item.found.pattern.shift.offset - 1) % 7 + 1
        for item in evidence
        if item.found.pattern.weekday
        and item.found.pattern.shift
        and item.found.pattern.shift.unit == "D"
        and not item.found.pattern.anchored
    }
    return weekdays.pop() if len(weekdays) == 1 else None


def _windowed(document: Document, evidence: list[Evidence]) -> tuple[Dating, Reference]:
    """The window between the last day told of in the past and the day of retrieval; the day, if its weekday leaves one."""
    told = [d for item in evidence if not item.future and (d := _told(item))]
    last = day_of(document.page.retrieved)
    if not told or last is None or max(told) > last:
        return Dating(), Reference()
    first = max(told)
    weekday = weekday_of(evidence)
    if weekday:
        first += timedelta(days=(weekday - first.isoweekday()) % 7)
        last -= timedelta(days=(last.isoweekday() - weekday) % 7)
    if first == last:
        return Dating(first.isoformat(), "inferred"), Reference(first, None, "inferred")
    return Dating(window=(first.isoformat(), last.isoformat()) if first < last else None), Reference()


def _told(item: Evidence) -> date | None:
    pattern = item.found.pattern
    if not pattern.is_whole_date or pattern.hijri:
        return None
    value = resolved(item.found, Reference(), future=False)
    return value.day if value.conflict is None else None
