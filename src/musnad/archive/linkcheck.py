"""Links against what they were made from: the claims and entities of the pages that are linked."""

from collections.abc import Iterator

from sqlalchemy import Connection, Select, func, select

from musnad.store.linked import Event, EventClaim, LinkedPage, Person, PersonEntity
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
