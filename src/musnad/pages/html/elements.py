"""What each element of an HTML page holds, as the names of its class, id and role say."""

import re
from collections.abc import Sequence
from functools import lru_cache

from musnad.lexicon import Lexicon
from musnad.model import Element

OWN = ("post", "quote", "entry", "caption", "byline", "date", "lead", "title", "body")
"""What may be the article's own, the telling first."""
PLAIN = "plain"
TAGS = {
    "nav": "menu",
    "menu": "menu",
    "aside": "side",
    "footer": "foot",
    "form": "form",
    "button": "tools",
    "dialog": "notice",
    "marquee": "ticker",
    "figcaption": "caption",
    "time": "date",
}
_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_LONGEST_NAME = 80
_MOST_NAMES = 12


class Holdings:
    """Knows the names of a lexicon's table."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._rows = {tuple(row["name"].split("-")): row["holds"] for row in lexicon["pages/classes"]}
        self._longest = max(map(len, self._rows), default=0)

    def of(self, elements: Sequence[Element]) -> list[str]:
        """What each element holds by itself; nothing where neither its names nor its tag say so."""
        known: dict[tuple[str, str], str] = {}
        found = []
        for element in elements:
            key = (element.tag, element.names)
            if key not in known:
                known[key] = self._holds(element)
            found.append(known[key])
        return found

    def _holds(self, element: Element) -> str:
        if element.tag in {"body", "html"}:
            return ""
        holds = {hit for name in element.names.split()[:_MOST_NAMES] for hit in self._hits(name)}
        holds.discard(PLAIN)
        if element.tag in TAGS:
            holds.add(TAGS[element.tag])
        own = next((kind for kind in OWN if kind in holds), "")
        return min(holds - set(OWN), default=own)

    def _hits(self, name: str) -> list[str]:
        """The longest rows that the parts of a name match, from left to right."""
        parts = _parts(name[:_LONGEST_NAME])
        hits, place = [], 0
        while place < len(parts):
            for length in range(min(self._longest, len(parts) - place), 0, -1):
                if holds := self._rows.get(parts[place : place + length]):
                    hits.append(holds)
                    place += length - 1
                    break
            place += 1
        return hits


@lru_cache(maxsize=1 << 14)
def _parts(name: str) -> tuple[str, ...]:
    return tuple(part.lower() for part in _PARTS.findall(name))
