"""Whether a sentence speaks of what is to come where it names a time: «سيصل الأحد», «من المقرر أن», «يصل الوفد غدا».

The nearest past verb or cue before the time decides, over a dozen words: «سيزور موسكو، وقال الأحد» speaks of the past. A
present verb is a cue only where it opens its sentence, as in headlines. The word behind the time may decide too («الأحد سيصل»).
"""

from musnad.language.lexemes import VerbIndex
from musnad.lexicon import Lexicon
from musnad.times.line import WAW, Line

_SIN = "\u0633"
_FORWARD = 12


class Tense:
    """The verbs and cues of one lexicon that place a time before or after the day of publication."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._verbs = VerbIndex(lexicon)

    def is_future(self, line: Line, first: int, last: int) -> bool:
        """Whether the expression at `first` to `last` stands in words about what is to come."""
        if last < line.last and self._is_cue(line, last):
            return True
        for i in range(first - 1, max(line.first, first - _FORWARD) - 1, -1):
            if self._is_cue(line, i):
                return True
            aspects = self._aspects(line.form(i))
            if "past" in aspects:
                return i > line.first and self._is_cue(line, i - 1)
            if aspects and i == line.first:
                return True
        return False

    def _is_cue(self, line: Line, i: int) -> bool:
        form = line.form(i).removeprefix(WAW)
        if form.startswith(_SIN) and "present" in self._aspects(form[1:]):
            return True
        return _SIN in line.tokens[i].proclitics or line.at(i, "future", clitics=True) is not None

    def _aspects(self, form: str) -> set[str]:
        """Past or present, for a form that is a verb, behind «و» too."""
        forms = self._verbs.forms(form) or (self._verbs.forms(form[1:]) if form.startswith(WAW) else ())
        return {verb.aspect for verb in forms}
