"""What a page shows, written down while its template renders: the page and its gold cannot drift apart."""

import html
import json
import re
from collections.abc import Callable
from typing import Any

STRONG = re.compile(r"\*\*(.+?)\*\*")
LINK = re.compile(r"\[\[(.+?)\]\]")
FEWEST_WORDS = 3


def plain(text: str) -> str:
    """The text without the articles' own marks for bold print and links."""
    return LINK.sub(r"\1", STRONG.sub(r"\1", text))


def squeezed(text: str) -> str:
    """One space for any run of white space; invisible direction marks dropped."""
    return " ".join(re.sub("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]", "", text).split())


class Ledger:
    """The functions that templates print text with; each notes what kind of text it printed."""

    def __init__(self, entities: list[str]) -> None:
        self.entities = entities
        self.gold: dict[str, Any] = {"title": None, "byline": None, "outlet": None, "published": None, "url": None}
        self.lists: dict[str, list[Any]] = {
            key: [] for key in ("body", "captions", "posts", "entries", "datelines", "furniture", "neutral")
        }

    def functions(self) -> dict[str, Callable[..., str]]:
        """The names that templates know."""
        return {
            "b": self.body, "f": self.furniture, "n": self.neutral, "cap": self.caption, "dl": self.dateline,
            "by": self.byline, "post": self.post, "entry": self.entry, "t": self.text,
            "js": self.script, "canonical": self.canonical, "titled": self.titled, "attr": attribute,
        }  # fmt: skip

    def text(self, text: str) -> str:
        """Escaped as this site escapes its text."""
        text = html.escape(plain(text), quote=False)
        if "nbsp" in self.entities:
            text = re.sub(r"((?:\S+ ){8}\S+) ", r"\1&nbsp;", text)
        if "numeric" in self.entities:
            text = re.sub(r"((?:\S+ ){6})([؀-ۿ]+)", _numeric, text)
        if "rlm" in self.entities:
            text = re.sub(r"(\d+)", r"&rlm;\1", text)
        for name, sign in (("quot", '"'), ("laquo", "«"), ("raquo", "»")):
            if name in self.entities:
                text = text.replace(sign, f"&{name};")
        return text

    def body(self, text: str, strong: str = "<strong>|</strong>", link: str = '<a href="/tag/topic">|</a>') -> str:
        """One paragraph of the article; `strong` and `link` are the site's markup with | where the words go."""
        self.lists["body"].append(plain(text))
        pieces = re.split(r"(\*\*.+?\*\*|\[\[.+?\]\])", text)
        return "".join(self._piece(piece, strong, link) for piece in pieces)

    def _piece(self, piece: str, strong: str, link: str) -> str:
        for mark, markup in ((STRONG, strong), (LINK, link)):
            if mark.fullmatch(piece):
                before, after = markup.split("|")
                return before + self.text(piece) + after
        return self.text(piece)

    def furniture(self, text: str) -> str:
        """A string no body may hold; strings of one or two words are too common to be watched."""
        if len(text.split()) >= FEWEST_WORDS and text not in self.lists["furniture"]:
            self.lists["furniture"].append(text)
        return self.text(text)

    def neutral(self, text: str) -> str:
        """Neither wanted nor counted against: kickers, decks, pull quotes, credits, date lines."""
        self.lists["neutral"].append(plain(text))
        return self.text(text)

    def caption(self, text: str) -> str:
        """The words below a picture."""
        self.lists["captions"].append(text)
        return self.text(text)

    def dateline(self, text: str) -> str:
        """The place that opens the first paragraph."""
        self.lists["datelines"].append(text)
        return self.text(text)

    def byline(self, text: str) -> str:
        """The writers as named on the page."""
        self.gold["byline"] = text
        return self.text(text)

    def titled(self, text: str) -> str:
        """The headline."""
        self.gold["title"] = text
        return self.text(text)

    def canonical(self, url: str) -> str:
        """The address the page declares for itself."""
        self.gold["url"] = url
        return url

    def post(self, post: dict[str, str]) -> str:
        """An embedded post: its text is part of the body."""
        self.lists["posts"].append({"author": post["author"], "text": post["text"]})
        return self.body(post["text"])

    def entry(self, entry: dict[str, Any]) -> str:
        """Notes a live blog's entry; its paragraphs are printed by `b`."""
        texts = [entry["head"], *entry["text"]] if entry["head"] else entry["text"]
        self.lists["entries"].append({"time": entry["time"], "text": "\n".join(plain(text) for text in texts)})
        return ""

    @staticmethod
    def script(value: object) -> str:
        """A value as JSON inside a script: escaped so that it cannot close the script."""
        return json.dumps(value, ensure_ascii=False).replace("</", "<\\/")

    def finished(self) -> dict[str, Any]:
        """The page's gold."""
        return {**self.gold, **self.lists}


def attribute(text: str) -> str:
    """Text inside a quoted attribute."""
    return html.escape(plain(text))


def _numeric(match: re.Match[str]) -> str:
    return match[1] + "".join(f"&#{ord(sign)};" for sign in match[2])
