"""An annotation as the record of a reader that finds exactly this: to score one annotator against another."""

from collections.abc import Iterable
from typing import Any

from musnad.annotation.gold import Event, Gold, Quantity, Statement
from musnad.annotation.places import Place, overlap

Made = dict[str, Any]


def as_record(gold: Gold, other: Gold | None = None) -> Made:
    """The record of a page that holds just what is annotated.

    Args:
        gold: the annotated page.
        other: another annotation of it. What `gold` holds to be optional is put in only where `other` has an event too, as
            it is no error to leave it out.
    """
    return _Recorded(gold).record(_kept(gold, other))


def _kept(gold: Gold, other: Gold | None) -> list[Event]:
    def shared(event: Event) -> bool:
        return other is None or any(overlap(event.place, theirs.place) for theirs in other.events)

    return [event for event in gold.events if not event.optional or shared(event)]


class _Recorded:
    """Makes the parts of one page's record."""

    def __init__(self, gold: Gold) -> None:
        self.gold = gold
        self.ids = {name: f"e{i}" for i, name in enumerate(gold.aliases)}
        self.choices: dict[str, str] = {}

    def record(self, events: list[Event]) -> Made:
        gold, claims = self.gold, {event.place: f"c{i}" for i, event in enumerate(events)}
        parts = {
            "mentions": [
                self._place(n.place) | {"kind": n.kind, "named": True, "entity": self.ids[n.entity]} for n in gold.names
            ],
            "times": [self._place(t.place) | {"type": t.type, "value": t.value} for t in gold.times],
            "claims": [self._claim(event, claims) for event in events],
            "statements": [self._statement(statement) for statement in gold.statements],
        }
        return {"document": {"source": gold.id}, "text": gold.text, **parts, "entities": self._entities()}

    def _place(self, place: Place) -> Made:
        return {"start": place[0], "end": place[1], "text": self.gold.text[place[0] : place[1]]}

    def _argument(self, wanted: str) -> Made:
        """A participant; where one of several will do, an entity of its own that bears the names of all."""
        nowhere = {"start": 0, "end": 0, "text": wanted}
        if "|" not in wanted:
            return nowhere | {"entity": self.ids.get(wanted)}
        return nowhere | {"entity": self.choices.setdefault(wanted, f"a{len(self.choices)}")}

    def _arguments(self, wanted: Iterable[str]) -> list[Made]:
        return [self._argument(name) for name in wanted]

    def _claim(self, event: Event, claims: dict[Place, str]) -> Made:
        place = self._place(event.place)
        return {
            "id": claims[event.place],
            "start": place["start"],
            "end": place["end"],
            "trigger": place["text"],
            "type": event.type,
            "actors": self._arguments(event.actors),
            "recipients": self._arguments(event.recipients),
            "companions": self._arguments(event.companions),
            "place": self._argument(event.where) if event.where else None,
            "time": {"value": event.date, "time": None, "basis": None} if event.date else None,
            "quantities": [self._quantity(quantity) for quantity in event.quantities],
            "status": event.status,
            "polarity": event.axes.polarity,
            "certainty": event.axes.certainty,
            "phase": event.axes.phase,
            "chain": [{"source": source} for source in self._arguments(event.chain)],
            "about": [claims[place] for place in event.about if place in claims],
        }

    def _quantity(self, quantity: Quantity) -> Made:
        return self._place(quantity.place) | {"value": quantity.value, "unit": quantity.unit, "of": quantity.of}

    def _statement(self, statement: Statement) -> Made:
        return self._place(statement.place) | {
            "direct": statement.direct,
            "speaker": self._argument(statement.speaker) if statement.speaker else None,
            "cue": self._place(statement.cue) if statement.cue else None,
        }

    def _entities(self) -> list[Made]:
        gold = self.gold
        return [
            {
                "id": id_,
                "name": name,
                "names": sorted(gold.aliases[name]),
                "roles": [
                    {"title": r.title, "body": r.body, "country": r.country} for r in gold.roles if r.entity == name
                ],
                "epithets": [self._place(e.place) for e in gold.epithets if e.entity == name],
                "relations": [{"kind": r.kind, "entity": self.ids[r.of]} for r in gold.relations if r.entity == name],
            }
            for name, id_ in self.ids.items()
        ] + [self._choice(wanted, id_) for wanted, id_ in self.choices.items()]

    def _choice(self, wanted: str, id_: str) -> Made:
        parts = [part.strip() for part in wanted.split("|")]
        names = {form for part in parts for form in self.gold.aliases.get(part, {part})}
        return {"id": id_, "name": parts[0], "names": sorted(names)}
