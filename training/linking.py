"""Fits the weights by which claims and events are compared (data/linking/weights.tsv) on the stories to develop with.

Two logistic regressions with a pull towards nought: pairs of claims of one page, and pairs of events of two pages. A second
run leaves each story out in turn and prints how well the others' weights tell its pairs.
"""

import sys
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "bench"))

from musnad.linking.features import Figures, across, inside  # noqa: E402
from musnad.linking.outlines import Gathered, gathered_of  # noqa: E402
from musnad.linking.reports import Report, Told, report  # noqa: E402
from musnad.linking.words import Vocabulary  # noqa: E402
from stories.gold import documents, half, tables  # noqa: E402

TABLE = ROOT / "src" / "musnad" / "data" / "linking" / "weights.tsv"
CAUTION = {"page": 0.2, "pages": -0.2}
"""By how much two must be likelier one than not: what a page joins wrongly draws others after it."""
PULL = 3.0
"""How strongly weights are drawn towards nought."""
FOR = frozenset(
    {
        "who",
        "topic",
        "topic and deed",
        "topic and skeleton",
        "topic and alone",
        "alone",
        "near",
        "sentence",
        "words",
        "close",
        "copied",
        "phrase",
        "place",
        "skeleton",
        "same day",
        "same time",
        "number",
        "mode",
        "where of who",
        "definite",
        "near undated",
        "near one dated",
        "status",
        "deed",
        "story",
        "real",
        "actor",
        "near each other",
        "deed and story",
        "deed and actor",
        "same actor",
    }
)
AGAINST = frozenset(
    {
        "other time",
        "next day",
        "other deed",
        "strangers",
        "mixed",
        "far undated",
        "far one dated",
        "no time",
        "no story",
        "apart",
        "other actor",
        "historical",
    }
)
"""Figures that may only speak for one event, and only against it: what a few stories say otherwise is chance."""
Example = tuple[str, Figures, bool]
"""The story, the figures, and whether the two are one event."""


def main() -> None:
    """Write the table."""
    lines = []
    for scope, examples in (("page", list(claims())), ("pages", list(events()))):
        weights = fit(examples)
        print(scope, len(examples), "pairs,", sum(same for *_, same in examples), "of one event;", left_out(examples))
        weights["bias"] -= CAUTION[scope]
        lines += [f"{scope}\t{name}\t{value:.3f}\n" for name, value in sorted(weights.items())]
    head = [line for line in TABLE.read_text("utf-8").splitlines(keepends=True) if line.startswith("#")]
    TABLE.write_text("".join([*head, "scope\tfigure\tweight\n", *lines]), "utf-8")


def pages() -> tuple[list[Report], dict[tuple[str, int], str]]:
    """The pages with the annotation's triggers, and the event of each trigger, by page and start."""
    vocabulary = Vocabulary(tables())
    found = [report(document, vocabulary) for document in documents("develop", given=True)]
    return found, {(page, start): event for (page, start, _), event, _ in half("develop").mentions()}


def event_of(told: Told, events: dict[tuple[str, int], str]) -> str:
    """The annotation's event of a claim; a trigger may stand behind its word's clitics."""
    return next(events[told.page, told.place[0] - n] for n in range(4) if (told.page, told.place[0] - n) in events)


def claims() -> Iterable[Example]:
    """Pairs of claims of one type on one page."""
    found, events = pages()
    for page in found:
        for a, b in combinations(page.told, 2):
            if a.type == b.type:
                same = event_of(a, events) == event_of(b, events)
                yield page.id.split("-")[0], inside(a, b, {page.id: page.people}), same


def events() -> Iterable[Example]:
    """Pairs of events of one type on two pages, of all stories; those that share nothing stand for all their like."""
    found, events = pages()
    people = {page.id: page.people for page in found}
    gathered: list[tuple[str, Gathered]] = []
    for page in found:
        groups: dict[str, list[Told]] = {}
        for told in page.told:
            groups.setdefault(event_of(told, events), []).append(told)
        gathered += [(event, gathered_of(group, page)) for event, group in groups.items()]
    for (a, first), (b, second) in combinations(gathered, 2):
        if first.type == second.type and first.key[0] != second.key[0]:
            figures = across(first, second, people)
            yield first.key[0].split("-")[0], figures, a == b


def fit(examples: list[Example]) -> dict[str, float]:
    """The weights that tell the pairs best."""
    names = ["bias", *sorted({name for _, figures, _ in examples for name in figures})]
    while True:
        weights = fitted(examples, names)
        wrong = {n: abs(w) for n, w in weights.items() if (w < 0 and n in FOR) or (w > 0 and n in AGAINST)}
        if not wrong:
            return weights
        names.remove(max(sorted(wrong), key=lambda name: wrong[name]))


def fitted(examples: list[Example], names: list[str]) -> dict[str, float]:
    """The weights of these figures."""
    table = np.array([[1.0, *(figures.get(name, 0.0) for name in names[1:])] for _, figures, _ in examples])
    truth = np.array([float(same) for *_, same in examples])
    weights = np.zeros(len(names))
    pull = np.full(len(names), PULL)
    pull[0] = 0.0
    for _ in range(50):
        likely = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (likely - truth) + pull * weights
        curve = (table * (likely * (1 - likely))[:, None]).T @ table + np.diag(pull + 1e-9)
        weights -= np.linalg.solve(curve, slope)
    return dict(zip(names, map(float, weights), strict=True))


def left_out(examples: list[Example]) -> str:
    """How well each story's pairs are told by the others' weights: F1 of `one event`."""
    right = wrong = missed = 0
    for story in sorted({story for story, *_ in examples}):
        weights = fit([example for example in examples if example[0] != story])
        for _, figures, same in (example for example in examples if example[0] == story):
            said = weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in figures.items()) > 0
            right += said and same
            wrong += said and not same
            missed += same and not said
    return f"left out: precision {right / (right + wrong):.3f}, recall {right / (right + missed):.3f}"


if __name__ == "__main__":
    main()
