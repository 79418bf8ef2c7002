"""Makes `data/models/tagger.txt.gz`: the weights by which the tagger chooses among the readings of a word.

    python training/tagger.py CORPORA src/musnad/data/models/tagger.txt.gz

CORPORA holds `ud/pud/ar_pud-ud-test.conllu` (UD Arabic-PUD, CC BY-SA 3.0, which the weights therefore are under as well). An
averaged structured perceptron (Collins 2002): sentences are decoded with the weights so far, and where the answer is
wrong, what speaks for the right tags gains and what spoke for the wrong ones loses. The order is shuffled with a fixed seed.
"""

import gzip
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from musnad.language.morphology import Morphology, load_morphology
from musnad.language.tagfeatures import (
    ASPECT_TAGS,
    NAMES,
    TAGS,
    Classes,
    agreement,
    allowed,
    features_of,
    profile,
    shape,
    stem_of,
    stem_parts,
    word_parts,
)
from musnad.language.tagging import load_classes
from tagger_data import Annotated, Answer, read

EPOCHS, LEAST, SCALE = 8, 2, 64
"""Passes over the sentences; how often a feature must be seen; what the weights are multiplied by before rounding."""
VEILED = 0.35
"""The share of words whose spelling is hidden in a pass, as words of the news are other ones than the treebank's."""
_COUNT = len(NAMES)
_NAMING = frozenset({"ow", "ob", "oC", "oc", "oD", "os", "oh"})
_CLOSED = frozenset(TAGS[name] for name in ("ADP", "SCONJ", "CCONJ", "PART", "PRON", "DET"))
_ASPECTS = {"Perf": "past", "Imp": "present"}


class Example(NamedTuple):
    """A word to learn from: its features, the tags it can have, how it stands, the agreement before it, the answer."""

    features: list[str]
    tags: list[int]
    shape: int
    agreement: int
    answer: int


def tag_of(answer: Answer) -> int:
    """The tag that the treebank's answer stands for."""
    if answer.pos in ("VERB", "AUX"):
        mood, aspect = answer.features.get("Mood"), answer.features.get("Aspect", "Perf")
        return TAGS["IMPERATIVE" if mood == "Imp" else ASPECT_TAGS[_ASPECTS[aspect]]]
    return TAGS.get(answer.pos, TAGS["X"])


def seen_tags(sentences: Iterable[Annotated]) -> dict[str, str]:
    """The tags that each word was seen with; with = before them where the word can have no others."""
    counts: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for sentence in sentences:
        for token, answer in zip(sentence.tokens, sentence.answers, strict=True):
            counts[f"{token.kind[0]}{token.base}"][tag_of(answer)] += 1
    found = {}
    for word, tags in counts.items():
        total = tags.total()
        if total >= 4 and tags.most_common(1)[0][0] in _CLOSED:
            found[word] = "=" + " ".join(str(t) for t, n in sorted(tags.items()) if n > 1 or total < 6)
        else:
            found[word] = " ".join(str(t) for t in sorted(tags))
    return found


