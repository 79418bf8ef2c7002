"""Whatever the bytes are, each reader gives parts and failures, and never anything else."""

import json
from collections.abc import Callable
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from musnad.errors import InputError
from musnad.pages.kinds import ChatWords, Failure, Part, read, sniff
from musnad.pages.kinds.sniff import Kind

KINDS: list[Kind] = ["zip", "telegram", "telegram-html", "whatsapp", "feed", "docx", "mail", "mhtml", "pdf"]


@pytest.fixture(scope="session")
def samples(
    zip_of: Callable[..., bytes], docx_of: Callable[..., bytes], pdf_of: Callable[..., bytes]
) -> dict[str, bytes]:
    """A sound input of each kind."""
    mail = (
        "From: =?utf-8?B?2KjZitin2YY=?= <a@b.c>\r\nSubject: x\r\nDate: Tue, 14 May 2024 10:20:00 +0300\r\n"
        'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nنص\r\n'
        '--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename="a.html"'
        "\r\n\r\nPHA+\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nFrom: x\r\n\r\ny\r\n--b--\r\n"
    ).encode()
    message = {
        "type": "message",
        "date": "2024-05-14T13:20:00",
        "date_unixtime": "1",
        "from": "a",
        "text": ["b", {"text": "c"}],
    }
    chat = {"name": "x", "type": "public_channel", "messages": [message, message | {"forwarded_from": "d"}]}
    html = (
        '<div class="page_body chat_page"><div class="message default clearfix"><div class="body"><div class="date details" '
        'title="14.05.2024 13:20:00"></div><div class="from_name">a</div><div class="forwarded body"><div class="from_name">b'
        '</div><div class="text">c<br></div></div></div></div></div>'
    )
    feed = (
        '<?xml version="1.0"?><rss><channel><title>a</title><item><title>b</title><description>&lt;p&gt;c&nbsp;'
        "</description><pubDate>Tue, 14 May 2024 10:20:00 +0300</pubDate><source>d</source></item></channel></rss>"
    )
    return {
        "zip": zip_of({"a.txt": "x", "b.zip": zip_of({"c.html": "<p>"}), "d.eml": mail}),
        "telegram": json.dumps({"about": "x", "chats": {"list": [chat]}}).encode(),
        "telegram-html": html.encode(),
        "whatsapp": "[١٢\u200f/٥\u200f/٢٠٢٤، ١٠:١٥:٣٢ ص] a: b <attached: c>\n12/13/24, 9:05 PM - d: e\n".encode(),
        "feed": feed.encode(),
        "docx": docx_of("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>a</w:t></w:r></w:p>", "<dc:title>a</dc:title>"),
        "mail": mail,
        "mhtml": mail,
        "pdf": pdf_of([(100, 700, "abc"), (100, 600, "ملا")]),
    }


def check(kind: Kind, content: bytes, words: ChatWords) -> None:
    for result in read("x", kind, BytesIO(content), words):
        if isinstance(result, Failure):
            assert isinstance(result.error, InputError)
            continue
        assert isinstance(result, Part)
        result.source.encode()
        if isinstance(result.body, str):
            result.body.encode()
            assert "\0" not in result.body
        for name in (result.given.title, result.given.host, result.given.byline, *(via.name for via in result.via)):
            assert name is None or name.encode().strip()


@pytest.mark.parametrize("kind", KINDS)
@given(content=st.binary(max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_bytes(kind: Kind, content: bytes, chat_words: ChatWords) -> None:
    check(kind, content, chat_words)
    sniff("x", content)


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_sound_inputs_with_faults(
    kind: Kind, data: st.DataObject, samples: dict[str, bytes], chat_words: ChatWords
) -> None:
    content = bytearray(samples[kind])
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(content)))
        end = min(len(content), start + data.draw(st.sampled_from([0, 1, 1, 2, 20])))
        content[start:end] = data.draw(
            st.one_of(st.binary(max_size=4), st.sampled_from([b'"', b"<", b">", b"\\ud800", b"\xff" * 4]))
        )
    check(kind, bytes(content), chat_words)
