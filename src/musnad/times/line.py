"""A sentence as the grammar sees it: what a word, a number or a mark at a position can be."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from musnad.model import Token
from musnad.times.vocabulary import Sense, Vocabulary

WAW = "\u0648"
_ARTICLE = "\u0627\u0644"
_SEPARATOR = re.compile("[.,:/\u066b\u066c-]")
_LONGEST_NUMBER = 9


@dataclass(frozen=True, slots=True)
class Match:
    """A sense found at a position: the position behind it and the clitics before it."""

    sense: Sense
    end: int
    prefix: str


class Line:
    """The tokens of one sentence, `tokens[first:last]`, and the vocabulary; positions are token indices."""

    __slots__ = ("_vocabulary", "first", "last", "tokens")

    def __init__(self, tokens: Sequence[Token], first: int, last: int, vocabulary: Vocabulary) -> None:
        self.tokens = tokens
        self.first = first
        self.last = last
        self._vocabulary = vocabulary

    def knows(self, i: int) -> bool:
        """Whether the token can have to do with time at all."""
        token = self.tokens[i]
        return token.kind == "number" or self._vocabulary.hits(token.form) is not None

    def at(self, i: int, kind: str, *, clitics: bool = False) -> Match | None:
        """The longest sense of a kind that begins here; clitics before it only where they are allowed."""
        if not self.first <= i < self.last:
            return None
        hits = self._vocabulary.hits(self.tokens[i].form)
        found: Match | None = None
        for hit in hits.get(kind, ()) if hits else ():
            end = i + 1 + len(hit.rest)
            if hit.prefix and not clitics:
                continue
            if found is not None and (found.end, -len(found.prefix)) >= (end, -len(hit.prefix)):
                continue
            if end <= self.last and all(self.tokens[i + 1 + k].form == word for k, word in enumerate(hit.rest)):
                found = Match(hit.sense, end, hit.prefix)
        return found

    def after(self, i: int, kind: str) -> int:
        """The position behind an optional word of a kind."""
        found = self.at(i, kind)
        return found.end if found else i

    def is_mark(self, i: int, marks: str) -> bool:
        """Whether one of these punctuation marks stands here."""
        return self.first <= i < self.last and self.tokens[i].kind == "mark" and self.tokens[i].form in marks

    def is_and(self, i: int) -> bool:
        """Whether a lone «و» stands here, as before a number in digits."""
        return self.first <= i < self.last and self.tokens[i].form == WAW

    def is_article(self, i: int) -> bool:
        """Whether a lone article stands here, as before a number in digits («الـ48»)."""
        return self.first <= i < self.last and self.tokens[i].form == _ARTICLE

    def digits(self, i: int) -> tuple[int, ...]:
        """The numbers of a token in digits of either kind: one for «2016», three for «27-6-2016»; none for words."""
        if not self.first <= i < self.last or self.tokens[i].kind != "number":
            return ()
        fields = _SEPARATOR.split(self.tokens[i].form)
        if any(len(field) > _LONGEST_NUMBER for field in fields):
            return ()
        return tuple(int(field) for field in fields)

    def separator(self, i: int) -> str:
        """The first mark inside a number, or nothing."""
        found = _SEPARATOR.search(self.tokens[i].form)
        return found.group() if found else ""

    def single(self, i: int) -> int | None:
        """The value of a whole number in digits without separators."""
        digits = self.digits(i)
        return digits[0] if len(digits) == 1 else None

    def touches(self, i: int) -> bool:
        """Whether no white space parts this token from the one before it."""
        return i > self.first and self.tokens[i - 1].span.end == self.tokens[i].span.start
