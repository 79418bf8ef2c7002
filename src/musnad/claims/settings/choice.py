"""The choice of an event's place and date among those around it: a log-linear model, `data/models/settings`.

The model gives each candidate, and none, a probability (a conditional choice model: McFadden 1974); candidates that mean the
same are added up. The likeliest is taken where it is nearly as likely as none.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import lru_cache

from musnad.claims.settings.facts import Case, Cases, Fact, words
from musnad.language.kept import Kept
from musnad.model import Argument, TimeExpression
from musnad.trained import SCALE, model_text, shares

AS_NONE = 0.45
"""How likely, of itself and none together, the likeliest must be."""

Weights = Mapping[str, int]


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """The weight of each word that is said of a candidate."""
    rows = (line.rpartition("\t") for line in model_text("settings").splitlines())
    return {word: int(weight) for word, _, weight in rows}


class Settings:
    """Chooses places and dates; made once, and pickled by its name."""

    def __init__(self) -> None:
        self._weights = load_weights()
        self._sums = Kept(self._sum)

    def __reduce__(self) -> tuple[type["Settings"], tuple[()]]:
        return Settings, ()

    def place(self, cases: Cases, n: int) -> Argument | None:
        """Where an event took place; the events are asked in their order."""
        found = best(*cases.places(n), self._weigh)
        if found is None:
            return None
        cases.remember(found.key)
        assert isinstance(found.answer, Argument)
        return found.answer

    def time(self, cases: Cases, n: int) -> TimeExpression | None:
        """The time expression that dates an event."""
        found = best(*cases.times(n), self._weigh)
        return found.answer if found is not None and isinstance(found.answer, TimeExpression) else None

    def _weigh(self, facts: Iterable[Fact]) -> int:
        return sum(map(self._sums.__getitem__, facts))

    def _sum(self, fact: Fact) -> int:
        return sum([self._weights.get(word, 0) for word in words(fact)])


def best(
    none: Sequence[Fact], cases: Sequence[Case], weigh: Callable[[Sequence[Fact]], float], scale: float = SCALE
) -> Case | None:
    """The case to take, the likeliest of those that mean the likeliest answer; None where none is better."""
    if not cases:
        return None
    totals = [weigh(none), *[weigh(case.facts) for case in cases]]
    nothing, *likely = shares(totals, scale)
    summed: dict[Hashable, float] = {}
    for case, share in zip(cases, likely, strict=True):
        summed[case.key] = summed.get(case.key, 0.0) + share
    key = max(summed, key=lambda k: summed[k])
    if summed[key] < AS_NONE * (summed[key] + nothing):
        return None
    return cases[max((n for n, case in enumerate(cases) if case.key == key), key=lambda n: likely[n])]
