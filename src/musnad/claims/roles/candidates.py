"""Who could take part in a claim: the phrases of its sentence."""

from collections.abc import Hashable, Iterable, Iterator
from operator import attrgetter
from typing import NamedTuple

from musnad.claims.participants import Group, Phrases
from musnad.claims.view import View
from musnad.language.words import ARTICLE, HA, YA
from musnad.model import Argument, Sentence


class Candidate(NamedTuple):
    """A phrase that may take part.

    Attributes:
        argument: its place, and the entity that it means if known.
        key: what it shares with others that mean the same.
        first: its first token.
        last: the token behind its last one.
        series: how many members of its series come before it.
        head: the first token of its series, by which the whole series stands in the sentence.
        fresh: it begins on its own, not inside another phrase.
    """

    argument: Argument
    key: Hashable
    first: int
    last: int
    series: int
    head: int
    fresh: bool


def key(argument: Argument) -> Hashable:
    """What two arguments share that mean the same: the entity, or else the place."""
    return argument.entity or (argument.span.start, argument.span.end)


def keys(arguments: Iterable[Argument]) -> frozenset[Hashable]:
    """The keys of several arguments."""
    return frozenset(map(key, arguments))


_PLACE = attrgetter("first", "last")


class Candidates:
    """The candidates of each sentence of one document, made when first asked for."""

    def __init__(self, view: View, phrases: Phrases) -> None:
        self.view = view
        self.phrases = phrases
        self._of: dict[int, list[Candidate]] = {}

    def of(self, sentence: Sentence) -> list[Candidate]:
        """The candidates of a sentence in the order of the text, each place once."""
        found = self._of.get(sentence.first)
        if found is None:
            found = self._of[sentence.first] = self._find(sentence)
        return found

    def _find(self, sentence: Sentence) -> list[Candidate]:
        found: dict[Hashable, Candidate] = {}
        covered = sentence.first
        for j in range(sentence.first, sentence.last):
            group = self.phrases.after(j) if self._may_begin(j, covered) else None
            if group is not None:
                for candidate in self._members(group, j, fresh=j >= covered):
                    found.setdefault(candidate.argument.span, candidate)
                covered = max(covered, group.last)
        return sorted(found.values(), key=_PLACE)

    def _members(self, group: Group, j: int, *, fresh: bool) -> Iterator[Candidate]:
        for n, argument in enumerate(group.members):
            inside = self.view.within(argument.span)
            first, last = (inside.start, inside.stop) if inside else (j, j + 1)
            yield Candidate(argument, key(argument), first, last, n, j if n else first, fresh)

    def _may_begin(self, j: int, covered: int) -> bool:
        """Whether a phrase may begin at a position; inside another one only where a name or a noun for people stands."""
        view = self.view
        token = view.tokens[j]
        if j in view.time_at or view.is_verb(j) or (view.closes(j) and j not in view.mention_at):
            return False
        if j in view.mention_at or j in view.role_at:
            return True
        base = token.base.removeprefix(ARTICLE)
        if j >= covered:
            return token.kind != "mark" and len(base) > 1
        return not base.endswith((YA, YA + HA)) and (base in view.grammar.people or base in view.grammar.head_nouns)
