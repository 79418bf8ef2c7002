"""Makes `data/models/arguments.txt.gz`: the weights by which actors and recipients are chosen.

    python training/arguments.py src/musnad/data/models/arguments.txt.gz

Learnt from are the project's own annotated pages that may be looked at: `bench/gold/develop` and `bench/samples`. The texts
of some stand in the shared folder beside the checkout. Beside them stand the examples of two tables.

For each side of each annotated trigger, the model gives every case and nobody a probability; what is raised is the sum of
the probabilities of the cases that mean the wanted participant (marginal likelihood), by AdaGrad (Duchi et al. 2011) with
the usual pull towards nothing. The order is shuffled with a fixed seed.
"""

import argparse
import gzip
import math
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "bench"))

from gold_pages import DEVELOP, ROOT, pages
from musnad.annotation import Gold, load
from musnad.annotation.naming import Naming
from musnad.annotation.places import close
from musnad.claims.roles.features import Fact, words
from musnad.claims.roles.model import SCALE
from musnad.claims.stage import Claims
from musnad.expectations import PUBLISHED
from musnad.folding import fold
from musnad.lexicon import load as load_lexicon
from musnad.model import Argument, Document, Page, Span
from musnad.pipeline import Pipeline

EPOCHS, RATE, PULL, LEAST, SEED = 12, 0.1, 10.0, 5, 7
"""Passes; step; how strongly a weight is pulled to nothing in one pass; how often it must be seen; the seed of the order."""

OPTIONAL, ABSENT, INVENTED = 0.5, 0.3, 1.0
"""How much an optional event counts, one whose participant is not among the cases (nobody is then the better answer), and
the example of a table's row."""

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


def naming(gold: Gold, document: Document) -> Naming:
    """Whom the entities of a read page stand for in its annotation, as the scorer holds it."""
    record = document.to_record()
    free = [m for m in record["mentions"] if m["named"]]
    pairs = []
    for name in gold.names:
        hit = next((m for m in free if m["kind"] == name.kind and close((m["start"], m["end"]), name.place)), None)
        if hit is not None:
            free.remove(hit)
            pairs.append((name.entity, hit["entity"]))
    return Naming(gold, record["entities"], pairs)


def examples(golds: Iterable[Gold], vocabulary: Vocabulary) -> Iterator[Example]:
    """Both sides of every annotated event."""
    lexicon = load_lexicon()
    pipeline, claims = Pipeline(lexicon, "training"), Claims(lexicon)
    for gold in golds:
        document = pipeline(Page(gold.id, gold.text, gold.id, published=gold.published, outlet=gold.outlet))
        names = naming(gold, document)
        events = sorted(gold.events, key=lambda e: (e.place, e.type))
        places = [(Span(*event.place), event.type) for event in events]
        for event, (nobody, cases) in zip(events, claims.cases_of_given(document, places), strict=True):
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


def invented(vocabulary: Vocabulary) -> Iterator[Example]:
    """The sides that the examples of the tables speak of, where they speak of one claim."""
    lexicon = load_lexicon()
    pipeline, claims = Pipeline(lexicon, "training"), Claims(lexicon)
    for row in (row for name in TABLES for row in lexicon[name] if row["example"]):
        said = [fact.strip().partition("=") for fact in row["expect"].split(";")]
        document = pipeline(Page(row.ref, row["example"], row.ref, published=PUBLISHED))
        kinds = [value for what, _, value in said if what == "claim"]
        places = [(claim.span, claim.type) for claim in document.claims if claim.type in kinds]
        if len(kinds) != 1 or len(places) != 1:
            continue
        nobody, cases = claims.cases_of_given(document, places)[0]
        rows = [vocabulary.row(nobody), *(vocabulary.row(case.facts) for case in cases)]
        for side, role in enumerate(("actor", "recipient")):
            people = [fold(value) for what, _, value in said if what == role]
            found = [[n for n, c in enumerate(cases, 1) if _meant(document, c.argument) == who] for who in people]
            if people and all(found):
                yield Example(row.ref, side, rows, found, INVENTED / math.sqrt(len(found)))


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
    likely = probabilities(example.rows, weights)
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


def probabilities(rows: Sequence[Row], weights: Sequence[float]) -> list[float]:
    """How likely each row is, by the weights of its features."""
    totals = [sum(map(weights.__getitem__, row)) for row in rows]
    top = max(totals)
    raised = [math.exp(found - top) for found in totals]
    whole = sum(raised)
    return [found / whole for found in raised]


def write(path: Path, vocabulary: Vocabulary, weights: Sequence[Sequence[float]]) -> int:
    """Write the weights that are not nothing, by feature; gives how many."""
    lines = []
    for word, n in sorted(vocabulary.number.items()):
        actor, recipient = (round(side[n] * SCALE) for side in weights)
        if actor or recipient:
            lines.append(f"{word}\t{actor}\t{recipient}\n")
    path.write_bytes(gzip.compress("".join(lines).encode(), mtime=0))
    return len(lines)


def main() -> None:
    """Learn from all pages and write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("path", type=Path)
    path = parser.parse_args().path
    vocabulary = Vocabulary()
    golds = [*pages(DEVELOP), *load(ROOT / "bench" / "samples")]
    found = [*examples(golds, vocabulary), *invented(vocabulary)]
    weights = learn(found, len(vocabulary.number))
    print(f"{len(golds)} pages, {len(found)} sides of events, {write(path, vocabulary, weights)} features")


if __name__ == "__main__":
    main()
