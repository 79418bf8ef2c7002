"""How much like Arabic a text looks: the cost of its letters after each other, by `data/pages/charsets.tsv`.

A cost counts powers of four: a pair of letters that is seen once in 64 costs 2. Arabic read in its own charset costs about
two a letter, read in another one about five; so do the accented letters of French and German inside their words. Only
pairs with something beyond ASCII in them are counted, as the charsets differ in nothing else.
"""

import re
from codecs import charmap_decode
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple, TypeVar

from musnad.lexicon import DATA, parse

WESTERN = "windows-1252"
_BYTES = bytes(range(256))
_ISO = _BYTES.decode("iso8859_6", "replace")
_MAC = _BYTES.decode("mac_arabic")
TABLES = {
    WESTERN: "".join(_BYTES[i : i + 1].decode("cp1252", "ignore") or chr(i) for i in range(256)),
    "windows-1256": _BYTES.decode("cp1256"),
    "ISO-8859-6": _ISO,
    "x-mac-arabic": _MAC,
}
"""The character of each byte; windows-1252 has controls where it defines nothing, as browsers have it."""
_OTHER_WAY = "\ue000"
_TWICE = {i: _OTHER_WAY for i in range(128, 256) if _MAC[i].isascii()}
_JUDGED = TABLES | {
    "x-mac-arabic": "".join(_TWICE.get(i, char) for i, char in enumerate(_MAC)),
    "ISO-8859-6": "".join(_TWICE.get(i, char) if char in "\xa4\xad" else char for i, char in enumerate(_ISO)),
}
"""As `TABLES`, but what Mac Arabic has twice, for both directions, is one sort. It tells Mac Arabic from ISO-8859-6 only where
that has nothing: both have their blanks at byte A0."""
_PRIOR = 6
"""By what Mac Arabic must be better than the others, or ISO-8859-6 where most blanks are byte A0."""

_ARABIC_LIMIT = 3.0
_WESTERN_LIMIT = 4.0
_NEVER = 7
_WINDOWS, _WINDOW = 32, 128
_HIGH = re.compile(rb"[\x80-\xff]")
_BREAK, _LATIN, _LOWER, _UPPER, _RARE, _MARK, _TATWEEL, _FOREIGN, _POINT, _ODD, _BAD, _BLANK = ".aéÉþ\u064bـپ,+?_"
_LETTERS = frozenset(map(chr, (*range(0x621, 0x63B), *range(0x641, 0x64B))))
_KINDS = (
    dict.fromkeys("éèàçêâîôûùëïüöäßñíóáúãõåøæœ", _LOWER)
    | dict.fromkeys("ÉÈÀÇÊÂÎÔÛÙËÏÜÖÄÑÍÓÁÚÃÕÅØÆŒ", _UPPER)
    | dict.fromkeys("«»“”‘’„…–—•©®°·€£§،؛؟٪٫٬", _POINT)
    | dict.fromkeys(map(chr, range(0x660, 0x66A)), _POINT)
    | dict.fromkeys(map(chr, (*range(0x64B, 0x653), *range(0x200C, 0x2010))), _MARK)
    | dict.fromkeys(map(chr, range(0x671, 0x6D6)), _FOREIGN)
    | {_TATWEEL: _TATWEEL, "\xa0": _BLANK, _OTHER_WAY: _BLANK}
)
_ACCENTED = {_LOWER: 0, _UPPER: 1, _RARE: 3}
_WESTERN_WORD = frozenset((_LATIN, *_ACCENTED))
_WITHIN = (_MARK, _TATWEEL, _FOREIGN)
_STEPS = {_BREAK: 0, _LATIN: 0, _POINT: 3, _ODD: 6, _BAD: 10, _BLANK: 1}

_Symbol = TypeVar("_Symbol", int, str)


class Fit(NamedTuple):
    """How bytes or a text read.

    Attributes:
        cost: the whole cost, for comparing charsets.
        mean: the cost of one character beyond ASCII; blanks are left out.
        beyond: the number of these.
        letters: those of them that are letters of the Arabic script; tatweel lengthens one and counts.
        accents: those of them that are Latin letters.
    """

    cost: int
    mean: float
    beyond: int
    letters: int
    accents: int

    @property
    def arabic(self) -> bool:
        """Whether this is Arabic: letters that follow each other as they do in Arabic."""
        enough = 5 * self.letters >= 2 * (self.beyond - self.accents)
        return self.letters >= 2 and enough and self.mean <= _ARABIC_LIMIT

    @property
    def western(self) -> bool:
        """Whether this is a language in Latin letters, or ASCII with its typographic marks."""
        return not self.letters and self.mean <= _WESTERN_LIMIT


