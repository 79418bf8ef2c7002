"""A shard -> its records: each is a part that may be worth reading, or says why it is none."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, cast

from musnad.batch.http import Response, media_type, response
from musnad.batch.opened import Lines, opened
from musnad.batch.parts import DUPLICATE, FAILED, NOT_A_PAGE, NOT_HTML, OTHER_KIND, SKIPPED, STATUS
from musnad.batch.plan import Shard
from musnad.batch.warc import Damage, Record, frames, warc
from musnad.errors import BadRecordError, InputError, UnreadableError
from musnad.model import Note
from musnad.pages.inputs import MAX_BYTES, read_inputs
from musnad.pages.kinds import ENDINGS, ChatWords, Failure, Given, Part, Skipped
from musnad.pages.opening import CHATS, Opener
from musnad.pages.records import records

_HTML = frozenset({"text/html", "application/xhtml+xml"})
_VAGUE = frozenset({"", "application/octet-stream", "unknown/unknown", "application/http"})
_PAGE_BEGINS = (b"<!doctype html", b"<html")


@dataclass(frozen=True, slots=True)
class Entry:
    """A record of an input.

    Attributes:
        source: what it is called: the input with the place of the record in it.
        start: its bytes in the input, half open; -1 where that is not known.
        number: how many records it stands for: several files that are left out are told as one.
        outcome: "skipped" or "failed"; empty where there is a part.
        reason: of what is skipped, the reason; of what failed, the kind of the error.
        message: of what failed, why.
        part: what is to be read.
        gap: the bytes of a WARC that are passed over, and why.
        truncated: the input ends in it.
    """

    source: str
    start: int = -1
    end: int = -1
    url: str | None = None
    number: int = 1
    outcome: str = ""
    reason: str = ""
    message: str = ""
    part: Part | None = None
    gap: tuple[int, int, str] | None = None
    truncated: bool = False


def entries(shard: Shard, opener: Opener, words: ChatWords) -> Iterator[Entry]:
    """The records of a shard, in order.

    Raises:
        OSError: the input can no longer be read.
    """
    if shard.kind == "warc":
        yield from _of_warc(shard)
    elif shard.kind == "lines":
        yield from _of_lines(shard)
    else:
        yield from _of_files(shard, opener, words)


def _of_warc(shard: Shard) -> Iterator[Entry]:
    member = shard.member
    path = Path(shard.source.removesuffix(f"/{member}") if member else shard.source)
    with opened(path, member) as file:
        for frame in frames(warc(file), shard.start, shard.end):
            source = f"{shard.source}:{frame.start}"
            yield _damaged(source, frame) if isinstance(frame, Damage) else _of_record(source, frame)


def _damaged(source: str, damage: Damage) -> Entry:
    return Entry(
        source,
        damage.start,
        damage.end,
        number=int(damage.record),
        outcome=FAILED,
        reason=BadRecordError.__name__,
        message=damage.reason,
        gap=(damage.start, damage.end, damage.reason),
        truncated=damage.cut,
    )


def _of_record(source: str, record: Record) -> Entry:
    kind, url = (
        record.header.get("warc-type", "").lower(),
        record.header.get("warc-target-uri", "").strip("<> ") or None,
    )
    entry = Entry(source, record.start, record.end, url)
    if kind == "revisit":
        return replace(entry, outcome=SKIPPED, reason=DUPLICATE)
    if kind not in {"response", "resource"} or not (url or "").startswith(("http:", "https:", "file:")):
        return replace(entry, outcome=SKIPPED, reason=NOT_A_PAGE)
    if record.content is None:
        return _failed(entry, UnreadableError(source, f"longer than {MAX_BYTES >> 20} MiB"))
    try:
        return _of_response(entry, record, record.content, http=kind == "response")
    except InputError as error:
        return _failed(entry, error)


def _of_response(entry: Entry, record: Record, content: bytes, *, http: bool) -> Entry:
    """A record that holds a response of HTTP, or a page without one.

    Raises:
        UnreadableError: it is no response, or its body cannot be decoded.
    """
    header = record.header
    found = response(entry.source, content) if http else Response(200, header, content)
    if found.status // 100 != 2:
        return replace(entry, outcome=SKIPPED, reason=STATUS)
    kind, charset = media_type(found.header.get("content-type", ""))
    if kind in _VAGUE:
        kind = header.get("warc-identified-payload-type", "").lower() or kind
    if kind not in _HTML and not (kind in _VAGUE and found.body[:1024].lstrip().lower().startswith(_PAGE_BEGINS)):
        return replace(entry, outcome=SKIPPED, reason=NOT_HTML)
    notes = found.notes
    if cut := header.get("warc-truncated"):
        notes = (*notes, Note("input", f"the archive has not kept the page's end ({cut})"))
    given = Given(url=entry.url, retrieved=header.get("warc-date"))
    return replace(entry, part=Part(entry.source, found.body, "html", declared=charset, given=given, notes=notes))


def _of_lines(shard: Shard) -> Iterator[Entry]:
    with Lines(Path(shard.source), shard.start, shard.end) as lines:
        start = lines.place
        for found in records(shard.source, cast(BinaryIO, lines), b"", MAX_BYTES, document=False, first=shard.first):
            yield replace(_of_part(found), start=start, end=lines.place)
            start = lines.place
        if lines.fault:
            entry = Entry(f"{shard.source}:{start}", start, start, truncated=True)
            yield _failed(entry, UnreadableError(entry.source, f"the file {lines.fault}"))


def _of_files(shard: Shard, opener: Opener, words: ChatWords) -> Iterator[Entry]:
    for path in shard.files:
        if len(shard.files) > 1 and Path(path).suffix.lower() not in ENDINGS:
            yield Entry(path, outcome=SKIPPED, reason=OTHER_KIND)
            continue
        for found in read_inputs([path], words):
            if isinstance(found, Part) and found.form in CHATS:
                yield from map(_of_part, opener.parts(found))
            else:
                yield _of_part(found)


def _of_part(found: Part | Failure) -> Entry:
    if isinstance(found, Part):
        return Entry(found.source, url=found.given.url, part=found)
    if isinstance(found, Skipped):
        return Entry(found.source, number=found.number, outcome=SKIPPED, reason=OTHER_KIND)
    return _failed(Entry(found.source), found.error)


def _failed(entry: Entry, error: InputError) -> Entry:
    return replace(entry, outcome=FAILED, reason=type(error).__name__, message=error.message)
