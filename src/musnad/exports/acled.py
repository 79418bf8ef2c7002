"""Claims as a table with ACLED's columns; `data/exports/acled.tsv` says which of PLOVER's types stands where.

ACLED is the work of its own coders after its own codebook: rows made here only have its form. The number of dead stays
empty, as the record says how many people, but not that they died.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from functools import cache

from musnad.exports.plover import comment, table
from musnad.exports.record import Record
from musnad.exports.reports import Days, Party, Report, Tally
from musnad.lexicon import Row

COLUMNS = (
    *("event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type"),
    *("actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting"),
    *("iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision"),
    *("source", "source_scale", "notes", "fatalities", "tags", "timestamp"),
)
_ARMED_KIND = "ARMED"
_CIVILIANS, _EXTERNAL = "Civilians", "External/Other forces"
_STATE = "State forces"
_GEO_PRECISION = {"code": 1, "city": 1, "district": 2, "state": 3, "country": 3}


def acled(reports: Iterable[Report], tally: Tally) -> Iterator[str]:
    """The lines of the file, the header first."""
    yield _line(COLUMNS)
    for report in reports:
        place = placed(report)
        if isinstance(place, str):
            tally.left_out[place] += 1
            continue
        tally.written += 1
        row, days = place
        cells = _event(report, row, days) | _sides(report, row) | _where(report)
        yield _line([str(cells.get(name, "") if cells.get(name) is not None else "") for name in COLUMNS])


def placed(report: Report) -> tuple[Row, Days] | str:
    """Where a claim stands in ACLED, with its days; or why it has no place there."""
    claim = report.claim
    target = "armed" if any(_is_armed(party) for party in report.recipients) else "unarmed"
    keys = ((claim["type"], mode, to) for mode in (claim["mode"] or "", "") for to in ("any", target))
    row = next((_rows()[key] for key in keys if key in _rows()), None)
    if row is None:
        return f"of type {' '.join(filter(None, (claim['type'], claim['mode'])))}, which ACLED does not have"
    if claim["status"] not in {"asserted", "possible"}:
        return f"{claim['status']}: not told as done"
    return (row, report.days) if report.days else "without a day"


@cache
def _rows() -> dict[tuple[str, str, str], Row]:
    return {(row["type"], row["mode"], row["target"]): row for row in table("exports/acled")}


@cache
def _names() -> dict[str, str]:
    return {row["iso3"]: row["latin"] for row in table("names/countries")}


@cache
def _actors() -> dict[str, str]:
    return {row["sector"]: row["label"] for row in table("exports/acled_actors")}


def _is_armed(party: Party) -> bool:
    return party.kind == _ARMED_KIND or any(sector in {"MIL", "COP", "REB", "PRM", "UAF"} for sector in party.sectors)


def _event(report: Report, row: Row, days: Days) -> Record:
    said = comment(report)
    return {
        "event_id_cnty": report.id,
        "event_date": days.first,
        "year": days.first[:4],
        "time_precision": 1 if days.count == 1 else 2 if days.count <= 7 else 3,
        "disorder_type": row["disorder"],
        "event_type": row["event"],
        "sub_event_type": row["sub"],
        "source": "; ".join(filter(None, (report.page["outlet"], *report.page["credits"]))),
        "notes": " ".join(report.quote.text.split()) + (f" [{said}]" if said else ""),
        "tags": "; ".join(report.claim["contexts"]),
    }


def _sides(report: Report, row: Row) -> Record:
    first, second = (_side(parties, report, row) for parties in (report.actors, report.recipients))
    kinds = [side["inter"] for side in (first, second) if side["inter"]]
    against = row["event"] in {"Violence against civilians", "Explosions/Remote violence"}
    return {
        "actor1": first["actor"],
        "assoc_actor_1": first["others"],
        "inter1": first["inter"],
        "actor2": second["actor"],
        "assoc_actor_2": second["others"],
        "inter2": second["inter"],
        "interaction": "-".join(kinds) if len(kinds) == 2 else f"{kinds[0]} only" if kinds else "",
        "civilian_targeting": "Civilian targeting" if against and second["inter"] == _CIVILIANS else "",
    }


def _side(parties: tuple[Party, ...], report: Report, row: Row) -> dict[str, str]:
    """A side: its first party, the others, and what kind of actor the first is."""
    if not parties:
        return {"actor": "", "others": "", "inter": ""}
    names = [party.latin or party.name for party in parties]
    return {"actor": names[0], "others": "; ".join(names[1:]), "inter": _inter(parties[0], report, row)}


def _inter(party: Party, report: Report, row: Row) -> str:
    """What kind of actor a party is; nothing of bodies and places about which nothing is known."""
    if row["disorder"] == "Demonstrations" and party in report.actors and not _is_armed(party):
        return "Rioters" if row["event"] == "Riots" else "Protesters"
    sectors = [sector for sector in party.sectors if sector in _actors()]
    kind = _actors()[sectors[0]] if sectors else _actors()[_ARMED_KIND] if party.kind == _ARMED_KIND else ""
    country = (report.claim["place"] or {}).get("country")
    if party.kind == _ARMED_KIND and not sectors and party.country:
        kind = _STATE
    if kind == _STATE and party.country and country and party.country != country:
        return _EXTERNAL
    return kind or (_CIVILIANS if party.kind == "PER" else "")


def _where(report: Report) -> Record:
    place, party = report.claim["place"], report.place
    if not place or not party:
        return {}
    return {
        "iso": place["country"],
        "country": _names().get(place["country"] or "", place["country"]),
        "admin1": (party.latin or party.name) if place["precision"] == "state" else "",
        "location": party.latin or party.name,
        "latitude": place["lat"],
        "longitude": place["lon"],
        "geo_precision": _GEO_PRECISION.get(place["precision"] or "", ""),
    }


def _line(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue()
