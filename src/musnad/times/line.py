"""A sentence as the grammar sees it: what a word, a number or a mark at a position can be."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from musnad.model import Span, Token
from musnad.times.vocabulary import ARTICLE, NOTHING, Sense
from musnad.times.written import WAW, Forms, Text, Written, separator


class Match(NamedTuple):
    """A sense found at a position: the position behind it and the clitics before it."""

    sense: Sense
    end: int
    prefix: str


class Line:
    """The words of one sentence, invisible marks left out, and what is known of them; positions count those words from 0."""

    __slots__ = (
        "_all_kinds",
        "_forms",
        "_hits",
        "_places",
        "_text",
        "every",
        "first",
        "last",
        "links",
        "pieces",
        "points",
        "words",
    )

    def __init__(self, text: Text, first: int, last: int, forms: Forms) -> None:
        self.words: Sequence[Written] = text.words[first:last]
        self._places: Sequence[int] = range(first, last)
        if "" in [word.form for word in self.words]:
            self._places = [i for i in self._places if text.words[i].form]
            self.words = [text.words[i] for i in self._places]
        self.first = 0
        self.last = len(self.words)
        self._text, self._forms = text, forms
        self._hits = [word.hits for word in self.words]
        # The kinds of each word in order; those that only a phrase gives it, where that phrase may follow.
        self.every = [word.kinds if not word.seconds else self._led(i, word) for i, word in enumerate(self.words)]
        self._all_kinds: frozenset[str] | None = None
        # Where what joins the two ends of an interval may stand.
        self.links = [i for i, word in enumerate(self.words) if word.links]
        # What was read at a position, so that rules which share a part read it once.
        self.pieces: dict[tuple[int, bool], Any] = {}
        self.points: dict[tuple[int, bool], Any] = {}

    def _led(self, i: int, word: Written) -> frozenset[str]:
        return word.kinds if i + 1 < self.last and self.words[i + 1].form in word.seconds else word.alone

    def span(self, first: int, last: int) -> Span:
        """The place in the text of the words from one position to before another."""
        return Span(self._text.starts[self._places[first]], self._text.ends[self._places[last - 1]])

    @property
    def all_kinds(self) -> frozenset[str]:
        """The kinds of all that any word of the sentence can be."""
        if self._all_kinds is None:
            self._all_kinds = NOTHING.union(*self.every)
        return self._all_kinds

    def divided(self, i: int) -> Token:
        """The word at a position with its clitics split."""
        return self._forms.divided(self.words[i])

    def kinds(self, i: int) -> frozenset[str]:
        """The kinds of all that a token can be; nothing for one that has to do with no time."""
        return self.every[i] if 0 <= i < self.last else NOTHING

    def goes_on(self, i: int) -> bool:
        """Whether what follows a token can belong to the same expression: a word of time, a mark, «و», more of its phrase."""
        following = i + 1
        if following >= self.last:
            return False
        word = self.words[following]
        form = word.form
        return bool(self.every[following]) or word.kind == "mark" or form == WAW or form in self.words[i].seconds

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
            if end <= self.last and all(self.words[i + 1 + k].form == word for k, word in enumerate(rest)):
                return Match(sense, end, prefix)
        return None

    def after(self, i: int, kind: str) -> int:
        """The position behind an optional word of a kind."""
        found = self.at(i, kind)
        return found.end if found else i

    def governs(self, i: int, kind: str) -> bool:
        """Whether a word of a kind stands here with a pronoun behind it («منها», «أصدرته»)."""
        token = self.divided(i) if self.first <= i < self.last else None
        if token is None or not token.enclitic:
            return False
        written = token.form.removesuffix(token.enclitic)
        return any(kind in self._forms.kinds(form) for form in (token.base, written))

    def is_mark(self, i: int, marks: str) -> bool:
        """Whether one of these punctuation marks stands here."""
        return self.first <= i < self.last and self.words[i].kind == "mark" and self.words[i].form in marks

    def is_and(self, i: int) -> bool:
        """Whether a lone «و» stands here, as before a number in digits."""
        return self.first <= i < self.last and self.words[i].form == WAW

    def is_article(self, i: int) -> bool:
        """Whether a lone article stands here, as before a number in digits («الـ48»)."""
        return self.first <= i < self.last and self.words[i].form == ARTICLE

    def digits(self, i: int) -> tuple[int, ...]:
        """The numbers of a token in digits of either kind: one for «2016», three for «27-6-2016»; none for words."""
        return self.words[i].digits if 0 <= i < self.last else ()

    def separator(self, i: int) -> str:
        """The first mark inside a number, or nothing."""
        return separator(self.words[i].form) if self.first <= i < self.last else ""

    def single(self, i: int) -> int | None:
        """The value of a whole number in digits without separators."""
        digits = self.digits(i)
        return digits[0] if len(digits) == 1 else None

    def form(self, i: int) -> str:
        """The folded word at a position; nothing outside of the sentence."""
        return self.words[i].form if self.first <= i < self.last else ""
