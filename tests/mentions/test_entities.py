"""Who is who on a page: forms of one name, titles, descriptions, kin; on invented sentences."""

from collections.abc import Callable

import pytest

from musnad.language import make_language
from musnad.lexicon import load
from musnad.mentions import make_mentions
from musnad.model import Document, Entity, Page

Reader = Callable[[str], Document]


def entity(document: Document, name: str) -> Entity:
    return next(e for e in document.entities if e.name == name)


@pytest.mark.parametrize(
    ("text", "name", "forms"),
    [
        ("زار ماهر الشلبي تونس. وقال الشلبي إنه عائد.", "ماهر الشلبي", ("ماهر الشلبي", "الشلبي")),
        ("التقى حفتر الوفد، ثم سافر خليفة حفتر.", "خليفة حفتر", ("حفتر", "خليفة حفتر")),
        ("أعلن الرئيس الفرنسي فرانسو هولاند ذلك. وعاد هولاند.", "فرانسو هولاند", ("فرانسو هولاند", "هولاند")),
        ("قالت أميركا إن الولايات المتحدة لن تنسحب.", "الولايات المتحدة", ("أميركا", "الولايات المتحدة")),
        (
            "أعلن مجلس النواب الليبي موعد الجلسة، وعقد مجلس النواب جلسته.",
            "مجلس النواب الليبي",
            ("مجلس النواب الليبي", "مجلس النواب"),
        ),
        ("التقى سيرغي شويغو الوفد. وقال سيرجي شويجو إن اللقاء مثمر.", "سيرغي شويغو", ("سيرغي شويغو", "سيرجي شويجو")),
        (
            "بحث خالد محفوظ الأغبري الأزمة. وأكد خالد الأغبري ذلك.",
            "خالد محفوظ الأغبري",
            ("خالد محفوظ الأغبري", "خالد الأغبري"),
        ),
        ("رحبت حركة السهول بالحوار. وقالت السهول إنها باقية.", "حركة السهول", ("حركة السهول", "السهول")),
        (
            "قالت وكالة أنباء الجمهورية الإسلامية الإيرانية (إرنا) ذلك.",
            "وكالة أنباء الجمهورية الإسلامية الإيرانية",
            ("وكالة أنباء الجمهورية الإسلامية الإيرانية", "إرنا"),
        ),
    ],
)
def test_forms_of_one_name(read: Reader, text: str, name: str, forms: tuple[str, ...]) -> None:
    assert set(entity(read(text), name).names) == set(forms)


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("التقى صدام حفتر خليفة حفتر.", "صدام حفتر", "خليفة حفتر"),
        (
            "وصل سلمان بن عبد العزيز ومعه محمد بن سلمان بن عبد العزيز.",
            "سلمان بن عبد العزيز",
            "محمد بن سلمان بن عبد العزيز",
        ),
        ("انتقدت موسكو القرار، ورحبت روسيا بالحوار.", "موسكو", "روسيا"),
        ("قالت وزارة الدفاع التشادية ووزارة الدفاع الكينية ذلك.", "وزارة الدفاع التشادية", "وزارة الدفاع الكينية"),
        ("بين مجلس الأمن الدولي ومجلس الأمن الروسي", "مجلس الأمن الدولي", "مجلس الأمن الروسي"),
        ("اعترض خفر السواحل الليبي قاربا تابعا لخفر السواحل الإيطالي.", "خفر السواحل الليبي", "خفر السواحل الإيطالي"),
    ],
)
def test_two_stay_two(read: Reader, text: str, one: str, other: str) -> None:
    document = read(text)
    assert entity(document, one).id != entity(document, other).id


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("زار وزير الخارجية القطري سالم المنيفي باريس.", "سالم المنيفي", ("وزير الخارجية", None, "QAT")),
        ("قال وزير الدفاع التشيكي، يان كوبيتشكا، ذلك.", "يان كوبيتشكا", ("وزير الدفاع", None, "CZE")),
        (
            "قال المتحدث باسم القوات البحرية عادل الزروق ذلك.",
            "عادل الزروق",
            ("المتحدث", "القوات البحرية", None),
        ),
        ("قال السفير الروسي في ليبيا أندريه كوليسنيك ذلك.", "أندريه كوليسنيك", ("السفير", None, "RUS")),
        (
            "حضر فهد بن راشد ولي العهد نائب رئيس مجلس الوزراء.",
            "فهد بن راشد",
            ("نائب رئيس", "مجلس الوزراء", None),
        ),
        (
            "وصل القائد العام للجيش التشادي، موسى الناجي، صباحا.",
            "موسى الناجي",
            ("القائد العام", "الجيش التشادي", "TCD"),
        ),
        ("وصل للمشير ناصر الغول خطاب.", "ناصر الغول", ("المشير", None, None)),
        ("قالت زعيمة حزب «البديل» ريما السنجاري ذلك.", "ريما السنجاري", ("زعيمة", "البديل", None)),
        ("قال السفير القطري السابق سالم المنيفي ذلك.", "سالم المنيفي", ("السفير السابق", None, "QAT")),
        ("وصل والي بنغازي المكلف عادل الزروق.", "عادل الزروق", ("والي المكلف", "بنغازي", "LBY")),
        ("قاطعت حركة السهول الجلسة. وقال رئيس الحركة عادل الزروق ذلك.", "عادل الزروق", ("رئيس", "حركة السهول", None)),
        ("قال رئيس الحكومة عادل الزروق ذلك.", "عادل الزروق", ("رئيس الحكومة", None, None)),
        ("اجتمعت اللجنة، ثم عاد رئيسها عادل الزروق.", "عادل الزروق", ("رئيس", None, None)),
        (
            "قال مفوض العون الإنساني بالولاية عادل الزروق ذلك.",
            "عادل الزروق",
            ("مفوض العون الإنساني بالولاية", None, None),
        ),
        ("قال الكاتب العام للوزارة عادل الزروق ذلك.", "عادل الزروق", ("الكاتب العام للوزارة", None, None)),
        ("قال المحلل السياسي ومدير مركز البحر عادل الزروق ذلك.", "عادل الزروق", ("مدير", "مركز البحر", None)),
        ("ونقل الأكاديمي اللبناني د. عادل الزروق ذلك.", "عادل الزروق", ("الأكاديمي", None, "LBN")),
        ("إن قياديا في «سرايا التلال»، يدعى عادل الزروق، فر.", "عادل الزروق", ("قياديا", "سرايا التلال", None)),
        ("قال ممثل المعلمين المحتجين سالم الزروق ذلك.", "سالم الزروق", ("ممثل المعلمين المحتجين", None, None)),
        ("قال عادل الزروق مستشار سياسي إن الأزمة طويلة.", "عادل الزروق", ("مستشار سياسي", None, None)),
        ("قال عضو اللجنة المنظمة للمسيرة سالم الراوي ذلك.", "سالم الراوي", ("عضو اللجنة", None, None)),
        ("قال الأمين السياسي للحركة سالم الراوي ذلك.", "سالم الراوي", ("الأمين السياسي", None, None)),
        ("قال رئيس لجنة الوساطة الجنوب سودانية سالم الراوي ذلك.", "سالم الراوي", ("رئيس", "لجنة الوساطة", None)),
        ("أوضح السفير السلوفيني غير المقيم عادل الزروق ذلك.", "عادل الزروق", ("السفير", None, "SVN")),
        (
            "قال المتحدث باسم المكتب الأممي لتنسيق الإغاثة، عادل الزروق، ذلك.",
            "عادل الزروق",
            ("المتحدث باسم المكتب الأممي", None, None),
        ),
        ("قال الناطق باسم مركز البحر في حميميم اللواء عادل الزروق ذلك.", "عادل الزروق", ("الناطق", "مركز البحر", None)),
        ("قال رئيس الحزب في بنغازي الدكتور عادل الزروق ذلك.", "عادل الزروق", ("رئيس الحزب", None, None)),
        ("ذهب رئيس الحزب، الوزير الأسبق عادل الزروق، أبعد من ذلك.", "عادل الزروق", ("رئيس الحزب", None, None)),
        ("ذهب رئيس الحزب، الوزير الأسبق عادل الزروق، أبعد من ذلك.", "عادل الزروق", ("الوزير الأسبق", None, None)),
        ("قال مدير المكتب، السيد عادل الزروق، ذلك.", "عادل الزروق", ("مدير المكتب", None, None)),
        (
            "أكد عادل الزروق، الأمين العام لحركة السهول أمس أن الحوار باق.",
            "عادل الزروق",
            ("الأمين العام", "حركة السهول", None),
        ),
        ("أكد عادل الزروق، رئيس الحزب في كلمته أن الحوار باق.", "عادل الزروق", ("رئيس الحزب", None, None)),
        (
            "اجتمعت اللجنة الوطنية للبحر. وقال رئيس اللجنة الوطنية عادل الزروق ذلك.",
            "عادل الزروق",
            ("رئيس", "اللجنة الوطنية للبحر", None),
        ),
        (
            "غاب مجلس محافظة واسط. وقال مقرر اللجنة القانونية في المجلس عادل الزروق ذلك.",
            "عادل الزروق",
            ("مقرر اللجنة القانونية", "مجلس محافظة واسط", None),
        ),
        (
            "أدانت وزارة الدفاع القصف. وأوضح المتحدث باسمها عادل الزروق ذلك.",
            "عادل الزروق",
            ("المتحدث", "وزارة الدفاع", None),
        ),
        ("أدانت كتلة «السنديان» القصف، ورأى عضوها عادل الزروق ذلك.", "عادل الزروق", ("عضو", "السنديان", None)),
        (
            "أدانت وزارة الدفاع ووزارة الداخلية القصف. وأوضح المتحدث باسمها عادل الزروق ذلك.",
            "عادل الزروق",
            ("المتحدث", None, None),
        ),
        (
            "وصل نائب خادم الحرمين الشريفين صاحب السمو الملكي الأمير سالم بن نايف.",
            "سالم بن نايف",
            ("الأمير", None, None),
        ),
        ("قال النائب بمجلس الشعب سالم الراوي ذلك.", "سالم الراوي", ("النائب", "مجلس الشعب", None)),
        ("قال عضو مجلس الشيوخ سالم الراوي ذلك.", "سالم الراوي", ("عضو", "مجلس الشيوخ", None)),
        ("صرح به رئيس الفرع الجهوي للمحامين سالم الراوي.", "سالم الراوي", ("رئيس الفرع الجهوي للمحامين", None, None)),
        ("قال المطران عادل الزروق ذلك.", "عادل الزروق", ("المطران", None, None)),
        ("قال البطريرك عادل الزروق ذلك.", "عادل الزروق", ("البطريرك", None, None)),
    ],
)
def test_roles(read: Reader, text: str, name: str, role: tuple[str, str | None, str | None]) -> None:
    roles = entity(read(text), name).roles
    assert role in [(r.title, r.body, r.country) for r in roles]


