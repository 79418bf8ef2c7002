"""Every reading of a word without its clitics: from stems, paradigms and endings, or guessed where no stem fits.

The model file holds seven sections with a form feed between them: paradigms (the forms of a class of verbal stems as
`prefix suffix features`, separated by commas); weights of verbs; verbal stems with `paradigm lemma voice`; nominal stems with
`kind lemma weight` (an empty lemma is the stem itself); derived nouns with `kind verb`; endings of nominals; verbs of being.
Stems are folded, lemmas are not. Weights are ten times the negative logarithm of a lemma's share in text: the lower, the
likelier.
"""

import gzip
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from musnad.folding import fold
from musnad.model import Analysis

ARTICLE = "ال"
_TA, _HA = "ت", "ه"
_LONGEST_PREFIX, _LONGEST_SUFFIX = 3, 6
RARE_VERB = 150
_ONLY_BEFORE_PRONOUN = "y"
"""Stands behind the kinds of an ending that no word ends in unless a pronoun follows."""
_ASPECTS = {"p": "past", "i": "present", "c": "imperative"}
_NUMBERS = {"s": "singular", "d": "dual", "p": "plural"}
_VOICES = {"a": "active", "p": "passive"}
_PERSONS = {"3": 0, "1": 25, "2": 45}
_PASSIVE, _IMPERATIVE, _FEMININE_PLURAL = 15, 20, 35
"""How much less likely these are, in weights."""
_INFLECTED = frozenset("NACPU")
_DERIVED = {"v": "verbal_noun", "a": "active_participle", "p": "passive_participle"}
_POS = {
    "N": "NOUN", "A": "ADJ", "C": "ADJ", "P": "PROPN", "U": "NUM", "D": "ADV", "I": "ADP", "S": "SCONJ", "J": "CCONJ",
    "R": "PRON", "T": "PART", "X": "X", "V": "VERB",
}  # fmt: skip
_FIRST = frozenset("ان")
_PRESENT_ENDINGS = (("ون", "plural"), ("وا", "plural"), ("ان", "dual"))
_PAST_ENDINGS = (("وا", "m", "plural"), ("تا", "f", "dual"), ("ت", "f", "singular"))
Ending = tuple[str, str, int, str]
"""Gender, number, how much less likely than the bare stem, and the kinds of stems that take it."""


class Reading(NamedTuple):
    """One way to read a word.

    Attributes:
        kind: V for verbs, else the letter of the file.
        weight: the lower, the likelier.
        lemma: the dictionary form, with its hamzas.
        code: of verbs aspect, person, gender, number and voice (`p3msa`); of the others gender and number (`mp`).
        origin: of derived nouns their entry in the file; `copula` of verbs of being.
    """

    kind: str
    weight: int
    lemma: str
    code: str
    origin: str = ""

    @property
    def aspect(self) -> str:
        """The aspect of a verb."""
        return _ASPECTS[self.code[0]]

    @property
    def pos(self) -> str:
        """The part of speech, by its name in Universal Dependencies."""
        return _POS[self.kind]

    @property
    def analysis(self) -> Analysis:
        """The analysis that the reading stands for."""
        code = self.code
        if self.kind == "V":
            gender = code[2] if code[2] in "mf" else ""
            pos = "AUX" if self.origin else "VERB"
            return Analysis(pos, self.lemma, self.aspect, int(code[1]), gender, _NUMBERS[code[3]], _VOICES[code[4]])
        if self.kind not in _INFLECTED:
            return Analysis(self.pos, self.lemma)
        kind, _, verb = self.origin.partition("|")[0].partition(" ")
        derived = _DERIVED[kind] if kind else ""
        return Analysis(self.pos, self.lemma, "", 0, code[0], _NUMBERS[code[1]], "", derived, verb)


