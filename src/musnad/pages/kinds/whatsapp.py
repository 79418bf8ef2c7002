"""WhatsApp's exported chats (`_chat.txt`) -> one part for each message with a text."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time
from itertools import islice, pairwise, zip_longest
from typing import Literal

from musnad.folding import fold
from musnad.lexicon import Lexicon
from musnad.model import Note
from musnad.pages.kinds.parts import DIRECTIONS, Given, Part, Result, left_out, note, sound, words

_MARK = "[" + "".join(sorted(DIRECTIONS)) + "]{0,4}"
_GAP = "[ \u00a0\u202f" + "".join(sorted(DIRECTIONS)) + "]{0,6}"
_HEADER = re.compile(
    rf"^{_MARK}(?P<open>\[)?{_MARK}"
    rf"(?P<a>\d{{1,4}}){_MARK}(?P<sign>[/.-]){_MARK}(?P<b>\d{{1,2}}){_MARK}[/.-]{_MARK}(?P<c>\d{{1,4}})[,،]?{_GAP}"
    rf"(?P<hour>\d{{1,2}}){_MARK}[:.]{_MARK}(?P<minute>\d{{2}})(?:{_MARK}[:.]{_MARK}(?P<second>\d{{2}}))?{_GAP}"
    rf"(?P<half>[^\d\[\]:/–-]{{0,14}}?){_GAP}(?(open)\]{_GAP}|[-–]{_GAP})",
    re.MULTILINE,
)
_BARE = str.maketrans("", "", "".join(DIRECTIONS))
_MAX_NAME = 100
_MAX_LINE = 400
_EDGE = 3
"""How many of a message's first and last lines the service may have written into."""

_Order = Literal["day", "month", "year"]


@dataclass(frozen=True, slots=True)
class ChatWords:
    """The words that WhatsApp itself writes into an export, folded and in lower case."""

    halves: dict[str, int]
    omitted: frozenset[str]
    attached: tuple[str, ...]
    edited: tuple[str, ...]
    system: tuple[str, ...]
    files: tuple[str, ...]


def make_chat_words(lexicon: Lexicon) -> ChatWords:
    """The words from the table `pages/chats`."""
    table = lexicon["pages/chats"]

    def of(kind: str) -> tuple[str, ...]:
        return tuple(_bare(row["phrase"]) for row in table if row["kind"] == kind)

    halves = dict.fromkeys(of("morning"), 0) | dict.fromkeys(of("afternoon"), 12)
    return ChatWords(halves, frozenset(of("omitted")), of("attached"), of("edited"), of("system"), of("file"))


@dataclass(frozen=True, slots=True)
class _Entry:
    """A message as it stands: all its lines, its header, and what follows the header."""

    raw: str
    header: re.Match[str]
    rest: str

    @property
    def numbers(self) -> tuple[int, int, int]:
        return int(self.header["a"]), int(self.header["b"]), int(self.header["c"])


def is_whatsapp(head: bytes) -> bool:
    """Whether a text begins as exported chats do: with the header of a message, and with another one soon after."""
    text = head.decode("utf-8", "replace").lstrip("\ufeff\r\n ")
    return _HEADER.match(text) is not None and len(list(islice(_HEADER.finditer(text), 2))) == 2


def read_whatsapp(source: str, content: bytes, table: ChatWords) -> Iterator[Result]:
    """The messages in the order of the file, numbered from 1; those without a text are counted in one `Skipped`.

    Whether the day or the month stands first is decided from the whole file; where that cannot be, dates are left out.
    """
    entries = list(_entries(content.decode("utf-8", "surrogateescape")))
    order = _order(entries, table)
    host = _host(source, table)
    skipped: Counter[str] = Counter()
    for number, entry in enumerate(entries, start=1):
        name, sign, text = entry.rest.partition(": ")
        if not sign or len(name) > _MAX_NAME or _is_system(name, text, entry, table):
            skipped["of the service's own"] += 1
            continue
        text, notes = _cleared(text, table)
        if not text.strip():
            skipped["without text"] += 1
            continue
        published, doubts = _date(entry, order, table)
        given = Given(host=host, byline=words(name.replace("~", " ")), published=published)
        text, faults = sound(text.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))
        raw = entry.raw.encode("utf-8", "surrogateescape")
        yield Part(f"{source}:{number}", raw, "text", text, given=given, notes=notes + doubts + faults)
    yield from left_out(source, "messages left out", skipped)


