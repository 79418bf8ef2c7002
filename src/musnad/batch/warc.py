"""The records of a WARC file, one after the other, also behind what is damaged; what is passed over is told with its bytes.

Where a record is damaged, the next one is searched for. A page may itself hold what looks like a record: what is found is
taken for one only if sound records follow it, up to the end of the file or several in a row.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO, Protocol

from musnad.batch.members import CUT, FaultyError, Packing, packing_of
from musnad.pages.inputs import MAX_BYTES

_HEAD = 1 << 16
_CHUNK = 1 << 20
_MOST_EXPANDED = 1 << 30
"""A compressed record that gives more bytes than these is a bomb."""
_VERSION = b"WARC/"
_BLANK = b"\r\n\r\n"
_IN_A_ROW = 4
"""So many sound records that follow each other are no content of a page."""
_MANDATORY = ("warc-type", "warc-record-id", "warc-date", "content-length")


@dataclass(frozen=True, slots=True)
class Record:
    """A record in whole: its bytes in the file, half open, its header, and its content; None where that is too long."""

    start: int
    end: int
    header: dict[str, str]
    content: bytes | None


@dataclass(frozen=True, slots=True)
class Damage:
    """Bytes that are passed over, half open, and why.

    Attributes:
        record: a record began there.
        cut: the file ends in it.
        sure: what comes behind it is known, and need not be searched for.
    """

    start: int
    end: int
    reason: str
    record: bool
    cut: bool = False
    sure: bool = False


class Form(Protocol):
    """One of the two forms in which records stand in a file."""

    file: BinaryIO
    size: int

    def at(self, place: int) -> Record | Damage:
        """The record at a place, or what is wrong there; the damage ends where the search for the next record begins."""

    def candidates(self, place: int) -> Iterator[int]:
        """The places from here on where records may begin."""


def warc(file: BinaryIO) -> Form:
    """The form that a seekable file is in.

    Raises:
        UsageError: it needs a library that is not installed.
    """
    packing = packing_of(file)
    return Packed(file, packing) if packing else Plain(file)


def is_one_member(file: BinaryIO) -> bool:
    """Whether a file is a WARC that was compressed as one, so that its records cannot be reached one by one."""
    packing = packing_of(file)
    kept = _first_bytes(file, packing) if packing else b""
    parsed = parse(kept)
    if parsed is None:
        return False
    length = _length(parsed[0])
    return length is not None and kept[parsed[1] + length :].lstrip(b"\r\n").startswith(_VERSION)


def unpack(file: BinaryIO, to: BinaryIO) -> None:
    """Write what a compressed file holds, as far as it can be read; where that is not all, it ends inside a record."""
    packing = packing_of(file)
    file.seek(0)
    try:
        while packing and file.read(1):
            file.seek(-1, 1)
            to.writelines(packing.unpacked(file))
    except FaultyError:
        last = deque(frames(Plain(to)), maxlen=1)
        if not any(isinstance(frame, Damage) and frame.cut for frame in last):
            to.seek(0, 2)
            to.write(_VERSION)


def _first_bytes(file: BinaryIO, packing: Packing) -> bytes:
    """What the first member of a file begins with, as far as it can be read."""
    file.seek(0)
    kept = bytearray()
    try:
        for piece in packing.unpacked(file):
            kept += piece
            if len(kept) >= MAX_BYTES:
                break
    except FaultyError:
        pass
    return bytes(kept)


def frames(form: Form, start: int = 0, end: int | None = None) -> Iterator[Record | Damage]:
    """The records that begin in a stretch of a file, whose start is that of the file or of something given by this."""
    place, end = start, form.size if end is None else end
    while place < end:
        found = form.at(place)
        if isinstance(found, Damage):
            end_of = found.end if found.sure else _next(form, found)
            found = replace(found, start=place, end=end_of, cut=found.cut and end_of == form.size)
        yield found
        place = found.end


def _next(form: Form, damage: Damage) -> int:
    """Where the next record begins behind a damage, else the end of the file."""
    return next((place for place in form.candidates(damage.end) if _holds(form, place, damage)), form.size)


def _holds(form: Form, place: int, damage: Damage) -> bool:
    """Whether a sound record stands at a place, and what follows it is no mere content of the damaged record."""
    for number in range(_IN_A_ROW):
        found = form.at(place)
        if isinstance(found, Damage):
            return number > 0 and (found.record or not damage.record)
        if number == 0 and any(name not in found.header for name in _MANDATORY):
            return False
        place = found.end
        if place >= form.size:
            return True
    return True


class Plain:
    """Records as they are."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.size = file.seek(0, 2)

    def at(self, place: int) -> Record | Damage:
        """The record at a place, or what is wrong there."""
        self.file.seek(place)
        head = self.file.read(_HEAD)
        parsed = parse(head)
        if parsed is None:
            begun = head.startswith(_VERSION)
            cut = begun and place + len(head) == self.size
            return Damage(place, place + 1, "no header of a record" if begun else "no record", record=begun, cut=cut)
        header, start = parsed
        length = _length(header)
        if length is None:
            return Damage(place, place + start, "a record without its length", record=True)
        begin, end = place + start, place + start + length
        if end > self.size:
            return Damage(place, begin, "a record that is cut off, or its length is wrong", record=True, cut=True)
        self.file.seek(end)
        behind = self.file.read(len(_BLANK) + len(_VERSION))
        rest = behind[len(_BLANK) :] if behind.startswith(_BLANK) else behind.lstrip(b"\r\n")
        blank = len(behind) - len(rest)
        if rest and blank < len(_BLANK) and not (blank and rest.startswith(_VERSION)):
            return Damage(place, begin, "a record whose length is wrong", record=True)
        return Record(place, end + blank, header, self._content(begin, length))

    def candidates(self, place: int) -> Iterator[int]:
        """The places from here on where something begins as a header does; before it a record may have been cut off."""
        return _found(self.file, _VERSION, place)

    def _content(self, begin: int, length: int) -> bytes | None:
        if length > MAX_BYTES:
            return None
        self.file.seek(begin)
        return self.file.read(length)


