"""Word documents, mails and saved pages."""

from collections.abc import Callable
from email.message import EmailMessage

import pytest

from musnad.pages.kinds import Failure, Part, Via

Parts = Callable[..., tuple[list[Part], list[Failure]]]
Docx = Callable[..., bytes]


def p(*runs: str) -> str:
    return "<w:p>" + "".join(run if run.startswith("<") else f"<w:r><w:t>{run}</w:t></w:r>" for run in runs) + "</w:p>"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (p("وصل الوفد", " إلى عدن.") + p() + p("ثم غادر."), "وصل الوفد إلى عدن.\n\nثم غادر."),
        (p("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>"), "a\tb\nc"),
        (p("<w:hyperlink><w:r><w:t>link</w:t></w:r></w:hyperlink>", " after"), "link after"),
        (p("a", "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>", "b"), "ab"),
        (p("a", '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>seen</w:t></w:r>'), "aseen"),
        (
            p("a", "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>", "<w:ins><w:r><w:t>new</w:t></w:r></w:ins>"),
            "anew",
        ),
        (p("a", "<w:r><w:instrText>HYPERLINK x</w:instrText></w:r>"), "a"),
        (
            f"<w:tbl><w:tr><w:tc>{p('a1')}</w:tc><w:tc>{p('b1') + p('b2')}</w:tc></w:tr><w:tr><w:tc>{p('c')}</w:tc></w:tr></w:tbl>{p('z')}",
            "a1\tb1\nb2\nc\nz",
        ),
        (p("a", f"<w:r><w:pict><w:txbxContent>{p('box')}</w:txbxContent></w:pict></w:r>", "b"), "a\nbox\nb"),
        (
            p(
                "<mc:AlternateContent xmlns:mc='m'><mc:Choice><w:r><w:t>once</w:t></w:r></mc:Choice>"
                "<mc:Fallback><w:r><w:t>once</w:t></w:r></mc:Fallback></mc:AlternateContent>"
            ),
            "once",
        ),
    ],
)
def test_the_text_of_a_document(only_part: Callable[..., Part], docx_of: Docx, body: str, text: str) -> None:
    content = docx_of(body)
    part = only_part("a.docx", content)
    assert (part.body, part.form, part.content) == (text, "text", content)


@pytest.mark.parametrize(
    ("body", "note"),
    [
        (p("<w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r>"), "hidden text (1)"),
        (p("<w:del><w:r><w:delText>x</w:delText></w:r></w:del>"), "deleted text (1)"),
        (p("a", "<w:r><w:footnoteReference/></w:r>"), "footnotes (1)"),
    ],
)
def test_what_is_left_out_of_a_document_is_said(
    only_part: Callable[..., Part], docx_of: Docx, body: str, note: str
) -> None:
    assert [n.message for n in only_part("a.docx", docx_of(body)).notes] == [f"left out: {note}"]


def test_properties_are_claims_about_the_file(only_part: Callable[..., Part], docx_of: Docx) -> None:
    core = "<dc:title>بيان الوزارة</dc:title><dc:creator>user</dc:creator><dcterms:created>2024-05-14T00:00:00Z</dcterms:created>"
    part = only_part("a.docx", docx_of(p("بيان الوزارة") + p("نص"), core))
    assert (part.given.title, part.given.byline, part.given.published) == ("بيان الوزارة", None, None)
    assert "author user; created 2024-05-14T00:00:00Z" in part.notes[0].message
    assert only_part("a.docx", docx_of(p("نص"), core)).given.title is None


