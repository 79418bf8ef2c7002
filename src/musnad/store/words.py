"""A document -> the tokens that are searched, and the same packed, as they have to be known to be taken out again.

Each word, number and Latin word of a page stands in three forms: as it is written (`exact`: hamzas and ta marbuta kept,
harakat and tatweel not), folded without its clitics (`base`), and as the dictionary has it (`lemma`, folded). Marks are
passed over and do not part a phrase.
"""

import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from musnad.errors import DamagedError
from musnad.folding import clean, fold
from musnad.model import Analysis, Document, Token

CHUNK, MOST_ALIKE = 4000, 255
"""How many tokens stand in one row of the index, and how many of them may be the same: PostgreSQL knows no place beyond
16,383, and no more than 256 places of one token."""
OVERLAP = 32
"""How many tokens of a row stand in the next one too: as long may a phrase be."""
Line = tuple[str, str, str]
"""A row of the index: the three forms of its tokens, each with a space between two."""
_JOINT = "·"
_NO_LETTER = {code: _JOINT for code in range(128) if not chr(code).isalnum()}
_LONGEST = 80


class Forms(NamedTuple):
    """The three forms of every token of a page, in order."""

    exact: tuple[str, ...]
    base: tuple[str, ...]
    lemma: tuple[str, ...]

    def chunks(self) -> Iterator["Forms"]:
        """The rows of the index: one for most pages."""
        start, size = 0, len(self.exact)
        while start == 0 or start + OVERLAP < size:
            length = min((_length(form[start : start + CHUNK]) for form in self), default=0)
            yield Forms(*(form[start : start + length] for form in self))
            start += max(length - OVERLAP, 1)


class Written(NamedTuple):
    """The words of a page as they are written down: packed, and as rows of the index."""

    content: bytes
    lines: tuple[Line, ...]

    @classmethod
    def of(cls, forms: Forms) -> "Written":
        """The words as they are written down."""
        return cls(pack(forms), lines(forms))

    @classmethod
    def packed(cls, content: bytes, number: int) -> "Written":
        """Words that are packed and give so many rows.

        Raises:
            DamagedError: the bytes are no longer what they were.
        """
        if number != 1:
            return cls(content, lines(unpack(content)))
        exact, base, lemma = _unpacked(content)
        return cls(content, ((exact, base, lemma),))


def lines(forms: Forms) -> tuple[Line, ...]:
    """The rows of the index that a page gives."""
    return tuple((" ".join(exact), " ".join(base), " ".join(lemma)) for exact, base, lemma in forms.chunks())


def _length(tokens: Sequence[str]) -> int:
    """How many of the first tokens can stand in one row."""
    seen: Counter[str] = Counter(tokens)
    if not seen or max(seen.values()) <= MOST_ALIKE:
        return len(tokens)
    seen.clear()
    for number, token in enumerate(tokens):
        seen[token] += 1
        if seen[token] > MOST_ALIKE:
            return number
    return len(tokens)


def forms_of(document: Document) -> Forms:
    """The forms of a document's words; none of a page whose words are not read."""
    text = document.text
    analyses = document.analyses or (None,) * len(document.tokens)
    found = [
        forms_of_word(text[token.span.start : token.span.end], token, analysis)
        for token, analysis in zip(document.tokens, analyses, strict=True)
        if token.kind != "mark"
    ]
    exact, base, lemma = zip(*found, strict=True) if found else ((), (), ())
    return Forms(exact, base, lemma)


def forms_of_word(written: str, token: Token, analysis: Analysis | None) -> tuple[str, str, str]:
    """A word as it is written, its base, its lemma."""
    base = token_of(token.base)
    lemma = token_of(fold(analysis.lemma)) if analysis and analysis.lemma else base
    return token_of(clean(written)), base, lemma


def token_of(form: str) -> str:
    """A form as one token in the eyes of both databases: without white space and ASCII's marks, in lower case."""
    one = "".join(form.lower().split()).replace("\0", "")[:_LONGEST]
    return (one.translate(_NO_LETTER) if any(code < 128 for code in map(ord, one)) else one) or _JOINT


def pack(forms: Forms) -> bytes:
    """The forms in few bytes."""
    return zlib.compress("\n".join(" ".join(form) for form in forms).encode("utf-8", "surrogatepass"), 6)


def unpack(content: bytes) -> Forms:
    """The forms that were packed.

    Raises:
        DamagedError: the bytes are no longer what they were.
    """
    exact, base, lemma = (tuple(form.split()) for form in _unpacked(content))
    return Forms(exact, base, lemma)


def _unpacked(content: bytes) -> Line:
    try:
        exact, base, lemma = zlib.decompress(content).decode("utf-8", "surrogatepass").split("\n")
    except (ValueError, zlib.error) as error:
        raise DamagedError("the words of a page are no longer what they were") from error
    return exact, base, lemma
