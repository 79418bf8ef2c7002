"""How many took part: the number, its place, and what it counts."""

import pytest

from musnad.pages import page_from_text
from musnad.pipeline import Pipeline


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قتل سبعة أشخاص في تونس.", ("سبعة أشخاص", 7.0, "أشخاص")),
        ("قتل 28 مدنيا في تونس.", ("28 مدنيا", 28.0, "مدنيا")),
        ("قتل ٢٨ مدنيا في تونس.", ("٢٨ مدنيا", 28.0, "مدنيا")),
        ("اعتقلت الشرطة عشرات المتظاهرين.", ("عشرات المتظاهرين", None, "المتظاهرين")),
    ],
)
def test_counted_participants(pipeline: Pipeline, text: str, expected: tuple[str, float | None, str]) -> None:
    document = pipeline(page_from_text(text, published="2024-05-15"))
    found = [(document.quote(q.span), q.value, q.of) for claim in document.claims for q in claim.quantities]
    assert found == [expected]


def test_names_are_not_counted(pipeline: Pipeline) -> None:
    document = pipeline(page_from_text("زار الوزير سامر العلي تونس.", published="2024-05-15"))
    assert [claim.quantities for claim in document.claims] == [()]
