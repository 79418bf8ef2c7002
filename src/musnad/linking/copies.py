"""Near-verbatim pages and passages: by the hashes of runs of words, paragraph by paragraph."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from musnad.linking.reports import Paragraph, Place, Report
from musnad.linking.state import Shelf, State

ALIKE = 0.5
"""From this share of common runs on a paragraph is taken from the other, in whole or in the most."""
WHOLE = 0.6
"""From this share of its words on that stand on the other page a page is a copy of it."""
_LEAST = 8
"""How many words a paragraph has that can be taken for a copy."""
_SAMPLE = 8
"""How many of a paragraph's hashes are kept to find its like: the least."""
_BUCKETS = 1 << 18
"""In how many parts the hashes are kept."""


class Taken(NamedTuple):
    """A paragraph that two pages share: where on the later page, where on the earlier, and the share of common runs."""

    place: Place
    source: str
    source_place: Place
    share: float


class Found(NamedTuple):
    """What a page repeats: a page, and passages of pages."""

    original: str | None
    passages: tuple[Taken, ...]


_NOTHING = Found(None, ())


class Text(NamedTuple):
    """A page as it is sought for copies: its rank among all, earlier pages first, of one day those of agencies; its paragraphs
    that are long enough."""

    order: tuple[int, bool, str]
    paragraphs: tuple[Paragraph, ...]

    @property
    def page(self) -> str:
        """The page's id."""
        return self.order[-1]


class Entry(NamedTuple):
    """A paragraph of a page under one of its least hashes, the how many-th of these."""

    hashed: int
    page: str
    number: int
    rank: int


class CopyIndex:
    """The paragraphs of all pages by their least hashes, so that like paragraphs are found without comparing all."""

    def __init__(self, state: State) -> None:
        """Go on with what a state holds."""
        self._texts: Shelf[str, Text] = state.shelf("texts")
        self._at: Shelf[int, list[Entry]] = state.shelf("hashes")
        self._found: Shelf[str, Found] = state.shelf("copied")

    def add(self, page: Report) -> frozenset[str]:
        """Take a page in; gives the pages of which it is said otherwise now what they repeat."""
        text = self._texts[page.id] = _text(page)
        buckets = _buckets(text)
        self._at.fetch(buckets)
        for bucket, entries in buckets.items():
            self._at[bucket] = [*(self._at.get(bucket) or ()), *entries]
        return self._again(self._takers(text) | {page.id})

    def remove(self, page: str) -> frozenset[str]:
        """Take a page out; gives the pages of which it is said otherwise now.

        Raises:
            KeyError: there is no such page.
        """
        text = self._texts[page]
        takers = self._takers(text)
        buckets = _buckets(text)
        self._at.fetch(buckets)
        for bucket in buckets:
            left = [entry for entry in self._at[bucket] if entry.page != page]
            if left:
                self._at[bucket] = left
            else:
                del self._at[bucket]
        if page in self._found:
            del self._found[page]
        del self._texts[page]
        return self._again(takers)

    def passages(self, page: str) -> tuple[Taken, ...]:
        """The page's paragraphs that stand on an earlier page, each with the earliest of these, of which it is the best."""
        found = self._found.get(page)
        return found.passages if found else ()

    def original(self, page: str) -> str | None:
        """The earlier page that this one repeats, in the most of its words; the earliest of them, None where there is none."""
        found = self._found.get(page)
        return found.original if found else None

    def _takers(self, text: Text) -> set[str]:
        """The later pages that share a paragraph with a page."""
        buckets = _buckets(text)
        self._at.fetch(buckets)
        hashes = {entry.hashed for entries in buckets.values() for entry in entries}
        alike = {entry.page for bucket in buckets for entry in self._at.get(bucket) or () if entry.hashed in hashes}
        self._texts.fetch(alike)
        later = (other for page in alike if (other := self._texts[page]).order > text.order)
        return {other.page for other in later if _share_some(text, other)}

    def _again(self, pages: set[str]) -> frozenset[str]:
        """Find anew what pages repeat; gives those where that has changed."""
        changed = set()
        self._at.fetch(bucket for page in pages for bucket in _buckets(self._texts[page]))
        for page in pages:
            new = Found(self._original(page), tuple(self._passages(page)))
            if new == (self._found.get(page) or _NOTHING):
                continue
            changed.add(page)
            if new == _NOTHING:
                del self._found[page]
            else:
                self._found[page] = new
        return frozenset(changed)

    def _passages(self, page: str) -> Iterator[Taken]:
        for paragraph in self._texts[page].paragraphs:
            best = max(self._like(page, paragraph), default=None, key=lambda t: (t.share > ALIKE, self._rank(t)))
            if best is not None:
                yield best

    def _original(self, page: str) -> str | None:
        words: Counter[str] = Counter()
        total = 0
        for paragraph in self._texts[page].paragraphs:
            total += paragraph.words
            for source in {taken.source for taken in self._like(page, paragraph)}:
                words[source] += paragraph.words
        whole = [source for source, count in words.items() if total and count >= WHOLE * total]
        return min(whole, key=self._order, default=None)

    def _like(self, page: str, paragraph: Paragraph) -> Iterator[Taken]:
        """What of earlier pages is like a paragraph."""
        own = self._order(page)
        least = _least(paragraph)
        found = (entry for hashed in least for entry in self._at.get(hashed % _BUCKETS) or () if entry.hashed == hashed)
        wanted = sorted({(entry.page, entry.number) for entry in found if entry.rank < _SAMPLE and entry.page != page})
        self._texts.fetch(source for source, _ in wanted)
        for source, number in wanted:
            other = self._texts[source].paragraphs[number]
            if self._order(source) < own and (share := _share(paragraph, other)) >= ALIKE:
                yield Taken(paragraph.place, source, other.place, share)

    def _rank(self, taken: Taken) -> tuple[float, str]:
        day, _, name = self._order(taken.source)
        return -day, name

    def _order(self, page: str) -> tuple[int, bool, str]:
        return self._texts[page].order


def _text(page: Report) -> Text:
    order = page.day.first if page.day else 10**7, not page.agency, page.id
    return Text(order, tuple(paragraph for paragraph in page.paragraphs if paragraph.words >= _LEAST))


def _least(paragraph: Paragraph) -> list[int]:
    """The hashes by which a paragraph is found: the first of them where it is the source."""
    return sorted(paragraph.shingles)[: 2 * _SAMPLE]


def _share(a: Paragraph, b: Paragraph) -> float:
    """The share of common runs of words in the paragraph that has fewer."""
    return len(a.shingles & b.shingles) / min(len(a.shingles), len(b.shingles))


def _share_some(source: Text, later: Text) -> bool:
    """Whether a page is found to share a paragraph with a later one."""
    return any(
        _share(own, other) >= ALIKE and not set(_least(other)[:_SAMPLE]).isdisjoint(_least(own))
        for own in later.paragraphs
        for other in source.paragraphs
    )


def _buckets(text: Text) -> dict[int, list[Entry]]:
    """The entries of a page, by the bucket in which they stand."""
    found: dict[int, list[Entry]] = {}
    for number, paragraph in enumerate(text.paragraphs):
        for rank, hashed in enumerate(_least(paragraph)):
            found.setdefault(hashed % _BUCKETS, []).append(Entry(hashed, text.page, number, rank))
    return found
