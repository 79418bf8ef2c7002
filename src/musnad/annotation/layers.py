"""The rows of NAME.yaml: names, times, events, furniture."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from musnad.annotation.gold import AXES, EVENT_TYPES, KINDS, STATUSES, TIME_TYPES, Event, Gold, Name, Time
from musnad.annotation.places import Place, close, occurrences, overlap, quoted
from musnad.annotation.rows import Fault, FaultyError, Row, Sections, code, fields, quote, text, texts

Made = TypeVar("Made")
Quote = tuple[str, int]
NOWHERE = (-1, -1)
TRIGGER_WORDS = 3
SECTIONS = frozenset({"published", "names", "times", "events", "furniture"})
EVENT = "trigger type actors recipients place date status chain optional"
_VALUE = re.compile(
    r"[\dX]{2,4}(?:-(?:W[\dX]{2}(?:-(?:[1-7X]|WE))?|Q[1-4X]|H[12X]|SP|SU|FA|WI|[\dX]{2}(?:-[\dX]{2})?))?"
    r"(?:T(?:[A-Z]{2}|[\dX]{2}(?::\d\d){0,2}Z?))?|P(?:T?[\dX.]{1,8}(?:[YMWDHS]|DE|CE)){1,6}|(?:PAST|PRESENT|FUTURE)_REF"
)


class File:
    """One file of annotation: makes values of its rows, and keeps what is wrong with them."""

    def __init__(self, name: str, page: str | None, faults: list[Fault]) -> None:
        self.name, self.page, self.faults = name, page, faults

    def known(self, found: Sections, names: frozenset[str]) -> None:
        """Keeps a fault for every section of another name."""
        for section, rows in found.items():
            if section not in names:
                line = rows[0].line if rows else 0
                self.fault(line, f"unknown section {section!r}; known are {' '.join(sorted(names))}")

    def fault(self, line: int, message: str) -> None:
        """Keeps a fault."""
        self.faults.append(Fault(self.name, line, message))

    def made(self, section: str, rows: list[Row] | None, make: Callable[[Row], Made]) -> list[Made]:
        """What each row gives; those with a fault give nothing."""
        values = []
        for row in rows or ():
            try:
                values.append(make(row))
            except ValueError as error:
                self.fault(row.line, f"{section}: {error}")
        return values

    def at(self, place: Quote) -> Place:
        """The place of a quote; nowhere while the text is not at hand.

        Raises:
            ValueError: it is not on the page.
        """
        return NOWHERE if self.page is None else quoted(self.page, *place)

    def stretch(self, value: Any, what: str) -> Place:
        """From the beginning of one quote to the end of another, written as [quote, number, quote, number].

        Raises:
            ValueError: it is not written so, is not on the page, or ends before it begins.
        """
        if not isinstance(value, list) or len(value) != 4:
            raise FaultyError(f"{what} is not written as [first words, number, last words, number]: {value!r}")
        first, last = self.at(quote(value[:2], what)), self.at(quote(value[2:], what))
        if last[1] < first[1] and self.page is not None:
            raise FaultyError(f"{what} ends before it begins: {value!r}")
        return first[0], last[1]


class Layers(File):
    """NAME.yaml; `triggers` holds the place of each event by the quote that gives it."""

    def __init__(self, name: str, page: str | None, faults: list[Fault]) -> None:
        super().__init__(name, page, faults)
        self.triggers: dict[Quote, Place] = {}

    def read(self, id_: str, found: Sections) -> Gold:
        """The page as far as its rows are without fault."""
        self.known(found, SECTIONS)
        published = self.made("published", found.get("published"), _published)
        furniture = self.made("furniture", found.get("furniture"), self._furniture)
        names, aliases = self._names(found.get("names") or [], furniture)
        return Gold(
            id=id_,
            text=self.page or "",
            published=published[0] if published else None,
            outlet=None,
            names=tuple(names),
            times=tuple(self.made("times", found.get("times"), self._time)),
            events=tuple(self.made("events", found.get("events"), self._event)),
            furniture=tuple(furniture),
            aliases=aliases,
        )

    def _furniture(self, row: Row) -> Place:
        if isinstance(row.value, list) and len(row.value) == 2:
            return self.at(quote(row.value, "furniture"))[0], len(self.page or "")
        return self.stretch(row.value, "furniture")

    def _names(self, rows: list[Row], furniture: list[Place]) -> tuple[list[Name], dict[str, frozenset[str]]]:
        """Names by longest form first, so that a name inside another is not counted; none in furniture."""
        taken, names, aliases = list(furniture), list[Name](), dict[str, frozenset[str]]()
        given = self.made("names", rows, _name)
        for line, surface, kind, entity in sorted(given, key=lambda row: -len(row[1])):
            places = occurrences(self.page, surface) if self.page is not None else []
            if self.page is not None and not places:
                self.fault(line, f"names: {surface!r} does not occur on the page")
            if surface in [form for other, form, _, _ in given if other < line]:
                self.fault(line, f"names: {surface!r} stands there twice")
            if places and all(any(overlap(place, other) for other in furniture) for place in places):
                continue
            for place in places:
                if not any(overlap(place, other) for other in taken):
                    taken.append(place)
                    names.append(Name(place, kind, entity))
            aliases[entity] = aliases.get(entity, frozenset({entity})) | {surface}
        return names, aliases

    def _time(self, row: Row) -> Time:
        if not isinstance(row.value, list) or len(row.value) != 4:
            raise FaultyError(f"a row is [quote, number, type, value], not {row.value!r}")
        place, value = quote(row.value[:2], "a time"), row.value[3]
        if value is not None and not _VALUE.fullmatch(str(value)):
            raise FaultyError(f"{place[0]!r}: the value {value!r} is not one of TIMEX3")
        type_ = code(row.value[2], TIME_TYPES, "type")
        return Time(self.at(place), type_, None if value is None else str(value))

    def _event(self, row: Row) -> Event:
        values = fields(row, EVENT, "trigger type")
        trigger = quote(values["trigger"], "the trigger")
        place = self.at(trigger)
        if trigger in self.triggers or any(close(place, other) for other in self.triggers.values()):
            raise FaultyError(f"{trigger[0]!r}: another event has this trigger")
        self.triggers[trigger] = place
        if len(trigger[0].split()) > TRIGGER_WORDS:
            raise FaultyError(f"{trigger[0]!r}: a trigger has three words at most")
        if not isinstance(values.get("optional", False), bool):
            raise FaultyError(f"{trigger[0]!r}: optional is true or false")
        when, status = values.get("date"), code(values.get("status") or "asserted", STATUSES, "status")
        if when is not None and not _VALUE.fullmatch(str(when)):
            raise FaultyError(f"{trigger[0]!r}: the date {when!r} is not one of TIMEX3")
        return Event(
            place,
            code(values["type"], EVENT_TYPES, "type"),
            texts(values.get("actors"), "actors"),
            texts(values.get("recipients"), "recipients"),
            text(values.get("place"), "place"),
            str(when) if when is not None else None,
            status,
            texts(values.get("chain"), "chain"),
            values.get("optional", False),
            AXES[status],
        )


def _published(row: Row) -> str:
    try:
        return date.fromisoformat(str(row.value)).isoformat()
    except ValueError:
        raise FaultyError(f"{row.value!r} is no day; write it as 2024-05-15") from None


def _name(row: Row) -> tuple[int, str, str, str]:
    match row.value:
        case [str(surface), kind, str(entity)] if surface.strip() and entity.strip():
            return row.line, surface, code(kind, KINDS, "kind"), entity
    raise FaultyError(f"a row is [as it stands there, kind, canonical name], not {row.value!r}")
