"""Near-verbatim pages and passages: by the hashes of runs of words, paragraph by paragraph."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from musnad.linking.reports import Paragraph, Place, Report

ALIKE = 0.5
"""From this share of common runs on a paragraph is taken from the other, in whole or in the most."""
WHOLE = 0.6
"""From this share of its words on that stand on the other page a page is a copy of it."""
_LEAST = 8
"""How many words a paragraph has that can be taken for a copy."""
_SAMPLE = 8
"""How many of a paragraph's hashes are kept to find its like: the least."""


class Taken(NamedTuple):
    """A paragraph that two pages share: where on the later page, where on the earlier, and the share of common runs."""

    place: Place
    source: str
    source_place: Place
    share: float


class CopyIndex:
    """The paragraphs of all pages by their least hashes, so that like paragraphs are found without comparing all."""

    def __init__(self) -> None:
        self._pages: dict[str, Report] = {}
        self._at: dict[int, set[tuple[str, int]]] = {}

    def add(self, page: Report) -> None:
        """Take a page in."""
        self._pages[page.id] = page
        for hashed, entry in self._entries(page):
            self._at.setdefault(hashed, set()).add(entry)

    def remove(self, page: str) -> None:
        """Take a page out.

        Raises:
            KeyError: there is no such page.
        """
        for hashed, entry in self._entries(self._pages.pop(page)):
            self._at[hashed].discard(entry)
            if not self._at[hashed]:
                del self._at[hashed]

    def passages(self, page: str) -> list[Taken]:
        """The page's paragraphs that stand on an earlier page, each with the earliest of these, of which it is the best."""
        found = []
        for paragraph in _long(self._pages[page]):
            best = max(self._like(page, paragraph), default=None, key=lambda t: (t.share > ALIKE, self._rank(t, page)))
            if best is not None:
                found.append(best)
        return found

    def original(self, page: str) -> str | None:
        """The earlier page that this one repeats, in the most of its words; the earliest of them, None where there is none."""
        words: Counter[str] = Counter()
        total = 0
        for paragraph in _long(self._pages[page]):
            total += paragraph.words
            for source in {taken.source for taken in self._like(page, paragraph)}:
                words[source] += paragraph.words
        whole = [source for source, count in words.items() if total and count >= WHOLE * total]
        return min(whole, key=self._order, default=None)

    def _entries(self, page: Report) -> Iterator[tuple[int, tuple[str, int]]]:
        for number, paragraph in enumerate(page.paragraphs):
            if paragraph.words >= _LEAST:
                for hashed in sorted(paragraph.shingles)[:_SAMPLE]:
                    yield hashed, (page.id, number)

    def _like(self, page: str, paragraph: Paragraph) -> Iterator[Taken]:
        """What of earlier pages is like a paragraph."""
        own = self._order(page)
        seen = {entry for hashed in sorted(paragraph.shingles)[: 2 * _SAMPLE] for entry in self._at.get(hashed, ())}
        for source, number in sorted(seen):
            if source == page or self._order(source) >= own:
                continue
            other = self._pages[source].paragraphs[number]
            share = len(other.shingles & paragraph.shingles) / min(len(other.shingles), len(paragraph.shingles))
            if share >= ALIKE:
                yield Taken(paragraph.place, source, other.place, share)

    def _rank(self, taken: Taken, page: str) -> tuple[float, str]:
        day, _, name = self._order(taken.source)
        return -day, name

    def _order(self, page: str) -> tuple[int, bool, str]:
        """Earlier pages first; of one day those of agencies."""
        report = self._pages[page]
        return report.day.first if report.day else 10**7, not report.agency, page


def _long(page: Report) -> list[Paragraph]:
    return [paragraph for paragraph in page.paragraphs if paragraph.words >= _LEAST]
