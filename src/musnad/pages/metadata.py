"""What the page shows of itself: title, byline, outlet, credits, and its date where that is plain ISO."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from musnad.lexicon import Lexicon
from musnad.model import Metadata, Page, Span
from musnad.pages.furniture import Mark
from musnad.pages.heading import Heading, Shown
from musnad.pages.lines import Line, Piece, Word, forms, trimmed
from musnad.pages.phrases import Phrases
from musnad.pages.stated import Chooser

_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/](\d{1,2})[-/](\d{1,2})(?!\d)")
_ENGLISH = re.compile(r"(?<!\d)(\d{1,2})[-/](\d{1,2})[-/]((?:19|20)\d\d)(?!\d)")
_TAIL = 60
_NAME_WORDS = 4
_OUTLET_WORDS = 5
_BESIDE = " |-–—.:;»«·•/\\"
_TAIL_MARKS = '.!؟?(-–—"”»'


class Describer:
    """Draws the metadata from the zones, by the tables of one lexicon."""

    def __init__(self, lexicon: Lexicon, heading: Heading) -> None:
        self._heading = heading
        self._chooser = Chooser(lexicon)
        self._bylines = Phrases((row["phrase"], row) for row in lexicon["pages/cues"] if row["kind"] == "byline")
        self._media = Phrases((row["phrase"], row) for row in lexicon["pages/cues"] if row["kind"] == "media")
        self._exclusive = Phrases((row["phrase"], row) for row in lexicon["pages/cues"] if row["kind"] == "exclusive")
        self._furniture = Phrases((row["phrase"], row) for row in lexicon["pages/furniture"] if row["names"])

    def describe(self, page: Page, lines: Sequence[Line], marks: Sequence[Mark], shown: Shown) -> Metadata:
        """The metadata of a page; what is given beside the page wins over what it shows."""
        title = None if shown.title is None else trimmed(page.text, lines[shown.title].span)
        bylines = [n for n, kind in sorted(shown.kinds.items()) if kind == "byline"]
        datelines = [lines[n].text for n, kind in sorted(shown.kinds.items()) if kind in {"byline", "dateline"}]
        outlet = page.outlet or self._beside(page, title) or self._outlet(page, lines, marks, shown)
        return Metadata(
            title=title,
            byline=self._byline(page, lines, bylines),
            outlet=outlet,
            credits=tuple(dict.fromkeys(self._credits(outlet, page.text, lines, marks, shown))),
            published=next((day for text in datelines if (day := stated_day(text))), None),
        )

    def _byline(self, page: Page, lines: Sequence[Line], places: Sequence[int]) -> Span | None:
        """Who is named in the bylines: the one that the source names too, else the first that is more than a label."""
        found = [self._named_in(page.text, lines[place]) for place in places if not self._labels(lines[place])]
        labels = (place for place in places if self._labels(lines[place]) == "name" and place + 1 < len(lines))
        found += [
            self._named_in(page.text, lines[place + 1]) for place in labels if len(lines[place + 1].text) <= _TAIL
        ]
        same = (span for span in found if page.byline and page.text[span.start : span.end] == page.byline)
        return next(same, next(iter(found), None))

    def _labels(self, line: Line) -> str:
        """What a byline labels if it names nobody: the `name` that stands under it, or the writer's other `works`."""
        hit = next(iter(self._bylines.within(line.forms)), None)
        if hit is None or (hit.first == 0 and hit.last < len(line.forms)):
            return ""
        return "works" if hit.first else "name"

    def _named_in(self, text: str, line: Line) -> Span:
        """Who is named in a line: without the label before the name («كتب:»), and what follows a divider."""
        cue = self._bylines.at(line.forms, 0)
        start = line.words[cue.last].start if cue and cue.last < len(line.words) else line.span.start
        rest = Line(start, text[start : line.span.end])
        named = next((piece for piece in rest.pieces if piece.forms), None)
        if named is None:
            return trimmed(text, line.span)
        return trimmed(text, Span(named.start, named.end - len(named.divider)))

    def _beside(self, page: Page, title: Span | None) -> str | None:
        """The outlet that an HTML source names beside the title: «title | outlet»."""
        shown = page.text[title.start : title.end] if title and page.layout else ""
        for stated in self._chooser.titles(page.facts) if shown else ():
            name = stated.replace(shown, "", 1).strip(_BESIDE) if shown in stated else ""
            if name and len(forms(name)) <= _OUTLET_WORDS and not any(mark in name for mark in "|»"):
                return name
        return None

    def _outlet(self, page: Page, lines: Sequence[Line], marks: Sequence[Mark], shown: Shown) -> str | None:
        """The outlet: as the lines under the title name it, else those above it, else the furniture."""
        shorts = [lines[n] for n, kind in sorted(shown.kinds.items()) if kind in {"byline", "dateline"}]
        for line in (*shorts, *(_opening(page.text, zone.span) for zone in shown.openings.values())):
            if name := self._named(page.text, line, shown.own):
                return name
        over = (lines[n] for n, kind in sorted(shown.kinds.items()) if kind == "furniture" and page.layout is None)
        for line in over:
            for part in line.pieces:
                if 1 < len(part.forms) <= _NAME_WORDS and not self._heading.sections.names(part.forms):
                    return _quote(page.text, part)
        for line, mark in zip(lines, marks, strict=True):
            for hit in self._furniture.within(line.forms) if mark.spans else ():
                if name := self._following(page.text, line.words[hit.last :]):
                    return name
        counters = (line.forms for line, mark in zip(lines, marks, strict=True) if mark.whole and len(mark.rows) > 1)
        rows = (row for words in counters for row in self._heading.sources(words[:_NAME_WORDS]))
        return next((row["name"] for row in rows if row["kind"] == "outlet"), None)

    def _named(self, text: str, line: Line, known: frozenset[str]) -> str | None:
        """The outlet that a dateline or byline names in one of its pieces."""
        parts = line.pieces
        if (before := self._heading.before_from(line.forms)) and " ".join(before) in known:
            return text[line.span.start : line.words[len(before) - 1].end]
        for place, part in enumerate(parts):
            rows = self._heading.sources(part.forms)
            listed = len(rows) == 1 and rows[0]["kind"] == "outlet" and len(forms(rows[0]["name"])) == len(part.forms)
            others = [other.forms for n, other in enumerate(parts) if n != place and other.forms]
            special = bool(others) and all(self._exclusive.at(other, 0) for other in others)
            trailing = len(parts) == 1 and part.divider in {"-", "–", "—"}
            if len(part.forms) > _NAME_WORDS or (self._heading.is_credit(part.forms) and not listed):
                continue
            if listed or " ".join(part.forms) in known or (len(part.forms) > 1 and (special or trailing)):
                return _quote(text, part)
        return None

    def _following(self, text: str, words: Sequence[Word]) -> str | None:
        """The name behind a phrase, without «صحيفة» and the like, up to a number, a colon or four words."""
        first = 0
        while first < len(words) and _is_head(self._media, words[first].form):
            first += 1
        last = first
        while last < len(words) and last - first < _NAME_WORDS and not words[last].form.isdigit():
            last += 1
            if last < len(words) and ":" in text[words[last - 1].end : words[last].start]:
                break
        return text[words[first].start : words[last - 1].end] if last > first else None

    def _credits(
        self, outlet: str | None, text: str, lines: Sequence[Line], marks: Sequence[Mark], shown: Shown
    ) -> Iterator[str]:
        own = forms(outlet or "")
        for line, words in self._credit_places(text, lines, marks, shown):
            for part in (words, *(piece.forms for piece in line.pieces)) if line else (words,):
                rows = self._heading.sources(part) if self._heading.is_credit(part) else ()
                yield from (row["name"] for row in rows if forms(row["name"]) != own)

    def _credit_places(
        self, text: str, lines: Sequence[Line], marks: Sequence[Mark], shown: Shown
    ) -> Iterator[tuple[Line | None, tuple[str, ...]]]:
        """Where a credit may stand: bylines, datelines, the opening of a paragraph, «©», the end of the article."""
        for place, line in enumerate(lines):
            if shown.kinds.get(place) in {"byline", "dateline"}:
                yield line, ()
            elif place in shown.openings:
                yield _opening(text, shown.openings[place].span), ()
            elif marks[place].whole and "©" in line.text:
                yield None, line.forms
        body = [n for n in range(len(lines)) if not marks[n].whole and n not in shown.kinds]
        if body:
            yield None, _tail(lines[body[-1]], marks[body[-1]])


def stated_day(text: str) -> str | None:
    """The day that a line states in figures, year first, or day first where it can be no month; None else."""
    if match := _ISO.search(text):
        return _day(match[1], match[2], match[3])
    if (match := _ENGLISH.search(text)) and int(match[1]) > 12:
        return _day(match[3], match[2], match[1])
    return None


def _day(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def _opening(text: str, span: Span) -> Line:
    return Line(span.start, text[span.start : span.end])


def _quote(text: str, piece: Piece) -> str:
    inner = trimmed(text, Span(piece.start, piece.end - len(piece.divider)))
    return text[inner.start : inner.end]


def _is_head(media: Phrases, form: str) -> bool:
    bare = form.removeprefix("ل")
    return media.at((form,), 0) is not None or media.at((bare,), 0) is not None


def _tail(line: Line, mark: Mark) -> tuple[str, ...]:
    """The last words of the article behind its last sentence: where a credit may stand."""
    end = mark.spans[0].start - line.span.start if mark.spans else len(line.text)
    tail = line.text[max(0, end - _TAIL) : end].rstrip(" .-)–—]")
    cut = max((tail.rfind(char) for char in _TAIL_MARKS), default=-1)
    return forms(tail[cut + 1 :]) if cut >= 0 else ()
