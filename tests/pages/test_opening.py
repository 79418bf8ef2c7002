"""Parts of inputs as pages: what is decoded, mended, stated and given."""

import json
from collections.abc import Callable
from dataclasses import replace
from email.message import EmailMessage
from hashlib import sha256
from pathlib import Path

import pytest

from musnad.errors import BadRecordError, MusnadError, NotTextError, UnreadableError
from musnad.lexicon import Lexicon
from musnad.model import Fact, Page
from musnad.pages import Failure, Fields, Given, Opener, Part, page_from_text
from musnad.pages.custody import Keeper
from musnad.pages.kinds import Via

TEXT = "عاد الوزير ماهر الدرعي إلى العاصمة مساء أمس بعد جولة في مدن الساحل."
HEAD = (
    "<title>عودة الوزير | منبر الضفة</title>"
    '<meta property="og:site_name" content="منبر الضفة"><meta name=author content="سلوى المرادي">'
    '<meta property="article:published_time" content="2024-05-14T22:10:00+03:00">'
    '<link rel=canonical href="https://www.minbar.example/news/1">'
    "<meta http-equiv=last-modified content='2024-05-20'>"
)
HTML = f"<!doctype html><head>{HEAD}</head><body><h1>عودة الوزير</h1><p>{TEXT}</p></body>"
SHOWN = f"عودة الوزير\n{TEXT}"
One = Callable[[Part], Page]


@pytest.fixture(scope="session")
def one(opener: Opener) -> One:
    """Opens a part that is one page."""

    def open_one(part: Part) -> Page:
        (page,) = opener(part)
        assert isinstance(page, Page), page
        return page

    return open_one


def html(source: str, **given: str) -> Part:
    return Part("a.html", source.encode(), "html", given=Given(**given))


def record(**fields: object) -> Part:
    return Part("a.jsonl:1", json.dumps(fields, ensure_ascii=False).encode(), "json")


def messages(page: Page) -> list[str]:
    return [note.message for note in page.notes]


def test_an_html_page_is_what_it_shows_and_states(one: One) -> None:
    page = one(html(HTML))
    assert (page.source, page.text, page.id) == ("a.html", SHOWN, sha256(HTML.encode()).hexdigest())
    assert (page.title, page.outlet, page.byline) == ("عودة الوزير", "منبر الضفة", "سلوى المرادي")
    assert (page.url, page.host) == ("https://www.minbar.example/news/1", "minbar.example")
    assert (page.published, page.declared, page.retrieved) == (None, "2024-05-14", "2024-05-20")
    assert Fact("title", "عودة الوزير | منبر الضفة") in page.facts
    assert page.layout is not None
    assert page.runs
    assert page.notes == ()


GIVEN = {
    "url": "https://other.example/2",
    "host": "قناة الساحل",
    "outlet": "الريف",
    "title": "عنوان آخر",
    "byline": "سامي نور",
    "published": "2024-05-10",
    "retrieved": "2024-06-01",
}


@pytest.mark.parametrize("field", GIVEN)
def test_what_is_given_wins_over_what_is_stated(one: One, field: str) -> None:
    page = one(html(HTML, **{field: GIVEN[field]}))
    assert getattr(page, field) == GIVEN[field]
    assert page.declared == "2024-05-14"


def test_the_host_is_that_of_the_given_address(one: One) -> None:
    assert one(html(HTML, url="https://copies.example/2")).host == "copies.example"


@pytest.mark.parametrize(
    ("part", "text", "is_html"),
    [
        (Part("a.txt", HTML.encode(), "text"), SHOWN, True),
        (Part("a.txt", b"\xef\xbb\xbf \n<HTML><body><p>a</html>", "text"), "a", True),
        (Part("a.txt", f"<p>{TEXT}</p>".encode(), "text"), f"<p>{TEXT}</p>", False),
        (Part("a.txt", f"{TEXT} <html>".encode(), "text"), f"{TEXT} <html>", False),
        (Part("a.txt", b"a\r\nb\r\n", "text"), "a\r\nb\r\n", False),
        (Part("a.html", TEXT.encode(), "html"), TEXT, True),
        (Part("a.docx", b"PK", "text", "نص\r\n"), "نص\r\n", False),
        (Part("a.html", b"...", "html", f"<p>{TEXT}"), TEXT, True),
        (record(text=f"<p>{TEXT}</p><p>ثم</p>"), f"{TEXT}\nثم", True),
        (record(text="a<br/>b &amp; c"), "a\nb & c", True),
        (record(text="a < b &amp; c > d"), "a < b &amp; c > d", False),
        (record(text="<وزير> قال"), "<وزير> قال", False),
        (record(text="<b>a</b>\r\n<a href='x'>b</a>"), "a b", True),
    ],
)
def test_what_is_html_is_read_as_html(one: One, part: Part, text: str, is_html: bool) -> None:
    page = one(part)
    assert (page.text, page.layout is not None, bool(page.runs)) == (text, is_html, is_html)
    assert page.id == sha256(part.content).hexdigest()


