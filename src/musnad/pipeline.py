"""The path of a page, in one list: zones, words, names, times, statements, claims.

A stage is a callable that takes a Document and returns a new one with its own fields filled. The stages of a reader are
made once, from one lexicon, and hold no state of any page.
"""

from collections.abc import Callable

from musnad.claims import make_claims, make_statements
from musnad.language import make_language
from musnad.lexicon import Lexicon, compiling
from musnad.mentions import make_mentions
from musnad.model import Document, Page
from musnad.pages import make_zones
from musnad.times import make_times

READ = frozenset({"ar", "und"})
"""The languages that are read: Arabic, and what has no letters."""
Stage = Callable[[Document], Document]

STAGES: tuple[Callable[[Lexicon], Stage], ...] = (
    make_zones,  # zones, metadata
    make_language,  # tokens, sentences
    make_mentions,  # mentions, entities
    make_times,  # times, dating
    make_statements,  # statements
    make_claims,  # claims
)


class Pipeline:
    """The stages made from one lexicon, in order; a callable from Page to Document that pickles."""

    def __init__(self, lexicon: Lexicon, version: str) -> None:
        self.reader = f"musnad {version} {lexicon.version}"
        with compiling():
            self.stages = tuple(make(lexicon) for make in STAGES)

    def __call__(self, page: Page) -> Document:
        """Read one page; the same page gives the same document. Of a page in another language only the zones are found."""
        document = Document(page, notes=page.notes, reader=self.reader)
        for stage in self.stages:
            if document.metadata.language in READ:
                document = stage(document)
        return document
