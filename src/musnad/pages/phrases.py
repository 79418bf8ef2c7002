"""Phrases of a table, found among the words of a line by dictionary: no regular expression, linear time."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from musnad.lexicon import Row
from musnad.pages.lines import forms


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found: the row it comes from, and its words `first` to `last`, half open."""

    row: Row
    first: int
    last: int


class Phrases:
    """The phrases of some rows, each under its first word, the longest first."""

    def __init__(self, rows: Iterable[tuple[str, Row]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Row]]] = {}
        for phrase, row in rows:
            if key := forms(phrase):
                self._by_first.setdefault(key[0], []).append((key, row))
        for known in self._by_first.values():
            known.sort(key=lambda entry: -len(entry[0]))

    def at(self, words: Sequence[str], first: int) -> Hit | None:
        """The longest phrase that begins with the word at `first`."""
        if first >= len(words):
            return None
        for key, row in self._by_first.get(words[first], ()):
            last = first + len(key)
            if len(key) == 1 or tuple(words[first:last]) == key:
                return Hit(row, first, last)
        return None

    def within(self, words: Sequence[str]) -> Iterator[Hit]:
        """All phrases, from left to right, none overlapping another."""
        # Most lines hold no word that a phrase begins with.
        if self._by_first.keys().isdisjoint(words):
            return
        place = 0
        for first, word in enumerate(words):
            if first >= place and word in self._by_first and (hit := self.at(words, first)):
                yield hit
                place = hit.last
