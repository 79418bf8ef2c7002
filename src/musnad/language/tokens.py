"""Text to written words, numbers and marks, with exact places; and words to sentences.

Clitics are split in `musnad.language.words`; here a token is what stands between spaces and marks.
"""

import re
from collections.abc import Iterator
from typing import cast

from musnad.model import Sentence, Span, TokenKind

_ARABIC = (
    "\u0610-\u061a\u0620-\u065f\u066e-\u06d3\u06d5-\u06ef\u06fa-\u06ff"
    "\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc\u200c\u200d"
)
_DIGIT = "0-9\u0660-\u0669\u06f0-\u06f9"
_TOKEN = re.compile(
    rf"(?P<latin>https?://\S+|@\w+|[A-Za-z\u00c0-\u024f][A-Za-z\u00c0-\u024f'’.&-]*)"
    rf"|(?P<number>[{_DIGIT}]+(?:[.,:/\u066b\u066c-][{_DIGIT}]+)*)"
    rf"|(?P<word>[{_ARABIC}]+)"
    rf"|(?P<mark>\.\.+|[^\s\w]|_|\w)"
)
_ENDS = frozenset(".!?؟")
_CLOSERS = frozenset("\"”»’')]›")


def raw_tokens(text: str) -> Iterator[tuple[Span, TokenKind]]:
    """The written words, numbers, Latin words and marks of a text, in order, without white space."""
    for match in _TOKEN.finditer(text):
        yield Span(*match.span()), cast(TokenKind, match.lastgroup)


def sentence_bounds(text: str, spans: list[tuple[Span, TokenKind]]) -> Iterator[Sentence]:
    """Sentences over the tokens: they end at . ! ? (with closing quotes) and at every line end.

    A full stop after a single letter («أ. ف. ب») or inside a number ends nothing, nor do dots of omission.
    """
    first = stop = 0
    for i, (span, kind) in enumerate(spans):
        if kind != "mark" or text[span.start] not in _CLOSERS:
            stop = i
        if i + 1 == len(spans) or _ends_here(text, spans, i, stop):
            yield Sentence(Span(spans[first][0].start, span.end), first, i + 1)
            first = i + 1


def _ends_here(text: str, spans: list[tuple[Span, TokenKind]], i: int, stop: int) -> bool:
    """Whether a sentence ends behind a token; `stop` is the last one up to it that closes no quotation."""
    here, following = spans[i][0], spans[i + 1][0]
    between = text[here.end : following.start]
    if between and ("\n" in between or "\r" in between):
        return True
    if not between and spans[i + 1][1] == "mark" and text[following.start] in _CLOSERS:
        return False
    mark = text[spans[stop][0].start : spans[stop][0].end]
    if spans[stop][1] != "mark" or mark not in _ENDS:
        return False
    return not (mark == "." and _is_initial(spans, stop))


def _is_initial(spans: list[tuple[Span, TokenKind]], stop: int) -> bool:
    """Whether the full stop follows a single letter that it abbreviates."""
    if stop == 0:
        return False
    before = spans[stop - 1][0]
    return spans[stop - 1][1] == "word" and before.end - before.start == 1 and before.end == spans[stop][0].start
