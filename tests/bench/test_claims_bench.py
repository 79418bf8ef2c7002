"""The benchmark of claims: what counts as found, and that it runs where its corpora are absent."""

import json
from pathlib import Path

import pytest

from claims.run import BENCH
from claims.sentences import measure
from figures import read_targets

ROWS = {
    "assault": [
        {"label": "yes", "text": "قتل مسلحون ثلاثة جنود في هجوم على ثكنة."},
        {"label": "easy no", "text": "لم يقتل أحد في المدينة."},
        {"label": "difficult no", "text": "قتل مسلحون ثلاثة جنود."},
    ],
    "protest": [{"label": "yes", "text": "تظاهر المئات في العاصمة."}, {"label": "easy no", "text": "أشرقت الشمس."}],
}
SPANS = {
    "assault": [
        {
            "text": "وقصف الجيش البلدة.",
            "event_type": "ASSAULT",
            "spans": [{"verb": ["وقصف"], "source_actor": ["الجيش"]}],
        },
        {"text": "نام الحارس.", "event_type": "ASSAULT", "spans": [{"verb": ["نام"], "source_actor": []}]},
    ],
    "protest": [],
}


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """A set of sentences in the files of the corpus."""
    folder = tmp_path / "corpora" / "events" / "oeda_arabic_gsr"
    folder.mkdir(parents=True)
    for kind, rows in ROWS.items():
        lines = (json.dumps(row, ensure_ascii=False) for row in rows)
        (folder / f"{kind}_sentences.jsonl").write_text("\n".join(lines), "utf-8")
        (folder / f"{kind}_spans.json").write_text(json.dumps(SPANS[kind], ensure_ascii=False), "utf-8")
    return tmp_path


def test_labels_and_spans(shared: Path) -> None:
    found = measure(shared)
    assert (found["ASSAULT sentences, F1"], found["PROTEST sentences, F1"]) == (1.0, 1.0)
    assert found["events by spans, verb and type"] == 0.5
    assert found["events by spans, actor"] == 1.0


def test_what_is_not_at_hand_is_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert BENCH.main(["--shared", str(tmp_path), "--only", "sentences"]) == 0
    assert "left out: sentences" in capsys.readouterr().out


def test_every_floor_has_a_figure_in_the_table() -> None:
    floors = json.loads((BENCH.folder / "floors.json").read_text("utf-8"))
    assert set(floors) <= set(read_targets(BENCH.folder / "figures.tsv"))
