"""The trained weights of what can be said of a candidate: `data/models/arguments`, made by `training/arguments.py`."""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from operator import itemgetter

from musnad.claims.roles.features import COMBINED, Fact
from musnad.language.kept import Kept
from musnad.trained import model_text

Weights = Mapping[str, tuple[int, int]]
Table = tuple[Callable[[Fact], object], dict[object, tuple[int, int]]]
"""How some values of a fact are chosen, and what weight they have."""


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """The weight of each feature for an actor and for a recipient."""
    found: dict[str, tuple[int, int]] = {}
    for line in model_text("arguments").splitlines():
        feature, actor, recipient = line.split("\t")
        found[feature] = int(actor), int(recipient)
    return found


class Weigher:
    """What facts come to; the sums of those met lately are kept."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._tables = _by_values(weights)
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
        """The weights of the words of a fact together, as `words` names them."""
        tables = self._tables.get(fact[0])
        if tables is None:
            return self._weights.get("|".join(fact), (0, 0))
        actor = recipient = 0
        for values, table in tables:
            weight = table.get(values(fact))
            if weight is not None:
                actor += weight[0]
                recipient += weight[1]
        return actor, recipient


def _by_values(weights: Weights) -> dict[str, list[Table]]:
    """The weights of words that are joined values, by the values themselves, so that no fact is written out as its words.

    A word with more | in it than its values need would be ambiguous and has no weight, unless it is one value.
    """
    tables: dict[str, list[Table]] = {
        name: [(_chooser(places), {}) for places in joined] for name, joined in COMBINED.items()
    }
    lengths = {f"{name}{n}": len(places) for name, joined in COMBINED.items() for n, places in enumerate(joined)}
    own = {f"{name}{n}": table for name, made in tables.items() for n, (_, table) in enumerate(made)}
    for word, weight in weights.items():
        name, _, rest = word.partition("|")
        length = lengths.get(name)
        if length is not None:
            values = tuple(rest.split("|")) if length else ()
            if length == 1:
                own[name][rest] = weight
            elif len(values) == length:
                own[name][values] = weight
    return tables


def _chooser(places: tuple[int, ...]) -> Callable[[Fact], object]:
    return itemgetter(*places) if places else lambda fact: ()
