"""Makes `data/models/settings.txt.gz`: the weights by which the places and dates of events are chosen.

    python training/settings.py src/musnad/data/models/settings.txt.gz
    python training/settings.py --folds 8

Learnt from are the project's own annotated pages that may be looked at: `bench/gold/develop` and `bench/samples`. The texts of
some stand in the shared folder beside the checkout. For each annotated event the model gives every candidate and none a
probability; what is raised is the sum of the probabilities of the right ones, by AdaGrad with the usual pull towards
nothing (`arguments.py`, whose learning this is). `--folds` learns from the other pages for each part of them, and prints how
well the places and dates of the triggers given are found so.
"""

import argparse
import gzip
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from arguments import Example, Vocabulary, adagrad, naming, without_rare
from gold_pages import DEVELOP, ROOT, pages
from musnad.annotation import Gold, load
from musnad.annotation.naming import Naming
from musnad.claims.settings import Case
from musnad.claims.settings.choice import SCALE, best
from musnad.claims.stage import Claims
from musnad.expectations import PUBLISHED
from musnad.folding import fold
from musnad.lexicon import load as load_lexicon
from musnad.model import Document, Page, Span, TimeExpression
from musnad.pipeline import Pipeline

PULL, LEAST = 3.0, 4
"""How strongly a weight is pulled to nothing in one pass; how often its word must be seen."""

OPTIONAL, ABSENT = 0.5, 0.3
"""How much an optional event counts, and one whose place or date is not among the candidates."""

PLACE, DATE = 0, 1

TABLES = ("events/triggers",)
"""The tables whose examples are learnt from beside the pages."""


class Asked(NamedTuple):
    """Where or when an event took place, with the candidates, and which of them are right; `wanted`: the page says it."""

    page: str
    side: int
    none: list[str]
    cases: list[Case]
    right: list[int]
    wanted: bool
    optional: bool


def asked(golds: Iterable[Gold]) -> Iterator[Asked]:
    """Both questions about each annotated event."""
    lexicon = load_lexicon()
    pipeline, claims = Pipeline(lexicon, "training"), Claims(lexicon)
    for gold in golds:
        document = pipeline(Page(gold.id, gold.text, gold.id, published=gold.published, outlet=gold.outlet))
        names = naming(gold, document)
        events = sorted(gold.events, key=lambda e: (e.place, e.type))
        settings = claims.settings_of_given(document, [(Span(*event.place), event.type) for event in events])
        for n, event in enumerate(events):
            none, cases = settings.places(n)
            right = [k for k, case in enumerate(cases) if event.where and _is_there(document, names, case, event.where)]
            if right:
                settings.remember(cases[right[0]].key)
            yield Asked(gold.id, PLACE, none, cases, right, bool(event.where), event.optional)
            if event.date or gold.published:
                none, cases = settings.times(n)
                right = [k for k, case in enumerate(cases) if case.key == event.date]
                yield Asked(gold.id, DATE, none, cases, right, bool(event.date), event.optional)


def invented() -> Iterator[Asked]:
    """The places and dates that the examples of the tables speak of, where they speak of one claim."""
    lexicon = load_lexicon()
    pipeline, claims = Pipeline(lexicon, "training"), Claims(lexicon)
    for row in (row for name in TABLES for row in lexicon[name] if row["example"]):
        said = [fact.strip().partition("=") for fact in row["expect"].split(";")]
        kinds = [value for what, _, value in said if what == "claim"]
        document = pipeline(Page(row.ref, row["example"], row.ref, published=PUBLISHED))
        places = [(claim.span, claim.type) for claim in document.claims if claim.type in kinds]
        if len(kinds) != 1 or len(places) != 1:
            continue
        settings = claims.settings_of_given(document, places)
        for side, what, (none, cases) in ((PLACE, "place", settings.places(0)), (DATE, "date", settings.times(0))):
            wanted = {fold(value) for name, _, value in said if name == what}
            right = [k for k, case in enumerate(cases) if fold(_shown(document, case)) in wanted]
            if right:
                yield Asked(row.ref, side, none, cases, right, wanted=True, optional=False)


def _shown(document: Document, case: Case) -> str:
    if isinstance(case.answer, TimeExpression):
        return case.answer.value or ""
    names = {entity.id: entity.name for entity in document.entities}
    return names.get(case.answer.entity or "", document.quote(case.answer.span))


def _is_there(document: Document, names: Naming, case: Case, where: str) -> bool:
    argument = case.answer
    assert not isinstance(argument, TimeExpression)
    return names.same(where, {"text": document.quote(argument.span), "entity": argument.entity})


def learn(found: Iterable[Asked]) -> dict[str, float]:
    """The weights of the words."""
    vocabulary = Vocabulary()
    examples = []
    for one in found:
        if one.cases:
            rows = [vocabulary.number_of(facts) for facts in (one.none, *(case.facts for case in one.cases))]
            weight = (OPTIONAL if one.optional else 1.0) * (ABSENT if one.wanted and not one.right else 1.0)
            examples.append(Example(one.page, one.side, rows, [[k + 1 for k in one.right] or [0]], weight))
    size = len(vocabulary.number)
    weights = adagrad(without_rare(examples, size, LEAST), size, PULL)
    return {word: weights[n] for word, n in vocabulary.number.items()}


def folded(golds: Sequence[Gold], always: Sequence[Gold], folds: int) -> dict[str, float]:
    """F1 of the places and dates of pages that were not learnt from."""
    base = [*asked(always), *invented()]
    parts = [list(asked(golds[k::folds])) for k in range(folds)]
    counts = {PLACE: [0, 0, 0], DATE: [0, 0, 0]}
    for k, part in enumerate(parts):
        weights = learn([*base, *(one for m, other in enumerate(parts) if m != k for one in other)])
        for one in part:
            if not one.optional:
                _count(counts[one.side], one, weights)
    return {
        name: 2 * right / max(given + wanted, 1)
        for name, (right, given, wanted) in zip(("place", "date"), counts.values(), strict=True)
    }


def _count(counts: list[int], one: Asked, weights: Mapping[str, float]) -> None:
    found = best(one.none, one.cases, weights, 1.0)
    counts[0] += found is not None and any(one.cases[k].key == found.key for k in one.right)
    counts[1] += found is not None
    counts[2] += one.wanted


def main() -> None:
    """Learn from all pages and write, or print what is found on pages left out."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("path", type=Path, nargs="?")
    parser.add_argument("--folds", type=int, default=0)
    options = parser.parse_args()
    develop, samples = pages(DEVELOP), load(ROOT / "bench" / "samples")
    if options.folds:
        print(folded(develop, samples, options.folds))
    if options.path:
        weights = learn([*asked([*develop, *samples]), *invented()])
        lines = [
            f"{word}\t{round(weight * SCALE)}\n" for word, weight in sorted(weights.items()) if round(weight * SCALE)
        ]
        options.path.write_bytes(gzip.compress("".join(lines).encode(), mtime=0))
        print(f"{len(lines)} words")


if __name__ == "__main__":
    main()
