"""What linking keeps between two pages: shelves, each with values under keys, in memory or in a store."""

from collections.abc import Iterable, Iterator
from typing import Any, Protocol, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class Shelf(Protocol[Key, Value]):
    """Values under keys. Who changes a value puts it back, so that the change is kept."""

    def get(self, key: Key, default: Any = None, /) -> Any:
        """The value under a key, else the default."""

    def __getitem__(self, key: Key, /) -> Value:
        """The value under a key; a KeyError if there is none."""

    def __setitem__(self, key: Key, value: Value, /) -> None:
        """Put a value there."""

    def __delitem__(self, key: Key, /) -> None:
        """Take it away; a KeyError if there is none."""

    def __contains__(self, key: object, /) -> bool:
        """Whether there is a value."""

    def __iter__(self) -> Iterator[Key]:
        """All keys, in any order."""

    def __len__(self) -> int:
        """How many there are."""

    def fetch(self, keys: Iterable[Key], /) -> None:
        """Make ready the values of keys that are about to be asked for."""


class State(Protocol):
    """A set of shelves."""

    def shelf(self, name: str) -> Shelf[Any, Any]:
        """The shelf of a name; an empty one where there was none."""

    def relieve(self) -> None:
        """Keep no more at hand than is bearable; for moments in which nobody is about to change a value."""


class Kept(dict[Key, Value]):
    """A shelf in memory."""

    def fetch(self, keys: Iterable[Key], /) -> None:
        """Nothing: everything is at hand."""


class Memory:
    """Shelves that last as long as the program."""

    def __init__(self) -> None:
        self._shelves: dict[str, Kept[Any, Any]] = {}

    def shelf(self, name: str) -> Kept[Any, Any]:
        """The shelf of a name."""
        return self._shelves.setdefault(name, Kept())

    def relieve(self) -> None:
        """Nothing: all is to stay."""
