"""Claims as PLOVER's JSON, one event a line, with the fields of the manual's fourth chapter and no others.

What is only planned becomes AGREE or, where forces or captives are concerned, CONCEDE, as the manual wants; what is denied
or supposed, and what has no type, actor, needed recipient or day in PLOVER, is left out and counted. Who says so, and how
surely, has no field: it stands in `comment`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from musnad.exports.record import Record, to_line
from musnad.exports.reports import Days, Party, Report, Tally, Weight
from musnad.lexicon import DATA, Row, Table, parse

_UNREAL = frozenset({"negated", "hypothetical"})
_RESOLUTION = {"code": 5, "city": 4, "district": 3, "state": 2, "country": 1}


@dataclass(frozen=True, slots=True)
class Coded:
    """A claim as PLOVER has it: type, mode, quad, intensity, and the days that it needs."""

    type: str
    mode: str | None
    quad: int
    score: float | None
    days: Days


@cache
def table(name: str) -> Table:
    """A table of the package, such as `exports/plover`."""
    found, _ = parse(f"{name}.tsv", (DATA / f"{name}.tsv").read_text(encoding="utf-8"))
    return found


@cache
def countries(column: str) -> dict[str, str]:
    """What `exports/countries` has in a column, by the record's code."""
    return {row["iso3"]: row[column] for row in table("exports/countries") if row[column]}


@cache
def _codes() -> dict[tuple[str, str], Row]:
    return {(row["type"], row["mode"]): row for row in table("exports/plover")}


def coded(report: Report) -> Coded | str:
    """The claim in PLOVER's codes, or why it has no place there."""
    claim = report.claim
    row = _codes().get((claim["type"], claim["mode"] or "")) or _codes().get((claim["type"], ""))
    if row is None:
        return f"of type {claim['type']}, which PLOVER does not have"
    if claim["status"] in _UNREAL:
        return f"{claim['status']}, for which PLOVER has no field"
    if claim["status"] == "planned":
        if not row["planned"]:
            return "planned, of a type that PLOVER has only done"
        row = _codes()[row["planned"], ""]
    return _complete(report, row)


def _complete(report: Report, row: Row) -> Coded | str:
    """The claim in the codes of a row, or what PLOVER asks for that it has not."""
    if not report.actors:
        return "without an actor"
    if row["recipient"] and not report.recipients:
        return "without the recipient that the type needs"
    days = report.days or _told_on(report)
    if days is None:
        return "without a day"
    score = float(row["score"]) if row["score"] else None
    return Coded(row["type"], row["mode"] or None, int(row["quad"]), score, days)


def _told_on(report: Report) -> Days | None:
    """The day on which a plan is told, which is the day of an AGREE."""
    day = report.page["published"]
    return Days(day, day, "published") if report.claim["status"] == "planned" and day else None


def comment(report: Report) -> str:
    """What has no field of its own: that it is not sure, whose reading it is, who says so, which day was taken."""
    claim = report.claim
    parts = [
        claim["status"] if claim["status"] != "asserted" else "",
        "possible" if claim["certainty"] == "possible" and claim["status"] != "possible" else "",
        "an analyst's reading" if claim["reading"] else "",
        f"said by: {report.said_by}" if report.chain else "",
        "dated by the page" if report.days is None or report.days.basis == "published" else "",
        _weight(report.weight) if report.weight else "",
    ]
    return "; ".join(part for part in parts if part)


def _weight(weight: Weight) -> str:
    told = f"told by {weight.pages} pages on the word of {weight.roots} independent sources, {weight.parties} of them parties"
    return told + (", which contradict each other" if weight.disagree else "")


def plover(reports: Iterable[Report], tally: Tally) -> Iterator[str]:
    """The lines of the file."""
    for report in reports:
        code = coded(report)
        if isinstance(code, str):
            tally.left_out[code] += 1
            continue
        tally.written += 1
        yield to_line(_event(report, code), strict=True) + "\n"


def _event(report: Report, code: Coded) -> Record:
    claim, page, days = report.claim, report.page, code.days
    found: Record = {
        "id": report.id,
        "date": days.first,
        "enddate": days.last if days.last != days.first else None,
        "actor": [_entity(party) for party in report.actors],
        "recipient": [_entity(party) for party in report.recipients],
        "event": [code.type],
        "mode": [code.mode] if code.mode else [],
        "context": claim["contexts"],
        "event_text": claim["trigger"],
        "event_loc": _place(report),
        "quad_code": code.quad,
        "event_scale": code.score,
        "link": [report.event] if report.event else [],
        "text": report.quote.text,
        "text_info": {"start": report.quote.start, "end": report.quote.end},
        "cite_info": _filled(
            {
                "citation": page["id"],
                "url": page["url"],
                "title": page["title"],
                "language": page["language"],
                "publication": page["outlet"],
                "coder": page["reader"],
                "codebook": "PLOVER 2.0",
            }
        ),
        "comment": comment(report),
    }
    return {name: value for name, value in found.items() if name in _REQUIRED or value not in (None, "", [], {})}


_REQUIRED = frozenset({"id", "date", "actor", "event"})


def _entity(party: Party) -> Record:
    return _filled(
        {
            "code": countries("plover").get(party.country or "", party.country),
            "sector": "".join(party.sectors[:2]),
            "entity_text": party.words,
            "identifier_id": party.ids.get("wikidata"),
            "identifier_text": party.latin or party.name,
            "office": "; ".join(party.titles),
        }
    )


def _place(report: Report) -> Record:
    place, party = report.claim["place"], report.place
    if not place or not party:
        return {}
    return _filled(
        {
            "extracted_place": party.words,
            "resolved_place": party.name,
            "geonameid": party.ids.get("geonames"),
            "lat": place["lat"],
            "lon": place["lon"],
            "country_code": countries("plover").get(place["country"] or "", place["country"]),
            "resolution": _RESOLUTION.get(place["precision"] or ""),
        }
    )


def _filled(values: Record) -> Record:
    return {name: value for name, value in values.items() if value not in (None, "")}
