"""Reports -> events over all pages, kept up to date page by page.

A pair of page events is compared where both stand near each other in `blocks`. What is compared, and with it every result,
depends on the set of pages alone and not on the order in which they came, and a page touches only those who stand near it.
All that is kept lies in a `State`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from musnad.lexicon import Lexicon
from musnad.linking.blocks import Blocks, Entry, Key, day_of, names_of
from musnad.linking.clusters import groups
from musnad.linking.copies import CopyIndex
from musnad.linking.decided import DecidedClaims
from musnad.linking.entities import Entities
from musnad.linking.features import Figures, People, Weights, across, inside
from musnad.linking.gathering import gathered
from musnad.linking.outlines import Gathered, Outline
from musnad.linking.reports import Record, Report, report
from musnad.linking.state import Memory, Shelf, State
from musnad.linking.words import vocabulary_of
from musnad.model import Document

Pair = tuple[Key, Key]
LEVELS = (0.0, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0, 5.0, 6.0)
"""How alike two events must be to hang together: the more, the more there are."""
MOST = 64
"""How many events that hang together are grouped at once."""


class Taken(NamedTuple):
    """A page that is in, with the keys of its events."""

    report: Report
    events: tuple[Key, ...]


class Ties(NamedTuple):
    """What is known of a page event's likeness to others.

    Attributes:
        alike: who is near and likelier one with it than not.
        deeds: who is near and would be, if both had come to pass, where only one has.
        known: scores that were found on the way.
    """

    alike: dict[Key, float]
    deeds: dict[Key, float]
    known: dict[Key, float]


class Tie(NamedTuple):
    """What two page events are to have in common from now on: see `Ties`."""

    alike: float | None
    deed: float | None


_NO_TIE = Tie(None, None)


class Changed(NamedTuple):
    """What pages changed that came and went: page events whose groups are others, those that are tied otherwise to plans and
    deeds, pages that repeat others now."""

    events: frozenset[Key]
    deeds: frozenset[Key]
    copies: frozenset[str]


class Reports(Mapping[str, Report]):
    """The pages that are in, by id."""

    def __init__(self, pages: Shelf[str, Taken]) -> None:
        self._pages = pages

    def __getitem__(self, page: str) -> Report:
        return self._pages[page].report

    def __iter__(self) -> Iterator[str]:
        return iter(self._pages)

    def __len__(self) -> int:
        return len(self._pages)


class Linker:
    """Pages come and go; events are those of the pages that are in.

    Attributes:
        decided: what people have decided of claims. Where that changes, the pages of these are to be taken out and in again.
    """

    def __init__(self, lexicon: Lexicon, decided: DecidedClaims | None = None, state: State | None = None) -> None:
        """Go on with what a state holds; with a new one in memory if there is none."""
        self._state = state = state or Memory()
        self.decided = decided or DecidedClaims()
        self.vocabulary = vocabulary_of(lexicon)
        self._pages: Shelf[str, Taken] = state.shelf("pages")
        self._outlines: Shelf[Key, Outline] = state.shelf("outlines")
        self._standing: Shelf[Key, tuple[str, ...]] = state.shelf("standing")
        self._ties: Shelf[Key, Ties] = state.shelf("ties")
        self._groups: Shelf[Key, tuple[Key, ...]] = state.shelf("groups")
        self._blocks = Blocks(state)
        self.reports: Mapping[str, Report] = Reports(self._pages)
        self.copies = CopyIndex(state)
        self.entities = Entities(state, self.reports)
        self._weights = Weights(lexicon)
        self._loose: set[Key] = set()
        self._ends: set[Key] = set()
        self._events: set[Key] = set()
        self._deeds: set[Key] = set()
        self._copies: set[str] = set()

    def event(self, key: Key) -> Gathered:
        """One page's part of an event."""
        outline = self._outlines[key]
        told = {one.id: one for one in self.reports[key[0]].told}
        return Gathered(outline, tuple(told[claim] for claim in outline.claims))

    def events_of(self, page: str) -> tuple[Key, ...]:
        """The keys of a page's events."""
        return self._pages[page].events

    def add(self, page: Document | Record | Report) -> None:
        """Take a page in, in the place of an older one with its id."""
        new = page if isinstance(page, Report) else report(page, self.vocabulary)
        if new.id in self._pages:
            self.remove(new.id)
        events = gathered(new, self._weights, self.decided)
        self._pages[new.id] = Taken(replace(new, paragraphs=()), tuple(event.key for event in events))
        changes: dict[Pair, Tie] = {}
        for event in events:
            self._enter(event, new, changes)
        self._bind(changes)
        keys = {event.key for event in events}
        self._loose |= keys
        self._events |= keys
        self.entities.add(new)
        self._copies |= self.copies.add(new)

    def remove(self, page: str) -> None:
        """Take a page out.

        Raises:
            KeyError: there is no such page.
        """
        taken = self._pages[page]
        changes: dict[Pair, Tie] = {}
        for key in taken.events:
            self._leave(key, changes)
        self._bind(changes)
        self._copies |= self.copies.remove(page)
        self.entities.remove(taken.report)
        for key in taken.events:
            for other in self._ties[key].known:
                ties = self._ties[other]
                del ties.known[key]
                self._ties[other] = ties
            del self._outlines[key], self._standing[key], self._ties[key], self._groups[key]
        for held in (self._loose, self._ends, self._events, self._deeds):
            held.difference_update(taken.events)
        del self._pages[page]

    def changed(self) -> Changed:
        """What is otherwise since this was last asked; pages that are no longer in are left out."""
        self._settle()
        found = Changed(frozenset(self._events), frozenset(self._deeds), frozenset(self._copies))
        for held in (self._events, self._deeds, self._copies):
            held.clear()
        return found

    def groups(self) -> list[tuple[Key, ...]]:
        """The events over all pages, each as its page events, all sorted."""
        self._settle()
        return sorted({self._groups[key] for key in self._groups})

    def group(self, key: Key) -> tuple[Key, ...]:
        """The event that a page event belongs to."""
        self._settle()
        return self._groups[key]

    def reasons(self, a: Key, b: Key) -> tuple[str, ...]:
        """What speaks for and against two page events' being one, the weightiest first."""
        decided = self.decided.reasons(*self._claims(a, b))
        return decided or self._weights.reasons("pages", across(*self._compared(a, b)))

    def reasons_inside(self, a: Key, b: Key) -> tuple[str, ...]:
        """What speaks for and against two claims of a page being one, the weightiest first."""
        decided = self.decided.reasons([a], [b])
        return decided or self._weights.reasons("page", self._inside(a, b))

    def score_inside(self, a: Key, b: Key) -> float:
        """How likely two claims of a page are one: above 0 likelier than not."""
        decided = self.decided.score([a], [b])
        return self._weights.score("page", self._inside(a, b)) if decided is None else decided

    def _inside(self, a: Key, b: Key) -> Figures:
        page = self.reports[a[0]]
        told = {one.key: one for one in page.told}
        return inside(told[a], told[b], {page.id: page.people})

    def score(self, a: Key, b: Key) -> float:
        """How likely two page events are one: above 0 likelier than not."""
        decided = self._said(a, b)
        return self._weights.across(*self._compared(a, b)) if decided is None else decided

    def deeds(self, key: Key) -> Mapping[Key, float]:
        """The page events near one that would be one with it if both had come to pass, where only one has; with the scores."""
        return self._ties[key].deeds

    def _claims(self, *keys: Key) -> Iterator[list[Key]]:
        return ([(key[0], claim) for claim in self._outlines[key].claims] for key in keys)

    def _said(self, a: Key, b: Key) -> float | None:
        """What decisions say of two page events."""
        return self.decided.score(*self._claims(a, b)) if self.decided.concern_pages(a[0], b[0]) else None

    def _compared(self, a: Key, b: Key) -> tuple[Gathered, Gathered, People]:
        return self.event(a), self.event(b), {page: self.reports[page].people for page, _ in (a, b)}

    def _enter(self, event: Gathered, page: Report, changes: dict[Pair, Tie]) -> None:
        key, blocks = event.key, names_of(event, page.people, self.decided)
        self._outlines[key], self._standing[key] = event.outline, blocks
        self._ties[key], self._groups[key] = Ties({}, {}, {}), (key,)
        entry = self._entry(key)
        apart = self._blocks.enter(entry, blocks)
        changes.update(self._compare(_pair(key, other) for other in self._blocks.near(entry, blocks)))
        self._ties.fetch(key for key, _ in apart)
        for a, b in apart:
            ties = self._ties[a]
            if (b in ties.alike or b in ties.deeds or (a, b) in changes) and not self._are_near(a, b):
                changes[a, b] = _NO_TIE

    def _leave(self, key: Key, changes: dict[Pair, Tie]) -> None:
        ties = self._ties[key]
        changes.update({_pair(key, other): _NO_TIE for other in (*ties.alike, *ties.deeds)})
        close = self._blocks.leave(self._entry(key), self._standing[key])
        self._ties.fetch(a for a, _ in close)
        untied: list[Pair] = []
        for a, b in close:
            ties = self._ties[a]
            is_tied = b in ties.alike or b in ties.deeds
            others = a[0] != b[0] and key[0] not in (a[0], b[0])
            if others and not is_tied and self._are_near(a, b):
                untied.append((a, b))
        changes.update(self._compare(untied))

    def _compare(self, pairs: Iterable[Pair]) -> Iterator[tuple[Pair, Tie]]:
        """The ties of those pairs that have any: outlines first, which is enough for most of them."""
        every = list(pairs)
        self._outlines.fetch(key for pair in every for key in pair)
        hopeful = [
            (pair, figures)
            for pair in every
            if (figures := self._weights.hopeful(*map(self._outlines.__getitem__, pair))) is not None
            or self.decided.concern_pages(pair[0][0], pair[1][0])
        ]
        self._pages.fetch(page for pair, _ in hopeful for page, _ in pair)
        for pair, figures in hopeful:
            if (tie := self._tie(*pair, figures)) != _NO_TIE:
                yield pair, tie

    def _tie(self, a: Key, b: Key, figures: Figures | None) -> Tie:
        """What two page events are to have in common, given the figures of their outlines; None where these leave no hope."""
        first, second, people = self._compared(a, b)
        decided = self._said(a, b)
        figures = self._weights.whole(first, second, people, figures) if figures else None
        score = decided if decided is not None else self._weights.score("pages", figures) if figures else 0.0
        deed = self._weights.deed(figures) if figures and first.unreal != second.unreal else 0.0
        return Tie(score if score > 0 else None, deed if deed > 0 else None)

    def _entry(self, key: Key) -> Entry:
        """How a page event stands in its blocks."""
        return day_of(self._outlines[key]), key

    def _are_near(self, a: Key, b: Key) -> bool:
        shared = set(self._standing[a]) & set(self._standing[b])
        return self._blocks.are_near(self._entry(a), self._entry(b), shared)

    def _bind(self, changes: Mapping[Pair, Tie]) -> None:
        """Tie and untie pairs; what hangs together with them, or did, is loose until it is grouped anew."""
        self._ties.fetch(key for pair in changes for key in pair)
        ends = _ends(changes, "alike")
        # What hung together with an end when it first changed holds all whose groups may change by that:
        # what came between the last grouping and then is there by its own ends.
        for key in ends - self._ends:
            self._loose |= self._together(key)
        self._ends |= ends
        self._deeds |= _ends(changes, "deed")
        for (a, b), tie in changes.items():
            for one, other in ((a, b), (b, a)):
                ties = self._ties[one]
                if tie.alike is None and other in ties.alike:
                    ties.known[other] = ties.alike[other]
                for held, value in ((ties.alike, tie.alike), (ties.deeds, tie.deed)):
                    held.pop(other, None)
                    if value is not None:
                        held[other] = value
                self._ties[one] = ties

    def _settle(self) -> None:
        """Group anew all that hangs together with what is loose."""
        if not self._loose:
            return
        loose, done = sorted(self._loose), set[Key]()
        self._loose, self._ends = set(), set()
        for key in loose:
            if key not in done:
                together = self._together(key)
                done |= together
                self._events.update(self._group(sorted(together)))
                self._state.relieve()

    def _together(self, key: Key) -> set[Key]:
        """All that hangs together with a page event, as loosely as leaves few enough to be grouped at once."""
        reached: set[Key] = set()
        for level in LEVELS:
            reached = self._reached(key, level, MOST)
            if len(reached) <= MOST:
                return reached
        return self._reached(key, LEVELS[-1], None)

    def _reached(self, key: Key, level: float, most: int | None) -> set[Key]:
        reached, waiting = {key}, [key]
        while waiting and (most is None or len(reached) <= most):
            self._ties.fetch(waiting)
            found = {other for one in waiting for other, score in self._ties[one].alike.items() if score > level}
            waiting = list(found - reached)
            reached |= found
        return reached

    def _group(self, together: list[Key]) -> Iterator[Key]:
        """Group page events that hang together; gives those in other groups now."""
        found = self._one(together) if len(together) > MOST else groups(together, self._scores(together))
        for group in found:
            for key in group:
                if self._groups[key] != tuple(group):
                    self._groups[key] = tuple(group)
                    yield key

    def _one(self, together: list[Key]) -> list[list[Key]]:
        """So many that they cannot all be compared with each other are one event, but for those whom decisions part."""
        claims = dict(zip(together, self._claims(*together), strict=True))
        decided = [key for key in together if self.decided.concern(claims[key])]
        found = [[key for key in together if key not in decided]]
        for key in decided:
            fits = (g for g in found if all((self.decided.score(claims[key], claims[o]) or 0) >= 0 for o in g))
            group = next(fits, None)
            if group is None:
                found.append([key])
            else:
                group.append(key)
        return [sorted(group) for group in found if group]

    def _scores(self, together: list[Key]) -> dict[Pair, float]:
        """The scores of all pairs, found once and then known."""
        self._ties.fetch(together)
        scores: dict[Pair, float] = {}
        for n, a in enumerate(together):
            ties = self._ties[a]
            for b in together[n + 1 :]:
                if a[0] == b[0]:
                    continue
                score = ties.alike.get(b, ties.known.get(b))
                if score is None:
                    back = self._ties[b]
                    score = ties.known[b] = back.known[a] = self.score(a, b)
                    self._ties[a], self._ties[b] = ties, back
                scores[a, b] = score
        return scores


def _ends(changes: Mapping[Pair, Tie], of: str) -> frozenset[Key]:
    """The page events of pairs that have something in common from now on, or have nothing any more."""
    found = (pair for pair, tie in changes.items() if tie == _NO_TIE or getattr(tie, of) is not None)
    return frozenset(key for pair in found for key in pair)


def _pair(a: Key, b: Key) -> Pair:
    return (a, b) if a < b else (b, a)
