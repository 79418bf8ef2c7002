"""Claims in plain words: what pages leave open is said in their words, and not in the record's codes."""

from collections import defaultdict
from typing import Any

import pytest

from musnad.archive.papers import Paper
from musnad.reader import Reader
from musnad.serve.phrases import phrases

_WHO_AND_WHERE = {"ماهر العلي", "بغداد", "Maher al-Ali", "Baghdad"}


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("زار الوزير ماهر العلي بغداد يوم الاثنين 13 مايو 2024.", "2024-05-13"),
        ("زار الوزير ماهر العلي بغداد في الآونة الأخيرة.", "الآونة الأخيرة"),
        ("زار الوزير ماهر العلي بغداد خلال الأسبوع الماضي.", "الأسبوع الماضي"),
        ("زار الوزير ماهر العلي بغداد.", None),
    ],
)
def test_when_it_was_is_a_date_or_the_words_of_the_page(reader: Reader, text: str, when: str | None) -> None:
    record = reader.read(f"خبر\n{text}\n", published="2024-05-15").to_record()
    columns: dict[str, Any] = defaultdict(lambda: None, hash=record["document"]["id"])
    paper = Paper(1, columns, record)
    (claim,) = paper.claims.values()
    for phrase in phrases(paper, claim).values():
        given = [piece.text for piece in phrase.words if piece.given]
        assert [one for one in given if one not in _WHO_AND_WHERE] == ([when] if when else [])
