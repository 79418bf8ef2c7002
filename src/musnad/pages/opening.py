"""A part of an input -> its pages: charset, HTML, JSON fields, and what is stated beside the text.

This is done where pages are read, so that bytes which take too long, or bring a library down, cost no other page anything.
"""

import re
from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from typing import Any

from musnad.errors import InputError, NotTextError
from musnad.lexicon import Lexicon
from musnad.model import Note, Page, Via
from musnad.pages.charsets import decode
from musnad.pages.custody import Keeper
from musnad.pages.html import facts, visible
from musnad.pages.kinds import UNOPENED, Failure, Given, Part, make_chat_words, read
from musnad.pages.mojibake import STRETCHES, mend
from musnad.pages.records import Fields, iso_day, record_part, records
from musnad.pages.stated import Chooser

_DOCUMENT = re.compile(r"\ufeff?\s{0,200}<(?:!doctype html|html|head|body)\b", re.IGNORECASE)
_TAG = re.compile(r"(<[^<>]*>)")
CHATS = frozenset({"telegram-html"})
"""Forms of parts that hold so many pages that they are not read as one."""
_OF_SEVERAL = UNOPENED | {"lines"}
_EMPTY = Note("input", "the page is empty")


class Opener:
    """Opens parts with the tables of one lexicon; `fields` are the names under which JSON records hold what is needed."""

    def __init__(self, lexicon: Lexicon, fields: Fields | None = None, keep: Keeper | None = None) -> None:
        """Make an opener; `keep` takes the bytes of every part before anything is done with them."""
        self.fields = fields or Fields()
        self._keep = keep
        self._chooser = Chooser(lexicon)
        self._words = make_chat_words(lexicon)

    def __call__(self, part: Part) -> Iterator[Page | Failure]:
        """The pages of a part: one, but for mails and the like that hold others. Nothing is raised but MemoryError."""
        try:
            if self._keep:
                self._keep(part.source, part.content)
            for leaf in self._inner(part):
                yield from (leaf,) if isinstance(leaf, Failure) else self(leaf)
            if part.form not in _OF_SEVERAL:
                yield self._page(record_part(part, self.fields) if part.form == "json" else part)
        except InputError as error:
            yield Failure(error.source, error)

    def leaves(self, part: Part) -> Iterator[Part | Failure]:
        """The parts that each hold one page: the part itself, or what it holds."""
        if part.form not in _OF_SEVERAL:
            yield part
        for inner in self._inner(part):
            yield from (inner,) if isinstance(inner, Failure) else self.leaves(inner)

    def _inner(self, part: Part) -> Iterator[Part | Failure]:
        if part.form in UNOPENED:
            yield from self.parts(part)
        elif part.form == "lines":
            yield from records(part.source, BytesIO(part.content), b"", len(part.content), document=False)

    def parts(self, part: Part) -> Iterator[Part | Failure]:
        """The parts of a part of a kind that is not opened with its input."""
        return read(part.source, part.form, BytesIO(part.content), self._words)

    def _page(self, part: Part) -> Page:
        """The page of a part that holds text or HTML.

        Raises:
            NotTextError: its bytes are no text.
        """
        html = part.form == "html"
        text, notes = _decoded(part, html=html)
        notes = (*part.notes, *notes)
        if html or _DOCUMENT.match(text):
            return self._html(part, text, notes)
        return _text_page(part, text, notes)

    def _html(self, part: Part, source: str, notes: tuple[Note, ...]) -> Page:
        found, given = visible(source), part.given
        stated_facts = facts(source, found)
        stated = self._chooser.choose(stated_facts, given.url)
        day, unread = _day_given(given)
        notes = (*notes, *unread, *found.notes, *stated.notes)
        values = _given(part, day)
        title = values["title"] or next(iter(stated.titles), None)
        values |= {"title": title, "url": stated.url, "host": values["host"] or stated.host}
        values |= {"outlet": values["outlet"] or stated.outlet, "byline": values["byline"] or stated.byline}
        values |= {"retrieved": values["retrieved"] or stated.retrieved}
        return Page(
            text=found.text,
            notes=notes if found.text.strip() else (*notes, _EMPTY),
            declared=stated.published,
            runs=found.runs,
            layout=found.layout,
            facts=stated_facts,
            **values,
        )


def page_from_text(text: str, source: str = "text", **given: str | None) -> Page:
    """A page from a text that is already at hand, which is taken verbatim; `given` are fields of `Given`.

    Raises:
        NotTextError: the text holds NULs or lone surrogates.
    """
    try:
        encoded = text.encode()
    except UnicodeEncodeError as error:
        raise NotTextError(source, f"a lone surrogate stands at character {error.start}") from error
    if "\0" in text:
        raise NotTextError(source, f"a NUL stands at character {text.index(chr(0))}")
    return _text_page(Part(source, encoded, "text", given=Given(**given)), text, ())


def _text_page(part: Part, text: str, notes: tuple[Note, ...]) -> Page:
    day, unread = _day_given(part.given)
    notes = (*notes, *unread)
    return Page(text=text, notes=notes if text.strip() else (*notes, _EMPTY), **_given(part, day))


def _day_given(given: Given) -> tuple[str | None, tuple[Note, ...]]:
    """The day of publication that is given with a part, and a note where that is no date."""
    day = iso_day(given.published) if given.published else None
    if day or not given.published:
        return day, ()
    return None, (Note("input", f"the date of publication is not understood and left out: {given.published!r}"),)


def _decoded(part: Part, *, html: bool) -> tuple[str, tuple[Note, ...]]:
    """The text or source of a part; garbled stretches are mended where that is certain, so that runs count in what is mended."""
    body = part.content if part.body is None else part.body
    if isinstance(body, str):
        return body, ()
    decoded = decode(part.source, body, declared=part.declared, html=html)
    if not html:
        return decoded.text, decoded.notes
    text, notes = _mended(decoded.text)
    return text, (*decoded.notes, *notes)


def _mended(source: str) -> tuple[str, tuple[Note, ...]]:
    """An HTML source whose garbled stretches are mended: line by line, else, if that is of no use, from tag to tag."""
    text, notes = mend(source)
    if text != source or not notes:
        return text, notes
    parts = _TAG.split(source)
    stretches = "\n".join(part.replace("\n", " ") for part in parts[::2])
    mended, said = mend(stretches, unit=STRETCHES)
    if mended == stretches or mended.count("\n") != stretches.count("\n"):
        return text, notes
    parts[::2] = mended.split("\n")
    return "".join(parts), said


def _given(part: Part, published: str | None) -> dict[str, Any]:
    """What is given with a part, as the fields of its page."""
    given = part.given
    return {
        "source": part.source,
        "id": sha256(part.content).hexdigest(),
        "url": given.url,
        "retrieved": given.retrieved,
        "outlet": given.outlet,
        "host": given.host,
        "title": given.title,
        "byline": given.byline,
        "published": published,
        "via": tuple(Via(via.name, "social" if via.kind == "channel" else via.kind) for via in part.via),
    }
