"""What a text has named last, to count «في اليوم نفسه», «العام التالي», «بعد ذلك بعامين» from."""

from datetime import date
from typing import NamedTuple

from musnad.times.stated import Value

_COARSE = {"Y": "year", "DE": "year", "CE": "year", "M": "month"}


class Anchors(NamedTuple):
    """The last day, the last month and the last year that a text named; month and year as their first day.

    A day names its month and its year too; a year names no day, so that «في اليوم نفسه» reaches over it.
    """

    day: date | None = None
    month: date | None = None
    year: date | None = None

    def of(self, unit: str) -> date | None:
        """What is counted from in a unit: a year from the last year, a day from the last day."""
        found: date | None = getattr(self, _COARSE.get(unit, "day"))
        return found

    def then(self, value: Value) -> "Anchors":
        """The anchors behind an expression with this value."""
        if value.day is not None:
            return Anchors(value.day, value.day, value.day)
        written = value.value or ""
        if not (len(written) in (4, 7) and written.replace("-", "").isdigit()):
            return self
        first = date.fromisoformat(f"{written}-01" if len(written) == 7 else f"{written}-01-01")
        return Anchors(self.day, first if len(written) == 7 else self.month, first)


NO_ANCHORS = Anchors()
