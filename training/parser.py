"""Makes `data/models/parser.npz`: the network that says whom each word depends on, with its card.

    python training/parser.py ../shared [--folds] [--encoder FILE]

Two lessons. First the layers that read guess hidden words in the pages of the ANT corpus (Apache-2.0); what they have
learnt is kept in FILE if it is named. Then they learn the trees of UD Arabic-PUD (CC BY-SA 3.0), parts of speech and
inflections beside them. With `--folds` the scores of cross-validation are written
instead: sentence i is parsed by a network that saw no sentence of fold i modulo 10.

Needs JAX: pip install '.[training]'
"""

import argparse
import io
import json
import lzma
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "training"), str(ROOT / "bench")]

from language.syntax import Tally, parsed  # noqa: E402
from musnad.language.syntax import MODEL, Parser  # noqa: E402
from musnad.language.syntax_features import WordFeatures  # noqa: E402
from musnad.language.syntax_model import distance_classes, siblings  # noqa: E402
from musnad.language.tokens import raw_tokens, sentence_bounds  # noqa: E402
from musnad.language.words import Words  # noqa: E402
from musnad.lexicon import Lexicon, load  # noqa: E402
from musnad.model import Span, TokenKind  # noqa: E402
from network import DILATIONS, Learner, encoder, scorer, tree_loss, word_loss  # noqa: E402
from trees import Tree, read_trees  # noqa: E402

SIZE = 96
"""Numbers that stand for a word."""
MOST_FEATURES = 22
PASSES = {"words": 3, "trees": 30}
ROWS = {"words": {16: 120, 28: 68, 48: 40}, "trees": {20: 32, 32: 20, 64: 10}}
"""Length of a row, and how many rows of it make a batch."""
FOLDS = 10
ASKED = 260
"""Hidden words that are asked for in a batch."""
ANSWERS = (5000, 2000)
"""How many words can be guessed, and how many kinds of rarer words."""
LEAST = {"w:": 4, "s3": 40, "o:": 40, "s2": 20, "p2": 20}
"""How often a feature must be seen in the pages to be kept; others thrice."""
Array = Any


