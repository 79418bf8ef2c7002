"""Phrases that set a whole sentence under a source («بحسب X»), and reports that go on over the next sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from musnad.claims.cues import Cue
from musnad.claims.sources import Source
from musnad.claims.utterances import Utterance, same_source
from musnad.folding import fold
from musnad.language.words import ARTICLE
from musnad.model import Argument, Sentence, Span

if TYPE_CHECKING:
    from musnad.claims.reader import Reader

_REPORTS = frozenset({"outlet", "agency", "document"})
_TAIL = 12
"""Words that may follow a source at the end of its sentence («في بيان لها أمس»)."""

_DATELINE = 10
"""An agency stands among so many first tokens of a report whose dateline it is."""


class Frames:
    """The frames of one document."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._view = reader.view
        page = reader.view.document
        own = (page.page.outlet, page.metadata.outlet)
        self._own = frozenset(fold(name).removeprefix("وكاله ").removeprefix("صحيفه ") for name in own if name)

    def not_the_page(self, source: Source | None) -> Source | None:
        """The source, unless it is the page's own outlet."""
        if source is None or not self._own:
            return source
        entity = self._view.entities.get(source.argument.entity or "")
        names = {fold(self._view.document.quote(source.argument.span)), *(fold(n) for n in (entity.names if entity else ()))}
        return None if names & self._own else source

    def read(self, cue: Cue, sentence: Sentence) -> Utterance | None:
        """The utterance that a phrase makes of its sentence or clause."""
        source, behind = self._source(cue.last, sentence.last, "what" in cue.row.traits)
        source = self.not_the_page(source)
        if source is None:
            return None
        around = [u for u in self._reader.here() if u.covers(cue.index)]
        if any(u.source is not None and same_source(u.source, source) for u in around):
            return None
        first, last = self._passed_on(cue) or self._extent(cue, behind, sentence)
        first, last = self._inside_speech(cue.index, first, last)
        utterance = Utterance("frame", cue.row, (cue.index, behind), first, last, False, source, source.feminine, (), True)
        self._reader.note(utterance)
        return utterance

    def _passed_on(self, cue: Cue) -> tuple[int, int] | None:
        """«بحسب الصحيفة، نقلاً عن مسؤول»: the tokens of the frame right before, which passes the same words on."""
        before = next((u for u in reversed(self._reader.here()) if u.frame), None)
        if "inner" not in cue.row.traits or before is None or not 0 <= cue.index - before.cue[1] <= 2:
            return None
        return before.first, before.last

    def _inside_speech(self, i: int, first: int, last: int) -> tuple[int, int]:
        for other in self._reader.here():
            if other.direct and other.covers(i):
                first, last = max(first, other.first), min(last, other.last)
        return first, last

    def _source(self, i: int, limit: int, clause: bool = False) -> tuple[Source | None, int]:
        """The source behind a phrase («بحسب ما أعلنته الحركة» too), and where it ends."""
        view, sources, hinges = self._view, self._reader.sources, self._reader.hinges
        if clause or (i < limit and hinges.is_a("what", view.tokens[i].form)):
            i += 1 if clause else 2
            while i < limit and (hinges.is_a("lead", view.tokens[i].form) or hinges.is_a("lead", view.tokens[i].base)):
                i += 1
            found = sources.after(i, limit)
            return found, found.last if found is not None else i
        same = sources.same(i, limit)
        if same is not None:
            return same, i + 2
        while i < limit and hinges.is_a("wording", view.tokens[i].base.removeprefix(ARTICLE)):
            if view.tokens[i].enclitic:
                return None, i
            i += 1
        found = sources.at(i, limit) if i < limit else None
        return found, found.last if found is not None else i

    def _extent(self, cue: Cue, behind: int, sentence: Sentence) -> tuple[int, int]:
        """The tokens that a phrase speaks for: what follows it, what precedes it, or the clause around it."""
        start = self._clause_start(cue.index, sentence)
        if self._begins(cue.index, sentence):
            alone = sentence.last - behind <= 1 and self._reader.before() and self._same_paragraph(sentence)
            return (self._previous(sentence).first, cue.index) if alone else (behind, self._reader.scopes.end(behind, sentence.last))
        if self._ends(cue, behind, sentence):
            for other in self._reader.here():
                if not other.direct:
                    other.cut(cue.index)
            return start, cue.index
        return max(start, self._clause_around(cue.index, sentence)), sentence.last

    def _clause_around(self, i: int, sentence: Sentence) -> int:
        """The head of the clause in which a phrase is inserted: behind «التي» or «أن», or a comma with و."""
        view = self._view
        for k in range(i - 2, sentence.first, -1):
            joined = view.is_mark(k - 1, "،,") and "و" in view.tokens[k].proclitics
            if joined or "relative" in view.classes(k - 1) or self._reader.scopes.that(k - 1):
                return k
        return sentence.first

    def _previous(self, sentence: Sentence) -> Sentence:
        return self._view.sentence_of[sentence.first - 1]

    def _begins(self, i: int, sentence: Sentence) -> bool:
        """Whether the phrase stands at the head of its sentence, or of a clause that a mark sets off."""
        view = self._view
        k = i
        while k > sentence.first and (view.tokens[k - 1].kind == "mark" or view.classes(k - 1) & {"conjunction"}):
            if view.is_mark(k - 1, "؛"):
                return True
            k -= 1
        return k == sentence.first or (bool(view.tokens[i].proclitics) and i > 0 and view.is_mark(i - 1, "،؛..."))

    def _ends(self, cue: Cue, behind: int, sentence: Sentence) -> bool:
        view = self._view
        i = behind
        while i < sentence.last and not view.is_mark(i, "،,؛.:!؟?)\"”»"):
            if i - behind > _TAIL or view.is_verb(i) or (i > behind and self._reader.scopes.is_cue(i, "verb")):
                return False
            i += 1
        if i >= sentence.last - 1:
            return True
        if i == behind and cue.index > sentence.first and not view.is_mark(cue.index - 1, "،,"):
            return self._breaks(i + 1)
        return view.is_mark(i, "؛.") or self._breaks(i + 1)

    def _breaks(self, i: int) -> bool:
        """Whether the clause behind a comma no longer belongs to what the phrase speaks for."""
        view, hinges = self._view, self._reader.hinges
        if i >= len(view.tokens):
            return True
        return (
            "و" in view.tokens[i].proclitics
            or "relative" in view.classes(i)
            or hinges.is_a("what", view.tokens[i].form)
            or bool(hinges.length("resume", view.tokens, i))
            or hinges.is_a("sibling", view.tokens[i].form)
            or self._reader.scopes.is_cue(i, "participle")
        )

    def _clause_start(self, i: int, sentence: Sentence) -> int:
        """The head of the clause around a phrase: behind a semicolon, or where ف begins a new clause behind a comma."""
        view = self._view
        for k in range(i - 2, sentence.first, -1):
            if view.is_mark(k - 1, "؛") or (view.is_mark(k - 1, "،,") and "ف" in view.tokens[k].proclitics):
                return k
        return sentence.first

    def after_verb(self, cue: Cue, source: Source, sentence: Sentence) -> Utterance | None:
        """«كما قال فلان»: a verb that says no more sets its sentence under its speaker."""
        view = self._view
        if cue.index == sentence.first or not self._reader.hinges.is_a("as", view.tokens[cue.index - 1].form):
            return None
        if cue.index - 1 == sentence.first or not view.is_mark(source.last if source.last < sentence.last else sentence.last - 1, ".،,؛!"):
            return None
        first, last = self._clause_start(cue.index - 1, sentence), cue.index - 1
        utterance = Utterance("as", cue.row, (cue.index, cue.last), first, last, False, self.not_the_page(source), frame=True)
        self._reader.note(utterance)
        return utterance

    def inside(
        self, first: int, last: int, source: Source | None, carriers: tuple[Source, ...], behind: int
    ) -> tuple[Source | None, tuple[Source, ...]]:
        """Speaker and carriers, with those that stand between a cue and its content («لوكالة X»، «نقلاً عن Y»)."""
        i = max(first, behind)
        own = first
        while own < last:
            cue = next((c for c in self._reader.scopes.cues(own) if c.form.kind == "phrase"), None)
            found = self._source(cue.last, last)[0] if cue is not None else None
            if cue is not None and found is not None:
                if "inner" in cue.row.traits and source is not None:
                    return found, (*carriers, source)
                return source, (*carriers, found)
            own += 1
        carrier = self._addressed(i, last) or self._published(i, last)
        if carrier is not None and not (source is not None and same_source(carrier, source)):
            carriers = (*carriers, carrier)
        return source, carriers

    def _addressed(self, first: int, last: int) -> Source | None:
        """The agency to which the words were said («قال لوكالة X»); a paper so named is nearly always the page's own."""
        view, hinges = self._view, self._reader.hinges
        for i in range(first, last):
            if not view.governed(i) and view.tokens[i].base != "ل" and not self._object(i, first):
                continue
            at = i + 1 if view.tokens[i].base == "ل" else i
            spoken = any(hinges.is_a("channel", view.tokens[k].base) for k in range(max(first, i - 4), i))
            name = view.mention_at.get(i)
            if name is not None and name.named and view.mention_at.get(i - 1) is name:
                continue
            found = self._reader.sources.at(at, last) if at < last and not spoken else None
            if found is not None and found.kind == "agency":
                return found
        return None

    def _object(self, i: int, first: int) -> bool:
        row = self._reader.sources.word(i)
        return i == first and row is not None and row.kind == "agency"

    def _published(self, first: int, last: int) -> Source | None:
        """The paper that passed a statement on («في تصريحات نقلتها سكاي نيوز»)."""
        view, hinges = self._view, self._reader.hinges
        for i in range(first + 1, last):
            channel = hinges.is_a("channel", view.tokens[i - 1].base.removeprefix(ARTICLE))
            if channel and self._reader.hinges.is_a("published", view.tokens[i].form):
                found = self._reader.sources.after(i + 1, last)
                if found is not None and found.kind in ("agency", "outlet", "social"):
                    return found
        return None

    def carried(self, sentence: Sentence) -> list[Utterance]:
        """A report that goes on from the sentence before: «ومن جانبه»، «كما»، or a clause that only «وأن» opens."""
        before = self._reader.before()
        view = self._view
        previous = before[-1] if before else []
        still = [u for u in self._reader.found[-8:] if u.covers(sentence.first)]
        if still or not previous or not self._same_paragraph(sentence):
            return still
        first = view.tokens[sentence.first]
        utterance = previous[0] if previous[0].frame else previous[-1]
        if utterance.source is None:
            return still
        that = first.form[:1] == "و" and self._reader.hinges.is_a("that", first.form[1:])
        report = utterance.source.kind in _REPORTS and self._reader.hinges.length("carry", view.tokens, sentence.first)
        if not that and not report:
            return still
        going = Utterance("carried", utterance.row, utterance.cue, sentence.first, sentence.last, False, utterance.source)
        going.carriers, going.feminine, going.frame = utterance.carriers, utterance.feminine, True
        self._reader.found.append(going)
        return [*still, going]

    def _same_paragraph(self, sentence: Sentence) -> bool:
        end = self._view.tokens[sentence.first - 1].span.end if sentence.first else 0
        return "\n" not in self._view.document.text[end : sentence.span.start]

    def datelines(self, found: list[Utterance]) -> None:
        """An agency in the dateline is the source of the whole report, the headline left out."""
        place = self._dateline()
        if place is None:
            return
        (first, last), behind = place
        inside = [i for i in range(behind, len(self._view.tokens)) if self._view.in_article[i]]
        span = Span(self._view.tokens[first].span.start, self._view.tokens[last - 1].span.end)
        mention = self._view.mention_at.get(first)
        source = Source(first, last, Argument(span, mention.entity if mention is not None else None), "agency")
        if inside and self.not_the_page(source) is not None:
            frame = Utterance("dateline", None, (first, last), behind, inside[-1] + 1, False, source, frame=True)
            found.insert(0, frame)

    def _dateline(self) -> tuple[tuple[int, int], int] | None:
        """An agency's tokens before the report's first words, and where these begin."""
        view, agencies = self._view, self._reader.sources.words.agencies
        title = [z.span for z in view.document.zones if z.kind in ("title", "furniture")]
        for sentence in view.document.sentences:
            if any(sentence.span.within(z) for z in title) or (not title and sentence.first == 0):
                continue
            for i in range(sentence.first, min(sentence.first + _DATELINE, sentence.last)):
                for size in (3, 2, 1):
                    words = " ".join(t.form for t in view.tokens[i : i + size])
                    behind = self._behind(i, i + size, sentence) if words in agencies else None
                    if behind is not None:
                        return (i, i + size), behind
            if any(view.in_article[sentence.first : sentence.last]):
                return None
        return None

    def _behind(self, first: int, last: int, sentence: Sentence) -> int | None:
        """Where the report begins behind a dateline: a colon or a dash near its head, or the end of its line."""
        view = self._view
        if not view.in_article[first]:
            return next((k for k in range(last, len(view.tokens)) if view.in_article[k]), sentence.last)
        marks = [k for k in range(last, min(sentence.last, sentence.first + _DATELINE + 6)) if view.is_mark(k, ":")]
        if marks and all(view.tokens[k].kind == "mark" or not view.is_verb(k) for k in range(sentence.first, marks[0])):
            return marks[0] + 1
        short = sentence.last - sentence.first <= 8
        return sentence.last if short and not any(view.is_verb(k) for k in range(sentence.first, sentence.last)) else None
