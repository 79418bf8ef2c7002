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
    first = 0
    for i in range(len(spans)):
        last = i + 1
        if last == len(spans) or _ends_here(text, spans, i):
            yield Sentence(Span(spans[first][0].start, spans[i][0].end), first, last)
            first = last


def _ends_here(text: str, spans: list[tuple[Span, TokenKind]], i: int) -> bool:
    here, following = spans[i][0], spans[i + 1][0]
    if "\n" in text[here.end : following.start] or "\r" in text[here.end : following.start]:
        return True
    if spans[i + 1][1] == "mark" and text[following.start] in _CLOSERS and here.end == following.start:
        return False
    mark = i
    while mark > 0 and spans[mark][1] == "mark" and text[spans[mark][0].start] in _CLOSERS:
        mark -= 1
    stop = text[spans[mark][0].start : spans[mark][0].end]
    if spans[mark][1] != "mark" or stop not in _ENDS:
        return False
    return not (stop == "." and _is_initial(spans, mark))


def _is_initial(spans: list[tuple[Span, TokenKind]], stop: int) -> bool:
    """Whether the full stop follows a single letter that it abbreviates."""
    if stop == 0:
        return False
    before = spans[stop - 1][0]
    return spans[stop - 1][1] == "word" and before.end - before.start == 1 and before.end == spans[stop][0].start
