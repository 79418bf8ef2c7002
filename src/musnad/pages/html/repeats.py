"""Lines that stand in a row of like ones: teasers of other articles, readers' comments, replies in a thread.

No name in the markup is needed: links, lengths and the same labels over and over give them away.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

_TURNS = 3
_TEASER = 350
_CARD, _NEXT_CARD, _CARD_CHARS = 0.2, 0.08, 500
_LINKED = 0.5
_PROSE = 60
_MARKER = 25
_LABEL, _LABELS = 30, 2
_DIGITS = re.compile(r"\d+")


class Seen(NamedTuple):
    """A line as it is judged here.

    Attributes:
        text: its characters.
        length: how many they are.
        linked: how many of them are links.
        open: whether it is still in the article.
        is_link: whether most of it is a link.
        is_prose: whether it reads as a paragraph of the article, or of whoever else may speak here.
    """

    text: str
    length: int
    linked: int
    open: bool
    is_link: bool
    is_prose: bool


def seen(text: str, linked: int, weight: float, *, still: bool) -> Seen:
    """A line that is `still` in the article or not, and what its prose weighs."""
    length = len(text)
    return Seen(text, length, linked, still, linked > _LINKED * length, still and weight > 0 and length >= _PROSE)


def repeats(lines: Sequence[Seen]) -> set[int]:
    """The lines, by number, that are furniture for what they repeat; in time that grows with their number only."""
    prose = [0, *accumulate([line.length if line.is_prose else 0 for line in lines])]
    return {*_teasers(lines, prose), *_cards(lines), *_comments(lines, prose), *_replies(lines)}


def _teasers(lines: Sequence[Seen], prose: Sequence[int]) -> Iterator[int]:
    """Links and short lines by turns, three times at least; and what follows, if that is less prose than stood before."""
    run: list[int] = []
    linked = False
    for number in range(len(lines) + 1):
        line = lines[number] if number < len(lines) else None
        if line and line.is_link != linked and line.length < _TEASER:
            run.append(number)
            linked = line.is_link
            continue
        if len(run) >= 2 * _TURNS:
            yield from run
            if prose[run[0]] > prose[-1] - prose[number]:
                yield from range(number, len(lines))
                return
        linked = line is not None and line.is_link
        run = [number] if linked else []


def _cards(lines: Sequence[Seen]) -> Iterator[int]:
    """Lines one behind another of which a good part is a link each: titles with their teasers."""
    run: list[int] = []
    for number, line in enumerate(lines):
        if line.open and line.length <= _CARD_CHARS and line.linked >= (_NEXT_CARD if run else _CARD) * line.length:
            run.append(number)
            continue
        yield from run if len(run) > 1 else ()
        run = []
    yield from run if len(run) > 1 else ()


def _comments(lines: Sequence[Seen], prose: Sequence[int]) -> Iterator[int]:
    """Comments under an article: each followed by the same marker («like», «reply»), three times at least."""
    markers: dict[str, list[int]] = {}
    for number, line in enumerate(lines):
        if not line.open and line.length <= _MARKER:
            markers.setdefault(_DIGITS.sub("", line.text), []).append(number)
    for places in markers.values():
        if len(places) < _TURNS or not all(place and lines[place - 1].is_prose for place in places):
            continue
        first, last = places[0] - 1, places[-1]
        if prose[first] > prose[last] - prose[first]:
            named = first > 0 and not lines[first - 1].is_prose
            yield from range(first - named, last)


def _replies(lines: Sequence[Seen]) -> Iterator[int]:
    """What follows the first post of a thread: posts whose authors are described under the same labels each time."""
    labels: dict[str, list[int]] = {}
    for number, line in enumerate(lines):
        if not line.open or line.length > 2 * _LABEL + 1 or ":" not in line.text:
            continue
        label, _, value = line.text.partition(":")
        if len(label) <= _LABEL and len(value) <= _LABEL:
            labels.setdefault(label, []).append(number)
    repeated = [places for places in labels.values() if len(places) >= _TURNS]
    if len(repeated) >= _LABELS:
        second = min(places[1] for places in repeated)
        told = next((n for n in range(second - 1, -1, -1) if lines[n].is_prose), None)
        if told is not None:
            yield from range(told + 1, len(lines))
