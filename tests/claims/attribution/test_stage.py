"""Who says what: the chain of each statement, its content, and where no statement may be found."""

from collections.abc import Callable

import pytest

from musnad.lexicon import Lexicon
from musnad.model import Document, Page, Statement
from musnad.pipeline import STAGES

HEADLINE = "جولة في أخبار اليوم\n\n"


@pytest.fixture(scope="module")
def read(lexicon: Lexicon) -> Callable[..., Document]:
    stages = [make(lexicon) for make in STAGES if make.__name__ != "make_claims"]

    def reader(text: str, outlet: str | None = None) -> Document:
        document = Document(Page("page", text, "id", outlet=outlet, published="2024-05-15"))
        for stage in stages:
            document = stage(document)
        return document

    return reader


def chain(document: Document, statement: Statement) -> str:
    return " ← ".join(document.quote(link.source.span) for link in statement.chain if link.source is not None)


def around(document: Document, words: str) -> Statement | None:
    """The innermost statement in which the words stand."""
    start = document.text.index(words)
    found = [s for s in document.statements if s.span.start <= start and start + len(words) <= s.span.end]
    return min(found, key=lambda s: s.span.end - s.span.start) if found else None


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("قال الوزير ماهر العلي إن القوات دخلت البلدة.", "دخلت", "ماهر العلي"),
        ("وكان الوزير ماهر العلي قال إن القوات دخلت البلدة.", "دخلت", "ماهر العلي"),
        ("الوزير ماهر العلي أكد أن القوات دخلت البلدة.", "دخلت", "ماهر العلي"),
        ("أما الوزير ماهر العلي، فقد أكد أن القوات دخلت البلدة.", "دخلت", "ماهر العلي"),
        ("قال يوم الاثنين الوزير ماهر العلي إن القوات دخلت البلدة.", "دخلت", "ماهر العلي"),
        ("قال في تصريح صحفي الوزير ماهر العلي إن القوات دخلت البلدة.", "دخلت", "ماهر العلي"),
        ("أكد وزير الداخلية، الدكتور ماهر العلي، أن القوات دخلت البلدة.", "دخلت", "ماهر العلي"),
        ("أعلن الوزير ماهر العلي انسحاب القوات من البلدة.", "انسحاب", "ماهر العلي"),
        ("كشف الوزير ماهر العلي عن انسحاب القوات من البلدة.", "انسحاب", "ماهر العلي"),
        ("التقى الوفد بالوزير ماهر العلي الذي قال إن القوات دخلت البلدة.", "دخلت", "ماهر العلي"),
        ("«دخلت قواتنا البلدة صباح اليوم»، قال الوزير ماهر العلي.", "دخلت", "ماهر العلي"),
        ("قال الوزير ماهر العلي: دخلت قواتنا البلدة.", "دخلت", "ماهر العلي"),
        ("غير أن مسؤولا في الوزارة قال، طالبا عدم ذكر اسمه، إن القوات دخلت البلدة.", "دخلت", "مسؤولا في الوزارة"),
        ("نقلت وكالة «رؤية» عن مندوب لم تسمّه أن القوات دخلت البلدة.", "دخلت", "رؤية ← مندوب"),
        ("علمت «رؤية» من مصادر متابعة للملف أن القوات دخلت البلدة.", "دخلت", "مصادر متابعة للملف"),
        ("قال الخرنوفي ضيف البرنامج أمس إن القوات دخلت البلدة.", "دخلت", "الخرنوفي"),
    ],
)
def test_a_verb_gives_its_subject_the_words_behind_it(
    read: Callable[..., Document], text: str, words: str, expected: str
) -> None:
    document = read(HEADLINE + text)
    statement = around(document, words)
    assert statement is not None
    assert chain(document, statement) == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("نقلت وكالة رويترز عن الوزير ماهر العلي قوله إن القوات دخلت البلدة.", "دخلت", "رويترز ← ماهر العلي"),
        ("قال الوزير ماهر العلي لوكالة رويترز إن القوات دخلت البلدة.", "دخلت", "رويترز ← ماهر العلي"),
        ("قال الوزير ماهر العلي في تصريح لقناة العربية إن القوات دخلت البلدة.", "دخلت", "ماهر العلي"),
        ("قالت رويترز إن الوزير ماهر العلي كشف أن القوات دخلت البلدة.", "دخلت", "رويترز ← ماهر العلي"),
        ("وأضافت رويترز، نقلاً عن الوزير ماهر العلي، أن القوات دخلت البلدة.", "دخلت", "رويترز ← ماهر العلي"),
        ("وبحسب وكالة رويترز، قال الوزير ماهر العلي إن القوات دخلت البلدة.", "دخلت", "رويترز ← ماهر العلي"),
        ("قال الوزير ماهر العلي إن القوات دخلت البلدة، بحسب وكالة رويترز.", "دخلت", "رويترز ← ماهر العلي"),
        ("بحسب وكالة رويترز، نقلاً عن مصدر أمني، دخلت القوات البلدة.", "دخلت", "رويترز ← مصدر أمني"),
    ],
)
def test_those_who_pass_words_on_stand_before_the_speaker(
    read: Callable[..., Document], text: str, words: str, expected: str
) -> None:
    document = read(HEADLINE + text)
    statement = around(document, words)
    assert statement is not None
    assert chain(document, statement) == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("وفقاً للوزير ماهر العلي، دخلت القوات البلدة.", "دخلت", "ماهر العلي"),
        ("دخلت القوات البلدة، وفق ما أعلن الوزير ماهر العلي.", "دخلت", "ماهر العلي"),
        ("دخلت القوات البلدة، حسبما أعلن الوزير ماهر العلي.", "دخلت", "ماهر العلي"),
        ("دخلت القوات البلدة، كما أعلن الوزير ماهر العلي.", "دخلت", "ماهر العلي"),
        ("دخلت القوات، بحسب شهود عيان، البلدة مساء أمس.", "دخلت", "شهود عيان"),
        ("جاء في بيان وزارة الدفاع أن القوات دخلت البلدة.", "دخلت", "وزارة الدفاع"),
    ],
)
def test_a_phrase_sets_its_sentence_under_a_source(
    read: Callable[..., Document], text: str, words: str, expected: str
) -> None:
    document = read(HEADLINE + text)
    statement = around(document, words)
    assert statement is not None
    assert chain(document, statement) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قال مصدر أمني كبير إن القوات دخلت البلدة.", "مصدر أمني كبير"),
        ("قال مسؤول بوزارة الداخلية لوكالة رويترز إن القوات دخلت البلدة.", "مسؤول بوزارة الداخلية"),
        ("قال متحدثون عسكريون إن القوات دخلت البلدة.", "متحدثون عسكريون"),
        ("أفادت مصادر محلية بأن القوات دخلت البلدة.", "مصادر محلية"),
        ("ذكرت تقارير صحفية أمس أن القوات دخلت البلدة.", "تقارير صحفية"),
    ],
)
def test_a_source_without_a_name_keeps_the_pages_words(read: Callable[..., Document], text: str, expected: str) -> None:
    document = read(HEADLINE + text)
    statement = around(document, "دخلت")
    assert statement is not None
    assert statement.speaker is not None
    assert document.quote(statement.speaker.span) == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("قال الوزير ماهر العلي إن الوفد وصل. وأضاف أن القوات دخلت البلدة.", "دخلت", "ماهر العلي"),
        ("قال الوزير ماهر العلي إن الوفد وصل، مضيفاً أن القوات دخلت البلدة.", "دخلت", "ماهر العلي"),
        ("قال الوزير ماهر العلي إن الوفد وصل. وأن القوات دخلت البلدة.", "دخلت", "ماهر العلي"),
        ("قال مصدر أمني لوكالة رويترز إن الوفد وصل. وقال المصدر إن القوات دخلت البلدة.", "دخلت", "رويترز ← مصدر أمني"),
        ("قالت رويترز إن ماهر العلي ذكر أن الوفد وصل، مشيرة إلى أن القوات دخلت البلدة.", "دخلت", "رويترز"),
        ("استقبل الوزير ماهر العلي الوفد، مؤكداً أن القوات دخلت البلدة.", "دخلت", "ماهر العلي"),
        ("وبحسب وكالة رويترز فإن الوفد وصل. ومن جانبه، رفض الجيش دخول البلدة.", "رفض", "رويترز"),
    ],
)
def test_a_speaker_goes_on(read: Callable[..., Document], text: str, words: str, expected: str) -> None:
    document = read(HEADLINE + text)
    statement = around(document, words)
    assert statement is not None
    assert chain(document, statement) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("يذكر أن القوات دخلت البلدة.", "دخلت"),
        ("قال الوزير ماهر العلي إن الوفد وصل. يذكر أن القوات دخلت البلدة.", "دخلت"),
        ("وصل الوفد وفقاً للقانون بعد أن دخلت القوات البلدة.", "دخلت"),
        ("العلاقات بين البلدين تحسنت بعد أن دخلت القوات البلدة.", "دخلت"),
        ("قال الوزير ماهر العلي إن الوفد «وصل إلى العاصمة مساء أمس»، وذلك بعد أن دخلت القوات البلدة.", "دخلت"),
        ("رحب الوزير ماهر العلي بالوفد، وذلك خلال لقاء جمع الطرفين.", "لقاء"),
        ("نفى الوزير ماهر العلي تصريحات النائب فادي الخوري عن لقاء الوفد.", "لقاء"),
        ("أعرب الوزير ماهر العلي عن ترحيبه بالوفد.", "ترحيبه"),
    ],
)
def test_the_pages_own_words_are_nobodys_statement(read: Callable[..., Document], text: str, words: str) -> None:
    assert around(read(HEADLINE + text), words) is None


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("أعلنت خلية الرصد الجوي مقتل ثلاثة جنود.", "مقتل", "خلية الرصد الجوي"),
        ("وأعلنت أربع دول تعليق مساعداتها للبلدة.", "تعليق", "أربع دول"),
        ("قالت أجهزة الأمن إن القوات دخلت البلدة.", "دخلت", "أجهزة الأمن"),
        ("دخلت القوات البلدة بعد قتال أسفر عن مقتل جنديين، حسب لجنة أطباء الساحل.", "مقتل", "لجنة أطباء الساحل"),
        ("دخلت القوات البلدة، بحسب مصدر أمني رفض ذكر اسمه.", "دخلت", "مصدر أمني"),
        ("دخلت القوات البلدة، وفقاً لما ذكرت عدة مواقع إخبارية.", "دخلت", "عدة مواقع إخبارية"),
        ("لكن مصدراً عسكرياً قال إن القوات دخلت البلدة.", "دخلت", "مصدراً عسكرياً"),
        ("نقلت وكالة برق الشمال عن مسؤول حكومي قوله إن القوات دخلت البلدة.", "دخلت", "برق الشمال ← مسؤول حكومي"),
        ('أعلنت "شبكة الرصد" أن القوات دخلت البلدة.', "دخلت", "شبكة الرصد"),
    ],
)
def test_a_speaker_whose_name_is_not_known_stands_in_the_pages_words(
    read: Callable[..., Document], text: str, words: str, expected: str
) -> None:
    document = read(HEADLINE + text)
    statement = around(document, words)
    assert statement is not None
    assert chain(document, statement) == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("يرى الخبير العسكري اللواء متقاعد ماهر العلي أن القوات دخلت البلدة.", "دخلت", "ماهر العلي"),
        ("وأكد الناطق باسم الحكومة، المدعو ماهر العلي، أن القوات دخلت البلدة.", "دخلت", "ماهر العلي"),
        ("لكن النائب ماهر العلي، عضو لجنة الزراعة، اتهم مسؤولي البلدة بقصف السوق.", "قصف", "ماهر العلي"),
        (
            "استمع الوفد إلى عرض من ماهر العلي وزير العدل في ليبيا الذي أوضح أن القوات دخلت البلدة.",
            "دخلت",
            "ماهر العلي",
        ),
        ("قال متحدث باسم الوزير ماهر العلي إن القوات دخلت البلدة.", "دخلت", "متحدث باسم الوزير ماهر العلي"),
        ("هدد نواب محافظون الرئيس بقصف البلدة.", "قصف", "نواب محافظون"),
        ("وكانت منظمة العفو الدولية، اتهمت في تقرير، الحكومة بقصف السوق.", "قصف", "منظمة العفو الدولية"),
        ("قال سكان للمنظمة إن القوات دخلت البلدة.", "دخلت", "سكان"),
    ],
)
def test_a_speaker_is_he_whom_the_phrase_names(
    read: Callable[..., Document], text: str, words: str, expected: str
) -> None:
    document = read(HEADLINE + text)
    statement = around(document, words)
    assert statement is not None
    assert chain(document, statement) == expected


