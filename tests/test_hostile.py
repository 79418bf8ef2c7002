"""Hostile inputs through the command line: what becomes of each is said, and the other inputs go on."""

import io
import json
import re
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from musnad.cli import main
from musnad.lexicon import Lexicon
from musnad.model import Page
from musnad.pages import Failure, Opener, Part, page_from_text
from musnad.pipeline import Pipeline

NEWS = "نزوى – وكالة الريف\n\nزار الوزير ماهر العلي مدينة صور الثلاثاء 14 مايو 2024.\n"
GOOD = "good.txt"
LIMIT = 45.0
"""Processor seconds for a mebibyte, on a slow machine: what grows faster than the text takes hours."""


@pytest.fixture(autouse=True)
def inputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with a page that can be read."""
    monkeypatch.chdir(tmp_path)
    Path(GOOD).write_text(NEWS, encoding="utf-8")
    return tmp_path


def html(body: str, title: str = "خبر") -> bytes:
    page = f'<html lang="ar"><head><meta charset="utf-8"><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>'
    return page.encode()


def zipped(name: str, content: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return stream.getvalue()


def code(*arguments: str) -> int:
    try:
        return main(arguments)
    except SystemExit as end:
        return int(end.code or 0)


RECORD = json.dumps({"id": "one", "text": NEWS}).encode()
READ: dict[str, tuple[bytes, str]] = {
    "nested.html": (html("<div>" * 10_000 + NEWS), ""),
    "tables.html": (html("<table><tr><td>" * 10_000 + NEWS), ""),
    "comment.html": (html(f"<p>{NEWS}</p><!-- وزير " * 2), r"a comment opens at character \d+ and is never closed"),
    "script.html": (
        html(f"<p>{NEWS}</p><script>let a = '<p>';"),
        r"a script opens at character \d+ and is never closed",
    ),
    "nuls.html": (html(NEWS.replace(" ", "\0 ")), ""),
    "attributes.html": (html("<p " + "".join(f"a{i}=1 " for i in range(20_000)) + f">{NEWS}"), ""),
    "references.html": (html("&#x06" * 20_000 + "&" * 20_000 + NEWS), ""),
    "empty.txt": (b"", "the page is empty"),
    "blank.html": (b" \n" * 100, "the page is empty"),
    "cut.txt": (NEWS.encode() + "و".encode()[:1], "UTF-8 that is cut in its last character"),
    "deep-json-ld.html": (html("<script type='application/ld+json'>" + "[" * 100_000 + f"</script>{NEWS}"), ""),
    "wrong-surrogate.html": (html(f"&#xD800; {NEWS}"), ""),
}
FAILING: dict[str, tuple[bytes, str]] = {
    "nuls.txt": (NEWS.replace(" ", "\0 ").encode(), "no text: byte 8 is a control character"),
    "binary.txt": (bytes(range(256)) * 20, "no text"),
    "bomb.zip": (zipped("page.txt", b" " * 40_000_000), r"bomb\.zip/page\.txt: a bomb: it expands more than \d+-fold"),
    "cut.zip": (zipped("page.txt", NEWS.encode())[:60], "no zip archive, or one that is cut off or broken"),
    "surrogate.jsonl": (b'{"text": "\\ud800"}', r"surrogate\.jsonl:1: holds a lone surrogate, which is no character"),
    "surrogate.json": (b'[{"text": "a", "title": "\\udfff"}]', "holds a lone surrogate"),
    "deep.json": (b"[" * 100_000, "broken JSON|nested too deep"),
    "deep.jsonl": (b'{"a":' * 100_000, "broken JSON|nested too deep"),
    "array.jsonl": (b'["text"]', "is no JSON object"),
    "number.json": (b"9" * 100_000, "broken JSON|is no JSON object"),
    "broken.jsonl": (b'{"text": "a"', "broken JSON"),
    "cut.pdf": (b"%PDF-1.7\n1 0 obj", r"cut\.pdf: "),
    "cut.docx": (b"PK\3\4cut", r"cut\.docx: "),
}


@pytest.mark.parametrize("name", READ)
def test_what_can_be_read_is_read(name: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    content, note = READ[name]
    Path(name).write_bytes(content)
    assert code("read", GOOD, name, GOOD, "--json", "-o", "out.jsonl") == 0
    records = [json.loads(line) for line in Path("out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [record["document"]["source"] for record in records] == [GOOD, name, GOOD]
    said = capsysbinary.readouterr().err.decode()
    assert re.search(note, said)
    assert said.splitlines()[-1] == "musnad: pages: 3 read + 0 failed = 3"


@pytest.mark.parametrize("name", FAILING)
def test_what_cannot_be_read_is_named_and_the_others_go_on(
    name: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    content, message = FAILING[name]
    Path(name).write_bytes(content)
    assert code("read", GOOD, name, GOOD, "--json") == 3
    out, err = (stream.decode() for stream in capsysbinary.readouterr())
    assert [json.loads(line)["document"]["source"] for line in out.splitlines()] == [GOOD, GOOD]
    assert err.startswith(f"musnad: {name}")
    assert re.search(message, err.splitlines()[0])
    assert err.splitlines()[-1] == "musnad: pages: 2 read + 1 failed = 3"


@pytest.mark.parametrize("name", FAILING)
def test_nothing_is_half_written_where_nothing_is_read(name: str) -> None:
    Path(name).write_bytes(FAILING[name][0])
    assert code("read", name, "--json", "-o", "out.jsonl") == 1
    assert sorted(path.name for path in Path().iterdir()) == sorted([GOOD, name])


def test_a_bad_record_among_good_ones_costs_only_itself(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    Path("a.jsonl").write_bytes(b"\n".join([RECORD, b'{"text": "\\udc00"}', b"{", b"\xff", RECORD]))
    assert code("read", "a.jsonl", "--json") == 3
    out, err = (stream.decode() for stream in capsysbinary.readouterr())
    assert len(out.splitlines()) == 2
    assert [line.split(": ")[1] for line in err.splitlines()] == ["a.jsonl:2", "a.jsonl:3", "a.jsonl:4", "pages"]


@pytest.mark.parametrize("control", ["\u202e", "\u2067", "\u200f", "\u061c", "\x1b", "\x9b", "\u2028"])
@pytest.mark.parametrize("form", [[], ["--explain", "c1"], ["--table"]])
def test_controls_in_a_title_are_shown_as_escapes(
    control: str, form: list[str], capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    title = f"الوزير {control}يزور{control} مدينة صور"
    Path("page.jsonl").write_text(json.dumps({"id": f"a{control}b", "title": title, "text": f"{title}\n{NEWS}"}))
    assert code("read", "page.jsonl", *form) in {0, 4}
    shown = b"".join(capsysbinary.readouterr()).decode()
    assert form == ["--table"] or control not in shown


@pytest.mark.slow
def test_a_page_that_takes_too_long_is_quarantined(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    Path("long.txt").write_text("قال الوزير ماهر العلي إن زيارة بغداد غداً. " * 20_000, encoding="utf-8")
    assert code("read", "long.txt", GOOD, "--json", "--seconds", "0.5") == 3
    out, err = (stream.decode() for stream in capsysbinary.readouterr())
    assert [json.loads(line)["document"]["source"] for line in out.splitlines()] == [GOOD]
    assert err.splitlines()[0] == "musnad: long.txt: quarantined: took longer than 0.5 s"


LINES = {
    "spaces": " ",
    "waws": "و",
    "loose waws": "و ",
    "guillemets": "«",
    "closing marks": '" ',
    "colons": ":",
    "digits with slashes": "19/",
    "hours": "10:10:10:",
    "names": "محمد بن ",
    "sons": "نجليه صدام وخالد ",
    "sayings": "وقال إن ",
    "months": "فبراير ",
    "tatweel": "ـ",
    "words without spaces": "مستشفى",
    "lines": "كلمة\n",
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", LINES)
def test_a_mebibyte_of_one_thing_is_read_in_time(pipeline: Pipeline, kind: str) -> None:
    text = LINES[kind] * ((1 << 20) // len(LINES[kind].encode()))
    began = time.process_time()
    document = pipeline(page_from_text(text))
    assert time.process_time() - began < LIMIT
    assert document.text == text


TAGS = {
    "less-than signs": "<",
    "open tags": "<a",
    "comments": "<!--",
    "dashes": "<!-- -",
    "declarations": "<!DOCTYPE ",
    "sections": "<![CDATA[",
    "scripts": "<script>",
    "ends of scripts": "<script></",
    "quotes": "<p a='\"",
    "ampersands": "&",
    "references": "&#x06",
    "divisions": "<div>",
    "misnested": "<b><p>",
    "cells": "<table><td>",
    "links": "<a href=/>خبر</a>",
    "cards": "<div class=card><a href=/>خبر</a> كذا</div>",
    "hidden": "<div hidden>",
    "posts": "<blockquote class=twitter-tweet><p>قال</p>&mdash; (@x)</blockquote>",
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", TAGS)
def test_a_mebibyte_of_one_kind_of_markup_is_read_in_time(pipeline: Pipeline, opener: Opener, kind: str) -> None:
    source = TAGS[kind] * ((1 << 20) // len(TAGS[kind].encode()))
    began = time.process_time()
    page = next(opener(Part("page.html", source.encode(), "html")))
    assert isinstance(page, Page)
    pipeline(page)
    assert time.process_time() - began < LIMIT


@pytest.mark.parametrize(
    "make",
    [
        lambda times: "ثلاثة من " * times,
        lambda times: "قال «" * times,
        lambda times: "(قال " * times,
        lambda times: "أن قال إن " * times,
        lambda times: "نقلاً عن وكالة " * times,
        lambda times: "الذي قال الذي " * times,
        lambda times: "منظمة الفجر (" * times,
    ],
)
def test_no_depth_of_the_language_is_too_deep(pipeline: Pipeline, make: Callable[[int], str]) -> None:
    text = make(1500)
    assert pipeline(page_from_text(text)).text == text


@pytest.mark.parametrize("form", ["html", "text", "json", "lines", "mail", "mhtml", "docx", "pdf", "telegram-html"])
@pytest.mark.parametrize("content", [b"", b"\0", b"\xff\xfe", b"<", b"{", b"PK\5\6", b"%PDF-", b"\xef\xbb\xbf"])
def test_a_few_bytes_of_any_kind_are_a_page_or_a_failure(lexicon: Lexicon, form: str, content: bytes) -> None:
    found = Opener(lexicon)
    part = Part("page", content, form)  # type: ignore[arg-type]
    pages = found.parts(part) if form == "telegram-html" else found(part)
    assert all(isinstance(page, Page | Part | Failure) for page in pages)
