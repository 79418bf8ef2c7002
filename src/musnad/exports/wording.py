"""A document's parts in words that a reader understands: names instead of identifiers, labels instead of codes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from musnad.exports.plain import one_line
from musnad.lexicon import DATA, parse
from musnad.model import Argument, Claim, Document, Link, Span

Language = Literal["ar", "en"]
ARROW = " ← "


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence; `given` tells what comes from the page from the words that hold it together.

    `at` is the place in the text that a given stretch stands for, if there is one.
    """

    text: str
    given: bool = False
    at: Span | None = None


@lru_cache(maxsize=1)
def labels() -> Mapping[str, Mapping[str, str]]:
    """The labels of `data/exports/labels.tsv`: key -> language -> label."""
    name = "exports/labels.tsv"
    table, _ = parse(name, (DATA / name).read_text(encoding="utf-8"))
    return {row["key"]: {"ar": row["ar"], "en": row["en"]} for row in table}


def label(group: str, code: str, language: Language) -> str:
    """The label of a code; the code itself where the table has none."""
    row = labels().get(f"{group}.{code}")
    return row[language] if row else code


class Wording:
    """Names and sentences of one document; everything it returns is safe to show and stands on one line."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.entities = {e.id: e for e in document.entities}
        self.named = {m.entity for m in document.mentions if m.named}

    def name(self, argument: Argument, language: Language = "ar") -> str:
        """The fullest name of whom the argument means, in Latin letters for English if there is one; else its words.

        Those whom the page only describes are shown in the words of this place where they say more.
        """
        words = one_line(self.document.quote(argument.span))
        entity = self.entities.get(argument.entity or "")
        if entity is None:
            return words
        if argument.entity not in self.named and len(words) > len(entity.name) and not argument.implied:
            return words
        return one_line(entity.latin if language == "en" and entity.latin else entity.name)

    def names(self, arguments: Iterable[Argument], language: Language = "ar") -> list[str]:
        """The names of several arguments, in order."""
        return [self.name(a, language) for a in arguments]

    def source(self, link: Link, language: Language = "ar") -> str:
        """Who speaks in a link of a chain; the cue in quotes where the page names nobody."""
        if link.source:
            return self.name(link.source, language)
        if link.name:
            return one_line(link.name)
        if link.cue:
            return f"«{one_line(self.document.quote(link.cue))}»"
        return label("link", "unsaid", language)

    def chain(self, links: Iterable[Link], language: Language = "ar") -> str:
        """The chain, outermost source first, drawn as `سبوتنيك ← بيسكوف`; nothing where the page itself speaks."""
        return ARROW.join(self.source(link, language) for link in links)

    def when(self, claim: Claim) -> str:
        """The claim's date, or the words of its time where they could not be resolved; nothing without a time."""
        if claim.time is None:
            return ""
        if claim.time.value:
            return one_line(claim.time.value)
        stated = self.stated_at(claim)
        return one_line(self.document.quote(stated)) if stated else ""

    def sentence(self, claim: Claim, language: Language) -> list[Piece]:
        """The claim as a plain phrase: what, by whom, to whom, with whom, where, when."""
        pieces = [Piece(label("type", claim.type, language))]
        towards = "to" if f"to.{claim.type}" in labels() else "sentence"
        to = label(towards, claim.type if towards == "to" else "to", language)
        for word, arguments in (
            (label("sentence", "by", language), claim.actors),
            (to, claim.recipients),
            (label("sentence", "with", language), claim.companions),
        ):
            pieces += self._phrase(f" {word} ", self._given(arguments, language), language)
        comma = label("sentence", "comma", language)
        where = self._given((claim.place.argument,) if claim.place else (), language)
        pieces += self._phrase(f"{comma} {label('sentence', 'in', language)} ", where, language)
        when = [Piece(self.when(claim), given=True, at=self.stated_at(claim))] if self.when(claim) else []
        return pieces + self._phrase(f"{comma} {label('sentence', 'on', language)} ", when, language)

    def stated_at(self, claim: Claim) -> Span | None:
        """The place of the time expression that dates the claim."""
        return next((t.span for t in self.document.times if claim.time and t.id == claim.time.time), None)

    def _given(self, arguments: Iterable[Argument], language: Language) -> list[Piece]:
        return [Piece(self.name(a, language), given=True, at=a.span) for a in arguments]

    def _phrase(self, before: str, values: list[Piece], language: Language) -> list[Piece]:
        pieces: list[Piece] = []
        for value in values:
            pieces += [Piece(f"{label('sentence', 'comma', language)} " if pieces else before), value]
        return pieces
