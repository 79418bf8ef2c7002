"""The page as the grammar of names sees it: folded words, their possible clitics, the ends of sentences, zones to skip."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from musnad.folding import fold
from musnad.language.words import ARTICLE, LAM, written_length
from musnad.mentions.trie import Trie
from musnad.model import Document, Span, Token

OPENERS = frozenset("\"“”«‹'‘’(„[»›")
QUOTES = OPENERS - {"("}
CLOSERS = frozenset("\"”“»›'’‘)„]«‹")
PROPER, VERBAL = "PROPN", "VERB"
APPOSING = frozenset("،,/:(-–—")


@lru_cache(maxsize=1 << 15)
def splits(form: str, outer: frozenset[str], inner: frozenset[str]) -> tuple[tuple[int, str], ...]:
    """Every way to take clitics off a folded word: how many letters, and the rest with its article written out.

    `outer` are the conjunctions, `inner` the prepositions that join a word.
    """
    found = [(0, form)]
    if form[:1] in outer and len(form) > 2:
        found.append((1, form[1:]))
    for letters, rest in tuple(found):
        if rest[:1] in inner and len(rest) > 2:
            found.append((letters + 1, rest[1:]))
            if rest[:2] == LAM + LAM and len(rest) > 3:
                found.append((letters + 1, ARTICLE + rest[2:]))
    return tuple(found)


def _within(tokens: Sequence[Token], zones: Sequence[Span]) -> Iterator[bool]:
    """Whether each token lies in one of some zones that are in order and do not overlap."""
    number = 0
    for token in tokens:
        while number < len(zones) and zones[number].end < token.span.end:
            number += 1
        yield number < len(zones) and token.span.within(zones[number])


class Sheet:
    """Arrays over the tokens of a document.

    Attributes:
        forms: folded words; an empty string for marks and words in furniture, so that nothing matches there.
        limits: for each token, where its sentence ends.
        own: the folded words of the page's outlet.
        proper, verbal: for each token, whether the tagger takes it for a name or a verb; nowhere if nothing was tagged.
    """

    def __init__(self, document: Document) -> None:
        self.text = document.text
        self.own = tuple(fold(document.page.outlet or document.metadata.outlet or "").split())
        self.tokens = document.tokens
        furniture = [z.span for z in document.zones if z.kind == "furniture"]
        self.limits = [0] * len(self.tokens)
        for sentence in document.sentences:
            for i in range(sentence.first, sentence.last):
                self.limits[i] = sentence.last
        self.forms = [t.form if t.kind in ("word", "latin") else "" for t in self.tokens]
        tagged = document.analyses
        self.proper = [a.pos == PROPER for a in tagged] if tagged else [False] * len(self.tokens)
        self.verbal = [a.pos == VERBAL for a in tagged] if tagged else [False] * len(self.tokens)
        self.written = [self.text[t.stem.start : t.stem.end] for t in self.tokens]
        self.closed = list(_within(self.tokens, furniture)) if furniture else []
        for i, shut in enumerate(self.closed):
            if shut:
                self.forms[i] = ""

    def without(self, phrases: Trie[str]) -> "Sheet":
        """This sheet with the words of some phrases taken out, so that no name is found in them."""
        for i, form in enumerate(self.forms):
            hit = phrases.longest(form, self.forms, i, self.limits[i]) if form else None
            if hit is not None:
                self.forms[i : hit[0]] = [""] * (hit[0] - i)
        return self

    def is_open(self, i: int) -> bool:
        """Whether the token may hold a name: it is not in furniture."""
        return not (self.closed and self.closed[i])

    def mark(self, i: int) -> str:
        """The punctuation at a token, or nothing."""
        if 0 <= i < len(self.tokens) and self.tokens[i].kind == "mark":
            span = self.tokens[i].span
            return self.text[span.start : span.end]
        return ""

    def number(self, i: int) -> bool:
        """Whether the token is a number."""
        return i < len(self.tokens) and self.tokens[i].kind == "number"

    def start(self, i: int, letters: int) -> int:
        """Where the word at a token begins behind so many clitic letters, in code points of the text."""
        span = self.tokens[i].span
        return span.start + (written_length(self.text[span.start : span.end], letters) if letters else 0)

    def quote(self, span: Span, base: str = "") -> str:
        """The words at a place; with the article written out where it is hidden behind ل («للجيش»), as `base` has it."""
        words = self.text[span.start : span.end]
        hidden = base.startswith(ARTICLE) and fold(words[:1]) == LAM
        return ARTICLE + words[1:] if hidden else words

    def span(self, first: int, letters: int, last: int) -> Span:
        """The place of tokens `first` to `last`, without the clitics of the first."""
        return Span(self.start(first, letters), self.tokens[last - 1].span.end)

    def closing(self, i: int, longest: int) -> int:
        """Where the quotation or bracket that opens at token `i` closes, if it holds at most `longest` words; else 0."""
        for j in range(i + 1, min(i + longest + 2, self.limits[i])):
            if self.mark(j) in CLOSERS:
                return j if j > i + 1 else 0
        return 0

    def before(self, i: int) -> int:
        """The token before, quotation marks skipped; -1 at the head of the sentence."""
        i -= 1
        while i >= 0 and self.mark(i) in OPENERS:
            i -= 1
        return i if i >= 0 and self.limits[i] > i + 1 else -1
