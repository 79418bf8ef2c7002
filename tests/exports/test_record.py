import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from musnad.exports.record import to_json, to_record
from musnad.model import Document, Page
from musnad.pipeline import Pipeline


def places(value: Any) -> Iterator[dict[str, Any]]:
    """Every place in a record, at any depth; a claim's quote is its trigger."""
    if isinstance(value, dict):
        if isinstance(value.get("start"), int):
            yield value
        for inner in value.values():
            yield from places(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from places(inner)


def test_every_place_reads_again_to_its_quote(document: Document) -> None:
    record = to_record(document)
    found = list(places(record))
    assert len(found) > 35
    for place in found:
        quote = place.get("text", place.get("trigger"))
        assert quote is None or record["text"][place["start"] : place["end"]] == quote


def test_samples_read_again_too(pipeline: Pipeline, sample_texts: dict[str, str]) -> None:
    for name, text in sample_texts.items():
        record = json.loads(to_json(pipeline(Page(name, text, name))))
        assert record["text"] == text
        for place in places(record):
            quote = place.get("text", place.get("trigger"))
            assert quote is None or text[place["start"] : place["end"]] == quote


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("document.source", "oasis.txt"),
        ("document.outlet", "بوابة الواحات"),
        ("document.host", "oasis.example"),
        ("document.credits", ["وكالة الريف"]),
        ("document.title", "وفد الواحات في نزوى"),
        ("document.byline", None),
        ("document.published", "2024-05-15"),
        ("document.published_basis", "given"),
        ("document.published_window", ["2024-05-15", "2024-05-15"]),
        ("document.language", "ar"),
        ("document.reader", "musnad 0 abc"),
        ("mentions.0.kind", "PER"),
        ("mentions.3.named", False),
        ("entities.0.ids", {"wikidata": "Q0"}),
        ("entities.0.roles.0.country", "OMN"),
        ("entities.0.roles.0.says.0.source.text", "وكالة الريف"),
        ("entities.0.relations.0.kind", "member of"),
        ("times.0.value", "2024-05-14"),
        ("times.0.conflict", {"kind": "weekday", "readings": [{"value": "2024-05-13", "keeps": "الاثنين"}]}),
        ("statements.0.claims", ["c1"]),
        ("statements.0.speaker.entity", "e2"),
        ("claims.0.trigger", "زار"),
        ("claims.0.place.country", "OMN"),
        ("claims.0.place.entity", "e3"),
        ("claims.0.time", {"value": "2024-05-14", "time": "t1", "basis": "own"}),
        ("claims.0.chain.0.cue.text", "قالت"),
        ("claims.0.why.0.row", "events/triggers.tsv:12"),
        ("claims.1.place", None),
        ("claims.1.time", None),
        ("claims.1.chain", []),
        ("claims.1.actors.0.implied", True),
        ("claims.1.quantities.0.value", 3),
        ("claims.1.about", ["c1"]),
        ("notes.1.start", None),
    ],
)
def test_fields(document: Document, path: str, value: object) -> None:
    found: Any = to_record(document)
    for step in path.split("."):
        found = found[int(step)] if step.isdigit() else found[step]
    assert found == value


def test_implied_is_written_only_where_it_holds(document: Document) -> None:
    assert "implied" not in to_record(document)["claims"][0]["actors"][0]


def test_text_files_have_no_runs(document: Document) -> None:
    assert "runs" not in to_record(document)


def test_what_the_page_shows_stands_in_where_nothing_was_given(document: Document) -> None:
    shown = replace(document.metadata, outlet="صحيفة الجبل")
    bare = replace(document, page=replace(document.page, outlet=None), metadata=shown)
    assert to_record(bare)["document"]["outlet"] == "صحيفة الجبل"


def test_json_is_one_line_that_utf8_can_hold(hostile: Document) -> None:
    line = to_json(hostile)
    assert line.splitlines() == [line]
    assert json.loads(line.encode("utf-8")) == to_record(hostile)
    assert "\x1b" not in line
    assert json.loads(line)["claims"][0]["quantities"][0]["value"] is None


def test_json_is_the_same_each_time_and_keeps_arabic(document: Document) -> None:
    assert to_json(document) == to_json(document)
    assert "ماهر العلي" in to_json(document)
