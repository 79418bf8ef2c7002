"""The grammar: at every word the rules are tried, the longest reading of a place wins."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache

from musnad.times.durations import aged, ago, duration, recurring, step, vague
from musnad.times.intervals import interval
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
_COUNTS = frozenset({"article", "cardinal", "ordinal", "first_day", "hour", "half", "quarter"})
_CORE = _ALONE | _COUNTS | {"month_word", "school", "year", "age"}
# Words that can be a time with nothing of time beside them; a number is one only as a year.
_WHOLE = _ALONE - {"number"}
_YEARS_FROM = 1000
# So many words may stand before the core of an expression («ما لا يقل عن أسبوع»).
_AHEAD = 4


@lru_cache(maxsize=1024)
def _rules(kinds: frozenset[str]) -> tuple[Rule, ...]:
    """The rules that may begin with a word of these kinds."""
    return tuple(rule for rule, starts in RULES if starts & kinds)


def expressions(line: Line) -> Iterator[Found]:
    """The time expressions of a sentence, in order, without overlap."""
    behind = 0
    for i in line.starts():
        found = longest(line, i) if i >= behind else None
        if found is None:
            continue
        behind = found.last
        if found.rule != _NO_TIME:
            yield found


def longest(line: Line, i: int) -> Found | None:
    """The longest expression that begins at a position; a phrase that is none hides what it covers."""
    kinds = line.kinds(i)
    rules = _rules(kinds)
    if not rules and "whole_phrase" not in kinds:
        return None
    if kinds.isdisjoint(_WHOLE) and _is_small(line, i, kinds) and not line.goes_on(i):
        return None
    if kinds.isdisjoint(_ALONE) and not line.comes(i + 1, _CORE, _AHEAD):
        return None
    none = line.at(i, "whole_phrase", clitics=True) if "whole_phrase" in kinds else None
    if none and "holiday" in kinds and line.at(i, "holiday", clitics=True):
        none = None
    if none:
        return Found(i, none.end, none.prefix, "DATE", _NO_TIME)
    best: Found | None = None
    for rule in rules:
        found = rule(line, i)
        if found and (best is None or found.last > best.last):
            best = found
    return _unless_named(line, i, best)


def _is_small(line: Line, i: int, kinds: frozenset[str]) -> bool:
    """Whether a token is no number, or one that is no year, date or clock time by itself."""
    if "number" not in kinds:
        return True
    value = line.single(i)
    return value is not None and value < _YEARS_FROM


def _unless_named(line: Line, i: int, found: Found | None) -> Found | None:
    """What was found, unless the word before makes it a name («ثورة 25 يناير») or an output («برميل يوميا»)."""
    if found is None:
        return None
    pattern = found.pattern
    named = pattern.day is not None and pattern.year is None and line.at(i - 1, "before_name", clitics=True)
    counted = found.type == "SET" or line.at(i, "relative")
    output = counted and any(_is_output(line, i - back) for back in (1, 2, 3))
    if named or output:
        return Found(found.first, found.last, found.prefix, found.type, _NO_TIME)
    since = line.at(i - 1, "since", clitics=True) is not None
    told = pattern.is_whole_date and _is_told(line, i)
    return replace(found, since=since, told=told) if since or told else found


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
