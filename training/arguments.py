"""Makes `data/models/arguments.txt.gz`: the weights by which actors and recipients are chosen.

    python training/arguments.py src/musnad/data/models/arguments.txt.gz

Learnt from are the annotated pages and examples of `annotated.py`.

For each side of each annotated trigger, the model gives every case and nobody a probability; what is raised is the sum of
the probabilities of the cases that mean the wanted participant (marginal likelihood), by AdaGrad (Duchi et al. 2011) with
the usual pull towards nothing. The order is shuffled with a fixed seed.
"""

import argparse
import math
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from annotated import ABSENT, OPTIONAL, Reader, develop, samples, write
from musnad.annotation import Gold
from musnad.claims.roles.features import Fact, words
from musnad.folding import fold
from musnad.lexicon import load as load_lexicon
from musnad.model import Argument, Document
from musnad.trained import SCALE, shares

EPOCHS, RATE, PULL, LEAST, SEED = 12, 0.1, 10.0, 5, 7
"""Passes; step; how strongly a weight is pulled to nothing in one pass; how often it must be seen; the seed of the order."""

TABLES = ("events/triggers", "claims/carriers")
"""The tables whose examples are learnt from beside the pages."""

Row = list[int]


class Example(NamedTuple):
    """A side of a claim: nobody and its cases as rows of features, which rows mean each one wanted, what it counts."""

    page: str
    side: int
    rows: list[Row]
    wanted: list[list[int]]
    weight: float


class Vocabulary:
    """The numbers of the features."""

    def __init__(self) -> None:
        self.number: dict[str, int] = {}

    def row(self, facts: Iterable[Fact]) -> Row:
        """The numbers of the words of some facts."""
        return self.number_of(word for fact in facts for word in words(fact))

    def number_of(self, words: Iterable[str]) -> Row:
        """The numbers of some words."""
        return [self.number.setdefault(word, len(self.number)) for word in words]


def examples(reader: Reader, golds: Iterable[Gold], vocabulary: Vocabulary) -> Iterator[Example]:
    """Both sides of every annotated event."""
    for gold, document, names, events, places in reader.pages(golds):
        for event, (nobody, cases) in zip(events, reader.claims.cases_of_given(document, places), strict=True):
            rows = [vocabulary.row(nobody), *(vocabulary.row(case.facts) for case in cases)]
            said = [{"text": document.quote(c.argument.span), "entity": c.argument.entity} for c in cases]
            weight = OPTIONAL if event.optional else 1.0
            for side, people in enumerate((event.actors, event.recipients)):
                found = [[n for n, one in enumerate(said, 1) if names.same(who, one)] for who in people]
                wanted = [rows_of for rows_of in found if rows_of]
                if wanted:
                    yield Example(gold.id, side, rows, wanted, weight / math.sqrt(len(wanted)))
                else:
                    yield Example(gold.id, side, rows, [[0]], weight * (ABSENT if people else 1.0))


def invented(reader: Reader, vocabulary: Vocabulary) -> Iterator[Example]:
    """The sides that the examples of the tables speak of."""
    for told in reader.examples(TABLES):
        nobody, cases = reader.claims.cases_of_given(told.document, told.places)[0]
        rows = [vocabulary.row(nobody), *(vocabulary.row(case.facts) for case in cases)]
        for side, role in enumerate(("actor", "recipient")):
            people = [fold(value) for value in told.wanted(role)]
            found = [[n for n, c in enumerate(cases, 1) if _meant(told.document, c.argument) == who] for who in people]
            if people and all(found):
                yield Example(told.row.ref, side, rows, found, 1 / math.sqrt(len(found)))


def _meant(document: Document, argument: Argument) -> str:
    names = {entity.id: entity.name for entity in document.entities}
    return fold(names.get(argument.entity or "", document.quote(argument.span)))


def learn(found: Sequence[Example], size: int) -> list[list[float]]:
    """The weights of both sides."""
    weights = []
    for side in (0, 1):
        own = [example for example in found if example.side == side]
        weights.append(adagrad(without_rare(own, size, LEAST), size, PULL))
    return weights


def without_rare(found: Sequence[Example], size: int, least: int) -> list[Example]:
    """The examples without the features that are seen less often than `least` times in them."""
    counts = Counter(feature for example in found for row in example.rows for feature in row)
    kept = [counts[feature] >= least for feature in range(size)]
    return [e._replace(rows=[[feature for feature in row if kept[feature]] for row in e.rows]) for e in found]


def adagrad(found: list[Example], size: int, pull: float) -> list[float]:
    """The weights that make the wanted rows likely."""
    weights, squares = [0.0] * size, [1e-6] * size
    seen = Counter(feature for example in found for feature in {f for row in example.rows for f in row})
    order = random.Random(SEED)
    for _ in range(EPOCHS):
        order.shuffle(found)
        for example in found:
            for feature, change in _slopes(example, weights).items():
                slope = change + pull / seen[feature] * weights[feature]
                squares[feature] += slope * slope
                weights[feature] -= RATE * slope / math.sqrt(squares[feature])
    return weights


def _slopes(example: Example, weights: Sequence[float]) -> dict[int, float]:
    """How the loss of an example changes with each feature's weight."""
    likely = shares([sum(map(weights.__getitem__, row)) for row in example.rows], 1.0)
    change = [example.weight * len(example.wanted) * share for share in likely]
    for rows in example.wanted:
        whole = sum(likely[n] for n in rows) + 1e-12
        for n in rows:
            change[n] -= example.weight * likely[n] / whole
    slopes: dict[int, float] = {}
    for row, slope in zip(example.rows, change, strict=True):
        for feature in row:
            slopes[feature] = slopes.get(feature, 0.0) + slope
    return slopes


def lines(vocabulary: Vocabulary, weights: Sequence[Sequence[float]]) -> Iterator[str]:
    """The weights that are not nothing, by feature."""
    for word, n in sorted(vocabulary.number.items()):
        actor, recipient = (round(side[n] * SCALE) for side in weights)
        if actor or recipient:
            yield f"{word}\t{actor}\t{recipient}"


def main() -> None:
    """Learn from all pages and write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("path", type=Path)
    path = parser.parse_args().path
    vocabulary, reader = Vocabulary(), Reader(load_lexicon())
    golds = [*develop(), *samples()]
    found = [*examples(reader, golds, vocabulary), *invented(reader, vocabulary)]
    written = write(path, lines(vocabulary, learn(found, len(vocabulary.number))))
    print(f"{len(golds)} pages, {len(found)} sides of events, {written} features")


if __name__ == "__main__":
    main()
