"""What the choices of the claims are learnt from: annotated pages as the program reads them, and the examples of tables.

The project's own annotated pages that may be looked at are `bench/gold/develop` and `bench/samples`; the texts of some stand in
the shared folder beside the checkout.
"""

import gzip
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "bench"))

from gold_pages import DEVELOP, ROOT, pages
from musnad.annotation import Gold, load
from musnad.annotation.gold import Event
from musnad.annotation.naming import Naming
from musnad.annotation.places import close
from musnad.claims.stage import Claims
from musnad.expectations import PUBLISHED
from musnad.lexicon import Lexicon, Row
from musnad.model import Document, Page, Span
from musnad.pipeline import Pipeline

OPTIONAL, ABSENT = 0.5, 0.3
"""How much an optional event counts, and one whose answer is not among the candidates (none is then the better one)."""

Places = list[tuple[Span, str]]
"""Triggers, each with the type of its event."""


class Read(NamedTuple):
    """An annotated page as the program reads it, with its events in the order of the text, and where they stand."""

    gold: Gold
    document: Document
    names: Naming
    events: list[Event]
    places: Places


class Told(NamedTuple):
    """The example of a row that speaks of one claim: what is expected of it, and where it stands."""

    row: Row
    document: Document
    facts: list[tuple[str, str]]
    places: Places

    def wanted(self, what: str) -> list[str]:
        """What is expected of a kind (`actor`, `place` ...)."""
        return [value for name, value in self.facts if name == what]


class Reader:
    """Reads what is learnt from, and holds the stage that makes the choices' cases."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.claims = Claims(lexicon)
        self._lexicon = lexicon
        self._pipeline = Pipeline(lexicon, "training")

    def pages(self, golds: Iterable[Gold]) -> Iterator[Read]:
        """Annotated pages, read."""
        for gold in golds:
            document = self._pipeline(Page(gold.id, gold.text, gold.id, published=gold.published, outlet=gold.outlet))
            events = sorted(gold.events, key=lambda event: (event.place, event.type))
            places = [(Span(*event.place), event.type) for event in events]
            yield Read(gold, document, naming(gold, document), events, places)

    def examples(self, tables: Iterable[str]) -> Iterator[Told]:
        """The examples of tables that speak of one claim, where the program finds just one of its type."""
        for row in (row for name in tables for row in self._lexicon[name] if row["example"]):
            facts = [(name.strip(), value) for name, _, value in (f.partition("=") for f in row["expect"].split(";"))]
            kinds = [value for name, value in facts if name == "claim"]
            document = self._pipeline(Page(row.ref, row["example"], row.ref, published=PUBLISHED))
            places = [(claim.span, claim.type) for claim in document.claims if claim.type in kinds]
            if len(kinds) == len(places) == 1:
                yield Told(row, document, facts, places)


def develop() -> list[Gold]:
    """The annotated pages to learn from, without the samples."""
    return pages(DEVELOP)


def samples() -> list[Gold]:
    """The project's sample pages."""
    return load(ROOT / "bench" / "samples")


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


def write(path: Path, lines: Iterable[str]) -> int:
    """Write the lines of a model, packed, the same on every day; gives how many."""
    kept = list(lines)
    path.write_bytes(gzip.compress("".join(f"{line}\n" for line in kept).encode(), mtime=0))
    return len(kept)
