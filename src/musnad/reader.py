"""Inputs -> documents, in this process or in several; a page that fails is a `Failure` in its place.

With several processes the order is that of the inputs and every document is the one that a single process would give. If
a process dies, the pages that were under way are read again, each in a process of its own: the page that kills it once
more becomes a `Failure`, the others come to no harm.
"""

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from musnad.errors import InputError, MusnadError, UsageError
from musnad.lexicon import load
from musnad.model import Document, Page
from musnad.pages.inputs import ENDINGS, Failure, page_from_text, read_inputs
from musnad.pages.records import Fields, iso_day
from musnad.pipeline import Pipeline

_PAGES_AHEAD = 8
"""How many pages a process may have waiting; it bounds what is held in memory."""


ReadsPage = Callable[[Page], Document]


class Reader:
    """Reads pages with one set of tables, which is loaded once; it holds nothing of any page, and pickles."""

    def __init__(self, lexicon: str | Path | Iterable[str | Path] | None = None) -> None:
        """Make a reader.

        Args:
            lexicon: a folder of tables, or several, layered in order on top of the package's own.

        Raises:
            LexiconError: a table cannot be used.
        """
        folders = [lexicon] if isinstance(lexicon, str | Path) else lexicon or ()
        self.lexicon = load(*(Path(folder) for folder in folders))
        self.pipeline = Pipeline(self.lexicon, version("musnad"))

    def __call__(self, page: Page) -> Document:
        """Read a page that is at hand.

        Raises:
            InputError: a stage failed on the page.
        """
        try:
            return self.pipeline(page)
        except MusnadError:
            raise
        except Exception as error:
            raise InputError(page.source, f"the reader failed on it: {type(error).__name__}: {error}") from error

    def read(self, text_or_path: str | Path, *, published: str | None = None, outlet: str | None = None) -> Document:
        """Read one page.

        A `Path` is a path. A string is a path if it has no line end and either names a file or ends as an input file
        does (`.txt`, `.json`, `.jsonl`); any other string is the text itself.

        Args:
            text_or_path: the page.
            published: the day of publication, ISO 8601, where the input itself gives none.
            outlet: whose words these are, where the input itself does not say.

        Raises:
            InputError: the page cannot be read.
            UsageError: `published` is no date, or the file holds several pages; `read_many` reads those.
        """
        day = _day(published)
        if isinstance(text_or_path, str) and not _is_path(text_or_path):
            return self(page_from_text(text_or_path, published=day, outlet=outlet))
        found = list(islice(read_inputs([text_or_path]), 2))
        if len(found) != 1:
            raise UsageError(f"{text_or_path}: holds {'several pages' if found else 'no page'}; use Reader.read_many")
        if isinstance(found[0], Failure):
            raise found[0].error
        return self(_completed(found[0], day, outlet))

    def read_many(  # noqa: PLR0913 - all but the paths are given by name
        self,
        paths: Iterable[str | Path],
        *,
        published: str | None = None,
        outlet: str | None = None,
        fields: Fields | None = None,
        stdin: BinaryIO | None = None,
        jobs: int = 1,
    ) -> Iterator[Document | Failure]:
        """Read the pages of files and folders, in order; one result for every page, whatever becomes of it.

        Args:
            paths: files, folders, or `-` for `stdin`.
            published: the day of publication of the pages that give none.
            outlet: the outlet of the pages that name none.
            fields: under which names JSON records hold what a page needs.
            stdin: what `-` reads.
            jobs: how many processes read; with more than one, a script must guard its start with `__name__`.

        Raises:
            UsageError: `published` is no date.
        """
        day = _day(published)
        inputs = (
            item if isinstance(item, Failure) else _completed(item, day, outlet)
            for item in read_inputs(paths, fields, stdin)
        )
        if jobs > 1:
            return Workers(self, jobs).read(inputs)
        return (item if isinstance(item, Failure) else _read(self, item) for item in inputs)


