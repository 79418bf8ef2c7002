"""Claims with a known place as GeoJSON (RFC 7946): a point each, `properties` saying what, who, when, and who says so."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict

from musnad.exports.record import Record, to_line
from musnad.exports.reports import Report, Tally

_HEAD = '{"type":"FeatureCollection","features":['


def geojson(reports: Iterable[Report], tally: Tally) -> Iterator[str]:
    """The file in pieces, a feature a line; those without coordinates are left out and counted."""
    yield _HEAD
    for report in reports:
        place = report.claim["place"]
        if not place or place["lat"] is None or place["lon"] is None:
            tally.left_out["without a place whose coordinates are known"] += 1
            continue
        yield "\n" if not tally.written else ",\n"
        tally.written += 1
        yield to_line(_feature(report), strict=True)
    yield "\n]}\n"


def _feature(report: Report) -> Record:
    claim, page, days, place = report.claim, report.page, report.days, report.claim["place"]
    return {
        "type": "Feature",
        "id": report.id,
        "geometry": {"type": "Point", "coordinates": [place["lon"], place["lat"]]},
        "properties": {
            "event": report.event,
            "type": claim["type"],
            "mode": claim["mode"],
            "status": claim["status"],
            "actors": [party.name for party in report.actors],
            "recipients": [party.name for party in report.recipients],
            "place": report.place.name if report.place else None,
            "country": place["country"],
            "precision": place["precision"],
            "first": days.first if days else None,
            "last": days.last if days else None,
            "dated_by": days.basis if days else None,
            "said_by": report.said_by or None,
            "outlet": page["outlet"],
            "published": page["published"],
            "url": page["url"],
            "quote": report.quote.text,
            **(asdict(report.weight) if report.weight else {}),
        },
    }
