"""A shard -> its parts and its manifest: what every engine runs, wherever it runs it.

Pages are read in a process of their own, under limits; one that kills its process is tried again, as something else may have
killed it. Nothing is written before all is read, and what is written is the same each time.
"""

import json
import zlib
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from musnad.batch.entries import Entry, entries
from musnad.batch.parts import (
    DUPLICATE,
    FAILED,
    MANIFEST,
    NO_BODY,
    NOT_ARABIC_LANGUAGE,
    OTHER_KIND,
    PAGE_SCHEMA,
    PAGES,
    READ,
    RECORD_SCHEMA,
    RECORDS,
    SKIPPED,
    Counts,
    Folder,
    Manifest,
    schema,
    write_table,
)
from musnad.batch.plan import Shard
from musnad.batch.screen import Screen
from musnad.errors import QuarantinedError
from musnad.exports.record import to_record
from musnad.exports.tables import SCHEMAS, encodable, polars_schema, rows_of
from musnad.model import Document
from musnad.pages.kinds import Failure, Part, Skipped, make_chat_words
from musnad.pages.languages import ARABIC
from musnad.pages.opening import Opener
from musnad.pages.records import Fields
from musnad.reader import Reader, Work
from musnad.store.rows import LAYOUT, derived, document_columns, flat, pack, to_json, unpack
from musnad.store.words import Written, forms_of
from musnad.workers import Broken, Done, Limits, Workers

_TRIES = 3
_ROWS = 256
_LEVEL = 6


@dataclass(frozen=True, slots=True)
class Options:
    """How a batch is read; `limits` are those of a page, `lang` is "ar" if other languages are to be left out early."""

    lang: str | None = None
    published: str | None = None
    outlet: str | None = None
    fields: Fields = field(default_factory=Fields)
    limits: Limits = field(default_factory=Limits)

    def said(self) -> dict[str, Any]:
        """What decides what is in the parts, as JSON."""
        said = {"lang": self.lang, "published": self.published, "outlet": self.outlet, "fields": asdict(self.fields)}
        return {**said, "layout": LAYOUT}


@dataclass(frozen=True, slots=True)
class _Read:
    """What reading a page gave, packed."""

    record: bytes
    words: Written
    rows: str
    language: str
    body: bool


@dataclass(frozen=True, slots=True)
class _Fate:
    """What became of a page: a row of `records`, and of `pages` if it was read."""

    outcome: str
    reason: str | None = None
    message: str | None = None
    document: str | None = None
    page: dict[str, Any] | None = None
    number: int = 1


class Job:
    """All that a shard needs beside itself; made once a process. Pickles."""

    def __init__(self, reader: Reader, options: Options, out: Folder) -> None:
        self.options, self.out, self.reader = options, out, reader.pipeline.reader
        self.words = make_chat_words(reader.lexicon)
        self.opener = Opener(reader.lexicon, options.fields)
        self.screen = Screen(reader.lexicon, options.fields) if options.lang else None
        self.work = Work(reader, self.opener, _read, options.published, options.outlet)

    def __call__(self, part: Part) -> tuple[_Fate, ...]:
        """What becomes of a part, one fate for each of its pages."""
        leaves = list(self.opener.leaves(part))
        whole = [leaf for leaf in leaves if not isinstance(leaf, Skipped)]
        alone = len(whole) == 1 and isinstance(whole[0], Part) and whole[0].content == part.content
        return tuple(self._fate(leaf, part if alone else leaf) for leaf in leaves)

    def _fate(self, leaf: Part | Failure, kept: Part | Failure) -> _Fate:
        page = leaf if isinstance(leaf, Failure) else next(self.opener(leaf))
        found = page if isinstance(page, Failure) else self.work.read(page)
        if isinstance(found, Skipped):
            return _Fate(SKIPPED, OTHER_KIND, number=found.number)
        if isinstance(found, Failure):
            return _Fate(FAILED, type(found.error).__name__, found.error.message)
        assert isinstance(leaf, Part), "what was read is a part"
        assert isinstance(kept, Part), "and so is what is kept of it"
        document = sha256(leaf.content).hexdigest()
        if self.options.lang and found.language != ARABIC:
            return _Fate(SKIPPED, NOT_ARABIC_LANGUAGE, document=document)
        if not found.body:
            return _Fate(SKIPPED, NO_BODY, document=document)
        return _Fate(READ, document=document, page=_row(document, leaf, kept, found))


def _read(document: Document) -> _Read:
    body = bool(document.claims) or any(zone.kind == "body" for zone in document.zones)
    record = to_record(document)
    rows = to_json(document_columns(record), flat(derived(0, record)))
    return _Read(pack(record), Written.of(forms_of(document)), rows, document.metadata.language, body)


def _row(document: str, leaf: Part, kept: Part, found: _Read) -> dict[str, Any]:
    """A row of `pages`; the bytes are packed by zlib."""
    body = kept.body.encode("utf-8", "surrogatepass") if isinstance(kept.body, str) else kept.body
    way = {
        "decoded": isinstance(kept.body, str),
        "declared": kept.declared,
        "given": {name: value for name, value in asdict(kept.given).items() if value is not None},
        "via": [asdict(via) for via in kept.via],
        "notes": [note.message for note in kept.notes],
    }
    return {
        "document": document,
        "source": leaf.source,
        "form": kept.form,
        "way": json.dumps(way, ensure_ascii=False),
        "content": zlib.compress(leaf.content, _LEVEL),
        "body": body if body is None else zlib.compress(body, _LEVEL),
        "record": found.record,
        "words": found.words.content,
        "chunks": len(found.words.lines),
        "rows": found.rows,
    }


