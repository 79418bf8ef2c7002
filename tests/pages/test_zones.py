"""What each stretch of a plain-text page is; every page here is invented."""

import pickle
from functools import cache

import pytest

from musnad.lexicon import load
from musnad.model import Document
from musnad.pages import Zones, make_zones, page_from_text

BODY = "عاد الوزير ماهر الدرعي إلى العاصمة مساء أمس بعد جولة في مدن الساحل كلها."
MORE = "وقال الدرعي للصحفيين في المطار إن الجولة كانت مفيدة وإن نتائجها ستعلن قريباً."


@cache
def stage() -> Zones:
    return make_zones(load())


def read(text: str, **given: str) -> Document:
    return stage()(Document(page_from_text(text, **given)))


def zones(text: str, **given: str) -> list[tuple[str, str]]:
    document = read(text, **given)
    return [(zone.kind, document.quote(zone.span)) for zone in document.zones]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", [], id="empty"),
        pytest.param(" \n\t\n", [], id="blank"),
        pytest.param(
            f"صحيفة الضفاف\nصور - الأربعاء 15 مايو 2024\n\nعودة الوزير إلى العاصمة بعد جولة\n\n{BODY}",
            [
                ("furniture", "صحيفة الضفاف"),
                ("dateline", "صور - الأربعاء 15 مايو 2024"),
                ("title", "عودة الوزير إلى العاصمة بعد جولة"),
                ("body", BODY),
            ],
            id="the paper's name above a date and the title",
        ),
        pytest.param(BODY, [("body", BODY)], id="a paragraph alone has no title"),
        pytest.param(f"عودة الوزير\n\n{BODY}", [("title", "عودة الوزير"), ("body", BODY)], id="title and text"),
        pytest.param(
            f"هل يعود الوزير إلى العاصمة هذا الأسبوع أم لا ؟\r\n\r\n{BODY}\r\n",
            [("title", "هل يعود الوزير إلى العاصمة هذا الأسبوع أم لا ؟"), ("body", BODY)],
            id="a title may ask, and lines may end in CRLF",
        ),
        pytest.param(
            f"عودة الوزير\n\n{BODY}\n\nأهداف الجولة\n\n{MORE}",
            [("title", "عودة الوزير"), ("body", f"{BODY}\n\nأهداف الجولة\n\n{MORE}")],
            id="sub-headings are body",
        ),
        pytest.param(
            f"رأي\n\nعودة الوزير إلى العاصمة\n{BODY}",
            [("furniture", "رأي"), ("title", "عودة الوزير إلى العاصمة"), ("body", BODY)],
            id="a section's name above the title",
        ),
        pytest.param(
            f"اخبارالرئيسيةمحليات\nعودة الوزير إلى العاصمة\n{BODY}",
            [("furniture", "اخبارالرئيسيةمحليات"), ("title", "عودة الوزير إلى العاصمة"), ("body", BODY)],
            id="sections glued together",
        ),
        pytest.param(
            f"عودة الوزير\nالمنار الجديد 3 تعليقات 12 أرسل لصديق نسخة للطباعة\n{BODY}",
            [
                ("title", "عودة الوزير"),
                ("furniture", "المنار الجديد 3 تعليقات 12 أرسل لصديق نسخة للطباعة"),
                ("body", BODY),
            ],
            id="a bar of counters and buttons",
        ),
        pytest.param(
            f"عودة الوزير\nكتبت: سلوى المرادي\n12 مايو 2024\n{BODY}",
            [("title", "عودة الوزير"), ("byline", "كتبت: سلوى المرادي"), ("dateline", "12 مايو 2024"), ("body", BODY)],
            id="byline and date",
        ),
        pytest.param(
            f"عودة الوزير\nتصوير: سامي نور\n{BODY}",
            [("title", "عودة الوزير"), ("caption", "تصوير: سامي نور"), ("body", BODY)],
            id="a photographer's credit",
        ),
        pytest.param(
            f"عودة الوزير\n\nعمّان – (أ ف ب) – {BODY}",
            [("title", "عودة الوزير"), ("dateline", "عمّان – (أ ف ب) –"), ("body", BODY)],
            id="a dateline opens the paragraph",
        ),
    ],
)
def test_zones_of_a_page(text: str, expected: list[tuple[str, str]]) -> None:
    assert zones(text) == expected


