"""What `musnad annotate check` and `musnad score` do; results on standard output, everything else on standard error."""

import json
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from musnad.annotation.gold import Gold
from musnad.annotation.loading import load, read
from musnad.annotation.measures import Scores
from musnad.annotation.scoring import score
from musnad.annotation.table import table
from musnad.errors import AnnotationError, InputError, NotFoundError
from musnad.exports.plain import one_line
from musnad.model import Document, Page

Records = dict[str, Mapping[str, Any]]


def check(folder: str) -> bool:
    """Print every fault of the annotated pages in a folder; whether there is none.

    Raises:
        NotFoundError: there is no annotated page.
    """
    loaded = read(Path(folder))
    for fault in loaded.faults:
        print(one_line(f"{folder.rstrip('/')}/{fault}"))
    if loaded.unread:
        _say(f"{len(loaded.unread)} texts are kept elsewhere: of these pages only the form of the rows was checked")
    faulty = {fault.file.partition(".")[0] for fault in loaded.faults}
    pages = len({page.id for page in loaded.pages} | set(loaded.unread) | faulty)
    _say(f"pages: {pages}, faults: {len(loaded.faults)}")
    return not loaded.faults


def measure(options: Namespace, make_reader: Callable[[Sequence[str]], Callable[[Page], Document]]) -> Scores:
    """Score a reader on the annotated pages of a folder, or records made before.

    Args:
        options: what the command line asks for.
        make_reader: makes a reader with folders of tables of one's own; called only where there are no records.

    Raises:
        AnnotationError: the annotation or a record is faulty.
        NotFoundError: there is no annotated page whose text is at hand.
    """
    pages = load(Path(options.folder))
    if not pages:
        raise NotFoundError(f"{options.folder}: the texts of its pages are not there: NAME.txt beside NAME.yaml")
    if options.records:
        scores = _scored(pages, Path(options.records))
    else:
        scores = score(pages, _read(pages, make_reader(options.lexicon or ())))
    sys.stdout.write(table(scores))
    if options.errors:
        lines = ("\t".join(map(one_line, error)) for error in scores.errors or ())
        _write(options.errors, "".join(f"{line}\n" for line in lines))
    if options.json:
        _write(options.json, json.dumps(scores.result(), ensure_ascii=False, indent=1) + "\n")
    for name in scores.absent:
        _say(f"{name}: no record of this text; it counts as a page in which nothing was found")
    _say(f"pages: {scores.pages - len(scores.absent)} scored + {len(scores.absent)} without a record = {scores.pages}")
    return scores


def _scored(pages: list[Gold], path: Path) -> Scores:
    records = records_of(path)
    try:
        return score(pages, records)
    except (KeyError, TypeError, AttributeError) as error:
        raise AnnotationError(f"{path}: a record is not as `musnad read --json` writes it: {error}") from error


def records_of(path: Path) -> Records:
    """The records of a file, one a line, by the name of the page that they are of.

    Raises:
        AnnotationError: a line is no record.
    """
    records = Records()
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            source = str(record["document"]["source"])
        except (ValueError, KeyError, TypeError) as error:
            raise AnnotationError(f"{path}:{number}: is no record as `musnad read --json` writes it") from error
        records[source] = records[Path(source).stem] = record
    return records


def _read(pages: Iterable[Gold], reader: Callable[[Page], Document]) -> Records:
    """What the reader finds on the pages; of one that it cannot read there is no record."""
    records = Records()
    for page in pages:
        try:
            document = reader(Page(page.id, page.text, page.id, published=page.published, outlet=page.outlet))
        except InputError as error:
            _say(str(error))
            continue
        records[page.id] = document.to_record()
    return records


def _write(path: str, text: str) -> None:
    Path(path).write_bytes(text.encode("utf-8", "backslashreplace"))


def _say(message: str) -> None:
    print(f"musnad: {one_line(message)}", file=sys.stderr)
