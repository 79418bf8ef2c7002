"""The day of the page: given with it, stated on it, declared by its source, or worked out from what its sentences say.

Expressions that count from the day of publication and name a weekday or a date too («أمس الأول الثلاثاء», «اليوم الأربعاء
22 فيفري 2017») each fix the weekday or the day; it is taken only where all of them agree.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from musnad.model import Dating, Document
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
    if day := day_of(page.published):
        return Dating(day.isoformat(), "given"), Reference(day, _time_of(page.published), "given")
    if day := stated_on(document, evidence):
        return Dating(day.isoformat(), "stated"), Reference(day, _time_of(document.metadata.published), "stated")
    if day := day_of(page.declared):
        return Dating(day.isoformat(), "given"), Reference(day, None, "given")
    days = _inferred_days(evidence)
    if len(days) == 1:
        day = days.pop()
        return Dating(day.isoformat(), "inferred"), Reference(day, None, "inferred")
    return _windowed(document, evidence)


def stated_on(document: Document, evidence: Iterable[Evidence]) -> date | None:
    """The day that the page's own byline or dateline states."""
    stated = (day for item in evidence if (day := _whole_day(item)))
    return day_of(document.metadata.published) or next(stated, None)


def contradicted(document: Document, dating: Dating, evidence: Iterable[Evidence]) -> Iterator[str]:
    """In plain words, where what is stated or known beside the text does not go with the day that was chosen."""
    page, stated = document.page, stated_on(document, evidence)
    if dating.basis == "stated" and page.declared and page.declared != dating.published:
        yield f"the page states {dating.published}, its source declares {page.declared}; what the page states counts"
    if dating.basis == "given" and page.published:
        given = f"{page.published} was given as the day of publication"
        if stated and stated.isoformat() != dating.published:
            yield f"{given}, the page states {stated}; what was given counts"
        if page.declared and page.declared != dating.published:
            yield f"{given}, its source declares {page.declared}; what was given counts"
    last = day_of(page.retrieved)
    if last and dating.published and dating.published > last.isoformat():
        yield f"the day of publication, {dating.published}, is later than {last}, when the copy was taken"


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
