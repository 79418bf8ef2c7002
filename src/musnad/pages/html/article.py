"""Which lines of an HTML page are its article: title, body, captions, bylines, datelines, embedded posts, and the rest."""

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from musnad.lexicon import Lexicon
from musnad.model import Element, Layout, Page, Passage, Span, ZoneKind
from musnad.pages.html.elements import OWN, TAGS, Holdings
from musnad.pages.html.repeats import repeats, seen
from musnad.pages.html.weights import Weights
from musnad.pages.lines import Line, forms, same_title

_TITLE = 250
_TITLE_PART = 0.5
_TITLE_LEAST = 8
_RANKS = {"h1": 0, "title": 1, "h2": 2, "h3": 3}
_NO_RANK = len(_RANKS)
_SUBHEADS = frozenset({"h2", "h3", "h4", "h5"})
_PLATFORM = frozenset({"", "share", "related", "post"})
_INSIDE = frozenset({"a", "span", "div", "p", "time", "cite"})
_NOT_ALWAYS = frozenset({"head", "ad", "tools", "share", "hidden", "tags", "about", "form", "ticker"})
"""Names that stand on whole pages too, so that they say nothing where most of the prose is inside."""
_MOST = 0.6
_LINKED = 0.5
_MENU = 0.7
_TEASER = 350
_LEAST_TITLE = 7
_PROSE = 60
_PARAGRAPH = 120
_ALL = 0.8
_LABELLED = 0.9
_SHORT = 90
_BESIDE = 40
_ABOVE = 3
_OVER = 6
_BELOW = 2
_EMBEDDED = {"post": "post", "entry": "entry"}


@dataclass(frozen=True, slots=True)
class Framed:
    """What the layout says: the zone of lines by number, the title's line, embedded posts and entries.

    A line without a zone is for the rules on text to judge; a line in `doubtful` is furniture unless they know better.
    """

    kinds: dict[int, ZoneKind]
    doubtful: frozenset[int] = frozenset()
    title: int | None = None
    passages: tuple[Passage, ...] = ()

    def of(self, kept: Sequence[int]) -> "Framed":
        """The same of some of the lines only, by their numbers among these."""
        number = {place: n for n, place in enumerate(kept)}
        kinds = {number[place]: kind for place, kind in self.kinds.items() if place in number}
        doubtful = frozenset(number[place] for place in self.doubtful if place in number)
        return Framed(kinds, doubtful, None if self.title is None else number[self.title], self.passages)


class Framer:
    """Frames the article of an HTML page by its layout and the tables of one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._holdings = Holdings(lexicon)

    def frame(self, page: Page, layout: Layout, lines: Sequence[Line], titles: Sequence[str]) -> Framed:
        """The zones of a page's lines; `titles` are those that the source states, the best first."""
        return _Frame(page.text, layout, lines, self._holdings.of(layout.elements)).framed(titles)


