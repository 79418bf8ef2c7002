"""The inputs that throughput is measured on: the texts of `bench/language/frozen.tsv`, and web archives made of them."""

import gzip
import json
import uuid
from collections.abc import Iterator
from html import escape
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from language.frozen import COUNT, texts

RECORDS = 250
TEMPLATES = sorted((Path(__file__).resolve().parent / "templates").glob("*.html"))
TEXTS, ARCHIVES, PAGES = "texts.jsonl", "archives", "pages.jsonl"
"""What is made: JSON lines with texts, a folder of WARC files, and for peers JSON lines that hold `text` and `html`."""


class Made(NamedTuple):
    """What was made: the pages, the words of these, the bytes of their texts and of their HTML."""

    pages: int
    words: int
    text: int
    html: int


def wrapped(text: str, number: int) -> bytes:
    """A page's text in one of the templates."""
    title, _, body = text.partition("\n\n")
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in body.splitlines() if line.strip())
    template = TEMPLATES[number % len(TEMPLATES)].read_text(encoding="utf-8")
    return template.format(title=escape(title), paragraphs=paragraphs).encode()


def records(html: bytes, number: int) -> Iterator[bytes]:
    """A page's response and its request, as a crawl writes them."""
    response = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + html
    for kind, content in (("response", response), ("request", b"GET / HTTP/1.1\r\nHost: example.org\r\n\r\n")):
        identifier = uuid.uuid5(uuid.NAMESPACE_URL, f"{kind}{number}")
        header = (
            f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{identifier}>\r\n"
            f"WARC-Date: 2024-05-15T10:00:00Z\r\nWARC-Target-URI: https://example.org/{number}\r\n"
            f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(content)}\r\n\r\n"
        )
        yield header.encode() + content + b"\r\n\r\n"


def make(shared: Path, pages: int, folder: Path) -> Made:
    """Write the inputs."""
    found, numbers = texts(shared, max(COUNT // pages, 1)), iter(range(pages))
    count = words = size = long = 0
    (folder / ARCHIVES).mkdir()
    with (folder / TEXTS).open("w", encoding="utf-8") as plain, (folder / PAGES).open("w", encoding="utf-8") as both:
        while some := list(islice(zip(numbers, found, strict=False), RECORDS)):
            with (folder / ARCHIVES / f"{count:06}.warc.gz").open("wb") as archive:
                for number, text in some:
                    html = wrapped(text, number)
                    count, words = count + 1, words + len(text.split())
                    size, long = size + len(text.encode()), long + len(html)
                    print(json.dumps({"id": str(number), "text": text}, ensure_ascii=False), file=plain)
                    print(json.dumps({"text": text, "html": html.decode()}, ensure_ascii=False), file=both)
                    archive.writelines(gzip.compress(record, 6, mtime=0) for record in records(html, number))
    return Made(count, words, size, long)
