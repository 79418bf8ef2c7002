"""What an annotated page holds, as values, and the codes that an annotation may use.

A participant, source or speaker is a canonical name of the page or a description in its words, `a | b` where either will do.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import get_args

from musnad.annotation.places import Place
from musnad.model import MentionKind, Phase, Status, TimeType

KINDS = frozenset(get_args(MentionKind))
TIME_TYPES = frozenset(get_args(TimeType))
STATUSES = frozenset(get_args(Status))
PHASES = frozenset(get_args(Phase))
POLARITIES = frozenset("+-")
CERTAINTIES = frozenset({"certain", "possible"})
EVENT_TYPES = frozenset(
    [
        "AGREE",
        "CONSULT",
        "SUPPORT",
        "CONCEDE",
        "COOPERATE",
        "AID",
        "RETREAT",
        "REQUEST",
        "ACCUSE",
        "REJECT",
        "THREATEN",
        "PROTEST",
        "SANCTION",
        "MOBILIZE",
        "COERCE",
        "ASSAULT",
        "OFFICE",
    ]
)
UNITS = frozenset({"person", "money", "item", "weapon", "vehicle", "letter", "percent", "place", "other"})
RELATIONS = {
    **dict.fromkeys(("child", "son", "daughter"), "child"),
    **dict.fromkeys(("parent", "father", "mother"), "parent"),
    **dict.fromkeys(("sibling", "brother", "sister"), "sibling"),
    **dict.fromkeys(("in_law", "in-law"), "in_law"),
    **dict.fromkeys(("relative", "kin"), "relative"),
    **{kind: kind for kind in ("spouse", "member", "spokesman", "aide")},
}
"""What may be written for a tie between two, and the kind that it is of in the record."""


@dataclass(frozen=True, slots=True)
class Axes:
    """The status of an event, taken apart."""

    polarity: str
    certainty: str
    phase: str


AXES = {
    "asserted": Axes("+", "certain", "realised"),
    "negated": Axes("-", "certain", "realised"),
    "planned": Axes("+", "certain", "planned"),
    "possible": Axes("+", "possible", "realised"),
    "hypothetical": Axes("+", "possible", "hypothetical"),
}
"""What each status means where the annotation does not say otherwise."""


@dataclass(frozen=True, slots=True)
class Name:
    """One occurrence of a proper name; `entity` is the canonical name of whom it means."""

    place: Place
    kind: str
    entity: str


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression; without a value only its place is judged."""

    place: Place
    type: str
    value: str | None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that the page gives of an event's participants or things; no value where it is vague («عشرات»)."""

    place: Place
    value: float | None
    unit: str
    of: str | None


@dataclass(frozen=True, slots=True)
class Event:
    """An event word and what the page says of it.

    Attributes:
        place: the trigger.
        where: where it happened.
        date: when, as the value of a time.
        chain: the sources, outermost first; the page itself is none.
        optional: to find it is no error, and to miss it is none either.
        companions: who went along with an actor without being one.
        about: the triggers of the events that are its content: what is asked for, promised, refused.
    """

    place: Place
    type: str
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    where: str | None = None
    date: str | None = None
    status: str = "asserted"
    chain: tuple[str, ...] = ()
    optional: bool = False
    axes: Axes = AXES["asserted"]
    companions: tuple[str, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    about: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """What someone other than the page says, without the cue; no speaker where the page names none."""

    place: Place
    cue: Place | None
    speaker: str | None
    direct: bool


@dataclass(frozen=True, slots=True)
class Role:
    """An office or rank that the page gives to a named person, in its words, and of what body and country."""

    entity: str
    title: str
    body: str | None
    country: str | None


@dataclass(frozen=True, slots=True)
class Epithet:
    """What the page calls someone beyond an office."""

    entity: str
    place: Place


@dataclass(frozen=True, slots=True)
class Relation:
    """That `entity` is the child, the spokesman ... of `of`; the kind is one of the values of RELATIONS."""

    entity: str
    kind: str
    of: str


@dataclass(frozen=True, slots=True)
class Gold:
    """An annotated page.

    Attributes:
        aliases: the surface forms of each canonical name.
        further: whether the further layers are annotated: companions, quantities, content and axes of events; statements,
            roles, epithets, relations.
    """

    id: str
    text: str
    published: str | None
    outlet: str | None
    names: tuple[Name, ...] = ()
    times: tuple[Time, ...] = ()
    events: tuple[Event, ...] = ()
    furniture: tuple[Place, ...] = ()
    aliases: Mapping[str, frozenset[str]] = field(default_factory=dict)
    further: bool = False
    statements: tuple[Statement, ...] = ()
    roles: tuple[Role, ...] = ()
    epithets: tuple[Epithet, ...] = ()
    relations: tuple[Relation, ...] = ()
