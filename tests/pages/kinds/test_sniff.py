"""What kind an input is, by its name and its first bytes."""

import pytest

from musnad.pages.kinds import sniff

HTML, FEED = b"<!DOCTYPE html><html>", b'<?xml version="1.0"?><rss version="2.0">'
TELEGRAM = b'{\n "name": "x",\n "type": "public_channel",\n "id": 1,\n "messages": ['


@pytest.mark.parametrize(
    ("name", "head", "kind"),
    [
        ("a.txt", b"", "text"),
        ("a.TXT", b"text", "text"),
        ("a.txt", HTML, "text"),
        ("a.html", HTML, "html"),
        ("a.htm", b"\xef\xbb\xbf  <p>", "html"),
        ("a.html", FEED, "feed"),
        ("a.html", b'<html><body><div class="page_body chat_page">', "telegram-html"),
        ("a.xhtml", b'<?xml version="1.0"?><html>', "html"),
        ("a.xml", FEED, "feed"),
        ("a.xml", b"<other/>", "feed"),
        ("a", FEED, "feed"),
        ("a.json", TELEGRAM, "telegram"),
        ("a", TELEGRAM, "telegram"),
        ("a.json", b'{"type": "article", "messages": []}', "json"),
        ("a.json", b"[{}]", "json"),
        ("a.jsonl", TELEGRAM, "lines"),
        ("a.pdf", b"", "pdf"),
        ("a.html", b"%PDF-1.4", "pdf"),
        ("a.txt", b"about %PDF-1.4", "text"),
        ("a.zip", b"PK\3\4", "zip"),
        ("a", b"PK\3\4", "zip"),
        ("a", b"PK\3\4........[Content_Types].xml", "docx"),
        ("a.docx", b"PK\3\4", "docx"),
        ("a.xlsx", b"PK\3\4", None),
        ("a.eml", b"%PDF-", "mail"),
        ("a", b"From: a@example.org\r\nSubject: x\r\n\r\n", "mail"),
        ("a", b"From: here to there", None),
        ("a.mht", b"", "mhtml"),
        ("a", HTML, "html"),
        ("a.png", b"\x89PNG", None),
        ("a", b"", None),
    ],
)
def test_kinds(name: str, head: bytes, kind: str | None) -> None:
    assert sniff(name, head) == kind
