"""The day of the page: given with it, stated on it, declared by its source, or worked out from what its sentences say.

What its sentences say is put together in `solving`.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from musnad.model import Dating, Document
from musnad.times.numeric import NEWS_YEARS
from musnad.times.resolve import Reference, resolved
from musnad.times.solving import DATED_ZONES, Evidence, solve

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


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
    return _inferred(document, evidence)


def _inferred(document: Document, evidence: list[Evidence]) -> tuple[Dating, Reference]:
    """The day that the page's own sentences leave, or the days between which it must be."""
    found = solve(evidence, day_of(document.page.retrieved))
    if found.day:
        return Dating(found.day.isoformat(), "inferred"), Reference(found.day, None, "inferred")
    if found.first and found.last:
        window = (found.first.isoformat(), found.last.isoformat())
        return Dating(window=window), Reference(window=(found.first, found.likely or found.last))
    return Dating(), Reference()


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
    """The day that a byline or dateline states; where its weekday is another, or its other calendar, the date stands."""
    if item.zone not in DATED_ZONES or item.found.end is not None or not item.found.pattern.is_whole_date:
        return None
    return resolved(item.found, Reference(), future=False).day
