"""HTML source -> tags and the characters between them, each with its place; whatever the markup, in linear time.

The tokeniser follows the WHATWG rules where they decide what is visible (comments, raw text, quotes in attributes). It is
kinder in one thing: a quote that is never closed ends with its tag instead of swallowing the page. Every character
is looked at a bounded number of times, so that no input makes it slow.
"""

import re
from collections.abc import Iterator
from html import unescape

RAW = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"})
"""Elements whose content is no markup up to their own end tag."""

_MARKUP = re.compile(
    r"<(?:(/?[a-zA-Z][^\s/>]*)([^>=]*+(?:=\s*+(?:\"[^\"]*\"|'[^']*')?[^>=]*+)*+)>?"  # name, rest, close
    r"|[!?/])"
)
_AFTER_NAME = frozenset(" \t\n\r\f/>")
_QUOTES = frozenset("'\"")
_ATTRIBUTE = re.compile(r"([^\s=/>\"'][^\s=/>]*+)(?:\s*+=\s*+(\"[^\"]*\"|'[^']*'|[^\s>]*+))?")


CONTENT = "<"
LOST = "!"
Piece = tuple[str, str, int, int, int]
"""A name, what belongs to it, and places: `since`, `start`, `end`. A plain tuple: there is one for every tag of a page.

A tag: its name in lower case, an end tag's behind a slash; what stands behind the name; `since` to `start`, half open, stand
the characters before it. Without a name there are only these: a comment, a declaration or the end of the page follows. Behind
`CONTENT` the name is that of an element that holds no markup, its content stands from `start` to `end`. `LOST` is markup
that is opened at `start` and never closed, so that the rest of the page belongs to it, and of which sort that is.
"""


def pieces(source: str) -> Iterator[Piece]:
    """The tags and raw contents of a page in order; between two of them stand characters, comments and declarations."""
    length, place = len(source), 1 if source.startswith("\ufeff") else 0
    since = place
    while place >= 0:
        for match in _MARKUP.finditer(source, place):
            name, rest = match.groups()
            start, end = match.span()
            if name is None:
                yield "", "", since, start, start
                since = place = _past(source, end)
                if place < 0:
                    yield LOST, "comment", start, start, start
                break
            # Only the end of the page keeps a tag from being closed: attributes go on up to the sign that closes it.
            if end == length and source[-1] != ">":
                yield "", "", since, start, start
                yield LOST, "tag", start, start, start
                return
            name = name.lower()
            yield name, rest, since, start, end
            since = end
            if name in RAW:
                place = _raw_end(source, name, end)
                since = place if place >= 0 else length
                yield CONTENT + name, rest, end, end, since
                if place < 0:
                    yield LOST, name, start, start, start
                break
        else:
            yield "", "", since, length, length
            return


def attributes(rest: str) -> dict[str, str]:
    """The attributes of a tag, names in lower case, character references resolved; the first of two alike counts."""
    found: dict[str, str] = {}
    for name, written in _ATTRIBUTE.findall(rest):
        value = written
        if value and value[0] in _QUOTES:
            value = value[1:-1] if len(value) > 1 and value[-1] == value[0] else value[1:]
        found.setdefault(name.lower(), unescape(value) if "&" in value else value)
    return found


def _past(source: str, place: int) -> int:
    """Where a comment, declaration or processing instruction ends whose first sign stands before `place`; -1: never."""
    if not source.startswith("!--", place - 1):
        end = source.find(">", place)
        return end + 1 if end >= 0 else -1
    place += 2
    if source.startswith((">", "->"), place):
        return place + 1 + (source[place] == "-")
    end = source.find("--", place)
    while end >= 0 and not source.startswith((">", "!>"), end + 2):
        end = source.find("--", end + 1)
    return end + 3 + (source[end + 2] == "!") if end >= 0 else -1


def _raw_end(source: str, name: str, place: int) -> int:
    """Where the end tag of a raw element begins; -1 if there is none."""
    wanted, start = f"</{name}", source.find("</", place)
    while start >= 0:
        end = start + len(wanted)
        if source[start:end].lower() == wanted and source[end : end + 1] in _AFTER_NAME:
            return start
        start = source.find("</", start + 2)
    return -1
