"""The pieces of a date: day and month, weekdays, days and units counted from today."""

from dataclasses import replace

from musnad.times.line import Line, Match
from musnad.times.numbers import Number, cardinal, ordinal, whole_number
from musnad.times.numeric import DASHES, LAST_DAY, NEWS_YEARS, SLASHES, Piece, numeric_date
from musnad.times.patterns import NEW_YEAR, Pattern, Shift
from musnad.times.vocabulary import LAM
from musnad.times.years import bare_year, year

_OPEN, _CLOSE = "(", ")"
_POINTING = frozenset({"this", "that", "same"})


def relative_day(line: Line, i: int, *, clitics: bool = False) -> Piece | None:
    """«أمس», «أمس الأول», «اليوم», «بعد غد», «الليلة الماضية»."""
    found = line.at(i, "relative", clitics=clitics)
    if found is None:
        return None
    numbered = line.at(found.end, "ordinal") or line.at(found.end, "self") or line.is_article(found.end)
    if found.sense.definite and found.end == i + 1 and numbered:
        return None
    pattern = Pattern(shift=Shift("D", found.sense.number), part=found.sense.code or None)
    return Piece(pattern, found.end, found.prefix, found.sense.row)


def weekday(line: Line, i: int, *, clitics: bool = False) -> Piece | None:
    """«الأحد», «الأحد الماضي»; without its article only before a day of the month."""
    this = line.at(i, "this", clitics=clitics)
    found = line.at(this.end if this else i, "weekday", clitics=clitics and not this)
    if found is None:
        return None
    prefix = this.prefix if this else found.prefix
    pattern, end = Pattern(weekday=found.sense.number, direction=0 if this else None), found.end
    modifier = line.at(end, "modifier")
    if modifier and modifier.sense.code != "recent":
        return Piece(_modified(pattern, modifier), modifier.end, prefix, found.sense.row)
    numbered = None if this else _weekday_number(line, end, pattern)
    if numbered:
        return Piece(numbered, end + 1, prefix, found.sense.row)
    if not found.sense.definite and (prefix or not _dates_behind(line, end)):
        return None
    return Piece(pattern, end, prefix, found.sense.row)


def _dates_behind(line: Line, i: int) -> bool:
    """Whether a day of the month stands here, behind a comma or not: «خميس، 06 مايو», «جمعة, 16/02/2024»."""
    start = i + line.is_mark(i, "،,")
    return day_number(line, start) is not None or (start > i and numeric_date(line, start) is not None)


def _weekday_number(line: Line, i: int, pattern: Pattern) -> Pattern | None:
    """The weekday with the day behind it: «الأربعاء 27», «السبت 21/09»; a number that counts something is none."""
    digits = line.digits(i)
    if len(digits) == 2 and line.separator(i) == "/" and 1 <= digits[0] <= LAST_DAY and 1 <= digits[1] <= 12:
        return pattern.joined(Pattern(day=digits[0], month=digits[1], hijri=False))
    if len(digits) != 1 or not 1 <= digits[0] <= LAST_DAY:
        return None
    behind = i + 1
    ends = behind >= line.last or (line.words[behind].kind == "mark" and not line.is_mark(behind, "/-(%"))
    return pattern.joined(Pattern(day=digits[0])) if ends else None


def _modified(pattern: Pattern, modifier: Match) -> Pattern:
    anchored = True if modifier.sense.code == "following" else None
    number = modifier.sense.number
    nearby = number if pattern.weekday and not pattern.day and not anchored and abs(number) == 1 else None
    return pattern.joined(Pattern(direction=number, nearby=nearby, anchored=anchored)) or pattern


def day_number(line: Line, i: int, *, clitics: bool = False) -> tuple[int, int, str] | None:
    """A day of the month in digits or as an ordinal: the day, the position behind it, the clitics."""
    article = line.is_article(i)
    value = line.single(i + article)
    if value is not None:
        return (value, i + article + 1, "") if 1 <= value <= LAST_DAY else None
    first = line.at(i, "first_day", clitics=clitics)
    if first:
        return 1, first.end, first.prefix
    found = ordinal(line, i, clitics=clitics)
    if found is None or found.value > LAST_DAY or not (found.definite or found.value == 1):
        return None
    match = line.at(i, "ordinal", clitics=clitics) or line.at(i, "cardinal", clitics=clitics)
    return found.value, found.end, match.prefix if match else ""


