"""Which stretches stand between quotation marks, whatever marks a paper uses.

Angle marks pair by their shape; “ ” „ and " pair by turns, as papers mix them up, but one that clearly leans on the word
before it opens nothing. Only a quotation in angle marks may go on in the next paragraphs, to the mark that closes it; one
that is never closed ends with its sentence.
"""

from dataclasses import dataclass

from musnad.claims.view import View

_ANGLES_OPEN, _ANGLES_CLOSE, _TURNS = "«", "»", '"“”„‟″'

_FARTHEST = 2000
"""Characters from the mark that opens a quotation to a paragraph that goes on with it, at most."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation: the token of the opening mark, and the one of the closing mark (or the end of its sentence)."""

    first: int
    last: int

    @property
    def size(self) -> int:
        """How many tokens stand inside."""
        return self.last - self.first - 1


class Quotes:
    """The quotations of one document."""

    def __init__(self, view: View) -> None:
        self.opening: dict[int, Quote] = {}
        self.closing: dict[int, Quote] = {}
        self.inside: dict[int, Quote] = {}
        self._view = view
        opened: dict[str, int] = {}
        for first, last in _paragraphs(view):
            opened = self._pair(first, last, self._still_open(opened, first, last))
        for i in opened.values():
            self._end_unclosed(i)

    def _still_open(self, opened: dict[str, int], first: int, last: int) -> dict[str, int]:
        """What a paragraph goes on with: an angle mark left open before it, where it closes one that it did not open."""
        angle, marks = opened.pop("angle", None), (self._view.text(i) for i in range(first, last))
        for i in opened.values():
            self._end_unclosed(i)
        if angle is None:
            return {}
        near = self._view.tokens[first].span.start - self._view.tokens[angle].span.start <= _FARTHEST
        if near and next((mark for mark in marks if mark in (_ANGLES_OPEN, _ANGLES_CLOSE)), "") == _ANGLES_CLOSE:
            return {"angle": angle}
        self._end_unclosed(angle)
        return {}

    def _pair(self, first: int, last: int, opened: dict[str, int]) -> dict[str, int]:
        """Pair the marks of a paragraph; gives those that it leaves open."""
        for i in range(first, last):
            if self._view.tokens[i].kind != "mark":
                continue
            mark = self._view.text(i)
            if mark == _ANGLES_OPEN:
                self._end_unclosed(opened.pop("angle", None))
                opened["angle"] = i
            elif mark == _ANGLES_CLOSE and "angle" in opened:
                self._note(opened.pop("angle"), i)
            elif mark in _TURNS:
                self._turn(opened, mark, i)
        return opened

    def _turn(self, opened: dict[str, int], mark: str, i: int) -> None:
        if mark == "“" and "turn" in opened and self._view.text(opened["turn"]) == "“":
            self._end_unclosed(opened.pop("turn"))
        if "turn" in opened:
            self._note(opened.pop("turn"), i)
        elif not self._leans_back(i):
            opened["turn"] = i

    def _leans_back(self, i: int) -> bool:
        """Whether a mark stands right behind a word and apart from the next, so that it closes what nobody opened."""
        text, span = self._view.document.text, self._view.tokens[i].span
        return text[span.start - 1 : span.start].isalnum() and text[span.end : span.end + 1].isspace()

    def _end_unclosed(self, i: int | None) -> None:
        if i is not None:
            self.opening[i] = Quote(i, self._view.sentence_of[i].last)

    def _note(self, first: int, last: int) -> None:
        quote = self.opening[first] = self.closing[last] = Quote(first, last)
        for i in range(first + 1, last):
            self.inside.setdefault(i, quote)


def _paragraphs(view: View) -> list[tuple[int, int]]:
    """Stretches of tokens that no line end breaks."""
    found: list[tuple[int, int]] = []
    text = view.document.text
    first = 0
    for previous, sentence in zip(view.document.sentences, view.document.sentences[1:], strict=False):
        if (
            "\n" in text[previous.span.end : sentence.span.start]
            or "\r" in text[previous.span.end : sentence.span.start]
        ):
            found.append((first, sentence.first))
            first = sentence.first
    found.append((first, len(view.tokens)))
    return found
