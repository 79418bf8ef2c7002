"""Written words, numbers, marks and sentence ends."""

import pytest

from musnad.language.tokens import raw_tokens, sentence_bounds


def words(text: str) -> list[str]:
    return [text[span.start : span.end] for span, _ in raw_tokens(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("زار الوزير بغداد.", ["زار", "الوزير", "بغداد", "."]),
        ("في 2025م", ["في", "2025", "م"]),
        ("٢٧/٦/٢٠١٦", ["٢٧/٦/٢٠١٦"]),
        ("بـ«المساعدة»", ["بـ", "«", "المساعدة", "»"]),
        ("الـ48 ساعة", ["الـ", "48", "ساعة"]),
        ("أ.ف.ب", ["أ", ".", "ف", ".", "ب"]),
        ("وصل... ثم غادر", ["وصل", "...", "ثم", "غادر"]),
        ("موقع https://example.org/خبر اليوم", ["موقع", "https://example.org/خبر", "اليوم"]),
        ("مُحَمَّد", ["مُحَمَّد"]),
        ("", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("زار بغداد. ثم عاد.", ["زار بغداد.", "ثم عاد."]),
        ("عنوان\n\nنص الخبر", ["عنوان", "نص الخبر"]),
        ("عنوان\r\nنص", ["عنوان", "نص"]),
        ("قال «انتهى الأمر.» وغادر", ["قال «انتهى الأمر.»", "وغادر"]),
        ("نقلت أ. ف. ب عنه. ومضى", ["نقلت أ. ف. ب عنه.", "ومضى"]),
        ("مستعدون (...) عندما يطلب", ["مستعدون (...) عندما يطلب"]),
        ("بلغ 3.5 مليون", ["بلغ 3.5 مليون"]),
        ("هل عاد؟ نعم", ["هل عاد؟", "نعم"]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    spans = list(raw_tokens(text))
    assert [text[s.span.start : s.span.end] for s in sentence_bounds(text, spans)] == expected
