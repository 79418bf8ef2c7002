"""Which stretches of a text stand in quotation marks and are speech: «…», “…”, "…"; names in quotation marks are shorter."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from musnad.model import Document, Span, Token

_OPEN, _CLOSE, _STRAIGHT = "«“„", "»”", '"'
_WORDS = 4
"""Fewer words than these are a name or a title."""


class Quotes:
    """The stretches of speech of a document; knows whether a place lies in one."""

    def __init__(self, document: Document) -> None:
        self._spans = tuple(_speech(document.text, document.tokens))
        self._starts = [span.start for span in self._spans]
        self._sentences = [sentence.span.start for sentence in document.sentences]

    def opened(self, place: int) -> int | None:
        """The number of the sentence in which the quotation opens that a place lies in; None outside of quotations."""
        before = bisect_right(self._starts, place)
        found = self._spans[before - 1] if before else None
        return bisect_right(self._sentences, found.start) - 1 if found and place < found.end else None


def _speech(text: str, tokens: Sequence[Token]) -> Iterator[Span]:
    opened, words = None, 0
    for token in tokens:
        words += token.kind == "word"
        if token.kind != "mark":
            continue
        mark, start, end = text[token.span.start : token.span.end], token.span.start, token.span.end
        if mark in _OPEN or (mark == _STRAIGHT and _opens(text, start)):
            opened, words = start, 0
        elif opened is not None and (mark in _CLOSE or mark == _STRAIGHT):
            if words >= _WORDS:
                yield Span(opened, end)
            opened = None


def _opens(text: str, place: int) -> bool:
    """Whether a straight mark opens: a space, a colon or a bracket before it, none behind it."""
    before, behind = text[place - 1 : place], text[place + 1 : place + 2]
    return (not before or before.isspace() or before in ":(،") and bool(behind) and not behind.isspace()
