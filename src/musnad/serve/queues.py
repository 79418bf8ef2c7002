"""What waits to be judged, over all pages at once; what somebody has judged is left out."""

from collections.abc import Iterator
from itertools import combinations

from sqlalchemy import and_, func, select, union_all

from musnad.archive.choosing import Wanted, claims
from musnad.archive.tied import ties_of
from musnad.serve.acts import names
from musnad.serve.desk import View
from musnad.store import decisions
from musnad.store.linked import EventClaim, LinkedPage, PersonEntity
from musnad.store.tables import Argument, Claim, Entity, Link, Name, Page

_ACTORS = frozenset({"PER", "ORG", "ARMED", "MEDIA"})
_MOST_ALIKE = 6
"""Of how many of one name every two are asked about; of more, each only with the first."""
Pair = tuple[str, str, str]


def _judged(view: View, *of: str) -> dict[tuple[str, int, int], str]:
    """The places that are judged, with the verdict."""
    rows = [row for row in decisions.standing(view.connection) if row.of in of]
    return {spot: row.kind for row in rows for spot in decisions.spots(row)}


def judged_events(view: View) -> set[str]:
    """The events of which somebody has judged a claim."""
    spots = _judged(view, "claim", "link")
    query = select(EventClaim.event, Page.hash, Claim.start, Claim.end).join(Page, Page.id == EventClaim.page)
    query = query.join(Claim, and_(Claim.page == EventClaim.page, Claim.id == EventClaim.claim))
    rows = view.connection.execute(query.where(Page.hash.in_({spot[0] for spot in spots})))
    return {row.event for row in rows if (row.hash, row.start, row.end) in spots}


def _judged_people(view: View) -> set[str]:
    """Those of whom somebody has judged an entity."""
    spots = _judged(view, "entity")
    own = and_(Entity.page == PersonEntity.page, Entity.id == PersonEntity.entity)
    query = select(PersonEntity.person, Page.hash, Entity.start, Entity.end).join(Entity, own)
    query = query.join(Page, Page.id == PersonEntity.page).where(Page.hash.in_({spot[0] for spot in spots}))
    return {r.person for r in view.connection.execute(query) if (r.hash, r.start, r.end) in spots}


def concerned(view: View, wanted: Wanted) -> set[str]:
    """Those who take part in claims that fit, or say so."""
    fitting = claims(view.connection, wanted).subquery()
    tables = (Argument, Link)
    own = [
        select(of.page, of.entity).join(fitting, and_(of.page == fitting.c.page, of.claim == fitting.c.claim))
        for of in tables
    ]
    named = union_all(*own).subquery()
    meant = and_(PersonEntity.page == named.c.page, PersonEntity.entity == named.c.entity)
    return set(view.connection.execute(select(PersonEntity.person).distinct().join(named, meant)).scalars().all())


def mergeable(view: View) -> list[Pair]:
    """Two who share a name of several words and stand apart, unless somebody has judged whether they are one; with the name."""
    own = and_(Name.page == PersonEntity.page, Name.entity == PersonEntity.entity)
    alike = select(Name.key).join(PersonEntity, own).where(Name.key.contains(" ")).group_by(Name.key)
    alike = alike.having(func.count(PersonEntity.person.distinct()) > 1)
    query = select(Name.key, Name.form, PersonEntity.person).join(PersonEntity, own).where(Name.key.in_(alike))
    called = names(view)
    found: dict[str, dict[str, str]] = {}
    for key, form, person in view.connection.execute(query.order_by(Name.key, PersonEntity.person)).all():
        if called[person][1] in _ACTORS:
            found.setdefault(key, {}).setdefault(person, form)
    judged = set(_told_apart_or_one(view))
    pairs: dict[tuple[str, str], str] = {}
    for people in found.values():
        for a, b in combinations(people, 2) if len(people) <= _MOST_ALIKE else [(min(people), p) for p in people]:
            if a != b and called[a][1] == called[b][1] and frozenset((a, b)) not in judged:
                pairs.setdefault((a, b), people[a])
    return [(a, b, name) for (a, b), name in pairs.items()]


def _told_apart_or_one(view: View) -> Iterator[frozenset[str]]:
    """Two whom somebody has said to be two, or to be one, which the links may not follow yet."""
    ties = ties_of(view.connection)["entity"]
    entities = {one for tie in ties for one in (tie.first, *tie.others)}
    query = select(LinkedPage.name, PersonEntity.entity, PersonEntity.person).join(
        PersonEntity, PersonEntity.page == LinkedPage.page
    )
    query = query.where(LinkedPage.name.in_({page for page, _ in entities}))
    people = {(row.name, row.entity): row.person for row in view.connection.execute(query)}
    for tie in ties:
        for other in tie.others:
            if tie.first in people and other in people:
                yield frozenset((people[tie.first], people[other]))


def newcomers(view: View) -> list[str]:
    """Those who act or are acted upon and of whom nobody has judged an entity; those who came with the latest pages first."""
    own = and_(Argument.page == PersonEntity.page, Argument.entity == PersonEntity.entity)
    acts = select(PersonEntity.person).join(Argument, own).where(Argument.side.in_(("actors", "recipients")))
    first = func.min(PersonEntity.page)
    query = select(PersonEntity.person).where(PersonEntity.person.in_(acts)).group_by(PersonEntity.person)
    rows = view.connection.execute(query.order_by(first.desc(), PersonEntity.person)).scalars()
    judged, called = _judged_people(view), names(view)
    return [person for person in rows if called[person][1] in _ACTORS and person not in judged]
