"""What stands in the places of a trigger's frame: its subject, object, complement and prepositional complements."""

from dataclasses import dataclass, replace

from musnad.claims.clauses import Clauses, Complement
from musnad.claims.participants import Group
from musnad.claims.triggers import Trigger, TriggerRow
from musnad.claims.view import View
from musnad.language.words import ARTICLE
from musnad.model import Argument, Statement

FORCE = frozenset({"ASSAULT", "COERCE"})
"""Types of deeds done to somebody: what follows their noun suffers it where a light verb names the doer."""

AGENT_REACH = 4
"""How many words behind a noun ل may bring its doer."""

RELATIVE_REACH = 5
"""How many words behind a noun the light verb of its relative clause may stand."""


@dataclass(frozen=True, slots=True)
class Slots:
    """What stands in the places of a frame: phrases by place, complements, and where content may begin."""

    groups: dict[str, Group | None]
    complements: list[Complement]
    start: int
    content: int = 0
    possessed: bool = False

    def with_doer(self, doer: Group | None, row: TriggerRow) -> "Slots":
        """These slots with whom a light verb names: the noun's own complement then stands for its object."""
        if doer is None:
            return self
        own = self.groups["gen"]
        if own is not None and any(p.role == "actor" and "gen" in p.places for p in row.frame):
            strikes = row.type in FORCE or any(p.role == "recipient" and "gen" in p.places for p in row.frame)
            if not strikes or _shared(own, doer):
                return self
            return replace(self, groups={"gen": None, "subj": doer, "doer": doer, "goal": own})
        return replace(self, groups={**self.groups, "subj": doer, "doer": doer})


