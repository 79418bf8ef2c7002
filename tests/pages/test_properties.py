"""What holds of any page and any input."""

import json
from io import BytesIO
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from musnad.lexicon import load
from musnad.model import Document, Page
from musnad.pages import Failure, Opener, make_zones, page_from_text, read_inputs
from musnad.pages.kinds import make_chat_words

STAGE = make_zones(load())
OPENER = Opener(load())
CHAT_WORDS = make_chat_words(load())
PHRASES = [row["phrase"] for row in load()["pages/furniture"]] + [row["name"] for row in load()["pages/sources"]]
GLUE = [
    "\n",
    "\r\n",
    "\n\n",
    " ",
    "  ",
    ". ",
    ": ",
    " - ",
    " – ",
    "(",
    ")",
    "«",
    "»",
    "…",
    "ـ",
    "\u200f",
    "\ufeff",
    "\u064b",
]
WORDS = ["عاد", "الوزير", "ماهر الدرعي", "إلى العاصمة", "2024", "12", "مايو", "@x", "http://x", "#وسم", "من"]
PIECES = st.sampled_from([*PHRASES, *GLUE * 8, *WORDS * 12])
CHARACTERS = st.characters(codec="utf-8", exclude_characters="\0")
TEXTS = st.lists(PIECES, max_size=60).map("".join) | st.text(CHARACTERS, max_size=200)


@given(TEXTS, st.none() | TEXTS, st.none() | TEXTS)
def test_zones_are_in_order_and_cover_all_that_is_not_white_space(
    text: str, outlet: str | None, title: str | None
) -> None:
    document = STAGE(Document(page_from_text(text, outlet=outlet, title=title)))
    end, covered = 0, set[int]()
    for zone in document.zones:
        assert end <= zone.span.start < zone.span.end <= len(text)
        assert document.quote(zone.span) == document.quote(zone.span).strip()
        covered.update(range(zone.span.start, zone.span.end))
        end = zone.span.end
    assert all(char.isspace() for place, char in enumerate(text) if place not in covered)


@given(TEXTS)
def test_metadata_quotes_the_page(text: str) -> None:
    document = STAGE(Document(page_from_text(text)))
    for span in (document.metadata.title, document.metadata.byline):
        assert span is None or any(span.within(zone.span) for zone in document.zones)
    assert document.metadata.outlet is None or document.metadata.outlet in text


def opened(path: Path | str, stdin: BytesIO | None = None) -> list[Page | Failure]:
    pages: list[Page | Failure] = []
    for part in read_inputs([path], CHAT_WORDS, stdin):
        pages += [part] if isinstance(part, Failure) else OPENER(part)
    return pages


@given(TEXTS)
def test_two_runs_are_the_same(text: str) -> None:
    document = Document(page_from_text(text))
    assert STAGE(document) == STAGE(document)


@given(st.lists(st.binary(max_size=60) | TEXTS.map(str.encode), min_size=1, max_size=5))
@example([b'class="page_body chat_page"'])
def test_every_text_gives_one_result(contents: list[bytes]) -> None:
    results = [opened("-", stdin=BytesIO(b"x" + content)) for content in contents]
    assert all(len(found) == 1 and isinstance(found[0], Page | Failure) for found in results)


RECORDS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["text", "id", "url"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(
    st.lists(RECORDS.map(json.dumps) | st.text(CHARACTERS, max_size=30).filter(lambda line: len(line.split("\n")) == 1))
)
def test_every_line_that_is_not_blank_gives_one_result(tmp_lines: Path, lines: list[str]) -> None:
    tmp_lines.write_bytes("\n".join(lines).encode())
    results = opened(tmp_lines)
    assert len(results) == sum(bool(line.encode().strip()) for line in lines)


@given(st.binary(max_size=200), st.sampled_from(["a.txt", "a.json", "a.jsonl"]))
def test_no_bytes_stop_the_reading(tmp_lines: Path, content: bytes, name: str) -> None:
    path = tmp_lines.with_name(name)
    path.write_bytes(content)
    for result in opened(path):
        assert isinstance(result, Page | Failure)
        if isinstance(result, Page):
            STAGE(Document(result))
