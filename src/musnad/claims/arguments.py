"""Who did it to whom, and where: a trigger's frame filled from the grammar around it.

A frame names the places where each role stands («recipient=obj|على»); only phrases that can take part in an event fill a
role: names, described people and bodies (`claims/people_nouns`), counted people. A role that the words do not fill stays
empty: nobody is guessed.
"""

from collections.abc import Hashable
from dataclasses import dataclass, field

from musnad.claims.clauses import Clauses
from musnad.claims.frame import Slots, as_place, same
from musnad.claims.participants import Group
from musnad.claims.slots import SlotReader
from musnad.claims.triggers import Trigger
from musnad.claims.view import View
from musnad.folding import fold
from musnad.language.words import ARTICLE, HA, YA
from musnad.model import Argument, Span

THING = 40
"""Characters of the name of a thing that is struck, at most."""


@dataclass(slots=True)
class Filled:
    """What fills a trigger's frame; `about` are the tokens where its content begins, `slots` what it was
    filled from; `by_frame` are the keys of those whom the grammar put there before others were chosen; `likely` is how
    likely those chosen are, None where nobody was to be chosen; `settled` claims take up another, so that nobody is
    chosen for them."""

    actors: list[Argument] = field(default_factory=list)
    recipients: list[Argument] = field(default_factory=list)
    companions: list[Argument] = field(default_factory=list)
    place: Argument | None = None
    about: list[int] = field(default_factory=list)
    slots: Slots | None = None
    by_frame: frozenset[Hashable] = frozenset()
    likely: float | None = None
    settled: bool = False

    def add(self, role: str, arguments: tuple[Argument, ...]) -> None:
        """Add participants to a role, each entity or place once in the whole claim."""
        side = self.actors if role == "actor" else self.recipients
        taken = [*self.actors, *self.recipients]
        for argument in arguments:
            if not any(same(argument, other) for other in taken):
                side.append(argument)
                taken.append(argument)


