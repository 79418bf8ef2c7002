"""What an expression says before it is resolved: the fields that its words name, and nothing that they do not."""

from typing import Any, NamedTuple

from musnad.model import TimeType

NEW_YEAR = "NY"
"""The unit of «العام الجديد»: the year that has just begun, or the one that begins soon."""


SEASON = "SN"
"""The unit of «الموسم الماضي»: it is named by the year in which it began."""


SAME_DAY = "DAY"
"""The section of a year that is the day of the month from which the expression counts."""
_NONE_NAMED = (None,) * 8


class Shift(NamedTuple):
    """So many units from the day of reference: («أمس») D -1, («الأسبوع المقبل») W 1."""

    unit: str
    offset: int


TODAY = Shift("D", 0)


class Pattern(NamedTuple):
    """The fields of a date or time as the words name them.

    Attributes:
        weekday: 1 Monday ... 7 Sunday.
        clock: the time as the words give it, `03:00`; `half` the part of the day beside it.
        nth: which week or weekday of the month or year, -1 the last.
        century: counted from the page's own, or its number less one where `numbered`.
        section: a quarter, a half or the weekend of what the other fields name.
        hijri: whether year, month and day are of the Islamic calendar.
        shift: a unit counted from the reference.
        anchored: counted from the last day that the text names, and not from the reference.
        direction: -1, 0 or 1 where an adjective says before, now or after.
        nearby: the direction of the weekday itself, and not of the month behind it («الأحد الماضي 12 مايو»): within a week.
        feast: by which rule a feast falls: a calendar, or `easter`, `open` for one that no rule of this program gives.
        fixed: a finished value, such as `PAST_REF` or `198X`.
        other: the same date in the other calendar («1 رمضان 1445هـ الموافق 11 مارس 2024م»).
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    hijri: bool | None = None
    weekday: int | None = None
    shift: Shift | None = None
    anchored: bool | None = None
    direction: int | None = None
    nearby: int | None = None
    part: str | None = None
    clock: str | None = None
    half: str | None = None
    season: str | None = None
    section: str | None = None
    nth: int | None = None
    decade: int | None = None
    century: int | None = None
    numbered: bool | None = None
    feast: str | None = None
    fixed: str | None = None
    other: "Pattern | None" = None

    def joined(self, other: "Pattern") -> "Pattern | None":
        """Both together, or None where they name the same field differently or cannot belong to one date."""
        made: list[Any] = []
        for mine, theirs in zip(self, other, strict=True):
            if mine is None:
                made.append(theirs)
            elif theirs is None or theirs == mine:
                made.append(mine)
            else:
                return None
        joined = Pattern(*made)
        return joined if joined._is_possible() else None

    def _is_possible(self) -> bool:
        if self.shift and self.shift.unit == "D" and (self.day or self.month or self.year):
            return self.day is not None and self.month is not None
        if self.shift and self.shift.unit == "Y" and self.year:
            return False
        return not (self.season and self.month) and not self._parts_longer()

    def _parts_longer(self) -> bool:
        """Whether a part of the day would be one of a week or a year («ظهر العام الماضي»)."""
        if self.part is None or self.day or self.weekday or self.feast:
            return False
        longer = self.shift.unit not in ("D", "NY") if self.shift else self.year is not None
        return longer and self.section is None

    @property
    def has_date(self) -> bool:
        """Whether a day, week, month, year or longer is named at all."""
        named = (self.year, self.month, self.weekday, self.shift, self.season, self.decade, self.century, self.feast)
        return named != _NONE_NAMED or (self.day is not None and self.direction is not None)

    @property
    def is_time_only(self) -> bool:
        """Whether a time of day is named and no day."""
        return (self.clock is not None or self.part is not None) and not self.has_date and self.day is None

    @property
    def is_year(self) -> bool:
        """Whether a year is all that is named."""
        return self.year is not None and self == Pattern(year=self.year, hijri=self.hijri)

    @property
    def is_whole_date(self) -> bool:
        """Whether day, month and year are all named."""
        return None not in (self.day, self.month, self.year)


class Amount(NamedTuple):
    """A length of time: so many of a unit; None for a number that the words leave open («أسابيع»)."""

    number: float | None
    unit: str


class Found(NamedTuple):
    """An expression found in a sentence: tokens `first` to `last`, without the `prefix` of clitics before it.

    Attributes:
        rule: the grammar rule that found it.
        row: the table row of the word that decided it.
        end: the other end of an interval.
        amounts: the lengths of a duration, or of the step that `sign` takes from the reference.
        sign: -1 «قبل», 1 «بعد», 0 for a plain duration.
        since: «منذ» stands before it, so that it is past.
        told: a verb next to it says that it has taken place («وصل في 3 مارس»).
    """

    first: int
    last: int
    prefix: str
    type: TimeType
    rule: str
    pattern: Pattern = Pattern()
    end: Pattern | None = None
    amounts: tuple[Amount, ...] = ()
    sign: int = 0
    row: str | None = None
    since: bool = False
    told: bool = False
