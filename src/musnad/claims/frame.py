"""What stands in the places of a trigger's frame, and small questions about it."""

from dataclasses import dataclass, replace

from musnad.claims.clauses import Complement
from musnad.claims.participants import Group
from musnad.claims.triggers import TriggerRow
from musnad.claims.view import View
from musnad.model import Argument

FORCE = frozenset({"ASSAULT", "COERCE"})
"""Types of deeds done to somebody: what follows their noun suffers it where a light verb names the doer."""


@dataclass(frozen=True, slots=True)
class Slots:
    """What stands in the places of a frame: phrases by place, complements, and where content may begin.

    `strikes_things` says that things too can be whom the deed strikes: what is shelled or blown up.
    """

    groups: dict[str, Group | None]
    complements: list[Complement]
    start: int
    content: int = 0
    possessed: bool = False
    strikes_things: bool = False

    def with_doer(self, doer: Group | None, row: TriggerRow) -> "Slots":
        """These slots with whom other words name: the noun's own complement then stands for its object."""
        if doer is None:
            return self
        own = self.groups["gen"]
        if own is not None and any(p.role == "actor" and "gen" in p.places for p in row.frame):
            strikes = row.type in FORCE or any(p.role == "recipient" and "gen" in p.places for p in row.frame)
            if row.type == "CONSULT" and row.mode != "visit" and not shared(own, doer):
                return replace(self, groups={**self.groups, "doer": doer})
            if not strikes or shared(own, doer):
                return self
            return replace(self, groups={"gen": None, "subj": doer, "doer": doer, "goal": own})
        return replace(self, groups={**self.groups, "subj": doer, "doer": doer})


def as_place(view: View, group: Group) -> Argument | None:
    """The first member of a phrase that is a place."""
    for argument in group.members:
        entity = view.entities.get(argument.entity or "")
        if entity is not None and entity.kind in ("GPE", "LOC"):
            return argument
    return None


def shared(one: Group, other: Group) -> bool:
    """Whether two phrases have a member in common."""
    return any(same(a, b) for a in one.members for b in other.members)


def same(a: Argument, b: Argument) -> bool:
    """Whether two arguments are one: the same place, or the same entity."""
    return a.span == b.span or (a.entity is not None and a.entity == b.entity)
