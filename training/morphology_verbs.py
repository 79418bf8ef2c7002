"""Verbs of Camel Morph MSA: from its stems, affixes and conditions to folded stems with paradigms.

Camel Morph (Habash et al. 2022, Khairallah et al. 2024) writes a verb as prefix, buffers, stem and suffix. Each morpheme sets
conditions (COND-S) and demands conditions of the whole (COND-T): `a||b` one of them, `!a` its absence, `else` that no
other row of its class demands in that column what is there.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path
from typing import NamedTuple

from musnad.folding import clean, fold

_BUCKWALTER = str.maketrans(
    "'|>&<}AbptvjHxd*rzs$SDTZEgfqklmnhwYy{",
    "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيا",
)
_VOWELS = re.compile("[aiuoFNK~`_]")
_SPOKEN = {"PV": ["P"], "IV": ["I", "S", "J"], "CV": [""]}
"""The moods that news text has; the energetic ones are left out."""


class Morpheme(NamedTuple):
    """A row of the affix table: its written form, what it demands, what it sets, and its features."""

    form: str
    demands: tuple[tuple[str, ...], ...]
    sets: frozenset[str]
    features: str


class Stem(NamedTuple):
    """A stem of a verb: its written form, the lemma, its voice, what it demands and sets."""

    form: str
    lemma: str
    voice: str
    kind: str
    demands: frozenset[str]
    sets: frozenset[str]


def arabic(buckwalter: str) -> str:
    """The unvocalised Arabic spelling of a form in Buckwalter's transliteration."""
    return _VOWELS.sub("", re.sub(">a?A", "|", buckwalter)).translate(_BUCKWALTER)


