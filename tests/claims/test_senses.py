"""Which sense an event word has: by the words behind it, by names, and by whom the deed is done to."""

import pytest

from musnad.pages import page_from_text
from musnad.pipeline import Pipeline


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("أوقفت الشرطة ثلاثة من الطلاب في بلدة زرنيخ.", ["COERCE"]),
        ("أوقفت الشركة خط الإنتاج في بلدة زرنيخ.", []),
        ("أوقفتهم الشرطة عند مدخل بلدة زرنيخ.", ["COERCE"]),
        ("فرقت الشرطة عشرات الشبان أمام البلدية.", ["COERCE"]),
        ("تسلم الناطق باسم حركة الغرب الكبير ماهر بن سالم العلي مبلغ عشرين ألف دينار من التاجر نبيل الحداد.", ["AID"]),
        ("سحبت الوزارة سفراءها من تونس.", ["SANCTION"]),
        ("توجه السالم إلى تونس.", ["CONSULT"]),
        ("توجه السالم إلى منزله.", []),
    ],
)
def test_a_word_means_what_is_done_to_whom(pipeline: Pipeline, text: str, expected: list[str]) -> None:
    assert [claim.type for claim in pipeline(page_from_text(text)).claims] == expected
