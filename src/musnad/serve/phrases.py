"""A claim of a page's record as a plain phrase in Arabic and in English, and its chain; each stretch tells whence it is."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from musnad.archive.papers import Paper
from musnad.exports.wording import label, labels
from musnad.store.rows import Json

Language = Literal["ar", "en"]
_LANGUAGES: tuple[Language, ...] = ("ar", "en")
_DAY = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}(T[\w:]+)?((\.\.|/)[0-9]{4}(-[0-9]{2}){0,2})?")
"""A time that reads like a date; for others (`PAST_REF`, `2024-W20`) the page's own words say more."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a phrase; `given` comes from the page, and stands there if `start` and `end` are known."""

    text: str
    given: bool = False
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """A claim in plain words, and who says so, outermost first."""

    words: tuple[Piece, ...]
    chain: tuple[str, ...]


def phrases(paper: Paper, claim: Json) -> dict[str, Phrase]:
    """A claim in plain words in both languages."""
    return {
        language: Phrase(tuple(_words(paper, claim, language)), tuple(_said(paper, claim, language)))
        for language in _LANGUAGES
    }


def _words(paper: Paper, claim: Json, language: Language) -> Iterator[Piece]:
    yield Piece(label("type", claim["type"], language))
    own = f"to.{claim['type']}" in labels()
    to = label("to", claim["type"], language) if own else label("sentence", "to", language)
    comma = label("sentence", "comma", language)
    for word, arguments in (
        (label("sentence", "by", language), claim["actors"]),
        (to, claim["recipients"]),
        (label("sentence", "with", language), claim["companions"]),
    ):
        yield from _joined(f" {word} ", [_given(paper, one, language) for one in arguments], comma)
    where = [_given(paper, claim["place"], language)] if claim["place"] else []
    yield from _joined(f"{comma} {label('sentence', 'in', language)} ", where, comma)
    yield from _joined(f"{comma} {label('sentence', 'on', language)} ", list(_when(paper, claim)), comma)


def _joined(before: str, values: list[Piece], comma: str) -> Iterator[Piece]:
    for number, value in enumerate(values):
        yield Piece(f"{comma} " if number else before)
        yield value


def _given(paper: Paper, argument: Json, language: Language) -> Piece:
    return Piece(_name(paper, argument, language), True, argument["start"], argument["end"])


def _name(paper: Paper, argument: Json, language: Language) -> str:
    """Whom an argument means, in Latin letters for English if the page's reading has them and he is named."""
    name = paper.name(argument) or argument["text"]
    entity = paper.entities.get(argument["entity"] or "")
    named = entity is not None and name == entity["name"]
    return " ".join(str(entity["latin"] if entity and named and language == "en" and entity["latin"] else name).split())


def _when(paper: Paper, claim: Json) -> Iterator[Piece]:
    time = claim["time"]
    if time is None:
        return
    stated = next((one for one in paper.record["times"] if one["id"] == time["time"]), None)
    value = time["value"] or ""
    words = value if _DAY.fullmatch(value) else " ".join(stated["text"].split()) if stated else ""
    if words:
        yield Piece(words, True, stated["start"] if stated else None, stated["end"] if stated else None)


def _said(paper: Paper, claim: Json, language: Language) -> Iterable[str]:
    for link, name in zip(claim["chain"], paper.chain(claim["chain"]), strict=True):
        unsaid = not (link["source"] or link["name"] or link["cue"])
        yield (
            label("link", "unsaid", language)
            if unsaid
            else (_name(paper, link["source"], language) if link["source"] else " ".join(name.split()))
        )
