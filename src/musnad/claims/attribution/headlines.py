"""Headlines and briefs: «حفتر: ...» says who speaks with a colon, and often by an office whose holder only the report names."""

from dataclasses import replace

from musnad.claims.attribution.extents import OPENING
from musnad.claims.attribution.frames import Frames
from musnad.claims.attribution.history import History
from musnad.claims.attribution.source_words import Source
from musnad.claims.attribution.sources import Sources
from musnad.claims.attribution.utterances import Utterance
from musnad.model import Sentence

_LONGEST = 10
"""Words before the colon of a headline, at most."""

_ADJUNCT = 6
"""Words between a speaker and his colon, at most."""

_LABEL = 5
"""A bar behind so many first tokens sets a label off."""


class Headlines:
    """The headline and the briefs of one document."""

    def __init__(self, sources: Sources, history: History) -> None:
        self._sources = sources
        self._history = history
        self._view = sources.view
        self._named = {m.entity for m in self._view.document.mentions if m.named}
        self._titles = [z.span for z in self._view.document.zones if z.kind == "title"]

    def is_title(self, sentence: Sentence) -> bool:
        """Whether a sentence stands in the headline; on a page without zones the first line is one."""
        if self._view.document.zones:
            return any(sentence.span.overlaps(title) for title in self._titles)
        return sentence.first == 0

    def colon(self, sentence: Sentence, frames: Frames) -> int:
        """Note what a headline or a brief gives as someone's words behind a colon; where to read on."""
        view, first = self._view, self._behind_label(sentence)
        at = next((i for i in range(first, min(sentence.last, first + _LONGEST + 1)) if view.is_mark(i, ":")), None)
        if at is None or at + 1 >= sentence.last:
            return sentence.first
        source = self._sources.at(first, at)
        if source is None or source.kind == "document" or self._is_place(source):
            return sentence.first
        quoted = self._quoted(source.last, at)
        last = quoted.last if quoted is not None else source.last
        lone_paper = quoted is None and source.kind == "outlet"
        if lone_paper or at - last > _ADJUNCT or not (self.is_title(sentence) or self._brief(first, last, at)):
            return sentence.first
        speaker = frames.not_the_page(quoted or source)
        carriers = (source,) if quoted is not None and frames.not_the_page(source) is not None else ()
        self._history.note(
            Utterance("headline", None, (at, at + 1), at + 1, sentence.last, True, speaker, None, carriers)
        )
        return at + 1

    def _behind_label(self, sentence: Sentence) -> int:
        """The first token behind a label that a bar sets off («#عاجل | ...»), or behind a sign and the hour («• 21:40»)."""
        view, first = self._view, sentence.first
        bars = (i for i in range(first, min(sentence.last, first + _LABEL)) if view.is_mark(i, "|"))
        first = next(bars, first - 1) + 1
        while first < min(sentence.last, sentence.first + _LABEL) and self._is_hour(first):
            first += 1
        return first

    def _is_hour(self, i: int) -> bool:
        """Whether a position holds a sign or a part of an hour, not an opening mark."""
        view = self._view
        sign = view.tokens[i].kind == "mark" and not view.is_mark(i, OPENING + "(")
        return sign or view.tokens[i].kind == "number" or i in view.time_at

    def _quoted(self, i: int, at: int) -> Source | None:
        """Whom a paper before the colon quotes («وكالة X نقلا عن مسؤول: ...»)."""
        tokens, hinges = self._view.tokens, self._sources.hinges
        for k in range(i, min(i + 2, at - 1)):
            if hinges.is_a("from", tokens[k].base):
                return self._sources.at(k + 1, at)
        return None

    def _brief(self, first: int, last: int, at: int) -> bool:
        """Whether a line begins with a speaker and at most where he speaks, so that a colon gives his words."""
        view, start = self._view, self._view.sentence_of[first].first
        before = view.tokens[start - 1].span.end if start else 0
        begins = start == 0 or "\n" in view.document.text[before : view.tokens[start].span.start]
        adjunct = last == at or view.governed(last) or "preposition" in view.classes(last)
        return begins and adjunct and not any(view.is_verb(i) for i in range(first, at))

    def _is_place(self, source: Source) -> bool:
        """Whether a country or city stands before the colon: it says where, not who («ليبيا: إغراق سفينة»)."""
        entity = self._view.entities.get(source.argument.entity or "")
        return entity is not None and entity.kind in ("GPE", "LOC")

    def settle(self) -> None:
        """Give a headline's nameless speaker the name that the report has for him."""
        for utterance in self._history.found:
            source = utterance.source
            if source is None or not self.is_title(self._view.sentence_of[source.first]):
                continue
            entity = self._view.entities.get(source.argument.entity or "")
            if entity is not None and entity.names and source.head == "":
                continue
            named = self._named_later(source)
            if named is not None:
                utterance.source = named

    def _named_later(self, source: Source) -> Source | None:
        wanted = self._bare(source)
        for utterance in self._history.found:
            other = utterance.source
            if other is None or other.first <= source.last or other.kind not in ("person", "official"):
                continue
            if other.argument.entity not in self._named:
                continue
            words = self._bare(other)
            if wanted and (wanted <= words or (len(wanted & words) > 1 and source.head and source.head == other.head)):
                return replace(other.taken_up(source.first, source.last), head="")
        return None

    def _bare(self, source: Source) -> frozenset[str]:
        return self._sources.extents.bare(source.first, source.last)