@pytest.mark.parametrize(
    ("line", "words", "expected"),
    [
        ("#عاجل | ماهر العلي: القوات دخلت البلدة", "دخلت", "ماهر العلي"),
        ("ماهر العلي على تويتر: القوات دخلت البلدة", "دخلت", "ماهر العلي"),
        ('قناة "مرفأ" عن مصدر أمني: القوات دخلت البلدة', "دخلت", "مرفأ ← مصدر أمني"),
        ("وكالة برق الشمال نقلا عن مسؤول حكومي: القوات دخلت البلدة", "دخلت", "برق الشمال ← مسؤول حكومي"),
    ],
)
def test_a_line_of_a_live_report_names_its_speaker_before_a_colon(
    read: Callable[..., Document], line: str, words: str, expected: str
) -> None:
    document = read(HEADLINE + "وصل الوفد إلى العاصمة أمس.\n\n12:30\n" + line)
    statement = around(document, words)
    assert statement is not None
    assert chain(document, statement) == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("نفى الوزير ماهر العلي ما تردد عن دخول البلدة.", "دخول", "ماهر العلي"),
        ("نفى الوزير ماهر العلي، في حديث مع «صدى الشمال»، وجود أي نية لدخول البلدة.", "دخول", "ماهر العلي"),
        ("قال ماهر العلي إن الجبهة «قبلت الدعوة ووعدت بدخول البلدة».", "وعدت", "ماهر العلي"),
        ("قال ماهر العلي إن الاتحاد أضرب وطالب بفتح البلدة إلا أن الوزارة رفضت.", "رفضت", "ماهر العلي"),
        ("قالت رويترز إن ماهر العلي ذكر أن الوفد وصل، داعياً إلى فتح البلدة.", "داعيا", "رويترز"),
        ("قال الوزير ماهر العلي إن الوفد وصل. ووصلت قافلة. وأوضح أن القوات دخلت البلدة.", "دخلت", "ماهر العلي"),
        ("قال الوزير ماهر العلي إن الوفد وصل. و أكد أن القوات دخلت البلدة.", "دخلت", "ماهر العلي"),
        ("قال الوزير ماهر العلي إن الوفد وصل. وعن المعارك، قال إن القوات دخلت البلدة.", "دخلت", "ماهر العلي"),
        ("قال الوزير ماهر العلي إن الوفد وصل. ودخلت القوات البلدة، وفق تعبيره.", "دخلت", "ماهر العلي"),
        ("أصدر الوزير ماهر العلي بياناً قال فيه إن القوات دخلت البلدة.", "دخلت", "ماهر العلي"),
    ],
)
def test_words_go_on_as_far_as_the_speaker_does(
    read: Callable[..., Document], text: str, words: str, expected: str
) -> None:
    document = read(HEADLINE + text)
    statement = around(document, words)
    assert statement is not None
    assert chain(document, statement) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("وعد الوزير ماهر العلي بتقديم المساعدة بعد هجوم ضرب البلدة.", "هجوم"),
        ("قال الوزير ماهر العلي إن الوفد وصل، مناشداً الحكومة فتح البلدة.", "مناشدا"),
        ("بعد أن أكد الوزير ماهر العلي وصول الوفد، دخلت القوات البلدة.", "دخلت"),
        ("وذكرت الصحف أن مجموعة مسلحة دخلت. وهناك مجموعة مسلحة يرجح أن تدخل البلدة.", "تدخل"),
        ("وصل الوفد ومعه الوزير ماهر العلي الذي يزعم أنه دخل البلدة.", "دخل البلدة"),
        ("مراسلنا: دخلت القوات البلدة.", "دخلت"),
        ("حث ماهر العلي القادة الليبيين على الحوار. وحث القادة الليبيين على دخول البلدة.", "القادة الليبيين على دخول"),
    ],
)
def test_nobody_is_given_words_that_are_not_his(read: Callable[..., Document], text: str, words: str) -> None:
    assert around(read(HEADLINE + text), words) is None


