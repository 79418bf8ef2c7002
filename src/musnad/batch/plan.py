"""Inputs -> shards: what is read, and written, in one go. The same inputs give the same shards on any machine."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path
from typing import BinaryIO, Literal

from musnad.batch.opened import Lines, kind_of, members, opened
from musnad.batch.warc import frames, warc
from musnad.errors import InputError, UnreadableError
from musnad.pages.inputs import MAX_BYTES
from musnad.pages.kinds import Failure

MOST_RECORDS, MOST_BYTES = 4096, 1 << 26
"""A shard ends with the record that reaches one of these; files are gathered up to them."""
_NAME = 32
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Shard:
    """What is read in one go.

    Attributes:
        name: the hash of its bytes.
        kind: how they are read.
        source: the input, as it was given; of files, the first of them.
        start: the first byte, of what is unpacked where lines are compressed; of files, 0.
        end: behind the last byte; of files, their number.
        member: the WARC in a WACZ.
        first: the number of the first line.
        files: the files.
    """

    name: str
    kind: Literal["warc", "lines", "files"]
    source: str
    start: int
    end: int
    member: str | None = None
    first: int = 1
    files: tuple[str, ...] = ()


def inputs(paths: Iterable[str | Path]) -> Iterator[tuple[str, ...] | Failure]:
    """The inputs that are divided one by one, in the order of their names: a file, or files that are read together."""
    for path in sorted({os.fspath(path) for path in paths}):
        try:
            if os.path.isdir(path):
                yield from _of_folder(path)
            else:
                kind_of(Path(path))
                yield (path,)
        except OSError as error:
            yield Failure(path, UnreadableError(path, f"cannot be read: {error.strerror or error}"))


def divided(files: tuple[str, ...]) -> list[Shard | Failure]:
    """The shards of an input."""
    path = Path(files[0])
    try:
        kind = kind_of(path) if len(files) == 1 else "file"
        if kind == "wacz":
            return [shard for member in members(path) for shard in _of_warc(path, member)]
        if kind == "warc":
            return list(_of_warc(path, None))
        return list(_of_lines(path)) if kind == "lines" else [_of_files(files)]
    except OSError as error:
        return [Failure(files[0], UnreadableError(files[0], f"cannot be read: {error.strerror or error}"))]
    except InputError as error:
        return [Failure(files[0], error)]


def _of_folder(folder: str) -> Iterator[tuple[str, ...]]:
    """Archives and files of lines one by one; the others together, up to the size of a shard."""
    gathered: list[str] = []
    size = 0
    for root, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = os.path.join(root, name)
            if not os.path.isfile(path) or kind_of(Path(path)) == "file":
                gathered.append(path)
                size += os.path.getsize(path) if os.path.isfile(path) else 0
                if size >= MOST_BYTES or len(gathered) >= MOST_RECORDS:
                    yield tuple(gathered)
                    gathered, size = [], 0
            else:
                yield (path,)
    if gathered:
        yield tuple(gathered)


def _of_warc(path: Path, member: str | None) -> Iterator[Shard]:
    source = f"{path}/{member}" if member else str(path)
    with opened(path, member) as file:
        form = warc(file)
        start, number = 0, 0
        for frame in frames(form):
            number += 1
            if number >= MOST_RECORDS or frame.end - start >= MOST_BYTES or frame.end >= form.size:
                yield Shard(_hash(file, start, frame.end), "warc", source, start, frame.end, member)
                start, number = frame.end, 0


def _of_lines(path: Path) -> Iterator[Shard]:
    with Lines(path) as lines:
        start, first, number = 0, 1, 0
        while line := lines.readline(MAX_BYTES):
            number += line.endswith(b"\n")
            full = number >= MOST_RECORDS or lines.place - start >= MOST_BYTES
            if full and line.endswith(b"\n"):
                yield _shard_of_lines(path, lines, start, first)
                start, first, number = lines.place, first + number, 0
        if lines.place > start or lines.fault:
            yield _shard_of_lines(path, lines, start, first)


def _shard_of_lines(path: Path, lines: Lines, start: int, first: int) -> Shard:
    """The shard up to where the lines are; its end lies behind that where no more can be read, so that this is met again."""
    name, lines.digest = lines.digest, sha256()
    name.update(lines.fault.encode())
    return Shard(name.hexdigest()[:_NAME], "lines", str(path), start, lines.place + bool(lines.fault), first=first)


def _of_files(files: tuple[str, ...]) -> Shard:
    name = sha256()
    for path in files:
        try:
            with open(path, "rb") as file:
                name.update(file_digest(file, "sha256").digest())
        except OSError:
            name.update(b"unreadable")
    return Shard(name.hexdigest()[:_NAME], "files", files[0], 0, len(files), files=files)


def _hash(file: BinaryIO, start: int, end: int) -> str:
    file.seek(start)
    name = sha256()
    while start < end and (piece := file.read(min(_CHUNK, end - start))):
        name.update(piece)
        start += len(piece)
    return name.hexdigest()[:_NAME]
