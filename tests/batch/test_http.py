"""What a response of HTTP in an archive gives, however it was sent."""

import gzip
import zlib

import pytest

from musnad.batch.http import media_type, response
from musnad.errors import UnreadableError

BODY = "<p>وصل الوفد إلى نزوى</p>".encode() * 20
CHUNKED = b"".join(b"%x\r\n%b\r\n" % (len(BODY[i : i + 100]), BODY[i : i + 100]) for i in range(0, len(BODY), 100))


def sent(body: bytes, *fields: str) -> bytes:
    return "\r\n".join(["HTTP/1.1 200 OK", *fields]).encode() + b"\r\n\r\n" + body


@pytest.mark.parametrize(
    ("message", "whole"),
    [
        (sent(BODY), True),
        (sent(BODY).replace(b"\r\n", b"\n"), True),
        (sent(CHUNKED + b"0\r\n\r\n", "Transfer-Encoding: chunked"), True),
        (sent(BODY, "Transfer-Encoding: chunked"), True),
        (sent(CHUNKED, "Transfer-Encoding: chunked"), False),
        (sent(gzip.compress(BODY), "Content-Encoding: gzip"), True),
        (sent(BODY, "Content-Encoding: gzip"), True),
        (sent(BODY, "Content-Encoding: br"), True),
        (sent(zlib.compress(BODY), "Content-Encoding: deflate"), True),
        (sent(zlib.compress(BODY)[2:-4], "Content-Encoding: deflate"), True),
        (sent(gzip.compress(gzip.compress(BODY)), "Content-Encoding: gzip, gzip"), True),
    ],
)
def test_the_body_is_what_was_sent(message: bytes, whole: bool) -> None:
    found = response("x", message)
    assert (found.status, found.body) == (200, BODY)
    assert bool(found.notes) is not whole


def test_what_there_is_of_a_body_that_is_cut_off_is_kept_and_it_is_said() -> None:
    found = response("x", sent(gzip.compress(BODY + bytes(range(256)) * 20)[:-100], "Content-Encoding: gzip"))
    assert found.body.startswith(BODY[:100])
    assert "is missing" in found.notes[0].message


@pytest.mark.parametrize(
    ("message", "why"),
    [
        (b"", "no response"),
        (b"GET / HTTP/1.1\r\n\r\n", "no response"),
        (b"HTTP/1.1 abc\r\n\r\n", "no response"),
        (sent(b"\x8b\x00" * 50, "Content-Encoding: br"), "'br'"),
        (sent(gzip.compress(bytes(1 << 26)), "Content-Encoding: gzip"), "expands"),
    ],
)
def test_what_cannot_be_read_says_why(message: bytes, why: str) -> None:
    with pytest.raises(UnreadableError, match=why):
        response("x", message)


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("text/html", ("text/html", ())),
        ("Text/HTML; Charset=windows-1256", ("text/html", ("windows-1256",))),
        ('text/html; boundary=x; charset="utf-8"', ("text/html", ("utf-8",))),
        ("text/html; charset=", ("text/html", ())),
        ("", ("", ())),
    ],
)
def test_media_types(value: str, found: tuple[str, tuple[str, ...]]) -> None:
    assert media_type(value) == found
