"""Makes `data/models/latin.txt.gz`: how names are written in Latin letters, from lists of names in both scripts.

    python training/latin.py CORPORA src/musnad/data/models/latin.txt.gz

CORPORA holds `gazetteers/wikidata_person_units.tsv` (CC0) and `gazetteers/google_translit/ar2en.txt` (Apache-2.0). A tenth of the
words, by their hash, is held out: the program never learns them, and `bench/names` measures on them.

Letters are aligned by expectation maximisation: each Arabic letter is written as none to four Latin ones. For every letter
in its context the commonest writing is kept where it differs from that of the next wider context, after the decision lists of
Yarowsky (ACL 1994). Arab names and others have a list each; log odds of three letters tell them apart.
"""

import gzip
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from musnad.folding import fold
from musnad.mentions.latin import ARTICLE_LATIN, CONTEXTS, EDGE, bare, context, trigrams

FRENCH = frozenset({"DZ", "MA", "TN", "MR", "DJ", "KM"})
ARAB = FRENCH | {"AE", "BH", "EG", "IQ", "JO", "KW", "LB", "LY", "OM", "PS", "QA", "SA", "SD", "SO", "SY", "YE"}
HELD_OUT = 10
"""Of how many words one is held out."""
ROUNDS, LONGEST = 6, 4
KEPT = 2
"""How often a word must have been seen to be kept as it is."""
Pair = tuple[str, str]


def held_out(word: str) -> bool:
    """Whether a folded word, without its article, is one that nothing is learnt from."""
    return sha256(bare(word).encode()).digest()[0] % HELD_OUT == 0


def arab_pairs(folder: Path) -> Iterator[tuple[Pair, float, bool]]:
    """Names of Arabs: the pair, how often it is seen, and whether it is held out."""
    with (folder / "wikidata_person_units.tsv").open(encoding="utf-8") as lines:
        for line in lines:
            arabic, latin, _, country, _, count, _ = line.rstrip("\n").split("\t")
            if country in ARAB and " " not in arabic and latin.isascii():
                weight = float(count) * (0.5 if country in FRENCH else 1.0)
                yield (bare(fold(arabic)), plain(latin)), weight, held_out(fold(arabic))


def foreign_pairs(folder: Path) -> Iterator[tuple[Pair, float, bool]]:
    """Names of others, in the same form."""
    for line in (folder / "google_translit" / "ar2en.txt").read_text(encoding="utf-8").splitlines():
        arabic, _, latin = line.partition("\t")
        word, written = fold(arabic), plain(latin)
        if word.isalpha() and written.isascii() and written:
            yield (word, written), 1.0, held_out(word)


def plain(latin: str) -> str:
    """A name in small letters, without its article, marks and blanks."""
    small = latin.lower()
    for article in ARTICLE_LATIN:
        small = small.removeprefix(article)
    return "".join(c for c in small if c.isalpha())


def aligned(pairs: Mapping[Pair, float]) -> dict[Pair, list[str]]:
    """For each pair, the Latin letters of each Arabic one."""
    table: dict[str, dict[str, float]] = {}
    found: dict[Pair, list[str]] = {}
    for _ in range(ROUNDS):
        counts = _table()
        for (arabic, latin), weight in pairs.items():
            chunks = _best(arabic, latin, table)
            if chunks is not None:
                found[arabic, latin] = chunks
                for letter, chunk in zip(arabic, chunks, strict=True):
                    counts[letter][chunk] += 1 + math.log(max(weight, 1))
        table = {c: {k: math.log(n / sum(ks.values())) for k, n in ks.items()} for c, ks in counts.items()}
    return found


def _table() -> defaultdict[str, defaultdict[str, float]]:
    """Weights of what goes with a key."""
    return defaultdict(lambda: defaultdict(float))


