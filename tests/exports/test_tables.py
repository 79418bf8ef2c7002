import csv
import io
from dataclasses import replace

import polars as pl
import pytest

from musnad.exports.tables import CSV_COLUMNS, csv_claims, csv_header, to_polars
from musnad.model import Document

NAMES = ["documents", "mentions", "entities", "times", "statements", "claims", "chains"]


def test_frames_hold_a_row_for_each_thing(document: Document) -> None:
    frames = to_polars(document)
    assert list(frames) == NAMES
    assert [frames[name].height for name in NAMES] == [1, 4, 4, 1, 1, 2, 1]


def test_arguments_and_sources_are_named(document: Document) -> None:
    frames = to_polars(document)
    first = frames["claims"].row(0, named=True)
    assert first["actors"] == ["ماهر العلي"]
    assert first["actors_entities"] == ["e1"]
    assert (first["place"], first["date"], first["chain"]) == ("نزوى", "2024-05-14", ["وكالة الريف"])
    assert frames["chains"].row(0, named=True)["source"] == "وكالة الريف"
    assert frames["times"]["readings"].to_list() == [["2024-05-13"]]


def test_tables_join_on_document_and_id(document: Document) -> None:
    frames = to_polars(document)
    joined = frames["chains"].join(frames["claims"], left_on=["document", "claim"], right_on=["document", "id"])
    assert joined["trigger"].to_list() == ["زار"]


def test_columns_are_the_same_for_any_input(document: Document, hostile: Document) -> None:
    empty, full = to_polars([]), to_polars([document, hostile])
    for name in NAMES:
        assert empty[name].schema == full[name].schema
    assert full["documents"].height == 2
    assert isinstance(full["claims"], pl.DataFrame)


def test_csv_has_a_header_and_a_line_a_claim(document: Document) -> None:
    rows = list(csv.DictReader(io.StringIO(csv_header() + csv_claims(document), newline="")))
    assert list(rows[0]) == list(CSV_COLUMNS)
    assert [row["trigger"] for row in rows] == ["زار", "سلم"]
    assert rows[0]["contexts"] == "diplomatic | executive"
    assert rows[0]["chain"] == "وكالة الريف"
    assert (rows[1]["status"], rows[1]["reading"], rows[1]["place"]) == ("negated", "true", "")


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "+1", "-2+3", "@SUM(A1)", "\t=1", "＝1"])
def test_csv_text_is_never_a_formula(document: Document, name: str) -> None:
    outlet = replace(document, page=replace(document.page, outlet=name))
    rows = list(csv.DictReader(io.StringIO(csv_header() + csv_claims(outlet), newline="")))
    assert rows[0]["outlet"] == f"'{name}"
