"""Lengths of time and what is made of them: «ثلاثة أيام», «العامين الماضيين», «قبل نحو أسبوعين», «كل يوم»."""

from typing import NamedTuple

from musnad.model import TimeType
from musnad.times.line import Line, Match
from musnad.times.numbers import cardinal, ordinal, whole_number
from musnad.times.numeric import NEWS_YEARS
from musnad.times.patterns import Amount, Found, Pattern
from musnad.times.periods import of_year
from musnad.times.vocabulary import ARTICLE, LAM
from musnad.times.written import WAW

_FRACTIONS = (("half", 0.5), ("quarter", 0.25), ("third", 1 / 3))
_DIVISIBLE = frozenset({"TH", "D", "M", "Y", "DE", "CE"})
_SIZES = ("CE", "DE", "SN", "Y", "M", "W", "NI", "D", "TH", "TM", "TS")
_FAR = 100_000
_PARTS = frozenset(kind for kind, _ in _FRACTIONS)
_COUNTS = frozenset({"number", "article", "cardinal", "quantity"})
_ADJECTIVES = ("modifier", "whole", "along")
_BA, _BACK = "\u0628", (2, 3, 4)
_ALIF, _KAF = "\u0627", "\u0643"
_NAMING = frozenset({"number", "ordinal", "cardinal", "modifier", "self", "school", "article"})
# More nights than this are what hotels count.
_NIGHTS = 1000
# Plurals that are lengths of time behind «ل»: «لسنوات»; months and days are other words too («لأيام قرطاج»).
_LONG = frozenset({"W", "Y", "DE", "CE", "TH"})
STEPS = frozenset({"step", "rough step"})
"""The rules whose lengths are counted from the day of the page."""


class Length(NamedTuple):
    """A length of time read at a position: the position behind it, the clitics before it, the row of its unit."""

    amounts: tuple[Amount, ...]
    end: int
    prefix: str
    row: str


def duration(line: Line, i: int) -> Found | None:
    """A length of time, with its adjective: «48 ساعة», «يومين», «السنوات العشر الماضية», «أسابيع» behind «منذ»."""
    about = line.at(i, "about", clitics=True)
    start = about.end if about else i
    if about is None and (latest := line.at(i, "last_one", clitics=True)) and not latest.sense.definite:
        return _latest(line, i, latest)
    found = _length(line, start, led=about is not None)
    if found is None or (about and found.prefix):
        return _consecutive(line, i)
    adjective = next(filter(None, (line.at(found.end, kind) for kind in _ADJECTIVES)), None)
    end = adjective.end if adjective else found.end
    prefix = about.prefix if about else found.prefix
    return Found(i, end, prefix, "DURATION", "duration", amounts=found.amounts, row=found.row)


def aged(line: Line, i: int) -> Found | None:
    """«في الثالثة عشرة من عمره», «في الثلاثين من العمر»: the age in years."""
    if "age" not in line.all_kinds:
        return None
    number = ordinal(line, i) or whole_number(line, i)
    of = line.at(number.end, "from") if number and number.definite else None
    age = line.at(of.end, "age") if of else None
    if number is None or age is None or line.at(i - 1, "unit", clitics=True):
        return None
    return Found(i, age.end, "", "DURATION", "age", amounts=(Amount(number.value, "Y"),), row=age.sense.row)


def _length(line: Line, i: int, *, led: bool) -> Length | None:
    kinds = line.kinds(i)
    found = None if kinds.isdisjoint(_PARTS) else _fraction(line, i)
    if found is None and not kinds.isdisjoint(_COUNTS):
        found = _counted(line, i)
    if found is None and "unit" in kinds:
        found = _definite(line, i) or _lasting(line, i) or _round(line, i, led=led)
    return found


def _latest(line: Line, i: int, latest: Match) -> Found | None:
    """«آخر 24 ساعة», «آخر يومين»."""
    found = _counted(line, latest.end)
    unit = line.at(latest.end, "unit")
    if found is None and unit and unit.sense.extra == "two" and not unit.sense.definite:
        found = _length_of(line, unit)
    if found is None:
        return None
    return Found(i, found.end, latest.prefix, "DURATION", "duration", amounts=found.amounts, row=found.row)


