"""Small invented inputs of each kind, made in memory, and what is read from them."""

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping
from io import BytesIO

import pytest

from musnad.lexicon import Lexicon
from musnad.pages.kinds import ChatWords, Failure, Part, make_chat_words, read, sniff
from musnad.pages.kinds.sniff import Kind

Parts = Callable[..., tuple[list[Part], list[Failure]]]


@pytest.fixture(scope="session")
def chat_words(lexicon: Lexicon) -> ChatWords:
    """The words that chats hold of their own."""
    return make_chat_words(lexicon)


@pytest.fixture(scope="session")
def parts_of(chat_words: ChatWords) -> Parts:
    """What an input gives: its parts, and its failures."""

    def read_all(source: str, content: bytes, kind: Kind | None = None) -> tuple[list[Part], list[Failure]]:
        kind = kind or sniff(source, content)
        assert kind is not None
        results = list(read(source, kind, BytesIO(content), chat_words))
        return [r for r in results if isinstance(r, Part)], [r for r in results if isinstance(r, Failure)]

    return read_all


@pytest.fixture(scope="session")
def only_part(parts_of: Parts) -> Callable[..., Part]:
    """The one part of an input that gives nothing else."""

    def read_one(source: str, content: bytes, kind: Kind | None = None) -> Part:
        parts, failures = parts_of(source, content, kind)
        assert not failures
        assert len(parts) == 1
        return parts[0]

    return read_one


@pytest.fixture(scope="session")
def only_failure(parts_of: Parts) -> Callable[..., str]:
    """The message of the one failure of an input that gives nothing else."""

    def fail_once(source: str, content: bytes, kind: Kind | None = None) -> str:
        parts, failures = parts_of(source, content, kind)
        assert not parts
        assert len(failures) == 1
        return failures[0].error.message

    return fail_once


@pytest.fixture(scope="session")
def zip_of() -> Callable[..., bytes]:
    """Makes an archive of members."""
    return zipped


@pytest.fixture(scope="session")
def docx_of() -> Callable[..., bytes]:
    """Makes a document of the XML of its body and of its properties."""
    return docx


@pytest.fixture(scope="session")
def pdf_of() -> Callable[..., bytes]:
    """Makes a PDF of one page of lines, and of further objects."""
    return pdf


@pytest.fixture(scope="session")
def stream_of() -> Callable[..., bytes]:
    """Makes a stream of a PDF."""
    return stream


def zipped(members: Mapping[str, bytes | str], **options: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", options.get("compression", zipfile.ZIP_DEFLATED)) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx(body: str, core: str = "") -> bytes:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    members = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<?xml version='1.0' encoding='UTF-8'?><w:document {space}><w:body>{body}</w:body></w:document>",
    }
    if core:
        members["docProps/core.xml"] = (
            f'<cp:coreProperties xmlns:cp="c" xmlns:dc="d" xmlns:dcterms="t">{core}</cp:coreProperties>'
        )
    return zipped(members)


def pdf(lines: Iterable[tuple[float, float, str]], extra: Mapping[int, bytes] | None = None) -> bytes:
    """A PDF of one page: each line is drawn glyph by glyph from its x to the right, on the height y.

    Every glyph is ten points wide; the font says by a table which character a glyph stands for.
    """
    placed = list(lines)
    chars = sorted({char for _, _, text in placed for char in text})
    code = {char: 33 + place for place, char in enumerate(chars)}
    table = "".join(f"<{code[char]:02x}> <{char.encode('utf-16-be').hex()}>\n" for char in chars)
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def "
        f"1 begincodespacerange <00> <ff> endcodespacerange {len(chars)} beginbfchar\n{table}endbfchar endcmap end end"
    )
    drawn = "".join(
        f"BT /F1 20 Tf {x} {y} Td <{''.join(f'{code[char]:02x}' for char in text)}> Tj ET\n" for x, y, text in placed
    )
    widths = " ".join(["500"] * len(chars))
    font = (
        f"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/FirstChar 33/LastChar {32 + len(chars)}"
        f"/Widths[{widths}]/ToUnicode 6 0 R>>"
    )
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        4: stream(drawn.encode()),
        5: font.encode(),
        6: stream(cmap.encode()),
    } | dict(extra or {})
    return file_of(objects)


def stream(content: bytes, described: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (described, len(content), content)


def file_of(objects: Mapping[int, bytes]) -> bytes:
    out, places = b"%PDF-1.7\n", []
    for number, content in sorted(objects.items()):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(places) + 1, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(places) + 1, table) + trailer
