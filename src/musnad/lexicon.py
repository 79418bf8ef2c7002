"""The tables of `data/`: loaded, checked, frozen.

A table is a tab-separated UTF-8 file that documents itself:

    # One question that the table answers?
    #: lemma<TAB>word<TAB>key: the dictionary form
    #: type<TAB>code AGREE CONSULT<TAB>the PLOVER type
    lemma<TAB>type
    زار<TAB>CONSULT

Kinds of column: `word`, `words` (several, separated by `|`), `text`, `code A B` (one of), `codes A B` (several), `int`,
`float`, `flag` (`yes` or nothing) and `facts` (see `musnad.expectations`); a trailing `?` lets a cell be empty. The columns
whose description begins with `key:` are the row's key. A folder of the user's own tables is layered on top of the
package's: a row with a known key replaces that row, a line `!KEY` (the key's cells, tab separated) takes it away.
"""

import gc
import hashlib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from musnad.errors import LexiconError, NotFoundError
from musnad.folding import clean, fold

DATA = Path(__file__).parent / "data"
KINDS = frozenset({"word", "words", "text", "code", "codes", "int", "float", "flag", "facts"})


@dataclass(frozen=True, slots=True)
class Column:
    """One documented column: its name, kind, the codes it allows, and whether it may be empty."""

    name: str
    kind: str
    codes: frozenset[str]
    optional: bool
    key: bool
    description: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table; `row["name"]` is a cell, `row.ref` says where it stands."""

    table: str
    line: int
    cells: tuple[str, ...]
    index: Mapping[str, int] = field(repr=False)

    def __getitem__(self, column: str) -> str:
        return self.cells[self.index[column]]

    def list(self, column: str) -> tuple[str, ...]:
        """The cell's values, separated by `|`; none for an empty cell."""
        return tuple(v.strip() for v in self[column].split("|")) if self[column] else ()

    @property
    def ref(self) -> str:
        """Table and line, such as `events/triggers.tsv:12`."""
        return f"{self.table}:{self.line}"


Line = tuple[str, int, tuple[str, ...]]
"""A line of a table: the file as it is shown, its number from 1, and its cells."""


@dataclass(frozen=True)
class Table:
    """A frozen table: its question, documented columns, and lines (file, number, cells) in the order of the file."""

    name: str
    question: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.lines)

    @cached_property
    def index(self) -> Mapping[str, int]:
        """The number of each column."""
        return {column.name: number for number, column in enumerate(self.columns)}

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The lines as rows."""
        index = self.index
        return tuple([Row(table, number, cells, index) for table, number, cells in self.lines])

    def column(self, name: str) -> list[str]:
        """The cells of a column, in the order of the file."""
        place = self.index[name]
        return [cells[place] for _, _, cells in self.lines]

    def key(self, row: Row) -> tuple[str, ...]:
        """The cells that tell this row from the others, as `clean` has them: أن and إن are two keys."""
        return tuple(clean(row[c.name]) for c in self.columns if c.key)

    def folded(self, column: str) -> frozenset[str]:
        """Every value of a column of words, folded: for asking whether a word is in the table."""
        return frozenset(fold(v) for row in self.rows for v in row.list(column))

    def by(self, column: str) -> dict[str, tuple[Row, ...]]:
        """Rows by each folded value of a column."""
        found: dict[str, list[Row]] = {}
        for row in self.rows:
            for value in row.list(column):
                found.setdefault(fold(value), []).append(row)
        return {value: tuple(rows) for value, rows in found.items()}

    def chosen(self, words: str, column: str, value: str) -> tuple[str, ...]:
        """The folded words of those rows whose `column` says `value`, in the order of the file."""
        return tuple(fold(word) for row in self.rows if row[column] == value for word in row.list(words))


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing wrong with a table, in a plain sentence. Lines count from 1; line 0 speaks of the whole file."""

    file: str
    line: int
    column: str
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {f'column {self.column}: ' if self.column else ''}{self.message}"


class BrokenTableError(LexiconError):
    """A table whose shape is wrong, so that its rows cannot be read.

    Attributes:
        fault: what is wrong, and where.
    """

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True, eq=False)
class Lexicon:
    """All tables by their path inside the data folder, without `.tsv`: `lexicon["events/triggers"]`.

    A lexicon equals only itself, so that what is compiled from it can be kept under it.
    """

    tables: Mapping[str, Table]
    digest: str

    def __getitem__(self, name: str) -> Table:
        try:
            return self.tables[name]
        except KeyError:
            raise NotFoundError(f"there is no table {name!r}; there are: {', '.join(sorted(self.tables))}") from None

    @cached_property
    def version(self) -> str:
        """Twelve hex digits that change whenever a table does."""
        return self.digest[:12]


