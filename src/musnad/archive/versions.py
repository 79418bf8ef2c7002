"""What changed between two versions of a page: the words that went, the words that came, each with its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from sqlalchemy import Connection, select

from musnad.archive.pages import find
from musnad.model import Span
from musnad.store import rows
from musnad.store.tables import READ, Page, Record

_LINES, _WORDS = re.compile(r"[^\n]*\n?"), re.compile(r"\s+|\w+|[^\w\s]")
_MOST_WORDS = 4000


@dataclass(frozen=True, slots=True)
class Change:
    """Words of the earlier text in whose place words of the later one stand; either may be none. Half open, code points."""

    before: Span
    after: Span


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a page, and what changed in it since the version before."""

    number: int
    hash: str
    title: str | None
    published: str | None
    current: bool
    text: str
    before: str = ""
    changes: tuple[Change, ...] = ()


def versions(connection: Connection, named: str) -> list[Version]:
    """All versions of a page that are not withdrawn, the earliest first.

    Raises:
        NotFoundError: there is no such page.
        UsageError: several pages are meant.
    """
    page = find(connection, named)[-1].id
    lineage = connection.execute(select(Page.lineage).where(Page.id == page)).scalar()
    which = Page.lineage == lineage if lineage else Page.id == page
    columns = (Page.version, Page.hash, Page.title, Page.published, Page.current, Record.content)
    query = select(*columns).join(Record, Record.page == Page.id).where(which, Page.state == READ)
    found = [
        Version(*row[:-1], text=rows.unpack(row.content)["text"])
        for row in connection.execute(query.order_by(Page.version))
    ]
    return found[:1] + [_compared(earlier, later) for earlier, later in pairwise(found)]


def _compared(earlier: Version, later: Version) -> Version:
    found = tuple(changes(earlier.text, later.text))
    parts = (later.number, later.hash, later.title, later.published, later.current, later.text)
    return Version(*parts, before=earlier.text, changes=found)


def changes(before: str, after: str) -> Iterator[Change]:
    """The stretches in which two texts differ: line by line first, then by words where few lines differ."""
    for old, new in _differing(before, after, Span(0, len(before)), Span(0, len(after)), _LINES):
        if (old.end - old.start) + (new.end - new.start) > _MOST_WORDS * 6:
            yield Change(old, new)
        else:
            yield from (Change(*pair) for pair in _differing(before, after, old, new, _WORDS))


def _differing(before: str, after: str, old: Span, new: Span, unit: re.Pattern[str]) -> Iterator[tuple[Span, Span]]:
    """The stretches of two places that differ, cut into units."""
    first, second = _units(before, old, unit), _units(after, new, unit)
    matcher = SequenceMatcher(None, [before[s.start : s.end] for s in first], [after[s.start : s.end] for s in second])
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            yield _joined(first, a, b, old), _joined(second, c, d, new)


def _units(text: str, place: Span, unit: re.Pattern[str]) -> list[Span]:
    found = unit.finditer(text, place.start, place.end)
    return [Span(*match.span()) for match in found if match.start() < match.end()]


def _joined(units: list[Span], first: int, last: int, place: Span) -> Span:
    """The place of some units in a row; of none, the empty place where they would stand."""
    if first < last:
        return Span(units[first].start, units[last - 1].end)
    at = units[first].start if first < len(units) else place.end
    return Span(at, at)
