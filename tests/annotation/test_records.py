"""One annotation scored against another."""

from pathlib import Path

import pytest

from musnad.annotation import Gold, as_record, load, score

from .conftest import ANNOTATION, write


@pytest.mark.parametrize(
    ("there", "instead", "measure", "figure"),
    [
        ("بغداد | العراق", "العراق | بغداد", "recipients f1", 1),
        ("بغداد | العراق", "العراق | دمشق", "recipients f1", 1),
        ("بغداد | العراق", "دمشق | عمان", "recipients f1", 0),
        (", optional: true", "", "events f1", 1),  # one says optional, both have it
        ("ارتياحه, type: SUPPORT", "ارتياحه, type: AGREE", "events f1", 1),
        ("chain: []}", "chain: [], optional: true}", "events f1", 1),
    ],
)
def test_what_two_annotators_may_differ_in(  # noqa: PLR0917 - pytest gives them by name
    page: Gold, folder: Path, there: str, instead: str, measure: str, figure: float
) -> None:
    write(folder, rows=ANNOTATION.replace(there, instead, 1))
    (other,) = load(folder)
    for right, judged in ((page, other), (other, page)):
        assert score([right], {"visit": as_record(judged, right)}).figures()[measure] == figure


def test_what_only_one_has_and_calls_optional_counts_neither_way(page: Gold, folder: Path) -> None:
    write(folder, rows=ANNOTATION[: ANNOTATION.index("  - {trigger: ارتياحه")])
    (other,) = load(folder)
    for right, judged in ((page, other), (other, page)):
        assert score([right], {"visit": as_record(judged, right)}).figures()["events f1"] == 1
    assert len(as_record(page)["claims"]) == len(as_record(page, other)["claims"]) + 1
