"""The entities of all pages -> people, bodies and places: conservative, and each joining with its reasons.

Names written alike go together first, as one form. A form is compared with those only that it may be one with: people whose
names end alike, bodies whose names begin alike, and of these such as share a further word or are called alike somewhere. What
hangs together is then grouped, the likeliest first. A short form that fits two who cannot be one stays by itself: two of one
family stay two. A page changes the forms that it names, and the groups of these.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from musnad.linking.clusters import groups
from musnad.linking.names import SAME, Verdict, compared, may_be_one
from musnad.linking.reports import Profile, Report
from musnad.linking.results import Claimed, Person
from musnad.linking.state import Shelf, State

LEVELS = (SAME, 0.6, 0.7, 0.8, 0.9, 1.1)
"""How likely two forms must be one to hang together: the more, the more there are; at the last none do."""
MOST = 64
"""How many forms that hang together are grouped at once."""
ANYONE = 256
"""A single word by which more names end than so many may be anyone's, and is compared with none of them."""
_AGAINST = 8.0
"""How much more counts what speaks against two forms' being one than what speaks for it."""
_EVERY, _ALONE, _WORD, _NAME = "every", "alone", "word", "name"
_LONGEST = 120
"""How many characters of a block's name count."""
Form = tuple[str, str, str]
"""The kind, the words of a name, and the country where it is known."""


class Whole(NamedTuple):
    """What the entities that are written alike have together, each thing with how many have it."""

    names: Counter[str]
    kinds: Counter[str]
    forms: Counter[str]
    latin: Counter[str]
    offices: Counter[str]
    company: Counter[str]

    def add_up(self, profile: Profile, number: int) -> None:
        """Add what an entity has, or with -1 take it away."""
        latin = (profile.latin,) if profile.latin else ()
        company = profile.company if profile.kind == "PER" else ()
        own = ((profile.name,), (profile.kind,), profile.forms, latin, profile.offices, company)
        for counter, things in zip(self, own, strict=True):
            for thing in things:
                counter[thing] += number
                if not counter[thing]:
                    del counter[thing]

    def profile(self, form: Form) -> Profile:
        """All of it as one entity."""
        return Profile(
            page="",
            id="",
            name=_most(self.names),
            kind=form[0],
            words=tuple(form[1].split(" ")),
            forms=frozenset(self.forms),
            latin=min(self.latin, default=None),
            country=form[2] or None,
            offices=frozenset(self.offices),
            company=frozenset(self.company),
            named=True,
        )


class Someone(NamedTuple):
    """A person, body or place, by the forms that mean it, and by entities that mean it whatever their form."""

    forms: tuple[Form, ...]
    name: str
    kind: str
    reasons: tuple[str, ...]
    members: tuple[Claimed, ...] = ()


class Kin(NamedTuple):
    """A form among others: what it is called, the forms that it is likely one with, and the group that it stands in."""

    names: frozenset[str]
    friends: dict[Form, float]
    group: tuple[Form, ...]


