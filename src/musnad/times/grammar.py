"""The grammar: at every word the rules are tried, the longest reading of a place wins."""

from collections.abc import Callable, Iterator
from functools import lru_cache

from musnad.times.durations import duration, recurring, step, vague
from musnad.times.intervals import interval
from musnad.times.line import Line
from musnad.times.patterns import Found
from musnad.times.points import READERS, point

_NO_TIME = "no time"
_POINTS = frozenset().union(*(starts for _, starts in READERS), {"day_word"})
Rule = Callable[[Line, int], Found | None]
RULES: tuple[tuple[Rule, frozenset[str]], ...] = (
    (interval, _POINTS | {"from", "between"}),
    (point, _POINTS),
    (step, frozenset({"before", "after"})),
    (duration, frozenset({"number", "article", "cardinal", "quantity", "unit", "half", "quarter", "third"})),
    (recurring, frozenset({"set", "set_adjective", "each"})),
    (vague, frozenset({"vague", "period"})),
)
# Words that can be a time without another word of time behind them.
_ALONE = frozenset(
    {
        "relative",
        "weekday",
        "month",
        "number",
        "vague",
        "set",
        "set_adjective",
        "decade",
        "unit",
        "part",
        "period",
        "phrase",
    }
)


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
    if not kinds or not (kinds & _ALONE or line.kinds(i + 1) or line.is_mark(i + 1, "(")):
        return None
    none = line.at(i, "whole_phrase", clitics=True) if "whole_phrase" in kinds else None
    if none:
        return Found(i, none.end, none.prefix, "DATE", _NO_TIME)
    best: Found | None = None
    for rule in _rules(kinds):
        found = rule(line, i)
        if found and (best is None or found.last > best.last):
            best = found
    return _unless_named(line, i, best)


def _unless_named(line: Line, i: int, found: Found | None) -> Found | None:
    """What was found, unless the word before makes it a name («ثورة 25 يناير») or an output («برميل يوميا»)."""
    if found is None:
        return None
    pattern = found.pattern
    named = pattern.day is not None and pattern.year is None and line.at(i - 1, "before_name", clitics=True)
    counted = found.type == "SET" or line.at(i, "relative")
    output = counted and any(line.at(i - back, "output", clitics=True) for back in (1, 2, 3))
    if named or output:
        return Found(found.first, found.last, found.prefix, found.type, _NO_TIME)
    return found
