"""Taking up what a batch has read: the same as adding its inputs, without reading them."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from musnad.archive import shards
from musnad.archive.adding import Counts
from musnad.archive.removing import Reason, withdraw
from musnad.archive.shards import Taker
from musnad.archive.ways import placed
from musnad.batch.parts import Folder
from musnad.batch.plan import Shard, divided
from musnad.batch.shard import Job, Options, process_shard
from musnad.errors import DamagedError, UsageError
from musnad.reader import Reader
from musnad.store.store import Store

from ..conftest import MakeStore
from .conftest import Add, contents, news

pytestmark = pytest.mark.slow  # a batch starts a process that loads the tables


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> Path:
    """A batch of five records, of which one is broken; made in the folder above."""
    folder = tmp_path_factory.mktemp("batch")
    records = [{"id": f"n{n}", "text": news(n), "outlet": "الريف", "published": "2024-05-20"} for n in range(4)]
    lines = [*(json.dumps(record, ensure_ascii=False) for record in records), '{"id": "n12"}']
    (folder / "records.jsonl").write_text("\n".join(lines), encoding="utf-8")
    job = Job(reader, Options(), Folder(folder / "parts"))
    job.out.open({"reader": job.reader, **job.options.said()})
    for shard in divided((str(folder / "records.jsonl"),)):
        assert isinstance(shard, Shard)
        process_shard(shard, job)
    return folder / "parts"


def take(store: Store, parts: Path) -> dict[str, int]:
    counts: Counter[str] = Counter()
    Taker(store, lambda outcome: counts.update([outcome]), lambda _: None).take(parts)
    return dict(counts)


@pytest.mark.parametrize("batch", [1, 2, 256])
def test_a_store_is_the_same_as_if_the_inputs_had_been_added(  # noqa: PLR0917
    batch: int, database: str | None, parts: Path, make_store: MakeStore, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shards, "BATCH", batch)
    taken, added = make_store(database), make_store(None)
    assert take(taken, parts) == {"new": 4, "failed": 1}
    assert add(added, parts.parent / "records.jsonl") == Counts(new=4, failed=1)
    assert contents(taken) == contents(added)
    assert take(taken, parts) == {"duplicate": 4, "failed": 1}
    assert add(added, parts.parent / "records.jsonl").duplicate == 4


def test_rows_that_were_made_for_other_tables_are_made_anew(
    parts: Path, make_store: MakeStore, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shards, "LAYOUT", "another")
    monkeypatch.setattr(shards, "from_json", lambda _: ({}, {}))
    taken, added = make_store(None), make_store(None)
    assert take(taken, parts) == {"new": 4, "failed": 1}
    add(added, parts.parent / "records.jsonl")
    assert contents(taken) == contents(added)


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("a.txt", "../a.txt"),
        ("x/crawl.warc:12/y", "../x/crawl.warc:12/y"),
        ("news/a.txt", "a.txt"),
        ("./x//a.txt", "../x/a.txt"),
        ("x/..", ".."),
        ("news", "."),
        ("", ".."),
    ],
)
def test_sources_are_seen_from_the_folder_of_the_project(source: str, place: str) -> None:
    assert placed(source or ".", Path("news").absolute()) == place


def test_what_was_withdrawn_is_refused(parts: Path, make_store: MakeStore) -> None:
    store = make_store(None)
    take(store, parts)
    name = next(store.custody.names())
    withdraw(store, name, Reason("a mistake", ""))
    assert take(store, parts) == {"duplicate": 3, "refused": 1, "failed": 1}
    assert name not in set(store.custody.names())


def test_a_damaged_part_is_told(parts: Path, make_store: MakeStore, tmp_path: Path) -> None:
    (shard,) = Folder(parts).names()
    manifest = parts / "shards" / shard / "manifest.json"
    before = manifest.read_text(encoding="utf-8")
    manifest.write_text(before.replace('"records": 5', '"records": 6'), encoding="utf-8")
    with pytest.raises(DamagedError, match="6 records"):
        take(make_store(None), parts)
    manifest.write_text(before, encoding="utf-8")


def test_parts_of_an_older_format_are_refused(tmp_path: Path, make_store: MakeStore) -> None:
    (tmp_path / "batch.json").write_text('{"format": 1, "reader": "musnad 0.0.1 abc"}', encoding="utf-8")
    with pytest.raises(UsageError, match="another version"):
        take(make_store(None), tmp_path)


def test_the_command_takes_batches_and_other_inputs_together(parts: Path, tmp_path: Path) -> None:
    def musnad(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "musnad", *arguments]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", timeout=600, check=False)

    assert musnad("init", "news").returncode == 0
    done = musnad("add", str(parts), "pages", "--project", "news", "--json")
    assert done.returncode == 3, done.stderr
    found = json.loads(done.stdout)
    assert (found["inputs"], found["new"], found["failed"]) == (8, 7, 1)
