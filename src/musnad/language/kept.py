"""Answers that are kept: what a function once made of a word is looked up the next time."""

from collections.abc import Callable, Hashable
from typing import TypeVar

MOST = 1 << 16
"""So many answers are kept before all are forgotten: memory stays bounded on any input."""

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Kept(dict[K, V]):
    """`kept[key]` is `make(key)`, made once; `make` must depend on nothing but the key. Pickled without its answers."""

    def __init__(self, make: Callable[[K], V], most: int = MOST) -> None:
        super().__init__()
        self._make = make
        self._most = most

    def __missing__(self, key: K) -> V:
        made = self._make(key)
        if len(self) >= self._most:
            self.clear()
        self[key] = made
        return made

    def __reduce__(self) -> tuple[object, ...]:
        return Kept, (self._make, self._most)
