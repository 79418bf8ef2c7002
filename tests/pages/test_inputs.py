"""Files, folders and standard input as pages."""

import json
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest

from musnad.errors import BadRecordError, MusnadError, NotTextError, UnreadableError, UsageError
from musnad.lexicon import Lexicon, load
from musnad.model import Page
from musnad.pages import Failure, Fields, Opener, Skipped, iso_day, page_from_text, read_inputs
from musnad.pages.kinds import make_chat_words

TEXT = "عاد الوزير إلى العاصمة.\r\nوقال إن الجولة انتهت.\r\n"


def read(*paths: Path | str, stdin: bytes | None = None, fields: Fields | None = None) -> list[Page | Failure]:
    opener = Opener(lexicon(), fields)
    words = make_chat_words(lexicon())
    pages: list[Page | Failure] = []
    for part in read_inputs(paths, words, BytesIO(stdin) if stdin is not None else None):
        pages += [part] if isinstance(part, Failure) else opener(part)
    return pages


@cache
def lexicon() -> Lexicon:
    return load()


def page(result: Page | Failure) -> Page:
    assert isinstance(result, Page), result
    return result


def failure(result: Page | Failure) -> Failure:
    assert isinstance(result, Failure), result
    return result


def written(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def test_a_text_file_is_verbatim(tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt", TEXT.encode())
    assert read(path) == [Page(str(path), TEXT, sha256(TEXT.encode()).hexdigest())]


def test_a_byte_order_mark_stays_in_the_text(tmp_path: Path) -> None:
    assert page(read(written(tmp_path, "a.txt", b"\xef\xbb\xbf" + TEXT.encode()))[0]).text == "\ufeff" + TEXT


def test_windows_1256_is_read_and_noted(tmp_path: Path) -> None:
    result = page(read(written(tmp_path, "a.txt", TEXT.encode("windows-1256")))[0])
    assert result.text == TEXT
    assert "windows-1256" in result.notes[0].message


def test_broken_utf8_is_read_and_noted(tmp_path: Path) -> None:
    content = TEXT.encode()
    result = page(read(written(tmp_path, "a.txt", content[:9] + content[10:]))[0])
    assert result.text.endswith("انتهت.\r\n")
    assert "\ufffd" in result.text
    assert "broken" in result.notes[0].message


@pytest.mark.parametrize(
    "content",
    [b"\x89PNG\r\n\x1a\n\0\0", b"abc\0def", bytes(range(256))],
)
def test_what_is_no_text_is_refused(tmp_path: Path, content: bytes) -> None:
    assert isinstance(failure(read(written(tmp_path, "a.txt", content))[0]).error, NotTextError)


def test_an_empty_page_is_noted(tmp_path: Path) -> None:
    assert "empty" in page(read(written(tmp_path, "a.txt", b""))[0]).notes[0].message


@pytest.mark.parametrize("name", ["nothing.txt", "nothing.jsonl", "nul\0.txt"])
def test_a_missing_file_fails_alone(tmp_path: Path, name: str) -> None:
    good = written(tmp_path, "a.txt", TEXT.encode())
    first, second = read(tmp_path / name, good)
    assert isinstance(failure(first).error, UnreadableError)
    assert page(second).text == TEXT


def test_a_folder_is_walked_by_name_and_tells_what_it_leaves_out(tmp_path: Path) -> None:
    for name in ("b.txt", "a/c.TXT", "a/b.jsonl", "x.mp3", "y.mp3", "README"):
        written(tmp_path, name, b'{"text": "x"}')
    results = read(tmp_path)
    assert [Path(r.source).relative_to(tmp_path).as_posix() for r in results] == [
        "b.txt",
        "a/b.jsonl:1",
        "a/c.TXT",
        ".",
    ]
    skipped = results[-1]
    assert isinstance(skipped, Skipped)
    assert skipped.number == 3
    assert "2 .mp3" in skipped.error.message


def test_a_file_with_another_ending_is_text_when_it_is_named(tmp_path: Path) -> None:
    assert page(read(written(tmp_path, "page.news", TEXT.encode()))[0]).text == TEXT


@pytest.mark.parametrize(
    ("record", "source"),
    [({"id": "n1", "url": "https://x.example"}, "n1"), ({"url": "https://x.example"}, "https://x.example"), ({}, None)],
)
def test_a_record_is_called_by_id_then_url_then_place(
    tmp_path: Path, record: dict[str, str], source: str | None
) -> None:
    line = json.dumps({**record, "text": TEXT}).encode()
    path = written(tmp_path, "a.jsonl", b"\n" + line + b"\n")
    result = page(read(path)[0])
    assert result.source == (source or f"{path}:2")
    assert result.text == TEXT
    assert result.id == sha256(line).hexdigest()


def test_a_record_brings_what_it_knows(tmp_path: Path) -> None:
    record = {
        "id": 7,
        "text": TEXT,
        "outlet": "منبر الضفة",
        "host": "x.example",
        "title": "عودة",
        "published": "2024-05-12T23:30:00+02:00",
        "retrieved": "2024-05-13",
    }
    result = page(read("-", stdin=json.dumps(record).encode())[0])
    assert (result.source, result.outlet, result.host, result.title) == ("7", "منبر الضفة", "x.example", "عودة")
    assert (result.published, result.retrieved, result.notes) == ("2024-05-12", "2024-05-13", ())


def test_fields_are_mapped(tmp_path: Path) -> None:
    path = written(tmp_path, "a.jsonl", b'{"body": "x", "when": "2024-05-12"}')
    result = page(read(path, fields=Fields.parse(["text=body", "published = when"]))[0])
    assert (result.text, result.published) == ("x", "2024-05-12")


@pytest.mark.parametrize("mapping", ["text", "text=", "body=text", "=x", ""])
def test_a_mapping_that_means_nothing_is_refused(mapping: str) -> None:
    with pytest.raises(UsageError, match="OURS=THEIRS"):
        Fields.parse([mapping])


BAD_LINES = [
    '{"text": ',
    '{"txt": "x"}',
    '{"text": 5}',
    '{"text": null}',
    '{"text": "\\ud800"}',
    '{"text": "x", "id": "\\udfff"}',
    '{"text": "a\\u0000b"}',
    '["text"]',
    '"text"',
    '{"text": "x", "n": ' + "[" * 100_000 + "}",
    '{"text": "x", "n": ' + "9" * 5000 + "}",
]


@pytest.mark.parametrize("bad", [line.encode() for line in BAD_LINES] + [b'{"text": "\xff"}'])
def test_a_bad_line_fails_alone(tmp_path: Path, bad: bytes) -> None:
    path = written(tmp_path, "a.jsonl", b'{"text": "one"}\n' + bad + b'\n\n{"text": "two"}')
    first, second, third = read(path)
    assert (page(first).text, page(third).text, page(third).source) == ("one", "two", f"{path}:4")
    assert isinstance(failure(second).error, BadRecordError)
    assert failure(second).source == f"{path}:2"


def test_a_huge_line_fails_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("musnad.pages.inputs.MAX_BYTES", 1000)
    path = written(tmp_path, "a.jsonl", b'{"text": "' + b"x" * 5000 + b'"}\n{"text": "two"}\n')
    first, second = read(path)
    assert isinstance(failure(first).error, BadRecordError)
    assert page(second).text == "two"


def test_a_huge_text_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("musnad.pages.kinds.reading.MAX_PAGE", 10)
    assert isinstance(failure(read(written(tmp_path, "a.txt", TEXT.encode()))[0]).error, UnreadableError)


@pytest.mark.parametrize(
    ("content", "texts"),
    [
        ('{\n "text": "one"\n}', ["one"]),
        ('[{"text": "one"}, {"text": "two"}]', ["one", "two"]),
        ("[]", [None]),
        ('{"text": "one"}\n{"text": "two"}\n', ["one", "two"]),
        ('[{"text": "one"}, {"text": }]', ["one", None]),
        ('[{"text": "one"}, {"text": "two"}', ["one", "two", None]),
        ('[{"text": "one"}, 5]', ["one", None]),
        ("{", [None]),
        ("", [None]),
    ],
)
def test_a_json_document_is_an_object_an_array_or_lines(tmp_path: Path, content: str, texts: list[str | None]) -> None:
    results = read(written(tmp_path, "a.json", content.encode()))
    assert [result.text if isinstance(result, Page) else None for result in results] == texts


@pytest.mark.parametrize(
    ("content", "texts"),
    [
        (TEXT.encode(), [TEXT]),
        (b'{"text": "one"}\n{"text": "two"}\n', ["one", "two"]),
        (b'{\n"text": "one"\n}', ["one"]),
        (b'[\n{"text": "one"}\n]', ["one"]),
        ("{هكذا} كتب".encode(), ["{هكذا} كتب"]),
        (b"", [""]),
    ],
)
def test_standard_input_is_text_or_records(content: bytes, texts: list[str]) -> None:
    assert [page(result).text for result in read("-", stdin=content)] == texts


def test_no_standard_input_is_a_failure() -> None:
    assert isinstance(failure(read("-")[0]).error, UnreadableError)


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2024-05-12", "2024-05-12"),
        (" 2024-05-12T10:00:00Z ", "2024-05-12"),
        ("2024-05-12 10:00", "2024-05-12"),
        ("2024/05/12", "2024-05-12"),
        ("Sun, 12 May 2024 10:00:00 +0000", "2024-05-12"),
        ("2024-02-30", None),
        ("أمس", None),
        ("", None),
    ],
)
def test_days(value: str, day: str | None) -> None:
    assert iso_day(value) == day


def test_a_bad_date_of_publication_becomes_a_note() -> None:
    result = page(read("-", stdin=b'{"text": "x", "published": "soon", "outlet": ["a"]}')[0])
    assert (result.published, result.outlet) == (None, None)
    assert any("'soon'" in note.message for note in result.notes)
    assert any("outlet" in note.message for note in result.notes)


def test_a_page_from_text() -> None:
    made = page_from_text(TEXT, outlet="منبر الضفة", published="2024-05-12T01:00:00")
    assert (made.source, made.text, made.outlet, made.published) == ("text", TEXT, "منبر الضفة", "2024-05-12")


@pytest.mark.parametrize("text", ["a\ud800b", "a\0b"])
def test_a_text_that_cannot_be_written_is_refused(text: str) -> None:
    with pytest.raises(MusnadError):
        page_from_text(text)
