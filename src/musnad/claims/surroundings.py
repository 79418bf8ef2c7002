"""What stands before a phrase, and between it and a trigger, as the trained choices look at it."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from musnad.claims.view import View
from musnad.language.words import ARTICLE
from musnad.model import Sentence

LOOKED_THROUGH = 40
"""Tokens between a trigger and a phrase, at most, whose marks and function words are looked at."""

AND = "و"
BOUNDS = frozenset({"subordinator", "relative", "conjunction", "time_conjunction", "sentential", "negation"})
"""The classes of words that open or bound a clause, or deny it."""


class Surroundings:
    """Looks around in one document; what bounds its clauses is found once a sentence."""

    def __init__(self, view: View) -> None:
        self.view = view
        self._bounds_of: dict[int, tuple[list[int], list[str]]] = {}

    def before(self, first: int) -> str:
        """The clitic, preposition, mark or function word before a phrase, or what kind of word stands there."""
        view = self.view
        clitics = view.proclitics(first)
        clitic = next((p for p in reversed(clitics) if p in "بلك"), None) or (AND if clitics[:1] == (AND,) else None)
        if clitic or first == view.sentence_of[first].first:
            return clitic or "^"
        token, classes = view.tokens[first - 1], view.classes(first - 1)
        if "preposition" in classes or token.kind == "mark":
            return token.base if "preposition" in classes else view.text(first - 1)
        if classes:
            return min(classes)
        return "V" if view.is_verb(first - 1) else "T" if first - 1 in view.time_at else "N"

    def tag(self, i: int) -> str:
        """The part of speech of a word and what it is derived from, as far as the page was analysed."""
        analyses = self.view.document.analyses
        return f"{analyses[i].pos}{analyses[i].derived[:1]}" if analyses else ""

    def definite(self, i: int) -> bool:
        """Whether a word has the article."""
        return self.view.tokens[i].base.startswith(ARTICLE)

    def bounds(self, sentence: Sentence, low: int, high: int) -> tuple[str, ...]:
        """The marks, the words that open clauses and the و of a sentence from `low` to before `high`, each once."""
        found = self._bounds_of.get(sentence.first)
        if found is None:
            ordered = sorted(self._find_bounds(sentence))
            found = self._bounds_of[sentence.first] = [place for place, _ in ordered], [label for _, label in ordered]
        places, labels = found
        first = bisect_left(places, low)
        last = bisect_left(places, min(high, low + LOOKED_THROUGH), first)
        return tuple(dict.fromkeys(labels[first:last]))

    def _find_bounds(self, sentence: Sentence) -> Iterator[tuple[int, str]]:
        view = self.view
        for j in range(sentence.first, sentence.last):
            classes = view.classes(j)
            if view.tokens[j].kind == "mark":
                yield j, view.text(j)
            elif classes:
                for label in classes & BOUNDS:
                    yield j, label
            if view.proclitics(j)[:1] == (AND,):
                yield j, AND


def count_between(places: Sequence[int], low: int, high: int) -> int:
    """How many of some ascending places lie from `low` to before `high`."""
    return max(bisect_left(places, high) - bisect_left(places, low), 0)
