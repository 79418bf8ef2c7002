"""Pages, those on them and what happened as entities of FollowTheMoney, a line of JSON each.

Each page gives fragments: entities with one id are one, which `ftm aggregate` joins. What FollowTheMoney has no place for is
named by `LOST`; claims that it would turn into facts, as they are denied, planned or supposed, are left out and counted.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from musnad.exports.plover import countries
from musnad.exports.record import Record, to_line
from musnad.exports.reports import Party, Report, Tally, Told

LOST = (
    *("the chain of those who say it (as text in `description`)", "the event's type (in its name)", "certainty"),
    *("recipients apart from companions", "quantities", "conflicts of times", "statements", "which words say it"),
)
"""What is lost on the way."""
_SCHEMA = {"PER": "Person", "ORG": "Organization", "ARMED": "Organization", "MEDIA": "Organization"}
_KIN = frozenset({"child", "sibling", "spouse", "parent", "in_law", "relative"})


def ftm(pages: Iterable[Told], tally: Tally) -> Iterator[str]:
    """The lines of the file; `tally` counts claims."""
    for told in pages:
        for entity in _of_page(told, tally):
            yield to_line(entity, strict=True) + "\n"


def _of_page(told: Told, tally: Tally) -> Iterator[Record]:
    reports = list(told.reports)
    if reports:
        yield _article(told)
    known: set[str] = set()
    for report in reports:
        if report.claim["status"] not in {"asserted", "possible"}:
            tally.left_out[f"{report.claim['status']}: an event of FollowTheMoney has taken place"] += 1
            continue
        tally.written += 1
        for party in (*report.actors, *report.recipients, *report.companions):
            if party.key not in known:
                known.add(party.key)
                yield _party(told, party)
        yield _event(told, report)
    yield from _ties(told, known)


def _entity(name: str, schema: str, values: Record) -> Record:
    """An entity, every property a list of texts."""
    lists = {key: value if isinstance(value, list) else [value] for key, value in values.items()}
    kept = {key: sorted({" ".join(v.split()) for v in value if v}) for key, value in lists.items()}
    return {"id": name, "schema": schema, "properties": {key: value for key, value in kept.items() if value}}


def _article(told: Told) -> Record:
    page = told.record["document"]
    values = {
        "title": page["title"] or page["source"],
        "author": page["byline"],
        "publishedAt": page["published"],
        "retrievedAt": (page["retrieved"] or told.kept.seen or "")[:10],
        "sourceUrl": _url(page["url"]),
        "publisher": page["outlet"],
        "language": "ara" if page["language"] == "ar" else None,
        "notes": f"SHA-256 {page['id']}",
    }
    return _entity(told.kept.name, "Article", values)


def _url(url: str | None) -> str | None:
    return url if url and url.startswith(("http://", "https://")) else None


def _party(told: Told, party: Party) -> Record:
    schema = _SCHEMA.get(party.kind or "", "LegalEntity")
    values: Record = {
        "name": party.name,
        "alias": [party.latin],
        "country": _country(party.country),
        "wikidataId": party.ids.get("wikidata"),
        "proof": told.kept.name,
    }
    if schema == "Person":
        values["position"] = list(party.titles)
    return _entity(party.key, schema, values)


def _event(told: Told, report: Report) -> Record:
    claim, days, place = report.claim, report.days, report.place
    others = (*report.recipients, *report.companions)
    values: Record = {
        "name": f"{claim['type']}: {claim['trigger']}",
        "startDate": days.first if days else None,
        "endDate": days.last if days else None,
        "location": place.name if place else None,
        "country": _country((claim["place"] or {}).get("country")),
        "organizer": [party.key for party in report.actors],
        "involved": [party.key for party in others],
        "summary": report.quote.text,
        "description": report.said_by,
        "proof": told.kept.name,
    }
    return _entity(report.event or report.id, "Event", values)


def _ties(told: Told, known: set[str]) -> Iterator[Record]:
    """Family and other ties between those who are in the page's claims."""
    people = {
        e["id"]: (told.kept.people.get(e["id"], f"{told.kept.name}-{e['id']}"), e) for e in told.record["entities"]
    }
    for key, entity in people.values():
        for number, tie in enumerate(entity["relations"], start=1):
            other, whom = people[tie["entity"]]
            if key not in known or other not in known:
                continue
            kin = tie["kind"] in _KIN and entity["kind"] == whom["kind"] == "PER"
            ends = {"person": key, "relative": other, "relationship": tie["kind"]}
            loose = {"subject": key, "object": other, "role": tie["kind"]}
            values = (ends if kin else loose) | {"summary": tie["text"], "proof": told.kept.name}
            name = f"{told.kept.name}-{entity['id']}-r{number}"
            yield _entity(name, "Family" if kin else "UnknownLink", values)


@lru_cache(maxsize=512)
def _country(code: str | None) -> str | None:
    return countries("iso2").get(code) if code else None
