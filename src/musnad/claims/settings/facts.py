"""The places and times that an event may have, and what can be said of each, as words that have weights.

Candidates stand in the event's sentence or in the one before. Their side is `+` behind the trigger, `-` before it and `p` in
the sentence before.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from musnad.claims.participants import Phrases
from musnad.claims.surroundings import Surroundings, count_between
from musnad.claims.triggers import Trigger
from musnad.claims.view import View
from musnad.language.words import ARTICLE
from musnad.model import Argument, Mention, Sentence, TimeExpression

PLACES = frozenset({"GPE", "LOC"})
STEPS = (0, 1, 2, 3, 4, 6, 9, 13, 20, 30, 50)
"""Distances in tokens, in steps that grow."""

MOST = 12
"""Candidates of each kind that are weighed for one event, the nearest: a sentence may have no end."""

HEADS = 3
"""How many nouns may stand between a preposition and the name that completes them («في ولاية قضاء X»)."""

REMEMBERED = 3
"""How many places of events before are remembered."""


class Event(NamedTuple):
    """An event as the choice looks at it: its trigger, who takes part, and the place and time that the grammar proposes."""

    trigger: Trigger
    actors: frozenset[object]
    recipients: frozenset[object]
    place: Argument | None
    time: str | None


class Case(NamedTuple):
    """A candidate: the place or time, by what it is known to be the same as another, and the words said of it."""

    answer: Argument | TimeExpression
    key: object
    facts: list[str]


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place named or described, or a time: its tokens, and what is said of it whichever event asks."""

    first: int
    last: int
    answer: Argument | TimeExpression
    key: object
    kind: str
    before: str
    facts: tuple[str, ...]


