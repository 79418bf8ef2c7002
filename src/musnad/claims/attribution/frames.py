"""Phrases that set a whole sentence under a source («بحسب X»), and reports that go on over the next sentence."""

from dataclasses import replace
from itertools import takewhile

from musnad.claims.attribution.cues import Cue
from musnad.claims.attribution.datelines import dateline
from musnad.claims.attribution.extents import QUOTES
from musnad.claims.attribution.history import CROWD, NEAR, History
from musnad.claims.attribution.scopes import Scopes
from musnad.claims.attribution.source_words import Source, same_source
from musnad.claims.attribution.sources import Sources
from musnad.claims.attribution.utterances import Utterance
from musnad.folding import fold
from musnad.language.words import ARTICLE
from musnad.model import Sentence, Span

_REPORTS = frozenset({"outlet", "agency", "document"})
_BACK = 120
"""How many tokens before a phrase the head of its clause is looked for; else it is that of the sentence."""

_ASIDE = 4
"""Words between a paper and the comma before whom it quotes, at most."""

_PUBLISHED = 6
"""How many tokens behind words that are told stands who published them, at most («في تصريح لإذاعة الفجر نقلته الوكالة»)."""

_TAIL = 12
"""Words that may follow a source at the end of its sentence («في بيان لها أمس»)."""


