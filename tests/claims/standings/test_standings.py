"""How an event is said to stand, by what a reader of the page notices."""

import pickle

import pytest

from musnad.claims.standings import Standings
from musnad.claims.standings.choice import likeliest, load_weights, read_way
from musnad.pages import page_from_text
from musnad.pipeline import Pipeline

CASES = [
    ("قصف الجيش البلدة أمس.", "قصف", "asserted"),
    ("لم يقصف الجيش البلدة.", "يقصف", "negated"),
    ("نفى الوزير سامر العلي اعتقال الصحفي نبيل الحداد.", "اعتقال", "negated"),
    ("سيزور الوزير سامر العلي بغداد غدا.", "يزور", "planned"),
    ("من المقرر أن يجتمع الوزير سامر العلي مع السفير نبيل الحداد.", "يجتمع", "planned"),
    ("قد يزور الوزير سامر العلي بغداد.", "يزور", "possible"),
    ("طالب الوزير سامر العلي تونس بسحب قواتها.", "سحب", "hypothetical"),
    ("إذا قصف الجيش البلدة فسترد القوات.", "قصف", "hypothetical"),
]


@pytest.mark.parametrize(("text", "word", "status"), CASES, ids=[f"{word}: {status}" for _, word, status in CASES])
def test_chosen(pipeline: Pipeline, text: str, word: str, status: str) -> None:
    document = pipeline(page_from_text(text, published="2024-03-10"))
    assert [claim.status for claim in document.claims if document.quote(claim.span) == word] == [status]


def test_a_choice_against_the_rules_is_among_the_reasons(pipeline: Pipeline) -> None:
    document = pipeline(
        page_from_text("سيزور الوزير سامر العلي بغداد غدا. قصف الجيش البلدة أمس.", published="2024-03-10")
    )
    for claim in document.claims:
        chosen = [reason for reason in claim.why if reason.row == "models/standings"]
        assert all(reason.rule == f"{claim.status} by the trained choice" for reason in chosen)


def test_the_likeliest_way_wins() -> None:
    weights = {"a": (0, 5, 1), "b": (0, -9, 1)}
    assert [likeliest(facts, weights, range(3))[0] for facts in (["a"], ["a", "b"], ["unknown"])] == [1, 2, 0]


def test_a_way_that_no_axis_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="never"):
        read_way("+ certain never")


def test_the_choice_pickles_small() -> None:
    assert len(pickle.dumps(Standings())) < 200
    ways, weights = load_weights()
    assert all(len(row) == len(ways) for row in weights.values())