@contextmanager
def compiling() -> Iterator[None]:
    """While tables are compiled, nothing is looked through for garbage: their many small objects stay, and none is any."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def load(*folders: Path) -> Lexicon:
    """The package's tables with the tables of each folder layered on top, later over earlier.

    Raises:
        LexiconError: a table cannot be read, or its shape is wrong; `faults` gives all that is wrong with it.
    """
    digest = hashlib.sha256()
    tables: dict[str, Table] = {}
    with compiling():
        for folder in (DATA, *folders):
            for path in table_files(folder):
                name = path.relative_to(folder).with_suffix("").as_posix()
                content = _read(path)
                digest.update(f"{name}\0{content}\0".encode())
                table, removed = parse(_shown(path, folder), content)
                tables[name] = layered(tables[name], table, removed) if name in tables else table
    return Lexicon(tables, digest.hexdigest())


def table_files(folder: Path) -> list[Path]:
    """The table files of a folder, in a fixed order.

    Raises:
        LexiconError: there is no such folder, or it holds no table.
    """
    files = sorted(folder.rglob("*.tsv"))
    if not files:
        raise LexiconError(
            f"{folder}: no tables there; a lexicon is a folder with .tsv files, such as events/triggers.tsv"
        )
    return files


def _shown(path: Path, folder: Path) -> str:
    """A table's file as messages and reasons name it; the folder's name tells a user's table from the package's."""
    inside = path.relative_to(folder).as_posix()
    return inside if folder == DATA else f"{folder.resolve().name}/{inside}"


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise LexiconError(f"{path}: not UTF-8 (byte {error.start}); save the table as UTF-8") from error
    except OSError as error:
        raise LexiconError(f"{path}: cannot be read ({error.strerror})") from error


def parse(name: str, content: str) -> tuple[Table, frozenset[tuple[str, ...]]]:
    """A table from its text, and the keys that it takes away from the table below it.

    Raises:
        LexiconError: no columns are documented, the header differs from them, or a row has too few or too many cells.
    """
    question, columns, lines, removed = "", list[Column](), list[Line](), set[tuple[str, ...]]()
    header_seen = False
    for number, line in enumerate(content.splitlines(), start=1):
        mark = line[:1]
        if mark == "#" and line[1:2] == ":":
            columns.append(_column(name, number, line))
        elif mark == "#":
            question = question or line.lstrip("# ").strip()
        elif not mark or line.isspace():
            continue
        elif not header_seen:
            _check_header(name, number, line, columns)
            header_seen = True
        elif mark == "!":
            removed.add(tuple(clean(cell.strip()) for cell in line[1:].rstrip("\t").split("\t")))
        else:
            lines.append((name, number, _cells(name, number, line, len(columns))))
    if not header_seen:
        raise _broken(name, 0, "no header row; the first line that is no comment names the columns")
    return Table(name, question, tuple(columns), tuple(lines)), frozenset(removed)


def layered(below: Table, above: Table, removed: frozenset[tuple[str, ...]]) -> Table:
    """The table `below` with the rows of `above` in place of those with the same key, and without `removed`."""
    above = _widened(below, above)
    replaced = ({above.key(row) for row in above} | removed) - {()}
    kept = tuple(line for line, row in zip(below.lines, below, strict=True) if below.key(row) not in replaced)
    return Table(below.name, below.question, below.columns, kept + above.lines)


def _widened(below: Table, above: Table) -> Table:
    """The table `above` with the columns of `below`: those that may be empty and that it does not have are empty.

    So a user's table outlives a column that a newer version brings.
    """
    given = [c.name for c in above.columns]
    wanted = [c.name for c in below.columns if c.name in given or not (c.optional and not c.key)]
    if given != wanted:
        names = ", ".join(c.name for c in below.columns)
        raise _broken(above.name, 0, f"its columns must be those of the package's table: {names}")
    lines = (
        (row.table, row.line, tuple(row[c.name] if c.name in given else "" for c in below.columns)) for row in above
    )
    return Table(above.name, above.question, below.columns, tuple(lines))


def _column(name: str, number: int, line: str) -> Column:
    parts = line[2:].strip().split("\t")
    if len(parts) != 3 or not parts[1].strip():
        raise _broken(name, number, "a column is documented as '#: name<TAB>kind<TAB>description'")
    kind, *codes = parts[1].split()
    optional = kind.endswith("?")
    kind = kind.rstrip("?")
    if kind not in KINDS:
        raise _broken(name, number, f"unknown kind {kind!r}; kinds are {', '.join(sorted(KINDS))}")
    return Column(
        parts[0].strip(), kind, frozenset(codes), optional or kind == "flag", parts[2].startswith("key:"), parts[2]
    )


def _check_header(name: str, number: int, line: str, columns: list[Column]) -> None:
    names = line.split("\t")
    documented = [c.name for c in columns]
    if names != documented:
        raise _broken(name, number, f"the header names {names}, but the '#:' lines document {documented}")


def _cells(name: str, number: int, line: str, wanted: int) -> tuple[str, ...]:
    cells = tuple(map(str.strip, line.split("\t")))
    if len(cells) < wanted:
        cells += ("",) * (wanted - len(cells))
    if len(cells) > wanted:
        raise _broken(name, number, f"{len(cells)} cells, but the table has {wanted} columns")
    return cells


def _broken(name: str, number: int, message: str) -> BrokenTableError:
    return BrokenTableError(Fault(name, number, "", message))


def faults(folder: Path) -> list[Fault]:
    """Everything wrong with the tables of a folder, in the order of files and lines.

    A table whose shape is wrong is one fault, and its rows are not looked at. The tables of a user's folder are held to
    the columns and codes of the package's.

    Raises:
        LexiconError: there is no such folder, it holds no table, or a file cannot be read.
    """
    found: list[Fault] = []
    for path in table_files(folder):
        name = _shown(path, folder)
        try:
            table, removed = parse(name, _read(path))
            if folder != DATA:
                found.extend(_layer_faults(table, removed, path.relative_to(folder)))
                continue
        except BrokenTableError as error:
            found.append(error.fault)
            continue
        found.extend(_table_faults(table))
    return found


def _layer_faults(table: Table, removed: frozenset[tuple[str, ...]], inside: Path) -> Iterable[Fault]:
    """What is wrong with a user's table over the package's own of that name."""
    path = DATA / inside
    if not path.exists():
        known = ", ".join(p.relative_to(DATA).as_posix() for p in table_files(DATA))
        yield Fault(table.name, 0, "", f"the package has no such table and reads none; there are {known}")
        return
    below, _ = parse(inside.as_posix(), _read(path))
    yield from _table_faults(_widened(below, table))
    keys = {below.key(row) for row in below}
    for key in sorted(removed - keys):
        yield Fault(table.name, 0, "", f"takes away a row that the package's table does not have: {' '.join(key)}")


def _table_faults(table: Table) -> Iterable[Fault]:
    if not table.question:
        yield Fault(table.name, 0, "", "the first comment line must say which question the table answers")
    seen: dict[tuple[str, ...], int] = {}
    for row in table:
        key = table.key(row)
        if key and key in seen:
            yield Fault(table.name, row.line, "", f"the same key as line {seen[key]}: {' '.join(filter(None, key))}")
        seen.setdefault(key, row.line)
        for column in table.columns:
            for message in _cell_faults(column, row):
                yield Fault(table.name, row.line, column.name, message)


def _cell_faults(column: Column, row: Row) -> Iterable[str]:
    cell = row[column.name]
    if not cell:
        if not column.optional:
            yield "is empty, but must not be"
        return
    yield from _letter_faults(cell, strict=column.kind in {"word", "words"})
    values = row.list(column.name) if column.kind in {"codes", "words"} else (cell,)
    if column.kind in {"code", "codes"}:
        yield from (
            f"unknown code {v!r}; known are {' '.join(sorted(column.codes))}" for v in values if v not in column.codes
        )
    if column.kind == "flag" and cell != "yes":
        yield f"a flag is 'yes' or empty, not {cell!r}"
    if column.kind == "words" and not all(values):
        yield "an empty word between two |"
    if column.kind in {"int", "float"} and not _is_number(cell, column.kind):
        yield f"not a number: {cell!r}"


def _is_number(cell: str, kind: str) -> bool:
    try:
        int(cell) if kind == "int" else float(cell)
    except ValueError:
        return False
    return True


_LOOKALIKES = dict(zip("یېےکڪھہە", "يييككههه", strict=True))


def _letter_faults(cell: str, *, strict: bool) -> Iterable[str]:
    """Letters that look right and are not: the row would never match."""
    for char in cell:
        code = ord(char)
        if unicodedata.bidirectional(char) in {
            "LRE",
            "RLE",
            "LRO",
            "RLO",
            "PDF",
            "LRI",
            "RLI",
            "FSI",
            "PDI",
        } or code in {
            0x200B,
            0x200E,
            0x200F,
            0x2060,
            0x061C,
            0xFEFF,
        }:
            yield f"an invisible mark U+{code:04X} stands in {cell!r}; take it out"
        elif strict and char in _LOOKALIKES:
            yield f"{char!r} (U+{code:04X}) looks like the Arabic {_LOOKALIKES[char]!r} and is another letter, in {cell!r}"
        elif strict and code == 0x0640:
            yield f"a tatweel stands in {cell!r}; take it out"
        elif strict and 0xFB50 <= code <= 0xFEFC:
            yield f"a presentation form U+{code:04X} stands in {cell!r}; write the plain letter"
