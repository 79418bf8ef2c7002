"""People, bodies and places over all pages: found by the words of a name, and all that pages tell of one."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import Field
from sqlalchemy import and_, func, select

from musnad.archive import people as known
from musnad.archive import who
from musnad.archive.papers import Member, Paper
from musnad.errors import NotFoundError
from musnad.serve import seen, shapes
from musnad.serve.asked import Part, PersonName, Words
from musnad.serve.desk import Desk, View
from musnad.serve.listing import listed
from musnad.serve.problems import responses
from musnad.store.linked import Person, PersonEntity
from musnad.store.rows import Json
from musnad.store.tables import Entity


class PersonQuery(Part):
    """Who: by words of a name, in Arabic or Latin letters, and of which kind (PER, ORG ...)."""

    q: Words | None = None
    kind: Words | None = Field(None, description="PER, ORG, ARMED, MEDIA, GPE or LOC")


def routes(desk: Desk) -> APIRouter:
    """The routes about people."""
    router = APIRouter(tags=["people"])

    @router.get("/people", response_model=shapes.Listing[shapes.Person], responses=responses(400, 422))
    def people(asked: Annotated[PersonQuery, Query()]) -> Any:
        """All who are called so, those of the most pages first."""
        with desk.view() as view:
            every = view.worked(("people", asked.q, asked.kind), lambda: _ids(view, asked))
            return listed(view, asked, every, lambda some: persons(view, some))

    @router.get("/people/{id}", response_model=shapes.Dossier, responses=responses(400, 404, 422))
    def person(id: PersonName) -> Any:
        """Names, offices, ranks, epithets, kin and companions of someone, each with its quotation."""
        with desk.view() as view:
            titles = view.worked("titles", lambda: who.Titles(view.lexicon))
            found = someone(view, id)
            entities = [view.papers[page].id_of(entity) for page, entity in found.members]
            return {**asdict(who.dossier(view.papers, titles, found)), "entities": entities}

    @router.get("/people/{id}/pages", response_model=shapes.Listing[seen.Meant], responses=responses(400, 404, 422))
    def pages(id: PersonName, asked: Annotated[Part, Query()]) -> Any:
        """Who is taken for someone: an entity of each page, with the words that name it first."""
        with desk.view() as view:
            members = sorted(someone(view, id).members)
            return listed(view, asked, members, lambda some: _named(view, some))

    return router


def first_named(paper: Paper, entity: str) -> Json | None:
    """The first mention of an entity that names it, or else the first of all."""
    own = paper.mentions.get(entity, ())
    return min(own, key=lambda mention: (not mention["named"], mention["start"]), default=None)


def _named(view: View, members: Sequence[Member]) -> Iterator[dict[str, Any]]:
    view.papers.of({page for page, _ in members})
    for page, entity in members:
        paper = view.papers[page]
        if place := first_named(paper, entity):
            yield {"id": paper.id_of(entity), "quote": paper.quote(place)}


def someone(view: View, named: str) -> known.Someone:
    """Who is meant by an id.

    Raises:
        NotFoundError: nobody.
    """
    found = known.people(view.connection, [named]) or known.called(view.connection, named)
    if not found:
        raise NotFoundError(f"{named}: nobody is known by this id; `musnad link` brings the links up to date")
    return found[0]


def _ids(view: View, asked: PersonQuery) -> list[str]:
    if asked.q:
        found = [one for one in known.called(view.connection, asked.q) if asked.kind in (None, one.kind)]
        return [one.id for one in found]
    pages = func.count(PersonEntity.page.distinct())
    query = select(Person.id).join(PersonEntity, PersonEntity.person == Person.id).group_by(Person.id)
    query = query.where(Person.kind == asked.kind) if asked.kind else query
    return list(view.connection.execute(query.order_by(pages.desc(), Person.name, Person.id)).scalars().all())


def persons(view: View, ids: Sequence[str]) -> Iterator[dict[str, Any]]:
    """People as `shapes.Person` has them, in this order."""
    own = and_(Entity.page == PersonEntity.page, Entity.id == PersonEntity.entity)
    columns = (PersonEntity.person, PersonEntity.page, Entity.latin, Entity.country, Entity.mentions)
    members: dict[str, list[Any]] = {}
    for member in view.connection.execute(select(*columns).join(Entity, own).where(PersonEntity.person.in_(ids))):
        members.setdefault(member.person, []).append(member)
    query = select(Person.id, Person.name, Person.kind).where(Person.id.in_(ids))
    rows = {row.id: row for row in view.connection.execute(query)}
    for name in ids:
        of = members.get(name, [])
        yield {
            **rows[name]._asdict(),
            "latin": _commonest(one.latin for one in of),
            "country": _commonest(one.country for one in of),
            "pages": len({one.page for one in of}),
            "mentions": sum(one.mentions for one in of),
        }


def _commonest(values: Iterator[str | None]) -> str | None:
    counts = Counter(value for value in values if value)
    return min(counts, key=lambda value: (-counts[value], value), default=None)
