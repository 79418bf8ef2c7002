"""A name -> the people, bodies and places over all pages that it may mean."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from musnad.archive.papers import Member, Papers
from musnad.folding import fold
from musnad.lexicon import Lexicon
from musnad.linking.entities import Entities
from musnad.linking.reports import report
from musnad.linking.words import Vocabulary
from musnad.store.tables import Entity, Name, Page


@dataclass(frozen=True, slots=True)
class Someone:
    """Someone or something that pages mean: its entities on these, and why they are taken for one."""

    id: str
    name: str
    kind: str
    members: tuple[Member, ...]
    reasons: tuple[str, ...]


def called(connection: Connection, papers: Papers, lexicon: Lexicon, name: str) -> list[Someone]:
    """All who are called by the words of a name, in this order, on some page: those of the most pages first."""
    members = _members(connection, name)
    found = _grouped(papers, lexicon, members)
    return sorted(found, key=lambda one: (-len(one.members), one.name, one.id))


def _members(connection: Connection, name: str) -> list[Member]:
    """The named entities of current pages of which a name, or the name in Latin letters, holds these words."""
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


def _grouped(papers: Papers, lexicon: Lexicon, members: Iterable[Member]) -> Iterable[Someone]:
    vocabulary, entities = Vocabulary(lexicon), Entities()
    wanted = set(members)
    numbers = {paper.source.page: paper for paper in papers.of({page for page, _ in wanted})}
    for paper in numbers.values():
        entities.add(report(paper.record, vocabulary))
    for person in entities.all():
        own = tuple((numbers[page].number, entity) for page, entity in person.members)
        if wanted & set(own):
            first = numbers[person.members[0][0]]
            yield Someone(first.id_of(person.members[0][1]), person.name, person.kind, own, person.reasons)
