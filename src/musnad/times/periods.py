"""The pieces that name a longer period or a place in one: seasons, decades, quarters, edges, «أول جمعة من يوليو», feasts."""

from musnad.times.dates import month, month_and_year, unit_reference, with_year
from musnad.times.line import Line, Match
from musnad.times.numbers import Number, ordinal, whole_number
from musnad.times.numeric import Piece
from musnad.times.patterns import Pattern, Shift
from musnad.times.vocabulary import LAM
from musnad.times.written import WAW
from musnad.times.years import bare_year, year

_PARTS = {"quarter": 4, "half": 2, "third": 3}
_SEASON_LEADS = ("in", "since", "until", "before", "after", "season_word", "edge")


def season(line: Line, i: int, *, clitics: bool = False) -> Piece | None:
    """«صيف 2015», «صيف العام الماضي», «الصيف الماضي», «هذا الصيف», «قبل الصيف»."""
    this = line.at(i, "this", clitics=clitics)
    found = line.at(this.end if this else i, "season", clitics=clitics and not this)
    if found is None or (this and not found.sense.definite):
        return None
    if this:
        return Piece(Pattern(season=found.sense.code, direction=0), found.end, this.prefix, found.sense.row)
    modifier = line.at(found.end, "modifier")
    if found.sense.definite and modifier and modifier.sense.code == "plain":
        pattern = Pattern(season=found.sense.code, direction=modifier.sense.number)
        return Piece(pattern, modifier.end, found.prefix, found.sense.row)
    if found.sense.definite:
        led = any(line.at(i - 1, kind, clitics=True) for kind in _SEASON_LEADS)
        return Piece(Pattern(season=found.sense.code), found.end, found.prefix, found.sense.row) if led else None
    following = of_year(line, line.after(found.end, "from"))
    if following is None:
        return None
    joined = following.pattern.joined(Pattern(season=found.sense.code))
    return Piece(joined, following.end, found.prefix, found.sense.row) if joined else None


def decade(line: Line, i: int, *, clitics: bool = False) -> Piece | None:
    """«الثمانينيات», «تسعينيات القرن الماضي», «ثمانينيات القرن العشرين», «القرن التاسع عشر»; ages are none."""
    lead = line.at(i, "era_word", clitics=clitics)
    named = decade(line, lead.end) if lead and line.at(lead.end, "decade") else None
    if lead and named:
        return named._replace(prefix=lead.prefix)
    found = line.at(i, "decade", clitics=clitics)
    if found is None:
        return _numbered_decade(line, i, clitics=clitics) or _numbered_century(line, i, clitics=clitics)
    of = line.after(found.end, "from")
    if of > found.end and line.at(of, "age"):
        return None
    tens = Pattern(decade=found.sense.number)
    for century in (unit_reference(line, of), _numbered_century(line, of)):
        joined = tens.joined(century.pattern) if century and century.pattern.century is not None else None
        if century and joined:
            return Piece(joined, century.end, found.prefix, found.sense.row)
    if found.sense.definite:
        return Piece(tens, found.end, found.prefix, found.sense.row)
    # «سبعينيات وثمانينيات القرن الماضي»
    other = line.at(found.end, "decade", clitics=True)
    following = decade(line, found.end, clitics=True) if other and other.prefix == WAW else None
    joined = (
        tens.joined(Pattern(century=following.pattern.century, numbered=following.pattern.numbered))
        if following
        else None
    )
    return Piece(joined, found.end, found.prefix, found.sense.row) if joined and joined.century is not None else None


def _numbered_decade(line: Line, i: int, *, clitics: bool) -> Piece | None:
    """«العقد الأول من القرن الحادي والعشرين»: 200X."""
    unit = line.at(i, "unit", clitics=clitics)
    number = ordinal(line, unit.end) if unit and unit.sense.code == "DE" and unit.sense.definite else None
    if unit is None or number is None or number.value > 10:
        return None
    of = line.after(number.end, "from")
    for century in (unit_reference(line, of), _numbered_century(line, of)):
        joined = century.pattern.joined(Pattern(decade=(number.value - 1) * 10)) if century else None
        if century and joined and century.pattern.century is not None:
            return Piece(joined, century.end, unit.prefix, unit.sense.row)
    return None


