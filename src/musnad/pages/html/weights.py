"""Which element of an HTML page holds the article: by how much connected prose stands in it, and where its title is.

Only characters and links are counted, so that no language and no site is favoured. After the idea of text density in
Kohlschütter, Fankhauser and Nejdl, "Boilerplate detection using shallow text features" (WSDM 2010).
"""

from collections.abc import Sequence

from musnad.model import Element, Layout

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
    """Sums over the elements of a layout: characters, linked characters, prose. One list a quantity, for speed."""

    def __init__(self, layout: Layout, length: int) -> None:
        self.elements = layout.elements
        self.parents = [element.parent for element in layout.elements]
        self.home: list[int] = []
        for number, (parent, tag, _, _, _) in enumerate(layout.elements):
            inside = self.home[parent] if parent >= 0 else -1
            self.home.append(inside if tag in _PARAGRAPHS else number)
        self.starts = [line.start for line in layout.lines]
        self.holding = [line.element for line in layout.lines]
        lengths = [end - start for start, end in zip(self.starts, [*self.starts[1:], length], strict=False)]
        links = [line.linked for line in layout.lines]
        self.prose = list(map(_prose, lengths, links))
        self.chars = self._summed(lengths)
        self.linked = self._summed(links)
        self.sums = self._summed(self.prose)

    def cards(self) -> set[int]:
        """Elements that stand in a row of like ones, each short and partly a link: lists and teasers of other articles."""
        rows: dict[tuple[int, str, str], list[int]] = {}
        for number, (parent, tag, names, _, _) in enumerate(self.elements):
            if tag in _CARD_TAGS:
                rows.setdefault((parent, tag, names), []).append(number)
        found: set[int] = set()
        for row in rows.values():
            count = sum(map(self._is_card, row)) if len(row) >= _CARDS else 0
            if count >= _CARDS and count >= _CARD_SHARE * len(row):
                found.update(row)
        return found

    def _home(self, prose: Sequence[float], sums: Sequence[float], holder: int) -> int:
        """The element whose own paragraphs hold most of what the holder holds, if one does; else the holder."""
        home, weight = self._homes(prose)
        return home if home >= 0 and weight >= _HOME_SHARE * sums[holder] else holder

    def spared(self, excluded: Sequence[bool]) -> set[int]:
        """Elements that cannot be furniture, as next to nothing would be left: those around the most paragraphs."""
        around = set[int]()
        if sum(self._left(excluded)) >= _LEFT * sum(self.prose):
            return around
        number = self._homes(self.prose)[0]
        while number >= 0:
            around.add(number)
            number = self.parents[number]
        return around

    def _left(self, excluded: Sequence[bool]) -> list[float]:
        """What the lines weigh that are not excluded."""
        return [
            0.0 if element >= 0 and excluded[element] else weight
            for element, weight in zip(self.holding, self.prose, strict=True)
        ]

    def _homes(self, prose: Sequence[float]) -> tuple[int, float]:
        """The element whose own paragraphs weigh most, and what they weigh."""
        homes: dict[int, float] = {}
        for number, weight in zip(self.holding, prose, strict=True):
            home = self.home[number] if number >= 0 else -1
            homes[home] = homes.get(home, 0.0) + weight
        return max(homes.items(), key=lambda item: item[1], default=(-1, 0.0))

    def _is_card(self, number: int) -> bool:
        chars, linked = self.chars[number], self.linked[number]
        return 0 < chars < _CARD_CHARS and linked >= _CARD_LINKED * chars

    def holder(self, excluded: Sequence[bool], bodies: Sequence[bool], title: int) -> tuple[int, int] | None:
        """The place in the text of the element that holds the article, or of the page; None where there is no prose.

        `title` is the start of the title's line, -1 where there is none: what stands before it counts only where little
        follows it.
        """
        prose = self._left(excluded)
        behind = [weight if start > title else 0.0 for start, weight in zip(self.starts, prose, strict=True)]
        after = sum(behind)
        if not after:
            return None
        if after >= _AFTER_TITLE * sum(prose):
            prose = behind
        sums = self._summed(prose)
        number = _descend(self.elements, self.parents, sums)
        if number < 0:
            return 0, 1 << 62
        number = self._home(prose, sums, _body(sums, bodies, number))
        return self.elements[number].start, self.elements[number].end

    def _summed(self, values: Sequence[float]) -> list[float]:
        """What the lines in each element, and in all inside it, come to."""
        sums = [0.0] * len(self.parents)
        for number, value in zip(self.holding, values, strict=True):
            if number >= 0:
                sums[number] += value
        # Children come after their parents.
        for number in range(len(sums) - 1, -1, -1):
            parent = self.parents[number]
            if parent >= 0:
                sums[parent] += sums[number]
        return sums


def _prose(chars: int, linked: int) -> float:
    """How much a line weighs: longer lines weigh more than their length, links and short lines nothing."""
    plain = chars - linked
    if plain < _SHORT or linked > _LINKED * chars:
        return 0.0
    return plain * min(plain, _LONG) / _LONG


def _descend(elements: Sequence[Element], parents: Sequence[int], sums: Sequence[float]) -> int:
    """From the page itself (-1) to the innermost element that still holds most of what its parent holds."""
    best: dict[int, int] = {}
    heaviest: dict[int, float] = {}
    for number, parent in enumerate(parents):
        if sums[number] > heaviest.get(parent, 0.0):
            best[parent], heaviest[parent] = number, sums[number]
    number, held = -1, sum(weight for weight, parent in zip(sums, parents, strict=True) if parent < 0)
    while number in best:
        child = best[number]
        if sums[child] < _DESCENT * held or elements[child].tag == "p":
            break
        number, held = child, sums[child]
    return number


def _body(sums: Sequence[float], bodies: Sequence[bool], holder: int) -> int:
    """The element inside or around the holder that calls itself the article's body, if it holds most of the prose."""
    named = [n for n, body in enumerate(bodies) if body and sums[n] >= _BODY_SHARE * sums[holder]]
    return min(named, key=lambda n: sums[n], default=holder)
