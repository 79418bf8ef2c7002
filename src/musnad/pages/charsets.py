"""Bytes -> text: which charset a page is in, and what had to be done to read it.

A byte order mark decides; else strict UTF-8; else the letters do, by what Arabic looks like in each charset. What a page
or its server declares is only a hint: it decides between charsets that fit about equally well.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from musnad.errors import NotTextError
from musnad.model import Note
from musnad.pages.labels import Label, in_head, labelled
from musnad.pages.letters import TABLES, WESTERN, Fit, fit, fits, sample, to_text
from musnad.pages.mojibake import mend

UTF8 = "UTF-8"
_ARABIC = "windows-1256"
_MARKS = (
    (b"\xef\xbb\xbf", UTF8),
    (b"\xff\xfe\0\0", "UTF-32LE"),
    (b"\0\0\xfe\xff", "UTF-32BE"),
    (b"\xff\xfe", "UTF-16LE"),
    (b"\xfe\xff", "UTF-16BE"),
)
_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\v\f\r\x1a\x1b\x1c\x1d\x1e\x1f"))
_HEAD = 1 << 16
_BINARY_SHARE, _NUL_SHARE, _LOST_SHARE = 0.02, 0.3, 0.1
_UTF8_SHARE = 0.5
_FEW = 0.02
_MARGIN = 6
_STRETCH = 8
_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_RAW = "[\udc80-\udcff]"
_WORD = f"{_RAW}++(?:[\x80-\u05ff](?=[\0-\x7f]|{_RAW}|\\Z))?"
_LOST = re.compile(_RAW)
_STRETCHES = re.compile(f"(?={_RAW}{{3}}){_WORD}(?:[\0-\x7f]{{0,8}}{_WORD})*+")
"""Bytes that are no UTF-8, as `surrogateescape` has them, at least three together, with what stands between their words. The
last letter of a word and a mark of punctuation may by chance make one character of UTF-8."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A page's text, the charset it was read in, and what the user should know about that."""

    text: str
    charset: str
    notes: tuple[Note, ...]


class _Reading(NamedTuple):
    """A text, its charset, why this one (for a declaration that is overruled), and the notes on how it was read."""

    text: str
    charset: str
    reason: str
    notes: tuple[Note, ...] = ()


def decode(source: str, content: bytes, *, declared: Sequence[str] = (), html: bool = False) -> Decoded:
    """The text of a page, and what must be said about how it was decoded.

    What cannot be read stands as U+FFFD; a byte order mark stays as U+FEFF; lone surrogates never come out.

    Args:
        source: what errors call the page.
        content: the bytes of the page.
        declared: labels of charsets that are claimed for it, the most trusted first.
        html: labels are also looked for in the page's head, NULs are let through, and mojibake is left to the caller.

    Raises:
        NotTextError: the bytes are binary, or in no charset that is read here.
    """
    labels = labelled([*declared, *(in_head(content) if html else ())])
    reading = _marked(source, content, html=html) or _unmarked(source, content, labels, html=html)
    notes = (*_overruled(reading, labels), *reading.notes)
    if html:
        return Decoded(reading.text, reading.charset, notes)
    text, mended = mend(reading.text)
    return Decoded(text, reading.charset, notes + mended)


def _marked(source: str, content: bytes, *, html: bool) -> _Reading | None:
    """The text behind a byte order mark, if there is one."""
    charset = next((charset for mark, charset in _MARKS if content.startswith(mark)), None)
    if charset is None:
        return None
    reason = f"its byte order mark says {charset}"
    if charset != UTF8:
        return _wide(source, content, charset, reason, html=html)
    _check_controls(source, content, html=html)
    return _strict(content, reason) or _broken(content, reason)


def _unmarked(source: str, content: bytes, labels: Sequence[Label], *, html: bool) -> _Reading:
    order = _order(content[:_HEAD])
    if order:
        return _wide(source, content, order, "every other byte is that of UTF-16", html=html)
    _check_controls(source, content, html=html)
    reading = _strict(content, "it is valid UTF-8")
    if reading:
        return reading
    part = sample(content)
    high = sum(byte > 0x7F for byte in part)
    if sum(map(len, _SEQUENCE.findall(part))) >= _UTF8_SHARE * high:
        return _broken(content, "it is UTF-8 with broken places")
    return _by_letters(source, content, high / len(part), labels)


def _overruled(reading: _Reading, labels: Sequence[Label]) -> tuple[Note, ...]:
    """A note if something else was declared, or nothing and the charset is not UTF-8."""
    if reading.text.isascii():
        return ()
    wrong = [label.written for label in labels if not reading.charset.startswith(label.charset)]
    if wrong:
        message = f"declared {' and '.join(wrong)}, but {reading.reason}: read as {reading.charset}"
    elif labels or reading.charset == UTF8 or reading.text.startswith("\ufeff"):
        return ()
    else:
        message = f"{reading.reason}: read as {reading.charset}"
    return (Note("input", message),)


def _strict(content: bytes, reason: str) -> _Reading | None:
    try:
        return _Reading(content.decode("utf-8"), UTF8, reason)
    except UnicodeDecodeError:
        return None