class Entities:
    """The named entities of the pages that are in."""

    def __init__(self, state: State, reports: Mapping[str, Report]) -> None:
        """Go on with what a state holds; `reports` are the pages that are in."""
        self._reports = reports
        self._wholes: Shelf[Form, Whole] = state.shelf("forms")
        self._kin: Shelf[Form, Kin] = state.shelf("kin")
        self._index = Index(state)
        self._counted: set[Form] = set()
        self._changed: set[Form] = set()

    def add(self, page: Report) -> None:
        """Take a page's entities in."""
        self._count(page, 1)

    def remove(self, page: Report) -> None:
        """Take a page's entities out.

        Raises:
            KeyError: they are not in.
        """
        self._count(page, -1)

    def all(self) -> list[Person]:
        """Everyone, by name, with all who mean them."""
        members: dict[Form, list[Claimed]] = {}
        for page in self._reports.values():
            for profile in named(page):
                members.setdefault(form_of(profile), []).append((page.id, profile.id))
        return sorted(
            Person(one.name, one.kind, tuple(sorted(m for form in one.forms for m in members[form])), one.reasons)
            for one in self.everyone()
        )

    def everyone(self) -> Iterator[Someone]:
        """All of them, by their forms."""
        self._settle()
        for form in sorted(self._kin):
            if self._kin[form].group[0] == form:
                yield self._someone(self._kin[form].group)

    def of(self, form: Form) -> Someone | None:
        """Whom a form means; None where nobody is written so."""
        self._settle()
        kin = self._kin.get(form)
        return self._someone(kin.group) if kin else None

    def changed(self) -> frozenset[Form]:
        """The forms that may mean others than they did when this was last asked, or mean them for other reasons."""
        self._settle()
        found, self._changed = frozenset(self._changed), set()
        return found

    def number(self, form: Form) -> int:
        """How many entities are written in a form."""
        whole = self._wholes.get(form)
        return sum(whole.names.values()) if whole else 0

    def _count(self, page: Report, number: int) -> None:
        self._wholes.fetch(map(form_of, named(page)))
        for profile in named(page):
            form = form_of(profile)
            whole = self._wholes.get(form) or Whole(*(Counter[str]() for _ in Whole._fields))
            whole.add_up(profile, number)
            if whole.names:
                self._wholes[form] = whole
            else:
                del self._wholes[form]
            self._counted.add(form)

    def _settle(self) -> None:
        """Group anew what hangs or hung together with forms that pages have come or gone with."""
        if not self._counted:
            return
        self._kin.fetch(self._counted)
        self._wholes.fetch(self._counted)
        counted, self._counted = self._counted | self._indexed(self._counted), set()
        friends = {form: self._friends(form) for form in sorted(counted)}
        ends = counted | {other for form, found in friends.items() for other in found.keys() ^ self._known(form)}
        touched = {other for form in ends for other in self._together(form)} | counted
        for form in sorted(counted):
            self._befriend(form, friends[form])
        touched |= {other for form in ends for other in self._together(form)}
        done: set[Form] = set()
        for form in sorted(touched):
            if form not in done and form in self._kin:
                together = self._together(form)
                done |= together
                self._regroup(sorted(together), counted)
        self._changed |= counted

    def _indexed(self, forms: Collection[Form]) -> set[Form]:
        """Put forms under what they are called; gives the single words that may be somebody's now, or anybody's."""
        crossed: set[Form] = set()
        for form in sorted(forms):
            kin, whole = self._kin.get(form), self._wholes.get(form)
            names = frozenset(whole.forms) if whole else frozenset()
            if self._index.put(form, kin.names if kin else None, names if whole else None):
                crossed |= self._index.alone(form)
            if whole:
                self._kin[form] = Kin(names, kin.friends if kin else {}, kin.group if kin else ())
        return crossed

    def _known(self, form: Form) -> Collection[Form]:
        kin = self._kin.get(form)
        return kin.friends.keys() if kin else ()

    def _friends(self, form: Form) -> dict[Form, float]:
        """The forms that a form is likely one with."""
        if form not in self._wholes:
            return {}
        near = sorted(self._index.near(form, self._kin[form].names))
        self._wholes.fetch(near)
        own = self._profile(form)
        scores = ((other, _verdict(form, other, own, self._profile(other)).score) for other in near)
        return {other: score for other, score in scores if score >= SAME}

    def _befriend(self, form: Form, friends: dict[Form, float]) -> None:
        """Write down the friends of a form, on both sides."""
        kin = self._kin.get(form)
        for other in (kin.friends.keys() if kin else set()) | friends.keys():
            if back := self._kin.get(other):
                back.friends.pop(form, None)
                if other in friends:
                    back.friends[form] = friends[other]
                self._kin[other] = back
        if form in self._wholes:
            assert kin is not None
            self._kin[form] = kin._replace(friends=friends)
        elif kin:
            del self._kin[form]

    def _together(self, form: Form) -> set[Form]:
        """All that hangs together with a form, as loosely as leaves few enough to be grouped at once."""
        reached = {form}
        for level in LEVELS:
            reached, waiting = {form}, [form]
            while waiting and len(reached) <= MOST:
                self._kin.fetch(waiting)
                kin = (self._kin.get(one) for one in waiting)
                found = {other for one in kin if one for other, score in one.friends.items() if score >= level}
                waiting = list(found - reached)
                reached |= found
            if len(reached) <= MOST:
                break
        return reached

    def _regroup(self, together: Sequence[Form], counted: Collection[Form]) -> None:
        self._wholes.fetch(together)
        verdicts = self._verdicts(together)
        doubtful = {form for form in together if " " not in form[1] and _fits_two(form, verdicts)}
        scores = {p: _weighed(verdict) if not doubtful & set(p) else -_AGAINST for p, verdict in verdicts.items()}
        for group in map(tuple, groups(together, scores)):
            other = [form for form in group if self._kin[form].group != group]
            for form in other:
                self._kin[form] = self._kin[form]._replace(group=group)
            if other or any(form in counted for form in group):
                self._changed.update(group)

    def _verdicts(self, together: Sequence[Form]) -> dict[tuple[Form, Form], Verdict]:
        """All pairs of forms, the lesser first, compared."""
        profiles = {form: self._profile(form) for form in together}
        return {(a, b): compared(profiles[a], profiles[b]) for n, a in enumerate(together) for b in together[n + 1 :]}

    def _someone(self, group: tuple[Form, ...]) -> Someone:
        self._wholes.fetch(group)
        verdicts = self._verdicts(group).values()
        reasons = [reason for verdict in verdicts if verdict.score >= SAME for reason in verdict.reasons]
        names, kinds = Counter[str](), Counter[str]()
        for form in group:
            names += self._wholes[form].names
            kinds += self._wholes[form].kinds
        best = min(names, key=lambda name: (-len(name.split()), -names[name], name))
        return Someone(group, best, _most(kinds), tuple(dict.fromkeys(reasons)))

    def _profile(self, form: Form) -> Profile:
        return self._wholes[form].profile(form)


