"""Telegram's JSON export, of one chat or of an account -> one part for each message with a text."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, BinaryIO

from musnad.errors import UnreadableError
from musnad.model import Note
from musnad.pages.kinds.json_window import Window
from musnad.pages.kinds.parts import Failure, Given, Part, Result, Via, ViaKind, left_out, note, sound, words

_MAX_DEPTH = 4
_Chat = dict[str, object]
_Message = tuple[_Chat, object, str]


def read_telegram(source: str, stream: BinaryIO) -> Iterator[Result]:
    """The messages in the order of the file, numbered from 1; those without a text are counted in one `Skipped`.

    A channel's own post has the channel as its outlet. Where a message was passed on, `via` leads to the account whose
    words it is, and the date is no date of publication, only the day on which it certainly existed.
    """
    window, skipped = Window(source, stream), Counter[str]()
    try:
        for number, (chat, message, raw) in enumerate(_messages(window, 0), start=1):
            place = f"{source}:{number}"
            part = _part(place, chat, message, raw) if isinstance(message, dict) else None
            if part is not None:
                yield part
            else:
                skipped[_why(message)] += 1
    except UnreadableError as error:
        yield Failure(source, error)
    yield from left_out(source, "messages left out", skipped)


def _messages(window: Window, depth: int) -> Iterator[_Message]:
    """The messages of an object: of a chat, or of the chats that it lists."""
    chat: _Chat = {}
    for key in _keys(window):
        next_char = window.peek()
        if key == "messages" and next_char == "[":
            for _ in _elements(window):
                message, raw = window.value()
                yield chat, message, raw
        elif key in {"chats", "left_chats"} and next_char == "{" and depth < _MAX_DEPTH:
            yield from _messages(window, depth + 1)
        elif key == "list" and next_char == "[" and depth < _MAX_DEPTH:
            for _ in _elements(window):
                if window.peek() == "{":
                    yield from _messages(window, depth + 1)
                else:
                    window.value()
        else:
            chat[key], _ = window.value()


def _keys(window: Window) -> Iterator[str]:
    """The keys of an object; the caller passes each value."""
    window.take("{")
    while window.peek() != "}":
        key, _ = window.value()
        window.take(":")
        yield str(key)
        if window.peek() != "}":
            window.take(",")
    window.take("}")


def _elements(window: Window) -> Iterator[None]:
    """Once for each element of an array, which the caller passes."""
    window.take("[")
    while window.peek() != "]":
        yield
        if window.peek() != "]":
            window.take(",")
    window.take("]")


def _part(source: str, chat: _Chat, message: dict[str, Any], raw: str) -> Part | None:
    text, notes = sound(_text(message.get("text")))
    if message.get("type") != "message" or not text.strip():
        return None
    host, author, kind = words(chat.get("name")), words(message.get("from")), str(chat.get("type"))
    own = "channel" in kind and author in {host, None}
    origin = _origin(message)
    sent = _date(message)
    given = Given(
        host=host,
        outlet=(origin.name if origin.kind == "channel" else None) if origin else host if own else None,
        byline=None if own or origin else author,
        published=None if origin else sent,
        retrieved=sent if origin else None,
    )
    via = () if origin is None else (*(() if own or author is None else (Via(author, "person"),)), origin)
    content = raw.encode("utf-8", "surrogateescape")
    return Part(source, content, "text", text, given=given, via=via, notes=notes + _notes(message, sent, via))


def _text(value: object) -> str:
    """A message's text: a string, or strings and marked stretches, which follow each other without gaps."""
    if isinstance(value, str):
        return value
    if not isinstance(value, list):
        return ""
    pieces = (piece.get("text") if isinstance(piece, dict) else piece for piece in value)
    return "".join(piece for piece in pieces if isinstance(piece, str))


def _origin(message: dict[str, Any]) -> Via | None:
    """Whose words a passed on message holds, as far as it says so."""
    name = words(message.get("forwarded_from")) or words(message.get("saved_from"))
    if name is None:
        return None
    account = str(message.get("forwarded_from_id") or "")
    kind: ViaKind = "channel" if account.startswith("channel") else "person" if account.startswith("user") else "social"
    return Via(name, kind)


def _date(message: dict[str, Any]) -> str | None:
    """When a message was sent, on the clock of whoever exported it, with its distance to UTC where that is known."""
    try:
        local = datetime.fromisoformat(str(message.get("date")))
    except ValueError:
        return None
    try:
        exact = datetime.fromtimestamp(int(str(message.get("date_unixtime"))), UTC).replace(tzinfo=None)
        ahead = local.replace(tzinfo=None) - exact
        if local.tzinfo is None and abs(ahead) <= timedelta(hours=15):
            local = local.replace(tzinfo=timezone(ahead))
    except (ValueError, OverflowError, OSError):
        pass
    return local.isoformat()


def _notes(message: dict[str, Any], sent: str | None, via: tuple[Via, ...]) -> tuple[Note, ...]:
    notes = []
    if sent is None and message.get("date") is not None:
        notes.append(note("the message's date is not understood and left out"))
    if edited := words(message.get("edited")):
        notes.append(note(f"the message was changed after it was sent, on {edited}"))
    if via:
        notes.append(note("passed on; when its words were first published is not said"))
    elif "forwarded_from" in message:
        notes.append(note("passed on from an account that is not named"))
    return tuple(notes)


def _why(message: object) -> str:
    if not isinstance(message, dict):
        return "that are no messages"
    return "without text" if message.get("type") == "message" else "of the service's own"
