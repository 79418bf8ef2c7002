"""What a reader of a kind of input gives: parts, each of which becomes a page, and failures in their places."""

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import BinaryIO, Literal

from musnad.errors import InputError, UnreadableError
from musnad.model import Note

Form = Literal["html", "text", "json", "lines", "docx", "mail", "mhtml", "pdf", "telegram-html"]
UNOPENED: frozenset[Form] = frozenset({"docx", "mail", "mhtml", "pdf", "telegram-html"})
"""The forms that take long to open, or need native code: for processes that may be lost."""
ViaKind = Literal["outlet", "channel", "person", "social"]

MAX_NAME = 300
"""The longest name of a person, channel or file that is kept, in characters."""


@dataclass(frozen=True, slots=True)
class Via:
    """One of those through whom a text came; `social` where the kind of account is not known."""

    name: str
    kind: ViaKind


@dataclass(frozen=True, slots=True)
class Given:
    """What the input says of a part beside its text; `published` and `retrieved` are in ISO 8601.

    Attributes:
        outlet: whose words these are, if an outlet's or a channel's.
        host: the chat, channel or feed in which the copy stands.
        byline: the person who wrote it.
        published: when it was published; never merely when it was passed on or saved.
        retrieved: when it certainly existed: the day it was passed on, sent or saved.
    """

    url: str | None = None
    retrieved: str | None = None
    outlet: str | None = None
    host: str | None = None
    title: str | None = None
    published: str | None = None
    byline: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One page of an input, undecoded where it came as bytes.

    Attributes:
        source: where it stands: `mail.eml`, `chat.zip/result.json:17` for the seventeenth message.
        content: the bytes that are kept and hashed.
        form: how what is read is to be read; a form of `UNOPENED` where the reader was told to leave it as it is.
        body: what is read, where it is not `content` itself; a `str` is decoded already.
        declared: the charsets that are declared for the bytes.
        given: what the input says of it.
        via: through whom it came to its host, outermost first, the last being the one whose words it is; empty where
            the host or the author speaks himself.
        notes: what was left out or is doubtful, with the stage `input`.
    """

    source: str
    content: bytes
    form: Form
    body: bytes | str | None = None
    declared: tuple[str, ...] = ()
    given: Given = Given()
    via: tuple[Via, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that gave no page: its name as in `Part.source`, and why."""

    source: str
    error: InputError


@dataclass(frozen=True, slots=True)
class Skipped(Failure):
    """Members, attachments or messages that are left out on purpose; one for each input, with their number."""

    number: int


Result = Part | Failure
Open = Callable[[str, bytes], Iterator[Result] | None]
"""Reads a member or an attachment by its source and bytes; None where it is of no kind that is read."""


def note(message: str) -> Note:
    """A note of the stage that reads inputs."""
    return Note("input", message)


def lost(source: str, message: str) -> Failure:
    """A failure with its reason."""
    return Failure(source, UnreadableError(source, message))


def left_out(source: str, what: str, counts: Counter[str]) -> Iterator[Skipped]:
    """One `Skipped` that names what was left out and how often; nothing if there was none."""
    if counts:
        kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(counts.items()))
        yield Skipped(source, UnreadableError(source, f"{what}: {kinds}"), counts.total())


def limited(source: str, stream: BinaryIO, limit: int) -> bytes:
    """All bytes of a stream.

    Raises:
        UnreadableError: there are more than `limit`, or they cannot be read.
    """
    try:
        content = stream.read(limit + 1)
    except OSError as error:
        raise UnreadableError(source, f"cannot be read: {error.strerror or error}") from error
    if len(content) > limit:
        raise UnreadableError(source, f"longer than {limit >> 20} MiB")
    return content


def shown(name: str) -> str:
    """A name as it may be written anywhere: controls, direction marks and surrogates as escapes, cut when very long."""
    cut = name if len(name) <= MAX_NAME else name[:MAX_NAME] + "…"
    if cut.isprintable():
        return cut
    return "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in cut)


def words(value: object) -> str | None:
    """A name or title on one line, without controls and direction marks; None where there is none."""
    if not isinstance(value, str):
        return None
    kept = "".join(
        char for char in value[: 4 * MAX_NAME] if unicodedata.category(char) not in {"Cc", "Cs"} or char.isspace()
    )
    line = " ".join("".join(char for char in kept if char not in DIRECTIONS).split())
    return line[:MAX_NAME].rstrip() or None


DIRECTIONS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
"""The marks that steer the direction of writing and are seen by nobody."""


def sound(text: str) -> tuple[str, tuple[Note, ...]]:
    """A text in which every character can be written: surrogate pairs are joined; NULs and lone surrogates are U+FFFD."""
    if "\0" not in text and not any("\ud800" <= char <= "\udfff" for char in text):
        return text, ()
    joined = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").replace("\0", "\ufffd")
    return joined, (note("holds what is no character; it stands as U+FFFD"),)


def moment(value: str | None) -> str | None:
    """A date, or date with time, as feeds, mails and documents write it, in ISO 8601; None if it is none of those."""
    text = (value or "").strip()[:100]
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return parse(text).isoformat()
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None


def properties(text: str, title: str | None, facts: dict[str, str | None]) -> tuple[str | None, tuple[Note, ...]]:
    """A document's title where its text bears it, and a note with what its properties claim otherwise.

    Programs fill properties from templates and account names: they tell who saved a file, not who wrote it or when.
    """
    stands = title is not None and title in text
    told = {"title": None if stands else title, **facts}
    claims = "; ".join(f"{name} {value}" for name, value in told.items() if value)
    notes = (note(f"the file's properties, which need not be true of the text: {claims}"),) if claims else ()
    return (title if stands else None), notes
