"""What can be said of a candidate for a part in a claim, as facts that a model weighs.

A fact is a tuple: what it speaks of, and its values. `words` joins the values as `COMBINED` says; a word is what has a weight.
Candidates of other sentences share most facts, so that what a fact comes to is worth keeping; its words are not.

The side of a candidate is `+` behind the trigger, `-` before it, `=` around it, with `i` inside another phrase; `e` if he was
told of before the sentence.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import NamedTuple

from musnad.claims.clauses import Clauses
from musnad.claims.roles.candidates import Candidate
from musnad.claims.roles.site import Site
from musnad.claims.surroundings import Surroundings, count_between
from musnad.claims.view import View
from musnad.language.words import HA
from musnad.model import Argument

Fact = tuple[str, ...]


class Joined(NamedTuple):
    """A word that a fact gives: what it begins with, the places of the values that follow, and of one that must not be empty."""

    name: str
    places: tuple[int, ...]
    given: int = 0


def _numbered(name: str, *joined: tuple[int, ...], given: int = 0) -> tuple[Joined, ...]:
    return tuple(Joined(f"{name}{n}", places, given) for n, places in enumerate(joined))


COMBINED: dict[str, tuple[Joined, ...]] = {
    # name, then the values: pos, side, step, kind, thing
    "distance": _numbered("distance", (1, 2, 3), (2, 3, 5), (2, 3, 4)),
    # pos, side, rank, thing, rank of people, filled
    "rank": _numbered("rank", (2, 3, 4), (1, 2, 5), (1, 2, 5, 6)),
    # pos, side, before, kind, role in the frame
    "before": _numbered("before", (1, 2, 3), (1, 2, 3, 5), (1, 2, 3, 4), (2, 3, 4)),
    # pos, side, definite, tag, before
    "form": _numbered("form", (1, 2, 3), (2, 4), (1, 2, 4, 5)),
    # side, tag of the trigger, agreement, thing, shape of the verb, gender; before the verb the kind, else what stands before;
    # and which of the two
    "agree": (
        *_numbered("agree", (1, 2, 3), (1, 2, 3, 4)),
        *_numbered("subject", (5, 6), (5, 7), given=8),
        Joined("behind", (5, 6, 7), 9),
    ),
    # pos, side, verbs, triggers
    "between": _numbered("between", (1, 2, 3), (1, 2, 4)),
    # pos, side, whether a word follows, that word, and whether: a trigger is before, it opens, others say it
    "around": (
        Joined("next", (1, 2, 4), 3), Joined("of_trigger", (1, 2), 5), Joined("opens", (1,), 6),
        Joined("other_words", (1, 2), 7),
    ),
    # pos, side, answer, kind, filled, whether the trigger is definite
    "grammar": (
        Joined("grammar0", (3,)), Joined("grammar1", (2, 3)), Joined("grammar2", (1, 2, 3)), Joined("grammar3", (3, 4)),
        Joined("grammar5", (1, 3, 5)), Joined("grammar6", (1, 2, 3, 5)), Joined("grammar7", (4,)),
        Joined("grammar8", (1, 2, 4)), Joined("definite", (3, 2), 6),
    ),
    # answer, kind, type
    "deed": (Joined("grammar4", (1, 3)), Joined("grammar9", (2, 3))),
    # pos, side, how often, type if in the title, filled if in no relation
    "often": (
        *_numbered("often", (3,), (1, 2, 3)), *_numbered("titled", (2,), (1, 4), given=4),
        *_numbered("unrelated", (1, 2), (1, 5), given=5),
    ),
    # pos, side, relation, answer, role in the frame, inside
    "relation": (
        Joined("relation0", (3,)), Joined("relation1", (3, 5)), Joined("relation2", (3, 4)), Joined("relation3", (1, 3)),
        Joined("relation4", (1, 2, 3)), Joined("relation5", (1, 3, 4)), Joined("relation8", (3, 6)),
        Joined("relation9", (1, 3, 5)),
    ),
    # pos, relation, kind, type, light
    "related": (Joined("relation6", (2, 4)), Joined("relation7", (1, 2, 3)), Joined("relation10", (2, 5))),
    # whether recipient, side, type, answer
    "alike": _numbered("alike", (1, 2), (1, 3, 4)),
    # pos, whence, age, shape, kind, pronoun
    "far": _numbered("far", (1, 2), (1, 2, 3), (1, 4, 5), (1, 6, 5)),
    # pos, type, filled, roles, frame, lemma, definite, pronoun, form
    "nobody": _numbered(
        "nobody", (), (1,), (2,), (1, 2), (1, 3), (2, 3), (5,), (1, 4), (2, 4), (1, 6), (1, 7), (1, 8), (9,),
    ),
}  # fmt: skip
"""Which values of a fact are joined to words, by their places in it; a fact that is not here is one word."""

BOUNDS = "bound"
"""The fact of which each value behind the side makes a word with what stands before: pos, side, then the bounds."""

STEPS = (1, 2, 3, 4, 6, 9, 13, 20, 30)
"""Distances in tokens, in steps that grow."""

LAST_RANK = 4
_DIGITS = "0123456789"
THINGS = frozenset({"thing", "some"})


def words(fact: Fact) -> list[str]:
    """The words of a fact, each of which may have a weight."""
    name = fact[0]
    if name == BOUNDS:
        return ["|".join((*fact[:3], bound)) for bound in fact[3:]]
    joined = COMBINED.get(name)
    if joined is None:
        return ["|".join(fact)]
    return ["|".join((word, *(fact[k] for k in places))) for word, places, given in joined if fact[given]]


class Traits(NamedTuple):
    """What a candidate is, whichever trigger asks: kind, what stands before it, definiteness, gender, tag, agreement."""

    kind: str
    before: str
    definite: str
    gender: str
    tag: str
    agreement: str


class Features:
    """The facts of the candidates of one document."""

    def __init__(self, view: View, clauses: Clauses) -> None:
        self.view, self.clauses = view, clauses
        self._traits: dict[tuple[int, int], Traits] = {}
        self._surroundings = Surroundings(view)
        mentions = view.document.mentions
        self._counts: Mapping[Hashable, int] = Counter(m.entity for m in mentions)
        title = view.document.metadata.title
        self._titled = {m.entity for m in mentions if title is not None and m.span.within(title)}

    def traits(self, c: Candidate) -> Traits:
        """What a candidate is, kept for the next trigger."""
        place = c.first, c.last
        found = self._traits.get(place)
        if found is None:
            found = self._traits[place] = self._find_traits(c)
        return found

    def _often(self, k: Hashable) -> str:
        return _DIGITS[min(self._counts.get(k, 0), LAST_RANK)]

    def kind(self, argument: Argument) -> str:
        """The kind of the entity (with `d` if the page only describes it), or how far the words speak of people."""
        entity = self.view.entities.get(argument.entity or "")
        if entity is not None:
            return entity.kind + ("" if entity.id in self.view.named else "d")
        phrases = self.clauses.phrases
        if phrases.takes_part(argument, strict=True):
            return "people"
        return "some" if phrases.takes_part(argument, strict=False) else "thing"

    def _find_traits(self, c: Candidate) -> Traits:
        view = self.view
        base, around = view.tokens[c.first].base, self._surroundings
        analysis = view.document.analyses[c.first] if view.document.analyses else None
        return Traits(
            self.kind(c.argument),
            around.before(c.head),
            "d" if around.definite(c.first) else "i",
            "f" if base.endswith((HA, "ات")) else "m",
            around.tag(c.first),
            f"{analysis.gender}{analysis.number[:1]}" if analysis else "",
        )

    def near(self, site: Site, c: Candidate, rank: int, people: int) -> list[Fact]:
        """What can be said of a candidate in the trigger's sentence: the `rank`th phrase there, and of people."""
        i, pos, shape, traits = site.i, site.pos, site.shape, self.traits(c)
        kind, before, definite, gender, tag, agreement = traits
        thing = "t" if kind in THINGS else ""
        behind = c.first > i
        side = "+" if behind else "-" if c.last <= i else "="
        place = side if c.fresh else side + "i"
        low, high = (i + 1, c.head) if behind else (c.last, i)
        verbs, triggers = count_between(site.verbs, low, high), count_between(site.triggers, low, high)
        facts = self._anywhere(site, c.key, kind, place)
        facts += (
            ("distance", pos, place, _DIGITS[bisect_left(STEPS, high - low)], kind, thing),
            ("rank", pos, place, _DIGITS[rank], thing, _DIGITS[people], site.filled),
            ("before", pos, place, before, kind, site.frame.get(before, "") if behind else ""),
            ("form", pos, place, definite, tag, before),
            ("between", pos, place, _DIGITS[min(verbs, 3)], _DIGITS[min(triggers, 3)]),
            self._around(site, c, place),
        )
        if shape:
            told = (kind, "s", "") if side == "-" else (before, "", "b")
            facts.append(("agree", place, site.tag, agreement, thing, shape, gender, *told))
        bounds = self._surroundings.bounds(site.sentence, low, high)
        if bounds:
            facts.append((BOUNDS, pos, place, *bounds))
        return facts

    def _around(self, site: Site, c: Candidate, side: str) -> Fact:
        """What stands right before and behind a candidate, and whether somebody else says the words that it stands in."""
        follows = c.last < site.sentence.last
        told, there = self.view.statement_at.get(c.first), site.statement
        others = told is not there and (told.id if told else None) != (there.id if there else None)
        return (
            "around", site.pos, side, "f" * follows, self._behind(c.last, site.i) if follows else "",
            "t" * (c.first - 1 in site.triggers), "o" * (c.first == site.sentence.first), "s" * others,
        )  # fmt: skip

    def _behind(self, j: int, i: int) -> str:
        view = self.view
        if j == i:
            return "!"
        if view.is_verb(j):
            return "V"
        return min(view.classes(j), default="m" if view.tokens[j].kind == "mark" else "")

    def far(self, site: Site, argument: Argument, k: Hashable, whence: str, age: int) -> list[Fact]:
        """What can be said of somebody told of before the sentence: whence he is known, how many others were since."""
        kind, pronoun = self.kind(argument), site.trigger.reading.enclitic
        facts = self._anywhere(site, k, kind, "e")
        facts.append(("far", site.pos, whence, _DIGITS[min(age, LAST_RANK)], site.shape, kind, pronoun))
        return facts

    def nobody(self, site: Site) -> list[Fact]:
        """What can be said for the words naming nobody."""
        row, reading, form = site.trigger.row, site.trigger.reading, site.trigger.form
        roles = "".join(sorted({p.role[0] for p in row.frame} & {"a", "r"}))
        frame = " ".join(f"{p.role[0]}={'|'.join(p.places)}" for p in row.frame)
        definite, pronoun = "d" * reading.definite, "p" * bool(reading.enclitic)
        shape = f"{'p' * form.passive}{form.number}{'1' * form.first}" if form is not None else ""
        return [("nobody", site.pos, site.type, site.filled, roles, frame, row.lemma, definite, pronoun, shape)]

    def _anywhere(self, site: Site, k: Hashable, kind: str, side: str) -> list[Fact]:
        """What can be said of a participant wherever he stands: the grammar's answer, his relations, the other claims."""
        pos = site.pos
        answer = "a" if k in site.actors else "r" if k in site.recipients else "c" if k in site.companions else "o"
        rels = site.rels.get(k, ())
        facts: list[Fact] = [
            ("grammar", pos, side, answer, kind, site.filled, site.definite),
            ("deed", answer, kind, site.type),
            ("often", pos, side, self._often(k), site.type * (k in self._titled), site.filled * (not rels)),
        ]
        facts += _relations(site, rels, (side, answer, kind))
        for n, alike, earlier in zip("01", site.alike, site.previous, strict=True):
            if k in alike:
                facts.append(("alike", n, side, site.type, answer))
            if k in earlier:
                facts.append(("earlier", n, pos, side, "s" * site.same_before, site.filled))
        if site.held is not None:
            held = "a" if k in site.held[0] else "r" if k in site.held[1] else "o"
            facts.append(("held", site.told.content, pos, held))
        return facts


def _relations(site: Site, rels: Iterable[str], of: tuple[str, str, str]) -> Iterator[Fact]:
    """In which relations of the grammar somebody stands, each with what the frame, the grammar and his kind make of it."""
    side, answer, kind = of
    for r in rels:
        role = site.frame.get(r.removeprefix("c:"), "")
        yield "relation", site.pos, side, r, answer, role, side[1:]
        yield "related", site.pos, r, kind, site.type, site.light