def month(line: Line, i: int, *, clitics: bool = False) -> tuple[Match, int] | None:
    """A month, doubled or not: «يوليو», «يوليو/تموز», «تموز (يوليو)»; the first name and the position behind."""
    found = line.at(i, "month", clitics=clitics)
    if found is None:
        return None
    end = found.end
    bracket = line.is_mark(end, _OPEN)
    other = line.at(end + (bracket or line.is_mark(end, SLASHES + DASHES)), "month")
    if other and other.sense.number == found.sense.number and other.sense.code == found.sense.code:
        if not bracket:
            return found, other.end
        if line.is_mark(other.end, _CLOSE):
            return found, other.end + 1
    return found, end


def numbered_month(line: Line, i: int, *, clitics: bool = False) -> tuple[Match, int] | None:
    """A month by its number: «شهر 12», «الشهر التاسع»."""
    word = line.at(i, "month_word", clitics=clitics)
    number = line.single(word.end) if word else None
    end = word.end + 1 if word else i
    if number is None:
        word = line.at(i, "unit", clitics=clitics)
        counted = ordinal(line, word.end) if word and word.sense.code == "M" and word.sense.definite else None
        if word is None or counted is None or not counted.definite or word.sense.extra != "one":
            return None
        number, end = counted.value, counted.end
    if word is None or not 1 <= number <= 12 or line.at(end, "consecutive"):
        return None
    support = "" if word.sense.kind == "month_word" else "firm"
    sense = replace(word.sense, kind="month", number=number, code="gregorian", extra=support)
    return Match(sense, end, word.prefix), end


def day_and_month(line: Line, i: int, *, clitics: bool = False) -> Piece | None:
    """«27 من يونيو الماضي», «14 سبتمبر», «الأول من مايو 2019», «7 من الشهر الجاري», «20 الجاري»."""
    day = day_number(line, i, clitics=clitics)
    if day is None:
        return None
    value, end, prefix = day
    slash = line.is_mark(end, SLASHES + DASHES) and line.words[end - 1].kind == "number"
    of = _of_its_month(line, end) if not slash else end + 1
    name = month(line, line.after(of, "month_word")) or numbered_month(line, of)
    if name and (of != end + 1 or not slash or name[0].sense.extra == "" or line.is_mark(name[1], SLASHES + DASHES)):
        if name[0].sense.extra == "strict" and not (
            bare_year(line, name[1]) or year(line, name[1]) or line.at(name[1], "modifier")
        ):
            return None
        pattern = Pattern(month=name[0].sense.number, day=value, hijri=name[0].sense.code == "hijri")
        return with_year(line, Piece(pattern, name[1], prefix, name[0].sense.row))
    numbered = line.words[end - 1].kind == "number"
    return (
        None if slash else _day_of_month(line, of, Piece(Pattern(day=value), end, prefix), marked=of > end or numbered)
    )


def _of_its_month(line: Line, end: int) -> int:
    """The position behind «من»; «في» only behind digits, as «الجزء الأول في رمضان» is no day."""
    of = line.after(end, "from")
    return line.after(of, "in") if line.words[end - 1].kind == "number" else of


def _day_of_month(line: Line, of: int, day: Piece, *, marked: bool) -> Piece | None:
    """A day with the month that is counted from the page: «7 من الشهر الماضي», «20 الجاري», «الخامس من الشهر»."""
    unit = unit_reference(line, of)
    if unit and unit.pattern.shift and unit.pattern.shift.unit == "M":
        joined = unit.pattern.joined(day.pattern)
        return Piece(joined, unit.end, day.prefix, unit.row) if joined else None
    modifier, bare = line.at(of, "modifier"), line.at(of, "unit")
    this = modifier if modifier and modifier.sense.number == 0 and marked else None
    if this is None and bare and of > day.end and bare.sense.definite:
        this = bare if bare.sense.code == "M" and bare.sense.extra == "one" else None
    if this is None:
        return None
    return Piece(day.pattern._replace(shift=Shift("M", 0)), this.end, day.prefix, this.sense.row)


