"""What the command line does: results on standard output, everything else on standard error, an exit code at the end."""

import json
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from io import StringIO
from pathlib import Path

from rich.console import Console

from musnad.archive.asking import QUESTIONS
from musnad.archive.leaving import WAYS_OUT
from musnad.archive.options import COMMANDS
from musnad.errors import MusnadError, NotFoundError, UsageError
from musnad.expectations import failures
from musnad.exports import html
from musnad.exports.explain import explain
from musnad.exports.files import output
from musnad.exports.plain import one_line
from musnad.exports.record import Record, header, to_json
from musnad.exports.sheet import print_sheet
from musnad.exports.tables import csv_claims, csv_header
from musnad.lexicon import DATA, Lexicon, faults, load, table_files
from musnad.model import Document
from musnad.pages.custody import Keeper
from musnad.pages.inputs import read_inputs
from musnad.pages.kinds import Failure, Skipped, make_chat_words
from musnad.pages.opening import Opener
from musnad.pages.records import Fields
from musnad.reader import Reader, Work, day_given, results
from musnad.serve.options import SERVE
from musnad.workers import Limits

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
    if options.command in _BY_ITSELF:
        return _BY_ITSELF[options.command](options)
    if options.command in COMMANDS:
        from musnad.archive import commands as archive  # noqa: PLC0415 - nothing else needs a database

        return archive.run(options)
    if options.command in QUESTIONS:
        from musnad.archive import questions  # noqa: PLC0415 - the same

        return questions.ask(options)
    if options.command in WAYS_OUT:
        from musnad.archive import going  # noqa: PLC0415 - the same

        return going.go(options)
    return _check(options.folder) if options.command == "lexicon" else _Run(options).read()


def _serve(options: Namespace) -> int:
    try:
        from musnad.serve import command  # noqa: PLC0415 - it needs packages of its own
    except ImportError as error:
        raise UsageError(f'the desk needs more packages: pip install "musnad[desk]" ({error})') from error
    return command.serve(options)


def _annotated(options: Namespace) -> int:
    from musnad.annotation import commands  # noqa: PLC0415 - nothing else needs YAML

    if options.command == "annotate":
        return DONE if commands.check(options.folder) else FAILED
    scores = commands.measure(options, Reader)
    if scores.absent:
        return SOME_FAILED if len(scores.absent) < scores.pages else FAILED
    return DONE


def _times(options: Namespace) -> int:
    from musnad.times import commands  # noqa: PLC0415 - nothing else needs it

    done, failed = commands.read(options, lambda message: _complain(message, FAILED))
    if failed:
        return SOME_FAILED if done else FAILED
    return DONE


def _batch(options: Namespace) -> int:
    from musnad.batch.commands import batch  # noqa: PLC0415 - nothing else needs it

    return batch(options)


def _bench(options: Namespace) -> int:
    from musnad import speed  # noqa: PLC0415 - nothing else needs it

    found = speed.measure(options.paths, options.times, Fields.parse(options.field), sys.stdin.buffer)
    print(speed.as_json(found) if options.json else speed.as_text(found))
    return SOME_FAILED if found.failed else DONE


_BY_ITSELF = {
    "annotate": _annotated,
    "score": _annotated,
    "times": _times,
    "batch": _batch,
    "bench": _bench,
    SERVE: _serve,
}


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
class _Printed:
    """A document as it is written, made where it was read, and what is said of it."""

    header: Record
    notes: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class _Printer:
    """How a document is written; made once, and taken along by every process that reads."""

    form: str
    explain: str | None
    lexicon: Lexicon
    width: int | None

    def __call__(self, document: Document) -> _Printed:
        notes = tuple(note.message for note in document.notes if note.stage in _SAID)
        return _Printed(header(document), notes, self._text(document))

    def _text(self, document: Document) -> str:
        """The document in its form; nothing where a page among several has not the claim that is to be explained."""
        if self.explain:
            return explain(document, self.explain, self.lexicon) if _has(document, self.explain) else ""
        if self.form == "json":
            return to_json(document) + "\n"
        if self.form == "html":
            return html.section(document, f"p{sha256(document.page.source.encode()).hexdigest()[:8]}")
        if self.form == "table":
            return csv_claims(document)
        return _sheet(document, self.width)


