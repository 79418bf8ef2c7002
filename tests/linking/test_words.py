"""Folded words, and the kinds of deed that triggers tell of."""

import pytest

from musnad.folding import fold
from musnad.lexicon import Lexicon
from musnad.linking.words import Vocabulary, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("قُتِل شرطيّان", ["قتل", "شرطيان"]),
        ("وُزِّعت الخيام", ["وزعت", "الخيام"]),
        ("اللقاء، ثم 12 شخصا", ["اللقاء", "ثم", "12", "شخصا"]),
    ],
)
def test_harakat_do_not_part_a_word(text: str, words: list[str]) -> None:
    assert words_of(text) == words


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("CONSULT", "اللقاء", "اجتمعا"),
        ("CONSULT", "ولقائهما", "سيلتقي"),
        ("AID", "وصلت", "ستصل"),
        ("AID", "حطتا", "وصول"),
        ("AGREE", "وعدونا", "تعهدت"),
        ("ASSAULT", "قتلوا", "بمقتل"),
        ("ASSAULT", "اختطفوا", "خاطفيه"),
        ("COERCE", "الموقوفين", "اعتقلوا"),
    ],
)
def test_forms_of_one_deed_are_known_as_one(lexicon: Lexicon, kind: str, one: str, other: str) -> None:
    vocabulary = Vocabulary(lexicon)
    assert vocabulary.deeds(kind, fold(one)) & vocabulary.deeds(kind, fold(other))


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [("CONSULT", "زيارة", "مكالمة"), ("OFFICE", "استقالة", "انتخب"), ("ASSAULT", "خطف", "رشقوا")],
)
def test_deeds_of_one_type_are_told_apart(lexicon: Lexicon, kind: str, one: str, other: str) -> None:
    vocabulary = Vocabulary(lexicon)
    first, second = vocabulary.deeds(kind, fold(one)), vocabulary.deeds(kind, fold(other))
    assert first
    assert second
    assert not first & second