class SlotReader:
    """Reads the places of the frames of one document's triggers."""

    def __init__(self, view: View, clauses: Clauses) -> None:
        self.view = view
        self.clauses = clauses
        self._brings = view.grammar.brings

    def read(self, trigger: Trigger) -> Slots:
        """What stands in the places of one trigger's frame."""
        return self._verb_slots(trigger) if trigger.form is not None else self._noun_slots(trigger)

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

    def _noun_slots(self, trigger: Trigger) -> Slots:
        clauses = self.clauses
        owner = self._owner(trigger)
        if trigger.row.pos == "participle":
            return self._participle_slots(trigger, owner)
        fits = owner is not None and any(clauses.phrases.takes_part(a, strict=False) for a in owner.members)
        start = max(trigger.last + 1, owner.last) if owner is not None and fits else trigger.last + 1
        possessed = bool(trigger.reading.enclitic) or owner is not None
        groups: dict[str, Group | None] = {"gen": owner if fits else None, "subj": owner if fits else None}
        if trigger.index > 0 and self.view.tokens[trigger.index - 1].base in self._brings["place"]:
            groups["late"] = clauses.later_participant(trigger.index, start)
        complements = list(clauses.complements(trigger.index, start))
        slots = Slots(groups, complements, start, trigger.last + 1, possessed)
        if not fits and not trigger.reading.definite:
            slots = self._with_agent(trigger, slots)
        return self._as_carried(trigger, slots)

    def _owner(self, trigger: Trigger) -> Group | None:
        """What completes the noun: whom its pronoun means, or the phrase right behind it."""
        if trigger.reading.enclitic:
            meant = self.clauses.pronoun(trigger.index, trigger.reading.enclitic)
            return Group(trigger.index, trigger.index + 1, (meant,)) if meant else None
        return None if trigger.reading.definite else self.clauses.genitive(trigger.last)

    def _as_carried(self, trigger: Trigger, slots: Slots) -> Slots:
        """The slots as the verb that carries the noun, and the sense of its complement, arrange them."""
        role, carried = self._carried(trigger)
        owner = slots.groups["gen"]
        if role == "none" and not any(p.role == "recipient" and "gen" in p.places for p in trigger.row.frame):
            slots = replace(slots, groups={**slots.groups, "gen": None, "subj": None})
        if owner is not None and self._is_scene(trigger, owner):
            slots = replace(slots, groups={"gen": None, "subj": None, "scene": owner})
        if owner is not None and trigger.row.mode == "visit" and as_place(self.view, owner) is not None:
            slots = replace(slots, groups={"gen": None, "subj": None, "goal": owner})
        if role == "sufferer":
            return replace(slots, groups={**slots.groups, "sufferer": carried})
        return slots.with_doer(carried, trigger.row) if role == "doer" else slots

    def _is_scene(self, trigger: Trigger, genitive: Group) -> bool:
        """Whether the complement of a meeting is where it is held, not who holds it: «مفاوضات جنيف»."""
        place = as_place(self.view, genitive)
        meeting = trigger.row.type == "CONSULT" and trigger.row.mode != "visit"
        return meeting and place is not None and not any(self.view.is_country(a.entity) for a in genitive.members)

    def _with_agent(self, trigger: Trigger, slots: Slots) -> Slots:
        """«زيارة للوزير», «هجوم للتنظيم»: behind an indefinite noun, ل brings its doer, unless the frame wants it otherwise."""
        wanted = any("ل" in p.places for p in trigger.row.frame)
        for complement in slots.complements:
            if (
                complement.preposition != "ل"
                or complement.index > trigger.last + AGENT_REACH
                or complement.group is None
            ):
                continue
            kinds = {
                e.kind for a in complement.group.members if (e := self.view.entities.get(a.entity or "")) is not None
            }
            rest = [c for c in slots.complements if c is not complement]
            goes_on = any(c.group is not None and as_place(self.view, c.group) is not None for c in rest)
            if kinds and kinds <= {"PER", "ARMED"} and (not wanted or (trigger.row.mode == "visit" and goes_on)):
                return replace(slots, groups={**slots.groups, "gen": complement.group}, complements=rest)
        return slots

    def _participle_slots(self, trigger: Trigger, behind: Group | None) -> Slots:
        """A participle speaks of who spoke before it, or of the subject of the main verb («تحدث الوزير مطالبا السفير»)."""
        i = trigger.index
        doer = self.clauses.phrases.head(i) if trigger.reading.definite else self._last_speaker(i)
        if doer is None and not trigger.reading.definite:
            verb = self.clauses.main_verb(i)
            subject = self.clauses.subject(verb) if verb is not None else None
            doer = subject.group if subject else None
        start = max(i + 1, behind.last if behind else 0)
        return Slots({"subj": doer, "obj": behind, "gen": behind}, list(self.clauses.complements(i, start)), start)

    def _speaker(self, i: int) -> Group | None:
        """Who speaks the words that a position stands in: the innermost statement's source."""
        statement = self.view.statement_at.get(i)
        return _source(statement, i) if statement is not None and statement.chain else None

    def _last_speaker(self, i: int) -> Group | None:
        """Who spoke last in this sentence before a position."""
        for k in range(i - 1, self.view.clause_floor(i) - 1, -1):
            statement = self.view.statement_at.get(k)
            if statement is not None and statement.chain:
                return _source(statement, i)
        return None

    def _carried(self, trigger: Trigger) -> tuple[str, Group | None]:
        """Whom a light verb ties to the noun: «أجرى الوزير مباحثات», «وصل في زيارة», «تعرضت القرية لقصف», «خرجوا للمطالبة».

        Returns the role that the verb gives to its subject (`doer`, `sufferer` or `none`), and that subject.
        """
        i = trigger.index
        verb = self.clauses.governor(i)
        if verb is not None:
            subject = self.clauses.subject(verb)
            group = subject.group if subject else None
            role = self._role_of_subject(trigger, verb)
            if role:
                return role, group
            if i > 0 and self.view.tokens[i - 1].base.removeprefix(ARTICLE) in self.view.grammar.carrier_nouns:
                return "doer", group
            if self.view.proclitics(i)[-1:] == ("ل",) and not trigger.reading.enclitic:
                return "doer", group
        behind = self._relative_verb(trigger)
        subject = self.clauses.subject(behind) if behind is not None else None
        return "doer", subject.group if subject else None

    def _role_of_subject(self, trigger: Trigger, verb: int) -> str:
        lemmas = self.view.grammar.lemmas(self.view, verb)
        if lemmas & trigger.row.light:
            return "doer"
        roles = self.view.grammar.subjects_of_carriers
        found = {roles[lemma] for lemma in lemmas if lemma in roles}
        subject = self.clauses.subject(verb)
        if "none" in found and (subject is None or subject.implied):
            return "none"
        return min(found, default="")

    def _relative_verb(self, trigger: Trigger) -> int | None:
        """The light verb behind a noun that takes it up by a pronoun («ضربة جوية نفذها الجيش»)."""
        view = self.view
        end = min(view.sentence_of[trigger.index].last, trigger.index + RELATIVE_REACH)
        for j in range(trigger.index + 1, end):
            if view.is_verb(j):
                takes_up = any(reading.enclitic for reading, _ in view.verb_forms(j))
                light = view.grammar.lemmas(view, j) & (trigger.row.light | view.grammar.carriers)
                return j if takes_up and light else None
            if view.tokens[j].kind == "mark":
                return None
        return None


def as_place(view: View, group: Group) -> Argument | None:
    """The first member of a phrase that is a place."""
    for argument in group.members:
        entity = view.entities.get(argument.entity or "")
        if entity is not None and entity.kind in ("GPE", "LOC"):
            return argument
    return None


def _shared(one: Group, other: Group) -> bool:
    return any(same(a, b) for a in one.members for b in other.members)


def _source(statement: Statement, i: int) -> Group | None:
    source = statement.chain[-1].source
    return Group(i, i, (replace(source, implied=True),)) if source is not None else None


def same(a: Argument, b: Argument) -> bool:
    """Whether two arguments are one: the same place, or the same entity."""
    return a.span == b.span or (a.entity is not None and a.entity == b.entity)
