"""The bodies that a page's spokesmen speak for, and those that its sources without a name are of."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from musnad.linking.words import Vocabulary, words_of

_BODIES = frozenset({"ORG", "ARMED"})


class Bodies:
    """The bodies of one page, by the stems of their names: those that it names, and those of its people's offices."""

    def __init__(self, record: Mapping[str, Any], vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._known = {self._content(words) for entity in record["entities"] for words in _named(entity)}

    def spoken_for(self, role: Mapping[str, Any]) -> frozenset[str]:
        """The body that an office speaks for; nothing where it speaks for none."""
        words = words_of(role["title"])
        if not words or not self._vocabulary.is_spokesman(words[0]):
            return frozenset()
        return self._whole(_served(role))

    def of_unnamed(self, words: Sequence[str]) -> frozenset[str]:
        """The body that a source without a name is of: an indefinite noun with something definite behind it."""
        definite = [self._vocabulary.is_definite(word) for word in words]
        if not any(definite) or definite[0]:
            return frozenset()
        return self._whole(words[1:])

    def _whole(self, words: Sequence[str]) -> frozenset[str]:
        """A body by its whole name where the page has one, and one only, for its first word: «the ministry»."""
        short = self._content(words)
        if len(short) != 1:
            return short
        longer = [known for known in self._known if short < known]
        best = max(longer, key=len, default=short)
        return best if all(known <= best for known in longer) else short

    def _content(self, words: Sequence[str]) -> frozenset[str]:
        return self._vocabulary.content(" ".join(word for word in words if not self._vocabulary.is_name_of(word)))


def _named(entity: Mapping[str, Any]) -> Iterator[list[str]]:
    """The words of a body's names, and of the offices of people without the first."""
    if entity["kind"] in _BODIES:
        yield from map(words_of, entity["names"])
    for role in entity["roles"]:
        yield _served(role)


def _served(role: Mapping[str, Any]) -> list[str]:
    """The words of an office behind the first: the body."""
    return words_of(role["body"]) if role["body"] else words_of(role["title"])[1:]
