"""Writes small seeds for the fuzz targets: `python fuzz/seeds.py FOLDER` makes FOLDER/pages and FOLDER/records."""

import gzip
import io
import json
import sys
import zipfile
from pathlib import Path

TEXT = "بغداد – وكالة الريف\r\nكتب: سعد الدين\n\nقال الوزير «ماهر العلي»، أمس الثلاثاء 14/5/2024: إنه سيزور دمشق.\n"
HTML = (
    '<!doctype html><html lang="ar"><head><meta charset="windows-1256"><title>خبر | الريف</title>'
    '<meta property="og:title" content="خبر"><link rel="canonical" href="http://example.org/2024/05/14/a">'
    '<script type="application/ld+json">{"@type":"NewsArticle","headline":"خبر","author":[{"name":"سعد"}]}</script>'
    '</head><body><nav class="menu"><a href="/">الرئيسية</a></nav><!-- --><article><h1>خبر</h1><time datetime="2024-05-14">'
    "أمس</time><p hidden>x</p><p>قال&nbsp;الوزير &#1573;&#x646; &amp; كذا<br>وكذا.</p><pre> a\n b</pre>"
    '<blockquote class="twitter-tweet">نص &mdash; سعد (@x)</blockquote><table><tr><td>1<td>2</table></article></body>'
)
MAIL = (
    "From: =?utf-8?b?2LPYudiv?= <a@example.org>\r\nDate: Tue, 14 May 2024 10:00:00 +0300\r\nSubject: x\r\n"
    'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n'
    "Content-Type: text/plain; charset=windows-1256\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=C7=E1\r\n"
    "--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: y\r\n\r\nz\r\n--b--\r\n"
)
FEED = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>الريف</title><item><title>خبر</title>'
    "<description><![CDATA[<p>قال</p>]]></description><pubDate>Tue, 14 May 2024 10:00:00 GMT</pubDate></item></channel></rss>"
)
CHAT_HTML = (
    '<div class="page_body chat_page"><div class="history"><div class="message default clearfix" id="message1"><div class="body">'
    '<div class="pull_right date details" title="14.05.2024 10:00:00">10:00</div><div class="from_name">الريف</div>'
    '<div class="forwarded body"><div class="from_name">س</div><div class="text">قال</div></div></div></div></div></div>'
)
MESSAGE = {
    "id": 1,
    "type": "message",
    "date": "2024-05-14T10:00:00",
    "from": "الريف",
    "forwarded_from": "س",
    "text": ["قال", {"type": "bold", "text": "إن"}],
}
CHAT_JSON = {"name": "الريف", "type": "public_channel", "id": 1, "messages": [MESSAGE]}
CHAT_TEXT = "14/05/2024, 10:00 - سعد: قال الوزير\nإنه قادم\n[14/5/2024، 10:01:02 ص] ماهر: ‎صورة محذوفة\n"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj trailer<</Root 1 0 R>>"
WORD = "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body><w:p><w:r><w:t>قال</w:t></w:r></w:p></w:body></w:document>"
RECORD = {
    "id": "a",
    "text": TEXT,
    "url": "http://example.org/",
    "published": "2024-05-14",
    "title": "خبر",
    "outlet": None,
}


def write(folder: Path) -> None:
    """Write the seeds; each begins with the byte that chooses its ending in `pages.py`, or its form in `records.py`."""
    files = (
        *(HTML.encode(), TEXT.encode(), MAIL.encode(), MAIL.encode(), _zipped({"word/document.xml": WORD}), PDF),
        *(
            _zipped({"a.txt": TEXT, "b/c.html": HTML}),
            FEED.encode(),
            CHAT_HTML.encode(),
            json.dumps(CHAT_JSON).encode(),
        ),
        *(CHAT_TEXT.encode(), gzip.compress(TEXT.encode(), mtime=0), HTML.encode()),
    )
    pages = [bytes([number]) + content for number, content in enumerate(files)]
    pages += [b"\0" + HTML.encode("windows-1256"), b"\1" + TEXT.encode("utf-16")]
    pages.append(b"\0" + TEXT.encode().decode("cp1252", "replace").encode())
    line = json.dumps(RECORD, ensure_ascii=False)
    in_html = json.dumps({**RECORD, "text": HTML})
    texts = (f"{line}\n{json.dumps(RECORD)}\n", f"[{line}, {line}]", in_html, '[{"text": "\\ud800"}', "{")
    records = [form + text.encode() for text in texts for form in (b"\0", b"\1")]
    for name, seeds in (("pages", pages), ("records", records)):
        (folder / name).mkdir(parents=True, exist_ok=True)
        for number, seed in enumerate(seeds):
            (folder / name / f"seed-{number:02d}").write_bytes(seed)


def _zipped(members: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in members.items():
            archive.writestr(zipfile.ZipInfo(name), text)
    return stream.getvalue()


if __name__ == "__main__":
    write(Path(sys.argv[1]))
