"""The language stage: fills `tokens` and `sentences`, nothing else."""

from dataclasses import replace

from musnad.language.tokens import raw_tokens, sentence_bounds
from musnad.language.words import Words
from musnad.lexicon import Lexicon
from musnad.model import Document


class Language:
    """The stage as a callable; knows the words of one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.words = Words(lexicon)

    def __call__(self, document: Document) -> Document:
        """The document with its words and sentences."""
        text = document.text
        spans = list(raw_tokens(text))
        tokens = tuple(self.words.token(text, span, kind) for span, kind in spans)
        return replace(document, tokens=tokens, sentences=tuple(sentence_bounds(text, spans)))


def make_language(lexicon: Lexicon) -> Language:
    """The stage for a lexicon."""
    return Language(lexicon)
