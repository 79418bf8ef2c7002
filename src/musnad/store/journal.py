"""The journal: every fact that no page can give again, as lines of JSON beside the database.

A line is a batch: its number, the time, the rows of its facts, and a sum over all that. It is written when the database
has taken the batch. A database that lacks a batch of its journal has lost it; one that has been destroyed can be made
again from the journal and the pages' bytes.
"""

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from musnad.errors import DamagedError
from musnad.store.files import write_whole, writing

Facts = dict[str, list[dict[str, Any]]]
"""The rows of a batch, by the name of their table."""
_BLOCK = 1 << 16


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the journal."""

    number: int
    at: str
    facts: Facts

    def to_line(self) -> bytes:
        """The line, with its sum and its line end."""
        body = {"batch": self.number, "at": self.at, "facts": self.facts}
        return json.dumps(body | {"sum": _sum(body)}, separators=(",", ":")).encode() + b"\n"


@dataclass(frozen=True, slots=True)
class Broken:
    """A line that is no longer what was written; lines count from 1."""

    line: int


class Journal:
    """The journal in a file; a missing file is an empty journal."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def append(self, entries: Iterable[Entry]) -> None:
        """Add lines and put them on the disk; half a line that a loss of power left behind is closed first.

        Raises:
            StoreError: they cannot be written.
        """
        with writing(self.path), self.path.open("ab+") as file:
            size = file.seek(0, os.SEEK_END)
            if size:
                file.seek(size - 1)
            torn = size > 0 and file.read(1) != b"\n"
            file.write((b"\n" if torn else b"") + b"".join(entry.to_line() for entry in entries))
            file.flush()
            os.fsync(file.fileno())

    def last(self) -> int:
        """The number of the last whole batch; 0 in an empty journal."""
        try:
            with self.path.open("rb") as file:
                start = file.seek(0, os.SEEK_END)
                tail = b""
                while start:
                    size = min(_BLOCK, start)
                    start = file.seek(start - size)
                    tail = file.read(size) + tail
                    file.seek(start)
                    lines = tail.split(b"\n")
                    for line in reversed(lines if start == 0 else lines[1:]):
                        entry = _parsed(line)
                        if entry is not None:
                            return entry.number
        except FileNotFoundError:
            return 0
        except OSError as error:
            raise DamagedError(f"{self.path}: the journal cannot be read: {error.strerror}") from error
        return 0

    def entries(self) -> Iterator[Entry | Broken]:
        """All lines, in the order of the file."""
        if not self.path.exists():
            return
        with self.path.open("rb") as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield _parsed(line) or Broken(number)

    def rewrite(self, entries: Iterable[Entry]) -> None:
        """Put other lines in the place of all, whole or not at all."""
        write_whole(self.path, b"".join(entry.to_line() for entry in entries))


def _sum(body: object) -> str:
    return sha256(json.dumps(body, separators=(",", ":"), sort_keys=True).encode()).hexdigest()[:16]


def _parsed(line: bytes) -> Entry | None:
    """The entry of a line; None where it is not what was written."""
    try:
        body = json.loads(line)
        if body.pop("sum") == _sum(body):
            return Entry(body["batch"], body["at"], body["facts"])
    except (ValueError, KeyError, AttributeError, TypeError):
        pass
    return None
