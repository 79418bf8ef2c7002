"""Phrases by their words: the longest one that begins at a place of the page."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from musnad.folding import fold

T = TypeVar("T")


class _Node(Generic[T]):
    __slots__ = ("next", "value")

    def __init__(self) -> None:
        self.next: dict[str, _Node[T]] | None = None
        self.value: T | None = None

    def add(self, words: Sequence[str], value: T) -> None:
        """Put a value under some words behind this node, unless there is one."""
        node = self
        for word in words:
            if node.next is None:
                node.next = {}
            following = node.next.get(word)
            if following is None:
                following = node.next[word] = _Node()
            node = following
        if node.value is None:
            node.value = value


class Trie(Generic[T]):
    """Folded phrases and what they stand for; the first one added under a phrase stays.

    Words in `joined` may be written together with the next one (عبد الله, أبو ظبي). Of the thousands of phrases few pages
    bring the first word, so that they are put in order under a word when it is first asked for.
    """

    def __init__(self, joined: frozenset[str] = frozenset()) -> None:
        self._added: dict[str, list[tuple[Sequence[str], T]]] = {}
        self._nodes: dict[str, _Node[T]] = {}
        self._joined = joined

    def add(self, phrase: str, value: T) -> None:
        """Add a phrase, and its spelling with detachable parts joined."""
        words = fold(phrase).split()
        if words:
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
        known = self._added.get(words[0])
        if known is None:
            self._added[words[0]] = [(words, value)]
        else:
            known.append((words, value))
            self._nodes.pop(words[0], None)

    def begins(self, word: str) -> bool:
        """Whether a phrase begins with a folded word."""
        return word in self._added

    def _node(self, first: str) -> _Node[T] | None:
        """What stands behind a first word."""
        node = self._nodes.get(first)
        added = self._added.get(first) if node is None else None
        if added is not None:
            node = _Node()
            for words, value in added:
                node.add(words[1:], value)
            self._nodes[first] = node
        return node

    def longest(self, first: str, forms: Sequence[str], start: int, limit: int) -> tuple[int, T] | None:
        """The longest phrase whose first word is `first` and whose others are `forms[start + 1:limit]`: its end, its value."""
        node = self._node(first)
        found: tuple[int, T] | None = None
        place = start + 1
        while node is not None:
            if node.value is not None:
                found = (place, node.value)
            if place >= limit or node.next is None:
                break
            node = node.next.get(forms[place])
            place += 1
        return found
