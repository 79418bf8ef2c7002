"""What linking gives: events with their roots and conflicts, people, copies, threads."""

from typing import Literal, NamedTuple

Claimed = tuple[str, str]
"""A page and the id of one of its claims."""
About = Literal["number", "date", "place", "status", "participants"]
ThreadKind = Literal["planned_to_deed", "request_promise", "promise_deed", "denial_of", "follow_up"]


class Quote(NamedTuple):
    """Where a version stands: a page, and a place on it, code points, half open."""

    page: str
    start: int
    end: int


class Root(NamedTuple):
    """One independent source of an event: its name as a page gives it, what kind, whether it took part, the pages."""

    name: str
    kind: str
    party: bool
    pages: tuple[str, ...]


class Side(NamedTuple):
    """One version: its value, where it stands, and the roots (their numbers in the event) whose word it is."""

    value: str
    quotes: tuple[Quote, ...]
    roots: tuple[int, ...]

    @property
    def pages(self) -> tuple[str, ...]:
        """The pages that have it, in order."""
        return tuple(sorted({quote.page for quote in self.quotes}))


class Conflict(NamedTuple):
    """Versions that cannot all hold: a `variant` where they share a root, a `contradiction` where they share none."""

    about: About
    kind: Literal["variant", "contradiction"]
    sides: tuple[Side, ...]


class Event(NamedTuple):
    """Claims of all pages that speak of one event, in order. `bare` are the pages that say so on nobody's word."""

    type: str
    claims: tuple[Claimed, ...]
    unreal: bool
    roots: tuple[Root, ...]
    bare: tuple[str, ...]
    conflicts: tuple[Conflict, ...]

    @property
    def id(self) -> Claimed:
        """The first of its claims, by page and id."""
        return self.claims[0]


class Thread(NamedTuple):
    """A tie between two events, by their ids, and why."""

    kind: ThreadKind
    source: Claimed
    target: Claimed
    reasons: tuple[str, ...]


class Person(NamedTuple):
    """Someone or something that several pages mean: page and entity of each, the fullest name, and why they are one."""

    name: str
    kind: str
    members: tuple[tuple[str, str], ...]
    reasons: tuple[str, ...]


class Copy(NamedTuple):
    """A page that repeats an earlier one, and the agencies that it credits."""

    page: str
    source: str
    credits: tuple[str, ...]