@pytest.mark.parametrize(
    ("text", "words", "stance"),
    [
        ("نفى الوزير ماهر العلي أن تكون القوات دخلت البلدة.", "دخلت", "denies"),
        ("أكد الوزير ماهر العلي أن القوات دخلت البلدة.", "دخلت", "confirms"),
        ("زعم الوزير ماهر العلي أن القوات دخلت البلدة.", "دخلت", "claims"),
        ("حذر الوزير ماهر العلي من دخول البلدة.", "دخول", "warns"),
        ("شكك الوزير ماهر العلي في أن القوات دخلت البلدة.", "دخلت", "doubts"),
        ("توقع الوزير ماهر العلي أن تدخل القوات البلدة.", "تدخل", "hopes"),
    ],
)
def test_a_link_says_how_its_source_stands_to_the_words(
    read: Callable[..., Document], text: str, words: str, stance: str
) -> None:
    statement = around(read(HEADLINE + text), words)
    assert statement is not None
    assert statement.chain[-1].stance == stance


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("دعا الوزير ماهر العلي الحكومة إلى سحب القوات.", "سحب"),
        ("طالب الوزير ماهر العلي بسحب القوات.", "سحب"),
        ("هدد الوزير ماهر العلي بقصف البلدة.", "قصف"),
        ("اتهم الوزير ماهر العلي الحكومة بقصف البلدة.", "قصف"),
    ],
)
def test_the_content_of_an_act_of_speech_is_its_speakers(read: Callable[..., Document], text: str, words: str) -> None:
    document = read(HEADLINE + text)
    statement = around(document, words)
    assert statement is not None
    assert chain(document, statement) == "ماهر العلي"
    verb = text.split(maxsplit=1)[0]
    assert around(document, verb) is None


