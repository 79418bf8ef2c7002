"""Inputs -> documents, in this process or in several; a page that fails is a `Failure` in its place.

With processes of their own, pages stand under a limit of time and one of memory: a page that exceeds it, or that kills its
process, is quarantined, and the others come to no harm. The order is that of the inputs, and every document is the one that
a single process would give.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import BinaryIO, Generic, TypeVar

from musnad.errors import InputError, MusnadError, QuarantinedError, UsageError
from musnad.lexicon import load
from musnad.model import Document, Page
from musnad.pages.inputs import read_inputs
from musnad.pages.kinds import ENDINGS, Failure, Part, make_chat_words
from musnad.pages.opening import CHATS, Opener, page_from_text
from musnad.pages.records import Fields, iso_day
from musnad.pipeline import Pipeline
from musnad.workers import Broken, Done, Limits, Workers

Result = TypeVar("Result")


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
            MemoryError: there is not enough memory for it.
        """
        try:
            return self.pipeline(page)
        except (MusnadError, MemoryError):
            raise
        except Exception as error:
            raise InputError(page.source, f"the reader failed on it: {type(error).__name__}: {error}") from error

    def read(self, text_or_path: str | Path, *, published: str | None = None, outlet: str | None = None) -> Document:
        """Read one page.

        A `Path` is a path. A string is a path if it has no line end and either names a file or ends as an input file
        does (`.txt`, `.html`, `.json` ...); any other string is the text itself.

        Args:
            text_or_path: the page.
            published: the day of publication, ISO 8601, where the input itself gives none.
            outlet: whose words these are, where the input itself does not say.

        Raises:
            InputError: the page cannot be read.
            UsageError: `published` is no date, or the file holds several pages; `read_many` reads those.
        """
        if isinstance(text_or_path, str) and not _is_path(text_or_path):
            return self(page_from_text(text_or_path, published=day_given(published), outlet=outlet))
        found = list(islice(self.read_many([text_or_path], published=published, outlet=outlet), 2))
        if len(found) != 1:
            raise UsageError(f"{text_or_path}: holds {'several pages' if found else 'no page'}; use Reader.read_many")
        if isinstance(found[0], Failure):
            raise found[0].error
        return found[0]

    def read_many(  # noqa: PLR0913 - all but the paths are given by name
        self,
        paths: Iterable[str | Path],
        *,
        published: str | None = None,
        outlet: str | None = None,
        fields: Fields | None = None,
        stdin: BinaryIO | None = None,
        jobs: int | None = None,
        limits: Limits | None = None,
    ) -> Iterator[Document | Failure]:
        """Read the pages of files and folders, in order; one result for every page, whatever becomes of it.

        Args:
            paths: files, folders, archives, or `-` for `stdin`.
            published: the day of publication of the pages that give none.
            outlet: the outlet of the pages that name none.
            fields: under which names JSON records hold what a page needs.
            stdin: what `-` reads.
            jobs: how many processes read, each page under `limits`; a script must then guard its start with `__name__`.
                None reads here, without limits.
            limits: what one page may take; 20 seconds and 2 GiB if not given.

        Raises:
            UsageError: `published` is no date.
        """
        opener = Opener(self.lexicon, fields)
        work = Work(self, opener, _same, day_given(published), outlet)
        parts = read_inputs(paths, make_chat_words(self.lexicon), stdin)
        return results(work, parts, jobs, limits or Limits())


@dataclass(frozen=True)
class Work(Generic[Result]):
    """What is done with a part: it is opened and read, and what `then` makes of each document is given back."""

    reader: Callable[[Page], Document]
    opener: Opener
    then: Callable[[Document], Result]
    published: str | None = None
    outlet: str | None = None

    def __call__(self, part: Part) -> "Worked[Result]":
        """What became of a part."""
        if part.form in CHATS:
            return Worked(messages=tuple(self.opener.parts(part)))
        return Worked(tuple(page if isinstance(page, Failure) else self.read(page) for page in self.opener(part)))

    def read(self, page: Page) -> Result | Failure:
        """What becomes of a page."""
        declared = page.published or (None if page.declared else self.published)
        try:
            return self.then(self.reader(replace(page, published=declared, outlet=page.outlet or self.outlet)))
        except InputError as error:
            return Failure(page.source, error)
        except MusnadError as error:
            return Failure(page.source, InputError(page.source, str(error)))


@dataclass(frozen=True, slots=True)
class Worked(Generic[Result]):
    """What became of a part: one result for every page, or, of a chat, its messages, which are parts again."""

    results: tuple[Result | Failure, ...] = ()
    messages: tuple[Part | Failure, ...] = ()


def results(
    work: Work[Result], parts: Iterable[Part | Failure], jobs: int | None, limits: Limits
) -> Iterator[Result | Failure]:
    """What becomes of each part, in order: here if `jobs` is None, else in so many processes under the limits."""
    for found in _worked(work, parts, jobs, limits):
        if isinstance(found, Failure):
            yield found
        elif isinstance(found, Broken):
            source = found.task.source
            yield Failure(source, QuarantinedError(source, f"quarantined: {found.reason}"))
        elif found.messages:
            yield from results(work, found.messages, jobs, limits)
        else:
            yield from found.results


def _worked(
    work: Work[Result], parts: Iterable[Part | Failure], jobs: int | None, limits: Limits
) -> Iterator[Worked[Result] | Failure | Broken[Part]]:
    if jobs is None:
        return (part if isinstance(part, Failure) else work(part) for part in parts)
    tasks: Iterator[Part | Done[Worked[Result] | Failure]]
    tasks = (Done(part) if isinstance(part, Failure) else part for part in parts)
    return Workers[Part, Worked[Result] | Failure](work, jobs, limits).map(tasks)


def _same(document: Document) -> Document:
    return document


def _is_path(text: str) -> bool:
    if "\n" in text or "\r" in text:
        return False
    return text.lower().endswith(tuple(ENDINGS)) or os.path.isfile(text)


def day_given(published: str | None) -> str | None:
    """The day of publication as the user writes it, in ISO 8601.

    Raises:
        UsageError: it is no date.
    """
    day = iso_day(published) if published is not None else None
    if published is not None and day is None:
        raise UsageError(f"{published!r} is no date of publication; write it as 2024-05-15")
    return day
