"""`musnad batch` as its users see it: counts, resumption after a kill, hostile pages, a full disk."""

import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from musnad.batch.parts import Folder

from .conftest import contents, http, news, page, record, table, zipped

MUSNAD = [sys.executable, "-m", "musnad"]
HOSTILE = [sys.executable, str(Path(__file__).with_name("hostile.py"))]
SECONDS = 600


def run(*command: str, limit: Callable[[], None] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, capture_output=True, encoding="utf-8", timeout=SECONDS, check=False, preexec_fn=limit
    )


def hostile(*arguments: object) -> dict[str, Any]:
    done = run(*HOSTILE, *map(str, arguments))
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.fixture
def archives(tmp_path: Path) -> Path:
    """Six archives of two pages each."""
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(6):
        content = zipped(page(2 * number)) + zipped(page(2 * number + 1))
        (folder / f"{number}.warc.gz").write_bytes(content)
    return folder


@pytest.fixture
def undisturbed(archives: Path, tmp_path: Path) -> dict[str, str]:
    """What an undisturbed run leaves."""
    out = tmp_path / "undisturbed"
    done = run(*MUSNAD, "batch", str(archives), "--out", str(out))
    assert done.returncode == 0, done.stderr
    return contents(out)


@pytest.mark.slow
def test_the_number_of_processes_and_the_order_of_inputs_do_not_count(
    archives: Path, undisturbed: dict[str, str], out: Path
) -> None:
    paths = sorted(map(str, archives.iterdir()), reverse=True)
    done = run(*MUSNAD, "batch", *paths, "--out", str(out), "--jobs", "3", "--json")
    assert done.returncode == 0, done.stderr
    assert done.stderr == "musnad: records: 12 = 12 read + 0 skipped + 0 failed\n"
    assert json.loads(done.stdout) == {"records": 12, "read": 12, "skipped": {}, "failed": {}}
    assert contents(out) == undisturbed
    assert table(out, "documents").height == 12


@pytest.mark.slow
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_run_that_is_killed_goes_on_where_it_was(
    jobs: str, archives: Path, undisturbed: dict[str, str], out: Path
) -> None:
    command = [*MUSNAD, "batch", str(archives), "--out", str(out), "--jobs", jobs]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as driver:
        end = time.monotonic() + SECONDS
        while not Folder(out).names() and time.monotonic() < end:
            time.sleep(0.01)
        driver.send_signal(signal.SIGKILL)
    finished = Folder(out).names()
    assert finished
    assert not (out / "manifest.json").exists()
    times = {name: (out / "shards" / name / "claims.parquet").stat().st_mtime_ns for name in finished}
    assert run(*command).returncode == 0
    assert contents(out) == undisturbed
    assert times == {name: (out / "shards" / name / "claims.parquet").stat().st_mtime_ns for name in finished}


@pytest.mark.slow
@pytest.mark.parametrize("whom", ["KILL", "KILL PARENT"])
def test_workers_that_are_killed_ten_times_cost_nothing(whom: str, tmp_path: Path, out: Path) -> None:
    paths = []
    for number in range(3):
        paths.append(tmp_path / f"{number}.warc")
        pages = [
            record(n, http(news(n).replace("<p>", f"<p>{whom} ", n < 10))) for n in range(4 * number, 4 * number + 4)
        ]
        paths[-1].write_bytes(b"".join(pages))
    found = hostile(out, 2, 60, 1, *paths)
    assert found == {"records": 12, "read": 12, "skipped": {}, "failed": {}, "lost": 0, "kills": 10}
    hostile(tmp_path / "calm", 1, 60, 0, *paths)
    assert contents(out) == contents(tmp_path / "calm")


@pytest.mark.slow
def test_a_page_that_kills_takes_for_ever_or_takes_all_memory_costs_no_other_page(tmp_path: Path, out: Path) -> None:
    bad = [
        record(90 + n, http(f"<html><p>{word}</p>{news(n)}")) for n, word in enumerate(("ENDLESS", "CRASH", "MEMORY"))
    ]
    (tmp_path / "a.warc").write_bytes(page(1) + bad[0] + page(2) + bad[1] + page(3) + bad[2] + page(4))
    found = hostile(out, 1, 2, 0, tmp_path / "a.warc")
    assert (found["records"], found["read"], found["failed"]) == (7, 4, {"QuarantinedError": 3})
    messages = [message for message in table(out, "records")["message"] if message]
    assert ["longer than 2 s" in messages[0], "SIGSEGV" in messages[1], "1024 MiB" in messages[2]] == [True] * 3


@pytest.mark.slow
def test_a_shard_that_always_kills_its_process_is_given_up_and_told(tmp_path: Path, out: Path) -> None:
    (tmp_path / "a.warc").write_bytes(page(1))
    (tmp_path / "b.warc").write_bytes(record(2, http(news(2).replace("<p>", "<p>KILL PARENT ", 1))))
    found = hostile(out, 1, 60, 10**6, tmp_path / "a.warc", tmp_path / "b.warc")
    assert (found["records"], found["read"], found["lost"]) == (1, 1, 1)
    ((source, _, _, reason),) = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["lost"]
    assert (source, "SIGKILL" in reason) == (str(tmp_path / "b.warc"), True)


@pytest.mark.slow
def test_a_full_disk_is_told_and_leaves_nothing_half_written(
    archives: Path, undisturbed: dict[str, str], out: Path
) -> None:
    def full() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000))

    command = [*MUSNAD, "batch", str(archives), "--out", str(out)]
    done = run(*command, limit=full)
    assert done.returncode == 1
    assert "make room, and run the command again" in done.stderr
    assert contents(out).keys() == {"batch.json"}
    assert run(*command).returncode == 0
    assert contents(out) == undisturbed


@pytest.mark.slow
def test_losses_are_told_with_their_places_and_set_the_exit_code(tmp_path: Path, out: Path) -> None:
    (tmp_path / "a.warc").write_bytes(page(1) + page(99)[:-300] + page(2) + page(3)[:-50])
    (tmp_path / "b.warc").write_bytes(page(1) + page(99)[:-300] + page(2) + page(3)[:-50])
    absent = str(tmp_path / "absent.warc")
    done = run(*MUSNAD, "batch", str(tmp_path / "a.warc"), str(tmp_path / "b.warc"), absent, "--out", str(out))
    assert done.returncode == 3
    start = len(page(1))
    assert f"a.warc: bytes {start} to {start + len(page(99)) - 300} are passed over" in done.stderr
    assert "a.warc: is truncated" in done.stderr
    assert "absent.warc: cannot be read" in done.stderr
    last = done.stderr.splitlines()[-1]
    assert last == (
        "musnad: records: 9 = 2 read + 4 skipped (4 duplicate) + 3 failed (2 BadRecordError, 1 UnreadableError)"
    )


def test_an_output_folder_of_an_older_version_is_refused(tmp_path: Path, out: Path) -> None:
    (out / "shards").mkdir(parents=True)
    (out / "batch.json").write_text('{"format": 0, "reader": "musnad 0.0.1 abc"}', encoding="utf-8")
    (tmp_path / "a.warc").write_bytes(page(1))
    done = run(*MUSNAD, "batch", str(tmp_path / "a.warc"), "--out", str(out))
    assert done.returncode == 2
    assert "was made with" in done.stderr
    assert os.listdir(out / "shards") == []