def _best(arabic: str, latin: str, table: Mapping[str, Mapping[str, float]]) -> list[str] | None:
    """The likeliest way to divide the Latin letters among the Arabic ones; even pieces where nothing is known yet."""
    rows: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    share = len(latin) / len(arabic)
    for letter in arabic:
        known, row = table.get(letter), dict[int, tuple[float, int]]()
        for start, (score, _) in rows[-1].items():
            for end in range(start, min(start + LONGEST, len(latin)) + 1):
                chunk = latin[start:end]
                step = known.get(chunk, -12.0 - len(chunk)) if known else -abs(end - share * len(rows))
                if end not in row or score + step > row[end][0]:
                    row[end] = (score + step, start)
        rows.append(row)
    if len(latin) not in rows[-1]:
        return None
    chunks, end = [], len(latin)
    for row in reversed(rows[1:]):
        start = row[end][1]
        chunks.append(latin[start:end])
        end = start
    return chunks[::-1]


def decision_list(pairs: Mapping[Pair, float]) -> dict[str, str]:
    """The writing of a letter by its context, where it is not that of the wider context."""
    counts = [_table() for _ in CONTEXTS]
    for (arabic, latin), chunks in aligned(pairs).items():
        word = EDGE + arabic + EDGE
        weight = 1 + math.log(max(pairs[arabic, latin], 1))
        for i, chunk in enumerate(chunks, start=1):
            for order, (left, right) in enumerate(CONTEXTS):
                counts[order][context(word, i, left, right)][chunk] += weight
    rules: dict[str, str] = {}
    for order, table in enumerate(counts):
        for key, writings in table.items():
            chunk, count = max(writings.items(), key=lambda item: (item[1], item[0]))
            if order == 0 or (count >= 2 and _wider(rules, key, order) != chunk):
                rules[key] = chunk
    return rules


def _wider(rules: Mapping[str, str], key: str, order: int) -> str | None:
    """What the rules make of a letter when only the wider contexts are known."""
    word, i = key.replace("*", ""), key.index("*")
    for left, right in reversed(CONTEXTS[:order]):
        found = rules.get(context(word, i, left, right))
        if found is not None:
            return found
    return None


def learnt(pairs: Iterable[tuple[Pair, float, bool]]) -> dict[Pair, float]:
    """The pairs that may be learnt from, with how often they are seen."""
    counts: dict[Pair, float] = defaultdict(float)
    for pair, weight, held in pairs:
        if not held and pair[1]:
            counts[pair] += weight
    return dict(counts)


def known_words(pairs: Mapping[Pair, float], least: float) -> dict[str, str]:
    """The usual writing of each word that is seen often enough."""
    by_word = _table()
    for (arabic, latin), weight in pairs.items():
        by_word[arabic][latin] += weight
    best = ((word, max(forms.items(), key=lambda item: (item[1], item[0]))) for word, forms in by_word.items())
    return {word: latin for word, (latin, weight) in best if weight >= least}


def odds(arab: Mapping[Pair, float], foreign: Mapping[Pair, float]) -> dict[str, int]:
    """Log odds, times ten, that a word with these letters is the name of an Arab."""
    one, other = (Counter(t for arabic, _ in pairs for t in trigrams(arabic)) for pairs in (arab, foreign))
    a, b = sum(one.values()), sum(other.values())
    found = {t: round(10 * math.log(((one[t] + 0.5) / a) / ((other[t] + 0.5) / b))) for t in one | other}
    return {t: value for t, value in found.items() if abs(value) >= 3 and one[t] + other[t] > 2}


def main(arguments: list[str]) -> int:
    """Write the model; exit code 0."""
    folder, target = Path(arguments[0]) / "gazetteers", Path(arguments[1])
    arab, foreign = learnt(arab_pairs(folder)), learnt(foreign_pairs(folder))
    sections: list[tuple[str, Mapping[str, object]]] = [
        ("words arab", known_words(arab, KEPT)),
        ("words foreign", known_words(foreign, 1)),
        ("letters arab", decision_list(arab)),
        ("letters foreign", decision_list(foreign)),
        ("odds", odds(arab, foreign)),
    ]
    lines = [f"[{name}]\n" + "".join(f"{k}\t{v}\n" for k, v in sorted(rows.items())) for name, rows in sections]
    with target.open("wb") as raw, gzip.GzipFile("", "wb", fileobj=raw, mtime=0) as packed:
        packed.write("".join(lines).encode())
    print({name: len(rows) for name, rows in sections}, target.stat().st_size)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
