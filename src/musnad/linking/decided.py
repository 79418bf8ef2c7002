"""What people have decided to be one, or not to be: it outweighs whatever else speaks for or against it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from musnad.linking.results import Claimed, Person

_SURE = 1e6
"""What a decision counts: more than all pairs of two events together."""


class Tie(NamedTuple):
    """A first claim or entity and others: all of them are one, or none of the others is what the first is; and why."""

    together: bool
    first: Claimed
    others: tuple[Claimed, ...]
    reason: str

    def pairs(self) -> Iterator[tuple[Claimed, Claimed, bool]]:
        """Every two of them, and whether they are one."""
        for number, other in enumerate(self.others):
            yield self.first, other, self.together
            yield from ((other, another, True) for another in self.others[number + 1 :])


class DecidedClaims:
    """Which claims tell of one event, and which do not; of two decisions on a pair the later one counts."""

    def __init__(self, ties: Iterable[Tie] = ()) -> None:
        self._of: dict[Claimed, dict[Claimed, tuple[bool, str]]] = {}
        for tie in ties:
            for a, b, together in tie.pairs():
                self._of.setdefault(a, {})[b] = self._of.setdefault(b, {})[a] = together, tie.reason
        self._pages = frozenset(page for page, _ in self._of)

    def concern(self, claims: Iterable[Claimed]) -> bool:
        """Whether there are any about one of these claims."""
        return any(claim in self._of for claim in claims)

    def concern_pages(self, a: str, b: str) -> bool:
        """Whether there are any about claims of each of two pages."""
        return a in self._pages and b in self._pages

    def score(self, some: Iterable[Claimed], others: Iterable[Claimed]) -> float | None:
        """What decisions say of two events by their claims; None where they say nothing."""
        said = [together for together, _ in self._between(some, others)]
        return None if not said else _SURE if all(said) else -_SURE

    def reasons(self, some: Iterable[Claimed], others: Iterable[Claimed]) -> tuple[str, ...]:
        """Why, as far as it was decided."""
        return tuple(dict.fromkeys(reason for _, reason in self._between(some, others)))

    def blocks(self, claim: Claimed) -> Iterator[str]:
        """Under which names a claim is found by those that decisions name together with it."""
        for other in self._of.get(claim, ()):
            yield f"decided {' '.join('-'.join(one) for one in sorted((claim, other)))}"

    def _between(self, some: Iterable[Claimed], others: Iterable[Claimed]) -> Iterator[tuple[bool, str]]:
        if not self._of:
            return
        wanted = set(others)
        for claim in some:
            yield from (said for other, said in self._of.get(claim, {}).items() if other in wanted)


def decided_people(people: Sequence[Person], ties: Iterable[Tie], names: Mapping[Claimed, str]) -> list[Person]:
    """People as decisions join and part them, in the order in which these were made; `names` are those of entities."""
    found = set(people)
    of = {member: person for person in people for member in person.members}
    for tie in ties:
        members = [member for member in (tie.first, *tie.others) if member in of]
        if tie.first not in of or len(members) == 1:
            continue
        old = {of[member] for member in members}
        new = [_joined(old, tie.reason)] if tie.together else list(_parted(old, set(tie.others), names, tie.reason))
        found = found - old | set(new)
        of |= {member: person for person in new for member in person.members}
    return sorted(found)


def _joined(people: Iterable[Person], reason: str) -> Person:
    every = sorted(people, key=lambda person: (-len(person.name.split()), -len(person.members), person))
    reasons = (*(one for person in every for one in person.reasons), reason)
    members = tuple(sorted({member for person in every for member in person.members}))
    return Person(every[0].name, every[0].kind, members, tuple(dict.fromkeys(reasons)))


def _parted(
    people: Iterable[Person], gone: set[Claimed], names: Mapping[Claimed, str], reason: str
) -> Iterator[Person]:
    """Who is left without some entities, and these by themselves."""
    every = sorted(people)
    for person in every:
        left = tuple(member for member in person.members if member not in gone)
        if left:
            yield person._replace(members=left)
    own = tuple(sorted(member for person in every for member in person.members if member in gone))
    name = max((names[member] for member in own), key=lambda n: (len(n.split()), n))
    yield Person(name, every[0].kind, own, (reason,))
