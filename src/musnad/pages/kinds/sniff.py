"""Name and first bytes -> the kind of an input."""

import re
from pathlib import PurePosixPath
from typing import Literal

from musnad.pages.kinds.whatsapp import is_whatsapp

Kind = Literal[
    "zip",
    "telegram",
    "telegram-html",
    "whatsapp",
    "feed",
    "docx",
    "mail",
    "mhtml",
    "pdf",
    "html",
    "text",
    "json",
    "lines",
]

HEAD = 1 << 16
"""How many of the first bytes decide; fewer will do, but a long preamble may then hide the kind."""

_BY_ENDING: dict[str, Kind] = {
    ".txt": "text",
    ".text": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".json": "json",
    ".jsonl": "lines",
    ".ndjson": "lines",
    ".zip": "zip",
    ".rss": "feed",
    ".atom": "feed",
    ".rdf": "feed",
    ".xml": "feed",
    ".docx": "docx",
    ".eml": "mail",
    ".mhtml": "mhtml",
    ".mht": "mhtml",
    ".pdf": "pdf",
}
ENDINGS = frozenset(_BY_ENDING)
"""The endings of files that are read."""

_OTHER_ZIPS = frozenset({".xlsx", ".pptx", ".odt", ".ods", ".odp", ".epub", ".jar", ".apk", ".docm", ".dotx"})
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF|atom:feed)[\s>]", re.IGNORECASE)
_CHAT_TYPE = re.compile(rb'"type"\s{0,9}:\s{0,9}"(?:personal|private|public|saved|bot|verification)_[a-z]{1,20}"')
_MAIL = re.compile(
    rb"(?:Return-Path|Received|Delivered-To|MIME-Version|Message-ID|From|X-[A-Za-z-]{1,40}): ?[^\r\n]", re.IGNORECASE
)
_HEADER = re.compile(
    rb"^(?:Subject|Date|To|From|MIME-Version|Content-Type|Message-ID): ?[^\r\n]", re.IGNORECASE | re.MULTILINE
)


def sniff(name: str, head: bytes) -> Kind | None:
    """The kind of an input by its name and its first bytes (up to `HEAD` of them); None where it is of no kind read here.

    What the bytes say outranks the ending where formats bear a signature: a PDF that is called `.html` is a PDF.
    """
    ending = PurePosixPath(name.replace("\\", "/")).suffix.lower()
    start = head[:HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    if b"%PDF-" in start[:1024] and ending not in {".txt", ".text", ".json", ".jsonl", ".eml"}:
        return "pdf"
    if start.startswith((b"PK\3\4", b"PK\5\6")):
        return _zipped(ending, start)
    known = _BY_ENDING.get(ending)
    if known in {"mail", "mhtml", "lines"}:
        return known
    if known == "text":
        return "whatsapp" if is_whatsapp(head[:HEAD]) else "text"
    return _marked_up(start, known) or _by_content(start, known)


def _zipped(ending: str, start: bytes) -> Kind | None:
    if ending in _OTHER_ZIPS:
        return None
    office = b"[Content_Types].xml" in start[:4096] or b"word/" in start[:4096]
    return "docx" if ending == ".docx" or (office and ending != ".zip") else "zip"


def _marked_up(start: bytes, known: Kind | None) -> Kind | None:
    """The kind of what begins as markup or as JSON does."""
    lower = start[:1024].lower()
    if start.startswith(b"{") and known in {"json", None}:
        return "telegram" if _is_telegram(start) else ("json" if known else None)
    if lower.startswith((b"<?xml", b"<rss", b"<feed", b"<rdf", b"<!--")) and known in {"feed", "html", None}:
        root = _FEED.search(start)
        if root and b"<html" not in lower[: root.start()]:
            return "feed"
    if b'class="page_body chat_page"' in start and known in {"html", None}:
        return "telegram-html"
    return None


def _by_content(start: bytes, known: Kind | None) -> Kind | None:
    if known is not None:
        return known
    lower = start[:1024].lower()
    if lower.startswith((b"<!doctype html", b"<html")):
        return "html"
    if _MAIL.match(start) and len(_HEADER.findall(start[:8192])) > 1:
        return "mail"
    return None


def _is_telegram(start: bytes) -> bool:
    if b'"personal_information"' in start or b'"date_unixtime"' in start or b'"text_entities"' in start:
        return True
    return _CHAT_TYPE.search(start) is not None and b'"messages"' in start