@pytest.mark.parametrize(
    ("text", "quote", "name"),
    [
        (
            "زار الرئيس البيلاروسي ألكسندر لوكاشينكو موسكو. وعاد الرئيس البيلاروسي مساء.",
            "الرئيس البيلاروسي",
            "ألكسندر لوكاشينكو",
        ),
        ("وصل وزير الدفاع التشيكي يان كوبيتشكا. وقال وزير الدفاع إنه باق.", "وزير الدفاع", "يان كوبيتشكا"),
        ("وصل المشير خليفة حفتر. وعاد المشير الليبي مساء.", "المشير الليبي", "خليفة حفتر"),
        (
            "استقبل نائب رئيس مجلس الوزراء عادل الزروق الوفد. ورحب نائب رئيس الوزراء بالضيف.",
            "نائب رئيس الوزراء",
            "عادل الزروق",
        ),
        (
            "وصل وزير خارجية جمهورية سلوفينيا يان كوبيتشكا. وعاد الوزير السلوفيني مساء.",
            "الوزير السلوفيني",
            "يان كوبيتشكا",
        ),
    ],
)
def test_an_office_points_to_who_holds_it(read: Reader, text: str, quote: str, name: str) -> None:
    document = read(text)
    found = [m for m in document.mentions if not m.named and document.quote(m.span) == quote]
    assert found
    assert found[-1].entity == entity(document, name).id


