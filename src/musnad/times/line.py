"""A sentence as the grammar sees it: what a word, a number or a mark at a position can be."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from musnad.model import Token
from musnad.times.vocabulary import ARTICLE, NO_ENTRY, NOTHING, Entry, Sense, Vocabulary

WAW = "\u0648"
_SEPARATOR = re.compile("[.,:/\u066b\u066c-]")
_LONGEST_NUMBER = 9


class Match(NamedTuple):
    """A sense found at a position: the position behind it and the clitics before it."""

    sense: Sense
    end: int
    prefix: str


_NUMBER = Entry({}, frozenset({"number"}))


def _digits(number: str) -> tuple[int, ...]:
    fields = _SEPARATOR.split(number)
    return () if any(len(field) > _LONGEST_NUMBER for field in fields) else tuple(map(int, fields))


class Line:
    """The tokens of one sentence, invisible marks left out, and the vocabulary; positions count those tokens from 0."""

    __slots__ = (
        "_digits",
        "_hits",
        "_kinds",
        "_seconds",
        "_vocabulary",
        "all_kinds",
        "first",
        "last",
        "pieces",
        "points",
        "tokens",
    )

    def __init__(self, tokens: Sequence[Token], vocabulary: Vocabulary) -> None:
        self.tokens = [token for token in tokens if token.form]
        self.first = 0
        self.last = len(self.tokens)
        self._vocabulary = vocabulary
        known = vocabulary.entries.get
        entries = [_NUMBER if token.kind == "number" else known(token.form, NO_ENTRY) for token in self.tokens]
        self._hits = [entry.hits for entry in entries]
        self._kinds = [entry.kinds for entry in entries]
        self._seconds = [entry.seconds for entry in entries]
        self.all_kinds: frozenset[str] = NOTHING.union(*self._kinds)
        self._digits = {i: _digits(token.form) for i, token in enumerate(self.tokens) if token.kind == "number"}
        # What was read at a position, so that rules which share a part read it once.
        self.pieces: dict[tuple[int, bool], Any] = {}
        self.points: dict[tuple[int, bool], Any] = {}

    def kinds(self, i: int) -> frozenset[str]:
        """The kinds of all that a token can be; nothing for one that has to do with no time."""
        return self._kinds[i] if 0 <= i < self.last else NOTHING

    def comes(self, i: int, kinds: frozenset[str], within: int) -> bool:
        """Whether a token of one of these kinds stands at a position or so many tokens behind it."""
        return not all(map(kinds.isdisjoint, self._kinds[i : i + within + 1]))

    def goes_on(self, i: int) -> bool:
        """Whether what follows a token can belong to the same expression: a word of time, a mark, «و», more of its phrase."""
        following = i + 1
        if following >= self.last:
            return False
        token = self.tokens[following]
        form = token.form
        return bool(self._kinds[following]) or token.kind == "mark" or form == WAW or form in self._seconds[i]

    def starts(self) -> Iterator[int]:
        """The positions of tokens that can have to do with time."""
        return (i for i, kinds in enumerate(self._kinds) if kinds)

    def at(self, i: int, kind: str, *, clitics: bool = False) -> Match | None:
        """The longest sense of a kind that begins here; clitics before it only where they are allowed."""
        if not 0 <= i < self.last:
            return None
        hits = self._hits[i].get(kind)
        if hits is None:
            return None
        for sense, prefix, rest in hits:
            if prefix and not clitics:
                continue
            if not rest:
                return Match(sense, i + 1, prefix)
            end = i + 1 + len(rest)
            if end <= self.last and all(self.tokens[i + 1 + k].form == word for k, word in enumerate(rest)):
                return Match(sense, end, prefix)
        return None

    def after(self, i: int, kind: str) -> int:
        """The position behind an optional word of a kind."""
        found = self.at(i, kind)
        return found.end if found else i

    def governs(self, i: int, kind: str) -> bool:
        """Whether a word of a kind stands here with a pronoun behind it («منها», «أصدرته»)."""
        if not self.first <= i < self.last or not self.tokens[i].enclitic:
            return False
        token = self.tokens[i]
        written = token.form.removesuffix(token.enclitic)
        return any(kind in self._vocabulary.entry(form).kinds for form in (token.base, written))

    def is_mark(self, i: int, marks: str) -> bool:
        """Whether one of these punctuation marks stands here."""
        return self.first <= i < self.last and self.tokens[i].kind == "mark" and self.tokens[i].form in marks

    def is_and(self, i: int) -> bool:
        """Whether a lone «و» stands here, as before a number in digits."""
        return self.first <= i < self.last and self.tokens[i].form == WAW

    def is_article(self, i: int) -> bool:
        """Whether a lone article stands here, as before a number in digits («الـ48»)."""
        return self.first <= i < self.last and self.tokens[i].form == ARTICLE

    def digits(self, i: int) -> tuple[int, ...]:
        """The numbers of a token in digits of either kind: one for «2016», three for «27-6-2016»; none for words."""
        return self._digits.get(i, ())

    def separator(self, i: int) -> str:
        """The first mark inside a number, or nothing."""
        found = _SEPARATOR.search(self.tokens[i].form) if self.first <= i < self.last else None
        return found.group() if found else ""

    def single(self, i: int) -> int | None:
        """The value of a whole number in digits without separators."""
        digits = self.digits(i)
        return digits[0] if len(digits) == 1 else None

    def form(self, i: int) -> str:
        """The folded word at a position; nothing outside of the sentence."""
        return self.tokens[i].form if self.first <= i < self.last else ""
