"""Text to written words, numbers and marks, with exact places; and words to sentences.

Clitics are split in `musnad.language.words`; here a token is what stands between spaces and marks. Blanks and invisible
marks (direction, zero width) are no tokens; inside a word or number they belong to it. All else is covered.
"""

import re
from collections.abc import Iterator
from typing import cast

from musnad.model import Sentence, Span, TokenKind

_SIGN = "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u200c\u200d"
"""Vowel signs and the like, and the lengthening stroke, which by itself serves as a dash."""
_LETTER = (
    "\u0620-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06dd\u06de\u06e9\u06ee\u06ef\u06fa-\u06ff"
    "\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc"
)
_UNSEEN = "\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_DIGIT = "0-9\u0660-\u0669\u06f0-\u06f9"
_LATIN = "A-Za-z\u00c0-\u024f"
_LATIN_PART = rf"(?:[{_LATIN}0-9'’&-]*[{_LATIN}0-9])?"
_HOST = r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)++"
_IN_ADDRESS = rf"\s{_UNSEEN}<>«»\"“”()\[\]،؛"
_ADDRESS_REST = rf"[^{_IN_ADDRESS}]*[^{_IN_ADDRESS}.,:;!?؟'’*_-]"
_TOKEN = re.compile(
    rf"(?P<word>[{_SIGN}]*+[{_LETTER}][{_LETTER}{_SIGN}]*+(?:[{_UNSEEN}]++[{_LETTER}{_SIGN}]++)*)"
    rf"|(?P<latin>(?:https?://|www\.){_ADDRESS_REST}"
    rf"|[A-Za-z][A-Za-z0-9-]*(?:[._][A-Za-z0-9-]+)*+@{_HOST}"
    rf"|[A-Za-z]{_HOST}/{_ADDRESS_REST}"
    rf"|@\w+"
    rf"|(?:[A-Za-z]\.){{2,}}(?![{_LATIN}0-9])"
    rf"|[{_LATIN}]{_LATIN_PART}(?:[._][{_LATIN}0-9]{_LATIN_PART})*)"
    rf"|(?P<number>[{_DIGIT}]+(?:[{_UNSEEN}]*[.,:/\u066b\u066c-][{_UNSEEN}]*[{_DIGIT}]+)*)"
    rf"|(?P<mark>\.\.+|[{_SIGN}]+|[^\s\w{_UNSEEN}]|_|\w)"
)
_LINE_END = re.compile("[\n\r]")
_ENDS = frozenset(".!?؟")
_CLOSERS = frozenset("\"”»’')]›")
_AND = "و"
_SHORT = 3
"""Letters of a part of an abbreviation by dots («بي.بي.سي»), at most."""


def raw_tokens(text: str) -> list[tuple[Span, TokenKind]]:
    """The written words, numbers, Latin words and marks of a text, in order."""
    return cast(list[tuple[Span, TokenKind]], [(Span(*m.span()), m.lastgroup) for m in _TOKEN.finditer(text)])


def sentence_bounds(text: str, spans: list[tuple[Span, TokenKind]]) -> Iterator[Sentence]:
    """Sentences over the tokens: they end at runs of . ! ? (with closing quotes) and at every line end.

    A full stop ends nothing after a single letter («أ. ف. ب», but «2025م.»), between the short parts of an abbreviation
    («بي.بي.سي»), after the number that a line begins with, or inside a number, nor do dots of omission.
    """
    line_ends = (match.start() for match in _LINE_END.finditer(text))
    line_end, last = -1, len(spans) - 1
    first = stop = 0
    stopped = False
    for i, (span, kind) in enumerate(spans):
        while line_end < span.start:
            line_end = next(line_ends, len(text))
        if kind != "mark":
            stop, stopped = i, False
        elif text[span.start] not in _CLOSERS:
            stop, stopped = i, text[span.start : span.end] in _ENDS
        if i == last or line_end < spans[i + 1][0].start or (stopped and _ends_here(text, spans, i, stop, first)):
            yield Sentence(Span(spans[first][0].start, span.end), first, i + 1)
            first = i + 1


def _ends_here(text: str, spans: list[tuple[Span, TokenKind]], i: int, stop: int, first: int) -> bool:
    """Whether the mark at `stop`, with what closes quotations up to `i`, ends a sentence that began at `first`."""
    following, kind = spans[i + 1]
    if spans[i][0].end == following.start and kind == "mark" and text[following.start] in _CLOSERS | _ENDS:
        return False
    return not (text[spans[stop][0].start] == "." and _abbreviates(text, spans, stop, first))


def _abbreviates(text: str, spans: list[tuple[Span, TokenKind]], stop: int, first: int) -> bool:
    """Whether a full stop is part of what stands before it: an abbreviation, or the number of a list."""
    if stop <= first or spans[stop - 1][0].end != spans[stop][0].start:
        return False
    before, kind = spans[stop - 1]
    if kind == "number":
        return stop == first + 1 and not _glued(spans, stop)
    after_number = stop - 2 >= first and spans[stop - 2][1] == "number" and spans[stop - 2][0].end == before.start
    letters = before.end - before.start - (text[before.start] == _AND and before.end - before.start == 2)
    if letters == 1 and kind in ("word", "latin"):
        return not after_number
    return _is_dotted(text, spans, stop) or _is_dotted(text, spans, stop - 2)


def _is_dotted(text: str, spans: list[tuple[Span, TokenKind]], stop: int) -> bool:
    """Whether a full stop and the next one both join short words: the middle of an abbreviation."""
    if stop < 1 or stop + 3 >= len(spans):
        return False
    parts, stops = spans[stop - 1 : stop + 4 : 2], (stop, stop + 2)
    return all(kind == "word" and span.end - span.start <= _SHORT for span, kind in parts) and all(
        text[spans[i][0].start : spans[i][0].end] == "." and _glued(spans, i) for i in stops
    )


def _glued(spans: list[tuple[Span, TokenKind]], i: int) -> bool:
    """Whether no blank parts a token from those beside it."""
    return (
        0 < i < len(spans) - 1 and spans[i - 1][0].end == spans[i][0].start and spans[i][0].end == spans[i + 1][0].start
    )