def test_an_office_of_another_land_points_to_nobody(read: Reader) -> None:
    document = read("وصل وزير الدفاع التشيكي يان كوبيتشكا. والتقى وزير الدفاع الكيني.")
    other = next(m for m in document.mentions if document.quote(m.span) == "وزير الدفاع الكيني")
    assert other.entity != entity(document, "يان كوبيتشكا").id


@pytest.mark.parametrize(
    ("text", "quote", "kind"),
    [
        ("التقى المسؤولين الروس في موسكو.", "المسؤولين الروس", "PER"),
        ("قال مصدر مقرب من الأوساط الدبلوماسية الكويتية ذلك.", "مصدر مقرب من الأوساط الدبلوماسية الكويتية", "PER"),
        ("خطف مسلحون مجهولون ثلاثة عمال.", "مسلحون مجهولون", "ARMED"),
        ("تجمع متظاهرون أمام المقر.", "متظاهرون", "PER"),
        ("التقى وزير الدفاع الروسي الوفد.", "وزير الدفاع الروسي", "PER"),
        ("قصفت القوات العراقية مواقع.", "القوات العراقية", "ARMED"),
        ("نفاه مصدر أمني مسؤول بالمديرية أمس.", "مصدر أمني مسؤول", "PER"),
        ("لكن مصدرا أمنيا نفى ذلك.", "مصدرا أمنيا", "PER"),
        ("فرض عقوبات على ضباط ماليين وباماكو تندد.", "ضباط ماليين", "ARMED"),
        ("قتل جنديين من الكتيبة 418 مشاة أمس.", "جنديين من الكتيبة 418 مشاة", "ARMED"),
    ],
)
def test_descriptions(read: Reader, text: str, quote: str, kind: str) -> None:
    document = read(text)
    assert (quote, kind, False) in [(document.quote(m.span), m.kind, m.named) for m in document.mentions]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("دعا حزب السنديان المعارض إلى الحوار.", "المعارض"),
        ("لن تشارك الحركة في الجولة المقررة غدا.", "المقررة"),
        ("اختلف البرلمان والائتلاف الحاكم على ذلك.", "الحاكم"),
        ("اقتحموا فرع حزب العدل والتنمية الحاكم ليلا.", "الحاكم"),
        ("انتهت جلسة مجلس الوزراء المقرر عقدها ليلا.", "المقرر"),
    ],
)
def test_an_adjective_is_nobody(read: Reader, text: str, word: str) -> None:
    document = read(text)
    assert all(word not in document.quote(m.span) for m in document.mentions)


