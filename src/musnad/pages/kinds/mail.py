"""EML -> the mail's text, the mails forwarded in it, and the attachments of kinds that are read."""

import re
from collections import Counter
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import MessageError
from email.generator import BytesGenerator
from email.header import decode_header
from email.message import Message
from email.policy import compat32
from email.utils import parseaddr
from io import BytesIO
from pathlib import PurePosixPath

from musnad.errors import UnreadableError
from musnad.pages.kinds.parts import Failure, Given, Open, Part, Result, Via, left_out, lost, moment, note, shown, words

MAX_PARTS = 1000
MAX_NESTED = 50
"""How many multiparts a mail may hold: the library's time grows with their depth."""
MAX_BOUNDARIES = 20_000
MAX_HEAD = 1 << 20
MAX_FIELD = 1 << 14
"""The longest field that says what a part holds; the library's time grows with the square of its length."""
MAIL_FAULTS = (
    MessageError, ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError, OverflowError,
    MemoryError,
)  # fmt: skip

_FIELD = re.compile(rb"^content-[a-z]{1,30}:[^\n]*(?:\n[ \t][^\n]*)*", re.IGNORECASE | re.MULTILINE)
_HEAD_END = re.compile(rb"\n\r?\n")
_TAG = re.compile(rb"<[^<>]*>")
_STUB = 400
_LISTS = ("List-Id", "List-Unsubscribe", "List-Post", "Feedback-ID")
_ENDINGS = {"text/html": ".html", "text/plain": ".txt", "application/pdf": ".pdf", "message/rfc822": ".eml"}


def read_mail(source: str, content: bytes, open_attachment: Open) -> Iterator[Result]:
    """The mail's own text first, then what is attached, named `mail.eml/name`; a forwarded mail is a chain of persons.

    A newsletter's date is its date of publication; any other mail's date only says when its text certainly existed.
    """
    try:
        message = parsed(source, content)
        yield from _Mail(source, message, open_attachment).read(content)
    except UnreadableError as error:
        yield Failure(source, error)
    except MAIL_FAULTS as error:
        yield lost(source, f"a mail that cannot be read: {type(error).__name__}: {error}")


def parsed(source: str, content: bytes) -> Message:
    """The mail as the standard library reads it.

    Raises:
        UnreadableError: it would take the library too long.
    """
    if content.lower().count(b"multipart/") > MAX_NESTED:
        raise UnreadableError(source, f"a mail with more than {MAX_NESTED} multiparts, which is not read")
    if content.count(b"\n--") > MAX_BOUNDARIES:
        raise UnreadableError(source, f"a mail with more than {MAX_BOUNDARIES} boundaries, which is not read")
    head = _HEAD_END.search(content)
    if (head.start() if head else len(content)) > MAX_HEAD:
        raise UnreadableError(source, "a mail with a header of endless length, which is not read")
    if any(len(found[0]) > MAX_FIELD for found in _FIELD.finditer(content)):
        raise UnreadableError(source, "a mail with a field of endless length, which is not read")
    return message_from_bytes(content, policy=compat32)


def text_of(message: Message, name: str) -> str | None:
    """A header field, decoded, on one line; bytes that are in no charset at all are tried as UTF-8, then Arabic."""
    value = next((str(value) for key, value in message.raw_items() if key.lower() == name.lower()), None)
    if value is None:
        return None
    pieces = []
    try:
        for piece, charset in decode_header(value[:MAX_FIELD]):
            raw = piece.encode("utf-8", "surrogateescape") if isinstance(piece, str) else piece
            pieces.append(_decoded(raw, charset))
    except MAIL_FAULTS:
        return words(_decoded(value.encode("utf-8", "surrogateescape"), None))
    return words("".join(pieces))


def payload(part: Message) -> bytes:
    """A part's bytes, without its transfer encoding."""
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def charsets(part: Message) -> tuple[str, ...]:
    """The charset that a part declares."""
    declared = part.get_content_charset()
    return (declared,) if declared and declared != "unknown-8bit" else ()


def _decoded(raw: bytes, charset: str | None) -> str:
    for name in (charset or "utf-8", "utf-8", "windows-1256"):
        try:
            return raw.decode(name)
        except (LookupError, ValueError):
            continue
    return raw.decode("utf-8", "replace")


