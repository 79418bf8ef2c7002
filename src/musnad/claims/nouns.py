"""What stands in the places of a verbal noun's frame: whose it is, its object and complements, and who carries it out."""

from dataclasses import replace

from musnad.claims.clauses import Clauses, Complement
from musnad.claims.control import Control
from musnad.claims.frame import Slots, as_place
from musnad.claims.participants import Group
from musnad.claims.triggers import Trigger
from musnad.claims.view import View
from musnad.language.words import ARTICLE
from musnad.model import Argument

AGENT_REACH = 4
"""How many words behind a noun ل may bring its doer."""

NATIONALITY_REACH = 3
"""How many words behind a noun the adjective of a country may stand that says whose it is."""

BODIES = frozenset({"ORG", "ARMED", "MEDIA"})
"""The kinds of names that do deeds and are seldom what is sent, handed over or lifted."""


class NounSlots:
    """Reads the places of the frames of one document's verbal nouns."""

    def __init__(self, view: View, clauses: Clauses) -> None:
        self.view = view
        self.clauses = clauses
        self._control = Control(view, clauses)
        self._brings = view.grammar.brings

    def owner(self, trigger: Trigger) -> Group | None:
        """What completes the noun: whom its pronoun means, or the phrase right behind it."""
        if trigger.reading.enclitic:
            suffers = any(p.role == "recipient" and "gen" in p.places for p in trigger.row.frame)
            return self._control.meant(trigger.index, trigger.reading.enclitic, suffers=suffers)
        if trigger.last > trigger.index + 1:
            inside = self.clauses.genitive(trigger.index)
            return inside if inside is not None and inside.last <= trigger.last else None
        if trigger.reading.definite or self._is_attribute(trigger):
            return None
        return self.clauses.genitive(trigger.last)

    def _is_attribute(self, trigger: Trigger) -> bool:
        """Whether the word behind a noun says of what kind or of which country it is: «هجوم مسلح», «قصف تركي»."""
        view, j = self.view, trigger.last + 1
        own = any(p.role == "actor" and "gen" in p.places for p in trigger.row.frame)
        if not own or trigger.row.type == "COERCE" or j >= view.sentence_of[trigger.index].last:
            return False
        mention = view.mention_at.get(j)
        if mention is not None and mention.named:
            return False
        if view.tokens[j].base.startswith(ARTICLE):
            return False
        analyses = view.document.analyses
        singular = bool(analyses) and analyses[j].pos == "ADJ" and analyses[j].number == "singular"
        return view.tokens[j].base in view.grammar.control.nationalities or (singular and not view.governed(j))

    def of_manner(self, i: int) -> Group | None:
        """Whose manner an indefinite participle tells."""
        return self._control.of_manner(i)

    def read(self, trigger: Trigger) -> Slots:
        """What stands in the places of one noun's frame."""
        clauses = self.clauses
        owner = self.owner(trigger)
        fits = owner is not None and self._fits(trigger, owner)
        start = max(trigger.last + 1, owner.last) if owner is not None and fits else trigger.last + 1
        possessed = bool(trigger.reading.enclitic) or owner is not None
        groups: dict[str, Group | None] = {"gen": owner if fits else None, "subj": owner if fits else None}
        found = self._object(trigger, owner, start) if fits else None
        if found is not None:
            hosts = any(p.role == "actor" and "guest" in p.places for p in trigger.row.frame)
            groups["guest" if hosts else "obj"] = found
            start = max(start, found.last)
        told = found is not None or trigger.last > trigger.index + 1
        groups["agent"] = owner if fits and owner is not None and (told or self._is_body(owner)) else None
        if trigger.index > 0 and self.view.tokens[trigger.index - 1].base in self._brings["place"]:
            groups["late"] = clauses.later_participant(trigger.index, start)
        complements = list(clauses.complements(trigger.index, start))
        forceful = trigger.row.type == "ASSAULT"
        slots = Slots(groups, complements, start, trigger.last + 1, possessed, forceful)
        if not fits:
            slots = self._with_agent(trigger, slots)
        return slots if found is not None else self._as_carried(trigger, slots)

    def _fits(self, trigger: Trigger, owner: Group) -> bool:
        """Whether what completes the noun can take part in its deed: people, and what force strikes."""
        if any(self.clauses.phrases.takes_part(a, strict=False) for a in owner.members):
            return True
        struck = any(p.role == "recipient" and "gen" in p.places for p in trigger.row.frame)
        return trigger.row.type == "ASSAULT" and struck and not self.clauses.is_adjective(owner.first)

    def _object(self, trigger: Trigger, owner: Group | None, start: int) -> Group | None:
        """What the deed strikes, behind its doer («قصف الجيش حلب», «اتهامه الغرب»); of appointments only somebody named."""
        told = {place for p in trigger.row.frame if p.role == "actor" for place in p.places}
        if told.isdisjoint({"gen", "agent"} | self.view.grammar.control.doers):
            return None
        found = self.clauses.behind(trigger.index, start)
        late = trigger.index > 0 and self.view.tokens[trigger.index - 1].base in self._brings["place"]
        if found is None and not late and any("guest" in p.places for p in trigger.row.frame):
            found = self.clauses.later_participant(trigger.index, start)
        if found is None or owner is None or self._is_title_of(owner, found):
            return None
        if trigger.row.type == "OFFICE":
            return found if found.members[0].entity in self.view.named else None
        takes_part = any(self.clauses.phrases.takes_part(a, strict=False) for a in found.members)
        own = not told.isdisjoint({"gen", "agent"})
        thing = own and trigger.row.type not in ("CONSULT", "AID") and self.clauses.is_thing(found)
        return found if takes_part or thing else None

    def _is_title_of(self, owner: Group, found: Group) -> bool:
        """Whether a phrase behind a person's name is his title."""
        entity = self.view.entities.get(owner.members[-1].entity or "")
        if entity is None or entity.kind != "PER":
            return False
        base = self.view.tokens[found.first].base.removeprefix(ARTICLE)
        other = found.members[0].entity
        if other != entity.id and other in self.view.named:
            return False
        return other == entity.id or base in self.view.grammar.head_nouns

    def _is_body(self, owner: Group) -> bool:
        """Whether somebody named does deeds rather than being sent or handed over: a body, or a country."""
        view = self.view
        return all(
            (e := view.entities.get(a.entity or "")) is not None
            and e.id in view.named
            and (e.kind in BODIES or (e.kind == "GPE" and view.is_country(e.id)))
            for a in owner.members
        )

    def _as_carried(self, trigger: Trigger, slots: Slots) -> Slots:
        """The slots as the words that carry the noun, and the sense of its complement, arrange them."""
        role, carried = self._control.of(trigger)
        owner = slots.groups["gen"]
        behind = self._control.behind(trigger)
        if role == "doer" and behind is not None and behind.role == "sufferer":
            slots = replace(slots, groups={**slots.groups, "sufferer": behind.group})
        suffers = any(p.role == "recipient" and "gen" in p.places for p in trigger.row.frame)
        if role == "none" and not suffers and trigger.row.mode != "visit" and not self._is_own(owner):
            slots = replace(slots, groups={**slots.groups, "gen": None, "subj": None})
        if owner is not None and self._is_scene(trigger, owner):
            slots = replace(slots, groups={"gen": None, "subj": None, "agent": None, "scene": owner})
        if owner is not None and trigger.row.mode == "visit" and as_place(self.view, owner) is not None:
            slots = replace(slots, groups={"gen": None, "subj": None, "agent": None, "goal": owner})
        if role == "sufferer":
            return replace(slots, groups={**slots.groups, "sufferer": carried})
        if role == "doer":
            return slots.with_doer(carried, trigger.row)
        if owner is not None or role:
            return slots
        return self._with_source(trigger, self._with_nationality(trigger, slots))

    def _with_source(self, trigger: Trigger, slots: Slots) -> Slots:
        """«بدعم من روسيا»: behind a noun with ب, من brings its doer."""
        source = next((c for c in slots.complements if c.preposition in self._brings["source"]), None)
        near = source is not None and all(
            self.clauses.is_adjective(j) for j in range(trigger.last + 1, source.index - 1)
        )
        if self.view.proclitics(trigger.index)[-1:] != ("ب",) or source is None or not near or source.group is None:
            return slots
        rest = [c for c in slots.complements if c is not source]
        return replace(slots, groups={**slots.groups, "source": source.group}, complements=rest)

    def _is_own(self, owner: Group | None) -> bool:
        """Whether what completes a noun is a person, so that it is his even where a passive carries it."""
        entity = self.view.entities.get(owner.members[0].entity or "") if owner is not None else None
        return entity is not None and entity.kind == "PER"

    def _is_scene(self, trigger: Trigger, genitive: Group) -> bool:
        """Whether the complement of a meeting, march or fight is where it is held, not who holds it: «مفاوضات جنيف»."""
        place = as_place(self.view, genitive)
        struck = any(p.role == "recipient" and "gen" in p.places for p in trigger.row.frame)
        held = trigger.row.type in ("CONSULT", "PROTEST", "ASSAULT") and trigger.row.mode != "visit" and not struck
        return held and place is not None and not any(self.view.is_country(a.entity) for a in genitive.members)

    def _with_nationality(self, trigger: Trigger, slots: Slots) -> Slots:
        """«الوساطة الكويتية», «مباحثات مصرية سودانية»: the adjectives behind a noun name the countries that take part."""
        if not any(p.role == "actor" and "gen" in p.places for p in trigger.row.frame) or trigger.row.type == "OFFICE":
            return slots
        view, members, last = self.view, list[Argument](), trigger.last + 1
        for j in range(last, min(view.sentence_of[trigger.index].last, last + NATIONALITY_REACH)):
            country = view.grammar.control.nationalities.get(view.tokens[j].base.removeprefix(ARTICLE))
            if country is not None and not view.governed(j) and j not in view.mention_at:
                members.append(Argument(view.tokens[j].stem, view.country(country)))
                last = j + 1
            elif members or not self.clauses.is_adjective(j):
                break
        if not members:
            return slots
        group = Group(trigger.last + 1, last, tuple(members))
        complements = [c for c in slots.complements if c.index >= last]
        return replace(slots, groups={**slots.groups, "nation": group}, complements=complements)

    def _with_agent(self, trigger: Trigger, slots: Slots) -> Slots:
        """«زيارة للوزير», «هجوم للتنظيم»: behind a noun alone, ل brings its doer, where the frame wants none there."""
        wanted = any("ل" in p.places for p in trigger.row.frame)
        for complement in slots.complements:
            if (
                complement.preposition != "ل"
                or complement.index > trigger.last + AGENT_REACH
                or complement.group is None
                or self._ends_another(trigger, complement.index, slots)
            ):
                continue
            rest = [c for c in slots.complements if c is not complement]
            goes_on = any(c.group is not None and as_place(self.view, c.group) is not None for c in rest)
            fits = (self._does_deeds(complement) or self._protests(trigger, complement)) and (
                not wanted or (trigger.row.mode == "visit" and goes_on)
            )
            if fits:
                return replace(slots, groups={**slots.groups, "gen": complement.group}, complements=rest)
        return slots

    def _ends_another(self, trigger: Trigger, j: int, slots: Slots) -> bool:
        """Whether a word goes on with another complement («هجوم على حاجز للجيش»)."""
        return any(
            trigger.last < c.index < j
            and c.group is not None
            and c.group.last == j
            and c.group.members[0].entity is None
            for c in slots.complements
        )

    def _protests(self, trigger: Trigger, complement: Complement) -> bool:
        """Whether people stand behind a noun of protest and ل: «وقفة احتجاجية للمعلمين»."""
        members = complement.group.members if complement.group is not None else ()
        people = bool(members) and all(self.clauses.phrases.takes_part(a, strict=True) for a in members)
        return trigger.row.type == "PROTEST" and people

    def _does_deeds(self, complement: Complement) -> bool:
        members = complement.group.members if complement.group is not None else ()
        kinds = {e.kind for a in members if (e := self.view.entities.get(a.entity or "")) is not None}
        return bool(kinds) and kinds <= {"PER", "ARMED"}
