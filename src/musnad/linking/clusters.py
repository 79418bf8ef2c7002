"""Compared pairs -> groups: the likeliest pair of groups first, by the mean of their pairs, whatever order they came in."""

import heapq
from collections.abc import Collection, Iterable, Mapping
from typing import TypeVar

Key = TypeVar("Key", bound=tuple[object, ...])
UNCOMPARED = -0.5
"""What a pair counts that nobody has compared: it shares nothing by which it could be found."""


def groups(
    items: Collection[Key], scores: Mapping[tuple[Key, Key], float], uncompared: float = UNCOMPARED
) -> list[list[Key]]:
    """The items in groups, each sorted; pairs are keyed with the lesser item first, and join where their mean is above 0."""
    order = sorted(items)
    number = {key: n for n, key in enumerate(order)}
    members: dict[int, list[int]] = {n: [n] for n in range(len(order))}
    sums: dict[int, dict[int, tuple[float, int]]] = {n: {} for n in members}
    for (a, b), score in scores.items():
        sums[number[a]][number[b]] = sums[number[b]][number[a]] = (score, 1)
    heap: list[tuple[float, int, int]] = [
        (-score, number[a], number[b]) for (a, b), score in scores.items() if score > 0
    ]
    heapq.heapify(heap)
    fresh = len(order)
    while heap:
        _, one, two = heapq.heappop(heap)
        if one not in members or two not in members:
            continue
        joined = _joined(sums, one, two)
        members[fresh] = members.pop(one) + members.pop(two)
        sums[fresh] = joined
        for other, (total, pairs) in joined.items():
            sums[other][fresh] = (total, pairs)
            every = len(members[fresh]) * len(members[other])
            mean = (total + uncompared * (every - pairs)) / every
            if mean > 0:
                heapq.heappush(heap, (-mean, other, fresh))
        fresh += 1
    return sorted([sorted(order[n] for n in group) for group in members.values()])


def _joined(sums: dict[int, dict[int, tuple[float, int]]], a: int, b: int) -> dict[int, tuple[float, int]]:
    """The pairs of two groups with all others, added up; the two leave the others' lists."""
    joined: dict[int, tuple[float, int]] = {}
    for gone, twin in ((a, b), (b, a)):
        for other, (total, pairs) in sums.pop(gone).items():
            if other == twin:
                continue
            before, counted = joined.get(other, (0.0, 0))
            joined[other] = (before + total, counted + pairs)
            del sums[other][gone]
    return joined


def components(items: Iterable[Key], edges: Mapping[Key, Collection[Key]]) -> list[list[Key]]:
    """The items in sets that edges connect, edges of items outside included; each sorted."""
    seen: set[Key] = set()
    found: list[list[Key]] = []
    for item in sorted(items):
        if item in seen:
            continue
        reached, waiting = {item}, [item]
        while waiting:
            for other in edges.get(waiting.pop(), ()):
                if other not in reached:
                    reached.add(other)
                    waiting.append(other)
        seen |= reached
        found.append(sorted(reached))
    return found
