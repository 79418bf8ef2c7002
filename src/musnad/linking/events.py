"""The groups of a linker -> events with their roots and conflicts."""

from collections import Counter

from musnad.linking.conflicts import conflicts
from musnad.linking.linker import Key, Linker
from musnad.linking.results import Copy, Event
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
        conflicts=conflicts(told, rested),
    )


def events(linker: Linker) -> list[Event]:
    """All events, in the order of their ids."""
    return sorted(event(linker, group) for group in linker.groups())


def copies(linker: Linker) -> list[Copy]:
    """All pages that repeat an earlier one, in order."""
    found = ((page, linker.copies.original(page)) for page in sorted(linker.reports))
    return [Copy(page, source, linker.reports[page].credits) for page, source in found if source]
