"""Makes `data/models/morphology.txt.gz`: stems of verbs and nominals with their paradigms, lemmas and weights.

    python training/morphology.py CORPORA [NOUNS.dic] src/musnad/data/models/morphology.txt.gz

CORPORA holds `morphology/camel_morph_msa/` (Camel Morph MSA, data CC BY 4.0). NOUNS.dic, optional, is the word list of
Debian's hunspell-ar (Ayaspell, taken under MPL 1.1): nominals that Camel Morph does not have. `musnad.language.morphology`
documents the sections of the file.
"""

import csv
import gzip
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from morphology_derived import bare_vowels, derive, form_of, verbal_nouns
from morphology_plurals import singulars
from morphology_verbs import Affixes, Stem, arabic, lemma_of, rows, stems
from musnad.folding import clean, fold
from musnad.lexicon import load

KINDS = {
    "noun": "N", "adj": "A", "adj_comp": "C", "noun_prop": "P", "noun_num": "U", "adj_num": "A", "noun_quant": "N",
    "adv": "D", "adv_rel": "D", "prep": "I", "conj_sub": "S", "conj": "J", "pron": "R", "pron_dem": "R", "pron_rel": "R",
    "pron_exclam": "R", "part": "T", "part_neg": "T", "part_interrog": "T", "part_voc": "T", "part_restrict": "T",
    "part_det": "T", "part_verb": "T", "part_fut": "T", "part_focus": "T", "part_connect": "T", "verb_pseudo": "S",
    "interj": "X", "abbrev": "X",
}  # fmt: skip
"""Camel's parts of speech to the letters of the file."""
RARE, LISTED, LEAST_NOUN, LEAST_USUAL = 150, 165, 128, 110
"""Weights: ten times the negative logarithm of a lemma's share; of a lemma without one; of a word that is only listed."""
COPULAS = ("كان",)
ARTICLE = fold("ال")
_TRANSITIVITY = frozenset({"trans", "intrans", "ditrans"})
_ARABIC = re.compile("[\u0621-\u064a]{2,}")


class Lexicon:
    """What is gathered: nominal stems with their readings, each with its best weight."""

    def __init__(self) -> None:
        self.nominals: defaultdict[str, dict[tuple[str, str, str], int]] = defaultdict(dict)

    def add(self, stem: str, kind: str, lemma: str, number: str, weight: int) -> None:
        """Note a reading of a folded stem; `number` is p for a broken plural, else empty."""
        readings = self.nominals[stem]
        key = (kind, lemma, number)
        readings[key] = min(weight, readings.get(key, weight))

    def weight(self, stem: str, kinds: str) -> int:
        """The best weight of a stem as one of the kinds."""
        return min((w for (kind, _, _), w in self.nominals.get(stem, {}).items() if kind in kinds), default=999)


def priors(path: Path) -> dict[tuple[str, str], int]:
    """Weights of lemmas by part of speech and unvocalised lemma."""
    found: dict[tuple[str, str], int] = {}
    with path.open(encoding="utf-8") as lines:
        for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            if len(row) == 3 and row[0] != "pos":
                key = (row[0], lemma_of(row[1]))
                found[key] = min(found.get(key, 999), round(-10 * float(row[2])))
    return found


def nominals(folder: Path, weights: dict[tuple[str, str], int]) -> Lexicon:
    """The nominals and particles of Camel Morph: lemmas with weights, then the tables' stems."""
    lexicon = Lexicon()
    for (pos, lemma), weight in weights.items():
        if pos in KINDS and _ARABIC.fullmatch(lemma):
            lexicon.add(fold(lemma), KINDS[pos], lemma, "", weight)
    for name in (
        "Adj-LEX",
        "Adj-Comp-LEX",
        "Adj-Num-LEX",
        "Noun-Prop-LEX",
        "Noun-Num-LEX",
        "Noun-Quant-LEX",
        "Other-LEX",
    ):
        for row in rows(folder / f"MSA-{name}.csv"):
            _add_row(lexicon, row, weights)
    return lexicon


def _add_row(lexicon: Lexicon, row: dict[str, str], weights: dict[tuple[str, str], int]) -> None:
    pos = re.search("pos:([a-z_]+)", row["FEAT"])
    lemma = lemma_of(row["LEMMA"])
    if not pos or pos[1] not in KINDS or not _ARABIC.fullmatch(lemma):
        return
    weight = weights.get((pos[1], lemma), RARE)
    lexicon.add(fold(lemma), KINDS[pos[1]], lemma, "", weight)
    if "num:p" in row["FEAT"] and pos[1] == "adj":
        ending = "ء" if "#A'" in row["COND-S"] else "ى" if "#aY" in row["COND-S"] else ""
        form = fold(clean(arabic(row["FORM"])) + ending)
        if _ARABIC.fullmatch(form):
            lexicon.add(form, "A", lemma, "p", weight)


