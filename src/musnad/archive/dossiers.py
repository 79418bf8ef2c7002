"""An event or a person of a project -> the dossier: what pages say, each an exhibit, in the order in which they appeared."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, or_, select

from musnad.archive.exporting import told_of
from musnad.errors import NotFoundError
from musnad.exports.dossier import Dossier, Exhibit, Fact, Section
from musnad.exports.reports import Quote, Report, Told, sentence
from musnad.exports.wording import ARROW, label
from musnad.folding import fold
from musnad.store.linked import Conflict, Event, EventBare, EventClaim, EventRoot, Person, PersonEntity, Thread
from musnad.store.rows import Json
from musnad.store.tables import Name, Page, table

_SIDES = ("actors", "recipients", "companions")
_SAID = (("title", "roles"), ("epithet", "epithets"), ("relation", "relations"))


@dataclass(frozen=True, slots=True)
class _Found:
    """What is to become an exhibit: a place of a page, for what it is quoted, who says so."""

    told: Told
    place: tuple[int, int]
    about: tuple[Fact, ...]
    status: str = ""
    chain: str = ""

    def exhibit(self, number: int) -> Exhibit:
        page, (start, end) = self.told.record["document"], self.place
        facts = (
            Fact("claim.status", label("status", self.status, "ar") if self.status else ""),
            Fact("page.outlet", page["outlet"] or page["host"] or ""),
            Fact("dossier.page", page["title"] or ""),
            Fact("page.published", page["published"] or ARROW.join(page["published_window"] or ())),
            Fact("page.source", page["url"] or page["source"]),
        )
        captured = page["retrieved"] or self.told.kept.seen or ""
        quote = sentence(self.told.record["text"], start, end)
        return Exhibit(number, self.about, _around(quote, self), start, end, facts, captured, page["id"], self.chain)


def _around(quote: Quote, found: _Found) -> Quote:
    """The quotation, widened where white space at its edge belongs to the words that count."""
    start, end = min(quote.start, found.place[0]), max(quote.end, found.place[1])
    return Quote(start, end, found.told.record["text"][start:end])


def dossier(connection: Connection, named: str, limit: int) -> tuple[Dossier, int]:
    """The dossier of what is named: the id of an event or of a person, or the words of a person's name.

    Gives also how many other people are called so; of several the one of the most pages is meant. `limit` is the number of
    exhibits.

    Raises:
        NotFoundError: there is nothing of this name.
    """
    event = connection.execute(select(table(Event)).where(Event.id == named)).one_or_none()
    if event is not None:
        return _of_event(connection, event, limit), 0
    people = _people(connection, named)
    if not people:
        raise NotFoundError(f"{named}: no event has this id, and nobody is called so; `musnad who` shows who is there")
    return _of_person(connection, people[0], limit), len(people) - 1


def _of_event(connection: Connection, event: Any, limit: int) -> Dossier:
    claims = connection.execute(select(EventClaim.page, EventClaim.claim).where(EventClaim.event == event.id)).all()
    wanted: dict[int, tuple[str, ...]] = {}
    for page, claim in claims:
        wanted[page] = (*wanted.get(page, ()), claim)
    found = [_claim(t, report, _doing(report)) for _, t in told_of(connection, wanted) for report in t.reports]
    exhibits = _numbered(found, limit)
    title = f"{label('type', event.type, 'ar')} – {event.place or '?'}"
    days = " / ".join(dict.fromkeys(filter(None, (event.first, event.last))))
    facts = (
        Fact("dossier.id", event.id),
        Fact("dossier.kind", f"{event.type} · {label('type', event.type, 'ar')}"),
        Fact("claim.status", label("status", "planned", "ar") if event.unreal else ""),
        Fact("dossier.between", days),
        Fact("claim.where", " · ".join(filter(None, (event.place, event.country)))),
        Fact("page.claims", str(len(claims))),
        Fact("page.contents", str(event.pages)),
        Fact("dossier.roots", str(event.roots)),
        Fact("dossier.parties", str(event.parties)),
    )
    sections = (
        Section("dossier.roots", tuple(_roots(connection, event.id))),
        Section("dossier.conflicts", tuple(_conflicts(connection, event.id, exhibits, wanted))),
        Section("dossier.threads", tuple(_threads(connection, event.id))),
    )
    shown = tuple(section for section in sections if section.lines)
    return Dossier("event", title, facts, shown, exhibits, len(found))


def _doing(report: Report) -> tuple[Fact, ...]:
    """A claim in lines: what, who, whom, with whom, where, when."""
    claim, days = report.claim, report.days
    when = ARROW.join(dict.fromkeys((days.first, days.last))) if days and days.basis == "stated" else ""
    return (
        Fact(
            "claim.what", " · ".join(filter(None, (label("type", claim["type"], "ar"), claim["type"], claim["mode"])))
        ),
        *(Fact(f"dossier.{side}", "، ".join(p.name for p in getattr(report, side))) for side in _SIDES),
        Fact("claim.where", report.place.name if report.place else ""),
        Fact("claim.when", when),
    )


def _claim(told: Told, report: Report, about: tuple[Fact, ...]) -> _Found:
    claim = report.claim
    return _Found(told, (claim["start"], claim["end"]), about, claim["status"], report.said_by)


def _numbered(found: Sequence[_Found], limit: int) -> tuple[Exhibit, ...]:
    return tuple(one.exhibit(number) for number, one in enumerate(found[:limit], start=1))


def _roots(connection: Connection, event: str) -> Iterator[Fact]:
    query = select(table(EventRoot)).where(EventRoot.event == event).order_by(EventRoot.number)
    for root in connection.execute(query):
        party = f" · {label('dossier', 'party', 'ar')}" if root.party else ""
        pages = len(json.loads(root.pages))
        yield Fact(f"link.{root.kind}", f"{root.name}{party} ({pages})")
    bare = connection.execute(select(EventBare.page).where(EventBare.event == event)).all()
    if bare:
        yield Fact("dossier.bare", str(len(bare)))


def _conflicts(connection: Connection, event: str, exhibits: Iterable[Exhibit], pages: Iterable[int]) -> Iterator[Fact]:
    """What the reports differ on, each value with the exhibits from whose pages it is."""
    rows = connection.execute(select(Page.id, Page.hash).where(Page.id.in_(list(pages))))
    hashes = {row.id: row.hash for row in rows}
    query = select(table(Conflict)).where(Conflict.event == event).order_by(Conflict.number)
    for conflict in connection.execute(query):
        sides = []
        for side in json.loads(conflict.sides):
            told = sorted({n for page, *at in side["quotes"] for n in _shown(exhibits, hashes.get(page, ""), *at)})
            sides.append(f"{side['value']} [{', '.join(map(str, told))}]")
        yield Fact(f"dossier.{conflict.kind}", f"{label('about', conflict.about, 'ar')}: {' ≠ '.join(sides)}")


def _shown(exhibits: Iterable[Exhibit], digest: str, start: int, end: int) -> list[int]:
    """The exhibits that quote a place; where none does, all that are of its page."""
    own = [exhibit for exhibit in exhibits if exhibit.hash == digest]
    quoting = [e for e in own if e.quote.start <= start and end <= e.quote.end]
    return [exhibit.number for exhibit in quoting or own]


def _threads(connection: Connection, event: str) -> Iterator[Fact]:
    query = select(table(Thread)).where(or_(Thread.source == event, Thread.target == event))
    for thread in connection.execute(query.order_by(Thread.source, Thread.target, Thread.kind)):
        other = thread.target if thread.source == event else thread.source
        kind, first, place = connection.execute(
            select(Event.type, Event.first, Event.place).where(Event.id == other)
        ).one()
        yield Fact(f"thread.{thread.kind}", " · ".join(filter(None, (label("type", kind, "ar"), first, place, other))))


def _people(connection: Connection, named: str) -> list[Any]:
    """Those with this id or, of those whose names hold these words, those of the most pages first."""
    by_id = connection.execute(select(table(Person)).where(Person.id == named)).one_or_none()
    if by_id is not None:
        return [by_id]
    words = fold(named).split()
    query = select(PersonEntity.person, PersonEntity.page, Name.key).join(
        Name, (Name.page == PersonEntity.page) & (Name.entity == PersonEntity.entity)
    )
    for word in words:
        query = query.where(Name.key.contains(word, autoescape=True))
    pages: dict[str, set[int]] = {}
    for row in connection.execute(query) if words else ():
        if set(words) <= set(row.key.split()):
            pages.setdefault(row.person, set()).add(row.page)
    found = connection.execute(select(table(Person)).where(Person.id.in_(pages))).all()
    return sorted(found, key=lambda person: (-len(pages[person.id]), person.name, person.id))


def _of_person(connection: Connection, person: Any, limit: int) -> Dossier:
    members = connection.execute(
        select(PersonEntity.page, PersonEntity.entity).where(PersonEntity.person == person.id)
    ).all()
    own: dict[int, set[str]] = {}
    for page, entity in members:
        own.setdefault(page, set()).add(entity)
    names: set[str] = set()
    found: list[_Found] = []
    for number, told in told_of(connection, dict.fromkeys(own)):
        entities = [entity for entity in told.record["entities"] if entity["id"] in own[number]]
        names |= {name for entity in entities for name in entity["names"]}
        found += sorted(_of_page(told, entities, person.id), key=lambda one: one.place)
    facts = (
        Fact("dossier.id", person.id),
        Fact("dossier.kind", label("kind", person.kind, "ar")),
        Fact("dossier.names", "، ".join(sorted(names))),
        Fact("page.contents", str(len(own))),
    )
    return Dossier("person", person.name, facts, (), _numbered(found, limit), len(found))


def _of_page(told: Told, entities: Iterable[Json], person: str) -> Iterator[_Found]:
    """What a page says of someone: offices, epithets, ties, and the claims in which he stands or speaks."""
    for entity in entities:
        for kind, places in _SAID:
            for place in entity[places]:
                said = place.get("title") or place.get("kind") or place["text"]
                yield _Found(told, (place["start"], place["end"]), (Fact(f"dossier.{kind}", said),))
    for report in told.reports:
        sides = [side for side in _SIDES if any(party.key == person for party in getattr(report, side))]
        sides += ["source"] if any(party.key == person for party in report.chain) else []
        if sides:
            yield _claim(told, report, _doing(report))
