"""From the scores of single arcs to a tree: every word takes its best head, and what hangs on nothing is mended.

Words whose heads lead in a circle, or to a second root, are hung elsewhere by the change that costs least. Chu and Liu
(1965) and Edmonds (1967) contract circles instead and find the best tree of all; docs/decisions has what that gained.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.floating[Any]]
_NEVER = -1e9


def best_tree(scores: Scores) -> list[int]:
    """The heads of a tree with one root that scores well: 0 stands for the root, h + 1 for the word h.

    Row d of `scores` holds what each head is worth to the word d, the root first; n rows, n + 1 columns. The time grows
    with the square of n at worst.
    """
    n = len(scores)
    scores = scores.copy()
    scores[np.arange(n), np.arange(1, n + 1)] = _NEVER
    heads: list[int] = scores.argmax(1).tolist()
    if heads.count(0) != 1:
        root = int((scores[:, 0] - scores[:, 1:].max(1)).argmax()) if n > 1 else 0
        scores[:, 0] = _NEVER
        heads = scores.argmax(1).tolist()
        heads[root] = 0
    while loose := _loose(heads):
        _hang(scores, heads, *loose)
    return heads


def _loose(heads: list[int]) -> tuple[list[int], list[int]] | None:
    """The words of one circle and all words that lead to it, counted from 1; None where every word leads to the root."""
    ends = [0] + [-1] * len(heads)
    circles: list[list[int]] = [[]]
    for start in range(1, len(ends)):
        path, word = [], start
        while ends[word] == -1:
            ends[word] = -2
            path.append(word)
            word = heads[word - 1]
        if ends[word] == -2:
            circles.append(path[path.index(word) :])
            end = len(circles) - 1
        else:
            end = ends[word]
        for passed in path:
            ends[passed] = end
    if len(circles) == 1:
        return None
    return circles[1], [word for word, end in enumerate(ends) if end == 1]


def _hang(scores: Scores, heads: list[int], circle: list[int], members: list[int]) -> None:
    """Hangs one word of a circle on a word outside: the change that costs least."""
    rows = [word - 1 for word in circle]
    offered = scores[rows]
    offered -= offered[np.arange(len(rows)), [heads[row] for row in rows]][:, None]
    offered[:, 0] = _NEVER
    offered[:, members] = _NEVER
    row, head = divmod(int(offered.argmax()), offered.shape[1])
    heads[rows[row]] = head
