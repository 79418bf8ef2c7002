"""Headlines and briefs: «حفتر: ...» says who speaks with a colon, and often by an office whose holder only the report names."""

from dataclasses import replace

from musnad.claims.attribution.extents import OPENING
from musnad.claims.attribution.frames import Frames
from musnad.claims.attribution.history import History
from musnad.claims.attribution.source_words import Source
from musnad.claims.attribution.sources import Sources
from musnad.claims.attribution.utterances import Utterance
from musnad.folding import fold
from musnad.language.words import ARTICLE
from musnad.model import Argument, Sentence

_LONGEST = 10
"""Words before the colon of a headline, at most."""

_LONGEST_TITLE = 40
"""Tokens of a headline that are looked through for colons, at most."""

_LONGEST_PART = 3
"""Words of a part of a body's name, at most."""

_BREAKS = "؛|-–—"
"""What divides the parts of a headline, beside two dots."""

_ADJUNCT = 6
"""Words between a speaker and his colon, at most."""

_FIRST_WORDS = 3
"""Words behind a colon in which «we» is looked for."""

_RETELLING = frozenset({"outlet", "document"})
"""The kinds of those whose report a headline sums up, in words of its own."""

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
        """Note what a headline or a brief gives as someone's words behind colons; where to read on."""
        read_to, last, title = sentence.first, sentence.last, self.is_title(sentence)
        for at in reversed(self._colons(sentence)):
            start = self._part(self._behind_label(sentence), at) if title else self._behind_label(sentence)
            if at + 1 < last and at - start <= _LONGEST and self._said(start, at, last, frames):
                read_to = at + 1 if start <= self._behind_label(sentence) else read_to
                last = start
        return read_to

    def _colons(self, sentence: Sentence) -> list[int]:
        """The colons of a headline, or the first one of another line, if it stands near its head."""
        first, view = self._behind_label(sentence), self._view
        title = self.is_title(sentence)
        last = min(sentence.last, first + (_LONGEST_TITLE if title else _LONGEST + 1))
        found = [i for i in range(first, last) if view.is_mark(i, ":")]
        return found if title else found[:1]

    def _part(self, first: int, at: int) -> int:
        """Where the part of a headline begins that a colon divides («المجلس يجتمع.. والمعارضة: ...»)."""
        view = self._view
        breaks = (
            i for i in range(at - 1, first, -1)
            if view.tokens[i].kind == "mark" and (view.is_mark(i, _BREAKS) or view.text(i).startswith(".."))
        )  # fmt: skip
        return next((i + 1 for i in breaks), first)

    def _said(self, first: int, at: int, last: int, frames: Frames) -> bool:
        """Whether a speaker stands before a colon, whose words behind it are then kept."""
        title = self.is_title(self._view.sentence_of[at])
        first += self._view.tokens[first].form == "و" and first + 1 < at
        named = self._quoted_name(first, at) if title else None
        source = named or self._sources.at(first, at) or (self._shortened(first, at) if title else None)
        if source is None or (self._is_place(source) and not self._we(at + 1, last)):
            return False
        if source.kind == "document" and not (title and source.last > source.first + 1 and source.last == at):
            return False  # «بيان: ...» is a label, «محضر مسرب: ...» is not
        retold = self._quoted(source.last, at)
        end = retold.last if retold is not None else source.last
        lone_paper = retold is None and source.kind == "outlet" and not title
        if lone_paper or at - end > _ADJUNCT or not (title or self._brief(first, end, at)):
            return False
        speaker = frames.not_the_page(retold or source)
        carriers = (source,) if retold is not None and frames.not_the_page(source) is not None else ()
        direct = source.kind not in _RETELLING
        self._history.note(Utterance("headline", None, (at, at + 1), at + 1, last, direct, speaker, None, carriers))
        return True

    def _quoted_name(self, first: int, at: int) -> Source | None:
        """Somebody whose name fills quotation marks right before the colon («"الضحى": ...»); a body by a part of its name."""
        if not self._view.is_mark(first, OPENING):
            return None
        known = self._sources.at(first, at)
        named = self._sources.quoted(first, at) if known is None or known.last + 1 < at else None
        return (self._shortened(first, at) or named) if named is not None and named.last == at else None

    def _we(self, first: int, last: int) -> bool:
        """Whether the words behind a colon begin in the first person («أنقرة: استهدفنا ...»)."""
        head = range(first, min(last, first + _FIRST_WORDS))
        return any(form.first and form.number == "plural" for i in head for _, form in self._view.verb_forms(i))

    def _shortened(self, first: int, at: int) -> Source | None:
        """A body that a headline calls by a part of its name («"الداخلية": ...»), as the report names it first."""
        view = self._view
        places = [i for i in range(first, at) if view.tokens[i].kind == "word"]
        words = [view.tokens[i].form if n else view.tokens[i].base for n, i in enumerate(places)]
        if not words or not words[0].startswith(ARTICLE) or len(words) > _LONGEST_PART:
            return None
        part = f" {' '.join(words)} "
        for mention in view.document.mentions:
            whole = f" {fold(view.document.quote(mention.span))} "
            if mention.named and mention.kind in ("ORG", "ARMED") and part in whole and part != whole:
                return Source(first, at, Argument(mention.span, mention.entity, implied=True), "official")
        return None

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
            if source is None or source.kind == "outlet" or not self.is_title(self._view.sentence_of[source.first]):
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
            if source.head and other.head and source.head != other.head:
                continue  # «رئيس الحزب» is not his deputy
            words = self._bare(other)
            if wanted and (wanted <= words or (len(wanted & words) > 1 and source.head and source.head == other.head)):
                return replace(other.taken_up(source.first, source.last), head="")
        return None

    def _bare(self, source: Source) -> frozenset[str]:
        return self._sources.extents.bare(source.first, source.last)
