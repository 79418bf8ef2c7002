"""People, bodies and places as decisions join and part them, over the forms that name them.

An entity that a decision speaks of stands for itself; all others that are written alike stay together, so that a decision
costs no more where thousands of pages name somebody.
"""

from collections.abc import Iterator, Mapping, Sequence

from musnad.linking.decided import Tie, decided_people
from musnad.linking.entities import Entities, Form, Someone, form_of, named
from musnad.linking.reports import Profile, Report
from musnad.linking.results import Claimed, Person

_REST, _BETWEEN = "", "\0"


class DecidedPeople:
    """Those whom decisions concern, and who is left beside them.

    Attributes:
        forms: how those are written who are concerned.
        everyone: those who come of decisions.
    """

    def __init__(self, entities: Entities, reports: Mapping[str, Report], ties: Sequence[Tie]) -> None:
        self._entities = entities
        known = {p: profile for tie in ties for p in (tie.first, *tie.others) if (profile := _profile(reports, p))}
        self._own: dict[Form, list[Claimed]] = {}
        for member, profile in known.items():
            self._own.setdefault(form_of(profile), []).append(member)
        concerned = {one for form in self._own if (one := entities.of(form))}
        self.forms = frozenset(form for one in concerned for form in one.forms)
        people = decided_people(
            [self._person(one) for one in sorted(concerned)], ties, {m: p.name for m, p in known.items()}
        )
        self.everyone = sorted(map(_someone, people))

    def of(self, form: Form) -> Someone | None:
        """Whom a form means, if no decision concerns him."""
        return None if form in self.forms else self._entities.of(form)

    def others(self) -> Iterator[Someone]:
        """All whom no decision concerns."""
        return (one for one in self._entities.everyone() if self.forms.isdisjoint(one.forms))

    def _person(self, one: Someone) -> Person:
        return Person(one.name, one.kind, tuple(sorted(self._members(one))), one.reasons)

    def _members(self, one: Someone) -> Iterator[Claimed]:
        """The entities of which decisions speak, and for each form the rest of those that are written so."""
        for form in one.forms:
            own = self._own.get(form, [])
            yield from own
            if len(own) < self._entities.number(form):
                yield _REST, _BETWEEN.join(form)


def _profile(reports: Mapping[str, Report], member: Claimed) -> Profile | None:
    """What a page that is in knows of an entity that it names."""
    page, entity = member
    return next((p for p in named(reports[page]) if p.id == entity), None) if page in reports else None


def _someone(person: Person) -> Someone:
    rests = (name.split(_BETWEEN) for page, name in person.members if page == _REST)
    forms = tuple((kind, words, country) for kind, words, country in rests)
    members = tuple(member for member in person.members if member[0] != _REST)
    return Someone(forms, person.name, person.kind, person.reasons, members)
