"""Headlines: «حفتر: ...» says who speaks with a colon, and often by an office whose holder only the report names."""

from dataclasses import replace

from musnad.claims.attribution.history import History
from musnad.claims.attribution.source_words import Source
from musnad.claims.attribution.sources import Sources
from musnad.claims.attribution.utterances import Utterance
from musnad.model import Sentence

_LONGEST = 10
"""Words before the colon of a headline, at most."""


class Headlines:
    """The headline of one document."""

    def __init__(self, sources: Sources, history: History) -> None:
        self._sources = sources
        self._history = history
        self._view = sources.view
        self._titles = [z.span for z in self._view.document.zones if z.kind == "title"]

    def is_title(self, sentence: Sentence) -> bool:
        """Whether a sentence stands in the headline; on a page without zones the first line is one."""
        if self._view.document.zones:
            return any(sentence.span.overlaps(title) for title in self._titles)
        return sentence.first == 0

    def colon(self, sentence: Sentence) -> None:
        """Note what a headline gives as someone's words behind a colon."""
        view = self._view
        at = next((i for i in range(sentence.first, sentence.last) if view.is_mark(i, ":")), None)
        if at is None or at - sentence.first > _LONGEST or at + 1 >= sentence.last:
            return
        source = self._sources.at(sentence.first, at)
        if source is None or at - source.last > 6 or source.kind in ("document", "outlet") or self._is_place(source):
            return
        utterance = Utterance("headline", None, (at, at + 1), at + 1, sentence.last, True, source)
        self._history.note(utterance)

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
            words = self._bare(other)
            if wanted and (wanted <= words or (len(wanted & words) > 1 and source.head and source.head == other.head)):
                return replace(other.taken_up(source.first, source.last), head="")
        return None

    def _bare(self, source: Source) -> frozenset[str]:
        return self._sources.extents.bare(source.first, source.last)
