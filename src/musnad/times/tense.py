"""Whether a sentence speaks of what is to come where it names a time: «سيصل الأحد», «من المقرر أن», «يصل الوفد غدا».

The nearest past verb or cue before the time decides, over a dozen words: «سيزور موسكو، وقال الأحد» speaks of the past. A
present verb is a cue only where it opens its sentence, as in headlines, or stands next to the time («تنطلق السبت»), unless
«لم» or «كان» takes it back. The word behind the time may decide too («الأحد سيصل»).
"""

from musnad.language.lexemes import VerbIndex
from musnad.lexicon import Lexicon
from musnad.times.line import WAW, Line

_SIN = "\u0633"
_FORWARD = 12
_NEXT = 3
_DATELINE = 4
_DASHES = "-–—:"


class Tense:
    """The verbs and cues of one lexicon that place a time before or after the day of publication."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._verbs = VerbIndex(lexicon)

    def is_future(self, line: Line, first: int, last: int) -> bool:
        """Whether the expression at `first` to `last` stands in words about what is to come."""
        if last < line.last and (self._is_cue(line, last) or self._aspects(line.form(last)) == {"present"}):
            return True
        for i in range(first - 1, max(line.first, first - _FORWARD) - 1, -1):
            if self._is_cue(line, i):
                return True
            aspects = self._aspects(line.form(i))
            if "past" in aspects:
                return i > line.first and self._is_cue(line, i - 1)
            if aspects and not line.at(i, "told", clitics=True) and (i == line.first or first - i <= _NEXT):
                return not any(line.at(k, "told", clitics=True) for k in (i - 1, i - 2))
        return False

    def is_told(self, line: Line, first: int) -> bool:
        """Whether a past verb stands so near before a place that what follows continues its story («انهار بعد أيام»)."""
        for i in range(first - 1, max(line.first, first - _NEXT) - 1, -1):
            if self._is_cue(line, i):
                return False
            if "past" in self._aspects(line.form(i)):
                return i == line.first or not self._is_cue(line, i - 1)
        return False

    def opens(self, line: Line, first: int) -> bool:
        """Whether an expression stands where a dateline has its day («رام الله 11-2-2025 -»): soon, and before any verb."""
        if first > _DATELINE or any(self._aspects(line.form(i)) for i in range(line.first, first)):
            return False
        return any(line.is_mark(i, _DASHES) for i in range(first + 1, min(first + _DATELINE, line.last)))

    def _is_cue(self, line: Line, i: int) -> bool:
        form = line.form(i).removeprefix(WAW)
        if form.startswith(_SIN) and "present" in self._aspects(form[1:]):
            return True
        return _SIN in line.tokens[i].proclitics or line.at(i, "future", clitics=True) is not None

    def _aspects(self, form: str) -> set[str]:
        """Past or present, for a form that is a verb, behind «و» too."""
        forms = self._verbs.forms(form) or (self._verbs.forms(form[1:]) if form.startswith(WAW) else ())
        return {verb.aspect for verb in forms}