def test_a_record_of_html_brings_what_it_knows(one: One) -> None:
    page = one(record(id="n1", text=HTML, outlet="الريف", published="2024-05-10", title="عنوان آخر"))
    assert (page.source, page.text, page.outlet, page.title) == ("n1", SHOWN, "الريف", "عنوان آخر")
    assert (page.published, page.declared, page.byline) == ("2024-05-10", "2024-05-14", "سلوى المرادي")


def test_fields_of_records_are_mapped(lexicon: Lexicon) -> None:
    opener = Opener(lexicon, Fields.parse(["text=body", "id=link"]))
    (page,) = opener(record(link="x", body="<p>a</p>"))
    assert isinstance(page, Page)
    assert (page.source, page.text) == ("x", "a")


@pytest.mark.parametrize(
    ("part", "error"),
    [
        (record(txt="a"), BadRecordError),
        (Part("a.txt", b"\x89PNG\r\n\x1a\n\0\0", "text"), NotTextError),
        (Part("a.html", bytes(range(256)), "html"), NotTextError),
        (Part("a.eml", b"From: a@b.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b--", "mail"), UnreadableError),
        (Part("a.docx", b"PK\3\4", "docx"), UnreadableError),
        (Part("a.pdf", b"%PDF-1.7", "pdf"), UnreadableError),
        (Part("a.mhtml", b"x", "mhtml"), UnreadableError),
    ],
)  # fmt: skip
def test_what_cannot_be_opened_is_a_failure(opener: Opener, part: Part, error: type[MusnadError]) -> None:
    (failure,) = opener(part)
    assert isinstance(failure, Failure)
    assert isinstance(failure.error, error)
    assert failure.source == part.source


def test_a_mail_is_its_text_and_its_attachments(opener: Opener) -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["Date"] = "سلوى المرادي <s@x.example>", "ملف", "Tue, 14 May 2024 10:20:00 +0300"
    mail.set_content("في المرفق.")
    mail.add_attachment(HTML.encode("windows-1256"), maintype="text", subtype="html", filename="a.html")
    mail.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="b.png")
    mail.add_attachment(b"PK\3\4", maintype="application", subtype="zip", filename="c.zip")
    text, page, zipped, picture = opener(Part("m.eml", mail.as_bytes(), "mail"))
    assert isinstance(text, Page)
    assert isinstance(page, Page)
    assert (text.source, text.text.strip(), text.title, text.byline) == ("m.eml", "في المرفق.", "ملف", "سلوى المرادي")
    assert (page.source, page.text) == ("m.eml/a.html", SHOWN)
    assert isinstance(zipped, Failure)
    assert isinstance(picture, Failure)
    assert (zipped.source, picture.source) == ("m.eml/c.zip", "m.eml")


def test_through_whom_a_text_came_is_kept(one: One) -> None:
    via = (Via("قناة الساحل", "channel"), Via("سامي نور", "person"))
    for part in (Part("a", TEXT.encode(), "text", via=via), replace(html(HTML), via=via)):
        assert [(passer.name, passer.kind) for passer in one(part).via] == [
            ("قناة الساحل", "social"),
            ("سامي نور", "person"),
        ]


def test_mojibake_in_html_is_mended_and_said_to_be(one: One) -> None:
    content = HTML.encode().decode("windows-1256").encode()
    page = one(Part("a.html", content, "html"))
    assert (page.text, page.id) == (SHOWN, sha256(content).hexdigest())
    assert messages(page) == ["mojibake: UTF-8 read as windows-1256; mended"]