def test_a_verb_or_a_place_parts_an_office_from_a_name(read: Reader) -> None:
    document = read("استقبل رئيس الحكومة بالقصبة ناصر الغول. وقال رئيس اللجنة المنظمة وصل سالم الراوي.")
    assert [entity(document, name).roles for name in ("ناصر الغول", "سالم الراوي")] == [(), ()]


def test_who_is_joined_by_and_has_an_office_of_his_own(read: Reader) -> None:
    document = read("التقى عادل الزروق بوزير الدفاع القبرصي وأمين مجلس الخزانة سالم الراوي.")
    assert "وزير الدفاع القبرصي" in [document.quote(m.span) for m in document.mentions]
    assert [r.title for r in entity(document, "سالم الراوي").roles] == ["أمين"]


def test_kin_of_the_person_named_before(read: Reader) -> None:
    document = read("ضم الوفد المرافق لناصر الغول نجليه: سالم وخالد قائد الحرس.")
    father = entity(document, "ناصر الغول").id
    assert [(r.kind, r.entity) for r in entity(document, "خالد").relations] == [("child", father)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("قال الشيخ عادل الزروق ذلك.", "عادل الزروق"),
        ("هدمت الجرافات منزل الأسير عادل الزروق.", "عادل الزروق"),
        ("قتل المدعو عادل الزروق أمس.", "عادل الزروق"),
        ("اعتصم الناس أمام عادل الزروق.", "عادل الزروق"),
    ],
)
def test_courtesy_and_standing_are_no_office(read: Reader, text: str, name: str) -> None:
    assert [e.roles for e in read(text).entities if e.name == name] in ([()], [])


