"""The pieces of a time of day: clock times and parts of the day."""

from musnad.times.line import Line
from musnad.times.numbers import Number, ordinal, whole_number
from musnad.times.numeric import Piece
from musnad.times.patterns import Pattern
from musnad.times.written import WAW

NIGHT = frozenset({"NI", "MN"})
"""The codes of the night and of midnight."""
_MIDNIGHT = "24:00"
_LATE = frozenset({"AF", "EV", "NI"})
_LEADS = frozenset({"in", "on", "about", "from", "until", "since", "before", "after"})
_FRACTIONS = (("half", 30), ("quarter", 15), ("third", 20))


def part(line: Line, i: int, *, clitics: bool = False) -> Piece | None:
    """«صباح», «فجر», «مساء»; «في ساعة مبكرة من صباح» counts from «ساعة» on."""
    lead = line.at(i, "lead", clitics=clitics)
    found = line.at(line.after(lead.end, "from") if lead else i, "part", clitics=clitics and not lead)
    if found is None:
        return None
    return Piece(Pattern(part=found.sense.code), found.end, lead.prefix if lead else found.prefix, found.sense.row)


def clock(line: Line, i: int, *, clitics: bool = False) -> Piece | None:
    """«الساعة 10», «السابعة والنصف», «18:00 بتوقيت غرينتش», «8:30 صباحا», «العاشرة صباحا»."""
    word = line.at(i, "hour", clitics=clitics)
    start = word.end if word else i
    bracket = bool(word) and line.is_mark(start, "(")
    time = _written(line, start + bracket, ":.," if word else ":") or _hour(line, start + bracket, named=bool(word))
    if time is None:
        return None
    value, exact, end = time
    if bracket:
        end += line.is_mark(end, ")")
    led = word is not None or not line.kinds(i - 1).isdisjoint(_LEADS) or _ends_until(line, i)
    half, behind = _half(line, end, led=led)
    if not (word or half or exact):
        return None
    first = word or line.at(i, "ordinal", clitics=clitics)
    if first and first.prefix and not clitics:
        return None
    return Piece(Pattern(clock=value, half=half), _zone(line, behind), first.prefix if first else "")


def _ends_until(line: Line, i: int) -> bool:
    """Whether «إلى غاية» ends before a position."""
    until = line.at(i - 2, "until", clitics=True)
    return until is not None and until.end == i


def loose_hour(line: Line, i: int) -> tuple[Pattern, int] | None:
    """An hour that nothing marks as one; the caller knows that a clock time must stand here."""
    time = _written(line, i, ":.") or _hour(line, i)
    if time is None:
        return None
    half, end = _half(line, time[2], led=True)
    return Pattern(clock=time[0], half=half), end


def _written(line: Line, i: int, marks: str = ":") -> tuple[str, bool, int] | None:
    """«18:00», «8:00:20»: the time, that it needs no other mark of being one, the position behind."""
    digits = line.digits(i)
    if "." in marks and len(digits) == 1 and len(line.form(i)) == 4 and digits[0] < 2400 and digits[0] % 100 < 60:
        return f"{line.form(i)[:2]}:{line.form(i)[2:]}", True, i + 1
    if len(digits) not in (2, 3) or line.separator(i) not in marks or digits[0] > 24 or max(digits[1:]) > 59:
        return None
    return ":".join(f"{part:02d}" for part in digits), True, i + 1


def _hour(line: Line, i: int, *, named: bool = True) -> tuple[str, bool, int] | None:
    """«10», «السابعة والنصف», «الثالثة إلا ربعا», «الرابعة وعشرين دقيقة»; a fraction marks it as a clock time.

    Where no word names the hour («الاثنان مساء أمس»), a cardinal with its article counts something else.
    """
    counted = ordinal(line, i, clitics=True)
    number: Number | None = counted or whole_number(line, i)
    if number is None or number.value > 24 or (counted and not _is_hour(line, i, counted)):
        return None
    if counted is None and number.definite and not named:
        return None
    less = line.at(number.end, "minus")
    minutes, end = _minutes(line, less.end if less else number.end, bool(less))
    total = number.value * 60 + (-minutes if less else minutes)
    hour, minute = divmod(total % 1440, 60)
    return f"{hour:02d}:{minute:02d}", bool(minutes), end if minutes else number.end


def _is_hour(line: Line, i: int, number: Number) -> bool:
    """Whether an ordinal can be an hour: with its article, and feminine («الثانية والربع», but not «الثاني والربع»)."""
    return number.definite and line.form(i).endswith("ه")


def _minutes(line: Line, i: int, less: bool) -> tuple[int, int]:
    joined = line.is_and(i)
    for kind, minutes in _FRACTIONS:
        found = line.at(i + joined, kind, clitics=True)
        if found and (joined or found.prefix == WAW) is not less:
            return minutes, found.end
    number = whole_number(line, i + joined, clitics=True)
    unit = number and line.at(number.end, "unit")
    if number and unit and unit.sense.code == "TM" and number.value < 60:
        return number.value, unit.end
    return 0, i


def _half(line: Line, i: int, *, led: bool) -> tuple[str | None, int]:
    """The half of the day behind a clock time, «مساء», «بعد الظهر», «ص», and the position behind it; «الليلة» is a day too."""
    letter = line.at(i, "am") or line.at(i, "pm")
    if letter and line.digits(i - 1):
        return ("MO" if letter.sense.kind == "am" else "EV"), letter.end
    start = line.after(line.after(i, "in"), "from")
    night = line.at(i, "relative")
    if night and night.sense.code:
        return night.sense.code, i
    found = line.at(start, "part")
    if found and (found.sense.definite or (found.sense.extra and start == i) or (led and _has_day(line, found.end))):
        return found.sense.code, found.end
    return None, i


def _has_day(line: Line, i: int) -> bool:
    """Whether a part of the day has its day behind it: «فجر أمس», «ظهر يوم الأحد»."""
    return any(line.at(i, kind) for kind in ("relative", "weekday", "day_word"))


def part_value(part: str | None) -> str | None:
    """What stands behind the T for a part of the day: its code, or the clock for midnight."""
    return _MIDNIGHT if part == "MN" else part


def clock_value(clock: str, half: str | None) -> str:
    """The time on a clock of 24 hours: «الثالثة» with «عصرا» is 15:00."""
    hour, rest = int(clock[:2]), clock[2:]
    if half == "MN":
        return _MIDNIGHT if hour == 12 else clock
    if (half in _LATE and hour < 12 and not (half == "NI" and hour < 5)) or (half == "MI" and hour < 4):
        hour += 12
    elif half in ("MO", "NI") and hour == 12:
        hour = 0
    return f"{hour % 24:02d}{rest}"


def _zone(line: Line, i: int) -> int:
    """The position behind «بتوقيت غرينتش», «ت غ», in brackets or not."""
    bracket = line.is_mark(i, "(")
    found = line.at(i + bracket, "zone", clitics=True)
    if found is None:
        return i
    end = found.end
    if found.end == i + bracket + 1 and end < line.last:
        end += line.words[end].kind == "word"
    return end + (bracket and line.is_mark(end, ")"))
