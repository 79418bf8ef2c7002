"""Who did it to whom, and where: a trigger's frame filled from the grammar around it.

A frame names the places where each role stands («recipient=obj|على»); only phrases that can take part in an event fill a
role: names, described people and bodies (`claims/people_nouns`), counted people. A role that the words do not fill stays
empty: nobody is guessed.
"""

from dataclasses import dataclass, field

from musnad.claims.clauses import Clauses, Complement
from musnad.claims.participants import Group
from musnad.claims.triggers import Trigger
from musnad.claims.view import View
from musnad.folding import fold
from musnad.language.words import ARTICLE
from musnad.lexicon import Lexicon
from musnad.model import Argument

PLACE_PREPOSITIONS = frozenset({"في", "ب"})
STRICT = frozenset({"ب", "ل", "الي", "في", "عن", "من"})
"""Prepositions that mostly bring things: behind them only names and known descriptions are participants."""


@dataclass(slots=True)
class Filled:
    """What fills a trigger's frame; `about` are the tokens where its content begins, `evidence` what was read."""

    actors: list[Argument] = field(default_factory=list)
    recipients: list[Argument] = field(default_factory=list)
    companions: list[Argument] = field(default_factory=list)
    place: Argument | None = None
    about: list[int] = field(default_factory=list)
    window: tuple[int, int] = (0, 0)

    def add(self, role: str, arguments: tuple[Argument, ...]) -> None:
        """Add participants to a role, each entity or place once in the whole claim."""
        side = self.actors if role == "actor" else self.recipients
        taken = [*self.actors, *self.recipients]
        for argument in arguments:
            if not any(_same(argument, other) for other in taken):
                side.append(argument)
                taken.append(argument)


class Arguments:
    """Fills the frames of one document's triggers."""

    def __init__(self, view: View, clauses: Clauses, people: frozenset[str], companions: frozenset[str]) -> None:
        self.view = view
        self.clauses = clauses
        self._people = people
        self._companions = companions

    def fill(self, trigger: Trigger) -> Filled:
        """The participants, place and content of one trigger."""
        slots = self._verb_slots(trigger) if trigger.form is not None else self._noun_slots(trigger)
        filled = Filled(window=(trigger.index, slots.start))
        for position in trigger.row.frame:
            self._fill_role(position.role, position.places, slots, filled)
        self._fill_loose(slots, filled)
        return filled

    def _fill_role(self, role: str, places: tuple[str, ...], slots: "_Slots", filled: Filled) -> None:
        for place in places:
            if place in slots.groups:
                group, strict = slots.groups[place], False
                if group is not None and self._fill(role, group, strict, filled):
                    return
                continue
            for complement in slots.complements:
                if complement.preposition != fold(place):
                    continue
                if role == "about":
                    filled.about.append(complement.index)
                    return
                strict = complement.preposition in STRICT
                if complement.group is not None and self._fill(role, complement.group, strict, filled):
                    return

    def _fill(self, role: str, group: Group, strict: bool, filled: Filled) -> bool:
        if role == "about":
            filled.about.append(group.first)
            return True
        if role == "place":
            return self._fill_place(group, filled)
        members = tuple(a for a in group.members if self.is_participant(a, strict))
        filled.add(role, members)
        return bool(members)

    def _fill_place(self, group: Group, filled: Filled) -> bool:
        place = self._as_place(group)
        if place is None:
            return False
        filled.place = filled.place or place
        return True

    def _as_place(self, group: Group) -> Argument | None:
        for argument in group.members:
            entity = self.view.entities.get(argument.entity or "")
            if entity is not None and entity.kind in ("GPE", "LOC"):
                return argument
        return None

    def _fill_loose(self, slots: "_Slots", filled: Filled) -> None:
        """What any event may have beside its frame: a place behind في, and those who came along."""
        for complement in slots.complements:
            if complement.group is None:
                continue
            if complement.preposition in self._companions:
                filled.companions.extend(a for a in complement.group.members if self.is_participant(a, strict=False))
            elif complement.preposition in PLACE_PREPOSITIONS and filled.place is None:
                filled.place = self._as_place(complement.group)

    def is_participant(self, argument: Argument, strict: bool) -> bool:
        """Whether a phrase can take part in an event: a name, a known description, or people by their noun."""
        if argument.entity is not None:
            return True
        words = self.view.document.quote(argument.span).split()
        if not words:
            return False
        if any(fold(word).strip('«»“”"').removeprefix(ARTICLE) in self._people for word in words[:1]):
            return True
        counted = words[0][0].isdigit() or len(words) > 1
        return not strict and counted and any(fold(w).removeprefix(ARTICLE) in self._people for w in words[:4])

    def _verb_slots(self, trigger: Trigger) -> "_Slots":
        i = trigger.index
        clauses = self.clauses
        subject = clauses.subject(i)
        found = clauses.object(i)
        if trigger.reading.enclitic:
            barred = subject.group.members if subject else ()
            meant = clauses.pronoun(i, trigger.reading.enclitic, barred)
            found = Group(i, i + 1, (meant,)) if meant else None
        groups: dict[str, Group | None] = {"subj": subject.group if subject else None, "obj": found}
        if self._is_passive(trigger, found, subject is not None and not subject.implied):
            groups = {"subj": None, "obj": groups["subj"]}
        start = max(i + 1, subject.last if subject else 0, found.last if found and not trigger.reading.enclitic else 0)
        return _Slots(groups, list(clauses.complements(i, start)), start)

    def _is_passive(self, trigger: Trigger, found: Group | None, told: bool) -> bool:
        if trigger.form is not None and trigger.form.passive:
            return True
        if not trigger.row.passive or not told or trigger.reading.enclitic:
            return False
        return found is None or not any(self.is_participant(a, strict=False) for a in found.members)

    def _noun_slots(self, trigger: Trigger) -> "_Slots":
        i = trigger.index
        clauses = self.clauses
        genitive: Group | None = None
        if trigger.reading.enclitic:
            meant = clauses.pronoun(i, trigger.reading.enclitic)
            genitive = Group(i, i + 1, (meant,)) if meant else None
        elif not trigger.reading.definite:
            genitive = clauses.genitive(i)
        start = max(i + 1, genitive.last if genitive else 0)
        if genitive is not None and not any(self.is_participant(a, strict=False) for a in genitive.members):
            genitive = None
            start = i + 1
        if genitive is None:
            genitive = self._light_subject(trigger)
        return _Slots({"gen": genitive, "subj": genitive}, list(clauses.complements(i, start)), start)

    def _light_subject(self, trigger: Trigger) -> Group | None:
        """The subject of the light verb that carries the noun («أجرى الوزير مباحثات»)."""
        verb = self.clauses.governor(trigger.index)
        if verb is None or not trigger.row.light:
            return None
        lemmas = self.view.grammar.lemmas(self.view, verb)
        if not lemmas & trigger.row.light:
            return None
        subject = self.clauses.subject(verb)
        return subject.group if subject else None


@dataclass(frozen=True, slots=True)
class _Slots:
    groups: dict[str, Group | None]
    complements: list[Complement]
    start: int


def _same(a: Argument, b: Argument) -> bool:
    return a.span == b.span or (a.entity is not None and a.entity == b.entity)


def people_nouns(lexicon: Lexicon) -> frozenset[str]:
    """The nouns that name people and bodies, folded, without the article."""
    return lexicon["claims/people_nouns"].folded("word")


def companion_words(lexicon: Lexicon) -> frozenset[str]:
    """The prepositions that bring those who came along, folded."""
    return lexicon["claims/companion_words"].folded("word")
