"""Links against what they were made from: at a glance claims and entities, thoroughly all links made from the beginning."""

from collections.abc import Iterator

from sqlalchemy import Connection, Select, func, select

from musnad.archive.linking import copy_rows, event_rows
from musnad.archive.meaning import person_rows
from musnad.archive.tied import Ties, ties_of
from musnad.lexicon import Lexicon
from musnad.linking.decided import DecidedClaims
from musnad.linking.linker import Linker
from musnad.linking.persons import DecidedPeople
from musnad.linking.threads import Threads, id_of
from musnad.store import links
from musnad.store.linked import LINKED, Event, EventClaim, LinkedPage, Person, PersonEntity
from musnad.store.links import Rows
from musnad.store.reading import records
from musnad.store.rows import written
from musnad.store.tables import Base, Claim, Entity, table


def link_faults(connection: Connection) -> Iterator[tuple[str, str]]:
    """What is wrong with the links of pages that are linked as they are read now: the table, and the fault."""
    pages = select(LinkedPage.page).where(LinkedPage.fresh)
    names = select(Entity.page, Entity.id).where(Entity.named, Entity.page.in_(pages))
    checks: list[tuple[type[Base], str, Select[*tuple[object, ...]]]] = [
        (
            EventClaim,
            "claims tell of no event",
            select(Claim.page, Claim.id)
            .where(Claim.page.in_(pages))
            .except_(select(EventClaim.page, EventClaim.claim)),  # type: ignore[list-item]
        ),
        (
            EventClaim,
            "are of claims that there are not",
            select(EventClaim.page, EventClaim.claim)
            .where(EventClaim.page.in_(pages))
            .except_(select(Claim.page, Claim.id)),  # type: ignore[list-item]
        ),
        (Event, "are told by no claim", select(Event.id).except_(select(EventClaim.event))),  # type: ignore[list-item]
        (EventClaim, "have no event", select(EventClaim.event).except_(select(Event.id))),  # type: ignore[list-item]
        (Person, "are meant by nobody", select(Person.id).except_(select(PersonEntity.person))),  # type: ignore[list-item]
        (PersonEntity, "mean nobody", select(PersonEntity.person).except_(select(Person.id))),  # type: ignore[list-item]
        (
            PersonEntity,
            "are of entities that there are not",
            select(PersonEntity.page, PersonEntity.entity).where(PersonEntity.page.in_(pages)).except_(names),  # type: ignore[list-item]
        ),
    ]
    for model, message, query in checks:
        number = connection.execute(select(func.count()).select_from(query.subquery())).scalar_one()
        if number:
            yield table(model).name, f"{number} {message}"


def differences(connection: Connection, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """How the links differ from those that linking from the beginning makes: the table, and in how many rows."""
    query = select(LinkedPage.page, LinkedPage.name).where(LinkedPage.fresh)
    names: dict[int, str] = {row.page: row.name for row in connection.execute(query)}
    ties = ties_of(connection)
    linker = Linker(lexicon, DecidedClaims(ties["claim"]))
    for page, record in records(connection, names):
        linker.add({**record, "document": record["document"] | {"id": names[page]}})
    made = links.joined(_rows(linker, ties, {name: page for page, name in names.items()}))
    for model in LINKED:
        if model not in (LinkedPage, PersonEntity):
            columns = [column.name for column in table(model).c]
            wanted = {tuple(written(row)[name] for name in columns) for row in made.get(model, ())}
            there = {tuple(row) for row in connection.execute(select(table(model)))}
            if wanted != there:
                yield table(model).name, f"{len(wanted ^ there)} rows are not as linking from the beginning makes them"


def _rows(linker: Linker, ties: Ties, pages: dict[str, int]) -> Iterator[Rows]:
    groups, threads = linker.groups(), Threads(linker, ties["link"])
    yield from event_rows(linker, groups, pages)
    for group in groups:
        yield links.thread_rows(id_of(linker, group), threads.at(group, threads.deed(group)))
    yield from copy_rows(linker, pages, pages)
    people = DecidedPeople(linker.entities, linker.reports, ties["entity"])
    yield {Person: person_rows(people)}
