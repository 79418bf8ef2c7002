"""Telegram's HTML export (`messages.html`) -> one part for each message with a text, its text still HTML."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from html.parser import HTMLParser

from musnad.model import Note
from musnad.pages.kinds.parts import Given, Part, Result, Via, left_out, note, words

_VOID = frozenset({"br", "img", "hr", "meta", "link", "input", "source", "wbr"})
_MAX_DEPTH = 200


@dataclass(slots=True)
class _Message:
    """What has been gathered of a message; places are code points of the file."""

    start: int
    end: int = 0
    service: bool = False
    names: dict[str, str] = field(default_factory=dict)
    dates: dict[str, str] = field(default_factory=dict)
    body: tuple[int, int] | None = None
    forwarded: bool = False


def read_telegram_html(source: str, content: bytes) -> Iterator[Result]:
    """The messages in the order of the file, numbered from 1; those without a text are counted in one `Skipped`.

    The dates of passed on messages are those of the first sending, which this export gives.
    """
    text = content.decode("utf-8", "surrogateescape")
    page = _Export(text)
    skipped: Counter[str] = Counter()
    author: str | None = None
    for number, message in enumerate(page.messages, start=1):
        author = words(message.names.get("own")) or author
        if message.service or message.body is None or not text[slice(*message.body)].strip():
            skipped["of the service's own" if message.service else "without text"] += 1
        else:
            yield _part(f"{source}:{number}", text, message, words(page.title), author)
    yield from left_out(source, "messages left out", skipped)


class _Export(HTMLParser):
    """Finds the messages and their parts by the classes that Telegram writes."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.messages: list[_Message] = []
        self.title = ""
        self._text = text
        self._lines = [0]
        self._stack: list[str] = []
        self._names: list[str] = []
        start = -1
        while (start := text.find("\n", start + 1)) >= 0:
            self._lines.append(start + 1)
        self.feed(text)
        if self._message_open():
            self.messages[-1].end = len(text)

    def parse_html_declaration(self, i: int) -> int:
        """Marked sections are bogus comments, as HTML has it: the parser raises AssertionError for those it does not know."""
        return self.parse_bogus_comment(i) if self.rawdata.startswith("<![", i) else super().parse_html_declaration(i)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID or len(self._stack) > _MAX_DEPTH:
            return
        given = dict(attrs)
        classes = set((given.get("class") or "").split())
        role = self._role(classes)
        if role == "message":
            self.messages.append(_Message(self._place(), service="service" in classes))
        elif role == "text":
            place = self._place() + len(self.get_starttag_text() or "")
            self.messages[-1].body = (place, place)
        elif role == "forwarded":
            self.messages[-1].forwarded = True
        elif role == "date":
            self.messages[-1].dates.setdefault(self._whose(), given.get("title") or "")
        self._stack.append(role if tag == "div" or role else f"/{tag}")

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID or not self._stack or (tag != "div" and self._stack[-1] != f"/{tag}" and tag != "span"):
            return
        if tag == "div":
            while len(self._stack) > 1 and self._stack[-1].startswith("/"):
                self._stack.pop()
        role = self._stack.pop()
        if role == "text":
            start, _ = self.messages[-1].body or (0, 0)
            self.messages[-1].body = (start, self._place())
        elif role == "message":
            self.messages[-1].end = self._text.find(">", self._place()) + 1 or len(self._text)

    def handle_data(self, data: str) -> None:
        if "header" in self._stack and not self._message_open():
            self.title += data
        elif self._message_open() and self._stack[-1] in {"name", "/a", "/strong"} and "name" in self._stack:
            names = self.messages[-1].names
            names[self._whose()] = names.get(self._whose(), "") + data

    def _role(self, classes: set[str]) -> str:
        """What a block is: nothing is read inside a text, and only messages outside of them."""
        if "text" in self._stack:
            return ""
        if not self._message_open():
            return "message" if "message" in classes else "header" if {"text", "bold"} <= classes else ""
        if {"forwarded", "body"} <= classes:
            return "forwarded"
        if "text" in classes:
            return "text"
        if "from_name" in classes:
            return "name"
        return "date" if "date" in classes else ""

    def _message_open(self) -> bool:
        return "message" in self._stack

    def _whose(self) -> str:
        return "origin" if "forwarded" in self._stack else "own"

    def _place(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column


def _part(source: str, text: str, message: _Message, host: str | None, author: str | None) -> Part:
    own = author in {host, None}
    origin = words(message.names.get("origin")) if message.forwarded else None
    sent, first = _date(message.dates.get("own")), _date(message.dates.get("origin"))
    given = Given(host=host, outlet=host if own else None, byline=None if own else author, published=sent)
    notes: tuple[Note, ...] = ()
    via: tuple[Via, ...] = ()
    if message.forwarded:
        given = replace(given, outlet=None, byline=None, published=first, retrieved=sent)
        if first is None:
            notes = (note("passed on; when its words were first published is not said"),)
    if origin:
        via = (*(() if own or author is None else (Via(author, "person"),)), Via(origin, "social"))
    start, end = message.body or (0, 0)
    return Part(
        source,
        _bytes(text[message.start : message.end]),
        "html",
        _bytes(text[start : max(start, end)]),
        ("utf-8",),
        given,
        via,
        notes,
    )


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def _date(title: str | None) -> str | None:
    """A date as Telegram writes it, `03.11.2020 16:21:47 UTC+03:00` or without the zone, in ISO 8601."""
    for form in ("%d.%m.%Y %H:%M:%S UTC%z", "%d.%m.%Y %H:%M:%S"):
        try:
            return datetime.strptime((title or "").strip(), form).isoformat()
        except ValueError:
            continue
    return None
