"""Whom the entities of pages mean, written down: where it has changed, and as people have decided."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select, update

from musnad.linking.entities import Form, Someone, block_of, form_of, named
from musnad.linking.linker import Linker
from musnad.linking.persons import DecidedPeople
from musnad.linking.state import Shelf, State
from musnad.store import links
from musnad.store.linked import Person, PersonEntity
from musnad.store.links import Due
from musnad.store.tables import table

DECIDED = "decided"
"""The block of those who come of decisions."""
Meant = dict[Form, str]
"""Whom entities mean that are written in a form, by the id."""


class Meaning:
    """Writes the tables of people, and keeps on a shelf what it has written."""

    def __init__(self, connection: Connection, linker: Linker, state: State) -> None:
        self._connection, self._linker = connection, linker
        self._written: Shelf[Form, str] = state.shelf("people")
        self._decided: Shelf[str, frozenset[Form]] = state.shelf("decided")

    def write(self, people: DecidedPeople, new: Sequence[Due]) -> None:
        """Write those who are others since the last time, and whom the entities of new pages mean.

        Where one of them is concerned by a decision, or was, all are written whom decisions concern.
        """
        forms = set(self._linker.entities.changed())
        decided: frozenset[Form] = people.forms | (self._decided.get(DECIDED) or frozenset())
        anew = decided if decided & forms else frozenset[Form]()
        forms |= anew
        self._written.fetch(forms)
        stand: dict[Form, Someone] = {}
        for form in sorted(forms):
            if form not in stand and (one := people.of(form)):
                stand |= dict.fromkeys(one.forms, one)
        meant = {form: links.person_id(one) for form, one in stand.items()}
        rows = [links.person_row(block_of(form), one) for form, one in stand.items() if form == one.forms[0]]
        if anew:
            rows += [links.person_row(DECIDED, one) for one in people.everyone]
            meant |= {form: links.person_id(one) for one in people.everyone for form in one.forms}
        self._write_rows(forms, {row["id"]: row for row in rows}, anew=bool(anew))
        self._mean(forms, meant, anew)
        self._write_entities(new)
        if anew:
            self._decided[DECIDED] = people.forms
            self._single_out(people)

    def _write_rows(self, forms: Iterable[Form], new: Mapping[str, dict[str, Any]], *, anew: bool) -> None:
        """Write people's rows in the place of those that these forms meant, and with `anew` of all who come of decisions."""
        own = table(Person)
        ids = {name for form in forms if (name := self._written.get(form))}
        wheres = [own.c.id.in_(some) for some in links.parts(ids)] + [own.c.block == DECIDED] * anew
        old = {
            row["id"]: dict(row)
            for where in wheres
            for row in self._connection.execute(select(own).where(where)).mappings()
        }
        links.delete_where(self._connection, own.c.id, [name for name, row in old.items() if new.get(name) != row])
        links.write(self._connection, {Person: [row for name, row in new.items() if old.get(name) != row]})

    def _mean(self, forms: Iterable[Form], meant: Meant, anew: Collection[Form]) -> None:
        """Let the entities that are written in these forms mean others where they do, or if `anew` whatever they meant."""
        own = table(PersonEntity)
        for form in forms:
            before, now = self._written.get(form), meant.get(form)
            if now and (form in anew or (before and before != now)):
                self._connection.execute(update(own).where(own.c.form == links.form_id(form)).values(person=now))
            if now:
                self._written[form] = now
            elif before:
                del self._written[form]

    def _write_entities(self, new: Sequence[Due]) -> None:
        rows = [
            {
                "page": due.page,
                "entity": profile.id,
                "form": links.form_id(form),
                "person": self._written.get(form, ""),
            }
            for due in new
            for profile in named(self._linker.reports[due.name])
            for form in [form_of(profile)]
        ]
        links.write(self._connection, {PersonEntity: rows})

    def _single_out(self, people: DecidedPeople) -> None:
        """Let the entities of which decisions speak mean whom they are to mean."""
        own = table(PersonEntity)
        pages = links.numbers(self._connection, {page for one in people.everyone for page, _ in one.members})
        for one in people.everyone:
            for page, entity in one.members:
                where = own.c.page == pages[page], own.c.entity == entity
                self._connection.execute(update(own).where(*where).values(person=links.person_id(one)))


def person_rows(people: DecidedPeople) -> list[dict[str, Any]]:
    """Everyone as rows."""
    return [
        *(links.person_row(block_of(one.forms[0]), one) for one in people.others()),
        *(links.person_row(DECIDED, one) for one in people.everyone),
    ]