def month_and_year(line: Line, i: int, *, clitics: bool = False) -> Piece | None:
    """«يونيو الماضي», «شهر أكتوبر 2014», «أيار»; names that are also words need a mark of their being months."""
    word = line.at(i, "month_word", clitics=clitics)
    name = month(line, word.end if word else i, clitics=clitics and not word) or numbered_month(
        line, i, clitics=clitics
    )
    if name is None:
        return None
    match, end = name
    prefix = word.prefix if word else match.prefix
    pattern = Pattern(month=match.sense.number, hijri=match.sense.code == "hijri")
    named = Piece(pattern, end, prefix, match.sense.row)
    made = _month_first(line, named) or with_year(line, named)
    return (
        made if _is_month(line, i, match, marked=bool(word) or made.end > match.end, year=made.pattern.year) else None
    )


def _month_first(line: Line, named: Piece) -> Piece | None:
    """«يناير 21, 2025», in the English order: whole or not at all."""
    day, comma = line.single(named.end), line.is_mark(named.end + 1, "،,")
    found = bare_year(line, named.end + 2) if day and day <= LAST_DAY and comma else None
    joined = found and named.pattern.joined(Pattern(day=day, year=found.pattern.year))
    return named._replace(pattern=joined, end=found.end) if found and joined else None


def _is_month(line: Line, i: int, match: Match, *, marked: bool, year: int | None) -> bool:
    """Whether a name that is also a word or a person is a month here; `marked` by «شهر», a second name or a year."""
    support = match.sense.extra
    marked = marked or (support == "weak" and line.at(i - 1, "edge") is not None)
    if support == "strict":
        return marked and (match.sense.code == "hijri" or year is not None)
    if support == "" or marked:
        return True
    led = any(line.at(i - 1, kind, clitics=True) for kind in ("in", "since", "from", "between"))
    # «بين أكتوبر ومارس», «من أكتوبر إلى مارس»
    beside = i - 2 if line.at(i - 1, "until") else i - 1
    return support == "weak" and (led or line.at(beside, "month") is not None)


def with_year(line: Line, piece: Piece) -> Piece:
    """The piece with what follows a month: «الماضي», «2016», «من عام 2016», «من العام الماضي»."""
    modifier = line.at(piece.end, "modifier")
    if modifier and modifier.sense.code != "recent":
        return piece._replace(pattern=_modified(piece.pattern, modifier), end=modifier.end)
    start = line.after(line.after(piece.end, "from"), "in")
    comma = start == piece.end and line.is_mark(start, "،,/-")
    bracket = line.is_mark(start, _OPEN)
    of_year = year(line, start + comma, clitics=True)
    if of_year and of_year.prefix not in ("", LAM):
        of_year = None
    for found in (of_year, _plain_year(line, start + comma + bracket, bracket), year_unit(line, start)):
        joined = found and piece.pattern.joined(_same_calendar(found.pattern, piece.pattern))
        if found and joined:
            return _with_number(line, piece._replace(pattern=joined, end=found.end))
    return piece


def _with_number(line: Line, piece: Piece) -> Piece:
    """The piece with the number of the year that it counts: «رمضان من العام الماضي 1444هـ», «العام الجاري 2017»."""
    bracket = line.is_mark(piece.end, _OPEN)
    number = year(line, piece.end + bracket) or bare_year(line, piece.end + bracket)
    if piece.pattern.shift is None or number is None or (bracket and not line.is_mark(number.end, _CLOSE)):
        return piece
    pattern = piece.pattern._replace(year=number.pattern.year, hijri=piece.pattern.hijri or number.pattern.hijri)
    return piece._replace(pattern=pattern, end=number.end + bracket)


def _plain_year(line: Line, i: int, bracket: bool) -> Piece | None:
    found = bare_year(line, i)
    words = None if found or bracket else cardinal(line, i)
    if words and words.value in NEWS_YEARS:
        return Piece(Pattern(year=words.value), words.end)
    if found is None or not bracket:
        return found
    return found._replace(end=found.end + 1) if line.is_mark(found.end, _CLOSE) else None


