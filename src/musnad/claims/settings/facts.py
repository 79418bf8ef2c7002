"""The places and times that an event may have, and what can be said of each, as facts that a model weighs.

A fact is a tuple: its name, and its values. `FORMS` says which words it gives, each of which may have a weight; candidates
share most facts, so that what a fact comes to is worth keeping.

Candidates stand in the event's sentence or in the one before. Their side is `+` behind the trigger, `-` before it and `p` in
the sentence before.
"""

from bisect import bisect_left
from collections.abc import Hashable, Iterator, Sequence
from typing import NamedTuple

from musnad.claims.participants import Phrases
from musnad.claims.roles import key
from musnad.claims.surroundings import Surroundings, count_between
from musnad.claims.triggers import Trigger
from musnad.claims.view import View
from musnad.language.words import ARTICLE
from musnad.model import Argument, Mention, Sentence, TimeExpression

Fact = tuple[object, ...]

FORMS: dict[str, tuple[str, ...]] = {
    # P place or D date, side, step, part of speech of the trigger, verbs, triggers, the same at most two
    "stands": (
        "{1} {2}", "{1} step {2}{3}", "{1} step {4}{2}{3}", "{1} verbs {2}{5}", "{1} triggers {2}{6}",
        "{1} between {4}{2}{7}{8}",
    ),
    # P place or D date, side, whether the same words hold both
    "told": ("{1} told {2}{3}",),
    # kind, its first letter, type of event, part of speech, side, what stands before
    "place": ("P {1} {3}", "P {1} {5}", "P {5} {6} {2}", "P {4} {5} {6}", "P {3} {5} {6}"),
    # whether the grammar proposes it, whether the frame has a place, kind, type of event, side
    "place ruled": ("P rule {1}", "P rule {1} {2}", "P rule {1} {3} {4}", "P rule {1} {5}"),
    # whether it takes part, type of event, side, what stands before
    "place taking part": ("P who {1}", "P who {1} {2}", "P who {1} {3} {4}"),
    # whether an event before has it, whether the trigger is the last before it, whether it is a noun, side, before, behind
    "place near": ("P earlier {1} {4}", "P near {2} {3} {4}", "P near {2} {5}", "P next {6} {4}"),
    # type of event, part of speech, whether the grammar proposes one, whether somebody says it
    "no place": (
        "P none", "P none {1}", "P none {2}", "P none rule {3}", "P none {1} {2}", "P none told {4}",
    ),
    "no date": (
        "D none", "D none {1}", "D none {2}", "D none rule {3}", "D none {1} {2}", "D none told {4}", "D none {2} {3}",
    ),
    # shape, type of event, side, whether the grammar proposes it, part of speech, aspect
    "date": (
        "D {1} {2}", "D {1} {3}", "D rule {4}", "D rule {4} {3} {5}", "D aspect {6} {1}",
    ),
    # whether the trigger is the last before it, whether the last verb is the trigger, whether the trigger is next, before, aspect
    "date near": (
        "D near {1} {6}", "D verb {2} {6}", "D near {1} {2} {6}", "D next {3} {6}", "D before {4} {6}",
        "D before {4} {6} {1}", "D aspect {5} {6} {1}",
    ),
    # the verb before, side
    "date of": ("D of {1} {2}",),
    # earlier or later than the page, aspect, side
    "day": ("D {1} {2} {3}",),
}  # fmt: skip
"""The words that facts give, with the places of the values in them."""

SAID, BOUNDS = "said", "bounds"
"""The fact whose values are words themselves; and that of which each value behind the side gives one."""

PLACES = frozenset({"GPE", "LOC"})
STEPS = (0, 1, 2, 3, 4, 6, 9, 13, 20, 30, 50)
"""Distances in tokens, in steps that grow."""

MOST = 12
"""Candidates of each kind that are weighed for one event, the nearest: a sentence may have no end."""

HEADS = 3
"""How many nouns may stand between a preposition and the name that completes them («في ولاية قضاء X»)."""

REMEMBERED = 3
"""How many places of events before are remembered."""


def words(fact: Fact) -> list[str]:
    """The words of a fact, each of which may have a weight."""
    name = fact[0]
    if name == SAID:
        return list(map(str, fact[1:]))
    if name == BOUNDS:
        return [f"{fact[1]} bound {fact[2]}{bound}" for bound in fact[3:]]
    return [form.format(*fact) for form in FORMS[str(name)]]


class Event(NamedTuple):
    """An event as the choice looks at it: its trigger, who takes part, and the place and time that the grammar proposes."""

    trigger: Trigger
    actors: frozenset[Hashable]
    recipients: frozenset[Hashable]
    place: Argument | None
    time: str | None


class Case(NamedTuple):
    """A candidate: the place or time, by what it is known to be the same as another, and the facts said of it."""

    answer: Argument | TimeExpression
    key: Hashable
    facts: list[Fact]


class _Spot(NamedTuple):
    """A place named or described, or a time: its tokens, and what is said of it whichever event asks."""

    first: int
    last: int
    answer: Argument | TimeExpression
    key: Hashable
    kind: str
    before: str
    said: Fact