class _Frame:
    """One page under way."""

    def __init__(self, text: str, layout: Layout, lines: Sequence[Line], holds: list[str]) -> None:
        self.text = text
        self.elements = layout.elements
        self.lines = lines
        self.holds = holds
        self.weights = Weights(layout, len(text))
        self.parents = self.weights.parents
        self.total = sum(self.weights.prose)
        self.named = self.weights.cards() | {n for n, held in enumerate(holds) if held and held not in OWN}
        self.ranks = _ranks(self.elements, holds)
        self.posts = self._posts() if "post" in holds else set()
        starts = self.weights.starts
        of_line = [max(0, bisect_right(starts, line.start) - 1) for line in lines]
        self.element = [layout.lines[place].element for place in of_line]
        self.linked = [layout.lines[place].linked for place in of_line]
        self.prose = [self.weights.prose[place] for place in of_line]

    def framed(self, titles: Sequence[str]) -> Framed:
        """The zones of the page's lines."""
        if not self.weights.starts:
            return Framed({})
        excluded = self._excluded(-1)
        title = self._title(titles, excluded)
        start = self.lines[title].start if title is not None else -1
        spared = self.weights.spared(excluded)
        if title is not None or spared:
            excluded = self._excluded(start, spared)
        bodies = [holds == "body" for holds in self.holds]
        holder = self.weights.holder(excluded, bodies, start)
        title = self._over(holder, excluded) if title is None and holder else title
        kinds, doubtful = self._kinds(title, holder, excluded)
        return Framed(kinds, frozenset(doubtful), title, tuple(self._passages(kinds)))

    def _excluded(self, title: int, spared: Collection[int] = ()) -> list[bool]:
        """Which elements are furniture, by their own names, by being one of a row of cards, or by what they stand in."""
        excluded: list[bool] = []
        own = {number for number in self.named if number not in spared and self._is_furniture(number, title)}
        for number, parent in enumerate(self.parents):
            excluded.append(number in own or (parent >= 0 and excluded[parent]))
        return excluded

    def _is_furniture(self, number: int, title: int) -> bool:
        """Whether an element that is named like furniture, or one of the cards, is that."""
        element = self.elements[number]
        if number in self.posts or element.start <= title < element.end:
            return False
        if self.holds[number] not in _NOT_ALWAYS:
            return True
        return self.weights.sums[number] < _MOST * self.total

    def _posts(self) -> set[int]:
        """Embedded posts, what is inside them, and what holds nothing beside one: their names are those of platforms."""
        posts: set[int] = set()
        for number, element in enumerate(self.elements):
            if self.holds[number] == "post" or element.parent in posts:
                posts.add(number)
        for number in sorted(posts):
            outer = self.elements[number].parent
            while outer >= 0 and self._is_frame(number, outer):
                posts.add(outer)
                outer = self.elements[outer].parent
        return posts

    def _is_frame(self, post: int, outer: int) -> bool:
        """Whether an element holds a post and nothing else, and has no name but those that platforms give."""
        alone = self.weights.chars[post] >= _ALL * self.weights.chars[outer]
        return alone and self.holds[outer] in _PLATFORM and self.elements[outer].tag not in TAGS

    def _title(self, titles: Sequence[str], excluded: Sequence[bool]) -> int | None:
        """The line of the title: a heading that says what the source states as its title, else the first heading."""
        short = [n for n, line in enumerate(self.lines) if _TITLE_LEAST <= len(line.text) <= _TITLE]
        halves = [(title, _TITLE_PART * len(title)) for title in titles]
        least = min((half for _, half in halves), default=0)
        long = [(n, text) for n in short if len(text := self.lines[n].text) >= least]
        # A line that is a stated title, or most of one that goes on with the outlet's name.
        said = [n for title, half in halves for n, text in long if len(text) >= half and text in title]
        headings = [n for n in short if self._rank(n) < _NO_RANK]
        wanted = [words for title in titles if (words := forms(title))]
        said += [n for n in headings[:_TITLE] if any(same_title(self.lines[n].forms, words) for words in wanted)]
        if said:
            return min(said, key=lambda n: (self._is_excluded(n, excluded), self._rank(n), n))
        first = [n for n in headings if self._rank(n) < 2 and not self._is_excluded(n, excluded)]
        return min(first, key=lambda n: (self._is_link(n), self._rank(n), n), default=None)

    def _over(self, holder: tuple[int, int], excluded: Sequence[bool]) -> int | None:
        """Where nothing says what the title is: the longest plain line among the last few over the first paragraph."""
        inner = (n for n, line in enumerate(self.lines) if holder[0] <= line.start < holder[1])
        long = (n for n in inner if len(self.lines[n].text) >= _PARAGRAPH and self._is_prose(n))
        first = next((n for n in long if not self._is_excluded(n, excluded)), 0)
        over = [
            n for n in range(max(0, first - _OVER), first) if not (self._is_link(n) or self._is_excluded(n, excluded))
        ]
        fit = [n for n in over if _TITLE_LEAST < len(self.lines[n].text) <= _TITLE and not self.lines[n].stopped]
        full = next((n for n in fit if len(self.lines[n].forms) >= _LEAST_TITLE), None)
        return full if full is not None else max(fit, key=lambda n: len(self.lines[n].forms), default=None)

    def _rank(self, line: int) -> int:
        """How surely a line is a title by its elements, best first."""
        number = self.element[line]
        return self.ranks[number] if number >= 0 else _NO_RANK

    def _kinds(
        self, title: int | None, holder: tuple[int, int] | None, excluded: Sequence[bool]
    ) -> tuple[dict[int, ZoneKind], set[int]]:
        first, last = holder or (0, 1 << 62)
        inner = [n for n, line in enumerate(self.lines) if first <= line.start < last] or [0]
        opening = min(inner[0], title) if title is not None else inner[0]
        near = range(max(0, opening - _ABOVE), inner[-1] + _BELOW + 1)
        kinds: dict[int, ZoneKind] = dict.fromkeys(range(len(self.lines)), "furniture")
        kinds |= {n: self._kind(n, excluded) or "body" for n in near if n in kinds}
        shown = [
            seen(line.text, linked, weight, still=kind == "body")
            for line, linked, weight, kind in zip(self.lines, self.linked, self.prose, kinds.values(), strict=True)
        ]
        kinds |= dict.fromkeys(repeats(shown), "furniture")
        plain = [n for n, kind in kinds.items() if kind == "body" and n != title]
        prose = [n for n in plain if n in range(inner[0], inner[-1] + 1) and self._is_prose(n) and n > (title or -1)]
        sure = range(prose[0], prose[-1] + 1) if prose else range(0)
        doubtful = {
            n
            for n in plain
            if n < (title or 0)
            or n > inner[-1]
            or (n not in sure and len(self.lines[n].text) < _BESIDE and not self._is_told(n))
        }
        for number in plain:
            del kinds[number]
        return kinds if title is None else {**kinds, title: "title"}, doubtful

    def _is_told(self, line: int) -> bool:
        """Whether a short line is a lead or a heading of the article by its element."""
        number = self.element[line]
        return number >= 0 and (self.elements[number].tag in _SUBHEADS or self._holds(line) == "lead")

    def _is_prose(self, line: int) -> bool:
        return self.prose[line] > 0 and len(self.lines[line].text) >= _PROSE

    def _is_link(self, line: int) -> bool:
        return self.linked[line] > _LINKED * len(self.lines[line].text)

    def _kind(self, number: int, excluded: Sequence[bool]) -> ZoneKind | None:
        """The zone of a line near the article by its elements and links; nothing where the words must decide."""
        if self._is_excluded(number, excluded):
            return "furniture"
        line, holds = self.lines[number], self._holds(number)
        if holds == "caption":
            return "caption"
        if holds in {"byline", "date"} and len(line.text) <= _SHORT and self.element[number] not in self.posts:
            return "dateline" if holds == "date" or any(map(str.isdigit, line.text)) else "byline"
        linked = self.linked[number]
        label = linked < _LABELLED * len(line.text) and len(line.text) < _BESIDE and ":" in line.text
        if holds == "post" or label:
            return None
        if linked > _MENU * len(line.text) or (self._is_link(number) and len(line.text) <= _TEASER):
            return "furniture"
        return None

    def _holds(self, line: int) -> str:
        """What of its own the innermost element around a line that says so holds."""
        number = self.element[line]
        for _ in range(4):
            if number < 0:
                break
            if self.holds[number] in OWN:
                return self.holds[number]
            number = self.parents[number]
        return ""

    def _is_excluded(self, line: int, excluded: Sequence[bool]) -> bool:
        number = self.element[line]
        return number >= 0 and excluded[number]

    def _passages(self, kinds: dict[int, ZoneKind]) -> Iterator[Passage]:
        """The embedded posts and live entries that are part of the article."""
        if not any(kind in _EMBEDDED for kind in self.holds):
            return
        shown = [line.start for n, line in enumerate(self.lines) if kinds.get(n) != "furniture"]
        covered = -1
        for number, element in enumerate(self.elements):
            kind = _EMBEDDED.get(self.holds[number])
            place = bisect_right(shown, element.start)
            if kind is None or element.start < covered or place >= len(shown) or shown[place] >= element.end:
                continue
            covered = element.end
            span = _trimmed(self.text, element.start, element.end)
            if kind == "post":
                yield Passage(span, "post", self._signature(number, span))
            else:
                yield Passage(span, "entry", time=self._inner(number, "date"))

    def _signature(self, post: int, span: Span) -> Span | None:
        """The author of a post: what its elements call so, else what stands between its last dash and the handle."""
        if author := self._inner(post, "byline"):
            return author
        dash = max(self.text.rfind(mark, span.start, span.end) for mark in "—–")
        if dash < 0:
            return None
        ends = [at for at in (self.text.find("(@", dash, span.end), self.text.find("\n", dash, span.end)) if at >= 0]
        return _trimmed(self.text, dash + 1, min(ends, default=span.end))

    def _inner(self, outer: int, holds: str) -> Span | None:
        """The first element inside another that holds something."""
        end = self.elements[outer].end
        for number in range(outer + 1, len(self.elements)):
            element = self.elements[number]
            if element.start >= end:
                return None
            if self.holds[number] == holds and element.end <= end:
                return _trimmed(self.text, element.start, element.end)
        return None


def _ranks(elements: Sequence[Element], holds: Sequence[str]) -> list[int]:
    """How surely each element is a title, by itself or as a part of the one that it stands in, best first."""
    ranks: list[int] = []
    for element, held in zip(elements, holds, strict=True):
        own = min(_RANKS.get(element.tag, _NO_RANK), _RANKS.get(held, _NO_RANK))
        if own == _NO_RANK and element.parent >= 0 and element.tag in _INSIDE:
            own = ranks[element.parent]
        ranks.append(own)
    return ranks


def _trimmed(text: str, start: int, end: int) -> Span:
    stretch = text[start:end]
    first = start + len(stretch) - len(stretch.lstrip())
    return Span(first, first + len(stretch.strip()))
