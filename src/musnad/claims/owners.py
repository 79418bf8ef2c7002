"""Whose a noun is: whom its pronoun means, or the phrase that completes it; and what stands before a noun."""

from dataclasses import replace

from musnad.claims.agreement import SEVERAL
from musnad.claims.clauses import Clauses
from musnad.claims.participants import Group
from musnad.claims.subjects import SINGULAR
from musnad.claims.view import View
from musnad.folding import fold
from musnad.language.words import ALIF, ARTICLE, HA

OBJECT, PURPOSE = "obj", "ل"

QUOTES = '"“”«»„'
CLITICS = ("ب", "ل")
"""Prepositions that stand alone before a quotation mark."""

OURS = ("ي", "نا")
"""The pronouns of one who speaks, and of several."""

PLURAL = "هم"
"""The pronoun of several; with a letter more, of two."""


class Owners:
    """Finds whose the nouns of one document are."""

    def __init__(self, view: View, clauses: Clauses) -> None:
        self.view = view
        self.clauses = clauses
        self._words = view.grammar.control
        self._divided: dict[int, tuple[str, ...]] = {}

    def _is_person(self, group: Group) -> bool:
        entity = self.view.entities.get(group.members[0].entity or "")
        return entity is not None and entity.kind == "PER"

    def owner(self, i: int) -> Group | None:
        """Whose the noun at a position is: whom its pronoun means, or the phrase that completes it."""
        token = self.view.tokens[i]
        if token.enclitic:
            return self.meant(i, token.enclitic)
        return None if token.base.startswith(ARTICLE) else self.clauses.genitive(i)

    def meant(self, i: int, enclitic: str, *, suffers: bool = False) -> Group | None:
        """Whom the pronoun on a noun means: the subject of the verb that governs it if the two agree, or who is nearest.

        `suffers` says that he suffers the deed: behind a verb and a time word he is rather whom the verb strikes.
        """
        if enclitic in OURS:
            return self._speaker(i) if enclitic == OURS[0] else None
        return self._of_joined_noun(i, enclitic) or self._third(i, enclitic, suffers=suffers)

    def _third(self, i: int, enclitic: str, *, suffers: bool) -> Group | None:
        """Whom a pronoun of the third person means."""
        start, _ = self._opening(i)
        if start > self.view.sentence_of[i].first and self._is_manner(start - 1):
            speaker = self.of_manner(start - 1)
            if speaker is not None and enclitic != PLURAL:
                return Group(i, i + 1, tuple(replace(a, implied=True) for a in speaker.members))
        verb = self._governor(i)
        struck = self._struck_before(verb, i, enclitic) if verb is not None else None
        later = not self.view.classes(self._opening(i)[0]).isdisjoint({"temporal", "time_conjunction"})
        if struck is not None and suffers and later:
            return Group(i, i + 1, tuple(replace(a, implied=True) for a in struck.members))
        subject = self.clauses.subject(verb) if verb is not None and not self._happens(verb) else None
        near = verb is not None and subject is not None and not covers(subject.group, i)
        if near and verb is not None and subject is not None and self._agrees(verb, subject.group, enclitic):
            return Group(i, i + 1, tuple(replace(a, implied=True) for a in subject.group.members))
        if struck is not None and enclitic == PLURAL:
            return Group(i, i + 1, tuple(replace(a, implied=True) for a in struck.members))
        meant = self.clauses.pronoun(i, enclitic)
        return Group(i, i + 1, (meant,)) if meant else None

    def _of_joined_noun(self, i: int, enclitic: str) -> Group | None:
        """Whom the noun before it is about that و joins another to: «استهداف المدنيين وقتلهم», «إيواء الحركة وتزويدها»."""
        view, h = self.view, i - 1
        if view.proclitics(i) != ("و",):
            return None
        while h > view.clause_floor(i) and not view.closes(h) and view.tokens[h].base not in view.grammar.event_nouns:
            h -= 1
        if view.closes(h) or view.tokens[h].enclitic or view.tokens[h].base.startswith(ARTICLE):
            return None
        owner = self._taking_part(self.clauses.genitive(h))
        if owner is None or owner.last != i or not self._may_mean(owner, enclitic):
            return None
        return Group(i, i + 1, tuple(replace(a, implied=True) for a in owner.members))

    def _may_mean(self, group: Group, enclitic: str) -> bool:
        """Whether a pronoun of a third person agrees with a phrase."""
        agreement = self.clauses.agreement
        if agreement.number(group) == SEVERAL:
            return enclitic == PLURAL
        return enclitic in SINGULAR and agreement.is_feminine(group) == (enclitic == SINGULAR[1])

    def _speaker(self, i: int) -> Group | None:
        """Who speaks the words that a position stands in."""
        statement = self.view.statement_at.get(i)
        source = statement.chain[-1].source if statement is not None and statement.chain else None
        return Group(i, i + 1, (replace(source, implied=True),)) if source is not None else None

    def _is_manner(self, k: int) -> bool:
        """Whether a word is a participle that tells how somebody spoke («معربا عن»)."""
        analyses, base = self.view.document.analyses, self.view.tokens[k].base
        derived = bool(analyses) and analyses[k].derived == "active_participle"
        return derived and base.endswith((ALIF, HA)) and not base.startswith(ARTICLE)

    def of_manner(self, i: int) -> Group | None:
        """Whose manner an indefinite participle tells: who spoke before it, or the subject of a verb that alone agrees."""
        verb = self.clauses.main_verb(i)
        subject = self.clauses.subject(verb) if verb is not None else None
        feminine = verb is not None and all(form.feminine for _, form in self.view.verb_forms(verb))
        if feminine and self.view.tokens[i].base.endswith(HA) and subject is not None:
            return subject.group
        return self._last_speaker(i) or (subject.group if subject is not None else None)

    def _last_speaker(self, i: int) -> Group | None:
        """Who spoke last in this sentence before a position."""
        for k in range(i - 1, self.view.clause_floor(i) - 1, -1):
            statement = self.view.statement_at.get(k)
            if statement is not None and statement.chain:
                source = statement.chain[-1].source
                return Group(i, i, (replace(source, implied=True),)) if source is not None else None
        return None

    def _struck_before(self, verb: int, i: int, enclitic: str) -> Group | None:
        """The object of a verb, or else its complement, that stands before a noun and whom the noun's pronoun can mean."""
        found = [self.clauses.struck(verb), *(c.group for c in self.clauses.complements(verb, verb + 1))]
        fitting = (g for g in found if g is not None and g.last <= i and self._taking_part(g) is not None)
        return next((g for g in fitting if self._can_be(g, enclitic)), None)

    def _can_be(self, group: Group, enclitic: str) -> bool:
        several = len(group.members) > 1 or self._is_plural(group)
        return several if enclitic == PLURAL else enclitic == "ه" and not several and self._is_person(group)

    def _governor(self, i: int) -> int | None:
        """The verb in whose clause a noun stands: past a relative clause that a comma ends."""
        verb = self.clauses.governor(i)
        ended = verb is not None and any(self.view.is_mark(k, "،,") for k in range(verb, i))
        return self.clauses.main_verb(i) if ended and verb is not None and self.clauses.in_relative(verb) else verb

    def _happens(self, verb: int) -> bool:
        """Whether a verb only says that something takes place, so that its subject is no person («تم توقيعه»)."""
        told = (doer for lemma in self._lemmas(verb)[:1] for _, doer in self._words.verbs.get(lemma, ()))
        return "none" in told

    def _agrees(self, verb: int, subject: Group, enclitic: str) -> bool:
        """Whether a pronoun can mean the subject of a verb, by the gender of the verb and the number of the subject."""
        forms = [form for _, form in self.view.verb_forms(verb) if not form.first]
        several = len(subject.members) > 1 or self._is_plural(subject)
        if enclitic.startswith(PLURAL):
            return several if enclitic == PLURAL else len(subject.members) == 2
        if enclitic == "ه":
            return not several and any(not form.feminine and form.number == "singular" for form in forms)
        return enclitic == "ها" and any(form.feminine for form in forms)

    def _is_plural(self, group: Group) -> bool:
        inside = self.view.within(group.members[0].span)
        analyses = self.view.document.analyses
        return bool(inside) and bool(analyses) and analyses[inside[0]].number == "plural"

    def _opening(self, i: int) -> tuple[int, str]:
        """Where the phrase of a noun begins, quantities before it and preposition included; the preposition, or `obj`."""
        view = self.view
        low = view.clause_floor(i)
        while True:
            proclitics = self._divided.get(i) or view.proclitics(i)
            clitic = next((p for p in reversed(proclitics) if p in "بلك"), None)
            if clitic is not None:
                purpose = clitic == "ب" and view.tokens[i].base in view.grammar.brings["purpose"]
                return i, PURPOSE if purpose else clitic
            if i <= low or not (self._is_quantity(i - 1) or view.is_mark(i - 1, QUOTES)):
                break
            i -= 1
        before = view.tokens[i - 1] if i > low else None
        if (
            before is not None
            and not before.enclitic
            and ("preposition" in view.classes(i - 1) or before.form in CLITICS)
        ):
            return i - 1, before.base or before.form
        return i, OBJECT

    def _is_quantity(self, k: int) -> bool:
        token = self.view.tokens[k]
        counted = token.kind == "number" or token.base in self.view.grammar.quantities
        purpose = token.base in self.view.grammar.brings["purpose"] and bool(token.proclitics)
        return counted or purpose or "quantifier" in self.view.classes(k)

    def _lemmas(self, verb: int) -> list[str]:
        """The dictionary forms of a verb: the one that fits its context, if that is known, before the others."""
        view = self.view
        fitting = fold(view.document.analyses[verb].lemma) if view.document.analyses else ""
        return sorted(view.grammar.lemmas(view, verb), key=lambda lemma: (lemma != fitting, lemma))

    def _taking_part(self, group: Group | None) -> Group | None:
        takes_part = self.clauses.phrases.takes_part
        return group if group is not None and any(takes_part(a, strict=False) for a in group.members) else None


def covers(group: Group, i: int) -> bool:
    """Whether a phrase holds a position."""
    return group.first <= i < group.last
