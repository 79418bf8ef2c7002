"""Which reading of a word its context means: a linear model over the readings, decoded by Viterbi's algorithm.

The weights are those of an averaged perceptron (Collins 2002), trained by `training/tagger.py`. All that a word adds to a
score, for itself and for the four words around it, is summed once for each word form and kept; a word in a text then
costs a few additions. Scores are whole numbers, so that every machine chooses alike.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from operator import sub
from typing import Any, NamedTuple

from musnad.language.kept import Kept
from musnad.language.lanes import Lanes, lanes, shifted
from musnad.language.morphology import Morphology, Reading, guessed_verb, load_morphology, pairs
from musnad.language.tagfeatures import (
    ASPECT_TAGS,
    NAMES,
    SHAPES,
    TAGS,
    Classes,
    Part,
    Stem,
    agreement,
    allowed,
    bare,
    features_of,
    profile,
    shape,
    stem_parts,
    word_parts,
)
from musnad.model import Analysis, Sentence, Token
from musnad.trained import model_text

_COUNT = len(NAMES)
_LONGEST = 64
"""Letters of the longest word whose form is kept."""
_OPEN = ("NOUN", "ADJ", "PROPN")
_OTHER_KIND = 12
"""How much less likely a reading is that is listed as another open class than the one it stands for (adjectives as nouns)."""
_VERBAL = frozenset(TAGS[name] for name in ASPECT_TAGS.values())
_OWN, _BESIDE = Lanes(_COUNT), Lanes(4 * _COUNT)
"""Rows of weights for a word's own tag; and for those of the words right behind it, right before it, two places behind it and
two places before it, one after the other."""
Form = tuple[str, str, str, tuple[str, ...], str, bool]
"""A word form: the stem as it is written, its kind and base, the clitics, whether it ends in ة."""
Scored = list[tuple[int, int]]
"""Tags with their scores, the score first."""
State = tuple[int, int, Any]
"""A way to tag a sentence up to some word: its score, its last tag, the state that it goes on from (None at the beginning)."""


class _Known(NamedTuple):
    """What is known of a stem, whatever clitics it has.

    Attributes:
        stem: the stem.
        readings: the ways to read it, the likeliest first.
        tags: the tags that it can have.
        scores: what speaks for each tag, in lanes.
        beside: what it adds to the tags of the words around it, in the order of `_BESIDE`.
        kinds: its readings, as the features of its spelling name them.
        agreement: what a word behind it could agree with.
        analyses: its analyses by tag, as far as they were asked for.
    """

    stem: Stem
    readings: list[Reading]
    tags: list[int]
    scores: int
    beside: "array[int]"
    kinds: str
    agreement: int
    analyses: dict[int, Analysis]


class _Entry(NamedTuple):
    """A word form: its stem, its tags with their scores, how it stands."""

    known: _Known
    own: Scored
    shape: int


class Weights:
    """The trained weights: rows of features, transitions, tags seen with known words; rows are read when first asked for."""

    def __init__(self, text: str) -> None:
        rows, transitions, seen = text.split("\f")
        self._rows: dict[str, dict[str, str | int]] = {"o": {}, "n": {}, "f": {}}
        for feature, packed in pairs(rows).items():
            self._rows[feature[0]][feature[1:]] = packed
        self._transitions: dict[tuple[int, int], list[tuple[int, int, int]]] = {}
        for line in transitions.splitlines():
            agrees, shaped, left, right, weight = map(int, line.split())
            self._transitions.setdefault((agrees, shaped), []).append((left, right, weight))
        self._seen = pairs(seen)

    def total(self, group: str, features: Iterable[str]) -> int:
        """The sum of the rows of some features of a group, in lanes."""
        rows = self._rows[group]
        found = 0
        for feature in features:
            row = rows.get(feature, 0)
            if isinstance(row, str):
                row = rows[feature] = _row(row)
            found += row
        return found

    def transitions(self, key: tuple[int, int]) -> list[list[int]]:
        """The weights of a tag (outer) behind another (inner), for a word of some shape behind one of some agreement."""
        table = [[0] * (_COUNT + 1) for _ in range(_COUNT)]
        for kept in ((-1, -1), (-1, key[1]), key):
            for left, right, weight in self._transitions.get(kept, ()):
                table[right][left] += weight
        return table

    def tags(self, stem: Stem, readings: list[Reading]) -> list[int]:
        """The tags that a word can have, in order: those of its readings and those that it was seen with."""
        seen = self._seen.get(stem.kind[0] + stem.base, "")
        known = map(int, seen.lstrip("=").split())
        return sorted(known if seen.startswith("=") else {*allowed(stem, readings), *known})


def _row(packed: str) -> int:
    """A row of the file, which names place and weight in turn."""
    numbers = list(map(int, packed.split()))
    return lanes(zip(numbers[::2], numbers[1::2], strict=True))


class Tagger:
    """Finds the analysis of each word of a text."""

    def __init__(self, morphology: Morphology, weights: Weights, classes: Classes) -> None:
        self._morphology = morphology
        self._weights = weights
        self._classes = classes
        self._parts = Kept(self._sums)
        self._entries = Kept(self._made)
        self._stems = Kept(self._learned)
        self._tables = Kept(weights.transitions)
        self._into, self._out = Kept(self._most_into), Kept(self._most_out)
        edge = weights.total("n", ["^"]) + shifted(weights.total("f", ["^"]), 2 * _COUNT)
        self._edge = _Known(Stem("mark", "", False, False), [], [], 0, _BESIDE.numbers(edge), "", 0, {})

    def __reduce__(self) -> tuple[object, ...]:
        return load_tagger, ()

    def analyse(self, text: str, tokens: Sequence[Token], sentences: Sequence[Sentence]) -> tuple[Analysis, ...]:
        """The analyses of the tokens of a text, one for each."""
        found: list[Analysis] = []
        for sentence in sentences:
            entries = [self._entry(text, token) for token in tokens[sentence.first : sentence.last]]
            for entry, tag in zip(entries, self._decode(entries), strict=True):
                known = entry.known
                found.append(known.analyses.get(tag) or self._analysis(known, tag))
        return tuple(found)

    def _entry(self, text: str, token: Token) -> _Entry:
        stem = token.stem
        written = text[stem.start : stem.end]
        form = (written, token.kind, token.base, token.proclitics, token.enclitic, token.marbuta)
        return self._entries[form] if len(written) <= _LONGEST else self._made(form)

    def _made(self, form: Form) -> _Entry:
        written, kind, base, proclitics, enclitic, marbuta = form
        stem = Stem(kind, base, bool(enclitic), marbuta)
        known = self._stems[stem] if len(base) <= _LONGEST else self._learned(stem)
        scores = known.scores
        if kind == "word":
            own, *others = word_parts(written, proclitics, enclitic, known.kinds)
            scores += self._sums(own)[0] + sum([self._parts[part][0] for part in others])
        row = _OWN.numbers(scores)
        return _Entry(known, [(row[tag], tag) for tag in known.tags], shape(known.agreement, proclitics))

    def _learned(self, stem: Stem) -> _Known:
        readings = []
        if stem.kind == "word":
            readings = self._morphology.readings(stem.base, enclitic=stem.enclitic, marbuta=stem.marbuta)
        profiled = profile(readings)
        own, *others = stem_parts(stem, profiled, self._classes)
        scores, beside = self._sums(own)
        for part in others:
            for_own, for_beside = self._parts[part]
            scores += for_own
            beside += for_beside
        tags = self._weights.tags(stem, readings)
        return _Known(stem, readings, tags, scores, _BESIDE.numbers(beside), profiled[0], agreement(stem), {})

    def _sums(self, part: Part) -> tuple[int, int]:
        """What a part of a word speaks for: its own tag, and those of the words around it, in lanes."""
        own, near, far = features_of(part)
        total = self._weights.total
        beside = total("n", near) if near else 0
        if far:
            beside += shifted(total("f", far), 2 * _COUNT)
        return total("o", own), beside

    def _decode(self, entries: list[_Entry]) -> list[int]:
        """The best sequence of tags; of equal ones that with the later tag."""
        states: list[State] = [(0, _COUNT, None)]
        for key, scored in self._scored(entries):
            if len(scored) == 1 and len(states) == 1:
                states = [(0, scored[0][1], states[0])]
                continue
            table, reached = self._tables[key], []
            for score, tag in scored:
                best, state = _best(states, table[tag])
                reached.append((score + best, tag, state))
            states = reached
        return _tags(max(states))

    def _scored(self, entries: list[_Entry]) -> Iterator[tuple[tuple[int, int], Scored]]:
        """For each word the key of its transitions, and its tags with their scores, but for those that cannot win.

        A tag cannot win that lies further behind the best one than any two transitions, to it and from it, could make good.
        """
        edge = self._edge
        known = [edge, edge, *[entry.known for entry in entries], edge, edge]
        following = [*[entry.shape for entry in entries[1:]], SHAPES]
        for i, (here, scored, stands) in enumerate(entries):
            first, third = known[i + 1], known[i + 3]
            agreed = first.agreement
            if len(scored) == 1:
                yield (agreed, stands), scored
                continue
            second, fourth = known[i], known[i + 4]
            behind, before, far_behind, far_before = first.beside, third.beside, second.beside, fourth.beside
            there = [
                (score + behind[t] + before[t + _COUNT] + far_behind[t + 2 * _COUNT] + far_before[t + 3 * _COUNT], t)
                for score, t in scored
            ]
            top, best = max(there)
            into = self._into[agreed, stands, best]
            out = self._out[here.agreement, following[i], best]
            yield (agreed, stands), [one for one in there if one[0] + into[one[1]] + out[one[1]] >= top]

    def _most_into(self, key: tuple[int, int, int]) -> list[int]:
        """How much better than to the last tag of the key a transition to each tag can be."""
        table = self._tables[key[:2]]
        return [max(map(sub, weights, table[key[2]])) for weights in table]

    def _most_out(self, key: tuple[int, int, int]) -> list[int]:
        """The same of transitions from the tags to those of the next word."""
        if key[1] == SHAPES:
            return [0] * _COUNT
        table = list(zip(*self._tables[key[:2]], strict=True))[:_COUNT]
        return [max(map(sub, weights, table[key[2]])) for weights in table]

    def _analysis(self, known: _Known, tag: int) -> Analysis:
        """The likeliest analysis of a word that has a tag."""
        found = known.analyses[tag] = self._chosen(known.stem, known.readings, tag)
        return found

    def _chosen(self, stem: Stem, readings: list[Reading], tag: int) -> Analysis:
        """The best reading with a tag; where none has it, what the spelling shows."""
        name = NAMES[tag]
        if tag in _VERBAL:
            verbs = (r for r in readings if r.kind == "V" and ASPECT_TAGS[r.aspect] == name)
            verb = next(verbs, None)
            return verb.analysis if verb is not None else guessed_verb(stem.base, name.lower())
        if name not in ("NOUN", "ADJ"):
            fitting = next((r for r in readings if r.pos == name), None)
            if fitting is not None:
                return fitting.analysis
        if stem.kind != "word" or name not in _OPEN:
            return Analysis(name, bare(stem))
        nominal = [
            (r.weight + (0 if r.pos == name else _OTHER_KIND), n) for n, r in enumerate(readings) if r.pos in _OPEN
        ]
        if not nominal:
            return self._morphology.guessed_nominal(bare(stem), name)
        return readings[min(nominal)[1]].analysis._replace(pos=name)


def _best(states: list[State], weights: list[int]) -> tuple[int, State]:
    """The best of some states before a tag of these weights behind others, with its score there."""
    best = states[0]
    top = best[0] + weights[best[1]]
    for state in states:
        score = state[0] + weights[state[1]]
        if score >= top:
            top, best = score, state
    return top, best


def _tags(state: State | None) -> list[int]:
    """The tags on the way to a state."""
    found: list[int] = []
    while state is not None:
        found.append(state[1])
        state = state[2]
    found.reverse()
    return found[1:]


@lru_cache(maxsize=1)
def load_tagger() -> Tagger:
    """The tagger that the program ships with."""
    return Tagger(load_morphology(), Weights(model_text("tagger")), load_classes())


@lru_cache(maxsize=1)
def load_classes() -> Classes:
    """The classes of words that the program ships with."""
    return Classes(model_text("tagger_classes"))
