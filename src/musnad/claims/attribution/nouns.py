"""The noun phrase that a cue governs, where no clause or quotation is its content: «نفى إجراء مفاوضات», «دعا إلى الحوار»."""

from dataclasses import replace

from musnad.claims.attribution.cues import Cue
from musnad.claims.attribution.scopes import FARTHEST, LONGEST, NAME_IN_QUOTES, Content, Scopes
from musnad.language.words import ARTICLE, HA

_ASKED = 6
"""Tokens of somebody who is asked, at most."""


class Nouns:
    """The noun contents of one document's cues."""

    def __init__(self, scopes: Scopes) -> None:
        self._scopes = scopes
        self._view = scopes.view
        self._quotes = scopes.quotes
        self._hinges = scopes.hinges

    def of(self, cue: Cue, behind: int) -> Content | None:
        """The noun phrase that is a cue's content, behind its speaker (`behind`); None if there is none."""
        sentence = self._view.sentence_of[cue.index]
        charge = self._charge(behind, sentence.last) if "charges" in cue.row.traits else None
        if charge is not None:
            return self._noun_at(charge, charge + 1, sentence.last, cue)
        opener = self._preposition(cue, behind, sentence.last) if "prep" in cue.row.content else None
        told = "tells" not in cue.row.traits or bool(cue.enclitic)
        first = self._direct(behind, sentence.last, cue) if "noun" in cue.row.content and told else None
        if first is not None and (opener is None or first < opener) and not self._unheard(first, cue):
            return self._noun_at(first, first, sentence.last, cue)
        if opener is None and told is False and "acts" in cue.row.traits:
            opener = self._second_object(behind, sentence.last, certain=False)
            return self._noun_at(opener, opener, sentence.last, cue) if opener is not None else None
        if opener is not None:
            wanted = (
                self._second_object(behind, opener, certain=True) if not told and "acts" in cue.row.traits else None
            )
            if wanted is not None:
                return self._noun_at(wanted, wanted, sentence.last, cue)
            return self._noun_at(opener, opener if self._carries(opener, cue) else opener + 1, sentence.last, cue)
        return None

    def _charge(self, behind: int, last: int) -> int | None:
        """The word behind which it stands what somebody is charged with («وجهت إليه تهمة القتل»)."""
        for i in range(behind, min(last - 1, behind + FARTHEST)):
            if self._hinges.is_a("charge", self._view.tokens[i].form):
                return i
            if self._scopes.stops(i) or self._scopes.that(i):
                return None
        return None

    def _second_object(self, behind: int, last: int, *, certain: bool) -> int | None:
        """What somebody is asked for behind his name: a verbal noun behind a definite word («ناشد العمال العودة»)."""
        view = self._view
        for i in range(behind + 1, min(last, behind + _ASKED)):
            token, before = view.tokens[i], view.tokens[i - 1]
            if token.kind != "word" or view.is_verb(i) or view.classes(i):
                return None
            if i in view.mention_at and view.mention_at[i].named:
                continue
            asked = not view.governed(i) and (before.base.startswith(ARTICLE) or i - 1 in view.mention_at)
            if asked and view.document.analyses[i].derived == "verbal_noun" and (self._tells_of_deed(i) or not certain):
                return i
        return None

    def _tells_of_deed(self, i: int) -> bool:
        """Whether a verbal noun is none that names a body («السماح», not «القيادة»)."""
        base = self._view.tokens[i].base
        return not base.startswith(ARTICLE) or base.removeprefix(ARTICLE) in self._view.grammar.event_nouns

    def addressed(self, cue: Cue) -> Content | None:
        """The words behind a participle of acting that only names whom it goes out to («، مناشداً المانحين الدعم»)."""
        last = self._view.sentence_of[cue.index].last
        if "acts" not in cue.row.traits or cue.index == 0 or not self._view.is_mark(cue.index - 1, "،,"):
            return None
        return self._noun_at(cue.last, cue.last, last, cue) if cue.last < last and self._nominal(cue.last) else None

    def beyond(self, content: Content) -> Content:
        """A noun that is told of, with the clause that «وأن» joins to it («كشف عن مقتل جنود، وأنه»)."""
        if content.kind != "noun":
            return content
        first, last = content.last + 1, self._view.sentence_of[content.first].last
        joined = first < last and self._view.is_mark(content.last, "،,")
        further = joined and self._scopes.further(first)
        return replace(content, last=self._scopes.until(first, last)) if further else content

    def _carries(self, i: int, cue: Cue) -> bool:
        """Whether the word carries the preposition as a clitic."""
        return any(p in cue.row.preps for p in self._view.tokens[i].proclitics)

    def _preposition(self, cue: Cue, behind: int, last: int) -> int | None:
        aside = -1
        for i in range(behind, min(last, behind + FARTHEST)):
            token = self._view.tokens[i]
            aside = max(aside, self._aside(i, last))
            if i < aside:
                continue
            if i > behind and (self._scopes.stops(i) or "relative" in self._view.classes(i)):
                return None
            if self._only_tells_where(i, cue):
                continue  # «أعلنت الكتلة بالبرلمان رفضها»
            if token.kind == "word" and (self._view.leads(i, cue.row.preps) or self._carries(i, cue)):
                bare = i + 1 if self._view.leads(i, cue.row.preps) and not self._carries(i, cue) else i
                if bare < last and bare not in self._view.time_at:
                    return i
        return None

    def _only_tells_where(self, i: int, cue: Cue) -> bool:
        """Whether a definite noun or a name that carries a preposition is no deed that could be told."""
        token = self._view.tokens[i]
        if "acts" in cue.row.traits or not self._carries(i, cue) or "noun" not in cue.row.content:
            return False
        mention = self._view.mention_at.get(i)
        named = mention is not None and mention.named and mention.kind in ("GPE", "LOC", "ORG")
        deed = token.base.removeprefix(ARTICLE) in self._view.grammar.event_nouns
        deed = deed or self._view.document.analyses[i].derived == "verbal_noun"
        return named or (token.base.startswith(ARTICLE) and not deed)

    def _aside(self, i: int, last: int) -> int:
        """Where words between commas end that only tell where something was said («، في بيان،»), or how; -1 if none begin."""
        view = self._view
        if i + 2 >= last or not view.is_mark(i, "،,"):
            return -1
        channel = self._hinges.is_a("channel", view.tokens[i + 2].base.removeprefix(ARTICLE))
        said = channel and "preposition" in view.classes(i + 1)
        if not said and not self._hinges.is_a("hides", view.tokens[i + 1].form):
            return -1
        return next((k for k in range(i + 3, min(last, i + FARTHEST)) if view.is_mark(k, "،,")), -1)

    def _direct(self, behind: int, last: int, cue: Cue) -> int | None:
        """The first word of a noun phrase that no preposition governs, times and «في بيان» between left aside."""
        i = behind
        while i < min(last, behind + FARTHEST):
            view = self._view
            i = max(i + self._hinges.length("aside", view.tokens, i), self._aside(i, last))
            if i >= last:
                return None
            quote = self._quotes.opening.get(i)
            if quote is not None and i > behind and quote.size <= NAME_IN_QUOTES and self._led(i - 1):
                i = quote.last + 1
            elif i in view.time_at or view.is_mark(i, '،,()"“”«»') or self._hinges.is_a("adverb", view.tokens[i].base):
                i += 1
            elif i == behind and self._is_adjective(i):
                i = behind = i + 1
            elif "preposition" in view.classes(i) and view.tokens[i].enclitic:
                i += 1  # «أكد لهم مقتل طفلين»
            elif "preposition" in view.classes(i) or view.governed(i):
                i = self._past_phrase(i + 1, last, complete=view.governed(i))
            else:
                rumour = cue.row.stance == "denies" and self._hinges.is_a("what", view.tokens[i].form)
                return i if rumour or i in view.mention_at or self._nominal(i) else None
        return None

    def _led(self, i: int) -> bool:
        """Whether a preposition ends before the next word: «مع», or «لـ» by itself."""
        return "preposition" in self._view.classes(i) or self._hinges.is_a("to", self._view.tokens[i].base)

    def _is_adjective(self, i: int) -> bool:
        """Whether a word right behind the speaker only describes him («قناة الفجر الفضائية»)."""
        base = self._view.tokens[i].base
        return base.startswith(ARTICLE) and base.endswith(("ي", "ي" + HA)) and not self._view.governed(i)

    def _past_phrase(self, i: int, last: int, *, complete: bool) -> int:
        """Past a prepositional phrase, whose noun stands before `i` if it is complete: to the next mark, time or small word."""
        view, first = self._view, i
        while i < last and view.tokens[i].kind == "word" and i not in view.time_at and not view.classes(i):
            if (complete or i > first or self._behind_name(i)) and self._new_matter(i):
                return i
            i += 1
        return i

    def _behind_name(self, i: int) -> bool:
        """Whether a name that carries its preposition ends right before a position («أكد مسؤول لرويترز مقتل جنود»)."""
        name = self._view.mention_at.get(i - 1)
        return name is not None and name.named and self._view.mention_at.get(i) is not name

    def _new_matter(self, i: int) -> bool:
        """Whether an indefinite noun behind a definite one can be no part of its phrase («... العامة للجيش سقوط قذيفة»)."""
        view, before = self._view, self._view.tokens[i - 1]
        bare = not view.tokens[i].proclitics and not view.tokens[i].base.startswith(ARTICLE)
        if bare and view.tokens[i].base in view.grammar.event_nouns and self._hinges.is_a("channel", before.base):
            return True  # «أعلن الجيش في بيان مقتل ثلاثة جنود»
        known = view.tokens[i].base in view.grammar.event_nouns or self._hinges.is_a("matter", view.tokens[i].base)
        return bare and known and (self._behind_name(i) or before.base.startswith(ARTICLE) or bool(before.enclitic))

    def _nominal(self, i: int) -> bool:
        """Whether a word can begin the noun that a verb of saying takes; a noun that could be a verb is one here."""
        view = self._view
        if view.tokens[i].kind != "word" or view.classes(i) - {"quantifier"}:
            return False
        forms = view.verb_forms(i)
        return not (forms and (view.tokens[i].proclitics or any(form.aspect == "present" for _, form in forms)))

    def _unheard(self, i: int, cue: Cue) -> bool:
        return cue.row.stance == "denies" and self._hinges.is_a("unheard", self._view.tokens[i].base)

    def _restated(self, i: int) -> Content | None:
        """The clause of a noun that only says that something is said once more («جدد التأكيد على أن»)."""
        view = self._view
        said = self._scopes.is_cue(i, "noun") or self._hinges.is_a("wording", view.tokens[i].base.removeprefix(ARTICLE))
        said = said or bool(self._hinges.owned("wording", view.tokens[i].form))
        last = view.sentence_of[i].last
        openers = (k for k in range(i + 1, min(i + 3, last)) if self._scopes.that(k))
        opener = next(openers, None) if said else None
        plain = opener is not None and (opener == i + 1 or "preposition" in view.classes(i + 1))
        return self._scopes.clause_at(opener) if opener is not None and plain else None

    def _noun_at(self, opener: int, first: int, last: int, cue: Cue) -> Content:
        restated = self._restated(first)
        if restated is not None:
            return restated
        acts, tells = "acts" in cue.row.traits, "tells" in cue.row.traits
        quote = self._quotes.inside.get(opener)
        i, last = first, min(last, first + LONGEST, quote.last if quote is not None else last)
        while i < last:
            if i in self._quotes.opening:
                i = min(self._quotes.opening[i].last, last - 1)
            elif (
                self._noun_ends(i, first, last)
                or self._scopes.breaks_off(i, last)
                or (i > first and ((acts and self._tells_when(i)) or (tells and self._tells_where(i))))
            ):
                break
            i += 1
        return Content("noun", opener, first, i)

    def _noun_ends(self, i: int, first: int, last: int) -> bool:
        """Whether a noun phrase that began at `first` ends before a position."""
        if self._view.is_mark(i, "،,"):
            return not self._series(i + 1, last)
        return i > first and (self._view.is_mark(i, "؛;") or self._hinges.length("resume", self._view.tokens, i) > 0)

    def _tells_when(self, i: int) -> bool:
        """Whether a word tells after what somebody acted, which is no part of his words («وعد بالمساعدة بعد هجوم»)."""
        return self._hinges.is_a("occasion", self._view.tokens[i].form)

    def _tells_where(self, i: int) -> bool:
        """Whether a word tells in the course of what somebody was told something («أبلغهم بموقفه خلال اللقاء»)."""
        return self._hinges.is_a("during", self._view.tokens[i].form)

    def _series(self, i: int, last: int) -> bool:
        """Whether a comma only joins: a further noun behind و, or an apposition closed by a comma is still the phrase."""
        if i >= last or "و" not in self._view.tokens[i].proclitics:
            return False
        clause = self._view.classes(i) & {"past_particle", "auxiliary", "negation", "subordinator"}
        verb = self._view.is_verb(i) or self._view.document.analyses[i].pos == "VERB"
        return not clause and not verb
