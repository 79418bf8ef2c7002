"""Who takes part in an event when the words stand far apart: one invented sentence for each rule."""

import pytest

from musnad.expectations import unmet
from musnad.lexicon import Lexicon
from musnad.model import Document
from musnad.pages import page_from_text
from musnad.pipeline import Pipeline

TOPICS = [
    ("behind a relative clause between commas", "وأوضح الحاكم أن المهاجمين، الذين قدموا على متن دراجات نارية، خطفوا مهندسين اثنين.",
     "claim=ASSAULT; trigger=خطفوا; actor=المهاجمين; recipient=مهندسين اثنين"),
    ("with the preposition that belongs to it", "ونقل مراسلنا عن رئيس البلدية أن ضابطا في المخابرات هدد الأهالي بفرض منع التجول.",
     "claim=THREATEN; recipient=الأهالي; !recipient=ضابطا"),
    ("of a clause with كان inside", "ونفى الوالي أن تكون الوحدات الأمنية قد منعت الأعوان من دخول المستودع.",
     "claim=COERCE; actor=الوحدات الأمنية; recipient=الأعوان"),
    ("the object of a commonly passive verb", "وذكر التقرير أن الأجهزة الأمنية لا تعتقل أحدا على خلفية سياسية.",
     "claim=COERCE; actor=الأجهزة الأمنية; recipient=أحدا"),
    ("bound by على", "وقال النائب إن على بغداد أن تطرد السفير.", "claim=SANCTION; actor=بغداد"),
    ("joined in a headline", "12 قتيلا في هجوم على قافلة.. والإمارات تدين", "claim=ACCUSE; actor=الإمارات"),
    ("a clause with وأن goes on with the topic", "وقال النائب إن الحكومة مستعدة للتعاون مع المجلس وإنها لن تعترض على عقد الجلسة.",
     "claim=REJECT; actor=الحكومة"),
    ("the late subject of a verb without object", "ووصل إلى الدوحة أمس وفد من الكتلة الوطنية برئاسة النائب فادي حرب.",
     "claim=CONSULT; recipient=الدوحة; !actor=فادي حرب"),
]  # fmt: skip

PHRASES = [
    ("an adjective of belonging ends before a definite noun", "وثمنت دول عربية عدة الخطوة المصرية.",
     "claim=SUPPORT; actor=دول عربية عدة"),
    ("behind a quantity a noun with a pronoun is another", "وعلقت شركات طيران عدة رحلاتها إلى بيروت.",
     "claim=SANCTION; actor=شركات طيران عدة"),
    ("a description behind a definite title is another", "واستقبل السيد الرئيس وفدا روسيا.",
     "claim=CONSULT; actor=وفدا روسيا; recipient=السيد الرئيس"),
    ("how it is done stands before whom it strikes", "وأعدمت السلطات التشادية شنقا ثلاثة أشخاص.",
     "claim=ASSAULT; actor=السلطات التشادية; recipient=ثلاثة أشخاص"),
    ("an adverb that opens the sentence acts in nothing", "ميدانيا، هاجم شبان غاضبون خيم المعتصمين.",
     "claim=ASSAULT; actor=شبان غاضبون; !actor=ميدانيا"),
    ("a courtesy belongs to the title behind it", "وهنأ جلالة الملك المعظم رئيسة غانا.",
     "claim=SUPPORT; actor=جلالة الملك; recipient=رئيسة غانا"),
    ("a courtesy of two words too", "وبعث صاحب السمو رئيس الدولة برقية تهنئة إلى السفير نبيل الحداد.",
     "claim=SUPPORT; actor=صاحب السمو رئيس الدولة; recipient=نبيل الحداد"),
    ("the dawn of a day names nobody", "وأمر الرئيس التشادي فجر الخميس ببدء العملية.", "claim=REQUEST; actor=الرئيس التشادي"),
    ("a squad acts", "واعتقلت مفارز الاستخبارات ثلاثة مسلحين.", "claim=COERCE; actor=مفارز الاستخبارات; recipient=ثلاثة مسلحين"),
    ("courtesies between an office and its bearer", "ورحب معالي وزير الخارجية المهندس سامر العلي بالوفد.",
     "claim=SUPPORT; actor=سامر العلي; recipient=الوفد"),
    ("an object behind such a name", "والتقى وزير الخارجية المهندس سامر العلي السفير نبيل الحداد.",
     "claim=CONSULT; actor=سامر العلي; actor=نبيل الحداد"),
]  # fmt: skip

CARRIED = [
    ("a dual ending shows the object", "وقالت المنظمة إن الأسر نزحت من البلدة، وناشدت الطرفين السماح بمرور القافلة.",
     "claim=REQUEST; recipient=الطرفين; !actor=الطرفين"),
    ("gender shows the object", "ورفض المجلس استقالة الأمين، وكلف المهندسة سوزان الملاح بتسيير الأعمال.",
     "claim=OFFICE; recipient=سوزان الملاح; !actor=سوزان الملاح"),
    ("the plural goes on with the plural", "وأكد المصدر أن المسلحين أحرقوا حافلتين قبل أن ينسحبوا باتجاه الحدود.",
     "claim=RETREAT; actor=المسلحين"),
    ("behind his words the speaker goes on", "وحذر المتحدث من أن الحكومة ستوقف الدعم. وطالب المانحين بالتدخل.",
     "claim=REQUEST; recipient=المانحين; !actor=الحكومة"),
    ("a pronoun on a joined noun", "واتهم الجيش الحركة بقتل المدنيين وتهجيرهم.", "claim=ASSAULT; actor=الحركة; recipient=المدنيين"),
    ("who is told of in a relative clause without pronoun does not go on",
     "وأقدمت السلطات على منع وقفة دعت إليها جمعيات محلية، وأوقفت ثلاثة نشطاء.",
     "claim=COERCE; trigger=أوقفت; actor=السلطات; !actor=جمعيات محلية"),
    ("a written subject acts alone", "أعلنت الحركة مسؤوليتها عن الهجوم، فيما تعهد رئيس الوزراء بمحاسبة المقصرين.",
     "claim=AGREE; actor=رئيس الوزراء; !actor=الحركة"),
]  # fmt: skip

