"""Whether a sentence speaks of what is to come where it names a time: «سيصل الأحد», «من المقرر أن», «يصل الوفد غدا».

The nearest past verb or cue before the time decides, over a dozen words: «سيزور موسكو، وقال الأحد» speaks of the past. A
present verb is a cue only where it opens its clause, as in headlines, or stands next to the time («تنطلق السبت»), unless
«لم» or «كان» takes it back. The word behind the time may decide too («الأحد سيصل»).
"""

from musnad.folding import fold
from musnad.language.lexemes import make_verbs
from musnad.lexicon import Lexicon
from musnad.times.line import Line
from musnad.times.written import WAW

_SIN, _YA, _FIRST_PERSON = "\u0633", "\u064a", frozenset("\u0627\u0646")
_FORWARD = 12
_NEXT = 3
_STANDS = 5
_DATELINE = 4
_AGENCY = 7
_DASHES = "-–—:"
_LINE = 14
_STOPS = ".،|)]"
_PREPOSITIONS = frozenset({"before", "after", "in", "on"})
_NONE: frozenset[str] = frozenset()


class Tense:
    """The verbs and cues of one lexicon that place a time before or after the day of publication."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._verbs = make_verbs(lexicon)

    def is_future(self, line: Line, first: int, last: int, *, dated: bool = False) -> bool:
        """Whether the expression at `first` to `last` stands in words about what is to come.

        `dated` says that it names its year: then «ابتداء من» tells nothing.
        """
        if any(line.at(first - k, "told_participle", clitics=True) for k in (1, 2)):
            return False
        modifier = line.at(last, "modifier")
        said = first > line.first and "past" in self._aspects(line, first - 1)
        if (not said and self._continues(line, last)) or (modifier and modifier.sense.number > 0):
            return True
        if not dated and _starts_there(line, first):
            return True
        decided = (self._decides(line, i, first) for i in range(first - 1, max(line.first, first - _FORWARD) - 1, -1))
        return next((future for future in decided if future is not None), False)

    def _decides(self, line: Line, i: int, first: int) -> bool | None:
        """Whether the word at a place says that the time at `first` is to come, or that it is past; None: neither."""
        if self._is_cue(line, i) or _plans(line, i, first):
            return not _taken_back(line, i)
        if line.at(i, "told_verb", clitics=True):
            return False
        if _belongs_to_cue(line, i):
            return None
        aspects = self._aspects(line, i)
        if "past" in aspects:
            cued = i > line.first and (self._is_cue(line, i - 1) or _belongs_to_cue(line, i - 1))
            return cued and not _taken_back(line, i - 1)
        if line.at(i - 1, "that_verb") and _is_limited(line, i - 1):
            return None
        near = first - i <= _NEXT or _opens_clause(line, i)
        return not _taken_back(line, i) if aspects and near and not line.at(i, "told", clitics=True) else None

    def is_told(self, line: Line, first: int, reach: int = _NEXT) -> bool:
        """Whether a past verb stands so near before a place that what follows continues its story («انهار بعد أيام»)."""
        for i in range(first - 1, max(line.first, first - reach) - 1, -1):
            if self._is_cue(line, i) or _plans(line, i, first) or line.at(i, "lasting", clitics=True):
                return False
            if line.at(i, "told_participle", clitics=True):
                return True
            if "past" in self._aspects(line, i):
                return i == line.first or not self._is_cue(line, i - 1)
        return False

    def tells(self, line: Line, i: int) -> bool:
        """Whether a past verb stands at a place («وبعد أيام أعلن»)."""
        return "past" in self._aspects(line, i) and not self._is_cue(line, i)

    def has_happened(self, line: Line, first: int) -> bool:
        """Whether the nearest verb before a place, over a dozen words, tells what has taken place («اختتم الوفد زيارته»)."""
        for i in range(first - 1, max(line.first, first - _FORWARD) - 1, -1):
            if self._is_cue(line, i) or _plans(line, i, first) or line.at(i, "that_verb", clitics=True):
                return False
            if line.at(i, "told_verb", clitics=True) or line.governs(i, "told_verb"):
                return not self._is_cue(line, i - 1)
            if "past" in self._aspects(line, i):
                return False
        return False

    def is_nowadays(self, line: Line, first: int) -> bool:
        """Whether a bare «اليوم» means these days: «حتى اليوم», «باتت اليوم», «ما وصلنا إليه اليوم».

        What is put off until today does not.
        """
        present = line.at(first - 2, "became", clitics=True) and "present" in self._aspects(line, first - 1)
        if present or any(line.at(i, "became", clitics=True) for i in (first - 1, first + 1)):
            return True
        if line.at(first + 1, "needs") or (
            line.at(first - 1, "they", clitics=True) and not self._aspects(line, first + 1)
        ):
            return True
        if line.at(first - 1, "reached") and any(line.at(first - k, "what", clitics=True) for k in (2, 3, 4)):
            return True
        before = range(first - 1, max(first - _STANDS, line.first - 1), -1)
        if any(self._is_what_is(line, i) or line.at(i, "no_longer", clitics=True) for i in before):
            return True
        if line.at(first - 1, "we", clitics=True) and line.at(first + 1, "faces", clitics=True):
            return True
        put_off = any(_plans(line, i, first) for i in range(max(first - _FORWARD, line.first), first))
        return line.at(first - 1, "until", clitics=True) is not None and not put_off

    def _is_what_is(self, line: Line, i: int) -> bool:
        """Whether «ما» and a present verb stand here: «ما تعيشه البلاد اليوم»; behind «كما» news is told."""
        what = line.at(i, "what", clitics=True) is not None and line.at(i, "clause", clitics=True) is None
        return what and "present" in self._aspects(line, i + 1)

    def opens(self, line: Line, first: int, last: int) -> bool:
        """Whether a date stands where a dateline has it («رام الله 11-2-2025 -», «في 3 مايو 2022 / كونا /»): before any verb."""
        if first > _DATELINE or any(self._aspects(line, i) for i in range(line.first, first)):
            return False
        # A programme has its days first, or behind a heading: «الجولة الأولى: الأحد 26 مارس 2017 -».
        before = range(line.first, first)
        placed = any(line.words[i].kind == "word" for i in before) and not any(line.is_mark(i, ":") for i in before)
        marks = (i for i in range(last if placed else first + 1, (last if placed else first) + _DATELINE))
        marks = (i for i in marks if line.is_mark(i, _DASHES))
        if any(line.at(i + 1, "hour") is None for i in marks):
            return True
        if placed and any(line.at(i, "agency") for i in range(last, min(last + _NEXT, line.last))):
            return True
        agency = line.is_mark(last, "/") and any(line.is_mark(i, "/") for i in range(last + 2, last + _AGENCY))
        return agency or (line.is_mark(line.first, "(") and line.is_mark(last, ")"))

    def signs(self, line: Line, first: int, last: int, *, top: bool, closing: bool) -> bool:
        """Whether a line holds no more than who, where and when: «عدن - الاثنين 15 مارس 2021».

        A line that closes a page needs no dash («بيروت في 3 أيار 2021»); one at its top may be the date alone.
        """
        if line.last > _LINE or not all(line.is_mark(i, _STOPS) for i in range(last, line.last)):
            return False
        signed = any(line.at(i, "signed") for i in range(first))
        if not signed and any(self._aspects(line, i) for i in range(first)):
            return False
        alone = all(line.words[i].kind == "mark" for i in range(first))
        placed = (top and alone) or (closing and first <= _NEXT and not line.form(0).startswith(WAW))
        return signed or line.is_mark(first - 1, "-–—|/") or placed

    def _continues(self, line: Line, i: int) -> bool:
        """Whether the word behind a time says that it is to come («الأحد سيصل»); behind «و» another clause begins."""
        if i >= line.last or line.form(i).startswith(WAW):
            return False
        cue = line.at(i, "future", clitics=True)
        return (self._is_cue(line, i) and (cue is None or cue.end == i + 1)) or self._aspects(line, i) == {"present"}

    def _is_cue(self, line: Line, i: int) -> bool:
        form = line.form(i).removeprefix(WAW)
        if form.startswith(_SIN) and ("present" in self._of(form[1:]) or self._is_first_person(form[1:])):
            return True
        return _SIN in line.divided(i).proclitics or line.at(i, "future", clitics=True) is not None

    def _is_first_person(self, form: str) -> bool:
        """Whether a form is «أزور» or «نلتقي» of a verb whose «يزور» the tables know."""
        return form[:1] in _FIRST_PERSON and "present" in self._of(_YA + form[1:])

    def _aspects(self, line: Line, i: int) -> frozenset[str]:
        """Past or present, for a word that is a verb, behind «و» and before a pronoun too; behind «أن» no past."""
        if not line.kinds(i).isdisjoint(_PREPOSITIONS):
            return _NONE
        form, token = line.form(i), line.divided(i)
        found = self._of(form) or (self._of(form[1:]) if form.startswith(WAW) else _NONE)
        if not found and token.enclitic:
            found = self._of(token.base)
        return found - {"past"} if len(found) > 1 and line.at(i - 1, "that_verb", clitics=True) else found

    def _of(self, form: str) -> frozenset[str]:
        return frozenset(verb.aspect for verb in self._verbs.forms(form))


def _opens_clause(line: Line, i: int) -> bool:
    """Whether a verb opens its clause: at the start, behind a mark, or behind a word such as «كما» or «التي»."""
    before = i - 1
    return i == line.first or line.is_mark(before, '،؛:-–—«"') or line.at(before, "clause", clitics=True) is not None


def _is_limited(line: Line, i: int) -> bool:
    """Whether «أن» stands behind «قبل» or «بعد»: the main verb says whether what it brings is to come."""
    return line.at(i - 1, "before", clitics=True) is not None or line.at(i - 1, "after", clitics=True) is not None


def _starts_there(line: Line, first: int) -> bool:
    """Whether «اعتبارا من» leads to a time."""
    return any((found := line.at(first - k, "starting", clitics=True)) and found.end == first for k in (2, 3))


def _taken_back(line: Line, i: int) -> bool:
    """Whether «لم» or «كان» before a cue makes it tell of the past («كان من المقرر أن يصل»)."""
    before = range(i - 4, i) if line.at(i - 1, "that_verb", clitics=True) else range(i - 2, i)
    return any(line.at(k, "told", clitics=True) and not _belongs_to_cue(line, k) for k in before)


def _belongs_to_cue(line: Line, i: int) -> bool:
    """Whether a word is one of the two of a cue («ما لم», «لا يستبعد»)."""
    before, here = line.at(i - 1, "future", clitics=True), line.at(i, "future", clitics=True)
    return (before is not None and before.end > i) or (here is not None and here.end > i + 1)


def _plans(line: Line, i: int, first: int) -> bool:
    """Whether a verb such as «دعا» stands here, with its preposition between it and the time at `first`."""
    plan = line.at(i, "plan", clitics=True)
    if plan is None:
        return False
    preposition = fold(plan.sense.code)
    between = range(plan.end, first)
    return any(line.form(k) == preposition or preposition in line.divided(k).proclitics for k in between)
