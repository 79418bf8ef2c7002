"""What stands around the article's paragraphs: title, bylines, datelines, captions, and the credit before the first dash."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from musnad.lexicon import Lexicon, Row
from musnad.model import Page, Span, Zone, ZoneKind
from musnad.pages.furniture import Mark
from musnad.pages.html import Framed
from musnad.pages.lines import Line, Piece, forms, same_title
from musnad.pages.phrases import Hit, Phrases
from musnad.pages.sections import Sections

_SHORT = 90
_TITLE = 220
_TITLE_LINES = 15
_PIECE_WORDS = 4
_DATE_WORDS = 8
_LONELY_DATE_WORDS = 3
_OPENING = 110
_PERSON_WORDS = (2, 4)
_NAME_WORDS = (2, 6)
_YEAR = re.compile(r"(?<!\d)(?:1[3-5]|19|20)\d\d(?!\d)")
_NUMERIC_DATE = re.compile(r"(?<!\d)\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?!\d)")
_DASHES = frozenset("–—-:ـ")
_OPENS = re.compile(r"[«\"“”(]")
_BEFORE = re.compile(r"(\w{1,8})\s?\Z")
_QUOTED = re.compile(r"[«\"“”(]([^«»\"“”()\n]{3,40})[»\"“”)]")
_BEFORE_CHARS = 9
_LABEL_WORDS = 5
_NUMBERS_OF_A_DATE = 2
_OPENING_WORDS = 3
_PLACE_WORDS = 2
_OUTLETS_IN = frozenset({"copyright", "app", "follow"})


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page shows of itself beside its article."""

    title: int | None
    kinds: dict[int, ZoneKind]
    openings: dict[int, Zone]
    own: frozenset[str]


