"""Bytes that are kept: once, unchanged, by several processes at a time."""

import os
import stat
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.errors import UnreadableError
from musnad.pages.custody import Keeper


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("content", [b"", b"\0\xff\r\n", "نص".encode("windows-1256"), bytes(range(256)) * 100])
def test_bytes_are_kept_unchanged_under_their_hash(tmp_path: Path, content: bytes) -> None:
    name = sha256(content).hexdigest()
    assert Keeper(tmp_path / "new" / "folder")("a.html", content) == name
    assert files(tmp_path / "new" / "folder") == {f"{name[:2]}/{name}": content}


def test_kept_bytes_can_only_be_read(tmp_path: Path) -> None:
    name = Keeper(tmp_path)("a", b"a")
    assert stat.S_IMODE((tmp_path / name[:2] / name).stat().st_mode) == 0o444


def test_the_same_bytes_are_kept_once_whatever_they_are_called(tmp_path: Path) -> None:
    keep = Keeper(tmp_path)
    name = keep("a.html", b"a")
    place = tmp_path / name[:2] / name
    before = place.stat()
    assert keep("b.html", b"a") == Keeper(str(tmp_path))("c.html", b"a") == name
    assert (place.stat().st_ino, place.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert len(files(tmp_path)) == 1


@given(st.lists(st.binary(max_size=20), max_size=8))
def test_every_content_is_there_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, contents: list[bytes]
) -> None:
    folder = tmp_path_factory.mktemp("kept")
    keep = Keeper(folder)
    for content in contents:
        keep("a", content)
    assert sorted(files(folder).values()) == sorted(set(contents))


KEEP = """
import sys
from musnad.pages.custody import Keeper
keep = Keeper(sys.argv[1])
print(*(keep("a", str(number).encode() * 1000) for number in range(40)))
"""


@pytest.mark.slow
def test_several_processes_keep_in_one_folder(tmp_path: Path) -> None:
    command = [sys.executable, "-c", KEEP, str(tmp_path)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    printed = {process.communicate()[0] for process in running}
    assert len(printed) == 1
    names = printed.pop().split()
    assert {Path(name).name: sha256(content).hexdigest() for name, content in files(tmp_path).items()} == {
        name: name for name in names
    }
    assert len(names) == 40


def test_a_folder_that_is_none_is_a_failure_that_names_the_input(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(UnreadableError, match=r"a\.html: its bytes cannot be kept in .*file: Not a directory"):
        Keeper(tmp_path / "file")("a.html", b"a")


@pytest.mark.skipif(os.geteuid() == 0, reason="whoever may write everywhere is refused nothing")
def test_a_folder_that_may_not_be_written_is_a_failure(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    with pytest.raises(UnreadableError, match="Permission denied"):
        Keeper(tmp_path)("a.html", b"a")
