"""The times stage: fills `times` and `dating`, and notes the weekday of a page that bears no date."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple

from musnad.language.words import written_length
from musnad.lexicon import Lexicon
from musnad.model import Document, Note, Sentence, Span, Zone
from musnad.times.conflicts import mending_year, ranked
from musnad.times.dating import WEEKDAYS, contradicted, dated
from musnad.times.durations import STEPS, duration
from musnad.times.grammar import expressions
from musnad.times.line import Line
from musnad.times.patterns import TODAY, Found, Pattern
from musnad.times.quoted import Quotes
from musnad.times.sequence import Placed, in_order
from musnad.times.solving import Evidence, weekday_of
from musnad.times.tense import Tense
from musnad.times.vocabulary import ARTICLE
from musnad.times.written import Forms, Text

# In these zones «اليوم» and the like are more often part of an outlet's name.
_SIGNED = frozenset({"byline", "dateline"})
# So many sentences may stand before the one that opens with a dateline: titles, menus; and so many before a date alone.
_OPENING, _TOP = 6, 2
# So many lines, no longer than so many tokens, may close a page: who signed it, where and when, how many comments.
_CLOSING, _SHORT, _ENDS = 4, 14, ".؟!"
_STAMPED = "-–—:|،.)»"
_OPEN, _CLOSE = '«“"', '»”"'
# «300 برميل في اليوم», «لن نقبل بعد اليوم»
_NO_DAY = ("in", "after")
_CLAUSE, _NEAR, _STORY = 6, 3, 12
_LIMITS = ("before", "after", "lasting")
_LATER = "LATER_REF"
_TODAY = Pattern(shift=TODAY)
_NAMES = frozenset({"PER", "ORG", "ARMED", "MEDIA", "LOC", "GPE"})


class _Edges(NamedTuple):
    """Whether a sentence is one of the first of its page, or stands at its very top, and whether it closes it."""

    opening: bool
    top: bool
    closing: bool


class Times:
    """The stage as a callable; knows the words of time of one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.forms, self.tense = Forms(lexicon), Tense(lexicon)

    def __call__(self, document: Document) -> Document:
        """The document with its time expressions, resolved as far as the page allows."""
        return self.read(document, self.forms.of_document(document))

    def read(self, document: Document, text: Text) -> Document:
        """The same, of words that are not the document's tokens; its sentences count them."""
        names = _Names(m.span for m in document.mentions if m.named and m.kind in _NAMES)
        placed = [
            p for p in self._found(document, text) if p.evidence.found.type == "DURATION" or not names.hold(p.span)
        ]
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

    def _found(self, document: Document, text: Text) -> Iterator[Placed]:
        zones, quotes = _Zones(document.zones), Quotes(text, document.sentences)
        kinds = [zones.kind(sentence.span.start) for sentence in document.sentences]
        top, closing = _top(document.sentences, text), _closing(document.sentences, text, kinds)
        for number, (sentence, zone) in enumerate(zip(document.sentences, kinds, strict=True)):
            if zone == "furniture":
                continue
            line = Line(text, sentence.first, sentence.last, self.forms)
            edges = _Edges(number < _OPENING, number <= top, number >= closing)
            for found in self._expressions(line):
                if zone in _SIGNED and found.rule == "date" and found.last == found.first + 1 and found.pattern.shift:
                    continue
                span = _span(line, found)
                evidence = self._evidence(line, found, span.start, self._zone(line, found, zone, edges))
                yield Placed(evidence, span, number, quotes.opened(span.start), _is_stamp(line, found))

    def _evidence(self, line: Line, found: Found, start: int, zone: str) -> Evidence:
        pattern, first = found.pattern, found.first
        directed = (pattern.weekday is not None or pattern.month is not None) and not found.since
        future = directed and self.tense.is_future(line, first, found.last, dated=pattern.year is not None)
        past = pattern.is_whole_date and not future
        happened = past and self.tense.has_happened(line, first)
        told = found.since or happened or (past and self.tense.is_told(line, first))
        bare = pattern.weekday is not None and pattern.day is None
        told = told or (bare and not future and self.tense.is_told(line, first, _STORY))
        fresh = happened and not found.since and pattern.weekday is not None and not _in_background(line, first)
        limit = any(line.at(first - 1, kind, clitics=True) for kind in _LIMITS)
        return Evidence(found, start, zone, future, told, fresh, limit)

    def _zone(self, line: Line, found: Found, zone: str, edges: _Edges) -> str:
        """The kind of zone that an expression stands in: a date near the edges of a page may be the page's own."""
        pattern = found.pattern
        stamped = found.first == line.first and found.last == line.last and pattern.clock is not None
        dated = pattern.day is not None and pattern.month is not None and not pattern.shift
        if zone != "body" or not dated or not (edges.opening or edges.closing or stamped):
            return zone
        if edges.opening and self.tense.opens(line, found.first, found.last):
            return "dateline"
        signs = stamped or self.tense.signs(line, found.first, found.last, top=edges.top, closing=edges.closing)
        return "dateline" if signs and pattern.is_whole_date else zone

    def _expressions(self, line: Line) -> Iterator[Found]:
        """The expressions of a sentence but those that name no day: «300 برميل في اليوم», «اليوم الذي»."""
        for found in expressions(line):
            bare = found.pattern == _TODAY and found.last == found.first + 1
            if bare and (any(line.at(found.first - 1, kind) for kind in _NO_DAY) or line.at(found.last, "which")):
                continue
            if line.is_mark(found.first - 1, _OPEN) and line.is_mark(found.last, _CLOSE) and _is_title(line, found):
                continue
            if bare and self.tense.is_nowadays(line, found.first):
                yield found._replace(pattern=Pattern(fixed="PRESENT_REF"), rule="nowadays")
            else:
                yield self._in_story(line, found)

    def _in_story(self, line: Line, found: Found) -> Found:
        """«انهار بعد ثلاثة أيام»: what a story tells counts from no day that the page names; the length alone is sure.

        So with hours that are not to come («بعد ساعة»); and «أعلن لاحقا» is past.
        """
        first, last = found.first, found.last
        if found.rule == "narrative step" and _is_vague(found) and self.tense.tells(line, last):
            return _length_alone(line, first) or found
        if found.rule in STEPS and found.sign > 0:
            hours = found.type == "TIME" and first > line.first and not self.tense.is_future(line, first, last)
            told = hours or self.tense.is_told(line, first, _STORY if _is_vague(found) else _NEAR)
            return (_length_alone(line, first) if told else None) or found
        if found.pattern.fixed == _LATER:
            told = self.tense.is_told(line, first)
            return found._replace(pattern=Pattern(fixed="PAST_REF" if told else "FUTURE_REF"))
        return found


