"""Files as they are opened for a batch: what kind they are, WARC files inside a WACZ, compressed lines."""

import gzip
import io
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO, Literal, cast

from musnad.batch.members import zstandard
from musnad.batch.warc import is_one_member, unpack
from musnad.errors import UnreadableError
from musnad.pages.kinds.archives import ZIP_FAULTS

Kind = Literal["warc", "wacz", "lines", "file"]
_WARC, _LINES = (".warc", ".warc.gz", ".warc.zst"), (".jsonl", ".ndjson")
_COMPRESSED = (".gz", ".zst")
_CHUNK = 1 << 16


def kind_of(path: Path) -> Kind:
    """What a file is, by its name and its first bytes."""
    name = path.name.lower()
    if name.endswith(".wacz"):
        return "wacz"
    if name.endswith(_WARC):
        return "warc"
    if name.endswith((*_LINES, *(line + ending for line in _LINES for ending in _COMPRESSED))):
        return "lines"
    with path.open("rb") as file:
        return "warc" if file.read(6) in {b"WARC/0", b"WARC/1"} else "file"


def members(path: Path) -> list[str]:
    """The WARC files in a WACZ.

    Raises:
        UnreadableError: it is none, or is cut off or broken.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            return sorted(name for name in archive.namelist() if name.lower().endswith(_WARC))
    except ZIP_FAULTS as error:
        raise UnreadableError(str(path), f"no WACZ, or one that is cut off or broken: {error}") from error


@contextmanager
def opened(path: Path, member: str | None = None) -> Iterator[BinaryIO]:
    """A WARC, alone or in a WACZ, as bytes that can be sought; one that was compressed as a whole is unpacked.

    Raises:
        OSError: it cannot be read.
        UnreadableError: the member is broken.
    """
    with path.open("rb") as file, tempfile.TemporaryFile() as whole, tempfile.TemporaryFile() as unpacked:
        found = cast(BinaryIO, file)
        if member is not None:
            found = cast(BinaryIO, whole)
            _unpack(path, member, found)
        if is_one_member(found):
            unpack(found, cast(BinaryIO, unpacked))
            found = cast(BinaryIO, unpacked)
        yield found


def _unpack(path: Path, member: str, to: BinaryIO) -> None:
    try:
        with zipfile.ZipFile(path) as archive, archive.open(member) as part:
            shutil.copyfileobj(part, to, 1 << 20)
    except ZIP_FAULTS as error:
        raise UnreadableError(f"{path}/{member}", f"broken in its WACZ: {error}") from error


class Lines(io.BufferedIOBase):
    """The lines of a file, unpacked; it knows how far it is, and keeps a sum over what was read.

    Attributes:
        place: how many bytes were read.
        fault: why no more can be read although the file is not at its end; empty otherwise.
    """

    def __init__(self, path: Path, start: int = 0, end: int | None = None) -> None:
        """Open a file, pass over its first bytes, and end at a place in it.

        Raises:
            OSError: it cannot be read.
            UsageError: it needs a library that is not installed.
        """
        self._file = _unpacked(path)
        self.place, self._end, self.fault = 0, end, ""
        self.digest = sha256()
        if isinstance(self._file, io.BufferedReader) and not path.name.endswith(_COMPRESSED):
            self._file.seek(start)
            self.place = start
        while self.place < start and self._line(start - self.place):
            pass
        self.digest = sha256()

    def readline(self, size: int | None = -1) -> bytes:
        """The next line, or its first bytes; nothing at the end, or where no more can be read."""
        if self._end is not None and self.place >= self._end:
            return b""
        return self._line(-1 if size is None else size)

    def close(self) -> None:
        """Close the file."""
        self._file.close()
        super().close()

    def _line(self, size: int) -> bytes:
        try:
            line = self._file.readline(size)
        except EOFError:
            self.fault = "is cut off"
            return b""
        except (zlib.error, gzip.BadGzipFile) as error:
            self.fault = f"is broken: {error}"
            return b""
        self.place += len(line)
        self.digest.update(line)
        return line


def _unpacked(path: Path) -> BinaryIO:
    if path.name.lower().endswith(".gz"):
        return cast(BinaryIO, gzip.open(path, "rb"))
    if path.name.lower().endswith(".zst"):
        return cast(BinaryIO, io.BufferedReader(_Zstandard(path), _CHUNK))
    return path.open("rb")


class _Zstandard(io.RawIOBase):
    """What a zstd file holds; unlike the library's own reader it says when the file is cut off."""

    def __init__(self, path: Path) -> None:
        library = zstandard(str(path))
        self._make = library.ZstdDecompressor().decompressobj
        self._error: type[Exception] = library.ZstdError
        self._file = path.open("rb")
        self._unpack: Any = None
        self._rest, self._out = b"", b""

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        """Fill a buffer as far as there is something.

        Raises:
            EOFError: the file is cut off.
            BadGzipFile: it is broken.
        """
        while not self._out:
            piece = self._rest or self._file.read(_CHUNK)
            self._rest = b""
            if not piece:
                if self._unpack is not None:
                    raise EOFError
                return 0
            unpack = self._unpack or self._make()
            try:
                self._out = unpack.decompress(piece)
            except self._error as error:
                raise gzip.BadGzipFile(str(error)) from error
            self._rest = unpack.unused_data
            self._unpack = None if unpack.eof else unpack
        size = min(len(buffer), len(self._out))
        buffer[:size], self._out = self._out[:size], self._out[size:]
        return size

    def close(self) -> None:
        """Close the file."""
        self._file.close()
        super().close()
