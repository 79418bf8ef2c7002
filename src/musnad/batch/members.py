"""Compressed members: a gzip file or a zstd file is one or several of them, each of which can be unpacked by itself.

A WARC that is compressed by zstd may begin with a dictionary that all its members need, in a frame that is passed over
(https://iipc.github.io/warc-specifications/specifications/warc-zstd/).
"""

import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO, Protocol

from musnad.errors import UsageError

CUT, BROKEN = "is cut off", "is broken"
_PIECE, _SMALL_PIECE = 1 << 16, 1 << 10
_CHUNK = 1 << 20
_GZIP, _ZSTD = b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd"
_DICTIONARY, _SKIPPED = b"\x5d\x2a\x4d\x18", b"\x2a\x4d\x18"
_MOST_OF_DICTIONARY = 1 << 25


class FaultyError(Exception):
    """A member that cannot be unpacked to its end; it says why."""


class Packing(Protocol):
    """A way to compress.

    Attributes:
        magic: what a member begins with.
    """

    magic: bytes

    def unpacked(self, file: BinaryIO) -> Iterator[bytes]:
        """What the member holds that begins where the file is, piece by piece; the file is left where it ends.

        Raises:
            FaultyError: it cannot be unpacked to its end.
        """


def packing_of(file: BinaryIO) -> Packing | None:
    """The way in which a file is compressed, if it is.

    Raises:
        UsageError: it needs a library that is not installed.
    """
    file.seek(0)
    head = file.read(4)
    if head.startswith(_GZIP):
        return Gzip()
    return Zstd(_dictionary(file)) if head == _ZSTD or _is_skipped(head) else None


def zstandard(what: str) -> Any:
    """The library that unpacks zstd.

    Raises:
        UsageError: it is not installed.
    """
    try:
        import zstandard as found  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise UsageError(f"{what}: zstd needs one more package; say: pip install 'musnad[batch]'") from error
    return found


class Gzip:
    """Members of a gzip file."""

    magic = _GZIP

    def unpacked(self, file: BinaryIO) -> Iterator[bytes]:
        """What a member holds."""
        unpack = zlib.decompressobj(31)
        while not unpack.eof:
            piece = unpack.unconsumed_tail or file.read(_PIECE)
            if not piece:
                raise FaultyError(CUT)
            try:
                found = unpack.decompress(piece, _CHUNK)
            except zlib.error as error:
                raise FaultyError(BROKEN) from error
            yield found
        file.seek(file.tell() - len(unpack.unused_data))


class Zstd:
    """Frames of a zstd file; those that are passed over belong to the one behind them."""

    magic = _ZSTD

    def __init__(self, dictionary: bytes = b"") -> None:
        """Take the dictionary with which the frames are compressed.

        Raises:
            UsageError: the library is not installed.
        """
        library = zstandard("a WARC")
        given = library.ZstdCompressionDict(dictionary) if dictionary else None
        self._unpack, self._error = library.ZstdDecompressor(dict_data=given).decompressobj, library.ZstdError

    def unpacked(self, file: BinaryIO) -> Iterator[bytes]:
        """What a frame holds; pieces are small, as each byte may give many thousands."""
        _pass_over(file)
        unpack = self._unpack()
        while not unpack.eof:
            piece = file.read(_SMALL_PIECE)
            if not piece:
                raise FaultyError(CUT)
            try:
                found = unpack.decompress(piece)
            except self._error as error:
                raise FaultyError(BROKEN) from error
            yield found
        file.seek(file.tell() - len(unpack.unused_data))


def _is_skipped(head: bytes) -> bool:
    return len(head) == 4 and head[1:] == _SKIPPED and head[0] >> 4 == 5


def _pass_over(file: BinaryIO) -> None:
    """Go behind the frames that hold nothing."""
    start = file.tell()
    while _is_skipped((head := file.read(8))[:4]) and len(head) == 8:
        start = file.seek(start + 8 + int.from_bytes(head[4:], "little"))
    file.seek(start)


def _dictionary(file: BinaryIO) -> bytes:
    """The dictionary that a file begins with, which may itself be compressed; nothing where there is none."""
    file.seek(0)
    head = file.read(8)
    if head[:4] != _DICTIONARY:
        return b""
    content = file.read(min(int.from_bytes(head[4:], "little"), _MOST_OF_DICTIONARY))
    if not content.startswith(_ZSTD):
        return content
    library = zstandard("a WARC")
    try:
        found: bytes = library.ZstdDecompressor().decompress(content, max_output_size=_MOST_OF_DICTIONARY)
    except library.ZstdError:
        return b""
    return found
