"""The questions as a user gives them: JSON, CSV and lines say the same, and totals say when output is cut."""

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from musnad.cli import main

pytestmark = pytest.mark.slow
TEXTS = {
    "a": (
        "قتل خمسة أشخاص في هجوم شنه مسلحون على مدينة صور اليمنية يوم الثلاثاء، بحسب ما أعلنت وزارة الداخلية.",
        "2024-05-15",
    ),
    "b": ("قالت الشرطة إن تسعة أشخاص قتلوا في هجوم شنه مسلحون على مدينة صور اليمنية الثلاثاء.", "2024-05-16"),
    "c": ("زار الوزير سالم الراوي مدينة صلالة الخميس، وقال المتحدث ناصر الحارثي إن الزيارة ناجحة.", "2024-05-17"),
    "d": ("التقى الوزير ناصر الراوي سفير قطر في مسقط.", "2024-06-03"),
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A project with the texts, each in a file of its own and of an outlet of its own."""
    folder = tmp_path_factory.mktemp("questions")
    assert main(["init", str(folder / "own")]) == 0
    for name, (text, day) in TEXTS.items():
        path = Path(folder / f"{name}.txt")
        path.write_text(text, encoding="utf-8")
        asked = ["add", str(path), "--outlet", f"صحيفة {name}", "--published", day, "--no-link"]
        assert main([*asked, "--project", str(folder / "own")]) == 0
    assert main(["link", "--project", str(folder / "own")]) == 0
    return str(folder / "own")


def run(capsys: pytest.CaptureFixture[str], project: str, asked: str, *more: str) -> tuple[int, str, str]:
    capsys.readouterr()
    words = [word.replace("{}", f"{Path(project).parent}/") for word in asked.split()]
    try:
        code = main([*words, *more, "--project", project])
    except SystemExit as end:
        code = int(end.code or 0)
    said = capsys.readouterr()
    return code, said.out, said.err


@pytest.mark.parametrize(
    ("asked", "name", "total"),
    [
        ("who الراوي", "people", 2),
        ("who Rawi", "people", None),
        ("events", "events", 3),
        ("events --disagreeing", "events", 1),
        ("conflicts", "conflicts", 1),
        ("silence --type assault --days 3", "events", 1),
        ("coding --who م.", "claims", None),
    ],
)
def test_answers_say_the_same_in_every_form(
    capsys: pytest.CaptureFixture[str], project: str, asked: str, name: str, total: int | None
) -> None:
    code, out, err = run(capsys, project, asked, "--json")
    found: dict[str, Any] = json.loads(out)
    assert code == (0 if found["total"] else 4)
    assert found["shown"] == len(found[name])
    assert total in (None, found["total"])
    assert f"{found['shown']} shown of {found['total']} found" in err
    rows = list(csv.DictReader(StringIO(run(capsys, project, asked, "--csv")[1])))
    assert bool(rows) == bool(found["total"])
    lines = run(capsys, project, asked)[1]
    assert bool(lines.strip()) == bool(found["total"])


def test_totals_say_when_output_is_cut(capsys: pytest.CaptureFixture[str], project: str) -> None:
    code, out, err = run(capsys, project, "events --limit 2", "--json")
    assert (code, json.loads(out)["shown"], json.loads(out)["total"]) == (0, 2, 3)
    assert err.splitlines()[-1] == "musnad: events: 2 shown of 3 found; --limit shows more"


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("event {}a.txt-c1", 0),
        ("thread {}a.txt-c1", 0),
        ("explain {}a.txt-c1", 0),
        ("explain {}c.txt-e1", 0),
        ("explain {}c.txt-m1", 0),
        ("event {}a.txt-c99", 4),
        ("event nothing", 2),
        ("who لا-أحد", 4),
        ("events --status perhaps", 2),
        ("events --json --csv", 2),
        ("decide accept claim {}a.txt-c1", 2),
        ("decide accept decision 1 --who م.", 2),
        ("decide withdraw decision one --who م.", 2),
        ("agreement م. س.", 4),
    ],
)
def test_exit_codes(capsys: pytest.CaptureFixture[str], project: str, asked: str, code: int) -> None:
    found, out, err = run(capsys, project, asked)
    assert found == code, err
    assert bool(out.strip()) == (code == 0) or asked.startswith("agreement")


def test_a_decision_is_made_listed_and_taken_back(capsys: pytest.CaptureFixture[str], project: str) -> None:
    code, out, err = run(capsys, project, "decide reject claim {}d.txt-c1 --who م. --why خطأ", "--json")
    assert code == 0, err
    (number,) = json.loads(out)["decisions"]
    assert json.loads(run(capsys, project, "events", "--json")[1])["total"] == 2
    (logged,) = json.loads(run(capsys, project, "decisions", "--json")[1])["decisions"]
    assert (logged["kind"], logged["who"], logged["why"], logged["before"]["type"]) == (
        "reject",
        "م.",
        "خطأ",
        "CONSULT",
    )
    assert "reject claim" in run(capsys, project, "decisions")[1]
    assert run(capsys, project, f"decide withdraw decision {number} --who م.")[0] == 0
    assert json.loads(run(capsys, project, "events", "--json")[1])["total"] == 3
    assert run(capsys, project, "decisions")[0] == 4
    assert len(json.loads(run(capsys, project, "decisions --all", "--json")[1])["decisions"]) == 2
