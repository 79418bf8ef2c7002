"""Damage of every kind is found, and mended where the bytes are there."""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from musnad.archive.doctor import faults
from musnad.archive.repairing import repair
from musnad.errors import DamagedError
from musnad.reader import Reader
from musnad.store.store import Store

from .conftest import Add, contents, news

pytestmark = pytest.mark.slow
IN_ROWS = {
    "UPDATE claims SET status = 'negated'": "page",
    'UPDATE arguments SET "end" = "end" - 1': "page",
    "DELETE FROM mentions WHERE page = 1": "page",
    "UPDATE entities SET name = 'x' WHERE id = 'e1'": "page",
    "DELETE FROM records WHERE page = 2": "page",
    "DELETE FROM words WHERE page = 2": "page",
    "UPDATE records SET content = (SELECT content FROM records WHERE page = 1) WHERE page = 2": "page",
    "UPDATE pages SET title = 'x' WHERE id = 1": "page",
    "UPDATE pages SET current = (1 = 0)": "facts",
    "UPDATE pages SET way = '{}' WHERE id = 1": "facts",
    "UPDATE captures SET source = 'x' WHERE id = 1": "facts",
    "DELETE FROM captures WHERE id = 1": "facts",
    "UPDATE batches SET at = 'x' WHERE number = 1": "facts",
}
IN_SQLITE = {
    "INSERT INTO names (page, entity, form, key) VALUES (99, 'e1', 'x', 'x')": "rows",
    "UPDATE records SET content = CAST(substr(content, 1, 50) || x'7878' || substr(content, 53) AS BLOB)": "page",
    "UPDATE records SET content = 'x' || content WHERE page = 2": "database",
    "UPDATE claims SET start = 'x' WHERE page = 2": "page",
    "INSERT INTO search (search) VALUES ('delete-all')": "search",
    "INSERT INTO search (rowid, exact, base, lemma) VALUES (4096, 'x', 'x', 'x')": "search",
    "UPDATE search_data SET block = zeroblob(length(block)) WHERE id > 10": "search",
    "DROP TABLE notes": "database",
}


@pytest.fixture
def whole(store: Store, add: Add) -> Store:
    """A store of two batches and five pages."""
    add(store, "pages")
    add(store, "records.jsonl")
    assert list(faults(store)) == []
    return store


@pytest.fixture
def in_file(make_store: Callable[[str | None], Store], add: Add) -> Store:
    """The same in SQLite."""
    store = make_store(None)
    add(store, "pages")
    add(store, "records.jsonl")
    return store


def mended(store: Store, reader: Reader, before: list[str], part: str) -> None:
    found = list(faults(store))
    assert part in {fault.part for fault in found}, found
    said = list(repair(store, reader, found))
    assert said
    assert list(faults(store)) == [], said
    now = [line for line in contents(Store.open(store.project)) if '"is": "failures"' not in line]
    assert now == [line for line in before if '"is": "failures"' not in line]


@pytest.mark.parametrize("damage", IN_ROWS)
def test_damaged_rows_are_found_and_mended(whole: Store, reader: Reader, damage: str) -> None:
    before = contents(whole)
    with whole.writing() as writer:
        writer.connection.exec_driver_sql(damage)
    mended(whole, reader, before, IN_ROWS[damage])


