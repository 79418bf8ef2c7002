"""Makes `data/models/confidence.txt.gz`: the weights by which it is told how sure a claim is.

    python training/confidence.py src/musnad/data/models/confidence.txt.gz

Learnt from are the claims that the reader finds on the pages of `bench/gold/develop` and on the samples, each right or not
(`musnad.annotation.judged`), by logistic regression with the usual pull towards nothing. The reader was mended on these
pages and has learnt from them, and is right there more often than elsewhere. So the weights are brought to the level of
unseen pages: two numbers, a factor and a term, are fitted to every other page of `bench/gold/frozen` (Platt 1999), of which
nothing else is looked at. `bench/reliability.py` measures on the remaining ones.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from annotated import develop, samples, write
from gold_pages import FROZEN, pages
from musnad.annotation import Gold, judged
from musnad.claims.stage import make_claims
from musnad.lexicon import load as load_lexicon
from musnad.model import Page
from musnad.pipeline import Pipeline
from musnad.trained import SCALE

PULL, LEAST = 5.0, 15
"""How strongly a weight is pulled to nothing; of how many claims its word must be said."""

STEPS = 50
"""After how many steps of Newton's method it ends, if it has not come to rest before."""

EVERYTHING = "any claim"

Judged = tuple[set[str], bool]
Numbers = NDArray[np.float64]


def level_pages() -> list[Gold]:
    """Those frozen pages to which the level is fitted: every other one."""
    return pages(FROZEN)[::2]


def read(golds: Iterable[Gold]) -> list[Judged]:
    """What is said of each claim that the reader finds, and whether it is right."""
    lexicon = load_lexicon()
    pipeline, claims = Pipeline(lexicon, "training"), make_claims(lexicon)
    found = []
    for gold in golds:
        document = pipeline(Page(gold.id, gold.text, gold.id, published=gold.published, outlet=gold.outlet))
        said = {claim.id: words for claim, words in claims.weighed(document)}
        found += [(said[claim["id"]], right) for claim, right in judged(gold, document.to_record())]
    return found


def regression(table: Numbers, right: Numbers, pull: Numbers) -> Numbers:
    """The weights of the columns of a table of claims, by Newton's method."""
    weights = np.zeros(table.shape[1])
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (likely - right) + pull * weights
        bend = table.T @ (table * (likely * (1 - likely))[:, None]) + np.diag(pull)
        weights -= np.linalg.solve(bend, slope)
        if abs(slope).max() < 1e-6:
            break
    return weights


def learn(found: Sequence[Judged]) -> dict[str, float]:
    """The weight of each word that is said often enough."""
    counts = Counter(word for words, _ in found for word in words)
    known = sorted(word for word, count in counts.items() if count >= LEAST)
    table = np.array([[word in words for word in known] for words, _ in found], float)
    pull = np.array([0.0 if word == EVERYTHING else PULL for word in known])
    weights = regression(table, np.array([right for _, right in found], float), pull)
    return dict(zip(known, weights.tolist(), strict=True))


def levelled(weights: dict[str, float], found: Sequence[Judged]) -> dict[str, float]:
    """The weights, changed by a factor and a term to what is right of other claims."""
    totals = [sum(weights.get(word, 0.0) for word in words) for words, _ in found]
    table = np.array([[total, 1.0] for total in totals])
    factor, term = regression(table, np.array([right for _, right in found], float), np.zeros(2))
    print(f"level: weights x {factor:.3f}, and {term:+.3f}")
    raised = {word: weight * float(factor) for word, weight in weights.items()}
    raised[EVERYTHING] += float(term)
    return raised


def main() -> None:
    """Writes the model."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("out", type=Path)
    found = read([*develop(), *samples()])
    weights = levelled(learn(found), read(level_pages()))
    lines = (f"{word}\t{round(weight * SCALE)}" for word, weight in sorted(weights.items()) if round(weight * SCALE))
    print(f"{len(found)} claims, {write(parser.parse_args().out, lines)} words")


if __name__ == "__main__":
    main()
