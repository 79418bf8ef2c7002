"""Written words, numbers, marks and sentence ends."""

from itertools import pairwise

import pytest

from musnad.language.tokens import kind_of, raw_tokens, sentence_bounds, written_tokens


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
        ("عام 1446هـ", ["عام", "1446", "هـ"]),
        ("بنسبة 3.5% و٣٫٥٪", ["بنسبة", "3.5", "%", "و", "٣٫٥", "٪"]),
        ("بين 2011-2015", ["بين", "2011-2015"]),
        ("بلغ 1,000.5 طن", ["بلغ", "1,000.5", "طن"]),
        ("27\u200f/6\u200f/2016", ["27\u200f/6\u200f/2016"]),
        ("وكالة «أ ف ب»", ["وكالة", "«", "أ", "ف", "ب", "»"]),
        (
            'بـ"المساعدة" و“السلام” و‹الأمن›',
            ["بـ", '"', "المساعدة", '"', "و", "“", "السلام", "”", "و", "‹", "الأمن", "›"],
        ),
        ("وسم #كلنا_معا", ["وسم", "#", "كلنا", "_", "معا"]),
        ("كتب @user_1 أمس", ["كتب", "@user_1", "أمس"]),
        ("عبر info@example.org.", ["عبر", "info@example.org", "."]),
        ("(https://example.org/a?b=c).", ["(", "https://example.org/a?b=c", ")", "."]),
        ("www.example.com، ثم", ["www.example.com", "،", "ثم"]),
        ("في ab.co/x1 صورة", ["في", "ab.co/x1", "صورة"]),
        ("طائرة F-16 ومجموعة G20", ["طائرة", "F-16", "ومجموعة", "G20"]),
        ("قال John Smith.", ["قال", "John", "Smith", "."]),
        ("في U.S. و U.N. معا", ["في", "U.S.", "و", "U.N.", "معا"]),
        ("ـ قال ـ وهو", ["ـ", "قال", "ـ", "وهو"]),
        ("م\u200fصر \u200fقال\u200f", ["م\u200fصر", "قال"]),
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
        ("هل عاد؟! نعم!! لا", ["هل عاد؟!", "نعم!!", "لا"]),
        ("سأل «هل عاد؟!». ثم مضى", ["سأل «هل عاد؟!».", "ثم مضى"]),
        ("وصل الوفد.ثم غادر", ["وصل الوفد.", "ثم غادر"]),
        ("عام 2025م. وقال", ["عام 2025م.", "وقال"]),
        ("عام 1446هـ. وقال", ["عام 1446هـ.", "وقال"]),
        ("نقلت بي.بي.سي عنه. ومضى", ["نقلت بي.بي.سي عنه.", "ومضى"]),
        ("قال د.سالم ود. هدى. ثم", ["قال د.سالم ود. هدى.", "ثم"]),
        ("1. زار بغداد. ثم عاد", ["1. زار بغداد.", "ثم عاد"]),
        ("عاد في 15. وقال", ["عاد في 15.", "وقال"]),
        ("قال J. Smith ذلك. ثم", ["قال J. Smith ذلك.", "ثم"]),
        ("عنه example.org. ثم", ["عنه example.org.", "ثم"]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    spans = list(raw_tokens(text))
    assert [text[s.span.start : s.span.end] for s in sentence_bounds(text, spans)] == expected


@pytest.mark.parametrize(
    "text", ["بـ«الوفد» (2025م)، قال: U.S.!\u200f", "a@b #وسم_1 ـ www.x.org/ي.", "\u064b\u0640 1- ..…؟!"]
)
def test_all_that_is_seen_is_covered_once_and_in_order(text: str) -> None:
    spans = [span for span, _ in raw_tokens(text)]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    covered = {place for span in spans for place in range(span.start, span.end)}
    assert {place for place, char in enumerate(text) if not char.isspace() and char != "\u200f"} <= covered


@pytest.mark.parametrize(
    "text", ["بـ«الوفد» (2025م)، قال: U.S.!\u200f", "a@b #وسم_1 ـ www.x.org/ي.", "A.B. ×é字 http://a.b/c? @اسم 1,5"]
)
def test_what_is_written_tells_the_kind(text: str) -> None:
    found = [(match.start(), match.end(), kind_of(match.group())) for match in written_tokens(text)]
    assert found == [(span.start, span.end, kind) for span, kind in raw_tokens(text)]


@pytest.mark.parametrize("piece", ["a.", "a_", "a@", "ـ", "ا\u200f", "1--", "http://.", "www..", "a.b/", "ا.", "A.B@"])
def test_tokens_take_time_in_proportion_to_the_text(piece: str) -> None:
    text = piece * 20_000
    spans = list(raw_tokens(text))
    assert sum(1 for _ in sentence_bounds(text, spans)) >= 1
