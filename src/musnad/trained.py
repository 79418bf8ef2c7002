"""The trained models that the program ships with: files of `data/models`, packed lines of text."""

import gzip
import math
from collections.abc import Sequence

from musnad.lexicon import DATA

SCALE = 100
"""The weights of the log-linear models are written as whole numbers, this many times as large."""


def model_text(name: str) -> str:
    """The text of a model, `name` without its ending.

    Raises:
        OSError: the installation lacks the file.
    """
    return gzip.decompress((DATA / "models" / f"{name}.txt.gz").read_bytes()).decode()


def shares(totals: Sequence[float], scale: float = SCALE) -> list[float]:
    """Sums of weights, `scale` times as large as they are, as probabilities that add up to 1."""
    top = max(totals)
    raised = [math.exp((total - top) / scale) for total in totals]
    whole = sum(raised)
    return [one / whole for one in raised]
