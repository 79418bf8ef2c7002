"""JSON -> pages: one object a line, one object, or an array of objects; field names are mapped by option."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import datetime
from email.utils import parsedate_to_datetime
from hashlib import sha256
from typing import BinaryIO

from musnad.errors import BadRecordError, UsageError
from musnad.model import Note, Page

_SPACE = " \t\n\r"


@dataclass(frozen=True, slots=True)
class Fields:
    """The names under which a JSON record holds what a page needs."""

    id: str = "id"
    text: str = "text"
    url: str = "url"
    outlet: str = "outlet"
    host: str = "host"
    title: str = "title"
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


@dataclass(frozen=True, slots=True)
class Record:
    """The bytes of one record and where it stands: FILE:LINE, or FILE:NUMBER in an array; `lost` where it has none."""

    source: str
    content: bytes
    lost: str | None = None


def looks_like_json(start: bytes) -> bool:
    """Whether bytes begin as JSON records do: an object with a key, or an array of objects."""
    text = start.lstrip()
    return (text[:1] == b"{" and text[1:].lstrip()[:1] in (b'"', b"")) or (
        text[:1] == b"[" and text[1:].lstrip()[:1] in (b"{", b"")
    )


def records(source: str, stream: BinaryIO, start: bytes, limit: int, *, document: bool) -> Iterator[Record]:
    """The records of a stream whose first bytes, up to a line end, are `start`; lines longer than `limit` are lost.

    A `document` is one JSON value; where it turns out to be many lines with an object each, it is read as such.
    """
    if not document:
        yield from _lines(source, stream, start, limit)
        return
    content = start + stream.read(limit + 1)
    if len(content) > limit:
        yield Record(source, b"", f"longer than {limit >> 20} MiB; write one object a line and call it .jsonl")
        return
    text = content.decode("utf-8", "surrogateescape").removeprefix("\ufeff")
    if text.lstrip(_SPACE).startswith("["):
        yield from _elements(source, text)
    elif _is_lines(text):
        for number, line in enumerate(text.split("\n"), start=1):
            if line.strip(_SPACE):
                yield Record(f"{source}:{number}", line.rstrip("\r").encode("utf-8", "surrogateescape"))
    else:
        yield Record(source, content)


def record_page(record: Record, names: Fields) -> Page:
    """The page of a record; its source is the record's `id`, else its `url`, else where it stands.

    Raises:
        BadRecordError: the record is broken, is no object, or has no text that can be read.
    """
    if record.lost is not None:
        raise BadRecordError(record.source, record.lost)
    values = _object(record)
    text = values.get(names.text)
    if text is None:
        raise BadRecordError(record.source, f"has no field {names.text!r}; map it with --field text=NAME")
    if not isinstance(text, str):
        raise BadRecordError(record.source, f"the field {names.text!r} is no text")
    if "\0" in text:
        raise BadRecordError(record.source, f"the field {names.text!r} holds a NUL at character {text.index(chr(0))}")
    given: dict[str, str | None] = {}
    notes: list[Note] = [] if text.strip() else [Note("input", "the page is empty")]
    for ours in ("id", "url", "outlet", "host", "title", "published", "retrieved"):
        given[ours] = _word(values.get(getattr(names, ours)), getattr(names, ours), notes)
    given["published"] = _published(given["published"], notes)
    source = given.pop("id") or given["url"] or record.source
    return Page(source, text, sha256(record.content).hexdigest(), notes=tuple(notes), **given)


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


def _lines(source: str, stream: BinaryIO, start: bytes, limit: int) -> Iterator[Record]:
    line, number = start or stream.readline(limit + 1), 1
    while line:
        place = f"{source}:{number}"
        if len(line) > limit:
            while line and not line.endswith(b"\n"):
                line = stream.readline(limit)
            yield Record(place, b"", f"the line is longer than {limit >> 20} MiB")
        elif content := line.removeprefix(b"\xef\xbb\xbf" if number == 1 else b"").strip():
            yield Record(place, content)
        line, number = stream.readline(limit + 1), number + 1


def _is_lines(text: str) -> bool:
    """Whether a text that is no single JSON value holds an object on one of its lines."""
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        lines = [line.strip(_SPACE) for line in text.split("\n") if line.strip(_SPACE)]
        return len(lines) > 1 and any(line.startswith("{") and line.endswith("}") and len(line) > 2 for line in lines)
    return False


def _elements(source: str, text: str) -> Iterator[Record]:
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
            yield Record(here, b"", f"broken JSON; what follows character {place} of the array is lost")
            return
        yield Record(here, text[place:end].encode("utf-8", "surrogateescape"))
        end = _past_space(text, end)
        if text[end : end + 1] != ",":
            break
        place, number = _past_space(text, end + 1), number + 1
    if text[end:].strip(_SPACE) != "]":
        yield Record(f"{source}:{number + 1}", b"", f"broken JSON; what follows character {end} of the array is lost")


def _past_space(text: str, place: int) -> int:
    while place < len(text) and text[place] in _SPACE:
        place += 1
    return place


def _object(record: Record) -> dict[str, object]:
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
