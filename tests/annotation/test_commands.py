"""`musnad annotate check` and `musnad score`: what they print, write and return."""

import json
from pathlib import Path

import pytest

from musnad.annotation import as_record, load
from musnad.cli import main

from .conftest import ANNOTATION, write


def code(*arguments: object) -> int:
    """The exit code of a command, whether it is returned or raised."""
    try:
        return main([str(argument) for argument in arguments])
    except SystemExit as end:
        return int(end.code or 0)


@pytest.fixture
def records(folder: Path) -> Path:
    """A file with the record of a reader that finds everything."""
    path = folder / "records.jsonl"
    record = as_record(load(folder)[0])
    record["document"]["source"] = "pages/visit.txt"
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("annotate", 2),
        ("annotate check", 2),
        ("annotate check {}", 0),
        ("annotate check {}/none", 1),
        ("annotate check {}/empty", 4),
        ("annotate check --help", 0),
        ("score", 2),
        ("score {} {}/records.jsonl", 0),
        ("score {} {}/none.jsonl", 1),
        ("score {} {}/visit.yaml", 1),
        ("score {}/none", 1),
        ("score {}/empty", 4),
        ("score {} --jso out.json", 2),
        ("score {} {}/records.jsonl --errors {}/none/errors.tsv", 1),
        ("score --help", 0),
    ],
)
def test_exit_codes(folder: Path, records: Path, arguments: str, expected: int) -> None:
    (folder / "empty").mkdir()
    assert code(*(part.format(folder) for part in arguments.split())) == expected


def test_faults_are_named_and_counted(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, rows=ANNOTATION.replace("GPE", "CITY"))
    assert code("annotate", "check", f"{folder}/") == 1
    said = capsys.readouterr()
    assert said.out == f"{folder}/visit.yaml:7: names: unknown kind 'CITY'; known are ARMED GPE LOC MEDIA ORG PER\n"
    assert said.err == "musnad: pages: 1, faults: 1\n"
    assert code("score", folder) == 1
    assert "visit.yaml:7: names: unknown kind 'CITY'" in capsys.readouterr().err


def test_texts_kept_elsewhere_are_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "visit.txt").unlink()
    (folder / "manifest.json").write_text(json.dumps([{"id": "visit", "sha256": "0" * 64}]), encoding="utf-8")
    assert code("annotate", "check", folder) == 0
    assert capsys.readouterr().err.splitlines() == [
        "musnad: 1 texts are kept elsewhere: of these pages only the form of the rows was checked",
        "musnad: pages: 1, faults: 0",
    ]
    assert code("score", folder) == 4


def test_records_made_before_are_measured(folder: Path, records: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert code("score", folder, records, "--json", folder / "out.json", "--errors", folder / "errors.tsv") == 0
    said = capsys.readouterr()
    rows = {line[:24].strip(): line.split()[-5:] for line in said.out.splitlines() if line}
    assert rows["events"] == ["1.0000", "1.0000", "1.0000", "3", "3"]
    assert rows["statement places"][-1] == "2"
    assert "less is better" in said.out
    assert said.err == "musnad: pages: 1 scored + 0 without a record = 1\n"
    assert json.loads((folder / "out.json").read_text(encoding="utf-8"))["tuples"]["f1"] == 1
    assert (folder / "errors.tsv").read_text(encoding="utf-8") == ""


@pytest.mark.slow
def test_the_reader_is_measured_and_its_errors_listed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert code("score", folder, "--errors", folder / "errors.tsv") == 0
    assert "names" in capsys.readouterr().out
    lines = (folder / "errors.tsv").read_text(encoding="utf-8").splitlines()
    assert all(line.split("\t")[0] == "visit" for line in lines)


def test_pages_without_a_record_are_said(folder: Path, records: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for suffix in (".txt", ".yaml"):
        (folder / f"other{suffix}").write_bytes((folder / f"visit{suffix}").read_bytes())
    assert code("score", folder, records) == 3
    assert "musnad: other: no record of this text" in capsys.readouterr().err
    records.write_text("", encoding="utf-8")
    assert code("score", folder, records) == 1


@pytest.mark.parametrize("line", ["[]", "{}", '{"document": {"source": "visit"}, "mentions": [{}]}'])
def test_lines_that_are_no_records_are_said(
    folder: Path, records: Path, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    record = json.dumps(json.loads(records.read_text(encoding="utf-8")) | json.loads(line)) if ":" in line else line
    records.write_text(record, encoding="utf-8")
    assert code("score", folder, records) == 1
    assert "as `musnad read --json` writes it" in capsys.readouterr().err
