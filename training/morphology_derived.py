"""Verbal nouns and participles of verbs by their patterns, unvocalised and folded.

Forms II to X and the quadriliterals make them by rule; the verbal nouns of form I are candidates that a list of nouns
must confirm.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from musnad.folding import fold

ALIF, WAW, YA, HA, TA, MIM, NUN, SIN, HAMZA = "ا", "و", "ي", "ه", "ت", "م", "ن", "س", "ء"
_WEAK = frozenset("وي")
_FORMS = (
    ("10", re.compile(r"\{isota")),
    ("8", re.compile(r"\{i1?.{0,2}ota|\{i[tdTZ*]~a|\{i1~a|\{i1o[tdT]a")),
    ("7", re.compile(r"\{ino1a|\{in~?1?a")),
    ("6", re.compile(r"ta1aA")),
    ("5", re.compile(r"ta1a[2wy>]~")),
    ("4", re.compile(r">a1|\|")),
    ("3", re.compile(r"1aA2a|1aA2~|1aA2")),
    ("2", re.compile(r"1a[2wy>]~a")),
)


class Derived(NamedTuple):
    """A derived noun: its folded form, what it is, and whether a list of nouns must know it."""

    form: str
    kind: str
    sure: bool


def derive(lemma: str, pattern: str, root: str) -> Iterator[Derived]:
    """The derived nouns of a verb: its unvocalised lemma, its pattern and root in Camel Morph's notation."""
    word = fold(lemma)
    radicals = [_radical(r) for r in root.split(".")]
    if len(radicals) == 4 and len(word) == 4 and ALIF not in word:
        yield from (Derived(word + HA, "verbal_noun", True), *_both(MIM + word))
    if len(radicals) != 3:
        return
    number = form_of(pattern)
    if number == "1":
        yield from _first(radicals)
    elif len(word) >= 3:
        yield from _augmented(number, word, lemma, radicals)


def form_of(pattern: str) -> str:
    """The number of the form of a verb's pattern, 1 to 10."""
    return next((number for number, found in _FORMS if found.match(pattern)), "1")


def _radical(letter: str) -> str:
    table = str.maketrans("'|>&<}AbptvjHxd*rzs$SDTZEgfqklmnhwYy{", "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيا")
    return fold(letter.translate(table))


def _both(stem: str) -> Iterator[Derived]:
    yield Derived(stem, "active_participle", True)
    yield Derived(stem, "passive_participle", True)


def _augmented(number: str, word: str, lemma: str, radicals: list[str]) -> Iterator[Derived]:
    last = lemma[-1] in "ىاي" and radicals[2] in _WEAK
    hollow = (
        not last and len(word) > 2 and word[-2] == ALIF and radicals[1] in _WEAK and number in ("4", "7", "8", "10")
    )
    body = word[1:] if number in ("4", "7", "8", "10") and word[0] == ALIF else word
    noun = _noun(number, word, radicals, last=last, hollow=hollow)
    yield Derived(noun, "verbal_noun", True)
    if hollow:
        active = MIM + (body[:-2] + YA + body[-1] if number in ("4", "10") else body)
        yield Derived(active, "active_participle", True)
        yield Derived(MIM + body, "passive_participle", True)
    elif last:
        yield Derived(MIM + body[:-1] + YA, "active_participle", True)
        yield Derived(MIM + body[:-1], "active_participle", False)
    else:
        yield from _both(MIM + body)


def _noun(number: str, word: str, radicals: list[str], *, last: bool, hollow: bool) -> str:
    """The verbal noun of form II to X; `last`: the third radical is weak; `hollow`: the second one shows as alif."""
    if number == "2":
        return TA + word[:-1] + YA + (HA if last else word[-1])
    if number == "3":
        return MIM + (word[:-1] + ALIF if last else word) + HA
    if number in ("5", "6"):
        return word[:-1] + YA if last else word
    return ALIF + _long(number, word.removeprefix(ALIF), radicals, last=last, hollow=hollow)


def _long(number: str, body: str, radicals: list[str], *, last: bool, hollow: bool) -> str:
    """The verbal noun of forms IV and VII to X without its first alif."""
    if hollow:
        return body[:-2] + YA + ALIF + body[-1] if number in ("7", "8") else body + HA
    if number in ("4", "10") and radicals[0] == WAW:
        body = body.replace(WAW, YA, 1)
    if last:
        return body[:-1] + ALIF + HAMZA
    doubled = radicals[1] == radicals[2] == body[-1] and body[-2:-1] != radicals[1]
    return body + ALIF + radicals[2] if doubled else body[:-1] + ALIF + body[-1]


def _first(radicals: list[str]) -> Iterator[Derived]:
    """The participles of form I; its verbal nouns are in `verbal_nouns`."""
    a, b, c = radicals
    if b in _WEAK:
        yield Derived(a + ALIF + YA + c, "active_participle", True)
    elif c in _WEAK:
        yield Derived(a + ALIF + b + YA, "active_participle", True)
        yield Derived(MIM + a + b + c, "passive_participle", False)
    else:
        yield Derived(a + ALIF + b + ("" if b == c else c), "active_participle", True)
        yield Derived(MIM + a + b + WAW + c, "passive_participle", True)


def bare_vowels(buckwalter: str) -> str:
    """A vocalised noun with one letter for every seat of hamza, so that it can be compared."""
    return re.sub("[><&}]", "'", re.sub("[-_].*", "", buckwalter).replace("|", "'aA").replace("{", "A"))


def verbal_nouns(root: str) -> Iterator[str]:
    """The verbal nouns that a form I of a root can have, vocalised; a list of nouns must confirm them."""
    letters = [bare_vowels(letter) for letter in root.split(".")]
    if len(letters) == 3:
        a, b, c = letters
        kind = "hollow" if b in "wy" else "weak" if c in "wy" else "double" if b == c else "sound"
        shapes = [*_VOCALISED[kind], *(_VOCALISED["first_weak"] if a == "w" else ())]
        for shape in shapes:
            yield shape.replace("1", a).replace("2", b).replace("3", c)


_VOCALISED = {
    "sound": (
        "1a2o3", "1i2o3", "1u2o3", "1a2a3", "1a2i3", "1u2uw3", "1a2uw3", "1a2aA3", "1i2aA3", "1u2aA3", "1a2aA3ap", "1i2aA3ap",
        "1a2a3ap", "1i2o3ap", "1a2o3ap", "1u2o3ap", "1u2o3aAn", "1i2o3aAn", "1a2a3aAn",

    ),
    "hollow": ("1a2o3", "1i2o3", "1iyaA3", "1iyaA3ap", "1a2aA3", "1a2o3ap", "1a2a3aAn", "1u2aA3", "1aya3aAn"),
    "weak": ("1a2o3", "1a2o3ap", "1u2aA'", "1a2aA'", "1i2aA'", "1i2aA3ap", "1a2aA3ap", "1u2o3ap", "1a2oY", "1a2oyap", "1u2uw~"),
    "double": ("1a2~", "1i2~", "1u2~", "1u2uw2", "1a2aA2", "1i2aA2", "1a2aA2ap", "1i2aA2ap", "1a2~ap", "1i2~ap"),
    "first_weak": ("2i3ap", "2a3ap", "wu2uw3"),
}  # fmt: skip
