"""Which lines of an HTML page are its article; every page here is invented, and small."""

import pickle
from functools import cache

import pytest

from musnad.lexicon import load
from musnad.model import Document, Page, Span
from musnad.pages import Opener, Part, Zones, make_zones

TITLE = "عودة الوزير من جولة الساحل"
ONE = "عاد الوزير ماهر الدرعي إلى العاصمة مساء أمس بعد جولة في مدن الساحل كلها استمرت أسبوعاً."
TWO = "وقال الدرعي للصحفيين في المطار إن الجولة كانت مفيدة وإن نتائجها ستعلن قريباً في مؤتمر."
THREE = "وأضاف أن الحكومة ستدرس مطالب الأهالي في اجتماعها المقبل، وأن الطرق ستفتح قبل نهاية الشهر."
BODY = f"{ONE}\n{TWO}\n{THREE}"
OTHERS = [
    ("سيول في الجنوب تقطع الطرق", "قطعت السيول طرقاً في الجنوب بعد أمطار دامت ثلاثة أيام..."),
    ("افتتاح معرض الكتاب", "افتتح معرض الكتاب أبوابه بمشاركة دور نشر من بلدان كثيرة..."),
    ("فوز فريق الساحل بالكأس", "فاز فريق الساحل بالكأس بعد مباراة طويلة انتهت بالركلات..."),
]
READERS = [
    ("أبو ياسر", "كلام جميل جداً وأتمنى أن يتحقق شيء منه في حياتنا هذه يا جماعة."),
    ("سامية", "الطرق مقطوعة منذ سنة ولم يسأل عنا أحد من الوزراء إلى يومنا هذا."),
    ("قارئ", "نشكر الوزير على جولته ونرجو ألا تكون الأخيرة كما كانت التي قبلها."),
]
WORDS = ["الرئيسية", "سياسة", "اقتصاد", "رياضة", "ثقافة"]


@cache
def stage() -> Zones:
    return make_zones(load())


@cache
def opener() -> Opener:
    return Opener(load())


def read(source: str) -> Document:
    (page,) = opener()(Part("a.html", source.encode(), "html"))
    assert isinstance(page, Page), page
    return stage()(Document(page))


def zones(source: str) -> list[tuple[str, str]]:
    document = read(source)
    return [(zone.kind, document.quote(zone.span)) for zone in document.zones]


def passages(source: str) -> list[tuple[str, str, str | None, str | None]]:
    document = read(source)

    def quoted(span: Span | None) -> str | None:
        return document.quote(span) if span else None

    return [(p.kind, document.quote(p.span), quoted(p.author), quoted(p.time)) for p in document.passages]


