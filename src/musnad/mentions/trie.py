"""Phrases by their words: the longest one that begins at a place of the page."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from musnad.folding import fold

T = TypeVar("T")


class _Node(Generic[T]):
    __slots__ = ("next", "value")

    def __init__(self) -> None:
        self.next: dict[str, _Node[T]] = {}
        self.value: T | None = None


class Trie(Generic[T]):
    """Folded phrases and what they stand for; the first one added under a phrase stays.

    Words in `joined` may be written together with the next one (عبد الله, أبو ظبي).
    """

    def __init__(self, joined: frozenset[str] = frozenset()) -> None:
        self._root: _Node[T] = _Node()
        self._joined = joined

    def add(self, phrase: str, value: T) -> None:
        """Add a phrase, and its spelling with detachable parts joined."""
        words = fold(phrase).split()
        self._add(words, value)
        if not self._joined.isdisjoint(words[:-1]):
            self._add(self._together(words), value)

    def _together(self, words: Sequence[str]) -> list[str]:
        made: list[str] = []
        open_part = False
        for word in words:
            if open_part:
                made[-1] += word
            else:
                made.append(word)
            open_part = word in self._joined
        return made

    def _add(self, words: Sequence[str], value: T) -> None:
        node = self._root
        for word in words:
            node = node.next.setdefault(word, _Node())
        if node.value is None:
            node.value = value

    def longest(self, first: str, forms: Sequence[str], start: int, limit: int) -> tuple[int, T] | None:
        """The longest phrase whose first word is `first` and whose others are `forms[start + 1:limit]`: its end, its value."""
        node = self._root.next.get(first)
        found: tuple[int, T] | None = None
        place = start + 1
        while node is not None:
            if node.value is not None:
                found = (place, node.value)
            if place >= limit:
                break
            node = node.next.get(forms[place])
            place += 1
        return found
