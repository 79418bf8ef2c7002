"""What stands around verbs and nouns beside the subject: objects, complements, the verbs that govern them."""

from collections.abc import Iterator
from dataclasses import dataclass

from musnad.claims.participants import Group
from musnad.claims.subjects import Subjects
from musnad.language.words import ALIF, ARTICLE

ADJECTIVES = 3
"""How many adjectives may stand between a noun and its relative clause."""

OBJECT_REACH = 16
"""How many tokens behind its subject the object of a verb may stand."""

REACH = 24
"""How many tokens behind a head its complements may stand."""


@dataclass(frozen=True, slots=True)
class Complement:
    """A prepositional complement: the preposition, folded, the index of its noun, and the participants if it names some."""

    preposition: str
    index: int
    group: Group | None


class Clauses(Subjects):
    """Subjects, objects and complements of one document."""

    def object(self, i: int) -> Group | None:
        """The direct object of the verb at a position: the phrase behind the subject, or behind the verb itself."""
        subject = self._subjects.get(i)
        start = subject.last if subject is not None and subject.last > i else i + 1
        end = self.view.sentence_of[i].last
        start = self._skip_pronouns(self._skip_light(start, end), end)
        if (
            start + 1 < end
            and self.view.is_mark(start, "،,")
            and (start + 1 in self.view.mention_at or start + 1 in self.view.role_at)
        ):
            start += 1
        return self._nominal_group(self._behind_manner(start, end), end)

    def _behind_manner(self, j: int, end: int) -> int:
        """Past an accusative that says how, before an object of its own («أعدمت السلطات شنقا ثلاثة أشخاص»)."""
        view, analyses = self.view, self.view.document.analyses
        if j + 1 >= end or not analyses or not self._accusative(j) or j in view.role_at or view.proclitics(j):
            return j
        manner = analyses[j].pos in ("ADJ", "ADV") or analyses[j].derived == "verbal_noun"
        counted = view.tokens[j + 1].kind == "number" or analyses[j + 1].pos == "NUM"
        if not counted and not (manner and (j + 1 in view.mention_at or view.definite(j + 1))):
            return j
        return j if view.governed(j + 1) or j + 1 in view.time_at or view.proclitics(j + 1) else j + 1

    def struck(self, verb: int) -> Group | None:
        """Whom a verb strikes: its object, whom its pronoun means, or its subject if it is passive."""
        forms = self.view.verb_forms(verb)
        enclitic = next((reading.enclitic for reading, _ in forms if reading.enclitic), None)
        if enclitic:
            meant = self.pronoun(verb, enclitic)
            return Group(verb, verb + 1, (meant,)) if meant else None
        if forms and all(form.passive for _, form in forms):
            subject = self._subjects.get(verb)
            return subject.group if subject is not None else None
        return self.object(verb)

    def behind(self, i: int, j: int) -> Group | None:
        """The phrase that stands from a position on as the object of the verbal noun at `i`, past times; None if none."""
        view = self.view
        end = min(view.sentence_of[i].last, j + OBJECT_REACH)
        while j < end and (j in view.time_at or "adverb" in view.classes(j)):
            j += 1
        if j >= end or view.governed(j) or "و" in view.proclitics(j) or self.is_adjective(j):
            return None
        return self._nominal_group(j, end)

    def is_adjective(self, j: int) -> bool:
        """Whether a word describes the phrase before it."""
        if j in self.view.mention_at or j in self.view.role_at:
            return False
        analyses = self.view.document.analyses
        return bool(analyses) and analyses[j].pos == "ADJ"

    def is_thing(self, found: Group) -> bool:
        """Whether a phrase is a noun of things, not an adverb or a reason («قصف السوق انتقاما»)."""
        analyses = self.view.document.analyses
        if not analyses:
            return True
        analysis, base = analyses[found.first], self.view.tokens[found.first].base
        reason = analysis.derived == "verbal_noun" and base.endswith(ALIF)
        return analysis.pos in ("NOUN", "PROPN", "NUM") and not reason

    def later_object(self, i: int, *, things: bool = False) -> Group | None:
        """A participant behind the complements of a verb («استقبل الملك، في قصره، وزير الدفاع», «قتل في القصف 28 شخصا»)."""
        subject = self._subjects.get(i)
        start = subject.last if subject is not None and subject.last > i else i + 1
        return self.later_participant(i, start, things=things)

    def later_participant(self, i: int, j: int, *, things: bool = False) -> Group | None:
        """The first participant, or thing, from `j` on, past complements, times and commas, in the sentence of `i`."""
        view = self.view
        end = min(view.sentence_of[i].last, j + OBJECT_REACH)
        while j < end:
            if view.is_mark(j, "،,()") or self._is_light(j):
                j += 1
            elif view.tokens[j].enclitic and view.tokens[j].base in view.grammar.brings["part"]:
                return None
            elif "relative" in view.classes(j) and j + 1 < end and view.is_verb(j + 1):
                j = self._behind_relative(j + 1, end)
            elif (complement := self._complement(j, end)) is not None:
                j = max(complement.index + 1, complement.group.last if complement.group else 0)
            elif view.classes(j) - {"quantifier"} or view.is_verb(j) or view.tokens[j].kind == "mark":
                return None
            else:
                group = self._nominal_group(j, end)
                if group is None or not (self.phrases.takes_part(group.members[0], strict=False) or things):
                    return None
                return group if not things or self.is_thing(group) else None
        return None

    def _behind_relative(self, verb: int, end: int) -> int:
        """Where a relative clause ends that has no more than its verb, the verb's subject and object, times and complements."""
        subject, found = self._subjects.get(verb), self.object(verb)
        j = max(verb + 1, subject.last if subject else 0)
        if found is not None and found.first == j and found.last < end and self.view.is_mark(found.last, "،,"):
            j = found.last
        while j < end:
            complement = self._complement(j, end) if not self._is_light(j) else None
            if complement is not None:
                j = max(complement.index + 1, complement.group.last if complement.group else 0)
            elif self._is_light(j):
                j += 1
            else:
                break
        return j

    def genitive(self, i: int) -> Group | None:
        """The phrase that completes the noun at a position («زيارة حفتر»)."""
        view = self.view
        end = view.sentence_of[i].last
        return self._nominal_group(i + 1, end) if i + 1 < end else None

    def governor(self, i: int) -> int | None:
        """The verb in whose clause the noun at a position stands, if one stands before it."""
        view = self.view
        low = max(view.sentence_of[i].first, i - REACH)
        for j in range(i - 1, low - 1, -1):
            if view.is_verb(j):
                return j
            if view.is_mark(j, "؛;:") or view.classes(j) & {"relative", "time_conjunction", "subordinator"}:
                return None
        return None

    def main_verb(self, i: int) -> int | None:
        """The nearest verb before a position, in its sentence, that stands in no subordinate or relative clause."""
        view = self.view
        low = view.clause_floor(i)
        for j in reversed(view.verbs_between(low, i)):
            start = self.clause_start(j)
            if start == low or not view.classes(start - 1) & {"subordinator", "relative", "time_conjunction"}:
                return j
        return None

    def complements(self, i: int, start: int) -> Iterator[Complement]:
        """The prepositional complements from a position on, to the end of the clause of the head at `i`."""
        view = self.view
        end = min(view.sentence_of[i].last, i + REACH)
        j = self._into_relative(start, end)
        while j < end and not self._clause_ends(j, i):
            found = self._complement(j, end)
            if found is not None:
                yield found
                j = max(j + 1, found.group.last if found.group else found.index + 1)
            else:
                j += 1

    def _into_relative(self, j: int, end: int) -> int:
        """Past a relative clause that only says that the event took place («المكالمة الهاتفية التي جرت بين ...»)."""
        view = self.view
        k = j
        while (
            k < end
            and view.tokens[k].kind == "word"
            and not view.classes(k)
            and not view.is_verb(k)
            and k < j + ADJECTIVES
        ):
            k += 1
        if k < end and view.is_verb(k) and not view.tokens[j - 1].base.startswith(ARTICLE):
            k -= 1
        opened = k + 1 < end and view.is_verb(k + 1) and (k < j or "relative" in view.classes(k) or not view.classes(k))
        if opened and view.grammar.lemmas(view, k + 1) & view.grammar.carriers:
            subject = self._subjects.get(k + 1)
            return subject.last if subject is not None and subject.last > k + 1 else k + 2
        return j

    def _complement(self, j: int, end: int) -> Complement | None:
        view = self.view
        token = view.tokens[j]
        if token.kind != "word" or j in view.time_at:
            return None
        clitic = next((p for p in reversed(view.proclitics(j)) if p in "بلك"), None)
        if clitic is not None and not (token.enclitic and len(token.base) < 2):
            label = self._phrase_of(clitic, j) if j + 1 < end else None
            return (
                Complement(label, j + 1, self._group_at(j + 1)) if label else Complement(clitic, j, self._group_at(j))
            )
        if "preposition" not in view.classes(j) and token.form not in ("ب", "ل"):
            return None
        word = token.base if token.base else token.form
        if token.enclitic:
            meant = self.pronoun(j, token.enclitic)
            return Complement(word, j, Group(j, j + 1, (meant,)) if meant else None)
        label = self._phrase_of(word, j + 1) if j + 2 < end else None
        if label is not None:
            return Complement(label, j + 2, self._group_at(j + 2))
        return Complement(word, j + 1, self._group_at(j + 1) if j + 1 < end else None)

    def _phrase_of(self, preposition: str, j: int) -> str | None:
        """What a preposition makes with the noun behind it: «من قبل», «على يد», «من قبضة», «بحق»; None if nothing."""
        token = self.view.tokens[j]
        return None if token.enclitic else self.view.grammar.control.phrases.get((preposition, token.base))

    def _group_at(self, j: int) -> Group | None:
        return self.phrases.after(j) if j not in self.view.time_at else None

    def _clause_ends(self, j: int, head: int) -> bool:
        view = self.view
        if view.is_mark(j, "؛;:.") or view.classes(j) & {"relative", "time_conjunction", "subordinator"}:
            return True
        if view.classes(j) & {"conjunction"}:
            return True
        return view.is_verb(j) and j != head