class Morphology:
    """The stems of one model file; only read after it is made."""

    def __init__(self, text: str) -> None:
        paradigms, verbs, stems, nominals, derived, endings, copulas = (s.split("\n") for s in text.split("\f"))
        self._paradigms = [_paradigm(line) for line in paradigms]
        self._verbs = {lemma: int(weight) for lemma, _, weight in (line.partition("\t") for line in verbs)}
        self._stems = dict(line.split("\t") for line in stems)
        self._nominals = dict(line.split("\t") for line in nominals)
        self._derived = dict(line.split("\t") for line in derived)
        self._endings = dict(_ending(line) for line in endings)
        self._copulas = frozenset(copulas)
        self._prefixes = frozenset(prefix for forms in self._paradigms for prefix, _ in forms)
        self._suffixes = frozenset(suffix for forms in self._paradigms for _, suffix in forms)

    def __reduce__(self) -> tuple[object, ...]:
        return load_morphology, ()

    def readings(self, base: str, *, enclitic: bool = False, marbuta: bool = False) -> list[Reading]:
        """The readings of a folded form without clitics, the article on it or not, the likeliest first."""
        definite = base.startswith(ARTICLE) and len(base) > 3
        found = list(self._nominal(base[2:] if definite else base, enclitic=enclitic))
        if definite:
            found += (r for r in self._nominal(base, enclitic=enclitic) if r.weight < RARE_VERB)
        if not marbuta:
            found += self.verbs(base, enclitic=enclitic)
        found.sort(key=_by_weight)
        return found

    def verbs(self, base: str, *, enclitic: bool) -> list[Reading]:
        """The readings of a folded form as a verb; `enclitic`: an object pronoun followed it."""
        best: dict[tuple[str, str], int] = {}
        for prefix, stem, suffix in self._divided(base):
            for entry in self._stems[stem].split("|"):
                number, lemma, voice = entry.split(" ")
                codes = self._paradigms[int(number)].get((prefix, suffix))
                if codes:
                    least = self._verbs.get(lemma, RARE_VERB) + (_PASSIVE if voice == "p" else 0)
                    for code, cost, place in codes:
                        if place == "." or (place == "e") == enclitic:
                            key = (lemma, code + voice)
                            best[key] = min(least + cost, best.get(key, 999))
        return [
            Reading("V", weight, lemma, code, "copula" if lemma in self._copulas else "")
            for (lemma, code), weight in best.items()
        ]

    def _divided(self, base: str) -> Iterator[tuple[str, str, str]]:
        length = len(base)
        for head in range(min(_LONGEST_PREFIX, length - 1) + 1):
            prefix = base[:head]
            if prefix in self._prefixes:
                for tail in range(min(_LONGEST_SUFFIX, length - head - 1) + 1):
                    suffix = base[length - tail :]
                    if suffix in self._suffixes and base[head : length - tail] in self._stems:
                        yield prefix, base[head : length - tail], suffix

    def _nominal(self, base: str, *, enclitic: bool) -> Iterator[Reading]:
        for tail in range(min(3, len(base) - 2) + 1):
            suffix = base[len(base) - tail :]
            ending = self._endings.get(suffix)
            if ending is None or (ending[3].endswith(_ONLY_BEFORE_PRONOUN) and not enclitic):
                continue
            stem = base[: len(base) - tail]
            yield from self._ended(stem, suffix, ending)
            if _TA in suffix:
                yield from self._ended(stem + _HA, suffix, ending)

    def _ended(self, stem: str, suffix: str, ending: Ending) -> Iterator[Reading]:
        entries = self._nominals.get(stem)
        if entries is None:
            return
        gender, number, cost, kinds = ending
        for entry in entries.split("|"):
            kind, lemma, weight = entry.split(" ")
            if suffix and (kind[0] not in kinds or len(kind) > 1):
                continue
            female = "f" if stem.endswith(_HA) and not suffix else gender
            code = female + ("p" if len(kind) > 1 else number)
            origin = self._derived.get(fold(lemma) if lemma else stem, "")
            yield Reading(kind[0], int(weight) + cost, lemma or stem, code, origin)

    def guessed_nominal(self, base: str, pos: str) -> Analysis:
        """What the ending of an unknown noun, adjective or name shows; names keep all their letters."""
        gender = "f" if base.endswith(_HA) else "" if pos == "PROPN" else "m"
        for tail in range(min(3, len(base) - 3), 1, -1) if pos != "PROPN" else ():
            ending = self._endings.get(base[-tail:])
            if ending is not None:
                return Analysis(pos, base[:-tail], "", 0, ending[0], _NUMBERS[ending[1]])
        return Analysis(pos, base, "", 0, gender, "singular")


def _by_weight(reading: Reading) -> int:
    return reading.weight


def _paradigm(line: str) -> dict[tuple[str, str], tuple[tuple[str, int, str], ...]]:
    """The forms of a class of stems by prefix and suffix: features, how unlikely they are, before a pronoun or not."""
    forms: dict[tuple[str, str], tuple[tuple[str, int, str], ...]] = {}
    for form in line.split(","):
        prefix, suffix, code = form.split(" ")
        made = (code[:4], _unlikely(code), code[4])
        forms[prefix, suffix] = (*forms.get((prefix, suffix), ()), made)
    return forms


def _ending(line: str) -> tuple[str, Ending]:
    ending, gender, number, cost, kinds = line.split("\t")
    return ending, (gender, number[0], int(cost), kinds)


def _unlikely(code: str) -> int:
    """How much less likely a form is than the third person, as news text has it."""
    cost = _PERSONS[code[1]] + (_IMPERATIVE if code[0] == "c" else 0)
    return cost + (_FEMININE_PLURAL if code[1:4] == "3fp" else 0)


def guessed_verb(base: str, aspect: str) -> Analysis:
    """What the spelling of an unknown verb shows; its lemma is what remains without prefix and ending."""
    if aspect == "present":
        person, gender = (1, "") if base[:1] in _FIRST else (3, "f" if base[:1] == _TA else "m")
        body = base[1:]
        for ending, number in _PRESENT_ENDINGS:
            if body.endswith(ending) and len(body) > len(ending) + 2:
                return Analysis("VERB", body.removesuffix(ending), aspect, person, gender, number, "active")
        return Analysis("VERB", body, aspect, person, gender, "singular" if person == 3 else "", "active")
    for ending, gender, number in _PAST_ENDINGS:
        if base.endswith(ending) and len(base) > len(ending) + 2:
            return Analysis("VERB", base.removesuffix(ending), aspect, 3, gender, number, "active")
    return Analysis("VERB", base, aspect, 2 if aspect == "imperative" else 3, "m", "singular", "active")


@lru_cache(maxsize=1)
def load_morphology() -> Morphology:
    """The morphology that the program ships with."""
    packed = files("musnad").joinpath("data", "models", "morphology.txt.gz").read_bytes()
    return Morphology(gzip.decompress(packed).decode())