class Forms:
    """Every written form that was seen, its features, and how often it was seen."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.seen: Counter[int] = Counter()
        self.names: list[list[str]] = []
        self.rows: list[str] = []
        self.table: Array = np.zeros((0, MOST_FEATURES), np.int32)
        self._numbers: dict[str, int] = {}
        self._features = WordFeatures(lexicon)
        self._words = Words(lexicon)

    def number(self, written: str, kind: TokenKind) -> int:
        """The number of a written form."""
        number = self._numbers.get(written)
        if number is None:
            number = self._numbers[written] = len(self.names)
            token = self._words.token(written, Span(0, len(written)), kind)
            self.names.append(self._features.of(written, token)[:MOST_FEATURES])
        self.seen[number] += 1
        return number

    def settle(self, known: list[str]) -> None:
        """Choose the features that are known or frequent enough, and number them from 1."""
        often: Counter[str] = Counter()
        for number, count in self.seen.items():
            often.update(dict.fromkeys(self.names[number], count))
        frequent = {name for name, count in often.items() if count >= LEAST.get(name[:2], 3)}
        self.rows = sorted(frequent | {name for name in known if name[:2] not in ("v:",)})
        row_of = {name: row for row, name in enumerate(self.rows, start=1)}
        self.table = np.zeros((len(self.names), MOST_FEATURES), np.int32)
        for number, names in enumerate(self.names):
            kept = [row_of[name] for name in names if name in row_of]
            self.table[number, : len(kept)] = kept


def page_sentences(path: Path, forms: Forms) -> list[Array]:
    """The sentences of a compressed JSON-lines file as numbers of forms, each sentence once."""
    found: dict[tuple[int, ...], None] = {}
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            page = json.loads(line)
            text = f"{page['title']}\n{page['text']}"
            spans = list(raw_tokens(text))
            numbers = [forms.number(text[span.start : span.end], kind) for span, kind in spans]
            for sentence in sentence_bounds(text, spans):
                found[tuple(numbers[sentence.first : sentence.last])] = None
    return [np.array(sentence, np.int32) for sentence in found if len(sentence) > 3]


def batches(
    items: list[Any], rows: dict[int, int], chance: random.Random, *, whole: bool
) -> Iterator[tuple[int, list[Any]]]:
    """The items in batches of like length, in any order; `whole` leaves out what fills no batch."""
    groups: dict[int, list[Any]] = {width: [] for width in rows}
    for item in items:
        groups[next(width for width in rows if len(item) <= width)].append(item)
    made = []
    for width, group in groups.items():
        chance.shuffle(group)
        step = rows[width]
        made += [(width, group[i : i + step]) for i in range(0, len(group) - (step - 1 if whole else 0), step)]
    chance.shuffle(made)
    yield from made


def laid_out(
    sentences: list[Array], shape: tuple[int, int], forms: Forms, rng: np.random.Generator, rate: float
) -> dict[str, Array]:
    """The features of a batch's words, and which word stands where; `rate` of the features are left out."""
    rows, width = shape
    written = np.zeros((rows, width), np.int32)
    mask = np.zeros((rows, width), np.float32)
    for row, sentence in enumerate(sentences):
        written[row, : len(sentence)] = sentence
        mask[row, : len(sentence)] = 1
    numbers, places = np.unique(written.ravel(), return_inverse=True)
    words = np.zeros((-(-rows * width // 640) * 640, MOST_FEATURES), np.int32)
    words[: len(numbers)] = forms.table[numbers]
    words[rng.random(words.shape) < rate] = 0
    return {"words": words, "places": places.reshape(written.shape).astype(np.int32), "mask": mask, "written": written}


class Answers:
    """What a hidden word can be guessed as: itself if it is frequent, else its kind."""

    def __init__(self, forms: Forms) -> None:
        names = [self._name(features, rare=False) for features in forms.names]
        kinds = [self._name(features, rare=True) for features in forms.names]
        often: Counter[str] = Counter()
        rare: Counter[str] = Counter()
        for number, count in forms.seen.items():
            often[names[number]] += count
        chosen = {name for name, _ in often.most_common(ANSWERS[0])}
        for number, count in forms.seen.items():
            if names[number] not in chosen:
                rare[kinds[number]] += count
        every = [*sorted(chosen), *sorted(kind for kind, _ in rare.most_common(ANSWERS[1]))]
        row_of = {name: row for row, name in enumerate(every)}
        self.size = len(every)
        self.of = np.array([row_of.get(n, row_of.get(k, -1)) for n, k in zip(names, kinds, strict=True)], np.int32)

    def _name(self, features: list[str], *, rare: bool) -> str:
        kept = ("c:", "a:", "e:", "s2", "l:") if rare else ("w:", "c:", "a:")
        if features[0][:2] != "w:":
            return features[-1]
        return " ".join(name for name in features if name[:2] in kept)


def learn_words(sentences: list[Array], forms: Forms, seed: int = 1) -> dict[str, Array]:
    """The layers that read, after guessing hidden words of the pages."""
    chance, rng = random.Random(seed), np.random.default_rng(seed)
    answers = Answers(forms)
    weights = encoder(len(forms.rows), SIZE, rng)
    weights["mask"] = (rng.standard_normal(SIZE) * 0.1).astype(np.float32)
    weights["O"] = (rng.standard_normal((SIZE, answers.size)) * 0.05).astype(np.float32)
    weights["Ob"] = np.zeros(answers.size, np.float32)
    longest = max(ROWS["words"])
    pieces = [s[i : i + longest] for s in sentences for i in range(0, len(s), longest) if len(s[i : i + longest]) > 3]
    steps = PASSES["words"] * sum(1 for _ in batches(pieces, ROWS["words"], chance, whole=True))
    learner = Learner(word_loss, weights, 2e-3, steps)
    for _ in range(PASSES["words"]):
        for width, group in batches(pieces, ROWS["words"], chance, whole=True):
            batch = laid_out(group, (ROWS["words"][width], width), forms, rng, 0.08)
            batch["hidden"] = (rng.random(batch["mask"].shape) < 0.17) & (batch["mask"] > 0)
            asked = np.flatnonzero(batch["hidden"].ravel())[:ASKED]
            batch["asked"] = np.pad(asked, (0, ASKED - len(asked)))
            batch["answer"] = np.pad(
                answers.of[batch.pop("written").ravel()[asked]], (0, ASKED - len(asked)), constant_values=-1
            )
            learner.learn(batch, _key(rng), 0.1)
    return {name: value for name, value in learner.result().items() if name not in ("O", "Ob", "mask")}


class Bank:
    """Trees as numbers: forms, heads, relations, and what is learnt beside them."""

    def __init__(self, trees: list[Tree], forms: Forms) -> None:
        self.relations = _frequent((arc.relation for tree in trees for arc in tree.arcs), 4)
        self.tags = _frequent((pos for tree in trees for pos in tree.pos), 1)
        self.shapes = _frequent((features for tree in trees for features in tree.features), 8)
        self.items = [self._item(tree, forms) for tree in trees]

    def _item(self, tree: Tree, forms: Forms) -> "Item":
        spans = [(tree.text[t.span.start : t.span.end], t.kind) for t in tree.tokens]
        unknown = self.relations.index("dep")
        left, right = siblings([arc.head + 1 for arc in tree.arcs])
        columns = {
            "written": [forms.number(written, kind) for written, kind in spans],
            "head": [arc.head + 1 for arc in tree.arcs],
            "relation": [
                self.relations.index(a.relation) if a.relation in self.relations else unknown for a in tree.arcs
            ],
            "left": left,
            "right": right,
            "tag": [self.tags.index(pos) for pos in tree.pos],
            "shape": [self.shapes.index(s) if s in self.shapes else -1 for s in tree.features],
        }
        return Item({name: np.array(column, np.int32) for name, column in columns.items()})


@dataclass(frozen=True)
class Item:
    """One tree of the bank: columns of numbers, a row for each word."""

    columns: dict[str, Array]

    def __len__(self) -> int:
        return len(self.columns["written"])


def learn_trees(
    bank: Bank, items: list[Item], forms: Forms, start: dict[str, Array], seed: int = 1
) -> dict[str, Array]:
    """All weights, after learning some of the bank's trees from what the reading layers know."""
    chance, rng = random.Random(seed), np.random.default_rng(seed)
    weights = start | scorer(SIZE, len(bank.relations), len(bank.tags), len(bank.shapes), rng)
    rows = ROWS["trees"]
    distances = {width: distance_classes(width).astype(np.int32) for width in rows}
    steps = PASSES["trees"] * sum(1 for _ in batches(items, rows, chance, whole=False))
    learner = Learner(tree_loss, weights, 2e-3, steps)
    for _ in range(PASSES["trees"]):
        for width, group in batches(items, rows, chance, whole=False):
            batch = laid_out([item.columns["written"] for item in group], (rows[width], width), forms, rng, 0.15)
            del batch["written"]
            for name in ("head", "left", "right", "relation", "tag", "shape"):
                batch[name] = np.zeros((rows[width], width), np.int32)
                for row, item in enumerate(group):
                    batch[name][row, : len(item)] = item.columns[name]
            learner.learn(batch, distances[width], _key(rng), 0.33)
    return learner.result()


def stored(weights: dict[str, Array], forms: Forms, bank: Bank) -> bytes:
    """The weights as the program reads them: vectors of features in single bytes, the rest in halves."""
    vectors = weights["E"][1:]
    scale = np.maximum(np.abs(vectors).max(1), 1e-6) / 127
    about = {"features": forms.rows, "relations": bank.relations, "dilations": DILATIONS}
    kept = {
        name: value.astype(np.float16) for name, value in weights.items() if name not in ("E", "P", "Pb", "M", "Mb")
    }
    kept["E"] = np.round(vectors / scale[:, None]).astype(np.int8)
    kept["scale"] = scale.astype(np.float16)
    kept["about"] = np.frombuffer(json.dumps(about, ensure_ascii=False).encode(), np.uint8)
    file = io.BytesIO()
    np.savez_compressed(file, **kept)
    return file.getvalue()


def folds(bank: Bank, trees: list[Tree], forms: Forms, start: dict[str, Array], only: list[int]) -> Tally:
    """What networks get right on the sentences that they did not learn."""
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        for fold in only:
            items = [item for i, item in enumerate(bank.items) if i % FOLDS != fold]
            path = Path(folder) / f"{fold}.npz"
            path.write_bytes(stored(learn_trees(bank, items, forms, start), forms, bank))
            parser = Parser(forms.lexicon, path)
            for tree in trees[fold::FOLDS]:
                tally.add(tree, parsed(parser, tree))
            print(fold, tally.line(), flush=True)
    return tally


def _kept(path: Path, forms: Forms) -> dict[str, Array]:
    """The reading layers that were kept; a feature that was not known then starts from nothing."""
    start = dict(np.load(path))
    row_of = {name: row for row, name in enumerate(start.pop("features").tolist(), start=1)}
    start["E"] = np.concatenate([start["E"], np.zeros((1, SIZE), np.float32)])
    start["E"] = start["E"][[0, *(row_of.get(name, -1) for name in forms.rows)]]
    return start


def _frequent(names: Iterator[str], least: int) -> list[str]:
    return [name for name, count in Counter(names).most_common() if count >= least]


def _key(rng: np.random.Generator) -> Array:
    return rng.integers(0, 2**32, 2, dtype=np.uint32)


def main() -> None:
    """Make the file, or the scores of the folds."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("shared", type=Path)
    asked.add_argument("--folds", type=int, nargs="*", help="write the scores of these folds of ten, or of all")
    asked.add_argument("--encoder", type=Path)
    asked.add_argument("-o", "--output", type=Path, default=MODEL)
    given = asked.parse_args()
    lexicon = load()
    forms = Forms(lexicon)
    known = given.encoder and given.encoder.exists()
    pages = [] if known else page_sentences(given.shared / "corpora/text/ant.jsonl.xz", forms)
    trees = list(read_trees(given.shared / "corpora/ud/pud/ar_pud-ud-test.conllu", Words(lexicon)))
    bank = Bank(trees, forms)
    forms.settle(np.load(given.encoder)["features"].tolist() if known else [])
    start = _kept(given.encoder, forms) if known else learn_words(pages, forms)
    if given.encoder and not known:
        np.savez(given.encoder, features=np.array(forms.rows), **start)
    if given.folds is not None:
        only = given.folds or list(range(FOLDS))
        scores = {name: round(value, 4) for name, value in folds(bank, trees, forms, start, only).scores().items()}
        card = json.dumps({"folds": only, "cross_validation": scores}, indent=1)
        given.output.with_suffix(".json").write_text(card + "\n", encoding="utf-8")
    else:
        given.output.write_bytes(stored(learn_trees(bank, bank.items, forms, start), forms, bank))


if __name__ == "__main__":
    main()
