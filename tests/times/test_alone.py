"""Times without the rest of the reader: `musnad.times(...)` and `musnad times`."""

import io
import json
import sys
from datetime import date, datetime
from pathlib import Path

import pytest

import musnad
from musnad.cli import main

TEXT = "وصل الوفد مساء أمس الثلاثاء، ويغادر بعد ثلاثة أيام."


@pytest.mark.parametrize("reference", ["2024-05-15", "2024-05-15T18:00", date(2024, 5, 15), datetime(2024, 5, 15, 9)])
def test_times_are_counted_from_the_reference(reference: str | date) -> None:
    found = musnad.times(TEXT, reference=reference)
    assert [TEXT[t.span.start : t.span.end] for t in found] == ["مساء أمس الثلاثاء", "بعد ثلاثة أيام"]
    assert [(t.type, t.value) for t in found] == [("TIME", "2024-05-14TEV"), ("DATE", "2024-05-18")]


def test_without_a_reference_only_what_the_text_tells_has_a_value() -> None:
    assert [t.value for t in musnad.times(TEXT)] == [None, None]
    assert [t.value for t in musnad.times("وصل أمس الثلاثاء 14 مايو 2024، ويغادر غدا.")] == ["2024-05-14", "2024-05-16"]


@pytest.mark.parametrize("reference", ["", "soon", "2024-15-05", "0024-05-15"])
def test_reference_that_is_no_day_is_refused(reference: str) -> None:
    with pytest.raises(musnad.UsageError, match="2024-05-15"):
        musnad.times(TEXT, reference=reference)


def test_command_prints_a_line_for_each_expression(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "page.txt"
    path.write_text("وصل الثلاثاء (17 فبراير 2025م) ومكث يومين.", encoding="utf-8")
    assert main(["times", str(path), "--reference", "2025-02-20"]) == 0
    assert [line.split("\t") for line in capsys.readouterr().out.splitlines()] == [
        ["4-30", "DATE", "2025-02-17", "الثلاثاء (17 فبراير 2025م)", "conflict: weekday-date"],
        ["36-41", "DURATION", "P2D", "يومين"],
    ]


LINES = [
    {"id": "a", "text": TEXT, "reference_time": "2024-05-15T10:00:00"},
    {"id": "b", "text": "عقدت القمة يومي 13 و14 مايو 2023.", "reference_time": None},
    {"id": "c", "text": "وصل أمس."},
    {"id": 4, "text": "وصل الوفد."},
]


def test_lines_in_lines_out(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    content = "".join(f"{json.dumps(line)}\n\n" for line in LINES).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    assert main(["times", "--jsonl", "-", "--reference", "2020-01-10"]) == 0
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [answer["id"] for answer in answers] == ["a", "b", "c", 4]
    assert answers[0]["spans"][1] == {"start": 36, "end": 50, "type": "DATE", "value": "2024-05-18", "end_value": None}
    assert [(s["value"], s["end_value"]) for a in answers[1:] for s in a["spans"]] == [
        ("2023-05-13", "2023-05-14"),
        ("2020-01-09", None),
    ]


def test_contradictions_stand_in_the_lines_with_their_readings(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "lines.jsonl"
    path.write_text(json.dumps({"id": "a", "text": "وصل الأحد 27 يونيو 2016."}), encoding="utf-8")
    assert main(["times", "--jsonl", str(path)]) == 0
    (span,) = json.loads(capsys.readouterr().out)["spans"]
    assert span["value"] == "2016-06-27"
    assert span["conflict"]["kind"] == "weekday-date"
    assert span["conflict"]["readings"][0] == {"value": "2016-06-26", "keeps": "weekday, month and year"}


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (['{"id": "a", "text": "وصل أمس."}', "no json"], 3),
        (['{"id": "a", "text": "وصل أمس."}', '{"id": "b"}'], 3),
        (['{"id": "a", "text": "وصل أمس."}', '{"id": "b", "text": 7}'], 3),
        (['{"id": "a", "text": "وصل أمس.", "reference_time": "soon"}'], 1),
        (["[]"], 1),
        ([], 0),
    ],
)
def test_line_that_cannot_be_read_is_named_and_the_others_are_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], lines: list[str], expected: int
) -> None:
    path = tmp_path / "lines.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    assert main(["times", "--jsonl", str(path)]) == expected
    out, err = capsys.readouterr()
    assert len(out.splitlines()) + len(err.splitlines()) == len(lines)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [(["missing.txt"], 1), (["bytes.txt"], 1), (["page.txt", "--reference", "soon"], 2), (["page.txt"], 0)],
)
def test_exit_codes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], expected: int) -> None:
    monkeypatch.chdir(tmp_path)
    Path("page.txt").write_text(TEXT, encoding="utf-8")
    Path("bytes.txt").write_bytes(b"\xff\xfe\x00\xd8")
    assert main(["times", *arguments]) == expected
