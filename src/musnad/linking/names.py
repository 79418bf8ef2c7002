"""Two entities of two pages compared: name part by part, Latin name, kind, country, offices, company. With reasons."""

from functools import lru_cache
from typing import NamedTuple

from musnad.linking.reports import Profile

SAME = 0.5
"""From here on two entities are taken for one."""
_KINDS = {"PER": "person", "ORG": "body", "ARMED": "body", "MEDIA": "body", "GPE": "place", "LOC": "place"}


class Verdict(NamedTuple):
    """How far two entities are one, from -1 to 1, and why."""

    score: float
    reasons: tuple[str, ...]


def compared(a: Profile, b: Profile) -> Verdict:
    """How far two entities are one; below 0 they cannot be."""
    if _KINDS[a.kind] != _KINDS[b.kind]:
        return Verdict(-1.0, (f"kind: {a.kind} and {b.kind}",))
    score, reason = _named(a, b)
    if score <= 0:
        return Verdict(score, (reason,))
    reasons = [reason]
    if a.country and b.country:
        if a.country != b.country:
            return Verdict(-0.5, (*reasons, f"country: {a.country} and {b.country}"))
        score, reasons = score + 0.1, [*reasons, f"country: {a.country}"]
    if a.latin and a.latin == b.latin:
        score, reasons = score + 0.1, [*reasons, f"Latin name: {a.latin}"]
    shared = a.offices & b.offices
    if shared:
        score, reasons = score + 0.15, [*reasons, f"offices share {' '.join(sorted(shared))}"]
    company = a.company & b.company
    if company:
        score, reasons = score + 0.1, [*reasons, f"company: {' '.join(sorted(company)[:3])}"]
    return Verdict(min(score, 1.0), tuple(reasons))


def may_be_one(kind: str, a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two entities of one kind may be one by the words of their names alone, whatever else they are called."""
    match _KINDS[kind]:
        case "person":
            return persons(a, b)[0] > 0
        case "place":
            return a == b
        case _:
            return a == b or bodies(a, b)[0] > 0


def _named(a: Profile, b: Profile) -> tuple[float, str]:
    if _KINDS[a.kind] == "person":
        return persons(a.words, b.words)
    if a.words == b.words:
        return 0.9, f"name: {a.name}"
    if a.forms & b.forms:
        return 0.7, f"both are called {min(a.forms & b.forms)}"
    if _KINDS[a.kind] == "place":
        return -0.3, f"names: {a.name} and {b.name}"
    return bodies(a.words, b.words)


@lru_cache(maxsize=1 << 16)
def persons(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[float, str]:
    """Two persons' names, as stems: all parts alike, one a part of the other, or parts that contradict each other."""
    if a == b:
        return (0.9 if len(a) > 1 else 0.45), f"name: {' '.join(a)}"
    short, long = sorted((a, b), key=len)
    if not short:
        return -0.1, "no name"
    if _ordered(short, long):
        if len(short) == 1:
            kept = short[0] in (long[-1], long[0])
            return (0.45 if short[0] == long[-1] else 0.2 if kept else 0.1), f"{short[0]} is part of {' '.join(long)}"
        return 0.75, f"{' '.join(short)} is part of {' '.join(long)}"
    if short[-1] == long[-1] and len(short) > 1:
        return -0.8, f"one family, other names: {' '.join(short)} and {' '.join(long)}"
    return -0.4, f"names: {' '.join(short)} and {' '.join(long)}"


@lru_cache(maxsize=1 << 16)
def bodies(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[float, str]:
    """Two bodies' names, as stems: one a part of the other, beginning alike."""
    short, long = sorted((a, b), key=len)
    if len(short) > 1 and _ordered(short, long):
        return 0.55, f"{' '.join(short)} is part of {' '.join(long)}"
    shared = len(set(short) & set(long))
    if shared > 1 and shared >= 0.6 * len(long):
        return 0.3, f"names share {shared} words"
    return -0.3, f"names: {' '.join(short)} and {' '.join(long)}"


def _ordered(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether the parts of one name stand in the other in the same order."""
    rest = iter(long)
    return all(part in rest for part in short)
