"""Words as they are written, each looked up once: what it can be in a time expression, whichever text it stands in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from musnad.folding import fold
from musnad.language.kept import Kept
from musnad.language.tokens import kind_of, written_tokens
from musnad.language.words import LONGEST, make_words
from musnad.lexicon import Lexicon
from musnad.model import Document, Span, Token, TokenKind
from musnad.times.vocabulary import Entry, Hit, Vocabulary

WAW, DASHES = "\u0648", "-–—"
_SEPARATOR = re.compile("[.,:/\u066b\u066c-]")
_LONGEST_NUMBER = 9
_NUMBER = Entry({}, frozenset({"number"}), frozenset({"number"}))


class Written(NamedTuple):
    """A word, number or mark as it is written, folded, with what it can be.

    Attributes:
        text: as it is written.
        hits: its senses by kind, as in `Entry`.
        kinds: the kinds of all that it can be; nothing for a word that has to do with no time.
        alone: the kinds of what it is without more words behind it.
        seconds: the words that may follow it in a phrase.
        links: it may join the two ends of an interval: «إلى», a dash, «و» alone or before a time.
        digits: the numbers of a token in digits: one for «2016», three for «27-6-2016»; none for words.
    """

    text: str
    kind: TokenKind
    form: str
    hits: dict[str, list[Hit]]
    kinds: frozenset[str]
    alone: frozenset[str]
    seconds: frozenset[str]
    links: bool = False
    digits: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """The words of a text in order: of each where it starts, where it ends, and what it can be."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    words: Sequence[Written]


class Forms:
    """All that is known of written words by one lexicon's tables; what was once looked up is kept."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._vocabulary, self._words = Vocabulary(lexicon), make_words(lexicon)
        self._kept: Kept[str, Written] = Kept(self._written)
        self._divided: Kept[str, Token] = Kept(self._divide)

    def of(self, text: str) -> Text:
        """The words of a text that nothing has divided yet."""
        starts, ends, words, kept = [], [], [], self._kept
        for found in written_tokens(text):
            starts.append(found.start())
            ends.append(found.end())
            written = found.group()
            words.append(kept[written] if len(written) <= LONGEST else self._written(written))
        return Text(text, starts, ends, words)

    def of_document(self, document: Document) -> Text:
        """The words of a document, as its tokens have them."""
        text, spans = document.text, [token.span for token in document.tokens]
        written, kept = [text[span.start : span.end] for span in spans], self._kept
        words = [kept[form] if len(form) <= LONGEST else self._written(form) for form in written]
        return Text(text, [span.start for span in spans], [span.end for span in spans], words)

    def divided(self, word: Written) -> Token:
        """The word with its clitics split, as a token of a text that holds nothing else."""
        return self._divided[word.text] if len(word.text) <= LONGEST else self._divide(word.text)

    def kinds(self, form: str) -> frozenset[str]:
        """The kinds of all that a folded word can be."""
        return self._vocabulary.entry(form).kinds

    def _divide(self, written: str) -> Token:
        return self._words.token(written, Span(0, len(written)), kind_of(written))

    def _written(self, written: str) -> Written:
        kind, form = kind_of(written), fold(written)
        if kind == "number":
            return Written(written, kind, form, *_NUMBER, digits=_digits(form))
        entry = self._vocabulary.entry(form)
        joins = "until" in entry.kinds or form == WAW or (bool(entry.kinds) and form.startswith(WAW))
        return Written(written, kind, form, *entry, form in DASHES if kind == "mark" else joins)


def separator(number: str) -> str:
    """The first mark inside a number, or nothing."""
    found = _SEPARATOR.search(number)
    return found.group() if found else ""


def _digits(number: str) -> tuple[int, ...]:
    fields = _SEPARATOR.split(number)
    return () if any(len(field) > _LONGEST_NUMBER for field in fields) else tuple(map(int, fields))
