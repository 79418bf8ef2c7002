"""One input of a known kind -> its parts, whatever it holds inside."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import BinaryIO, get_args

from musnad.errors import InputError
from musnad.pages.kinds.archives import Budget, read_zip
from musnad.pages.kinds.docx import read_docx
from musnad.pages.kinds.feeds import read_feed
from musnad.pages.kinds.mail import read_mail
from musnad.pages.kinds.mhtml import read_mhtml
from musnad.pages.kinds.parts import UNOPENED, Failure, Form, Part, Result, limited, lost
from musnad.pages.kinds.pdf import read_pdf
from musnad.pages.kinds.sniff import HEAD, Kind, sniff
from musnad.pages.kinds.telegram import read_telegram
from musnad.pages.kinds.telegram_html import read_telegram_html
from musnad.pages.kinds.whatsapp import ChatWords, read_whatsapp

MAX_PAGE = 1 << 25
"""The longest page, chat file or feed: 32 MiB. A Telegram export in JSON is read message by message and may be longer."""
MAX_FILE = 1 << 26
"""The longest document or mail, whose pictures are read past: 64 MiB."""
MAX_ZIPS = 2
MAX_MAILS = 3

_OF_MANY: dict[Kind, Callable[[str, bytes], Iterator[Result]]] = {
    "telegram-html": read_telegram_html,
    "feed": read_feed,
}
_OF_ONE: dict[Kind, Callable[[str, bytes], Result]] = {"docx": read_docx, "pdf": read_pdf, "mhtml": read_mhtml}
_FORMS: dict[Kind, Form] = {form: form for form in get_args(Form)}
_AS_IT_IS = frozenset(_FORMS) - UNOPENED


def read(
    source: str, kind: Kind, stream: BinaryIO, words: ChatWords, unopened: frozenset[Form] = frozenset()
) -> Iterator[Result]:
    """The parts of an input; archives and Telegram's JSON are read from the stream, which must be seekable for a zip.

    What is of a kind of `unopened`, here or inside, becomes one part with its bytes as they are.
    Whatever they hold, nothing is raised: what cannot be read is a `Failure` in its place.
    """
    return _Reading(words, unopened).read(source, kind, stream)


@dataclass(frozen=True, slots=True)
class _Reading:
    """How deep we are: archives and mails hold each other, but not without end."""

    words: ChatWords
    unopened: frozenset[Form]
    zips: int = 0
    mails: int = 0
    budget: Budget = field(default_factory=Budget)

    def read(self, source: str, kind: Kind, stream: BinaryIO) -> Iterator[Result]:
        try:
            if kind == "zip":
                yield from self._zip(source, stream)
            elif kind == "telegram":
                yield from read_telegram(source, stream)
            else:
                limit = MAX_FILE if kind in UNOPENED else MAX_PAGE
                yield from self._read_bytes(source, kind, limited(source, stream, limit))
        except InputError as error:
            yield Failure(source, error)

    def open(self, source: str, content: bytes) -> Iterator[Result] | None:
        kind = sniff(source, content[:HEAD])
        return None if kind is None else self.read(source, kind, BytesIO(content))

    def _zip(self, source: str, stream: BinaryIO) -> Iterator[Result]:
        if self.zips >= MAX_ZIPS:
            yield lost(source, "an archive in an archive in an archive, which is not opened")
        else:
            yield from read_zip(source, stream, replace(self, zips=self.zips + 1).open, self.budget)

    def _read_bytes(self, source: str, kind: Kind, content: bytes) -> Iterator[Result]:
        if kind in _AS_IT_IS or kind in self.unopened:
            yield Part(source, content, _FORMS[kind])
        elif kind == "whatsapp":
            yield from read_whatsapp(source, content, self.words)
        elif kind == "mail":
            yield from self._mail(source, content)
        elif kind in _OF_MANY:
            yield from _some(source, _OF_MANY[kind](source, content))
        else:
            yield _OF_ONE[kind](source, content)

    def _mail(self, source: str, content: bytes) -> Iterator[Result]:
        if self.mails >= MAX_MAILS:
            yield lost(source, "a mail in a mail in a mail in a mail, which is not opened")
        else:
            yield from read_mail(source, content, replace(self, mails=self.mails + 1).open)


def _some(source: str, results: Iterator[Result]) -> Iterator[Result]:
    """The results; one that says so where there are none, as nothing is lost silently."""
    found = False
    for result in results:
        found = True
        yield result
    if not found:
        yield lost(source, "a chat or list that holds no page")
