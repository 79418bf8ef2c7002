"""What a batch leaves in its folder, and how it is written: whole or not at all, and the same whenever it is written.

    OUT/batch.json                     with what the folder was made: the format, the reader, what was said of the pages
    OUT/shards/NAME/documents.parquet  and mentions, entities, times, statements, claims, chains: as `Document.to_polars` has them
    OUT/shards/NAME/records.parquet    every record of the input: where it stands, and what became of it
    OUT/shards/NAME/pages.parquet      what `musnad add OUT` needs: the bytes of every page, its record, its words, its rows
    OUT/shards/NAME/manifest.json      the counts; they add up
    OUT/manifest.json                  the counts of the last run, over all its inputs
    OUT/partial/                       what is being written

NAME is the hash of a shard's bytes. A shard takes its name when all of it is written.
"""

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from musnad.errors import DamagedError, UsageError
from musnad.store.files import sync_folder, write_whole, writing

if TYPE_CHECKING:
    import polars

FORMAT = 2
READ, SKIPPED, FAILED = "read", "skipped", "failed"
NOT_A_PAGE, STATUS, NOT_HTML = "not a page", "status", "not HTML"
NOT_ARABIC_SCRIPT, NOT_ARABIC_LANGUAGE = "not Arabic (script)", "not Arabic (language)"
NO_BODY, DUPLICATE, OTHER_KIND = "no body", "duplicate", "other kind"
MANIFEST = "manifest.json"
PAGES, RECORDS = "pages", "records"
PAGE_SCHEMA = {
    **dict.fromkeys(("document", "source", "form", "way"), "String"),
    **dict.fromkeys(("content", "body", "record", "words"), "Binary"),
    "chunks": "Int64",
    "rows": "String",
}
RECORD_SCHEMA = {
    "source": "String",
    "start": "Int64",
    "end": "Int64",
    **dict.fromkeys(("url", "outcome", "reason", "message", "document"), "String"),
    "number": "Int64",
}


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of records: every one is counted once.

    Attributes:
        records: how many there were.
        read: those that gave a page.
        skipped: those that were left out on purpose, by reason.
        failed: those that gave no page, by the kind of the error.
    """

    records: int = 0
    read: int = 0
    skipped: dict[str, int] = field(default_factory=dict)
    failed: dict[str, int] = field(default_factory=dict)

    def check(self) -> "Counts":
        """The counts, if they add up.

        Raises:
            DamagedError: they do not; a record was lost or counted twice.
        """
        found = self.read + sum(self.skipped.values()) + sum(self.failed.values())
        if found != self.records:
            raise DamagedError(f"of {self.records} records {found} are accounted for")
        return self

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.records + other.records,
            self.read + other.read,
            _sum(self.skipped, other.skipped),
            _sum(self.failed, other.failed),
        )


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a shard holds.

    Attributes:
        shard: its name.
        source: the input, as it was given; `start` and `end` are what of it the shard is.
        truncated: the input ends inside a record.
        gaps: the bytes that are passed over: start, end, why.
        rows: how many each table has.
    """

    shard: str
    source: str
    start: int
    end: int
    counts: Counts
    truncated: bool = False
    gaps: tuple[tuple[int, int, str], ...] = ()
    rows: dict[str, int] = field(default_factory=dict)

    def to_json(self) -> str:
        """The manifest as it is written."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True) + "\n"

    @classmethod
    def read(cls, path: Path) -> "Manifest":
        """The manifest in a file.

        Raises:
            DamagedError: it cannot be read, or its counts do not add up.
        """
        try:
            found = json.loads(path.read_text(encoding="utf-8"))
            counts, gaps = Counts(**found.pop("counts")), tuple(map(tuple, found.pop("gaps")))
            return cls(counts=counts.check(), gaps=gaps, **found)
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise DamagedError(f"{path}: cannot be read: {error}") from error


class Folder:
    """The folder of a batch. Pickles."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self.shards = self.path / "shards"
        self._partial = self.path / "partial"

    def open(self, made_with: dict[str, Any]) -> None:
        """Make the folder, or make sure that it was made with the same.

        Raises:
            UsageError: it was made with something else, or holds other things.
            StoreError: it cannot be written.
        """
        settings, wanted = self.path / "batch.json", {"format": FORMAT, **made_with}
        if settings.exists():
            self._must_be(wanted)
        elif self.path.exists() and (not self.path.is_dir() or any(self.path.iterdir())):
            raise UsageError(f"{self.path}: is there already and no folder of a batch; name another one")
        else:
            write_whole(settings, (json.dumps(wanted, ensure_ascii=False, indent=1) + "\n").encode())
        with writing(self.shards):
            self.shards.mkdir(exist_ok=True)
            self._partial.mkdir(exist_ok=True)

    def _must_be(self, wanted: dict[str, Any]) -> None:
        held = self.made_with()
        for name in sorted(wanted.keys() | held.keys()):
            if held.get(name) != wanted.get(name):
                raise UsageError(
                    f"{self.path}: was made with {name} {held.get(name)!r}, not {wanted.get(name)!r}, and what is in it "
                    "must be of one kind; name another folder"
                )

    def made_with(self) -> dict[str, Any]:
        """With what the folder was made.

        Raises:
            UsageError: it is no folder of a batch.
        """
        try:
            return dict(json.loads((self.path / "batch.json").read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError) as error:
            raise UsageError(f"{self.path}: is no folder of a batch: batch.json cannot be read") from error

    def has(self, name: str) -> bool:
        """Whether a shard is finished."""
        return (self.shards / name / MANIFEST).is_file()

    def manifest(self, name: str) -> Manifest:
        """The manifest of a finished shard; raises as `Manifest.read` does."""
        return Manifest.read(self.shards / name / MANIFEST)

    def names(self) -> list[str]:
        """The finished shards, in the order of their names."""
        return sorted(path.parent.name for path in self.shards.glob(f"*/{MANIFEST}"))

    def forget_partial(self) -> None:
        """Take away what runs that were broken off have left behind."""
        for path in self._partial.glob("*"):
            shutil.rmtree(path, ignore_errors=True)

    @contextmanager
    def shard(self, name: str) -> Iterator[Path]:
        """A folder to write a shard in, which takes its name when this ends; if it has the name by then, that one stays.

        Raises:
            StoreError: it cannot be written; nothing of it is left.
        """
        part = self._partial / f"{name}.{os.getpid()}"
        with writing(part):
            try:
                part.mkdir(parents=True)
                yield part
                for path in part.iterdir():
                    _sync(path)
                sync_folder(part)
                _take_name(part, self.shards / name)
                sync_folder(self.shards)
            finally:
                shutil.rmtree(part, ignore_errors=True)


def is_batch(path: str | Path) -> bool:
    """Whether a path is the folder of a batch."""
    return Path(path, "batch.json").is_file() and Path(path, "shards").is_dir()


def schema(kinds: dict[str, str]) -> "dict[str, polars.DataType]":
    """The columns of `pages` or `records`."""
    import polars as pl  # noqa: PLC0415 - its threads would keep the reading processes from being forked

    types = {"String": pl.String(), "Binary": pl.Binary(), "Int64": pl.Int64()}
    return {name: types[kind] for name, kind in kinds.items()}


def write_table(folder: Path, name: str, frames: "Sequence[polars.DataFrame]") -> int:
    """Write a table; gives the number of its rows.

    Raises:
        OSError: it cannot be written.
    """
    import polars as pl  # noqa: PLC0415 - the same

    table, content = pl.concat(frames), BytesIO()
    table.write_parquet(content, compression="zstd", row_group_size=1 << 14)
    (folder / f"{name}.parquet").write_bytes(content.getbuffer())
    return table.height


def totals(manifests: Iterable[Manifest]) -> Counts:
    """The counts of several shards together."""
    return sum((manifest.counts for manifest in manifests), Counts())


def _sum(some: dict[str, int], others: dict[str, int]) -> dict[str, int]:
    return {name: some.get(name, 0) + others.get(name, 0) for name in sorted(some.keys() | others.keys())}


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _take_name(part: Path, target: Path) -> None:
    try:
        part.rename(target)
    except OSError:
        if not (target / MANIFEST).is_file():
            raise