class Heading:
    """Reads what stands above, below and before the paragraphs, by the tables of one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.sections = Sections(lexicon)
        self._given_names = lexicon["gazetteers/given_names"].folded("words")
        self._cues = Phrases((row["phrase"], row) for row in lexicon["pages/cues"])
        self._owning = {form for row in lexicon["pages/cues"] if row["kind"] == "own" for form in forms(row["phrase"])}
        self._sources = Phrases(
            (form, row) for row in lexicon["pages/sources"] for form in (row["name"], *row.list("forms"))
        )

    def shown(self, page: Page, lines: Sequence[Line], marks: Sequence[Mark], framed: Framed) -> Shown:
        """Title, bylines, datelines and captions by line; datelines that open a paragraph by their place.

        What the layout of an HTML page says of a line, in `framed`, goes before what its words say.
        """
        known = self._own_names(page, lines, marks)
        paragraphs = [n for n, line in enumerate(lines) if line.prose and not marks[n].whole and n not in framed.kinds]
        first = paragraphs[0] if paragraphs else len(lines)
        free = [n for n in range(min(len(lines), _TITLE_LINES)) if not marks[n].whole and n not in framed.kinds]
        title = self._title(page, lines, free, first, known) if framed.title is None else framed.title
        if title == first:
            first = next((n for n in paragraphs if n > first), len(lines))
        kinds: dict[int, ZoneKind] = {} if title is None else {title: "title"}
        for place, line in enumerate(lines):
            if place == title or marks[place].whole:
                continue
            if place in framed.kinds:
                kinds[place] = framed.kinds[place]
                continue
            head = place < first and bool(paragraphs)
            if title is not None and place < title and self._is_label(lines, place):
                kinds[place] = "furniture"
                continue
            kind = self._kind(line, known) if head else self._lone_credit(line)
            if not kind and head and place > (title or 0) and place in framed.doubtful and self._is_name(line):
                kind = "byline"
            if kind or place in framed.doubtful:
                kinds[place] = kind or "furniture"
        openings = {n: opening for n in paragraphs if n not in kinds and (opening := self._opening(lines[n], known))}
        return Shown(title, kinds, openings, known)

    def sources(self, words: Sequence[str]) -> tuple[Row, ...]:
        """The agencies and outlets that a few words name."""
        return tuple(hit.row for hit in self._sources.within(words))

    def is_credit(self, words: Sequence[str]) -> bool:
        """Whether words say nothing but where a text comes from: «المصدر: وكالات», «أ ف ب»."""
        hits = [
            *self._sources.within(words),
            *(hit for hit in self._cues.within(words) if hit.row["kind"] == "special"),
        ]
        inside = {place for hit in hits for place in range(hit.first, hit.last)}
        return any("forms" in hit.row.index for hit in hits) and all(
            place in inside or form.isdigit() for place, form in enumerate(words)
        )

    def _title(
        self, page: Page, lines: Sequence[Line], free: Sequence[int], first: int, known: frozenset[str]
    ) -> int | None:
        if page.title and (wanted := forms(page.title)):
            return next((n for n in range(min(len(lines), _TITLE_LINES)) if same_title(lines[n].forms, wanted)), None)
        for place in free:
            line = lines[place]
            if place > first or len(line.text) > _TITLE or line.stopped or place == len(lines) - 1:
                return None
            if len(line.forms) > 1 and not self._is_lonely(line, known) and not self._is_label(lines, place):
                return place
        return None

    def _is_label(self, lines: Sequence[Line], place: int) -> bool:
        """Whether a line above the title names a section, or stands as the outlet's name over one that does."""
        over = (
            len(lines[place].forms) <= _PIECE_WORDS
            and place + 1 < len(lines)
            and self.sections.labels(lines[place + 1])
        )
        return self.sections.labels(lines[place]) or over or self._is_masthead(lines, place)

    def _is_masthead(self, lines: Sequence[Line], place: int) -> bool:
        """Whether a short line stands over a date under which the title follows: the paper's name."""
        if len(lines[place].forms) > _PIECE_WORDS or place + 3 >= len(lines):
            return False
        date, title = lines[place + 1], lines[place + 2]
        headed = not (title.prose or title.stopped) and len(title.forms) > _PIECE_WORDS
        return headed and not date.prose and _is_dated(date, _DATE_WORDS)

    def _is_lonely(self, line: Line, known: frozenset[str]) -> bool:
        """Whether a line above the title can be nothing but a dateline, a byline or a credit."""
        dated = _is_dated(line, _LONELY_DATE_WORDS)
        cue = self._cues.at(line.forms, 0)
        labelled = cue is not None and cue.row["kind"] in {"byline", "date"} and _labels(line, cue)
        names = [piece for piece in line.pieces if self._is_own(piece.forms, known)]
        short = all(len(piece.forms) <= _PIECE_WORDS for piece in line.pieces)
        return dated or labelled or self.is_credit(line.forms) or (bool(names) and short)

    def _kind(self, line: Line, known: frozenset[str]) -> ZoneKind | None:
        """What a short line between title and paragraphs is; nothing where it may be part of the article."""
        if len(line.text) > _SHORT or line.stopped or line.prose or not line.forms:
            return None
        cue = self._cues.at(line.forms, 0)
        if _is_age(line, cue):
            return "dateline"
        if cue and cue.row["kind"] in {"byline", "caption"} and _labels(line, cue):
            return "byline" if cue.row["kind"] == "byline" else "caption"
        if (cue and cue.row["kind"] == "date" and _labels(line, cue)) or _is_dated(line, _DATE_WORDS):
            return "dateline"
        parts = line.pieces
        if any(len(part.forms) > _PIECE_WORDS for part in parts):
            return None
        return self._divided(line, parts, known)

    def _divided(self, line: Line, parts: Sequence[Piece], known: frozenset[str]) -> ZoneKind | None:
        own = [n for n, part in enumerate(parts) if self._is_own(part.forms, known) or self.is_credit(part.forms)]
        dashed = parts[0].divider in "–—-/ـ" and parts[0].divider != ""
        hyphened = dashed and len(parts) == 2 and len(line.forms) <= _DATE_WORDS - 2
        trailing = dashed and len(parts) == 1 and len(line.forms) > 1
        if not (own and len(line.forms) <= _DATE_WORDS) and not hyphened and not trailing:
            return "dateline" if self._is_from(line, known) else None
        return "byline" if own and own[0] > 0 and self._is_person(parts[0].forms) else "dateline"

    def _is_name(self, line: Line) -> bool:
        """Whether a line is a few words that begin with a given name, behind a letter that stands for a degree or none."""
        words = line.forms[1:] if line.forms and len(line.forms[0]) == 1 else line.forms
        if not _NAME_WORDS[0] <= len(words) <= _NAME_WORDS[1] or line.stopped or not _is_bare(line.text):
            return False
        return words[0] in self._given_names and not self.sections.labels(line)

    def _is_person(self, words: Sequence[str]) -> bool:
        hit = self._cues.at(words, 0)
        return _PERSON_WORDS[0] <= len(words) <= _PERSON_WORDS[1] and not (
            hit and hit.row["kind"] in {"place", "special"}
        )

    def _is_own(self, words: Sequence[str], known: frozenset[str]) -> bool:
        """Whether words are, as a whole, the name of an agency, of an outlet, or of this page's outlet."""
        if not words:
            return False
        hit = self._sources.at(words, 0)
        return (hit is not None and hit.last == len(words)) or " ".join(words) in known

    def _is_from(self, line: Line, known: frozenset[str]) -> bool:
        """Whether the line is «OUTLET من PLACE», with a place of two words at most."""
        before = self.before_from(line.forms)
        return len(line.forms) - len(before) <= _PLACE_WORDS + 1 and self._is_own(before, known)

    def before_from(self, words: Sequence[str]) -> tuple[str, ...]:
        """The words before «من», where the outlet may stand; none where there is no such word."""
        hits = (hit for hit in self._cues.within(words) if hit.row["kind"] == "from")
        return next((tuple(words[: hit.first]) for hit in hits), ())

    def _lone_credit(self, line: Line) -> ZoneKind | None:
        """What a short line below the first paragraph is, where only a credit is clear."""
        if len(line.text) > _SHORT or not line.forms or line.prose:
            return None
        cue = self._cues.at(line.forms, 0)
        if _is_age(line, cue):
            return "dateline"
        if cue and cue.row["kind"] == "byline" and _labels(line, cue, colon=True):
            return "byline"
        return "byline" if self.is_credit(line.forms) else None

    def _opening(self, line: Line, known: frozenset[str]) -> Zone | None:
        """The dateline that opens a paragraph, such as «القاهرة – أ ف ب –», up to its last dash or colon."""
        end, credited, kind = 0, False, "dateline"
        for place, piece in enumerate(line.opening(_OPENING)):
            dated = any(form.isdigit() for form in piece.forms)
            if len(piece.forms) > (_DATE_WORDS if dated else _OPENING_WORDS) or not piece.divider:
                break
            if not credited:
                credited = self._is_own(piece.forms, known) or self.is_credit(piece.forms)
                person = place == 0 and not credited and self._is_person(piece.forms)
                kind = "byline" if person else kind
            elif len(piece.forms) > 1 or (piece.forms and piece.divider == ":"):
                break
            if credited and piece.divider[0] in _DASHES:
                end = piece.end
        return Zone(Span(line.start, end), "byline" if kind == "byline" else "dateline") if end else None

    def _own_names(self, page: Page, lines: Sequence[Line], marks: Sequence[Mark]) -> frozenset[str]:
        """Folded names by which the page may call its own outlet.

        That is: as given; or as a short line shows it, where the text says «to ...» of it or the furniture repeats it.
        """
        found = {" ".join(forms(page.outlet))} if page.outlet else set()
        said = {
            " ".join(forms(quote))
            for line in lines
            if (line.prose or line.stopped) and not self._owning.isdisjoint(line.forms)
            for word, quote in _quotes(line.text)
            if (cue := self._cues.at(forms(word), 0)) and cue.row["kind"] == "own"
        }
        repeated = "|".join(
            " ".join(line.forms)
            for line, mark in zip(lines, marks, strict=True)
            if mark.whole and any(row["kind"] in _OUTLETS_IN for row in mark.rows)
        )
        for line, mark in zip(lines[: 2 * _TITLE_LINES], marks, strict=False):
            if mark.whole or line.prose or len(line.text) > _SHORT:
                continue
            for words in (*(piece.forms for piece in line.pieces), self.before_from(line.forms)):
                name = " ".join(words)
                if 1 < len(words) <= _PIECE_WORDS and (name in said or f" {name}" in repeated):
                    found.add(name)
        return frozenset(found - {""})


