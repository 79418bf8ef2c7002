"""The days that a time's value may mean, as two ordinals, both inclusive."""

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import NamedTuple

_VALUE = re.compile(r"(\d{4})(?:-(?:W(\d\d)|(\d\d)(?:-(\d\d))?|(SP|SU|FA|WI|Q[1-4]|H[12])))?")
_PARTS = {
    "SP": (3, 5), "SU": (6, 9), "FA": (9, 12), "WI": (1, 3), "Q1": (1, 3), "Q2": (4, 6),
    "Q3": (7, 9), "Q4": (10, 12), "H1": (1, 6), "H2": (7, 12),
}  # fmt: skip
"""The months of seasons, quarters and halves: first and last."""


class Window(NamedTuple):
    """Days from `first` to `last`, both inclusive, as ordinals of the Gregorian calendar."""

    first: int
    last: int

    @property
    def days(self) -> int:
        """How many days it holds."""
        return self.last - self.first + 1

    def apart(self, other: "Window") -> int:
        """How many days lie between the two; 0 where they share one."""
        return max(self.first - other.last, other.first - self.last, 0)


@lru_cache(maxsize=1 << 14)
def window(value: str | None, end: str | None = None) -> Window | None:
    """The days of a TIMEX3 value, up to the end of a second one; None where it names no day, week, month or year."""
    first = _window(value) if value else None
    last = _window(end) if end else first
    return Window(first.first, max(first.last, last.last)) if first and last else first


def _window(value: str) -> Window | None:
    found = _VALUE.match(value)
    if found is None:
        return None
    year, week, month, day, part = found.groups()
    try:
        if week:
            monday = date.fromisocalendar(int(year), int(week), 1).toordinal()
            return Window(monday + 5, monday + 6) if value.endswith("WE") else Window(monday, monday + 6)
        if day:
            ordinal = date(int(year), int(month), int(day)).toordinal()
            return Window(ordinal, ordinal)
        first, last = (int(month), int(month)) if month else _PARTS[part] if part else (1, 12)
        end = date(int(year), last, monthrange(int(year), last)[1])
        return Window(date(int(year), first, 1).toordinal(), end.toordinal())
    except ValueError:
        return None
