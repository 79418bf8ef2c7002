"""Where the words of a speaker begin and end: the content behind a cue.

Positions are token indexes, stretches half open.
"""

from collections.abc import Container
from dataclasses import dataclass
from typing import Literal

from musnad.claims.attribution.cues import Cue, CueTable
from musnad.claims.attribution.hinges import Hinges
from musnad.claims.attribution.quotes import Quote, Quotes
from musnad.claims.view import View
from musnad.language.words import ARTICLE, HA

FARTHEST = 45
"""How many tokens may stand between a cue and what it opens."""

LONGEST = 250
"""Words of indirect speech, at most."""

NAME_IN_QUOTES = 4
"""A quotation of so few words before «أن» is a name («حركة "الفجر" أن»)."""

QUOTED_SENTENCE = 4
"""A quotation of so many words right behind «أن» is the whole content, where a mark or an adjunct follows."""

Opener = Literal["clause", "quote", "colon", "noun"]


@dataclass(frozen=True, slots=True)
class Content:
    """What a cue opens: the opening token, and the tokens `first:last` of the words themselves."""

    kind: Opener
    opener: int
    first: int
    last: int

    @property
    def direct(self) -> bool:
        """Whether these are the speaker's own words."""
        return self.kind in ("quote", "colon")


class Scopes:
    """The contents of one document's cues."""

    def __init__(self, view: View, table: CueTable, hinges: Hinges, bodies: Container[str]) -> None:
        self.view = view
        self._bodies = bodies
        self.quotes = Quotes(view)
        self._table = table
        self._hinges = hinges
        self._cues: dict[int, tuple[Cue, ...]] = {}

    def cues(self, i: int) -> tuple[Cue, ...]:
        """What the word at a position can be as a cue."""
        if i not in self._cues:
            self._cues[i] = tuple(self._table.at(self.view, i))
        return self._cues[i]

    def is_cue(self, i: int, *kinds: str) -> bool:
        """Whether the word at a position can be a cue of one of the kinds."""
        return any(cue.form.kind in kinds for cue in self.cues(i))

    def that(self, i: int) -> bool:
        """Whether the word is «أن» or «إن», with a pronoun or «ب» or without, and joined by no conjunction."""
        return self._hinges.is_a("that", self.view.tokens[i].form) and i not in self.view.mention_at

    def bound_to_noun(self, i: int) -> bool:
        """Whether «إن» without a pronoun stands before a word, so that it is no verb («إن نفي فلان»)."""
        before = self.view.tokens[i - 1] if i else None
        return before is not None and self.that(i - 1) and not before.enclitic and "إ" in self.view.text(i - 1)

    def content(self, cue: Cue) -> Content | None:
        """The clause or quotation behind a cue; None if none opens before something else does."""
        sentence = self.view.sentence_of[cue.index]
        held = None
        i = cue.last
        while i < min(sentence.last, cue.last + FARTHEST):
            quote = self.quotes.opening.get(i)
            if quote is not None:
                if quote.size > NAME_IN_QUOTES or self._must_be_speech(i, cue) or self._ends_sentence(quote):
                    return held or self._quoted(i)
                held = held or (self._quoted(i) if self.view.tokens[i - 1].base in cue.row.preps else None)
                i = quote.last + 1
                continue
            if self.view.is_mark(i, ":"):
                return self._behind_colon(i)
            if self.that(i):
                verdict = self._opens(i, cue)
                if verdict == "yes":
                    return self._clause(i)
                if verdict == "stop":
                    break
            elif i > cue.last and self._stops(i):
                break
            i += 1
        return held

    def _must_be_speech(self, i: int, cue: Cue) -> bool:
        behind = i == cue.last and self.quotes.opening[i].size > 2 and not self._named(i)
        return behind or (i > 0 and self.view.is_mark(i - 1, ":"))

    def _named(self, i: int) -> bool:
        """Whether a quotation is the name of a body that speaks («أعلنت "جبهة الفجر" ...»)."""
        quote = self.quotes.opening[i]
        followed = quote.last + 1 < len(self.view.tokens) and self.that(quote.last + 1)
        body = self.view.tokens[i + 1].base.removeprefix(ARTICLE) in self._bodies
        return body or (followed and quote.size <= NAME_IN_QUOTES)

    def _ends_sentence(self, quote: Quote) -> bool:
        """Whether a quotation of some words is the last of its sentence: no name that the sentence goes on with."""
        rest = range(quote.last + 1, self.view.sentence_of[quote.first].last)
        return quote.size > 2 and all(self.view.is_mark(k, ".،؛!؟") for k in rest)

    def _opens(self, i: int, cue: Cue) -> str:
        before = self.view.tokens[i - 1].base
        if self._hinges.is_a("no_opener", before) or (i > cue.last and self.view.is_verb(i - 1)):
            return "no"
        if self._hinges.is_a("break", before):
            return "stop"
        if before in cue.row.preps or self.view.tokens[i].form.startswith("ب"):
            return "yes" if cue.row.content & {"clause", "prep"} else "no"
        if i > cue.last and "preposition" in self.view.classes(i - 1) and not self.view.tokens[i - 1].enclitic:
            return "no"
        return "yes" if "clause" in cue.row.content else "no"

    def _stops(self, i: int) -> bool:
        """Whether another clause begins before this cue has opened anything."""
        view = self.view
        if view.is_mark(i, "؛;؟?"):
            return True
        joined = "و" in view.tokens[i].proclitics or "ف" in view.tokens[i].proclitics or view.is_mark(i - 1, "،,")
        cue = self.is_cue(i, "verb") and not self.is_cue(i, "phrase") and "relative" not in view.classes(i - 1)
        if cue and joined and not (view.tokens[i].base in view.grammar.event_nouns and not view.is_verb(i)):
            return True
        if self.is_cue(i, "participle") and not self._hinges.is_a("adverb", view.tokens[i].base):
            return True
        if view.classes(i - 1) & {"preposition"} and self._own_words(i):
            return True
        return bool(view.tokens[i].proclitics) and view.is_mark(i - 1, "،,") and view.is_verb(i)

    def _own_words(self, i: int) -> bool:
        """Whether a word opens words of its own («بعد قوله إن»), which the cue before it does not."""
        return bool(self._hinges.owned("wording", self.view.tokens[i].form))

    def _quoted(self, i: int) -> Content:
        quote = self.quotes.opening[i]
        return Content("quote", i, i + 1, quote.last)

    def quoted_before(self, cue: Cue) -> Content | None:
        """The quotation that ends right before a cue: «"..."، قال فلان»."""
        i, first = cue.index - 1, self.view.sentence_of[cue.index].first
        while i > first and self.view.is_mark(i, "،,"):
            i -= 1
        quote = self.quotes.closing.get(i)
        if quote is None or quote.size < QUOTED_SENTENCE:
            return None
        return Content("quote", quote.first, quote.first + 1, quote.last)

    def clause_head(self, i: int) -> int | None:
        """Where the clause of a cue begins, if it is joined to what stands before; None where it stands inside that."""
        view, start = self.view, i
        if start and "relative" in view.classes(start - 1):
            return None
        while start and view.classes(start - 1) & {"past_particle", "auxiliary"}:
            start -= 1
        if {"و", "ف"} & set(view.tokens[start].proclitics):
            return start
        if start and self._hinges.is_a("sibling", view.tokens[start - 1].form):
            return start - 1
        return start if start and view.is_mark(start - 1, "،,؛.-–") else None

    def _behind_colon(self, i: int) -> Content | None:
        sentence = self.view.sentence_of[i]
        first = i + 1
        if first >= sentence.last:
            if first >= len(self.view.tokens) or not self.view.in_article[first]:
                return None
            sentence = self.view.sentence_of[first]
        if first in self.quotes.opening:
            return self._quoted(first)
        if self.that(first):
            return self._clause(first)
        return Content("colon", i, first, self._until(first, sentence.last))

    def _clause(self, i: int) -> Content:
        first = i + 1
        while first < self.view.sentence_of[i].last - 1 and self.view.is_mark(first, ":،,"):
            first += 1
        last = self._until(first, self.view.sentence_of[i].last)
        quote = self.quotes.opening.get(first)
        if quote is not None and quote.size >= QUOTED_SENTENCE and self._ends_behind(quote.last):
            return Content("quote", i, first + 1, quote.last)
        return Content("clause", i, first, last)

    def _ends_behind(self, closing: int) -> bool:
        """Whether nothing of the content can follow a closing mark: an end, a comma, a participle, a source."""
        i = closing + 1
        if i >= len(self.view.tokens) or self.view.sentence_of[i] is not self.view.sentence_of[closing]:
            return True
        if self.is_cue(i, "participle", "phrase"):
            return True
        return self.view.tokens[i].kind == "mark" and not (
            i + 1 < len(self.view.tokens) and "و" in self.view.tokens[i + 1].proclitics
        )

    def _until(self, first: int, last: int) -> int:
        """Where indirect speech ends: where the page takes the word again, or with its sentence and the quotations in it."""
        i, last = first, min(last, first + LONGEST)
        while i < last:
            quote = self.quotes.opening.get(i)
            if quote is not None:
                i = quote.last
                last = max(last, min(quote.last, len(self.view.tokens)))
            elif self._breaks_off(i, last) or (i > first and self._resumes(i)):
                return i
            i += 1
        return last

    def _resumes(self, i: int) -> bool:
        """Whether the page takes the word again, behind a mark («، وذلك»، «، ما يعكس»)."""
        behind_mark = self.view.is_mark(i - 1, '،,؛"”»')
        return behind_mark and bool(self._hinges.length("resume", self.view.tokens, i))

    def _breaks_off(self, i: int, last: int) -> bool:
        """Whether two dots end a clause as a full stop does («.. وأضاف»)."""
        dots = self.view.tokens[i].kind == "mark" and self.view.text(i).startswith("..")
        return dots and i + 1 < last and bool({"و", "ف"} & set(self.view.tokens[i + 1].proclitics))

    def end(self, first: int, last: int) -> int:
        """Where the clause that begins at a position ends, with its sentence at the latest."""
        return next((i for i in range(first, min(last, first + LONGEST)) if self._breaks_off(i, last)), last)

    def background(self, cue: Cue, content: Content) -> int:
        """Where the words of a cue in a clause of time end («بعد أن أكد فلان ذلك، ...»): where the main clause begins."""
        i, view = cue.index, self.view
        behind = i > 1 and self.that(i - 1) and self._hinges.is_a("no_opener", view.tokens[i - 2].base)
        if content.direct or not (behind or (i > 0 and "time_conjunction" in view.classes(i - 1))):
            return content.last
        ends = (k for k in range(content.first + 1, content.last) if view.is_mark(k, "،,") or self._matrix(k))
        return next(ends, content.last)

    def _matrix(self, i: int) -> bool:
        token = self.view.tokens[i]
        return self.that(i) and token.form.startswith("ف")

    def noun(self, cue: Cue, behind: int) -> Content | None:
        """The noun phrase that is a cue's content, behind its speaker (`behind`); None if there is none."""
        sentence = self.view.sentence_of[cue.index]
        opener = self._preposition(cue, behind, sentence.last) if "prep" in cue.row.content else None
        first = self._direct(behind, sentence.last, cue) if "noun" in cue.row.content else None
        if first is not None and (opener is None or first < opener) and not self._unheard(first, cue):
            return self._noun_at(first, first, sentence.last, cue)
        if opener is not None:
            return self._noun_at(opener, opener if self._carries(opener, cue) else opener + 1, sentence.last, cue)
        return None

    def addressed(self, cue: Cue) -> Content | None:
        """The words behind a participle of acting that only names whom it goes out to («، مناشداً المانحين الدعم»)."""
        last = self.view.sentence_of[cue.index].last
        if "acts" not in cue.row.traits or cue.index == 0 or not self.view.is_mark(cue.index - 1, "،,"):
            return None
        return self._noun_at(cue.last, cue.last, last, cue) if cue.last < last and self._nominal(cue.last) else None

    def _carries(self, i: int, cue: Cue) -> bool:
        """Whether the word carries the preposition as a clitic."""
        return any(p in cue.row.preps for p in self.view.tokens[i].proclitics)

    def _preposition(self, cue: Cue, behind: int, last: int) -> int | None:
        for i in range(behind, min(last, behind + FARTHEST)):
            token = self.view.tokens[i]
            if i > behind and (self._stops(i) or "relative" in self.view.classes(i)):
                return None
            if token.kind == "word" and (token.base in cue.row.preps or self._carries(i, cue)):
                bare = i + 1 if token.base in cue.row.preps and not self._carries(i, cue) else i
                if bare < last and bare not in self.view.time_at:
                    return i
        return None

    def _direct(self, behind: int, last: int, cue: Cue) -> int | None:
        """The first word of a noun phrase that no preposition governs, times and «في بيان» between left aside."""
        i = behind
        while i < min(last, behind + FARTHEST):
            view = self.view
            quote = self.quotes.opening.get(i)
            if quote is not None and i > behind and quote.size <= NAME_IN_QUOTES and self._led(i - 1):
                i = quote.last + 1
            elif i in view.time_at or view.is_mark(i, '،,()"“”«»') or self._hinges.is_a("adverb", view.tokens[i].base):
                i += 1
            elif i == behind and self._is_adjective(i):
                i = behind = i + 1
            elif "preposition" in view.classes(i) or view.governed(i):
                i = self._past_phrase(i + 1, last)
            else:
                rumour = cue.row.stance == "denies" and self._hinges.is_a("what", view.tokens[i].form)
                return i if rumour or i in view.mention_at or self._nominal(i) else None
        return None

    def _led(self, i: int) -> bool:
        """Whether a preposition ends before the next word: «مع», or «لـ» by itself."""
        return "preposition" in self.view.classes(i) or self._hinges.is_a("to", self.view.tokens[i].base)

    def _is_adjective(self, i: int) -> bool:
        """Whether a word right behind the speaker only describes him («قناة الفجر الفضائية»)."""
        base = self.view.tokens[i].base
        return base.startswith(ARTICLE) and base.endswith(("ي", "ي" + HA)) and not self.view.governed(i)

    def _past_phrase(self, i: int, last: int) -> int:
        """Past a prepositional phrase: to the next mark, time or small word."""
        while (
            i < last and self.view.tokens[i].kind == "word" and i not in self.view.time_at and not self.view.classes(i)
        ):
            i += 1
        return i

    def _nominal(self, i: int) -> bool:
        """Whether a word can begin the noun that a verb of saying takes; a noun that could be a verb is one here."""
        view = self.view
        if view.tokens[i].kind != "word" or view.classes(i) - {"quantifier"}:
            return False
        forms = view.verb_forms(i)
        return not (forms and (view.tokens[i].proclitics or any(form.aspect == "present" for _, form in forms)))

    def _unheard(self, i: int, cue: Cue) -> bool:
        return cue.row.stance == "denies" and self._hinges.is_a("unheard", self.view.tokens[i].base)

    def _noun_at(self, opener: int, first: int, last: int, cue: Cue) -> Content:
        acts = "acts" in cue.row.traits
        i, last = first, min(last, first + LONGEST)
        while i < last:
            if i in self.quotes.opening:
                i = min(self.quotes.opening[i].last, last - 1)
            elif self._noun_ends(i, first, last) or (acts and i > first and self._tells_when(i)):
                break
            i += 1
        return Content("noun", opener, first, i)

    def _noun_ends(self, i: int, first: int, last: int) -> bool:
        """Whether a noun phrase that began at `first` ends before a position."""
        if self.view.is_mark(i, "،,"):
            return not self._series(i + 1, last)
        return i > first and (self.view.is_mark(i, "؛;") or self._hinges.length("resume", self.view.tokens, i) > 0)

    def _tells_when(self, i: int) -> bool:
        """Whether a word tells after what somebody acted, which is no part of his words («وعد بالمساعدة بعد هجوم»)."""
        return self._hinges.is_a("occasion", self.view.tokens[i].form)

    def _series(self, i: int, last: int) -> bool:
        """Whether a comma only joins: a further noun behind و, or an apposition closed by a comma is still the phrase."""
        if i >= last or "و" not in self.view.tokens[i].proclitics:
            return False
        clause = self.view.classes(i) & {"past_particle", "auxiliary", "negation", "subordinator"}
        return not clause and not self.view.is_verb(i)
