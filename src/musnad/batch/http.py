"""An HTTP response as a web archive keeps it -> its status, its header, and its body without transfer and content codings."""

import zlib
from typing import NamedTuple

from musnad.errors import UnreadableError
from musnad.model import Note
from musnad.pages.inputs import MAX_BYTES

_LONGEST_HEADER = 1 << 18
_CHUNK_LINE = 1 << 10


class Response(NamedTuple):
    """A response; `header` has its names in lower case; `notes` say what of the body is missing."""

    status: int
    header: dict[str, str]
    body: bytes
    notes: tuple[Note, ...] = ()


def response(source: str, message: bytes) -> Response:
    """Take a response apart.

    Raises:
        UnreadableError: it is no response of HTTP, or its body is in a coding that is not read here.
    """
    end, gap = _end_of_header(message)
    lines = message[:end].decode("latin-1").splitlines()
    words = lines[0].split(None, 2) if lines else []
    if len(words) < 2 or not words[0].upper().startswith("HTTP") or not words[1].isdigit():
        raise UnreadableError(source, "no response of HTTP")
    header: dict[str, str] = {}
    for line in lines[1:]:
        name, _, value = line.partition(":")
        header.setdefault(name.strip().lower(), value.strip())
    body, notes = message[end + gap :], []
    if "chunked" in header.get("transfer-encoding", "").lower():
        body, whole = unchunked(body)
        if not whole:
            notes.append(Note("input", "the page's end is missing: its last chunk is cut off"))
    for coding in reversed(header.get("content-encoding", "").lower().replace(",", " ").split()):
        body, whole = _decoded(source, body, coding)
        if not whole:
            notes.append(Note("input", f"the page's end is missing: its {coding} is cut off or broken"))
    return Response(int(words[1][:3]), header, body, tuple(notes))


def media_type(value: str) -> tuple[str, tuple[str, ...]]:
    """The media type of a Content-Type, in lower case, and the charset that it declares, if it does."""
    kind, *parameters = (part.strip() for part in value.split(";"))
    for parameter in parameters:
        name, _, charset = parameter.partition("=")
        if name.strip().lower() == "charset" and charset.strip("\"' "):
            return kind.lower(), (charset.strip("\"' "),)
    return kind.lower(), ()


def unchunked(body: bytes) -> tuple[bytes, bool]:
    """A body without its chunks, and whether all are there; a body that has none, as archives keep it, stays as it is."""
    pieces, place = list[bytes](), 0
    while place < len(body):
        end = body.find(b"\r\n", place, place + _CHUNK_LINE)
        size = _hexadecimal(body[place : max(end, place)].split(b";", 1)[0].strip())
        if size is None:
            return (b"".join(pieces), False) if pieces else (body, True)
        if size == 0:
            return b"".join(pieces), True
        pieces.append(body[end + 2 : end + 2 + size])
        place = end + 2 + size + 2
    return b"".join(pieces), not body


def _end_of_header(message: bytes) -> tuple[int, int]:
    """Where the header ends, and how long the blank line behind it is."""
    places = [
        (place, len(gap)) for gap in (b"\r\n\r\n", b"\n\n") if (place := message.find(gap, 0, _LONGEST_HEADER)) >= 0
    ]
    return min(places, default=(len(message[:_LONGEST_HEADER]), 0))


def _hexadecimal(digits: bytes) -> int | None:
    try:
        return int(digits, 16) if 0 < len(digits) < 9 and digits.isalnum() else None
    except ValueError:
        return None


def _decoded(source: str, body: bytes, coding: str) -> tuple[bytes, bool]:
    """A body without a coding, and whether it is whole; archives often keep the body plain under the header it came with.

    Raises:
        UnreadableError: the coding is not read here, or the body expands too much.
    """
    if coding == "identity" or (coding in {"gzip", "x-gzip"} and not body.startswith(b"\x1f\x8b")):
        return body, True
    if coding in {"gzip", "x-gzip"}:
        return _inflated(source, body, 31)
    if coding == "deflate":
        zlib_header = len(body) > 1 and body[0] & 0x0F == 8 and int.from_bytes(body[:2], "big") % 31 == 0
        return (body, True) if body.lstrip()[:1] == b"<" else _inflated(source, body, 15 if zlib_header else -15)
    if body.lstrip()[:1] == b"<":
        return body, True
    raise UnreadableError(source, f"its body is in the coding {coding!r}, which is not read here")


def _inflated(source: str, body: bytes, form: int) -> tuple[bytes, bool]:
    unzip = zlib.decompressobj(form)
    found = b""
    try:
        found = unzip.decompress(body, MAX_BYTES + 1)
    except zlib.error:
        found = _as_far_as_possible(body, form)
    if len(found) > MAX_BYTES:
        raise UnreadableError(source, f"expands to more than {MAX_BYTES >> 20} MiB")
    return found, unzip.eof


def _as_far_as_possible(body: bytes, form: int) -> bytes:
    unzip, pieces, size = zlib.decompressobj(form), list[bytes](), 0
    try:
        for place in range(0, len(body), 1 << 10):
            pieces.append(unzip.decompress(body[place : place + (1 << 10)], MAX_BYTES + 1 - size))
            size += len(pieces[-1])
            if size > MAX_BYTES:
                break
    except zlib.error:
        pass
    return b"".join(pieces)
