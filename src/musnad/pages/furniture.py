"""Which lines of a page, and which stretches of lines, are no article: phrases, lists of sections, blocks, page ends."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from musnad.lexicon import Lexicon, Row
from musnad.model import Span
from musnad.pages.lines import Line, Word, sentence_ends
from musnad.pages.phrases import Hit, Phrases
from musnad.pages.sections import Sections

_SHORT = 120
_TEASER = 160
_TAGS = 25
_END_WORDS = 6
_STRAY_LETTERS = 2
_STRAY_WORDS = 3
_URLS = ("http://", "https://", "www.")


@dataclass(frozen=True, slots=True)
class Mark:
    """What a line shows by itself: the stretches that are furniture, the rows that say so, and the block that it opens."""

    spans: tuple[Span, ...] = ()
    rows: tuple[Row, ...] = ()
    whole: bool = False
    opens: str = ""


PLAIN = Mark()


class Furniture:
    """Finds furniture by the tables of one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        rows = [(row["phrase"], row) for row in lexicon["pages/furniture"]]
        self._phrases = Phrases((phrase, row) for phrase, row in rows if row["scope"] != "end")
        self._ends = Phrases((phrase, row) for phrase, row in rows if row["scope"] == "end")
        self._sections = Sections(lexicon)

    def marks(self, lines: Sequence[Line]) -> list[Mark]:
        """One mark a line, after the whole page has been seen: blocks run on, and what follows a page's end is furniture."""
        alone = [self._mark(line) for line in lines]
        last = next((n for n in range(len(lines) - 1, -1, -1) if lines[n].prose and not alone[n].whole), -1)
        for place in range(max(last, 0), len(lines)):
            if not alone[place].whole:
                alone[place] = self._tagged(lines[place], alone[place])
            if place > last >= 0 and not alone[place].whole:
                alone[place] = self._ended(lines[place], alone[place])
        return _closed(lines, _blocks(lines, alone))

    def _mark(self, line: Line) -> Mark:
        hits = tuple(self._phrases.within(line.forms))
        if len(line.text) <= _TEASER:
            if hits and (_covered(line, hits) or _headed(line, hits[0])):
                return Mark((line.span,), tuple(hit.row for hit in hits), True, _opened(line, hits))
            if self._sections.listed(line) or _is_contact(line.text):
                return Mark((line.span,), whole=True)
        cuts = [(hit.row, span) for hit in hits if (span := _cut(line, hit))]
        if not cuts:
            return PLAIN
        whole = any(span == line.span for _, span in cuts)
        return Mark(_merged(span for _, span in cuts), tuple(row for row, _ in cuts), whole)

    def _ended(self, line: Line, mark: Mark) -> Mark:
        """The mark of a short line below the last paragraph, where a single word is enough."""
        hits = [] if line.stopped or len(line.forms) > _TAGS else list(self._ends.within(line.forms))
        if not hits or (len(line.forms) > _END_WORDS and not _is_label(line, hits[0])):
            return mark
        return Mark((line.span,), (hits[0].row,), True)

    def _tagged(self, line: Line, mark: Mark) -> Mark:
        """The mark with the list of tags that may end an article's last line: «... . سمات ...»."""
        hits = [hit for hit in self._phrases.within(line.forms) if hit.row["scope"] == "tail"]
        if not hits or len(line.words) - hits[-1].first > _TAGS or line.stopped:
            return mark
        start = line.words[hits[-1].first].start
        if start != line.span.start and not sentence_ends(line.text, start - line.span.start):
            return mark
        span = Span(start, line.span.end)
        return Mark(_merged((*mark.spans, span)), (*mark.rows, hits[-1].row), span == line.span)


def _covered(line: Line, hits: Sequence[Hit]) -> bool:
    """Whether a line is made of such phrases, numbers and single letters, or of several with a few words between.

    A counter needs a number; words between are allowed where one of the phrases is of several words, so that no other
    reading is left.
    """
    numbered = any(form.isdigit() for form in line.forms)
    if not numbered and all(hit.row["kind"] == "counter" and hit.last - hit.first == 1 for hit in hits):
        return False
    inside = {place for hit in hits for place in range(hit.first, hit.last)}
    stray = [
        form
        for place, form in enumerate(line.forms)
        if place not in inside and not form.isdigit() and len(form) > _STRAY_LETTERS
    ]
    several = len(hits) > 1 and any(hit.last - hit.first > 1 for hit in hits)
    return not stray or (several and len(stray) <= min(_STRAY_WORDS, len(inside)) and not line.stopped)