def listed(lexicon: Lexicon, words: Path) -> None:
    """Add the nominals of a word list that Camel Morph does not have, broken plurals with their singulars."""
    seen = set()
    for line in words.read_text(encoding="utf-8").splitlines():
        fields = line.split()
        word = clean(fields[0].split("/")[0]) if len(fields) == 1 else ""
        if _ARABIC.fullmatch(word) and fold(word) not in seen and lexicon.weight(fold(word), "NACU") >= RARE:
            seen.add(fold(word))
            lexicon.add(fold(word), "N", word, "", LISTED)
    for form in sorted(seen | frequent(lexicon)):
        _plural(lexicon, form)


def frequent(lexicon: Lexicon) -> set[str]:
    """Words that the table of frequent words has with the article as well, and that are not in the lexicon."""
    counted = {row["form"] for row in load()["language/words"]}
    return {w for w in counted if len(w) > 3 and ARTICLE + w in counted and lexicon.weight(w, "NACU") >= RARE}


def _plural(lexicon: Lexicon, form: str) -> None:
    found = [(lexicon.weight(s, "NA"), 12 * order, s) for order, s in enumerate(singulars(form))]
    best = min(((weight + cost, weight, s) for weight, cost, s in found if weight <= LEAST_NOUN), default=None)
    if best is not None:
        readings = lexicon.nominals[best[2]]
        kind, lemma, _ = min((k for k in readings if k[0] in "NA"), key=lambda k: readings[k])
        lexicon.add(form, kind, lemma, "p", best[1] + 15)


def verbs(folder: Path) -> tuple[list[str], dict[str, set[str]]]:
    """Paradigms, and folded stems with their entries: `paradigm.lemma.voice`."""
    affixes = Affixes(folder / "MSA-Verb-MORPH.csv")
    made: dict[tuple[object, ...], str] = {}
    numbers: dict[str, int] = {}
    entries: defaultdict[str, set[str]] = defaultdict(set)
    for stem in stems(folder):
        key = (stem.kind, stem.demands, stem.sets - _TRANSITIVITY)
        if key not in made:
            made[key] = _paradigm(affixes, stem)
        number = numbers.setdefault(made[key], len(numbers))
        entries[fold(arabic(stem.form))].add(f"{number} {stem.lemma} {stem.voice}")
    return list(numbers), entries


def _paradigm(affixes: Affixes, stem: Stem) -> str:
    """The forms of a paradigm: `prefix suffix features`, features ending in . where a pronoun may follow or not."""
    found = set(affixes.forms(stem._replace(form="q")))
    found |= {(p, s.replace("اوو", "اءو"), c) for p, s, c in found if "اوو" in s}
    whole = {
        (p, s, c[:-1] + ".") if {(p, s, c[:-1] + "e"), (p, s, c[:-1] + "-")} <= found else (p, s, c)
        for p, s, c in found
    }
    return ",".join(sorted(" ".join(form) for form in whole))


class Vocalised:
    """What the vowels of listed nouns and adjectives tell: relative adjectives, participles, candidates of verbal nouns."""

    def __init__(self, path: Path) -> None:
        self.nouns: dict[str, str] = {}
        self._relative: set[str] = set()
        self._known: set[str] = set()
        self._participles: dict[str, set[str]] = defaultdict(set)
        with path.open(encoding="utf-8") as lines:
            for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                if row[0] in ("noun", "adj"):
                    self._note(row[0], bare_vowels(row[1]), fold(lemma_of(row[1])))

    def _note(self, pos: str, form: str, word: str) -> None:
        self._known.add(word)
        if pos == "noun":
            self.nouns[form] = word
        if form.endswith("iy~"):
            self._relative.add(word)
        if re.match("mu|[^aiu]aA", form):
            active = re.search("(i.|iy)(ap)?$", form) is not None
            self._participles[word].add("active_participle" if active else "passive_participle")

    def bears_out(self, form: str, kind: str) -> bool:
        """Whether a folded form can be what its pattern says: its vowels say so, or they are not known."""
        if kind == "verbal_noun" or form not in self._known:
            return True
        return form not in self._relative and (kind in self._participles[form] or not form.startswith("م"))


