"""Claims as a table with POLECAT's 40 columns, tab separated: `;` parts actors, `|` the values of one of them."""

from collections.abc import Iterable, Iterator

from musnad.exports.plover import Coded, coded
from musnad.exports.record import Record
from musnad.exports.reports import Party, Report, Tally

_SIDE = (
    *("{} Name", "{} Country", "{} COW", "Primary {} Sector", "{} Sectors", "{} Title", "{} Name Raw"),
    "Wikipedia {} ID",
)
COLUMNS = (
    *("Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts"),
    *(name.format("Actor") for name in _SIDE),
    *(name.format("Recipient") for name in _SIDE),
    *("Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename"),
    *("Feature Type", "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations"),
    *("Language", "Version"),
)
_UNWRITABLE = dict.fromkeys(map(ord, "\t\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029"), " ")


def polecat(reports: Iterable[Report], tally: Tally) -> Iterator[str]:
    """The lines of the file, the header first."""
    yield "\t".join(COLUMNS) + "\n"
    for report in reports:
        code = coded(report)
        if isinstance(code, str):
            tally.left_out[code] += 1
            continue
        tally.written += 1
        row = _event(report, code) | _side("Actor", report.actors) | _side("Recipient", report.recipients)
        row |= _place(report)
        yield "\t".join(str(row.get(name) or "").translate(_UNWRITABLE) for name in COLUMNS) + "\n"


def _event(report: Report, code: Coded) -> Record:
    page = report.page
    return {
        "Event ID": report.id,
        "Event Date": code.days.first,
        "Event Type": code.type,
        "Event Mode": code.mode,
        "Intensity": None if code.score is None else f"{code.score:g}",
        "Quad Code": code.quad,
        "Contexts": ";".join(report.claim["contexts"]),
        "Source": page["outlet"],
        "Publication Date": page["published"],
        "Language": page["language"],
        "Version": page["reader"],
    }


def _side(side: str, parties: Iterable[Party]) -> Record:
    values = [
        (
            party.latin or party.name,
            party.country,
            None,
            party.sectors[0] if party.sectors else None,
            "|".join(party.sectors),
            "|".join(party.titles),
            party.words,
            party.ids.get("wikidata"),
        )
        for party in parties
    ]
    columns = zip(*values, strict=True) if values else ()
    names = (name.format(side) for name in _SIDE)
    return {name: _joined(column) for name, column in zip(names, columns, strict=False)}


def _joined(values: Iterable[str | None]) -> str:
    """The values of several parties; nothing where none has one."""
    parts = [value or "" for value in values]
    return ";".join(parts) if any(parts) else ""


def _place(report: Report) -> Record:
    place, party = report.claim["place"], report.place
    if not place or not party:
        return {}
    return {
        "Placename": party.latin or party.name,
        "City": (party.latin or party.name) if place["precision"] in {"city", "code"} else None,
        "Province": (party.latin or party.name) if place["precision"] == "state" else None,
        "Country": place["country"],
        "Latitude": place["lat"],
        "Longitude": place["lon"],
        "GeoNames ID": party.ids.get("geonames"),
        "Raw Placename": party.words,
        "Feature Type": place["precision"],
    }
