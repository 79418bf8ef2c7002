"""Every reading of a word without its clitics: from stems, paradigms and endings, or guessed where no stem fits.

The model file holds seven sections with a form feed between them: paradigms (the forms of a class of verbal stems as
`prefix suffix features`, separated by commas); weights of verbs; verbal stems with `paradigm lemma voice`; nominal stems with
`kind lemma weight` (an empty lemma is the stem itself); derived nouns with `kind verb`; endings of nominals; verbs of being.
Stems are folded, lemmas are not. Weights are ten times the negative logarithm of a lemma's share in text: the lower, the
likelier.
"""

from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from musnad.folding import fold
from musnad.language.kept import Kept
from musnad.model import Analysis
from musnad.trained import model_text

ARTICLE = "ال"
_TA, _HA = "ت", "ه"
_LONGEST_PREFIX, _LONGEST_SUFFIX = 3, 6
RARE_VERB = 150
_ONLY_BEFORE_PRONOUN = "y"
"""Stands behind the kinds of an ending that no word ends in unless a pronoun follows."""
ASPECTS = {"p": "past", "i": "present", "c": "imperative"}
_NUMBERS = {"s": "singular", "d": "dual", "p": "plural"}
_VOICES = {"a": "active", "p": "passive"}
_PERSONS = {"3": 0, "1": 25, "2": 45}
_PASSIVE, _IMPERATIVE, _FEMININE_PLURAL = 15, 20, 35
"""How much less likely these are, in weights."""
_INFLECTED = frozenset("NACPU")
_DERIVED = {"v": "verbal_noun", "a": "active_participle", "p": "passive_participle"}
POS = {
    "N": "NOUN", "A": "ADJ", "C": "ADJ", "P": "PROPN", "U": "NUM", "D": "ADV", "I": "ADP", "S": "SCONJ", "J": "CCONJ",
    "R": "PRON", "T": "PART", "X": "X", "V": "VERB",
}  # fmt: skip
"""The letters of the file and the parts of speech that they stand for, by their names in Universal Dependencies."""
_FIRST = frozenset("ان")
_PRESENT_ENDINGS = (("ون", "plural"), ("وا", "plural"), ("ان", "dual"))
_PAST_ENDINGS = (("وا", "m", "plural"), ("تا", "f", "dual"), ("ت", "f", "singular"))
_by_weight = itemgetter(1)
Ending = tuple[str, str, int, str]
"""Gender, number, how much less likely than the bare stem, and the kinds of stems that take it."""
Forms = dict[tuple[str, str], tuple[tuple[str, int, str], ...]]
"""The forms of a class of verbal stems by prefix and suffix: features, how unlikely they are, before a pronoun or not."""
Nominal = tuple[str, bool, str, int, str]
"""A noun, adjective or other word of a stem: its kind, whether it is a broken plural, lemma, weight, origin."""
Verbal = tuple[Forms, str, int, str]
"""A verb of a stem: its forms, lemma, weight, voice."""


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
        return ASPECTS[self.code[0]]

    @property
    def pos(self) -> str:
        """The part of speech, by its name in Universal Dependencies."""
        return POS[self.kind]

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
        paradigms, verbs, stems, nominals, derived, endings, copulas = text.split("\f")
        self._paradigms = [_paradigm(line) for line in paradigms.split("\n")]
        self._verbs = {lemma: int(weight) for lemma, weight in pairs(verbs).items()}
        self._stems, self._nominals, self._derived = pairs(stems), pairs(nominals), pairs(derived)
        self._endings = dict(_ending(line) for line in endings.split("\n"))
        self._copulas = frozenset(copulas.split("\n"))
        self._prefixes = frozenset(prefix for forms in self._paradigms for prefix, _ in forms)
        self._suffixes = frozenset(suffix for forms in self._paradigms for _, suffix in forms)
        self._nominals_of = Kept(self._find_nominals)
        self._verbs_of = Kept(self._find_verbs)

    def __reduce__(self) -> tuple[object, ...]:
        return load_morphology, ()

    def readings(self, base: str, *, enclitic: bool = False, marbuta: bool = False) -> list[Reading]:
        """The readings of a folded form without clitics, the article on it or not, the likeliest first."""
        definite = base.startswith(ARTICLE) and len(base) > 3
        found = self._nominal(base[2:] if definite else base, enclitic=enclitic)
        if definite:
            found += [r for r in self._nominal(base, enclitic=enclitic) if r.weight < RARE_VERB]
        if not marbuta:
            found += self.verbs(base, enclitic=enclitic)
        found.sort(key=_by_weight)
        return found

    def verbs(self, base: str, *, enclitic: bool) -> list[Reading]:
        """The readings of a folded form as a verb; `enclitic`: an object pronoun followed it."""
        best: dict[tuple[str, str], int] = {}
        for prefix, stem, suffix in self._divided(base):
            for forms, lemma, weight, voice in self._verbs_of[stem]:
                for code, cost, place in forms.get((prefix, suffix), ()):
                    if place == "." or (place == "e") == enclitic:
                        key = (lemma, code + voice)
                        best[key] = min(weight + cost, best.get(key, 999))
        copulas = self._copulas
        return [
            Reading("V", weight, lemma, code, "copula" if lemma in copulas else "")
            for (lemma, code), weight in best.items()
        ]

    def _divided(self, base: str) -> list[tuple[str, str, str]]:
        """The ways to divide a word into a prefix, a stem and a suffix of verbs."""
        length = len(base)
        stems, prefixes, suffixes = self._stems, self._prefixes, self._suffixes
        tails = [tail for tail in range(min(_LONGEST_SUFFIX, length - 1) + 1) if base[length - tail :] in suffixes]
        return [
            (base[:head], stem, base[length - tail :])
            for head in range(min(_LONGEST_PREFIX, length - 1) + 1)
            if base[:head] in prefixes
            for tail in tails
            if head + tail < length and (stem := base[head : length - tail]) in stems
        ]

    def _find_verbs(self, stem: str) -> list[Verbal]:
        found = []
        for entry in self._stems[stem].split("|"):
            number, lemma, voice = entry.split(" ")
            weight = self._verbs.get(lemma, RARE_VERB) + (_PASSIVE if voice == "p" else 0)
            found.append((self._paradigms[int(number)], lemma, weight, voice))
        return found

    def _nominal(self, base: str, *, enclitic: bool) -> list[Reading]:
        found: list[Reading] = []
        nominals, length = self._nominals, len(base)
        for tail in range(min(3, length - 2) + 1):
            suffix = base[length - tail :]
            ending = self._endings.get(suffix)
            if ending is None or (ending[3].endswith(_ONLY_BEFORE_PRONOUN) and not enclitic):
                continue
            stem = base[: length - tail]
            if stem in nominals:
                self._end(stem, suffix, ending, found)
            if _TA in suffix and stem + _HA in nominals:
                self._end(stem + _HA, suffix, ending, found)
        return found

    def _end(self, stem: str, suffix: str, ending: Ending, found: list[Reading]) -> None:
        """Add the readings of a stem with an ending."""
        gender, number, cost, kinds = ending
        if not suffix and stem.endswith(_HA):
            gender = "f"
        for kind, broken, lemma, weight, origin in self._nominals_of[stem]:
            if not suffix or (kind in kinds and not broken):
                found.append(Reading(kind, weight + cost, lemma, gender + ("p" if broken else number), origin))

    def _find_nominals(self, stem: str) -> list[Nominal]:
        found = []
        for entry in self._nominals[stem].split("|"):
            kind, lemma, weight = entry.split(" ")
            origin = self._derived.get(fold(lemma) if lemma else stem, "")
            found.append((kind[0], len(kind) > 1, lemma or stem, int(weight), origin))
        return found

    def guessed_nominal(self, base: str, pos: str) -> Analysis:
        """What the ending of an unknown noun, adjective or name shows; names keep all their letters."""
        gender = "f" if base.endswith(_HA) else "" if pos == "PROPN" else "m"
        for tail in range(min(3, len(base) - 3), 1, -1) if pos != "PROPN" else ():
            ending = self._endings.get(base[-tail:])
            if ending is not None:
                return Analysis(pos, base[:-tail], "", 0, ending[0], _NUMBERS[ending[1]])
        return Analysis(pos, base, "", 0, gender, "singular")


def pairs(lines: str) -> dict[str, str]:
    """What stands behind the tab of each line, by what stands before it."""
    cells = lines.replace("\n", "\t").split("\t") if lines else []
    return dict(zip(cells[::2], cells[1::2], strict=True))


def _paradigm(line: str) -> Forms:
    forms: Forms = {}
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
    return Morphology(model_text("morphology"))
