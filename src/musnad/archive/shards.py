"""The parts of a batch -> store, without reading any page again: what a page's reading gave stands in the parts."""

import json
import zlib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import polars as pl

from musnad.archive.ways import Options, key_of, lineage_of, placed, way_of
from musnad.batch.parts import FAILED, FORMAT, PAGES, RECORDS, Folder
from musnad.errors import UsageError
from musnad.model import Note
from musnad.pages.kinds import Given, Part, Via
from musnad.pages.records import Fields
from musnad.store import writing
from musnad.store.rows import LAYOUT, derived, document_columns, flat, from_json, unpack
from musnad.store.store import Store
from musnad.store.words import Written
from musnad.store.writing import Failed, Item, Outcome, Reading

_Some = TypeVar("_Some")
_Made = TypeVar("_Made")
BATCH = 512
"""How many pages are written in one transaction."""


@dataclass(frozen=True, slots=True)
class Taker:
    """Takes up the parts of batches; `count` hears of each page what it was, `tell` of each failure as it is written."""

    store: Store
    count: Callable[[Outcome | str], None]
    tell: Callable[[Failed], None]

    def take(self, path: str | Path) -> None:
        """Take up all parts in a folder.

        Raises:
            DamagedError: a part is no longer what it was; what comes before it is kept.
            StoreError: the store cannot be written; all transactions before are kept.
            UsageError: it is no folder of a batch, or one of another format.
        """
        folder = Folder(path)
        said = folder.made_with()
        if said.get("format") != FORMAT:
            raise UsageError(f"{path}: was made by another version of Musnad; read its inputs anew with this one")
        for name in folder.names():
            folder.manifest(name)
            shard = folder.shards / name
            some = pl.read_parquet(shard / f"{PAGES}.parquet").iter_slices(BATCH)
            for items in _ahead(lambda rows: self._kept(rows.to_dicts(), said), some):
                self._write(items)
            self._fail(pl.read_parquet(shard / f"{RECORDS}.parquet").filter(pl.col("outcome") == FAILED))

    def _kept(self, rows: list[dict[str, Any]], said: dict[str, Any]) -> list[Item]:
        """Pages as they are written, their bytes kept."""
        options = Options(said["published"], said["outlet"], Fields(**said["fields"]))
        contents = [zlib.decompress(row["content"]) for row in rows]
        digests = self.store.custody.keep_all(contents)
        same = said.get("layout") == LAYOUT
        return [
            self._item(_part(row, content), digest, options, _reading(row, said["reader"], same=same))
            for row, content, digest in zip(rows, contents, digests, strict=True)
        ]

    def _write(self, items: list[Item]) -> None:
        with self.store.writing() as writer:
            outcomes = writing.take(writer, items)
            writing.forget_failures(writer, {item.place for item in items})
        for item, outcome in zip(items, outcomes, strict=True):
            self.count(outcome)
            if outcome == "refused":
                self.store.custody.drop(item.hash)

    def _item(self, part: Part, digest: str, options: Options, reading: Reading) -> Item:
        root = self.store.project.folder.absolute()
        return Item(
            hash=digest,
            key=key_of(part, options, digest),
            kind=part.form,
            way=way_of(part, options, self.store.custody),
            lineage=lineage_of(part, reading.columns["url"], reading.columns["source"], root),
            source=part.source,
            place=placed(part.source, root),
            plain=not options.said(),
            reading=reading,
        )

    def _fail(self, rows: pl.DataFrame) -> None:
        root = self.store.project.folder.absolute()
        failures = [
            Failed(placed(row["source"], root), row["source"], row["reason"], row["message"])
            for row in rows.iter_rows(named=True)
            for _ in range(row["number"])
        ]
        if failures:
            with self.store.writing() as writer:
                writing.note_failures(writer, failures)
        for failure in failures:
            self.count("failed")
            self.tell(failure)


def _ahead(work: Callable[[_Some], _Made], tasks: Iterable[_Some]) -> Iterator[_Made]:
    """What is made of each task, the next one while the one before is in use."""
    with ThreadPoolExecutor(1) as thread:
        waiting = None
        for task in tasks:
            done, waiting = waiting, thread.submit(work, task)
            if done:
                yield done.result()
        if waiting:
            yield waiting.result()


def _reading(row: dict[str, Any], reader: str, *, same: bool) -> Reading:
    """A page's reading; `same` says that its rows are those that this store wants, else they are made anew."""
    if same:
        columns, rows = from_json(row["rows"])
    else:
        record = unpack(row["record"])
        columns, rows = document_columns(record), flat(derived(0, record))
    return Reading(reader, columns, row["record"], rows, Written.packed(row["words"], row["chunks"]))


def _part(row: dict[str, Any], content: bytes) -> Part:
    """The part that a page was read from."""
    way = json.loads(row["way"])
    body = None if row["body"] is None else zlib.decompress(row["body"])
    return Part(
        row["source"],
        content,
        row["form"],
        body.decode("utf-8", "surrogatepass") if body is not None and way["decoded"] else body,
        tuple(way["declared"]),
        Given(**way["given"]),
        tuple(Via(**via) for via in way["via"]),
        tuple(Note("input", message) for message in way["notes"]),
    )
