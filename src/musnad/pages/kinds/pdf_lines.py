"""Glyphs of a PDF page -> lines of text in the order of reading, worked out from where they stand.

PDFs keep Arabic in the order of drawing, and readers turn some words back and others not. Where each glyph stands on the
page is certain: a line is read from its right edge, and what stands from left to right in it, numbers and Latin words, is
kept as it is.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

_LATIN = "A-Za-z\u00c0-\u024f"
_DIGITS = "0-9\u0660-\u0669\u06f0-\u06f9"
_LEFT_TO_RIGHT = re.compile(
    rf"[{_LATIN}](?:[{_LATIN}{_DIGITS} .,'&/:@_+#?=%-]*[{_LATIN}{_DIGITS}])?|[{_DIGITS}]+(?:[.,/:٫٬][{_DIGITS}]+)*"
)
_ARABIC = "\u0620-\u065f\u066e-\u06d5\u06fa-\u06ff\ufb50-\ufdff\ufe70-\ufefc"
_RIGHT_TO_LEFT = re.compile(rf"[{_ARABIC}](?:[{_ARABIC}{_DIGITS} .,،؛/:()«»-]*[{_ARABIC}])?")
_ARABIC_LETTER, _LATIN_LETTER = re.compile(f"[{_ARABIC}]"), re.compile(f"[{_LATIN}]")
# A wide bracket leaves a gap on its inner side.
_INNER_GAP = re.compile(r"(?<=[\[({«]) | (?=[\])}»،؛])")
_FORMS = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")
_OPENING, _CLOSING = "([{«<‹", ")]}»>›"
_MIRROR = str.maketrans(_OPENING + _CLOSING, _CLOSING + _OPENING)
_FULL_LENGTH = 30
"""The shortest line, in characters, that can be full: a headline or a cell may be shorter and end where it likes."""
_ENDS = tuple('.!?؟:؛…»"”')
_SPACE_GAP, _LINE_STEP, _FULL, _PARAGRAPH_GAP = 0.12, 0.5, 0.88, 1.7


class Glyph(NamedTuple):
    """A character and where it stands, in points: its edges, the line that it stands on, its height; y grows upwards."""

    char: str
    left: float
    right: float
    base: float
    height: float


class Line(NamedTuple):
    """A line of text and where it stands."""

    text: str
    left: float
    right: float
    base: float


def read_lines(glyphs: Sequence[Glyph]) -> list[Line]:
    """The lines of a page in the order in which they were drawn, brackets the right way round."""
    lines = [line for found in _split(glyphs) if (line := _line(found)).text]
    mirror = _MIRROR if _brackets_are_mirrored(line.text for line in lines) else {}
    return [Line(_INNER_GAP.sub("", line.text.translate(mirror)), *line[1:]) for line in lines]


def paragraphs(lines: Sequence[Line]) -> str:
    """The lines as text, a paragraph a line: a line that is full and ends no sentence goes on in the next."""
    if not lines:
        return ""
    widths = sorted(line.right - line.left for line in lines)
    full = _FULL * widths[(9 * len(widths)) // 10]
    steps = [a.base - b.base for a, b in pairwise(lines) if a.base > b.base]
    step = median(steps) if steps else 0.0
    out = [lines[0].text]
    for above, line in pairwise(lines):
        near = 0 < above.base - line.base <= _PARAGRAPH_GAP * step
        goes_on = (
            near
            and above.right - above.left >= full
            and len(above.text) >= _FULL_LENGTH
            and not above.text.endswith(_ENDS)
        )
        out.append(" " if goes_on else "\n")
        out.append(line.text)
    return "".join(out)


def plain(text: str) -> str:
    """A text with presentation forms as plain letters; nothing else is touched."""
    return _FORMS.sub(_plain_letter, text)


def is_sideways(glyphs: Sequence[Glyph]) -> bool:
    """Whether most of a page is written up or down it, so that lines cannot be read from its edges."""
    drawn = [glyph for glyph in glyphs if glyph.char.strip()]
    steps = [abs(b.base - a.base) > abs(b.left - a.left) for a, b in pairwise(drawn)]
    return sum(steps) > 0.5 * len(steps) and len(steps) > 3


def _plain_letter(found: re.Match[str]) -> str:
    letter = unicodedata.normalize("NFKC", found[0])
    return letter.lstrip(" \u0640") if len(letter) > 1 and letter[0] in " \u0640" else letter


def _split(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """The glyphs of each line: a line ends where one is marked, or where the next glyph stands higher or lower."""
    line: list[Glyph] = []
    base = height = 0.0
    for glyph in glyphs:
        if glyph.char in "\r\n":
            if line:
                yield line
            line = []
            continue
        stands = not glyph.char.isspace() and not unicodedata.combining(glyph.char)
        height = max(height, glyph.height) if line else glyph.height
        if stands and line and abs(glyph.base - base) > _LINE_STEP * max(height, 1.0):
            yield line
            line, height = [], glyph.height
        if stands:
            base = glyph.base
        if stands or line:
            line.append(glyph)
    if line:
        yield line


def _line(glyphs: list[Glyph]) -> Line:
    drawn = [glyph for glyph in glyphs if glyph.char.strip()]
    if not drawn:
        return Line("", 0.0, 0.0, 0.0)
    text = "".join(glyph.char for glyph in glyphs)
    arabic, latin = len(_ARABIC_LETTER.findall(text)), len(_LATIN_LETTER.findall(text))
    if arabic:
        visual = _visual(glyphs)
        text = _turned(visual) if arabic >= latin else _RIGHT_TO_LEFT.sub(lambda run: _turned(run[0]), visual)
    left, right = min(glyph.left for glyph in drawn), max(glyph.right for glyph in drawn)
    return Line(plain(" ".join(text.split())), left, right, drawn[0].base)


def _visual(glyphs: list[Glyph]) -> str:
    """The characters of a line from left to right as they are seen.

    Between letters there is a space where one was drawn between their words, wherever it is said to stand; beside a mark
    there is one where there is a gap, as readers misplace the spaces around marks.
    """
    word = 0
    drawn: list[tuple[Glyph, int]] = []
    for glyph in glyphs:
        if glyph.char.strip():
            drawn.append((glyph, word))
        else:
            word += 1
    # One glyph may stand for several letters, which come in the order of reading and stand in one place.
    drawn.reverse()
    drawn.sort(key=lambda item: (item[0].right, item[0].left))
    _place_marks(drawn)
    out = [drawn[0][0].char]
    for (before, word_before), (glyph, word) in pairwise(drawn):
        if _is_letter(before.char) and _is_letter(glyph.char):
            parted = word_before != word
        else:
            parted = glyph.left - before.right > _SPACE_GAP * max(glyph.height, before.height)
        out.append(f" {glyph.char}" if parted else glyph.char)
    return "".join(out)


def _is_letter(char: str) -> bool:
    return char.isalnum() or unicodedata.combining(char) > 0


def _place_marks(ordered: list[tuple[Glyph, int]]) -> None:
    """Puts a vowel sign to the left of the letter above which it stands, which is behind it in the order of reading."""
    for place in range(len(ordered) - 1):
        (mark, _), (letter, _) = ordered[place + 1], ordered[place]
        inside = letter.left <= (mark.left + mark.right) / 2 <= letter.right
        if unicodedata.combining(mark.char) and inside and not unicodedata.combining(letter.char):
            ordered[place], ordered[place + 1] = ordered[place + 1], ordered[place]


def _turned(visual: str) -> str:
    """What is seen from left to right in the order of reading from right to left."""
    out: list[str] = []
    place = 0
    for run in _LEFT_TO_RIGHT.finditer(visual):
        out.append(visual[place : run.start()][::-1])
        place = run.end()
        out.append(run[0])
    out.append(visual[place:][::-1])
    # The stretches between numbers and Latin words were taken from left to right: the whole is turned last.
    return "".join(reversed(out))


def _brackets_are_mirrored(texts: Iterable[str]) -> bool:
    """Whether more brackets close before they open than the other way round."""
    marks = [char in _OPENING for text in texts for char in text if char in _OPENING or char in _CLOSING]
    pairs = list(pairwise(marks))
    return sum(not a and b for a, b in pairs) > sum(a and not b for a, b in pairs)
