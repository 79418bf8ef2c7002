"""What becomes of each record of a shard; the counts add up, and what is written is the same each time."""

import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from musnad.batch import plan
from musnad.batch.parts import Counts, Folder, Manifest, totals
from musnad.batch.shard import process_shard
from musnad.errors import DamagedError, UsageError
from musnad.exports.tables import to_polars
from musnad.model import Document
from musnad.reader import Reader

from .conftest import contents, http, job, news, page, record, shards, table, zipped, zstd

PERSIAN = "<p>وزیر امور خارجه امروز وارد پایتخت شد و با مقامات دیدار کرد و گفت که این سفر برای همکاری است</p>" * 4
RECORDS = [
    (record(0, b"software: musnad\r\n", "warcinfo", url=" "), "skipped", "not a page"),
    (page(1), "read", None),
    (record(1, b"GET / HTTP/1.1\r\n\r\n", "request"), "skipped", "not a page"),
    (record(2, http(news(1))), "skipped", "duplicate"),
    (record(3, b"", "revisit"), "skipped", "duplicate"),
    (record(4, http(news(4), status="404 Not Found")), "skipped", "status"),
    (record(5, http("GIF89a", "image/gif")), "skipped", "not HTML"),
    (record(6, http("")), "skipped", "no body"),
    (record(7, http(f"<html>{PERSIAN}</html>")), "skipped", "not Arabic (language)"),
    (record(8, http("<html><p>The minister came here.</p></html>")), "skipped", "not Arabic (script)"),
    (record(9, http(news(9), kind="")), "read", None),
    (record(10, news(10).encode(), "resource").replace(b"application/http; msgtype=response", b"text/html"), "read", None),
    (record(11, b"no response at all"), "failed", "UnreadableError"),
    (record(12, http(news(12)), length=90), "failed", "BadRecordError"),
    (page(13), "read", None),
]  # fmt: skip
pytestmark = pytest.mark.slow  # each shard starts a process that loads the tables
COUNTS = Counts(
    15,
    4,
    {
        "duplicate": 2,
        "no body": 1,
        "not Arabic (language)": 1,
        "not Arabic (script)": 1,
        "not HTML": 1,
        "not a page": 2,
        "status": 1,
    },
    {"BadRecordError": 1, "UnreadableError": 1},
)


