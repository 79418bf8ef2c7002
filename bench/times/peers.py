"""Peers that read Arabic dates, each run by a Python that has it installed: lines of cases in, lines of spans out.

    python bench/times/peers.py NAME < cases.jsonl > spans.jsonl

It imports nothing of the project, so that the peers can stand in an environment of their own.
"""

import json
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

Span = dict[str, Any]
NOW = datetime(2024, 5, 15)
_GRAINS = {"year": 4, "month": 7, "day": 10, "hour": 16, "minute": 16, "second": 19}


def dateparser(text: str, now: datetime) -> Iterator[Span]:
    from dateparser.search import search_dates  # type: ignore  # noqa: PLC0415

    behind = 0
    for words, moment in search_dates(text, languages=["ar"], settings={"RELATIVE_BASE": now}) or ():
        start = text.find(words, behind)
        if start >= 0:
            behind = start + len(words)
            value = (
                moment.isoformat(timespec="minutes") if moment.time() != now.time() and moment.hour else moment.date()
            )
            yield {"start": start, "end": behind, "value": str(value)}


def maha(text: str, now: datetime) -> Iterator[Span]:
    from maha.parsers.functions import parse_dimension  # type: ignore  # noqa: PLC0415

    for found in parse_dimension(text, time=True, duration=True):
        value = found.value
        if hasattr(value, "normalized_value"):
            shown = f"PT{float(value.normalized_value.value):g}S"
        else:
            moment = now + value
            exact = value.hour is not None or value.hours or value.minutes
            shown = moment.isoformat(timespec="minutes") if exact else moment.date().isoformat()
        yield {"start": found.start, "end": found.end, "value": shown}


def duckling(text: str, now: datetime) -> Iterator[Span]:
    import duckling as peer  # type: ignore  # noqa: PLC0415

    zones = _zones()
    moment = peer.parse_ref_time(zones, "UTC", int(now.replace(tzinfo=UTC).timestamp()))
    locale = peer.parse_locale("AR", peer.default_locale_lang(peer.parse_lang("AR")))
    dimensions = peer.parse_dimensions(["time", "duration"])
    for found in peer.parse(text, peer.Context(moment, locale), dimensions, False):
        yield {"start": found["start"], "end": found["end"], **_value(found["value"])}


@cache
def _zones() -> Any:
    """The time zones, which Duckling reads from the disk."""
    import duckling as peer  # noqa: PLC0415

    return peer.load_time_zones("/usr/share/zoneinfo")


def _value(value: dict[str, Any]) -> dict[str, str | None]:
    if value.get("type") == "interval":
        ends = [value.get(end) for end in ("from", "to")]
        first, last = (end and _cut(end["value"], end["grain"]) for end in ends)
        return {"value": first or last, "end_value": last if first else None}
    if "normalized" in value:
        return {"value": f"PT{value['normalized']['value']}S"}
    return {"value": _cut(value["value"], value["grain"])} if "grain" in value else {"value": None}


def _cut(moment: str, grain: str) -> str:
    if grain == "week":
        year, week, _ = date.fromisoformat(moment[:10]).isocalendar()
        return f"{year}-W{week:02d}"
    return moment[: _GRAINS.get(grain, 10)]


PEERS: dict[str, Callable[[str, datetime], Iterator[Span]]] = {
    "dateparser": dateparser,
    "maha": maha,
    "duckling": duckling,
}


def _answers(name: str) -> Iterator[str]:
    for line in sys.stdin:
        case = json.loads(line)
        given = case.get("reference_time")
        now = datetime.fromisoformat(given).replace(tzinfo=None) if given else NOW
        try:
            spans = list(PEERS[name](case["text"], now))
        except ImportError:
            raise
        except Exception as error:  # a peer may fail in any way; the case then has no spans
            print(f"{case['id']}: {error!r}", file=sys.stderr)
            spans = []
        yield json.dumps({"id": case["id"], "spans": spans}, ensure_ascii=False)


if __name__ == "__main__":
    for answer in _answers(sys.argv[1]):
        print(answer, flush=True)
