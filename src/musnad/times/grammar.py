"""The grammar: at every word the rules are tried, the longest reading of a place wins."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from musnad.times.durations import aged, ago, duration, recurring, step, vague
from musnad.times.intervals import interval, night
from musnad.times.line import Line
from musnad.times.patterns import Found
from musnad.times.points import READERS, point, yearly

_NO_TIME = "no time"
_NUMBERS = frozenset({"number", "cardinal"})
_POINTS = frozenset().union(*(starts for _, starts in READERS), {"day_word"})
Rule = Callable[[Line, int], Found | None]
RULES: tuple[tuple[Rule, frozenset[str]], ...] = (
    (recurring, frozenset({"set", "set_adjective", "each", "unit", "often", "cardinal"})),
    (interval, _POINTS | {"from", "between", "year"}),
    (point, _POINTS),
    (night, frozenset({"part", "relative"})),
    (step, frozenset({"before", "after"})),
    (ago, frozenset({"since"})),
    (
        duration,
        frozenset(
            {"number", "article", "cardinal", "quantity", "unit", "half", "quarter", "third", "about", "last_one"}
        ),
    ),
    (aged, frozenset({"ordinal", "cardinal", "number", "article"})),
    (yearly, frozenset({"day_word", "number", "ordinal", "article", "weekday"})),
    (vague, frozenset({"vague", "period"})),
)
# Words that can be a time without another word of time behind them, and those that complete one that only begins here.
_DAYS = frozenset({"relative", "weekday", "month", "number", "part", "holiday", "season"})
_ALONE = _DAYS | {"vague", "set", "set_adjective", "decade", "unit", "period", "whole_phrase"}
_COUNTS = frozenset({"article", "cardinal", "ordinal", "first_day", "hour", "half", "quarter", "third"})
_CORE = _ALONE | _COUNTS | {"month_word", "school", "year", "age"}
# Words that can be a time with nothing of time beside them; a number is one only as a year.
_WHOLE = _ALONE - {"number"}
_YEARS_FROM = 1000
_COMPLETING = frozenset({"modifier", "am", "pm"})
# So many words may stand before the core of an expression («ما لا يقل عن أسبوع»).
_AHEAD = 4


class _Role(NamedTuple):
    """What a word can do in an expression, by its kinds.

    Attributes:
        rules: those that may begin with it.
        hides: it may begin a phrase that is no time.
        core: an expression can be about it; `alone`: without another such word behind it; `whole`: as its only word.
        completes: it can make a number before it a time.
    """

    rules: tuple[Rule, ...]
    hides: bool
    core: bool
    alone: bool
    whole: bool
    completes: bool

    @property
    def begins(self) -> bool:
        """Whether anything may begin with it."""
        return bool(self.rules) or self.hides


@lru_cache(maxsize=1024)
def _role(kinds: frozenset[str]) -> _Role:
    rules = tuple(rule for rule, starts in RULES if starts & kinds)
    core, alone, whole = (bool(kinds & kind) for kind in (_CORE, _ALONE, _WHOLE))
    return _Role(rules, "whole_phrase" in kinds, core, alone, whole, core or bool(kinds & _COMPLETING))


def expressions(line: Line) -> Iterator[Found]:
    """The time expressions of a sentence, in order, without overlap."""
    roles = [(i, _role(kinds)) for i, kinds in enumerate(line.every) if kinds]
    if not any(role.core for _, role in roles):
        return
    completing = [i for i, role in roles if role.completes]
    completing.append(line.last + _AHEAD + 2)
    behind = following = 0
    for i, role in roles:
        if i < behind or not role.begins:
            continue
        while completing[following] <= i:
            following += 1
        near = completing[following] <= i + 1 + _AHEAD
        found = longest(line, i, role) if near or (role.alone and _may_end(line, i, role)) else None
        if found is None:
            continue
        behind = found.last
        if found.rule != _NO_TIME:
            yield found


def _may_end(line: Line, i: int, role: _Role) -> bool:
    """Whether a word can be a time with nothing of time behind it; a small number cannot."""
    return role.whole or not _is_small(line, i)


def longest(line: Line, i: int, role: _Role) -> Found | None:
    """The longest expression that begins at a position; a phrase that is none hides what it covers."""
    if not role.whole and _is_small(line, i) and not line.goes_on(i):
        return None
    if role.hides and (none := line.at(i, "whole_phrase", clitics=True)) and not line.at(i, "holiday", clitics=True):
        return Found(i, none.end, none.prefix, "DATE", _NO_TIME)
    best: Found | None = None
    for rule in role.rules:
        found = rule(line, i)
        if found and (best is None or found.last > best.last):
            best = found
    return _unless_named(line, i, best)


def _is_small(line: Line, i: int) -> bool:
    """Whether a word is no number, or one that is no year, date or clock time by itself."""
    if line.words[i].kind != "number":
        return True
    value = line.single(i)
    return value is not None and value < _YEARS_FROM


def _unless_named(line: Line, i: int, found: Found | None) -> Found | None:
    """What was found, unless the word before makes it a name («ثورة 25 يناير») or an output («برميل يوميا»)."""
    if found is None:
        return None
    pattern = found.pattern
    named = pattern.day is not None and _is_name(line, i - 1, dated=pattern.year is not None)
    counted = found.type == "SET" or line.at(i, "relative")
    output = counted and any(_is_output(line, i - back) for back in (1, 2, 3))
    if named or output:
        return Found(found.first, found.last, found.prefix, found.type, _NO_TIME)
    since = line.at(i - 1, "since", clitics=True) is not None
    told = pattern.is_whole_date and _is_told(line, i)
    return found._replace(since=since, told=told) if since or told else found


def _is_name(line: Line, i: int, *, dated: bool) -> bool:
    """Whether a word makes the date behind it a name: «ثورة 25 يناير», «شارع 14 يناير 2011»."""
    return any(
        line.at(i, kind, clitics=True) for kind in (("before_place",) if dated else ("before_name", "before_place"))
    )


def _is_told(line: Line, i: int) -> bool:
    """Whether a verb of what took place stands up to three words before, and no cue of what is to come between."""
    for back in range(1, 4):
        if line.at(i - back, "future", clitics=True) or line.is_mark(i - back, "،.؛:"):
            return False
        if line.at(i - back, "told_verb", clitics=True):
            before = line.at(i - back - 1, "future") or line.at(i - back - 1, "future", clitics=True)
            return before is None
    return False


def _is_output(line: Line, i: int) -> bool:
    """Whether a thing that is counted per day stands here, behind its number or with the article."""
    return line.at(i, "output", clitics=True) is not None and not line.kinds(i - 1).isdisjoint(_NUMBERS)
