"""HTML source -> the visible text with its lines, elements and runs.

White space is collapsed as a browser does it, block elements and `<br>` end a line, links or named elements that touch outside
of a sentence stand on lines of their own (only style sheets keep their words apart), and what is hidden (scripts, comments,
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
_MARKED = frozenset({"time", "cite", "marquee"})
_NEVER_CLOSED = frozenset({"body", "html"})
_LINE_ENDS = frozenset({"br", "hr"})
_STATING = frozenset({"meta", "link", "base"})
_UNSEEN_NAMES = frozenset({
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
_BLOCK, _ENDS_P, _ENDS_LIKE, _ALONE, _LINE, _LINK, _UNSEEN, _OWNING = (1 << bit for bit in range(8))
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
_KINDS = (
    {name: _BLOCK | _OWNING | (0 if name in _KEEPS_P else _ENDS_P) for name in _BLOCKS}
    | dict.fromkeys(_ENDED_BY, _BLOCK | _OWNING | _ENDS_LIKE)
    | dict.fromkeys(_UNSEEN_NAMES, _UNSEEN)
    | dict.fromkeys(_MARKED, _OWNING)
    | dict.fromkeys(_LINE_ENDS, _ALONE | _LINE)
    | dict.fromkeys(_STATING, _ALONE)
    | {"a": _LINK}
)
"""What there is to know of a name before its tag is looked at, in bits."""
_NO_BREAK = "\u00a0"
_SPACE = " \t\n\r\f"
_HIDING = re.compile(r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden", re.IGNORECASE)
_TELLING = re.compile(r"rel=|itemprop|author|writer|hidden|display", re.IGNORECASE)
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


_Open = tuple[str, int, bool, bool, bool, bool, bool]
"""An element that is open: its name, its number in the layout, whether that is its own, whether it is in a link, hidden, in
preformatted text, and right inside a paragraph that the next block ends. A plain tuple: there is one for every tag."""


class _Named(NamedTuple):
    """What the attributes of a tag say: the names of its element, whether it is hidden, the moment of a `time`."""

    names: str
    hidden: bool
    moment: str


_OUTSIDE: _Open = ("", -1, False, False, False, False, False)
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
        self.hidden = False
        self.seen: dict[str, _Named] = {"": _NAMELESS}
        self.stack: list[_Open] = []
        self.elements: list[tuple[int, str, str, int]] = []
        self.ends: list[int] = []
        self.lines: list[list[int]] = []
        self.metas: list[dict[str, str]] = []
        self.raws: list[Raw] = []
        self.times: list[tuple[int, str]] = []
        self.notes: list[Note] = []

    def read(self) -> Found:
        """All that the source shows."""
        for piece in pieces(self.source):
            if isinstance(piece, Tag):
                name, rest, since, start, closing = piece
                if since != start and not self.hidden:
                    self._text(since, start)
                if name in _IGNORED:
                    continue
                if closing:
                    self._close(name)
                else:
                    self._start(name, rest)
            elif isinstance(piece, Lost):
                self._lost(piece)
            elif isinstance(piece, Raw) and piece.name in {"title", "script"} and not self.hidden:
                self.raws.append(piece)
        return self._found()

    def _text(self, start: int, end: int) -> None:
        """Take in the characters between two tags."""
        if self.here[5]:
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

    def _start(self, name: str, rest: str) -> None:
        """Take in a start tag."""
        kind = _KINDS.get(name)
        if kind is None:
            kind = _BLOCK | _OWNING | _ENDS_P if "-" in name else 0
        if kind & _BLOCK:
            self.gap = "\n"
            if kind & _ENDS_LIKE:
                self._end_like(name)
            elif kind & _ENDS_P and self.here[6]:
                self._end_p()
        elif kind & _ALONE:
            if kind & _LINE:
                self.gap = "\n"
            else:
                self.metas.append({"": name, **attributes(rest)})
            return
        known = self.seen.get(rest) if not kind & _LINK or _TELLING.search(rest) else _NAMELESS
        if known is None:
            known = self.seen[rest] = _named(rest)
        self._open(name, kind, known)

    def _open(self, name: str, kind: int, known: "_Named") -> None:
        names, out_of_sight, moment = known
        _, element, _, linked, hidden, kept, in_p = self.here
        hidden = hidden or out_of_sight or kind & _UNSEEN != 0
        owns = (kind & _OWNING != 0 or names != "") and not hidden and len(self.stack) < _DEEPEST
        if self.closed_at == self.source_end and (owns or kind & _LINK):
            self.gap = " " if in_p or (kind & _LINK and self._is_told()) else "\n"
        if owns:
            self.elements.append((element, name, names, self.length))
            element = len(self.ends)
            self.ends.append(0)
            if name == "time":
                self.times.append((element, moment))
        in_p = name == "p" or (in_p and not kind & _BLOCK)
        self.here = (name, element, owns, linked or kind & _LINK != 0, hidden, kept or name == "pre", in_p)
        self.hidden = hidden
        self.stack.append(self.here)

    def _is_told(self) -> bool:
        """Whether the line so far holds more than links, so that what follows is part of a sentence."""
        return bool(self.lines) and self.length - self.lines[-1][0] > self.lines[-1][2]

    def _end_like(self, name: str) -> None:
        """Close the list item, cell or row that another one ends."""
        ended = _ENDED_BY[name]
        for depth in range(len(self.stack) - 1, max(-1, len(self.stack) - _REACH), -1):
            other = self.stack[depth][0]
            if other in ended:
                self._pop_to(depth)
                if name != "tr" or other == "tr":
                    return
            elif other in _LISTS:
                return

    def _end_p(self) -> None:
        """Close the paragraph that a block inside it ends."""
        for depth in range(len(self.stack) - 1, max(-1, len(self.stack) - _REACH), -1):
            if self.stack[depth][0] == "p":
                self._pop_to(depth)
                return

    def _close(self, name: str) -> None:
        """Take in an end tag; one that nothing open belongs to only ends a line, if it is a block's."""
        kind = _KINDS.get(name)
        if (kind is None and "-" in name) or (kind is not None and kind & (_BLOCK | _LINE)):
            self.gap = "\n"
        if name in _NEVER_CLOSED:
            return
        if self.here[0] == name:
            self._pop_to(len(self.stack) - 1)
            return
        for depth in range(len(self.stack) - 2, max(-1, len(self.stack) - _REACH), -1):
            here = self.stack[depth + 1][0]
            if here == "table" or (here in _BOUNDS and name not in _PARTS_OF_TABLE):
                return
            if self.stack[depth][0] == name:
                self._pop_to(depth)
                return

    def _pop_to(self, depth: int) -> None:
        """Close all elements from the innermost to the one at `depth` of the stack."""
        stack = self.stack
        while len(stack) > depth:
            name, element, owns, *_ = stack.pop()
            if owns:
                self.ends[element] = self.length
            if (owns or name == "a") and not self.gap:
                self.closed_at = self.source_end
        self.here = stack[-1] if stack else _OUTSIDE
        self.hidden = self.here[4]

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
                self.lines.append([self.length, self.here[1], 0])
            self.gap = ""
        elif not self.lines:
            self.lines.append([self.length, self.here[1], 0])
        verbatim = len(text) == end - start
        if verbatim and self.verbatim_to == start:
            self.runs[-1][2] = end
        else:
            self.runs.append([self.length, start, end])
        self.verbatim_to = end if verbatim else -1
        self.parts.append(text)
        self.length += len(text)
        self.source_end = end
        if self.here[3]:
            self.lines[-1][2] += len(text)
