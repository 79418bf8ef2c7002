"""Feeds: a page for each item, with the item's bytes; what is hostile is refused, what is broken is read up to the fault."""

from collections.abc import Callable

import pytest

from musnad.pages.kinds import Failure, Part, Via

Parts = Callable[..., tuple[list[Part], list[Failure]]]

ITEM = "<item><title>وصول الوفد</title><link>https://example.org/1</link><description>وصل &lt;b&gt;الوفد&lt;/b&gt;.</description></item>"


def rss(items: str, title: str = "منبر الضفة", head: str = '<?xml version="1.0" encoding="UTF-8"?>') -> str:
    return f'{head}<rss version="2.0"><channel><title>{title}</title><image><title>x</title></image>{items}</channel></rss>'


def test_an_item_is_a_part_with_its_own_bytes(parts_of: Parts) -> None:
    content = rss(ITEM + ITEM).encode()
    parts, failures = parts_of("feed.xml", content)
    assert [part.source for part in parts] == ["feed.xml:1", "feed.xml:2"]
    assert {part.content for part in parts} == {ITEM.encode()}
    assert (parts[0].body, parts[0].form) == ("وصل <b>الوفد</b>.", "html")
    given = parts[0].given
    assert (given.title, given.url, given.outlet, given.host) == (
        "وصول الوفد",
        "https://example.org/1",
        "منبر الضفة",
        None,
    )
    assert not failures


@pytest.mark.parametrize(
    ("inside", "body", "form"),
    [
        (
            "<content:encoded><![CDATA[<p>كله</p>]]></content:encoded><description>بعضه</description>",
            "<p>كله</p>",
            "html",
        ),
        ("<description><![CDATA[<p>a&nbsp;b</p>]]></description>", "<p>a&nbsp;b</p>", "html"),
        ("<description>a&nbsp;b &laquo;c&raquo;</description>", "a\u00a0b «c»", "html"),
        ("<title>العنوان وحده</title>", "العنوان وحده", "text"),
        ("<description>x<b>y</b></description>", b"<description>x<b>y</b>", "html"),
        ("<description>  </description><title>t</title>", "t", "text"),
        ("", "", "text"),
    ],
)
def test_what_an_item_is_read_from(only_part: Callable[..., Part], inside: str, body: str | bytes, form: str) -> None:
    part = only_part("feed.xml", rss(f"<item>{inside}</item>").encode())
    assert (part.body, part.form) == (body, form)


@pytest.mark.parametrize(
    ("inside", "published"),
    [
        ("<pubDate>Tue, 14 May 2024 10:20:00 +0300</pubDate>", "2024-05-14T10:20:00+03:00"),
        ("<dc:date>2024-05-14T10:20:00Z</dc:date>", "2024-05-14T10:20:00+00:00"),
        ("<pubDate>أمس</pubDate>", None),
        ("", None),
    ],
)
def test_when_an_item_was_published(only_part: Callable[..., Part], inside: str, published: str | None) -> None:
    part = only_part("feed.xml", rss(f"<item><description>x</description>{inside}</item>").encode())
    assert part.given.published == published
    assert any("أمس" in n.message for n in part.notes) is ("أمس" in inside)


def test_an_item_of_another_outlet_is_a_reprint(only_part: Callable[..., Part]) -> None:
    item = '<item><description>x</description><source url="https://b.example/">رصد</source><dc:creator>سامي</dc:creator></item>'
    part = only_part("feed.xml", rss(item).encode())
    assert (part.given.outlet, part.given.host, part.given.byline) == ("رصد", "منبر الضفة", "سامي")
    assert part.via == (Via("رصد", "outlet"),)


ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>منبر</title><author><name>هيئة</name></author>
<entry><title type="html">a &amp;amp; b</title><link rel="self" href="https://e.org/self"/><link href="https://e.org/1"/>
<author><name>ماهر العلي</name><email>m@e.org</email></author><updated>2024-05-14T10:20:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>نص</p></div></content></entry></feed>"""


def test_an_atom_entry(only_part: Callable[..., Part]) -> None:
    part = only_part("f.atom", ATOM.encode())
    assert (part.given.title, part.given.byline, part.given.url) == ("a & b", "ماهر العلي", "https://e.org/1")
    assert isinstance(part.body, bytes)
    assert "<p>نص</p>".encode() in part.body
    assert part.given.published == "2024-05-14T10:20:00+00:00"
    assert any("last change" in n.message for n in part.notes)


@pytest.mark.parametrize("charset", ["windows-1256", "utf-16"])
def test_other_charsets(only_part: Callable[..., Part], charset: str) -> None:
    head = f'<?xml version="1.0" encoding="{charset}"?>'
    part = only_part("feed.xml", rss(ITEM, head=head).encode(charset), "feed")
    assert part.body == "وصل <b>الوفد</b>."
    assert part.content.decode("utf-16-le" if charset == "utf-16" else charset) == ITEM


def test_rdf_items_stand_beside_the_channel(only_part: Callable[..., Part]) -> None:
    feed = f'<rdf:RDF xmlns:rdf="r"><channel><title>منبر</title></channel>{ITEM}</rdf:RDF>'
    assert only_part("f.rdf", feed.encode()).given.outlet == "منبر"


@pytest.mark.parametrize(
    ("content", "count", "message"),
    [
        (rss(ITEM + "<item><title>x</item>"), 1, "what follows is lost"),
        (rss(ITEM + ITEM)[:-40], 1, "what follows is lost"),
        (rss(ITEM + "<a>" * 5000), 1, "nested deeper"),
        (
            '<!DOCTYPE r [<!ENTITY a "b">]>' + rss(f"<item><title>&a;</title></item>{ITEM}", head=""),
            0,
            "declares entities",
        ),
        ('<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + rss(ITEM, head=""), 0, "declares entities"),
        ('<!DOCTYPE r [<!ENTITY % p SYSTEM "http://127.0.0.1:1/e">%p;]>' + rss(ITEM, head=""), 0, "declares entities"),
        (rss(""), 0, "without items"),
        ("<html/>", 0, "no feed"),
        ("", 0, "broken XML"),
        (rss(ITEM, head='<?xml version="1.0" encoding="no-such"?>'), 0, "unknown encoding"),
    ],
)
def test_what_is_wrong_with_a_feed(parts_of: Parts, content: str, count: int, message: str) -> None:
    parts, failures = parts_of("feed.xml", content.encode(), "feed")
    assert len(parts) == count
    assert [message in failure.error.message for failure in failures] == [True]


def test_an_outer_dtd_is_not_read(only_part: Callable[..., Part]) -> None:
    doctype = '<!DOCTYPE rss SYSTEM "http://127.0.0.1:1/rss.dtd">'
    assert only_part("feed.xml", rss(ITEM, head=doctype).encode()).given.title == "وصول الوفد"