def _entries(text: str) -> Iterator[_Entry]:
    """The messages; a line without a header belongs to the message above it."""
    headers = list(_HEADER.finditer(text))
    for header, following in zip_longest(headers, headers[1:]):
        raw = text[header.start() : following.start() if following else len(text)]
        yield _Entry(raw, header, raw[len(header[0]) :].rstrip("\r\n"))


def _bare(text: str) -> str:
    """A text for comparing with the table: folded, in lower case, without direction marks, brackets and full stop."""
    return " ".join(fold(text[:_MAX_LINE].translate(_BARE)).lower().strip(" <>[]().\r\n").split())


def _is_system(name: str, text: str, entry: _Entry, table: ChatWords) -> bool:
    """Whether a line is the service's own although a colon stands in it."""
    head = _bare(name)
    if any(head.startswith(phrase) or f" {phrase}" in head for phrase in table.system):
        return True
    # On an iPhone the service's words, and these alone, begin with a mark where a text would begin.
    return bool(entry.header["open"]) and text.startswith("\u200e") and "\n" not in text and "<" not in text


def _cleared(text: str, table: ChatWords) -> tuple[str, tuple[Note, ...]]:
    """A message's text without what the service writes into it, and a note where it was changed later."""
    if _bare(text) in table.omitted:
        return "", ()
    notes: tuple[Note, ...] = ()
    lines = text.split("\n")
    for place in {*range(len(lines))[:_EDGE], *range(len(lines))[-_EDGE:]}:
        line = lines[place]
        start = line.rfind("<")
        tail = _bare(line[start:]) if start >= 0 else ""
        edited = tail.startswith(table.edited)
        if edited:
            notes = (note("the message was changed after it was sent"),)
        if edited or tail in table.omitted or tail.startswith(table.attached):
            lines[place] = line[:start].rstrip("\u200e\u200f ")
    if lines[0] and _bare(lines[0][-_MAX_LINE:]).endswith(table.attached):
        del lines[0]
    return "\n".join(lines).strip("\r\n"), notes


def _order(entries: list[_Entry], table: ChatWords) -> _Order | None:
    """What stands first in the file's dates: by the alphabet of its dates, by numbers above 12, by the order of time."""
    numbers = [entry.numbers for entry in entries]
    if not numbers:
        return None
    if all(a > 31 for a, _, _ in numbers):
        return "year"
    if all(entry.header["sign"] == "." or _is_arabic(entry) for entry in entries):
        return "day"
    day, month = any(a > 12 for a, _, _ in numbers), any(b > 12 for _, b, _ in numbers)
    if not day and not month:
        day = all(x <= y for x, y in pairwise((c, b, a) for a, b, c in numbers))
        month = all(x <= y for x, y in pairwise((c, a, b) for a, b, c in numbers))
    return None if day == month else "day" if day else "month"


def _is_arabic(entry: _Entry) -> bool:
    """Whether a date is written as Arabic locales write it, all of which put the day first."""
    written = entry.header[0]
    return any("\u0660" <= char <= "\u0669" or char == "،" for char in written) or "\u200f/" in written


def _date(entry: _Entry, order: _Order | None, table: ChatWords) -> tuple[str | None, tuple[Note, ...]]:
    a, b, c = entry.numbers
    if order is None and a != b:
        doubt = f"day and month of {a}/{b}/{c} cannot be told apart in this file; the date is left out"
        return None, (note(doubt),)
    year, month, day = (a, b, c) if order == "year" else (c, a, b) if order == "month" else (c, b, a)
    half = table.halves.get(_bare(entry.header["half"]).replace(".", "").replace(" ", ""))
    hour = int(entry.header["hour"])
    hour = hour if half is None else hour % 12 + half
    try:
        day_of = datetime(year + 2000 if year < 100 else year, month, day)
        at = time(hour, int(entry.header["minute"]), int(entry.header["second"] or 0))
    except ValueError:
        return None, (note("the message's date is not understood and left out"),)
    return datetime.combine(day_of.date(), at).isoformat(), ()


def _host(source: str, table: ChatWords) -> str | None:
    """The chat's name, which stands in the name of its file or of the archive around it."""
    for name in reversed(source.replace("\\", "/").split("/")):
        stem = name.rsplit(".", 1)[0]
        folded = _bare(stem)
        for phrase in table.files:
            if folded.startswith(phrase):
                return words(" ".join(stem.split()[len(phrase.split()) :]).lstrip("-– "))
    return None
