"""Events over time: a histogram, and lanes by type or by who acts, with days that are known only roughly as spans."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import Field

from musnad.serve import seen
from musnad.serve.acts import Day, acting, actors, days, names
from musnad.serve.asked import Filters
from musnad.serve.desk import Desk, View
from musnad.serve.problems import responses

_UNITS: tuple[tuple[seen.Unit, int], ...] = (("day", 62), ("month", 20 * 366))
"""Up to how many days a histogram is drawn by which unit; longer ones by years."""
_MOST_BINS = 2000


class TimelineQuery(Filters):
    """Which events, on which lanes; `unit` is chosen by the length if it is left out."""

    lanes: Literal["actor", "type"] = "type"
    unit: seen.Unit | None = None
    most_lanes: int = Field(12, ge=1, le=100)
    most_items: int = Field(500, ge=0, le=5000)


def routes(desk: Desk) -> APIRouter:
    """The routes of the timeline."""
    router = APIRouter(tags=["timeline"])

    @router.get("/timeline", response_model=seen.Timeline, responses=responses(400, 422))
    def timeline(asked: Annotated[TimelineQuery, Query()]) -> Any:
        """Events that fit as a histogram and in lanes, the latest first."""
        with desk.view() as view:
            return _timeline(view, asked)

    return router


def _timeline(view: View, asked: TimelineQuery) -> dict[str, Any]:
    known = days(view)
    every = [known[event] for event in view.chosen(asked.wanted)]
    spans = {one.id: span for one in every if (span := _span(one))}
    unit = asked.unit or _unit(spans.values())
    parts = acting(view) if asked.lanes == "actor" else {}
    keys: dict[str, Sequence[str]] = {
        one.id: ((one.type,) if asked.lanes == "type" else parts[one.id].actors if one.id in parts else ())
        for one in every
    }
    counts = Counter(key for own in keys.values() for key in own)
    called = names(view) if asked.lanes == "actor" else {}
    lanes = [
        {"key": key, "name": called[key][0] if key in called else key, "events": number}
        for key, number in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]
    shown = {str(lane["key"]) for lane in lanes[: asked.most_lanes]}
    items = [one for one in every if one.id in spans and not shown.isdisjoint(keys[one.id])]
    drawn = items[: asked.most_items]
    acted = actors(view, [one.id for one in drawn])
    return {
        "total": len(every),
        "undated": len(every) - len(spans),
        "unit": unit,
        "bins": list(_bins(every, spans, unit)),
        "lanes": lanes[: asked.most_lanes],
        "more_lanes": max(len(lanes) - asked.most_lanes, 0),
        "items": [_item(one, keys, shown, acted, names(view)) for one in drawn],
        "more_items": max(len(items) - asked.most_items, 0),
    }


def _span(one: Day) -> tuple[date, date] | None:
    """The days of an event; one of which only one bound is known is drawn there."""
    first, last = one.first or one.last, one.last or one.first
    try:
        return (date.fromisoformat(first), date.fromisoformat(last)) if first and last else None
    except ValueError:
        return None


def _unit(spans: Iterable[tuple[date, date]]) -> seen.Unit:
    every = list(spans)
    length = (max(b for _, b in every) - min(a for a, _ in every)).days if every else 0
    return next((unit for unit, most in _UNITS if length <= most), "year")


def _item(
    one: Day,
    keys: Mapping[str, Sequence[str]],
    shown: set[str],
    acted: Mapping[str, Sequence[str]],
    called: Mapping[str, tuple[str, str]],
) -> dict[str, Any]:
    return {
        **one._asdict(),
        "actors": [called[person][0] for person in acted.get(one.id, ()) if person in called],
        "lanes": [key for key in keys[one.id] if key in shown],
    }


def _bins(every: Sequence[Day], spans: Mapping[str, tuple[date, date]], unit: seen.Unit) -> Iterator[dict[str, Any]]:
    """The stretches in which something happened, in order: what surely lies in one counts there, else in all it may lie in."""
    sure, fuzzy, disagree = Counter[date](), Counter[date](), Counter[date]()
    for one in every:
        if one.id in spans:
            first, last = (_start(day, unit) for day in spans[one.id])
            for begin in _starts(first, last, unit):
                (sure if first == last else fuzzy)[begin] += 1
                disagree[begin] += one.disagree
    for begin in sorted(sure.keys() | fuzzy.keys()):
        end = _next(begin, unit) - timedelta(days=1)
        counts = {"events": sure[begin], "fuzzy": fuzzy[begin], "disagree": disagree[begin]}
        yield {"first": begin.isoformat(), "last": end.isoformat(), **counts}


def _start(day: date, unit: seen.Unit) -> date:
    return day if unit == "day" else day.replace(day=1) if unit == "month" else day.replace(month=1, day=1)


def _next(begin: date, unit: seen.Unit) -> date:
    if unit == "day":
        return begin + timedelta(days=1)
    months = begin.year * 12 + begin.month - 1 + (1 if unit == "month" else 12)
    return date(min(months // 12, date.max.year), months % 12 + 1, 1)


def _starts(first: date, last: date, unit: seen.Unit) -> Iterator[date]:
    for _ in range(_MOST_BINS):
        yield first
        if first >= last:
            return
        first = _next(first, unit)
