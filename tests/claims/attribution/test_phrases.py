"""Phrases for a source inside what somebody says, questions that are answered, and names in quotation marks."""

from collections.abc import Callable

import pytest

Chain = Callable[[str, str], str]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        (
            "أشار الخبير سامر العلي إلى أن الخسائر هي الأكبر حسب وكالة النخيل للأنباء حيث تضاعفت، وقال إن القوات دخلت.",
            "دخلت",
            "سامر العلي",
        ),
        (
            "صرح الوالي سامر العلي بأن الحرس أوقف شابين بحسب النيابة العامة، وأضاف أن القوات دخلت البلدة.",
            "أوقف",
            "سامر العلي ← النيابة العامة",
        ),
        (
            "قال الوزير سامر العلي إن الشرطة، وفقا لتقرير منظمة العفو الدولية، قتلت ناشطا. وأضاف أن القوات دخلت.",
            "دخلت",
            "سامر العلي",
        ),
        (
            "صرح الوالي سامر العلي بأن الحرس أوقف شابين بحسب النيابة العامة، وأضاف أن القوات دخلت البلدة.",
            "دخلت",
            "سامر العلي",
        ),
        ("أكد الوزير سامر العلي أن الوضع مستقر، فيما قتل جنديان وفق مصدر أمني.", "قتل", "مصدر أمني"),
        ("قال سامر العلي إن القوات دخلت، بحسب وكالة رويترز. وأضاف أنها انسحبت.", "انسحبت", "رويترز ← سامر العلي"),
    ],
)
def test_a_phrase_inside_somebodys_words_is_his(chain_of: Chain, text: str, words: str, expected: str) -> None:
    assert chain_of(text, words) == expected


def test_who_quotes_a_document_speaks_again_himself(chain_of: Chain) -> None:
    text = "ويقول الخبير سامر العلي إن بيان الشركة يؤكد أنها تعمل، ويرجح أن القوات دخلت."
    assert chain_of(text, "دخلت") == "سامر العلي"


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("أما الحملات فتمثلت وفق البلاغ في حجز بنادق وقتل مسلح.", "قتل", "البلاغ"),
        ("اعتصم العمال حسب ما أكده أحد الحاضرين في الساحة والذي رفض التعامل معهم.", "اعتصم", "أحد الحاضرين في الساحة"),
        ("دخلت القوات البلدة، وفق ما أكده مصدر طبي لوكالة رويترز.", "دخلت", "مصدر طبي"),
    ],
)
def test_a_phrase_for_a_source_ends_with_it(chain_of: Chain, text: str, words: str, expected: str) -> None:
    assert chain_of(text, words) == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        (
            "قالت الوزيرة ليلى العلي إن الهجوم مدبر. وردا على سؤال عما إذا كان المهاجم معروفا لدى الأجهزة قالت «قتل الجنود كلهم هناك».",
            "قتل",
            "ليلى العلي",
        ),
        (
            "وقال الوزير سامر العلي ردا على سؤال حول ما إذا كان الجيش سيشارك في الهجوم إن القوات دخلت.",
            "دخلت",
            "سامر العلي",
        ),
        ("أفادت ليلى العلي نقلا عما ورد في التقرير بأن القوات دخلت.", "دخلت", "ليلى العلي"),
    ],
)
def test_what_is_asked_or_told_elsewhere_has_no_say(chain_of: Chain, text: str, words: str, expected: str) -> None:
    assert chain_of(text, words) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ظل «مركز الأمل للإغاثة والأعمال الإنسانية» يواصل توزيع الخيام.", "الأمل"),
        ("أشاد الوزير سامر العلي بالأمين العام على «مركز الأمل للإغاثة والأعمال الإنسانية».", "الأعمال"),
    ],
)
def test_the_name_of_a_body_in_quotation_marks_is_said_by_nobody(chain_of: Chain, text: str, words: str) -> None:
    assert "مركز" not in chain_of(text, words)


def test_once_more_is_no_speech(chain_of: Chain) -> None:
    text = "أكد الوزير سامر العلي نسف الخطط للعودة مجددا إلى المجلس وفي هذا السياق دخلت القوات."
    assert chain_of(text, "دخلت") == "سامر العلي"


@pytest.mark.parametrize(
    "text",
    [
        "وأكد الوفد استكمال العملية السياسية وفقا للمبادرة الإقليمية وآلياتها، ودخلت القوات البلدة.",
        "ودخلت القوات البلدة وفق البرنامج المعلن.",
    ],
)
def test_what_is_gone_by_says_nothing(chain_of: Chain, text: str) -> None:
    assert chain_of(text, "دخلت") in ("", "الوفد")


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("وقال النائب سامر العلي إن واشنطن تدعم المعارضة، والوزير يجب أن يرحل قبل دخول القوات.", "دخول", "سامر العلي"),
        ("قال وزير الداخلية سامر العلي إن الاتحاد الأوروبي يجب أن يمنع دخول القوات.", "دخول", "سامر العلي"),
    ],
)
def test_who_must_do_something_says_nothing(chain_of: Chain, text: str, words: str, expected: str) -> None:
    assert chain_of(text, words) == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        (
            "أكد رئيس البعثة سامر العلي أن الوفد غادر. وأضاف، في تصريح إثر لقاء جمعه مع رئيس الحكومة نبيل الحداد، "
            "قائلا «إن القوات دخلت البلدة أمس».",
            "دخلت",
            "سامر العلي",
        ),
        ("وقال في لقاء صحفي رئيس الحكومة نبيل الحداد إن القوات دخلت.", "دخلت", "نبيل الحداد"),
        ("وقال لمراسل إذاعة الفجر رئيس البلدية نبيل الحداد إن القوات دخلت.", "دخلت", "نبيل الحداد"),
    ],
)
def test_whom_somebody_met_does_not_speak_for_him(chain_of: Chain, text: str, words: str, expected: str) -> None:
    assert chain_of(text, words) == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("أكدت مصادر مطلعة أن الهدنة صامدة، في حين أشارت مصادر طبية إلى أن القوات دخلت.", "دخلت", "مصادر طبية"),
        ("أعلن الصندوق أن الحكومة طلبت قرضا، في وقت أكدت فيه الشركة أن القوات دخلت.", "دخلت", "الشركة"),
        ("أعلن الوزير سامر العلي في وقت سابق أن القوات دخلت البلدة.", "دخلت", "سامر العلي"),
    ],
)
def test_a_clause_set_against_another_has_its_own_speaker(
    chain_of: Chain, text: str, words: str, expected: str
) -> None:
    assert chain_of(text, words) == expected
