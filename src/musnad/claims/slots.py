"""What stands in the places of a trigger's frame: its subject, object, complement and prepositional complements."""

from dataclasses import replace

from musnad.claims.clauses import Clauses
from musnad.claims.frame import Slots
from musnad.claims.nouns import NounSlots
from musnad.claims.participants import Group
from musnad.claims.subjects import Subject
from musnad.claims.triggers import Trigger
from musnad.claims.view import View
from musnad.model import Statement

DAMMA = "\u064f"

STRIKES = frozenset({"ASSAULT", "COERCE", "REJECT"})
"""Types of deeds done to things as well."""

LIKE_ACTIVE = 4
"""Letters of the verbs whose present has the vowel of the passive in the active too."""


class SlotReader:
    """Reads the places of the frames of one document's triggers."""

    def __init__(self, view: View, clauses: Clauses) -> None:
        self.view = view
        self.clauses = clauses
        self._nouns = NounSlots(view, clauses)

    def read(self, trigger: Trigger) -> Slots:
        """What stands in the places of one trigger's frame."""
        if trigger.form is not None:
            return self._verb_slots(trigger)
        if trigger.row.pos == "participle":
            return self._participle_slots(trigger)
        return self._nouns.read(trigger)

    def _verb_slots(self, trigger: Trigger) -> Slots:
        i = trigger.index
        clauses = self.clauses
        late = self._late_subject(trigger)
        subject = late or clauses.subject(i)
        found = self._object(trigger)
        doer = self._speaker(i) if trigger.form is not None and trigger.form.first else None
        if doer is None and subject is not None:
            doer = subject.group
        if trigger.reading.enclitic:
            barred = subject.group.members if subject else ()
            meant = clauses.pronoun(i, trigger.reading.enclitic, barred)
            found = Group(i, i + 1, (meant,)) if meant else None
        groups = {"subj": doer, "obj": found, "gen": clauses.genitive(trigger.last) if trigger.row.rest else None}
        told = subject is not None and not subject.implied
        if self._is_passive(trigger, found, told):
            groups |= {"subj": None, "obj": doer}
        elif found is not None and not told and self._has_no_doer(trigger, found):
            groups |= {"subj": None, "obj": found}
        start = max(
            i + 1,
            subject.last if subject and not late else 0,
            found.last if found and not trigger.reading.enclitic else 0,
        )
        slots = Slots(groups, list(clauses.complements(i, start)), start)
        return self._continued(trigger, slots) if told and doer is not None else slots

    def _late_subject(self, trigger: Trigger) -> Subject | None:
        """«وصل إلى الدوحة أمس وفد»: of a verb without object, the lone phrase behind its complements is the subject."""
        subject = self.clauses.subject(trigger.index)
        wanted = any("obj" in p.places for p in trigger.row.frame if p.role in ("actor", "recipient"))
        plural = trigger.form is None or trigger.form.number != "singular" or trigger.form.first
        if wanted or plural or (subject is not None and not subject.implied):
            return None
        late = self.clauses.later_participant(trigger.index, trigger.index + 1)
        if late is None or self.clauses.agreement.bars(trigger.index, late):
            return None
        return Subject(late, False, late.last)

    def _continued(self, trigger: Trigger, slots: Slots) -> Slots:
        """«وصل الوزير والتقى السفير»: behind و, a lone phrase is the object where the verb wants one; its subject goes on."""
        i = trigger.index
        wanted = [p for p in trigger.row.frame if "obj" in p.places and p.role in ("actor", "recipient")]
        filled = slots.groups["obj"] is not None or any(
            c.preposition == place and c.group is not None
            for p in wanted
            for place in p.places
            for c in slots.complements
        )
        if not wanted or filled or trigger.row.passive or self.view.tokens[i].proclitics[:1] != ("و",):
            return slots
        earlier = self.clauses.earlier_subject(i)
        if earlier is None or self.view.sentence_of[i].first == i:
            return slots
        doer = Group(i, i, tuple(replace(a, implied=True) for a in earlier.group.members))
        return replace(slots, groups={**slots.groups, "subj": doer, "obj": slots.groups["subj"]})

    def _object(self, trigger: Trigger) -> Group | None:
        """The verb's object: right behind it, or behind its complements where its frame wants one."""
        found = self.clauses.object(trigger.index)
        if found is not None and any(self.clauses.phrases.takes_part(a, strict=False) for a in found.members):
            return found
        wanted = any("obj" in p.places and p.role != "about" for p in trigger.row.frame)
        later = self.clauses.later_object(trigger.index) if wanted else None
        if later is None and found is None and trigger.row.type in STRIKES and not trigger.row.passive:
            return self.clauses.later_object(trigger.index, things=True)
        return later or found

    def _is_passive(self, trigger: Trigger, found: Group | None, told: bool) -> bool:
        if trigger.form is not None and (trigger.form.passive or self._is_written_passive(trigger)):
            return True
        if not trigger.row.passive or not told or trigger.reading.enclitic:
            return False
        if found is None:
            return True
        takes_part = any(self.clauses.phrases.takes_part(a, strict=False) for a in found.members)
        return not takes_part and not self.clauses.is_thing(found) and not self.view.definite(found.first)

    def _is_written_passive(self, trigger: Trigger) -> bool:
        """Whether a vowel shows a passive: «قُتل», «يُعتقل»; verbs like «حاكم» have it in the active present too."""
        stem = self.view.tokens[trigger.index].stem
        marked = self.view.document.text[stem.start + 1 : stem.start + 2] == DAMMA
        return marked and (trigger.aspect == "past" or len(trigger.row.lemma) != LIKE_ACTIVE)

    def _has_no_doer(self, trigger: Trigger, found: Group) -> bool:
        """Whether a verb that is commonly passive, without a subject of its own, tells only whom it strikes."""
        if not trigger.row.passive or trigger.reading.enclitic or trigger.form is None:
            return False
        agreement = self.clauses.agreement
        if trigger.form.number != "singular" or not agreement.fits(
            trigger.index, Group(found.first, found.last, found.members[:1])
        ):
            return False
        return not self._goes_on(trigger.index)

    def _goes_on(self, i: int) -> bool:
        """Whether a verb is joined by و to one that has both subject and object («صد هجوما ودمر عربة»)."""
        view = self.view
        before = view.verbs_between(view.clause_floor(i), i) if view.tokens[i].proclitics[:1] == ("و",) else []
        subject = self.clauses.subject(before[-1]) if before else None
        return subject is not None and self.clauses.object(before[-1]) is not None

    def _participle_slots(self, trigger: Trigger) -> Slots:
        """A participle speaks of who spoke before it, or of the subject of the main verb («تحدث الوزير مطالبا السفير»)."""
        i = trigger.index
        behind = self._nouns.owner(trigger)
        doer = self.clauses.phrases.head(i) if trigger.reading.definite else self._nouns.of_manner(i)
        start = max(i + 1, behind.last if behind else 0)
        return Slots({"subj": doer, "obj": behind, "gen": behind}, list(self.clauses.complements(i, start)), start)

    def _speaker(self, i: int) -> Group | None:
        """Who speaks the words that a position stands in: the innermost statement's source."""
        statement = self.view.statement_at.get(i)
        return _source(statement, i) if statement is not None and statement.chain else None


def _source(statement: Statement, i: int) -> Group | None:
    source = statement.chain[-1].source
    return Group(i, i, (replace(source, implied=True),)) if source is not None else None