def _round(line: Line, i: int, *, led: bool) -> Length | None:
    """«قرابة الساعة», «زهاء العامين»: with its article, where no clock time follows; «عقد من الزمن», «منذ عقد»."""
    unit = line.at(i, "unit", clitics=not led)
    if unit is None or unit.sense.extra not in ("one", "two") or unit.sense.code in ("TM", "TS", "NI", "SN"):
        return None
    of_time = line.at(unit.end, "of_time")
    if of_time and not unit.sense.definite:
        return _length_of(line, unit)._replace(end=of_time.end)
    led = led or (unit.sense.extra == "two" and line.at(i - 1, "lasting", clitics=True) is not None)
    if led and unit.sense.definite and not line.kinds(unit.end) & _NAMING:
        return _length_of(line, unit)
    if unit.sense.code in ("DE", "CE") and not unit.sense.definite and _ends_clause(line, unit.end):
        return _length_of(line, unit) if led or line.at(i - 1, "since", clitics=True) else None
    return None


def _ends_clause(line: Line, i: int) -> bool:
    return i >= line.last or line.words[i].kind == "mark"


def _consecutive(line: Line, i: int) -> Found | None:
    """«لليوم الثالث على التوالي», «لليوم الـ42»: so many days."""
    unit = line.at(i, "unit", clitics=True)
    if unit is None or not unit.sense.definite or unit.sense.extra != "one":
        return None
    number = ordinal(line, unit.end) or (whole_number(line, unit.end) if line.is_article(unit.end) else None)
    run = line.at(number.end, "consecutive") if number else None
    if number is None or not (run or (unit.prefix.endswith(LAM) and number.definite and unit.sense.code == "D")):
        return None
    amounts, end = (Amount(number.value, unit.sense.code),), run.end if run else number.end
    return Found(i, end, unit.prefix, "DURATION", "consecutive", amounts=amounts, row=unit.sense.row)


def _fraction(line: Line, i: int) -> Length | None:
    """«نصف ساعة», «ربع ساعة»."""
    for kind, share in _FRACTIONS:
        found = line.at(i, kind, clitics=True)
        unit = line.at(found.end, "unit") if found and not found.sense.definite else None
        if found and unit and unit.sense.extra == "one" and unit.sense.code in _DIVISIBLE and unit.sense.code != "M":
            if unit.sense.definite and unit.sense.code != "TH":
                return None
            return Length((Amount(share, unit.sense.code),), unit.end, found.prefix, unit.sense.row)
    return None


def _counted(line: Line, i: int, than: str = "") -> Length | None:
    """«ثلاثة أيام», «الـ48 ساعة الماضية», «10 أشهر و20 يوما», «بضع سنوات», «ثلاث سنوات ونصف»."""
    number = whole_number(line, i, clitics=True)
    vague = line.at(i, "quantity", clitics=True)
    start = number.end if number else vague.end if vague else i
    unit = line.at(start, "unit") if number or vague else None
    if unit is None or unit.sense.extra in ("two", "construct"):
        return None
    if (number and _counts_else(number.value, unit)) or (unit.sense.code == "DE" and _are_contracts(line, i)):
        return None
    if unit.sense.extra == "one" and (unit.sense.definite or _names_year(line, number, unit)):
        return None
    if than and _SIZES.index(unit.sense.code) <= _SIZES.index(than):
        return None
    first = line.at(i, "cardinal", clitics=True) or vague
    length = Length((), unit.end, first.prefix if first else "", unit.sense.row)
    return _with_more(line, length, Amount(number.value if number else None, unit.sense.code))


def _counts_else(number: int, unit: Match) -> bool:
    """Whether a number is too great for its unit, or a year before a plural («في 2016 أيام»)."""
    most = _NIGHTS if unit.sense.code == "NI" else _FAR
    return number > most or (number in NEWS_YEARS and unit.sense.extra == "many")


def _are_contracts(line: Line, i: int) -> bool:
    """«أبرم خمسة عقود» are no decades."""
    return any(line.at(i - back, "deal", clitics=True) for back in (1, *_BACK))


def _names_year(line: Line, number: tuple[int, int, bool] | None, unit: Match) -> bool:
    """Whether «عام» belongs to what follows: «رقم 9 عام 1921», «من 100 سنة 2015»."""
    behind = unit.end + line.is_mark(unit.end, "(")
    if not number or not line.digits(behind):
        return False
    return number[0] < 11 or (unit.sense.code == "Y" and line.single(behind) in NEWS_YEARS)


