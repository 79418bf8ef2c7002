"""The trained weights of what can be said of a candidate: `data/models/arguments`, made by `training/arguments.py`."""

import gzip
import math
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from musnad.claims.roles.features import Fact, words
from musnad.language.kept import Kept
from musnad.lexicon import DATA

SCALE = 100
"""The weights are written as whole numbers, this many times as large."""

Weights = Mapping[str, tuple[int, int]]


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """The weight of each feature for an actor and for a recipient."""
    packed = (DATA / "models" / "arguments.txt.gz").read_bytes()
    lines = gzip.decompress(packed).decode().splitlines()
    found: dict[str, tuple[int, int]] = {}
    for line in lines:
        feature, actor, recipient = line.split("\t")
        found[feature] = int(actor), int(recipient)
    return found


class Weigher:
    """What facts come to; the sums of those met lately are kept."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._sums = Kept(self._sum)

    def total(self, facts: Iterable[Fact]) -> tuple[int, int]:
        """What the facts of one candidate come to, as actor and as recipient."""
        actor = recipient = 0
        sums = self._sums
        for fact in facts:
            for_actor, for_recipient = sums[fact]
            actor += for_actor
            recipient += for_recipient
        return actor, recipient

    def _sum(self, fact: Fact) -> tuple[int, int]:
        weights = self._weights
        found = [weights[word] for word in words(fact) if word in weights]
        return sum(a for a, _ in found), sum(r for _, r in found)


def shares(totals: Sequence[int]) -> list[float]:
    """Totals as probabilities that add up to 1."""
    top = max(totals)
    raised = [math.exp((found - top) / SCALE) for found in totals]
    whole = sum(raised)
    return [found / whole for found in raised]
