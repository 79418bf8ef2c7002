"""A page's claims as the formats of event data want them: who, whom, where, when, in names and codes, with page and chain.

A `Told` is a page as a project keeps it; its `reports` are the claims that were asked for. Nothing here reads a store.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from musnad.exports.record import Record
from musnad.exports.wording import ARROW
from musnad.linking.windows import window

_ENDS = frozenset(".؟!?…\n")
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Kept:
    """What a project knows of a page beside its record.

    Attributes:
        name: the page in ids: the beginning of its hash, more where that is not enough.
        seen: when it was added, in UTC.
        people: whom the page's entities mean, by their ids, where pages are linked.
        events: which event each claim tells of, by its id, where pages are linked.
    """

    name: str
    seen: str | None = None
    people: Mapping[str, str] = field(default_factory=dict)
    events: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Party:
    """Who or what takes part, or speaks: as the page names him, with what it says of him.

    Attributes:
        key: the same for all that are known to be the same.
        name: the fullest name; of those whom the page only describes, the words of this place.
        words: the words of this place.
    """

    key: str
    name: str
    words: str
    kind: str | None = None
    latin: str | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    ids: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Days:
    """The days between which something happened, ISO 8601; `basis` is `published` where only the page's own day is known."""

    first: str
    last: str
    basis: str = "stated"

    @property
    def count(self) -> int:
        """How many days that are."""
        return (date.fromisoformat(self.last) - date.fromisoformat(self.first)).days + 1


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage of a page: code points of its text, half open."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Weight:
    """How an event is told: on how many pages, by how many independent roots, how many of these took part; do they part?"""

    pages: int
    roots: int
    parties: int
    disagree: bool


@dataclass(frozen=True, slots=True)
class Report:
    """A claim with all that is known of those in it.

    Attributes:
        event: the id of what it tells of, where pages are linked.
        weight: how that is told, where the claim stands for all that tell of it.
    """

    id: str
    kept: Kept
    page: Record
    claim: Record
    quote: Quote
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    companions: tuple[Party, ...]
    place: Party | None
    days: Days | None
    chain: tuple[Party, ...]
    event: str | None = None
    weight: Weight | None = None

    @property
    def fullness(self) -> tuple[bool | float, ...]:
        """What the claims of one event are ordered by, to choose the one that stands for all: the greatest says most."""
        stated = self.days is not None and self.days.basis == "stated"
        known = (bool(self.actors), bool(self.recipients), stated, self.place is not None)
        return (self.claim["status"] == "asserted", *known, float(self.claim["confidence"]))

    @property
    def said_by(self) -> str:
        """The chain, outermost first; nothing where the page itself speaks."""
        return ARROW.join(party.name for party in self.chain)


@dataclass(frozen=True, slots=True)
class Told:
    """A page as it is kept, its record, and the ids of the claims that were asked for."""

    kept: Kept
    record: Record
    claims: tuple[str, ...]

    @property
    def reports(self) -> Iterator[Report]:
        """Its claims, in the order of the page."""
        people = _People(self)
        chosen = frozenset(self.claims)
        for claim in self.record["claims"]:
            if claim["id"] in chosen:
                yield people.report(claim)


@dataclass(slots=True)
class Tally:
    """How much was written, and what was left out, by the reason."""

    written: int = 0
    left_out: Counter[str] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        """How much there was."""
        return self.written + self.left_out.total()


def reports_of(pages: Iterable[Told]) -> Iterator[Report]:
    """The claims of pages, in order."""
    for page in pages:
        yield from page.reports


def sentence(text: str, start: int, end: int) -> Quote:
    """The words around a place up to the marks that end a sentence; 400 code points on each side at the most."""
    lowest, highest = max(start - _LONGEST, 0), min(end + _LONGEST, len(text))
    first = next((i + 1 for i in range(start - 1, lowest - 1, -1) if _ends(text, i)), lowest)
    last = next((i + 1 for i in range(end, highest) if _ends(text, i)), highest)
    words = text[first:last]
    first += len(words) - len(words.lstrip())
    return Quote(first, first + len(words.strip()), words.strip())


def _ends(text: str, at: int) -> bool:
    """Whether a sentence ends with this sign; a full stop inside a number or a name ends none."""
    return text[at] in _ENDS and (text[at] == "\n" or text[at + 1 : at + 2].strip() == "")


def days_of(claim: Record, page: Record) -> Days | None:
    """The days that a claim states, else the page's own day, unless it tells of the past."""
    found = window(claim["time"]["value"]) if claim["time"] else None
    if found:
        return Days(*(date.fromordinal(day).isoformat() for day in (found.first, found.last)))
    if claim["time"] or claim["historical"] or claim["status"] == "planned" or not page["published"]:
        return None
    return Days(page["published"], page["published"], "published")


class _People:
    """The parties of one page."""

    def __init__(self, told: Told) -> None:
        self.told = told
        self.entities = {entity["id"]: entity for entity in told.record["entities"]}
        self.named = {mention["entity"] for mention in told.record["mentions"] if mention["named"]}

    def report(self, claim: Record) -> Report:
        told = self.told
        page, text, place = told.record["document"], told.record["text"], claim["place"]
        return Report(
            id=f"{told.kept.name}-{claim['id']}",
            kept=told.kept,
            page=page,
            claim=claim,
            quote=sentence(text, claim["start"], claim["end"]),
            actors=self.parties(claim["actors"]),
            recipients=self.parties(claim["recipients"]),
            companions=self.parties(claim["companions"]),
            place=self.party(place) if place else None,
            days=days_of(claim, page),
            chain=tuple(self.source(link) for link in claim["chain"]),
            event=told.kept.events.get(claim["id"]),
        )

    def parties(self, arguments: Iterable[Record]) -> tuple[Party, ...]:
        return tuple(self.party(argument) for argument in arguments)

    def party(self, argument: Record) -> Party:
        """Whom an argument means."""
        page, words = self.told.kept.name, " ".join(argument["text"].split())
        entity = self.entities.get(argument["entity"] or "")
        if entity is None:
            return Party(f"{page}-{argument['start']}", words, words)
        described = entity["id"] not in self.named and len(words) > len(entity["name"]) and not argument.get("implied")
        return Party(
            self.told.kept.people.get(entity["id"], f"{page}-{entity['id']}"),
            words if described else " ".join(entity["name"].split()),
            words,
            entity["kind"],
            entity["latin"],
            entity["country"],
            tuple(entity["sectors"]),
            tuple(dict.fromkeys(" ".join(role["title"].split()) for role in entity["roles"])),
            entity["ids"],
        )

    def source(self, link: Record) -> Party:
        """Who speaks in a link of a chain: by name, else by the name under which it was passed on, else by the cue."""
        if link["source"]:
            return self.party(link["source"])
        cue = link["cue"]
        name = link["name"] or (f"«{' '.join(cue['text'].split())}»" if cue else "?")
        return Party(f"{self.told.kept.name}-{cue['start'] if cue else name}", name, name)
