"""JSON -> pages: one object a line, one object, or an array of objects; field names are mapped by option."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import BinaryIO

from musnad.errors import BadRecordError, UnreadableError, UsageError
from musnad.model import Note
from musnad.pages.kinds.parts import Failure, Form, Given, Part, Skipped

_SPACE = " \t\n\r"
_GIVEN = ("id", "url", "outlet", "host", "title", "byline", "published", "retrieved")
_HTML = re.compile(
    r"<(?:!doctype|html|head|body|div|p|br|span|a|h[1-6]|ul|table|img|strong|em|b|blockquote)(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Fields:
    """The names under which a JSON record holds what a page needs."""

    id: str = "id"
    text: str = "text"
    url: str = "url"
    outlet: str = "outlet"
    host: str = "host"
    title: str = "title"
    byline: str = "byline"
    published: str = "published"
    retrieved: str = "retrieved"

    @classmethod
    def parse(cls, mappings: Iterable[str]) -> "Fields":
        """Fields from mappings such as `text=body`: our name, then the name in the records.

        Raises:
            UsageError: a mapping has no `=`, or its first part names no field.
        """
        known = {field.name for field in fields(cls)}
        named: dict[str, str] = {}
        for mapping in mappings:
            ours, sign, theirs = (part.strip() for part in mapping.partition("="))
            if not sign or not theirs or ours not in known:
                raise UsageError(
                    f"--field {mapping!r}: write OURS=THEIRS, where OURS is one of {', '.join(sorted(known))}"
                )
            named[ours] = theirs
        return replace(cls(), **named)


def looks_like_json(start: bytes) -> bool:
    """Whether bytes begin as JSON records do: an object with a key, or an array of objects."""
    text = start.lstrip()
    return (text[:1] == b"{" and text[1:].lstrip()[:1] in (b'"', b"")) or (
        text[:1] == b"[" and text[1:].lstrip()[:1] in (b"{", b"")
    )


def records(  # noqa: PLR0913 - how it is read is given by name
    source: str, stream: BinaryIO, start: bytes, limit: int, *, document: bool, first: int = 1
) -> Iterator[Part | Failure]:
    """The records of a stream whose first bytes, up to a line end, are `start`: FILE:LINE, or FILE:NUMBER in an array.

    Lines longer than `limit`, and what cannot be told apart, are failures in their places. `first` is the number of the
    first line.

    A `document` is one JSON value; where it turns out to be many lines with an object each, it is read as such.
    """
    if not document:
        yield from _lines(source, stream, start, limit, first)
        return
    content = start + stream.read(limit + 1)
    if len(content) > limit:
        yield _lost(source, f"longer than {limit >> 20} MiB; write one object a line and call it .jsonl")
        return
    text = content.decode("utf-8", "surrogateescape").removeprefix("\ufeff")
    if text.lstrip(_SPACE).startswith("["):
        found = False
        for element in _elements(source, text):
            found = True
            yield element
        if not found:
            yield Skipped(source, UnreadableError(source, "holds no page"), 1)
    elif _is_lines(text):
        for number, line in enumerate(text.split("\n"), start=1):
            if line.strip(_SPACE):
                yield Part(f"{source}:{number}", line.rstrip("\r").encode("utf-8", "surrogateescape"), "json")
    else:
        yield Part(source, content, "json")


def record_part(part: Part, names: Fields) -> Part:
    """What a record holds, as a part of its own; its source is the record's `id`, else its `url`, else where it stands.

    Raises:
        BadRecordError: the record is broken, is no object, or has no text that can be read.
    """
    values = _object(part)
    text = values.get(names.text)
    if text is None:
        raise BadRecordError(part.source, f"has no field {names.text!r}; map it with --field text=NAME")
    if not isinstance(text, str):
        raise BadRecordError(part.source, f"the field {names.text!r} is no text")
    form: Form = "html" if _HTML.search(text) else "text"
    if form == "text" and "\0" in text:
        raise BadRecordError(part.source, f"the field {names.text!r} holds a NUL at character {text.index(chr(0))}")
    notes: list[Note] = []
    given = {ours: _word(values.get(getattr(names, ours)), getattr(names, ours), notes) for ours in _GIVEN}
    given["published"] = _published(given["published"], notes)
    source = given.pop("id") or given["url"] or part.source
    return Part(source, part.content, form, text, given=Given(**given), notes=tuple(notes))


def iso_day(value: str) -> str | None:
    """The day of a date, or of a date with time, in ISO 8601 or as e-mail and RSS write it; None if it is neither."""
    text = value.strip().replace("/", "-")
    try:
        return datetime.fromisoformat(text).date().isoformat()
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(value).date().isoformat()
    except (ValueError, TypeError, IndexError):
        return None


def _lost(source: str, reason: str) -> Failure:
    return Failure(source, BadRecordError(source, reason))


def _lines(source: str, stream: BinaryIO, start: bytes, limit: int, number: int) -> Iterator[Part | Failure]:
    line = start or stream.readline(limit + 1)
    while line:
        place = f"{source}:{number}"
        if len(line) > limit:
            while line and not line.endswith(b"\n"):
                line = stream.readline(limit)
            yield _lost(place, f"the line is longer than {limit >> 20} MiB")
        elif content := line.removeprefix(b"\xef\xbb\xbf" if number == 1 else b"").strip():
            yield Part(place, content, "json")
        line, number = stream.readline(limit + 1), number + 1


def _is_lines(text: str) -> bool:
    """Whether a text that is no single JSON value holds an object on one of its lines."""
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        lines = [line.strip(_SPACE) for line in text.split("\n") if line.strip(_SPACE)]
        return len(lines) > 1 and any(line.startswith("{") and line.endswith("}") and len(line) > 2 for line in lines)
    return False


def _elements(source: str, text: str) -> Iterator[Part | Failure]:
    """The elements of an array, each with its own characters; what follows a broken element is lost, and said to be."""
    decoder = json.JSONDecoder()
    place, number = _past_space(text, text.index("[") + 1), 1
    if text[place : place + 1] == "]":
        return
    while True:
        here = f"{source}:{number}"
        try:
            _, end = decoder.raw_decode(text, place)
        except (ValueError, RecursionError):
            yield _lost(here, f"broken JSON; what follows character {place} of the array is lost")
            return
        yield Part(here, text[place:end].encode("utf-8", "surrogateescape"), "json")
        end = _past_space(text, end)
        if text[end : end + 1] != ",":
            break
        place, number = _past_space(text, end + 1), number + 1
    if text[end:].strip(_SPACE) != "]":
        yield _lost(f"{source}:{number + 1}", f"broken JSON; what follows character {end} of the array is lost")


def _past_space(text: str, place: int) -> int:
    while place < len(text) and text[place] in _SPACE:
        place += 1
    return place


def _object(record: Part) -> dict[str, object]:
    try:
        values = json.loads(record.content.decode("utf-8-sig"))
        # A lone surrogate can be written in JSON, but no text that holds one can be written anywhere.
        json.dumps(values, ensure_ascii=False).encode()
    except UnicodeDecodeError as error:
        raise BadRecordError(record.source, f"not UTF-8 (byte {error.start})") from error
    except UnicodeEncodeError as error:
        raise BadRecordError(record.source, "holds a lone surrogate, which is no character") from error
    except RecursionError as error:
        raise BadRecordError(record.source, "nested too deep") from error
    except ValueError as error:
        raise BadRecordError(record.source, f"broken JSON: {error}") from error
    if not isinstance(values, dict):
        raise BadRecordError(record.source, "is no JSON object")
    return values


def _word(value: object, name: str, notes: list[Note]) -> str | None:
    if value is None or isinstance(value, str):
        return (value or "").strip() or None
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    notes.append(Note("input", f"the field {name!r} is neither text nor a number and left out"))
    return None


def _published(value: str | None, notes: list[Note]) -> str | None:
    if value is None:
        return None
    day = iso_day(value)
    if day is None:
        notes.append(Note("input", f"the date of publication is not understood and left out: {value!r}"))
    return day
