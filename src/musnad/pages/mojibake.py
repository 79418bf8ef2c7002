"""Text that was once decoded in the wrong charset («Ø§Ù„», «ط§ظ„», «ÇáÎÈÑ»): noticed, and mended where that is certain.

A line is mended where it goes back exactly into the bytes that it was read from, these can be read strictly in another
charset, and the result is Arabic while the line is not. Lines that are too short to tell follow the others of their page.
"""

import re
from codecs import charmap_encode
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from musnad.model import Note
from musnad.pages.letters import TABLES, WESTERN, fit, fits, to_text

LINES = ("line", "lines")
STRETCHES = ("stretch between tags", "stretches between tags")
_ARABIC = "windows-1256"
_SINGLE = (_ARABIC, "ISO-8859-6")
_TIMES = 3
_LEAST_GAIN, _LEAST_LETTERS = 12, 3
_SUSPICIOUS = {"Ø": "Ø", "Ù": "Ù", "Ã": "Ã", "§": "ط§", "„": "ظ„", "·": "ط·", "á": "Çá", "ä": "Çä"}
"""What mojibake of Arabic has nearly always, for the most part the two letters of the article as each wrong charset has them;
each under a character in it that Arabic seldom has, which is faster to look for."""
_SPECIALS = "".join(char for char in TABLES[WESTERN][0x80:0xA0] if ord(char) > 0xFF)
_REMAINS = re.compile(f"[ÃÂØÙÚÛ][\x80-\xbf{_SPECIALS}]|[طظ][¢-©¬-¹‚ƒ„†‡ˆ‰]|Çá")
_LEAST_REMAINS = 4
_BYTES = {code: code for code in range(256)} | {
    ord(char): code for code, char in enumerate(TABLES[WESTERN]) if char in _SPECIALS
}
"""Back into bytes, for text that was read as windows-1252 or ISO-8859-1."""


class _Guess(NamedTuple):
    """What a line may have been: its text, how it was damaged, in words, and whether the line alone proves it."""

    text: str
    damage: str
    certain: bool


def mend(text: str, unit: tuple[str, str] = LINES) -> tuple[str, tuple[Note, ...]]:
    """The text with its mojibake mended line by line, and notes on what was mended and what only looks like it.

    `unit` is what the notes call one line and several.
    Places in the result are not those of the text that was given.
    """
    if text.isascii() or not any(rare in text and sign in text for rare, sign in _SUSPICIOUS.items()):
        return text, ()
    if text.startswith("\ufeff"):
        rest, notes = mend(text[1:], unit)
        return f"\ufeff{rest}", notes
    whole = _utf8(text)
    if whole and whole.certain:
        return whole.text, (Note("input", f"mojibake: {whole.damage}; mended"),)
    lines = text.split("\n")
    guesses = _guesses(lines)
    proved = {guess.damage for guess in guesses if guess and guess.certain}
    mended, left = dict[str, list[int]](), list[int]()
    for place, guess in enumerate(guesses):
        if guess and guess.damage in proved:
            mended.setdefault(guess.damage, []).append(place)
            lines[place] = guess.text
        elif len(_REMAINS.findall(lines[place])) >= _LEAST_REMAINS:
            left.append(place)
    return "\n".join(lines), _notes(mended, left, unit)


def _notes(mended: dict[str, list[int]], left: list[int], unit: tuple[str, str]) -> tuple[Note, ...]:
    messages = [f"mojibake in {_where(places, unit)}: {damage}; mended" for damage, places in mended.items()]
    if left:
        messages.append(f"looks like mojibake in {_where(left, unit)}, but cannot be undone exactly: left as it is")
    return tuple(Note("input", message) for message in messages)


def _where(places: list[int], unit: tuple[str, str]) -> str:
    one, several = unit
    first = f"{one} {places[0] + 1}"
    return first if len(places) == 1 else f"{len(places)} {several} (first: {first})"


def _guesses(lines: list[str]) -> list[_Guess | None]:
    """What each line may have been; all that were in a charset of single bytes are held to have been in the same."""
    known = {line: _utf8(line) or _single(line, _SINGLE) for line in dict.fromkeys(lines)}
    votes = Counter(guess.damage for line in lines if (guess := known[line]) and guess.certain)
    best = max(_SINGLE, key=lambda name: votes[_misread(name)])
    others = {_misread(name) for name in _SINGLE if name != best}
    again = {line: _single(line, (best,)) for line, guess in known.items() if guess and guess.damage in others}
    return [again[line] if line in again else known[line] for line in lines]


def _utf8(line: str) -> _Guess | None:
    """The line as UTF-8 that was read as something else, where it goes back exactly."""
    text, charsets = _unwrapped(line)
    if not charsets:
        return None
    after = fit(text)
    certain = after.arabic and after.letters >= _LEAST_LETTERS and fit(line).mean > after.mean
    return _Guess(text, _misread("UTF-8", charsets), certain)


def _single(line: str, names: Sequence[str]) -> _Guess | None:
    """The line as Arabic that was read as accented letters, in the charset of `names` in which it gains most."""
    content = _content(line, WESTERN)
    if content is None or content.isascii():
        return None
    found = fits(content, (WESTERN, *names))
    best = min(names, key=lambda name: found[name].cost)
    gain = found[WESTERN].cost - found[best].cost
    if gain <= 0 or not found[best].arabic:
        return None
    certain = gain >= _LEAST_GAIN and found[best].letters >= _LEAST_LETTERS
    return _Guess(to_text(content, best), _misread(best), certain)


def _unwrapped(line: str) -> tuple[str, tuple[str, ...]]:
    """What stands behind all wrong readings of UTF-8, and the charsets that it was read in, the last one first.

    Real Arabic never goes through a strict reading, so that there is no danger of unwrapping too much.
    """
    charsets: tuple[str, ...] = ()
    while len(charsets) < _TIMES:
        found = next(((text, name) for name in (WESTERN, _ARABIC) if (text := _as_utf8(line, name)) is not None), None)
        if found is None:
            break
        line, charsets = found[0], (*charsets, found[1])
    return line, charsets


def _as_utf8(line: str, wrong: str) -> str | None:
    content = _content(line, wrong)
    try:
        return content.decode("utf-8") if content and not content.isascii() else None
    except UnicodeDecodeError:
        return None


def _content(line: str, wrong: str) -> bytes | None:
    """The bytes that a line was read from in the wrong charset, if all of it can be."""
    try:
        return charmap_encode(line, "strict", _BYTES)[0] if wrong == WESTERN else line.encode("cp1256")
    except UnicodeEncodeError:
        return None


def _misread(right: str, wrong: tuple[str, ...] = (WESTERN,)) -> str:
    """«UTF-8 read as windows-1252 and again as windows-1252»."""
    return f"{right} read as {' and again as '.join(reversed(wrong))}"
