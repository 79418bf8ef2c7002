"""Places that an annotation gives by quoting them: half open, in code points of the page's text."""

import re
from collections.abc import Callable, Container, Iterator

from musnad.language.words import ARTICLE, LAM

CLITIC = 2
Place = tuple[int, int]
_PREPOSED = frozenset("بلك")
_letter = re.compile(r"[\u0621-\u064A\u0671-\u06D3\w]").match


def quoted(text: str, quote: str, number: int = 1) -> Place:
    """The place of the number-th occurrence of a quote, as whole words if it occurs so.

    Raises:
        ValueError: it occurs less often.
    """
    places = list(_found(text, quote, lambda start: _begins(text, start)))
    if len(places) < number and quote:
        places = [match.span() for match in re.finditer(re.escape(quote), text)]
    if len(places) < number:
        raise ValueError(f"{quote!r} does not occur {f'{number} times' if places else 'on the page'}")
    return places[number - 1]


def occurrences(text: str, name: str) -> list[Place]:
    """Every whole-word occurrence of a name, behind clitics too (and behind لل, where the article's alif is not written)."""
    places = list(_found(text, name, lambda start: _joined(text, start) or _preposed(text, start, _PREPOSED)))
    if name.startswith(ARTICLE):
        places += _found(text, name[1:], lambda start: _preposed(text, start, LAM))
    return places


def _found(text: str, quote: str, begins: Callable[[int], bool]) -> Iterator[Place]:
    """The occurrences of a quote that begin as they should and do not end inside a word."""
    start = text.find(quote) if quote else -1
    while start >= 0:
        end = start + len(quote)
        good = begins(start) and not _letter(text, end)
        if good:
            yield start, end
        start = text.find(quote, end if good else start + 1)


def _begins(text: str, start: int) -> bool:
    return start == 0 or not _letter(text, start - 1)


def _joined(text: str, start: int) -> bool:
    """Whether a word begins there, or one letter before with a word for «and»."""
    return _begins(text, start) or (start > 0 and text[start - 1] in "وف" and _begins(text, start - 1))


def _preposed(text: str, start: int, letters: Container[str]) -> bool:
    """Whether one of these letters is joined to what stands there, and a word begins with it."""
    return start > 0 and text[start - 1] in letters and _joined(text, start - 1)


def overlap(a: Place, b: Place) -> bool:
    """Whether the two share a code point."""
    return a[0] < b[1] and b[0] < a[1]


def close(a: Place, b: Place) -> bool:
    """Whether the two overlap and both ends agree to within two code points: a clitic may be left in or out."""
    return overlap(a, b) and abs(a[0] - b[0]) <= CLITIC and abs(a[1] - b[1]) <= CLITIC


def shared(a: Place, b: Place) -> float:
    """How much of what either covers both cover, from 0 to 1."""
    both = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    return both / (max(a[1], b[1]) - min(a[0], b[0])) if both else 0.0