class Packed:
    """Each record as a member of a compressed file; those of gzip bear a sum over it, those of zstd may."""

    def __init__(self, file: BinaryIO, packing: Packing) -> None:
        self.file, self._packing = file, packing
        self.size = file.seek(0, 2)

    def at(self, place: int) -> Record | Damage:
        """The record at a place, or what is wrong there."""
        self.file.seek(place)
        member = _member(self.file, self._packing)
        if isinstance(member, str):
            self.file.seek(place)
            begun = self.file.read(len(self._packing.magic)) == self._packing.magic
            cut = begun and member == CUT
            return Damage(place, place + 1, f"a record that {member}" if begun else "no record", record=begun, cut=cut)
        content, size, end = member
        parsed = parse(content)
        if parsed is None:
            return Damage(place, end, "a member that is no record", record=bool(size), sure=True)
        header, start = parsed
        length = _length(header)
        if length is None or not 0 <= size - start - length <= len(_BLANK):
            return Damage(place, end, "a record whose length is wrong", record=True, sure=True)
        whole = content[start : start + length] if length <= MAX_BYTES else None
        return Record(place, end, header, whole)

    def candidates(self, place: int) -> Iterator[int]:
        """The places from here on where a member begins that begins as a record does."""
        self.file.seek(place)
        return (found for found in _found(self.file, self._packing.magic, place) if self._begins(found))

    def _begins(self, place: int) -> bool:
        self.file.seek(place)
        head = b""
        try:
            for piece in self._packing.unpacked(self.file):
                head += piece
                if len(head) >= len(_VERSION):
                    break
        except FaultyError:
            pass
        return head.startswith(_VERSION)


def _member(file: BinaryIO, packing: Packing) -> tuple[bytes, int, int] | str:
    """The first bytes of a member, the number of all of them, and where it ends; else what is wrong with it."""
    kept, size = bytearray(), 0
    try:
        for piece in packing.unpacked(file):
            size += len(piece)
            if len(kept) <= MAX_BYTES + _HEAD:
                kept += piece
            if size > _MOST_EXPANDED:
                return f"expands to more than {_MOST_EXPANDED >> 30} GiB"
    except FaultyError as error:
        return str(error)
    return bytes(kept), size, file.tell()


def parse(head: bytes) -> tuple[dict[str, str], int] | None:
    """The header of a record, with the names in lower case, and its length in bytes; None where there is none."""
    if not head.startswith(_VERSION):
        return None
    end = head.find(_BLANK)
    if end < 0:
        return None
    header: dict[str, str] = {}
    for line in head[:end].decode("utf-8", "replace").split("\r\n")[1:]:
        name, colon, value = line.partition(":")
        name = name.strip().lower()
        if not colon or not name or " " in name or (name in header and name in _MANDATORY):
            return None  # two of them are two headers, of which the first was cut off
        header.setdefault(name, value.strip())
    return header, end + len(_BLANK)


def _length(header: dict[str, str]) -> int | None:
    value = header.get("content-length", "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 16 else None


def _found(file: BinaryIO, wanted: bytes, place: int) -> Iterator[int]:
    """The places of some bytes in a file, from a place on."""
    while True:
        file.seek(place)
        piece = file.read(_CHUNK)
        at = piece.find(wanted)
        while at >= 0:
            yield place + at
            at = piece.find(wanted, at + 1)
        if len(piece) < _CHUNK:
            return
        place += len(piece) - len(wanted) + 1