def _with_more(line: Line, length: Length, amount: Amount) -> Length:
    """The length with what «و» adds: «ونصف», «و20 يوما», «وساعة»."""
    half = line.at(length.end, "half", clitics=True)
    if half and half.prefix == WAW and not half.sense.definite and amount.number is not None:
        unit = line.at(half.end, "unit")
        again = unit if unit and unit.sense.definite and unit.sense.code == amount.unit else None
        return length._replace(
            amounts=(amount._replace(number=amount.number + 0.5),), end=again.end if again else half.end
        )
    more = _further(line, length.end, amount.unit)
    return (
        length._replace(amounts=(amount, *more.amounts), end=more.end) if more else length._replace(amounts=(amount,))
    )


def _further(line: Line, i: int, than: str) -> Length | None:
    """A length of a smaller unit than the one before it."""
    joined = line.is_and(i)
    if not joined and not line.form(i).startswith(WAW):
        return None
    counted = _counted(line, i + joined, than)
    if counted:
        return counted if counted.prefix in ("", WAW) else None
    unit = line.at(i + joined, "unit", clitics=True)
    if unit and _SIZES.index(unit.sense.code) <= _SIZES.index(than):
        return None
    if unit is None or unit.prefix not in ("", WAW) or unit.sense.definite or unit.sense.extra not in ("one", "two"):
        return None
    if unit.sense.extra == "one" and any(line.at(unit.end, kind) for kind in ("weekday", "month", "relative")):
        return None
    amount = Amount(1 if unit.sense.extra == "one" else 2, unit.sense.code)
    return _with_more(line, Length((), line.after(unit.end, "whole"), unit.prefix, unit.sense.row), amount)


def _definite(line: Line, i: int) -> Length | None:
    """«العامين الماضيين», «الأيام الثلاثة الماضية», «الأسابيع القليلة المقبلة»: the adjective makes it a time."""
    unit = line.at(i, "unit", clitics=True)
    if unit is None or unit.sense.extra not in ("two", "many") or not unit.sense.definite:
        return None
    number = whole_number(line, unit.end) if line.at(unit.end, "cardinal") or line.is_article(unit.end) else None
    count = number.value if number else 2 if unit.sense.extra == "two" else None
    end = _after_few(line, number.end if number else unit.end)
    first = line.at(end, "ordinal")
    if first and first.sense.number == 1 and first.sense.definite:
        year = of_year(line, line.after(first.end, "from"))
        amounts = (Amount(count, unit.sense.code),)
        return Length(amounts, year.end, unit.prefix, unit.sense.row) if year and count else None
    modifier = line.at(end, "modifier")
    if modifier is None or (modifier.sense.code == "following" and modifier.sense.number > 0):
        return None
    return Length((Amount(count, unit.sense.code),), modifier.end, unit.prefix, unit.sense.row)


def _lasting(line: Line, i: int) -> Length | None:
    """«يومين», «يوم واحد», «أسبوع كامل»; «أسابيع» and «عام» behind a word such as «منذ» or «لمدة»."""
    unit = line.at(i, "unit", clitics=True)
    if unit is None or unit.sense.definite or unit.sense.extra == "construct" or _heads_date(line, unit):
        return None
    found = _length_of(line, unit)
    many = unit.sense.extra == "many"
    counted = many or unit.sense.extra == "two"
    few = _after_few(line, found.end) if counted else found.end
    few = few if few > found.end or not many else line.after(few, "modifier")
    if few > found.end:
        return found._replace(end=few)
    if many and _is_of(line, i, unit):
        return None
    led = many and unit.prefix.endswith(LAM) and unit.sense.code in _LONG
    led = led or (many and unit.prefix == _BA and _counts_from(line, i))
    parts = len(found.amounts) > 1 or any((amount.number or 0) % 1 for amount in found.amounts)
    alone = led or parts or unit.sense.extra == "two" or _lasts(line, i, unit) or _is_adverb(line, i, unit)
    return found if alone or (unit.sense.extra == "one" and line.at(unit.end, "whole")) else None


def _after_few(line: Line, i: int) -> int:
    """The position behind «قليلة», «متتالية»."""
    return line.after(line.after(i, "few"), "along")


def _counts_from(line: Line, i: int) -> bool:
    """Whether «قبل» or «بعد» stands some words before: «قبل الهجوم بساعات»."""
    return any(line.at(i - back, kind, clitics=True) for back in _BACK for kind in ("before", "after"))