def _same_calendar(found: Pattern, of: Pattern) -> Pattern:
    """A year's calendar gives way to that of the month beside it."""
    return Pattern(year=found.year, hijri=of.hijri) if found.year is not None else found


def year_unit(line: Line, i: int) -> Piece | None:
    """A year counted from the reference: «العام الماضي», «هذا العام»."""
    lead = next(filter(None, (line.at(i, kind) for kind in ("this", "that", "same"))), None)
    unit = line.at(lead.end if lead else i, "unit")
    found = unit_reference(line, i) if unit and unit.sense.code == "Y" else None
    return found if found and found.pattern.shift and found.pattern.shift.unit == "Y" else None


def unit_reference(line: Line, i: int, *, clitics: bool = False) -> Piece | None:
    """«الأسبوع المقبل», «هذا العام», «نفس اليوم», «العام ذاته», «ذلك اليوم», «اليوم التالي»."""
    kinds = line.kinds(i)
    pointing = () if kinds.isdisjoint(_POINTING) else ("this", "that", "same")
    lead = next(filter(None, (line.at(i, kind, clitics=clitics) for kind in pointing)), None)
    start = lead.end if lead else i
    unit = line.at(start, "unit", clitics=clitics and not lead) if lead or "unit" in kinds else None
    unit, hijri = _kind_of_year(line, unit)
    if lead is None and unit and unit.sense.code == "D" and unit.sense.extra == "one":
        number = ordinal(line, unit.end) or (whole_number(line, unit.end) if line.is_article(unit.end) else None)
        if number:
            return _numbered_day(line, unit, number)
    if unit is None or unit.sense.extra != "one" or not unit.sense.definite or unit.sense.code.startswith("T"):
        return None
    prefix = lead.prefix if lead else unit.prefix
    modifier = line.at(unit.end, "modifier")
    behind = line.at(unit.end, "self")
    anchored, offset, end = None, 0, unit.end
    if modifier and modifier.sense.code != "recent":
        offset, end = modifier.sense.number, modifier.end
        anchored = True if modifier.sense.code == "following" else None
    elif unit.sense.code == "Y" and (new := line.at(unit.end, "new")):
        unit, end = unit._replace(sense=replace(unit.sense, code=NEW_YEAR)), new.end
    elif behind or (lead and lead.sense.kind in ("same", "that")):
        anchored, end = True, behind.end if behind else end
    elif lead is None:
        return None
    if lead and lead.sense.kind == "that" and line.at(unit.end, "weekday"):
        return None
    code = unit.sense.code
    if code == "CE":
        return _century(Piece(Pattern(), end, prefix, unit.sense.row), offset)
    shift = Shift("D" if code == "NI" else code, offset)
    pattern = Pattern(shift=shift, anchored=anchored, part="NI" if code == "NI" else None, hijri=hijri)
    made = Piece(pattern, end, prefix, unit.sense.row)
    return _with_number(line, made) if code == "Y" and not anchored else made


def _kind_of_year(line: Line, unit: Match | None) -> tuple[Match | None, bool | None]:
    """The unit with the word that says which kind of year it is («الدراسي», «الهجري»), and whether it is an Islamic one."""
    if unit is None or unit.sense.extra != "one" or not unit.sense.definite:
        return unit, None
    era = line.at(unit.end, "era") if unit.sense.code == "Y" else None
    if era and era.sense.code == "hijri":
        return unit._replace(end=era.end), True
    return unit._replace(end=line.after(unit.end, "school")), None


def _numbered_day(line: Line, unit: Match, number: Number) -> Piece | None:
    """«اليوم الثاني», «اليوم الـ200» of a visit or a war: the day that the text last named; «اليوم الرابع من شوال»: that date."""
    of = line.after(number.end, "from")
    named = day_and_month(line, unit.end) if month(line, line.after(of, "month_word")) else None
    if named and named.pattern.month:
        return named._replace(prefix=unit.prefix)
    if not number.definite or not unit.sense.definite or unit.prefix.endswith(LAM):
        return None
    return Piece(Pattern(shift=Shift("D", 0), anchored=True), number.end, unit.prefix, unit.sense.row)


def _century(piece: Piece, offset: int) -> Piece:
    return piece._replace(pattern=Pattern(century=offset))
