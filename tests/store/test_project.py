"""The project's folder and its settings."""

from pathlib import Path

import pytest

from musnad.errors import MusnadError, NewerStoreError, NoProjectError, UsageError
from musnad.store.project import SETTINGS, Project, init


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    init(tmp_path / "own").write()
    (tmp_path / "own" / "deep" / "down").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("place", ["own", "own/deep", "own/deep/down"])
def test_a_project_is_found_from_below(folder: Path, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    monkeypatch.chdir(folder / place)
    assert Project.find() == Project(folder / "own")


def test_a_folder_that_is_no_project_is_named() -> None:
    with pytest.raises(NoProjectError, match="musnad init"):
        Project.find()
    with pytest.raises(NoProjectError, match=r"own/deep: is no project"):
        Project.find("own/deep")


@pytest.mark.parametrize(
    ("settings", "error", "message"),
    [
        ("format = 2", NewerStoreError, "newer"),
        ("format = 'x'", NoProjectError, "format"),
        ("databse = 'x'", NoProjectError, "databse"),
        ("wait = 'long'", NoProjectError, "wait"),
        ("database = ", NoProjectError, "cannot be read"),
        ("\xff", NoProjectError, "cannot be read"),
    ],
)
def test_faulty_settings_are_named(settings: str, error: type[MusnadError], message: str) -> None:
    Path("own", SETTINGS).write_bytes(settings.encode("latin-1"))
    with pytest.raises(error, match=message):
        Project.find("own")


def test_settings_are_read() -> None:
    Path("own", SETTINGS).write_text("database = 'postgresql://a@b/c'\nwait = 1.5\npages = 'bytes'", encoding="utf-8")
    project = Project.find("own")
    assert (project.is_served, project.wait, project.pages_folder) == (True, 1.5, Path("own/bytes"))


@pytest.mark.parametrize(
    ("where", "database"), [("own", None), ("new", "mysql://a/b"), ("new", "/tmp/x.db"), ("new", "sqlite:///x.db")]
)
def test_projects_that_cannot_be(where: str, database: str | None) -> None:
    with pytest.raises(UsageError):
        init(where, database)
