"""Furniture in the same order each time: a page's name decides which teasers, comments and notices it gets."""

import hashlib
import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent
# Many content systems cut teasers after so many words and set no mark where they cut.
CUT_WORDS = 9


def load(path: Path) -> Any:
    """The JSON in a file."""
    return json.loads(path.read_text(encoding="utf-8"))


def number(*seed: object) -> int:
    """A number that depends on nothing but the seed."""
    return int.from_bytes(hashlib.sha256("/".join(map(str, seed)).encode()).digest()[:4], "big")


def cut(text: str, words: int = CUT_WORDS) -> str:
    """The first words of a text, without a mark."""
    return " ".join(text.split()[:words])


def part_of(entry: dict[str, Any]) -> str:
    """The part of the benchmark that an article or a page belongs to: tuned, or held."""
    return str(entry.get("part", "tuned"))


class Pool:
    """What one page draws from; nothing is drawn twice until all has been drawn."""

    def __init__(self, page: str, own_article: str, articles: dict[str, Any]) -> None:
        self.page = page
        part = part_of(articles[own_article])
        articles = {name: article for name, article in articles.items() if part_of(article) == part}
        furniture = _furniture(FOLDER / "furniture")
        if part == "held":
            furniture |= _furniture(FOLDER / "furniture" / "held")
        self.menus: dict[str, list[str]] = furniture["menus"]
        self.notices: dict[str, list[str]] = furniture["notices"]
        pairs = [tuple(pair) for pair in furniture["teasers"]]
        pairs += [_own_teaser(article) for name, article in articles.items() if name != own_article]
        self._decks = {"teasers": self._shuffled(pairs), "comments": self._shuffled(furniture["comments"])}
        self._drawn = dict.fromkeys(self._decks, 0)

    def _shuffled(self, items: list[Any]) -> list[Any]:
        return sorted(items, key=lambda item: number(self.page, item[0]))

    def _draw(self, kind: str, count: int) -> list[Any]:
        deck, start = self._decks[kind], self._drawn[kind]
        self._drawn[kind] += count
        return [deck[place % len(deck)] for place in range(start, start + count)]

    def teasers(self, count: int) -> list[dict[str, Any]]:
        """Cards for other stories of the site."""
        return [self._card(title, text) for title, text in self._draw("teasers", count)]

    def _card(self, title: str, text: str) -> dict[str, Any]:
        sections = self.menus["sections"]
        key = number(self.page, title)
        return {"title": title, "text": text, "id": 100000 + key % 800000, "section": sections[2 + key % 12],
                "day": 1 + key % 28, "minutes": 2 + key % 57, "views": 120 + key % 9000, "short": cut(text)}  # fmt: skip

    def comments(self, count: int) -> list[dict[str, Any]]:
        """Readers' comments."""
        drawn = self._draw("comments", count)
        return [
            {"author": author, "text": text, "likes": number(text) % 90, "id": number(self.page, author) % 99999}
            for author, text in drawn
        ]

    def notice(self, kind: str, place: int = 0) -> str:
        """One notice of that kind; the page decides where the count starts."""
        notices = self.notices[kind]
        return notices[(number(self.page, kind) + place) % len(notices)]


def _furniture(folder: Path) -> dict[str, Any]:
    return {path.stem: load(path) for path in sorted(folder.glob("*.json"))}


def _own_teaser(article: dict[str, Any]) -> tuple[str, str]:
    for block in article["blocks"]:
        if "p" in block:
            return article["title"], block["p"].replace("**", "").replace("[[", "").replace("]]", "")
    return article["title"], article["blocks"][-1]["entry"]["text"][0]
