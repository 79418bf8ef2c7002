"""HTML source -> the visible text with its lines, elements and runs.

White space is collapsed as a browser does it, block elements and `<br>` end a line, links or named elements that touch stand
on lines of their own (only style sheets keep their words apart), and what is hidden (scripts, comments,
templates, `hidden`, `display:none`) is left out. Each run says which characters of the source a stretch of text comes
from: the same characters, one character reference, or, for a single blank or line end, all that stands between two words.
"""

import re
from dataclasses import dataclass
from html import unescape
from typing import NamedTuple

from musnad.model import Element, Layout, LayoutLine, Note, Run
from musnad.pages.html.markup import RAW, Lost, Raw, Tag, attributes, pieces

_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup",
    "html", "legend", "li", "main", "menu", "nav", "ol", "option", "p", "pre", "search", "section", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
_FORMATTING = frozenset({
    "abbr", "acronym", "b", "bdi", "bdo", "big", "code", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark", "nobr", "q",
    "s", "samp", "small", "strike", "strong", "sub", "sup", "tt", "u", "var", "wbr",
})  # fmt: skip
_EMPTY = frozenset({
    "area", "basefont", "bgsound", "col", "embed", "frame", "img", "input", "keygen", "param", "source", "track",
})  # fmt: skip
_LINE_ENDS = frozenset({"br", "hr"})
_STATING = frozenset({"meta", "link", "base"})
_UNSEEN = frozenset({
    "audio", "canvas", "datalist", "math", "noscript", "object", "select", "svg", "template", "video",
})  # fmt: skip
_KEEPS_P = frozenset({
    "body", "caption", "dd", "dt", "html", "legend", "li", "option", "summary", "tbody", "td", "tfoot", "th", "thead", "tr",
})  # fmt: skip
_PARTS_OF_TABLE = frozenset({
    "body", "html", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
})  # fmt: skip
_ENDED_BY = {
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "tr": frozenset({"tr", "td", "th"}),
    "td": frozenset({"td", "th"}),
    "th": frozenset({"td", "th"}),
    "option": frozenset({"option"}),
}
"""Which open elements, nearest first, a start tag ends that does not say so."""
_LISTS = frozenset({"ul", "ol", "menu", "dir", "dl", "table", "select"})
_BOUNDS = frozenset({"table", "td", "th", "caption"})
_DEEPEST = 256
_REACH = 64
_PIECE = re.compile(
    r"(?P<gap>[ \t\n\r\f]++)|(?P<text>[^ \t\n\r\f&\0]++(?: [^ \t\n\r\f&\0]++)*+)"
    r"|(?P<name>&(?:#[0-9]{1,40}+;?|#[xX][0-9a-fA-F]{1,40}+;?|[a-zA-Z][a-zA-Z0-9]{1,31}+;?))|(?P<other>&)|\0+"
)
_KEPT = re.compile(r"(?P<line>[\n\r]++)|(?P<text>[^\n\r&\0]++)|(?P<name>&#?[a-zA-Z0-9]{1,40}+;?)|(?P<other>&)|\0+")
_IGNORED = _FORMATTING | _EMPTY | RAW | {""}
_UNEVEN = re.compile(r"[\t\n\r\f\0]|  |\A | \Z")
_NO_BREAK = "\u00a0"
_SPACE = " \t\n\r\f"
_HIDING = re.compile(r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden", re.IGNORECASE)
_TELLING = re.compile(r"rel=|itemprop|author|writer|hidden|display", re.IGNORECASE)
_MARKED = frozenset({"time", "cite", "marquee"})
_NAMING = ("class", "id", "itemprop", "role", "data-testid")


@dataclass(slots=True)
class Found:
    """What a source shows and states: its text, where that comes from, how it is built, the tags that hold metadata.

    Attributes:
        metas: the attributes of `meta`, `link` and `base`, the tag's name under "".
        raws: each `title` and `script`.
        times: number of the element and `datetime` of each `time`.
    """

    text: str
    runs: tuple[Run, ...]
    layout: Layout
    metas: list[dict[str, str]]
    raws: list[Raw]
    times: list[tuple[int, str]]
    notes: tuple[Note, ...]


def visible(source: str) -> Found:
    """The visible text of an HTML source, however broken it is; in linear time."""
    return _Builder(source).read()


class _Open(NamedTuple):
    """An element that is open: its name, its number in the layout (its own, if it `owns` it), and what it passes on."""

    name: str
    element: int
    owns: bool = False
    linked: bool = False
    hidden: bool = False
    kept: bool = False


class _Named(NamedTuple):
    """What the attributes of a tag say: the names of its element, whether it is hidden, the moment of a `time`."""

    names: str
    hidden: bool
    moment: str


_OUTSIDE = _Open("", -1)
_NAMELESS = _Named("", False, "")


def _named(rest: str) -> _Named:
    found = attributes(rest)
    hidden = "hidden" in found or ("style" in found and _HIDING.search(found["style"]) is not None)
    return _Named(" ".join([found[key] for key in _NAMING if key in found]), hidden, found.get("datetime", ""))


class _Builder:
    """Builds the text from tags and stretches in the order of the source."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.parts: list[str] = []
        self.length = 0
        self.runs: list[list[int]] = []
        self.verbatim_to = -1
        self.source_end = 0
        self.closed_at = -1
        self.gap = ""
        self.here = _OUTSIDE
        self.seen: dict[str, _Named] = {"": _NAMELESS}
        self.stack: list[_Open] = []
        self.elements: list[tuple[int, str, str, int]] = []
        self.ends: list[int] = []
        self.lines: list[list[int]] = []
        self.metas: list[dict[str, str]] = []
        self.raws: list[Raw] = []
        self.times: list[tuple[int, str]] = []
        self.notes: list[Note] = []

    def read(self) -> Found:  # noqa: C901 - a loop in one piece
        """All that the source shows. What is done for every tag stands in this one loop, since it decides the speed."""
        for piece in pieces(self.source):
            if type(piece) is Tag:
                name, rest, since, start, closing = piece
                if since != start and not self.here.hidden:
                    self._text(since, start)
                if name in _IGNORED:
                    continue
                if closing:
                    self._close(name)
                elif name in _LINE_ENDS:
                    self.gap = "\n"
                elif name in _STATING:
                    self.metas.append({"": name, **attributes(rest)})
                else:
                    self._open(name, rest)
            elif type(piece) is Raw:
                if piece.name in {"title", "script"} and not self.here.hidden:
                    self.raws.append(piece)
            elif type(piece) is Lost:
                self._lost(piece)
        return self._found()

    def _text(self, start: int, end: int) -> None:
        """Take in the characters between two tags."""
        if self.here.kept:
            for match in _KEPT.finditer(self.source, start, end):
                self._piece(match)
            return
        stretch = self.source[start:end]
        if not stretch.strip(_SPACE):
            self.gap = self.gap or " "
        elif "&" in stretch or _UNEVEN.search(stretch):
            for match in _PIECE.finditer(self.source, start, end):
                self._piece(match)
        else:
            self._emit(stretch, start, end)

    def _lost(self, lost: Lost) -> None:
        """Say how much of the source is not shown because a tag or comment is never closed."""
        rest = len(self.source) - lost.start
        message = f"a {lost.what} opens at character {lost.start} and is never closed: {rest} characters are not shown"
        self.notes.append(Note("input", message))

    def _found(self) -> Found:
        """All that was seen."""
        self._pop_to(0)
        elements = tuple(Element(*element, end) for element, end in zip(self.elements, self.ends, strict=True))
        layout = Layout(elements, tuple(LayoutLine(*line) for line in self.lines))
        runs = tuple(Run(*run) for run in self.runs)
        return Found("".join(self.parts), runs, layout, self.metas, self.raws, self.times, tuple(self.notes))

    def _open(self, name: str, rest: str) -> None:
        block = name in _BLOCKS or "-" in name
        if block:
            self.gap = "\n"
            self._imply(name)
        outer = self.here
        known = self.seen.get(rest) if name != "a" or _TELLING.search(rest) else _NAMELESS
        if known is None:
            known = self.seen[rest] = _named(rest)
        hidden = outer.hidden or known.hidden or name in _UNSEEN
        owns = (block or known.names != "" or name in _MARKED) and not hidden and len(self.stack) < _DEEPEST
        linked = outer.linked or name == "a"
        if (owns or name == "a") and self.closed_at == self.source_end:
            self.gap = "\n"
        element = outer.element
        if owns:
            element = len(self.ends)
            self.elements.append((outer.element, name, known.names, self.length))
            self.ends.append(0)
            if name == "time":
                self.times.append((element, known.moment))
        self.here = _Open(name, element, owns, linked, hidden, outer.kept or name == "pre")
        self.stack.append(self.here)

    def _imply(self, name: str) -> None:
        """Close what a block ends that opens inside a paragraph, or a list item behind another."""
        if name in _ENDED_BY:
            for depth in range(len(self.stack) - 1, max(-1, len(self.stack) - _REACH), -1):
                if self.stack[depth].name in _ENDED_BY[name]:
                    outer = name == "tr" and self.stack[depth].name != "tr"
                    self._pop_to(depth)
                    if not outer:
                        return
                elif self.stack[depth].name in _LISTS:
                    return
        elif name not in _KEEPS_P:
            for depth in range(len(self.stack) - 1, max(-1, len(self.stack) - _REACH), -1):
                if self.stack[depth].name == "p":
                    self._pop_to(depth)
                    return
                if self.stack[depth].name in _BLOCKS:
                    return

    def _close(self, name: str) -> None:
        if name in _BLOCKS or "-" in name:
            self.gap = "\n"
        if name in {"body", "html"}:
            return
        for depth in range(len(self.stack) - 1, max(-1, len(self.stack) - _REACH), -1):
            here = self.stack[depth].name
            if here == name:
                self._pop_to(depth)
                return
            if here == "table" or (here in _BOUNDS and name not in _PARTS_OF_TABLE):
                return

    def _pop_to(self, depth: int) -> None:
        """Close all elements from the innermost to the one at `depth` of the stack."""
        while len(self.stack) > depth:
            closed = self.stack.pop()
            if closed.owns:
                self.ends[closed.element] = self.length
            if not self.gap and (closed.owns or closed.name == "a"):
                self.closed_at = self.source_end
        self.here = self.stack[-1] if self.stack else _OUTSIDE

    def _piece(self, match: re.Match[str]) -> None:
        kind = match.lastgroup
        if kind in {"text", "other"}:
            self._emit(match[0], match.start(), match.end())
        elif kind == "gap":
            self.gap = self.gap or " "
        elif kind == "line":
            self.gap = "\n"
        elif kind == "name" and (shown := unescape(match[0])):
            if not shown.strip(_SPACE):
                self.gap = self.gap or " "
            elif shown == _NO_BREAK and self._is_wide():
                self.gap = "\n"
            else:
                self._emit(shown, match.start(), match.end())

    def _is_wide(self) -> bool:
        """Whether two spaces that do not break stand right before: with a third they set columns apart."""
        return self.parts[-2:] == [_NO_BREAK, _NO_BREAK] and not self.gap

    def _emit(self, text: str, start: int, end: int) -> None:
        """Append text that the source shows at a place, behind the blank or line end that is due."""
        if self.gap:
            if self.length:
                self.runs.append([self.length, self.source_end, start])
                self.parts.append(self.gap)
                self.length += 1
                self.verbatim_to = -1
            if self.gap == "\n" or not self.lines:
                self.lines.append([self.length, self.here.element, 0])
            self.gap = ""
        elif not self.lines:
            self.lines.append([self.length, self.here.element, 0])
        verbatim = len(text) == end - start
        if verbatim and self.verbatim_to == start:
            self.runs[-1][2] = end
        else:
            self.runs.append([self.length, start, end])
        self.verbatim_to = end if verbatim else -1
        self.parts.append(text)
        self.length += len(text)
        self.source_end = end
        if self.here.linked:
            self.lines[-1][2] += len(text)