class Cases:
    """The candidates of one document's events."""

    def __init__(self, view: View, phrases: Phrases, events: Sequence[Event]) -> None:
        self.view, self.phrases, self.events = view, phrases, events
        self._triggers = sorted({event.trigger.index for event in events})
        self._previous: list[Hashable] = []
        self._surroundings = Surroundings(view)
        self._places = self._find_places() if events else {}
        self._times = self._find_times() if events else {}

    def _find_places(self) -> dict[int, list[_Spot]]:
        """The named and described places by the first token of their sentence, in the order of the text."""
        found: dict[int, list[_Spot]] = {}
        for mention in self.view.document.mentions:
            if mention.kind in PLACES:
                self._put(found, self._named(mention))
        for sentence in self._looked_at():
            for spot in self._described(sentence):
                self._put(found, spot)
        return {first: sorted(spots, key=lambda s: (s.first, s.last)) for first, spots in found.items()}

    def _looked_at(self) -> list[Sentence]:
        """The sentences that events stand in, and those right before them."""
        view = self.view
        own = {bisect_left(view.sentence_starts, view.sentence_of[event.trigger.index].first) for event in self.events}
        return [view.document.sentences[n] for n in sorted(own | {n - 1 for n in own if n})]

    def _find_times(self) -> dict[int, list[_Spot]]:
        """The dates by the first token of their sentence, in the order of the document."""
        found: dict[int, list[_Spot]] = {}
        for time in self.view.dates:
            self._put(found, self._dated(time))
        return found

    def _put(self, found: dict[int, list[_Spot]], spot: _Spot | None) -> None:
        if spot is not None and self.view.in_article[spot.first]:
            found.setdefault(self.view.sentence_of[spot.first].first, []).append(spot)

    def _named(self, mention: Mention) -> _Spot | None:
        view = self.view
        inside = list(view.within(mention.span))
        if not inside:
            return None
        first, last = inside[0], inside[-1] + 1
        kind = f"{mention.kind}{'' if mention.named else 'd'}{'c' * view.is_country(mention.entity)}"
        before = self._preposition(first)
        said = (SAID, f"P kind {kind}", f"P by {before}", f"P by {before} {kind}", f"P role {first in view.role_at}")
        return _Spot(first, last, Argument(mention.span, mention.entity), mention.entity, kind, before, said)

    def _described(self, sentence: Sentence) -> Iterator[_Spot]:
        """The phrases without a name behind a preposition of place: «في السوق», «أمام مقر الوزارة»."""
        view, brings = self.view, self.view.grammar.brings["scene"]
        for j in range(sentence.first, sentence.last - 1):
            token = view.tokens[j]
            if "preposition" in view.classes(j):
                word, first = token.base, j + 1
            elif token.proclitics:
                word, first = next((p for p in token.proclitics if p in brings), ""), j
            else:
                continue
            if word not in brings or first in view.time_at or self._is_named(first):
                continue
            group = self.phrases.after(first)
            argument = group.members[0] if group is not None and group.members else None
            inside = list(view.within(argument.span)) if argument is not None and not self._is_name(argument) else ()
            if argument is not None and inside:
                yield self._phrase(argument, inside[0], inside[-1] + 1, word)

    def _phrase(self, argument: Argument, first: int, last: int, word: str) -> _Spot:
        view = self.view
        base = view.tokens[first].base
        said = (
            SAID, "P kind n", f"P head {base.removeprefix(ARTICLE)}", f"P by n {word}",
            f"P form {self._surroundings.definite(first)} {word}", f"P long {min(last - first, HEADS + 1)}",
            f"P tag {self._surroundings.tag(first)}",
        )  # fmt: skip
        return _Spot(first, last, argument, key(argument), "n", word, said)

    def _is_named(self, i: int) -> bool:
        mention = self.view.mention_at.get(i)
        return mention is not None and mention.named

    def _is_name(self, argument: Argument) -> bool:
        """Whether a phrase means a person, or a place that is a candidate by its mention."""
        entity = self.view.entities.get(argument.entity or "")
        return entity is not None and (entity.kind in PLACES or entity.kind == "PER")

    def _dated(self, time: TimeExpression) -> _Spot | None:
        view, value = self.view, time.value or ""
        inside = list(view.within(time.span))
        if not inside:
            return None
        shape = "REF" if value.endswith("REF") else f"{len(value)}{'X' * ('X' in value)}{'W' * ('W' in value)}"
        before = self._surroundings.before(inside[0])
        return _Spot(
            inside[0], inside[-1] + 1, time, value, shape, before, (SAID, f"D shape {shape}", f"D before {before}")
        )

    def _preposition(self, first: int) -> str:
        """What stands before the noun phrase that a name completes: with `+` where nouns stand between."""
        low = self.view.sentence_of[first].first
        for k in range(first, max(low, first - HEADS) - 1, -1):
            before = self._surroundings.before(k)
            if before != "N":
                return before + "+" * (k < first)
        return "N"

    def places(self, n: int) -> tuple[list[Fact], list[Case]]:
        """What is said for an event having no place, and its candidates."""
        event = self.events[n]
        pos, kind = event.trigger.row.pos[0], event.trigger.row.type
        told = event.trigger.index in self.view.statement_at
        none = "no place", kind, pos, event.place is not None, told
        return [none], [self._place(event, spot) for spot in self._near(event, self._places)]

    def times(self, n: int) -> tuple[list[Fact], list[Case]]:
        """What is said for an event having no date, and its candidates."""
        event = self.events[n]
        pos, kind = event.trigger.row.pos[0], event.trigger.row.type
        told = event.trigger.index in self.view.statement_at
        none = "no date", kind, pos, event.time is not None, told
        return [none], [self._time(event, spot) for spot in self._near(event, self._times)]

    def remember(self, place: Hashable) -> None:
        """Keep the place chosen for an event: those behind it may have the same."""
        self._previous = [*self._previous[-REMEMBERED + 1 :], place]

    def _near(self, event: Event, spots: dict[int, list[_Spot]]) -> list[_Spot]:
        i, sentences = event.trigger.index, self.view.document.sentences
        own = self.view.sentence_of[i]
        n = bisect_left(self.view.sentence_starts, own.first)
        found = list(spots.get(own.first, ()))
        if n:
            found = [*spots.get(sentences[n - 1].first, ()), *found]
        around = [spot for spot in found if not spot.first <= i < spot.last]
        return around if len(around) <= MOST else sorted(around, key=lambda s: abs(s.first - i))[:MOST]

    def _place(self, event: Event, spot: _Spot) -> Case:
        trigger, kind = event.trigger, spot.kind
        pos, deed = trigger.row.pos[0], trigger.row.type
        side, near, facts = self._stands(event, spot, "P")
        ruled = event.place is not None and key(event.place) == spot.key
        framed = any(position.role == "place" for position in trigger.row.frame)
        who = "a" if spot.key in event.actors else "r" if spot.key in event.recipients else "o"
        before = spot.before
        facts += (
            spot.said,
            ("place", kind, kind[0], deed, pos, side, before),
            ("place ruled", ruled, framed, kind, deed, side),
            ("place taking part", who, deed, side, before),
            ("place near", spot.key in self._previous, near, kind == "n", side, before, self._behind(spot)),
        )
        return Case(spot.answer, spot.key, facts)

    def _time(self, event: Event, spot: _Spot) -> Case:
        trigger, shape = event.trigger, spot.kind
        pos, deed = trigger.row.pos[0], trigger.row.type
        side, near, facts = self._stands(event, spot, "D")
        assert isinstance(spot.answer, TimeExpression)
        ruled = event.time == spot.answer.id
        aspect = trigger.aspect
        verb, following = _last(self.view.verbs, spot.first), _next(self._triggers, spot.first)
        own = verb == trigger.index
        facts += (
            spot.said,
            ("date", shape, deed, side, ruled, pos, aspect),
            ("date near", near, own, following == trigger.index, spot.before, aspect, side),
        )
        if verb is not None and not own:
            facts.append(("date of", min(self.view.grammar.lemmas(self.view, verb), default="?"), side))
        published, value = self.view.document.dating.published, spot.answer.value or ""
        if published and value[:1].isdigit():
            when = "same" if value[:10] == published else "later" if value[:10] > published else "earlier"
            facts.append(("day", when, aspect, side))
        return Case(spot.answer, spot.key, facts)

    def _stands(self, event: Event, spot: _Spot, what: str) -> tuple[str, bool, list[Fact]]:
        """Where a candidate stands from the trigger: its side, whether the trigger is the last before it, and the facts."""
        view, i = self.view, event.trigger.index
        pos = event.trigger.row.pos[0]
        same = view.sentence_of[spot.first].first == view.sentence_of[i].first
        side = "p" if not same else "+" if spot.first > i else "-"
        low, high = (i + 1, spot.first) if side == "+" else (spot.last, i)
        verbs, triggers = count_between(self.view.verbs, low, high), count_between(self._triggers, low, high)
        step = bisect_left(STEPS, high - low)
        verbs, triggers = min(verbs, 3), min(triggers, 3)
        facts: list[Fact] = [("stands", what, side, step, pos, verbs, triggers, min(verbs, 2), min(triggers, 2))]
        if same:
            bounds = self._surroundings.bounds(view.sentence_of[i], low, high)
            if bounds:
                facts.append((BOUNDS, what, side, *bounds))
            told, here = view.statement_at.get(spot.first), view.statement_at.get(i)
            facts.append(("told", what, side, (told and told.id) == (here and here.id)))
        return side, _last(self._triggers, spot.first) == i, facts

    def _behind(self, spot: _Spot) -> str:
        view = self.view
        if spot.last >= view.sentence_of[spot.first].last:
            return "$"
        return (
            "V" if view.is_verb(spot.last) else view.text(spot.last) if view.tokens[spot.last].kind == "mark" else "N"
        )


def _last(places: Sequence[int], before: int) -> int | None:
    k = bisect_left(places, before)
    return places[k - 1] if k else None


def _next(places: Sequence[int], behind: int) -> int | None:
    k = bisect_left(places, behind)
    return places[k] if k < len(places) else None
