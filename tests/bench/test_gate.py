"""The gate's verdict: which floors are under, what a missing page says, and that frozen pages stay unseen."""

import json
from pathlib import Path

import pytest

import gate
from gate import FLOORS, SAMPLES, main, table, under
from gold_pages import FROZEN, entries
from musnad.annotation import score
from musnad.annotation.measures import FURTHER_F1, FURTHER_SHARES, LESS_IS_BETTER, Scores


def test_floors_that_are_not_held_are_named() -> None:
    figures = {"samples": {"names f1": 0.5, "events f1": 0.4}}
    floors = {"samples": {"names f1": 0.6, "events f1": 0.4, "tuples f1": 0.1}, "dev": {"names f1": 0.9}}
    assert list(under(figures, floors)) == [
        "UNDER THE FLOOR: samples names f1: 0.5000 < 0.6",
        "UNDER THE FLOOR: samples tuples f1: 0.0000 < 0.1",
    ]


def test_the_table_has_every_figure_with_its_floor_and_the_agreement() -> None:
    shown = table(
        {"dev": {"names f1": 0.5}, "frozen": {"names f1": 0.4, "about f1": 0.3}},
        {"frozen": {"about f1": 0.2}},
        {"names f1": 0.9},
    )
    assert [line.split() for line in shown.strip().splitlines()] == [
        ["dev", "floor", "frozen", "floor", "agreement"],
        ["names", "f1", "0.5000", "0.4000", "0.9000"],
        ["about", "f1", "0.3000", "0.20"],
    ]


def test_every_measure_of_the_gold_has_a_floor() -> None:
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    measures = set(Scores(further=1).figures()) - LESS_IS_BETTER
    assert {f"{m} f1" for m in FURTHER_F1} | set(FURTHER_SHARES) <= measures
    for layer in ("develop", "frozen", "develop invented", "frozen invented"):
        assert set(floors[layer]) == measures
    assert set(floors["dev"]) == set(floors["samples"]) < set(score([], {}).figures())


@pytest.mark.slow
def test_an_unknown_page_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--pages", "no-such-page"]) == 1
    assert "no such page: no-such-page" in capsys.readouterr().err


@pytest.mark.slow
def test_one_page_can_be_looked_at(capsys: pytest.CaptureFixture[str]) -> None:
    name = min(path.stem for path in SAMPLES.glob("*.txt"))
    assert main(["--pages", name]) == 0
    assert json.loads(capsys.readouterr().out)["document"]["source"] == name


@pytest.mark.slow
def test_a_frozen_page_cannot_be_looked_at(capsys: pytest.CaptureFixture[str]) -> None:
    name = next(entry["id"] for entry in entries() if entry["part"] == FROZEN and entry["source"] == "invented")
    assert main(["--pages", name]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert f"{name} is frozen" in said.err


@pytest.mark.slow
def test_a_run_writes_and_prints_nothing_of_frozen_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(gate, "OUT", tmp_path)
    monkeypatch.setattr(gate, "ROOT", tmp_path)
    main(["--errors"])
    frozen = {entry["id"] for entry in entries() if entry["part"] == FROZEN}
    written = "".join(path.read_text(encoding="utf-8") for path in tmp_path.iterdir())
    assert "develop" in "".join(path.name for path in tmp_path.iterdir())
    assert not [name for name in frozen if name in written or name in capsys.readouterr().out]
