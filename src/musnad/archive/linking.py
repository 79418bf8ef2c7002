"""Pages -> what they tell together: events with their sources and conflicts, people, copies, threads.

The links are made from the records in one transaction: whatever ends the program leaves the old ones or the new ones.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import func, select

from musnad.lexicon import Lexicon
from musnad.linking.events import event
from musnad.linking.linker import Linker
from musnad.linking.settings import setting
from musnad.linking.threads import Threads
from musnad.store import linked, links
from musnad.store.links import Rows
from musnad.store.reading import records
from musnad.store.store import Store
from musnad.store.tables import table


@dataclass(frozen=True, slots=True)
class Linked:
    """How much there is of what linking makes."""

    pages: int
    events: int
    conflicts: int
    threads: int
    people: int
    copies: int


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
            linker = Linker(lexicon)
            for page, record in records(connection, names):
                linker.add({**record, "document": record["document"] | {"id": names[page]}})
                progress(len(linker.reports))
            links.clear(connection)
            links.write(connection, rows(linker, names))
        counts = (select(func.count()).select_from(table(model)) for model in _COUNTED)
        return Linked(*(connection.execute(count).scalar_one() for count in counts))


def rows(linker: Linker, names: Mapping[int, str]) -> Rows:
    """All that a linker knows, as rows; `names` are those of the pages by their numbers."""
    pages = {name: page for page, name in names.items()}
    own: Rows = {linked.LinkedPage: [{"page": page, "name": name, "fresh": True} for page, name in names.items()]}
    return links.joined([own, *_rows(linker, pages)])


def _rows(linker: Linker, pages: Mapping[str, int]) -> Iterator[Rows]:
    for group in linker.groups():
        found = event(linker, group)
        told = [one for key in group for one in linker.event(key).told]
        where = setting(told, linker.reports.__getitem__, unreal=found.unreal)
        yield links.event_rows(found, where, pages)
    yield links.thread_rows(Threads(linker).found())
    for person in linker.entities.all():
        yield links.person_rows(person, pages)
    for page in sorted(pages):
        source, passages = linker.copies.original(page), linker.copies.passages(page)
        if source or passages:
            yield links.copy_rows(page, source, linker.reports[page].credits, passages, pages)
