"""An event of one page: its claims and what they say together; and its outline, which tells most pairs of events apart."""

from collections.abc import Iterable
from typing import NamedTuple

from musnad.linking.reports import Report, Told
from musnad.linking.windows import Window

_RECENT = 3
"""For how many days before its page an undated deed may lie."""


class Spot(NamedTuple):
    """Where a claim has it, with the country and how exact that is."""

    where: str
    country: str | None
    precision: str | None


class Outline(NamedTuple):
    """What words, codes and days tell of an event, whoever takes part.

    Attributes:
        key: page, and the id of its first claim; `claims` are the ids of all, in the order of their places.
        day: when the page was published, `lead` the stems of its first words, `names` those that tell what it is about.
        alone: it is the only event of its type on its page.
        dates: its stated times, the most exact first.
        around: the most exact of these, else the days before its page; nothing where it lies further back.
        closes: the stems close to the trigger of each claim.
    """

    key: tuple[str, str]
    claims: tuple[str, ...]
    type: str
    day: Window | None
    alone: bool
    unreal: bool
    names: frozenset[str]
    lead: frozenset[str]
    deeds: frozenset[str]
    modes: frozenset[str]
    skeletons: frozenset[str]
    places: tuple[Spot, ...]
    dates: tuple[Window, ...]
    around: Window | None
    numbers: frozenset[float]
    phrase: frozenset[str]
    words: frozenset[str]
    closes: tuple[frozenset[str], ...]

    @property
    def when(self) -> Window | None:
        """The most exact of its stated times."""
        return self.dates[0] if self.dates else None


class Gathered(NamedTuple):
    """An event of one page: its claims, in order, and what they say together."""

    outline: Outline
    told: tuple[Told, ...]

    @property
    def key(self) -> tuple[str, str]:
        """Page, and the id of its first claim."""
        return self.outline.key

    @property
    def type(self) -> str:
        """The type of its claims."""
        return self.outline.type

    @property
    def day(self) -> Window | None:
        """When the page was published."""
        return self.outline.day

    @property
    def unreal(self) -> bool:
        """Whether it has not come to pass, as most of its claims have it."""
        return self.outline.unreal

    @property
    def parties(self) -> frozenset[str]:
        """The page's entities that take part."""
        return frozenset(party for told in self.told for party in told.parties)

    @property
    def near(self) -> frozenset[str]:
        """The page's entities that its sentences mention."""
        return frozenset(entity for told in self.told for entity in told.near)

    @property
    def sentences(self) -> frozenset[frozenset[str]]:
        """The stems of each of its sentences."""
        return frozenset(told.words for told in self.told)


def gathered_of(claims: Iterable[Told], page: Report) -> Gathered:
    """Claims of a page as one event."""
    every = tuple(sorted(claims, key=lambda t: t.place))
    first = every[0]
    dates = tuple(sorted({t.when for t in every if t.when}, key=lambda w: (w.days, w.first)))
    unreal = sum(t.unreal for t in every) * 2 > len(every)
    outline = Outline(
        key=(first.page, min(t.id for t in every)),
        claims=tuple(t.id for t in every),
        type=first.type,
        day=page.day,
        alone=all(t.type != first.type or t in every for t in page.told),
        unreal=unreal,
        names=page.names,
        lead=page.lead,
        deeds=frozenset(deed for t in every for deed in t.deeds),
        modes=frozenset(t.mode for t in every if t.mode),
        skeletons=frozenset(t.skeleton for t in every),
        places=tuple(dict.fromkeys(Spot(t.where, t.country, t.precision) for t in every if t.where)),
        dates=dates,
        around=dates[0] if dates else _around(every, page.day, unreal=unreal),
        numbers=frozenset(number.value for t in every for number in t.numbers),
        phrase=frozenset(word for t in every for word in t.phrase),
        words=frozenset(word for t in every for word in t.words),
        closes=tuple(dict.fromkeys(t.close for t in every)),
    )
    return Gathered(outline, every)


def _around(claims: Iterable[Told], day: Window | None, *, unreal: bool) -> Window | None:
    """The days before a page; nothing where an event lies further back."""
    if day is None or any(t.historical for t in claims):
        return None
    return Window(day.first - _RECENT, day.last + (30 if unreal else 0))
