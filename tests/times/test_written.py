"""Words as they are written, from a text and from the tokens of a document."""

import pickle

import pytest

from musnad.language import make_language
from musnad.lexicon import load
from musnad.model import Document, Page
from musnad.times.written import Forms

FORMS, LANGUAGE = Forms(load()), make_language(load())
TEXTS = [
    "",
    "وصل الوفد أمس الثلاثاء (17 فبراير 2025م).",
    "ـ 27-6-2016 www.example.org «أ. ف. ب» ٣/٤",
    "ا" * 100 + " أمس",
]


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_and_its_document_have_the_same_words(text: str) -> None:
    assert FORMS.of(text) == FORMS.of_document(LANGUAGE(Document(Page("test", text, "test"))))


@pytest.mark.parametrize(
    ("word", "kind", "of_time", "digits"),
    [
        ("أمس", "word", True, ()),
        ("وأمس", "word", True, ()),
        ("وزير", "word", False, ()),
        ("27-6-2016", "number", True, (27, 6, 2016)),
        ("٢٠١٦", "number", True, (2016,)),
        ("12345678901", "number", True, ()),
        ("،", "mark", False, ()),
    ],
)
def test_what_a_word_can_be(word: str, kind: str, of_time: bool, digits: tuple[int, ...]) -> None:
    (found,) = FORMS.of(word).words
    assert (found.kind, bool(found.kinds), found.digits) == (kind, of_time, digits)


def test_what_is_kept_is_not_pickled() -> None:
    before = len(pickle.dumps(FORMS))
    FORMS.of(" ".join(f"كلمة{number}" for number in range(100)))
    assert len(pickle.dumps(FORMS)) == before
