"""Numbers in digits and words: «17», «الحادي والعشرين», «ثلاثة», «ألفين وعشرين»."""

from typing import NamedTuple

from musnad.times.line import Line
from musnad.times.written import WAW

_WORDED = frozenset({"ordinal", "cardinal"})


class Number(NamedTuple):
    """A number read at a position: its value, the position behind it, whether the article marks it."""

    value: int
    end: int
    definite: bool


def ordinal(line: Line, i: int, *, clitics: bool = False) -> Number | None:
    """An ordinal: «الأول», «الحادي عشر», «الثاني والعشرين», «الثلاثين»."""
    if line.kinds(i).isdisjoint(_WORDED):
        return None
    first = line.at(i, "ordinal", clitics=clitics)
    if first is None:
        tens = line.at(i, "cardinal", clitics=clitics)
        if tens is None or not tens.sense.definite or tens.sense.number not in (20, 30):
            return None
        return Number(tens.sense.number, tens.end, True)
    value, end = first.sense.number, first.end
    following = line.at(end, "cardinal", clitics=True)
    if following and value < 10:
        if following.sense.number == 10 and not following.prefix and not following.sense.definite:
            return Number(value + 10, following.end, first.sense.definite)
        if following.prefix == WAW and following.sense.definite and following.sense.number % 10 == 0:
            return Number(value + following.sense.number, following.end, True)
    return Number(value, end, first.sense.definite)


# More words than any number of years or days is written with.
_WORDS = 8


def cardinal(line: Line, i: int, *, clitics: bool = False) -> Number | None:
    """A number in words: «ثلاثة», «خمسة وعشرين», «ألفين وعشرين», «ألف وتسعمئة وثمانية وأربعين»."""
    first = line.at(i, "cardinal", clitics=clitics)
    if first is None:
        return None
    total, group, end = 0, first.sense.number, first.end
    for _ in range(_WORDS):
        joined = line.is_and(end)
        following = line.at(end + joined, "cardinal", clitics=True)
        if following is None or following.prefix not in ("", WAW):
            break
        value = following.sense.number
        linked = joined or following.prefix == WAW
        if linked and (value < group or group >= 1000):
            if group >= 1000:
                total, group = total + group, value
            elif (value * 10 > group and group < 10 <= value) or value < group:
                group += value
            else:
                break
        elif linked and group < 10 <= value < 100:
            group += value
        elif not linked and value == 10 and group < 10:
            group += 10
        elif not linked and value >= 100 and group < value:
            group *= value
        else:
            break
        end = following.end
    return Number(total + group, end, first.sense.definite)


def whole_number(line: Line, i: int, *, clitics: bool = False) -> Number | None:
    """A whole number in digits or words."""
    article = line.is_article(i)
    value = line.single(i + article)
    if value is not None:
        return Number(value, i + article + 1, article)
    return cardinal(line, i, clitics=clitics)
