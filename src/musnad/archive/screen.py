"""What answers have in common on a terminal: Arabic beside Latin, quotations with their page, CSV cells."""

from collections.abc import Iterable, Iterator, Sequence

from musnad.archive.papers import Quote
from musnad.archive.telling import Told
from musnad.exports.plain import one_line
from musnad.exports.wording import ARROW

_FIRST_STRONG, _END = "\u2068", "\u2069"
_LETTERS = 12
NOBODY = "—"
QUOTED = ("outlet", "published", "page", "start", "end", "text", "sentence")
"""The columns of a quotation in CSV."""


class Screen:
    """How answers are drawn; on a terminal every Arabic part is isolated, so that the parts of a line stay in order."""

    def __init__(self, *, isolates: bool) -> None:
        self._isolates = isolates

    def part(self, text: str | None) -> str:
        """A text from a page, safe and on one line."""
        shown = one_line(text or "")
        return f"{_FIRST_STRONG}{shown}{_END}" if self._isolates and shown else shown

    def parts(self, texts: Iterable[str]) -> str:
        """Several texts."""
        return ", ".join(self.part(text) for text in texts)

    def chain(self, names: Sequence[str]) -> str:
        """Who says it, outermost first; nothing where the page itself does."""
        return self.part(ARROW.join(names))

    def quote(self, quote: Quote) -> str:
        """The sentence of a quotation, with its outlet, day and place."""
        where = ", ".join(part for part in (self.part(quote.outlet), quote.published or "no date") if part)
        return f"{self.part(f'«{quote.sentence}»')} {where}, {quote.page[:_LETTERS]}:{quote.start}-{quote.end}"

    def deed(self, told: Told) -> str:
        """Who «did» what to whom, where, when, and who says so."""
        others = "، ".join((*told.recipients, *told.companions))
        parts = [self.part(f"{'، '.join(told.actors) or NOBODY} «{told.quote.text}» {others}".strip())]
        parts += [self.part(told.place)] if told.place else []
        parts += [told.when] if told.when else [self.part(f"({'، '.join(told.times)})")] if told.times else []
        parts += [f"[{self.chain(told.chain)}]"] if told.chain else []
        parts += [word for word, holds in (("historical", told.historical), ("reading", told.reading)) if holds]
        return " · ".join(parts)

    def told(self, told: Told, indent: str = "  ") -> Iterator[str]:
        """A claim on two lines: the deed, and its words."""
        yield f"{indent}{told.id}  {told.type}  {told.status}  {self.deed(told)}"
        yield f"{indent}    {self.quote(told.quote)}"


def quoted(quote: Quote) -> list[object]:
    """A quotation as cells of CSV, by `QUOTED`."""
    return [getattr(quote, name) for name in QUOTED]


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun."""
    return f"{number} {one if number == 1 else many or one + 's'}"
