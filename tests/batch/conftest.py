"""Web archives made of invented pages, and ways to read them."""

import gzip
import hashlib
import uuid
from pathlib import Path

import polars as pl
import pytest
import zstandard

from musnad.batch.parts import Folder
from musnad.batch.plan import Shard, divided, inputs
from musnad.batch.shard import Job, Options
from musnad.pages.kinds import Failure
from musnad.reader import Reader
from musnad.workers import Limits

TOWNS = ("صور", "صحار", "نزوى", "بهلا", "عبري", "ينقل", "محضة", "صلالة", "مرباط", "ثمريت")
END = b"\r\n\r\n"
FAST = Limits(seconds=20, mebibytes=1024)


def news(number: int) -> str:
    """The HTML of an invented page with menus; another one for every number."""
    town = TOWNS[number % len(TOWNS)]
    said = f"زار الوزير ماهر العلي مدينة {town} الثلاثاء، وقال المتحدث سالم الراوي إن الوفد رقم {number} عاد إلى مسقط مساء."
    more = "وبحث الوزير مع والي المدينة مشاريع الطرق والمدارس، ثم تفقد الميناء برفقة عدد من المسؤولين قبل أن يغادر."
    return (
        f'<!doctype html><html lang="ar"><head><title>جولة الوزير رقم {number}</title></head><body><nav><a href="/">الرئيسية</a>'
        f'<a href="/p">سياسة</a></nav><article><h1>جولة الوزير رقم {number}</h1><p>{said}</p><p>{more}</p></article></body></html>'
    )


def http(body: str | bytes, kind: str = "text/html; charset=utf-8", status: str = "200 OK", more: str = "") -> bytes:
    """A response of HTTP."""
    content = body.encode() if isinstance(body, str) else body
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}\r\n".encode() + content


def record(
    number: int, content: bytes, kind: str = "response", length: int | None = None, url: str | None = None
) -> bytes:
    """A record of a WARC; `length` is what it says of its length."""
    header = [
        "WARC/1.0",
        f"WARC-Type: {kind}",
        f"WARC-Record-ID: <urn:uuid:{uuid.UUID(int=number)}>",
        "WARC-Date: 2024-05-15T10:00:00Z",
        f"WARC-Target-URI: {url or f'https://example.org/{number}'}",
        "Content-Type: application/http; msgtype=response",
        f"Content-Length: {len(content) if length is None else length}",
    ]
    return "\r\n".join(header).encode() + END + content + END


def page(number: int) -> bytes:
    """A record that holds an invented page."""
    return record(number, http(news(number)))


def zipped(content: bytes) -> bytes:
    """A member of a gzip file, the same each time."""
    return gzip.compress(content, mtime=0)


def zstd(content: bytes) -> bytes:
    """A frame of a zstd file, with a sum over it."""
    return zstandard.ZstdCompressor(write_checksum=True).compress(content)


def job(reader: Reader, out: Path, **said: object) -> Job:
    """What a shard needs; its folder is made."""
    made = Job(reader, Options(**{"limits": FAST, **said}), Folder(out))  # type: ignore[arg-type]
    made.out.open({"reader": made.reader, **made.options.said()})
    return made


def shards(*paths: Path) -> list[Shard]:
    """The shards of some inputs."""
    found: list[Shard] = []
    for files in inputs(paths):
        assert not isinstance(files, Failure)
        for shard in divided(files):
            assert isinstance(shard, Shard), shard
            found.append(shard)
    return found


def contents(out: Path) -> dict[str, str]:
    """The sums of all files that a run leaves, by name."""
    files = sorted(path for path in out.rglob("*") if path.is_file())
    return {path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def table(out: Path, name: str) -> pl.DataFrame:
    """A table of all shards."""
    return pl.read_parquet(out / "shards" / "*" / f"{name}.parquet")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Where a batch is written."""
    return tmp_path / "out"
