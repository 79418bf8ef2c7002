"""DOCX -> one part: the text of its paragraphs and tables, without what is hidden or deleted in it."""

import posixpath
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from io import BytesIO
from xml.parsers import expat

from musnad.errors import UnreadableError
from musnad.model import Note
from musnad.pages.kinds.archives import MAX_RATIO, ZIP_FAULTS
from musnad.pages.kinds.parts import Failure, Given, Part, Result, note, properties, words

MAX_XML = 1 << 26
"""The longest XML part of a document that is read: 64 MiB."""
MAX_DEPTH = 300

_CHUNK = 1 << 20
_DOCUMENT = "word/document.xml"
_CORE = "docProps/core.xml"
_OFF = frozenset({"0", "false", "off", "none"})
_BREAKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
_SKIPPED = {
    "del": "deleted text",
    "moveFrom": "deleted text",
    "footnoteReference": "footnotes",
    "endnoteReference": "footnotes",
    "commentReference": "comments",
}
_UNSEEN = frozenset({"del", "moveFrom", "Fallback", "instrText", "delText", "sectPr", "pPrChange", "rPrChange"})


def read_docx(source: str, content: bytes) -> Result:
    """The document's text, a paragraph a line, cells of a row parted by tabs; a `Failure` where it cannot be read."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            body = _Body(source)
            _parse(source, archive, _main_part(source, archive), body)
            core = _Core(source)
            if _CORE in archive.namelist():
                _parse(source, archive, _CORE, core)
    except UnreadableError as error:
        return Failure(source, error)
    except ZIP_FAULTS as error:
        return Failure(source, UnreadableError(source, f"no document, or one that is cut off or broken: {error}"))
    text = body.text
    title, told = properties(text, core.facts.pop("title", None), core.facts)
    return Part(source, content, "text", text, given=Given(title=title), notes=body.notes + told)


@dataclass(slots=True)
class _Core:
    """The document's own properties: of its elements only the title, the names and the dates are kept."""

    source: str
    facts: dict[str, str | None] = field(default_factory=dict)
    _name: str = ""

    def open(self, name: str, _attributes: dict[str, str]) -> None:
        self._name = {"creator": "author"}.get(name, name)

    def text(self, data: str) -> None:
        if self._name in {"title", "author", "created", "modified"}:
            self.facts[self._name] = words((self.facts.get(self._name) or "") + data)

    def close(self, _name: str) -> None:
        self._name = ""


class _Body:
    """The text of a document's main part, written while the parser goes through it."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._out: list[str] = []
        self._later: list[list[str]] = []
        self._stack: list[str] = []
        self._unseen = 0
        self._hidden = False
        self._left_out: Counter[str] = Counter()

    @property
    def text(self) -> str:
        return "".join(self._out).strip("\n")

    @property
    def notes(self) -> tuple[Note, ...]:
        return tuple(note(f"left out: {what} ({count})") for what, count in sorted(self._left_out.items()))

    def open(self, name: str, attributes: dict[str, str]) -> None:
        parent = self._stack[-1] if self._stack else ""
        if len(self._stack) >= MAX_DEPTH:
            raise UnreadableError(self.source, f"elements nested deeper than {MAX_DEPTH}")
        self._stack.append(name)
        if name in _SKIPPED and not self._unseen and parent not in {"rPr", "trPr"}:
            self._left_out[_SKIPPED[name]] += 1
        self._unseen += name in _UNSEEN
        if name == "r":
            self._hidden = False
        elif name == "vanish" and self._stack[-3:-1] == ["r", "rPr"]:
            self._hidden = _value(attributes) not in _OFF
            self._left_out["hidden text"] += self._hidden
        elif name == "txbxContent":
            self._later.append(self._out)
            self._out = []
        elif name in _BREAKS and parent == "r":
            self.text_of(_BREAKS[name])

    def text_of(self, data: str) -> None:
        if not self._unseen and not self._hidden:
            self._out.append(data)

    def data(self, data: str) -> None:
        if self._stack and self._stack[-1] == "t":
            self.text_of(data)

    def close(self, name: str) -> None:
        self._stack.pop()
        self._unseen -= name in _UNSEEN
        if name == "r":
            self._hidden = False
        elif name == "p" and not self._unseen:
            self._out.append("\n")
        elif name == "tc" and not self._unseen:
            self._end("\t")
        elif name == "tr" and not self._unseen:
            self._end("\n")
        elif name == "txbxContent" and self._later:
            inner, self._out = self._out, self._later.pop()
            if not self._unseen:
                self._out.append("\n" + "".join(inner))

    def _end(self, mark: str) -> None:
        """Puts a mark in the place of the ends of lines and cells that stand last."""
        while self._out and not self._out[-1].strip("\n\t"):
            self._out.pop()
        self._out.append(mark)


def _value(attributes: dict[str, str]) -> str:
    return next((value for key, value in attributes.items() if key.rpartition(" ")[2] == "val"), "true")


def _main_part(source: str, archive: zipfile.ZipFile) -> str:
    """The path of the part that holds the text: some programs call it by another name than Word does."""
    names = set(archive.namelist())
    if _DOCUMENT in names:
        return _DOCUMENT
    found = [
        name for name in names if posixpath.dirname(name) == "word" and posixpath.basename(name).startswith("document")
    ]
    if len(found) != 1:
        raise UnreadableError(source, "a zip archive that holds no document")
    return found[0]


def _parse(source: str, archive: zipfile.ZipFile, name: str, into: "_Body | _Core") -> None:
    """Feeds a part of the archive to a reader of its elements, whose names come without their namespaces.

    Raises:
        UnreadableError: it is broken, encrypted, a bomb, or declares entities.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def declared(*_: object) -> None:
        raise UnreadableError(source, "declares entities of its own, which is not read")

    parser.EntityDeclHandler = declared
    parser.StartElementHandler = lambda tag, attributes: into.open(tag.rpartition(" ")[2], attributes)
    parser.EndElementHandler = lambda tag: into.close(tag.rpartition(" ")[2])
    parser.CharacterDataHandler = into.data if isinstance(into, _Body) else into.text
    size, info = 0, archive.getinfo(name)
    try:
        with archive.open(info) as stream:
            while piece := stream.read(_CHUNK):
                size += len(piece)
                if size > MAX_XML or (size > _CHUNK and size > MAX_RATIO * info.compress_size):
                    raise UnreadableError(source, f"a bomb: {name} expands beyond what is read")
                parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise UnreadableError(source, f"broken XML in {name}: {error}") from error
