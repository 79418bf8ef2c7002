"""Clitics: which letters before and behind a word are not its own."""

import pytest

from musnad.language.words import Words
from musnad.lexicon import Lexicon
from musnad.model import Span


@pytest.fixture(scope="module")
def language(lexicon: Lexicon) -> Words:
    return Words(lexicon)


@pytest.mark.parametrize(
    ("word", "proclitics", "base", "enclitic"),
    [
        ("للوفد", ("ل",), "الوفد", ""),
        ("وللوزير", ("و", "ل"), "الوزير", ""),
        ("وزير", (), "وزير", ""),
        ("ووزير", ("و",), "وزير", ""),
        ("وقال", ("و",), "قال", ""),
        ("وصل", (), "وصل", ""),
        ("وصوله", (), "وصول", "ه"),
        ("بالمساعدة", ("ب",), "المساعده", ""),
        ("زيارته", (), "زياره", "ه"),
        ("لقائه", (), "لقاء", "ه"),
        ("عليها", (), "علي", "ها"),
        ("به", (), "ب", "ه"),
        ("لهم", (), "ل", "هم"),
        ("بلاده", (), "بلاد", "ه"),
        ("باراك", (), "باراك", ""),
        ("كان", (), "كان", ""),
        ("ليبيا", (), "ليبيا", ""),
        ("فيصل", (), "فيصل", ""),
    ],
)
def test_division(language: Words, word: str, proclitics: tuple[str, ...], base: str, enclitic: str) -> None:
    token = language.token(word, Span(0, len(word)), "word")
    assert (token.proclitics, token.base, token.enclitic) == (proclitics, base, enclitic)


@pytest.mark.parametrize(
    ("word", "stem"),
    [("للوفد", "لوفد"), ("وَقالَ", "قالَ"), ("زيارته", "زيارت"), ("بـالمساعدة", "المساعدة"), ("وزير", "وزير")],
)
def test_stem_is_the_exact_place_without_clitics(language: Words, word: str, stem: str) -> None:
    token = language.token(word, Span(0, len(word)), "word")
    assert word[token.stem.start : token.stem.end] == stem


def test_readings_offer_every_division(language: Words) -> None:
    token = language.token("وعده", Span(0, 4), "word")
    bases = {
        (reading.proclitics, reading.base, reading.enclitic)
        for reading in language.readings(token.form, marbuta=token.marbuta)
    }
    assert {((), "وعده", ""), (("و",), "عده", ""), ((), "وعد", "ه"), (("و",), "عد", "ه")} <= bases