def _is_adverb(line: Line, i: int, unit: Match) -> bool:
    """Whether a bare unit is in the accusative of time: «مدد المهلة أسبوعا»; «عاما» and «يوما» are other words too."""
    counted = not line.kinds(i - 1).isdisjoint(_COUNTS)
    return unit.sense.code in ("W", "M") and not unit.prefix and line.form(i).endswith(_ALIF) and not counted


def _is_of(line: Line, i: int, unit: Match) -> bool:
    """«خلال سنوات الحرب», «طيلة أيام الأسبوع»: the days or years of something, which are no length."""
    following = line.form(unit.end).startswith(ARTICLE) and line.at(i - 1, "since", clitics=True) is None
    return following and line.at(i - 1, "lasting", clitics=True) is not None


def _heads_date(line: Line, unit: Match) -> bool:
    """Whether a unit only introduces a date: «بعد شهر رمضان», «قبل يوم 3 مارس»."""
    kinds = ("month", "weekday", "relative", "holiday")
    return bool(line.digits(unit.end)) or any(line.at(unit.end, kind) for kind in kinds)


def _length_of(line: Line, unit: Match) -> Length:
    count = {"one": 1.0, "two": 2.0}.get(unit.sense.extra)
    length = Length((), line.after(unit.end, "whole"), unit.prefix, unit.sense.row)
    return _with_more(line, length, Amount(count, unit.sense.code))


def _lasts(line: Line, i: int, unit: Match) -> bool:
    """Whether a word before a bare unit says that it is a length of time."""
    if unit.sense.code in ("TM", "TS", "NI", "SN", "DE", "CE") and unit.sense.extra == "one":
        return False
    kinds = ("about", "since", "lasting", "before", "after")
    before = (line.at(i - back, kind, clitics=True) for back in (1, 2, 3) for kind in kinds)
    return any(found is not None and found.end == i for found in before)


def step(line: Line, i: int) -> Found | None:
    """«قبل عام», «بعد نحو ثلاثة أيام», «قبل ذلك بيومين»: a length of time counted from a day.

    What is counted from an event («بعد أربع سنوات على») is no step from the page's day: there the length stands alone.
    """
    word = line.at(i, "before", clitics=True) or line.at(i, "after", clitics=True)
    if word is None:
        return None
    that = line.at(word.end, "that")
    rough = line.at(word.end, "about")
    found = _step_length(line, (that or rough or word).end)
    if found and any(amount.number is None for amount in found.amounts):
        found = found._replace(end=_after_few(line, found.end))
    event = line.after(found.end, "only") if found else i
    if found is None or (that is None and (line.at(event, "from") or line.at(event, "on"))):
        return None
    vague = any(amount.number is None for amount in found.amounts)
    kind: TimeType = "TIME" if found.amounts[-1].unit.startswith("T") and not vague else "DATE"
    sign = -1 if word.sense.kind == "before" else 1
    rule = "narrative step" if that or _is_told(line, i, found.end, sign) else "rough step" if rough else "step"
    return Found(i, found.end, word.prefix, kind, rule, amounts=found.amounts, sign=sign, row=found.row)


def ago(line: Line, i: int) -> Found | None:
    """«منذ 3 ساعات» as the whole of a line, as sites mark the age of their news; elsewhere «منذ» leads a length."""
    word = line.at(i, "since")
    found = duration(line, line.after(word.end, "about")) if word and i == line.first else None
    if word is None or found is None or found.prefix or found.last != line.last or found.rule != "duration":
        return None
    kind: TimeType = "TIME" if found.amounts[-1].unit.startswith("T") else "DATE"
    return Found(i, found.last, "", kind, "ago", amounts=found.amounts, sign=-1, row=found.row)


def _step_length(line: Line, i: int) -> Length | None:
    found = _fraction(line, i) or _counted(line, i)
    unit = line.at(i, "unit", clitics=True)
    if found or unit is None or unit.sense.definite or unit.sense.extra == "construct" or _heads_date(line, unit):
        return found
    # «بعد عقد» is as often «after holding», «بعد ليلة من» no step at all.
    return None if unit.sense.extra == "one" and unit.sense.code in ("NI", "DE", "CE") else _length_of(line, unit)


def _is_told(line: Line, i: int, end: int, sign: int) -> bool:
    """Whether a step forward opens its clause, as in a story («وبعد يومين أعلن»): it counts from the day told of before."""
    opens = i == line.first or line.is_mark(i - 1, "،,.") or line.form(i).startswith(WAW)
    return sign > 0 and opens and end < line.last and line.words[end].kind == "word"


