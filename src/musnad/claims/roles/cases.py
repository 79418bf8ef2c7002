"""For each claim, those who may be its actor or recipient, with all that can be said of each."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from musnad.claims.clauses import Clauses
from musnad.claims.roles.candidates import Candidate, Candidates, key
from musnad.claims.roles.features import LAST_RANK, Fact, Features
from musnad.claims.roles.site import Site, Told
from musnad.claims.view import View
from musnad.model import Argument, Mention

REACH = 120
"""How many tokens from a trigger a candidate may stand."""

NEAR_THINGS = 6
"""How many tokens from a trigger a phrase may stand that speaks of no people and is no name."""

CLAIMS_BACK, SENTENCES_BACK, MENTIONS_BACK = 4, 3, 8
"""How far back somebody is looked for who is not in the sentence."""


class Case(NamedTuple):
    """A candidate with what is said of him; `here` where he stands in the sentence of the trigger."""

    argument: Argument
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
        inside = {key(case.argument) for case in near}
        far = [
            Case(argument, self._features.far(site, argument, whence, age), here=False)
            for argument, whence, age in self._far(site, n, inside)
        ]
        return self._features.nobody(site), near + far

    def _near(self, site: Site) -> Iterator[Case]:
        """Those in the sentence; the nearer on either side has the lower rank."""
        candidates = self._candidates.of(site.sentence)
        low = bisect_left(candidates, site.i - REACH, key=lambda c: c.first)
        high = bisect_left(candidates, site.i + REACH, key=lambda c: c.first)
        middle = bisect_left(candidates, site.i + 1, low, high, key=lambda c: c.first)
        own = {key(a): a for a in (*site.told.filled.actors, *site.told.filled.recipients)}
        for side in (reversed(candidates[low:middle]), iter(candidates[middle:high])):
            yield from self._ranked(site, side, own)

    def _ranked(self, site: Site, side: Iterator[Candidate], own: dict[object, Argument]) -> Iterator[Case]:
        people = 0
        for rank, candidate in enumerate(side, 1):
            thing = self._features.traits(candidate).kind == "thing"
            people += not candidate.series and not thing
            apart = min(abs(candidate.first - site.i), abs(candidate.last - site.i))
            if thing and candidate.fresh and apart > NEAR_THINGS:
                continue
            facts = self._features.near(site, candidate, min(rank, LAST_RANK + 1), min(people, LAST_RANK))
            told = own.get(key(candidate.argument))
            same = told is not None and told.span == candidate.argument.span
            yield Case(told if told is not None and same else candidate.argument, facts, here=True)

    def _far(self, site: Site, n: int, inside: set[object]) -> Iterator[tuple[Argument, str, int]]:
        """Those told of before the sentence, each once: whence he is known, and how many were told of since."""
        seen = set(inside)
        for argument, whence, age in self._known(site, n):
            if key(argument) not in seen:
                seen.add(key(argument))
                yield Argument(argument.span, argument.entity, True), whence, age

    def _known(self, site: Site, n: int) -> Iterator[tuple[Argument, str, int]]:
        filled = site.told.filled
        yield from ((a, "gram", 0) for a in (*filled.actors, *filled.recipients))
        for depth, link in enumerate(reversed(site.statement.chain) if site.statement is not None else ()):
            if link.source is not None:
                yield link.source, f"chain{min(depth, 1)}", 0
        for m in range(n - 1, max(n - 1 - CLAIMS_BACK, -1), -1):
            yield from ((a, "actor", n - m) for a in self.told[m].filled.actors)
            yield from ((a, "recipient", n - m) for a in self.told[m].filled.recipients)
        for age, mention in enumerate(self._before(site)):
            yield Argument(mention.span, mention.entity), f"mention{mention.named:d}", age

    def _before(self, site: Site) -> list[Mention]:
        """The mentions of the last sentences before the trigger's own, the latest first."""
        number = bisect_left(self.view.sentence_starts, site.sentence.first)
        sentences = self.view.document.sentences
        last = bisect_left(self._mention_starts, site.sentence.span.start)
        first = bisect_left(self._mention_starts, sentences[max(number - SENTENCES_BACK, 0)].span.start)
        return self._mentions[max(first, last - MENTIONS_BACK) : last][::-1]