def p(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def links(tag: str, *texts: str) -> str:
    return "".join(f"<{tag}><a href=/x>{text}</a></{tag}>" for text in texts or WORDS)


MENU = f"<div>{links('div')}</div>"
HEAD = f"<h1>{TITLE}</h1>"
CARDS = "".join(f"<div class=k><a href=/x><h3>{title}</h3></a><p>{text}</p></div>" for title, text in OTHERS)
TEASERS = "".join(f"<p><a href=/x>{title}</a></p><p>{text}</p>" for title, text in OTHERS)


def article(inner: str) -> str:
    return f"<!doctype html><html><body>{MENU}<article>{HEAD}{inner}</article></body></html>"


MENU_ZONE = ("furniture", "\n".join(WORDS))
START = [MENU_ZONE, ("title", TITLE)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param("<html><body></body></html>", [], id="no text"),
        pytest.param(ONE, [("body", ONE)], id="one sentence"),
        pytest.param(p(ONE), [("body", ONE)], id="one paragraph"),
        pytest.param(article(p(ONE, TWO, THREE)), [*START, ("body", BODY)], id="an article"),
        pytest.param(
            f"<div><div>{MENU}</div><div><div><div><b>{TITLE}</b></div><div>{ONE}<br><br>{TWO}<br>{THREE}</div></div>"
            "</div><div>تصميم وبرمجة: الساحل</div></div>",
            [*START, ("body", BODY), ("furniture", "تصميم وبرمجة: الساحل")],
            id="a soup of div",
        ),
        pytest.param(
            f"<table><tr><td colspan=2><font size=5>منبر الضفة</font><tr><td>{'<br>'.join(f'<a href=x>{w}</a>' for w in WORDS)}"
            f"<td><font size=4><b>{TITLE}</b></font><br>{ONE}<br>{TWO}<br>{THREE}</table>",
            [("furniture", "منبر الضفة\n" + "\n".join(WORDS)), ("title", TITLE), ("body", BODY)],
            id="laid out by a table",
        ),
        pytest.param(
            f"<form><div>{MENU}<h2>{TITLE}</h2>{p(ONE, TWO, THREE)}</div></form>",
            [*START, ("body", BODY)],
            id="a page inside a form",
        ),
        pytest.param(
            f"<body class='single hidden'><div class='has-sidebar'>{HEAD}{p(ONE, TWO, THREE)}</div>",
            [("title", TITLE), ("body", BODY)],
            id="names of the whole page say nothing",
        ),
        pytest.param(
            article(f"<p>{ONE[:20]}<a href=x>{ONE[20:60]}</a>{ONE[60:]}</p>{p(TWO, THREE)}"),
            [*START, ("body", BODY)],
            id="links inside a sentence",
        ),
        pytest.param(
            article(f"{p(ONE)}<h2>مطالب الأهالي</h2>{p(TWO)}<ul><li>فتح الطرق</li><li>بناء مدرسة</li></ul>{p(THREE)}"),
            [*START, ("body", f"{ONE}\nمطالب الأهالي\n{TWO}\nفتح الطرق\nبناء مدرسة\n{THREE}")],
            id="headings and lists are body",
        ),
        pytest.param(
            article(f"{p(ONE)}<blockquote>{TWO}</blockquote><div class=pull-quote>«الجولة مفيدة»</div>{p(THREE)}"),
            [*START, ("body", f"{ONE}\n{TWO}\n«الجولة مفيدة»\n{THREE}")],
            id="quotations are body",
        ),
        pytest.param(
            f"<div>{HEAD}<pre>{ONE}\n\n{TWO}\n{THREE}</pre></div>",
            [("title", TITLE), ("body", f"{ONE}\n\n{TWO}\n{THREE}".replace("\n\n", "\n"))],
            id="preformatted text",
        ),
    ],
)
def test_the_article_of_a_page(source: str, expected: list[tuple[str, str]]) -> None:
    assert zones(source) == expected


