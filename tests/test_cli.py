import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from musnad.cli import SHELLS, main
from musnad.lexicon import DATA

NEWS = "نزوى – وكالة الريف\n\nزار الوزير ماهر العلي مدينة صور الثلاثاء 14 مايو 2024.\n"
GOOD, BAD = "good.txt", "bad.txt"


@pytest.fixture(autouse=True)
def inputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with a page that can be read, one that cannot, and a folder without pages."""
    monkeypatch.chdir(tmp_path)
    Path(GOOD).write_text(NEWS, encoding="utf-8")
    Path(BAD).write_bytes(b"\x00\x01\xff\xfe")
    Path("pages.jsonl").write_text(
        "".join(json.dumps({"id": f"n{i}", "body": NEWS}, ensure_ascii=False) + "\n" for i in range(3)),
        encoding="utf-8",
    )
    Path("empty").mkdir()
    return tmp_path


def code(*arguments: str) -> int:
    """The exit code of a command, whether it is returned or raised."""
    try:
        return main(arguments)
    except SystemExit as end:
        return int(end.code or 0)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("read good.txt", 0),
        ("read bad.txt", 1),
        ("read none.txt", 1),
        ("read good.txt bad.txt", 3),
        ("read good.txt none.txt good.txt --json", 3),
        ("read empty", 4),
        ("read good.txt --explain c99", 4),
        ("read", 2),
        ("", 2),
        ("write good.txt", 2),
        ("read good.txt --jso", 2),
        ("read good.txt --json --html", 2),
        ("read good.txt --json --explain c1", 2),
        ("read good.txt --jobs 0", 2),
        ("read good.txt --jobs many", 2),
        ("read good.txt --published soon", 2),
        ("read good.txt --field body", 2),
        ("read good.txt --field words=body", 2),
        ("read good.txt -o good.txt", 2),
        ("read good.txt -o nowhere/out.txt", 1),
        ("read good.txt --lexicon empty", 1),
        ("lexicon", 2),
        ("lexicon check empty", 1),
        ("completion tcl", 2),
        ("--version", 0),
        ("--help", 0),
        ("read --help", 0),
    ],
)
def test_exit_codes(arguments: str, expected: int) -> None:
    assert code(*arguments.split()) == expected


def test_results_go_out_and_warnings_beside_them(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert code("read", GOOD, BAD, "--json") == 3
    out, err = (stream.decode() for stream in capsysbinary.readouterr())
    assert [json.loads(line)["document"]["source"] for line in out.splitlines()] == [GOOD]
    assert err.splitlines()[0].startswith("musnad: bad.txt: ")
    assert err.splitlines()[-1] == "musnad: pages: 1 read + 1 failed = 2"


def test_fields_date_and_outlet(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    given = ("--field", "text=body", "--published", "2024-05-15", "--outlet", "الريف")
    assert code("read", "pages.jsonl", "--json", *given) == 0
    records = [json.loads(line)["document"] for line in capsysbinary.readouterr().out.splitlines()]
    assert [r["source"] for r in records] == ["n0", "n1", "n2"]
    assert {(r["published"], r["outlet"]) for r in records} == {("2024-05-15", "الريف")}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("form", "jobs"), [("--json", "2"), ("--html", "1"), ("--table", "1"), ("--outlet=الريف", "1")]
)
def test_jobs_and_repetition_change_no_byte(form: str, jobs: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    command = ("read", "pages.jsonl", GOOD, "--field=text=body", form, "--jobs")
    assert code(*command, "1") == 0
    first = capsysbinary.readouterr().out
    assert code(*command, jobs) == 0
    assert first == capsysbinary.readouterr().out != b""


def test_table_is_csv_with_one_header(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert code("read", GOOD, "pages.jsonl", "--field", "text=body", "--table") == 0
    rows = list(csv.reader(io.StringIO(capsysbinary.readouterr().out.decode(), newline="")))
    assert sum("trigger" in row for row in rows) == 1
    assert {len(row) for row in rows} == {len(rows[0])}


def test_html_is_one_page(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert code("read", GOOD, GOOD, "--html") == 0
    page = capsysbinary.readouterr().out.decode()
    assert page.count("<!doctype html>") == page.count("</html>") == 1
    assert page.count('<section class="document"') == 2


def test_sheet_is_the_default_and_plain_in_a_pipe(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert code("read", GOOD) == 0
    sheet = capsysbinary.readouterr().out
    assert b"page       good.txt" in sheet
    assert b"\x1b" not in sheet


def test_output_appears_only_when_there_is_some(capsys: pytest.CaptureFixture[str], inputs: Path) -> None:
    assert code("read", GOOD, "--json", "-o", "out.jsonl") == 0
    assert json.loads(Path("out.jsonl").read_text(encoding="utf-8"))["text"] == NEWS
    assert code("read", BAD, "--json", "-o", "none.jsonl") == 1
    assert not Path("none.jsonl").exists()
    assert not list(inputs.glob(".*"))
    assert capsys.readouterr().out == ""


def test_standard_input() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "musnad", "read", "-", "--json"], input=NEWS.encode(), capture_output=True, check=True
    )
    assert json.loads(run.stdout)["text"] == NEWS


def test_a_closed_pipe_is_silent() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "musnad", "read", *[GOOD] * 50, "--html"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as run:
        assert run.stdout is not None
        assert run.stderr is not None
        run.stdout.read(1)
        run.stdout.close()
        assert run.stderr.read() == b""
    assert run.returncode == 0


def test_help_waits_for_nothing_heavy() -> None:
    heavy = "rich", "polars", "musnad.model", "musnad.lexicon", "concurrent.futures", "importlib.metadata"
    source = (
        f"import sys, musnad.cli; musnad.cli.parser().format_help(); print([m for m in {heavy} if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def own_table(*rows: str) -> None:
    """A folder `own` with rows for the table of labels."""
    lines = (DATA / "exports" / "labels.tsv").read_text(encoding="utf-8").splitlines()
    top = [line for line in lines if line.startswith("#")] + ["key\tar\ten"]
    Path("own", "exports").mkdir(parents=True)
    Path("own", "exports", "labels.tsv").write_text("\n".join([*top, *rows, ""]), encoding="utf-8")


def test_faults_in_tables_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    own_table("kind.PER\tشخص\tperson", "kind.PER\tفرد\tperson", "kind.ORG\t\tbody")
    assert code("lexicon", "check", "own") == 1
    shown = capsys.readouterr().out
    assert "own/exports/labels.tsv:8: the same key as line 7: kind.PER" in shown
    assert "own/exports/labels.tsv:9: column ar: is empty, but must not be" in shown


def test_sound_tables_have_no_faults(capsys: pytest.CaptureFixture[str]) -> None:
    own_table("kind.PER\tفرد\tperson")
    assert code("lexicon", "check", "own") == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("shell", SHELLS)
def test_completion_knows_the_options(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert code("completion", shell) == 0
    script = capsys.readouterr().out
    assert "--explain" in script
    assert "lexicon" in script


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert code("--version") == 0
    assert capsys.readouterr().out.startswith("musnad 0.")
