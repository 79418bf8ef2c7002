"""The groups of a linker -> events with their roots and conflicts."""

from collections import Counter
from collections.abc import Iterable

from musnad.linking.blocks import Key
from musnad.linking.conflicts import conflicts
from musnad.linking.linker import Linker
from musnad.linking.reports import Told
from musnad.linking.results import Claimed, Copy, Event
from musnad.linking.roots import Sources


def event(linker: Linker, group: tuple[Key, ...]) -> Event:
    """One event with whose word it rests on, and where the words part."""
    told = [one for key in group for one in linker.event(key).told]
    rested = Sources(linker.reports, linker.copies).rest(told)
    types = Counter(one.type for one in told)
    return Event(
        type=min(types, key=lambda kind: (-types[kind], kind)),
        claims=tuple(sorted(one.key for one in told)),
        unreal=sum(one.unreal for one in told) * 2 > len(told),
        roots=rested.roots,
        bare=rested.bare,
        conflicts=conflicts(
            told, rested, lambda page: linker.reports[page].people, repeated(linker, told), first_day(linker, told)
        ),
    )


def repeated(linker: Linker, told: Iterable[Told]) -> set[Claimed]:
    """The claims that stand in a passage taken from an earlier page of the same event."""
    every = list(told)
    pages = {one.page for one in every}
    taken = {page: [t for t in linker.copies.passages(page) if t.source in pages] for page in pages}
    return {t.key for t in every for passage in taken[t.page] if passage.place[0] <= t.place[0] < passage.place[1]}


def first_day(linker: Linker, told: Iterable[Told]) -> int | None:
    """The day of the first page that tells an event as having come to pass."""
    days = [linker.reports[one.page].day for one in told if not one.unreal]
    return min((day.last for day in days if day), default=None)


def events(linker: Linker) -> list[Event]:
    """All events, in the order of their ids."""
    return sorted(event(linker, group) for group in linker.groups())


def copies(linker: Linker) -> list[Copy]:
    """All pages that repeat an earlier one, in order."""
    found = ((page, linker.copies.original(page)) for page in sorted(linker.reports))
    return [Copy(page, source, linker.reports[page].credits) for page, source in found if source]
