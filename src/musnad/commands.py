"""What the command line does: results on standard output, everything else on standard error, an exit code at the end."""

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import BinaryIO

from rich.console import Console

from musnad.errors import MusnadError, NotFoundError, UsageError
from musnad.expectations import failures
from musnad.exports import html
from musnad.exports.explain import explain
from musnad.exports.plain import one_line
from musnad.exports.record import to_json
from musnad.exports.sheet import print_sheet
from musnad.exports.tables import csv_claims, csv_header
from musnad.lexicon import DATA, Lexicon, faults, load, table_files
from musnad.model import Document
from musnad.pages.inputs import Failure, Skipped
from musnad.pages.records import Fields
from musnad.reader import Reader

DONE, FAILED, USAGE, SOME_FAILED, NOTHING = 0, 1, 2, 3, 4
INTERRUPTED = 130


def run(options: Namespace) -> int:
    """Do what the options ask for and return the exit code; a pipe that closes early is no failure."""
    try:
        return _command(options)
    except MusnadError as error:
        codes = {UsageError: USAGE, NotFoundError: NOTHING}
        return _complain(str(error), codes.get(type(error), FAILED))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        return _complain(f"{where}{error.strerror or error}", FAILED)
    except KeyboardInterrupt:
        return _complain("interrupted", INTERRUPTED)


def _command(options: Namespace) -> int:
    return _check(options.folder) if options.command == "lexicon" else _Run(options).read()


def _complain(message: str, code: int) -> int:
    print(f"musnad: {one_line(message)}", file=sys.stderr)
    return code


def _check(folder: str | None) -> int:
    where = Path(folder) if folder else DATA
    files = table_files(where)
    found = faults(where)
    if found:
        print("musnad: the examples are read when these are mended", file=sys.stderr)
    else:
        found = failures(load(where) if folder else load(), [_name(path, where) for path in files])
    for fault in found:
        print(one_line(str(fault)))
    print(f"musnad: tables: {len(files)}, faults: {len(found)}", file=sys.stderr)
    return FAILED if found else DONE


def _name(path: Path, folder: Path) -> str:
    return path.relative_to(folder).with_suffix("").as_posix()


@dataclass(frozen=True, slots=True)
class _Format:
    """How documents are written: what comes first, one document with its number, what comes last."""

    one: Callable[[Document, int], str]
    begin: str = ""
    end: str = ""


def _format(options: Namespace, lexicon: Lexicon) -> _Format:
    if options.explain:
        return _Format(lambda document, _: _explained(document, options.explain, lexicon))
    if options.format == "json":
        return _Format(lambda document, _: to_json(document) + "\n")
    if options.format == "html":
        return _Format(html.section, html.head("Musnad"), html.FOOT)
    if options.format == "table":
        return _Format(lambda document, _: csv_claims(document), csv_header())
    terminal = options.output is None and sys.stdout.isatty()
    return _Format(lambda document, _: _sheet(document, terminal=terminal))


def _sheet(document: Document, *, terminal: bool) -> str:
    drawn = StringIO()
    width = Console(file=sys.stdout).width if terminal else None
    print_sheet(document, Console(file=drawn, force_terminal=terminal, width=width))
    return drawn.getvalue()


def _explained(document: Document, claim: str, lexicon: Lexicon) -> str:
    """Nothing where a page among several has no such claim."""
    return explain(document, claim, lexicon) if any(c.id == claim for c in document.claims) else ""


class _Run:
    """One `musnad read`: counts what was read and what failed, and says so."""

    def __init__(self, options: Namespace) -> None:
        self.options = options
        self.messages = Console(stderr=True, soft_wrap=True, highlight=False, markup=False)
        self.read_pages = self.failed = self.left_out = 0

    def read(self) -> int:
        """Read all inputs and return the exit code."""
        options = self.options
        _refuse_overwriting(options.output, options.paths)
        fields = Fields.parse(options.field)
        reader = Reader(options.lexicon)
        results = reader.read_many(
            options.paths,
            published=options.published,
            outlet=options.outlet,
            fields=fields,
            stdin=sys.stdin.buffer,
            jobs=options.jobs,
        )
        with _output(options.output) as write, self._progress():
            found = self._write(results, _format(options, reader.lexicon), write)
        self._count()
        if options.explain and self.read_pages and not found:
            raise NotFoundError(f"no claim {options.explain!r} on the pages read; the sheet and --json show the claims")
        return self._code()

    def _write(self, results: Iterator[Document | Failure], form: _Format, write: Callable[[str], None]) -> bool:
        """Write the documents as they come; whether anything was written."""
        written = False
        for result in results:
            if isinstance(result, Failure):
                self._fail(result)
                continue
            self.read_pages += 1
            for note in result.page.notes:
                self._say(f"{result.page.source}: {note.message}")
            text = form.one(result, self.read_pages)
            write(text if self.read_pages > 1 else form.begin + text)
            written = written or bool(text)
        if self.read_pages:
            write(form.end)
        return written

    def _fail(self, failure: Failure) -> None:
        if isinstance(failure, Skipped):
            self.left_out += failure.files
        else:
            self.failed += 1
        self._say(str(failure.error))

    def _say(self, message: str) -> None:
        self.messages.print(f"musnad: {one_line(message)}")

    def _count(self) -> None:
        left_out = f"; files left out: {self.left_out}" if self.left_out else ""
        self._say(f"pages: {self.read_pages} read + {self.failed} failed = {self.read_pages + self.failed}{left_out}")

    def _code(self) -> int:
        if self.failed:
            return SOME_FAILED if self.read_pages else FAILED
        if not self.read_pages:
            self._say("nothing found: there is no page in what was named")
            return NOTHING
        return DONE

    def _progress(self) -> AbstractContextManager[object]:
        """A sign of life on standard error where that is a terminal and the results do not go to the same one."""
        if self.messages.is_terminal and (self.options.output or not sys.stdout.isatty()):
            return self.messages.status("reading")
        return nullcontext()


def _refuse_overwriting(output: str | None, paths: list[str]) -> None:
    if output and any(os.path.exists(path) and Path(path).resolve() == Path(output).resolve() for path in paths):
        raise UsageError(f"{output}: is an input, and would be overwritten")


@contextmanager
def _output(path: str | None) -> Iterator[Callable[[str], None]]:
    """Where results are written, as UTF-8. A file takes its name when all is written; without anything there is none."""
    if path is None:
        yield _writer(sys.stdout.buffer)
        sys.stdout.buffer.flush()
    elif os.path.exists(path) and not os.path.isfile(path):
        with open(path, "wb") as stream:
            yield _writer(stream)
    else:
        target = Path(path).resolve()
        part = target.with_name(f".{target.name}.{os.getpid()}.part")
        try:
            with part.open("wb") as stream:
                yield _writer(stream)
            if part.stat().st_size:
                part.replace(target)
        finally:
            part.unlink(missing_ok=True)


def _writer(stream: BinaryIO) -> Callable[[str], None]:
    def write(text: str) -> None:
        stream.write(text.encode("utf-8", "backslashreplace"))
        stream.flush()

    return write
