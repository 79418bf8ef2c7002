"""Text -> lines and their words: what the zones of a plain page are made of."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from musnad.folding import fold, fold_in_place, fold_whole, is_mark
from musnad.model import Span

_MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\ufeff"
_WORD = re.compile(rf"[\w{_MARKS}]+")
_PARTING = re.compile("[\u00ad\u061c\u202a-\u202e\u2060-\u2069]")
"""What folding drops and yet parts words."""
_CLOSERS = "\"'”’»)]}›* "
_STOPS = frozenset(".؟?!")
_POINTS = '،.«»"():؛؟!-–—/|“”[]'
_DIVIDER = re.compile(r"[–—|/()\[\]:،,•-]|(?<=\s)ـ+(?=\s|$)")
_HEAD = 90
_ELLIPSES = ("..", "…")
_PROSE_CHARS = 140
_GAP = 40
_PROSE_WORDS = 8
_TITLE_SHARE = 0.6


class Word(NamedTuple):
    """A written word of a line: its place in the text, and its folded form, lower case if it is Latin."""

    start: int
    end: int
    form: str


class Piece(NamedTuple):
    """A part of a line between two dividers: its place in the text, the divider behind it included, its words, that divider."""

    start: int
    end: int
    forms: tuple[str, ...]
    divider: str


@dataclass
class Line:
    """A line that is not blank: where it begins, and its characters, without the white space around it.

    It is not frozen only because there is one for every line of a page, and what is frozen takes several times as long to make.
    """

    start: int
    text: str

    @cached_property
    def span(self) -> Span:
        """Its place in the text."""
        return Span(self.start, self.start + len(self.text))

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words of the line; marks between them are left out, and so are words of nothing but marks."""
        return tuple(words(self.text, self.start))

    @cached_property
    def forms(self) -> tuple[str, ...]:
        """The folded words."""
        return forms(self.text)

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """The parts of its first characters between dashes, slashes, colons and brackets."""
        return tuple(self.opening(_HEAD))

    def opening(self, length: int) -> Iterator[Piece]:
        """The parts of its first `length` characters, one by one."""
        text, start = self.text[:length], 0
        for match in _DIVIDER.finditer(text):
            words = forms(text[start : match.start()])
            yield Piece(self.start + start, self.start + match.end(), words, match[0])
            start = match.end()
        if words := forms(text[start:]):
            yield Piece(self.start + start, self.start + len(text), words, "")

    @cached_property
    def bare(self) -> str:
        """The line without closing quotes, brackets and asterisks at its end."""
        return self.text.rstrip(_CLOSERS)

    @cached_property
    def teased(self) -> bool:
        """Whether it breaks off in dots, as teasers of other articles do."""
        return self.bare.endswith(_ELLIPSES)

    @cached_property
    def stopped(self) -> bool:
        """Whether it ends as a sentence does."""
        return self.bare.endswith(".") and not self.teased

    @cached_property
    def prose(self) -> bool:
        """Whether it reads as a paragraph of an article: it is long, or a sentence of eight words with its full stop."""
        if self.teased:
            return False
        if len(self.text) >= _PROSE_CHARS:
            return True
        return self.stopped and len(self.forms) >= _PROSE_WORDS


def lines(text: str) -> list[Line]:
    """The lines of a text that hold more than white space, in order."""
    found, start = [], 0
    for raw in text.splitlines(keepends=True):
        bare = raw.strip()
        if bare:
            found.append(Line(start + raw.index(bare[0]), bare))
        start += len(raw)
    return found


def words(text: str, offset: int = 0) -> Iterator[Word]:
    """The words of a stretch of text, with `offset` added to their places."""
    plain = fold_in_place(text)
    if plain is not None:
        for match in _WORD.finditer(plain):
            form = match[0]
            if form[0] != "_" or form.strip("_"):
                start, end = match.span()
                yield Word(start + offset, end + offset, form)
        return
    for match in _WORD.finditer(text):
        form = fold(match[0]).casefold()
        if form.strip("_"):
            start, end = match.span()
            yield Word(start + offset, end + offset, form)


def forms(text: str) -> tuple[str, ...]:
    """The folded words of a phrase or line: the forms of its `words`."""
    plain = fold_in_place(text)
    if plain is None and not _PARTING.search(text):
        plain = fold_whole(text)
    if plain is None:
        return tuple([word.form for word in words(text)])
    # What parts words is nearly always one of few signs, and cutting at blanks is faster than matching words.
    for point in _POINTS:
        plain = plain.replace(point, " ")
    parts = plain.split()
    return tuple(parts) if "".join(parts).isalnum() else tuple(form for form in _WORD.findall(plain) if form.strip("_"))


def trimmed(text: str, span: Span) -> Span:
    """The span without white space and invisible marks at its ends."""
    start, end = span.start, span.end
    while start < end and (text[start].isspace() or is_mark(text[start])):
        start += 1
    while end > start and (text[end - 1].isspace() or is_mark(text[end - 1])):
        end -= 1
    return Span(start, end)


def sentence_ends(text: str, place: int) -> bool:
    """Whether what stands before `place` ends a sentence, or stands off by a wide gap or an opening bracket."""
    near = text[max(0, place - _GAP) : place]
    before = near.rstrip("\"'“”‘’«»(（[{•*|-–—>←ـ ")
    gap = near[len(before) :]
    return not before or before[-1] in _STOPS or before[-1] in "…\n" or "  " in gap or "|" in gap


def same_title(words: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether a line is the title given: the same words, or one the beginning of the other and most of it."""
    shorter, longer = sorted((tuple(words), tuple(wanted)), key=len)
    return bool(shorter) and longer[: len(shorter)] == shorter and len(shorter) >= _TITLE_SHARE * len(longer)
