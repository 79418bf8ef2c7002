"""Tokens -> time expressions: found by a small grammar, resolved against the day of the page.

The path of an expression, module by module:

    vocabulary   the tables of `data/times` by written form, clitics included
    line         a sentence as the grammar sees it
    numbers      «الحادي والعشرين», «ثلاثة»
    dates        the pieces of a date: «27 من يونيو الماضي», «أمس الأول», «الأسبوع المقبل»
    periods      seasons, decades, quarters, «مطلع الشهر», «أول جمعة من يوليو»
    clocks       the pieces of a time of day: «مساء», «الساعة 10»
    durations    lengths, steps («قبل عام») and what recurs
    points       pieces joined to one date or time of day
    intervals    two of them as one expression
    grammar      the rules together: the longest reading wins
    patterns     what an expression says before it is resolved
    tense        whether its sentence speaks of what is to come
    dating       the day of the page: given, stated or inferred
    resolve      values in ISO 8601, by way of stated, calendars, lengths and conflicts
    stage        all of it, over a document
"""

from musnad.times.stage import Times, make_times

__all__ = ["Times", "make_times"]
