"""Whom each word depends on, by a network trained on the trees of PUD; see data/models/parser.md.

No stage of the reader asks for it, so that it is a stage for whoever wants trees: `make_syntax(lexicon)(document)`. It needs
numpy, as the extra `syntax` installs it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from musnad.language.syntax_features import WordFeatures
from musnad.language.syntax_model import LONGEST, Matrix, load_network
from musnad.lexicon import DATA, Lexicon
from musnad.model import Arc, Document, Sentence, Token

MODEL = DATA / "models" / "parser.npz"
BATCH = 512
"""Words that go through the network together."""
KEPT = 1 << 16
"""Written forms whose vectors are kept."""
LATER = "parataxis"
"""How a later part of a sentence that was too long hangs on the first."""


class Parser:
    """Finds the arcs of a text; knows one lexicon and one set of weights."""

    def __init__(self, lexicon: Lexicon, path: Path = MODEL) -> None:
        self._features = WordFeatures(lexicon)
        self._network = load_network(path)
        self._vectors: dict[str, Matrix] = {}

    def __getstate__(self) -> dict[str, Any]:
        return self.__dict__ | {"_vectors": {}}

    def arcs(self, text: str, tokens: Sequence[Token], sentences: Iterable[Sentence]) -> tuple[Arc, ...]:
        """An arc for each token. A sentence has one head; of one that is too long, the later parts hang on the first."""
        return tuple(self._arcs(text, tokens, sentences))

    def _arcs(self, text: str, tokens: Sequence[Token], sentences: Iterable[Sentence]) -> Iterator[Arc]:
        top = -1
        for part, heads, relations in self._parsed(text, tokens, _parts(tokens, sentences)):
            above = top if part.later else -1
            if not part.later:
                top = part.first + heads.index(0)
            for head, relation in zip(heads, relations, strict=True):
                if head:
                    yield Arc(part.first + head - 1, relation)
                else:
                    yield Arc(above, LATER if part.later else "root")

    def _parsed(
        self, text: str, tokens: Sequence[Token], parts: Iterator["_Part"]
    ) -> Iterator[tuple["_Part", list[int], list[str]]]:
        for batch in _batches(parts):
            start = batch[0].first
            vectors = np.array([self._vector(text, token) for token in tokens[start : batch[-1].last]])
            bounds = [(part.first - start, part.last - start) for part in batch]
            heads, relations = self._network.parse(vectors, bounds)
            for part, (first, last) in zip(batch, bounds, strict=True):
                yield part, heads[first:last], relations[first:last]

    def _vector(self, text: str, token: Token) -> Matrix:
        written = text[token.span.start : token.span.end]
        vector = self._vectors.get(written)
        if vector is None:
            if len(self._vectors) >= KEPT:
                self._vectors.clear()
            vector = self._network.vector(self._features.of(written, token))
            self._vectors[written] = vector
        return vector


class _Part(NamedTuple):
    """Tokens that are parsed by themselves; `later` where they go on with the sentence of the part before."""

    first: int
    last: int
    later: bool


def _parts(tokens: Sequence[Token], sentences: Iterable[Sentence]) -> Iterator[_Part]:
    """Whole sentences; those that are too long, cut behind the last mark that fits."""
    for sentence in sentences:
        first = sentence.first
        while sentence.last - first > LONGEST:
            fits = range(first + LONGEST, first + LONGEST // 2, -1)
            cut = next((end for end in fits if tokens[end - 1].kind == "mark"), first + LONGEST)
            yield _Part(first, cut, first > sentence.first)
            first = cut
        yield _Part(first, sentence.last, first > sentence.first)


def _batches(parts: Iterator[_Part]) -> Iterator[list[_Part]]:
    batch: list[_Part] = []
    for part in parts:
        if batch and part.last - batch[0].first > BATCH:
            yield batch
            batch = []
        batch.append(part)
    if batch:
        yield batch


def make_parser(lexicon: Lexicon) -> Parser:
    """The parser for a lexicon, with the weights that ship."""
    return Parser(lexicon)


class Syntax:
    """The stage as a callable: fills `arcs`, nothing else."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.parser = make_parser(lexicon)

    def __call__(self, document: Document) -> Document:
        """The document with the arc of each of its words."""
        return replace(document, arcs=self.parser.arcs(document.text, document.tokens, document.sentences))


def make_syntax(lexicon: Lexicon) -> Syntax:
    """The stage for a lexicon, to be called with a document that has its words."""
    return Syntax(lexicon)