Origins = dict[str, dict[str, tuple[int, str]]]
"""Folded derived nouns: of each kind the likeliest verb, as (weight, lemma)."""


def derived(folder: Path, lexicon: Lexicon, weights: dict[tuple[str, str], int]) -> Origins:
    """The verbal nouns and participles of all verbs, as far as they or their verbs are in use."""
    found: Origins = {}
    vocalised = Vocalised(folder / "atb_lemma_logprob.tsv")
    for row in rows(folder / "MSA-Verb-LEX-PV.csv"):
        lemma = lemma_of(row["LEMMA"])
        weight = weights.get(("verb", lemma), RARE)
        for form, kind in _made(row, lemma, weight, (lexicon, vocalised)):
            kinds = found.setdefault(form, {})
            kinds[kind] = min((weight, lemma), kinds.get(kind, (999, "")))
    for exception in load()["language/verbal_nouns"]:
        word, verb = fold(exception["noun"]), exception["verb"]
        found.pop(word, None)
        if verb:
            found[word] = {"verbal_noun": (0, clean(verb))}
    return found


def add_unlisted(lexicon: Lexicon, origins: Origins) -> None:
    """Add the derived nouns of verbs in use that no list has; their lemma is spelt by rule."""
    for form, kinds in origins.items():
        usual = [kind for kind, (weight, _) in kinds.items() if weight < RARE]
        if usual and lexicon.weight(form, "NAC") == 999:
            noun = "verbal_noun" in usual
            lemma = re.sub("ه$", "ة", re.sub("^ا(?=..ا.$)", "إ", form) if noun else form)
            lexicon.add(form, "N" if noun else "A", lemma, "", LISTED)


def _made(row: dict[str, str], lemma: str, weight: int, known: tuple[Lexicon, Vocalised]) -> Iterator[tuple[str, str]]:
    """The derived nouns of a verb that are in use or whose verb is."""
    lexicon, vocalised = known
    for noun in derive(lemma, row["PATTERN_LEMMA"], row["ROOT"]):
        least = min(weight, lexicon.weight(noun.form, "NA"))
        if least < (RARE if noun.sure else LEAST_USUAL) and vocalised.bears_out(noun.form, noun.kind):
            yield noun.form, noun.kind
    if form_of(row["PATTERN_LEMMA"]) == "1" and weight < RARE:
        for shape in verbal_nouns(row["ROOT"]):
            if shape in vocalised.nouns:
                yield vocalised.nouns[shape], "verbal_noun"


def main() -> None:
    """Write the file."""
    *given, out = sys.argv[1:]
    folder = Path(given[0]) / "morphology" / "camel_morph_msa"
    weights = priors(folder / "atb_lemma_logprob.tsv")
    lexicon = nominals(folder, weights)
    if given[1:]:
        listed(lexicon, Path(given[1]))
    paradigms, entries = verbs(folder)
    nouns = derived(folder, lexicon, weights)
    add_unlisted(lexicon, nouns)
    sections = [
        paradigms,
        [f"{lemma}\t{weight}" for (pos, lemma), weight in sorted(weights.items()) if pos == "verb"],
        ["\t".join((stem, "|".join(sorted(found)))) for stem, found in sorted(entries.items())],
        ["\t".join((stem, _nominal(stem, found))) for stem, found in sorted(lexicon.nominals.items())],
        [
            "\t".join((noun, "|".join(f"{kind[0]} {verb}" for kind, (_, verb) in sorted(f.items(), reverse=True))))
            for noun, f in sorted(nouns.items())
        ],
        _endings(),
        list(COPULAS),
    ]
    text = "\f".join("\n".join(section) for section in sections)
    with Path(out).open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        packed.write(text.encode())


def _endings() -> list[str]:
    """The endings of nominals, folded, `-` as the empty one."""
    found = []
    for row in load()["language/nominal_endings"]:
        ending = "" if row["ending"] == "-" else fold(row["ending"])
        found.append(
            "\t".join(
                (ending, row["gender"], row["number"], row["cost"], "".join(row.list("kinds")) + row["before"][:1])
            )
        )
    return found


def _nominal(stem: str, readings: dict[tuple[str, str, str], int]) -> str:
    best = sorted(readings.items(), key=lambda item: item[1])
    return "|".join(
        f"{kind}{number} {'' if lemma == stem else lemma} {weight}" for (kind, lemma, number), weight in best
    )


if __name__ == "__main__":
    main()
