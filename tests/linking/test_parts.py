"""The parts of linking, each by a table: windows of days, names, groups."""

from datetime import date

import pytest

from musnad.lexicon import Lexicon
from musnad.linking.clusters import groups
from musnad.linking.names import persons
from musnad.linking.windows import window
from musnad.linking.words import Vocabulary


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2024-05-14", "2024-05-14", "2024-05-14"),
        ("2024-05-14TEV", "2024-05-14", "2024-05-14"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-W20", "2024-05-13", "2024-05-19"),
        ("2024-W20-WE", "2024-05-18", "2024-05-19"),
        ("2024-SU", "2024-06-01", "2024-09-30"),
    ],
)
def test_values_and_their_days(value: str, first: str, last: str) -> None:
    found = window(value)
    assert found is not None
    assert (date.fromordinal(found.first).isoformat(), date.fromordinal(found.last).isoformat()) == (first, last)


@pytest.mark.parametrize("value", [None, "", "PAST_REF", "2024-13-01", "2024-02-31", "P3D", "0000-00"])
def test_what_names_no_day_has_none(value: str | None) -> None:
    assert window(value) is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("سامر حمداني", "سامر حمداني", True),
        ("سامر فؤاد حمداني", "سامر حمداني", True),
        ("سامر حمداني", "نادر حمداني", False),
        ("سامر علي حمداني", "سامر صالح حمداني", False),
        ("حمداني", "سامر حمداني", False),
        ("سامر حمداني", "فادي معلوف", False),
    ],
)
def test_two_of_one_family_stay_two(one: str, other: str, *, same: bool) -> None:
    score, reason = persons(tuple(one.split()), tuple(other.split()))
    assert (score >= 0.5) is same
    assert reason


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ({}, ["a", "b", "c"]),
        ({"ab": 1.0}, ["ab", "c"]),
        ({"ab": 1.0, "bc": 0.4}, ["ab", "c"]),
        ({"ab": 2.0, "bc": 1.0, "ac": -0.5}, ["abc"]),
        ({"ab": 2.0, "bc": 1.0, "ac": -3.0}, ["ab", "c"]),
        ({"ab": -1.0}, ["a", "b", "c"]),
    ],
)
def test_groups_join_by_the_mean_of_their_pairs(scores: dict[str, float], expected: list[str]) -> None:
    pairs = {((a,), (b,)): score for (a, b), score in ((tuple(k), v) for k, v in scores.items())}
    assert ["".join(key[0] for key in group) for group in groups([("a",), ("b",), ("c",)], pairs)] == expected


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("ASSAULT", "خطفوا", "اختطاف"),
        ("ASSAULT", "تفجير", "انفجرت"),
        ("PROTEST", "يضربون", "الاضراب"),
        ("CONSULT", "التقي", "الاجتماع"),
        ("OFFICE", "استقالته", "استقال"),
        ("COERCE", "اوقفت", "الموقوفين"),
        ("REQUEST", "يناشد", "لنداء"),
    ],
)
def test_words_of_one_deed(lexicon: Lexicon, kind: str, one: str, other: str) -> None:
    vocabulary = Vocabulary(lexicon)
    assert vocabulary.deeds(kind, one) & vocabulary.deeds(kind, other)