def lemma_of(cell: str) -> str:
    """The dictionary form without vowel marks and without the index that tells homographs apart."""
    return clean(arabic(re.split("[-_]", cell)[0]))


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of one of the tables."""
    with path.open(encoding="utf-8") as lines:
        yield from csv.DictReader(lines)


class Affixes:
    """The affix classes of verbs with their conditions made explicit."""

    def __init__(self, path: Path) -> None:
        by_class: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
        for row in rows(path):
            if row["DEFINE"] == "MORPH":
                by_class[row["CLASS"]].append(row)
        self.classes = {name: [_morpheme(row, found) for row in found] for name, found in by_class.items()}

    def forms(self, stem: Stem) -> Iterator[tuple[str, str, str]]:
        """Prefix, suffix (folded) and features of every form of a stem that stands without clitics or before a pronoun."""
        for names in _orders(stem.kind):
            parts = [[m for m in self.classes[name] if self._fits_alone(m, stem)] for name in names]
            for enclitic in (frozenset[str](), frozenset({"enc0"})):
                for chosen in product(*parts):
                    union = stem.sets.union(enclitic, *(m.sets for m in chosen))
                    if _satisfied(stem.demands, union) and all(_holds(m, union) for m in chosen):
                        yield _written(stem, chosen, bool(enclitic))

    @staticmethod
    def _fits_alone(morpheme: Morpheme, stem: Stem) -> bool:
        """Whether what a morpheme demands of stems alone is there: a cheap cut before the products."""
        first = morpheme.demands[0] if morpheme.demands else ()
        marks = [c for c in first if c.startswith("#-") or c == "gem" or c.endswith("-#")]
        return len(marks) < len(first) or not marks or bool(stem.sets.intersection(marks))


def _orders(kind: str) -> Iterator[list[str]]:
    if kind == "PV":
        yield ["[PVBuff]", "[PVSuff]"]
    elif kind == "CV":
        yield ["[CVBuff]", "[CVSuff]"]
    else:
        for mood in _SPOKEN["IV"]:
            for person in ("1P", "1S", "2D", "2FP", "2FS", "2MP", "2MS", "3FD", "3FP", "3FS", "3MD", "3MP", "3MS"):
                yield [f"[IVPref.{person}]", "[IVPreBuff]", "[IVBuff]", f"[IVSuff.{mood}.{person}]"]


def _cell(text: str) -> list[str]:
    return [c for c in text.split() if c != "_"]


def _morpheme(row: dict[str, str], siblings: list[dict[str, str]]) -> Morpheme:
    own = _cell(row["COND-T"])
    demands: list[tuple[str, ...]] = []
    for column, condition in enumerate(own):
        if condition == "else":
            demands.append(tuple("!" + c for c in _others(row, siblings, column)))
        else:
            demands.append(tuple(condition.split("||")))
    form = "" if row["FORM"] == "_" else row["FORM"].strip()
    return Morpheme(form, tuple(demands), frozenset(_cell(row["COND-S"])), row["FEAT"])


def _others(row: dict[str, str], siblings: list[dict[str, str]], column: int) -> Iterator[str]:
    """What the other rows of a class demand in a column, where they agree with this row before it."""
    own = _cell(row["COND-T"])
    for other in siblings:
        cells = _cell(other["COND-T"])
        same = other["FUNC"] == row["FUNC"] and cells[:column] == own[:column]
        if same and len(cells) > column and cells[column] != "else":
            yield from cells[column].split("||")


def _satisfied(demands: Iterable[str], union: frozenset[str]) -> bool:
    return all(union.intersection(demand.split("||")) for demand in demands)


def _holds(morpheme: Morpheme, union: frozenset[str]) -> bool:
    for demand in morpheme.demands:
        if demand and demand[0].startswith("!"):
            if any(c[1:] in union for c in demand):
                return False
        elif demand and not union.intersection(demand):
            return False
    return True


def _written(stem: Stem, chosen: tuple[Morpheme, ...], enclitic: bool) -> tuple[str, str, str]:
    split = 2 if stem.kind == "IV" else 0
    before = "".join(m.form for m in chosen[:split])
    after = "".join(m.form for m in chosen[split:])
    features = " ".join(m.features for m in chosen if "per:" in m.features)
    code = "".join(re.findall("(?:asp|per|gen|num):([a-z0-9])", features)[-4:])
    whole = fold(arabic(before + stem.form + after))
    head, tail = fold(arabic(before)), fold(arabic(after))
    middle = fold(arabic(stem.form))
    if head + middle + tail != whole:
        head = whole.removesuffix(middle + tail) if whole.endswith(middle + tail) else head
    return head, tail, code + ("e" if enclitic else "-")


class Passives:
    """How the passive stem is made from the active one."""

    def __init__(self, path: Path) -> None:
        self.patterns: defaultdict[tuple[str, ...], list[tuple[re.Pattern[str], str, str, str]]] = defaultdict(list)
        for row in rows(path):
            key = (_pattern(row["PATTERN"]), _key(row["COND-T"]), _key(row["COND-S"]))
            made = (
                re.compile(row["MATCH"]),
                re.sub(r"\$(\d)", r"\\\1", row["SUB"]),
                row["COND-T-PASS"],
                row["COND-S-PASS"],
            )
            self.patterns[key].append(made)

    def make(self, row: dict[str, str], stem: Stem) -> Iterator[Stem]:
        """The passive stems of a row of the lexicon."""
        marks = " ".join(c for c in row["COND-S"].split() if not c.endswith("trans"))
        for match, made, demands, sets in self.patterns.get(
            (_pattern(row["PATTERN_LEMMA"]), _key(row["COND-T"]), _key(marks)), []
        ):
            if match.fullmatch(stem.form):
                form = match.sub(made, stem.form)
                yield stem._replace(
                    form=form, voice="p", demands=frozenset(demands.split()), sets=frozenset(sets.split())
                )


def _pattern(cell: str) -> str:
    """A lemma's pattern in the spelling that both tables share."""
    return re.sub("[-_].*", "", cell).replace("Ao", "A")


def _key(conditions: str) -> str:
    return " ".join(sorted(_cell(conditions)))


def stems(folder: Path) -> Iterator[Stem]:
    """Every stem of every verb, active and passive."""
    for kind in ("PV", "IV", "CV"):
        passives = Passives(folder / f"MSA-Verb-{kind}-Passive-Patterns.csv") if kind != "CV" else None
        for row in rows(folder / f"MSA-Verb-LEX-{kind}.csv"):
            sets = frozenset(_cell(row["COND-S"]))
            demands = frozenset(_cell(row["COND-T"]))
            stem = Stem(row["FORM"], lemma_of(row["LEMMA"]), "a", kind, demands, sets)
            yield stem
            if passives and "intrans" not in sets:
                yield from passives.make(row, stem)
