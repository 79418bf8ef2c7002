"""Reports -> events over all pages, kept up to date page by page.

A pair of events is compared where both stand near each other in one block: the events of one type that share a name, a
place, or two telling words, in the order of their days. So what is compared, and with it every result, depends on the set of
pages alone and not on the order in which they came, and a page touches only those who stand near it.
"""

from bisect import insort
from collections.abc import Iterable, Iterator, Mapping

from musnad.lexicon import Lexicon
from musnad.linking.clusters import components, groups
from musnad.linking.copies import CopyIndex
from musnad.linking.decided import DecidedClaims
from musnad.linking.entities import Entities
from musnad.linking.features import Figures, Gathered, Weights, across, inside
from musnad.linking.gathering import gathered
from musnad.linking.reports import Profile, Record, Report, report
from musnad.linking.words import Vocabulary
from musnad.model import Document

Key = tuple[str, str]
"""A page, and the id of the first claim of one of its events."""
REACH = 24
"""How many neighbours on each side of its day an event of a block is compared with."""
_EARLY = -(10**6)
_Entry = tuple[int, Key]


class Linker:
    """Pages come and go; events are those of the pages that are in."""

    def __init__(self, lexicon: Lexicon, decided: DecidedClaims | None = None) -> None:
        self.vocabulary = Vocabulary(lexicon)
        self._decided = decided or DecidedClaims()
        self.copies = CopyIndex()
        self.entities = Entities()
        self._weights = Weights(lexicon)
        self._reports: dict[str, Report] = {}
        self._people: dict[str, Mapping[str, Profile]] = {}
        self._of_page: dict[str, list[Key]] = {}
        self._events: dict[Key, Gathered] = {}
        self._blocks: dict[str, list[_Entry]] = {}
        self._keys: dict[Key, tuple[str, ...]] = {}
        self._scores: dict[Key, dict[Key, float]] = {}
        self._groups: dict[Key, tuple[Key, ...]] = {}

    @property
    def reports(self) -> Mapping[str, Report]:
        """The pages that are in, by id."""
        return self._reports

    def event(self, key: Key) -> Gathered:
        """One page's part of an event."""
        return self._events[key]

    def add(self, page: Document | Record | Report) -> frozenset[Key]:
        """Take a page in, in the place of an older one with its id; gives the page events whose groups may have changed."""
        new = page if isinstance(page, Report) else report(page, self.vocabulary)
        touched = set(self.remove(new.id)) if new.id in self._reports else set[Key]()
        self._reports[new.id], self._people[new.id] = new, new.people
        self.copies.add(new)
        self.entities.add(new)
        events = gathered(new, self._weights, self._decided)
        self._of_page[new.id] = [event.key for event in events]
        for event in events:
            touched |= self._enter(event)
        return self._regroup(touched)

    def remove(self, page: str) -> frozenset[Key]:
        """Take a page out.

        Raises:
            KeyError: there is no such page.
        """
        touched: set[Key] = set()
        for key in self._of_page.pop(page):
            touched |= self._leave(key)
            touched.discard(key)
        self.entities.remove(self._reports[page])
        del self._reports[page], self._people[page]
        self.copies.remove(page)
        return self._regroup({key for key in touched if key[0] != page})

    def groups(self) -> list[tuple[Key, ...]]:
        """The events over all pages, each as its page events, all sorted."""
        return sorted(set(self._groups.values()))

    def group(self, key: Key) -> tuple[Key, ...]:
        """The event that a page event belongs to."""
        return self._groups[key]

    def reasons(self, a: Key, b: Key) -> tuple[str, ...]:
        """What speaks for and against two page events' being one, the weightiest first."""
        decided = self._decided.reasons(*self._claims(a, b))
        return decided or self._weights.reasons("pages", across(self._events[a], self._events[b], self._people))

    def events_of(self, page: str) -> list[Key]:
        """The events of a page."""
        return self._of_page[page]

    def reasons_inside(self, a: Key, b: Key) -> tuple[str, ...]:
        """What speaks for and against two claims of a page being one, the weightiest first."""
        decided = self._decided.reasons([a], [b])
        return decided or self._weights.reasons("page", self._inside(a, b))

    def score_inside(self, a: Key, b: Key) -> float:
        """How likely two claims of a page are one: above 0 likelier than not."""
        decided = self._decided.score([a], [b])
        return self._weights.score("page", self._inside(a, b)) if decided is None else decided

    def _inside(self, a: Key, b: Key) -> Figures:
        told = {one.key: one for one in self._reports[a[0]].told}
        return inside(told[a], told[b], self._people)

    def score(self, a: Key, b: Key) -> float:
        """How likely two page events are one: above 0 likelier than not."""
        decided = self._decided.score(*self._claims(a, b))
        if decided is not None:
            return decided
        return self._weights.score("pages", across(self._events[a], self._events[b], self._people))

    def score_but_standing(self, a: Key, b: Key) -> float:
        """The score as it were if both had come to pass."""
        figures = across(self._events[a], self._events[b], self._people) | {"real": 1.0, "mixed": 0.0}
        return self._weights.score("pages", figures)

    def near(self, key: Key) -> list[Key]:
        """The page events that a page event is compared with, of other standing too."""
        return sorted(self._scores.get(key, ()))

    def _enter(self, event: Gathered) -> set[Key]:
        key = event.key
        self._events[key] = event
        self._scores[key] = {}
        self._keys[key] = tuple(sorted(set(self._block_keys(event))))
        touched = {key}
        for name in self._keys[key]:
            block = self._blocks.setdefault(name, [])
            insort(block, (_day(event), key))
            at = block.index((_day(event), key))
            for _, other in block[max(0, at - REACH) : at + REACH + 1]:
                touched |= self._compare(key, other)
            for n in range(max(0, at - REACH), at):
                if n + REACH + 1 < len(block):
                    touched |= self._part(block[n][1], block[n + REACH + 1][1])
        return touched

    def _leave(self, key: Key) -> set[Key]:
        touched = set(self._scores.pop(key))
        for other in touched:
            del self._scores[other][key]
        entry = (_day(self._events.pop(key)), key)
        for name in self._keys.pop(key):
            block = self._blocks[name]
            at = block.index(entry)
            del block[at]
            for n in range(max(0, at - REACH), at):
                if n + REACH < len(block):
                    touched |= self._compare(block[n][1], block[n + REACH][1])
            if not block:
                del self._blocks[name]
        self._groups.pop(key, None)
        return touched

    def _compare(self, a: Key, b: Key) -> set[Key]:
        if a[0] == b[0] or b in self._scores[a]:
            return set()
        first, second = sorted((a, b))
        score = self.score(first, second)
        self._scores[a][b] = self._scores[b][a] = score
        return {a, b} if score > 0 else set()

    def _part(self, a: Key, b: Key) -> set[Key]:
        """Forget a pair that no block holds near each other any longer."""
        if b not in self._scores[a] or any(self._close(name, a, b) for name in set(self._keys[a]) & set(self._keys[b])):
            return set()
        del self._scores[a][b], self._scores[b][a]
        return {a, b}

    def _close(self, name: str, a: Key, b: Key) -> bool:
        block = self._blocks[name]
        entries = (_day(self._events[a]), a), (_day(self._events[b]), b)
        return (
            all(entry in block for entry in entries) and abs(block.index(entries[0]) - block.index(entries[1])) <= REACH
        )

    def _claims(self, *keys: Key) -> Iterator[list[Key]]:
        return ([told.key for told in self._events[key].told] for key in keys)

    def _block_keys(self, event: Gathered) -> Iterator[str]:
        people = self._people[event.key[0]]
        for entity in event.parties | event.near:
            profile = people[entity]
            if profile.named and profile.words:
                yield f"{event.type} {profile.words[-1]}"
        for told in event.places:
            yield f"{event.type} {told.where}"
        for name in event.names:
            yield f"{event.type} {name}"
        for person in people.values():
            if person.named and person.country and person.words:
                for deed in event.deeds:
                    yield f"{event.type} {deed} {' '.join(person.words)}"
        for told in event.told:
            yield from self._decided.blocks(told.key)
            for word in sorted(told.phrase, key=lambda w: (-len(w), w))[:2]:
                yield f"{event.type} {told.skeleton} {word}"

    def _regroup(self, touched: Iterable[Key]) -> frozenset[Key]:
        """Group anew all that hangs together with what was touched."""
        friends = {key: [o for o, s in self._scores[key].items() if s > 0] for key in self._reached(touched)}
        for component in components(friends, friends):
            inside = set(component)
            scores = {(a, b): score for a in component for b, score in self._scores[a].items() if a < b and b in inside}
            for group in groups(component, scores):
                for key in group:
                    self._groups[key] = tuple(group)
        return frozenset(friends)

    def _reached(self, touched: Iterable[Key]) -> set[Key]:
        reached = set(touched)
        waiting = list(reached)
        while waiting:
            for other, score in self._scores[waiting.pop()].items():
                if score > 0 and other not in reached:
                    reached.add(other)
                    waiting.append(other)
        return reached


def _day(event: Gathered) -> int:
    """The day by which an event stands in its blocks."""
    window = event.when or event.day
    return (window.first + window.last) // 2 if window else _EARLY
