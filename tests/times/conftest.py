"""A reader of times alone: words and times, without zones and names."""

from collections.abc import Callable

import pytest

from musnad.lexicon import load
from musnad.model import Document, Metadata, Page, Zone
from musnad.times.alone import TimesReader

PUBLISHED = "2024-05-15"


@pytest.fixture(scope="session")
def read() -> Callable[..., Document]:
    """Reads a text as published on Wednesday 2024-05-15, or as told otherwise."""
    times = TimesReader(load())

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
        return times.read(Document(page, metadata=Metadata(published=stated), zones=zones))

    return reader
