"""The journal: what is written comes back, and what is broken is seen."""

from pathlib import Path

import pytest

from musnad.store.journal import Broken, Entry, Journal

LINES = [
    Entry(n, "2024-05-15T10:00:00+00:00", {"captures": [{"id": n, "source": f"صفحة {n}\n\u2028"}]}) for n in (1, 2, 3)
]


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    made = Journal(tmp_path / "journal.jsonl")
    made.append(LINES[:1])
    made.append(LINES[1:])
    return made


def test_lines_come_back(journal: Journal) -> None:
    assert list(journal.entries()) == LINES
    assert journal.last() == 3


def test_a_journal_that_is_not_there_is_empty(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "none.jsonl")
    assert (list(journal.entries()), journal.last()) == ([], 0)


def test_half_a_line_is_passed_over_and_closed(journal: Journal) -> None:
    content = journal.path.read_bytes()
    journal.path.write_bytes(content[:-20])
    assert journal.last() == 2
    journal.append([LINES[2]])
    assert list(journal.entries()) == [*LINES[:2], Broken(3), LINES[2]]


@pytest.mark.parametrize(
    ("before", "after"), [("2024-05-15", "2024-05-16"), ('"id":2', '"id":7'), ("{", "["), ('"sum"', '"som"')]
)
def test_a_changed_line_is_broken(journal: Journal, before: str, after: str) -> None:
    lines = journal.path.read_text(encoding="utf-8").splitlines(keepends=True)
    lines[1] = lines[1].replace(before, after, 1)
    journal.path.write_text("".join(lines), encoding="utf-8")
    assert list(journal.entries()) == [LINES[0], Broken(2), LINES[2]]
    assert journal.last() == 3


def test_the_last_line_is_found_behind_a_long_one(journal: Journal) -> None:
    long = Entry(4, "", {"captures": [{"source": "x" * 300_000}]})
    journal.append([long])
    assert journal.last() == 4
    journal.path.write_bytes(journal.path.read_bytes() + b'{"torn": "' + b"y" * 200_000)
    assert journal.last() == 4


def test_rewriting_replaces_all(journal: Journal) -> None:
    journal.rewrite(LINES[2:])
    assert list(journal.entries()) == LINES[2:]
