"""Which page events stand near each other: the events of one type that share a name, a place or telling words, by their days."""

from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from musnad.linking.decided import DecidedClaims
from musnad.linking.outlines import Gathered, Outline
from musnad.linking.reports import Profile
from musnad.linking.state import Shelf, State

Key = tuple[str, str]
"""A page, and the id of the first claim of one of its events."""
REACH = 24
"""How many neighbours on each side of its day an event of a block is near to."""
SHARED, DAYS = 2, 3
"""In how many blocks two events stand near each other at least, to be compared; so many days apart at the most, one is enough."""
CHUNK = 128
"""Half of how many entries a block, or a chunk of one, holds at the most."""
_EARLY = -(10**6)
_LONGEST = 120
"""How many characters of a block's name count."""
Entry = tuple[int, Key]


class Index(NamedTuple):
    """A long block: where each of its chunks begins, their numbers in order, and the number that the next one gets."""

    starts: list[Entry]
    numbers: list[int]
    fresh: int


class Blocks:
    """Blocks of entries in the order of their days; long ones in chunks, so that no entry costs more in a longer block."""

    def __init__(self, state: State) -> None:
        self._blocks: Shelf[str, list[Entry] | Index] = state.shelf("blocks")
        self._chunks: Shelf[tuple[str, int], list[Entry]] = state.shelf("chunks")

    def enter(self, entry: Entry, names: Iterable[str]) -> set[tuple[Key, Key]]:
        """Put an entry into blocks; gives the pairs that no longer stand near each other in one of them."""
        apart: set[tuple[Key, Key]] = set()
        for name in self._fetched(names):
            apart |= _across(*self._around(name, entry))
            self._insert(name, entry)
        return apart

    def leave(self, entry: Entry, names: Iterable[str]) -> set[tuple[Key, Key]]:
        """Take an entry out of blocks; gives the pairs that now stand near each other in one of them."""
        close: set[tuple[Key, Key]] = set()
        for name in self._fetched(names):
            self._delete(name, entry)
            close |= _across(*self._around(name, entry))
        return close

    def near(self, entry: Entry, names: Iterable[str]) -> set[Key]:
        """The entries of other pages that stand near an entry in enough blocks."""
        counts: Counter[Entry] = Counter()
        for name in self._fetched(names):
            for some in self._around(name, entry):
                counts.update(some)
        page, day = entry[1][0], entry[0]
        return {key for (when, key), count in counts.items() if key[0] != page and count >= _least(day, when)}

    def are_near(self, a: Entry, b: Entry, names: Iterable[str]) -> bool:
        """Whether two entries stand near each other in enough of the blocks that they share."""
        shared = sum(any(b in some for some in self._around(name, a)) for name in self._fetched(names))
        return shared >= _least(a[0], b[0])

    def _fetched(self, names: Iterable[str]) -> list[str]:
        wanted = list(names)
        self._blocks.fetch(wanted)
        return wanted

    def _around(self, name: str, entry: Entry) -> tuple[list[Entry], list[Entry]]:
        """The entries of a block before an entry and behind it, as many as are near."""
        block = self._blocks.get(name) or []
        if isinstance(block, list):
            return _cut(block, entry)
        at = low = high = _chunk(block, entry)
        before, behind = _cut(self._chunks[name, block.numbers[at]], entry)
        while len(before) < REACH and low:
            low -= 1
            before = self._chunks[name, block.numbers[low]] + before
        while len(behind) < REACH and high + 1 < len(block.numbers):
            high += 1
            behind = behind + self._chunks[name, block.numbers[high]]
        return before[-REACH:], behind[:REACH]

    def _insert(self, name: str, entry: Entry) -> None:
        block = self._blocks.get(name) or []
        if isinstance(block, list):
            insort(block, entry)
            if len(block) > 2 * CHUNK:
                self._chunks[name, 0], block = block, Index([block[0]], [0], 1)
                self._blocks[name] = self._split(name, block, 0)
            else:
                self._blocks[name] = block
            return
        at = _chunk(block, entry)
        own = self._chunks[name, block.numbers[at]]
        insort(own, entry)
        self._chunks[name, block.numbers[at]] = own
        if own[0] != block.starts[at] or len(own) > 2 * CHUNK:
            block.starts[at] = own[0]
            self._blocks[name] = self._split(name, block, at) if len(own) > 2 * CHUNK else block

    def _split(self, name: str, block: Index, at: int) -> Index:
        """Make two chunks of one."""
        own = self._chunks[name, block.numbers[at]]
        self._chunks[name, block.numbers[at]], self._chunks[name, block.fresh] = own[:CHUNK], own[CHUNK:]
        block.starts.insert(at + 1, own[CHUNK])
        block.numbers.insert(at + 1, block.fresh)
        return block._replace(fresh=block.fresh + 1)

    def _delete(self, name: str, entry: Entry) -> None:
        block = self._blocks[name]
        if isinstance(block, list):
            del block[bisect_left(block, entry)]
            self._keep(name, block)
            return
        at = _chunk(block, entry)
        own = self._chunks[name, block.numbers[at]]
        del own[bisect_left(own, entry)]
        if own:
            self._chunks[name, block.numbers[at]] = own
            block.starts[at] = own[0]
        else:
            del self._chunks[name, block.numbers[at]], block.starts[at], block.numbers[at]
        self._keep(name, block if block.starts else [])

    def _keep(self, name: str, block: list[Entry] | Index) -> None:
        if block:
            self._blocks[name] = block
        else:
            del self._blocks[name]