PRONOUNS = [
    ("of several is no single man", "وقال الوزير سامر العلي إن الشرطة اعتقلتهم أمس.", "claim=COERCE; !recipient=سامر العلي"),
    ("of several means who has no name", "وذكر سامر العلي أن عدة أشخاص تورطوا، وأن الشرطة اعتقلتهم أمس.",
     "claim=COERCE; !recipient=سامر العلي"),
    ("of two means those named together", "وأصدر سامر العلي ونبيل الحداد بيانا أوضحا فيه تفاصيل الاتفاق الذي عقد بينهما.",
     "claim=AGREE; actor=سامر العلي; actor=نبيل الحداد"),
    ("of two on a noun", "ووصل سامر العلي ونبيل الحداد أمس، ورافقهما الحاكم إلى مكان لقائهما.",
     "claim=CONSULT; trigger=لقائهما; actor=سامر العلي; actor=نبيل الحداد"),
    ("several go on, and not the two who met", "والتقى سامر العلي نبيل الحداد. وقال مصدر إن مسلحين هاجموا المقر وقتلوا حارسين.",
     "claim=ASSAULT; trigger=قتلوا; !actor=سامر العلي; !actor=نبيل الحداد; actor=مسلحين"),
    ("both sides without a meeting before", "وأصدر سامر العلي ونبيل الحداد بيانا. وناقش الطرفان ملف الحدود.",
     "claim=CONSULT; trigger=ناقش; actor=سامر العلي; actor=نبيل الحداد"),
]  # fmt: skip

DESCRIPTIONS = [
    ("a participle with its complement", "واتهمت غرفة الطوارئ القوات المسيطرة على الوادي بمنع النازحين من الوصول.",
     "ACCUSE", "القوات المسيطرة على الوادي"),
    ("a number of people", "ورفضت قوة من الجيش القرار.", "REJECT", "قوة من الجيش"),
    ("one of a body", "وأحالت المحكمة عضوين من الحزب إلى التحقيق.", "ACCUSE", "عضوين من الحزب"),
    ("one in a body", "ونقل مراسلنا أن ضابطا في المخابرات هدد الأهالي بفرض منع التجول.", "THREATEN", "ضابطا في المخابرات"),
    ("ل swallows the article", "وقدمت فرنسا دعما ماليا للشرطة.", "AID", "للشرطة"),
]  # fmt: skip

NOUNS = [
    ("who is described plans what follows", "توقيف خلية خططت لتفجير مقر أمني", "claim=ASSAULT; !actor=مقر أمني"),
    ("the court that judges", "وكانت محكمة التمييز قضت في مايو الماضي بترحيل النائب السابق سامر العلي.",
     "claim=COERCE; recipient=سامر العلي; actor=محكمة التمييز"),
]  # fmt: skip

OBJECTS = [
    ("behind an aside in commas", "واستدعت وزارة الخارجية المصرية، أمس، القائم بالأعمال الإيراني في القاهرة.",
     "claim=ACCUSE; actor=وزارة الخارجية المصرية; !recipient=وزارة الخارجية المصرية"),
    ("a thing behind the manner", "ورفض المجلس بالإجماع قرار اللجنة.", "claim=REJECT; actor=المجلس"),
    ("who takes office does it himself", "وتسلم السفير سامر العلي مهامه أمس.", "claim=OFFICE; actor=سامر العلي"),
]  # fmt: skip

CASES = [*TOPICS, *PHRASES, *CARRIED, *PRONOUNS, *NOUNS, *OBJECTS]


@pytest.mark.parametrize(("text", "facts"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_participants(pipeline: Pipeline, text: str, facts: str) -> None:
    document = pipeline(page_from_text(text, published="2024-05-15"))
    assert not unmet(document, facts)


@pytest.mark.parametrize(
    ("text", "kind", "words"), [case[1:] for case in DESCRIPTIONS], ids=[case[0] for case in DESCRIPTIONS]
)
def test_a_description_keeps_what_belongs_to_it(pipeline: Pipeline, text: str, kind: str, words: str) -> None:
    document = pipeline(page_from_text(text, published="2024-05-15"))
    told = [a for c in document.claims if c.type == kind for a in (*c.actors, *c.recipients)]
    assert words in [document.quote(argument.span) for argument in told]


def test_what_was_begun_for_one_page_is_not_read_on_for_another(lexicon: Lexicon) -> None:
    *before, statements, claims = Pipeline(lexicon, "test").stages
    pages = []
    for text in ("زار الوزير سامر العلي بغداد.", "وقال السفير إن الجيش قصف حلب."):
        document = Document(page_from_text(text))
        for stage in before:
            document = stage(document)
        pages.append(document)
    expected = [claims(statements(document)).claims for document in pages]
    told = [statements(document) for document in pages]
    assert [claims(document).claims for document in told] == expected
    assert claims(told[1]).claims == expected[1]
