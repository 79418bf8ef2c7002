"""Where and when an event is said to have taken place, by what a reader of the page notices."""

import pickle

import pytest

from musnad.claims.settings import Case, Settings
from musnad.claims.settings.choice import best, load_weights
from musnad.claims.settings.facts import words
from musnad.model import Argument, Document, Span
from musnad.pages import page_from_text
from musnad.pipeline import Pipeline

CASES = [
    ("behind the trigger", "اجتمع الوزير سامر العلي مع السفير نبيل الحداد في عمان يوم الأحد 3 مارس 2024.",
     [("اجتمع", "عمان", "2024-03-03")]),
    ("each event its own", "أعلن الوزير سامر العلي في بيروت الثلاثاء 5 مارس 2024 أن الجيش قصف بلدة صيدا في 2023.",
     [("قصف", "صيدا", "2023")]),
    ("behind a noun that the name completes", "تظاهر المئات في مدينة صفاقس مساء الجمعة 8 مارس 2024.",
     [("تظاهر", "صفاقس", "2024-03-08TEV")]),
    ("a phrase without a name", "وقع انفجار في السوق وأصيب سبعة.", [("انفجار", "السوق", None)]),
    ("no place and no day", "أدان الرئيس سامر العلي القصف.", [("أدان", None, None)]),
    ("who is asked is no place", "دعا الوزير سامر العلي تونس إلى وقف القتال.", [("دعا", None, None)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_chosen(pipeline: Pipeline, text: str, wanted: list[tuple[str, str | None, str | None]]) -> None:
    document = pipeline(page_from_text(text, published="2024-03-10"))
    told = {document.quote(claim.span): claim for claim in document.claims}
    for word, place, date in wanted:
        claim = told[word]
        assert (claim.place and document.quote(claim.place.argument.span)) == place
        assert (claim.time and claim.time.value) == date


def test_a_place_is_in_no_furniture(pipeline: Pipeline) -> None:
    document: Document = pipeline(page_from_text("تظاهر المئات.\n\nاقرأ أيضا: حريق في بغداد", published="2024-03-10"))
    assert document.claims[0].place is None


A, B = (Argument(Span(n, n + 1)) for n in range(2))


@pytest.mark.parametrize(
    ("weights", "chosen"),
    [
        ({"a": 1.0}, A),
        ({"none": 3.0, "a": 1.0}, None),
        ({"none": 0.5, "b": 0.2}, B),
    ],
    ids=["the likeliest", "none is likelier", "two that mean the same count together"],
)
def test_best(weights: dict[str, float], chosen: Argument | None) -> None:
    cases = [Case(A, "a", [("a",)]), Case(B, "b", [("b",)]), Case(B, "b", [("b",)])]
    found = best([("none",)], cases, lambda facts: sum(weights.get(str(name), 0.0) for (name,) in facts), 1.0)
    assert (found and found.answer) == chosen


def test_words_of_facts() -> None:
    assert words(("said", "P kind GPE", "P by في")) == ["P kind GPE", "P by في"]
    assert words(("bounds", "P", "+", "،", "و")) == ["P bound +،", "P bound +و"]
    assert words(("place ruled", True, False, "GPE", "CONSULT", "-")) == [
        "P rule True", "P rule True False", "P rule True GPE CONSULT", "P rule True -",
    ]  # fmt: skip


def test_the_choice_pickles_small() -> None:
    assert len(pickle.dumps(Settings())) < 200
    assert load_weights()["P rule True"] > load_weights()["P rule False"]
