"""How inputs are divided: the same wherever and however often, and nothing of them left out."""

import gzip
import json
import zipfile
from pathlib import Path

import pytest
import zstandard

from musnad.batch import plan
from musnad.batch.opened import Lines
from musnad.pages.kinds import Failure

from .conftest import news, page, shards, zipped, zstd


def lines(number: int) -> bytes:
    return b"".join(json.dumps({"id": f"n{n}", "text": news(n)}).encode() + b"\n" for n in range(number))


def test_a_file_is_divided_by_its_records_and_nothing_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan, "MOST_RECORDS", 3)
    (tmp_path / "a.warc").write_bytes(b"".join(map(page, range(8))))
    (tmp_path / "b.warc.gz").write_bytes(b"".join(zipped(page(n)) for n in range(8)))
    (tmp_path / "b.warc.zst").write_bytes(b"".join(zstd(page(n)) for n in range(8)))
    (tmp_path / "c.jsonl").write_bytes(lines(8))
    (tmp_path / "d.jsonl.gz").write_bytes(gzip.compress(lines(8), mtime=0))
    (tmp_path / "e.jsonl.zst").write_bytes(zstandard.compress(lines(8)))
    for path in sorted(tmp_path.iterdir()):
        found = shards(path)
        assert len(found) == 3
        assert [shard.start for shard in found] == [0, *(shard.end for shard in found[:-1])]
        assert found == shards(path)
    assert [shard.first for shard in shards(tmp_path / "d.jsonl.gz")] == [1, 4, 7]
    same = [[shard.name for shard in shards(tmp_path / name)] for name in ("c.jsonl", "d.jsonl.gz", "e.jsonl.zst")]
    assert same[0] == same[1] == same[2]


def test_the_order_of_inputs_and_their_names_do_not_count(tmp_path: Path) -> None:
    for number, name in enumerate(("b", "a")):
        (tmp_path / f"{name}.warc").write_bytes(page(number))
    paths = [tmp_path / "a.warc", tmp_path / "b.warc"]
    assert shards(*paths) == shards(*reversed(paths)) == shards(*paths, *paths)
    before = shards(tmp_path / "b.warc")[0].name
    (tmp_path / "b.warc").rename(tmp_path / "c.warc")
    assert shards(tmp_path / "c.warc")[0].name == before


def test_a_folder_gives_its_archives_one_by_one_and_its_other_files_together(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "x.html").write_text(news(1), encoding="utf-8")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / "a.warc").write_bytes(page(1))
    (tmp_path / "unnamed").write_bytes(page(2))
    found = shards(tmp_path)
    assert sorted((shard.kind, Path(shard.source).name) for shard in found) == [
        ("files", "picture.png"),
        ("warc", "a.warc"),
        ("warc", "unnamed"),
    ]
    assert [Path(name).name for shard in found for name in shard.files] == ["picture.png", "x.html"]


def test_a_wacz_gives_its_archives(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.wacz", "w") as archive:
        archive.writestr("archive/b.warc.gz", zipped(page(1)))
        archive.writestr("archive/a.warc", page(2))
        archive.writestr("archive/c.warc.zst", zstd(page(3)))
        archive.writestr("pages/pages.jsonl", "{}")
    found = [shard.member for shard in shards(tmp_path / "x.wacz")]
    assert found == ["archive/a.warc", "archive/b.warc.gz", "archive/c.warc.zst"]


@pytest.mark.parametrize("name", ["absent.warc", "bad.wacz", "cut.wacz"])
def test_an_input_that_cannot_be_read_is_a_failure(name: str, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "cut.wacz", "w") as archive:
        archive.writestr("archive/a.warc", page(2))
    (tmp_path / "cut.wacz").write_bytes((tmp_path / "cut.wacz").read_bytes()[:-100])
    (tmp_path / "bad.wacz").write_bytes(b"no archive")
    (found,) = plan.inputs([tmp_path / name])
    results = [found] if isinstance(found, Failure) else plan.divided(found)
    assert [type(result) for result in results] == [Failure]


@pytest.mark.parametrize(("name", "pack"), [("x.jsonl.gz", gzip.compress), ("x.jsonl.zst", zstandard.compress)])
@pytest.mark.parametrize(("kept", "fault"), [(0.6, "is cut off"), (1.0, "")])
def test_compressed_lines_say_when_they_are_cut_off(
    name: str, pack: object, kept: float, fault: str, tmp_path: Path
) -> None:
    whole = b"".join(pack(lines(9)[n : n + 500]) for n in range(0, len(lines(9)), 500))  # type: ignore[operator]
    (tmp_path / name).write_bytes(whole[: int(len(whole) * kept)])
    with Lines(tmp_path / name) as found:
        read = b"".join(iter(found.readline, b""))
    assert lines(9).startswith(read)
    assert (found.fault, read == lines(9)) == (fault, kept == 1.0)
