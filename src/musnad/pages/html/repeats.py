"""Lines that stand in a row of like ones: teasers of other articles, readers' comments, replies in a thread.

No name in the markup is needed: links, lengths and the same labels over and over give them away.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

_TURNS = 3
_TEASER = 350
_CARD, _NEXT_CARD, _CARD_CHARS = 0.2, 0.08, 500
_LINKED = 0.5
_PROSE = 60
_MARKER = 25
_LABEL, _LABELS = 30, 2
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Seen:
    """A line as it is judged here: its text, how many of its characters are links, whether it is still in the article."""

    text: str
    linked: int
    open: bool
    weight: float

    @property
    def is_link(self) -> bool:
        """Whether most of it is a link."""
        return self.linked > _LINKED * len(self.text)

    @property
    def is_prose(self) -> bool:
        """Whether it reads as a paragraph of the article, or of whoever else may speak here."""
        return self.open and self.weight > 0 and len(self.text) >= _PROSE


def repeats(lines: Sequence[Seen]) -> set[int]:
    """The lines, by number, that are furniture for what they repeat; in time that grows with their number only."""
    prose = [0, *accumulate(len(line.text) if line.is_prose else 0 for line in lines)]
    return {*_teasers(lines, prose), *_cards(lines), *_comments(lines, prose), *_replies(lines)}


def _teasers(lines: Sequence[Seen], prose: Sequence[int]) -> Iterator[int]:
    """Links and short lines by turns, three times at least; and what follows, if that is less prose than stood before."""
    run: list[int] = []
    for number in range(len(lines) + 1):
        line = lines[number] if number < len(lines) else None
        if line and len(line.text) < _TEASER and line.is_link != (bool(run) and lines[run[-1]].is_link):
            run.append(number)
            continue
        if len(run) >= 2 * _TURNS:
            yield from run
            if prose[run[0]] > prose[-1] - prose[number]:
                yield from range(number, len(lines))
                return
        run = [number] if line and line.is_link else []


def _cards(lines: Sequence[Seen]) -> Iterator[int]:
    """Lines one behind another of which a good part is a link each: titles with their teasers."""
    run: list[int] = []
    for number, line in enumerate(lines):
        least = (_NEXT_CARD if run else _CARD) * len(line.text)
        if line.open and line.linked >= least and len(line.text) <= _CARD_CHARS:
            run.append(number)
            continue
        yield from run if len(run) > 1 else ()
        run = []
    yield from run if len(run) > 1 else ()


def _comments(lines: Sequence[Seen], prose: Sequence[int]) -> Iterator[int]:
    """Comments under an article: each followed by the same marker («like», «reply»), three times at least."""
    markers: dict[str, list[int]] = {}
    for number, line in enumerate(lines):
        if not line.open and len(line.text) <= _MARKER:
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
        label, colon, value = line.text.partition(":")
        if line.open and colon and len(label) <= _LABEL and len(value) <= _LABEL:
            labels.setdefault(label, []).append(number)
    repeated = [places for places in labels.values() if len(places) >= _TURNS]
    if len(repeated) >= _LABELS:
        second = min(places[1] for places in repeated)
        told = next((n for n in range(second - 1, -1, -1) if lines[n].is_prose), None)
        if told is not None:
            yield from range(told + 1, len(lines))
