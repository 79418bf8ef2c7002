"""What counts as right, and that the measures are those of the shared scorer where that is at hand."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gate import DEV, SAMPLES
from musnad.annotation import Gold, as_record, load, score
from musnad.annotation.measures import FURTHER_F1, FURTHER_SHARES
from musnad.annotation.naming import words
from musnad.model import Page
from musnad.pipeline import Pipeline

Record = dict[str, Any]
SCORER = DEV.parent / "score.py"
PERFECT = {"wrong source": 0.0}


def figures(page: Gold, record: Record) -> dict[str, float]:
    return score([page], {page.id: record}).figures()


def test_all_found_is_all_right(page: Gold) -> None:
    scores = score([page], {page.id: as_record(page)})
    assert {measure: figure for measure, figure in scores.figures().items() if figure != 1} == PERFECT
    assert scores.errors == []


def test_nothing_found_is_nothing_right(page: Gold) -> None:
    scores = score([page], {})
    assert set(scores.figures().values()) == {0.0}
    assert scores.absent == [page.id]


def test_a_record_of_another_text_counts_as_nothing(page: Gold) -> None:
    assert set(figures(page, as_record(page) | {"text": page.text + " "}).values()) == {0.0}


@pytest.mark.parametrize(
    ("where", "change", "measure", "figure"),
    [
        ("mentions", {"kind": "ORG"}, "names f1", 6 / 7),
        ("mentions", {"kind": "ORG"}, "names untyped f1", 1),
        ("mentions", {"named": False}, "names f1", 12 / 13),
        ("mentions", {"entity": "e9"}, "entities f1", 1),
        ("times", {"value": "2024-05-26"}, "times value f1", 0),
        ("times", {"value": "2024-05-26"}, "times f1", 1),
        ("claims", {"type": "AID"}, "events f1", 2 / 3),
        ("claims", {"status": "asserted"}, "events f1", 1),
        ("claims", {"status": "asserted"}, "status", 2 / 3),
        ("claims", {"status": "asserted"}, "tuples f1", 2 / 3),
        ("claims", {"actors": []}, "actors f1", 2 / 3),
        ("claims", {"actors": []}, "tuples f1", 2 / 3),
        ("claims", {"recipients": [{"text": "العراق", "entity": None}]}, "tuples f1", 1),
        ("claims", {"recipients": [{"text": "عمان", "entity": None}]}, "tuples f1", 2 / 3),
        ("claims", {"place": None}, "place f1", 0),
        ("claims", {"time": {"value": "2024-05-20"}}, "date f1", 0),
        ("claims", {"chain": []}, "chain", 2 / 3),
        ("claims", {"chain": []}, "chain where attributed", 0.5),
        ("claims", {"chain": []}, "wrong source", 0),
        ("claims", {"chain": [{"source": None}]}, "chain where attributed", 0.5),
        ("claims", {"chain": [{"source": {"text": "وكالة", "entity": None}}]}, "wrong source", 1 / 3),
        ("claims", {"companions": []}, "companions f1", 0),
        ("claims", {"companions": [{"text": "الوفد من تجار", "entity": None}]}, "companions f1", 1),
        ("claims", {"companions": [{"text": "وفد من النواب", "entity": None}]}, "companions f1", 0),
        ("claims", {"polarity": "-"}, "polarity", 2 / 3),
        ("claims", {"certainty": "possible"}, "certainty", 2 / 3),
        ("claims", {"phase": "ceased"}, "phase", 2 / 3),
        ("statements", {"speaker": None}, "statements f1", 0.5),
        ("statements", {"speaker": None}, "statement places f1", 1),
        ("statements", {"start": 0, "end": 3}, "statement places f1", 0.5),
        ("statements", {"cue": None}, "statement cue", 0),
        ("statements", {"direct": True}, "direct", 0.5),
    ],
)
def test_one_error_costs_its_measure(page: Gold, where: str, change: Record, measure: str, figure: float) -> None:
    record = as_record(page)
    record[where][0] |= change
    assert figures(page, record)[measure] == pytest.approx(figure)


def quantity(record: Record) -> Record:
    found: Record = record["claims"][2]["quantities"][0]
    return found


def entity(record: Record, name: str) -> Record:
    return next(e for e in record["entities"] if e["name"] == name)


@pytest.mark.parametrize(
    ("change", "measure", "figure"),
    [
        (lambda r: quantity(r).update(value=13), "quantity value", 0),
        (lambda r: quantity(r).update(value=13), "quantities f1", 1),
        (lambda r: quantity(r).update(unit="weapon"), "quantity unit", 0),
        (lambda r: quantity(r).update(start=0, end=2), "quantities f1", 0),
        (lambda r: r["claims"][1].update(about=[]), "about f1", 0),
        (lambda r: r["claims"][0].update(about=["c2"]), "about f1", 2 / 3),
        (lambda r: r["claims"].pop(2), "about f1", 0),
        (lambda r: entity(r, "ماهر العلي")["roles"][0].update(title="وزير"), "roles f1", 1),
        (lambda r: entity(r, "ماهر العلي")["roles"][0].update(title="قائد الجيش"), "roles f1", 0),
        (lambda r: entity(r, "ماهر العلي")["roles"].append({"title": "الوَزير"}), "roles f1", 1),
        (lambda r: entity(r, "سالم الراوي")["roles"].append({"title": "المتحدث"}), "roles f1", 2 / 3),
        (lambda r: entity(r, "خالد العلي").update(epithets=[]), "epithets f1", 0),
        (lambda r: entity(r, "خالد العلي")["relations"][0].update(kind="sibling"), "relations f1", 0),
    ],
)
def test_one_error_of_the_further_layers(
    page: Gold, change: Callable[[Record], object], measure: str, figure: float
) -> None:
    record = as_record(page)
    change(record)
    assert figures(page, record)[measure] == pytest.approx(figure)


def test_a_tie_may_be_read_from_either_end(page: Gold) -> None:
    record = as_record(page)
    son, father = entity(record, "خالد العلي"), entity(record, "ماهر العلي")
    son["relations"], father["relations"] = [], [{"kind": "parent", "entity": son["id"]}]
    assert figures(page, record)["relations f1"] == 1


def test_an_optional_event_costs_nothing_when_missed(page: Gold) -> None:
    record = as_record(page)
    record["claims"].pop()
    assert figures(page, record)["events f1"] == 1


def test_no_error_is_kept_where_none_may_be_seen(page: Gold) -> None:
    assert score([page], {}, errors=False).errors is None


def test_further_layers_are_measured_only_where_they_are_annotated(folder: Path) -> None:
    (folder / "visit.more.yaml").unlink()
    (page,) = load(folder)
    assert not {f"{m} f1" for m in FURTHER_F1} & set(figures(page, as_record(page)))
    assert not set(FURTHER_SHARES) & set(figures(page, as_record(page)))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("وفد من التجار", {"وفد", "تجار"}),
        ("الوزير", {"وزير"}),
        ("وبالقاهرة", {"قاهره"}),
        ("للعراق", {"عراق"}),
        ("والي", {"والي"}),
        ("إلى", set()),
    ],
)
def test_the_words_that_are_compared(text: str, left: set[str]) -> None:
    assert words(text) == left


def test_the_samples_are_annotated_soundly() -> None:
    pages = load(SAMPLES)
    assert len(pages) >= 12
    found = score(pages, {page.id: as_record(page) for page in pages}).figures()
    assert {measure: figure for measure, figure in found.items() if figure != 1} == PERFECT


def worsened(record: Record, step: int) -> Record:
    """The record with errors of many kinds, the same ones on every run."""
    for i, mention in enumerate(record["mentions"]):
        mention["kind"] = "ORG" if i % step == 0 else mention["kind"]
        mention["start"] += i % step
        mention["entity"] = record["mentions"][i - 1]["entity"] if i % (step + 3) == 1 else mention["entity"]
    for i, found in enumerate(record["entities"]):
        found["names"] = [found["name"].split()[0]] if i % step else []
    for i, time in enumerate(record["times"]):
        time["value"] = "P2W" if i % step == 0 else time["value"]
        time["end"] += 9 * (i % (step * 2) == 1)
    for i, claim in enumerate(record["claims"]):
        claim["end"] += 30 * (i % (step * 3) == 1)
        claim["type"] = "AID" if i % (step + 2) == 1 else claim["type"]
        claim["status"] = "possible" if i % step == 2 else claim["status"]
        claim["chain"] = claim["chain"][i % 2 :]
        for argument in claim["actors"]:
            argument["entity"] = argument["entity"] if i % 2 else None
        claim["recipients"] = claim["recipients"] or claim["actors"][: i % step == 0]
        claim["place"] = claim["place"] or (claim["actors"][0] if i % step == 1 and claim["actors"] else None)
        claim["time"] = claim["time"] if i % step else None
    record["mentions"] = record["mentions"][:: 1 + (step > 3)]
    return record


def agrees(folder: Path, pages: list[Gold], records: dict[str, Record], path: Path) -> dict[str, Any]:
    """The measures, once they have been found to be those of the shared scorer."""
    path.write_text("".join(json.dumps(record) + "\n" for record in records.values()), encoding="utf-8")
    command = [sys.executable, str(SCORER), str(folder), str(path), "--json"]
    theirs = json.loads(subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout)
    ours: dict[str, Any] = dict(score(pages, records).result())
    ours["entities"] = {key: value for key, value in ours["entities"].items() if key in theirs["entities"]}
    assert {key: ours[key] for key in theirs} == theirs
    return ours


@pytest.mark.slow
@pytest.mark.skipif(not SCORER.is_file(), reason="the shared scorer is not beside this checkout")
@pytest.mark.parametrize("step", [2, 3, 4])
def test_the_measures_are_those_of_the_shared_scorer(tmp_path: Path, step: int) -> None:
    pages = load(SAMPLES)
    records = {page.id: worsened(as_record(page), step) for page in pages}
    ours = agrees(SAMPLES, pages, records, tmp_path / "records.jsonl")
    assert 0 < ours["tuples"]["f1"] < ours["events"]["f1"] < 1


@pytest.mark.slow
@pytest.mark.skipif(not SCORER.is_file(), reason="the shared scorer is not beside this checkout")
@pytest.mark.parametrize("folder", [DEV, SAMPLES], ids=["dev", "samples"])
def test_the_measures_of_the_reader_are_those_of_the_shared_scorer(
    pipeline: Pipeline, tmp_path: Path, folder: Path
) -> None:
    pages = load(folder)
    read = (pipeline(Page(p.id, p.text, p.id, published=p.published, outlet=p.outlet)) for p in pages)
    records = {document.page.id: document.to_record() for document in read}
    agrees(folder, pages, records, tmp_path / "records.jsonl")
