"""A trigger and its surroundings, looked at once for all its candidates."""

from bisect import bisect_left
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from musnad.claims.arguments import Filled
from musnad.claims.clauses import Clauses
from musnad.claims.participants import Group
from musnad.claims.roles.candidates import key, keys
from musnad.claims.triggers import Trigger
from musnad.claims.view import FARTHEST, View
from musnad.folding import fold

VERBS_BEFORE = 3
"""How many verbs before a trigger, in its sentence, are asked for their subjects."""

VERBS_BEHIND = 30
"""How many tokens behind a trigger a verb may stand that is asked for its subject."""

ALIKE_BEFORE, ALIKE_BEHIND = 12, 5
"""How many claims before and behind one are looked through for others of its type."""

Sides = tuple[frozenset[Hashable], frozenset[Hashable]]


@dataclass(frozen=True, slots=True)
class Told:
    """A trigger with what the grammar makes of it, and as whose content it is told: `asked` ... by the claim `holder`."""

    trigger: Trigger
    filled: Filled
    holder: Filled | None = None
    content: str = ""

    @property
    def sides(self) -> Sides:
        """Whom the grammar takes for actors and for recipients."""
        return keys(self.filled.actors), keys(self.filled.recipients)


class Site:
    """What is known of a trigger before any candidate is looked at.

    Attributes:
        pos: `v`, `n` or `p`: verb, noun or participle.
        type: the type of the event.
        rels: in which relations of the grammar each participant stands to the trigger or to the verbs around it.
        frame: which role (its first letter) the frame gives to each place.
        actors: whom the grammar takes for actors; `recipients` and `companions` likewise.
        filled: which of the two sides the grammar could fill.
        definite: `d` where the trigger has the article.
        shape: of a verb, its number, gender and whether it says «we».
        light: what the verb that governs a noun makes of its subject.
        alike: the actors and recipients of other claims of the same type.
        previous: the sides of the claim before, and whether its type is the same.
        held: the sides of the claim whose content this one is.
        triggers: where the other triggers of the sentence stand.
        verbs: where the verbs of its clause and of those around it stand.
    """

    def __init__(self, view: View, clauses: Clauses, told: Sequence[Told], n: int) -> None:
        self.view, self.clauses, self.told = view, clauses, told[n]
        trigger = self.told.trigger
        self.trigger, self.i = trigger, trigger.index
        self.sentence = view.sentence_of[self.i]
        self.pos, self.type = trigger.row.pos[0], trigger.row.type
        self.frame = {fold(place): p.role[0] for p in reversed(trigger.row.frame) for place in p.places}
        self.actors, self.recipients = self.told.sides
        self.companions = keys(self.told.filled.companions)
        self.filled = f"{'A' if self.actors else '-'}{'R' if self.recipients else '-'}"
        self.definite = "d" * trigger.reading.definite
        form = trigger.form
        self.shape = f"{form.number[0]}{'f' if form.feminine else 'm'}{'1' * form.first}" if form else ""
        self.tag = _tag(view, self.i)
        self.statement = view.statement_at.get(self.i)
        low, high = max(self.sentence.first, self.i - FARTHEST), min(self.sentence.last, self.i + FARTHEST)
        self.verbs = view.verbs_between(low, high)
        self._neighbours(told, n)
        self.light = ""
        self.rels: dict[Hashable, set[str]] = {}
        self._relate_own()
        self._relate_verbs()
        self._relate_speakers()

    def _neighbours(self, told: Sequence[Told], n: int) -> None:
        first, last = self.sentence.first, self.sentence.last
        near = told[max(n - ALIKE_BEFORE, 0) : n + ALIKE_BEHIND + 1]
        self.triggers = sorted(t.trigger.index for t in near if t is not self.told and first <= t.trigger.index < last)
        same = [t.sides for t in near if t is not self.told and t.trigger.row.type == self.type]
        nobody: frozenset[Hashable] = frozenset()
        self.alike: Sides = nobody.union(*(a for a, _ in same)), nobody.union(*(r for _, r in same))
        before = told[n - 1] if n else None
        self.previous: Sides = before.sides if before else (nobody, nobody)
        self.same_before = before is not None and before.trigger.row.type == self.type
        holder = self.told.holder
        self.held: Sides | None = (keys(holder.actors), keys(holder.recipients)) if holder else None

    def _relate(self, label: str, group: Group | None) -> None:
        for argument in group.members if group is not None else ():
            self.rels.setdefault(key(argument), set()).add(label)

    def _relate_subject(self, label: str, verb: int) -> None:
        subject = self.clauses.subject(verb)
        if subject is not None:
            self._relate(label + "i" * subject.implied, subject.group)

    def _relate_own(self) -> None:
        """What stands in the places of the trigger's own frame, and its subject if it is a verb."""
        slots = self.told.filled.slots
        if slots is not None:
            for place, group in slots.groups.items():
                self._relate(place, group)
            for complement in slots.complements:
                self._relate("c:" + complement.preposition, complement.group)
        self._relate_subject("s", self.i)

    def _relate_verbs(self) -> None:
        """The subjects and objects of the verb that governs a noun, and of those nearest before and behind."""
        clauses, grammar = self.clauses, self.view.grammar
        governor = clauses.governor(self.i)
        if governor is not None:
            lemmas = grammar.lemmas(self.view, governor)
            roles = sorted(grammar.subjects_of_carriers[x] for x in lemmas if x in grammar.subjects_of_carriers)
            self.light = roles[0] if roles else "light" if lemmas & self.trigger.row.light else ""
            self._relate_subject("gs", governor)
            self._relate("go", clauses.object(governor))
        main = clauses.main_verb(self.i)
        if main is not None and main != governor:
            self._relate_subject("ms", main)
        earlier = clauses.earlier_subject(self.i)
        self._relate("es", earlier.group if earlier else None)
        before = self.verbs[: bisect_left(self.verbs, self.i)][-VERBS_BEFORE:]
        for n, j in enumerate(reversed(before), 1):
            self._relate_subject(f"v{n}s", j)
            if n < VERBS_BEFORE:
                self._relate(f"v{n}o", clauses.object(j))
        behind = next((j for j in self.verbs if self.i < j < self.i + VERBS_BEHIND), None)
        if behind is not None:
            self._relate_subject("w1s", behind)
            self._relate("w1o", clauses.object(behind))

    def _relate_speakers(self) -> None:
        links = reversed(self.statement.chain) if self.statement is not None else ()
        for n, link in enumerate(links):
            if link.source is not None:
                self.rels.setdefault(key(link.source), set()).add("outer" if n else "speaker")


def _tag(view: View, i: int) -> str:
    """Gender, number, person and voice of a word, as far as the tagger knows them."""
    if not view.document.analyses:
        return ""
    analysis = view.document.analyses[i]
    return f"{analysis.gender}{analysis.number[:1]}{analysis.person}{analysis.voice[:1]}"
