"""What a text has named last, to count «في اليوم نفسه», «العام التالي», «بعد ذلك بعامين» from."""

from datetime import date
from typing import NamedTuple

from musnad.times.stated import Value

_MONTH = len("2024-05")
_COARSE = {"Y": "year", "SN": "year", "DE": "year", "CE": "year", "M": "month"}


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
        if not written[:4].isdigit() or written[4:5] not in ("", "-"):
            return self
        year = date(int(written[:4]), 1, 1)
        if len(written) == _MONTH and written[5:].isdigit():
            month = year.replace(month=int(written[5:]))
            return Anchors(self.day, month, month)
        return Anchors(self.day, self.month, year)


NO_ANCHORS = Anchors()