@pytest.mark.parametrize(
    "furniture",
    [
        pytest.param("<div class=share-bar><a>فيسبوك</a><span class=b>شارك الخبر</span></div>", id="share bar"),
        pytest.param("<aside><h4>خلفية</h4><p>نبذة عن الساحل ومدنه وطرقه الجبلية منذ أقدم العصور.</p></aside>", id="aside"),
        pytest.param(f"<div id=comments><h3>التعليقات</h3>{p(READERS[0][1])}</div>", id="comments"),
        pytest.param(CARDS, id="cards"),
        pytest.param(TEASERS, id="teasers without a mark"),
        pytest.param(f"<ol>{links('li', *(title for title, _ in OTHERS))}</ol>", id="most read"),
        pytest.param("<div class=tags><a>الساحل</a><a>الطرق</a></div>", id="tags"),
        pytest.param(f"<div class=author-box>{p('صحفية من الساحل تكتب في شؤون البلديات والطرق منذ عشر سنوات.')}</div>", id="about the author"),
        pytest.param("<footer><p>منبر الضفة صحيفة يومية تصدر عن دار الساحل للنشر منذ سنوات طويلة.</p></footer>", id="footer"),
        pytest.param("<div class=newsletter><p>سجل بريدك ليصلك كل صباح ملخص لأهم ما جرى في المنطقة.</p></div>", id="newsletter"),
        pytest.param("<p><a href=x>صور من جولة الوزير في مدن الساحل</a></p>", id="a line that is one link"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("inside", [True, False])
def test_what_follows_the_article_is_furniture(furniture: str, inside: bool) -> None:
    source = article(p(ONE, TWO, THREE) + "§")
    source = (
        source.replace("§", furniture) if inside else source.replace("§", "").replace("</body>", f"{furniture}</body>")
    )
    found = zones(source)
    assert found[:3] == [*START, ("body", BODY)]
    assert [kind for kind, _ in found[3:]] == ["furniture"]


@pytest.mark.parametrize(
    ("inserted", "expected"),
    [
        ("<div class=read-also><a>سيول في الجنوب</a></div>", ("furniture", "سيول في الجنوب")),
        ("<p>اقرأ أيضاً: <a>سيول في الجنوب</a></p>", ("furniture", "اقرأ أيضاً: سيول في الجنوب")),
        ("<p><a>سيول في الجنوب تقطع الطرق</a></p>", ("furniture", "سيول في الجنوب تقطع الطرق")),
        (f"<div>{CARDS}</div>", ("furniture", "\n".join(f"{title}\n{text}" for title, text in OTHERS))),
        ("<div class='ad-slot'><span>إعلان</span></div>", ("furniture", "إعلان")),
        ("<figure><img><figcaption>الوزير في المطار</figcaption></figure>", ("caption", "الوزير في المطار")),
        ("<div><img><p class=wp-caption-text>جانب من الجولة</p></div>", ("caption", "جانب من الجولة")),
    ],
)
def test_what_stands_inside_the_article(inserted: str, expected: tuple[str, str]) -> None:
    found = zones(article(f"{p(ONE)}{inserted}{p(TWO, THREE)}"))
    assert found == [*START, ("body", ONE), expected, ("body", f"{TWO}\n{THREE}")]


@pytest.mark.parametrize(
    ("inserted", "expected"),
    [
        (
            "<span class=author>سلوى المرادي</span><time datetime=2024-05-15>15 مايو 2024</time>",
            [("byline", "سلوى المرادي"), ("dateline", "15 مايو 2024")],
        ),
        ("<div class=post-date>منذ يومين</div>", [("dateline", "منذ يومين")]),
        ("<p>كتبت: سلوى المرادي</p>", [("byline", "كتبت: سلوى المرادي")]),
        ("<div class='meta'><span itemprop=author>سلوى المرادي</span></div>", [("byline", "سلوى المرادي")]),
        ("<p class=byline>سلوى المرادي - 15 مايو</p>", [("dateline", "سلوى المرادي - 15 مايو")]),
        ("<span class=sr-only>تخط إلى المحتوى</span>", [("furniture", "تخط إلى المحتوى")]),
    ],
)
def test_what_stands_between_title_and_text(inserted: str, expected: list[tuple[str, str]]) -> None:
    assert zones(article(inserted + p(ONE, TWO, THREE))) == [*START, *expected, ("body", BODY)]


def test_comments_that_only_a_button_marks() -> None:
    said = "".join(f"<p>{name}</p><p>{text}</p><p><a href=x>رد</a></p>" for name, text in READERS)
    shown = "\n".join(f"{name}\n{text}\nرد" for name, text in READERS)
    assert zones(article(p(ONE, TWO, THREE) + said)) == [*START, ("body", BODY), ("furniture", shown)]
    outside = article(p(ONE, TWO, THREE)).replace("</body>", f"<div>{said}</div></body>")
    assert zones(outside) == [*START, ("body", BODY), ("furniture", shown)]


def test_a_thread_is_its_first_post() -> None:
    posts = [f"{ONE} {TWO} {THREE}", *(text for _, text in READERS)]
    told = "".join(f"<p>تاريخ التسجيل: 2009</p><p>المشاركات: {n}</p>{p(text)}" for n, text in enumerate(posts))
    assert [quote for kind, quote in zones(f"<body>{HEAD}<div>{told}</div>") if kind == "body"] == posts[:1]


CARD = "<div class=k><h3><a href=x>{}</a></h3><div>الأربعاء 15 مايو</div><div>{:.40}</div></div>"


@pytest.mark.parametrize(
    "cards", ["<p><a href=x>{}</a> {}</p>", CARD, "<li><a href=x>{}</a><br>الأربعاء<br>15 مايو</li>"]
)
def test_cards_that_no_name_tells_of(cards: str) -> None:
    row = "".join(cards.format(*other) for other in OTHERS)
    found = zones(article(f"{p(ONE)}<div>{row}</div>{p(TWO, THREE)}"))
    assert [(kind, quote) for kind, quote in found if kind == "body"] == [("body", ONE), ("body", f"{TWO}\n{THREE}")]


@pytest.mark.parametrize(
    ("head", "inner", "title"),
    [
        (f"<title>{TITLE} | منبر الضفة</title>", f"<h2>أخبار الساحل والجبل</h2><h2>{TITLE}</h2>", TITLE),
        (f'<meta property="og:title" content="{TITLE}">', f"<h1>منبر الضفة اليوم</h1><p>{TITLE}</p>", TITLE),
        (f"<title>منبر الضفة - {TITLE}</title>", f"<div>{TITLE}</div>", TITLE),
        ("<title>منبر الضفة</title>", f"<h1>{TITLE}</h1>", TITLE),
        ("", f"<h1 class=site-title>منبر الضفة اليومي</h1><h2>{TITLE}</h2>", TITLE),
        ("", f"<div class=headline>{TITLE}</div>", TITLE),
        ("", "", None),
    ],
)
def test_the_title_is_the_heading_that_the_source_states(head: str, inner: str, title: str | None) -> None:
    document = read(f"{head}<body>{MENU}<div>{inner}{p(ONE, TWO, THREE)}</div>")
    found = document.metadata.title
    assert (found and document.quote(found)) == title
    assert ("body", BODY) in [(zone.kind, document.quote(zone.span)) for zone in document.zones]


@pytest.mark.parametrize("stated", [f"{TITLE} | منبر الضفة", f"منبر الضفة - {TITLE}"])
def test_the_outlet_may_stand_beside_the_title(stated: str) -> None:
    source = f"<title>{stated}</title><body><article>{HEAD}{p(ONE, TWO, THREE)}</article>"
    assert read(source).metadata.outlet == "منبر الضفة"


def embedded(post: str) -> str:
    return article(f"{p(ONE)}{post}{p(TWO, THREE)}")


WORDS_OF_POST = "وصلنا إلى العاصمة بخير، والنتائج قريباً."


@pytest.mark.parametrize(
    ("post", "quote", "author"),
    [
        (
            f"<blockquote class=twitter-tweet>{p(WORDS_OF_POST)}&mdash; ماهر الدرعي (@aldari) <a>May 15, 2024</a></blockquote>",
            f"{WORDS_OF_POST}\n— ماهر الدرعي (@aldari) May 15, 2024",
            "ماهر الدرعي",
        ),
        (
            f"<div class=embedded-post><span class=author>ماهر الدرعي</span>{p(WORDS_OF_POST)}</div>",
            f"ماهر الدرعي\n{WORDS_OF_POST}",
            "ماهر الدرعي",
        ),
        (f"<blockquote class=tweet>{p(WORDS_OF_POST)}</blockquote>", WORDS_OF_POST, None),
        (
            f"<div class=telegram-post>{p(WORDS_OF_POST)}– قناة الساحل</div>",
            f"{WORDS_OF_POST}\n– قناة الساحل",
            "قناة الساحل",
        ),
    ],
)
def test_an_embedded_post_is_its_authors(post: str, quote: str, author: str | None) -> None:
    assert passages(embedded(post)) == [("post", quote, author, None)]
    assert WORDS_OF_POST in "\n".join(text for kind, text in zones(embedded(post)) if kind == "body")


def test_entries_of_a_live_report_have_their_times() -> None:
    entries = [("12:40", THREE), ("11:15", TWO), ("10:05", ONE)]
    inner = "".join(f"<div class=live-entry><time>{time}</time>{p(text)}</div>" for time, text in entries)
    source = f"<h1>{TITLE}</h1><div class=liveblog>{inner}<div class=live-entry>{p(TWO)}</div></div>"
    assert passages(source) == [
        *(("entry", f"{time}\n{text}", None, time) for time, text in entries),
        ("entry", TWO, None, None),
    ]
    assert [quote for kind, quote in zones(source) if kind == "dateline"] == [time for time, _ in entries]


def test_a_quotation_that_is_no_post_is_no_passage() -> None:
    assert passages(embedded(f"<blockquote>{p(WORDS_OF_POST)}</blockquote>")) == []


def test_text_in_another_language_is_said_to_be() -> None:
    document = read(article(p(ONE)).replace(ONE, "The minister came back to the capital on Monday evening. " * 4))
    assert document.metadata.language == "und-Latn"
    assert any("not in Arabic" in note.message for note in document.notes)


def test_the_stage_pickles_with_its_pages() -> None:
    document = read(embedded(f"<blockquote class=tweet>{p(WORDS_OF_POST)}</blockquote>"))
    assert pickle.loads(pickle.dumps(document)) == document


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(p(f"{THREE} {TWO}", ONE, TWO, ONE, TWO, ONE, TWO), id="paragraphs that nothing holds"),
        pytest.param(f"{HEAD}{p(f'{THREE} {TWO}', ONE, TWO, ONE, TWO, ONE, TWO)}", id="and a heading over them"),
        pytest.param(article(f"<p class=lead>جولة أسبوع انتهت</p>{p(ONE, TWO, THREE)}"), id="a short lead"),
    ],
)
def test_nothing_of_the_article_is_lost(source: str) -> None:
    found = zones(source)
    assert [quote for kind, quote in found if kind == "furniture"] in ([], [MENU_ZONE[1]])


def test_a_byline_may_be_a_link() -> None:
    document = read(article("<p>كتبت: <a href=/w/7>سلوى المرادي</a></p>" + p(ONE, TWO, THREE)))
    assert document.metadata.byline is not None
    assert document.quote(document.metadata.byline) == "سلوى المرادي"


def test_the_author_of_a_post_has_not_written_the_page() -> None:
    post = f"<div class=embedded-post><span class=author>ماهر الدرعي</span>{p(WORDS_OF_POST)}</div>"
    assert read(embedded(post)).metadata.byline is None


def test_a_post_in_the_furniture_is_none_of_the_page() -> None:
    post = f"<aside class=sidebar><blockquote class=tweet>{p(WORDS_OF_POST)}</blockquote></aside></body>"
    assert passages(article(p(ONE, TWO, THREE)).replace("</body>", post)) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "وقال <a href=x>الوزير ماهر الدرعي</a> <a href=y>لوكالة الريف</a> إن الجولة كانت مفيدة وإن نتائجها ستعلن قريباً.",
        "وقال <span class=s1>الوزير ماهر الدرعي </span><span class=s2>12</span><span class=s1> مرة إن الجولة كانت مفيدة.</span>",
    ],
)
def test_a_sentence_is_not_torn(sentence: str) -> None:
    assert "\n" not in read(f"<p>{sentence}</p>").text
    (middle,) = [quote for kind, quote in zones(article(p(ONE, sentence, TWO))) if kind == "body"]
    assert "ماهر الدرعي" in middle


def test_comments_without_names_take_nothing_of_the_article() -> None:
    said = "".join(f"<p>{text}</p><p><a href=x>رد</a></p>" for _, text in READERS)
    assert ("body", BODY) in zones(article(p(ONE, TWO, THREE) + said))
