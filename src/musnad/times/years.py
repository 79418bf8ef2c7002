"""Years: «عام 2011», «سنة (1947) م», «1446هـ», and bare digits where only a year can stand."""

from musnad.times.line import Line, Match
from musnad.times.numbers import whole_number
from musnad.times.numeric import HIJRI_YEARS, NEWS_YEARS, YEARS, Piece
from musnad.times.patterns import Pattern
from musnad.times.vocabulary import ARTICLE

# «عام 67»: shorter numbers behind «عام» may be of this century, or count something else.
_SHORT_YEARS = range(40, 100)
_RECENT_YEARS = range(1900, 2050)
_YEAR_LEADS = ("in", "since", "by", "until", "before", "after")
_OPEN, _CLOSE = "(", ")"


def year(line: Line, i: int, *, clitics: bool = False) -> Piece | None:
    """A year that a word or an era marks as one: «عام 2011», «سنة (1947) م», «1446هـ», «لعام ألفين وعشرين»."""
    word = line.at(i, "year", clitics=clitics)
    start = line.after(line.after(word.end, "school"), "era") if word else i
    bracket = line.is_mark(start, _OPEN)
    number = whole_number(line, start + bracket)
    if word and number and not word.sense.definite and number.value in _SHORT_YEARS and _may_follow(line, number.end):
        number = number._replace(value=1900 + number.value)
    if number is None or number.value not in YEARS:
        return None
    end = number.end
    inner = line.at(end, "era")
    end = inner.end if inner else end
    if bracket:
        if not line.is_mark(end, _CLOSE):
            return None
        end += 1
    era = inner or line.at(end, "era")
    if era and not inner:
        end = era.end
    if not word and (era is None or (bracket == 0 and not _is_dated(line, i, number.value, era))):
        return None
    hijri = era.sense.code == "hijri" if era else number.value in HIJRI_YEARS
    return Piece(
        Pattern(year=number.value, hijri=hijri), end, word.prefix if word else "", word.sense.row if word else None
    )


def _is_dated(line: Line, i: int, value: int, era: Match) -> bool:
    """Whether «م» behind a number that nothing else makes a year is no metre («مسافة 1200 م»)."""
    metres = (
        len(line.form(era.end - 1)) == 1
        and era.sense.code == "gregorian"
        and (value not in NEWS_YEARS or value % 100 == 0)
    )
    return not metres or any(line.at(i - 1, kind, clitics=True) for kind in _YEAR_LEADS)


def bare_year(line: Line, i: int) -> Piece | None:
    """A year in digits that nothing marks; the caller knows that a year must stand here."""
    value = line.single(i)
    if value is None or (value not in NEWS_YEARS and value not in HIJRI_YEARS):
        return None
    return Piece(Pattern(year=value, hijri=value in HIJRI_YEARS), i + 1)


def year_alone(line: Line, i: int, *, clitics: bool = False) -> Piece | None:
    """«عام 2011», «1446هـ»; bare digits only behind «في», «منذ» and the like, or in brackets of their own."""
    marked = year(line, i, clitics=clitics)
    if marked:
        return marked
    found = bare_year(line, i)
    if found is None or found.pattern.hijri:
        return None
    following = line.at(found.end, "cardinal") or line.at(found.end, "unit")
    if following or line.is_mark(found.end, "%٪$€£"):
        return None
    if line.is_mark(i - 1, _OPEN) and line.is_mark(found.end, _CLOSE):
        return found
    led = next((kind for kind in _YEAR_LEADS if line.at(i - 1, kind, clitics=True)), None)
    if _is_listed(line, i):
        return found
    sure = led in ("since", "by") or (led in ("in", "before", "after") and (found.pattern.year or 0) % 100 > 0)
    return found if sure or (led and _may_follow(line, found.end)) or _headed(line, i) or _closes(line, i) else None


def _is_listed(line: Line, i: int) -> bool:
    """Whether a year stands behind «أعوام» or «سنوات», or in a row behind one that does: «أعوام 2019 و2020», «منذ 2010 و2011»."""
    listed = i
    while line.is_and(listed - 1) and line.single(listed - 2) in NEWS_YEARS:
        listed -= 2
    unit = line.at(listed - 1, "unit", clitics=True)
    if unit is not None and unit.sense.code == "Y" and unit.sense.extra == "many":
        return True
    return listed < i and any(line.at(listed - 1, kind, clitics=True) for kind in ("year", *_YEAR_LEADS))


def _closes(line: Line, i: int) -> bool:
    """Whether bare digits end a clause behind a word that counts nothing: «اتفاق الصخيرات 2015،»; round ones may be amounts."""
    value = line.single(i) or 0
    if value not in _RECENT_YEARS or (value < 2000 and value % 10 == 0):
        return False
    ends = i + 1 >= line.last or line.is_mark(i + 1, '،,.)؛»"')
    word = i > line.first and line.words[i - 1].kind == "word"
    return ends and word and line.form(i - 1).startswith(ARTICLE) and line.at(i - 1, "numbering", clitics=True) is None


def _headed(line: Line, i: int) -> bool:
    """Whether a noun before bare digits makes them a year: «حرب 1948», «الانتفاضة الأولى 1987»."""
    adjective = line.at(i - 1, "year_head") is None and line.form(i - 1).startswith(ARTICLE)
    return line.at(i - 1 - adjective, "year_head", clitics=True) is not None


def _may_follow(line: Line, i: int) -> bool:
    """Whether the word behind a bare number leaves it a year: a counted thing has no article («2000 مقاتل»)."""
    if i >= line.last or line.words[i].kind != "word":
        return True
    form = line.words[i].form
    return form.startswith(ARTICLE) or len(form) < 4 or line.divided(i).proclitics != () or bool(line.words[i].kinds)
