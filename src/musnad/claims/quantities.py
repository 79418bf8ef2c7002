"""How many: the counted participants of an event («سبعة أشخاص», «28 مدنيا», «عشرات المتظاهرين»)."""

from musnad.claims.view import View
from musnad.folding import fold
from musnad.language.words import ARTICLE
from musnad.lexicon import Lexicon
from musnad.model import Argument, Quantity, Span

PERSONS = "person"
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫٬", "01234567890123456789.,")


class QuantityReader:
    """Reads the numbers of participants; knows the number words of one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._values = {
            fold(form): float(row["value"])
            for row in lexicon["times/numbers"]
            if row["class"] == "cardinal"
            for form in (row["word"], *row.list("forms"))
        }

    def read(self, view: View, participants: tuple[Argument, ...]) -> tuple[Quantity, ...]:
        """The quantities of participants that are counted; `value` is None where the words are vague («عشرات»)."""
        found = (self._quantity(view, argument) for argument in participants if not argument.implied)
        return tuple(quantity for quantity in found if quantity is not None)

    def _quantity(self, view: View, argument: Argument) -> Quantity | None:
        indexes = list(view.within(argument.span))
        if len(indexes) < 2:
            return None
        first, second = view.tokens[indexes[0]], view.tokens[indexes[1]]
        base = first.base.removeprefix(ARTICLE)
        if first.kind == "number":
            value, words = _number(view.text(indexes[0])), 1
        elif f"{base} {second.base}" in self._values:
            value, words = self._values[f"{base} {second.base}"], 2
        elif base in self._values or base in view.grammar.quantities:
            value, words = self._values.get(base), 1
        else:
            return None
        if words >= len(indexes):
            return None
        start = view.tokens[indexes[words]].span.start
        counted = view.document.quote(Span(start, argument.span.end))
        return Quantity(Span(argument.span.start, argument.span.end), value, PERSONS, counted)


def _number(written: str) -> float | None:
    try:
        return float(written.translate(_DIGITS).replace(",", ""))
    except ValueError:
        return None