def _numbered_century(line: Line, i: int, *, clitics: bool = False) -> Piece | None:
    """«القرن التاسع عشر», «القرن العشرين»."""
    unit = line.at(i, "unit", clitics=clitics)
    if unit is None or unit.sense.code != "CE" or not unit.sense.definite:
        return None
    number = ordinal(line, unit.end) or whole_number(line, unit.end)
    if number is None or not 1 < number.value < 23:
        return None
    return Piece(Pattern(century=number.value - 1, numbered=True), number.end, unit.prefix, unit.sense.row)


def section(line: Line, i: int, *, clitics: bool = False) -> Piece | None:
    """«الربع الأول من 2016», «النصف الثاني من العام الجاري», «الربع الثالث لهذا العام»."""
    found = next(filter(None, (line.at(i, kind, clitics=clitics) for kind in _PARTS)), None)
    if found is None or not found.sense.definite:
        return None
    most = _PARTS[found.sense.kind]
    final = line.at(found.end, "last_one")
    number = Number(most, final.end, True) if final and final.sense.definite else ordinal(line, found.end)
    if number is None or number.value > most:
        return None
    start = line.after(number.end, "from")
    whole = _undivided(line, start, found.sense.kind)
    if whole:
        return whole._replace(prefix=found.prefix)
    following = of_year(line, start)
    code = f"{'Q' if found.sense.kind == 'quarter' else 'H'}{number.value}"
    if following is None:
        led = any(line.at(i - 1, kind, clitics=True) for kind in ("in", "since", "until", "edge"))
        pattern = Pattern(shift=Shift("Y", 0), section=code)
        return (
            Piece(pattern, number.end, found.prefix, found.sense.row) if led and found.sense.kind == "quarter" else None
        )
    joined = following.pattern.joined(Pattern(section=code))
    return Piece(joined, following.end, found.prefix, found.sense.row) if joined else None


def _undivided(line: Line, i: int, kind: str) -> Piece | None:
    """The period of which ISO 8601 names no such part: a half of a month, a third of a year, a quarter of a century."""
    if kind != "quarter" and (month := month_and_year(line, i) or _of_month(line, i)):
        return month
    century = _numbered_century(line, i) or unit_reference(line, i)
    if century and century.pattern.century is not None:
        return century
    return of_year(line, i) if kind == "third" else None


def _of_month(line: Line, i: int) -> Piece | None:
    """«الشهر الماضي», «هذا الشهر»."""
    found = unit_reference(line, i)
    return found if found and found.pattern.shift and found.pattern.shift.unit == "M" else None


def of_year(line: Line, i: int) -> Piece | None:
    """The year that something is of: «2016», «لعام 2016», «لهذا العام», «العام»."""
    for read in (year, unit_reference, _this_year):
        found = read(line, i, clitics=True)
        shift = found.pattern.shift if found else None
        if found and found.prefix in ("", LAM) and (found.pattern.year or (shift and shift.unit == "Y")):
            return found
    return bare_year(line, i)


def _this_year(line: Line, i: int, *, clitics: bool = False) -> Piece | None:
    found = line.at(i, "unit", clitics=clitics)
    if found and found.sense.code == "Y" and found.sense.extra == "one" and found.sense.definite:
        return Piece(Pattern(shift=Shift("Y", 0)), found.end, found.prefix, found.sense.row)
    return None


def edge(line: Line, i: int, *, clitics: bool = False) -> Piece | None:
    """«مطلع الشهر المقبل», «أواخر عام 2017», «منتصف أبريل», «نهاية العام»: the whole period stands for its part."""
    found = line.at(i, "edge", clitics=clitics)
    if found is None:
        return None
    start = line.after(found.end, "from")
    for read in (month_and_year, year, bare_year, unit_reference, decade, season, section):
        piece = read(line, start)
        if piece:
            made = piece._replace(prefix=found.prefix)
            return _weekend(made) if found.sense.code in ("END", "OFF") else made
    unit = line.at(start, "unit")
    if unit and unit.sense.definite and unit.sense.extra == "one" and unit.sense.code in ("W", "M", "Y"):
        end = line.after(unit.end, "school") if unit.sense.code == "Y" else unit.end
        bare = Piece(Pattern(shift=Shift(unit.sense.code, 0)), end, found.prefix, unit.sense.row)
        return _weekend(bare) if found.sense.code == "OFF" else bare
    return None