_FRAMES = {"html": (html.head("Musnad"), html.FOOT), "table": (csv_header(), "")}
"""What comes before the first document and behind the last."""
_SAID = frozenset({"input", "zones"})


def _sheet(document: Document, width: int | None) -> str:
    drawn = StringIO()
    print_sheet(document, Console(file=drawn, force_terminal=width is not None, width=width))
    return drawn.getvalue()


def _has(document: Document, claim: str) -> bool:
    return any(found.id == claim for found in document.claims)


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
        reader = Reader(options.lexicon)
        keeper = Keeper(options.keep) if options.keep else None
        opener = Opener(reader.lexicon, Fields.parse(options.field), keeper)
        printer = _Printer(options.format, options.explain, reader.lexicon, self._width())
        work = Work(reader, opener, printer, day_given(options.published), options.outlet)
        parts = read_inputs(options.paths, make_chat_words(reader.lexicon), sys.stdin.buffer)
        found = results(work, parts, options.jobs, Limits(options.seconds, options.memory))
        with output(options.output) as write, _manifest(options.keep) as record:
            written = self._write(found, write, record)
        self._count()
        if options.explain and self.read_pages and not written:
            raise NotFoundError(f"no claim {options.explain!r} on the pages read; the sheet and --json show the claims")
        return self._code()

    def _write(
        self, found: Iterator[_Printed | Failure], write: Callable[[str], None], record: Callable[[Record], None]
    ) -> bool:
        """Write the documents as they come; whether anything was written."""
        written = False
        begin, end = _FRAMES.get(self.options.format, ("", "")) if not self.options.explain else ("", "")
        for result in found:
            self._progress()
            if isinstance(result, Failure):
                self._fail(result)
                record({"source": result.source, "failed": result.error.message})
                continue
            self.read_pages += 1
            record({key: result.header[key] for key in ("source", "id", "url", "retrieved")})
            for note in result.notes:
                self._say(f"{result.header['source']}: {note}")
            write(result.text if self.read_pages > 1 else begin + result.text)
            written = written or bool(result.text)
        if self.read_pages:
            write(end)
        return written

    def _width(self) -> int | None:
        """How wide a terminal the sheet is drawn for; None where it goes elsewhere."""
        terminal = self.options.output is None and sys.stdout.isatty()
        return Console(file=sys.stdout).width if terminal else None

    def _fail(self, failure: Failure) -> None:
        if isinstance(failure, Skipped):
            self.left_out += failure.number
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

    def _progress(self) -> None:
        """A sign of life on standard error where that is a terminal and the results do not go to the same one.

        It is written in passing: a thread for it would keep the reading processes from being forked.
        """
        if self.messages.is_terminal and (self.options.output or not sys.stdout.isatty()):
            print(f"\rmusnad: pages: {self.read_pages + self.failed}", end="\r", file=sys.stderr, flush=True)


@contextmanager
def _manifest(folder: str | None) -> Iterator[Callable[[Record], None]]:
    """Where it is recorded which kept bytes are which input's: a line of JSON for every page, read or not."""
    if folder is None:
        yield lambda _: None
        return
    Path(folder).mkdir(parents=True, exist_ok=True)
    with open(Path(folder, "manifest.jsonl"), "a", encoding="utf-8", errors="backslashreplace") as stream:
        yield lambda entry: print(json.dumps(entry, ensure_ascii=False), file=stream)


def _refuse_overwriting(output: str | None, paths: list[str]) -> None:
    if output and any(os.path.exists(path) and Path(path).resolve() == Path(output).resolve() for path in paths):
        raise UsageError(f"{output}: is an input, and would be overwritten")
