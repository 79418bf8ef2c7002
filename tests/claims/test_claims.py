"""Who did what to whom, and how surely: one invented sentence for each rule of the claims' grammar."""

import pytest

from musnad.expectations import unmet
from musnad.pages import page_from_text
from musnad.pipeline import Pipeline

CASES = [
    # where the subject stands
    ("verb first", "زار الوزير سامر العلي تونس.", "claim=CONSULT; actor=سامر العلي; recipient=تونس; place=تونس"),
    ("subject first, in a heading", "الوزير سامر العلي يزور تونس", "claim=CONSULT; actor=سامر العلي; recipient=تونس"),
    ("behind أن", "أكد المتحدث أن الوزير سامر العلي زار تونس.", "claim=CONSULT; actor=سامر العلي; recipient=تونس"),
    ("behind an opening quote", "قال المتحدث إن الوزير سامر العلي «زار تونس».", "claim=CONSULT; actor=سامر العلي"),
    ("behind an apposition", "لكن الوزير سامر العلي، رئيس الوفد، زار تونس.", "claim=CONSULT; actor=سامر العلي; recipient=تونس"),
    ("time between verb and subject", "زار أمس الوزير سامر العلي تونس.", "claim=CONSULT; actor=سامر العلي; recipient=تونس"),
    ("dropped, the verb before", "وصل الوزير سامر العلي إلى تونس والتقى السفير نبيل الحداد.",
     "claim=CONSULT; trigger=التقى; actor=سامر العلي; actor=نبيل الحداد"),
    ("dropped, of a visit", "غادر الوزير سامر العلي القاهرة. ثم زار تونس.",
     "claim=CONSULT; trigger=زار; actor=سامر العلي; recipient=تونس"),
    ("relative clause", "قتل المسلحون الضابط الذي زار تونس.", "!actor=تونس"),
    ("plural verb has no subject behind it", "اجتمع الوزراء أمس. وطالبوا فرنسا بالحوار.", "claim=REQUEST; recipient=فرنسا; !actor=فرنسا"),
    ("a deed describes itself by a verb", "قتل جندي في عملية إرهابية استهدفت حلب.",
     "claim=ASSAULT; trigger=استهدفت; recipient=حلب; !actor=حلب"),
    ("a deed does nothing", "قتل جندي في هجوم استهدف حاجزا في حلب.", "!actor=هجوم; recipient=حاجزا"),
    ("who is killed in an attack does not attack", "قتل جندي في هجوم استهدف حاجزا في حلب.",
     "claim=ASSAULT; trigger=هجوم; recipient=حاجزا; !actor=جندي"),
    ("those of whom a heading's deed tells", "توقيف حراس أنقذوا طفلة من الغرق",
     "claim=AID; trigger=أنقذوا; actor=حراس; recipient=طفلة"),
    ("a plural governs nothing behind it", "أمرت المحكمة بإيداع أربعة موقوفين السجن.",
     "claim=COERCE; trigger=إيداع; recipient=أربعة موقوفين"),
    ("several whom the page only describes", "أوقف الحرس ثلاثة مهربين في حلب، وتم الاستماع إليهم قبل نقلهم واحتجازهم.",
     "claim=COERCE; trigger=احتجازهم; recipient=ثلاثة مهربين"),
    ("behind إن stands a noun", "قال الوزير سامر العلي إن فرق الشرطة والمتظاهرين تفرقوا.", "!claim=COERCE"),
    ("a verb of taking place is no second meeting", "عقدت اللجنة جلسة عمل التأمت أمس بمقر الولاية.",
     "claim=CONSULT; trigger=جلسة; !trigger=التأمت"),
    ("a whole clause asks for nothing", "تعطل القطار مما تطلب تدخل رجال الإطفاء.", "!claim=REQUEST"),
    ("backing of a thing", "تهدف الخطة إلى دعم الصادرات.", "!claim=SUPPORT"),
    ("whose protest it is", "وقفة احتجاجية للمعلمين أمام مقر الوزارة", "claim=PROTEST; actor=المعلمين"),
    ("a spokesman does not comb the mountain", "أعلن الناطق باسم الوزارة العقيد سامر العلي عن انفجار لغم خلال عملية التمشيط الجارية بجبل سمامة.",
     "claim=MOBILIZE; trigger=التمشيط; !actor=سامر العلي"),
    ("a pronoun behind an arrest", "القبض على شخصين من أفراد الشبكة. وأضافت الوزارة أنه تم الاحتفاظ بهم.",
     "claim=COERCE; trigger=الاحتفاظ; recipient=شخصين"),
    # objects and complements
    ("object behind complements", "استقبل الملك سالم الحر، في قصره بالرباط، الوزير سامر العلي.",
     "claim=CONSULT; actor=سامر العلي; recipient=سالم الحر"),
    ("with", "التقى الوزير سامر العلي مع السفير نبيل الحداد في تونس.",
     "claim=CONSULT; actor=سامر العلي; actor=نبيل الحداد; place=تونس"),
    ("between", "عقدت مباحثات بين فرنسا وإيطاليا في تونس.", "claim=CONSULT; actor=فرنسا; actor=إيطاليا; place=تونس"),
    ("a series", "زار الوزير سامر العلي كلا من تونس والجزائر.", "claim=CONSULT; recipient=تونس; recipient=الجزائر"),
    ("whose deed is praised", "أشاد الوزير سامر العلي بجهود تونس.", "claim=SUPPORT; actor=سامر العلي; recipient=تونس"),
    ("all of whom", "دعت الرئاسة جميع الأطراف إلى ضبط النفس.", "claim=REQUEST; actor=الرئاسة; recipient=جميع الأطراف"),
    ("object behind a relative clause", "واتهمت الشركة الوطنية للكهرباء التي يوجد مقرها في عدن الحكومة بقصف المحطة.",
     "claim=ACCUSE; actor=الشركة الوطنية للكهرباء; recipient=الحكومة"),
    ("object behind a relative clause between commas", "كما دعا الوزير سامر العلي، الذي يزور تونس، الأطراف الليبية إلى الحوار.",
     "claim=REQUEST; actor=سامر العلي; recipient=الأطراف الليبية"),
    ("object behind a manner", "وانتقد نواب المعارضة بشدة رئيس الحكومة.", "claim=ACCUSE; actor=نواب المعارضة; recipient=رئيس الحكومة"),
    ("a plural with its ending is the subject", "وقتل مسلحون مجهولون إمام مسجد في حلب.",
     "claim=ASSAULT; actor=مسلحون مجهولون; recipient=إمام مسجد"),
    ("a hamza below is no preposition", "وكان مسلحون قد قتلوا إمام مسجد في حلب.", "claim=ASSAULT; actor=مسلحون; recipient=إمام مسجد"),
    # nouns
    ("genitive and goal", "انتهت زيارة الوزير سامر العلي إلى تونس.", "claim=CONSULT; actor=سامر العلي; recipient=تونس"),
    ("a genitive that is the goal", "بدأ الوزير سامر العلي زيارة تونس.", "claim=CONSULT; actor=سامر العلي; recipient=تونس"),
    ("light verb", "أجرى الوزير سامر العلي مباحثات مع السفير نبيل الحداد.",
     "claim=CONSULT; trigger=مباحثات; actor=سامر العلي; actor=نبيل الحداد"),
    ("pronoun", "وصل الوزير سامر العلي أمس. وقال خلال زيارته لتونس إن الأمر انتهى.",
     "claim=CONSULT; trigger=زيارته; actor=سامر العلي"),
    ("passive light verb", "تم اعتقال الصحفي نبيل الحداد.", "claim=COERCE; recipient=نبيل الحداد; !actor=نبيل الحداد"),
    ("an adjective is nobody", "بدأت أمس عملية عسكرية ضد المسلحين.", "claim=ASSAULT; !actor=عسكرية"),
    ("a welcome", "وصل الوزير سامر العلي إلى تونس، وكان في استقباله بالمطار السفير نبيل الحداد.",
     "claim=CONSULT; trigger=استقباله; actor=سامر العلي; recipient=نبيل الحداد"),
    ("the last named", "التقى الوزير سامر العلي السفير نبيل الحداد، وأشاد الأخير بتونس.",
     "claim=SUPPORT; actor=نبيل الحداد; recipient=تونس"),
    ("both sides", "التقى الوزير سامر العلي السفير نبيل الحداد. وبحث الجانبان ملف الحدود.",
     "claim=CONSULT; trigger=بحث; actor=سامر العلي; actor=نبيل الحداد"),
    ("taken up", "هاجم المسلحون القافلة في حلب. وقال شهود إن الهجوم انتهى.",
     "claim=ASSAULT; trigger=الهجوم; actor=المسلحون"),
    ("suffered", "تعرضت مدينة حلب لقصف عنيف.", "claim=ASSAULT; trigger=قصف; recipient=حلب; status=asserted"),
    ("a quoted paper", "انتقدت صحيفة «النهار» الوزير سامر العلي.", "claim=ACCUSE; actor=النهار; recipient=سامر العلي"),
    ("two go on", "التقى الوزير سامر العلي السفير نبيل الحداد في تونس ثم اتفقا على التعاون.",
     "claim=AGREE; actor=سامر العلي; actor=نبيل الحداد"),
    ("the attacker of victims", "قتل ثلاثة جنود في هجوم شنه مسلحون على القافلة.",
     "claim=ASSAULT; trigger=قتل; actor=مسلحون; recipient=ثلاثة جنود"),
    # passives
    ("passive", "قتل سبعة أشخاص في تونس أمس.", "claim=ASSAULT; recipient=سبعة أشخاص; !actor=سبعة أشخاص"),
    ("passive, complement first", "وقتل خلال الاشتباكات ثلاثة جنود.", "claim=ASSAULT; trigger=قتل; recipient=ثلاثة جنود"),
    ("by the hand of", "قتل الضابط نبيل الحداد على يد مسلحين.", "claim=ASSAULT; recipient=نبيل الحداد; !actor=نبيل الحداد"),
    # status
    ("future", "سيزور الوزير سامر العلي تونس.", "claim=CONSULT; status=planned"),
    ("denied", "لم يزر الوزير سامر العلي تونس.", "claim=CONSULT; status=negated"),
    ("not only", "لم يزر الوزير سامر العلي تونس فحسب، وإنما الجزائر أيضا.", "claim=CONSULT; status=asserted"),
    ("may", "قد يزور الوزير سامر العلي تونس.", "claim=CONSULT; status=possible"),
    ("has", "قد زار الوزير سامر العلي تونس.", "claim=CONSULT; status=asserted"),
    ("expected", "من المقرر أن يزور الوزير سامر العلي تونس.", "claim=CONSULT; status=planned"),
    ("purpose of a journey", "وصل الوزير سامر العلي إلى تونس لإجراء مباحثات.", "claim=CONSULT; trigger=مباحثات; status=planned"),
    ("a noun takes its verb's future", "سيقوم الوزير سامر العلي بزيارة إلى تونس.", "claim=CONSULT; trigger=زيارة; status=planned"),
    ("a noun takes its verb's denial", "لم يعقد الوزير سامر العلي أي لقاء مع السفير.", "claim=CONSULT; trigger=لقاء; status=negated"),
    ("asked for", "طالب الوزير سامر العلي المسلحين بالإفراج عن الرهائن.", "claim=RETREAT; status=hypothetical"),
    ("promised, and by whom", "تعهد الرئيس سامر العلي بالإفراج عن الرهائن.", "claim=RETREAT; status=planned; actor=سامر العلي"),
    ("postponed", "أعلنت الحكومة تأجيل زيارة الوزير سامر العلي إلى تونس.", "claim=CONSULT; trigger=زيارة; status=planned"),
    ("condition", "سنرد إذا هاجم المسلحون المدينة.", "claim=ASSAULT; trigger=هاجم; status=hypothetical"),
    ("lack of", "أكد الوزير عدم زيارة الرئيس سامر العلي لتونس.", "claim=CONSULT; status=negated"),
    # fixed phrases and senses
    ("a phrase", "أطلقت السلطات سراح الصحفي نبيل الحداد.", "claim=RETREAT"),
    ("another sense", "أطلق المسلحون النار على الدورية.", "claim=ASSAULT; !claim=RETREAT"),
    ("a verb that is a noun elsewhere", "بحث الوزير سامر العلي مع السفير نبيل الحداد ملف الحدود.",
     "claim=CONSULT; actor=سامر العلي; actor=نبيل الحداد"),
    ("time", "زار الوزير سامر العلي تونس أمس.", "claim=CONSULT; date=2024-05-14"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "facts"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_reading(pipeline: Pipeline, text: str, facts: str) -> None:
    document = pipeline(page_from_text(text, published="2024-05-15"))
    assert not unmet(document, facts)


@pytest.mark.parametrize(
    ("text", "verb"),
    [("ثمّن المكتب دور تونس.", "ثمّن"), ("من جهته حمّل رئيس اللجنة سامر العلي الحكومة مسؤولية الحادث.", "حمّل")],
)
def test_a_doubled_second_letter_shows_a_verb(pipeline: Pipeline, text: str, verb: str) -> None:
    document = pipeline(page_from_text(text))
    assert [document.quote(claim.span) for claim in document.claims] == [verb]


def test_a_verb_may_stand_behind_a_fronted_phrase_without_a_comma(pipeline: Pipeline) -> None:
    document = pipeline(page_from_text("من جهته طالب الوزير سامر العلي تونس بفتح تحقيق."))
    assert [(document.quote(claim.span), claim.status) for claim in document.claims] == [
        ("طالب", "asserted"),
        ("تحقيق", "hypothetical"),
    ]
