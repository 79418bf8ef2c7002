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
        ("فتحت النيابة تحقيقا في بلدة زرنيخ.", ["ACCUSE"]),
        ("بدأ تحقيق النيابة العامة في بلدة زرنيخ.", ["ACCUSE"]),
        ("تتوقع الشركة تحقيق رقم معاملات كبير.", []),
        ("تسعى الشركة إلى هذا الهدف وتعمل لتحقيقه.", []),
        ("استطاعت الشركة تحقيق باقي أهدافها.", []),
        ("استدعت النيابة التاجر نبيل الحداد.", ["REQUEST"]),
        ("يستدعي القانون توفير الإمكانيات.", []),
        ("عادوا إلى مناطق إقامتهم، وهي إقامة جبرية.", ["COERCE"]),
        ("عادوا إلى مناطق إقامتهم، والحراسة جبرية.", []),
        ("نشرت اللجنة مذكرة تفاهم وقعها ماهر العلي.", ["SUPPORT"]),
        ("نشرت اللجنة مذكرة تفاهم، ثم وقعها ماهر العلي.", []),
        ("تفقد الفريق آثار الزلزال الذي ضرب جزيرة زرنيخ.", ["CONSULT"]),
        ("دمرت وحدة الهندسة آلية لمرتزقة العدوان.", ["ASSAULT"]),
        ("دول عدة تدين العدوان على زرنيخ.", ["ACCUSE", "ASSAULT"]),
        ("استقبل ماهر العلي القنصل العام نبيل الحداد.", ["CONSULT"]),
        ("وصف الحاكم موقفه بالثابت ووقوفه بالتام.", []),
    ],
)
def test_a_word_means_what_is_done_to_whom(pipeline: Pipeline, text: str, expected: list[str]) -> None:
    assert [claim.type for claim in pipeline(page_from_text(text)).claims] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("يستعد الفرع لتمويل المشاريع.", []),
        ("لم يستعد الجيش بلدة زرنيخ.", ["ASSAULT"]),
        ("شكر ماهر العلي وفدا من الشيوخ زاره أمس.", ["SUPPORT", "CONSULT"]),
        ("أكد ماهر العلي رفضه القرار.", ["REJECT"]),
        ("كتب ماهر العلي أن الطرفين وافقا على القرار.", ["AGREE"]),
    ],
)
def test_where_a_word_is_a_verb(pipeline: Pipeline, text: str, expected: list[str]) -> None:
    """A form of the jussive behind لم alone, a verb with a pronoun behind the noun that it tells of, a dual behind two."""
    assert [claim.type for claim in pipeline(page_from_text(text)).claims] == expected
