"""Runs: which stretch of an HTML source a stretch of its visible text comes from."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from html import unescape
from itertools import pairwise

from musnad.model import Run

_REFERENCE = re.compile(r"&#?[a-zA-Z0-9]+;?")
_GAPS = (" ", "\n")


def source_of(runs: Sequence[Run], text_length: int, start: int, end: int) -> tuple[int, int]:
    """The characters of the source that a stretch of the text comes from, half open.

    Of what is not verbatim, such as a character reference, the whole comes. An empty stretch is an empty place: where
    the character behind it begins, at the end of the text where that ends.

    Args:
        runs: those of the page, in order.
        text_length: how many characters the page's text has.
        start: where the stretch begins in the text.
        end: where it ends.

    Raises:
        ValueError: there is no such stretch.
    """
    if not 0 <= start <= end <= text_length:
        raise ValueError(f"{start} to {end} is no stretch of a text of {text_length} characters")
    if not runs:
        return 0, 0
    if start == text_length:
        return runs[-1].source_end, runs[-1].source_end
    first = _bounds(runs, text_length, start)[0]
    return (first, _bounds(runs, text_length, end - 1)[1]) if end > start else (first, first)


def holds(source: str, text: str, runs: Sequence[Run]) -> bool:
    """Whether runs are true of a source and its text.

    They are in order and cover the text, their sources do not overlap, and each is the source verbatim, or one character
    reference with the letters that a browser takes for part of it, or a blank or line end for what stands between words.
    """
    if not text or not runs:
        return not (text or runs)
    in_order = runs[0].start == 0 and all(
        one.start < other.start and one.source_end <= other.source_start for one, other in pairwise(runs)
    )
    ends = [*(run.start for run in runs[1:]), len(text)]
    return in_order and all(
        _is_true(source[run.source_start : run.source_end], text[run.start : end])
        for run, end in zip(runs, ends, strict=True)
    )


def _bounds(runs: Sequence[Run], text_length: int, place: int) -> tuple[int, int]:
    """The characters of the source that the one at a place of the text comes from."""
    number = bisect_right(runs, place, key=lambda run: run.start) - 1
    run = runs[number]
    end = runs[number + 1].start if number + 1 < len(runs) else text_length
    if end - run.start != run.source_end - run.source_start:
        return run.source_start, run.source_end
    first = run.source_start + place - run.start
    return first, first + 1


def _is_true(source: str, text: str) -> bool:
    if not source or text == source or text in _GAPS:
        return bool(source)
    return _REFERENCE.fullmatch(source) is not None and unescape(source) == text
