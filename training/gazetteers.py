"""Makes `data/gazetteers/*.tsv`: common words, given names, family names and places.

    python training/gazetteers.py CORPORA src/musnad/data/gazetteers

CORPORA holds `gazetteers/wikidata_person_units.tsv` (CC0), `gazetteers/geonames_arabic_script.tsv` (GeoNames, CC BY 4.0),
`gazetteers/google_translit/ar2en.txt` (Apache-2.0),
`morphology/alalc/mle_size1.0.tsv` (BSD-3) and `morphology/camel_morph_msa/` (CC BY 4.0). Only words, counts and places leave
this script. The lists are cut for precision: what is no name more often than it is one is left out or marked.
"""

import csv
import json
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from musnad.folding import clean, fold
from musnad.language.verbs import VerbForm, conjugate
from musnad.lexicon import load

ARTICLE = fold("ال")
ARAB = frozenset(
    [
        "AE",
        "BH",
        "DZ",
        "EG",
        "IQ",
        "JO",
        "KW",
        "LB",
        "LY",
        "MA",
        "MR",
        "OM",
        "PS",
        "QA",
        "SA",
        "SD",
        "SO",
        "SY",
        "TN",
        "YE",
        "DJ",
        "KM",
    ]
)
NEAR = frozenset(["IL", "IR", "TR", "SS", "TD", "ML", "NE", "ER", "ET", "CY"])
ISO_CODES = Path("/usr/share/iso-codes/json/iso_3166-1.json")
"""Debian's iso-codes."""
SURELY_GIVEN = 5
FIRST_PERSON = frozenset(map(fold, "نأ"))
LEAST_PEOPLE = {"arab": 0, "near": 15_000, "far": 100_000}
_BUCKWALTER = str.maketrans(
    "'|>&<}AbptvjHxd*rzs$SDTZEgfqklmnhwYy{",
    "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيا",
)


def plain(buckwalter: str) -> str:
    """The folded form of a Buckwalter lemma, vowels dropped."""
    return fold("".join(c for c in buckwalter if c not in "aiuo~FNK`").translate(_BUCKWALTER))


def lemma_weights(path: Path) -> tuple[dict[str, float], dict[str, float], set[str]]:
    """Of each folded lemma: its weight as a common word, as a proper noun; and the verbs."""
    common: defaultdict[str, float] = defaultdict(float)
    proper: defaultdict[str, float] = defaultdict(float)
    verbs: set[str] = set()
    with path.open(encoding="utf-8") as lines:
        for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            if len(row) != 3 or row[0] == "pos":
                continue
            word = plain(row[1].split("_")[0])
            weight = math.exp(float(row[2]))
            if row[0] == "noun_prop":
                proper[word] += weight
            elif row[0] in {"noun", "adj", "verb", "adj_comp", "noun_quant", "adv", "noun_num", "adj_num"}:
                common[word] += weight
                if row[0] == "verb":
                    verbs.add(word)
    return common, proper, verbs