class Cases:
    """The candidates of one document's events."""

    def __init__(self, view: View, phrases: Phrases, events: Sequence[Event]) -> None:
        self.view, self.phrases, self.events = view, phrases, events
        self._triggers = sorted({event.trigger.index for event in events})
        self._previous: list[object] = []
        self._surroundings = Surroundings(view)

    @cached_property
    def _places(self) -> dict[int, list[_Spot]]:
        """The named and described places by the first token of their sentence, in the order of the text."""
        found: dict[int, list[_Spot]] = {}
        for mention in self.view.document.mentions:
            if mention.kind in PLACES:
                self._put(found, self._named(mention))
        for sentence in self.view.document.sentences:
            for spot in self._described(sentence):
                self._put(found, spot)
        return {first: sorted(spots, key=lambda s: (s.first, s.last)) for first, spots in found.items()}

    @cached_property
    def _times(self) -> dict[int, list[_Spot]]:
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
        facts = (f"kind {kind}", f"by {before}", f"by {before} {kind}", f"role {first in view.role_at}")
        return _Spot(first, last, Argument(mention.span, mention.entity), mention.entity, kind, before, facts)

    def _described(self, sentence: Sentence) -> Iterator[_Spot]:
        """The phrases without a name behind a preposition of place: «في السوق», «أمام مقر الوزارة»."""
        view, brings = self.view, self.view.grammar.brings["scene"]
        for j in range(sentence.first, sentence.last - 1):
            token = view.tokens[j]
            if "preposition" in view.classes(j):
                word, first = token.base, j + 1
            else:
                word, first = next((p for p in token.proclitics if p in brings), ""), j
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
        facts = (
            "kind n", f"head {base.removeprefix(ARTICLE)}", f"by n {word}", f"form {self._surroundings.definite(first)} {word}",
            f"long {min(last - first, HEADS + 1)}", f"tag {self._surroundings.tag(first)}",
        )  # fmt: skip
        return _Spot(first, last, argument, argument.entity or argument.span, "n", word, facts)

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
        return _Spot(inside[0], inside[-1] + 1, time, value, shape, before, (f"shape {shape}", f"before {before}"))

    def _preposition(self, first: int) -> str:
        """What stands before the noun phrase that a name completes: with `+` where nouns stand between."""
        low = self.view.sentence_of[first].first
        for k in range(first, max(low, first - HEADS) - 1, -1):
            before = self._surroundings.before(k)
            if before != "N":
                return before + "+" * (k < first)
        return "N"

    def places(self, n: int) -> tuple[list[str], list[Case]]:
        """What is said for an event having no place, and its candidates."""
        event = self.events[n]
        pos, kind = event.trigger.row.pos[0], event.trigger.row.type
        ruled = event.place is not None
        none = ["P none", f"P none {kind}", f"P none {pos}", f"P none rule {ruled}", f"P none {kind} {pos}"]
        told = event.trigger.index in self.view.statement_at
        return [*none, f"P none told {told}"], [self._place(event, spot) for spot in self._near(event, self._places)]

    def times(self, n: int) -> tuple[list[str], list[Case]]:
        """What is said for an event having no date, and its candidates."""
        event = self.events[n]
        pos, kind = event.trigger.row.pos[0], event.trigger.row.type
        ruled = event.time is not None
        none = ["D none", f"D none {kind}", f"D none {pos}", f"D none rule {ruled}", f"D none {kind} {pos}"]
        told = event.trigger.index in self.view.statement_at
        more = [f"D none told {told}", f"D none {pos} {ruled}"]
        return [*none, *more], [self._time(event, spot) for spot in self._near(event, self._times)]

    def remember(self, place: object) -> None:
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
        ruled = event.place is not None and (event.place.entity or event.place.span) == spot.key
        framed = any(position.role == "place" for position in trigger.row.frame)
        who = "a" if spot.key in event.actors else "r" if spot.key in event.recipients else "o"
        facts += [f"P {fact}" for fact in spot.facts]
        facts += (
            f"P {kind} {deed}", f"P {kind} {side}", f"P {side} {spot.before} {kind[0]}", f"P {pos} {side} {spot.before}",
            f"P {deed} {side} {spot.before}", f"P rule {ruled}",
            f"P rule {ruled} {framed}", f"P rule {ruled} {kind} {deed}", f"P rule {ruled} {side}",
            f"P who {who}", f"P who {who} {deed}", f"P who {who} {side} {spot.before}",
            f"P earlier {spot.key in self._previous} {side}", f"P near {near} {kind == 'n'} {side}",
            f"P near {near} {spot.before}", f"P next {self._behind(spot)} {side}",
        )  # fmt: skip
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
        facts += [f"D {fact}" for fact in spot.facts]
        facts += (
            f"D {shape} {deed}", f"D {shape} {side}", f"D rule {ruled}", f"D rule {ruled} {side} {pos}",
            f"D near {near} {side}", f"D verb {own} {side}", f"D near {near} {own} {side}",
            f"D next {following == trigger.index} {side}", f"D before {spot.before} {side}",
            f"D before {spot.before} {side} {near}", f"D aspect {aspect} {shape}", f"D aspect {aspect} {side} {near}",
        )  # fmt: skip
        if verb is not None and not own:
            facts.append(f"D of {min(self.view.grammar.lemmas(self.view, verb), default='?')} {side}")
        published, value = self.view.document.dating.published, spot.answer.value or ""
        if published and value[:1].isdigit():
            when = "same" if value[:10] == published else "later" if value[:10] > published else "earlier"
            facts.append(f"D {when} {aspect} {side}")
        return Case(spot.answer, spot.key, facts)

    def _stands(self, event: Event, spot: _Spot, what: str) -> tuple[str, bool, list[str]]:
        """Where a candidate stands from the trigger: its side, whether the trigger is the last before it, and the facts."""
        view, i = self.view, event.trigger.index
        pos = event.trigger.row.pos[0]
        same = view.sentence_of[spot.first].first == view.sentence_of[i].first
        side = "p" if not same else "+" if spot.first > i else "-"
        low, high = (i + 1, spot.first) if side == "+" else (spot.last, i)
        verbs, triggers = count_between(self.view.verbs, low, high), count_between(self._triggers, low, high)
        step = bisect_left(STEPS, high - low)
        facts = [
            f"{what} {side}", f"{what} step {side}{step}", f"{what} step {pos}{side}{step}",
            f"{what} verbs {side}{min(verbs, 3)}", f"{what} triggers {side}{min(triggers, 3)}",
            f"{what} between {pos}{side}{min(verbs, 2)}{min(triggers, 2)}",
        ]  # fmt: skip
        if same:
            facts += [
                f"{what} bound {side}{bound}" for bound in self._surroundings.bounds(view.sentence_of[i], low, high)
            ]
            told, here = view.statement_at.get(spot.first), view.statement_at.get(i)
            facts.append(f"{what} told {side}{(told and told.id) == (here and here.id)}")
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
