"""Times without the rest of the reader: a text and its day of reference in, expressions out."""

from dataclasses import replace
from datetime import date, datetime
from functools import cache

from musnad.errors import UsageError
from musnad.language.tokens import Places, sentences
from musnad.lexicon import Lexicon, load
from musnad.model import Document, Page, TimeExpression
from musnad.times.dating import day_of
from musnad.times.stage import make_times


class TimesReader:
    """Words and times of one lexicon, without zones and names, and without the models that the language stage asks."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._times = make_times(lexicon)

    def __call__(self, text: str, reference: str | None = None) -> tuple[TimeExpression, ...]:
        """The expressions of a text, in its order, counted from an ISO 8601 day or time."""
        return self.read(Document(Page("text", text, "text", published=reference))).times

    def read(self, document: Document) -> Document:
        """The document with its sentences, times and dating, without tokens; its zones, if it has any, count."""
        words = self._times.forms.of(document.text)
        places = Places(words.text, words.starts, words.ends, [word.kind for word in words.words])
        return self._times.read(replace(document, sentences=tuple(sentences(places))), words)


@cache
def shared() -> TimesReader:
    """A reader with the package's tables, made at the first call and kept."""
    return TimesReader(load())


def read_times(text: str, reference: str | date | None = None) -> tuple[TimeExpression, ...]:
    """The time expressions of a text, in its order; spans are half-open code points of it.

    Args:
        text: Arabic text; it is never changed, so that `text[t.span.start:t.span.end]` is the expression as written.
        reference: the day (or day and time) that the text is read from: «أمس» is the day before it. ISO 8601 or a
            `date` or `datetime`. Without one, what the text itself tells decides, and the rest has no value.

    Raises:
        UsageError: the reference is no day of the years in which there are news.
    """
    return shared()(text, checked(reference))


def checked(reference: str | date | None) -> str | None:
    """A reference as ISO 8601.

    Raises:
        UsageError: it is no such day.
    """
    if reference is None:
        return None
    written = reference.isoformat() if isinstance(reference, date | datetime) else str(reference)
    if day_of(written) is None:
        raise UsageError(f"{written!r} is no day to count from; write it as 2024-05-15 or 2024-05-15T18:00")
    return written
