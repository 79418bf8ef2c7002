"""The annotated sample pages: NAME.txt, the page verbatim, and beside it NAME.yaml with what it says.

In the YAML a place is a quote and, where the quote occurs more than once, its number from 1; CONTRIBUTING.md shows one.
Places are half open, in code points of the text.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

LETTER = r"[\u0621-\u064A\u0671-\u06D3\w]"
KINDS = frozenset({"PER", "ORG", "ARMED", "MEDIA", "GPE", "LOC"})
TIME_TYPES = frozenset({"DATE", "TIME", "DURATION", "SET"})
STATUSES = frozenset({"asserted", "negated", "planned", "possible", "hypothetical"})
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Name:
    """One occurrence of a proper name; `entity` is the canonical name of whom it means."""

    place: Place
    kind: str
    entity: str


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression; without a value only its place is judged."""

    place: Place
    type: str
    value: str | None


@dataclass(frozen=True, slots=True)
class Event:
    """An event word and what the page says of it; participants are names or descriptions, `a | b` where either will do."""

    place: Place
    type: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    status: str
    chain: tuple[str, ...]
    optional: bool


@dataclass(frozen=True, slots=True)
class Gold:
    """An annotated page. `aliases` gives the surface forms of each canonical name."""

    id: str
    text: str
    published: str | None
    outlet: str | None
    names: tuple[Name, ...]
    times: tuple[Time, ...]
    events: tuple[Event, ...]
    aliases: dict[str, frozenset[str]]


def load(folder: Path) -> list[Gold]:
    """The annotated pages of a folder, by name; its manifest.json, if there is one, gives their outlets.

    Raises:
        ValueError: an annotation quotes what its page does not hold, or has an unknown code; the text names the file.
    """
    manifest = folder / "manifest.json"
    entries = json.loads(manifest.read_text(encoding="utf-8")) if manifest.exists() else []
    outlets = {entry["id"]: entry.get("outlet") for entry in entries}
    return [_page(path, outlets.get(path.stem)) for path in sorted(folder.glob("*.yaml"))]


def _page(path: Path, outlet: str | None) -> Gold:
    with path.with_suffix(".txt").open(encoding="utf-8", newline="") as file:
        text = file.read()
    raw = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    published = raw.get("published")
    try:
        names, aliases = _names(
            text, raw.get("names") or (), [_stretch(text, row) for row in raw.get("furniture") or ()]
        )
        times = tuple(_time(text, row) for row in raw.get("times") or ())
        events = tuple(_event(text, row) for row in raw.get("events") or ())
    except (ValueError, KeyError) as error:
        raise ValueError(f"{path.name}: {error}") from error
    return Gold(path.stem, text, str(published) if published else None, outlet, names, times, events, aliases)


def quoted(text: str, quote: str, number: int = 1) -> Place:
    """The place of the number-th occurrence of a quote, as whole words if it occurs so.

    Raises:
        ValueError: it occurs less often.
    """
    for pattern in (rf"(?<!{LETTER}){re.escape(quote)}(?!{LETTER})", re.escape(quote)):
        places = [match.span() for match in re.finditer(pattern, text)]
        if len(places) >= number:
            return places[number - 1]
    raise ValueError(f"{quote!r} does not occur {number} times")


def occurrences(text: str, name: str) -> list[Place]:
    """Every whole-word occurrence of a name, behind clitics too (and behind لل, where the article's alif is not written)."""
    forms = [rf"(?<!{LETTER})[وف]?[بلك]?(?P<n>{re.escape(name)})(?!{LETTER})"]
    if name.startswith("ال"):
        forms.append(rf"(?<!{LETTER})[وف]?ل(?P<n>ل{re.escape(name[2:])})(?!{LETTER})")
    return [match.span("n") for form in forms for match in re.finditer(form, text)]


def _stretch(text: str, row: list[Any]) -> Place:
    """Furniture: from a quote to the end of a second one, or to the end of the page."""
    start, _ = quoted(text, row[0], row[1])
    return start, quoted(text, row[2], row[3])[1] if len(row) == 4 else len(text)


def _names(
    text: str, rows: Iterable[list[str]], furniture: list[Place]
) -> tuple[tuple[Name, ...], dict[str, frozenset[str]]]:
    """Names by longest form first, so that a name inside another is not counted; none in furniture."""
    taken, names, aliases = list(furniture), list[Name](), dict[str, frozenset[str]]()
    for surface, kind, entity in sorted(rows, key=lambda row: -len(row[0])):
        places = occurrences(text, surface)
        if kind not in KINDS or not places:
            raise ValueError(f"name {surface!r}: {'not in the text' if kind in KINDS else f'unknown kind {kind}'}")
        if all(any(_overlap(place, other) for other in furniture) for place in places):
            continue
        for place in places:
            if not any(_overlap(place, other) for other in taken):
                taken.append(place)
                names.append(Name(place, kind, entity))
        aliases[entity] = aliases.get(entity, frozenset({entity})) | {surface}
    return tuple(names), aliases


def _time(text: str, row: list[Any]) -> Time:
    quote, number, type_, value = row
    if type_ not in TIME_TYPES:
        raise ValueError(f"time {quote!r}: unknown type {type_}")
    return Time(quoted(text, quote, number), type_, None if value is None else str(value))


def _event(text: str, row: dict[str, Any]) -> Event:
    trigger, status = row["trigger"], row.get("status") or "asserted"
    quote, number = (trigger, 1) if isinstance(trigger, str) else trigger
    if status not in STATUSES:
        raise ValueError(f"event {quote!r}: unknown status {status}")
    actors, recipients, chain = (tuple(map(str, row.get(side) or ())) for side in ("actors", "recipients", "chain"))
    return Event(quoted(text, quote, number), row["type"], actors, recipients, status, chain, bool(row.get("optional")))


def _overlap(a: Place, b: Place) -> bool:
    return a[0] < b[1] and b[0] < a[1]
