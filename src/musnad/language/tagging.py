"""Which reading of a word its context means: a linear model over the readings, decoded by Viterbi's algorithm.

The weights are those of an averaged perceptron (Collins 2002), trained by `training/tagger.py`. All that a word adds to a
score, for itself and for the four words around it, is summed once for each word form and kept; a word in a text then
costs a few additions. Scores are whole numbers, so that every machine chooses alike.
"""

import gzip
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from operator import add
from typing import NamedTuple

from musnad.language.morphology import Morphology, Reading, guessed_verb, load_morphology
from musnad.language.tagfeatures import (
    ASPECT_TAGS,
    NAMES,
    TAGS,
    Classes,
    Stem,
    agreement,
    allowed,
    bare,
    shape,
    stem_features,
    stem_of,
    word_features,
)
from musnad.model import Analysis, Sentence, Token

_COUNT = len(NAMES)
_KEPT = 1 << 16
"""So many word forms are kept before all are forgotten: memory stays bounded on any input."""
_OPEN = ("NOUN", "ADJ", "PROPN")
_OTHER_KIND = 12
"""How much less likely a reading is that is listed as another open class than the one it stands for (adjectives as nouns)."""
_VERBAL = frozenset(TAGS[name] for name in ASPECT_TAGS.values())
Row = tuple[int, ...]


class _Known(NamedTuple):
    """What is known of a stem: readings, tags and their scores, what it adds to its neighbours' tags, analyses so far."""

    stem: Stem
    readings: list[Reading]
    tags: list[int]
    scores: Row
    near: Row
    far: Row
    kinds: str
    agreement: int
    analyses: dict[int, Analysis]


class _Entry(NamedTuple):
    """A word form: its stem, the scores of its tags, how it stands."""

    known: _Known
    own: tuple[tuple[int, int], ...]
    shape: int


class Weights:
    """The trained weights: rows of features, transitions, tags seen with known words; rows are read when first asked for."""

    def __init__(self, text: str) -> None:
        rows, transitions, seen = (section.splitlines() for section in text.split("\f"))
        self._packed = dict(line.rsplit("\t", 1) for line in rows)
        self._rows: dict[str, Row] = {}
        self._transitions: dict[tuple[int, int], list[tuple[int, int, int]]] = {}
        for line in transitions:
            agrees, shaped, left, right, weight = map(int, line.split())
            self._transitions.setdefault((agrees, shaped), []).append((left, right, weight))
        self._tables: dict[tuple[int, int], list[list[int]]] = {}
        self._seen = dict(line.split("\t") for line in seen)

    def total(self, letter: str, features: list[str], places: int) -> Row:
        """The sum of the rows of some features of a group."""
        rows = [row for feature in features if (row := self._row(letter + feature, places))]
        return tuple(map(sum, zip(*rows, strict=True))) if rows else (0,) * places

    def _row(self, feature: str, places: int) -> Row:
        row = self._rows.get(feature)
        if row is None and (packed := self._packed.get(feature)):
            numbers = list(map(int, packed.split()))
            sums = [0] * places
            for place, weight in zip(numbers[::2], numbers[1::2], strict=True):
                sums[place] = weight
            row = self._rows[feature] = tuple(sums)
        return row or ()

    def transitions(self, agreed: int, stands: int) -> list[list[int]]:
        """The weights of a tag (inner) behind another (outer), for a word of some shape behind one of some agreement."""
        key = (agreed, stands)
        if key not in self._tables:
            table = [[0] * _COUNT for _ in range(_COUNT + 1)]
            for kept in ((-1, -1), (-1, stands), key):
                for left, right, weight in self._transitions.get(kept, ()):
                    table[left][right] += weight
            self._tables[key] = table
        return self._tables[key]

    def tags(self, stem: Stem, readings: list[Reading]) -> list[int]:
        """The tags that a word can have: those of its readings and those that it was seen with."""
        seen = self._seen.get(stem.kind[0] + stem.base, "")
        known = [int(tag) for tag in seen.lstrip("=").split()]
        return known if seen.startswith("=") else sorted({*allowed(stem, readings), *known})


