"""Claims as reports: whom they name, which days they mean, which words they stand in."""

from typing import Any

import pytest

from musnad.exports.record import to_record
from musnad.exports.reports import Kept, Tally, Told, days_of, reports_of, sentence
from musnad.model import Document

TEXT = "جولة الوزير\nزار الوزير نزوى (3.5 كلم). ثم عاد إلى مسقط؟ نعم"


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("جولة", "جولة الوزير"),
        ("نزوى", "زار الوزير نزوى (3.5 كلم)."),
        ("عاد", "ثم عاد إلى مسقط؟"),
        ("نعم", "نعم"),
    ],
)
def test_the_sentence_around_a_place(word: str, expected: str) -> None:
    start = TEXT.index(word)
    quote = sentence(TEXT, start, start + len(word))
    assert quote.text == expected == TEXT[quote.start : quote.end]


def test_a_sentence_without_end_is_cut() -> None:
    text = "ا" * 5000
    quote = sentence(text, 2000, 2001)
    assert (quote.start, quote.end) == (1600, 2401)


@pytest.mark.parametrize(
    ("value", "changed", "expected"),
    [
        ("2024-05-14", {}, ("2024-05-14", "2024-05-14", "stated")),
        ("2024-05-14TMO", {}, ("2024-05-14", "2024-05-14", "stated")),
        ("2024-02", {}, ("2024-02-01", "2024-02-29", "stated")),
        ("2024", {"status": "planned"}, ("2024-01-01", "2024-12-31", "stated")),
        ("PAST_REF", {}, None),
        (None, {}, ("2024-05-15", "2024-05-15", "published")),
        (None, {"historical": True}, None),
        (None, {"status": "planned"}, None),
    ],
)
def test_the_days_of_a_claim(value: str | None, changed: dict[str, Any], expected: tuple[str, str, str] | None) -> None:
    claim = {"time": value and {"value": value}, "historical": False, "status": "asserted", **changed}
    days = days_of(claim, {"published": "2024-05-15"})
    assert (days and (days.first, days.last, days.basis)) == expected


def test_a_claim_without_any_day_has_none() -> None:
    assert days_of({"time": None, "historical": False, "status": "asserted"}, {"published": None}) is None


def test_parties_and_chain(document: Document) -> None:
    kept = Kept("page", people={"e1": "person"}, events={"c1": "event"})
    visit, delivery = Told(kept, to_record(document), ("c1", "c2")).reports
    assert (visit.id, visit.event, visit.said_by) == ("page-c1", "event", "وكالة الريف")
    minister = visit.actors[0]
    assert (minister.key, minister.name, minister.latin, minister.titles) == (
        *("person", "ماهر العلي", "Maher al-Ali"),
        ("الوزير",),
    )
    assert (visit.place and visit.place.key) == "page-e3"
    assert visit.quote.text.startswith("قالت وكالة الريف")
    assert (delivery.actors, delivery.event) == ((minister,), None)
    assert delivery.recipients[0].name == "وفد الواحات"


def test_only_the_claims_asked_for(document: Document) -> None:
    told = Told(Kept("page"), to_record(document), ("c2",))
    assert [report.id for report in reports_of([told, told])] == ["page-c2", "page-c2"]


def test_a_tally_adds_up() -> None:
    tally = Tally(written=3)
    tally.left_out["x"] += 2
    assert tally.total == 5
