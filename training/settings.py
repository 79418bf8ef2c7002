"""Makes `data/models/settings.txt.gz`: the weights by which the places and dates of events are chosen.

    python training/settings.py src/musnad/data/models/settings.txt.gz
    python training/settings.py --folds 8

Learnt from are the annotated pages and examples of `annotated.py`. For each annotated event the model gives every candidate
and none a probability; what is raised is the sum of the probabilities of the right ones, by AdaGrad with the usual pull
towards nothing (`arguments.py`, whose learning this is). `--folds` learns from the other pages for each part of them, and
prints how well the places and dates of the triggers given are found so.
"""

import argparse
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from annotated import ABSENT, OPTIONAL, Reader, develop, samples, write
from arguments import Example, Vocabulary, adagrad, without_rare
from musnad.annotation import Gold
from musnad.annotation.naming import Naming
from musnad.claims.settings import Case
from musnad.claims.settings.choice import best
from musnad.claims.settings.facts import Fact, words
from musnad.folding import fold
from musnad.lexicon import load as load_lexicon
from musnad.model import Document, TimeExpression
from musnad.trained import SCALE

PULL, LEAST = 3.0, 4
"""How strongly a weight is pulled to nothing in one pass; how often its word must be seen."""

PLACE, DATE = 0, 1

TABLES = ("events/triggers",)
"""The tables whose examples are learnt from beside the pages."""


class Asked(NamedTuple):
    """Where or when an event took place, with the candidates, and which of them are right; `wanted`: the page says it."""

    page: str
    side: int
    none: list[Fact]
    cases: list[Case]
    right: list[int]
    wanted: bool
    optional: bool


def asked(reader: Reader, golds: Iterable[Gold]) -> Iterator[Asked]:
    """Both questions about each annotated event."""
    for gold, document, names, events, trigger_places in reader.pages(golds):
        settings = reader.claims.settings_of_given(document, trigger_places)
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


def invented(reader: Reader) -> Iterator[Asked]:
    """The places and dates that the examples of the tables speak of."""
    for told in reader.examples(TABLES):
        settings = reader.claims.settings_of_given(told.document, told.places)
        for side, what, (none, cases) in ((PLACE, "place", settings.places(0)), (DATE, "date", settings.times(0))):
            wanted = set(map(fold, told.wanted(what)))
            right = [k for k, case in enumerate(cases) if fold(_shown(told.document, case)) in wanted]
            if right:
                yield Asked(told.row.ref, side, none, cases, right, wanted=True, optional=False)


def _shown(document: Document, case: Case) -> str:
    if isinstance(case.answer, TimeExpression):
        return case.answer.value or ""
    names = {entity.id: entity.name for entity in document.entities}
    return names.get(case.answer.entity or "", document.quote(case.answer.span))


def _is_there(document: Document, names: Naming, case: Case, where: str) -> bool:
    argument = case.answer
    assert not isinstance(argument, TimeExpression)
    return names.same(where, {"text": document.quote(argument.span), "entity": argument.entity})


def _words(facts: Iterable[Fact]) -> Iterator[str]:
    return (word for fact in facts for word in words(fact))


def learn(found: Iterable[Asked]) -> dict[str, float]:
    """The weights of the words."""
    vocabulary = Vocabulary()
    examples = []
    for one in found:
        if one.cases:
            rows = [vocabulary.number_of(_words(facts)) for facts in (one.none, *(case.facts for case in one.cases))]
            weight = (OPTIONAL if one.optional else 1.0) * (ABSENT if one.wanted and not one.right else 1.0)
            examples.append(Example(one.page, one.side, rows, [[k + 1 for k in one.right] or [0]], weight))
    size = len(vocabulary.number)
    weights = adagrad(without_rare(examples, size, LEAST), size, PULL)
    return {word: weights[n] for word, n in vocabulary.number.items()}


def folded(reader: Reader, golds: Sequence[Gold], base: Sequence[Asked], folds: int) -> dict[str, float]:
    """F1 of the places and dates of pages that were not learnt from."""
    parts = [list(asked(reader, golds[k::folds])) for k in range(folds)]
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
    found = best(one.none, one.cases, lambda facts: sum(weights.get(word, 0.0) for word in _words(facts)), 1.0)
    counts[0] += found is not None and any(one.cases[k].key == found.key for k in one.right)
    counts[1] += found is not None
    counts[2] += one.wanted


def main() -> None:
    """Learn from all pages and write, or print what is found on pages left out."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("path", type=Path, nargs="?")
    parser.add_argument("--folds", type=int, default=0)
    options = parser.parse_args()
    reader = Reader(load_lexicon())
    base = [*asked(reader, samples()), *invented(reader)]
    if options.folds:
        print(folded(reader, develop(), base, options.folds))
    if options.path:
        weights = learn([*asked(reader, develop()), *base])
        scaled = ((word, round(weight * SCALE)) for word, weight in sorted(weights.items()))
        written = write(options.path, (f"{word}\t{weight}" for word, weight in scaled if weight))
        print(f"{written} words")


if __name__ == "__main__":
    main()
