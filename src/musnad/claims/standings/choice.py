"""The choice of how an event stands: a log-linear model over the ways in which it may, `data/models/standings`.

A way is the three axes together (polarity, certainty, phase), as far as the annotated pages know it; the status is their sum.
The model is a multinomial logistic regression.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Literal, NamedTuple, TypeVar, get_args

from musnad.claims.standings.facts import Facts
from musnad.claims.status import DENIED, Standing, summed_up
from musnad.model import Phase, Reason
from musnad.trained import SCALE, model_text, shares

Polarity = Literal["+", "-"]
Certainty = Literal["certain", "possible"]
Value = TypeVar("Value")


class Way(NamedTuple):
    """How an event stands on the three axes."""

    polarity: Polarity
    certainty: Certainty
    phase: Phase


Weights = Mapping[str, tuple[int, ...]]


@lru_cache(maxsize=1)
def load_weights() -> tuple[tuple[Way, ...], Weights]:
    """The ways, and the weight of each word for each of them."""
    first, *lines = model_text("standings").splitlines()
    rows = (line.split("\t") for line in lines)
    return tuple(map(read_way, first.split("\t"))), {word: tuple(map(int, weights)) for word, *weights in rows}


def read_way(written: str) -> Way:
    """A way from its three axes with blanks between them.

    Raises:
        ValueError: an axis has no such value.
    """
    polarity, certainty, phase = written.split()
    return Way(
        _among(get_args(Polarity), polarity), _among(get_args(Certainty), certainty), _among(get_args(Phase), phase)
    )


def _among(values: Sequence[Value], written: str) -> Value:
    for value in values:
        if value == written:
            return value
    raise ValueError(f"{written!r} is none of {', '.join(map(str, values))}")


class Standings:
    """Chooses how claims stand; made once, and pickled by its name."""

    def __init__(self) -> None:
        self._ways, self._weights = load_weights()

    def __reduce__(self) -> tuple[type["Standings"], tuple[()]]:
        return Standings, ()

    def standing(self, facts: Facts, n: int) -> Standing:
        """How a claim stands, with the reasons of the rules and, where the choice differs, the choice itself."""
        ruled = facts.claims[n].standing
        ways: Sequence[int] = range(len(self._ways))
        if any(reason.rule == DENIED for reason in ruled.why):
            ways = [k for k in ways if self._ways[k].polarity == "-"]
        found, likely = likeliest(facts.of(n), self._weights, ways)
        way = self._ways[found]
        status = summed_up(way.polarity, way.certainty, way.phase)
        if (status, *way) == (ruled.status, ruled.polarity, ruled.certainty, ruled.phase):
            return replace(ruled, likely=likely)
        why = (*ruled.why, Reason("claims", f"{status} by the trained choice", "models/standings", ()))
        return Standing(status, *way, why, likely)


def likeliest(
    facts: Sequence[str], weights: Mapping[str, Sequence[float]], ways: Sequence[int], scale: float = SCALE
) -> tuple[int, float]:
    """The number of the likeliest of some ways, and its probability; the first where no word of the facts is known."""
    found = [weights[fact] for fact in facts if fact in weights]
    totals = [sum(column) for column in zip(*found, strict=True)]
    if not totals:
        return ways[0], 1 / len(ways)
    best = max(ways, key=totals.__getitem__)
    return best, shares([totals[way] for way in ways], scale)[ways.index(best)]
