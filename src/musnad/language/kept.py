"""Answers that are kept: what a function once made of a word is looked up the next time."""

from collections.abc import Callable, Hashable
from types import MethodType
from typing import Any, TypeVar
from weakref import ref

MOST = 1 << 16
"""So many answers are kept before all are forgotten: memory stays bounded on any input."""

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Kept(dict[K, V]):
    """`kept[key]` is `make(key)`, made once; `make` must depend on nothing but the key. Pickled without its answers.

    The object of a method is held weakly: what keeps its answers here must not be kept alive by them.
    """

    def __init__(self, make: Callable[[K], V], most: int = MOST) -> None:
        super().__init__()
        self._function: Callable[..., V] = make.__func__ if isinstance(make, MethodType) else make
        self._owner: Callable[[], Any] | None = ref(make.__self__) if isinstance(make, MethodType) else None
        self._most = most

    def __missing__(self, key: K) -> V:
        made = self._function(key) if self._owner is None else self._function(self._owner(), key)
        if len(self) >= self._most:
            self.clear()
        self[key] = made
        return made

    def __reduce__(self) -> tuple[object, ...]:
        make = self._function if self._owner is None else MethodType(self._function, self._owner())
        return Kept, (make, self._most)
