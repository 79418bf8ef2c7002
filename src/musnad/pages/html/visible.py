"""HTML source -> the visible text with its lines, elements and runs.

White space is collapsed as a browser does it, block elements and `<br>` end a line, links or named elements that touch outside
of a sentence stand on lines of their own (only style sheets keep their words apart), and what is hidden (scripts, comments,
templates, `hidden`, `display:none`) is left out. Each run says which characters of the source a stretch of text comes
from: the same characters, one character reference, or, for a single blank or line end, all that stands between two words.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from typing import NamedTuple

from musnad.model import Element, Layout, LayoutLine, Note, Run
from musnad.pages.html.markup import CONTENT, LOST, RAW, attributes, pieces

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
_OWNED, _LINKED, _HIDDEN, _KEPT, _IN_P = (1 << bit for bit in range(5))
"""Of an open element: whether it has a number in the layout, and whether it is in a link, hidden, in preformatted text, right
inside a paragraph that the next block ends."""
_BLOCK, _ENDS_P, _ENDS_LIKE, _ALONE, _LINE, _OWNING = (1 << bit for bit in range(5, 11))
_PASSED_ON = _LINKED | _HIDDEN | _KEPT
_LISTS = frozenset({"ul", "ol", "menu", "dir", "dl", "table", "select"})
_BOUNDS = frozenset({"table", "td", "th", "caption"})
_DEEPEST = 256
_REACH = 64
_PIECE = re.compile(
    r"(?P<gap>[ \t\n\r\f]++)|(?P<text>[^ \t\n\r\f&\0]++(?: [^ \t\n\r\f&\0]++)*+)"
    r"|(?P<name>&(?:#[0-9]{1,40}+;?|#[xX][0-9a-fA-F]{1,40}+;?|[a-zA-Z][a-zA-Z0-9]{1,31}+;?))|(?P<other>&)|\0+"
)
_KEPT_PIECE = re.compile(
    r"(?P<line>[\n\r]++)|(?P<text>[^\n\r&\0]++)|(?P<name>&#?[a-zA-Z0-9]{1,40}+;?)|(?P<other>&)|\0+"
)
_INLINE = _FORMATTING | _EMPTY | RAW
_IGNORED = _INLINE | {f"/{name}" for name in _INLINE} | {""}
_FORMATTED = (_FORMATTING | {f"/{name}" for name in _FORMATTING}) - {"wbr", "/wbr"}
_VEILING = ("hidden", "display")
_UNEVEN = ("  ", "&", "\n", "\t", "\r", "\f", "\0")
"""Of which none stands in a stretch that is shown as it is. One by one they are found faster than by one expression."""
_KINDS = (
    {name: _BLOCK | _OWNING | (0 if name in _KEEPS_P else _ENDS_P) for name in _BLOCKS}
    | dict.fromkeys(_ENDED_BY, _BLOCK | _OWNING | _ENDS_LIKE)
    | dict.fromkeys(_UNSEEN_NAMES, _HIDDEN)
    | dict.fromkeys(_MARKED, _OWNING)
    | dict.fromkeys(_LINE_ENDS, _ALONE | _LINE)
    | dict.fromkeys(_STATING, _ALONE)
    | {"a": _LINKED}
)
"""What there is to know of a name before its tag is looked at, in bits."""
_KINDS |= {"p": _KINDS["p"] | _IN_P, "pre": _KINDS["pre"] | _KEPT}
_ENDS_LINE = {name for name, kind in _KINDS.items() if kind & (_BLOCK | _LINE)}
_CONTENTS = frozenset({f"{CONTENT}title", f"{CONTENT}script"})
_SPECIAL = frozenset({CONTENT, LOST})
_NO_BREAK = "\u00a0"
_SPACE = " \t\n\r\f"
_HIDING = re.compile(r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden", re.IGNORECASE)
_TELLING = ("rel=", "itemprop", "author", "writer", "hidden", "display")
"""Of which one stands in the attributes of a link that is looked at closely: most are not, as there are many."""
_CLASS = ' class="'
_NAMING = ("class", "id", "itemprop", "role", "data-testid")


class Raw(NamedTuple):
    """The content of an element that holds no markup, from `start` to `end`, and its attributes."""

    name: str
    attributes: str
    start: int
    end: int


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


_Open = tuple[str, int, int]
"""An element that is open: its name, the number of the innermost around it that has one, bits. A plain tuple: there is one
for every tag."""


class _Named(NamedTuple):
    """What the attributes of a tag say: the names of its element, whether it is hidden, the moment of a `time`."""

    names: str
    hidden: bool
    moment: str


_OUTSIDE: _Open = ("", -1, 0)
_NAMELESS = _Named("", False, "")


def _named(rest: str) -> _Named:
    # Most tags that have attributes have a class in double quotes and nothing else.
    if rest.startswith(_CLASS) and rest.find('"', len(_CLASS)) == len(rest) - 1 and "&" not in rest:
        return _Named(rest[len(_CLASS) : -1], False, "")
    found = attributes(rest)
    hidden = "hidden" in found or ("style" in found and _HIDING.search(found["style"]) is not None)
    return _Named(" ".join([found[key] for key in _NAMING if key in found]), hidden, found.get("datetime", ""))


def _has(text: str, signs: Sequence[str]) -> bool:
    """Whether one of the signs stands in a text; `any` of a generator takes several times as long."""
    for sign in signs:  # noqa: SIM110
        if sign in text:
            return True
    return False


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

    def read(self) -> Found:
        """All that the source shows."""
        for name, rest, since, start, end in pieces(self.source):
            if since != start and not self.here[2] & _HIDDEN:
                self._text(since, start)
            if name in _IGNORED and not (name in _FORMATTED and self._is_veiled(rest)):
                continue
            if name[0] == "/":
                self._close(name[1:])
            elif name[0] not in _SPECIAL:
                self._start(name, rest)
            elif name == LOST:
                self._lost(rest, start)
            elif name in _CONTENTS and not self.here[2] & _HIDDEN:
                self.raws.append(Raw(name[1:], rest, start, end))
        return self._found()

    def _is_veiled(self, rest: str) -> bool:
        """Whether a formatting tag matters: it hides what is in it, or stands in what is hidden and may end that."""
        if self.here[2] & _HIDDEN:
            return True
        return rest != "" and _has(rest.lower(), _VEILING) and _named(rest).hidden

    def _text(self, start: int, end: int) -> None:
        """Take in the characters between two tags."""
        if self.here[2] & _KEPT:
            for match in _KEPT_PIECE.finditer(self.source, start, end):
                self._piece(match)
            return
        stretch = self.source[start:end]
        bare = stretch.strip(_SPACE)
        if not bare:
            self.gap = self.gap or " "
        elif _has(bare, _UNEVEN):
            for match in _PIECE.finditer(self.source, start, end):
                self._piece(match)
        else:
            first = start + stretch.index(bare[0])
            if first > start:
                self.gap = self.gap or " "
            last = first + len(bare)
            self._emit(bare, first, last)
            if last < end:
                self.gap = " "

    def _lost(self, what: str, start: int) -> None:
        """Say how much of the source is not shown because a tag or comment is never closed."""
        rest = len(self.source) - start
        message = f"a {what} opens at character {start} and is never closed: {rest} characters are not shown"
        self.notes.append(Note("input", message))

    def _found(self) -> Found:
        """All that was seen."""
        self._pop_to(0)
        elements = tuple([Element(*element, end) for element, end in zip(self.elements, self.ends, strict=True)])
        layout = Layout(elements, tuple(map(LayoutLine._make, self.lines)))
        runs = tuple(map(Run._make, self.runs))
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
            elif kind & _ENDS_P and self.here[2] & _IN_P:
                self._end_p()
        elif kind & _ALONE:
            if kind & _LINE:
                self.gap = "\n"
            else:
                self.metas.append({"": name, **attributes(rest)})
            return
        known = self.seen.get(rest) if not kind & _LINKED or _has(rest.lower(), _TELLING) else _NAMELESS
        if known is None:
            known = self.seen[rest] = _named(rest)
        self._open(name, kind, known)

    def _open(self, name: str, kind: int, known: "_Named") -> None:
        names, out_of_sight, moment = known
        _, element, outer = self.here
        bits = kind & (_PASSED_ON | _IN_P) | outer & (_PASSED_ON if kind & _BLOCK else _PASSED_ON | _IN_P)
        if out_of_sight:
            bits |= _HIDDEN
        owns = (names or kind & _OWNING) and not bits & _HIDDEN and len(self.stack) < _DEEPEST
        if self.closed_at == self.source_end and (owns or kind & _LINKED):
            self.gap = " " if outer & _IN_P or (kind & _LINKED and self._is_told()) else "\n"
        if owns:
            self.elements.append((element, name, names, self.length))
            element = len(self.ends)
            self.ends.append(0)
            bits |= _OWNED
            if name == "time":
                self.times.append((element, moment))
        self.here = (name, element, bits)
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
        if name in _ENDS_LINE or ("-" in name and name not in _KINDS):
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
            name, element, bits = stack.pop()
            if bits & _OWNED:
                self.ends[element] = self.length
            elif name != "a":
                continue
            if not self.gap:
                self.closed_at = self.source_end
        self.here = stack[-1] if stack else _OUTSIDE

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
        length, lines, runs = self.length, self.lines, self.runs
        if not lines:
            lines.append([0, self.here[1], 0])
        elif self.gap:
            runs.append([length, self.source_end, start])
            self.parts.append(self.gap)
            length += 1
            self.verbatim_to = -1
            if self.gap == "\n":
                lines.append([length, self.here[1], 0])
        self.gap = ""
        verbatim = len(text) == end - start
        if verbatim and self.verbatim_to == start:
            runs[-1][2] = end
        else:
            runs.append([length, start, end])
        self.verbatim_to = end if verbatim else -1
        self.parts.append(text)
        self.length = length + len(text)
        self.source_end = end
        if self.here[2] & _LINKED:
            lines[-1][2] += len(text)