class _Mail:
    """One mail: its header, the text parts chosen, and what is attached."""

    def __init__(self, source: str, message: Message, open_attachment: Open, senders: tuple[Via, ...] = ()) -> None:
        self._source, self._message, self._open = source, message, open_attachment
        name, address = parseaddr(text_of(message, "From") or "")
        self._sender = words(name) or words(address)
        self._senders = (*senders, *((Via(self._sender, "person"),) if self._sender else ()))
        self._texts: list[Message] = []
        self._attached: list[Message] = []
        self._gather(message)

    def read(self, content: bytes) -> Iterator[Result]:
        """The mail's text, its further texts, its attachments; `content` is the whole mail."""
        for number, part in enumerate(self._texts):
            body = payload(part)
            if body.strip() or not (number or self._attached):
                place = f"{self._source}/{number + 1}" if number else self._source
                yield self._part(place, body if number else content, part, body)
        skipped: Counter[str] = Counter()
        for number, part in enumerate(self._attached, start=1):
            yield from self._attachment(number, part, skipped)
        if not self._texts and not self._attached:
            yield lost(self._source, "a mail without a text")
        yield from left_out(self._source, "attachments left out for their kind", skipped)

    def _part(self, place: str, content: bytes, part: Message, body: bytes) -> Part:
        sent = moment(text_of(self._message, "Date"))
        listed = any(self._message.get(name) is not None for name in _LISTS)
        given = Given(
            title=text_of(self._message, "Subject"),
            outlet=self._sender if listed else None,
            byline=None if listed else self._sender,
            published=sent if listed else None,
            retrieved=sent,
        )
        notes = () if listed or sent is None else (note("a mail: when its words were first published is not said"),)
        form = "html" if part.get_content_type() == "text/html" else "text"
        via = self._senders if len(self._senders) > 1 else ()
        return Part(place, content, "html" if form == "html" else "text", body, charsets(part), given, via, notes)

    def _attachment(self, number: int, part: Message, skipped: Counter[str]) -> Iterator[Result]:
        nested = next(iter(_inner(part)), None)
        if part.get_content_type() == "message/rfc822" and nested is not None:
            if len(self._senders) > MAX_NESTED:
                yield lost(self._source, "mails forwarded too deep inside each other")
                return
            mail = _Mail(f"{self._source}/{number}.eml", nested, self._open, self._senders)
            yield from mail.read(_raw(nested))
            return
        name, kind = _file_name(part), part.get_content_type()
        place = f"{self._source}/{shown(name or str(number) + _ENDINGS.get(kind, ''))}"
        parts = self._open(place, payload(part))
        if parts is None:
            skipped[PurePosixPath(place).suffix.lower() or kind] += 1
        else:
            yield from parts

    def _gather(self, part: Message) -> None:
        """Finds the texts and attachments of a part; of several forms of one text, the better one is taken."""
        kind = part.get_content_type()
        if len(self._texts) + len(self._attached) > MAX_PARTS:
            raise UnreadableError(self._source, f"a mail with more than {MAX_PARTS} parts")
        if part.is_multipart() and kind != "message/rfc822":
            before = len(self._texts)
            for piece in _inner(part):
                self._gather(piece)
            if kind in {"multipart/alternative", "multipart/related"}:
                self._texts[before:] = _best(self._texts[before:])
        elif kind in {"text/plain", "text/html"} and part.get_content_disposition() != "attachment":
            self._texts.append(part)
        elif part.get_content_maintype() != "multipart":
            self._attached.append(part)


def _inner(part: Message) -> list[Message]:
    payload_of = part.get_payload()
    return [piece for piece in payload_of if isinstance(piece, Message)] if isinstance(payload_of, list) else []


def _best(texts: list[Message]) -> list[Message]:
    """The one of several forms of a text that is read: the plain one, unless it is a stub beside the HTML."""
    plain = next((part for part in texts if part.get_content_type() == "text/plain"), None)
    marked_up = next((part for part in texts if part.get_content_type() == "text/html"), None)
    if plain is None or marked_up is None:
        return texts[:1]
    short, long = len(payload(plain).strip()), len(_TAG.sub(b"", payload(marked_up)).strip())
    return [marked_up if short < _STUB and long > 2 * short else plain]


def _file_name(part: Message) -> str | None:
    name = part.get_filename()
    if name is None:
        return None
    try:
        pieces = decode_header(name[:MAX_FIELD])
        return words("".join(p if isinstance(p, str) else _decoded(p, charset) for p, charset in pieces))
    except MAIL_FAULTS:
        return words(name)


def _raw(message: Message) -> bytes:
    """A forwarded mail as it stands in the one around it, but for the ends of lines in its header."""
    out = BytesIO()
    BytesGenerator(out, mangle_from_=False, maxheaderlen=0, policy=compat32).flatten(message)
    return out.getvalue()
