"""Reads the utterances of one document, sentence by sentence."""

from dataclasses import replace

from musnad.claims.cues import Cue, CueTable
from musnad.claims.frames import Frames
from musnad.claims.headlines import Headlines
from musnad.claims.hinges import Hinges
from musnad.claims.participants import Phrases
from musnad.claims.scopes import Content, Scopes
from musnad.claims.sources import FARTHEST, Source, Sources, SourceWords
from musnad.claims.utterances import Utterance, same_source
from musnad.language.words import ARTICLE
from musnad.model import Sentence

_MEDIA = frozenset({"outlet", "agency", "document", "social"})
_PUBLISHERS = frozenset({"outlet", "agency", "social", "unnamed"})
_NEAR = 40
"""So many utterances back a source can be taken up with those who passed its words on."""

_RECENT = 2
"""A dropped subject is looked for so many sentences back."""


class Reader:
    """One document's reader."""

    def __init__(self, phrases: Phrases, cues: CueTable, words: SourceWords, hinges: Hinges) -> None:
        self.view = phrases.view
        self.phrases = phrases
        self.hinges = hinges
        self.scopes = Scopes(self.view, cues, hinges)
        self.sources = Sources(self.view, phrases, words, hinges)
        self.frames = Frames(self)
        self._headlines = Headlines(self)
        self.found: list[Utterance] = []
        self._recent: list[list[Utterance]] = []
        self._here: list[Utterance] = []
        self._read_to = 0

    def read(self) -> list[Utterance]:
        """All utterances of the document, as far as the article goes."""
        headlines = self._headlines
        for whole in self.view.document.sentences:
            sentence = self._in_article(whole)
            if sentence.first == sentence.last:
                continue
            self._here = self.frames.carried(sentence)
            if headlines.is_title(sentence):
                headlines.colon(sentence)
            self._sentence(sentence)
            self._recent = [*self._recent[1 - _RECENT :], self._here]
        headlines.settle(self.found)
        self._hold()
        self.frames.datelines(self.found)
        return self.found

    def _in_article(self, sentence: Sentence) -> Sentence:
        """The sentence without what stands before its first word of the article, such as a dateline."""
        first = sentence.first
        while first < sentence.last and not self.view.in_article[first]:
            first += 1
        return replace(sentence, first=first)

    def _hold(self) -> None:
        """Let an announcement («صرح المتحدث بأن») that opens a report go on until another speaks."""
        spoken = [u for u in self.found if u.source is not None and u.rule == "verb" and not self._titled(u)]
        if not spoken or spoken[0].row is None or "holds" not in spoken[0].row.traits or spoken[0].direct:
            return
        first = spoken[0]
        others = [self.view.sentence_of[u.cue[0]].first for u in spoken[1:] if not first.covers(u.cue[0])]
        end = min(others, default=len(self.view.tokens))
        last = first.last
        while last < end and self.view.in_article[last]:
            last += 1
        first.last = last

    def _titled(self, utterance: Utterance) -> bool:
        return self._headlines.is_title(self.view.sentence_of[utterance.cue[0]])

    def note(self, utterance: Utterance) -> None:
        """Keep an utterance of the sentence that is being read."""
        self._here.append(utterance)
        self.found.append(utterance)
        if utterance.source is not None:
            for source in (*utterance.carriers, utterance.source):
                self.sources.remember(source)

    def here(self) -> list[Utterance]:
        """The utterances found so far in the sentence that is being read."""
        return self._here

    def before(self) -> list[list[Utterance]]:
        """The utterances of the sentences right before, the latest last."""
        return self._recent

    def _sentence(self, sentence: Sentence) -> None:
        self._read_to = sentence.first
        i = sentence.first
        while i < sentence.last:
            if i >= self._read_to:
                for cue in self.scopes.cues(i):
                    utterance = self._utterance(cue, sentence)
                    if utterance is not None:
                        break
            i += 1

    def _utterance(self, cue: Cue, sentence: Sentence) -> Utterance | None:
        if cue.form.kind == "phrase":
            framed = self.frames.read(cue, sentence)
            if framed is not None:
                self._read_to = max(self._read_to, framed.cue[1])
            return framed
        if cue.form.kind == "participle":
            return self._participle(cue, sentence)
        if cue.form.kind == "noun":
            return self._verbal_noun(cue, sentence)
        return self._verb(cue, sentence)

    def _verb(self, cue: Cue, sentence: Sentence) -> Utterance | None:
        if "preposition" in self.view.classes(cue.index) and self._clause_head(cue.index) is None:
            return None
        content = self.scopes.content(cue)
        limit = content.opener if content is not None and content.opener > cue.index else sentence.last
        carriers: tuple[Source, ...] = ()
        if "relays" in cue.row.traits:
            source, carriers, behind = self._relayed(cue, limit)
        else:
            source, behind = self._speaker(cue, limit, sentence)
        if source is None and behind < 0:
            return None
        if "media" in cue.row.traits and not carriers and (source is None or source.kind not in _PUBLISHERS):
            return None
        content = self._wider(content, self.scopes.noun(cue, behind)) or self._quoted_before(cue, sentence)
        if content is None:
            return self.frames.after_verb(cue, source, sentence) if source is not None else None
        return self._spoken(cue, source, carriers, content, behind)

    @staticmethod
    def _wider(content: Content | None, noun: Content | None) -> Content | None:
        """The clause or quotation, unless it is only a part of the noun phrase that the cue governs."""
        if content is None or noun is None:
            return content or noun
        inside = content.kind == "quote" and noun.opener < content.opener and content.first < noun.last
        return noun if inside else content

    def _spoken(
        self, cue: Cue, source: Source | None, carriers: tuple[Source, ...], content: Content, behind: int
    ) -> Utterance:
        if content.opener > cue.index:
            source, carriers = self.frames.inside(cue.last, content.opener, source, carriers, behind)
            self._read_to = max(self._read_to, content.opener)
        source, carriers = self.frames.not_the_page(source), tuple(c for c in carriers if self.frames.not_the_page(c))
        utterance = self._made("verb", cue, source, content)
        utterance.carriers = carriers or self._carriers_of(source)
        self._cut(utterance)
        self._add(utterance, content)
        return utterance

    def _carriers_of(self, source: Source | None) -> tuple[Source, ...]:
        """Who passed on the words of a source, where it is taken up again («المصدر») or its verb has no subject."""
        if source is None or not source.argument.implied:
            return ()
        return next((self._above(u) for u in reversed(self.found[-_NEAR:]) if u.source and same_source(u.source, source)), ())

    def _above(self, utterance: Utterance) -> tuple[Source, ...]:
        around = [u for u in self.found[-_NEAR:] if u is not utterance and u.covers(utterance.cue[0]) and u.source is not None]
        around.sort(key=lambda u: (u.first, -u.last))
        return (*(u.source for u in around if u.source is not None), *utterance.carriers)

    def _made(self, rule: str, cue: Cue, source: Source | None, content: Content) -> Utterance:
        feminine = cue.form.feminine if cue.form.kind != "noun" and "relays" not in cue.row.traits else None
        return Utterance(
            rule, cue.row, (cue.index, cue.last), content.first, content.last, content.direct, source, feminine
        )

    def _add(self, utterance: Utterance, content: Content) -> None:
        """Keep an utterance; what a speaker shows of himself («ارتياحه») is his act, only what follows it are his words."""
        if content.kind != "noun":
            self.note(utterance)
            return
        starts = [i for i in range(content.first, content.last) if self._attitude(i, content.first)]
        bounds = [*starts, content.last]
        if not starts or starts[0] > content.first:
            self.note(utterance)
            utterance.last = bounds[0]
        for number, start in enumerate(starts):
            part = Utterance(
                utterance.rule, utterance.row, utterance.cue, start + 1, bounds[number + 1], False, utterance.source
            )
            part.feminine, part.carriers = utterance.feminine, utterance.carriers
            self.note(part)

    def _attitude(self, i: int, first: int) -> bool:
        token = self.view.tokens[i]
        own = any(
            r.enclitic and self.hinges.is_a("attitude", r.base) for r in self.view.grammar.words.readings(token)
        )
        return own and (i == first or bool({"و"} & set(token.proclitics)))

    def _speaker(self, cue: Cue, limit: int, sentence: Sentence) -> tuple[Source | None, int]:
        """Who speaks, and where his phrase ends; None and -1 where there is no cue at all, None and a place where he is unknown."""
        if "within" in cue.row.traits:
            return self._within(cue, limit)
        relative = cue.index > sentence.first and "relative" in self.view.classes(cue.index - 1)
        if relative and not cue.enclitic:
            found = self._antecedent(cue.index - 1, sentence)
            many = cue.form.plural or self.hinges.is_a("who_many", self.view.tokens[cue.index - 1].base)
            return (found, cue.last) if found is not None and (found.plural or not many) else (None, -1)
        opened = limit < sentence.last
        limit = self._own_preposition(cue, limit)
        joined = bool({"و", "ف"} & set(self.view.tokens[cue.index].proclitics))
        source = self._subject_before(cue, sentence) if not joined else None
        if source is not None and (source.last == cue.index or cue.form.plural):
            return source, cue.last
        source = self.sources.after(cue.last, limit) if not (cue.form.plural or self._subjectless(cue, limit)) else None
        if source is not None and not self._addressee(cue, source):
            return source, source.last
        if source is None and self.sources.blocked(cue.last, limit):
            return self._stranger(cue, limit, opened), cue.last if opened else -1
        source = self._subject_before(cue, sentence) if not joined else None
        if source is not None:
            return source, cue.last
        source = self._dropped(cue, sentence)
        if source is None:
            return (None, -1)
        return source, cue.last

    def _stranger(self, cue: Cue, limit: int, opened: bool) -> Source | None:
        """The page's own words for a speaker whom its names do not know, where speech plainly follows."""
        return self.sources.stranger(cue.last, limit) if opened and not self._may_be_none(cue) else None

    def _may_be_none(self, cue: Cue) -> bool:
        """Whether the phrase behind a verb may be its object, or the verb no verb at all («بين البلدين»)."""
        return "tells" in cue.row.traits or "preposition" in self.view.classes(cue.index)

    def _own_preposition(self, cue: Cue, limit: int) -> int:
        """The first place where the verb's own preposition leads to what is said; a speaker stands before it."""
        if "prep" not in cue.row.content:
            return limit
        found = [k for k in range(cue.last + 1, min(limit, cue.last + FARTHEST * 2)) if self.view.tokens[k].base in cue.row.preps]
        while len(found) > 1 and self.sources.word(found[0] - 1) is not None:
            found = found[1:]
        return found[0] if found else limit

    def _subjectless(self, cue: Cue, limit: int) -> bool:
        """Whether what stands behind a verb cannot be its subject: its own preposition, or an object behind «إنه يدعو»."""
        view = self.view
        if cue.last < limit and cue.last < len(view.tokens):
            token = view.tokens[cue.last]
            if token.base in cue.row.preps and "within" not in cue.row.traits:
                return True
        i = cue.index - 1
        while i > 0 and view.classes(i) & {"future", "past_particle", "negation"}:
            i -= 1
        if i < 0 or "tells" not in cue.row.traits:
            return False
        joined = bool(view.tokens[i].enclitic) and bool(view.classes(i) & {"subordinator", "conjunction"})
        return joined or "pronoun" in view.classes(i)

    def _addressee(self, cue: Cue, source: Source) -> bool:
        """Whether the phrase behind «دعا» is the one called upon: a people or the like, that its verb does not agree with."""
        if "tells" not in cue.row.traits:
            return False
        first = self.view.tokens[source.first].base.removeprefix(ARTICLE)
        return self.hinges.is_a("addressed", first) or (cue.form.feminine is False and source.feminine is True)

    def _within(self, cue: Cue, limit: int) -> tuple[Source | None, int]:
        """The document in which something is said («جاء في البيان أن»)."""
        behind = cue.last + 1
        inside = behind < limit and self.view.tokens[cue.last].base == "في"
        source = self.sources.at(behind, limit) if inside else None
        return (source, source.last) if source is not None else (None, -1)

    def _antecedent(self, relative: int, sentence: Sentence) -> Source | None:
        """Whom a relative clause speaks of: the name or source right before it."""
        i = relative - 1
        while i >= sentence.first and self.view.tokens[i].kind == "mark":
            i -= 1
        for start in range(i, max(sentence.first - 1, i - 7), -1):
            if self.view.mention_at.get(start) is not None or self.sources.word(start) is not None:
                source = self.sources.at(self._head(start, sentence), i + 1)
                if source is not None and source.last >= i:
                    return source
        return None

    def _head(self, i: int, sentence: Sentence) -> int:
        mention = self.view.mention_at.get(i)
        while mention is not None and i > sentence.first and self.view.mention_at.get(i - 1) is mention:
            i -= 1
        return i

    def _subject_before(self, cue: Cue, sentence: Sentence) -> Source | None:
        """The subject that stands before its verb, at the head of the clause («المتحدث قال إن»)."""
        view = self.view
        end = cue.index
        while end > sentence.first and (view.classes(end - 1) & {"past_particle", "auxiliary"} or end - 1 in view.time_at):
            end -= 1
        topic = self._topic(end, sentence)
        if topic is not None:
            return topic
        start = end
        while start > sentence.first and end - start < 14 and not self._clause_begins(start - 1):
            start -= 1
        if start == end or view.governed(start):
            return None
        if start > sentence.first and view.classes(start - 1) & {"relative", "preposition"}:
            return None
        source = self.sources.at(start, end)
        if source is None or end - source.last > 4 or any(view.is_verb(k) for k in range(source.last, end)):
            return None
        return source

    def _topic(self, end: int, sentence: Sentence) -> Source | None:
        """The subject set before its clause: «أما الوزير، فقد قال»."""
        view = self.view
        if end <= sentence.first + 1 or not self.hinges.is_a("topic", view.tokens[sentence.first].base):
            return None
        return self.sources.at(sentence.first + 1, end) if view.is_mark(end - 1, "،,") else None

    def _clause_begins(self, i: int) -> bool:
        view = self.view
        if view.tokens[i].kind == "mark":
            return not view.is_mark(i, "\"“”«»()")
        if i in view.mention_at:
            return False
        return self.scopes.that(i) or bool(
            view.classes(i) & {"relative", "auxiliary", "conjunction", "subordinator", "time_conjunction"}
        )

    def _dropped(self, cue: Cue, sentence: Sentence) -> Source | None:
        """The speaker that a verb without subject goes on with."""
        if cue.form.plural and cue.form.kind == "verb":
            return self._plural_before(cue.index, sentence)
        if cue.index > sentence.first and self._clause_head(cue.index) is None:
            if not self.view.classes(cue.index - 1) & {"conjunction", "time_conjunction"}:
                return None
        if cue.index > sentence.first + 3 and not any(u.source is not None for u in self._here):
            return self.subject(sentence, cue)
        previous = self.continued(cue.form.feminine, cue.form.plural, cue.index, "adds" in cue.row.traits)
        if self._impersonal(cue) and previous not in self._here:
            return None
        return self._implied(previous) if previous is not None else self._subject_of_last(sentence, cue)

    def _subject_of_last(self, sentence: Sentence, cue: Cue) -> Source | None:
        """The named subject of the sentence before in the same paragraph, where nobody spoke there."""
        if not self._recent or self._recent[-1] or sentence.first == 0 or cue.index > sentence.first + 1:
            return None
        last = self.view.sentence_of[sentence.first - 1]
        if "\n" in self.view.document.text[last.span.end : sentence.span.start]:
            return None
        for i in range(last.first, min(last.last, last.first + 4)):
            forms = self.view.verb_forms(i)
            if forms:
                source = self.sources.after(i + 1, last.last)
                agrees = cue.form.feminine in (None, any(form.feminine for _, form in forms))
                named = source is not None and source.argument.entity is not None and source.kind in ("person", "official")
                return source if agrees and named else None
        return None

    def _implied(self, utterance: Utterance) -> Source | None:
        source = utterance.source
        return replace(source, argument=replace(source.argument, implied=True)) if source is not None else None

    def _impersonal(self, cue: Cue) -> bool:
        """Whether a present verb without subject may mean nobody («يذكر أن»)."""
        return cue.form.present and "adds" not in cue.row.traits

    def _plural_before(self, i: int, sentence: Sentence) -> Source | None:
        for start in range(i - 1, sentence.first - 1, -1):
            row = self.sources.word(start)
            if row is not None and "plural" in row.traits and not self.view.governed(start):
                return self.sources.at(start, i)
        return None

    def continued(self, feminine: bool | None, plural: bool, i: int, adds: bool = True) -> Utterance | None:
        """The latest utterance whose speaker can be the one meant, the outer before the inner."""
        near = self._recent if adds else self._recent[-1:]
        for group in (self._here, *reversed(near)):
            outer = [u for u in group if not any(o is not u and o.covers(u.cue[0]) and not o.frame for o in group)]
            for utterance in (*reversed(outer), *reversed(group)):
                if utterance.cue[0] < i and utterance.agrees(feminine, plural):
                    return utterance
            if any(u.source is None for u in group):
                return None
        return None

    def _relayed(self, cue: Cue, limit: int) -> tuple[Source | None, tuple[Source, ...], int]:
        """«نقلت وكالة X عن Y أن»: who speaks, who passes it on, and where the phrases end."""
        from_ = next((i for i in range(cue.last, limit) if self.view.tokens[i].base == "عن"), None)
        relay = self.sources.after(cue.last, from_ if from_ is not None else limit)
        if from_ is None:
            return relay, (), relay.last if relay is not None else -1
        if relay is None and from_ > cue.last:
            return None, (), -1
        source = self.sources.at(from_ + 1, limit)
        return source, (relay,) if relay is not None else (), source.last if source is not None else from_ + 1

    def _quoted_before(self, cue: Cue, sentence: Sentence) -> Content | None:
        """The quotation that ends right before a cue: «"..."، قال فلان»."""
        i = cue.index - 1
        while i > sentence.first and self.view.is_mark(i, "،,"):
            i -= 1
        quote = self.scopes.quotes.closing.get(i)
        if quote is None or quote.size < 4:
            return None
        return Content("quote", quote.first, quote.first + 1, quote.last)

    def _participle(self, cue: Cue, sentence: Sentence) -> Utterance | None:
        content = self._wider(self.scopes.content(cue), self.scopes.noun(cue, cue.last))
        if content is None:
            return None
        previous = self._of_sentence(cue)
        if previous is None and cue.index <= sentence.first + 1:
            previous = self.continued(cue.form.feminine, cue.form.plural, cue.index)
        source = previous.source if previous is not None else self.subject(sentence, cue)
        if source is None:
            return None
        utterance = self._made("participle", cue, source, content)
        utterance.carriers = self._above(previous) if previous is not None else ()
        for other in self._here:
            if not other.frame and not self._speech_around(other, cue.index):
                other.cut(cue.index)
        self._read_to = max(self._read_to, content.opener)
        self._add(utterance, content)
        return utterance

    def _of_sentence(self, cue: Cue) -> Utterance | None:
        outer = [u for u in self._here if not u.frame or u.source is not None]
        top = [u for u in outer if not any(o is not u and o.covers(u.cue[0]) and not o.frame for o in outer)]
        for utterance in (*reversed([u for u in top if not u.frame]), *reversed(outer)):
            if utterance.agrees(cue.form.feminine, cue.form.plural):
                return utterance
        return None

    def _speech_around(self, utterance: Utterance, i: int) -> bool:
        return utterance.direct and utterance.covers(i)

    def subject(self, sentence: Sentence, cue: Cue) -> Source | None:
        """The subject of the nearest verb, where a participle without cue before it speaks of him."""
        for i in range(cue.index - 1, sentence.first - 1, -1):
            forms = self.view.verb_forms(i)
            if not forms or (i > sentence.first and (self.scopes.that(i - 1) or "relative" in self.view.classes(i - 1))):
                continue
            source = self.sources.after(i + 1, min(cue.index, i + FARTHEST))
            feminine = any(form.feminine for _, form in forms)
            if source is not None and cue.form.feminine in (None, feminine):
                return source
        return None

    def _verbal_noun(self, cue: Cue, sentence: Sentence) -> Utterance | None:
        token = self.view.tokens[cue.index]
        source = self.sources.at(cue.last, sentence.last)
        if source is None or token.base.startswith("ال"):
            return None
        content = self.scopes.content(cue) if "clause" in cue.row.content else None
        if content is not None and content.opener > source.last + 12:
            content = None
        content = content or self.scopes.noun(cue, source.last)
        if content is None or (content.kind == "noun" and self.view.tokens[content.first].base.startswith(ARTICLE)):
            return None
        utterance = self._made("noun", cue, self.frames.not_the_page(source), content)
        self._add(utterance, content)
        return utterance

    def _cut(self, utterance: Utterance) -> None:
        """End what the others say where a clause of the same rank begins with this cue."""
        at = self._clause_head(utterance.cue[0])
        if at is None:
            return
        for other in self._here:
            if other.frame or not other.covers(at) or self._speech_around(other, at):
                continue
            if self._goes_on_reporting(other, utterance):
                continue
            other.cut(at)

    def _goes_on_reporting(self, other: Utterance, utterance: Utterance) -> bool:
        """A paper's report goes on over what it quotes; another paper's words end it."""
        if other.source is None or utterance.source is None or other.source.kind not in _MEDIA:
            return False
        return utterance.source.kind not in _MEDIA and not same_source(other.source, utterance.source)

    def _clause_head(self, i: int) -> int | None:
        """Where the clause of a cue begins, if it is joined to what stands before; None where it stands inside that."""
        view, start = self.view, i
        if start and "relative" in view.classes(start - 1):
            return None
        while start and (view.classes(start - 1) & {"past_particle", "auxiliary"}):
            start -= 1
        if {"و", "ف"} & set(view.tokens[start].proclitics):
            return start
        if start and self.hinges.is_a("sibling", view.tokens[start - 1].form):
            return start - 1
        if start and view.is_mark(start - 1, "،,؛.-–"):
            return start
        return None