def _check_controls(source: str, content: bytes, *, html: bool) -> None:
    """Raises NotTextError for binary content; plain text may hold no control characters at all."""
    head = content[:_HEAD]
    controls = len(head) - len(head.translate(None, _CONTROLS))
    nuls = head.count(0) if controls else 0
    if html:
        if controls - nuls > _BINARY_SHARE * len(head) or nuls > _NUL_SHARE * len(head):
            raise NotTextError(source, f"no text: {controls} control characters in the first {len(head)} bytes")
        return
    place = next(i for i, byte in enumerate(head) if byte in _CONTROLS) if controls else content.find(0)
    if place >= 0:
        raise NotTextError(source, f"no text: byte {place} is a control character")


def _order(head: bytes) -> str | None:
    """UTF-16 without a byte order mark: every other byte is that of ASCII or of the Arabic letters."""
    if b"\0" not in head and b"\6" not in head:
        return None
    half = len(head) // 2
    even, odd = ((part.count(0) + part.count(6)) / max(half, 1) for part in (head[0::2], head[1::2]))
    if half >= 4 and max(even, odd) >= 0.8 and min(even, odd) <= 0.05:
        return "UTF-16LE" if odd > even else "UTF-16BE"
    return None


def _wide(source: str, content: bytes, charset: str, reason: str, *, html: bool) -> _Reading:
    """UTF-16 or UTF-32, with U+FFFD for what is broken."""
    text = content.decode(charset, "replace")
    head = text[:_HEAD]
    controls = sum(head.count(chr(code)) for code in _CONTROLS)
    lost = text.count("\ufffd")
    if controls > (_BINARY_SHARE * len(head) if html else 0) or lost > 1 + _LOST_SHARE * len(text):
        raise NotTextError(source, f"no text, though it begins like {charset}")
    notes = (Note("input", f"{charset} that is broken in {_places(lost)}; U+FFFD stands there"),) if lost else ()
    return _Reading(text, charset, reason, notes)


def _broken(content: bytes, reason: str) -> _Reading:
    """UTF-8 with broken bytes, and perhaps with stretches of windows-1256 in it."""
    escaped = content.decode("utf-8", "surrogateescape")
    stretches = list[tuple[int, int]]()

    def read(found: re.Match[str]) -> str:
        text = _stretch(found[0])
        if text is None:
            return found[0]
        stretches.append(found.span())
        return text

    text = _STRETCHES.sub(read, escaped).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    notes = list[Note]()
    if stretches:
        where = f"in {_places(len(stretches))}, first at byte {_byte(escaped, stretches[0][0])}"
        notes.append(Note("input", f"UTF-8 with {_ARABIC} in the middle of it, {where}: both are read"))
    lost = text.count("\ufffd") - escaped.count("\ufffd")
    if lost:
        start = _byte(escaped, _first_lost(escaped, stretches))
        where = "cut in its last character," if _is_cut(content[start:]) else f"broken in {_places(lost)}, first"
        notes.append(Note("input", f"UTF-8 that is {where} at byte {start}; what cannot be read stands as U+FFFD"))
    return _Reading(text, UTF8, reason, tuple(notes))


def _stretch(part: str) -> str | None:
    """Escaped bytes as windows-1256, if they are enough of them and Arabic."""
    if len(part) < _STRETCH or len(_LOST.findall(part)) < _STRETCH:
        return None
    text = to_text(part.encode("utf-8", "surrogateescape"), _ARABIC)
    return text if fit(text).arabic else None


def _first_lost(escaped: str, stretches: Iterable[tuple[int, int]]) -> int:
    """The place of the first byte that stands in no stretch."""
    place = 0
    for start, end in (*stretches, (len(escaped), 0)):
        found = _LOST.search(escaped, place, start)
        if found:
            return found.start()
        place = end
    return place


def _byte(escaped: str, place: int) -> int:
    return len(escaped[:place].encode("utf-8", "surrogateescape"))


def _is_cut(end: bytes) -> bool:
    """Whether this is the beginning of a character and no more."""
    try:
        end.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start == 0 and error.reason == "unexpected end of data"
    return False


def _by_letters(source: str, content: bytes, high: float, labels: Sequence[Label]) -> _Reading:
    """Text that is not UTF-8, in the charset in which its letters look most like a language.

    What is declared decides between charsets that fit about equally, and where none of ours does; `high` is the share of
    bytes beyond ASCII, a few of which do not make a page unreadable.
    """
    reason = f"it is not UTF-8 (byte {_first_broken(content)})"
    near = _near(fits(content))
    charset = next((label.charset for label in labels if label.charset in near), None)
    if charset is None and near[:1] in ([], [WESTERN]):
        for label in labels:
            text = label.text(content, western=bool(near))
            if text is not None:
                return _Reading(text, label.charset, reason)
    charset = charset or (near[0] if near else WESTERN)
    if not near and high > _FEW:
        raise NotTextError(source, f"{reason}, nor Arabic in {', '.join(tuple(TABLES)[1:])}; save it as UTF-8")
    return _Reading(to_text(content, charset), charset, reason)


def _near(found: dict[str, Fit]) -> list[str]:
    """The charsets in which the bytes make a language, the best first, as far as they fit about equally well."""
    order = sorted(found, key=lambda name: found[name].cost)
    limit = found[order[0]].cost + _MARGIN
    return [name for name in order if found[name].cost <= limit and (found[name].arabic or found[name].western)]


def _first_broken(content: bytes) -> int:
    """The place of the first byte that is no UTF-8."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return len(content)


def _places(number: int) -> str:
    return "1 place" if number == 1 else f"{number} places"
