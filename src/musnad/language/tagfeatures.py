"""What the tagger looks at: a word as itself, and as the neighbour of another."""

from typing import NamedTuple

from musnad.folding import clean
from musnad.language.morphology import ARTICLE, ASPECTS, POS, Reading
from musnad.model import Token

NAMES = ("NOUN", "ADJ", "PROPN", "PAST", "PRESENT", "IMPERATIVE", "ADP", "SCONJ", "CCONJ", "PART", "PRON", "DET", "ADV", "NUM",
         "PUNCT", "SYM", "X")  # fmt: skip
"""The tags: parts of speech of Universal Dependencies, verbs by aspect."""
TAGS = {name: number for number, name in enumerate(NAMES)}
ASPECT_TAGS = {"past": "PAST", "present": "PRESENT", "imperative": "IMPERATIVE"}
SHAPES, AGREEMENTS = 24, 6
_KIND_TAGS = {kind: TAGS[pos] for kind, pos in POS.items() if pos in TAGS}
_VERB_TAGS = {letter: TAGS[ASPECT_TAGS[aspect]] for letter, aspect in ASPECTS.items()}
_ASPECT_KINDS = {"p": "pa", "i": "pr", "c": "im"}
_PRESENT = ("ي", "ت", "ن")
_BY_KIND = {"number": ("NUM", "NOUN", "ADJ"), "latin": ("PROPN", "X"), "mark": ("PUNCT", "SYM")}
_PREPOSITIONS = ("ب", "ل", "ك")
_AUGMENTS = {letter: letter for letter in ("ا", "و", "ي", "ت", "م", "ن", "س", "ه", "ء")}
"""The letters that patterns of word formation add to roots."""


class Stem(NamedTuple):
    """A word without its clitics: its kind, folded base (with article), whether a pronoun follows, whether it ends in ة."""

    kind: str
    base: str
    enclitic: bool
    marbuta: bool


class Classes:
    """Classes of words by the company that they keep, coarse and fine; a line of the text is `word coarse fine`."""

    def __init__(self, text: str) -> None:
        self._rows = dict(line.split("\t", 1) for line in text.splitlines())

    def of(self, base: str) -> tuple[str, str]:
        """The coarse and the fine class of a folded word without its article; empty for unknown words."""
        coarse, _, fine = self._rows.get(base, "").partition("\t")
        return coarse, fine


def stem_of(token: Token) -> Stem:
    """The stem of a token; marks and numbers are their own."""
    return Stem(token.kind, token.base, bool(token.enclitic), token.marbuta)


def bare(stem: Stem) -> str:
    """The folded word without the article."""
    return stem.base[2:] if _definite(stem) else stem.base


def _definite(stem: Stem) -> bool:
    return stem.base.startswith(ARTICLE) and len(stem.base) > 3


def _state(stem: Stem) -> str:
    """d with the article, e with a pronoun, i without either."""
    return "d" if _definite(stem) else "e" if stem.enclitic else "i"


def agreement(stem: Stem) -> int:
    """What an adjective or a name behind the word could agree with; below AGREEMENTS."""
    if stem.kind != "word":
        return 0
    return "ide".index(_state(stem)) * 2 + (stem.marbuta or stem.base.endswith("ات"))


def shape(agreed: int, proclitics: tuple[str, ...]) -> int:
    """How a word of an agreement stands behind its clitics; below SHAPES."""
    before = 0
    if proclitics:
        before = 1 if proclitics[-1] in _PREPOSITIONS else 3 if proclitics[-1] == "س" else 2
    return agreed * 4 + before


def profile(readings: list[Reading]) -> tuple[str, str]:
    """The kinds of the readings with how far each lies behind the best; and the best kind with its rank."""
    if not readings:
        return "?", "?"
    best: dict[str, int] = {}
    for kind, weight, _, code, _ in readings:
        best.setdefault(_ASPECT_KINDS[code[0]] if kind == "V" else kind, weight)
    least = readings[0].weight
    parts = [f"{kind}{min((weight - least) // 12, 4)}" for kind, weight in sorted(best.items())]
    return "".join(parts), f"{readings[0].kind}{least // 25}"