@pytest.mark.parametrize(
    ("text", "name", "kind", "other"),
    [
        ("قال القيادي في حركة الإنصاف عادل الزروق ذلك.", "عادل الزروق", "member", "حركة الإنصاف"),
        ("قال النائب بمجلس النواب عن حركة الإنصاف عادل الزروق ذلك.", "عادل الزروق", "member", "حركة الإنصاف"),
        ("نفى الناطق باسم حركة الإنصاف عادل الزروق ذلك.", "عادل الزروق", "spokesman", "حركة الإنصاف"),
        ("وصل ناصر الغول يرافقه مستشاره عادل الزروق.", "عادل الزروق", "aide", "ناصر الغول"),
        (
            "أعلنت حركة الإنصاف ذلك. وقال المتحدث باسم الحركة، عادل الزروق، إنها باقية.",
            "عادل الزروق",
            "spokesman",
            "حركة الإنصاف",
        ),
        (
            "رفضت المفوضية العليا للانتخابات الطلب. وقال الناطق باسم المفوضية عادل الزروق ذلك.",
            "عادل الزروق",
            "spokesman",
            "المفوضية العليا للانتخابات",
        ),
        ("غادر وفد من حركة الإنصاف برئاسة عضو مكتبها السياسي عادل الزروق.", "عادل الزروق", "member", "حركة الإنصاف"),
    ],
)
def test_ties_of_office(read: Reader, text: str, name: str, kind: str, other: str) -> None:
    document = read(text)
    assert [(r.kind, r.entity) for r in entity(document, name).relations] == [(kind, entity(document, other).id)]


def test_the_name_of_a_movement_stays_an_everyday_word(read: Reader) -> None:
    document = read("اجتمع تيار المستقبل. وقد يتغير ذلك في المستقبل.")
    assert [document.quote(m.span) for m in document.mentions if m.named] == ["تيار المستقبل"]


def test_a_chain_of_callings_ends(read: Reader) -> None:
    assert not any(m.named for m in read("الرئيس، " + "يدعى، " * 3_000).mentions)


def test_a_deputy_is_named_before_whom_he_serves(read: Reader) -> None:
    document = read("قال سالم الراوي نائب ترامب إن الوفد عاد.")
    assert [r.title for r in entity(document, "سالم الراوي").roles] == ["نائب"]
    assert entity(document, "ترامب").roles == ()


def test_who_was_told_is_not_who_speaks(read: Reader) -> None:
    document = read("حسب ما أكده لمراسل الإذاعة، سالم الراوي رئيس المكتب.")
    assert [r.title for r in entity(document, "سالم الراوي").roles] == ["رئيس المكتب"]


def test_who_has_no_name_has_no_ties(read: Reader) -> None:
    assert not any(e.relations for e in read("غاب أعضاء حركة الإنصاف عن الجلسة.").entities)


