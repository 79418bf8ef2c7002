"""What other packages reach on the same words: prints figures as JSON, by the names of run.py's table.

    PYTHONPATH=src:bench PYTHON bench/language/peers.py SHARED [NAME ...]

Run by an interpreter that has the packages of requirements.txt; those that it has not are left out. A peer divides each written
word of the treebank by itself, as its clitics before and behind say; an article among them is given back to the word, as the
treebank divides none. Where it offers several readings, its first counts. Lemmas of verbs are asked for the verb without clitics.
"""

import importlib
import json
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from language.segmentation import TEST, accuracy, read
from musnad.folding import fold
from musnad.language.tokens import raw_tokens

PUD = Path("corpora/ud/pud/ar_pud-ud-test.conllu")
PRONOUNS = ("هما", "هم", "هن", "ها", "نا", "كما", "كم", "كن", "ني", "ه", "ك")
ARTICLE, LAM = "ال", "ل"
SEGMENTATION, LEMMAS, SPEED = "segmentation, word accuracy", "pud_verb_lemma", "language, words a second"


@dataclass(frozen=True, slots=True)
class Peer:
    """A package: `clitics` gives the letters before and behind a word, `lemma` the dictionary form of a verb."""

    name: str
    clitics: Callable[[str], tuple[str, str]] | None
    lemma: Callable[[str], str] | None


def main(arguments: list[str]) -> int:
    """Exit code 0; the figures of all that could be run are printed."""
    shared, names = Path(arguments[0]), arguments[1:] or list(PEERS)
    figures: dict[str, dict[str, float]] = {}
    for name in names:
        try:
            peer = PEERS[name]()
        except ImportError as error:
            print(f"{name}: absent: {error}", file=sys.stderr)
            continue
        figures[f"{peer.name} {version(peer.name)}"] = dict(_figures(peer, shared))
    print(json.dumps(figures, ensure_ascii=False))
    return 0


def _figures(peer: Peer, shared: Path) -> Iterator[tuple[str, float]]:
    if peer.clitics and (shared / TEST).is_file():
        sentences = list(read(shared / TEST))
        began = time.process_time()
        yield SEGMENTATION, accuracy(sentences, lambda text: frozenset(_cuts(text, peer)))
        distinct = {gold.text[word.start : word.end] for gold in sentences for word in gold.words}
        yield SPEED, len(distinct) / (time.process_time() - began)
    if peer.lemma and (shared / PUD).is_file():
        verbs = list(_verbs(shared / PUD))
        yield LEMMAS, sum(fold(peer.lemma(form)) == fold(lemma) for form, lemma in verbs) / len(verbs)


def _verbs(path: Path) -> Iterator[tuple[str, str]]:
    for line in path.read_text("utf-8").splitlines():
        row = line.split("\t")
        if len(row) > 3 and row[0].isdigit() and row[3] == "VERB":
            yield row[1], row[2]


def _cuts(text: str, peer: Peer) -> Iterator[int]:
    """Where the peer divides: every letter before the word by itself, and the pronoun behind it."""
    assert peer.clitics is not None
    for span, _kind in raw_tokens(text):
        before, behind = peer.clitics(text[span.start : span.end])
        yield from (span.start, span.end)
        before = fold(before)
        before = before.removesuffix(ARTICLE) if before != ARTICLE + LAM else before
        before = before[:-1] if before.endswith(LAM + LAM) else before
        yield from range(span.start, span.start + len(before) + 1)
        yield span.end - len(fold(behind))


def farahidi() -> Peer:
    """The first reading of farahidi, a port of AlKhalil Morpho Sys 2."""
    module: Any = importlib.import_module("farahidi")
    analyse = cache(module.Analyzer().analyze)

    def clitics(word: str) -> tuple[str, str]:
        for found in analyse(word):
            return "".join(part.form for part in found.proclitics), "".join(part.form for part in found.enclitics)
        return "", ""

    def lemma(word: str) -> str:
        return next((found.lemma or word for found in analyse(word) if found.pos == "فعل"), word)

    return Peer("farahidi", clitics, lemma)


def qalsadi() -> Peer:
    """The first reading of qalsadi; its clitics are those parts of the affix that stand outermost."""
    module: Any = importlib.import_module("qalsadi.analex")
    engine = module.Analex()

    @cache
    def analyse(word: str) -> list[Any]:
        found = engine.check_text(word)
        return list(found[0]) if found else []

    def clitics(word: str) -> tuple[str, str]:
        for found in analyse(word):
            parts = found.affix.split("-")
            return parts[0], parts[-1]
        return "", ""

    def lemma(word: str) -> str:
        return next((found.original or word for found in analyse(word) if found.type.startswith("Verb")), word)

    return Peer("qalsadi", clitics, lemma)


def segmenter() -> Peer:
    """The one division of arabic-morph-segmenter; a pronoun is what of its suffix is one, a lone ي is none."""
    module: Any = importlib.import_module("arabic_morph_segmenter")
    importlib.import_module("torch").set_num_threads(1)
    divide = cache(module.ArabicMorphSegmenter().segment_word)

    def clitics(word: str) -> tuple[str, str]:
        found = divide(word)
        suffix = found["suffix"]
        return found["prefix"], next((pronoun for pronoun in PRONOUNS if suffix.endswith(pronoun)), "")

    return Peer("arabic-morph-segmenter", clitics, None)


def simplemma() -> Peer:
    """The lemma of simplemma, which divides nothing."""
    module: Any = importlib.import_module("simplemma")
    return Peer("simplemma", None, lambda word: str(module.lemmatize(word, lang="ar")))


PEERS: dict[str, Callable[[], Peer]] = {
    "farahidi": farahidi,
    "qalsadi": qalsadi,
    "arabic-morph-segmenter": segmenter,
    "simplemma": simplemma,
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
