"""The times stage: fills `times` and `dating`, and notes the weekday of a page that bears no date."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate

from musnad.language.words import written_length
from musnad.lexicon import Lexicon
from musnad.model import Document, Note, Reason, Span, TimeExpression, Token, Zone
from musnad.times.conflicts import mending_year, ranked
from musnad.times.dating import WEEKDAYS, contradicted, dated
from musnad.times.durations import STEPS, duration
from musnad.times.grammar import expressions
from musnad.times.line import Line
from musnad.times.patterns import Found
from musnad.times.resolve import Reference, resolved
from musnad.times.solving import Evidence, weekday_of
from musnad.times.stated import Value
from musnad.times.tense import Tense
from musnad.times.vocabulary import Vocabulary

# In these zones «اليوم» and the like are more often part of an outlet's name.
_SIGNED = frozenset({"byline", "dateline"})
# So many sentences may stand before the one that opens with a dateline: titles, menus.
_OPENING = 6
# So many expressions before and behind a time of day may name its day.
_BESIDE = 3
_NAMES = frozenset({"PER", "ORG", "ARMED", "MEDIA", "LOC", "GPE"})


@dataclass(frozen=True, slots=True)
class _Placed:
    evidence: Evidence
    span: Span
    sentence: int


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
        times = tuple(_resolved(placed, reference))
        year = mending_year(t.conflict for t in times if t.conflict)
        if year:
            times = tuple(replace(t, conflict=ranked(t.conflict, year)) if t.conflict else t for t in times)
        return replace(document, times=times, dating=dating, notes=notes)

    def _found(self, document: Document) -> Iterator[_Placed]:
        zones = _Zones(document.zones)
        for number, sentence in enumerate(document.sentences):
            zone = zones.kind(sentence.span.start)
            if zone == "furniture":
                continue
            line = Line(document.tokens[sentence.first : sentence.last], self.vocabulary)
            for found in (self._in_story(line, found) for found in expressions(line)):
                if zone in _SIGNED and found.rule == "date" and found.last == found.first + 1 and found.pattern.shift:
                    continue
                span = _span(document.text, line.tokens, found)
                yield _Placed(self._evidence(line, found, span, zone, opening=number < _OPENING), span, number)

    def _evidence(self, line: Line, found: Found, span: Span, zone: str, *, opening: bool) -> Evidence:
        directed = found.pattern.weekday is not None or found.pattern.month is not None
        future = directed and self.tense.is_future(line, found.first, found.last)
        told = found.since or (found.pattern.is_whole_date and self.tense.is_told(line, found.first))
        if opening and zone == "body" and found.pattern.is_whole_date and self.tense.opens(line, found.first):
            zone = "dateline"
        return Evidence(found, span.start, zone, future, told)

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


def _resolved(placed: Sequence[_Placed], reference: Reference) -> Iterator[TimeExpression]:
    years = [(p.span.start, p.evidence.found.pattern.year) for p in placed if _names_year(p.evidence.found)]
    for number, item in enumerate(placed, start=1):
        if reference.day is None:
            reference = replace(reference, year=_year_near(years, item.span.start))
        pattern = item.evidence.found.pattern
        near = _day_beside(placed, number, reference) if pattern.is_time_only else None
        value = resolved(
            item.evidence.found, replace(reference, anchor=near) if near else reference, future=item.evidence.future
        )
        if value.day is not None and not pattern.is_time_only:
            reference = replace(reference, anchor=value.day)
        yield _expression(f"t{number}", item, value)


def _day_beside(placed: Sequence[_Placed], number: int, reference: Reference) -> date | None:
    """The day that the same sentence names for a time of day («من الثامنة صباحا، يوم الأحد»): before it, else behind it."""
    here = placed[number - 1].sentence
    before = [p for p in placed[max(number - 1 - _BESIDE, 0) : number - 1] if p.sentence == here]
    behind = [p for p in placed[number : number + _BESIDE] if p.sentence == here]
    for other in (*reversed(before), *behind):
        if not other.evidence.found.pattern.is_time_only:
            value = resolved(other.evidence.found, reference, future=other.evidence.future)
            if value.day is not None:
                return value.day
    return None


def _names_year(found: Found) -> bool:
    pattern = found.pattern
    return pattern.year is not None and not pattern.hijri and pattern.is_whole_date


def _year_near(years: Sequence[tuple[int, int | None]], place: int) -> int | None:
    """The year of the last whole date before a place, or of the first one behind it."""
    before = bisect_right(years, place, key=lambda stated: stated[0])
    return years[max(before - 1, 0)][1] if years else None


def _expression(name: str, item: _Placed, value: Value) -> TimeExpression:
    found = item.evidence.found
    reason = Reason("times", found.rule, found.row, (item.span,))
    return TimeExpression(
        name,
        item.span,
        found.type,
        value.value,
        value.end_value,
        value.basis if value.value else None,
        value.conflict,
        (reason,),
    )


def make_times(lexicon: Lexicon) -> Times:
    """The stage for a lexicon."""
    return Times(lexicon)
