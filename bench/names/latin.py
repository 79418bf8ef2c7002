"""How alike the Latin names of the program are to those of lists that were held out from its making.

Held out are the words that `training/latin.py` never learns from; measured on are these words, and the full names of Arabs
that hold one of them. Alike is one minus the edit distance over the longer one's length, of small letters without hyphens
and marks; where a list has several spellings of a name the nearest counts.
"""

import random
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "training"))

from latin import ARAB, arab_pairs, foreign_pairs, held_out  # noqa: E402
from musnad.folding import fold  # noqa: E402
from musnad.lexicon import load  # noqa: E402
from musnad.mentions.latin import Latin  # noqa: E402

MOST = 2_000
"""Names of a kind that are measured on, drawn once for all."""
Spellings = Mapping[str, Iterable[str]]


def measure(shared: Path) -> dict[str, float]:
    """The figures; empty where the lists are not there."""
    latin = Latin(load())
    return {name: alike(lambda words: latin.name(fold(words).split()), found) for name, found in lists(shared).items()}


quick = measure


def lists(shared: Path) -> dict[str, Spellings]:
    """Held-out names with their spellings, by the name of the figure."""
    folder = shared / "corpora" / "gazetteers"
    if not folder.is_dir():
        return {}
    arab, foreign = (
        _gathered((pair for pair, _, held in pairs if held and pair[1]))
        for pairs in (arab_pairs(folder), foreign_pairs(folder))
    )
    full = _gathered(_full_names(folder / "wikidata_person_full_names.tsv"))
    return {
        "latin, Arab words": _drawn(arab),
        "latin, foreign words": _drawn(foreign),
        "latin, Arab full names": _drawn(full),
    }


def alike(write: Callable[[str], str], names: Spellings) -> float:
    """The mean edit similarity of what is written to the nearest listed spelling."""
    scores = []
    for arabic, spellings in names.items():
        own = plain(write(arabic))
        scores.append(max(similarity(own, plain(other)) for other in spellings))
    return sum(scores) / len(scores) if scores else 0.0


def similarity(one: str, other: str) -> float:
    """One minus the edit distance (Levenshtein) over the length of the longer one."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        before, row[0] = row[0], i
        for j, b in enumerate(other, start=1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
    return 1 - row[-1] / max(len(one), len(other), 1)


def plain(latin: str) -> str:
    """Small letters without hyphens, apostrophes and marks, the Arabic article in one form."""
    bare = "".join(c for c in unicodedata.normalize("NFD", latin.lower()) if not unicodedata.combining(c))
    words = bare.replace("-", " ").replace("'", "").replace("’", "").split()
    return " ".join(word for word in words if word not in ("al", "el"))


def _full_names(path: Path) -> Iterable[tuple[str, str]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        arabic, latin, _, country, *_ = line.split("\t")
        words = arabic.split()
        whole = country in ARAB and 1 < len(words) == len(plain(latin).split())
        if whole and any(held_out(fold(word)) for word in words):
            yield arabic, latin


def _gathered(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for arabic, latin in pairs:
        found[arabic].append(latin)
    return dict(found)


def _drawn(names: Mapping[str, list[str]]) -> dict[str, list[str]]:
    chosen = random.Random(6).sample(sorted(names), min(MOST, len(names)))
    return {name: names[name] for name in chosen}
