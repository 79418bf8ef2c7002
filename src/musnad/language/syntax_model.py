"""The parser's network: from the features of words to what each head is worth to each word, and to relations.

Layers of dilated convolution (Strubell et al., 2017) over sums of feature vectors, then the biaffine scores of Dozat and
Manning (2017) with a term for distance. All words of a batch go through the layers at once; sentences do not see each
other.
"""

import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from musnad.language.syntax_tree import Scores, best_tree

Matrix = NDArray[np.float32]
Index = NDArray[np.intp]
LONGEST = 120
"""Words of the longest stretch that is parsed as one."""
DISTANCES = (1, 2, 3, 4, 5, 7, 10, 15, 22, 32)
"""From which distance on the next class of distances holds; the last class of all is the root's."""


class Network:
    """The weights, loaded once and then only read.

    Raises:
        OSError: there is no such file.
        ValueError: the file holds no such weights.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        with np.load(path, allow_pickle=False) as stored:
            about = json.loads(bytes(stored["about"]))
            self._w: dict[str, Matrix] = {
                name: stored[name].astype(np.float32) for name in stored.files if name not in ("about", "scale")
            }
            self._w["E"] *= stored["scale"].astype(np.float32)[:, None]
        self.features: dict[str, int] = {name: row for row, name in enumerate(about["features"])}
        self.relations: tuple[str, ...] = tuple(about["relations"])
        self._steps: tuple[int, ...] = tuple(about["dilations"])
        self._classes = distance_classes(LONGEST)
        self._flat = self._classes + np.arange(LONGEST)[:, None] * self._w["B"].shape[0]

    def __reduce__(self) -> tuple[object, ...]:
        return load_network, (self._path,)

    def vector(self, features: Sequence[str]) -> Matrix:
        """What a word brings with it: the sum of its features' vectors."""
        rows = [self.features[name] for name in features if name in self.features]
        found: Matrix = self._w["E"][rows].sum(0)
        return found

    def parse(self, vectors: Matrix, bounds: Sequence[tuple[int, int]]) -> tuple[list[int], list[str]]:
        """Heads and relations of the words of several sentences, given by their bounds, which cover the rows in order.

        A head is counted from its sentence's first word, from 1; 0 is the root. No sentence is longer than `LONGEST`.
        """
        w = self._w
        hidden = self._encoded(vectors, bounds)
        dependents = _relu(hidden @ w["Wd"] + w["bd"])
        heads = _relu(np.vstack([w["root"], hidden]) @ w["Wh"] + w["bh"])
        asked, near = dependents @ w["U"], dependents @ w["B"].T + w["Bb"]
        worth = heads @ w["uh"]
        chosen: list[int] = []
        rows: list[Index] = []
        for first, last in bounds:
            n = last - first
            own = np.concatenate(([0], np.arange(first + 1, last + 1)))
            scores: Scores = asked[first:last] @ heads[own].T + worth[own]
            scores += near[first:last].ravel()[self._flat[:n, : n + 1]]
            tree = best_tree(scores)
            chosen += tree
            rows.append(own[tree])
        return chosen, self._relations(hidden, np.concatenate(rows), chosen, bounds)

    def _encoded(self, vectors: Matrix, bounds: Sequence[tuple[int, int]]) -> Matrix:
        n = len(vectors)
        first, last = (np.repeat([b[side] for b in bounds], [b[1] - b[0] for b in bounds]) for side in (0, 1))
        place = np.arange(n)
        hidden = np.vstack([vectors, np.zeros((1, vectors.shape[1]), np.float32)])
        for layer, step in enumerate(self._steps):
            left = np.where(place - step >= first, place - step, n)
            right = np.where(place + step < last, place + step, n)
            seen = np.concatenate([hidden[left], hidden[:n], hidden[right]], axis=1)
            hidden[:n] += _relu(seen @ self._w[f"W{layer}"] + self._w[f"b{layer}"])
        return hidden[:n]

    def _relations(
        self, hidden: Matrix, heads: Index, chosen: list[int], bounds: Sequence[tuple[int, int]]
    ) -> list[str]:
        w = self._w
        place = np.concatenate([np.arange(last - first) for first, last in bounds])
        distance = self._classes[place, np.array(chosen)]
        above = np.vstack([w["root"], hidden]) @ w["Lh"]
        left, right = siblings(heads.tolist())
        beside = np.vstack([np.zeros((1, hidden.shape[1]), np.float32), hidden])
        mixed = hidden @ w["Ld"] + above[heads] + w["Lb"] + w["LB"][distance]
        mixed = _relu(mixed + (beside @ w["Ll"])[left] + (beside @ w["Lr"])[right])
        best = (mixed @ w["Lo"] + w["Lob"]).argmax(1)
        return [self.relations[i] for i in best.tolist()]


@lru_cache(maxsize=4)
def load_network(path: Path) -> Network:
    """The network of a file, read once."""
    return Network(path)


def distance_classes(n: int) -> Index:
    """The class of the distance from each of n words to each head, the root first."""
    apart = np.arange(-1, n)[None, :] - np.arange(n)[:, None]
    size = np.searchsorted(DISTANCES, np.abs(apart), side="right")
    classes: Index = np.where(apart < 0, size, size + len(DISTANCES) + 1)
    classes[:, 0] = 2 * len(DISTANCES) + 3
    return classes


def siblings(heads: Sequence[int]) -> tuple[list[int], list[int]]:
    """For each word the last word before it and the first behind it that share its head, counted from 1; 0 for none.

    Of several sentences heads are counted through, so that only roots share the 0; they have no siblings.
    """
    left, right, last = [0] * len(heads), [0] * len(heads), dict[int, int]()
    for place, head in enumerate(heads):
        before = last.get(head, 0) if head else 0
        left[place] = before
        if before:
            right[before - 1] = place + 1
        last[head] = place + 1
    return left, right


def _relu(values: Any) -> Matrix:
    np.maximum(values, 0.0, out=values)
    return values  # type: ignore[no-any-return]