class Index:
    """Which forms share a word or a name with others of their block."""

    def __init__(self, state: State) -> None:
        self._called: Shelf[tuple[str, str, str], set[Form]] = state.shelf("called")

    def put(self, form: Form, before: Collection[str] | None, names: Collection[str] | None) -> bool:
        """Put a form under other names than before, None where it was not or is not there; gives whether single words
        may be anyone's in its block that could not before, or the other way round."""
        block, every = block_of(form), (block_of(form), _EVERY, "")
        held = len(self._called.get(every) or ())
        for name in set(before or ()) ^ set(names or ()):
            self._set(form, (block, _NAME, name), there=name in (names or ()))
        if (before is None) == (names is None):
            return False
        for word in _own_words(form):
            self._set(form, (block, _WORD, word), there=names is not None)
        self._set(form, every, there=names is not None)
        if _is_alone(form):
            self._set(form, (block, _ALONE, ""), there=names is not None)
        return (held > ANYONE) != (len(self._called.get(every) or ()) > ANYONE)

    def alone(self, form: Form) -> set[Form]:
        """The single words in a form's block."""
        return set(self._called.get((block_of(form), _ALONE, "")) or ())

    def near(self, form: Form, names: Iterable[str]) -> set[Form]:
        """The other forms that may be one with a form that is called by some names."""
        block = block_of(form)
        own = [(block, _NAME, name) for name in names]
        words = [(block, _WORD, word) for word in _own_words(form)]
        self._called.fetch([*own, *words, (block, _EVERY, ""), (block, _ALONE, "")])
        found = {other for key in words for other in self._called.get(key) or () if _may_be_one(form, other)}
        every: set[Form] = self._called.get((block, _EVERY, "")) or set()
        if len(every) <= ANYONE:
            some = every if _is_alone(form) else self.alone(form)
            found |= {other for other in some if _may_be_one(form, other)}
        return found.union(*(self._called.get(key) or () for key in own)) - {form}

    def _set(self, form: Form, key: tuple[str, str, str], *, there: bool) -> None:
        forms = self._called.get(key) or set()
        (forms.add if there else forms.discard)(form)
        if forms:
            self._called[key] = forms
        else:
            del self._called[key]


def named(page: Report) -> Iterator[Profile]:
    """The entities of a page that it names."""
    return (profile for profile in page.people.values() if profile.named and profile.words)


def block_of(form: Form) -> str:
    """Where those stand who may be the same."""
    kind, name, _ = form
    words = name.split(" ")
    match kind:
        case "PER":
            block = f"person {words[-1]}"
        case "GPE" | "LOC":
            block = f"place {name}"
        case _:
            block = f"body {words[0]}"
    return block[:_LONGEST]


def form_of(profile: Profile) -> Form:
    """How an entity is written."""
    return profile.kind, " ".join(profile.words), profile.country or ""


def _own_words(form: Form) -> set[str]:
    """The words of a form but that by which it stands in its block."""
    words = form[1].split(" ")
    return set(words) - {words[-1] if form[0] == "PER" else words[0]}


def _is_alone(form: Form) -> bool:
    return not _own_words(form)


def _may_be_one(a: Form, b: Form) -> bool:
    """Whether two forms may be one by their words alone."""
    return may_be_one(a[0], tuple(a[1].split(" ")), tuple(b[1].split(" ")))


def _verdict(form: Form, other: Form, own: Profile, its: Profile) -> Verdict:
    return compared(own, its) if form < other else compared(its, own)


def _weighed(verdict: Verdict) -> float:
    return verdict.score - SAME if verdict.score >= 0 else _AGAINST * verdict.score


def _fits_two(form: Form, verdicts: Mapping[tuple[Form, Form], Verdict]) -> bool:
    """Whether a form fits two others that cannot be one."""
    fit = {other for pair, v in verdicts.items() if form in pair and v.score >= SAME for other in pair if other != form}
    return any(v.score < 0 for (a, b), v in verdicts.items() if a in fit and b in fit)


def _most(counts: Counter[str]) -> str:
    return min(counts, key=lambda value: (-counts[value], value))