class Arguments:
    """Fills the frames of one document's triggers."""

    def __init__(self, view: View, clauses: Clauses) -> None:
        self.view = view
        self.clauses = clauses
        self._slots = SlotReader(view, clauses)
        self._brings = view.grammar.brings

    def fill(self, trigger: Trigger) -> Filled:
        """The participants, place and content of one trigger."""
        slots = self._slots.read(trigger)
        filled = Filled(slots=slots)
        for position in trigger.row.frame:
            self._fill_role(position.role, position.places, slots, filled)
        self._fill_doer(slots, filled)
        self._fill_loose(slots, filled)
        return filled

    def _fill_doer(self, slots: Slots, filled: Filled) -> None:
        """Whom a light verb names is the actor; with a meeting, the first of its actors."""
        doer = slots.groups.get("doer")
        if doer is not None:
            members = tuple(a for a in doer.members if self.clauses.phrases.takes_part(a, strict=False))
            filled.add("actor", members)
        agent = slots.groups.get("agent") if slots.groups.get("obj") is not None else None
        if agent is not None:
            self._fill("actor", agent, strict=False, filled=filled)
        goal = slots.groups.get("goal")
        if goal is not None:
            filled.add("recipient", tuple(a for a in goal.members if self.clauses.phrases.takes_part(a, strict=False)))
            filled.place = as_place(self.view, goal)
        scene = slots.groups.get("scene")
        if scene is not None:
            filled.place = as_place(self.view, scene)
        sufferer = slots.groups.get("sufferer")
        if sufferer is not None:
            members = tuple(a for a in sufferer.members if self.clauses.phrases.takes_part(a, strict=False))
            filled.add("recipient", members)
        source = slots.groups.get("source")
        if source is not None:
            filled.add("actor", tuple(a for a in source.members if self.clauses.phrases.takes_part(a, strict=False)))
        nation = slots.groups.get("nation")
        if nation is not None:
            filled.add("actor", nation.members)

    def _fill_role(self, role: str, places: tuple[str, ...], slots: Slots, filled: Filled) -> None:
        """Fill a role from the first of its places that holds something fit; what possesses a noun bars the rest."""
        for place in places:
            if role == "about" and place == "gen":
                filled.about.append(slots.content)
                return
            if place in slots.groups:
                group = slots.groups[place]
                if role == "recipient" and place == "gen" and self._struck_elsewhere(places, slots):
                    group = slots.groups.get("obj")
                done = group is not None and self._fill(role, group, strict=False, filled=filled)
                if not done and group is not None and (role, place) == ("recipient", "obj"):
                    done = self._fill_inner(role, group, filled) or self._fill_thing(group, filled)
                done = done or (group is not None and self._fill_struck(role, group, slots, filled))
                if done or (place == "gen" and slots.possessed):
                    return
            elif self._fill_behind(role, fold(place), slots, filled):
                return

    def _struck_elsewhere(self, places: tuple[str, ...], slots: Slots) -> bool:
        """Whether whom a noun's deed strikes stands behind its doer, though nobody («إدانة قطر للهجوم»)."""
        if "agent" not in slots.groups:
            return False
        if slots.groups.get("obj") is not None:
            return True
        first = next(iter(slots.complements), None)
        return first is not None and first.preposition == "ل" and "ل" in places and first.index == slots.start

    def _fill_behind(self, role: str, preposition: str, slots: Slots, filled: Filled) -> bool:
        """Fill a role from the complements of a preposition: the first that fits, all of them for «مع X ومع Y»."""
        strict = preposition in self._brings["thing"]
        done = False
        for complement in slots.complements:
            if complement.preposition != preposition:
                continue
            if role == "about":
                filled.about.append(complement.index)
                return True
            group = complement.group
            if group is None:
                continue
            fits = self._fill(role, group, strict, filled) or self._fill_inner(role, group, filled)
            fits = fits or (not strict and self._fill_struck(role, group, slots, filled))
            done = done or fits
            if done and (strict or role != "actor"):
                return True
        return done

    def _fill(self, role: str, group: Group, strict: bool, filled: Filled) -> bool:
        if role == "about":
            filled.about.append(group.first)
            return True
        if role == "place":
            return self._fill_place(group, filled)
        members = tuple(a for a in group.members if self.clauses.phrases.takes_part(a, strict))
        if role == "actor":
            members = tuple(a for a in members if a.entity is not None or not self._is_adjective(a))
        filled.add(role, members)
        return bool(members)

    def _fill_struck(self, role: str, group: Group, slots: Slots, filled: Filled) -> bool:
        """A thing that force strikes: «قصف سوق شعبي», «هجوم على حاجز»."""
        view, first = self.view, group.members[0]
        longest = first.span.end - first.span.start
        if role != "recipient" or not slots.strikes_things or self.clauses.is_adjective(group.first) or longest > THING:
            return False
        if group.first in view.time_at or view.tokens[group.first].kind != "word":
            return False
        filled.add(role, (first,))
        return True

    def _is_adjective(self, argument: Argument) -> bool:
        """Whether a bare word is the adjective of the noun before it: «عملية عسكرية»."""
        words = self.view.document.quote(argument.span).split()
        return len(words) == 1 and fold(words[0]).endswith((YA, YA + HA)) and not fold(words[0]).startswith(ARTICLE)

    def _fill_inner(self, role: str, group: Group, filled: Filled) -> bool:
        """Whose role or deed a phrase speaks of: «أشاد بجهود الوزير», «بالدور الذي يلعبه الجيش»."""
        if role != "recipient":
            return False
        view = self.view
        named = [m for j in range(group.first, group.last) if (m := view.mention_at.get(j)) is not None and m.named]
        if named:
            filled.add(role, (Argument(named[-1].span, named[-1].entity),))
            return True
        people = [
            j
            for j in range(group.first + 1, group.last)
            if view.tokens[j].base.removeprefix(ARTICLE) in view.grammar.people
        ]
        if people:
            first = people[0] - self._is_counted(people[0])
            span = Span(view.tokens[first].stem.start, view.tokens[group.last - 1].span.end)
            filled.add(role, (Argument(span),))
            return True
        j = group.last
        if j + 1 < len(view.tokens) and "relative" in view.classes(j) and view.is_verb(j + 1):
            subject = self.clauses.subject(j + 1)
            if subject is not None and not subject.implied and subject.last > j + 1:
                members = tuple(a for a in subject.group.members if self.clauses.phrases.takes_part(a, strict=True))
                filled.add(role, members)
                return bool(members)
        return False

    def _is_counted(self, i: int) -> bool:
        """Whether a number or quantity stands before a word."""
        before = self.view.tokens[i - 1]
        return before.kind == "number" or before.base in self.view.grammar.quantities

    def _fill_thing(self, group: Group, filled: Filled) -> bool:
        """What a deed is done to that is nobody: «انتقد القرار», «دمر عربتين»."""
        things = tuple(a for a in group.members if not self._is_adjective(a))
        filled.add("recipient", things)
        return bool(things)

    def _fill_place(self, group: Group, filled: Filled) -> bool:
        place = as_place(self.view, group)
        if place is None:
            return False
        filled.place = filled.place or place
        return True

    def _fill_loose(self, slots: Slots, filled: Filled) -> None:
        """What any event may have beside its frame: a place behind في, and those who came along."""
        for complement in slots.complements:
            if complement.group is None:
                continue
            if complement.preposition in self._brings["companion"]:
                filled.companions.extend(
                    a for a in complement.group.members if self.clauses.phrases.takes_part(a, strict=False)
                )
            elif complement.preposition in self._brings["place"] and filled.place is None:
                filled.place = as_place(self.view, complement.group)
            elif complement.preposition in self.view.grammar.control.doers and not filled.actors:
                self._fill("actor", complement.group, strict=False, filled=filled)
            elif complement.preposition in self.view.grammar.control.sufferers and not filled.recipients:
                self._fill("recipient", complement.group, strict=False, filled=filled)
