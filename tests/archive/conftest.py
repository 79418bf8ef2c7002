"""Inputs to add, and a way to add them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from musnad.archive.adding import Adding, Counts
from musnad.archive.ways import Options
from musnad.reader import Reader
from musnad.store.dump import dump
from musnad.store.store import Store

Add = Callable[..., Counts]
TOWNS = ("صور", "صحار", "نزوى", "بهلا", "عبري", "ينقل", "محضة", "صلالة", "مرباط", "ثمريت")


def news(number: int, words: str = "زار الوزير ماهر العلي مدينة") -> str:
    """An invented page; another one for every number."""
    town, day = TOWNS[number % len(TOWNS)], 1 + number % 28
    body = f"{words} {town} الثلاثاء، وقال المتحدث سالم الراوي إن الوفد رقم {number} عاد إلى مسقط يوم {day} مايو 2024."
    return f"جولة الوزير رقم {number}\n\n{town} – وكالة الريف\n\n{body}\n"


def contents(store: Store) -> list[str]:
    """All that a store holds, for comparing."""
    with store.reading() as connection:
        return list(dump(connection))


@pytest.fixture(autouse=True)
def inputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory: a folder of three pages, three records of which one is broken, a file that is no text."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(news(number), encoding="utf-8")
    records = [{"id": f"n{n}", "text": news(n), "outlet": "الريف", "published": "2024-05-20"} for n in (10, 11)]
    lines = [*(json.dumps(record, ensure_ascii=False) for record in records), '{"id": "n12"}']
    (tmp_path / "records.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\x00\x01\xff\xfe")
    return tmp_path


@pytest.fixture
def add(reader: Reader) -> Add:
    """Adds paths to a store, and gives the counts."""

    def adding(store: Store, *paths: str | Path, jobs: int | None = None, **said: str) -> Counts:
        return Adding(store, reader, Options(**said), jobs=jobs).add(paths)  # type: ignore[arg-type]

    return adding
