"""HTML source -> tags and the characters between them, each with its place; whatever the markup, in linear time.

The tokeniser follows the WHATWG rules where they decide what is visible (comments, raw text, quotes in attributes). It is
kinder in one thing: a quote that is never closed ends with its tag instead of swallowing the page. Every character
is looked at a bounded number of times, so that no input makes it slow.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

RAW = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"})
"""Elements whose content is no markup up to their own end tag."""

_MARKUP = re.compile(
    r"<(?:(/?)([a-zA-Z][^\s/>]*)((?>[^>=]++|=\s*+(?:\"[^\"]*\"|'[^']*')|=)*+)(>?)"  # end tag, name, rest, close
    r"|(!--)|[!?/])"
)
_AFTER_NAME = frozenset(" \t\n\r\f/>")
_ATTRIBUTE = re.compile(r"([^\s=/>\"'][^\s=/>]*+)(?:\s*+=\s*+(\"[^\"]*\"|'[^']*'|[^\s>]*+))?")


class Tag(NamedTuple):
    """A start or end tag: its name in lower case, what stands behind the name, and the characters before it.

    These stand from `since` to `start`, half open. Without a name it is a comment, a declaration or the end of the page.
    """

    name: str
    attributes: str
    since: int
    start: int
    closing: bool


class Raw(NamedTuple):
    """The content of an element that holds no markup, from `start` to `end`, and its attributes."""

    name: str
    attributes: str
    start: int
    end: int


class Lost(NamedTuple):
    """Markup that is opened at `start` and never closed, so that the rest of the page belongs to it."""

    what: str
    start: int


def pieces(source: str) -> Iterator[Tag | Raw | Lost]:
    """The tags and raw contents of a page in order; between two of them stand characters, comments and declarations.

    The characters before a piece are those from `Tag.since` to its start, or to the end of the page behind the last one.
    """
    place = since = 1 if source.startswith("\ufeff") else 0
    search = _MARKUP.search
    while match := search(source, place):
        start, end = match.span()
        closing, name, rest, close, comment = match.group(1, 2, 3, 4, 5)
        if name is None:
            yield Tag("", "", since, start, False)
            since = place = _past(source, comment is not None, end)
            if place < 0:
                yield Lost("comment", start)
                return
            continue
        if not close:
            yield Tag("", "", since, start, False)
            yield Lost("tag", start)
            return
        name = name.lower()
        yield Tag(name, rest, since, start, closing == "/")
        since = place = end
        if name in RAW and not closing:
            place = _raw_end(source, name, end)
            yield Raw(name, rest, end, place if place >= 0 else len(source))
            if place < 0:
                yield Lost(name, start)
                return
            since = place
    yield Tag("", "", since, len(source), False)


def attributes(rest: str) -> dict[str, str]:
    """The attributes of a tag, names in lower case, character references resolved; the first of two alike counts."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(rest):
        value = match[2] or ""
        if value[:1] in ('"', "'") and value:
            value = value[1:-1] if len(value) > 1 and value[-1] == value[0] else value[1:]
        found.setdefault(match[1].lower(), unescape(value) if "&" in value else value)
    return found


def _past(source: str, comment: bool, place: int) -> int:
    """Where a comment, declaration or processing instruction ends; -1 if it never does."""
    if not comment:
        end = source.find(">", place)
        return end + 1 if end >= 0 else -1
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
