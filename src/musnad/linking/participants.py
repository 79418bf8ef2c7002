"""Who took part in an event: where two pages name others who cannot both have done it, or have met.

Nobody is set against one who may be the same, stand above him or fight beside him: of two bodies or states the countries must
be known and differ, two people may share no name. Where a page names both as taking part, both did.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from musnad.linking.names import compared
from musnad.linking.reports import Profile, Told

_DONE = frozenset({"ASSAULT", "COERCE"})
"""Types of deeds that one side does."""
_MET = "CONSULT"
_DOERS = frozenset({"PER", "ORG", "ARMED", "GPE"})
People = Callable[[str], Mapping[str, Profile]]
"""The people of a page, by its id."""


class Version(NamedTuple):
    """Who took part, by name, as a claim has it."""

    who: Profile
    told: Told


def doers(told: Sequence[Told], people: People) -> list[Version]:
    """Those who are said to have done what only one side can have done; none where nobody is set against another."""
    said = [
        Version(who, one)
        for one in told
        if one.type in _DONE and _counts(one)
        for who in _named(one.actors, people(one.page))
        if who.kind in _DOERS
    ]
    beside: dict[str, list[Profile]] = {}
    for one in told:
        beside.setdefault(one.page, []).extend(_named(one.parties, people(one.page)))
    return _each(
        (a, b)
        for a, b in combinations(said, 2)
        if _are_strangers(a.who, b.who)
        and not _is_among(a.who, beside[b.told.page])
        and not _is_among(b.who, beside[a.told.page])
    )


def met(told: Sequence[Told], people: People) -> list[Version]:
    """Those whom one and the same person is said to have met, each alone; none where nobody is set against another."""
    said: list[tuple[Version, Profile]] = []
    for one in told:
        persons = [who for who in _named(one.parties, people(one.page)) if who.kind == "PER"]
        if one.type == _MET and _counts(one) and len(persons) == len(one.parties) == 2:
            said += [(Version(persons[0], one), persons[1]), (Version(persons[1], one), persons[0])]
    return _each(
        (a, b)
        for (a, host), (b, other) in combinations(said, 2)
        if _are_strangers(a.who, b.who)
        and _is_one(host, other)
        and not _is_among(a.who, people(b.told.page).values())
        and not _is_among(b.who, people(a.told.page).values())
    )


def fullest(profiles: Iterable[Profile]) -> dict[Profile, str]:
    """The fullest name of each, by whatever page it is given."""
    every = list(profiles)
    return {
        one: max((o.name for o in every if o is one or _is_one(one, o)), key=lambda name: (len(name.split()), name))
        for one in every
    }


def _each(found: Iterable[tuple[Version, Version]]) -> list[Version]:
    return list({(one.told.key, one.who.id): one for pair in found for one in pair}.values())


def _counts(told: Told) -> bool:
    return told.status == "asserted" and not told.title and not told.historical


def _named(entities: frozenset[str], people: Mapping[str, Profile]) -> Iterator[Profile]:
    return (who for entity in sorted(entities) if (who := people[entity]).named and who.words)


def _is_one(a: Profile, b: Profile) -> bool:
    return compared(a, b).score > 0


def _are_strangers(a: Profile, b: Profile) -> bool:
    """Whether two who take part on two pages are neither one, nor of one side."""
    if a.page == b.page or _is_one(a, b):
        return False
    if a.kind == b.kind == "PER":
        return not set(a.words) & set(b.words)
    return bool(a.country and b.country and a.country != b.country)


def _is_among(one: Profile, others: Iterable[Profile]) -> bool:
    return any(_is_one(one, other) for other in others if other.named)
