"""Assaults and protests in the sentences of the Arabic event gold standard of the Open Event Data Alliance (MIT).

Each sentence is read as a page of its own. *Label*: the sentences that all annotators accepted against those that all
rejected; ours is yes where some claim has the type and is not negated. *Spans*: of the events with spans of words, those for
which some claim of the type has its trigger on a word that some annotator gave as the verb; then, where some annotator gave a
source, those of them for which an actor shares a word with some annotator's source. Words are compared folded, and without
what is joined to their front in writing: the annotators kept written words whole.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from musnad.folding import fold
from musnad.model import Claim, Document, Page, Span
from musnad.reader import Reader

FOLDER = Path("corpora/events/oeda_arabic_gsr")
TYPES = ("ASSAULT", "PROTEST")


def measure(shared: Path) -> dict[str, float]:
    """F1 of the labels by type, the share of events found by their verbs, and of those whose actor is found."""
    reader = Reader()
    found: dict[str, float] = {}
    for kind in TYPES:
        path = shared / FOLDER / f"{kind.lower()}_sentences.jsonl"
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        found |= _labels(reader, kind, rows)
    spans = [
        row for kind in TYPES for row in json.loads((shared / FOLDER / f"{kind.lower()}_spans.json").read_text("utf-8"))
    ]
    return found | _spans(reader, spans)


def _labels(reader: Reader, kind: str, rows: Iterable[dict[str, Any]]) -> dict[str, float]:
    right = wrong = missed = 0
    for row in rows:
        if row["label"] not in {"yes", "easy no"}:
            continue
        said = any(claim.polarity == "+" for claim in _claims(reader(_page(row)), kind))
        gold = row["label"] == "yes"
        right, wrong, missed = right + (said and gold), wrong + (said and not gold), missed + (gold and not said)
    return {
        f"{kind} sentences, F1": 2 * right / max(2 * right + wrong + missed, 1),
        f"{kind} sentences, precision": right / max(right + wrong, 1),
        f"{kind} sentences, recall": right / max(right + missed, 1),
    }


def _spans(reader: Reader, rows: Iterable[dict[str, Any]]) -> dict[str, float]:
    events = verbs = sources = actors = 0
    for row in rows:
        document = reader(_page(row))
        claims = [claim for claim in _claims(document, row["event_type"]) if _on(document, claim, _given(row, "verb"))]
        source = _given(row, "source_actor")
        events, verbs = events + 1, verbs + bool(claims)
        if claims and source:
            sources += 1
            actors += any(_shares(document, claim, source) for claim in claims)
    return {
        "events by spans, verb and type": verbs / max(events, 1),
        "events by spans, actor": actors / max(sources, 1),
    }


def _page(row: dict[str, Any]) -> Page:
    return Page("sentence", row["text"], "sentence")


def _claims(document: Document, kind: str) -> list[Claim]:
    return [claim for claim in document.claims if claim.type == kind]


def _given(row: dict[str, Any], part: str) -> frozenset[str]:
    return frozenset(form for span in row["spans"] for word in span[part] for form in _forms(word))


def _on(document: Document, claim: Claim, verbs: frozenset[str]) -> bool:
    return not verbs.isdisjoint(_words(document, claim.span))


def _shares(document: Document, claim: Claim, source: frozenset[str]) -> bool:
    return any(not source.isdisjoint(_words(document, actor.span)) for actor in claim.actors)


def _words(document: Document, span: Span) -> frozenset[str]:
    return frozenset(form for word in document.page.text[span.start : span.end].split() for form in _forms(word))


def _forms(word: str) -> Iterator[str]:
    """The word folded, and without و ف, ب ل ك and the article at its front, as far as three letters are left."""
    folded = fold("".join(letter for letter in word if letter.isalnum()))
    yield folded
    for fronts in ("وف", "بلك"):
        if len(folded) > 3 and folded[0] in fronts:
            folded = folded[1:]
            yield folded
    for article in ("ال", "ل"):
        if folded.startswith(article) and len(folded) - len(article) > 2:
            yield folded[len(article) :]
            return