def test_a_direct_quotation_is_its_words_without_the_marks(read: Callable[..., Document]) -> None:
    document = read(HEADLINE + "قال الوزير ماهر العلي: «لن نقبل بذلك. سنعود غداً». وغادر المكان.")
    (statement,) = document.statements
    assert statement.direct
    assert document.quote(statement.span) == "لن نقبل بذلك. سنعود غداً"


def test_a_headline_names_its_speaker_before_a_colon(read: Callable[..., Document]) -> None:
    document = read("ماهر العلي: القوات دخلت البلدة\n\nوصل الوفد إلى العاصمة أمس.")
    statement = around(document, "دخلت")
    assert statement is not None
    assert chain(document, statement) == "ماهر العلي"
    assert around(document, "وصل") is None


def test_a_place_before_a_colon_is_no_speaker(read: Callable[..., Document]) -> None:
    assert not read("ليبيا: القوات دخلت البلدة\n\nوصل الوفد إلى العاصمة أمس.").statements


def test_an_agency_in_the_dateline_stands_behind_the_whole_report(read: Callable[..., Document]) -> None:
    dated = "بغداد - رويترز: وصل الوفد أمس. وقال الوزير ماهر العلي إن القوات دخلت البلدة."
    document = read(HEADLINE + dated, outlet="الضحى")
    outer, inner = around(document, "وصل"), around(document, "دخلت")
    assert outer is not None
    assert inner is not None
    assert chain(document, outer) == "رويترز"
    assert chain(document, inner) == "رويترز ← ماهر العلي"
    assert inner.parent == outer.id