def _weekend(piece: Piece) -> Piece:
    """The end of a week is its weekend; «أواخر» and «بقية» are not, and «نهاية الأسبوع» by itself is as vague."""
    shift = piece.pattern.shift
    joined = piece.pattern.joined(Pattern(section="WE")) if shift and shift.unit == "W" else None
    return piece._replace(pattern=joined) if joined else piece


def nth(line: Line, i: int, *, clitics: bool = False) -> Piece | None:
    """«أول جمعة من يوليو», «آخر أسبوع في سبتمبر», «الأسبوع الأول من عام 2015», «الأسبوع الأخير من الشهر»."""
    number = line.at(i, "ordinal", clitics=clitics) or line.at(i, "last_one", clitics=clitics)
    unit = _counted_unit(line, number.end if number else i, clitics=clitics and not number)
    if unit is None:
        return None
    prefix, end = number.prefix if number else unit[0].prefix, unit[0].end
    if number is None:
        number = line.at(end, "ordinal") or line.at(end, "last_one")
        if number is None or not unit[0].sense.definite or unit[0].sense.kind != "unit":
            return None
        end = number.end
    value = -1 if number.sense.kind == "last_one" else number.sense.number
    start = line.after(line.after(end, "from"), "in")
    for read in (month_and_year, year, bare_year, unit_reference, _this_year):
        period = read(line, start)
        joined = period.pattern.joined(Pattern(nth=value, weekday=unit[1])) if period else None
        if period and joined and not joined.day:
            return Piece(joined, period.end, prefix, unit[0].sense.row)
    return None


def _counted_unit(line: Line, i: int, *, clitics: bool) -> tuple[Match, int | None] | None:
    """A week, or a weekday with its number, as something that is counted in a month."""
    day = line.at(line.after(i, "day_word"), "weekday", clitics=clitics)
    if day:
        return day, day.sense.number
    unit = line.at(i, "unit", clitics=clitics)
    return (unit, None) if unit and unit.sense.code == "W" and unit.sense.extra == "one" else None


def feast_day(line: Line, i: int, *, clitics: bool = False) -> Piece | None:
    """«أول أيام عيد الفطر», «ثالث أيام التشريق», «أول أيام رمضان»: so many days into a feast or a month."""
    number = ordinal(line, i, clitics=clitics)
    days = line.at(number.end, "unit") if number else None
    if number is None or days is None or days.sense.code != "D" or days.sense.extra != "many":
        return None
    prefix = (line.at(i, "ordinal", clitics=clitics) or days).prefix
    feast = holiday(line, days.end)
    if feast and feast.pattern.day:
        pattern = feast.pattern._replace(day=feast.pattern.day + number.value - 1)
        return feast._replace(pattern=pattern, prefix=prefix)
    name = month(line, line.after(days.end, "month_word"))
    if name is None:
        return None
    match, end = name
    pattern = Pattern(month=match.sense.number, day=number.value, hijri=match.sense.code == "hijri")
    return with_year(line, Piece(pattern, end, prefix, match.sense.row))


def holiday(line: Line, i: int, *, clitics: bool = False) -> Piece | None:
    """«عيد الفطر 2013», «عيد الأضحى الماضي», «رأس السنة»: a feast with a fixed day in one of the calendars."""
    found = line.at(i, "holiday", clitics=clitics)
    if found is None:
        return None
    calendar = found.sense.code
    pattern = Pattern(feast=calendar)
    if found.sense.number:
        pattern = Pattern(
            month=found.sense.number, day=int(found.sense.extra), hijri=calendar == "hijri", feast=calendar
        )
    return with_year(line, Piece(pattern, found.end, found.prefix, found.sense.row))