def process_shard(shard: Shard, job: Job) -> Manifest:
    """Read a shard and write its parts, unless they are there already.

    Raises:
        StoreError: they cannot be written; nothing of them is left.
        OSError: the input can no longer be read.
    """
    if job.out.has(shard.name):
        return job.out.manifest(shard.name)
    return _Process(shard, job).run()


class _Process:
    """One shard on its way."""

    def __init__(self, shard: Shard, job: Job) -> None:
        self.shard, self.job = shard, job
        self.seen: set[bytes] = set()
        self.waiting: deque[Entry] = deque()
        self.records = 0
        self.counts: Counter[tuple[str, str]] = Counter()
        self.fates: list[dict[str, Any]] = []
        self.pages: list[dict[str, Any]] = []
        self.gaps: list[tuple[int, int, str]] = []
        self.truncated = False

    def run(self) -> Manifest:
        """Read all, then write all."""
        workers = Workers[Part, tuple[_Fate, ...]](self.job, 1, self.job.options.limits)
        for result in workers.map(self._tasks()):
            entry = self.waiting.popleft()
            fates = self._again(result) if isinstance(result, Broken) else result
            self.records += sum(fate.number for fate in fates) - entry.number  # a part may hold several pages, or none
            for fate in fates:
                self._note(entry, fate)
        with self.job.out.shard(self.shard.name) as folder:
            manifest = self._manifest(self._write(folder))
            (folder / MANIFEST).write_text(manifest.to_json(), encoding="utf-8")
        return self.job.out.manifest(self.shard.name)

    def _tasks(self) -> Iterator[Part | Done[tuple[_Fate, ...]]]:
        for entry in entries(self.shard, self.job.opener, self.job.words):
            self.waiting.append(entry)
            self.records += entry.number
            self.truncated = self.truncated or entry.truncated
            if entry.gap:
                self.gaps.append(entry.gap)
            if entry.part is None:
                yield Done((_Fate(entry.outcome, entry.reason, entry.message or None, number=entry.number),))
            elif reason := self._left_out(entry.part):
                yield Done((_Fate(SKIPPED, reason),))
            else:
                yield entry.part

    def _left_out(self, part: Part) -> str | None:
        """Why a part need not be read, if so."""
        if not part.content.strip():
            return NO_BODY
        digest = sha256(part.content).digest()
        if digest in self.seen:
            return DUPLICATE
        self.seen.add(digest)
        return self.job.screen(part) if self.job.screen else None

    def _again(self, broken: Broken[Part]) -> tuple[_Fate, ...]:
        """What becomes of a part that gave nothing; what killed its process need not have been the page."""
        for _ in range(_TRIES - 1):
            if "died" not in broken.reason:
                break
            (result,) = Workers[Part, tuple[_Fate, ...]](self.job, 1, self.job.options.limits).map([broken.task])
            if not isinstance(result, Broken):
                return result
            broken = result
        return (_Fate(FAILED, QuarantinedError.__name__, f"quarantined: {broken.reason}"),)

    def _note(self, entry: Entry, fate: _Fate) -> None:
        """Put down what became of a record, or of a page in it."""
        self.counts[fate.outcome, fate.reason or ""] += fate.number
        self.fates.append(
            {
                "source": fate.page["source"] if fate.page else entry.source,
                "start": entry.start,
                "end": entry.end,
                "url": entry.url,
                "outcome": fate.outcome,
                "reason": fate.reason,
                "message": fate.message,
                "document": fate.document,
                "number": fate.number,
            }
        )
        if fate.page:
            self.pages.append(fate.page)

    def _manifest(self, rows: dict[str, int]) -> Manifest:
        of: dict[str, dict[str, int]] = {outcome: {} for outcome in (SKIPPED, FAILED)}
        for (outcome, reason), number in sorted(self.counts.items()):
            if number and outcome != READ:
                of[outcome][reason] = number
        counts = Counts(self.records, self.counts[READ, ""], of[SKIPPED], of[FAILED]).check()
        shard = self.shard
        return Manifest(
            shard.name, shard.source, shard.start, shard.end, counts, self.truncated, tuple(self.gaps), rows
        )

    def _write(self, folder: Path) -> dict[str, int]:
        """Write all tables; gives the number of their rows."""
        import polars as pl  # noqa: PLC0415 - its threads would keep the reading processes from being forked

        frames: dict[str, list[pl.DataFrame]] = {}
        for rows, kinds in ((self.pages, PAGE_SCHEMA), (self.fates, RECORD_SCHEMA)):
            name = PAGES if kinds is PAGE_SCHEMA else RECORDS
            frames[name] = [pl.DataFrame([encodable(row) for row in rows], schema=schema(kinds))]
        for start in range(0, max(len(self.pages), 1), _ROWS):
            some = [rows_of(unpack(page["record"])) for page in self.pages[start : start + _ROWS]]
            for name, columns in SCHEMAS.items():
                rows = [encodable(row) for tables in some for row in tables[name]]
                frames.setdefault(name, []).append(pl.DataFrame(rows, schema=polars_schema(columns)))
        return {name: write_table(folder, name, parts) for name, parts in sorted(frames.items())}