def _chunk(block: Index, entry: Entry) -> int:
    """In which chunk an entry stands, or is to stand."""
    return max(bisect_right(block.starts, entry) - 1, 0)


def _cut(entries: list[Entry], entry: Entry) -> tuple[list[Entry], list[Entry]]:
    """The entries before and behind one that may be among them, as many as are near."""
    at = bisect_left(entries, entry)
    end = at + (entries[at : at + 1] == [entry])
    return entries[max(0, at - REACH) : at], entries[end : end + REACH]


def _across(before: list[Entry], behind: list[Entry]) -> set[tuple[Key, Key]]:
    """The pairs that stand as far from each other as is near, with one before a place and one behind it."""
    first = REACH - len(before)
    return {_pair(a[1], b[1]) for a, b in zip(before, behind[first:], strict=False)}


def _least(day: int, other: int) -> int:
    return 1 if abs(day - other) <= DAYS else SHARED


def _pair(a: Key, b: Key) -> tuple[Key, Key]:
    return (a, b) if a < b else (b, a)


def day_of(event: Outline) -> int:
    """The day by which an event stands in its blocks."""
    window = event.when or event.day
    return (window.first + window.last) // 2 if window else _EARLY


def names_of(event: Gathered, people: Mapping[str, Profile], decided: DecidedClaims) -> tuple[str, ...]:
    """The blocks in which an event of a page with these people stands, in order.

    Those whom a decision names together share as many as make them near.
    """
    names = {name[:_LONGEST] for name in _names(event, people)}
    names |= {f"{name} {n}" for told in event.told for name in decided.blocks(told.key) for n in range(SHARED)}
    return tuple(sorted(names))


def _names(event: Gathered, people: Mapping[str, Profile]) -> Iterator[str]:
    for entity in event.parties | event.near:
        profile = people[entity]
        if profile.named and profile.words:
            yield f"{event.type} {profile.words[-1]}"
    for spot in event.outline.places:
        yield f"{event.type} {spot.where}"
    for name in event.outline.names:
        yield f"{event.type} {name}"
    for person in people.values():
        if person.named and person.country and person.words:
            for deed in event.outline.deeds:
                yield f"{event.type} {deed} {' '.join(person.words)}"
    for told in event.told:
        for word in sorted(told.phrase, key=lambda w: (-len(w), w))[:2]:
            yield f"{event.type} {told.skeleton} {word}"
