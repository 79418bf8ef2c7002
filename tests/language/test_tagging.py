"""Which reading of a word its context means."""

import pickle

import pytest

from musnad.language.stage import Language
from musnad.lexicon import Lexicon
from musnad.model import Analysis, Document, Page

AMBIGUOUS = (
    "قتل بحث دعم طلب حكم ضرب رد منع رفض قصف هدم نقل عرض خطف سحب دفع حرق نشر ترك وضع "
    "كشف ذكر شكل عقد سجن ربط حل جمع فرض دخل أخذ رفع قطع كسر حفر زرع صنع شرح حجز نصب "
    "صد هجر حبس حشد خرق ردع رصد سلب شطب صرف طرد عزل فصل قمع كبح مسح نهب نقد نقض حصر "
    "حظر دمج ضم طرح نزع نسف هدر جلب حصد حذف دفن "
)
READINGS = [
    ("أدانت النقابة *قتل* الصحفي أمام منزله.", "NOUN", "قتل", "derived=verbal_noun verb=قتل"),
    ("*بحث* الوزيران تعزيز التعاون التجاري.", "VERB", "بحث", "aspect=past"),
    ("جرى خلال اللقاء *بحث* ملف الحدود.", "NOUN", "بحث", "derived=verbal_noun verb=بحث"),
    ("طلب الوفد *دعم* الدول المانحة.", "NOUN", "دعم", "derived=verbal_noun verb=دعم"),
    ("أعلن المطار *وصول* أول طائرة مساعدات.", "NOUN", "وصول", "derived=verbal_noun verb=وصل"),
    ("*وصل* المبعوث إلى العاصمة مساء الأحد.", "VERB", "وصل", "aspect=past"),
    ("رفع المحتجون *علم* البلاد فوق المبنى.", "NOUN", "علم", ""),
    ("*طلب* الرئيس من وزيره تقديم استقالته.", "VERB", "طلب", "aspect=past"),
    ("*حكم* القاضي على المتهم بالسجن عامين.", "VERB", "حكم", "aspect=past"),
    ("صدر *حكم* المحكمة صباح اليوم.", "NOUN", "حكم", ""),
    ("تعرض المعتقل إلى *ضرب* مبرح.", "NOUN", "ضرب", ""),
    ("لم يصدر أي *رد* من الوزارة.", "NOUN", "رد", ""),
    ("*منع* الجيش المدنيين من العودة.", "VERB", "منع", "aspect=past"),
    ("قررت البلدية *منع* البناء العشوائي.", "NOUN", "منع", ""),
    ("*رفض* الحزب المشاركة في الحوار.", "VERB", "رفض", "aspect=past"),
    ("أسفر *قصف* القرية عن سقوط جرحى.", "NOUN", "قصف", "derived=verbal_noun"),
    ("استنكر الأهالي *هدم* منازلهم.", "NOUN", "هدم", ""),
    ("*نقل* الإسعاف المصابين إلى المستشفى.", "VERB", "نقل", "aspect=past"),
    ("تأخر *نقل* البضائع بسبب الأمطار.", "NOUN", "نقل", ""),
    ("طالب التجار بضرورة *فتح* المعبر فورا.", "NOUN", "فتح", ""),
    ("قدمت الشركة *عرض* شراء جديدا.", "NOUN", "عرض", ""),
    ("تكررت حوادث *خطف* الأجانب في المنطقة.", "NOUN", "خطف", ""),
    ("بدأ الجيش *سحب* قواته من المدينة.", "NOUN", "سحب", ""),
    ("*دفع* الاتحاد رواتب الموظفين.", "VERB", "دفع", "aspect=past"),
    ("تعهدت الوزارة بتسريع *دفع* التعويضات.", "NOUN", "دفع", ""),
    ("*حرق* المتظاهرون إطارات في الشارع.", "VERB", "حرق", "aspect=past"),
    ("أدانت السفارة *حرق* العلم.", "NOUN", "حرق", ""),
    ("*نشر* الموقع نص الوثيقة.", "VERB", "نشر", "aspect=past"),
    ("قررت القيادة *نشر* قوات إضافية.", "NOUN", "نشر", ""),
    ("اتفق الجانبان على *وقف* إطلاق النار.", "NOUN", "وقف", ""),
    ("*ترك* الوزير منصبه بعد خلاف.", "VERB", "ترك", "aspect=past"),
    ("ناقش المجلس *وضع* اللاجئين.", "NOUN", "وضع", ""),
    ("*كشف* التحقيق تفاصيل العملية.", "VERB", "كشف", "aspect=past"),
    ("وعدت اللجنة بقرب *كشف* الحقيقة.", "NOUN", "كشف", ""),
    ("نفذت الشرطة *أمر* المحكمة.", "NOUN", "أمر", ""),
    ("*ذكر* بيان الوزارة أن الحادث عرضي.", "VERB", "ذكر", "aspect=past"),
    ("*شكل* الرئيس لجنة للتحقيق.", "VERB", "شكل", "aspect=past"),
    ("تغير *شكل* المدينة بعد الحرب.", "NOUN", "شكل", ""),
    ("*قرر* المجلس تأجيل الجلسة.", "VERB", "قرر", "aspect=past"),
    ("تسلمت الوزارة *قرار* المحكمة.", "NOUN", "قرار", ""),
    ("*حمل* البيان الحكومة المسؤولية.", "VERB", "حمل", "aspect=past"),
    ("ضبطت الشرطة *حمل* شاحنة من السلاح.", "NOUN", "حمل", ""),
    ("*عقد* الوفدان جلسة مغلقة.", "VERB", "عقد", "aspect=past"),
    ("طالبت المعارضة بسرعة *عقد* جلسة طارئة.", "NOUN", "عقد", ""),
    ("*سجن* النظام عشرات المعارضين.", "VERB", "سجن", "aspect=past"),
    ("فر سبعة من *سجن* المدينة.", "NOUN", "سجن", ""),
    ("*حضر* السفير مراسم التوقيع.", "VERB", "حضر", "aspect=past"),
    ("يستمر *حظر* التجول حتى الفجر.", "NOUN", "حظر", ""),
    ("*حصل* المرشح على أغلبية الأصوات.", "VERB", "حصل", "aspect=past"),
    ("*بدأ* الناخبون التصويت صباحا.", "VERB", "بدأ", "aspect=past"),
    ("تأجل *بدء* المحادثات يومين.", "NOUN", "بدء", ""),
    ("*زار* الأمير المخيم برفقة وزيره.", "VERB", "زار", "aspect=past"),
    ("*التقى* المشير نظيره في موسكو.", "VERB", "التقى", "aspect=past person=3 number=singular"),
    ("تستعد القاهرة لاستضافة *لقاء* الفصائل.", "NOUN", "لقاء", "verb=لقي"),
    ("*تقدم* الوزارة مساعدات للنازحين.", "VERB", "قدم", "aspect=present gender=f"),
    ("*تعاون* المحققون مع الشرطة الدولية.", "VERB", "تعاون", "aspect=past"),
    ("وقع البلدان اتفاق *تعاون* عسكري.", "NOUN", "تعاون", ""),
    ("لم *تعلن* أي جهة مسؤوليتها.", "VERB", "أعلن", "aspect=present gender=f"),
    ("*أعلن* القائد انتهاء العمليات.", "VERB", "أعلن", "aspect=past"),
    ("*هاجم* مسلحون حاجزا للجيش.", "VERB", "هاجم", "aspect=past voice=active"),
    ("*هوجم* الحاجز فجر اليوم.", "VERB", "هاجم", "aspect=past voice=passive"),
    ("*أقيل* المحافظ من منصبه.", "VERB", "أقال", "aspect=past voice=passive"),
    ("وصل *عامل* الإغاثة إلى القرية.", "NOUN", "عامل", ""),
    ("قال *شاهد* إن الانفجار كان قويا.", "NOUN", "شاهد", ""),
    ("*شاهد* الحاضرون عرضا عسكريا.", "VERB", "شاهد", "aspect=past"),
    ("*ساعد* الأطباء عشرات الجرحى.", "VERB", "ساعد", "aspect=past"),
    ("عين الرئيس *مساعد* وزير الدفاع.", "NOUN", "مساعد", ""),
    ("*وافق* البرلمان على الموازنة.", "VERB", "وافق", "aspect=past"),
    ("*وعد* الرئيس بإجراء إصلاحات.", "VERB", "وعد", "aspect=past"),
    ("*نفى* الناطق صحة الأنباء.", "VERB", "نفى", "aspect=past"),
    ("*سلم* المسلحون أسلحتهم للجيش.", "VERB", "سلم", "aspect=past"),
    ("وقعت الفصائل اتفاق *سلم* دائم.", "NOUN", "سلم", ""),
    ("*شن* الطيران غارات ليلية.", "VERB", "شن", "aspect=past"),
    ("هدد القائد بقرب *شن* هجوم واسع.", "NOUN", "شن", ""),
    ("*صرح* الوزير لصحيفة محلية.", "VERB", "صرح", "aspect=past"),
    ("*تصريح* الوزير أثار جدلا واسعا.", "NOUN", "تصريح", "derived=verbal_noun verb=صرح"),
    ("*كلف* الملك رئيس الوزراء بتشكيل الحكومة.", "VERB", "كلف", "aspect=past"),
    ("بلغت *كلفة* المشروع مليون دولار.", "NOUN", "كلفة", ""),
    ("*خرج* الآلاف في مسيرة سلمية.", "VERB", "خرج", "aspect=past"),
    ("*دخل* الاتفاق حيز التنفيذ.", "VERB", "دخل", "aspect=past"),
    ("تراجع *دخل* الأسر هذا العام.", "NOUN", "دخل", ""),
    ("*ربط* المحللون الحادث بالانتخابات.", "VERB", "ربط", "aspect=past"),
    ("تسعى الحكومة إلى *ربط* المدن بشبكة طرق.", "NOUN", "ربط", ""),
    ("*حل* الرئيس مجلس النواب.", "VERB", "حل", "aspect=past"),
    ("دعا المبعوث إلى *حل* سياسي شامل.", "NOUN", "حل", ""),
    ("*جمع* المؤتمر قادة خمس دول.", "VERB", "جمع", "aspect=past"),
    ("نجحت الحملة في *جمع* التبرعات.", "NOUN", "جمع", ""),
    ("*غادر* الوفد البلاد مساء أمس.", "VERB", "غادر", "aspect=past"),
    ("*فرض* المجلس عقوبات جديدة.", "VERB", "فرض", "aspect=past"),
    ("لوحت واشنطن بإمكانية *فرض* رسوم جديدة.", "NOUN", "فرض", ""),
    ("*عاد* النازحون إلى قراهم.", "VERB", "عاد", "aspect=past number=singular"),
    ("دول *مثل* تونس والمغرب وقعت الاتفاق.", "ADP", "مثل", ""),
    ("*من* المتوقع أن يصل الوفد غدا.", "ADP", "من", ""),
    ("زار الوزير *الأردن* ثم لبنان.", "PROPN", "أردن", ""),
    ("تحدث الوزير *الأردني* مع نظيره.", "ADJ", "أردني", ""),
    ("رحب *الليبيون* بالاتفاق.", "NOUN", "ليبي", "number=plural"),
    ("رحب الشعب *الليبي* بالاتفاق.", "ADJ", "ليبي", ""),
    ("أكد *قائد* الجيش جاهزية قواته.", "NOUN", "قائد", "derived=active_participle verb=قاد"),
    ("*قاد* الضابط محاولة الانقلاب.", "VERB", "قاد", "aspect=past"),
    ("*مقتل* جندي في انفجار لغم.", "NOUN", "مقتل", "derived=verbal_noun verb=قتل"),
    ("أصيب *مقاتلون* في الاشتباك.", "NOUN", "مقاتل", "number=plural"),
    ("*يقاتل* الجيش على ثلاث جبهات.", "VERB", "قاتل", "aspect=present"),
    ("اجتمع *وزراء* خارجية دول الجوار.", "NOUN", "وزير", "number=plural"),
    ("أضرب *عمال* الميناء عن العمل.", "NOUN", "عامل", "number=plural"),
    ("نقل *الجرحى* إلى المستشفى.", "NOUN", "جريح", "number=plural"),
    ("أطلقت السلطات سراح *أسرى* الحرب.", "NOUN", "أسير", "number=plural"),
    ("كان الرئيس *قد* زار المدينة.", "PART", "قد", ""),
    ("*كان* الرئيس قد زار المدينة.", "AUX", "كان", "aspect=past"),
    ("*سيزور* الوفد العاصمة غدا.", "VERB", "زار", "aspect=present person=3"),
    ("قال القادة إنهم *يرفضون* العرض.", "VERB", "رفض", "aspect=present number=plural gender=m"),
    ("*نحن* نرفض القرار.", "PRON", "نحن", ""),
    ("نحن *نرفض* القرار.", "VERB", "رفض", "aspect=present person=1 number=plural"),
]


