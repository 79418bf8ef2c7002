"""Folded forms: the same word, however it is written."""

import pytest

from musnad.folding import clean, fold


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("إزفيستيا", "ازفيستيا"),
        ("القاهرة", "القاهره"),
        ("على", "علي"),
        ("مُحَمَّد", "محمد"),
        ("مـصـر", "مصر"),
        ("مسؤول", "مسوول"),
        ("ﻻفروف", "لافروف"),
        ("کابل", "كابل"),
        ("ی", "ي"),
        ("م\u200fصر", "مصر"),
    ],
)
def test_same_word(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("أن", "إن"), ("على", "علي"), ("فأس", "فاس")])
def test_clean_keeps_hamzas_and_final_letters_apart(one: str, other: str) -> None:
    assert clean(one) != clean(other)
    assert fold(one) == fold(other)


def test_folding_twice_changes_nothing() -> None:
    for word in ("المسؤوليّة", "ﻷول", "گوگل"):
        assert fold(fold(word)) == fold(word)