@pytest.mark.parametrize(
    ("text", "name", "epithet"),
    [
        ("هاجم ما يسمى «لواء الصمود» القرية.", "لواء الصمود", "ما يسمى"),
        ("قتل عناصر من تنظيم «فجر التلال» الانفصالي أمس.", "فجر التلال", "الانفصالي"),
        ("قال النائب المخضرم سالم الزروق ذلك.", "سالم الزروق", "المخضرم"),
    ],
)
def test_epithets(read: Reader, text: str, name: str, epithet: str) -> None:
    document = read(text)
    assert [document.quote(e) for e in entity(document, name).epithets] == [epithet]


def test_an_epithet_is_not_of_the_place_behind_it(read: Reader) -> None:
    assert entity(read("زار بيت الرئيس المخلوع بسوسة."), "سوسة").epithets == ()


def test_an_epithet_is_no_role(read: Reader) -> None:
    document = read("قصفت الطائرات مواقع الرئيس المخلوع علي عبد الله صالح.")
    person = entity(document, "علي عبد الله صالح")
    assert [document.quote(e) for e in person.epithets] == ["المخلوع"]


def test_known_people_have_a_latin_name_and_a_country(read: Reader) -> None:
    person = entity(read("التقى سيرغي لافروف الوفد."), "سيرغي لافروف")
    assert (person.latin, person.country) == ("Sergei Lavrov", "RUS")


@pytest.mark.parametrize(
    ("text", "name", "sectors"),
    [
        ("قالت رويترز إن الوفد عاد.", "رويترز", ("JRN",)),
        ("اتهم حزب الله خصومه بالتصعيد.", "حزب الله", ("PTY", "REB")),
        ("زار حسن نصر الله المخيم.", "حسن نصر الله", ("PTY", "REB")),
        ("زار سيرغي لافروف المخيم.", "سيرغي لافروف", ()),
    ],
)
def test_known_names_have_the_sectors_that_last(read: Reader, text: str, name: str, sectors: tuple[str, ...]) -> None:
    assert entity(read(text), name).sectors == sectors


@pytest.mark.parametrize(
    ("text", "quote", "name"),
    [
        ("تأسست جبهة الوفاق عام 2015. وقالت الجبهة إنها ترفض.", "الجبهة", "جبهة الوفاق"),
        ("رحبت وزارة الخارجية الكينية بالاتفاق. وقالت الوزارة إنه مهم.", "الوزارة", "وزارة الخارجية الكينية"),
        ("كتبت صحيفة «الفجر الجديد» أن الوفد عاد، وأضافت الصحيفة أن اللقاء تأجل.", "الصحيفة", "الفجر الجديد"),
        ("انتقدت الحكومة النيبالية القرار. وردت الحكومة اليوم.", "الحكومة", "الحكومة النيبالية"),
        ("وصل السفير الياباني كينجي موراتا. وقال السفير إنه عائد.", "السفير", "كينجي موراتا"),
    ],
)
def test_a_definite_head_alone_is_the_body_named_before(read: Reader, text: str, quote: str, name: str) -> None:
    document = read(text)
    mention = next(m for m in document.mentions if document.quote(m.span) == quote)
    assert not mention.named
    assert next(e.name for e in document.entities if e.id == mention.entity) == name


def test_a_definite_head_without_a_body_before_it_says_nothing(read: Reader) -> None:
    document = read("قالت الجبهة إنها ترفض.")
    assert not document.mentions


def test_the_outlet_of_the_page_is_a_medium() -> None:
    lexicon = load()
    page = Page("page", "عاد الوفد، كما أكد مصدر في حديث سابق إلى مرسى النخيل أمس.", "id", outlet="مرسى النخيل")
    document = make_mentions(lexicon)(make_language(lexicon)(Document(page)))
    assert [(m.kind, document.quote(m.span)) for m in document.mentions if m.named] == [("MEDIA", "مرسى النخيل")]
