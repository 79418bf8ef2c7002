"""Makes `data/models/standings.txt.gz`: the weights by which it is chosen how an event stands.

    python training/standings.py src/musnad/data/models/standings.txt.gz
    python training/standings.py --folds 8

Learnt from are the annotated pages and examples of `annotated.py`. A multinomial logistic regression by
AdaGrad (Duchi et al. 2011), weights pulled towards nothing, with a fixed seed. `--folds` learns from the other pages for each
part of them, and prints the share of statuses that are right so, of triggers given.
"""

import argparse
import math
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from annotated import OPTIONAL, Reader, develop, samples, write
from arguments import EPOCHS, RATE, SEED
from musnad.annotation import Gold
from musnad.claims.standings.choice import likeliest
from musnad.claims.status import summed_up
from musnad.lexicon import load as load_lexicon
from musnad.trained import SCALE, shares

PULL, LEAST = 80.0, 3
"""How strongly a weight is pulled to nothing in one pass; how often its word must be seen."""

TABLES = ("claims/status", "events/triggers", "claims/carriers")
"""The tables whose examples are learnt from beside the pages."""


class Example(NamedTuple):
    """What is said of an event, how it stands, and what it counts."""

    facts: list[str]
    way: str
    weight: float


class Model(NamedTuple):
    """The ways and the weights of each word for them."""

    ways: list[str]
    weights: dict[str, list[float]]


def examples(reader: Reader, golds: Iterable[Gold]) -> Iterator[Example]:
    """Every annotated event."""
    for _, document, _, events, places in reader.pages(golds):
        facts = reader.claims.facts_of_given(document, places)
        for n, event in enumerate(events):
            axes = event.axes
            way = f"{axes.polarity} {axes.certainty} {axes.phase}"
            yield Example(facts.of(n), way, OPTIONAL if event.optional else 1.0)


def invented(reader: Reader) -> Iterator[Example]:
    """The events of the tables' examples that tell a status."""
    for told in reader.examples(TABLES):
        if told.wanted("status"):
            facts = reader.claims.facts_of_given(told.document, told.places)
            ruled = facts.claims[0].standing
            yield Example(facts.of(0), f"{ruled.polarity} {ruled.certainty} {ruled.phase}", 1.0)


def learn(found: Sequence[Example]) -> Model:
    """The weights that make the annotated ways likely."""
    ways = sorted({example.way for example in found})
    learner = _Learner(Counter(fact for example in found for fact in example.facts), len(ways))
    rows = [(learner.known(example), ways.index(example.way)) for example in found]
    order = random.Random(SEED)
    for _ in range(EPOCHS):
        order.shuffle(rows)
        for example, wanted in rows:
            learner.step(example, wanted)
    return Model(ways, learner.weights)


class _Learner:
    """AdaGrad over the words that are seen often enough."""

    def __init__(self, counts: Counter[str], ways: int) -> None:
        self.weights = {fact: [0.0] * ways for fact, count in counts.items() if count >= LEAST}
        self._squares = {fact: [1e-6] * ways for fact in self.weights}
        self._counts, self._ways = counts, ways

    def known(self, example: Example) -> Example:
        """The example without the words that are seen too seldom."""
        return example._replace(facts=[fact for fact in example.facts if fact in self.weights])

    def step(self, example: Example, wanted: int) -> None:
        """Make the wanted way of one example likelier."""
        for way, likely in enumerate(self._likely(example.facts)):
            slope = example.weight * (likely - (way == wanted))
            for fact in example.facts:
                own, squares = self.weights[fact], self._squares[fact]
                change = slope + PULL / self._counts[fact] * own[way] / self._ways
                squares[way] += change * change
                own[way] -= RATE * change / math.sqrt(squares[way])

    def _likely(self, facts: Sequence[str]) -> list[float]:
        totals = [sum(column) for column in zip(*(self.weights[fact] for fact in facts), strict=True)]
        return shares(totals, 1.0)


def folded(reader: Reader, golds: Sequence[Gold], always: Sequence[Example], folds: int) -> float:
    """The share of statuses that are right on pages that were not learnt from; optional events are left out."""
    parts = [list(examples(reader, golds[k::folds])) for k in range(folds)]
    right = asked = 0
    for k, part in enumerate(parts):
        model = learn([*always, *(one for m, other in enumerate(parts) if m != k for one in other)])
        for one in (one for one in part if one.weight == 1.0):
            found = model.ways[likeliest(one.facts, model.weights, range(len(model.ways)))[0]]
            asked += 1
            right += summed_up(*found.split()) == summed_up(*one.way.split())
    return right / max(asked, 1)


def lines(model: Model) -> Iterator[str]:
    """The ways, and the weights that are not nothing."""
    yield "\t".join(model.ways)
    for fact, weights in sorted(model.weights.items()):
        scaled = [round(weight * SCALE) for weight in weights]
        if any(scaled) and "\t" not in fact and "\n" not in fact:
            yield "\t".join((fact, *map(str, scaled)))


def main() -> None:
    """Learn from all pages and write, or print what is found on pages left out."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("path", type=Path, nargs="?")
    parser.add_argument("--folds", type=int, default=0)
    options = parser.parse_args()
    reader = Reader(load_lexicon())
    base = [*examples(reader, samples()), *invented(reader)]
    if options.folds:
        print(f"status right: {folded(reader, develop(), base, options.folds):.4f}")
    if options.path:
        model = learn([*base, *examples(reader, develop())])
        print(f"{write(options.path, lines(model)) - 1} words")


if __name__ == "__main__":
    main()
