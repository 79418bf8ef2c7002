"""Inputs -> store, a batch at a time: what is known is told apart before it is read, the rest is read in processes.

A batch is one transaction. Whenever the program ends, by whatever it ends, the store holds whole batches; the same
command goes on from there, as what was written is known by its bytes.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import insert, select

from musnad.archive.taking import Take, Taken, container_key, failed
from musnad.archive.ways import Options, key_of, placed
from musnad.errors import QuarantinedError
from musnad.pages.inputs import read_inputs
from musnad.pages.kinds import Failure, Part, make_chat_words
from musnad.pages.opening import Opener
from musnad.reader import Reader
from musnad.store import writing
from musnad.store.store import Store
from musnad.store.tables import Container, table
from musnad.store.writing import Failed, Item, Known
from musnad.workers import Broken, Done, Limits, Workers

BATCH, SECONDS = 64, 2.0
"""How many pages stand in a batch at the most, and how long the first of them waits for the others."""
_AHEAD, _BYTES_AHEAD = 64, 8 << 20


@dataclass(slots=True)
class Counts:
    """What became of the inputs. `refused` were withdrawn before; `left_out`, which are files of other kinds, count beside."""

    new: int = 0
    duplicate: int = 0
    changed: int = 0
    refused: int = 0
    failed: int = 0
    left_out: int = 0

    @property
    def inputs(self) -> int:
        """All inputs: each is counted once."""
        return self.new + self.duplicate + self.changed + self.refused + self.failed

    def count(self, outcome: str, number: int = 1) -> None:
        """Count an outcome by its name."""
        setattr(self, outcome, getattr(self, outcome) + number)


@dataclass(slots=True)
class _Batch:
    """What waits to be written."""

    pages: list[Item] = field(default_factory=list)
    failures: list[Failed] = field(default_factory=list)
    containers: list[tuple[str, int]] = field(default_factory=list)
    since: float = 0.0

    def __bool__(self) -> bool:
        return bool(self.pages or self.failures or self.containers)


class Adding:
    """One `musnad add`: reads what is new and writes it down; `tell` hears of every failure as it is written."""

    def __init__(  # noqa: PLR0913 - how it is read and written is given by name
        self,
        store: Store,
        reader: Reader,
        options: Options,
        *,
        jobs: int | None = None,
        limits: Limits | None = None,
        batch: int = BATCH,
    ) -> None:
        """Say where pages go, in how many processes they are read under which limits, how many stand in a batch.

        They are read here if `jobs` is None.
        """
        self.store, self.options = store, options
        self.jobs, self.limits, self.batch = jobs, limits or Limits(), batch
        self.words = make_chat_words(reader.lexicon)
        self.root = store.project.folder.absolute()
        self.take = Take(reader, Opener(reader.lexicon, options.fields), store.custody, options, self.root)
        self.counts = Counts()
        self.tell: Callable[[Failed], None] = lambda _: None
        self.progress: Callable[[Counts], None] = lambda _: None
        self._batch = _Batch()

    def add(self, paths: Iterable[str | Path], stdin: BinaryIO | None = None) -> Counts:
        """Add all pages of some inputs; gives the counts of all inputs that were added so far.

        Raises:
            StoreError: the store cannot be used; all batches before are kept.
        """
        for taken in self._taken(read_inputs(paths, self.words, stdin)):
            self._gather(taken)
            self.progress(self.counts)
            full = len(self._batch.pages) + len(self._batch.failures) >= self.batch
            if full or (self._batch and time.monotonic() - self._batch.since > SECONDS):
                self._write()
        self._write()
        return self.counts

    def _taken(self, parts: Iterable[Part | Failure]) -> Iterator[Taken]:
        """What became of each part, in order; parts that are known are passed by."""
        for taken in self._worked(self._tasks(parts)):
            if isinstance(taken, Broken):
                source = taken.task.source
                error = QuarantinedError(source, f"quarantined: {taken.reason}")
                yield Taken((failed(Failure(source, error), placed(source, self.root)),))
            elif taken.messages:
                yield from self._taken(taken.messages)
            else:
                yield taken

    def _worked(self, tasks: Iterable[Part | Done[Taken]]) -> Iterator[Taken | Broken[Part]]:
        if self.jobs is None:
            return (task.result if isinstance(task, Done) else self.take(task) for task in tasks)
        return Workers[Part, Taken](self.take, self.jobs, self.limits).map(tasks)

    def _tasks(self, parts: Iterable[Part | Failure]) -> Iterator[Part | Done[Taken]]:
        for some in _stretches(parts):
            known = self._known([part for part in some if isinstance(part, Part)])
            for part in some:
                if isinstance(part, Failure):
                    yield Done(Taken((failed(part, placed(part.source, self.root)),)))
                else:
                    yield Done(known[id(part)]) if id(part) in known else part

    def _known(self, parts: list[Part]) -> dict[int, Taken]:
        """The parts that need not be read: pages and containers that are there, pages that were withdrawn."""
        hashes = [sha256(part.content).hexdigest() for part in parts]
        containers = [container_key(part, self.options, self.root) for part in parts]
        with self.store.reading() as connection:
            pages = Known(connection, set(hashes))
            query = select(Container.key, Container.pages).where(Container.key.in_(containers))
            held = {row.key: row.pages for row in connection.execute(query)}
        found: dict[int, Taken] = {}
        for part, digest, container in zip(parts, hashes, containers, strict=True):
            item = self._seen(part, digest)
            if container in held:
                self.counts.count("duplicate", held[container])
                found[id(part)] = Taken()
            elif pages.is_refused(item):
                found[id(part)] = Taken((item,))
            elif pages.page(item):
                self.store.custody.keep(part.content)
                found[id(part)] = Taken((item,))
        return found

    def _seen(self, part: Part, digest: str) -> Item:
        """A page that was not read this time."""
        return Item(
            hash=digest,
            key=key_of(part, self.options, digest),
            kind=part.form,
            source=part.source,
            place=placed(part.source, self.root),
            plain=not self.options.said(),
        )

    def _gather(self, taken: Taken) -> None:
        if taken.stop:
            raise taken.stop
        if not self._batch:
            self._batch.since = time.monotonic()
        self._batch.pages += [page for page in taken.pages if isinstance(page, Item)]
        failures = [page for page in taken.pages if isinstance(page, Failed)]
        self._batch.failures += failures
        if taken.container and not any(not failure.left_out for failure in failures):
            self._batch.containers.append((taken.container, len(taken.pages) - len(failures)))

    def _write(self) -> None:
        batch, self._batch = self._batch, _Batch()
        if not batch:
            return
        with self.store.writing() as writer:
            outcomes = writing.take(writer, batch.pages)
            writing.note_failures(writer, [f for f in batch.failures if not f.left_out])
            writing.forget_failures(writer, {page.place for page in batch.pages})
            known = select(Container.key).where(Container.key.in_([key for key, _ in batch.containers]))
            held = set(writer.connection.execute(known).scalars()) if batch.containers else set()
            rows = [{"key": key, "pages": pages} for key, pages in dict(batch.containers).items() if key not in held]
            if rows:
                writer.connection.execute(insert(table(Container)), rows)
        for page, outcome in zip(batch.pages, outcomes, strict=True):
            self.counts.count(outcome)
            if outcome == "refused":
                self.store.custody.drop(page.hash)
        for failure in batch.failures:
            self.counts.count("left_out" if failure.left_out else "failed", failure.left_out or 1)
            self.tell(failure)


def _stretches(parts: Iterable[Part | Failure]) -> Iterator[list[Part | Failure]]:
    """The parts, some at a time, so that the database is asked once for many."""
    iterator = iter(parts)
    while some := list(islice(iterator, 1)):
        size = 0
        for part in islice(iterator, _AHEAD - 1):
            some.append(part)
            size += len(part.content) if isinstance(part, Part) else 0
            if size > _BYTES_AHEAD:
                break
        yield some
