"""Each format, read by a program that we did not write; a page made to do harm goes through all of them."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import geojson_pydantic
import networkx
import polars
import pytest

from musnad.exports import flat
from musnad.exports.acled import COLUMNS as ACLED
from musnad.exports.acled import acled
from musnad.exports.ftm import ftm
from musnad.exports.geojson import geojson
from musnad.exports.graphml import graphml
from musnad.exports.judged import Judged, decisions
from musnad.exports.plover import plover
from musnad.exports.polecat import COLUMNS as POLECAT
from musnad.exports.polecat import polecat
from musnad.exports.record import to_record
from musnad.exports.reports import Kept, Report, Tally, Told, reports_of
from musnad.exports.tables import SCHEMAS
from musnad.model import Claim, Dating, Document

OF_CLAIMS: dict[str, Callable[[Iterable[Report], Tally], Iterator[str]]] = {
    "plover": plover,
    "polecat": polecat,
    "acled": acled,
    "geojson": geojson,
    "graphml": graphml,
}
FTM = shutil.which("ftm", path=os.pathsep.join([str(Path(sys.prefix, "ftm", "bin")), os.environ["PATH"]]))
PLOVER = {
    *("id", "date", "actor", "event", "has_event", "time", "enddate", "endtime", "recipient", "event_loc"),
    *("event_text", "quad_code", "event_scale", "mode", "context", "link", "text", "text_info", "cite_info", "coder"),
    *("coded_date", "coded_time", "comment"),
}
PLOVER_INNER = {
    "actor": {
        *("code", "sector", "entity_text", "identifier_id", "identifier_text", "religion", "ethnicity", "office"),
        *("gender", "age"),
    },
    "event_loc": {
        *("extracted_place", "resolved_place", "geonameid", "lat", "lon", "city", "district", "province", "country"),
        *("country_code", "feature_class", "feature_code", "resolution"),
    },
    "text_info": {"sequence", "start", "end", "text_story"},
    "cite_info": {
        *("corpus", "citation", "url", "title", "language", "publication", "license", "copyright", "coder"),
        *("codebook", "version"),
    },
}


def told(document: Document, kept: Kept | None = None) -> Told:
    return Told(
        kept or Kept("page", "2024-06-01T00:00:00+00:00"), to_record(document), tuple(c.id for c in document.claims)
    )


def written(name: str, *pages: Told) -> tuple[str, Tally]:
    tally = Tally()
    return "".join(OF_CLAIMS[name](reports_of(pages), tally)), tally


def changed(document: Document, **changes: Any) -> Told:
    """The page with its first claim changed, and no other."""
    names = {name: getattr(document.claims[0], name) for name in Claim.__slots__}
    return told(replace(document, claims=(Claim(**(names | changes)),)))


@pytest.fixture
def located(document: Document) -> Document:
    """The page, with the place of its first claim on the map."""
    first, *others = document.claims
    assert first.place is not None
    place = replace(first.place, lat=22.93, lon=57.53, precision="city")
    return replace(document, claims=(replace(first, place=place), *others))


def test_plover_has_the_fields_of_the_manual_and_no_others(located: Document) -> None:
    lines, tally = written("plover", told(located, Kept("page", events={"c1": "e"})))
    (event,) = map(json.loads, lines.splitlines())
    assert set(event) <= PLOVER
    for name, fields in PLOVER_INNER.items():
        inner = event[name] if isinstance(event[name], list) else [event[name]]
        assert all(set(values) <= fields for values in inner), name
    assert {name: event[name] for name in ("id", "date", "event", "mode", "link", "quad_code", "event_scale")} == {
        **{"id": "page-c1", "date": "2024-05-14", "event": ["CONSULT"], "mode": ["visit"], "link": ["e"]},
        **{"quad_code": 1, "event_scale": 4.0},
    }
    assert event["actor"] == [
        {
            **{"entity_text": "ماهر العلي", "identifier_id": "Q0", "identifier_text": "Maher al-Ali"},
            "office": "الوزير",
        }
    ]
    assert event["event_loc"] == {
        **{"extracted_place": "نزوى", "resolved_place": "نزوى", "lat": 22.93, "lon": 57.53},
        **{"country_code": "OMN", "resolution": 4},
    }
    assert event["comment"] == "said by: وكالة الريف"
    assert dict(tally.left_out) == {"negated, for which PLOVER has no field": 1}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"status": "planned"}, "AGREE"),
        ({"type": "AID", "mode": None, "status": "planned"}, "AGREE"),
        ({"type": "RETREAT", "mode": "withdraw", "status": "planned"}, "CONCEDE"),
        ({"type": "RETREAT", "mode": "withdraw"}, "RETREAT withdraw"),
        ({"type": "AID", "mode": "money"}, "AID"),
        ({"type": "ASSAULT", "mode": None, "status": "planned"}, "planned, of a type that PLOVER has only done"),
        ({"type": "OFFICE", "mode": None}, "of type OFFICE, which PLOVER does not have"),
        ({"status": "hypothetical"}, "hypothetical, for which PLOVER has no field"),
        ({"actors": ()}, "without an actor"),
        ({"type": "AID", "mode": None, "recipients": ()}, "without the recipient that the type needs"),
        ({"time": None, "historical": True}, "without a day"),
        ({"time": None, "status": "planned"}, "AGREE"),
        ({"status": "possible"}, "CONSULT visit"),
    ],
)
def test_what_becomes_of_a_claim_in_plover(document: Document, changes: dict[str, Any], expected: str) -> None:
    lines, tally = written("plover", changed(document, **changes))
    if not lines:
        assert dict(tally.left_out) == {expected: 1}
        return
    event = json.loads(lines)
    assert " ".join([*event["event"], *event.get("mode", [])]) == expected


def test_polecat_is_a_table_of_40_columns(located: Document, tmp_path: Path) -> None:
    path = tmp_path / "polecat.tsv"
    path.write_text(written("polecat", told(located))[0], encoding="utf-8")
    frame = polars.read_csv(path, separator="\t", quote_char=None, infer_schema=False)
    assert tuple(frame.columns) == POLECAT
    assert len(POLECAT) == 40
    row = frame.row(0, named=True)
    assert {name: row[name] for name in ("Event Type", "Intensity", "Actor Name", "City", "Country", "Source")} == {
        **{"Event Type": "CONSULT", "Intensity": "4", "Actor Name": "Maher al-Ali", "City": "نزوى"},
        **{"Country": "OMN", "Source": "بوابة الواحات"},
    }


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"type": "ASSAULT", "mode": "aerial"}, "Explosions/Remote violence: Air/drone strike"),
        ({"type": "ASSAULT", "mode": "firearms"}, "Violence against civilians: Attack"),
        ({"type": "PROTEST", "mode": "riot"}, "Riots: Violent demonstration"),
        ({"type": "RETREAT", "mode": "ceasefire"}, "Strategic developments: Agreement"),
        ({"type": "RETREAT", "mode": "resign"}, "of type RETREAT resign, which ACLED does not have"),
        ({}, "of type CONSULT visit, which ACLED does not have"),
        ({"type": "PROTEST", "status": "planned"}, "planned: not told as done"),
        ({"type": "PROTEST", "time": None, "historical": True}, "without a day"),
    ],
)
def test_where_a_claim_stands_in_acled(
    located: Document, tmp_path: Path, changes: dict[str, Any], expected: str
) -> None:
    lines, tally = written("acled", changed(located, **changes))
    path = tmp_path / "acled.csv"
    path.write_bytes(lines.encode())
    frame = polars.read_csv(path, infer_schema=False)
    assert tuple(frame.columns) == ACLED
    if not frame.height:
        assert dict(tally.left_out) == {expected: 1}
        return
    row = frame.row(0, named=True)
    assert f"{row['event_type']}: {row['sub_event_type']}" == expected
    assert (row["country"], row["latitude"], row["geo_precision"], row["time_precision"]) == ("Oman", "22.93", "1", "1")


def test_geojson_is_valid_and_counts_what_has_no_place(located: Document) -> None:
    text, tally = written("geojson", told(located))
    found: Any = geojson_pydantic.FeatureCollection.model_validate_json(text)
    (feature,) = found.features
    assert (feature.geometry.type, tuple(feature.geometry.coordinates)) == ("Point", (57.53, 22.93))
    assert feature.properties["said_by"] == "وكالة الريف"
    assert (tally.written, tally.left_out.total()) == (1, 1)


def test_an_empty_geojson_is_valid() -> None:
    assert geojson_pydantic.FeatureCollection.model_validate_json(written("geojson")[0]).features == []


def test_graphml_ties_events_to_those_in_them(document: Document) -> None:
    kept = Kept("page", people={"e1": "person"}, events={"c1": "event"})
    again = Kept("other", people={"e1": "person"}, events={"c1": "event"})
    text, _ = written("graphml", told(document, kept), told(document, again))
    graph = networkx.parse_graphml(text)
    assert [name for name, node in graph.nodes(data=True) if node["sort"] == "event"] == [
        "event",
        "page-c2",
        "other-c2",
    ]
    assert graph.nodes["person"]["label"] == "ماهر العلي"
    edges = list(graph.get_edge_data("person", "event").values())
    assert [(edge["role"], edge["claim"]) for edge in edges] == [("actor", "page-c1"), ("actor", "other-c1")]
    assert graph.get_edge_data("event", "page-e3")
    assert sorted(edge["role"] for _, _, edge in graph.edges(data=True)) == sorted(
        2 * ["actor", "recipient", "place", "source", "actor", "recipient"]
    )


def entities(*pages: Told) -> list[dict[str, Any]]:
    return [json.loads(line) for line in "".join(ftm(pages, Tally())).splitlines()]


def test_ftm_leaves_out_what_has_not_taken_place(document: Document) -> None:
    tally = Tally()
    lines = "".join(ftm([told(document)], tally))
    assert (tally.written, tally.left_out.total()) == (1, 1)
    found = {entity["schema"]: entity for entity in map(json.loads, lines.splitlines())}
    assert set(found) == {"Article", "Person", "LegalEntity", "Event"}
    assert found["Event"]["properties"]["organizer"] == ["page-e1"]
    assert found["Event"]["properties"]["proof"] == ["page"]


@pytest.mark.skipif(FTM is None, reason="FollowTheMoney is not there: make ftm")
def test_ftm_is_read_by_followthemoney_without_loss(located: Document, hostile: Document, tmp_path: Path) -> None:
    own = entities(told(located), told(hostile, Kept("hostile")))
    path = tmp_path / "entities.json"
    path.write_text("".join(json.dumps(entity) + "\n" for entity in own), encoding="utf-8")
    command = [str(FTM), "validate", "-i", str(path)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, env={}, timeout=600)
    read = [json.loads(line) for line in done.stdout.splitlines()]
    for before, after in zip(own, read, strict=True):
        assert (before["id"], before["schema"]) == (after["id"], after["schema"])
        if before["id"].startswith("page"):
            assert {n: sorted(v) for n, v in after["properties"].items()} == before["properties"], before["id"]


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_every_table_as_csv_and_parquet(document: Document, tmp_path: Path, name: str) -> None:
    kept = Kept("page", people={"e1": "person"}, events={"c1": "event"})
    tallies = [Tally(), Tally()]
    csv, parquet = tmp_path / "table.csv", tmp_path / "table.parquet"
    csv.write_bytes("".join(flat.csv(flat.rows([told(document, kept)], name, tallies[0]), name)).encode())
    flat.parquet(flat.rows([told(document, kept)], name, tallies[1]), name, parquet)
    texts, typed = polars.read_csv(csv, infer_schema=False), polars.read_parquet(parquet)
    assert texts.columns == typed.columns == list(flat.schema_of(name))
    assert texts.height == typed.height == tallies[0].written == tallies[1].written > 0
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == []
    links = {"claims": ("event", ["event", None]), "entities": ("person", ["person", None, None, None])}
    if name in links:
        column, values = links[name]
        assert typed[column].to_list() == values


def test_an_empty_table_has_its_columns(tmp_path: Path) -> None:
    flat.parquet([], "claims", tmp_path / "none.parquet")
    frame = polars.read_parquet(tmp_path / "none.parquet")
    assert (frame.height, frame.columns) == (0, list(flat.schema_of("claims")))


def test_a_spreadsheet_runs_nothing(hostile: Document) -> None:
    page = told(replace(hostile, page=replace(hostile.page, outlet="=1+1")))
    plain, safe = (
        "".join(flat.csv(flat.rows([page], "documents", Tally()), "documents", excel=excel)) for excel in (False, True)
    )
    assert safe[0] == "\ufeff"
    assert ",'=1+1," in safe
    assert ",=1+1," in plain


@pytest.mark.parametrize("name", sorted(OF_CLAIMS))
def test_a_page_made_to_do_harm(hostile: Document, name: str, tmp_path: Path) -> None:
    dated = replace(hostile, dating=Dating("2024-05-15", "given"))
    page = changed(dated, type="ASSAULT", mode="firearms", time=None)
    text, tally = written(name, page)
    text = text.encode("utf-8", "backslashreplace").decode()
    assert tally.total == 1
    assert tally.written == (name != "geojson")
    match name:
        case "plover" | "geojson":
            assert json.loads(text) is not None
        case "graphml":
            networkx.parse_graphml(text)
        case "polecat":
            assert {line.count("\t") for line in text.splitlines()} == {39}
        case "acled":
            path = tmp_path / "acled.csv"
            path.write_bytes(text.encode())
            assert polars.read_csv(path, infer_schema=False).height == tally.written


def test_decisions_bring_the_words_that_were_judged() -> None:
    facts = {
        **{"id": 1, "kind": "reject", "of": "claim", "hash": "ab", "start": 4, "end": 8, "who": "m", "at": "now"},
        **{"why": "لا", "before": '{"type": "AID"}', "after": None},
    }
    tally = Tally()
    lines = "".join(decisions([Judged(facts, "غاب. زار نزوى. عاد"), Judged(facts, None)], tally))
    first, second = map(json.loads, lines.splitlines())
    assert (first["text"], first["context"]["text"], first["before"]) == (" زار", "زار نزوى.", {"type": "AID"})
    assert (second["text"], second["context"], tally.written) == (None, None, 2)
