"""Paths, folders and standard input -> pages: one result for every input, whatever becomes of it.

An input that cannot be read is a `Failure` in its place and never stops the others. A page's text is what the bytes
decode to, verbatim: line ends stay as they are, and a byte order mark stays as U+FEFF, so that places count code points of
the decoded file. UTF-8 is tried first, strictly; then windows-1256, with a note on the page.
"""

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, TypedDict, Unpack

from musnad.errors import BadRecordError, InputError, NotTextError, UnreadableError
from musnad.model import Note, Page
from musnad.pages.charsets import decode
from musnad.pages.records import Fields, iso_day, looks_like_json, record_page, records

TEXT_ENDINGS = frozenset({".txt", ".text"})
LINES_ENDINGS = frozenset({".jsonl", ".ndjson"})
DOCUMENT_ENDINGS = frozenset({".json"})
ENDINGS = TEXT_ENDINGS | LINES_ENDINGS | DOCUMENT_ENDINGS
MAX_BYTES = 1 << 25
"""The longest page or JSON line that is read: 32 MiB."""
STDIN = "-"


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that gave no page: its name as in `Page.source`, and why."""

    source: str
    error: InputError


@dataclass(frozen=True, slots=True)
class Skipped(Failure):
    """Files of a folder that were left out for their endings; one for each folder that was named, with their number."""

    files: int


class Given(TypedDict, total=False):
    """What may be said of a page beside its text."""

    url: str | None
    retrieved: str | None
    outlet: str | None
    host: str | None
    title: str | None
    published: str | None


def read_inputs(
    paths: Iterable[str | Path], fields: Fields | None = None, stdin: BinaryIO | None = None
) -> Iterator[Page | Failure]:
    """The pages of the paths, in the order given; folders are walked in the order of their names.

    `-` reads `stdin`: JSON where it begins like a record, else one page of text. A file named directly is read as text
    unless its ending says JSON; in a folder, files with other endings are counted in one `Skipped`.
    """
    wanted = fields or Fields()
    for path in paths:
        if str(path) == STDIN:
            yield from _from_stdin(stdin, wanted)
        elif Path(path).is_dir():
            yield from _from_folder(Path(path), wanted)
        else:
            yield from _from_file(Path(path), wanted)


def page_from_text(text: str, source: str = "text", **given: Unpack[Given]) -> Page:
    """A page from a text that is already at hand; `published` may be a date or a date with time, in ISO 8601.

    Raises:
        NotTextError: the text holds NULs or lone surrogates.
    """
    try:
        encoded = text.encode()
    except UnicodeEncodeError as error:
        raise NotTextError(source, f"a lone surrogate stands at character {error.start}") from error
    if "\0" in text:
        raise NotTextError(source, f"a NUL stands at character {text.index(chr(0))}")
    notes = [] if text.strip() else [Note("input", "the page is empty")]
    stated = given.get("published")
    day = iso_day(stated) if stated is not None else None
    if stated is not None and day is None:
        notes.append(Note("input", f"the date of publication is not understood and left out: {stated!r}"))
    return Page(
        source,
        text,
        sha256(encoded).hexdigest(),
        url=given.get("url"),
        retrieved=given.get("retrieved"),
        outlet=given.get("outlet"),
        host=given.get("host"),
        title=given.get("title"),
        published=day,
        notes=tuple(notes),
    )


def _from_stdin(stream: BinaryIO | None, fields: Fields) -> Iterator[Page | Failure]:
    if stream is None:
        yield Failure(STDIN, UnreadableError(STDIN, "there is no standard input here"))
        return
    try:
        start = stream.readline(MAX_BYTES + 1)
        if looks_like_json(start):
            yield from _from_records(STDIN, stream, start, fields, document=not start.rstrip().endswith(b"}"))
        else:
            yield _text_page(STDIN, start + stream.read(MAX_BYTES + 1))
    except OSError as error:
        yield _unreadable(STDIN, error)


def _from_folder(folder: Path, fields: Fields) -> Iterator[Page | Failure]:
    skipped: Counter[str] = Counter()
    unread: list[OSError] = []
    for root, folders, files in os.walk(folder, onerror=unread.append):
        folders.sort()
        for name in sorted(files):
            path = Path(root, name)
            if path.suffix.lower() in ENDINGS:
                yield from _from_file(path, fields)
            else:
                skipped[path.suffix.lower() or "no ending"] += 1
    for error in unread:
        yield _unreadable(_name(error.filename), error)
    if skipped:
        source, number = _name(folder), skipped.total()
        kinds = ", ".join(f"{count} {ending}" for ending, count in sorted(skipped.items()))
        yield Skipped(source, UnreadableError(source, f"files left out for their ending: {kinds}"), number)


def _from_file(path: Path, fields: Fields) -> Iterator[Page | Failure]:
    source, ending = _name(path), path.suffix.lower()
    try:
        stream = path.open("rb")
    except (OSError, ValueError) as error:
        yield _unreadable(source, error)
        return
    try:
        with stream:
            if ending in LINES_ENDINGS | DOCUMENT_ENDINGS:
                yield from _from_records(source, stream, b"", fields, document=ending in DOCUMENT_ENDINGS)
            else:
                yield _text_page(source, stream.read(MAX_BYTES + 1))
    except OSError as error:
        yield _unreadable(source, error)


def _from_records(
    source: str, stream: BinaryIO, start: bytes, fields: Fields, *, document: bool
) -> Iterator[Page | Failure]:
    for record in records(source, stream, start, MAX_BYTES, document=document):
        try:
            yield record_page(record, fields)
        except BadRecordError as error:
            yield Failure(error.source, error)


def _text_page(source: str, content: bytes) -> Page | Failure:
    try:
        if len(content) > MAX_BYTES:
            raise UnreadableError(source, f"longer than {MAX_BYTES >> 20} MiB, which no page is; split it")
        text, notes = decode(source, content)
    except InputError as error:
        return Failure(source, error)
    if not text.strip():
        notes += (Note("input", "the page is empty"),)
    return Page(source, text, sha256(content).hexdigest(), notes=notes)


def _unreadable(source: str, error: OSError | ValueError) -> Failure:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return Failure(source, UnreadableError(source, f"cannot be read: {reason}"))


def _name(path: str | Path) -> str:
    """The path as text that can be written anywhere: bytes of a file name that are no UTF-8 become U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")