class Trainer:
    """Weights while they are learned; `averaged` are the ones to use."""

    def __init__(self, morphology: Morphology, classes: Classes) -> None:
        self._morphology = morphology
        self._classes = classes
        self.weights: dict[str, list[float]] = {}
        self._sums: dict[str, list[float]] = {}
        self._step = 1

    def examples(self, sentence: Annotated, seen: dict[str, str]) -> list[Example]:
        """The words of a sentence with the features that the tagger will see."""
        stems = [stem_of(token) for token in sentence.tokens]
        readings = [
            self._morphology.readings(s.base, enclitic=s.enclitic, marbuta=s.marbuta) if s.kind == "word" else []
            for s in stems
        ]
        profiles = [profile(r) for r in readings]
        parts = [stem_parts(s, p, self._classes) for s, p in zip(stems, profiles, strict=True)]
        made = [[features_of(part) for part in some] for some in parts]
        near = [["^"], *([f for features in some for f in features.near] for some in made), ["^"]]
        far = [["^"], ["^"], *([f for features in some for f in features.far] for some in made), ["^"], ["^"]]
        found = []
        for i, (stem, token) in enumerate(zip(stems, sentence.tokens, strict=True)):
            own = [f for features in made[i] for f in features.own]
            if stem.kind == "word":
                written = sentence.text[token.stem.start : token.stem.end]
                for part in word_parts(written, token.proclitics, token.enclitic, profiles[i][0]):
                    own += features_of(part).own
            features = [f"o{f}" for f in own] + [f"b{f}" for f in near[i]] + [f"a{f}" for f in near[i + 2]]
            features += [f"B{f}" for f in far[i]] + [f"A{f}" for f in far[i + 4]]
            answer = tag_of(sentence.answers[i])
            known = seen.get(stem.kind[0] + stem.base, "")
            tags = {int(t) for t in known.lstrip("=").split()} | {answer}
            if not known.startswith("="):
                tags |= set(allowed(stem, readings[i]))
            agreed = agreement(stems[i - 1]) if i else 0
            found.append(Example(features, sorted(tags), shape(agreement(stem), token.proclitics), agreed, answer))
        return found

    def learn(self, sentences: Sequence[Annotated], seen: dict[str, str]) -> None:
        """Pass over the sentences, several times."""
        lessons = [self.examples(sentence, seen) for sentence in sentences]
        counts = Counter(f for lesson in lessons for example in lesson for f in example.features)
        self.weights = {f: [0.0] * _COUNT for f, n in counts.items() if n >= LEAST}
        lessons = [[e._replace(features=[f for f in e.features if f in self.weights]) for e in x] for x in lessons]
        chance = random.Random(1)
        for _ in range(EPOCHS):
            chance.shuffle(lessons)
            for lesson in lessons:
                veiled = [veil(example) if chance.random() < VEILED else example for example in lesson]
                self._correct(veiled, self.decode(veiled))
                self._step += 1

    def decode(self, lesson: list[Example]) -> list[int]:
        """The best sequence of tags by the weights so far."""
        states: list[tuple[float, int]] = [(0.0, _COUNT)]
        steps: list[dict[int, int]] = []
        for example in lesson:
            rows = [self.weights[f] for f in example.features]
            before = [self._joints(example, left) for _, left in states]
            reached, step = [], {}
            for tag in example.tags:
                best, step[tag] = max(
                    (total + sum(j[tag] for j in joints), left)
                    for (total, left), joints in zip(states, before, strict=True)
                )
                reached.append((best + sum(row[tag] for row in rows), tag))
            states = reached
            steps.append(step)
        tag = max(states)[1]
        tags = []
        for step in reversed(steps):
            tags.append(tag)
            tag = step[tag]
        return tags[::-1]

    def _joints(self, example: Example, left: int) -> list[list[float]]:
        return [self.weights.setdefault(name, [0.0] * _COUNT) for name in joints(example, left)]

    def _correct(self, lesson: list[Example], guesses: list[int]) -> None:
        right_left = guess_left = _COUNT
        for example, guess in zip(lesson, guesses, strict=True):
            if guess != example.answer:
                for feature in example.features:
                    self._add(feature, example.answer, 1.0)
                    self._add(feature, guess, -1.0)
            if guess != example.answer or right_left != guess_left:
                for name in joints(example, right_left):
                    self._add(name, example.answer, 1.0)
                for name in joints(example, guess_left):
                    self._add(name, guess, -1.0)
            right_left, guess_left = example.answer, guess

    def _add(self, feature: str, tag: int, change: float) -> None:
        self.weights.setdefault(feature, [0.0] * _COUNT)[tag] += change
        self._sums.setdefault(feature, [0.0] * _COUNT)[tag] += change * self._step

    def averaged(self) -> dict[str, list[int]]:
        """The mean of the weights over all steps, in whole numbers."""
        return {
            feature: [round(SCALE * (w - s / self._step)) for w, s in zip(self.weights[feature], sums, strict=True)]
            for feature, sums in self._sums.items()
        }


def veil(example: Example) -> Example:
    """The example without what names its word, so that context and morphology must tell what it is."""
    return example._replace(features=[f for f in example.features if f[:2] not in _NAMING])


def joints(example: Example, left: int) -> list[str]:
    """The names of the transitions behind a tag: of all words, of those of this shape, of these behind this agreement."""
    return [f"t-1 -1 {left}", f"t-1 {example.shape} {left}", f"t{example.agreement} {example.shape} {left}"]


def packed(weights: dict[str, list[int]], seen: dict[str, str]) -> str:
    """The file's text, as `musnad.language.tagging.Weights` reads it."""
    rows: defaultdict[str, dict[int, int]] = defaultdict(dict)
    transitions = []
    for feature, values in sorted(weights.items()):
        for tag, value in enumerate(values):
            if value and feature[0] == "t":
                transitions.append(f"{feature[1:]} {tag} {value}")
            elif value:
                name, shift = _place(feature)
                rows[name][tag + shift] = value
    lines = [f"{name}\t{' '.join(f'{p} {v}' for p, v in sorted(row.items()))}" for name, row in sorted(rows.items())]
    return "\f".join("\n".join(part) for part in (lines, transitions, [f"{w}\t{t}" for w, t in sorted(seen.items())]))


def _place(feature: str) -> tuple[str, int]:
    """The row of a feature and where in it its tags begin: those of words before and behind share a row."""
    names = {"o": ("o", 0), "b": ("n", 0), "a": ("n", _COUNT), "B": ("f", 0), "A": ("f", _COUNT)}
    letter, shift = names[feature[0]]
    return letter + feature[1:], shift


def train(sentences: Sequence[Annotated], morphology: Morphology, classes: Classes) -> str:
    """The text of a weights file learned from some sentences."""
    seen = seen_tags(sentences)
    trainer = Trainer(morphology, classes)
    trainer.learn(sentences, seen)
    return packed(trainer.averaged(), seen)


def main() -> None:
    """Write the file."""
    corpora, out = Path(sys.argv[1]), Path(sys.argv[2])
    sentences = list(read(corpora / "ud" / "pud" / "ar_pud-ud-test.conllu"))
    text = train(sentences, load_morphology(), load_classes())
    with out.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as stream:
        stream.write(text.encode())


if __name__ == "__main__":
    main()
