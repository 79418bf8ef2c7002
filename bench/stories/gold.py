"""The stories' pages and annotation, and what the program makes of the pages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from musnad.claims.stage import Claims
from musnad.lexicon import Lexicon, load
from musnad.model import Document, Page, Span
from musnad.pipeline import Pipeline

FOLDER = Path(__file__).resolve().parent
_LETTER = r"[\u0621-\u064A\u0671-\u06D3\w]"
Place = tuple[str, int, int]
"""A page, and where on it a word begins and ends."""


@dataclass(frozen=True, slots=True)
class Half:
    """Some of the stories: the pages' texts and what is given with them, and the annotation."""

    name: str
    texts: dict[str, str]
    given: dict[str, dict[str, Any]]
    events: list[dict[str, Any]]
    links: list[dict[str, Any]]
    conflicts: list[dict[str, Any]]

    def place(self, page: str, trigger: list[Any]) -> Place:
        """Where the n-th whole occurrence of a word stands.

        Raises:
            LookupError: the page has no such word.
        """
        word, number = trigger
        pattern = rf"(?<!{_LETTER}){re.escape(word)}(?!{_LETTER})"
        for n, match in enumerate(re.finditer(pattern, self.texts[page]), start=1):
            if n == number:
                return page, *match.span()
        raise LookupError(f"{page}: {word} {number}")

    def mentions(self) -> Iterator[tuple[Place, str, bool]]:
        """Every event word: its place, its event, whether it is optional."""
        for event in self.events:
            for mention in event["mentions"]:
                place = self.place(mention["page"], mention["trigger"])
                yield place, event["id"], bool(mention.get("optional"))


@cache
def half(name: str) -> Half:
    """The stories of a folder; ids are unique over all of them."""
    folder = FOLDER / name
    found = Half(name, {}, {}, [], [], [])
    for path in sorted(folder.glob("story-*.yaml")):
        story = yaml.safe_load(path.read_text("utf-8"))
        for page in story["pages"]:
            found.given[page["id"]] = page
            found.texts[page["id"]] = (folder / f"{page['id']}.txt").read_text("utf-8")
        found.events.extend(story["events"])
        found.links.extend(story["links"])
        found.conflicts.extend(story["conflicts"])
    return found


@cache
def tables() -> Lexicon:
    """The package's tables."""
    return load()


@cache
def _read(name: str) -> list[Document]:
    pipeline, stories = Pipeline(tables(), "stories"), half(name)
    return [
        pipeline(Page(page, text, page, published=given["published"], outlet=given["outlet"]))
        for page, text in stories.texts.items()
        for given in [stories.given[page]]
    ]


@cache
def documents(name: str, *, given: bool) -> list[Document]:
    """The pages as read; with `given` the claims are those of the annotation's triggers, else the reader's own."""
    if not given:
        return _read(name)
    stage = Claims(tables())
    triggers: dict[str, list[tuple[Span, str]]] = {}
    stories = half(name)
    types = {event["id"]: event["type"] for event in stories.events}
    for (page, start, end), event, _ in stories.mentions():
        triggers.setdefault(page, []).append((Span(start, end), types[event]))
    return [stage.of_given(document, triggers.get(document.page.id, [])) for document in _read(name)]
