"""The times stage: fills `times` and `dating`, and notes the weekday of a page that bears no date."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple

from musnad.language.words import written_length
from musnad.lexicon import Lexicon
from musnad.model import Document, Note, Span, Token, Zone
from musnad.times.conflicts import mending_year, ranked
from musnad.times.dating import WEEKDAYS, contradicted, dated
from musnad.times.durations import STEPS, duration
from musnad.times.grammar import expressions
from musnad.times.line import Line
from musnad.times.patterns import Found, Pattern, Shift
from musnad.times.quoted import Quotes
from musnad.times.sequence import Placed, in_order
from musnad.times.solving import Evidence, weekday_of
from musnad.times.tense import Tense
from musnad.times.vocabulary import Vocabulary

# In these zones «اليوم» and the like are more often part of an outlet's name.
_SIGNED = frozenset({"byline", "dateline"})
# So many sentences may stand before the one that opens with a dateline: titles, menus.
_OPENING = 6
_LIMITS = ("before", "after", "lasting")
_TODAY = Pattern(shift=Shift("D", 0))
_NAMES = frozenset({"PER", "ORG", "ARMED", "MEDIA", "LOC", "GPE"})


class _Edges(NamedTuple):
    """Whether a sentence is one of the first of its page, and whether it is the last."""

    opening: bool
    closing: bool


class Times:
    """The stage as a callable; knows the words of time of one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.vocabulary = Vocabulary(lexicon)
        self.tense = Tense(lexicon)

    def __call__(self, document: Document) -> Document:
        """The document with its time expressions, resolved as far as the page allows."""
        names = _Names(m.span for m in document.mentions if m.named and m.kind in _NAMES)
        placed = [p for p in self._found(document) if not names.hold(p.span)]
        evidence = [p.evidence for p in placed]
        dating, reference = dated(document, evidence)
        notes = document.notes
        weekday = None if dating.published else weekday_of(evidence)
        if weekday:
            notes = (
                *notes,
                Note("times", f"the page bears no date; by its own words it appeared on a {WEEKDAYS[weekday - 1]}"),
            )
        notes = (*notes, *(Note("times", message) for message in contradicted(document, dating, evidence)))
        times = tuple(in_order(placed, reference))
        year = mending_year(t.conflict for t in times if t.conflict)
        if year:
            times = tuple(replace(t, conflict=ranked(t.conflict, year)) if t.conflict else t for t in times)
        return replace(document, times=times, dating=dating, notes=notes)

    def _found(self, document: Document) -> Iterator[Placed]:
        zones, quotes = _Zones(document.zones), Quotes(document)
        for number, sentence in enumerate(document.sentences):
            zone = zones.kind(sentence.span.start)
            if zone == "furniture":
                continue
            line = Line(document.tokens[sentence.first : sentence.last], self.vocabulary)
            edges = _Edges(number < _OPENING, number + 1 == len(document.sentences))
            for found in self._expressions(line):
                if zone in _SIGNED and found.rule == "date" and found.last == found.first + 1 and found.pattern.shift:
                    continue
                span = _span(document.text, line.tokens, found)
                evidence = self._evidence(line, found, span.start, self._zone(line, found, zone, edges))
                yield Placed(evidence, span, number, quotes.opened(span.start))

    def _evidence(self, line: Line, found: Found, start: int, zone: str) -> Evidence:
        pattern, first = found.pattern, found.first
        directed = (pattern.weekday is not None or pattern.month is not None) and not found.since
        future = directed and self.tense.is_future(line, first, found.last, dated=pattern.year is not None)
        told = found.since or (pattern.is_whole_date and not future and self.tense.is_told(line, first))
        limit = any(line.at(first - 1, kind, clitics=True) for kind in _LIMITS)
        return Evidence(found, start, zone, future, told, limit)

    def _zone(self, line: Line, found: Found, zone: str, edges: _Edges) -> str:
        """The kind of zone that an expression stands in: a whole date near the edges of a page may be the page's own."""
        if zone != "body" or not found.pattern.is_whole_date or not (edges.opening or edges.closing):
            return zone
        opens = edges.opening and self.tense.opens(line, found.first)
        signs = self.tense.signs(line, found.first, found.last, closing=edges.closing)
        return "dateline" if opens or signs else zone

    def _expressions(self, line: Line) -> Iterator[Found]:
        """The expressions of a sentence but those that name no day: «300 برميل في اليوم», «اليوم الذي»."""
        for found in expressions(line):
            bare = found.pattern == _TODAY and found.last == found.first + 1
            if bare and (line.at(found.first - 1, "in") or line.at(found.last, "which")):
                continue
            if bare and self.tense.is_nowadays(line, found.first):
                yield replace(found, pattern=Pattern(fixed="PRESENT_REF"), rule="nowadays")
            else:
                yield self._in_story(line, found)

    def _in_story(self, line: Line, found: Found) -> Found:
        """«انهار بعد ثلاثة أيام»: what a story tells counts from no day that the page names; the length alone is sure."""
        if found.rule in STEPS and found.sign > 0 and self.tense.is_told(line, found.first):
            return duration(line, line.after(found.first, "after")) or found
        return found


class _Zones:
    """The kind of the zone at a place; places must be asked for in order."""

    def __init__(self, zones: Sequence[Zone]) -> None:
        self._zones = sorted(zones, key=lambda zone: zone.span)
        self._next = 0

    def kind(self, place: int) -> str:
        while self._next < len(self._zones) and self._zones[self._next].span.end <= place:
            self._next += 1
        if self._next < len(self._zones) and self._zones[self._next].span.start <= place:
            return self._zones[self._next].kind
        return "body"


class _Names:
    """The places of names, to tell which expressions lie inside one («ثورة 25 يناير», «اليوم السابع»)."""

    def __init__(self, spans: Iterable[Span]) -> None:
        names = sorted(spans)
        self._starts = [name.start for name in names]
        self._ends = list(accumulate((name.end for name in names), max))

    def hold(self, span: Span) -> bool:
        """Whether an expression lies inside a name: one that begins no later, and ends no earlier."""
        before = bisect_right(self._starts, span.start)
        return before > 0 and self._ends[before - 1] >= span.end


def _span(text: str, tokens: Sequence[Token], found: Found) -> Span:
    first = tokens[found.first].span
    written = text[first.start : first.end]
    return Span(first.start + written_length(written, len(found.prefix)), tokens[found.last - 1].span.end)


def make_times(lexicon: Lexicon) -> Times:
    """The stage for a lexicon."""
    return Times(lexicon)
