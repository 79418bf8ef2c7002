"""A document as the claims' grammar sees it: token by token, with names, times, verbs and function words at hand.

Positions are indexes into `Document.tokens`; stretches of tokens are half open.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable
from copy import copy
from functools import lru_cache
from typing import TypeVar

from musnad.claims.controllers import Controllers
from musnad.claims.courtesies import courtesies
from musnad.claims.tiedwords import TiedWords
from musnad.claims.wordforms import CLOSING, NO_WORD, VerbReadings, Wordform, Wordforms
from musnad.folding import clean, fold
from musnad.language.kept import Kept
from musnad.language.lexemes import VERB_TABLES, make_verbs
from musnad.language.verbs import conjugate
from musnad.language.words import ALIF, ARTICLE, LAM
from musnad.lexicon import Lexicon
from musnad.model import Document, Entity, Mention, Sentence, Span, Statement

BEFORE_NOUN = frozenset({"preposition", "demonstrative", "quantifier"})
BEFORE_VERB = frozenset(
    {"relative", "past_particle", "auxiliary", "negation", "future", "time_conjunction", "subordinator"}
)
CLAUSE_OPENERS = frozenset({"subordinator", "relative", "conjunction"})
OPENING = "«“\"'("
"""Marks that a name may stand behind."""

ALIF_MADDA, ALIF_BELOW = "آ", "إ"
LEN_INNA = 2
"""Letters of إن, the one subordinator with a hamza below that is no condition."""
NOUN_BEFORE = 4
"""How many words before a verb its indefinite noun may begin, with a phrase behind it («وفدا من الشيوخ»)."""
DUALS = ("\u0627\u0646", "\u064a\u0646")
"""What a noun for two ends in, as a plural may."""

FARTHEST = 80
"""Tokens of a clause, at most: it bounds every look back in a sentence without end."""

_T = TypeVar("_T")


class Grammar:
    """What the tables say that the claims' grammar needs; made once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.verbs = make_verbs(lexicon)
        self.words = self.verbs.words
        nouns = [row for row in lexicon["events/triggers"] if row["pos"] != "verb"]
        self.event_nouns = frozenset(
            fold(form).split()[0]
            for row in nouns
            for form in (row["lemma"], *row.list("plural"))
            if row["pos"] == "noun"
        )
        self.class_nouns = lexicon["claims/class_nouns"].folded("word")
        self.people_endings = lexicon["language/endings"].chosen("form", "class", "people")
        self.plural_endings = tuple(e for e in self.people_endings if len(e) == 2)
        self.people = lexicon["claims/people_nouns"].folded("word")
        self.titles = frozenset(clean(row["word"]) for row in lexicon["claims/head_nouns"])
        self.quantities = lexicon["claims/quantities"].folded("word")
        self.head_nouns = lexicon["claims/head_nouns"].folded("word")
        self.carriers = lexicon["claims/carriers"].folded("lemma")
        self.subjects_of_carriers = {fold(row["lemma"]): row["subject"] for row in lexicon["claims/carriers"]}
        self.carrier_nouns = lexicon["claims/carriers"].folded("noun")
        self.last_named = lexicon["claims/last_named"].folded("word")
        self.courtesies = courtesies(lexicon)
        self.both_sides = lexicon["claims/both_sides"].folded("word")
        self.visits = frozenset(
            form.form
            for row in lexicon["events/triggers"]
            if row["pos"] == "verb" and row["mode"] == "visit"
            for form in conjugate(row["lemma"].split()[0], row["present"])
        )
        prepositions = lexicon["claims/prepositions"]
        self.brings = {
            what: frozenset(prepositions.chosen("word", "brings", what))
            for what in {row["brings"] for row in prepositions}
        }
        self.control = Controllers(lexicon)
        self.tied = TiedWords(lexicon)
        self.is_people = Kept(self._is_people)
        self._lemmas = _lemmas_by_form(lexicon)
        self.wordforms = Wordforms(self.verbs, self.event_nouns | self.head_nouns | self.carrier_nouns, self.titles)

    def _is_people(self, word: str) -> bool:
        """Whether a folded word without article is a noun for people, in any number."""
        people = self.people
        return word in people or any(word.removesuffix(e) in people for e in self.people_endings if word.endswith(e))

    def lemmas(self, view: "View", i: int) -> frozenset[str]:
        """The dictionary forms of the verb at a position."""
        return frozenset(lemma for reading, _ in view.verb_forms(i) for lemma in self._lemmas.get(reading.base, ()))