def verb_forms(corpora: Path, given: Counter[str]) -> set[str]:
    """Forms of the third person: all of the usual verbs, those that are seen of the others; no given names."""
    morphology = corpora / "morphology" / "camel_morph_msa"
    _, proper, usual = lemma_weights(morphology / "atb_lemma_logprob.tsv")
    seen = {row["form"] for row in load()["language/words"]}
    found: set[str] = set()
    with (morphology / "MSA-Verb-LEX-IV.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            past, present = plain(row["LEMMA"].split("_")[0]), fold("ي") + plain(row["FORM"])
            if "vox:a" in row["FEAT"] and len(past) > 2:
                found |= {v.form for v in conjugate(past, present) if is_third(v) and (past in usual or v.form in seen)}
    return {f for f in found if given[f] < SURELY_GIVEN and f not in proper and len(f) > 2}


def is_third(verb: VerbForm) -> bool:
    """Whether a form is one of the third person."""
    return not (verb.aspect == "present" and verb.form[0] in FIRST_PERSON)


def common_words(corpora: Path) -> set[str]:
    """Folded words, without the article, that are no names in most places."""
    morphology = corpora / "morphology"
    common, proper, _ = lemma_weights(morphology / "camel_morph_msa" / "atb_lemma_logprob.tsv")
    found = {w for w, weight in common.items() if weight > proper.get(w, 0.0) * 2}
    seen = {row["form"] for row in load()["language/words"]}
    with (morphology / "alalc" / "mle_size1.0.tsv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            bare, latin = bare_form(fold(row["source"]), row["target"])
            if (
                latin[:1].islower()
                and proper.get(bare, 0.0) <= common.get(bare, 0.0)
                and (int(row["freq"]) > 1 or bare in seen or ARTICLE + bare in seen)
            ):
                found.add(bare)
    return {w for w in found if len(w) > 1 and w.isalpha()}


def bare_form(word: str, latin: str) -> tuple[str, str]:
    """The word and its romanisation without clitics and article."""
    for letters, roman in (
        ("و", "wa-"),
        ("ف", "fa-"),
        ("ب", "bi-"),
        ("ل", "li-"),
        ("ك", "ka-"),
        ("ل", "lil-"),
        (ARTICLE, "al-"),
    ):
        if latin.startswith(roman) and word.startswith(letters):
            word, latin = word.removeprefix(letters), latin.removeprefix(roman)
    return word, latin.lstrip("ʻʼ‘’")


def name_parts(path: Path) -> tuple[Counter[str], Counter[str]]:
    """How often each folded word is a given name and a family name in Wikidata, and in how many lands it is seen."""
    given: Counter[str] = Counter()
    family: Counter[str] = Counter()
    with path.open(encoding="utf-8") as lines:
        for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            word, kind, count = fold(row[0]), row[4], int(row[5])
            if not all(part.isalpha() for part in word.split()) or len(word) < 2:
                continue
            {"given": given, "surname": family}.get(kind, Counter[str]())[word] += count
    return given, family


def drop_everyday(given: Counter[str], lemmas: Path) -> None:
    """Take out frequent nouns and adjectives that news text hardly ever has as names."""
    usual, proper, _ = lemma_weights(lemmas)
    for word in list(given):
        if usual.get(word, 0.0) > math.exp(-11) and proper.get(word, 0.0) == 0.0 and given[word] < 30:
            del given[word]


def foreign_names(path: Path, common: set[str]) -> set[str]:
    """Names of other languages in Arabic letters, without what is an everyday word, a nationality or a known place."""
    lexicon = load()
    taken = {fold(w) for r in lexicon["names/countries"] for w in (r["name"], *r.list("forms"), *r.list("adjectives"))}
    taken |= lexicon["names/places"].folded("name") | lexicon["names/places"].folded("forms")
    found = set()
    for line in path.read_text(encoding="utf-8").splitlines():
        word = fold(line.split("\t")[0].strip())
        bare = word.removeprefix(ARTICLE)
        if len(word) > 2 and word.isalpha() and not {word, bare, bare.removesuffix(fold("ة"))} & (common | taken):
            found.add(word)
    return found


def places(path: Path, common: set[str], given: Counter[str], family: Counter[str]) -> Iterator[tuple[str, ...]]:
    """Towns that are large enough for their region, with names that nothing else bears."""
    best: dict[str, tuple[int, tuple[str, ...]]] = {}
    with path.open(encoding="utf-8") as lines:
        for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            key, people = fold(row[3]), int(row[6] or 0)
            if people < LEAST_PEOPLE[region(row[1])] or not is_place_name(key, people, common, given, family):
                continue
            if key not in best or best[key][0] < people:
                best[key] = (people, (clean(row[3]), row[1], row[2], row[4], row[5], row[0]))
    codes = {c["alpha_2"]: c["alpha_3"] for c in json.loads(ISO_CODES.read_text(encoding="utf-8"))["3166-1"]}
    for _, cells in sorted(best.values(), key=lambda item: (item[1][1], item[1][0])):
        yield (cells[0], codes.get(cells[1], cells[1]), *cells[2:])


def region(country: str) -> str:
    """Which threshold a country's towns must pass."""
    return "arab" if country in ARAB else "near" if country in NEAR else "far"


def is_place_name(key: str, people: int, common: set[str], given: Counter[str], family: Counter[str]) -> bool:
    """Whether a written place name is safe to take for a place wherever it stands."""
    if len(key) < 4 or not all(part.isalpha() and "\u0621" <= part <= "\u064a" for part in key.split()):
        return False
    bare = key.removeprefix(ARTICLE)
    if " " not in key and {key, bare, bare.removesuffix(fold("ة"))} & (common | given.keys()):
        return False
    if key.split(maxsplit=1)[0] in given or key.split(maxsplit=1)[0] in common:
        return False
    return family[key] + family[bare] < 2 or people > 500_000


def packed(words: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Words in one row for each pair of first letters."""
    by_head: defaultdict[str, list[str]] = defaultdict(list)
    for word in sorted(words):
        by_head[word[:2]].append(word)
    for head, members in sorted(by_head.items()):
        yield head, "|".join(members)


def write(path: Path, head: list[str], rows: Iterable[tuple[str, ...]]) -> None:
    """Write a table: its documented head, its header row, its rows."""
    columns = [line.split("\t")[0].removeprefix("#: ") for line in head if line.startswith("#:")]
    body = ["\t".join(row) for row in rows]
    path.write_text("\n".join([*head, "\t".join(columns), *body, ""]), encoding="utf-8")


def main() -> None:
    """Write the six tables."""
    corpora, out = Path(sys.argv[1]), Path(sys.argv[2])
    common = common_words(corpora)
    given, family = name_parts(corpora / "gazetteers" / "wikidata_person_units.tsv")
    drop_everyday(given, corpora / "morphology" / "camel_morph_msa" / "atb_lemma_logprob.tsv")
    columns = ["#: head\ttext\tkey: the first two letters", "#: words\twords\tfolded words, separated by |"]
    write(
        out / "common_words.tsv",
        [
            "# Which words are no names, wherever a name could stand?",
            "# Made by training/gazetteers.py from Camel Morph MSA (CC BY 4.0) and the ALA-LC romanisation list (BSD-3).",
            *columns,
        ],
        packed(common),
    )
    for file, question, words in (
        ("verb_forms", "Which words are verbs of the third person?", verb_forms(corpora, given)),
        ("given_names", "Which words are given names?", {w for w, n in given.items() if n > 1 and " " not in w}),
        ("family_names", "Which words are family names?", {w for w, n in family.items() if n > 1 and " " not in w}),
    ):
        source = "# Made by training/gazetteers.py from " + (
            "Camel Morph MSA (CC BY 4.0)."
            if file == "verb_forms"
            else "Wikidata's names of people (CC0); seen twice or more."
        )
        write(out / f"{file}.tsv", [f"# {question}", source, *columns], packed(words))
    write(
        out / "foreign_names.tsv",
        [
            "# Which words are names of people of other languages?",
            "# Made by training/gazetteers.py from Google's Arabic-Latin transliteration pairs (Apache-2.0).",
            *columns,
        ],
        packed(foreign_names(corpora / "gazetteers" / "google_translit" / "ar2en.txt", common)),
    )
    write(
        out / "places.tsv",
        [
            "# Which towns are there, and where?",
            "# Made by training/gazetteers.py from GeoNames (geonames.org, CC BY 4.0), cut to names that mean nothing else.",
            "#: name\tword\tkey: the name as GeoNames has it",
            "#: country\ttext\tISO 3166 alpha-3",
            "#: latin\ttext\tthe name in Latin script",
            "#: lat\tfloat\tdegrees north",
            "#: lon\tfloat\tdegrees east",
            "#: geonames\tint\tidentifier",
        ],
        places(corpora / "gazetteers" / "geonames_arabic_script.tsv", common, given, family),
    )


if __name__ == "__main__":
    main()
