"""The rows of NAME.more.yaml: what else the page says of events, and statements, roles, epithets, relations."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from musnad.annotation.gold import (
    CERTAINTIES,
    PHASES,
    POLARITIES,
    RELATIONS,
    UNITS,
    Axes,
    Epithet,
    Event,
    Gold,
    Quantity,
    Relation,
    Role,
    Statement,
)
from musnad.annotation.layers import File, Quote
from musnad.annotation.places import Place, overlap
from musnad.annotation.rows import Fault, FaultyError, Row, Sections, code, fields, quote, text, texts

SECTIONS = frozenset({"events", "statements", "roles", "epithets", "relations"})


class Further(File):
    """NAME.more.yaml; `triggers` are those of the events of NAME.yaml."""

    def __init__(self, name: str, page: str | None, faults: list[Fault], triggers: Mapping[Quote, Place]) -> None:
        super().__init__(name, page, faults)
        self.triggers = triggers
        self.entities: frozenset[str] = frozenset()

    def read(self, gold: Gold, found: Sections) -> Gold:
        """The page with its further layers, as far as their rows are without fault."""
        self.known(found, SECTIONS)
        self.entities = frozenset(gold.aliases)
        events = {event.place: event for event in gold.events}
        seen = set[Quote]()
        for event in self.made("events", found.get("events"), lambda row: self._event(row, events, seen)):
            events[event.place] = event
        return replace(
            gold,
            further=True,
            events=tuple(events.values()) if self.page is not None else gold.events,
            statements=tuple(self.made("statements", found.get("statements"), self._statement)),
            roles=tuple(self.made("roles", found.get("roles"), self._role)),
            epithets=tuple(self.made("epithets", found.get("epithets"), self._epithet)),
            relations=tuple(self.made("relations", found.get("relations"), self._relation)),
        )

    def _event(self, row: Row, events: Mapping[Place, Event], seen: set[Quote]) -> Event:
        values = fields(row, "trigger companions quantities about axes", "trigger")
        key, place = self._trigger(values["trigger"], "the trigger")
        if key in seen:
            raise FaultyError(f"{key[0]!r}: another row has this trigger")
        seen.add(key)
        quantities, about = values.get("quantities") or [], values.get("about") or []
        if not isinstance(quantities, list) or not isinstance(about, list):
            raise FaultyError(f"{key[0]!r}: quantities and about are lists")
        event = events.get(place, Event(place, ""))
        return replace(
            event,
            companions=texts(values.get("companions"), "companions"),
            quantities=tuple(self._quantity(value, row.line) for value in quantities),
            about=tuple(self._trigger(other, "about")[1] for other in about),
            axes=_axes(values["axes"]) if values.get("axes") else event.axes,
        )

    def _trigger(self, value: Any, what: str) -> tuple[Quote, Place]:
        """A trigger of NAME.yaml, which may be quoted with a clitic more or less than there."""
        key = quote(value, what)
        if key in self.triggers:
            return key, self.triggers[key]
        known = next((other for other in self.triggers if self._is(key, other)), None)
        if known is None:
            raise FaultyError(f"{what} {value!r} is not the trigger of an event")
        return known, self.triggers[known]

    def _is(self, one: Quote, other: Quote) -> bool:
        """Whether two quotes are of one word; without a text the words themselves must do."""
        if self.page is None:
            return one[0].endswith(other[0]) or other[0].endswith(one[0])
        return overlap(self.at(one), self.triggers[other])

    def _quantity(self, value: Any, line: int) -> Quantity:
        values = fields(Row(line, value), "text value unit of", "text unit")
        number, unit = values.get("value"), str(values["unit"])
        if number is not None and (isinstance(number, bool) or not isinstance(number, int | float)):
            raise FaultyError(f"the value of a quantity is a number or null, not {number!r}")
        kind, _, currency = unit.partition(":")
        code(kind, UNITS, "unit")
        if (kind == "money") != bool(len(currency) == 3 and currency.isalpha() and currency.isupper()):
            raise FaultyError(f"money is written with its ISO 4217 code, as in money:USD, not {unit!r}")
        return Quantity(self.at(quote(values["text"], "a quantity")), number, unit, text(values.get("of"), "of"))

    def _statement(self, row: Row) -> Statement:
        values = fields(row, "content cue speaker direct", "content")
        if not isinstance(values.get("direct"), bool):
            raise FaultyError(f"{values['content']!r}: direct is true or false")
        cue = self.at(quote(values["cue"], "the cue")) if values.get("cue") else None
        place = self.stretch(values["content"], "content")
        return Statement(place, cue, text(values.get("speaker"), "speaker"), values["direct"])

    def _role(self, row: Row) -> Role:
        values = fields(row, "entity title body country", "entity title")
        title, body, country = (text(values.get(name), name) for name in ("title", "body", "country"))
        return Role(self._entity(values["entity"]), title or "", body, country)

    def _epithet(self, row: Row) -> Epithet:
        values = fields(row, "entity text", "entity text")
        return Epithet(self._entity(values["entity"]), self.at(quote(values["text"], "the text")))

    def _relation(self, row: Row) -> Relation:
        values = fields(row, "entity kind of", "entity kind of")
        kind = RELATIONS[code(values["kind"], frozenset(RELATIONS), "kind")]
        return Relation(self._entity(values["entity"]), kind, self._entity(values["of"]))

    def _entity(self, value: Any) -> str:
        if not isinstance(value, str) or value not in self.entities:
            raise FaultyError(f"{value!r} is no canonical name of the page")
        return value


def _axes(value: Any) -> Axes:
    match value:
        case [polarity, certainty, phase]:
            return Axes(
                code(polarity, POLARITIES, "polarity"),
                code(certainty, CERTAINTIES, "certainty"),
                code(phase, PHASES, "phase"),
            )
    raise FaultyError(f"axes are [polarity, certainty, phase], not {value!r}")