class Frames:
    """The frames of one document."""

    def __init__(self, scopes: Scopes, sources: Sources, history: History) -> None:
        self._scopes = scopes
        self._sources = sources
        self._history = history
        self._hinges = sources.hinges
        self._view = scopes.view
        self._reporters: set[Span | str | None] = set()
        page = scopes.view.document
        self._own = frozenset(self._name(name) for name in (page.page.outlet, page.metadata.outlet) if name)

    def _name(self, name: str) -> str:
        """A paper's name, folded, without «صحيفة» or the like before it."""
        head, _, rest = fold(name).partition(" ")
        return rest if rest and self._sources.words.kind(head) in ("outlet", "agency") else fold(name)

    def not_the_page(self, source: Source | None) -> Source | None:
        """The source, unless it is the page's own outlet or its man («مراسلنا»)."""
        if source is None or self._hinges.is_a("ours", self._view.tokens[source.first].enclitic):
            return None
        if not self._own:
            return source
        known = {source.argument.span, source.argument.entity} - {None}
        if self._is_reporter(source):
            self._reporters |= known
        if known & self._reporters:
            return None
        entity = self._view.entities.get(source.argument.entity or "")
        names = {self._view.document.quote(source.argument.span), *(entity.names if entity else ())}
        return None if self._own & {self._name(name) for name in names} else source

    def _is_reporter(self, source: Source) -> bool:
        """Whether a source is the page's own man («مراسل الفجر» on a page of الفجر)."""
        head = self._view.tokens[source.first].base.removeprefix(ARTICLE)
        if not self._hinges.is_a("reporter", head):
            return False
        words = [t.form for t in self._view.tokens[source.first + 1 : source.last] if t.kind == "word"]
        return any(
            " ".join(words[:k]) in self._own or " ".join(words[1:k]) in self._own for k in range(1, len(words) + 1)
        )

    def datelines(self) -> list[Utterance]:
        """The report of the agency in the dateline, if there is one; on a page of no known paper it is the page's own."""
        report = dateline(self._sources) if self._own else None
        if report is None or self.not_the_page(report.source) is None or self._reports_itself(report.first):
            return []
        return [report]

    def _reports_itself(self, first: int) -> bool:
        """Whether a page names itself behind its dateline («وقال لـ«الضحى»»), so that not all of it is the agency's."""
        view = self._view
        named = (
            view.mention_at[i] for i in range(first, len(view.tokens)) if i in view.mention_at and view.in_article[i]
        )
        own = (m for m in named if m.named and m.kind in ("MEDIA", "ORG"))
        return any(self._name(view.document.quote(mention.span)) in self._own for mention in own)

    def read(self, cue: Cue, sentence: Sentence) -> Utterance | None:
        """The utterance that a phrase makes of its sentence or clause."""
        source, behind = self._source(cue.last, sentence.last, "what" in cue.row.traits)
        source = self.not_the_page(source) if source is not None else self._his(cue, behind)
        if source is None or self._is_rule(cue, source):
            return None
        around = self._history.around(cue.index)
        if any(u.source is not None and same_source(u.source, source) for u in around) or self._own_paper(source):
            return None
        inner = self._quoted_by(source, behind, sentence.last)
        passed_on = self._passed_on(cue)
        if passed_on is not None and passed_on.source is not None:
            passed_on.carriers, passed_on.source = (*passed_on.carriers, passed_on.source), source
            passed_on.cue = (passed_on.cue[0], behind)
            self._sources.takeups.remember(source)
            return passed_on
        held = self._holder(cue, source, behind, sentence)
        first, last = self._extent(cue, behind, sentence, cut=held is None)
        first, last = self._inside_speech(cue.index, first, last, held)
        passing = (source,) if inner is not None else ()
        utterance = Utterance("frame", cue.row, (cue.index, behind), first, last, False, inner or source, frame=True)
        utterance.feminine, utterance.inner = (inner or source).feminine, held is not None
        utterance.carriers = passing if held is not None else (*self._history.carriers(source), *passing)
        self._history.note(utterance)
        return utterance

    def _holder(self, cue: Cue, source: Source, behind: int, sentence: Sentence) -> Utterance | None:
        """In whose words a phrase stands, so that he names its source; at the end of a sentence it is the page that names it."""
        spoken = [u for u in self._history.around(cue.index) if u.source is not None and not u.frame]
        if not spoken or not self._ends(cue, behind, sentence):
            return spoken[-1] if spoken else None
        first = max(self._clause_start(cue.index, sentence), self._sibling_start(cue.index, sentence))
        if first > spoken[-1].first and not spoken[-1].direct:
            spoken[-1].cut(first)
            return None
        final = not any(self._view.is_mark(k, "،,؛") for k in range(behind, sentence.last - 1))
        return None if final or source.kind in ("outlet", "agency", "social") else spoken[-1]

    def _is_rule(self, cue: Cue, source: Source) -> bool:
        """Whether a phrase right behind a verb tells what is gone by, not who says so («الأمور تسير وفق القضاء»)."""
        view = self._view
        if self._hinges.is_a("norm", source.head) and source.argument.entity not in view.named:
            return True
        unnamed = source.kind == "official" and source.argument.entity is None and not source.argument.implied
        return unnamed and cue.index > 0 and view.is_verb(cue.index - 1) and not view.is_mark(cue.index - 1, "،,")

    def _own_paper(self, source: Source) -> bool:
        """Whether «البيان» is only where the speaker of this sentence says so («وأكدت الحركة أن ...، وفق نص البيان»)."""
        spoken = (u.source for u in self._history.here[-CROWD:] if not u.frame and u.source is not None)
        return self._is_paper(source) and any(known.kind in ("person", "official") for known in spoken)

    def _is_paper(self, source: Source) -> bool:
        """Whether a source is «البيان», of whom nobody is told and which has said nothing before."""
        if source.kind != "document" or source.argument.entity is not None or source.argument.implied:
            return False
        return self._view.tokens[source.last - 1].base.startswith(ARTICLE)

    def _quoted_by(self, source: Source, i: int, limit: int) -> Source | None:
        """Whom a paper quotes right behind its name («وفق ما أوردت الصحيفة عن مسؤول»)."""
        if source.kind not in _REPORTS or i + 1 >= limit or not self._hinges.is_a("from", self._view.tokens[i].base):
            return None
        return self._sources.at(i + 1, limit)

    def _his(self, cue: Cue, i: int) -> Source | None:
        """The speaker that goes on where a phrase only has his pronoun («، وفق تعبيره»)."""
        tokens, hinges = self._view.tokens, self._hinges
        if i >= len(tokens) or any(u.source is not None for u in self._history.here):
            return None
        for feminine, kind in ((False, "his"), (True, "hers")):
            form = tokens[i].form
            if hinges.owned("wording", form) and any(form.endswith(p) for p in hinges.all(kind)):
                previous = self._history.continued(feminine, False, cue.index, True)
                return previous.source.taken_up(i, i + 1) if previous is not None and previous.source else None
        return None

    def _passed_on(self, cue: Cue) -> Utterance | None:
        """«بحسب الصحيفة، نقلاً عن مسؤول»: the phrase right before, whose source passes on the words of this one."""
        before = next((u for u in reversed(self._history.here) if u.frame), None)
        near = before is not None and 0 <= cue.index - before.cue[1] <= 2
        return before if near and "inner" in cue.row.traits else None

    def _inside_speech(self, i: int, first: int, last: int, held: Utterance | None) -> tuple[int, int]:
        for other in self._history.around(i):
            if other.direct or other is held:
                first, last = max(first, other.first), min(last, other.last)
        return first, last

    def _source(self, i: int, limit: int, clause: bool = False) -> tuple[Source | None, int]:
        """The source behind a phrase («بحسب ما أعلنته الحركة» too), and where it ends."""
        view, sources, hinges = self._view, self._sources, self._hinges
        if clause and i < limit and not self._scopes.is_cue(i, "verb"):
            return None, i  # «على ما يبدو»
        if clause or (i < limit and hinges.is_a("what", view.tokens[i].form)):
            i += 1 if clause else 2
            while i < limit and (hinges.is_a("lead", view.tokens[i].form) or hinges.is_a("lead", view.tokens[i].base)):
                i += 1
            found = sources.after(i, limit)
            found = self._teller(found, limit) if found is not None else None
            return found, found.last if found is not None else i
        same = sources.takeups.same(i, limit)
        if same is not None:
            return same, i + 2
        while i < limit and hinges.is_a("wording", view.tokens[i].base.removeprefix(ARTICLE)):
            if view.tokens[i].enclitic:
                return None, i
            i += 1
        found = sources.at(i, limit) if i < limit else None
        return found, found.last if found is not None else i

    def _teller(self, source: Source, limit: int) -> Source:
        """Who told a paper something, where its name stands before his («بحسب ما أفاد به «الفجر» مصدر عسكري»)."""
        i = source.last
        if source.kind not in _REPORTS or i >= limit or self._view.tokens[i].proclitics:
            return source
        word = self._sources.extents.word(i)
        teller = self._sources.at(i, limit) if word is not None and word.kind in ("unnamed", "official") else None
        return teller or source

    def _extent(self, cue: Cue, behind: int, sentence: Sentence, *, cut: bool) -> tuple[int, int]:
        """The tokens that a phrase speaks for: what follows it, what precedes it, or the clause around it."""
        start = self._clause_start(cue.index, sentence)
        if self._begins(cue, sentence):
            if sentence.last - behind <= 1 and self._history.recent and self._same_paragraph(sentence):
                return self._view.sentence_of[sentence.first - 1].first, cue.index
            return behind, self._scopes.end(behind, sentence.last)
        if self._ends(cue, behind, sentence):
            for other in self._history.around(cue.index):
                if cut and not other.direct:
                    other.cut(cue.index)
            return max(start, self._sibling_start(cue.index, sentence)), cue.index
        return max(start, self._clause_around(cue.index, sentence)), self._scopes.turn(behind, sentence.last)

    def _clause_around(self, i: int, sentence: Sentence) -> int:
        """The head of the clause in which a phrase is inserted: behind «التي» or «أن», or a comma with و."""
        view = self._view
        for k in range(i - 1, max(sentence.first, i - _BACK), -1):
            joined = view.is_mark(k - 1, "،,") and "و" in view.tokens[k].proclitics
            if joined or "relative" in view.classes(k - 1) or self._scopes.that(k - 1):
                return k
        return sentence.first

    def _begins(self, cue: Cue, sentence: Sentence) -> bool:
        """Whether the phrase stands at the head of its sentence, or of a clause that a mark sets off."""
        view = self._view
        i = k = cue.index
        joined = view.tokens[i].form[:1] in ("و", "ف") and not cue.row.lemma.startswith(view.tokens[i].form)
        while k > sentence.first and (view.tokens[k - 1].kind == "mark" or view.classes(k - 1) & {"conjunction"}):
            if view.is_mark(k - 1, "؛"):
                return True
            k -= 1
        return k == sentence.first or (joined and view.is_mark(i - 1, "،؛..."))

    def _ends(self, cue: Cue, behind: int, sentence: Sentence) -> bool:
        view = self._view
        i = behind
        relative = cue.index > sentence.first + 1 and "relative" in view.classes(cue.index - 2)
        if cue.index > sentence.first and (relative or view.is_verb(cue.index - 1)):
            return False  # «أوقع وفق المستشفى عشرين قتيلا»
        described = not view.tokens[cue.last].base.startswith(ARTICLE)
        while i < sentence.last and not (view.is_mark(i, '،,؛.:!؟?)"”»') or self._who(i)):
            verb = view.is_verb(i) or (i > behind and self._scopes.is_cue(i, "verb"))
            described = described and (i > behind or verb or self._hinges.is_a("hides", view.tokens[i].form))
            if i - behind > _TAIL or (verb and not described):
                return False
            i += 1
        dated = i
        while dated < sentence.last - 1 and (dated in view.time_at or view.is_mark(dated, "،,")):
            dated += 1
        if dated >= sentence.last - 1:
            return True  # «، بحسب الشرطة، أمس الثلاثاء.»
        if self._who(i):
            return True
        if i == behind and cue.index > sentence.first and not view.is_mark(cue.index - 1, "،,"):
            return self._breaks(i + 1)
        return view.is_mark(i, "؛.") or self._breaks(i + 1)

    def _who(self, i: int) -> bool:
        """Whether «والذي» or the like tells more of the source before it."""
        kinds = ("who_he", "who_she", "who_many")
        joined = i < len(self._view.tokens) and "و" in self._view.tokens[i].proclitics
        return joined and any(self._hinges.is_a(kind, self._view.tokens[i].base) for kind in kinds)

    def _breaks(self, i: int) -> bool:
        """Whether the clause behind a comma no longer belongs to what the phrase speaks for."""
        view, hinges = self._view, self._hinges
        if i >= len(view.tokens):
            return True
        return (
            "و" in view.tokens[i].proclitics
            or "relative" in view.classes(i)
            or hinges.is_a("what", view.tokens[i].form)
            or bool(hinges.length("resume", view.tokens, i))
            or hinges.is_a("sibling", view.tokens[i].form)
            or self._scopes.is_cue(i, "participle")
        )

    def _clause_start(self, i: int, sentence: Sentence) -> int:
        """The head of the clause around a phrase: behind a semicolon, or where ف begins a new clause behind a comma."""
        view = self._view
        for k in range(i - 2, max(sentence.first, i - _BACK), -1):
            if view.is_mark(k - 1, "؛") or (view.is_mark(k - 1, "،,") and "ف" in view.tokens[k].proclitics):
                return k
        return sentence.first

    def _sibling_start(self, i: int, sentence: Sentence) -> int:
        """Where «فيما» or the like opens the last clause before a phrase that no comma sets off."""
        view = self._view
        if view.is_mark(i - 1, "،,"):
            return sentence.first
        clauses = (
            k
            for k in range(i - 1, max(sentence.first, i - _BACK), -1)
            if view.is_mark(k - 1, "،,") and self._is_sibling(k)
        )
        return next(clauses, sentence.first)

    def _is_sibling(self, i: int) -> bool:
        form, hinges = self._view.tokens[i].form, self._hinges
        return hinges.is_a("sibling", form) or bool(hinges.owned("one", form))

    def after_verb(self, cue: Cue, source: Source, sentence: Sentence) -> bool:
        """«كما قال فلان»: whether a verb that says no more sets its sentence under its speaker."""
        view = self._view
        if cue.index <= sentence.first + 1 or not self._hinges.is_a("as", view.tokens[cue.index - 1].form):
            return False
        end = source.last
        while end < min(sentence.last - 1, source.last + _TAIL) and view.tokens[end].kind == "word":
            if view.is_verb(end) or self._scopes.that(end):
                return False
            end += 1
        if not view.is_mark(min(end, sentence.last - 1), ".،,؛!"):
            return False
        first, last = self._clause_start(cue.index - 1, sentence), cue.index - 1
        utterance = Utterance(
            "as", cue.row, (cue.index, cue.last), first, last, False, self.not_the_page(source), frame=True
        )
        self._history.note(utterance)
        return True

    def inside(
        self, first: int, last: int, source: Source | None, carriers: tuple[Source, ...], behind: int
    ) -> tuple[Source | None, tuple[Source, ...]]:
        """Speaker and carriers, with those that stand between a cue and its content («لوكالة X»، «نقلاً عن Y»)."""
        for i in range(first, last):
            cue = next((c for c in self._scopes.cues(i) if c.form.kind == "phrase"), None)
            found = self._source(cue.last, last, "what" in cue.row.traits)[0] if cue is not None else None
            if cue is not None and found is not None and not (source is not None and self._is_paper(found)):
                inner = "inner" in cue.row.traits and source is not None
                return (found, (*carriers, source)) if inner and source else (source, (*carriers, found))
        start = max(first, behind)
        quoted = self._quoted_aside(start, last) if source is not None and source.kind in _REPORTS else None
        if quoted is not None and source is not None:
            return quoted, (*carriers, source)
        carrier = self._addressed(start, last) or self._published(start, last)
        if carrier is not None and not (source is not None and same_source(carrier, source)):
            carriers = (*carriers, carrier)
        return source, carriers

    def _quoted_aside(self, first: int, last: int) -> Source | None:
        """Whom a paper quotes behind a comma («ذكرت الوكالة، عن مصدر أمني، أن»)."""
        for i in range(first, min(last - 1, first + _ASIDE)):
            if self._view.is_mark(i, "،,") and self._hinges.is_a("from", self._view.tokens[i + 1].base):
                return self._sources.at(i + 2, last)
        return None

    def _addressed(self, first: int, last: int) -> Source | None:
        """The agency to which the words were said («قال لوكالة X»); a paper so named is nearly always the page's own."""
        for i in range(first, last):
            lone = self._hinges.is_a("to", self._view.tokens[i].base)
            if not (lone or self._view.governed(i) or self._object(i, first)) or self._within_name(i):
                continue
            if any(self._hinges.is_a("channel", t.base) for t in self._view.tokens[max(first, i - 4) : i]):
                continue
            found = self._sources.at(i + lone, last)
            if found is not None and found.kind == "agency" and not found.argument.implied and self._is_wire(found):
                return found
            if found is not None and found.kind in _REPORTS and self._retelling(found):
                return found
        return None

    def _retelling(self, source: Source) -> bool:
        """Whether a paper that words are said to is the one whose report the page retells («وقال مسؤول للصحيفة إن»)."""
        if not source.argument.implied:
            return False
        told = (other for u in self._history.found[-NEAR:] for other in (u.source, *u.carriers) if other is not None)
        return any(same_source(source, other) for other in told)

    def _is_wire(self, source: Source) -> bool:
        """Whether an agency is one that papers everywhere reprint, so that what is said to it comes through it."""
        words = self._view.document.quote(source.argument.span)
        return fold(words) in self._sources.words.wires

    def _within_name(self, i: int) -> bool:
        name = self._view.mention_at.get(i)
        return name is not None and name.named and self._view.mention_at.get(i - 1) is name

    def _object(self, i: int, first: int) -> bool:
        row = self._sources.extents.word(i)
        return i == first and row is not None and row.kind == "agency"

    def _published(self, first: int, last: int) -> Source | None:
        """The paper that passed a statement on («في تصريحات نقلتها سكاي نيوز»)."""
        view, hinges = self._view, self._hinges
        for i in range(first + 1, last):
            near = range(i - 1, max(first, i - _PUBLISHED) - 1, -1)
            whole = takewhile(lambda k: view.tokens[k].kind == "word" or view.is_mark(k, QUOTES), near)
            channel = any(hinges.is_a("channel", view.tokens[k].base.removeprefix(ARTICLE)) for k in whole)
            if channel and self._hinges.is_a("published", view.tokens[i].form):
                found = self._sources.after(i + 1, last)
                if found is not None and found.kind in ("agency", "outlet", "social"):
                    return found
        return None

    def carried(self, sentence: Sentence) -> list[Utterance]:
        """What goes on from the sentence before: an open quotation, «ومن جانبه» or «كما» in a report, or «وأن» alone."""
        recent, found = self._history.recent, self._history.found
        still = [u for u in found[-NEAR:] if u.covers(sentence.first)]
        if still or not recent or not recent[-1] or not self._same_paragraph(sentence):
            return still
        previous = recent[-1][0] if recent[-1][0].frame else recent[-1][-1]
        closed = previous.first == previous.last or (previous.rule == "frame" and previous.last <= previous.cue[0])
        if previous.source is None or not self._goes_on(previous.source, sentence.first, closed=closed):
            return []
        going = replace(previous, rule="carried", first=sentence.first, last=sentence.last, direct=False, frame=True)
        found.append(going)
        return [going]

    def _goes_on(self, source: Source, i: int, *, closed: bool) -> bool:
        """Whether a sentence goes on with «وأن», or with «كما» where no document was named only at the end of the last."""
        form = self._view.tokens[i].form
        that = form.startswith("و") and self._hinges.is_a("that", form[1:])
        reports = source.kind in _REPORTS and not (closed and source.kind == "document")
        return that or (reports and bool(self._hinges.length("carry", self._view.tokens, i)))

    def _same_paragraph(self, sentence: Sentence) -> bool:
        end = self._view.tokens[sentence.first - 1].span.end if sentence.first else 0
        return "\n" not in self._view.document.text[end : sentence.span.start]
