"""On whose word a claim is, where to say something is to do it."""

import pytest

from musnad.model import Document, Page
from musnad.pipeline import Pipeline


def chain(document: Document, trigger: str) -> list[str]:
    (claim,) = [claim for claim in document.claims if document.quote(claim.span) == trigger]
    return [document.quote(link.source.span) for link in claim.chain if link.source is not None]


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("قال الوزير ماهر العلي: «ندعو الحكومة إلى الحوار».", "ندعو", []),
        ("قال الوزير ماهر العلي: «طلبنا من الحكومة الإفراج عن السجناء».", "طلبنا", ["ماهر العلي"]),
        ("قال الوزير ماهر العلي: «سندعو الحكومة إلى الحوار».", "سندعو", ["ماهر العلي"]),
        ("أعلن الوزير ماهر العلي استقالته من منصبه.", "استقالته", []),
        ("أعلن الوزير ماهر العلي مقتل ثلاثة جنود في كمين.", "مقتل", ["ماهر العلي"]),
    ],
)
def test_what_is_done_by_saying_it_is_on_nobodys_word(
    pipeline: Pipeline, text: str, trigger: str, expected: list[str]
) -> None:
    document = pipeline(Page("a", f"جولة في أخبار اليوم\n\n{text}", "0", published="2024-05-15"))
    assert chain(document, trigger) == expected
