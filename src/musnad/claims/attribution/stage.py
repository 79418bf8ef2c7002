"""Who says what: fills `statements` of a document, nothing else.

Cues are read from left to right; each opens a stretch of words and gives it a speaker. A cue at the head of a clause
ends the words of the one before it, any other stands inside them; so the chain of a place is that of the statements
around it, outermost first.
"""

from dataclasses import replace

from musnad.claims.attribution.chains import Page
from musnad.claims.attribution.cues import CueTable
from musnad.claims.attribution.hinges import Hinges
from musnad.claims.attribution.passages import forwarded
from musnad.claims.attribution.reader import Reader
from musnad.claims.attribution.source_words import SourceWords
from musnad.claims.participants import make_participants
from musnad.lexicon import Lexicon
from musnad.model import Document


class Attribution:
    """The stage as a callable; knows the words of one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._participants = make_participants(lexicon)
        self._cues = CueTable(lexicon)
        self._words = SourceWords(lexicon)
        self._hinges = Hinges(lexicon)

    def __call__(self, document: Document) -> Document:
        """The document with its statements."""
        phrases = self._participants.begin(document)
        reader = Reader(phrases, self._cues, self._words, self._hinges)
        found = Page(reader.view, reader.read()).statements()
        return replace(document, statements=forwarded(document, found))


def make_statements(lexicon: Lexicon) -> Attribution:
    """The stage for a lexicon."""
    return Attribution(lexicon)
