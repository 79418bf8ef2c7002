"""Zip archives -> the parts of their members; what the archive says of sizes and names is never trusted."""

import lzma
import struct
import unicodedata
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO

from musnad.errors import UnreadableError
from musnad.pages.kinds.parts import Failure, Open, Result, left_out, lost, shown
from musnad.pages.kinds.sniff import ENDINGS

MAX_MEMBER = 1 << 25
"""The longest member that is read: 32 MiB."""
MAX_MEMBERS = 100_000
MAX_DIRECTORY = 3 << 23
"""The longest directory: 24 MiB, more than 100,000 members with common names need."""
MAX_EXPANDED = 1 << 32
"""What all members together may expand to, nested archives included: 4 GiB."""
MAX_RATIO = 200
"""A member that grows more than this is a bomb; text grows by 3 to 30."""

_CHUNK = 1 << 20
_TAIL = (1 << 16) + 200
_ENCRYPTED, _UTF8 = 0x1, 0x800
_LEGACY_CHARSETS = ("utf-8", "windows-1256", "cp720")
ZIP_FAULTS = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, RuntimeError, NotImplementedError, ValueError,
    IndexError, OverflowError, struct.error, MemoryError,
)  # fmt: skip


class Budget:
    """The bytes that an archive and the archives inside it may still expand to."""

    def __init__(self, left: int = MAX_EXPANDED) -> None:
        self.left = left


def read_zip(source: str, stream: BinaryIO, open_member: Open, budget: Budget) -> Iterator[Result]:
    """The parts of an archive's members, in the archive's order; `stream` must be seekable.

    A member that cannot be read is a `Failure` in its place; those of a kind that is not read are counted in one
    `Skipped`; folders and the leavings of operating systems are passed over.
    """
    try:
        _check_directory(source, stream)
        archive = zipfile.ZipFile(stream)
    except UnreadableError as error:
        yield Failure(source, error)
        return
    except ZIP_FAULTS as error:
        yield lost(source, f"no zip archive, or one that is cut off or broken: {error}")
        return
    with archive:
        members = [member for member in archive.infolist() if not _passed_over(member)]
        if len(members) > MAX_MEMBERS:
            yield lost(source, f"more than {MAX_MEMBERS} members, which is not read")
            return
        yield from _read_members(source, archive, members, open_member, budget)


def _read_members(
    source: str, archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], open_member: Open, budget: Budget
) -> Iterator[Result]:
    skipped: Counter[str] = Counter()
    for number, member in enumerate(members):
        name = member_name(member)
        place, ending = f"{source}/{shown(name)}", PurePosixPath(name.replace("\\", "/")).suffix.lower()
        if ending not in ENDINGS:
            skipped[shown(ending) or "no ending"] += 1
            continue
        if budget.left <= 0:
            rest = len(members) - number
            yield lost(source, f"expands to more than {MAX_EXPANDED >> 30} GiB; the last {rest} members are not read")
            break
        try:
            parts = open_member(place, _content(place, archive, member, budget))
        except UnreadableError as error:
            yield Failure(place, error)
            continue
        if parts is None:
            skipped[f"{ending} of another kind"] += 1
        else:
            yield from parts
    yield from left_out(source, "members left out for their kind", skipped)


def member_name(member: zipfile.ZipInfo) -> str:
    """A member's name; where the archive does not say that it is UTF-8, it is UTF-8 or Arabic if it can be read so."""
    name = member.orig_filename
    if member.flag_bits & _UTF8 or name.isascii():
        return name
    try:
        raw = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    for charset in _LEGACY_CHARSETS:
        try:
            read = raw.decode(charset)
        except UnicodeDecodeError:
            continue
        if charset == "utf-8" or all("\u0621" <= char <= "\u0652" for char in read if not char.isascii()):
            return unicodedata.normalize("NFC", read)
    return name


def _passed_over(member: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(member.filename)
    return member.filename.endswith("/") or "__MACOSX" in path.parts or path.name in {".DS_Store", "Thumbs.db"}


def _check_directory(source: str, stream: BinaryIO) -> None:
    """Reads how long the archive says its directory is before the library reads it.

    Raises:
        UnreadableError: it is longer than is read.
    """
    size = stream.seek(0, 2)
    stream.seek(max(0, size - _TAIL))
    tail = stream.read(_TAIL)
    end = tail.rfind(b"PK\5\6")
    directory = int.from_bytes(tail[end + 12 : end + 16], "little") if end >= 0 else 0
    large = tail.rfind(b"PK\6\6")
    if large >= 0:
        directory = max(int.from_bytes(tail[large + 40 : large + 48], "little"), directory & 0x7FFFFFFF)
    if MAX_DIRECTORY < directory <= size:
        raise UnreadableError(source, f"its directory is longer than {MAX_DIRECTORY >> 20} MiB, which is not read")


def _content(place: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo, budget: Budget) -> bytes:
    """A member's bytes, read in pieces and stopped where a limit is passed.

    Raises:
        UnreadableError: it is encrypted, broken, too long, or a bomb.
    """
    if member.flag_bits & _ENCRYPTED:
        raise UnreadableError(place, "encrypted; unpack the archive with its password")
    pieces, size = [], 0
    try:
        with archive.open(member) as stream:
            while piece := stream.read(_CHUNK):
                pieces.append(piece)
                size += len(piece)
                budget.left -= len(piece)
                if size > _CHUNK and size > MAX_RATIO * member.compress_size:
                    raise UnreadableError(place, f"a bomb: it expands more than {MAX_RATIO}-fold")
                if size > MAX_MEMBER:
                    raise UnreadableError(place, f"longer than {MAX_MEMBER >> 20} MiB; unpack the archive and split it")
    except ZIP_FAULTS as error:
        raise UnreadableError(place, f"broken in its archive: {error}") from error
    return b"".join(pieces)