def test_the_pages_own_man_is_no_source_by_name_or_trade(read: Callable[..., Document]) -> None:
    text = "وقالت مراسلة الضحى في دوشنبه سعاد العلي إن القوات دخلت البلدة. وأشارت المراسلة إلى أن القوات انسحبت."
    document = read(HEADLINE + text, outlet="الضحى")
    assert [link for statement in document.statements for link in statement.chain] == []


def test_an_agency_does_not_stand_behind_what_the_page_has_heard_itself(read: Callable[..., Document]) -> None:
    text = "بغداد - واس\n\nقال الوزير ماهر العلي إن القوات دخلت البلدة. وقال شاهد لـ«الضحى» إن القوات انسحبت."
    statement = around(read(HEADLINE + text, outlet="الضحى"), "دخلت")
    assert statement is not None
    assert [link.kind for link in statement.chain] == ["official"]


def test_a_page_of_no_known_paper_is_that_of_the_agency_in_its_dateline(read: Callable[..., Document]) -> None:
    assert not read(HEADLINE + "بغداد - رويترز: وصل الوفد أمس.").statements


@pytest.mark.parametrize("outlet", ["رويترز", "وكالة رويترز"])
def test_the_pages_own_outlet_is_no_source(read: Callable[..., Document], outlet: str) -> None:
    document = read(HEADLINE + "قال الوزير ماهر العلي لوكالة رويترز إن القوات دخلت البلدة.", outlet=outlet)
    statement = around(document, "دخلت")
    assert statement is not None
    assert chain(document, statement) == "ماهر العلي"


