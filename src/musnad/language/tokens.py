"""Text to written words, numbers and marks, with exact places; and words to sentences.

Clitics are split in `musnad.language.words`; here a token is what stands between spaces and marks. Blanks and invisible
marks (direction, zero width) are no tokens; inside a word or number they belong to it. All else is covered.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple, cast

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


def written_tokens(text: str) -> Iterator[re.Match[str]]:
    """The same tokens as what is written and where, for readers that need few of them as `Token`."""
    return _TOKEN.finditer(text)


def kind_of(written: str) -> TokenKind:
    """The kind of a token by what is written; its first character decides, whichever text it stands in."""
    found = _TOKEN.match(written)
    assert found is not None
    return cast(TokenKind, found.lastgroup)


class Places(NamedTuple):
    """The tokens of a text: of each its start, its end and its kind."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    kinds: Sequence[TokenKind]


def sentence_bounds(text: str, spans: Sequence[tuple[Span, TokenKind]]) -> Iterator[Sentence]:
    """The sentences over the tokens that `raw_tokens` gives; see `sentences`."""
    starts, ends = [span.start for span, _ in spans], [span.end for span, _ in spans]
    return sentences(Places(text, starts, ends, [kind for _, kind in spans]))


def sentences(places: Places) -> Iterator[Sentence]:
    """Sentences over the tokens: they end at runs of . ! ? (with closing quotes) and at every line end.

    A full stop ends nothing after a single letter («أ. ف. ب», but «2025م.»), between the short parts of an abbreviation
    («بي.بي.سي»), after the number that a line begins with, or inside a number, nor do dots of omission.
    """
    text, starts, ends, kinds = places
    last = len(starts) - 1
    line_ends = {bisect_left(starts, match.start()) - 1 for match in _LINE_END.finditer(text)} | {last}
    first = stop = 0
    before, stopped = -1, False
    # Only a mark or a line end can close a sentence.
    for i in [i for i, kind in enumerate(kinds) if kind == "mark" or i in line_ends]:
        if kinds[i] != "mark":
            stopped = False
        elif text[starts[i]] not in _CLOSERS:
            before, stop, stopped = i, i, text[starts[i] : ends[i]] in _ENDS
        else:
            before, stopped = i, stopped and before == i - 1
        if i in line_ends or (stopped and _ends_here(places, i, stop, first)):
            yield Sentence(Span(starts[first], ends[i]), first, i + 1)
            first = i + 1


def _ends_here(places: Places, i: int, stop: int, first: int) -> bool:
    """Whether the mark at `stop`, with what closes quotations up to `i`, ends a sentence that began at `first`."""
    text, starts, ends, kinds = places
    following = starts[i + 1]
    if ends[i] == following and kinds[i + 1] == "mark" and text[following] in _CLOSERS | _ENDS:
        return False
    return not (text[starts[stop]] == "." and _abbreviates(places, stop, first))


def _abbreviates(places: Places, stop: int, first: int) -> bool:
    """Whether a full stop is part of what stands before it: an abbreviation, or the number of a list."""
    text, starts, ends, kinds = places
    if stop <= first or ends[stop - 1] != starts[stop]:
        return False
    start, end, kind = starts[stop - 1], ends[stop - 1], kinds[stop - 1]
    if kind == "number":
        return stop == first + 1 and not _glued(places, stop)
    after_number = stop - 2 >= first and kinds[stop - 2] == "number" and ends[stop - 2] == start
    letters = end - start - (text[start] == _AND and end - start == 2)
    if letters == 1 and kind in ("word", "latin"):
        return not after_number
    return _is_dotted(places, stop) or _is_dotted(places, stop - 2)


def _is_dotted(places: Places, stop: int) -> bool:
    """Whether a full stop and the next one both join short words: the middle of an abbreviation."""
    text, starts, ends, kinds = places
    if stop < 1 or stop + 3 >= len(starts):
        return False
    parts, stops = (stop - 1, stop + 1, stop + 3), (stop, stop + 2)
    return all(kinds[i] == "word" and ends[i] - starts[i] <= _SHORT for i in parts) and all(
        text[starts[i] : ends[i]] == "." and _glued(places, i) for i in stops
    )


def _glued(places: Places, i: int) -> bool:
    """Whether no blank parts a token from those beside it."""
    starts, ends = places.starts, places.ends
    return 0 < i < len(starts) - 1 and ends[i - 1] == starts[i] and ends[i] == starts[i + 1]
