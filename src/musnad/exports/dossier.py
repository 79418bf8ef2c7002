"""A dossier: numbered exhibits about an event or a person, each with its quotation, page, time of capture, hash and chain.

`to_html` gives one self-contained page, right to left, that loads and links to nothing; `musnad.exports.docx` the same for Word.
The column for the translation is empty, as a person writes it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from musnad.exports.html import FOOT, head
from musnad.exports.plain import UNSAFE, one_line, visible
from musnad.exports.reports import Quote
from musnad.exports.wording import label

_STYLE = Path(__file__).parents[1] / "data" / "exports" / "dossier.css"
COLUMNS = ("number", "quote", "page", "translation")
_SPACE = re.compile(r"\s+")
_LATIN = re.compile(r"[\x20-\x7e]*")


@dataclass(frozen=True, slots=True)
class Fact:
    """A line under a heading: the key of its label in `exports/labels`, or nothing, and what it says."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A quotation as evidence.

    Attributes:
        about: what it is quoted for.
        quote: the sentence; `start` and `end` the words in it that count, code points of the page's text.
        facts: outlet, title, day, where it was found, status.
        captured: when the copy was taken or, where that is not known, added to the project.
        chain: who says so, outermost first; nothing where the page itself does.
    """

    number: int
    about: tuple[Fact, ...]
    quote: Quote
    start: int
    end: int
    facts: tuple[Fact, ...]
    captured: str
    hash: str
    chain: str

    @property
    def parts(self) -> tuple[str, str, str]:
        """The quotation in three parts: before the words that count, these, and behind them."""
        text, first, last = self.quote.text, self.start - self.quote.start, self.end - self.quote.start
        return text[:first], text[first:last], text[last:]

    @property
    def lines(self) -> Iterator[Fact]:
        """What stands beside the quotation, line by line."""
        yield from self.about
        yield Fact("claim.chain", self.chain or label("link", "page", "ar"))
        yield from self.facts
        yield Fact("dossier.captured", self.captured)
        yield Fact("dossier.place", f"{self.start}-{self.end}")
        yield Fact("dossier.hash", self.hash)


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under a heading of `exports/labels`."""

    heading: str
    lines: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """All of it; `total` is how many exhibits there would be, of which the first are shown."""

    kind: str
    title: str
    facts: tuple[Fact, ...]
    sections: tuple[Section, ...]
    exhibits: tuple[Exhibit, ...]
    total: int

    @property
    def count(self) -> str:
        """How many exhibits are shown."""
        cut = f" ({label('dossier', 'cut', 'ar')})" if len(self.exhibits) < self.total else ""
        return f"{len(self.exhibits)} / {self.total}{cut}"


def both(key: str) -> tuple[str, str]:
    """A label in Arabic and in English."""
    group, _, code = key.partition(".")
    return label(group, code, "ar"), label(group, code, "en")


def is_latin(text: str) -> bool:
    """Whether a text runs from left to right: hashes, days, addresses."""
    return _LATIN.fullmatch(text) is not None


def to_html(dossier: Dossier) -> str:
    """The dossier as one HTML page."""
    body = [
        f"<main><h1>{_both(f'dossier.{dossier.kind}')}: <bdi>{_shown(dossier.title)}</bdi></h1>",
        f'<p class="caution">{_both("dossier.caution")}</p>',
        _facts(dossier.facts),
        *(f"<h2>{_both(section.heading)}</h2>{_facts(section.lines)}" for section in dossier.sections),
        f"<h2>{_both('dossier.exhibits')} <small>{_shown(dossier.count)}</small></h2>",
        _table(dossier.exhibits),
        "</main>\n",
    ]
    return head(one_line(dossier.title), _STYLE) + "\n".join(body) + FOOT


def _table(exhibits: Iterable[Exhibit]) -> str:
    titles = "".join(f'<th class="{name}">{_both(f"dossier.{name}")}</th>' for name in COLUMNS)
    rows = "\n".join(_row(exhibit) for exhibit in exhibits)
    return f"<table><thead><tr>{titles}</tr></thead><tbody>\n{rows}\n</tbody></table>"


def _row(exhibit: Exhibit) -> str:
    before, words, behind = map(_shown, exhibit.parts)
    return (
        f'<tr id="exhibit-{exhibit.number}"><th>{exhibit.number}</th>'
        f'<td lang="ar" dir="rtl">{before}<mark>{words}</mark>{behind}</td>'
        f"<td>{_facts(exhibit.lines)}</td><td></td></tr>"
    )


def _facts(facts: Iterable[Fact]) -> str:
    rows = "".join(f"<div>{_term(fact)}<dd>{_value(fact.text)}</dd></div>" for fact in facts if fact.text)
    return f"<dl>{rows}</dl>" if rows else ""


def _term(fact: Fact) -> str:
    return f"<dt>{_both(fact.label)}</dt>" if fact.label else ""


def _value(text: str) -> str:
    return f'<bdi class="ltr">{_shown(text)}</bdi>' if is_latin(text) else f"<bdi>{_shown(text)}</bdi>"


def _both(key: str) -> str:
    arabic, english = both(key)
    return f'{escape(arabic)} <span class="en" lang="en" dir="ltr">{escape(english)}</span>'


def _shown(text: str) -> str:
    """Escaped text on one line, in which direction marks and control characters are written out, small."""
    plain = escape(_SPACE.sub(" ", text))
    return UNSAFE.sub(lambda m: f'<span class="control">{visible(m[0])}</span>', plain)
