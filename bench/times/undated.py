"""Pages read with their date hidden: the weekday and the window that the reader finds, against a person's marks.

A weekday is right where it is the marked one; a window is right where the page did appear within it, which the corpus
knows. Only pages marked as answerable count for how many were answered; a wrong answer counts on any page.
"""

import json
import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from musnad.lexicon import load
from musnad.model import Document, Page
from musnad.times.alone import TimesReader
from musnad.times.dating import WEEKDAYS

FOLDER = Path(__file__).resolve().parent
MARKS = FOLDER / "undated.tsv"
CORPUS = FOLDER.parents[2] / "shared" / "corpora" / "text" / "ant.jsonl.xz"
NONE = "-"


@dataclass(frozen=True, slots=True)
class Mark:
    """What a page says of its day, as a person read it: the weekday (1 Monday), and the ends of the window."""

    weekday: int | None
    window: tuple[str, str] | None


@dataclass(slots=True)
class Count:
    """How many were answerable, how many of those were answered, how many answers there were, how many of them right."""

    answerable: int = 0
    answered: int = 0
    answers: int = 0
    right: int = 0

    def add(self, *, answerable: bool, answered: bool, right: bool) -> None:
        self.answerable += answerable
        self.answered += answerable and answered
        self.answers += answered
        self.right += answered and right

    def __str__(self) -> str:
        share = self.answered / self.answerable if self.answerable else 0.0
        right = self.right / self.answers if self.answers else 0.0
        return f"{self.answerable} answerable, {share:.3f} of them answered; {self.answers} answers, {right:.3f} of them right"


def marks() -> dict[str, Mark]:
    """The marked pages by id."""
    found = {}
    rows = [line for line in MARKS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    for row in rows[1:]:
        name, weekday, first, last = row.split("\t")
        found[name] = Mark(None if weekday == NONE else int(weekday), None if first == NONE else (first, last))
    return found


def measure() -> dict[str, Count]:
    """The counts for weekdays, windows, and both together; empty where the corpus is not beside the checkout."""
    if not CORPUS.is_file():
        return {}
    counts = {"weekday": Count(), "window": Count(), "either": Count()}
    reader, known = TimesReader(load()), marks()
    for name, text, published in _pages(known):
        mark, document = known[name], reader.read(Document(Page(name, text, name)))
        weekday, window = _weekday(document), _window(document)
        within = window is not None and window[0] <= published <= window[1]
        right = weekday == mark.weekday
        counts["weekday"].add(answerable=bool(mark.weekday), answered=weekday is not None, right=right)
        counts["window"].add(answerable=bool(mark.window), answered=window is not None, right=within)
        counts["either"].add(
            answerable=bool(mark.weekday or mark.window),
            answered=weekday is not None or window is not None,
            right=(weekday is None or right) and (window is None or within),
        )
    return counts


def _pages(known: dict[str, Mark]) -> Iterator[tuple[str, str, str]]:
    with lzma.open(CORPUS, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if record["id"] in known:
                yield record["id"], f"{record['title']}\n\n{record['text']}", record["published"]


def _weekday(document: Document) -> int | None:
    """The weekday of the day that the reader found, or the one that it notes where it found none."""
    if document.dating.published:
        return date.fromisoformat(document.dating.published).isoweekday()
    said = [note.message for note in document.notes if note.stage == "times"]
    named = [day for day, word in enumerate(WEEKDAYS, start=1) if any(message.endswith(word) for message in said)]
    return named[0] if len(named) == 1 else None


def _window(document: Document) -> tuple[str, str] | None:
    day = document.dating.published
    return (day, day) if day else document.dating.window
