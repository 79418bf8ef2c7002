"""A reader of times alone: words and times, without zones and names."""

from collections.abc import Callable

import pytest

from musnad.language import make_language
from musnad.lexicon import load
from musnad.model import Document, Metadata, Page, Zone
from musnad.times import make_times

PUBLISHED = "2024-05-15"


@pytest.fixture(scope="session")
def read() -> Callable[..., Document]:
    """Reads a text as published on Wednesday 2024-05-15, or as told otherwise."""
    lexicon = load()
    language, times = make_language(lexicon), make_times(lexicon)

    def reader(
        text: str,
        published: str | None = PUBLISHED,
        *,
        retrieved: str | None = None,
        stated: str | None = None,
        declared: str | None = None,
        zones: tuple[Zone, ...] = (),
    ) -> Document:
        page = Page("test", text, "test", published=published, declared=declared, retrieved=retrieved)
        return times(language(Document(page, metadata=Metadata(published=stated), zones=zones)))

    return reader