Part = tuple[str, ...]
"""Something of a word, by its name, and the values that its features are made from."""


class Features(NamedTuple):
    """What speaks for a word's own tag, for those of its neighbours, and for those of the words two places away."""

    own: list[str]
    near: list[str]
    far: list[str]


def stem_parts(stem: Stem, profiled: tuple[str, str], classes: Classes) -> list[Part]:
    """The parts of a stem, whatever its clitics and however its hamzas are written; what it alone has is first."""
    if stem.kind != "word":
        return [("other", stem.kind, stem.base)]
    base, state = bare(stem), _state(stem)
    return [
        ("word", base, state), ("begins", base[:2], state), ("ends", base[-3:], state), ("pattern", _pattern(base), state),
        ("readings", *profiled, str(stem.marbuta), state), ("company", *classes.of(base), state),
    ]  # fmt: skip


def word_parts(written: str, proclitics: tuple[str, ...], enclitic: str, kinds: str) -> list[Part]:
    """The parts of a word with its clitics, its own first; `written` is the stem as it stands in the text, `kinds` are those
    of its readings, as `profile` has them."""
    hamza = clean(written)
    tanwin = "tanwin" if "\u064b" in written else ""
    return [
        ("written", hamza, tanwin),
        ("clitics", "".join(proclitics), enclitic, kinds),
        ("letters", hamza[:1], written[-1:], kinds),
    ]


def features_of(part: Part) -> Features:  # noqa: PLR0911 - a list of answers
    """The features of a part."""
    match part:
        case "word", base, state:
            return Features([f"w{base}"], [f"w{base}{state}"], [f"w{base}{state}"])
        case "begins", start, state:
            return Features([f"h1{start[:1]}{state}", f"h2{start}"], [], [])
        case "ends", end, state:
            return Features([f"s1{end[-1:]}{state}", f"s2{end[-2:]}{state}", f"s3{end}"], [f"s{end[-2:]}{state}"], [])
        case "pattern", pattern, state:
            return Features([f"g{pattern}", f"G{pattern}{state}", f"l{min(len(pattern), 8)}{state}"], [], [])
        case "readings", kinds, best, marbuta, state:
            rank = f"B{best[:1]}{state}"
            return Features([f"p{kinds}", f"B{best}{state}", f"e{marbuta}{kinds}"], [f"p{kinds}{state}", rank], [rank])
        case "company", coarse, fine, state:
            both = f"c{coarse}{state}"
            return Features([f"c{coarse}", f"C{fine}", f"D{coarse}{state}"], [both, f"C{fine}"], [both])
        case "clitics", before, enclitic, kinds:
            return Features([f"P{kinds}{before}", f"x{before}", f"E{enclitic}{kinds}"], [], [])
        case "letters", first, last, kinds:
            return Features([f"a{first}{kinds}", f"t{last}"], [], [])
        case "written", hamza, tanwin:
            return Features([f"b{hamza}", tanwin] if tanwin else [f"b{hamza}"], [], [])
    _, kind, base = part
    found = [f"k{kind}", f"m{base}"]
    return Features(found, found, found)


def _pattern(base: str) -> str:
    """The word with its root letters hidden: a pattern of Arabic word formation, as far as spelling shows it."""
    return "".join([_AUGMENTS.get(letter, "#") for letter in base[:9]])


def allowed(stem: Stem, readings: list[Reading]) -> list[int]:
    """The tags that a word can have by its form; those that known words were seen with are added elsewhere."""
    if stem.kind != "word":
        return [TAGS[name] for name in _BY_KIND[stem.kind]]
    found = {_VERB_TAGS[code[0]] if kind == "V" else _KIND_TAGS[kind] for kind, _, _, code, _ in readings}
    found |= {TAGS["NOUN"], TAGS["ADJ"], TAGS["PROPN"]}
    if not readings and not _definite(stem) and not stem.marbuta:
        found.add(TAGS["PRESENT"] if stem.base[:1] in _PRESENT else TAGS["PAST"])
    return sorted(found)
