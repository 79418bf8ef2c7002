"""Which stretches of a text stand in quotation marks and are speech: «…», “…”, "…"; names in quotation marks are shorter."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from musnad.model import Sentence, Span
from musnad.times.written import Text

_OPEN, _CLOSE, _STRAIGHT = "«“„", "»”", '"'
_MARK = re.compile(f"[{_OPEN}{_CLOSE}{_STRAIGHT}]")
_WORDS = 4
"""Fewer words than these are a name or a title."""


class Quotes:
    """The stretches of speech of a text; knows whether a place lies in one."""

    def __init__(self, text: Text, sentences: Sequence[Sentence]) -> None:
        self._spans = tuple(_speech(text))
        self._starts = [span.start for span in self._spans]
        self._sentences = [sentence.span.start for sentence in sentences] if self._spans else []

    def opened(self, place: int) -> int | None:
        """The number of the sentence in which the quotation opens that a place lies in; None outside of quotations."""
        before = bisect_right(self._starts, place)
        found = self._spans[before - 1] if before else None
        return bisect_right(self._sentences, found.start) - 1 if found and place < found.end else None


def _speech(text: Text) -> Iterator[Span]:
    opened = None
    for found in _MARK.finditer(text.text):
        mark, start, end = found.group(), found.start(), found.end()
        if mark in _OPEN or (mark == _STRAIGHT and _opens(text.text, start)):
            opened = start
        elif opened is not None:
            if _count_words(text, opened, start) >= _WORDS:
                yield Span(opened, end)
            opened = None


def _count_words(text: Text, start: int, end: int) -> int:
    words = text.words[bisect_left(text.starts, start) : bisect_left(text.starts, end)]
    return sum(word.kind == "word" for word in words)


def _opens(text: str, place: int) -> bool:
    """Whether a straight mark opens: a space, a colon or a bracket before it, none behind it."""
    before, behind = text[place - 1 : place], text[place + 1 : place + 2]
    return (not before or before.isspace() or before in ":(،") and bool(behind) and not behind.isspace()