@pytest.fixture(scope="module")
def language(lexicon: Lexicon) -> Language:
    return Language(lexicon)


def analysed(language: Language, text: str, place: int) -> Analysis:
    """The analysis of the word at a place of a text."""
    document = language(Document(Page("page", text, "page")))
    number = next(i for i, token in enumerate(document.tokens) if token.span.start <= place < token.span.end)
    return document.analyses[number]


@pytest.mark.parametrize("word", AMBIGUOUS.split())
@pytest.mark.parametrize(
    ("sentence", "pos"),
    [("وكان الوزير قد {} ذلك قبل أسبوع.", "VERB"), ("وتحدث الناطق عن {} جديد في المنطقة.", "NOUN")],
)
def test_verb_or_noun_of_the_same_letters(language: Language, word: str, sentence: str, pos: str) -> None:
    assert analysed(language, sentence.format(word), sentence.index("{")).pos == pos


@pytest.mark.parametrize(("marked", "pos", "lemma", "more"), READINGS)
def test_reading_in_context(language: Language, marked: str, pos: str, lemma: str, more: str) -> None:
    found = analysed(language, marked.replace("*", ""), marked.index("*"))
    assert (found.pos, found.lemma) == (pos, lemma)
    for fact in more.split():
        name, _, value = fact.partition("=")
        assert str(getattr(found, name)) == value


