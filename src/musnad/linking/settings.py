"""Where and when an event was, by what most of its pages say."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from musnad.linking.reports import Report, Told
from musnad.linking.windows import Window

Value = TypeVar("Value", str, Window)


class Setting(NamedTuple):
    """The days between which an event was, ISO 8601, and its place and country; None of what nobody says."""

    first: str | None
    last: str | None
    place: str | None
    country: str | None


def setting(told: Sequence[Told], reports: Callable[[str], Report], *, unreal: bool) -> Setting:
    """Where and when an event was that some claims tell; of a time that nobody states, the first page's day is a bound."""
    windows = _each_page((one.page, one.when) for one in told)
    when = min(windows, key=lambda w: (w.days > 1, -windows[w], w), default=None)
    days = [day for page in {one.page for one in told} if (day := reports(page).day)]
    known = min((day.last for day in days), default=None)
    first, last = (when.first, when.last) if when else (known, None) if unreal else (None, known)
    places = _each_page((one.page, _name(one, reports(one.page))) for one in told)
    countries = _each_page((one.page, one.country) for one in told)
    return Setting(_iso(first), _iso(last), _most(places), _most(countries))


def _each_page(said: Iterable[tuple[str, Value | None]]) -> Counter[Value]:
    """How many pages say what."""
    return Counter(value for _, value in {(page, value) for page, value in said if value is not None} if value)


def _most(counts: Counter[str]) -> str | None:
    return min(counts, key=lambda value: (-counts[value], value), default=None)


def _name(told: Told, page: Report) -> str | None:
    """The page's name for the place of a claim."""
    if told.where is None:
        return None
    named = (p.name for p in page.people.values() if p.kind in {"GPE", "LOC"} and told.where in p.forms)
    return min(named, default=told.where)


def _iso(day: int | None) -> str | None:
    return None if day is None else date.fromordinal(day).isoformat()