@pytest.mark.parametrize("damage", IN_SQLITE)
def test_damage_inside_the_file_is_found_and_mended(in_file: Store, reader: Reader, damage: str) -> None:
    before = contents(in_file)
    with sqlite3.connect(in_file.project.file) as connection:
        connection.execute(damage)
    connection.close()
    mended(in_file, reader, before, IN_SQLITE[damage])


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def garble(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 3 : len(content) // 2] = b"\xa5" * (len(content) // 2 - len(content) // 3)
    path.write_bytes(content)


def behead(path: Path) -> None:
    path.write_bytes(b"x" * 100 + path.read_bytes()[100:])


def empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("damage", [cut, garble, behead, empty, Path.unlink])
def test_a_broken_file_is_never_silent_and_is_made_again(
    in_file: Store, reader: Reader, damage: Callable[[Path], None]
) -> None:
    before = contents(in_file)
    damage(in_file.project.file)
    if damage is not garble:
        with pytest.raises(DamagedError, match="musnad doctor"):
            Store.open(in_file.project)
    mended(in_file, reader, before, "database")
    assert damage in {empty, Path.unlink} or list(in_file.project.folder.glob("*.damaged-1"))


def test_batches_that_the_database_has_lost_are_taken_up_again(
    make_store: Callable[[str | None], Store], add: Add, reader: Reader
) -> None:
    store = make_store(None)
    add(store, "pages")
    shutil.copy(store.project.file, "early.db")
    add(store, "records.jsonl")
    before = contents(store)
    shutil.copy("early.db", store.project.file)
    with pytest.raises(DamagedError, match="has lost 1 of the 2 batches"):
        Store.open(store.project)
    mended(store, reader, before, "facts")


@pytest.mark.parametrize("cut_to", [0.0, 0.5, 0.9])
@pytest.mark.parametrize("flip", [False, True])
def test_a_broken_log_of_the_database_loses_nothing(
    make_store: Callable[[str | None], Store], add: Add, reader: Reader, cut_to: float, flip: bool
) -> None:
    store = make_store(None)
    add(store, "pages/0.txt")
    held = sqlite3.connect(store.project.file)
    held.execute("SELECT count(*) FROM pages").fetchone()
    add(store, "pages")
    add(store, "records.jsonl")
    before = contents(store)
    log = store.project.file.with_name("musnad.db-wal")
    copy = Path("copy")
    shutil.copytree(store.project.folder, copy)
    held.close()
    broken, content = Store(store.project.read(copy)), bytearray((copy / log.name).read_bytes())
    place = int(len(content) * cut_to)
    if flip:
        content[place + 32] ^= 0xFF
    else:
        del content[place:]
    (copy / log.name).write_bytes(content)
    with pytest.raises(DamagedError, match="has lost"):
        Store.open(broken.project)
    mended(broken, reader, before, "facts")


@pytest.mark.parametrize(
    ("damage", "found"),
    [
        (lambda lines: [lines[0][:50] + b"\n", *lines[1:]], "journal"),
        (lambda lines: [lines[0].replace(b"pages/1.txt", b"pages/9.txt"), *lines[1:]], "journal"),
        (lambda lines: lines[1:], "journal"),
        (lambda lines: [lines[1], b"\n", lines[0]], None),
        (lambda lines: lines[:1], None),
    ],
)
def test_a_broken_journal_is_written_anew(
    whole: Store, reader: Reader, add: Add, damage: Callable[[list[bytes]], list[bytes]], found: str | None
) -> None:
    journal = whole.project.journal_file
    before, lines = contents(whole), journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"".join(damage(lines)))
    if found:
        mended(whole, reader, before, found)
        assert journal.read_bytes().splitlines(keepends=True) == lines
    else:
        assert list(faults(whole)) == []
        Path("more.txt").write_text(news(50), encoding="utf-8")
        add(whole, "more.txt")
        assert set(lines) <= set(journal.read_bytes().splitlines(keepends=True))


@pytest.mark.parametrize("damage", [Path.unlink, behead, empty])
def test_lost_bytes_are_named_until_they_are_added_again(
    whole: Store, reader: Reader, add: Add, damage: Callable[[Path], None]
) -> None:
    name = next(whole.custody.names())
    whole.custody.place(name).chmod(0o644)
    damage(whole.custody.place(name))
    found = list(faults(whole))
    assert [(fault.part, fault.where) for fault in found] == [("bytes", name)]
    list(repair(whole, reader, found))
    assert [fault.part for fault in faults(whole)] == ["bytes"]
    add(whole, "pages", "records.jsonl")
    assert list(faults(whole)) == []


def test_half_files_are_taken_away(whole: Store, reader: Reader) -> None:
    scrap = whole.custody.place(next(whole.custody.names())).with_name(".abc.7.part")
    scrap.write_bytes(b"x")
    assert list(faults(whole)) == []
    assert list(repair(whole, reader, []))
    assert not scrap.exists()