class Tagger:
    """Finds the analysis of each word of a text."""

    def __init__(self, morphology: Morphology, weights: Weights, classes: Classes) -> None:
        self._morphology = morphology
        self._weights = weights
        self._classes = classes
        self._entries: dict[tuple[str, str, tuple[str, ...], str], _Entry] = {}
        self._stems: dict[Stem, _Known] = {}
        near, far = weights.total("n", ["^"], 2 * _COUNT), weights.total("f", ["^"], 2 * _COUNT)
        self._edge = _Known(Stem("mark", "", False, False), [], [], (), near, far, "", 0, {})

    def __reduce__(self) -> tuple[object, ...]:
        return load_tagger, ()

    def analyse(self, text: str, tokens: Sequence[Token], sentences: Sequence[Sentence]) -> tuple[Analysis, ...]:
        """The analyses of the tokens of a text, one for each."""
        found: list[Analysis] = []
        for sentence in sentences:
            entries = [self._entry(text, token) for token in tokens[sentence.first : sentence.last]]
            found += map(self._analysis, entries, self._decode(entries))
        return tuple(found)

    def _entry(self, text: str, token: Token) -> _Entry:
        stem = token.stem
        key = (text[stem.start : stem.end], token.base, token.proclitics, token.enclitic)
        entry = self._entries.get(key)
        if entry is None:
            if len(self._entries) >= _KEPT:
                self._entries.clear()
                self._stems.clear()
            entry = self._entries[key] = self._made(key[0], token)
        return entry

    def _made(self, written: str, token: Token) -> _Entry:
        stem = stem_of(token)
        known = self._stems.get(stem)
        if known is None:
            known = self._stems[stem] = self._learned(stem)
        scores = known.scores
        if stem.kind == "word":
            features = word_features(written, token.proclitics, token.enclitic, known.kinds)
            scores = tuple(map(add, scores, self._weights.total("o", features, _COUNT)))
        own = tuple((tag, scores[tag]) for tag in known.tags)
        return _Entry(known, own, shape(stem, token.proclitics))

    def _learned(self, stem: Stem) -> _Known:
        readings = []
        if stem.kind == "word":
            readings = self._morphology.readings(stem.base, enclitic=stem.enclitic, marbuta=stem.marbuta)
        features = stem_features(stem, readings, self._classes)
        scores = self._weights.total("o", features.own, _COUNT)
        near = self._weights.total("n", features.near, 2 * _COUNT)
        far = self._weights.total("f", features.far, 2 * _COUNT)
        tags = self._weights.tags(stem, readings)
        return _Known(stem, readings, tags, scores, near, far, features.kinds, agreement(stem), {})

    def _decode(self, entries: list[_Entry]) -> list[int]:
        """The best sequence of tags."""
        edge = self._edge
        padded = [edge, edge, *(entry.known for entry in entries), edge, edge]
        states: list[tuple[int, int]] = [(0, _COUNT)]
        steps: list[dict[int, int]] = []
        for i, (_, own, stands) in enumerate(entries):
            second, first, _, third, fourth = padded[i : i + 5]
            behind, ahead, far_behind, far_ahead = first.near, third.near, second.far, fourth.far
            table = self._weights.transitions(first.agreement, stands)
            reached, step = [], {}
            for tag, score in own:
                there = tag + _COUNT
                best = max([(total + table[left][tag], left) for total, left in states])
                step[tag] = best[1]
                reached.append((best[0] + score + behind[tag] + ahead[there] + far_behind[tag] + far_ahead[there], tag))
            states = reached
            steps.append(step)
        tag = max(states)[1]
        tags = []
        for step in reversed(steps):
            tags.append(tag)
            tag = step[tag]
        tags.reverse()
        return tags

    def _analysis(self, entry: _Entry, tag: int) -> Analysis:
        """The likeliest analysis of a word that has a tag."""
        analyses = entry.known.analyses
        found = analyses.get(tag)
        if found is None:
            found = analyses[tag] = self._chosen(entry.known.stem, entry.known.readings, tag)
        return found

    def _chosen(self, stem: Stem, readings: list[Reading], tag: int) -> Analysis:
        """The best reading with a tag; where none has it, what the spelling shows."""
        name = NAMES[tag]
        if tag in _VERBAL:
            verbs = [r for r in readings if r.kind == "V" and ASPECT_TAGS[r.aspect] == name]
            return verbs[0].analysis if verbs else guessed_verb(stem.base, name.lower())
        fitting = [r for r in readings if r.pos == name]
        if fitting and name not in ("NOUN", "ADJ"):
            return fitting[0].analysis
        if stem.kind != "word" or name not in _OPEN:
            return Analysis(name, bare(stem))
        nominal = [r for r in readings if r.pos in _OPEN]
        if not nominal:
            return self._morphology.guessed_nominal(bare(stem), name)
        best = min(nominal, key=lambda r: r.weight + (0 if r.pos == name else _OTHER_KIND))
        return best.analysis._replace(pos=name)


@lru_cache(maxsize=1)
def load_tagger() -> Tagger:
    """The tagger that the program ships with."""
    return Tagger(load_morphology(), Weights(_unpacked("tagger.txt.gz")), load_classes())


@lru_cache(maxsize=1)
def load_classes() -> Classes:
    """The classes of words that the program ships with."""
    return Classes(_unpacked("tagger_classes.txt.gz"))


def _unpacked(name: str) -> str:
    return gzip.decompress(files("musnad").joinpath("data", "models", name).read_bytes()).decode()
