"""Numbers of counted things in running text: «812 شاحنة», «مئة وعشرين طنا», «نحو 150» of what was counted before."""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from musnad.folding import fold
from musnad.linking.words import WORD, Vocabulary

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫٬", "01234567890123456789.,")
_NUMERAL = re.compile(r"[\d٠-٩۰-۹]+(?:[.,٫٬][\d٠-٩۰-۹]+)*")
_TOKEN = re.compile(f"{_NUMERAL.pattern}|{WORD.pattern}")
_THOUSAND = 1000
_AND = "و"
_ARTICLE = "ال"
_LAM = "ل"
_BEFORE = 24
"""How many characters before a number are looked at for what qualifies it."""
Place = tuple[int, int]


class Number(NamedTuple):
    """A counted thing: its number, how exact (`=`, `>`, `<`, `~`), the stems of what is counted, its place; `deed` is the
    stem of the deed's word that stands right before it."""

    value: float
    bound: str
    of: frozenset[str]
    place: Place
    deed: str | None = None


class _Word(NamedTuple):
    """A folded word of a text, and where it stands."""

    form: str
    place: Place


def counted(text: str, sentence: Place, passed: Collection[Place], vocabulary: Vocabulary) -> list[Number]:
    """The numbers above one in a sentence, but those inside the places that are passed over.

    A number with nothing behind it counts what the one before it counts.
    """
    words = [_Word(fold(m.group()), m.span()) for m in _TOKEN.finditer(text, *sentence)]
    found: list[Number] = []
    at = 0
    while at < len(words):
        value, end = _value(text, words, at, vocabulary)
        place = words[at].place[0], words[max(end, at + 1) - 1].place[1]
        label = _label(words, at, end)
        if value > 1 and not label and not any(first < place[1] and place[0] < last for first, last in passed):
            of = _counted(text, words, at, end, vocabulary) or (found[-1].of if found else frozenset())
            bound = vocabulary.bound(text[max(sentence[0], place[0] - _BEFORE) : place[0]])
            found.append(Number(value, bound, of, place))
        at = max(end, at + 1)
    return [number for number in found if number.of]


def _value(text: str, words: Sequence[_Word], at: int, vocabulary: Vocabulary) -> tuple[float, int]:
    """The number that begins at a word, and the position behind it; nought where none does."""
    total, group, end = 0.0, 0.0, at
    for n, word in enumerate(words[at:]):
        joined, value = _single(text, word, n, vocabulary)
        if value is None or (n and not joined and not (value >= 100 > group or value >= _THOUSAND or value == 10)):
            break
        if joined and n and value >= _THOUSAND > group:
            break
        if n and not joined and value >= 100:
            group *= value
        else:
            group += value
        if group >= _THOUSAND:
            total, group = total + group, 0.0
        end = at + n + 1
    return total + group, end


def _single(text: str, word: _Word, at: int, vocabulary: Vocabulary) -> tuple[bool, float | None]:
    """Whether a number word is joined by «and», and its value; digits stand by themselves.

    `at` is how many words of the number stand before it.
    """
    digits = _NUMERAL.search(text, *word.place)
    if digits:
        written = digits.group().translate(_DIGITS).replace(",", "")
        return False, float(written) if written.count(".") < 2 else None
    for form in _without(word.form, vocabulary.prefixes, joined=at > 0):
        if form in vocabulary.numerals:
            return word.form.startswith(_AND) and form != word.form, vocabulary.numerals[form]
    return False, None


def _counted(text: str, words: Sequence[_Word], at: int, end: int, vocabulary: Vocabulary) -> frozenset[str]:
    """The stem of what stands behind a number, after «of» at most; else of what stands behind «the number of»."""
    behind = words[end : end + 2]
    if behind and text[words[end - 1].place[1] : behind[0].place[0]].strip():
        behind = []
    said = [n for n, word in enumerate(words[:at]) if vocabulary.is_count(word.form)]
    before = words[said[-1] + 1 : at] if said else []
    for word in (*behind, *before):
        if found := vocabulary.content(word.form):
            return found
    return frozenset()


def _label(words: Sequence[_Word], at: int, end: int) -> bool:
    """Whether digits only name what stands before them: «resolution 1970», «resolution 1970 on»."""
    after_noun = at > 0 and words[at - 1].form.startswith(_ARTICLE)
    before_noun = end < len(words) and not words[end].form.startswith(_ARTICLE)
    return after_noun and not before_noun and words[at].form[:1].isdigit()


def _without(form: str, prefixes: Sequence[str], *, joined: bool) -> Iterator[str]:
    """A word whole, and without what is joined to its front: «and» inside a number, no article before one."""
    yield form
    for prefix in prefixes:
        fits = prefix.startswith(_AND) if joined else _LAM not in prefix[1:]
        if fits and form.startswith(prefix) and len(form) - len(prefix) > 1:
            yield form[len(prefix) :]
