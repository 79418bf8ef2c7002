"""The layers of the gold that say who is who, by the scorer of the gate: names by kind, aliases, entities, offices, ties.

The frozen half is looked at as numbers only.
"""

from dataclasses import replace
from pathlib import Path
from typing import Any

import gold_pages
from musnad.annotation import load as load_gold
from musnad.annotation import score
from musnad.annotation.gold import KINDS, Gold
from musnad.lexicon import load
from musnad.model import Page
from musnad.pipeline import Pipeline

MEASURES = ("names", "aliases", "entities", "roles", "epithets", "relations")


def measure(shared: Path) -> dict[str, float]:
    """The figures of dev and of both halves of the gold, as far as they are there."""
    pipeline = Pipeline(load(), "bench")
    figures: dict[str, float] = {}
    for name, pages in _layers(shared).items():
        records = {page.id: _record(pipeline, page) for page in pages}
        found = score(pages, records, errors=False).figures()
        figures |= {f"{name}, {layer} F1": found[f"{layer} f1"] for layer in MEASURES if f"{layer} f1" in found}
        for kind in sorted(KINDS):
            figures[f"{name}, names F1, {kind}"] = _of_kind(pages, records, kind)
    return figures


def _layers(shared: Path) -> dict[str, list[Gold]]:
    dev = shared / "eval" / "dev"
    found = {"dev": load_gold(dev)} if dev.is_dir() else {}
    return found | {part: gold_pages.pages(part) for part in (gold_pages.DEVELOP, gold_pages.FROZEN)}


def _record(pipeline: Pipeline, page: Gold) -> Any:
    return pipeline(Page(page.id, page.text, page.id, published=page.published, outlet=page.outlet)).to_record()


def _of_kind(pages: list[Gold], records: dict[str, Any], kind: str) -> float:
    """F1 of the names of one kind."""
    some = [replace(page, names=tuple(name for name in page.names if name.kind == kind)) for page in pages]
    kept = {
        id_: {**record, "mentions": [m for m in record["mentions"] if m["kind"] == kind]}
        for id_, record in records.items()
    }
    return score(some, kept, errors=False).figures()["names f1"]