def _quotes(text: str) -> Iterator[tuple[str, str]]:
    """What stands in short quotation marks or brackets, behind the end of the word before it."""
    place = 0
    for sign in _OPENS.finditer(text):
        first = sign.start()
        word = _BEFORE.search(text, max(place, first - _BEFORE_CHARS), first) if first > place else None
        if word and (quote := _QUOTED.match(text, first)):
            yield word[1], quote[1]
            place = quote.end()


def _is_dated(line: Line, words: int) -> bool:
    """Whether a line of at most so many words beside its numbers states a day: day and year, or all in figures."""
    if sum(not form.isdigit() for form in line.forms) > words:
        return False
    numbers = sum(form[0].isdigit() for form in line.forms)
    return bool(_NUMERIC_DATE.search(line.text) or (numbers >= _NUMBERS_OF_A_DATE and _YEAR.search(line.text)))


def _is_bare(text: str) -> bool:
    return not any(char.isdigit() or char in ':؛؟!«»"()|' for char in text)


def _is_age(line: Line, cue: Hit | None) -> bool:
    """Whether a line says how long ago something appeared, and nothing else: «منذ 3 ساعات»."""
    if cue is None or cue.row["kind"] != "ago" or len(line.forms) > _PIECE_WORDS:
        return False
    return any(form.isdigit() for form in line.forms) and not line.stopped


def _labels(line: Line, cue: Hit, *, colon: bool = False) -> bool:
    """Whether a cue at the head of a line labels what follows: a few words, behind a colon or slash if that is asked."""
    after = line.text[line.words[cue.last - 1].end - line.start :].lstrip()
    if colon and not after.startswith((":", "/", "-", "–")):
        return False
    return len(line.forms) - cue.last <= _LABEL_WORDS and (
        after.startswith((":", "/", "-", "–")) or len(line.forms) <= 5
    )
