"""Apache Spark reads what this machine would read, whatever of it is killed."""

import importlib.util
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from musnad.batch.parts import MANIFEST, Folder

from .conftest import contents, http, news, page, record, table, zipped

SECONDS = 400
MUSNAD = [sys.executable, "-m", "musnad", "batch"]
HOSTILE = Path(__file__).with_name("hostile.py")
CLUSTER = "local-cluster[2,1,1024]"
"""A master and two workers, processes of their own on this machine."""
ENVIRONMENT = {
    **os.environ,
    "SPARK_LOCAL_IP": "127.0.0.1",
    "PYSPARK_PYTHON": sys.executable,
    "JAVA_TOOL_OPTIONS": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",  # starts with half the work
}


def absent() -> str:
    """What there is not that Spark needs."""
    if importlib.util.find_spec("pyspark") is None:
        return "there is no Spark here: pip install 'musnad[spark]'"
    return "" if shutil.which("java") else "there is no Java here: apt-get install default-jre-headless"


@pytest.fixture(scope="module", autouse=True)
def _spark() -> None:
    if absent() and os.environ.get("MUSNAD_SPARK") == "required":
        pytest.fail(absent())
    if absent():
        pytest.skip(absent())


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two archives of two pages each, and of one that crashes its process if that is hostile."""
    folder = tmp_path_factory.mktemp("spark")
    for number in range(2):
        bad = record(90 + number, http(news(90 + number).replace("<p>", "<p>CRASH ", 1)))
        content = zipped(page(2 * number)) + zipped(bad) + zipped(page(2 * number + 1))
        (folder / f"{number}.warc.gz").write_bytes(content)
    return folder


@pytest.fixture(scope="module")
def undisturbed(archives: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What this machine leaves without Spark."""
    out = tmp_path_factory.mktemp("local") / "out"
    subprocess.run([*MUSNAD, str(archives), "--out", str(out)], check=True, capture_output=True, timeout=SECONDS)
    return contents(out)


def begin(archives: Path, out: Path, *, jobs: int) -> "subprocess.Popen[str]":
    command = [*MUSNAD, str(archives), "--out", str(out), "--engine", "spark", "--jobs", str(jobs)]
    return subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8", start_new_session=True, env=ENVIRONMENT)


def reads(driver: "subprocess.Popen[str]", out: Path) -> bool:
    """Whether a run has begun to read, or is over."""
    return any((out / "partial").glob("*")) or bool(Folder(out).names()) or driver.poll() is not None


def wait_for(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < end, "it did not come in time"
        time.sleep(0.05)


def processes(session: int, words: str) -> Iterator[int]:
    """The processes of a session whose command line holds some words."""
    for path in Path("/proc").glob("[0-9]*"):
        try:
            command, place = (path / "cmdline").read_bytes(), os.getsid(int(path.name))
        except (OSError, ValueError):
            continue
        if place == session and words.encode() in command:
            yield int(path.name)


def kill(session: int, words: str) -> int:
    """Kill the processes of a session whose command line holds some words; gives their number."""
    found = list(processes(session, words))
    for process in found:
        os.kill(process, signal.SIGKILL)
    return len(found)


@pytest.mark.slow
def test_spark_leaves_what_this_machine_leaves_also_if_its_python_workers_are_killed(
    archives: Path, undisturbed: dict[str, str], out: Path
) -> None:
    with begin(archives, out, jobs=2) as driver:
        wait_for(lambda: reads(driver, out))
        assert kill(driver.pid, "pyspark.daemon")
        _, said = driver.communicate(timeout=SECONDS)
    assert driver.returncode == 0, said
    assert said.splitlines()[-1].endswith("records: 6 = 6 read + 0 skipped + 0 failed")
    assert contents(out) == undisturbed


@pytest.mark.slow
def test_a_driver_that_is_killed_leaves_whole_shards_and_another_run_goes_on(
    archives: Path, undisturbed: dict[str, str], out: Path
) -> None:
    with begin(archives, out, jobs=1) as driver:
        wait_for(lambda: bool(Folder(out).names()) or driver.poll() is not None)
        os.kill(driver.pid, signal.SIGKILL)
        driver.communicate(timeout=SECONDS)
        wait_for(lambda: not any(processes(driver.pid, "")))
    assert all((path / MANIFEST).is_file() for path in (out / "shards").iterdir())
    assert not (out / MANIFEST).exists()
    subprocess.run([*MUSNAD, str(archives), "--out", str(out)], check=True, capture_output=True, timeout=SECONDS)
    assert contents(out) == undisturbed


@pytest.mark.slow
def test_on_a_cluster_neither_executors_that_are_killed_nor_pages_that_crash_cost_a_page(
    archives: Path, undisturbed: dict[str, str], out: Path
) -> None:
    command = [sys.executable, str(HOSTILE), str(out), CLUSTER, "60", "0", *map(str, archives.iterdir())]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, encoding="utf-8", start_new_session=True, env=ENVIRONMENT
    ) as driver:
        wait_for(lambda: reads(driver, out))
        assert kill(driver.pid, "CoarseGrainedExecutorBackend")
        said, _ = driver.communicate(timeout=SECONDS)
    assert json.loads(said) == {
        "records": 6, "read": 4, "skipped": {}, "failed": {"QuarantinedError": 2}, "lost": 0, "kills": 0,
    }  # fmt: skip
    assert contents(out).keys() == undisturbed.keys()
    assert sorted(table(out, "documents")["url"]) == [f"https://example.org/{number}" for number in range(4)]
