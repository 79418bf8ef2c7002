"""The commands of a project, as a user gives them."""

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from musnad.cli import main

from .conftest import news

pytestmark = pytest.mark.slow


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """The exit code, and what is said on standard output and standard error."""
    try:
        code = main(arguments)
    except SystemExit as end:
        code = int(end.code or 0)
    said = capsys.readouterr()
    return code, said.out, said.err


@pytest.fixture
def project(inputs: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """A project in the working directory, beside the inputs."""
    assert run(capsys, "init", "own", "--json")[1] == '{"folder": "own", "database": "musnad.db"}\n'
    for name in ("pages", "records.jsonl", "bad.txt"):
        (inputs / name).rename(inputs / "own" / f"in-{name}")
    monkeypatch.chdir("own")
    return inputs / "own"


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    code, out, err = run(capsys, *arguments, "--json")
    assert code == 0, err
    return json.loads(out)


def test_a_project_from_beginning_to_end(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "add", "in-pages", "in-records.jsonl", "in-bad.txt", "--json")
    assert code == 3
    assert json.loads(out) == {
        "inputs": 7,
        **{"new": 5, "duplicate": 0, "changed": 0, "refused": 0, "failed": 2, "left_out": 0},
    }
    assert "in-bad.txt" in err
    said = err.splitlines()
    assert said[-2] == "musnad: inputs: 5 new + 0 duplicate + 0 changed + 0 refused + 2 failed = 7"
    assert said[-1].startswith("musnad: linked: 5 pages, ")
    assert [row["kind"] for row in printed(capsys, "failures")] == ["NotTextError", "BadRecordError"]
    stats = printed(capsys, "stats")
    assert (stats["pages"], stats["failures"], stats["outlets"]["الريف"]) == (5, 2, 2)
    assert printed(capsys, "doctor") == {"faults": [], "repaired": [], "left": []}
    assert printed(capsys, "reread") == {"pages": 0, "reread": 0, "failed": 0}
    assert printed(capsys, "reread", "in-pages/0.txt")["reread"] == 1
    found = printed(capsys, "search", "ماهر العلي", "--limit", "2")
    assert (found["total"], found["shown"], len(found["pages"])) == (5, 2, 2)
    assert found["pages"][0]["places"][0]["text"] == "ماهر العلي"
    Path("in-pages/0.txt").write_text(news(0, "استقبل الوزير ماهر العلي مدينة"), encoding="utf-8")
    assert printed(capsys, "add", "in-pages")["changed"] == 1
    changes = printed(capsys, "versions", "in-pages/0.txt")[1]["changes"]
    assert [(c["before"]["text"], c["after"]["text"]) for c in changes] == [("زار", "استقبل")]
    assert printed(capsys, "redact", "in-pages/1.txt", "0", "4", "--why", "طلب")["redacted"]
    assert printed(capsys, "withdraw", "in-pages/2.txt", "--why", "طلب")["withdrawn"]
    assert printed(capsys, "stats")["withdrawn"] == 1
    assert printed(capsys, "link")["pages"] == 4
    assert printed(capsys, "doctor")["faults"] == []


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("init .", 2),
        ("init new --database mysql://x/y", 2),
        ("add none.txt", 1),
        ("add", 2),
        ("add empty", 4),
        ("add in-pages --published soon", 2),
        ("stats --project none", 1),
        ("search", 2),
        ("search ؟", 2),
        ("search كلمة", 4),
        ("search كلمة --since soon", 2),
        ("versions none.txt", 4),
        ("withdraw none.txt --why x", 4),
        ("withdraw none.txt", 2),
        ("redact none.txt 5 3 --why x", 4),
        ("redact none.txt x 3 --why x", 2),
        ("reread none.txt", 4),
        ("failures", 0),
        ("doctor", 0),
        ("doctor --repair", 0),
    ],
)
def test_exit_codes(project: Path, capsys: pytest.CaptureFixture[str], command: str, expected: int) -> None:
    Path("empty").mkdir()
    code, _, err = run(capsys, *command.split())
    assert code == expected, err


def test_people_get_lines(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "add", "in-pages")
    for command, words in (("stats", "rows claims"), ("search صور", "صور"), ("versions in-pages/0.txt", "current")):
        code, out, _ = run(capsys, *command.split())
        assert code == 0
        assert words in out


def test_a_missing_record_is_mended_by_command(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "add", "in-pages")
    Path("musnad.db").unlink()
    code, _, err = run(capsys, "stats")
    assert (code, "musnad doctor --repair" in err) == (1, True)
    assert run(capsys, "doctor")[0] == 1
    code, out, _ = run(capsys, "doctor", "--repair")
    assert (code, out) == (0, "faults: 1, left after the repair: 0\n")
    assert printed(capsys, "stats")["pages"] == 3


def test_a_watched_folder(project: Path) -> None:
    command = [sys.executable, "-m", "musnad", "add", "in-pages", "--watch", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as watching:
        assert watching.stdout is not None
        assert json.loads(watching.stdout.readline())["new"] == 3
        Path("in-pages/new.txt").write_text(news(30), encoding="utf-8")
        assert json.loads(watching.stdout.readline())["new"] == 4
        Path("in-pages/new.txt").write_text(news(31), encoding="utf-8")
        counts = json.loads(watching.stdout.readline())
        assert (counts["changed"], counts["inputs"]) == (1, 5)
        watching.send_signal(signal.SIGINT)
        assert watching.stdout.read() == ""
    assert watching.returncode == 0
