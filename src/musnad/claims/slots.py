"""What stands in the places of a trigger's frame: its subject, object, complement and prepositional complements."""

from dataclasses import replace

from musnad.claims.clauses import Clauses
from musnad.claims.frame import Slots
from musnad.claims.nouns import NounSlots
from musnad.claims.participants import Group
from musnad.claims.triggers import Trigger
from musnad.claims.view import View
from musnad.model import Statement


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
        subject = clauses.subject(i)
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
        elif trigger.row.passive and not told and found is not None and not trigger.reading.enclitic:
            groups |= {"subj": None, "obj": found}
        start = max(i + 1, subject.last if subject else 0, found.last if found and not trigger.reading.enclitic else 0)
        slots = Slots(groups, list(clauses.complements(i, start)), start)
        return self._continued(trigger, slots) if told and doer is not None else slots

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
        return later or found

    def _is_passive(self, trigger: Trigger, found: Group | None, told: bool) -> bool:
        if trigger.form is not None and trigger.form.passive:
            return True
        if not trigger.row.passive or not told or trigger.reading.enclitic:
            return False
        return found is None or not any(self.clauses.phrases.takes_part(a, strict=False) for a in found.members)

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
