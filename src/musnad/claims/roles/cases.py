"""For each claim, those who may be its actor or recipient, with all that can be said of each."""

from bisect import bisect_left
from collections.abc import Hashable, Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from musnad.claims.clauses import Clauses
from musnad.claims.roles.candidates import Candidate, Candidates, key
from musnad.claims.roles.features import LAST_RANK, Fact, Features
from musnad.claims.roles.site import Site, Told
from musnad.claims.view import View
from musnad.model import Argument, Mention, Span

REACH = 120
"""How many tokens from a trigger a candidate may stand."""

NEAR_THINGS = 6
"""How many tokens from a trigger a phrase may stand that speaks of no people and is no name."""

CLAIMS_BACK, SENTENCES_BACK, MENTIONS_BACK = 4, 3, 8
"""How far back somebody is looked for who is not in the sentence."""


_FIRST = attrgetter("first")


class Case(NamedTuple):
    """A candidate, his key, and what is said of him; `here` where he stands in the sentence of the trigger."""

    argument: Argument
    key: Hashable
    facts: list[Fact]
    here: bool


class Cases:
    """The cases of the claims of one document."""

    def __init__(self, view: View, clauses: Clauses, told: Sequence[Told]) -> None:
        self.view, self.clauses, self.told = view, clauses, told
        self._candidates = Candidates(view, clauses.phrases)
        self._features = Features(view, clauses)
        self._mentions = sorted(view.document.mentions, key=lambda m: m.span.start)
        self._mention_starts = [m.span.start for m in self._mentions]

    def of(self, n: int) -> tuple[list[Fact], list[Case]]:
        """What speaks for nobody, and the cases of the claim of a number."""
        site = Site(self.view, self.clauses, self.told, n)
        near = list(self._near(site))
        inside = {case.key for case in near}
        far = [
            Case(argument, k, self._features.far(site, argument, k, whence, age), here=False)
            for argument, k, whence, age in self._far(site, n, inside)
        ]
        return self._features.nobody(site), near + far

    def _near(self, site: Site) -> Iterator[Case]:
        """Those in the sentence; the nearer on either side has the lower rank."""
        candidates = self._candidates.of(site.sentence)
        low = bisect_left(candidates, site.i - REACH, key=_FIRST)
        high = bisect_left(candidates, site.i + REACH, low, key=_FIRST)
        middle = bisect_left(candidates, site.i + 1, low, high, key=_FIRST)
        own = {key(a): a for a in (*site.told.filled.actors, *site.told.filled.recipients)}
        for side in (reversed(candidates[low:middle]), iter(candidates[middle:high])):
            yield from self._ranked(site, side, own)

    def _ranked(self, site: Site, side: Iterator[Candidate], own: dict[Hashable, Argument]) -> Iterator[Case]:
        people, i, features = 0, site.i, self._features
        for rank, candidate in enumerate(side, 1):
            if features.traits(candidate).kind != "thing":
                people += not candidate.series
            elif candidate.fresh and min(abs(candidate.first - i), abs(candidate.last - i)) > NEAR_THINGS:
                continue
            facts = features.near(site, candidate, min(rank, LAST_RANK + 1), min(people, LAST_RANK))
            argument, told = candidate.argument, own.get(candidate.key)
            same = told is not None and told.span == argument.span
            yield Case(told if told is not None and same else argument, candidate.key, facts, here=True)

    def _far(self, site: Site, n: int, inside: set[Hashable]) -> Iterator[tuple[Argument, Hashable, str, int]]:
        """Those told of before the sentence, each once: his key, whence he is known, and how many were told of since."""
        seen = set(inside)
        for span, entity, whence, age in self._known(site, n):
            k = entity or (span.start, span.end)
            if k not in seen:
                seen.add(k)
                yield Argument(span, entity, True), k, whence, age

    def _known(self, site: Site, n: int) -> Iterator[tuple[Span, str | None, str, int]]:
        filled = site.told.filled
        yield from ((a.span, a.entity, "gram", 0) for a in (*filled.actors, *filled.recipients))
        for depth, link in enumerate(reversed(site.statement.chain) if site.statement is not None else ()):
            if link.source is not None:
                yield link.source.span, link.source.entity, f"chain{min(depth, 1)}", 0
        for m in range(n - 1, max(n - 1 - CLAIMS_BACK, -1), -1):
            filled = self.told[m].filled
            yield from ((a.span, a.entity, "actor", n - m) for a in filled.actors)
            yield from ((a.span, a.entity, "recipient", n - m) for a in filled.recipients)
        for age, mention in enumerate(self._before(site)):
            yield mention.span, mention.entity, f"mention{mention.named:d}", age

    def _before(self, site: Site) -> list[Mention]:
        """The mentions of the last sentences before the trigger's own, the latest first."""
        number = bisect_left(self.view.sentence_starts, site.sentence.first)
        sentences = self.view.document.sentences
        last = bisect_left(self._mention_starts, site.sentence.span.start)
        first = bisect_left(self._mention_starts, sentences[max(number - SENTENCES_BACK, 0)].span.start)
        return self._mentions[max(first, last - MENTIONS_BACK) : last][::-1]
