"""Reads the utterances of one document, sentence by sentence, cue by cue."""

from dataclasses import replace

from musnad.claims.attribution.cues import Cue, CueTable
from musnad.claims.attribution.frames import Frames
from musnad.claims.attribution.headlines import Headlines
from musnad.claims.attribution.hinges import Hinges
from musnad.claims.attribution.history import CROWD, History
from musnad.claims.attribution.nouns import Nouns
from musnad.claims.attribution.passages import posts
from musnad.claims.attribution.scopes import Content, Scopes
from musnad.claims.attribution.source_words import Source, SourceWords, same_source
from musnad.claims.attribution.sources import Sources
from musnad.claims.attribution.speakers import RELAYING, Speaker, Speakers
from musnad.claims.attribution.utterances import Utterance
from musnad.claims.participants import Phrases
from musnad.language.words import ALIF, ARTICLE
from musnad.model import Sentence

_PUBLISHING = frozenset({"outlet", "agency", "social", "unnamed"})
DECIDED = "decision"
"""The rule of an utterance that may bring about what it tells of («أعلن استقالته»)."""

_NOUN_REACH = 12
"""Tokens between the speaker of a verbal noun and its clause, at most."""


class Reader:
    """One document's reader."""

    def __init__(self, phrases: Phrases, cues: CueTable, words: SourceWords, hinges: Hinges) -> None:
        self.view = phrases.view
        self._hinges = hinges
        self._scopes = Scopes(self.view, cues, hinges, words.bodies)
        self._nouns = Nouns(self._scopes)
        self._sources = Sources(phrases, words, hinges)
        self._history = History(self._sources.takeups)
        self._speakers = Speakers(self._scopes, self._sources, self._history)
        self._frames = Frames(self._scopes, self._sources, self._history)
        self._headlines = Headlines(self._sources, self._history)
        self._read_to = 0

    def read(self) -> list[Utterance]:
        """All utterances of the document, as far as the article goes."""
        for whole in self.view.document.sentences:
            sentence = self._in_article(whole)
            if sentence.first == sentence.last:
                continue
            self._history.begin(self._frames.carried(sentence), title=self._headlines.is_title(sentence))
            self._sentence(sentence, self._headlines.colon(sentence, self._frames))
            self._history.end()
        self._headlines.settle()
        self._hold()
        return [*self._frames.datelines(), *posts(self.view), *self._history.found]

    def _in_article(self, sentence: Sentence) -> Sentence:
        """The sentence without what stands before its first word of the article, such as a dateline."""
        first = sentence.first
        while first < sentence.last and not self.view.in_article[first]:
            first += 1
        return replace(sentence, first=first)

    def _hold(self) -> None:
        """Let an announcement («صرح المتحدث بأن») that opens a report go on until another speaks."""
        spoken = [u for u in self._history.found if u.source is not None and not self._titled(u)]
        first = next((u for u in spoken if u.rule == "verb"), None)
        if first is None or first.row is None or "holds" not in first.row.traits or first.direct:
            return
        opening = self.view.sentence_of[first.cue[0]].first
        told = any(self.view.in_article[i] and not self._in_title(i) for i in range(opening))
        if told:
            return
        others = [
            self.view.sentence_of[u.cue[0]].first for u in spoken if not first.covers(u.cue[0]) and u is not first
        ]
        end = min(others, default=len(self.view.tokens))
        while first.last < end and self.view.in_article[first.last]:
            first.last += 1

    def _titled(self, utterance: Utterance) -> bool:
        return self._in_title(utterance.cue[0])

    def _in_title(self, i: int) -> bool:
        return self._headlines.is_title(self.view.sentence_of[i])

    def _sentence(self, sentence: Sentence, first: int) -> None:
        self._read_to = first
        for i in range(first, sentence.last):
            if i >= self._read_to and (cues := self._scopes.cues(i)):
                any(self._utterance(cue, sentence) for cue in cues)

    def _utterance(self, cue: Cue, sentence: Sentence) -> bool:
        """Whether a cue opens an utterance, which is then kept."""
        if cue.form.kind == "phrase":
            framed = self._frames.read(cue, sentence)
            self._read_to = max(self._read_to, framed.cue[1]) if framed is not None else self._read_to
            return framed is not None
        if cue.form.kind == "participle":
            return self._participle(cue, sentence)
        if cue.form.kind == "noun":
            return self._verbal_noun(cue, sentence)
        return self._verb(cue, sentence)

    def _verb(self, cue: Cue, sentence: Sentence) -> bool:
        doubtful = cue.index > sentence.first and "preposition" in self.view.classes(cue.index)
        if self._unsaid(cue):
            self._end_others(self._scopes.clause_head(cue.index))  # «قال فلان كذا، ولم يوضح السبب»
            return False
        if (
            self._of_noun(cue)
            or self._scopes.bound_to_noun(cue.index)
            or (
                doubtful
                and self._scopes.clause_head(cue.index) is None
                and not self._speakers.leads(cue, sentence.last)
            )
        ):
            return False
        content = self._scopes.content(cue)
        if content is not None and self._behind_turn(cue, content):
            content = None
        limit = content.opener if content is not None and content.opener > cue.index else sentence.last
        speaker = self._speakers.of(cue, limit, sentence)
        if speaker is None:
            return False
        source, carriers = speaker.source, speaker.carriers
        if not self._may_publish(cue, speaker, content):
            return False
        noun = self._noun(cue, speaker.behind)
        content = noun if self._quotes_later(noun, content) else wider(content, noun)
        content = content or self._scopes.quoted_before(cue)
        if content is None:
            framed = source is not None and self._frames.after_verb(cue, source, sentence)
            if source is not None and not framed:
                self._without_words(cue, source)
            return framed
        if content.opener > cue.index:
            source, carriers = self._frames.inside(cue.last, content.opener, source, carriers, speaker.behind)
            self._read_to = max(self._read_to, content.opener)
        if not any(u.source is not None and not u.frame for u in self._history.around(cue.index)):
            content = self._nouns.beyond(content)
        content = replace(content, last=self._scopes.background(cue, content))
        self._spoken(cue, self._frames.not_the_page(source), carriers, content)
        return True

    def _without_words(self, cue: Cue, source: Source) -> None:
        """Let a speaker take the word of whom no words are told («بينما نفت الإدارة ذلك وقالت إن»)."""
        head = self._scopes.clause_head(cue.index)
        if head is None or source.argument.implied or "acts" in cue.row.traits:
            return
        utterance = Utterance(
            "verb", cue.row, (cue.index, cue.last), cue.last, cue.last, False, source, cue.form.feminine
        )
        self._end_others(head, utterance)
        self._history.note(utterance)

    def _behind_turn(self, cue: Cue, content: Content) -> bool:
        """Whether a cue right behind a quotation tells of that one: the words found stand behind «قبل أن» or the like."""
        if content.opener <= cue.last or self._scopes.quoted_before(cue) is None:
            return False
        return any(self._scopes.that(i) and self.view.is_verb(i + 1) for i in range(cue.last, content.opener))

    def _quotes_later(self, noun: Content | None, content: Content | None) -> bool:
        """Whether a participle behind what a verb tells of has words of its own («استبعد التعيين، قائلا "..."»)."""
        if noun is None or content is None or not content.direct:
            return False
        return any(self._scopes.is_cue(i, "participle") for i in range(noun.last, content.opener))

    def _may_publish(self, cue: Cue, speaker: Speaker, content: Content | None) -> bool:
        """Whether a verb that only papers and the like speak with has such a speaker, or one whom it quotes («نُقل عنه أن»)."""
        if "written" in cue.row.traits:
            return speaker.source is not None and speaker.source.kind == "document"
        if "media" not in cue.row.traits or speaker.carriers:
            return True
        quoted = "relays" in cue.row.traits and self._speakers.split(cue, speaker.behind) is not None
        source = speaker.source
        return source is not None and (source.kind in _PUBLISHING or (quoted and content is not None))

    def _unsaid(self, cue: Cue) -> bool:
        """Whether nothing is said («لم يوضح الوزير كيف ...»), while not to deny or doubt is to say something."""
        said = cue.row.stance in ("says", "confirms", "reports")
        return said and cue.index > 0 and self._hinges.is_a("unsaid", self.view.tokens[cue.index - 1].base)

    def _of_noun(self, cue: Cue) -> bool:
        """Whether the word is a verbal noun that another governs («فضل عدم ذكر اسمه»)."""
        before = cue.index - 1
        free = before >= 0 and not self.view.tokens[cue.index].proclitics and not self._scopes.that(before)
        owned = bool(self.view.tokens[before].enclitic)  # «بدوره قال»
        return free and not owned and self._hinges.is_a("matter", self.view.tokens[before].base)

    def _noun(self, cue: Cue, behind: int) -> Content | None:
        """The noun phrase that a cue governs; not an office that only tells more of its speaker («، سفير بلاده»)."""
        noun = self._nouns.of(cue, behind)
        if noun is None or not self.view.is_mark(noun.first - 1, "،,"):
            return noun
        row = self._sources.extents.word(noun.first)
        return noun if row is None or "title" not in row.traits else None

    def _spoken(self, cue: Cue, source: Source | None, carriers: tuple[Source, ...], content: Content) -> None:
        decided = "decides" in cue.row.traits and content.kind == "noun"
        utterance = made(DECIDED if decided else "verb", cue, source, content)
        others = tuple(c for c in carriers if self._frames.not_the_page(c) is not None)
        utterance.carriers = others or self._passed_on(source, cue.index)
        if self._goes_on_inside(cue, source):
            utterance.source, utterance.carriers = None, ()
        else:
            self._cut(utterance)
        self._keep(utterance, content)

    def _passed_on(self, source: Source | None, i: int) -> tuple[Source, ...]:
        """Who has passed on the words of a speaker so far; inside what another says it is he alone."""
        if (
            any(u.source is not None and not u.frame for u in self._history.around(i))
            and self._scopes.clause_head(i) is None
        ):
            return ()
        return self._history.carriers(source) or self._retold(source, i)

    def _retold(self, source: Source | None, i: int) -> tuple[Source, ...]:
        """Who passes on the words of a speaker that is named again in the paragraph in which he was quoted."""
        said = self._history.latest(source) if source is not None else None
        if said is None or said.source is None or not said.carriers or not self._same_paragraph(said.cue[0], i):
            return ()
        return said.carriers

    def _same_paragraph(self, first: int, last: int) -> bool:
        tokens = self.view.tokens
        return "\n" not in self.view.document.text[tokens[first].span.end : tokens[last].span.start]

    def _goes_on_inside(self, cue: Cue, source: Source | None) -> bool:
        """Whether a joined verb may go on with the clause it stands in («إن الوزارة درست وطالبت», «إن عمالا احتجوا، وطالبوا»)."""
        if "و" not in self.view.tokens[cue.index].proclitics or source is None:
            return False
        if cue.form.plural:
            return self._scopes.goes_on_in_plural(cue.index, self._history.around(cue.index))
        if (
            "acts" not in cue.row.traits
            or not source.argument.implied
            or self.view.tokens[cue.index - 1].kind == "mark"
        ):
            return False
        around = [u for u in self._history.around(cue.index) if not u.frame and not u.direct]
        inner = around[-1] if around and self._scopes.that(around[-1].first - 1) else None
        subject = self._sources.at(inner.first, cue.index) if inner is not None else None
        return subject is not None and cue.form.feminine in (None, bool(subject.feminine))

    def _participle(self, cue: Cue, sentence: Sentence) -> bool:
        content = wider(self._scopes.content(cue), self._nouns.of(cue, cue.last)) or self._nouns.addressed(cue)
        if (
            content is None
            or self._is_object(cue, content)
            or (content.opener > cue.last and (self._describes(cue.index) or self._is_adverb(cue, content)))
        ):
            return False
        previous = self._history.of_sentence(cue.form.feminine, cue.form.plural)
        if previous is None and cue.index <= sentence.first + 1:
            if content.kind == "colon":
                return False
            previous = self._history.continued(cue.form.feminine, cue.form.plural, cue.index, far=True)
        turned = self._speakers.actors.turned(cue, previous.cue[0] if previous is not None else sentence.first)
        if turned is None and cue.row.pos == "adverb":
            turned = self._speakers.actors.right_before(cue)
            if turned is None and previous is not None:
                turned = self._speakers.actors.acting(sentence, cue, previous.cue[1])
        previous = previous if turned is None else None
        source = turned or (previous.source if previous is not None else self._speakers.actors.acting(sentence, cue))
        if source is None:
            return False
        above = self._history.above(previous) if previous is not None else ()
        inner = self._speakers.relayed_by(cue, content.opener)
        utterance = made("participle", cue, inner or source, content)
        utterance.carriers = (*above, source) if inner is not None else above
        for other in self._history.around(cue.index):
            if not other.frame and not other.direct:
                other.cut(cue.index)
        self._read_to = max(self._read_to, content.opener)
        if utterance.carriers and "acts" in cue.row.traits:
            *outer, last = utterance.carriers
            place = (cue.index, cue.last)
            self._history.note(
                Utterance("carried", None, place, cue.index, content.last, False, last, None, tuple(outer), frame=True)
            )
        self._keep(utterance, content)
        return True

    def _is_object(self, cue: Cue, content: Content) -> bool:
        """Whether a word that could be a participle is a noun with its adjective («قدمت مقترحا جديدا»)."""
        tokens, first = self.view.tokens, content.first
        if content.kind != "noun" or first != cue.last:
            return False
        described = tokens[first].base.endswith(ALIF) and not tokens[first].base.startswith(ARTICLE)
        behind_verb = cue.index > 0 and self.view.is_verb(cue.index - 1)
        return described and behind_verb

    def _is_adverb(self, cue: Cue, content: Content) -> bool:
        """Whether a word that only tells how something is done has a noun farther on («للعودة مجددا إلى المجلس»)."""
        return content.kind == "noun" and self._hinges.is_a("adverb", self.view.tokens[cue.index].base)

    def _describes(self, i: int) -> bool:
        """Whether a participle is the adjective of the source right before it («مصادر متابعة للملف»)."""
        tokens = self.view.tokens
        behind = i > 0 and self._sources.extents.word(i - 1) is not None
        return behind and not tokens[i - 1].base.startswith(ARTICLE) and not tokens[i].base.endswith(ALIF)

    def _verbal_noun(self, cue: Cue, sentence: Sentence) -> bool:
        source = self._sources.at(cue.last, sentence.last)
        if source is None or self.view.tokens[cue.index].base.startswith(ARTICLE):
            return False
        if source.kind in ("outlet", "agency") and self.view.governed(cue.last):
            return False  # «في تصريح لوكالة رويترز»
        content = self._scopes.content(cue) if "clause" in cue.row.content else None
        if content is None or content.opener > source.last + _NOUN_REACH or self._answers(content, source.last):
            content = self._nouns.of(cue, source.last)
        if content is None or self._names_an_accord(source, content):
            return False
        utterance = made("noun", cue, self._frames.not_the_page(source), content)
        self._keep(utterance, replace(content, last=self._before_matrix(cue, content)))
        return True

    def _answers(self, content: Content, behind: int) -> bool:
        """Whether a clause behind a comma goes on with what stands before the noun («رغم اتهام فلان لهم، فإنهم»)."""
        comma = any(self.view.is_mark(i, "،,") for i in range(behind, content.opener + 1))
        return comma and self.view.tokens[content.opener].form.startswith("ف")

    def _names_an_accord(self, source: Source, content: Content) -> bool:
        """Whether a definite word behind a place describes the noun itself («إعلان القاهرة الجديد»)."""
        mention = self.view.mention_at.get(source.first)
        place = mention is not None and mention.kind in ("GPE", "LOC")
        return place and content.kind == "noun" and self.view.tokens[content.first].base.startswith(ARTICLE)

    def _before_matrix(self, cue: Cue, content: Content) -> int:
        """Where the content of a noun that is itself a subject ends: before its verb («إن نفي فلان الأنباء جاء متأخرا»)."""
        if cue.index == 0 or not self._scopes.that(cue.index - 1):
            return content.last
        verbs = (i for i in range(content.first + 1, content.last) if self.view.is_verb(i))
        return next((i for i in verbs if "relative" not in self.view.classes(i - 1)), content.last)

    def _keep(self, utterance: Utterance, content: Content) -> None:
        """Keep an utterance; what a speaker shows of himself («ارتياحه») is his act, only what follows it are his words."""
        starts: list[int] = []
        if content.kind == "noun":
            shown = utterance.row is not None and "clause" not in utterance.row.content
            own = shown and self._hinges.is_a("attitude", self.view.tokens[content.first].base)
            starts = [i for i in range(content.first + own, content.last) if self._attitude(i, content.first)]
            starts = [content.first, *starts] if own else starts
        bounds = [*starts, content.last]
        cold = (i for i in range(content.first, bounds[0]) if not self._hinges.is_a("warmth", self.view.tokens[i].base))
        if any(True for _ in cold):
            self._history.note(utterance)
            utterance.last = bounds[0]
        for start, end in zip(starts, bounds[1:], strict=True):
            self._history.note(replace(utterance, first=start + 1, last=end))

    def _attitude(self, i: int, first: int) -> bool:
        token = self.view.tokens[i]
        warm = i > first and self._hinges.is_a("warmth", self.view.tokens[i - 1].base)
        return (i == first or warm or "و" in token.proclitics) and bool(self._hinges.owned("attitude", token.form))

    def _cut(self, utterance: Utterance) -> None:
        """End what the others say where a clause of the same rank begins with this cue."""
        at, source = self._scopes.clause_head(utterance.cue[0]), utterance.source
        subject = source is not None and not source.argument.implied and source.last == utterance.cue[0]
        if source is not None and subject and self.view.tokens[source.first].proclitics == ("و",):
            at = source.first
        if at is None:
            return
        self._end_others(at, utterance)

    def _end_others(self, at: int | None, utterance: Utterance | None = None) -> None:
        """End at a position what others say, unless it is a paper's report that goes on over an utterance there."""
        quote = self._scopes.quotes.inside.get(at) if at is not None else None
        for other in self._history.around(at) if at is not None else ():
            held = quote is not None and other.first <= quote.first
            reported = utterance is not None and _reports(other, utterance) and not self._resumes(other, utterance)
            over = other.frame and not other.inner
            if at is not None and not over and not other.direct and not held and not reported:
                other.cut(at)

    def _resumes(self, other: Utterance, utterance: Utterance) -> bool:
        """Whether he in whose words another is quoted speaks again himself («قال فلان إن البيان يؤكد ...، ورجح أن»)."""
        return any(
            u.source is not None
            and utterance.source is not None
            and u is not other
            and u.covers(other.cue[0])
            and same_source(u.source, utterance.source)
            for u in self._history.here[-CROWD:]
        )


def made(rule: str, cue: Cue, source: Source | None, content: Content) -> Utterance:
    """The utterance of a cue; its verb says the speaker's gender, unless another passes the words on."""
    feminine = cue.form.feminine if cue.form.kind != "noun" and "relays" not in cue.row.traits else None
    place = (cue.index, cue.last)
    return Utterance(rule, cue.row, place, content.first, content.last, content.direct, source, feminine)


def wider(content: Content | None, noun: Content | None) -> Content | None:
    """The clause or quotation, unless it is only a part of the noun phrase that the cue governs."""
    if content is None or noun is None:
        return content or noun
    inside = content.kind == "quote" and noun.opener < content.opener and content.first < noun.last
    return noun if inside else content


def _reports(other: Utterance, utterance: Utterance) -> bool:
    """Whether a paper's report goes on over what it quotes; another paper's words end it."""
    if other.source is None or utterance.source is None or other.source.kind not in RELAYING:
        return False
    return utterance.source.kind not in RELAYING and not same_source(other.source, utterance.source)