@pytest.mark.parametrize(
    "furniture",
    [
        "مقالات ذات صلة\nالدرعي يفتتح معرضاً",
        "إخترنا لك\nأخبار ذات صلة\n0 تعليق",
        "اترك تعليقاً\nلن يتم نشر عنوان بريدك الإلكتروني. الحقول الإلزامية مشار إليها بـ *\nالتعليق *",
        "زر الذهاب إلى الأعلى",
        "شارك الخبر\nتابعنا على تليغرام\nسيول في الجنوب\nوزيرة تزور مدرسة",
        "تعليق واحد على «عودة الوزير»\nأبو ياسر: كلام جميل",
        f"التعليقات (1)\nأبو ياسر\n{MORE}",
        "الكلمات الدلالية: الوزير، الساحل",
        "التصنيفات والوسوم\nالوزير الساحل",
        "جميع الحقوق محفوظة © منبر الضفة 2024",
        "فيسبوك تويتر واتساب",
        "https://news.example/1\n#الوزير #الساحل",
    ],
)
def test_what_follows_the_article_is_furniture(furniture: str) -> None:
    text = f"عودة الوزير\n\n{BODY}\n\n{MORE}\n\n{furniture}"
    assert zones(text) == [("title", "عودة الوزير"), ("body", f"{BODY}\n\n{MORE}"), ("furniture", furniture)]


@pytest.mark.parametrize(
    ("line", "furniture"),
    [
        (f"{BODY} رابط الخبر بصحيفة الواحة: عودة الوزير", "رابط الخبر بصحيفة الواحة: عودة الوزير"),
        (f"{BODY} سمات الوزير العاصمة الساحل", "سمات الوزير العاصمة الساحل"),
        (f"{BODY} اقرأ أيضاً: سيول في الجنوب", "اقرأ أيضاً: سيول في الجنوب"),
        (f"{BODY} اقرأ أيضاً: سيول في الجنوب. {MORE * 3}", "اقرأ أيضاً: سيول في الجنوب."),
        (f"{BODY} (المزيد من التفاصيل بالتسجيل المرفق)", "المزيد من التفاصيل بالتسجيل المرفق)"),
    ],
)
def test_furniture_inside_a_line(line: str, furniture: str) -> None:
    found = [quote for kind, quote in zones(f"عودة الوزير\n{line}") if kind == "furniture"]
    assert found == [furniture]


@pytest.mark.parametrize(
    "teaser", ["شاهد أيضاً\n\nسيول في الجنوب\n\nمايو 12, 2024", "اقرأ أيضا: سيول في الجنوب", "الأكثر قراءة\nسيول\nرياح"]
)
def test_prose_after_a_teaser_is_body_again(teaser: str) -> None:
    found = zones(f"عودة الوزير\n\n{BODY}\n\n{teaser}\n\n{MORE}")
    assert found == [("title", "عودة الوزير"), ("body", BODY), ("furniture", teaser), ("body", MORE)]


@pytest.mark.parametrize(
    "text",
    [
        f"شارك الوزير ماهر الدرعي في مؤتمر المناخ\n\n{BODY}",
        f"{BODY}\nتابعنا في الأسبوع الماضي سيرة الدرعي ومواقفه من الحكومة الجديدة في البلاد.",
        f"{BODY}\nوقف الوزير على سمات المرحلة المقبلة وعلى ما يقرأ أيضاً في بيانات الحكومة.",
        f"{BODY}\nودعا إلى ترك تعليق العضوية، وقال إن أخبار ذات صلة بالملف وصلته صباح اليوم.",
        f"تعليق زيارة الوفد\n\n{BODY}\n\nالسياسة والاقتصاد\n\n{MORE}",
        f"{BODY}\n- ماهر الدرعي وزيراً للداخلية\n- سلوى المرادي وزيرة للصحة\n- سامي نور وزيراً للنقل",
        f"الرياض: قمة في الخليج\n\n{BODY}",
    ],
)
def test_the_article_is_never_cut(text: str) -> None:
    assert "furniture" not in {kind for kind, _ in zones(text)}