@lru_cache(maxsize=2)
def make_grammar(lexicon: Lexicon) -> Grammar:
    """The grammar of a lexicon, made once."""
    return Grammar(lexicon)


def _lemmas_by_form(lexicon: Lexicon) -> dict[str, tuple[str, ...]]:
    """The dictionary forms of verbs that carry a noun, by their written forms; only those that the triggers name."""
    light = {fold(word) for row in lexicon["events/triggers"] for word in row.list("light")}
    known = {fold(row["lemma"]): row["present"] for row in lexicon["claims/carriers"]}
    known.update({fold(row["lemma"]): row["present"] for row in lexicon["claims/controllers"] if row["pos"] == "verb"})
    light |= known.keys()
    for name in VERB_TABLES:
        known.update({fold(row["lemma"]): row["present"] for row in lexicon[name] if row["present"]})
    found: dict[str, tuple[str, ...]] = {}
    for lemma in sorted(light & known.keys()):
        for form in conjugate(lemma, known[lemma]):
            found[form.form] = (*found.get(form.form, ()), lemma)
    return found


class View:
    """One document's tokens with what the grammar asks of them; made once a page.

    Attributes:
        words: what the spelling of each token says of it.
        verbs: where the verbs of the document stand, in order.
        mention_at: the mention that covers a token: a named one before a description, the longer before the shorter.
        role_at: the id of the entity whose title or office covers a token.
        time_at: the id of the time expression that covers a token.
        dates: the time expressions that have the value of a day, another date or an hour; `date_at` where they stand.
        statement_at: the innermost statement that a token stands in.
        named: the entities that have a proper name on the page.
        sentence_starts: the first tokens of the sentences.
        sentence_of: the sentence of each token.
        in_article: whether each token stands in the article, not in furniture, byline or dateline.
    """

    def __init__(self, document: Document, grammar: Grammar) -> None:
        self.document = document
        self.tokens = document.tokens
        self.grammar = grammar
        self.entities: dict[str, Entity] = {e.id: e for e in document.entities}
        self._text = document.text
        self._is_verb: list[bool | None] = [None] * len(self.tokens)
        self._starts = [token.span.start for token in self.tokens]
        self._ends = [token.span.end for token in self.tokens]
        self._marks = [self.text(i) if token.kind == "mark" else None for i, token in enumerate(self.tokens)]
        self._cover_tokens()
        text, of = self._text, grammar.wordforms.of
        self.words: list[Wordform] = [
            NO_WORD if (form := of(text, token)).classes and self.is_of_name(i) else form
            for i, token in enumerate(self.tokens)
        ]
        self._proclitics = [token.proclitics for token in self.tokens]
        for i in self.mention_at:
            self._proclitics[i] = self._before_name(i)
        self.verbs = [i for i in range(len(self.tokens)) if self.is_verb(i)]

    def _cover_tokens(self) -> None:
        """Find what covers the tokens: sentences, mentions, titles, times and statements; of several the innermost."""
        document, cover = self.document, self._cover
        named_last = sorted(document.mentions, key=lambda m: (m.named, m.span.end - m.span.start))
        self.mention_at: dict[int, Mention] = cover((m.span, m) for m in named_last)
        self.role_at = cover((role.span, e.id) for e in document.entities for role in e.roles)
        self.dates = [t for t in document.times if t.type in ("DATE", "TIME") and t.value]
        self.time_at = cover((t.span, t.id) for t in document.times)
        self.date_at = cover((t.span, t.id) for t in self.dates)
        self._cover_statements()
        self.named = frozenset(m.entity for m in document.mentions if m.named)
        self.sentence_starts = [sentence.first for sentence in document.sentences]
        self.sentence_of = [s for s in document.sentences for _ in range(s.first, s.last)]
        self.in_article = [True] * len(self.tokens)
        for zone in document.zones:
            if zone.kind in ("furniture", "byline", "dateline"):
                for i in self.within(zone.span):
                    self.in_article[i] = False

    def _cover_statements(self) -> None:
        inner_last = sorted(self.document.statements, key=lambda s: s.span.start - s.span.end)
        self.statement_at: dict[int, Statement] = self._cover((s.span, s) for s in inner_last)

    def with_statements(self, document: Document) -> "View":
        """The view of this document when statements have been found in it, and nothing else."""
        view = copy(self)
        view.document = document
        view._cover_statements()
        return view

    def is_of_name(self, i: int) -> bool:
        """Whether a word is part of a person's name, and so no function word («علي» is no «على»)."""
        mention = self.mention_at.get(i)
        return mention is not None and mention.named and mention.kind == "PER"

    def leads(self, i: int, prepositions: Container[str]) -> bool:
        """Whether a word by itself is one of some prepositions."""
        return self.tokens[i].base in prepositions and not self.is_of_name(i)

    def clause_floor(self, i: int) -> int:
        """How far back the clause of a position is looked for: to the head of its sentence, or as far as any clause goes."""
        return max(self.sentence_of[i].first, i - FARTHEST)

    def within(self, span: Span) -> range:
        """The tokens that begin inside a place; a word whose stem begins there counts."""
        low = bisect_right(self._ends, span.start)
        return range(low, bisect_left(self._starts, span.end, low))

    def _cover(self, items: Iterable[tuple[Span, _T]]) -> dict[int, _T]:
        return {i: item for span, item in items for i in self.within(span)}

    def text(self, i: int) -> str:
        """The written word at a position."""
        span = self.tokens[i].span
        return self._text[span.start : span.end]

    def classes(self, i: int) -> frozenset[str]:
        """The classes of a function word, without و and ف before it; empty for other words."""
        return self.words[i].classes

    def is_mark(self, i: int, marks: str) -> bool:
        """Whether a position holds one of the given punctuation marks."""
        mark = self._marks[i]
        return mark is not None and mark in marks

    def proclitics(self, i: int) -> tuple[str, ...]:
        """The clitics before a word; where a name begins inside the word, what stands before the name."""
        return self._proclitics[i]

    def _before_name(self, i: int) -> tuple[str, ...]:
        token, mention = self.tokens[i], self.mention_at[i]
        if mention.span.start > token.span.start:
            return tuple(fold(self._text[token.span.start : mention.span.start]))
        return () if mention.span.start == token.span.start else token.proclitics

    def definite(self, i: int) -> bool:
        """Whether a word has the article; «آلاف» only looks so when it is folded."""
        token = self.tokens[i]
        return token.base.startswith(ARTICLE) and self._text[token.stem.start] != ALIF_MADDA

    def stem_start(self, i: int) -> int:
        """Where a word begins behind its clitics; with ل where that has swallowed its article («للشرطة»)."""
        start = self.tokens[i].stem.start
        swallowed = self.tokens[i].base.startswith(ARTICLE) and self._text[start - 1 : start + 1] == LAM + LAM
        return start - swallowed

    def governed(self, i: int) -> bool:
        """Whether a clitic preposition stands on the word."""
        clitics = self.proclitics(i)
        return bool(clitics) and any(p in "بلك" for p in clitics)

    def is_verb(self, i: int) -> bool:
        """Whether the word at a position is a verb here."""
        known = self._is_verb[i]
        if known is None:
            known = self._is_verb[i] = self._decide_verb(i)
        return known

    def verbs_between(self, low: int, high: int) -> list[int]:
        """Where the verbs from a position to before another stand, in order."""
        verbs = self.verbs
        first = bisect_left(verbs, low)
        return verbs[first : bisect_left(verbs, high, first)]

    def verb_forms(self, i: int) -> VerbReadings:
        """The verb readings of a word; empty where it is no verb in this place."""
        return self.words[i].readings if self.is_verb(i) else ()

    def _decide_verb(self, i: int) -> bool:
        word = self.words[i]
        if not word.verbal or self._is_name(i) or i in self.time_at:
            return False
        if not word.readings or not (word.nominal or i in self.mention_at):
            return True
        if all(form.number == "dual" for _, form in word.readings):
            return i > self.sentence_of[i].first and (
                self._behind_two(i) or bool(self._decided_before(i, self.sentence_of[i]))
            )
        return self._verb_position(i) or self._qualifies(i)

    def _behind_two(self, i: int) -> bool:
        """Whether two who are named by one definite word stand right before («إن الطرفين وافقا»)."""
        before = self.tokens[i - 1].base
        joined = any(reading.proclitics for reading, _ in self.words[i].readings)
        return before.startswith(ARTICLE) and before.endswith(DUALS) and not joined

    def _qualifies(self, i: int) -> bool:
        """Whether a word with a pronoun, to the tagger a verb, tells more of an indefinite noun («وفدا من الشيوخ زاره»)."""
        token, analyses, first = self.tokens[i], self.document.analyses, self.sentence_of[i].first
        if not token.enclitic or token.proclitics or not analyses or analyses[i].pos != "VERB" or i == first:
            return False
        before = self.tokens[i - 1]
        mention = self.mention_at.get(i - 1)
        if before.kind != "word" or self.classes(i - 1) or (mention is not None and mention.named):
            return False
        plain = not before.base.startswith(ARTICLE) and not before.enclitic
        return plain or any(
            self.tokens[j].base.endswith(ALIF) and "preposition" in self.classes(j + 1)
            for j in range(max(i - NOUN_BEFORE, first), i - 1)
        )

    def _is_name(self, i: int) -> bool:
        """Whether a name covers the word, or a description that is more than this one word."""
        mention = self.mention_at.get(i)
        return mention is not None and (mention.named or self.document.quote(mention.span).count(" ") > 0)

    def _verb_position(self, i: int) -> bool:
        """Whether a word that could be both stands where a verb does: behind its topic, or at the head of a clause."""
        if self.governed(i):
            return False
        sentence = self.sentence_of[i]
        if i > sentence.first:
            decided = self._decided_before(i, sentence)
            if decided is not None:
                return decided
        if i + 1 < sentence.last and "preposition" in self.classes(i + 1):
            return bool(self.tokens[i + 1].enclitic) or (i == sentence.first and bool(self.tokens[i].proclitics))
        return self._nominal(i + 1, sentence) and not self._looks_construct(i)

    def _decided_before(self, i: int, sentence: Sentence) -> bool | None:
        """What the word before decides of a word that could be verb or noun; None where it decides nothing."""
        before = i - 1
        classes = self.classes(before)
        if classes & BEFORE_VERB - {"subordinator"}:
            return "negation" not in classes or len(fold(self.text(before))) == 2
        if classes & BEFORE_NOUN or self.governed(before) or self._behind_aside(i, sentence) or self._asserts(before):
            return False
        if not self.tokens[i].proclitics and ("conjunction" in classes or self._behind_topic(i, sentence)):
            return True
        if not self._heads_clause(i, before):
            return before in self.mention_at and self._nominal(i + 1, sentence) and not self._verb_before(i, sentence)
        return None

    def _asserts(self, i: int) -> bool:
        """Whether a word is إن, behind which a noun stands, not أن."""
        token = self.tokens[i]
        begins = self._text[token.stem.start] == ALIF_BELOW
        return begins and "subordinator" in self.classes(i) and len(token.base) == LEN_INNA

    def _behind_aside(self, i: int, sentence: Sentence) -> bool:
        """Whether commas enclose a time right before a word, which then goes on with the clause («رفضت، أمس، طلب الوزارة»)."""
        if self.tokens[i].proclitics or not self.is_mark(i - 1, "،,") or i - 2 not in self.time_at:
            return False
        k = i - 2
        while k > sentence.first and (k in self.time_at or self.is_mark(k, "()")):
            k -= 1
        while k > sentence.first and "preposition" in self.classes(k):
            k -= 1
        return self.is_mark(k, "،,") and self._verb_before(k, sentence)

    def _verb_before(self, i: int, sentence: Sentence) -> bool:
        """Whether the clause has its verb already, so that a word behind a name is its object («أعلنت مصر خفض قواتها»)."""
        for k in range(i - 1, self.clause_floor(i) - 1, -1):
            if self.is_verb(k):
                return True
            if self.is_mark(k, ":؛") or self.classes(k) & {"subordinator", "relative", "conjunction"}:
                return False
        return False

    def _heads_clause(self, i: int, before: int) -> bool:
        behind = self.tokens[before].kind == "mark" or before in self.time_at or bool(self.classes(before) & CLOSING)
        return behind or bool(self.tokens[i].proclitics) or self._is_fronted(self.sentence_of[i].first, before)

    def _is_fronted(self, first: int, last: int) -> bool:
        """Whether a sentence begins with no more than a preposition and a noun of the subject's: «من جهته», «بدوره»."""
        brought = "preposition" in self.classes(first) if last == first + 1 else last == first and self.governed(first)
        return brought and bool(self.tokens[last].enclitic)

    def _behind_topic(self, i: int, sentence: Sentence) -> bool:
        """Whether a clause has begun with a name or title, has no verb yet, and this word comes right behind it."""
        k = i - 1
        if k not in self.mention_at and k not in self.role_at:
            return False
        floor = self.clause_floor(i)
        while k >= floor and not self.classes(k) & CLAUSE_OPENERS and not self.is_mark(k, ":؛"):
            titled = k in self.role_at
            if self.is_verb(k) or (not titled and (self.governed(k) or "preposition" in self.classes(k))):
                return False
            k -= 1
        return k >= floor or sentence.last - sentence.first > 3

    def _nominal(self, i: int, sentence: Sentence) -> bool:
        if i < sentence.last and self.is_mark(i, OPENING):
            i += 1
        if i >= sentence.last:
            return False
        token = self.tokens[i]
        if token.kind == "number" or i in self.mention_at or i in self.role_at or i in self.time_at:
            return True
        return token.kind == "word" and (token.base.startswith(ARTICLE) or not self.classes(i)) and not self.governed(i)

    def _looks_construct(self, i: int) -> bool:
        """Whether a clause-initial ambiguous word reads as a verbal noun: a heading, «دعم روسيا لحفتر», without a full stop."""
        sentence = self.sentence_of[i]
        if i != sentence.first or sentence.last - sentence.first > 14:
            return False
        return not self.is_mark(sentence.last - 1, ".؟!")

    def is_country(self, entity: str | None) -> bool:
        """Whether an entity is a country by the tables of names, rather than a city or region."""
        known = self.entities.get(entity or "")
        return known is not None and any((reason.row or "").startswith("names/countries") for reason in known.why)

    def country(self, code: str) -> str | None:
        """The entity that is a country, by its code in the table of countries; None if the page does not name it."""
        return next((e.id for e in self.entities.values() if e.country == code and self.is_country(e.id)), None)

    def nearest_verb(self, i: int, reach: int) -> int | None:
        """The verb that stands last before a position in its sentence, at most `reach` tokens away."""
        before = self.verbs_between(max(self.sentence_of[i].first, i - reach), i)
        return before[-1] if before else None

    def closes(self, i: int) -> bool:
        """Whether a noun phrase that began before this position cannot go on over it."""
        if i in self.mention_at:
            return self.is_verb(i)
        return self.words[i].closes or i in self.time_at or self.is_verb(i)
