"""The entities of all pages -> people, bodies and places: conservative, and each joining with its reasons.

Entities are sought among those whose names end alike (bodies: begin alike; places: are alike), so a page touches only these.
Names written alike go together first; then the forms join, the likeliest first. A short form that fits two who cannot be one
stays by itself: two of one family stay two.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from musnad.linking.clusters import groups
from musnad.linking.names import SAME, Verdict, compared
from musnad.linking.reports import Profile, Report
from musnad.linking.results import Person

_AGAINST = 8.0
"""How much more counts what speaks against two forms' being one than what speaks for it."""
Form = tuple[str, str, str]
"""The kind, the words of a name, and the country where it is known."""


class Entities:
    """The named entities of the pages that are in."""

    def __init__(self) -> None:
        self._blocks: dict[str, dict[tuple[str, str], Profile]] = {}
        self._found: dict[str, list[Person]] = {}

    def add(self, page: Report) -> None:
        """Take a page's entities in."""
        for block, profile in _named(page):
            self._blocks.setdefault(block, {})[profile.page, profile.id] = profile
            self._found.pop(block, None)

    def remove(self, page: Report) -> None:
        """Take a page's entities out.

        Raises:
            KeyError: they are not in.
        """
        for block, profile in _named(page):
            del self._blocks[block][profile.page, profile.id]
            self._found.pop(block, None)
            if not self._blocks[block]:
                del self._blocks[block]

    def all(self) -> list[Person]:
        """Everyone, by name."""
        return sorted(person for block in self._blocks for person in self._of(block))

    def of(self, profile: Profile) -> Person | None:
        """Whom a page's entity means over all pages; None where the page does not name it."""
        block = _block(profile)
        if block not in self._blocks:
            return None
        key = (profile.page, profile.id)
        return next((person for person in self._of(block) if key in person.members), None)

    def _of(self, block: str) -> list[Person]:
        if block not in self._found:
            self._found[block] = list(_joined(self._blocks[block]))
        return self._found[block]


def _named(page: Report) -> Iterator[tuple[str, Profile]]:
    for profile in page.people.values():
        if profile.named and profile.words:
            yield _block(profile), profile


def _block(profile: Profile) -> str:
    match profile.kind:
        case "PER":
            return f"person {profile.words[-1]}"
        case "GPE" | "LOC":
            return f"place {' '.join(profile.words)}"
    return f"body {profile.words[0]}"


def _joined(profiles: Mapping[tuple[str, str], Profile]) -> Iterator[Person]:
    """The entities of a block in persons."""
    forms: dict[Form, list[Profile]] = {}
    for _, profile in sorted(profiles.items()):
        forms.setdefault((profile.kind, " ".join(profile.words), profile.country or ""), []).append(profile)
    whole = {form: _whole(members) for form, members in forms.items()}
    order = sorted(whole)
    verdicts = {(a, b): compared(whole[a], whole[b]) for n, a in enumerate(order) for b in order[n + 1 :]}
    doubtful = {form for form in order if len(whole[form].words) == 1 and _fits_two(form, verdicts)}
    scores = {pair: _weighed(verdict) if not doubtful & set(pair) else -_AGAINST for pair, verdict in verdicts.items()}
    for group in groups(order, scores):
        members = [member for form in group for member in forms[form]]
        reasons = [
            reason
            for pair, v in verdicts.items()
            if set(pair) <= set(group) and v.score >= SAME
            for reason in v.reasons
        ]
        yield _person(members, tuple(dict.fromkeys(reasons)))


def _weighed(verdict: Verdict) -> float:
    return verdict.score - SAME if verdict.score >= 0 else _AGAINST * verdict.score


def _fits_two(form: Form, verdicts: Mapping[tuple[Form, Form], Verdict]) -> bool:
    """Whether a form fits two others that cannot be one."""
    fit = {other for pair, v in verdicts.items() if form in pair and v.score >= SAME for other in pair if other != form}
    return any(v.score < 0 for (a, b), v in verdicts.items() if a in fit and b in fit)


def _whole(members: Sequence[Profile]) -> Profile:
    """What all who are written alike have together."""
    return replace(
        members[0],
        forms=frozenset(form for m in members for form in m.forms),
        latin=min((m.latin for m in members if m.latin), default=None),
        offices=frozenset(word for m in members for word in m.offices),
        company=frozenset(name for m in members for name in m.company),
    )


def _person(members: Sequence[Profile], reasons: tuple[str, ...]) -> Person:
    names = Counter(member.name for member in members)
    kinds = Counter(member.kind for member in members)
    return Person(
        name=min(names, key=lambda name: (-len(name.split()), -names[name], name)),
        kind=min(kinds, key=lambda kind: (-kinds[kind], kind)),
        members=tuple(sorted((member.page, member.id) for member in members)),
        reasons=reasons,
    )
