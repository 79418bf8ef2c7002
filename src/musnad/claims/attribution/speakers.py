"""Who speaks: the subject of a cue's verb, before it or behind it, named or taken up or dropped."""

from dataclasses import dataclass, replace

from musnad.claims.attribution.actors import BACK, HEAD, Actors
from musnad.claims.attribution.addressees import Addressees
from musnad.claims.attribution.antecedents import Antecedents
from musnad.claims.attribution.cues import Cue
from musnad.claims.attribution.history import CROWD, History
from musnad.claims.attribution.preceding import LONGEST_SUBJECT, Preceding
from musnad.claims.attribution.scopes import Scopes
from musnad.claims.attribution.source_words import Source, same_source
from musnad.claims.attribution.sources import Sources
from musnad.claims.attribution.strangers import FARTHEST
from musnad.claims.attribution.utterances import Utterance
from musnad.language.words import ARTICLE
from musnad.model import Sentence

RELAYING = frozenset({"outlet", "agency", "document", "social"})
"""The kinds of those who pass on what others say."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks (None: someone whom this reader cannot make out), who passes it on, and where their phrase ends."""

    source: Source | None
    behind: int
    carriers: tuple[Source, ...] = ()


class Speakers:
    """The speakers of one document."""

    def __init__(self, scopes: Scopes, sources: Sources, history: History) -> None:
        self.view = scopes.view
        self._scopes = scopes
        self._sources = sources
        self._history = history
        self._hinges = sources.hinges
        self.actors = Actors(scopes, sources, history)
        self._addressees = Addressees(sources, history)
        self._antecedents = Antecedents(sources)
        self._before = Preceding(scopes, sources, self.actors)

    def of(self, cue: Cue, limit: int, sentence: Sentence) -> Speaker | None:
        """Who speaks with a cue whose content opens at `limit`; None where the word is no cue there."""
        if "relays" in cue.row.traits or between(cue) != "from":
            return self._relayed(cue, limit, sentence)
        if "within" in cue.row.traits:
            return self._within(cue, limit)
        if cue.index > sentence.first and "relative" in self.view.classes(cue.index - 1) and not cue.enclitic:
            source = self._inner_subject(cue, limit, sentence)
            if source is not None:
                return Speaker(source, source.last)
            alleged = cue.row.stance == "claims" and cue.form.present
            source = self._antecedents.of_relative(cue, sentence) if not alleged else None
            return Speaker(source, cue.last) if source is not None else None
        return self._subject(cue, limit, sentence)

    def _subject(self, cue: Cue, limit: int, sentence: Sentence) -> Speaker | None:
        opened, limit = limit < sentence.last, self._own_preposition(cue, limit)
        before = self._before.subject(cue, sentence) if not cue.joined else self.actors.topic(cue.index, sentence)
        if before is None and opened and not cue.joined:
            before = self._before.somebody(cue)
        if before is None and not cue.joined and "acts" in cue.row.traits:
            before = self._before.group(cue)
        if before is not None and (cue.form.plural or self._before.is_next(before, cue)):
            return Speaker(before, cue.last)
        source = (
            None if cue.form.plural or self._addressees.behind(cue, limit) else self._sources.after(cue.last, limit)
        )
        if source is not None and "tells" in cue.row.traits and not cue.enclitic:
            source = self._before_object(source)
        if source is not None and self._complete(cue) and cue.joined and not self._certain(source):
            source = None  # «وطالب بإخلاء سبيله وندب طبيب»
        if source is not None and not self._addressees.is_one(cue, source, sentence):
            return Speaker(source, source.last)
        within = source is None and cue.last < limit and self._hinges.is_a("within", self.view.tokens[cue.last].form)
        told = self._told_in(cue, sentence) if within and not cue.joined else None
        if told is not None:
            return Speaker(told, cue.last)
        unseen = cue.form.plural or self._complete(cue) or self._addressees.goes_on(cue, sentence)
        if source is None and not unseen and self._sources.blocked(cue.last, limit):
            return self._unknown(cue, limit, opened)
        found = before or self._dropped(cue, sentence)
        lost = found is None and opened and not cue.form.plural and self._of_another(cue, sentence)
        return Speaker(found, cue.last) if found is not None or lost else None

    def _of_another(self, cue: Cue, sentence: Sentence) -> bool:
        """Whether a joined verb inside a sentence has its subject there, where those who have spoken do not agree with it."""
        head = self._scopes.clause_head(cue.index)
        if head is None or cue.index <= sentence.first + HEAD or "adds" in cue.row.traits or cue.form.present:
            return False
        spoken = [u for u in self._history.here[-CROWD:] if u.source is not None and not u.frame]
        return bool(spoken) and not any(u.agrees(cue.form.feminine, cue.form.plural) for u in spoken)

    def _before_object(self, source: Source) -> Source:
        """A source without a name up to whom its verb tells or accuses («اتهم مسؤول في الشرطة الجيش بـ»)."""
        if source.argument.implied or self._sources.takeups.has_name(source):
            return source
        objects = (k for k in range(source.first + 2, source.last) if self._sources.extents.begins_object(k))
        k = next(objects, source.last)
        return (self._sources.at(source.first, k) or source) if k < source.last else source

    def _inner_subject(self, cue: Cue, limit: int, sentence: Sentence) -> Source | None:
        """Who speaks inside a relative clause about something else («الغارة التي قال الجيش إنها»)."""
        if limit >= sentence.last or cue.form.plural or "tells" in cue.row.traits:
            return None
        source = self._sources.after(cue.last, limit)
        if source is None or source.feminine not in (None, cue.form.feminine):
            return None
        return source if not self._addressees.is_one(cue, source, sentence) else None

    def _complete(self, cue: Cue) -> bool:
        """Whether the verb's own preposition stands right behind it, so that no subject need follow («وأشاد بالدور»)."""
        tokens, i = self.view.tokens, cue.last
        if "prep" not in cue.row.content or i >= len(tokens):
            return False
        return self.view.leads(i, cue.row.preps) or any(p in cue.row.preps for p in tokens[i].proclitics)

    def _certain(self, source: Source) -> bool:
        """Whether a source is named or definite, so that it can stand behind what a verb leads to."""
        return source.argument.entity in self.view.named or self.view.tokens[source.first].base.startswith(ARTICLE)

    def _unknown(self, cue: Cue, limit: int, opened: bool) -> Speaker | None:
        """A speaker whom the page's names do not know; before a noun he must end where what he announces begins."""
        source = self._stranger(cue, limit)
        if opened:
            return Speaker(source, cue.last)
        announced = source is not None and "noun" in cue.row.content and self._sources.leads_to_matter(source, limit)
        return Speaker(source, source.last) if source is not None and announced else None

    def _stranger(self, cue: Cue, limit: int) -> Source | None:
        """The page's own words for a speaker whom its names do not know; a verb that takes objects may have none."""
        doubtful = ("tells" in cue.row.traits and not cue.enclitic) or "preposition" in self.view.classes(cue.index)
        doubtful = doubtful or (
            cue.form.present and cue.index > 0 and self._scopes.that(cue.index - 1)
        )  # «يريد أن يرى»
        return self._sources.stranger(cue.last, limit) if not doubtful else None

    def _own_preposition(self, cue: Cue, limit: int) -> int:
        """The first place where the verb's own preposition leads to what is said; a speaker stands before it."""
        last = min(limit, cue.last + 2 * FARTHEST)
        tokens = self.view.tokens
        found = [
            k
            for k in range(cue.last + 1, last)
            if self.view.leads(k, cue.row.preps)
            and not (k + 1 < last and self._hinges.is_a("patronym", tokens[k + 1].base))  # «أكد علي بن سالم أن»
        ]
        while len(found) > 1 and self._sources.extents.word(found[0] - 1) is not None:
            found = found[1:]
        return found[0] if found else limit

    def _within(self, cue: Cue, limit: int) -> Speaker | None:
        """The document in which something is said («جاء في البيان أن»), or who gave it out."""
        if cue.last >= limit:
            return None
        if self._sources.extents.stem(cue.last) > self.view.tokens[cue.last].span.start:  # «جاء بتحريات الشرطة أن»
            held = self._sources.at(cue.last, limit)
            return Speaker(held, held.last) if held is not None and held.kind == "document" else None
        if "preposition" not in self.view.classes(cue.last):
            return None
        if self._hinges.is_a("within", self.view.tokens[cue.last].form):
            source = self._issuer(cue)  # «نشر الحزب بيانا جاء فيه أن»
            return Speaker(source, cue.last + 1) if source is not None else None
        source = self._sources.at(cue.last + 1, limit)
        return Speaker(source, source.last) if source is not None else None

    def _issuer(self, cue: Cue) -> Source | None:
        """Who gave out the document named before a cue: whose it is, else the subject of the verb before."""
        sentence = self.view.sentence_of[cue.index]
        held = self._antecedents.of_medium(cue, sentence)
        if held is not None:
            return held
        for i in range(cue.index - 1, max(sentence.first, cue.index - BACK) - 1, -1):
            if self.view.is_verb(i):
                source = self._sources.after(i + 1, min(cue.index, i + FARTHEST)) or self._before.phrase(i, sentence)
                return source if source is not None and source.kind != "document" else None
        return None

    def _relayed(self, cue: Cue, limit: int, sentence: Sentence) -> Speaker | None:
        """«نقلت وكالة X عن Y أن», «علمت X من Y», «نسبت X إلى Y قوله»: who speaks, and who passes it on."""
        split = self.split(cue, limit)
        if split is None:
            relay = self._sources.after(cue.last, limit) if between(cue) == "from" else None
            return Speaker(relay, relay.last) if relay is not None else None
        pronoun = self._pronoun(split, cue)
        if pronoun is not None and split == cue.last:
            relay = self._sources.after(split + 1, limit)  # «ونقلت عنه الوكالة قوله»
        elif self._bare_between(cue.last, split):
            before = self.actors.topic(cue.index, sentence) if cue.joined else self._before.subject(cue, sentence)
            relay = before or self._relaying(cue, sentence, split)
        elif self._scopes.quotes.opening.get(cue.last) is not None and "media" in cue.row.traits:
            relay = self._sources.after(cue.last, split) or self._sources.quoted(cue.last, split)
        else:
            relay = self._sources.after(cue.last, split) or self._sources.somebody(
                cue.last, cue.last + 1, feminine=cue.form.feminine, plural=cue.form.plural
            )
        if relay is None and not cue.joined:
            relay = self._before.subject(cue, sentence)
        if relay is not None and (relay.feminine is None or "media" in cue.row.traits):
            relay = replace(relay, feminine=cue.form.feminine)
        if pronoun is not None and relay is not None and same_source(pronoun, relay):
            pronoun = None
        source = pronoun or self._sources.at(split + 1, limit)
        if source is None and (relay is None or between(cue) != "from"):
            return None
        carriers = (relay,) if relay is not None else ()
        return Speaker(source, source.last if source is not None else split + 1, carriers)

    def _relaying(self, cue: Cue, sentence: Sentence, split: int) -> Source | None:
        """Who passes on words with a verb that has no subject («نقلت فيه عن»); at the head, who spoke last («ونقلت عن»)."""
        if split > cue.last:
            return self.actors.acting(sentence, cue)
        joined = cue.joined or (cue.index > 0 and self._hinges.is_a("carry", self.view.tokens[cue.index - 1].form))
        if not joined or cue.form.feminine is None or cue.form.present:
            return None
        if cue.index > sentence.first + HEAD:
            said = self._history.of_sentence(cue.form.feminine, False)
            return implied(said) if said is not None and not said.frame else None
        previous = self._history.continued(cue.form.feminine, False, cue.index, True, carriers=True)
        source = implied(previous) if previous is not None else None
        return source if source is not None and (source.kind in RELAYING or cue.form.feminine) else None

    def _pronoun(self, i: int, cue: Cue) -> Source | None:
        """Whom «عنه» or «عنها» means: who spoke last."""
        token = self.view.tokens[i]
        he, she = (token.enclitic and any(token.enclitic == p for p in self._hinges.all(k)) for k in ("his", "hers"))
        if not (he or she):
            return None
        previous = self._history.continued(bool(she), False, cue.index, True)
        return implied(previous) if previous is not None else None

    def relayed_by(self, cue: Cue, limit: int) -> Source | None:
        """Whom a participle quotes («ناقلا عن فلان قوله إن»)."""
        relays = "relays" in cue.row.traits or between(cue) != "from"
        split = self.split(cue, limit) if relays else None
        return self._sources.at(split + 1, limit) if split is not None else None

    def split(self, cue: Cue, limit: int) -> int | None:
        """The preposition between a paper and whom it quotes."""
        tokens, word = self.view.tokens, between(cue)
        return next((i for i in range(cue.last, limit) if self._hinges.is_a(word, tokens[i].base)), None)

    def _bare_between(self, first: int, last: int) -> bool:
        """Whether nobody is named between a verb and its preposition («نقلت فيه عن»)."""
        return all("preposition" in self.view.classes(i) and self.view.tokens[i].enclitic for i in range(first, last))

    def _dropped(self, cue: Cue, sentence: Sentence) -> Source | None:
        """The speaker that a verb without subject goes on with."""
        if cue.form.plural:
            return self._plural_before(cue.index, sentence) or self._plural_going_on(cue, sentence)
        asked = self._asked(sentence, cue.index)
        inside = cue.index > sentence.first and self._scopes.clause_head(cue.index) is None and not asked
        told = (self._earlier(cue, sentence) or self._told_in(cue, sentence)) if inside else None
        if told is not None:
            return told
        if inside and not self.view.classes(cue.index - 1) & {"conjunction", "time_conjunction"}:
            return None
        here = self._history.here
        if (
            cue.index > sentence.first + HEAD
            and not asked
            and not any(u.source is not None and not u.frame for u in here[-CROWD:])
        ):
            acting = self.actors.acting(sentence, cue)
            if acting is not None or self.actors.first_verb(sentence) < cue.index:
                return acting
        adds = "adds" in cue.row.traits
        far = adds or not (inside or cue.form.present or "acts" in cue.row.traits)
        heads = cue.index <= sentence.first + HEAD and "acts" not in cue.row.traits
        previous = self._history.continued(cue.form.feminine, cue.form.plural, cue.index, far, carriers=heads)
        nobody = (cue.form.present and not adds) or self._of_another(cue, sentence)  # «يذكر أن»
        if nobody and not asked and previous not in here:
            return None
        return implied(previous) if previous is not None else self.actors.acting_before(sentence, cue)

    def _earlier(self, cue: Cue, sentence: Sentence) -> Source | None:
        """Who has said something before, as «سبق» tells («سبق للوزير أن أعلن أن»)."""
        view = self.view
        if not self._scopes.that(cue.index - 1):
            return None
        for i in range(cue.index - 2, max(sentence.first, cue.index - LONGEST_SUBJECT), -1):
            if "ل" in view.proclitics(i) and self._hinges.is_a("earlier", view.tokens[i - 1].base):
                source = self._sources.at(i, cue.index - 1)
                apart = range(source.last, cue.index - 1) if source is not None else ()
                return source if all(view.tokens[k].kind == "mark" for k in apart) else None
        return None

    def _told_in(self, cue: Cue, sentence: Sentence) -> Source | None:
        """Whose words a clause tells of that describes a noun («تقريرا أفاد بأن», «تغريدة قال فيها», «شركات قالت إنها»)."""
        within = cue.last < sentence.last and self._hinges.is_a("within", self.view.tokens[cue.last].form)
        document = self._antecedents.of_document(cue, sentence) if not within else None
        if document is not None or not (within or self._resumed(cue)):
            return document
        held = self._antecedents.of_medium(cue, sentence) if within else None
        return held or self.actors.acting(sentence, cue)

    def _resumed(self, cue: Cue) -> bool:
        """Whether a verb behind an indefinite noun says of it what its clause's pronoun takes up («شركات قالت إنها»)."""
        view, before = self.view, cue.index - 1
        bare = view.tokens[before].kind == "word" and not view.classes(before) and before not in view.time_at
        that = cue.last < len(view.tokens) and self._scopes.that(cue.last) and bool(view.tokens[cue.last].enclitic)
        return bare and that and self._sources.extents.word(before) is None

    def _asked(self, sentence: Sentence, i: int) -> bool:
        """Whether a sentence begins with what its speaker was asked about («وعن الأزمة، قال»)."""
        opening = self.view.tokens[sentence.first].base
        if i > sentence.first and self._hinges.is_a("reply", opening):
            clause = (k for k in range(sentence.first + 1, i) if self._questions(k))
            return not any(self.view.is_verb(k) for k in range(sentence.first + 1, next(clause, i)))
        about = i > sentence.first and self._hinges.is_a("about", opening)
        return about and (self.view.is_mark(i - 1, "،,") or self.actors.first_verb(sentence) >= i)

    def _questions(self, i: int) -> bool:
        """Whether a question begins that was put to a speaker («ردا على سؤال عما إذا كان»)."""
        form = self.view.tokens[i].form
        return self._hinges.is_a("if", form) or self._hinges.is_a("whether", form)

    def leads(self, cue: Cue, limit: int) -> bool:
        """Whether a speaker stands right behind a word, and the word's own preposition behind him («عبر فلان عن»)."""
        source = self._sources.after(cue.last, limit)
        behind = source.last if source is not None else limit
        return behind < limit and self.view.leads(behind, cue.row.preps)

    def _plural_going_on(self, cue: Cue, sentence: Sentence) -> Source | None:
        """Several who spoke in the sentence before, where a plural verb opens the next («وأكدوا أن»)."""
        if cue.index > sentence.first + HEAD:
            return None
        previous = self._history.continued(None, True, cue.index, False)
        return implied(previous) if previous is not None else None

    def _plural_before(self, i: int, sentence: Sentence) -> Source | None:
        for start in range(i - 1, max(sentence.first, i - BACK) - 1, -1):
            row = self._sources.extents.word(start)
            led = start > 0 and "preposition" in self.view.classes(start - 1)
            before = self._sources.extents.word(start - 1) if start else None
            if "و" in self.view.tokens[start].proclitics and before is not None and "plural" in before.traits:
                continue  # «علماء وباحثون»
            if row is not None and "plural" in row.traits and not (led or self.view.governed(start)):
                return self._sources.at(start, i)
        return None


def implied(utterance: Utterance) -> Source | None:
    """The source of an utterance, as the grammar supplies it where no word names it."""
    source = utterance.source
    return replace(source, argument=replace(source.argument, implied=True)) if source is not None else None


def between(cue: Cue) -> str:
    """The class of the words that stand between a paper and whom it quotes with this cue."""
    return "learnt" if "learns" in cue.row.traits else "ascribed" if "ascribes" in cue.row.traits else "from"