@pytest.mark.parametrize(
    ("members", "message"),
    [
        ({"[Content_Types].xml": "x"}, "holds no document"),
        ({"word/document.xml": "<w:document>"}, "broken XML"),
        ({"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}, "declares entities"),
        ({"word/document.xml": "<a>" * 5000}, "nested deeper"),
        ({"word/document.xml": b"<a>" + b" " * (9 << 20) + b"</a>"}, "bomb"),
    ],
)
def test_a_document_that_cannot_be_read(
    only_failure: Callable[..., str], zip_of: Docx, members: dict[str, str | bytes], message: str
) -> None:
    assert message in only_failure("a.docx", zip_of(members))


def test_a_cut_off_document(only_failure: Callable[..., str], docx_of: Docx) -> None:
    assert "cut off" in only_failure("a.docx", docx_of(p("a"))[:-30])


def mail(plain: str | None = "وصل الوفد إلى عدن.", html: str | None = None, **headers: str) -> EmailMessage:
    message = EmailMessage()
    told = {
        "From": "ماهر العلي <maher@example.org>",
        "Subject": "وصول الوفد",
        "Date": "Tue, 14 May 2024 10:20:00 +0300",
    }
    for name, value in (told | {key.replace("_", "-"): value for key, value in headers.items()}).items():
        message[name] = value
    if plain is not None:
        message.set_content(plain)
    if html is not None:
        message.add_alternative(html, subtype="html") if plain is not None else message.set_content(
            html, subtype="html"
        )
    return message


def body_of(part: Part) -> str:
    assert isinstance(part.body, bytes)
    return part.body.decode(part.declared[0]).strip()


def test_a_mail(only_part: Callable[..., Part]) -> None:
    content = mail().as_bytes()
    part = only_part("m.eml", content)
    assert (body_of(part), part.form, part.content) == ("وصل الوفد إلى عدن.", "text", content)
    assert (part.given.title, part.given.byline) == ("وصول الوفد", "ماهر العلي")
    assert (part.given.published, part.given.retrieved) == (None, "2024-05-14T10:20:00+03:00")


def test_a_newsletter_is_published_by_its_sender(only_part: Callable[..., Part]) -> None:
    given = only_part("m.eml", mail(List_Id="<news.example.org>").as_bytes()).given
    assert (given.outlet, given.byline, given.published) == ("ماهر العلي", None, "2024-05-14T10:20:00+03:00")


@pytest.mark.parametrize(
    ("plain", "html", "form"),
    [
        ("نص الرسالة", None, "text"),
        (None, "<p>نص</p>", "html"),
        ("انظر الرسالة في المتصفح", f"<p>{'نص طويل ' * 50}</p>", "html"),
        ("نص طويل " * 50, f"<table><tr><td>{'نص طويل ' * 50}</td></tr></table>", "text"),
    ],
)
def test_which_form_of_a_mail_is_read(
    only_part: Callable[..., Part], plain: str | None, html: str | None, form: str
) -> None:
    assert only_part("m.eml", mail(plain, html).as_bytes()).form == form


def test_attachments_are_parts_of_their_own(parts_of: Parts, docx_of: Docx, zip_of: Docx) -> None:
    message = mail()
    message.add_attachment(docx_of(p("ملحق")), maintype="application", subtype="octet-stream", filename="بيان.docx")
    message.add_attachment(zip_of({"in.txt": "x"}), maintype="application", subtype="zip", filename="../z.zip")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="a.png")
    parts, failures = parts_of("m.eml", message.as_bytes())
    assert [part.source for part in parts] == ["m.eml", "m.eml/بيان.docx", "m.eml/../z.zip/in.txt"]
    assert parts[1].body == "ملحق"
    assert ["1 .png" in failure.error.message for failure in failures] == [True]


def test_a_forwarded_mail_is_a_chain(parts_of: Parts) -> None:
    inner = mail("الأصل", From="رصد <r@example.org>")
    outer = mail("انظر")
    outer.add_attachment(inner)
    parts, failures = parts_of("m.eml", outer.as_bytes())
    assert [part.source for part in parts] == ["m.eml", "m.eml/1.eml"]
    assert parts[1].via == (Via("ماهر العلي", "person"), Via("رصد", "person"))
    assert (parts[1].given.byline, body_of(parts[1])) == ("رصد", "الأصل")
    assert parts[1].content in outer.as_bytes()
    assert not failures


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        ("بيان".encode(), "بيان"),
        ("بيان".encode("windows-1256"), "بيان"),
        (b"=?utf-8?B?2KjZitin2YY=?=", "بيان"),
        (b"=?no-such?B?2KjZitin2YY=?=", "بيان"),
        (b"=?utf-8?B?2KjZ?", "=?utf-8?B?2KjZ?"),
        (b"a\r\n =?utf-8?q?b?=", "ab"),
    ],
)
def test_subjects_however_they_are_written(only_part: Callable[..., Part], raw: bytes, title: str) -> None:
    part = only_part("m.eml", b"From: a@example.org\r\nSubject: " + raw + b"\r\n\r\ntext")
    assert (part.given.title or "").replace(" ", "") == title


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"Content-Type: multipart/mixed; boundary=b\r\n" * 60 + b"\r\n", "multiparts"),
        (b'Content-Type: text/plain; x="' + b";" * 20000 + b"\r\n\r\nx", "endless length"),
        (b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b--\r\n", "without a text"),
    ],
)
def test_a_mail_that_is_not_read(only_failure: Callable[..., str], content: bytes, message: str) -> None:
    assert message in only_failure("m.eml", content)


SAVED = """From: <Saved by Blink>
Snapshot-Content-Location: https://example.org/news/1
Subject: =?utf-8?Q?=D8=AE=D8=A8=D8=B1?=
Date: Tue, 14 May 2024 10:20:00 -0000
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="----b"

------b
Content-Type: text/html
Content-ID: <frame-1@mhtml.blink>
Content-Transfer-Encoding: quoted-printable
Content-Location: https://ads.example/

<p>ad</p>
------b
Content-Type: text/html; charset=windows-1256
Content-ID: <frame-0@mhtml.blink>
Content-Transfer-Encoding: quoted-printable
Content-Location: https://example.org/news/1

<p>=E4=D5</p>
------b--
"""


@pytest.mark.parametrize("start", ["", ' start="<frame-0@mhtml.blink>";'])
def test_a_saved_page(only_part: Callable[..., Part], start: str) -> None:
    content = SAVED.replace("related;", f"related;{start}").encode()
    part = only_part("p.mhtml", content)
    assert (part.body, part.form, part.declared, part.content) == (
        "<p>نص</p>".encode("windows-1256"),
        "html",
        ("windows-1256",),
        content,
    )
    assert (part.given.url, part.given.title) == ("https://example.org/news/1", "خبر")
    assert (part.given.retrieved, part.given.published) == ("2024-05-14T10:20:00", None)
    assert ["1 pages in frames" in n.message for n in part.notes] == [True]


def test_a_saved_page_without_html(only_failure: Callable[..., str]) -> None:
    assert "holds no HTML" in only_failure("p.mht", b"Content-Type: text/plain\r\n\r\nx")
