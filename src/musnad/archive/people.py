"""A name -> the people, bodies and places over all pages that it may mean."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, func, select, tuple_

from musnad.archive.naming import thing
from musnad.archive.papers import Member, Papers
from musnad.folding import fold
from musnad.store.linked import Person, PersonEntity
from musnad.store.tables import Entity, Name, Page, table

_ID = re.compile(r"[0-9a-f]{4,}(\.[0-9a-f]+)?-e\d+(d\d+)?")


@dataclass(frozen=True, slots=True)
class Someone:
    """Someone or something that pages mean: its entities on these, and why they are taken for one."""

    id: str
    name: str
    kind: str
    members: tuple[Member, ...]
    reasons: tuple[str, ...]


def called(connection: Connection, name: str) -> list[Someone]:
    """All who are called by the words of a name, in this order, on some page: those of the most pages first.

    An id of someone, or of an entity of a page, means that one alone.
    """
    own = select(PersonEntity.person).where(
        tuple_(PersonEntity.page, PersonEntity.entity).in_(_members(connection, name))
    )
    ids = set(connection.execute(own).scalars())
    return sorted(people(connection, ids), key=lambda one: (-len({p for p, _ in one.members}), one.name, one.id))


def people(connection: Connection, ids: Iterable[str]) -> list[Someone]:
    """Some people, bodies and places by their ids, in their order."""
    wanted = list(ids)
    members: dict[str, list[Member]] = {}
    query = select(PersonEntity.person, PersonEntity.page, PersonEntity.entity).where(PersonEntity.person.in_(wanted))
    for person, page, entity in connection.execute(query.order_by(PersonEntity.page, PersonEntity.entity)):
        members.setdefault(person, []).append((page, entity))
    found = connection.execute(select(table(Person)).where(Person.id.in_(wanted)).order_by(Person.id))
    return [
        Someone(row.id, row.name, row.kind, tuple(members.get(row.id, ())), tuple(json.loads(row.reasons)))
        for row in found
    ]


def _members(connection: Connection, name: str) -> list[Member]:
    """The named entities of current pages of which a name, or the name in Latin letters, holds these words."""
    if _ID.fullmatch(name):
        one = thing(connection, Papers(connection), name)
        return [(one.paper.number, one.content["id"])]
    words = fold(name).split()
    query = select(Name.page, Name.entity, Name.key).join(Page, Page.id == Name.page).where(Page.current)
    for word in words:
        query = query.where(Name.key.contains(word, autoescape=True))
    found = {(row.page, row.entity) for row in connection.execute(query) if _holds(row.key.split(), words)}
    latin = select(Entity.page, Entity.id, Entity.latin).join(Page, Page.id == Entity.page).where(Page.current)
    latin = latin.where(func.lower(Entity.latin).contains(name.casefold().strip(), autoescape=True))
    parts = name.casefold().split()
    found |= {(r.page, r.id) for r in connection.execute(latin) if _holds(r.latin.casefold().split(), parts)}
    return sorted(found)


def _holds(words: list[str], wanted: list[str]) -> bool:
    """Whether words stand among others in their order."""
    rest = iter(words)
    return bool(wanted) and all(word in rest for word in wanted)
