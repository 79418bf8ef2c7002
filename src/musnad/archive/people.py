"""A name -> the people, bodies and places over all pages that it may mean."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, and_, select

from musnad.archive.naming import thing
from musnad.archive.papers import Member, Papers
from musnad.folding import fold
from musnad.store.linked import Person, PersonEntity
from musnad.store.tables import Entity, Name, table

_ID = re.compile(r"[0-9a-f]{4,}(\.[0-9a-f]+)?-e\d+(d\d+)?")
_OWN_ID = re.compile(r"[0-9a-f]{12}")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_AT_ONCE = 500


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

    The id of an entity of a page means whom that one means; their own ids are understood too.
    """
    found = people(connection, _ids(connection, name))
    return sorted(found, key=lambda one: (-len({page for page, _ in one.members}), one.name, one.id))


def people(connection: Connection, ids: Iterable[str]) -> list[Someone]:
    """Some people, bodies and places by their ids, in the order of these."""
    wanted = sorted(set(ids))
    return [one for n in range(0, len(wanted), _AT_ONCE) for one in _some(connection, wanted[n : n + _AT_ONCE])]


def _some(connection: Connection, ids: Sequence[str]) -> Iterator[Someone]:
    members: dict[str, list[Member]] = {}
    query = select(PersonEntity.person, PersonEntity.page, PersonEntity.entity).where(PersonEntity.person.in_(ids))
    for person, page, entity in connection.execute(query.order_by(PersonEntity.page, PersonEntity.entity)):
        members.setdefault(person, []).append((page, entity))
    for row in connection.execute(select(table(Person)).where(Person.id.in_(ids)).order_by(Person.id)):
        yield Someone(row.id, row.name, row.kind, tuple(members.get(row.id, ())), tuple(json.loads(row.reasons)))


def _ids(connection: Connection, name: str) -> set[str]:
    """Those of whom a name, or the name in Latin letters, holds these words."""
    of = select(PersonEntity.person)
    if _ID.fullmatch(name):
        one = thing(connection, Papers(connection), name)
        own = of.where(PersonEntity.page == one.paper.number, PersonEntity.entity == one.content["id"])
        return set(connection.execute(own).scalars())
    if _OWN_ID.fullmatch(name) and connection.execute(select(Person.id).where(Person.id == name)).scalar():
        return {name}
    words = fold(name).split()
    named = and_(Name.page == PersonEntity.page, Name.entity == PersonEntity.entity)
    query = select(PersonEntity.person, Name.key).join(Name, named)
    for word in words:
        query = query.where(Name.key.contains(word, autoescape=True))
    found = {person for person, key in connection.execute(query) if _holds(key.split(), words)}
    if _LATIN.search(name):
        meant = and_(Entity.page == PersonEntity.page, Entity.id == PersonEntity.entity)
        latin = (
            select(PersonEntity.person, Entity.latin).distinct().join(Entity, meant).where(Entity.latin.is_not(None))
        )
        parts = name.casefold().split()
        found |= {person for person, own in connection.execute(latin) if own and _holds(own.casefold().split(), parts)}
    return found


def _holds(words: list[str], wanted: list[str]) -> bool:
    """Whether words stand among others in their order."""
    rest = iter(words)
    return bool(wanted) and all(word in rest for word in wanted)
