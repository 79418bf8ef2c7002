"""Reads the statements of a text, for tests that ask who stands behind some of its words."""

from collections.abc import Callable

import pytest

from musnad.lexicon import Lexicon
from musnad.model import Document, Page
from musnad.pipeline import STAGES

TITLE = "جولة في أخبار اليوم"
REPORT = "وصل الوفد أمس إلى المدينة، وكان في استقباله عدد من الوجهاء."


@pytest.fixture(scope="session")
def chain_in(lexicon: Lexicon) -> Callable[[str, str], str]:
    """The chain of the innermost statement around some words, outermost first; empty where they are the page's own."""
    stages = [make(lexicon) for make in STAGES if make.__name__ != "make_claims"]

    def read(text: str, words: str) -> str:
        document = Document(Page("page", text, "id", published="2024-05-15"))
        for stage in stages:
            document = stage(document)
        start = document.text.index(words)
        around = [s for s in document.statements if s.span.start <= start and start + len(words) <= s.span.end]
        inner = min(around, key=lambda s: s.span.end - s.span.start, default=None)
        sources = (link.source for link in inner.chain) if inner is not None else ()
        return " ← ".join(document.quote(source.span) for source in sources if source is not None)

    return read


@pytest.fixture(scope="session")
def chain_of(chain_in: Callable[[str, str], str]) -> Callable[[str, str], str]:
    """The same in a report."""
    return lambda text, words: chain_in(f"{TITLE}\n\n{text}", words)


@pytest.fixture(scope="session")
def chain_under(chain_in: Callable[[str, str], str]) -> Callable[[str, str], str]:
    """The same in a headline over a report."""
    return lambda title, words: chain_in(f"{title}\n\n{REPORT}", words)