def written(path: Path) -> Path:
    """A web archive in the form that its name says."""
    packs: dict[str, Callable[[bytes], bytes]] = {".warc": bytes, ".zst": zstd}
    pack = packs.get(path.suffix, zipped)
    content = b"".join(pack(one) for one, _, _ in RECORDS)
    if path.suffix == ".wacz":
        with zipfile.ZipFile(path, "w") as whole:
            whole.writestr("archive/data.warc.gz", content)
    else:
        path.write_bytes(content)
    return path


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A web archive."""
    return written(tmp_path_factory.mktemp("archive") / "a.warc.gz")


@pytest.fixture(scope="module")
def parts(archive: Path, reader: Reader) -> Path:
    """What it gives; read once for several tests, which do not change it."""
    (shard,) = shards(archive)
    process_shard(shard, job(reader, archive.parent / "out", lang="ar"))
    return archive.parent / "out"


@pytest.mark.parametrize("name", ["a.warc", "a.warc.zst", "a.wacz"])
def test_every_record_is_counted_once(name: str, out: Path, reader: Reader, tmp_path: Path) -> None:
    (shard,) = shards(written(tmp_path / name))
    manifest = process_shard(shard, job(reader, out, lang="ar"))
    assert manifest.counts == COUNTS
    fates = table(out, "records")
    assert list(zip(fates["outcome"], fates["reason"], strict=True)) == [fate[1:] for fate in RECORDS]
    assert [gap[2] for gap in manifest.gaps] == ["a record whose length is wrong"]
    assert not manifest.truncated
    assert manifest.rows["records"] == 15
    assert process_shard(shard, job(reader, out, lang="ar")) == manifest


def damaged(packed: bool) -> Iterator[bytes]:
    """Pages 1 to 6, and between them all that can be wrong with an archive; it ends inside page 7."""
    pack = zipped if packed else bytes
    yield pack(page(1)) + b"\0garbage\r\n\r\n" * 400
    yield pack(page(2)) + pack(record(90, http(news(90)), length=10**5))
    yield pack(page(3)) + pack(record(91, http(news(91)), length=200))
    yield pack(page(4)) + pack(page(92))[:-200]
    yield pack(page(5)) + pack(record(93, http(news(93) + " " * (200 << 20))))
    yield pack(page(6)) + pack(page(7))[:-90]


@pytest.mark.parametrize("packed", [False, True])
def test_every_record_of_a_damaged_archive_is_counted_once(
    packed: bool, out: Path, reader: Reader, tmp_path: Path
) -> None:
    path = tmp_path / "a.warc"
    with path.open("wb") as file:
        file.writelines(damaged(packed))
    made = job(reader, out)
    manifests = [process_shard(shard, made) for shard in shards(path)]
    assert totals(manifests) == Counts(11, 6, {}, {"BadRecordError": 4, "UnreadableError": 1})
    gaps = [gap for manifest in manifests for gap in manifest.gaps]
    assert (len(gaps), [manifest.truncated for manifest in manifests][-1]) == (5, True)
    assert gaps[0][1] - gaps[0][0] == 400 * len(b"\0garbage\r\n\r\n")
    read = table(out, "records").filter(pl.col("outcome") == "read").sort("start")
    assert [url.rsplit("/", 1)[1] for url in read["url"]] == list("123456")


def test_the_tables_are_those_of_the_reader(out: Path, reader: Reader, tmp_path: Path) -> None:
    text = news(3).replace("<", "\n<")
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "n3", "text": text}), encoding="utf-8")
    (shard,) = shards(tmp_path / "a.jsonl")
    process_shard(shard, job(reader, out))
    (document,) = reader.read_many([tmp_path / "a.jsonl"])
    assert isinstance(document, Document)
    for name, frame in to_polars(document).items():
        assert table(out, name).equals(frame), name


def test_a_page_knows_where_it_stood_and_when_it_was_fetched(archive: Path, parts: Path) -> None:
    documents = table(parts, "documents")
    assert documents["url"].to_list()[0] == "https://example.org/1"
    assert set(documents["retrieved"]) == {"2024-05-15T10:00:00Z"}
    places = table(parts, "records").filter(pl.col("outcome") == "read").select("source", "document")
    assert documents.select("source", "document").equals(places)
    assert all(source.startswith(f"{archive}:") for source in documents["source"])


def test_shards_of_an_input_hold_what_one_shard_holds(
    archive: Path, parts: Path, out: Path, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan, "MOST_RECORDS", 8)
    made = job(reader, out, lang="ar")
    manifests = [process_shard(shard, made) for shard in shards(archive)]
    assert len(manifests) == 2
    records = [table(folder, "records").sort("start") for folder in (parts, out)]
    assert records[0].equals(records[1])


def test_a_file_that_is_cut_off_is_truncated(out: Path, reader: Reader, tmp_path: Path) -> None:
    lines = "".join(json.dumps({"id": f"n{n}", "text": news(n)}) + "\n" for n in range(5)).encode()
    (tmp_path / "a.jsonl.gz").write_bytes(zipped(lines)[:-20])
    (tmp_path / "b.warc.gz").write_bytes(zipped(b"".join(map(page, range(5))))[:-20])
    for name in ("a.jsonl.gz", "b.warc.gz"):
        (shard,) = shards(tmp_path / name)
        manifest = process_shard(shard, job(reader, out))
        assert manifest.truncated, name
        assert manifest.counts.records == 5
        assert sum(manifest.counts.failed.values()) == 1


def test_files_of_a_folder_give_a_record_for_each_page(out: Path, reader: Reader, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.html").write_text(news(number), encoding="utf-8")
    (folder / "copy.html").write_text(news(0), encoding="utf-8")
    (folder / "bad.txt").write_bytes(b"\x00\x01\xff\xfe")
    (folder / "list.json").write_text(json.dumps([{"text": news(7)}, {"text": news(8)}, {}]), encoding="utf-8")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    with zipfile.ZipFile(folder / "more.zip", "w") as archive:
        archive.writestr("x.html", news(9))
        archive.writestr("y.exe", b"MZ")
    (shard,) = shards(folder)
    counts = process_shard(shard, job(reader, out)).counts
    assert counts == Counts(11, 6, {"duplicate": 1, "other kind": 2}, {"BadRecordError": 1, "NotTextError": 1})


def test_a_manifest_that_does_not_add_up_is_refused(parts: Path, tmp_path: Path) -> None:
    (name,) = Folder(parts).names()
    manifest = Folder(parts).manifest(name)
    assert manifest.counts == COUNTS
    path = tmp_path / "manifest.json"
    path.write_text(replace(manifest, counts=replace(manifest.counts, records=99)).to_json(), encoding="utf-8")
    with pytest.raises(DamagedError, match="of 99 records 15"):
        Manifest.read(path)


@pytest.mark.parametrize("found", ["", "{", '{"format": 0}', '{"format": 1, "reader": "musnad 0.0.1 abc"}'])
def test_a_folder_that_was_made_otherwise_is_not_touched(found: str, out: Path, reader: Reader) -> None:
    out.mkdir()
    (out / "batch.json").write_text(found, encoding="utf-8")
    with pytest.raises(UsageError, match="folder"):
        job(reader, out)
    assert contents(out).keys() == {"batch.json"}


def test_a_folder_with_other_things_is_not_touched(out: Path, reader: Reader) -> None:
    out.mkdir()
    (out / "thesis.txt").touch()
    with pytest.raises(UsageError, match="name another one"):
        job(reader, out)
    assert Folder(out).names() == []
