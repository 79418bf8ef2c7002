"""What must hold of every result, whatever the bytes: used by the fuzz targets beside this file."""

import json

from musnad.errors import NotTextError
from musnad.exports.record import to_json
from musnad.lexicon import load
from musnad.model import Document
from musnad.pages import Failure, Opener, Part, make_zones
from musnad.pages.charsets import decode
from musnad.pages.html import visible
from musnad.pages.html.runs import holds
from musnad.pages.kinds import make_chat_words
from musnad.pages.opening import CHATS

LEXICON = load()
WORDS = make_chat_words(LEXICON)
_OPENER = Opener(LEXICON)
_ZONES = make_zones(LEXICON)
_MOST = 20
"""So many pages of one input are read; the others are like them."""


class Broken(AssertionError):  # noqa: N818 - what libFuzzer prints
    """An invariant does not hold."""


def check_result(result: Part | Failure) -> None:
    """A part opens without an error of its own, and each page has zones and a record."""
    if isinstance(result, Failure):
        _check(bool(str(result.error)), "a failure says nothing")
        return
    for number, page in enumerate(_OPENER.parts(result) if result.form in CHATS else _OPENER(result)):
        if number == _MOST:
            return
        if isinstance(page, Part):
            check_result(page)
        elif not isinstance(page, Failure):
            check_document(_ZONES(Document(page)))


def check_document(document: Document) -> None:
    """The zones are in order and cover all that is not white space; the record is JSON in UTF-8."""
    text, end = document.text, 0
    for zone in document.zones:
        _check(end <= zone.span.start < zone.span.end <= len(text), "zones overlap or are empty")
        _check(not text[end : zone.span.start].strip(), "text stands outside of the zones")
        end = zone.span.end
    _check(not text[end:].strip(), "text stands behind the zones")
    json.loads(to_json(document).encode("utf-8"))


def check_runs(content: bytes) -> None:
    """The runs of an HTML source are true of it."""
    try:
        source = decode("page", content, html=True).text
    except NotTextError:
        return
    found = visible(source)
    _check(holds(source, found.text, found.runs), "runs do not hold")


def _check(condition: bool, what: str) -> None:
    if not condition:
        raise Broken(what)
