"""Tokens -> time expressions: found by a small grammar, resolved against the day of the page.

The path of an expression, module by module:

    vocabulary   the tables of `data/times` by written form, clitics included
    written      what a written word can be, looked up once
    line         a sentence as the grammar sees it
    numbers      «الحادي والعشرين», «ثلاثة»
    numeric      dates in digits: «27-6-2016»
    years        «عام 2011», «حرب 1948»
    dates        the pieces of a date: «27 من يونيو الماضي», «أمس الأول», «الأسبوع المقبل»
    periods      seasons, decades, quarters, «مطلع الشهر», «أول جمعة من يوليو»
    clocks       the pieces of a time of day: «مساء», «الساعة 10»
    durations    lengths, steps («قبل عام») and what recurs
    points       pieces joined to one date or time of day
    intervals    two of them as one expression
    grammar      the rules together: the longest reading wins
    patterns     what an expression says before it is resolved
    tense        whether its sentence speaks of what is to come
    solving      the day of a page that bears none, from what its expressions say together
    dating       the day of the page: given, stated or inferred
    anchors      what the text named last: «في العام التالي»
    quoted       which stretches are speech
    resolve      values in ISO 8601, by way of stated, calendars, lengths and conflicts
    sequence     one after the other, each with what it leans on: its sentence, its quotation, the anchors before it
    stage        all of it, over a document
    alone        all of it, over a text: `musnad.times(text, reference="2024-05-15")`
    commands     `musnad times`
"""

import sys
from datetime import date
from types import ModuleType

from musnad.model import TimeExpression
from musnad.times.alone import read_times
from musnad.times.stage import Times, make_times

__all__ = ["Times", "make_times", "read_times"]


class _Callable(ModuleType):
    """The package as `musnad.times(...)`: an import of it puts the module in the place of any function of that name."""

    def __call__(self, text: str, reference: str | date | None = None) -> tuple[TimeExpression, ...]:
        """See `read_times`."""
        return read_times(text, reference)


sys.modules[__name__].__class__ = _Callable