@pytest.mark.parametrize(
    ("text", "pos"),
    [
        ("بلغ العدد 45 جريحا.", "NUM"),
        ("نشرت Reuters الخبر.", "X"),
        ("عاد الوفد.", "PUNCT"),
        ("حضر خنفطروش الحفل.", "PROPN"),
    ],
)
def test_what_stands_in_no_list_has_a_part_of_speech(language: Language, text: str, pos: str) -> None:
    document = language(Document(Page("page", text, "page")))
    assert pos in [analysis.pos for analysis in document.analyses]


@pytest.mark.parametrize("text", ["", "\n", "«»", "ـ", "و", "ال", "ا" * 3000, "قال " * 2000, "٣٤ % @x http://y.z"])
def test_each_token_has_one_analysis(language: Language, text: str) -> None:
    document = language(Document(Page("page", text, "page")))
    assert len(document.analyses) == len(document.tokens)
    assert all(analysis.pos for analysis in document.analyses)


def test_earlier_pages_change_nothing(language: Language) -> None:
    page = Document(Page("page", "التقى الوزير نظيره المصري في القاهرة.", "page"))
    before = language(page).analyses
    language(Document(Page("other", "قتل المسلحون ثلاثة جنود. وفر المهاجمون إلى الجبال.", "other")))
    assert language(page).analyses == before


def test_the_tagger_pickles(language: Language) -> None:
    text = "أعلنت الوزارة النتائج."
    again = pickle.loads(pickle.dumps(language))
    assert analysed(again, text, 0) == analysed(language, text, 0)
