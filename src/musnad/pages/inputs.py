"""Paths, folders and standard input -> parts: one result for every page, message or item, whatever becomes of it.

An input that cannot be read is a `Failure` in its place and never stops the others. Archives, chats, feeds and files of
records are taken apart here, one part at a time; what is in a part is read by `musnad.pages.opening`.
"""

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from musnad.errors import UnreadableError
from musnad.pages.kinds import ENDINGS, HEAD, UNOPENED, ChatWords, Failure, Part, Skipped, read, sniff
from musnad.pages.records import looks_like_json, records

MAX_BYTES = 1 << 25
"""The longest page or JSON line that is read: 32 MiB."""
STDIN = "-"


def read_inputs(
    paths: Iterable[str | Path], words: ChatWords, stdin: BinaryIO | None = None
) -> Iterator[Part | Failure]:
    """The parts of the paths, in the order given; folders are walked in the order of their names.

    `-` reads `stdin`. What a file is, its ending and its first bytes say; a file named directly is text where they say
    nothing, in a folder such files are counted in one `Skipped`.
    """
    for path in paths:
        if str(path) == STDIN:
            yield from _from_stdin(stdin, words)
        elif Path(path).is_dir():
            yield from _from_folder(Path(path), words)
        else:
            yield from _from_file(Path(path), words)


def _from_stdin(stream: BinaryIO | None, words: ChatWords) -> Iterator[Part | Failure]:
    if stream is None:
        yield Failure(STDIN, UnreadableError(STDIN, "there is no standard input here"))
        return
    try:
        start = stream.readline(MAX_BYTES + 1)
        if looks_like_json(start) and start.rstrip().endswith(b"}"):
            yield from records(STDIN, stream, start, MAX_BYTES, document=False)
            return
        content = start + stream.read(MAX_BYTES + 1)
    except OSError as error:
        yield _unreadable(STDIN, error)
        return
    if looks_like_json(start):
        yield from records(STDIN, BytesIO(), content, MAX_BYTES, document=True)
    else:
        yield from _parts(STDIN, BytesIO(content), content[:HEAD], words)


def _from_folder(folder: Path, words: ChatWords) -> Iterator[Part | Failure]:
    skipped: Counter[str] = Counter()
    unread: list[OSError] = []
    for root, folders, files in os.walk(folder, onerror=unread.append):
        folders.sort()
        for name in sorted(files):
            path = Path(root, name)
            if path.suffix.lower() in ENDINGS:
                yield from _from_file(path, words)
            else:
                skipped[path.suffix.lower() or "no ending"] += 1
    for error in unread:
        yield _unreadable(_name(error.filename), error)
    if skipped:
        source, number = _name(folder), skipped.total()
        kinds = ", ".join(f"{count} {ending}" for ending, count in sorted(skipped.items()))
        yield Skipped(source, UnreadableError(source, f"files left out for their ending: {kinds}"), number)


def _from_file(path: Path, words: ChatWords) -> Iterator[Part | Failure]:
    source = _name(path)
    try:
        stream = path.open("rb")
    except (OSError, ValueError) as error:
        yield _unreadable(source, error)
        return
    try:
        with stream:
            whole: BinaryIO = stream if stream.seekable() else BytesIO(stream.read(MAX_BYTES + 1))
            head = whole.read(HEAD)
            whole.seek(0)
            yield from _parts(source, whole, head, words)
    except OSError as error:
        yield _unreadable(source, error)


def _parts(source: str, stream: BinaryIO, head: bytes, words: ChatWords) -> Iterator[Part | Failure]:
    """The parts of a stream, which is at its start and can be sought."""
    kind = sniff(source, head) or "text"
    if kind in {"json", "lines"}:
        yield from records(source, stream, b"", MAX_BYTES, document=kind == "json")
        return
    for result in read(source, kind, stream, words, UNOPENED):
        if isinstance(result, Part) and result.body is None and result.form in {"json", "lines"}:
            inner = BytesIO(result.content)
            yield from records(result.source, inner, b"", MAX_BYTES, document=result.form == "json")
        else:
            yield result


def _unreadable(source: str, error: OSError | ValueError) -> Failure:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return Failure(source, UnreadableError(source, f"cannot be read: {reason}"))


def _name(path: str | Path) -> str:
    """The path as text that can be written anywhere: bytes of a file name that are no UTF-8 become U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")
