"""The stage that says what each stretch of a page is: title, byline, dateline, body, caption or furniture.

Zones follow each other in the order of the text and cover all that is not white space; nothing is deleted. Of an HTML page
the layout says first which lines are the article; what is left is judged by its words, as on a page of plain text.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from operator import itemgetter

from musnad.lexicon import Lexicon
from musnad.model import Document, Note, Page, Span, Zone, ZoneKind
from musnad.pages.furniture import Furniture, Mark
from musnad.pages.heading import Heading, Shown
from musnad.pages.html import Framed, Framer
from musnad.pages.languages import ARABIC, UNKNOWN, Languages
from musnad.pages.lines import Line, lines
from musnad.pages.metadata import Describer
from musnad.pages.stated import Chooser

_PLAIN = Framed({})
_Part = tuple[int, int, ZoneKind]
"""A stretch of the text, half open, and what it is."""


class Zones:
    """The stage as a callable: fills `zones`, `passages` and `metadata`."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._framer = Framer(lexicon)
        self._chooser = Chooser(lexicon)
        self._languages = Languages(lexicon)
        self._furniture = Furniture(lexicon)
        self._heading = Heading(lexicon)
        self._describer = Describer(lexicon, self._heading)

    def __call__(self, document: Document) -> Document:
        """The document with its zones and with what the page shows of itself."""
        page = document.page
        found = lines(page.text)
        framed = self._framed(page, found)
        kept = [place for place in range(len(found)) if framed.kinds.get(place) != "furniture"]
        article = [found[place] for place in kept]
        marks = self._furniture.marks(article)
        shown = self._heading.shown(page, article, marks, framed.of(kept))
        metadata = self._describer.describe(page, article, marks, shown)
        numbers = {place: number for number, place in enumerate(kept)}
        zones: list[_Part] = []
        for place, line in enumerate(found):
            number = numbers.get(place)
            if number is None:
                zones.append((line.start, line.start + len(line.text), "furniture"))
            else:
                zones += _parts(page.text, number, line, marks[number], shown)
        said = (line.text for place, line in enumerate(article) if not marks[place].whole)
        language = self._languages.of(said)
        return replace(
            document,
            zones=tuple(_joined(zones)),
            passages=framed.passages,
            metadata=replace(metadata, language=language),
            notes=(*document.notes, *_foreign(language)),
        )

    def _framed(self, page: Page, found: Sequence[Line]) -> Framed:
        if page.layout is None:
            return _PLAIN
        titles = dict.fromkeys((*([page.title] if page.title else []), *self._chooser.titles(page.facts)))
        return self._framer.frame(page, page.layout, found, tuple(titles))


def make_zones(lexicon: Lexicon) -> Zones:
    """The stage for a lexicon."""
    return Zones(lexicon)


def _foreign(language: str) -> Iterator[Note]:
    if language not in {ARABIC, UNKNOWN}:
        yield Note("zones", f"the page is not in Arabic ({language}): its words are not read")


def _parts(text: str, place: int, line: Line, mark: Mark, shown: Shown) -> Iterator[_Part]:
    """The zones of one line, from left to right."""
    kind: ZoneKind = "furniture" if mark.whole and place != shown.title else shown.kinds.get(place, "body")
    if mark.whole or not (mark.spans or place in shown.openings):
        yield line.start, line.start + len(line.text), kind
        return
    cuts: list[tuple[Span, ZoneKind]] = [(span, "furniture") for span in mark.spans]
    opening = shown.openings.get(place)
    if opening and not any(span.overlaps(opening.span) for span, _ in cuts):
        cuts.insert(0, (opening.span, opening.kind))
    start = line.start
    for span, cut_kind in (*cuts, (Span(line.span.end, line.span.end), kind)):
        yield from _zone(text, start, span.start, kind)
        yield from _zone(text, span.start, span.end, cut_kind)
        start = span.end


def _zone(text: str, start: int, end: int, kind: ZoneKind) -> Iterator[_Part]:
    stretch = text[start:end]
    if bare := stretch.strip():
        first = start + len(stretch) - len(stretch.lstrip())
        yield first, first + len(bare), kind


def _joined(parts: Sequence[_Part]) -> Iterator[Zone]:
    """Neighbours of one kind as one zone; a title and a byline stay lines of their own."""
    for kind, alike in groupby(parts, key=itemgetter(2)):
        stretches = list(alike)
        yield Zone(Span(stretches[0][0], stretches[-1][1]), kind)