def test_a_given_title_is_found_on_the_page() -> None:
    text = f"أهم ما جرى\nفي الصحف\nعودة الوزير إلى العاصمة\n{BODY}"
    document = read(text, title="عودة الوزير إلى العاصمة")
    assert document.metadata.title is not None
    assert document.quote(document.metadata.title) == "عودة الوزير إلى العاصمة"


def test_a_given_title_that_the_page_does_not_bear_makes_no_line_a_title() -> None:
    assert read(f"جانب من الزيارة\n{BODY}", title="عودة الوزير").metadata.title is None


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        (f"عودة الوزير\nالعربي الجديد-\n\n{BODY}", "العربي الجديد"),
        (f"عودة الوزير\nالدوحة – منبر الساحل\n{BODY}\nوقال لـ«منبر الساحل» إن الجولة انتهت.", "منبر الساحل"),
        (f"عودة الوزير\nمنبر الساحل/ خاص\n{BODY}", "منبر الساحل"),
        (f"عودة الوزير\nمنبر الساحل من الدوحة\n{BODY}\nجميع الحقوق محفوظة لصحيفة منبر الساحل", "منبر الساحل"),
        (f"عودة الوزير\n{BODY}\nجميع الحقوق محفوظة © منبر الساحل 2024", "منبر الساحل"),
        (f"عودة الوزير\n{BODY} رابط الخبر بصحيفة الواحة: عودة الوزير", "الواحة"),
        (f"منبر الساحل | العالم\nعودة الوزير\n{BODY}", "منبر الساحل"),
        (f"الرئيسية / العالم\nعودة الوزير\n{BODY}", None),
        (f"عودة الوزير\nالقاهرة – أ ف ب\n{BODY}", None),
        (f"عودة الوزير\n{BODY}\nوقال لـ«منبر الساحل» إن الجولة انتهت.", None),
    ],
)
def test_the_outlet_is_what_the_page_shows(text: str, outlet: str | None) -> None:
    assert read(text).metadata.outlet == outlet


def test_the_given_outlet_wins_over_what_the_page_shows() -> None:
    assert read(f"عودة الوزير\nالعربي الجديد-\n\n{BODY}", outlet="منبر الساحل").metadata.outlet == "منبر الساحل"


@pytest.mark.parametrize(
    ("text", "credits_"),
    [
        (f"عودة الوزير\nالقاهرة – أ ف ب\n{BODY}", ("فرانس برس",)),
        (f"عودة الوزير\nعمّان - وكالات\n{BODY}", ("وكالات",)),
        (f"رويترز- بنغازي (ليبيا): {BODY}", ("رويترز",)),
        (f"{BODY} (د ب أ)", ("وكالة الأنباء الألمانية",)),
        (f"{BODY}\n-رويترز-", ("رويترز",)),
        (f"{BODY} المصدر (سكاي نيوز)", ("سكاي نيوز عربية",)),
        (f"{BODY} وأكدت ذلك وكالة رويترز.", ()),
        (f"قالت رويترز - نقلاً عن مصدر - {BODY}", ()),
    ],
)
def test_credits_are_agencies_and_papers_outside_the_sentences(text: str, credits_: tuple[str, ...]) -> None:
    assert read(text).metadata.credits == credits_


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("2024-05-12", "2024-05-12"),
        ("12/5/2024", None),
        ("31/5/2024", "2024-05-31"),
        ("31/31/2024", None),
        ("نشر في: 2024/5/12 10:30", "2024-05-12"),
        ("12 مايو 2024", None),
    ],
)
def test_the_day_is_stated_where_figures_leave_one_reading(line: str, day: str | None) -> None:
    assert read(f"عودة الوزير\n{line}\n{BODY}").metadata.published == day


def test_the_stage_pickles() -> None:
    copy = pickle.loads(pickle.dumps(stage()))
    document = Document(page_from_text(f"عودة الوزير\n{BODY}"))
    assert copy(document) == stage()(document)
