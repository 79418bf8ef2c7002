"""Pages -> what they tell together: events with their sources and conflicts, people, copies, threads.

The links are made from the records in one transaction: whatever ends the program leaves the old ones or the new ones.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from musnad.lexicon import Lexicon
from musnad.linking.decided import DecidedClaims, Tie, decided_people
from musnad.linking.events import event
from musnad.linking.linker import Linker
from musnad.linking.results import Claimed, Person
from musnad.linking.settings import setting
from musnad.linking.threads import Threads
from musnad.store import linked, links
from musnad.store.decided import Decisions, Spot, claim_at, entity_at
from musnad.store.links import Rows
from musnad.store.reading import records
from musnad.store.store import Store
from musnad.store.tables import Page, table


@dataclass(frozen=True, slots=True)
class Linked:
    """How much there is of what linking makes."""

    pages: int
    events: int
    conflicts: int
    threads: int
    people: int
    copies: int


Ties = Mapping[str, Sequence[Tie]]
"""What people decided of entities, claims and links."""
_COUNTED = (linked.LinkedPage, linked.Event, linked.Conflict, linked.Thread, linked.Person, linked.Copy)


def link(
    store: Store, lexicon: Lexicon, progress: Callable[[int], None] = lambda _: None, *, anew: bool = False
) -> Linked:
    """Bring the links up to date; `progress` hears how many pages have been compared.

    Args:
        store: the project's store.
        lexicon: the tables by which pages are compared.
        progress: is called for every page.
        anew: also where no page has come, gone or been read again.

    Raises:
        StoreError: the store cannot be used; the links are then those of before.
    """
    with store.writing() as writer:
        connection = writer.connection
        if anew or links.are_behind(connection):
            names = links.names(connection)
            ties = ties_of(connection, names)
            linker = Linker(lexicon, DecidedClaims(ties["claim"]))
            for page, record in records(connection, names):
                linker.add({**record, "document": record["document"] | {"id": names[page]}})
                progress(len(linker.reports))
            links.clear(connection)
            links.write(connection, rows(linker, names, ties))
        counts = (select(func.count()).select_from(table(model)) for model in _COUNTED)
        return Linked(*(connection.execute(count).scalar_one() for count in counts))


def rows(linker: Linker, names: Mapping[int, str], ties: Ties | None = None) -> Rows:
    """All that a linker knows, as rows; `names` are those of the pages by their numbers, `ties` what people decided."""
    pages = {name: page for page, name in names.items()}
    own: Rows = {linked.LinkedPage: [{"page": page, "name": name, "fresh": True} for page, name in names.items()]}
    return links.joined([own, *_rows(linker, pages, ties or {})])


def _rows(linker: Linker, pages: Mapping[str, int], ties: Ties) -> Iterator[Rows]:
    of: dict[Claimed, Claimed] = {}
    for group in linker.groups():
        found = event(linker, group)
        of |= dict.fromkeys(found.claims, found.id)
        told = [one for key in group for one in linker.event(key).told]
        where = setting(told, linker.reports.__getitem__, unreal=found.unreal)
        yield links.event_rows(found, where, pages)
    rejected = {frozenset((of[tie.first], of[other])) for tie in ties.get("link", ()) for other in tie.others}
    threads = (one for one in Threads(linker).found() if frozenset((one.source, one.target)) not in rejected)
    yield links.thread_rows(threads)
    yield from (links.person_rows(person, pages) for person in _people(linker, ties.get("entity", ())))
    for page in sorted(pages):
        source, passages = linker.copies.original(page), linker.copies.passages(page)
        if source or passages:
            yield links.copy_rows(page, source, linker.reports[page].credits, passages, pages)


def _people(linker: Linker, ties: Sequence[Tie]) -> Sequence[Person]:
    if not ties:
        return linker.entities.all()
    profiles = (profile for report in linker.reports.values() for profile in report.people.values())
    return decided_people(linker.entities.all(), ties, {(p.page, p.id): p.name for p in profiles})


def ties_of(connection: Connection, names: Mapping[int, str]) -> Ties:
    """What people have decided about entities, claims and links of pages, as these are named now."""
    decisions = Decisions.of(connection)
    said = {of: list(decisions.ties(of)) for of in ("entity", "claim", "link")}
    spots = {spot for some in said.values() for _, first, others in some for spot in (first, *others)}
    pages = connection.execute(select(Page.id).where(Page.hash.in_({spot.hash for spot in spots})))
    found: dict[tuple[str, Spot], Claimed] = {}
    for page, record in records(connection, [page for page in pages.scalars() if page in names]):
        for spot in spots:
            if spot.hash == record["document"]["id"]:
                claim, entity = claim_at(record, spot.start, spot.end), entity_at(record, spot.start, spot.end)
                found |= {(of, spot): (names[page], claim["id"]) for of in ("claim", "link")} if claim else {}
                found |= {("entity", spot): (names[page], entity)} if entity else {}
    return {of: list(_resolved(of, some, found)) for of, some in said.items()}


def _resolved(of: str, said: Iterable[Any], found: Mapping[tuple[str, Spot], Claimed]) -> Iterator[Tie]:
    for row, first, others in said:
        known = tuple(found[of, other] for other in others if (of, other) in found)
        if (of, first) in found and known:
            reason = f"decision {row.id} by {row.who}: {row.why}"
            yield Tie(row.kind == "merge", found[of, first], known, reason)
