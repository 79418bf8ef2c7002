"""The trained weights of what can be said of a candidate: `data/models/arguments`, made by `training/arguments.py`."""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from operator import itemgetter

from musnad.claims.roles.features import COMBINED, Fact, words
from musnad.language.kept import Kept
from musnad.trained import model_text

Weights = Mapping[str, tuple[int, int]]
Table = tuple[Callable[[Fact], object], int, dict[object, int]]
"""How some values of a fact are chosen, the place of the one that must not be empty, and what weight they have, packed."""

_SHIFT = 32
_HALF, _ONES = 1 << (_SHIFT - 1), (1 << _SHIFT) - 1


def _packed(weights: tuple[int, int]) -> int:
    """The weights for an actor and for a recipient in one number; such numbers are added like the weights themselves."""
    return (weights[0] << _SHIFT) + weights[1]


def _unpacked(packed: int) -> tuple[int, int]:
    recipient = ((packed + _HALF) & _ONES) - _HALF
    return (packed - recipient) >> _SHIFT, recipient


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
        self._weights = {word: _packed(both) for word, both in weights.items()}
        self._tables = _by_values(self._weights)
        self._sums = Kept(self._sum)

    def total(self, facts: Iterable[Fact]) -> tuple[int, int]:
        """What the facts of one candidate come to, as actor and as recipient."""
        return _unpacked(sum(map(self._sums.__getitem__, facts)))

    def _sum(self, fact: Fact) -> int:
        """The weights of the words of a fact together, as `words` names them."""
        tables = self._tables.get(fact[0])
        if tables is None:
            return sum([self._weights.get(word, 0) for word in words(fact)])
        return sum([table.get(values(fact), 0) for values, given, table in tables if fact[given]])


def _by_values(weights: Mapping[str, int]) -> dict[str, list[Table]]:
    """The weights of words that are joined values, by the values themselves, so that no fact is written out as its words.

    A word with more | in it than its values need would be ambiguous and has no weight, unless it is one value.
    """
    tables: dict[str, list[Table]] = {
        name: [(_chooser(one.places), one.given, {}) for one in joined] for name, joined in COMBINED.items()
    }
    lengths = {one.name: len(one.places) for joined in COMBINED.values() for one in joined}
    own = {
        one.name: table
        for name, joined in COMBINED.items()
        for one, (_, _, table) in zip(joined, tables[name], strict=True)
    }
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