def test_the_pages_own_man_is_no_source(read: Callable[..., Document]) -> None:
    text = HEADLINE + "أفاد مراسل «مرسى البحر» في المدينة بأن القوات دخلت البلدة."
    own, other = read(text, outlet="مرسى البحر"), read(text, outlet="الضحى")
    assert [len(s.chain) for s in own.statements] == [0]
    assert [len(s.chain) for s in other.statements] == [1]


def test_a_new_clause_with_its_own_speaker_ends_the_words_before_it(read: Callable[..., Document]) -> None:
    document = read(HEADLINE + "قال الوزير ماهر العلي إن القوات دخلت البلدة، وقال النائب فادي الخوري إنها انسحبت منها.")
    first, second = around(document, "دخلت"), around(document, "انسحبت")
    assert first is not None
    assert second is not None
    assert (chain(document, first), chain(document, second)) == ("ماهر العلي", "فادي الخوري")


def test_statements_nest_and_hold_their_places(
    pipeline: Callable[[Page], Document], sample_texts: dict[str, str]
) -> None:
    for name, text in sample_texts.items():
        document = pipeline(Page(name, text, name, published="2024-05-15"))
        by_id = {s.id: s for s in document.statements}
        for statement in document.statements:
            assert 0 <= statement.span.start < statement.span.end <= len(text)
            assert statement.cue is not None
            if statement.parent is not None:
                parent = by_id[statement.parent]
                assert statement.span.within(parent.span)
                assert statement.chain[: len(parent.chain)] == parent.chain


@pytest.mark.parametrize("text", ["قالت سناء العلي إن", "أكد الوزير ماهر العلي أن", "قال ماهر العلي:"])
def test_a_page_that_breaks_off_before_what_is_said(read: Callable[..., Document], text: str) -> None:
    assert read(text).statements == ()
