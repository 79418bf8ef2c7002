"""PDF with a text layer -> one part, of low trust: words and lines are worked out from where the letters stand."""

import ctypes
from collections.abc import Iterator
from typing import Any

from musnad.errors import UnreadableError
from musnad.model import Note
from musnad.pages.kinds import pdf_guard
from musnad.pages.kinds.parts import Failure, Given, Part, Result, note, properties, sound, words
from musnad.pages.kinds.pdf_lines import Glyph, is_sideways, paragraphs, plain, read_lines

MAX_PAGES = 500
MAX_GLYPHS = 2_000_000
"""How many characters of a document are read; a page of a newspaper has 20,000."""
_ENCRYPTED = 4
_LINE_ENDS = frozenset({0x0A, 0x0D})
_LINE_END = Glyph("\n", 0.0, 0.0, 0.0, 0.0)


def read_pdf(source: str, content: bytes) -> Result:
    """The document's text, a paragraph a line and a blank line between pages; a `Failure` where it has none.

    PDFium is native code that a hostile file may crash or keep busy: call this where a process can be lost.
    """
    try:
        pdf_guard.check(source, content)
        return _read(source, content)
    except UnreadableError as error:
        return Failure(source, error)


def _read(source: str, content: bytes) -> Part:
    import pypdfium2  # type: ignore[import-untyped]  # noqa: PLC0415 - native, and needed for this kind alone

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _ENCRYPTED:
            raise UnreadableError(source, "encrypted; save it without its password") from error
        raise UnreadableError(source, f"no PDF, or one that is broken: {error}") from error
    try:
        return _part(source, content, document)
    except (pypdfium2.PdfiumError, ctypes.ArgumentError, ValueError, OverflowError) as error:
        raise UnreadableError(source, f"a broken PDF: {error}") from error
    finally:
        document.close()


def _part(source: str, content: bytes, document: Any) -> Part:
    count, broken, sideways, left = len(document), 0, 0, MAX_GLYPHS
    pages: list[str] = []
    for number in range(min(count, MAX_PAGES)):
        try:
            text, turned, used = _page(document, number, left)
        except (RuntimeError, ValueError, OSError):
            broken += 1
            continue
        sideways += turned
        left -= used
        if text:
            pages.append(text)
    if not pages:
        raise UnreadableError(source, "has no text layer: a scan, or empty; recognise its text first (OCR)")
    text, faults = sound("\n\n".join(pages))
    told = document.get_metadata_dict(skip_empty=True)
    facts = {"author": words(told.get("Author")), "created": words(told.get("CreationDate"))}
    title, claims = properties(text, words(told.get("Title")), facts)
    notes = (note("from a PDF: low trust in words, lines and their order"), *_losses(count, broken, sideways, left))
    return Part(source, content, "text", text, given=Given(title=title), notes=notes + faults + claims)


def _losses(count: int, broken: int, sideways: int, left: int) -> Iterator[Note]:
    if count > MAX_PAGES:
        yield note(f"only the first {MAX_PAGES} of {count} pages are read")
    if broken:
        yield note(f"{broken} pages are broken and left out")
    if sideways:
        yield note(f"{sideways} pages are written sideways: their words may stand in the wrong order")
    if left <= 0:
        yield note(f"longer than {MAX_GLYPHS} characters; the rest is left out")


def _page(document: Any, number: int, limit: int) -> tuple[str, bool, int]:
    """A page's text, whether it is written sideways, and how many characters it has."""
    page = document[number]
    try:
        layer = page.get_textpage()
        try:
            glyphs = list(_glyphs(layer, limit))
            if is_sideways(glyphs):
                lines = layer.get_text_range(0, min(layer.count_chars(), max(limit, 0))).splitlines()
                return plain("\n".join(line.strip() for line in lines if line.strip())), True, len(glyphs)
            return paragraphs(read_lines(glyphs)), False, len(glyphs)
        finally:
            layer.close()
    finally:
        page.close()


def _glyphs(layer: Any, limit: int) -> Iterator[Glyph]:
    """The characters of a page in the order of drawing; line ends are those that PDFium finds."""
    from pypdfium2 import raw  # noqa: PLC0415 - native, and needed for this kind alone

    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    box_at, x_at, y_at, handle = ctypes.byref(box), ctypes.byref(x), ctypes.byref(y), layer.raw
    for index in range(min(layer.count_chars(), max(limit, 0))):
        code = raw.FPDFText_GetUnicode(handle, index)
        if code in _LINE_ENDS:
            yield _LINE_END
        elif raw.FPDFText_GetLooseCharBox(handle, index, box_at):
            raw.FPDFText_GetCharOrigin(handle, index, x_at, y_at)
            char = chr(code) if 0 < code <= 0x10FFFF else "\ufffd"
            yield Glyph(char, box.left, box.right, y.value, abs(box.top - box.bottom))
