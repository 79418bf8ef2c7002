"""The gate's verdict: which floors are under, and what a missing page says."""

import json

import pytest

from gate import FLOORS, SAMPLES, main, under
from scoring import score


def test_floors_that_are_not_held_are_named() -> None:
    figures = {"samples": {"names f1": 0.5, "events f1": 0.4}}
    floors = {"samples": {"names f1": 0.6, "events f1": 0.4, "tuples f1": 0.1}, "dev": {"names f1": 0.9}}
    assert list(under(figures, floors)) == [
        "UNDER THE FLOOR: samples names f1: 0.5000 < 0.6",
        "UNDER THE FLOOR: samples tuples f1: 0.0000 < 0.1",
    ]


def test_every_layer_has_floors_for_what_the_projects_scorer_measures() -> None:
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    measures = set(score([], {}).figures())
    assert {layer: set(figures) for layer, figures in floors.items()} == {"dev": measures, "samples": measures}


@pytest.mark.slow
def test_an_unknown_page_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--pages", "no-such-page"]) == 1
    assert "no such page: no-such-page" in capsys.readouterr().err


@pytest.mark.slow
def test_one_page_can_be_looked_at(capsys: pytest.CaptureFixture[str]) -> None:
    name = min(path.stem for path in SAMPLES.glob("*.txt"))
    assert main(["--pages", name]) == 0
    assert json.loads(capsys.readouterr().out)["document"]["source"] == name
