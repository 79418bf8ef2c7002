"""Folded forms: what a reader of Arabic holds to be the same word.

A folded form stands beside the text and never replaces it: hamza seats, final ya and alif maqsura, ta marbuta and ha,
harakat, tatweel, presentation forms, Persian and Urdu letters, invisible marks.
"""

import re
import unicodedata
from functools import lru_cache

_DROPPED = dict.fromkeys(
    [
        0x0640,  # tatweel
        *range(0x0610, 0x061B),  # Quranic marks
        *range(0x064B, 0x0660),  # harakat
        0x0670,
        *range(0x06D6, 0x06DD),
        *range(0x06DF, 0x06E9),
        *range(0x06EA, 0x06EE),
        *range(0x200B, 0x2010),  # zero width and direction marks
        *range(0x202A, 0x202F),
        *range(0x2060, 0x206A),
        0x00AD,
        0x061C,
        0xFEFF,
    ]
)
_SAME = str.maketrans("أإآٱىئةؤیېےکڪھہەۀۃۆۇگپچژڤ", "ااااييهويييككهههههووكبجزف")
_FOLDED = {**_SAME, **_DROPPED}
_PAIRS = tuple((chr(code), chr(same)) for code, same in _SAME.items())
_ANY_DROPPED = re.compile(f"[{''.join(map(chr, _DROPPED))}]")
_LETTERS_ONLY = str.maketrans("یېےکڪھہە", "يييككههه")


def _composed(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """The folded form of a word or phrase, for comparing; its length may differ from the text's."""
    return _composed(text).translate(_FOLDED)


def fold_in_place(text: str) -> str | None:
    """A whole text folded and without case, each character where it was; None where folding would move one."""
    return None if _ANY_DROPPED.search(text) else fold_whole(text)


def fold_whole(text: str) -> str | None:
    """A whole text folded and without case, as its words would be one by one; None where that cannot be done at once."""
    if text.isascii():
        return text.lower()
    text = text.replace("\u00a0", " ").replace("…", ".")
    if not unicodedata.is_normalized("NFKC", text):
        return None
    text = _ANY_DROPPED.sub("", text)
    # Letter after letter is several times faster than `translate`, which looks every character up.
    for letter, same in _PAIRS:
        text = text.replace(letter, same)
    lower = text.casefold()
    return lower if len(lower) == len(text) else None


@lru_cache(maxsize=1 << 16)
def clean(text: str) -> str:
    """The word without harakat, tatweel and invisible marks; hamzas and ta marbuta are kept.

    For the few words that only a hamza tells apart (أن and إن), or ى from ي (على, علي).
    """
    return _composed(text).translate(_DROPPED).translate(_LETTERS_ONLY)


def is_mark(char: str) -> bool:
    """Whether folding drops this character: a vowel sign, a tatweel or an invisible mark."""
    return ord(char) in _DROPPED
