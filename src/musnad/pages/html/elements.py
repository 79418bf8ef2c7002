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
        self._longest: dict[str, int] = {}
        for row in self._rows:
            self._longest[row[0]] = max(len(row), self._longest.get(row[0], 0))

    def of(self, elements: Sequence[Element]) -> list[str]:
        """What each element holds by itself; nothing where neither its names nor its tag say so."""
        keys = [(tag, names) for _, tag, names, _, _ in elements]
        known = {key: self._holds(*key) for key in set(keys)}
        return [known[key] for key in keys]

    def _holds(self, tag: str, names: str) -> str:
        if tag in {"body", "html"}:
            return ""
        holds: set[str] = set()
        for name in names.split()[:_MOST_NAMES]:
            holds.update(self._hits(name))
        holds.discard(PLAIN)
        if tag in TAGS:
            holds.add(TAGS[tag])
        if not holds:
            return ""
        own = next((kind for kind in OWN if kind in holds), "")
        return min(holds.difference(OWN), default=own)

    def _hits(self, name: str) -> list[str]:
        """The longest rows that the parts of a name match, from left to right."""
        parts = _parts(name[:_LONGEST_NAME])
        hits: list[str] = []
        if self._longest.keys().isdisjoint(parts):
            return hits
        place = 0
        while place < len(parts):
            longest = self._longest.get(parts[place], 0)
            for length in range(min(longest, len(parts) - place), 0, -1):
                if holds := self._rows.get(parts[place : place + length]):
                    hits.append(holds)
                    place += length - 1
                    break
            place += 1
        return hits


@lru_cache(maxsize=1 << 14)
def _parts(name: str) -> tuple[str, ...]:
    return tuple(part.lower() for part in _PARTS.findall(name))
