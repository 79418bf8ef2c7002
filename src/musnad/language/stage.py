"""The language stage: fills `tokens`, `sentences` and `analyses`, nothing else."""

from dataclasses import replace

from musnad.language.tagging import load_tagger
from musnad.language.tokens import raw_tokens, sentence_bounds
from musnad.language.words import make_words
from musnad.lexicon import Lexicon
from musnad.model import Document


class Language:
    """The stage as a callable; knows the words of one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.words = make_words(lexicon)
        self.tagger = load_tagger()

    def __call__(self, document: Document) -> Document:
        """The document with its words, its sentences, and what each word is in its context."""
        text = document.text
        spans = raw_tokens(text)
        token = self.words.token
        tokens = tuple([token(text, span, kind) for span, kind in spans])
        sentences = tuple(sentence_bounds(text, spans))
        analyses = self.tagger.analyse(text, tokens, sentences)
        return replace(document, tokens=tokens, sentences=sentences, analyses=analyses)


def make_language(lexicon: Lexicon) -> Language:
    """The stage for a lexicon."""
    return Language(lexicon)
