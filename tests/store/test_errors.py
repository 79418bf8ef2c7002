"""What goes wrong with a store is said in plain words, and leaves what was there as it was."""

import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import insert

from musnad.errors import (
    LockedError,
    MusnadError,
    NewerStoreError,
    NoProjectError,
    ReadOnlyError,
    StoreError,
    UsageError,
)
from musnad.lexicon import DATA
from musnad.store import files
from musnad.store.engine import connect, writing
from musnad.store.project import SETTINGS, Project, init
from musnad.store.store import Store
from musnad.store.tables import Batch, table

MakeStore = Callable[[str | None], Store]
SAMPLES = str(DATA / "samples")


def musnad(folder: Path, *arguments: str, file_size: int | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command line, be it with a limit on the size of files."""

    def limit() -> None:
        if file_size is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (file_size, file_size))

    command = [sys.executable, "-m", "musnad", *arguments]
    return subprocess.run(command, cwd=folder, preexec_fn=limit, capture_output=True, text=True, check=False)


def batches(store: Store) -> int:
    with store.reading() as connection:
        return len(connection.execute(table(Batch).select()).all())


def set_wait(store: Store, seconds: float) -> Store:
    settings = store.project.folder / SETTINGS
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("wait = 30", f"wait = {seconds}"), encoding="utf-8"
    )
    return Store.open(Project.read(store.project.folder))


def test_a_locked_database_is_waited_for_and_then_named(store: Store) -> None:
    store = set_wait(store, 0.05)
    other = Store(store.project)
    with writing(other.engine) as connection:
        connection.execute(insert(table(Batch)), {"number": 1, "at": "now"})
        with pytest.raises(LockedError, match="another program"), store.writing() as writer:
            assert writer.number
        assert batches(store) == 0
    assert batches(store) == 1


@pytest.mark.parametrize("revision", ["9999", "0000"])
def test_a_database_of_another_version_is_left_alone(store: Store, revision: str) -> None:
    with store.writing() as writer:
        writer.connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{revision}'")
    with pytest.raises(NewerStoreError, match=revision):
        Store.open(store.project)
    done = musnad(store.project.folder, "doctor", "--repair")
    assert (done.returncode, "newer version" in done.stderr) == (1, True)


@pytest.fixture
def humble() -> Iterator[Path]:
    """A folder of ours that we may not write, be it because root has become somebody else."""
    with tempfile.TemporaryDirectory(prefix="musnad-") as name:
        store = Store.create(init(Path(name, "project")))
        with store.writing() as writer:
            assert writer.number == 1
        places = [Path(name), store.project.folder, *store.project.folder.rglob("*")]
        for path in places:
            path.chmod(0o555 if path.is_dir() else 0o444)
        if os.geteuid() == 0:
            os.seteuid(65534)
        yield store.project.folder
        os.seteuid(os.getuid())
        for path in places:
            path.chmod(0o755)


def test_a_folder_that_may_not_be_written_can_be_read(humble: Path) -> None:
    store = Store.open(Project.read(humble))
    assert batches(store) == 1
    with pytest.raises(ReadOnlyError, match="may not be written"), store.writing() as writer:
        assert writer.number
    with pytest.raises(ReadOnlyError, match="may not be written"):
        store.custody.keep(b"x")
    with pytest.raises(ReadOnlyError, match="may not be written"):
        Store.create(init(humble / "inside"))


@pytest.mark.slow
@pytest.mark.parametrize("size", [1_000, 60_000, 220_000])
def test_without_space_nothing_is_lost(make_store: MakeStore, size: int) -> None:
    store = make_store(None)
    done = musnad(store.project.folder, "add", SAMPLES, file_size=size)
    assert done.returncode == 1
    assert done.stderr.startswith("musnad: ")
    assert "Traceback" not in done.stderr
    assert musnad(store.project.folder, "doctor").stdout == "faults: 0\n"
    again = musnad(store.project.folder, "add", SAMPLES)
    assert (again.returncode, "= 4" in again.stderr) == (0, True)
    assert musnad(store.project.folder, "doctor").stdout == "faults: 0\n"


def test_a_full_disk_is_called_so(tmp_path: Path) -> None:
    small = tmp_path / "small"
    small.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(small)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only root can make a small disk")
    try:
        with pytest.raises(MusnadError, match="space"):
            files.write_whole(small / "page", b"x" * 1_500_000)
        assert list(small.iterdir()) == []
        store = Store.create(init(small / "project"))
        content = b"x" * 30_000
        with pytest.raises(MusnadError, match=r"space|disk"):  # noqa: PT012 - whichever write is the first to fail
            for number in range(40):
                with store.writing() as writer:
                    writer.connection.execute(insert(table(Batch)), {"number": number + 1, "at": content.decode()})
        assert batches(store) > 0
    finally:
        subprocess.run(["umount", str(small)], check=True)


@pytest.mark.parametrize(
    ("database", "error", "message"),
    [
        ("postgresql://nobody@/none?host=/nowhere", StoreError, "refuses"),
        ("postgresql://host:port/x", UsageError, "no URL"),
    ],
)
def test_a_server_that_is_not_there(tmp_path: Path, database: str, error: type[MusnadError], message: str) -> None:
    with pytest.raises(error, match=message):
        Store.create(init(tmp_path / "project", database))
    assert not (tmp_path / "project" / SETTINGS).exists()


def test_a_password_is_never_shown(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as raised:
        Store.create(init(tmp_path / "project", "postgresql://nobody:hidden@/none?host=/nowhere"))
    assert "hidden" not in str(raised.value)


def test_a_database_that_does_not_exist_is_named(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    url = request.getfixturevalue("server").make()
    name = url.split("/")[3].split("?")[0]
    with pytest.raises(NoProjectError, match="createdb"):
        Store.create(init(tmp_path / "project", url.replace(name, "absent")))


def test_a_database_serves_one_project(store: Store, tmp_path: Path) -> None:
    if not store.project.is_served:
        pytest.skip("a file lies in its project's folder")
    with store.writing() as writer:
        assert writer.number == 1
    with pytest.raises(UsageError, match="another project"):
        Store.create(init(tmp_path / "second", store.project.database))


def test_a_making_that_was_broken_off_can_be_done_again(tmp_path: Path) -> None:
    first = Store.create(init(tmp_path / "project"))
    (first.project.folder / SETTINGS).unlink()
    again = Store.create(init(tmp_path / "project"))
    assert batches(again) == 0


def test_the_database_syncs_and_checks(make_store: MakeStore) -> None:
    store = make_store(None)
    with store.reading() as connection:
        names = ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        found = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names]
    assert found == ["wal", 2, 1, 1]
    with pytest.raises(StoreError), store.writing() as writer:
        writer.connection.exec_driver_sql("INSERT INTO words (page, content) VALUES (5, 'x')")
    copy = store.project.folder.with_name("copy")
    shutil.copytree(store.project.folder, copy)
    assert sqlite3.connect(copy / "musnad.db").execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert connect(store.project).url.database == str(store.project.file)