def test_mojibake_beside_sound_text_is_mended_too(one: One) -> None:
    page = one(html(f"<title>منبر الضفة</title><p>{TEXT.encode().decode('windows-1252', 'replace')}</p>"))
    assert page.title == "منبر الضفة"
    garbled = f"<title>منبر الضفة</title><div><p>{TEXT.encode().decode('windows-1256')}</p></div>"
    page = one(html(garbled))
    assert (page.title, page.text) == ("منبر الضفة", TEXT)
    assert [message.partition(":")[0] for message in messages(page)] == ["mojibake in stretch between tags 5"]


@pytest.mark.parametrize(
    "content",
    [
        f"<meta charset=windows-1256><p>{TEXT}".encode("windows-1256"),
        f"<meta charset=utf-8><p>{TEXT}".encode("windows-1256"),
        f"<p>{TEXT}".encode("utf-16"),
    ],
)
def test_html_is_decoded_whatever_it_declares(one: One, content: bytes) -> None:
    page = one(Part("a.html", content, "html"))
    assert page.text == TEXT


def test_runs_count_in_what_was_mended(one: One) -> None:
    page = one(html(HTML.encode().decode("windows-1256")))
    assert page.text == SHOWN
    ends = [run.start for run in page.runs[1:]] + [len(page.text)]
    for run, end in zip(page.runs, ends, strict=True):
        shown, source = page.text[run.start : end], HTML[run.source_start : run.source_end]
        assert shown == source or not shown.strip()


@pytest.mark.parametrize("source", ["", " \n", "<html></html>", "<script>x</script>", "<p hidden>a</p>"])
def test_an_empty_page_is_said_to_be(one: One, source: str) -> None:
    assert messages(one(html(source))) == ["the page is empty"]


def test_notes_are_those_of_part_decoding_markup_and_facts(one: One) -> None:
    source = f"<meta name=date content=2024-05-14><meta name=pubdate content=2024-05-15><p>{TEXT}<!-- x"
    part = replace(html(source), content=source.encode("windows-1256"), notes=(one(html("")).notes[0],))
    told = " | ".join(messages(one(part)))
    for message in ("the page is empty", "windows-1256", "never closed", "several days"):
        assert message in told


def test_the_keeper_is_given_the_bytes_of_every_part(lexicon: Lexicon, tmp_path: Path) -> None:
    opener = Opener(lexicon, keep=Keeper(tmp_path))
    parts = [html(HTML), record(txt="a"), Part("a.txt", b"\0\1", "text"), Part("a.pdf", b"%PDF-1.7", "pdf")]
    for part in parts:
        list(opener(part))
        name = sha256(part.content).hexdigest()
        assert (tmp_path / name[:2] / name).read_bytes() == part.content


def test_bytes_that_cannot_be_kept_are_not_read(lexicon: Lexicon, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    (failure,) = Opener(lexicon, keep=Keeper(tmp_path / "file"))(html(HTML))
    assert isinstance(failure, Failure)
    assert "cannot be kept" in failure.error.message


def test_a_page_from_text_is_verbatim_whatever_it_looks_like() -> None:
    page = page_from_text(HTML, outlet="الريف", url="https://x.example/1")
    assert (page.source, page.text, page.outlet, page.url) == ("text", HTML, "الريف", "https://x.example/1")
    assert page.id == sha256(HTML.encode()).hexdigest()
    assert page.layout is None


@pytest.mark.parametrize(
    ("text", "published", "expected", "notes"),
    [
        (TEXT, "2024-05-15T10:00:00Z", "2024-05-15", []),
        (TEXT, "قريباً", None, ["the date of publication is not understood and left out: 'قريباً'"]),
        (" ", None, None, ["the page is empty"]),
    ],
)
def test_a_page_from_text_says_what_is_wrong(
    text: str, published: str | None, expected: str | None, notes: list[str]
) -> None:
    page = page_from_text(text, published=published)
    assert (page.published, messages(page)) == (expected, notes)


def test_a_date_that_is_given_with_html_and_is_none_is_said_to_be_left_out(one: One) -> None:
    page = one(html(f"<p>{TEXT}", published="قريباً"))
    assert page.published is None
    assert messages(page) == ["the date of publication is not understood and left out: 'قريباً'"]


@pytest.mark.parametrize(("text", "place"), [("a\ud800b", "character 1"), ("ab\0", "character 2")])
def test_a_text_that_cannot_be_written_is_refused_with_the_place(text: str, place: str) -> None:
    with pytest.raises(NotTextError, match=place):
        page_from_text(text, "x")
