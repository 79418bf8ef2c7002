"""The records of pages at hand, and quotations from them: each with its page, outlet, day and sentence."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from musnad.store.reading import records
from musnad.store.rows import Json
from musnad.store.tables import DOCUMENT, Page

Member = tuple[int, str]
"""A page, by its number, and the id of something in its record."""
_ENDS = re.compile(r"[.؟!؛\n]")
_AROUND = 240
_LETTERS = 12


@dataclass(frozen=True, slots=True)
class Source:
    """A page as quotations name it: hash, where it was found, whose words it is, between which days it appeared."""

    page: str
    source: str | None
    outlet: str | None
    title: str | None
    published: str | None
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Quote:
    """A place in a page, code points and half open, its words, and the sentence, or near words of it; there they are at `at`."""

    page: str
    outlet: str | None
    published: str | None
    start: int
    end: int
    text: str
    sentence: str
    at: int


class Paper:
    """A page with its record."""

    def __init__(self, number: int, columns: Mapping[str, Any], record: Json) -> None:
        self.number = number
        self.record = record
        self.text: str = record["text"]
        outlet = columns["outlet"] or columns["host"]
        self.source = Source(
            columns["hash"], outlet=outlet, **{n: columns[n] for n in ("source", "title", "published", "first", "last")}
        )
        self.entities: dict[str, Json] = {entity["id"]: entity for entity in record["entities"]}
        self.claims: dict[str, Json] = {claim["id"]: claim for claim in record["claims"]}
        self.mentions: dict[str, list[Json]] = {}
        for mention in record["mentions"]:
            self.mentions.setdefault(mention["entity"], []).append(mention)

    @property
    def day(self) -> str | None:
        """The day when it appeared, or as much of it as is known: `2016-09-29..2016-10-02`."""
        source = self.source
        known = source.first if source.first == source.last else f"{source.first or ''}..{source.last or ''}"
        return source.published or known

    def id_of(self, thing: str) -> str:
        """How something in the record is named over all pages."""
        return f"{self.source.page[:_LETTERS]}-{thing}"

    def quote(self, place: Json) -> Quote:
        """The words at a place, with their sentence."""
        start, end = place["start"], place["end"]
        first, last = self.sentence(start, end)
        source = self.source
        words, around = self.text[start:end], self.text[first:last]
        at = start - first - (len(around) - len(around.lstrip()))
        return Quote(source.page, source.outlet, self.day, start, end, words, around.strip(), max(at, 0))

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """The sentence around a place; of a long one whole words near the place."""
        first, last = max(0, start - _AROUND), min(len(self.text), end + _AROUND)
        ends = [match.end() for match in _ENDS.finditer(self.text, first, start)]
        behind = _ENDS.search(self.text, end, last)
        if not ends and first:
            ends = [self.text.find(" ", first, start) + 1 or start]
        if not behind and last < len(self.text):
            last = max(self.text.rfind(" ", end, last), end)
        return ends[-1] if ends else 0, behind.end() if behind else last

    def name(self, argument: Json | None) -> str | None:
        """The fullest name of whom an argument means, else its words."""
        if argument is None:
            return None
        entity = self.entities.get(argument["entity"] or "")
        named = entity is not None and any(m["named"] for m in self.mentions.get(entity["id"], ()))
        return str(entity["name"] if entity and (named or argument.get("implied")) else argument["text"])

    def chain(self, links: Iterable[Json]) -> tuple[str, ...]:
        """Who says it, outermost first; one who is not named by the words that tell that something was said."""
        return tuple(self._said(link) for link in links)

    def _said(self, link: Json) -> str:
        name: str | None = self.name(link["source"]) or link["name"]
        return name or (f"«{link['cue']['text']}»" if link["cue"] else "?")


class Papers:
    """Pages by their numbers, each fetched once: as people have decided, or with `as_read` as they were read.

    `known` are pages that were fetched before, of the same state of the store; what is fetched is put there.
    """

    def __init__(self, connection: Connection, *, as_read: bool = False, known: dict[int, Paper] | None = None) -> None:
        self._connection, self._as_read = connection, as_read
        self._found: dict[int, Paper] = {} if known is None else known

    def of(self, numbers: Iterable[int]) -> list[Paper]:
        """Some pages, the earliest first; pages that nobody can date come last."""
        wanted = set(numbers)
        self._fetch(wanted - self._found.keys())
        return sorted((self._found[number] for number in wanted), key=by_day)

    def __getitem__(self, number: int) -> Paper:
        """One page."""
        self._fetch({number} - self._found.keys())
        return self._found[number]

    def _fetch(self, missing: set[int]) -> None:
        if missing:
            columns = [Page.id, Page.hash, *(getattr(Page, name) for name in DOCUMENT)]
            query = select(*columns).where(Page.id.in_(missing))
            rows = {row.id: row._asdict() for row in self._connection.execute(query)}
            for number, record in records(self._connection, missing, as_read=self._as_read):
                self._found[number] = Paper(number, rows[number], record)


def by_day(paper: Paper) -> tuple[bool, str, str, str]:
    """What papers are sorted by: their day, outlet and hash."""
    source = paper.source
    return source.first is None, source.first or "", source.outlet or "", source.page
