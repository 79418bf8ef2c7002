"""Answers that are kept: what a function once made of a word is looked up the next time."""

from collections.abc import Callable, Hashable
from types import MethodType
from typing import TypeVar
from weakref import WeakMethod

MOST = 1 << 16
"""So many answers are kept before all are forgotten: memory stays bounded on any input."""

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Kept(dict[K, V]):
    """`kept[key]` is `make(key)`, made once; `make` must depend on nothing but the key. Pickled without its answers.

    A method is held weakly: what keeps its answers here must not be kept alive by them.
    """

    def __init__(self, make: Callable[[K], V], most: int = MOST) -> None:
        super().__init__()
        self._maker: Callable[[], Callable[[K], V] | None]
        self._maker = WeakMethod(make) if isinstance(make, MethodType) else lambda: make
        self._most = most

    def __missing__(self, key: K) -> V:
        make = self._maker()
        if make is None:
            raise ReferenceError("whoever makes the answers is gone")
        made = make(key)
        if len(self) >= self._most:
            self.clear()
        self[key] = made
        return made

    def __reduce__(self) -> tuple[object, ...]:
        return Kept, (self._maker(), self._most)
