"""Who did what to whom, where the triggers are given: the argument stage alone, on the annotated pages.

The program reads each page as always; then the claims are made anew for the annotated triggers with their types, so that a
trigger missed or misread does not count. Names, times and statements stay the program's own. Arguments are matched by the
gate's own scorer.
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from gold_pages import DEVELOP, ROOT, pages
from musnad.annotation import Gold, Scores, load, score
from musnad.claims.stage import Claims
from musnad.lexicon import load as load_lexicon
from musnad.model import Document, Page, Span
from musnad.pipeline import Pipeline

MEASURES = ("actors", "recipients", "place", "companions")


def measure(shared: Path) -> dict[str, float]:
    """F1 of each side of the events by layer: `dev actors`; a layer whose pages are not at hand is left out."""
    lexicon = load_lexicon()
    pipeline, claims = Pipeline(lexicon, "bench"), Claims(lexicon)
    found: dict[str, float] = {}
    for name, golds in _layers(shared):
        figures = _scores(pipeline, claims, golds).figures()
        found |= {f"{name} {side}": round(figures[f"{side} f1"], 4) for side in MEASURES if f"{side} f1" in figures}
    return found


def _layers(shared: Path) -> Iterator[tuple[str, list[Gold]]]:
    dev = shared / "eval" / "dev"
    if dev.is_dir():
        yield "dev", load(dev)
    yield "samples", load(ROOT / "bench" / "samples")
    yield DEVELOP, pages(DEVELOP)


def _scores(pipeline: Pipeline, claims: Claims, golds: Iterable[Gold]) -> Scores:
    golds = list(golds)
    records = {gold.id: _read(pipeline, claims, gold).to_record() for gold in golds}
    return score(golds, records)


def _read(pipeline: Pipeline, claims: Claims, gold: Gold) -> Document:
    document = pipeline(Page(gold.id, gold.text, gold.id, published=gold.published, outlet=gold.outlet))
    return claims.of_given(document, [(Span(*event.place), event.type) for event in gold.events])


if __name__ == "__main__":
    for key, figure in measure(ROOT.parent / "shared").items():
        print(f"{key:24} {figure:.4f}")
