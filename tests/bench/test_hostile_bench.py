"""The benchmark of hostile inputs: every file is accounted for, and what is lost is said."""

import json
import zipfile
from pathlib import Path

import pytest

from hostile.reading import Account, read_folder
from hostile.run import main, table, write
from hostile.sets import folders, write_sets

NEWS = "نزوى – وكالة الريف\n\nزار الوزير ماهر العلي مدينة صور الثلاثاء 14 مايو 2024.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Files with every outcome but quarantine."""
    folder = tmp_path / "inputs"
    folder.mkdir()
    (folder / "good.txt").write_text(NEWS, "utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "bad.txt").write_bytes(b"\0\1\2")
    (folder / "other.gz").write_bytes(b"\x1f\x8b\x08")
    (folder / "text.unknown").write_text(NEWS, "utf-8")
    (folder / "lines.jsonl").write_text(f"{json.dumps({'id': 'a', 'text': NEWS})}\n\n{{\n", "utf-8")
    with zipfile.ZipFile(folder / "two.zip", "w") as archive:
        archive.writestr("a.txt", NEWS)
        archive.writestr("b.bin", "")
    return folder


@pytest.mark.slow
def test_every_file_is_accounted_for(folder: Path) -> None:
    account = read_folder(folder, 20)
    assert account.faults == []
    assert (account.files, account.left_out) == (7, 2)
    assert account.counts == {"read": 4, "noted": 1, "failed": 3}
    assert account.memory > 20
    assert account.slowest[0] > 0


@pytest.mark.slow
def test_what_takes_too_long_is_quarantined(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("قال الوزير إن زيارة بغداد غداً. " * 20_000, "utf-8")
    assert read_folder(tmp_path, 0.5).counts == {"quarantined": 1}


def test_the_table_sums_up() -> None:
    accounts = {"a": Account(2, [("x", "read"), ("y", "failed")], 1, 0, (1.25, "x"), 80.4), "b": Account(1)}
    rows = table(accounts).splitlines()[2:]
    assert rows == [
        "| a | 2 | 1 | 0 | 1 | 0 | 1 | 0 | 1.2 | 80 |",
        "| b | 1 | 0 | 0 | 0 | 0 | 0 | 0 | 0.0 | 0 |",
        "| all | 3 | 1 | 0 | 1 | 0 | 1 | 0 | 1.2 | 80 |",
    ]


def test_figures_are_written_between_their_marks(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text("a\n<!-- figures: written by run.py --write -->\nold\n<!-- end of figures -->\nb\n", "utf-8")
    write(readme, "new\n")
    write(readme, "new\n")
    text = readme.read_text("utf-8")
    assert (text.startswith("a\n"), text.endswith("\nb\n"), "old" in text, text.count("new")) == (True, True, False, 1)


def test_without_inputs_there_is_nothing_to_do(tmp_path: Path) -> None:
    assert main(["--shared", str(tmp_path)]) == 2


def test_sets_are_written_from_the_shared_folder(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    for name in ("blns", "jsontestsuite/test_parsing", "jsontestsuite/test_transform"):
        (shared / name).mkdir(parents=True)
    (shared / "blns" / "blns.json").write_text(json.dumps(["", "\u202e", '"><b>']), "utf-8")
    (shared / "jsontestsuite" / "test_parsing" / "n.json").write_bytes(b"[1,]")
    (shared / "generate.py").write_text("import os, sys; os.makedirs(sys.argv[1])", "utf-8")
    found = write_sets(shared, tmp_path / "sets")
    assert [str(path.relative_to(tmp_path / "sets")) for path in found] == [
        "blns/fields",
        "blns/html",
        "blns/text",
        "blns/texts",
        "jsontestsuite/lines",
        "jsontestsuite/test_parsing",
    ]
    assert folders(tmp_path / "sets") == found
    assert len((tmp_path / "sets" / "blns" / "fields" / "fields.jsonl").read_text("ascii").splitlines()) == 3