def _is_path(text: str) -> bool:
    if "\n" in text or "\r" in text:
        return False
    return text.lower().endswith(tuple(ENDINGS)) or os.path.isfile(text)


def _day(published: str | None) -> str | None:
    day = iso_day(published) if published is not None else None
    if published is not None and day is None:
        raise UsageError(f"{published!r} is no date of publication; write it as 2024-05-15")
    return day


def _completed(page: Page, published: str | None, outlet: str | None) -> Page:
    return replace(page, published=page.published or published, outlet=page.outlet or outlet)


def _read(reader: ReadsPage, page: Page) -> Document | Failure:
    try:
        return reader(page)
    except InputError as error:
        return Failure(page.source, error)
    except MusnadError as error:
        return Failure(page.source, InputError(page.source, str(error)))


_reader_here: ReadsPage | None = None


def _start(reader: ReadsPage) -> None:
    global _reader_here  # noqa: PLW0603 - what a process is given at its start can be kept nowhere else
    _reader_here = reader


def _read_here(page: Page) -> Document | Failure:
    assert _reader_here is not None
    return _read(_reader_here, page)


_Waiting = tuple[Page, Future[Document | Failure]] | Failure


class Workers:
    """Processes that read pages side by side, each with a copy of one reader, and give the results in order."""

    def __init__(self, reader: ReadsPage, jobs: int) -> None:
        self.reader = reader
        self.jobs = jobs
        self.pool = self._pool(jobs)

    def _pool(self, jobs: int) -> ProcessPoolExecutor:
        known = multiprocessing.get_all_start_methods()
        context = multiprocessing.get_context("forkserver" if "forkserver" in known else "spawn")
        return ProcessPoolExecutor(jobs, mp_context=context, initializer=_start, initargs=(self.reader,))

    def read(self, inputs: Iterable[Page | Failure]) -> Generator[Document | Failure, None, None]:
        """The results in the order of the inputs."""
        waiting: deque[_Waiting] = deque()
        try:
            for item in inputs:
                waiting.append(item if isinstance(item, Failure) else (item, self._submit(item)))
                if len(waiting) > self.jobs * _PAGES_AHEAD:
                    yield self._next(waiting)
            while waiting:
                yield self._next(waiting)
        finally:
            self.pool.shutdown(cancel_futures=True)

    def _submit(self, page: Page) -> Future[Document | Failure]:
        try:
            return self.pool.submit(_read_here, page)
        except BrokenProcessPool as error:
            broken: Future[Document | Failure] = Future()
            broken.set_exception(error)
            return broken

    def _next(self, waiting: deque[_Waiting]) -> Document | Failure:
        first = waiting[0]
        if isinstance(first, Failure):
            waiting.popleft()
            return first
        page, future = first
        try:
            result = future.result()
        except BrokenProcessPool:
            self._recover(waiting)
            return self._next(waiting)
        except Exception as error:
            result = Failure(page.source, InputError(page.source, f"its result was lost: {error}"))
        waiting.popleft()
        return result

    def _recover(self, waiting: deque[_Waiting]) -> None:
        """Read again, one at a time, the pages that were under way when a process died; then start anew."""
        self.pool.shutdown(cancel_futures=True)
        self.pool = self._pool(1)
        for place, item in enumerate(waiting):
            if not isinstance(item, Failure) and (item[1].cancelled() or item[1].exception() is not None):
                waiting[place] = (item[0], self._alone(item[0]))
        self.pool.shutdown()
        self.pool = self._pool(self.jobs)

    def _alone(self, page: Page) -> Future[Document | Failure]:
        """The result of a page that is read while no other is: if the process dies now, it is for this page."""
        future = self._submit(page)
        if isinstance(future.exception(), BrokenProcessPool):
            self.pool.shutdown()
            self.pool = self._pool(1)
            future = Future()
            future.set_result(Failure(page.source, InputError(page.source, "the process that read it died, twice")))
        return future