def _top(sentences: Sequence[Sentence], text: Text) -> int:
    """The number of the first sentence that a date alone can stand at: behind titles, and nothing else."""
    return next((n for n, sentence in enumerate(sentences[:_TOP]) if _is_prose(sentence, text)), _TOP)


def _is_prose(sentence: Sentence, text: Text) -> bool:
    return sentence.last - sentence.first > _SHORT or text.words[sentence.last - 1].form in _ENDS


def _closing(sentences: Sequence[Sentence], text: Text, kinds: Sequence[str]) -> int:
    """The number of the first sentence that closes a page: short lines, a few, with nothing but furniture behind them."""
    first, lines = len(kinds), 0
    for number in range(len(kinds) - 1, -1, -1):
        if kinds[number] == "furniture":
            continue
        sentence = sentences[number]
        prose = _is_prose(sentence, text)
        if lines == _CLOSING or (prose and lines):
            break
        first, lines = number, lines + 1
        if prose:
            break
    return first


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


def _length_alone(line: Line, first: int) -> Found | None:
    """The length behind «بعد»."""
    after = line.at(first, "after", clitics=True)
    return duration(line, after.end) if after else None


def _is_vague(found: Found) -> bool:
    """Whether a length of time leaves its number open: «أيام»."""
    return any(amount.number is None for amount in found.amounts)


def _is_title(line: Line, found: Found) -> bool:
    """Whether an expression in quotation marks is one word that papers are called by: «النهار», «اليوم»."""
    return found.last == found.first + 1 and line.form(found.first).startswith(ARTICLE) and found.pattern.year is None


def _in_background(line: Line, first: int) -> bool:
    """Whether a relative clause or a participle holds a place: «النتائج التي أعلنت يوم السبت», «القرار الصادر السبت»."""
    before = range(max(first - _CLAUSE, line.first), first)
    return any(line.at(i, kind, clitics=True) for i in before for kind in ("which", "told_participle"))


def _is_stamp(line: Line, found: Found) -> bool:
    """Whether a clock time begins its line, with a mark or nothing behind it."""
    begins = found.first == line.first and found.end is None and found.pattern.is_time_only
    return (
        begins and found.pattern.clock is not None and (found.last == line.last or line.is_mark(found.last, _STAMPED))
    )


def _span(line: Line, found: Found) -> Span:
    span = line.span(found.first, found.last)
    if not found.prefix:
        return span
    return Span(span.start + written_length(line.words[found.first].text, len(found.prefix)), span.end)


def make_times(lexicon: Lexicon) -> Times:
    """The stage for a lexicon."""
    return Times(lexicon)