def recurring(line: Line, i: int) -> Found | None:
    """«يوميا», «كل يوم», «كل أسبوعين», «كل يوم جمعة», «يومي» behind «بشكل»."""
    phrase = line.at(i, "set", clitics=True)
    if phrase is None and line.at(i - 1, "manner", clitics=True):
        phrase = line.at(i, "set_adjective")
    if phrase:
        return Found(i, phrase.end, phrase.prefix, "SET", "set", Pattern(fixed=phrase.sense.code), row=phrase.sense.row)
    each = line.at(i, "each", clitics=True)
    return _each(line, i, each) if each else _often(line, i) or _weekdays(line, i)


def _often(line: Line, i: int) -> Found | None:
    """«مرتين في الأسبوع», «ثلاث مرات في السنة»."""
    if "often" not in line.all_kinds:
        return None
    number = cardinal(line, i, clitics=True)
    times = line.at(number.end if number else i, "often", clitics=True)
    within = line.at(line.after(times.end, "whole"), "in") if times else None
    unit = line.at(within.end, "unit") if within else None
    if times is None or unit is None or not unit.sense.definite or unit.sense.extra != "one":
        return None
    if not line.kinds(unit.end).isdisjoint(_NAMING):
        return None
    first = line.at(i, "cardinal", clitics=True) or times
    amounts = (Amount(1, unit.sense.code),)
    return Found(i, line.after(unit.end, "whole"), first.prefix, "SET", "often", amounts=amounts, row=unit.sense.row)


def _weekdays(line: Line, i: int) -> Found | None:
    """«أيام الجمعة»: one weekday behind the plural recurs."""
    days = line.at(i, "unit", clitics=True)
    if days is None or days.sense.code != "D" or days.sense.extra != "many" or days.sense.definite:
        return None
    day = line.at(days.end, "weekday")
    if day is None or line.at(day.end, "weekday", clitics=True) or line.at(day.end, "modifier") or line.digits(day.end):
        return None
    pattern = Pattern(fixed=f"XXXX-WXX-{day.sense.number}")
    return Found(i, day.end, days.prefix, "SET", "each weekday", pattern, row=day.sense.row)


def _each(line: Line, i: int, each: Match) -> Found | None:
    day = line.at(line.after(each.end, "day_word"), "weekday")
    if day:
        pattern = Pattern(fixed=f"XXXX-WXX-{day.sense.number}")
        return Found(i, day.end, each.prefix, "SET", "each weekday", pattern, row=day.sense.row)
    part = line.at(each.end, "part")
    if part and not part.sense.definite:
        return Found(i, part.end, each.prefix, "SET", "each", Pattern(fixed="P1D"), row=part.sense.row)
    found = _counted(line, each.end)
    unit = line.at(each.end, "unit")
    if found is None and unit and not unit.sense.definite and unit.sense.extra in ("one", "two"):
        found = _length_of(line, unit)
    return Found(i, found.end, each.prefix, "SET", "each", amounts=found.amounts, row=found.row) if found else None


def _is_numbered(line: Line, i: int) -> bool:
    """«يومها المئة», «يومها الثالث» is a day that is counted."""
    counted = line.at(i, "ordinal") or line.at(i, "cardinal")
    return counted is not None and counted.sense.definite


def vague(line: Line, i: int) -> Found | None:
    """«الآن», «الآونة الأخيرة», «قريبا»; «فترة» behind «منذ»."""
    found = line.at(i, "vague", clitics=True)
    if found and (found.prefix.endswith(_KAF) or (line.at(i, "after", clitics=True) and line.at(found.end, "from"))):
        # «كلان» is a name, «بعد قليل من إقلاعها» counts from an event.
        return None
    led = found is None or not found.sense.extra or line.at(i - 1, found.sense.extra, clitics=True)
    if found and led and not line.governs(found.end, "from") and not _is_numbered(line, found.end):
        return Found(i, found.end, found.prefix, "DATE", "vague", Pattern(fixed=found.sense.code), row=found.sense.row)
    period = line.at(i, "period")
    if period and not period.sense.definite and line.at(i - 1, "since", clitics=True):
        end = _after_few(line, period.end)
        return Found(i, end, "", "DATE", "vague", Pattern(fixed="PAST_REF"), row=period.sense.row)
    return None
