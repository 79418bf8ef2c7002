"""The project's own scorer: what counts as right, and that it agrees with the shared scorer where that is at hand."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from annotation import Gold, load, occurrences, quoted
from gate import SAMPLES, SHARED
from scoring import score

PAGE = "قال المتحدث سالم الراوي إن الوزير ماهر العلي سيزور بغداد يوم الأحد المقبل. وأعرب العلي عن ارتياحه."
ANNOTATION = """
published: 2024-05-15
names:
  - [سالم الراوي, PER, سالم الراوي]
  - [ماهر العلي, PER, ماهر العلي]
  - [العلي, PER, ماهر العلي]
  - [بغداد, GPE, بغداد]
times:
  - [يوم الأحد المقبل, 1, DATE, 2024-05-19]
events:
  - {trigger: سيزور, type: CONSULT, actors: [ماهر العلي], recipients: [بغداد | العراق], status: planned, chain: [سالم الراوي]}
  - {trigger: ارتياحه, type: SUPPORT, actors: [ماهر العلي], optional: true}
"""
Record = dict[str, Any]


@pytest.fixture
def page(tmp_path: Path) -> Gold:
    (tmp_path / "visit.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "visit.yaml").write_text(ANNOTATION, encoding="utf-8")
    (gold,) = load(tmp_path)
    return gold


def perfect(gold: Gold) -> Record:
    """The record of a reader that finds exactly what is annotated, the first of several ways to say it."""
    entities = {name.entity: f"e{i}" for i, name in enumerate(gold.names)}

    def place(span: tuple[int, int]) -> Record:
        return {"start": span[0], "end": span[1], "text": gold.text[span[0] : span[1]]}

    def argument(name: str) -> Record:
        first = name.split("|", maxsplit=1)[0].strip()
        return {"start": 0, "end": 0, "text": first, "entity": entities.get(first)}

    return {
        "document": {"source": gold.id},
        "text": gold.text,
        "mentions": [
            place(n.place) | {"kind": n.kind, "named": True, "entity": entities[n.entity]} for n in gold.names
        ],
        "entities": [{"id": id_, "name": name, "names": [name]} for name, id_ in entities.items()],
        "times": [place(t.place) | {"type": t.type, "value": t.value} for t in gold.times],
        "claims": [
            place(e.place)
            | {
                "type": e.type,
                "status": e.status,
                "actors": [argument(a) for a in e.actors],
                "recipients": [argument(r) for r in e.recipients],
                "chain": [{"source": argument(s)} for s in e.chain],
            }
            for e in gold.events
        ],
    }


def test_all_found_is_all_right(page: Gold) -> None:
    scores = score([page], {page.id: perfect(page)})
    assert set(scores.figures().values()) == {1.0}
    assert scores.errors == []


def test_nothing_found_is_nothing_right(page: Gold) -> None:
    assert set(score([page], {}).figures().values()) == {0.0}


@pytest.mark.parametrize(
    ("where", "change", "measure", "figure"),
    [
        ("mentions", {"kind": "ORG"}, "names f1", 0.75),
        ("mentions", {"start": 11}, "names f1", 1.0),  # a clitic's breadth
        ("mentions", {"start": 9}, "names f1", 0.75),
        ("mentions", {"named": False}, "names f1", 6 / 7),
        ("times", {"value": "2024-05-26"}, "times value f1", 0.0),
        ("claims", {"type": "AID"}, "events f1", 0.0),
        ("claims", {"status": "asserted"}, "events f1", 1.0),
        ("claims", {"status": "asserted"}, "tuples f1", 0.0),
        ("claims", {"actors": []}, "tuples f1", 0.0),
        ("claims", {"recipients": [{"text": "العراق", "entity": None}]}, "tuples f1", 1.0),
        ("claims", {"recipients": [{"text": "عمان", "entity": None}]}, "tuples f1", 0.0),
        ("claims", {"chain": []}, "chain where attributed", 0.0),
        ("claims", {"chain": [{"source": None}]}, "chain where attributed", 0.0),
    ],
)
def test_one_error_costs_its_measure(page: Gold, where: str, change: Record, measure: str, figure: float) -> None:
    record = perfect(page)
    record[where][0] |= change
    assert score([page], {page.id: record}).figures()[measure] == pytest.approx(figure)


def test_a_record_of_another_text_counts_as_nothing(page: Gold) -> None:
    assert set(score([page], {page.id: perfect(page) | {"text": PAGE + " "}}).figures().values()) == {0.0}


def test_an_optional_event_costs_nothing_when_missed(page: Gold) -> None:
    record = perfect(page)
    record["claims"].pop()
    assert set(score([page], {page.id: record}).figures().values()) == {1.0}


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("وبغداد وبغدادي", "بغداد", ["بغداد"]),
        ("للجيش والجيش", "الجيش", ["الجيش", "لجيش"]),
        ("لبنان", "بنان", ["بنان"]),
    ],
)
def test_names_are_found_behind_clitics(text: str, name: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in occurrences(text, name)] == found


def test_a_quote_that_is_not_there_is_refused() -> None:
    assert quoted("دار الدار دار", "دار", 2) == (10, 13)
    with pytest.raises(ValueError, match="does not occur 1 times"):
        quoted("دار", "بيت")


def test_the_projects_samples_are_annotated_soundly() -> None:
    pages = load(SAMPLES)
    assert len(pages) >= 12
    assert set(score(pages, {page.id: perfect(page) for page in pages}).figures().values()) == {1.0}


def worsened(record: Record, step: int) -> Record:
    """The record with errors of many kinds, the same ones on every run."""
    for i, mention in enumerate(record["mentions"]):
        mention["kind"] = "ORG" if i % step == 0 else mention["kind"]
        mention["start"] += i % step
    for i, entity in enumerate(record["entities"]):
        entity["names"] = [entity["name"].split()[0]] if i % step else []
    for i, time in enumerate(record["times"]):
        time["value"] = "P2W" if i % step == 0 else time["value"]
    for i, claim in enumerate(record["claims"]):
        claim["end"] += 30 * (i % (step * 3) == 1)
        claim["type"] = "AID" if i % (step + 2) == 1 else claim["type"]
        claim["status"] = "possible" if i % step == 2 else claim["status"]
        claim["chain"] = claim["chain"][i % 2 :]
        for argument in claim["actors"]:
            argument["entity"] = argument["entity"] if i % 2 else None
        claim["recipients"] = claim["recipients"] or claim["actors"][: i % step == 0]
    record["mentions"] = record["mentions"][:: 1 + (step > 3)]
    return record


@pytest.mark.slow
@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared scorer is not beside this checkout")
@pytest.mark.parametrize("step", [2, 3, 4])
def test_it_agrees_with_the_shared_scorer(tmp_path: Path, step: int) -> None:
    pages = load(SAMPLES)
    records = {page.id: worsened(perfect(page), step) for page in pages}
    path = tmp_path / "records.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in records.values()), encoding="utf-8")
    command = [sys.executable, str(SHARED / "score.py"), str(SAMPLES), str(path), "--json"]
    theirs = json.loads(subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout)
    ours = score(pages, records).figures()
    assert 0 < ours["tuples f1"] < ours["events f1"] < 1
    assert ours["chain where attributed"] == pytest.approx(theirs["chain where attributed"]["accuracy"], abs=1e-4)
    for measure in ("names", "times value", "events", "tuples"):
        assert ours[f"{measure} f1"] == pytest.approx(theirs[measure]["f1"], abs=1e-4)