def _headed(line: Line, hit: Hit) -> bool:
    """Whether a short line begins with a phrase that makes it furniture whatever follows."""
    if any(not form.isdigit() for form in line.forms[: hit.first]):
        return False
    if hit.row["scope"] == "inline":
        return _cut(line, hit) == line.span
    return hit.row["scope"] == "head" and len(line.text) <= _SHORT and not line.stopped


def _is_label(line: Line, hit: Hit) -> bool:
    """Whether a phrase at the head of a line is followed by a colon."""
    after = line.words[hit.last - 1].end - line.span.start
    return hit.first == 0 and line.text[after:].lstrip().startswith(":")


def _opened(line: Line, hits: Sequence[Hit]) -> str:
    for hit in hits:
        if hit.row["opens"] == "always" or (hit.row["opens"] == "alone" and _is_last(line, hit)):
            return hit.row["kind"]
    return ""


def _is_last(line: Line, hit: Hit) -> bool:
    return all(form.isdigit() for form in line.forms[hit.last :])


def _cut(line: Line, hit: Hit) -> Span | None:
    """The stretch of a line from a phrase to where the teaser ends; nothing where the phrase stands inside a sentence."""
    if hit.row["scope"] != "inline":
        return None
    start = line.words[hit.first].start
    inside = start - line.span.start
    if not sentence_ends(line.text, inside):
        return None
    if inside <= _SHORT and not any(char.isalnum() for char in line.text[:inside]):
        start = line.span.start
    return Span(start, _teaser_end(line, line.words[hit.last - 1]))


def _teaser_end(line: Line, last: Word) -> int:
    """Where a teaser in mid-text ends: at the line's end if that is near, else at a full stop or a wide gap, else at once."""
    after = last.end - line.span.start
    rest = line.text[after : after + _TEASER + 2]
    stop = _first_stop(rest)
    if len(line.text) - after <= _TEASER and stop >= len(rest) - 1:
        return line.span.end
    if stop < len(rest):
        return last.end + stop + (rest[stop] == ".")
    return last.end


def _first_stop(rest: str) -> int:
    """The first full stop before a space, or gap of two spaces, behind at least one word; the length if there is none."""
    seen = False
    for place, char in enumerate(rest):
        following = rest[place + 1 : place + 2]
        seen = seen or char.isalnum()
        if seen and char == "." and following.isspace() and rest[place - 1] != ".":
            return place
        if seen and char == " " and following == " ":
            return place
    return len(rest)


def _is_contact(text: str) -> bool:
    """Whether a line holds nothing but addresses, handles and hashtags."""
    return all(part.startswith((*_URLS, "#", "@")) or ("@" in part and "." in part) for part in text.split())


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def _blocks(lines: Sequence[Line], alone: Sequence[Mark]) -> list[Mark]:
    """Blocks run from the line that opens them to the next paragraph of prose.

    A block of comments that more prose stands before than after runs to the page's end.
    """
    lengths = [len(line.text) if line.prose and not mark.whole else 0 for line, mark in zip(lines, alone, strict=True)]
    total, before, block, marks = sum(lengths), 0, "", list(alone)
    for place, mark in enumerate(alone):
        if mark.opens == "comments":
            block = "comments" if before and before > total - before else block
        elif mark.opens:
            block = block or mark.opens
        elif not mark.whole and block:
            block = "" if lengths[place] and block != "comments" else block
            marks[place] = Mark((lines[place].span,), whole=True) if block else mark
        before += lengths[place]
    return marks


def _closed(lines: Sequence[Line], marks: list[Mark]) -> list[Mark]:
    """Behind the first furniture after the last paragraph, everything is furniture; a page without paragraphs has no end."""
    paragraphs = [place for place, line in enumerate(lines) if line.prose and not marks[place].whole]
    if not paragraphs:
        return marks
    closing = False
    for place in range(paragraphs[-1], len(lines)):
        if closing and not marks[place].whole:
            marks[place] = Mark((lines[place].span,), whole=True)
        closing = closing or bool(marks[place].spans and marks[place].spans[-1].end == lines[place].span.end)
    return marks
