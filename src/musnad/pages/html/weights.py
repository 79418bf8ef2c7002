"""Which element of an HTML page holds the article: by how much connected prose stands in it, and where its title is.

Only characters and links are counted, so that no language and no site is favoured. After the idea of text density in
Kohlschütter, Fankhauser and Nejdl, "Boilerplate detection using shallow text features" (WSDM 2010).
"""

from collections import Counter
from collections.abc import Sequence

from musnad.model import Element, Layout, LayoutLine

_SHORT = 30
_LONG = 400
_LINKED = 0.5
_CARD_CHARS = 600
_CARD_LINKED = 0.2
_CARDS = 3
_CARD_SHARE = 0.7
_DESCENT = 0.6
_BODY_SHARE = 0.5
_AFTER_TITLE = 0.3
_HOME_SHARE = 0.7
_LEFT = 0.25
_PARAGRAPHS = frozenset({"p", "li", "ul", "ol", "blockquote", "h2", "h3", "h4", "h5", "h6", "span", "figure"})
_CARD_TAGS = frozenset({"li", "div", "article", "section", "td", "tr", "dl", "dd"})


class Weights:
    """Sums over the elements of a layout: characters, linked characters, prose."""

    def __init__(self, layout: Layout, length: int) -> None:
        self.elements = layout.elements
        self.starts = [line.start for line in layout.lines]
        self.prose = [
            _prose(end - line.start, line.linked) for line, end in zip(layout.lines, _ends(layout, length), strict=True)
        ]
        self.lines = layout.lines
        self.chars = [0] * len(self.elements)
        self.linked = [0] * len(self.elements)
        for line, end in zip(layout.lines, _ends(layout, length), strict=True):
            if line.element >= 0:
                self.chars[line.element] += end - line.start
                self.linked[line.element] += line.linked
        self.sums = _by_element(self.elements, self.lines, self.prose)
        _sum_up(self.elements, self.chars)
        _sum_up(self.elements, self.linked)

    def cards(self) -> set[int]:
        """Elements that stand in a row of like ones, each short and partly a link: lists and teasers of other articles."""
        rows: Counter[tuple[int, str, str]] = Counter()
        cards: Counter[tuple[int, str, str]] = Counter()
        for number, element in enumerate(self.elements):
            if element.tag in _CARD_TAGS:
                row = (element.parent, element.tag, element.names)
                rows[row] += 1
                cards[row] += self._is_card(number)
        found = {row for row, count in cards.items() if count >= _CARDS and count >= _CARD_SHARE * rows[row]}
        return {n for n, e in enumerate(self.elements) if (e.parent, e.tag, e.names) in found}

    def _home(self, prose: Sequence[float], sums: Sequence[float], holder: int) -> int:
        """The element whose own paragraphs hold most of what the holder holds, if one does; else the holder."""
        home, weight = self._homes(prose)
        return home if home >= 0 and weight >= _HOME_SHARE * sums[holder] else holder

    def spared(self, excluded: Sequence[bool]) -> set[int]:
        """Elements that cannot be furniture, as next to nothing would be left: those around the most paragraphs."""
        left = sum(
            weight
            for line, weight in zip(self.lines, self.prose, strict=True)
            if line.element < 0 or not excluded[line.element]
        )
        number, around = self._homes(self.prose)[0], set[int]()
        while left < _LEFT * sum(self.prose) and number >= 0:
            around.add(number)
            number = self.elements[number].parent
        return around

    def _homes(self, prose: Sequence[float]) -> tuple[int, float]:
        """The element whose own paragraphs weigh most, and what they weigh."""
        homes: Counter[int] = Counter()
        for line, weight in zip(self.lines, prose, strict=True):
            number = line.element
            while number >= 0 and self.elements[number].tag in _PARAGRAPHS:
                number = self.elements[number].parent
            homes[number] += weight  # type: ignore[assignment]
        return max(homes.items(), key=lambda item: item[1], default=(-1, 0.0))

    def _is_card(self, number: int) -> bool:
        chars, linked = self.chars[number], self.linked[number]
        return 0 < chars < _CARD_CHARS and linked >= _CARD_LINKED * chars

    def holder(self, excluded: Sequence[bool], bodies: Sequence[bool], title: int) -> tuple[int, int] | None:
        """The place in the text of the element that holds the article, or of the page; None where there is no prose.

        `title` is the start of the title's line, -1 where there is none: what stands before it counts only where little
        follows it.
        """
        prose = [
            0.0 if line.element >= 0 and excluded[line.element] else weight
            for line, weight in zip(self.lines, self.prose, strict=True)
        ]
        after = sum(weight for line, weight in zip(self.lines, prose, strict=True) if line.start > title)
        if not after:
            return None
        if after >= _AFTER_TITLE * sum(prose):
            prose = [weight if line.start > title else 0.0 for line, weight in zip(self.lines, prose, strict=True)]
        sums = _by_element(self.elements, self.lines, prose)
        number = _descend(self.elements, sums)
        if number < 0:
            return 0, 1 << 62
        number = self._home(prose, sums, _body(self.elements, sums, bodies, number))
        return self.elements[number].start, self.elements[number].end


def _ends(layout: Layout, length: int) -> list[int]:
    return [line.start for line in layout.lines[1:]] + [length] * bool(layout.lines)


def _prose(chars: int, linked: int) -> float:
    """How much a line weighs: longer lines weigh more than their length, links and short lines nothing."""
    plain = chars - linked
    if plain < _SHORT or linked > _LINKED * chars:
        return 0.0
    return plain * min(plain, _LONG) / _LONG


def _by_element(elements: Sequence[Element], lines: Sequence[LayoutLine], weights: Sequence[float]) -> list[float]:
    """What the lines in each element, and in all inside it, weigh."""
    sums = [0.0] * len(elements)
    for line, weight in zip(lines, weights, strict=True):
        if line.element >= 0:
            sums[line.element] += weight
    _sum_up(elements, sums)
    return sums


def _sum_up(elements: Sequence[Element], sums: "list[int] | list[float]") -> None:
    """Add to each element what its children hold; children come after their parents."""
    for number in range(len(elements) - 1, -1, -1):
        parent = elements[number].parent
        if parent >= 0:
            sums[parent] += sums[number]  # type: ignore[assignment]


def _descend(elements: Sequence[Element], sums: Sequence[float]) -> int:
    """From the page itself (-1) to the innermost element that still holds most of what its parent holds."""
    best: dict[int, int] = {}
    for number, element in enumerate(elements):
        if sums[number] > (sums[best[element.parent]] if element.parent in best else 0.0):
            best[element.parent] = number
    number, held = -1, sum(sums[n] for n, element in enumerate(elements) if element.parent < 0)
    while number in best:
        child = best[number]
        if sums[child] < _DESCENT * held or elements[child].tag == "p":
            break
        number, held = child, sums[child]
    return number


def _body(elements: Sequence[Element], sums: Sequence[float], bodies: Sequence[bool], holder: int) -> int:
    """The element inside or around the holder that calls itself the article's body, if it holds most of the prose."""
    named = [n for n, body in enumerate(bodies) if body and sums[n] >= _BODY_SHARE * sums[holder]]
    return min(named, key=lambda n: sums[n], default=holder)