def fits(content: bytes, names: Iterable[str] = tuple(TABLES)) -> dict[str, Fit]:
    """How the bytes read in some charsets of `TABLES`; long content is judged by places all over it."""
    part = sample(content)
    pairs = _beyond(Counter(pairwise(b" %b " % part)), 0x7F)
    single = [(byte, count) for byte, count in Counter(part).items() if byte > 0x7F]
    found = {
        name: _fit([(table[a], table[b], count) for a, b, count in pairs], [(table[a], count) for a, count in single])
        for name, table in ((name, _JUDGED[name]) for name in names)
    }
    handicapped = "ISO-8859-6" if part.count(b"\xa0") > part.count(b" ") else "x-mac-arabic"
    if handicapped in found:
        found[handicapped] = found[handicapped]._replace(cost=found[handicapped].cost + _PRIOR)
    return found


def fit(text: str) -> Fit:
    """How a text reads; a long one is judged by places all over it."""
    if len(text) > _WINDOWS * _WINDOW:
        step = len(text) // _WINDOWS
        text = " ".join(text[start : start + _WINDOW] for start in range(0, len(text), step))
    single = [(char, count) for char, count in Counter(text).items() if char > "\x7f"]
    return _fit(_beyond(Counter(pairwise(f" {text} ")), "\x7f"), single)


def to_text(content: bytes, charset: str) -> str:
    """The content in one of the charsets of `TABLES`; nothing is an error, U+FFFD stands for undefined bytes."""
    return charmap_decode(content, "strict", TABLES[charset])[0]


def sample(content: bytes) -> bytes:
    """All of short content; of long content, windows that begin where bytes beyond ASCII do, in order."""
    if len(content) <= _WINDOWS * _WINDOW:
        return content
    step, found, end = len(content) // _WINDOWS, list[bytes](), 0
    for place in range(0, len(content), step):
        high = _HIGH.search(content, max(place, end))
        if high is None:
            break
        start = high.start()
        end = start + _WINDOW
        found.append(content[max(start - 1, 0) : end])
    return b"\n".join(found)


def _beyond(pairs: Counter[tuple[_Symbol, _Symbol]], last: _Symbol) -> list[tuple[_Symbol, _Symbol, int]]:
    """The pairs that are not wholly in ASCII, with their number; `last` is its last symbol."""
    return [(a, b, count) for (a, b), count in pairs.items() if a > last or b > last]


def _fit(pairs: Iterable[tuple[str, str, int]], single: Iterable[tuple[str, int]]) -> Fit:
    """How characters read, of which all pairs and those beyond ASCII are given with their numbers."""
    cost = sum([count * _cost(first, second) for first, second, count in pairs])
    blanks = beyond = letters = accents = 0
    for char, count in single:
        kind = _kind(char)
        if kind == _BLANK:
            blanks += count
            continue
        beyond += count
        if kind in _LETTERS or kind in (_TATWEEL, _FOREIGN):
            letters += count
        elif kind in _ACCENTED:
            accents += count
    return Fit(cost, (cost - blanks * _STEPS[_BLANK]) / max(beyond, 1), beyond, letters, accents)


@lru_cache(maxsize=1 << 15)
def _cost(first: str, second: str) -> int:
    """What it costs that one character follows the other."""
    before, after = _kind(first), _kind(second)
    inside = before in _LETTERS or before in _WITHIN
    if after in _LETTERS:
        return _letter_cost(before, after)
    if after == _MARK:
        return 2 if before in _LETTERS else 6
    if after == _TATWEEL:
        return 1 if before == _TATWEEL else 2 if inside else 4
    if after == _FOREIGN:
        return 7 if before in _WESTERN_WORD else 4
    leaving = _pairs()[before].get(_BREAK, _NEVER) if before in _LETTERS else 0
    if after in _ACCENTED:
        return (
            leaving + _ACCENTED[after] + (8 if inside else 6 if before in _ACCENTED else 2 if before == _LATIN else 3)
        )
    return leaving + _STEPS[after] + 5 * (inside and after == _LATIN)


def _letter_cost(before: str, after: str) -> int:
    if before in _LETTERS:
        return _pairs()[before].get(after, _NEVER)
    if before in _WITHIN:
        return 2
    return _pairs()[_BREAK].get(after, _NEVER) + 5 * (before in _WESTERN_WORD)


@cache
def _pairs() -> dict[str, dict[str, int]]:
    """What follows each letter at which cost."""
    table, _ = parse("pages/charsets.tsv", (DATA / "pages" / "charsets.tsv").read_text(encoding="utf-8"))
    return {
        row["letter"]: {char: step for step, group in enumerate(row["next"].split("|")) for char in group}
        for row in table
    }


@lru_cache(maxsize=1 << 12)
def _kind(char: str) -> str:
    """An Arabic letter is itself; of anything else only the sort counts."""
    if char in _LETTERS:
        return char
    if char.isascii():
        return _LATIN if char.isalpha() else _BREAK
    if char < "\xa0" or char == "\ufffd":
        return _BAD
    return _KINDS.get(char) or (_RARE if char < "\u0180" and char.isalpha() else _ODD)
