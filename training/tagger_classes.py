"""Makes `data/models/tagger_classes.txt.gz`: classes of words by the company that they keep.

    python training/tagger_classes.py CORPORA src/musnad/data/models/tagger_classes.txt.gz

CORPORA holds `text/ant.jsonl.xz` (ANT corpus v1.1, Apache-2.0); no text of it leaves this script, only words with two numbers.
Counts of what stands before and behind a word, weighed by positive pointwise mutual information, are cut to their main
directions, and words in like directions are put together by spherical k-means, once into few classes and once into many.
Needs numpy (`pip install '.[training]'`).
"""

import gzip
import json
import lzma
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from musnad.language.tagfeatures import bare, stem_of
from musnad.language.tokens import raw_tokens, sentence_bounds
from musnad.language.words import Words
from musnad.lexicon import load
from musnad.model import Token, TokenKind

LEAST, CONTEXTS, DIRECTIONS, ROUNDS = 4, 1500, 100, 25
"""How often a word must be seen; how many words are contexts; directions kept; rounds of k-means."""
COARSE, FINE = 96, 400
OWN = ("article", "bare", "pronoun", "و", "ف", "ب", "ل", "ك", "س", "tanwin", "marbuta", "first", "last")
Array = NDArray[np.float32]


class Seen(NamedTuple):
    """A word of the corpus: without its article, with it marked, and what is written on it."""

    word: str
    context: str
    marks: tuple[str, ...]


def sentences(path: Path) -> Iterator[list[Seen]]:
    """The sentences of the pages."""
    words = Words(load())
    known: dict[tuple[str, TokenKind], Seen] = {}
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            page = json.loads(line)
            text = f"{page['title']}\n{page['text']}"
            spans = list(raw_tokens(text))
            found = []
            for span, kind in spans:
                key = (text[span.start : span.end], kind)
                if key not in known:
                    known[key] = seen(words.token(text, span, kind), key[0])
                found.append(known[key])
            for sentence in sentence_bounds(text, spans):
                yield found[sentence.first : sentence.last]


def seen(token: Token, written: str) -> Seen:
    """What is counted of a token."""
    if token.kind not in ("word", "mark"):
        return Seen("#" + token.kind, "#" + token.kind, ())
    word = bare(stem_of(token))
    article = word != token.base
    marks = ["article" if article else "bare", *token.proclitics]
    marks += ["pronoun"] * bool(token.enclitic) + ["tanwin"] * ("\u064b" in written) + ["marbuta"] * token.marbuta
    return Seen(word, f"{word}/{article}", tuple(m for m in marks if m in OWN))


def counts(pages: list[list[Seen]]) -> tuple[list[str], Array, Array]:
    """The frequent words, how often each stands in each context, and how often at all."""
    words = Counter(s.word for sentence in pages for s in sentence)
    contexts = Counter(s.context for sentence in pages for s in sentence)
    rows = {word: i for i, word in enumerate(w for w, n in words.items() if n >= LEAST)}
    columns = {context: i for i, (context, _) in enumerate(contexts.most_common(CONTEXTS))}
    own = {mark: 2 * len(columns) + i for i, mark in enumerate(OWN)}
    table = np.zeros((len(rows), 2 * len(columns) + len(own)), np.float32)
    for sentence in pages:
        for i, item in enumerate(sentence):
            row = rows.get(item.word)
            if row is None:
                continue
            before = columns.get(sentence[i - 1].context) if i else own["first"]
            behind = columns.get(sentence[i + 1].context) if i + 1 < len(sentence) else own["last"]
            for column in (before, behind if i + 1 == len(sentence) or behind is None else behind + len(columns)):
                if column is not None:
                    table[row, column] += 1
            for mark in item.marks:
                table[row, own[mark]] += 1
    return list(rows), table, np.array([words[word] for word in rows], np.float32)


def directions(table: Array) -> Array:
    """The words' directions, of length one."""
    rows = table.sum(1, keepdims=True)
    columns = table.sum(0, keepdims=True) ** 0.75
    information = np.log(np.maximum(table, 1e-9) / (rows * columns / columns.sum() + 1e-9))
    weighed = np.where((table > 0) & (information > 0), information * np.minimum(1, np.log1p(table) / 2), 0)
    values, vectors = np.linalg.eigh(weighed.T @ weighed)
    strength = np.sqrt(np.maximum(values[-DIRECTIONS:], 1e-6))
    found = (weighed @ vectors[:, -DIRECTIONS:]) / strength**0.5
    return np.asarray(found / (np.linalg.norm(found, axis=1, keepdims=True) + 1e-9), np.float32)


def classes(words: Array, often: Array, number: int) -> NDArray[np.int64]:
    """The class of each word; frequent words weigh more, and the first centres are some of the most frequent."""
    weights = np.log1p(often)
    chance = np.random.default_rng(1)
    centres = words[chance.choice(np.argsort(-weights)[: number * 4], number, replace=False)].copy()
    nearest = np.zeros(len(words), np.int64)
    for _ in range(ROUNDS):
        nearest = (words @ centres.T).argmax(1)
        sums = np.zeros_like(centres)
        np.add.at(sums, nearest, words * weights[:, None])
        length = np.linalg.norm(sums, axis=1, keepdims=True)
        centres = np.where(length > 1e-6, sums / np.maximum(length, 1e-9), centres)
    return nearest


def main() -> None:
    """Write the file."""
    corpora, out = Path(sys.argv[1]), Path(sys.argv[2])
    words, table, often = counts(list(sentences(corpora / "text" / "ant.jsonl.xz")))
    vectors = directions(table)
    coarse, fine = classes(vectors, often, COARSE), classes(vectors, often, FINE)
    lines = sorted(f"{word}\t{a}\t{b}" for word, a, b in zip(words, coarse, fine, strict=True))
    with out.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as stream:
        stream.write("\n".join(lines).encode())


if __name__ == "__main__":
    main()
