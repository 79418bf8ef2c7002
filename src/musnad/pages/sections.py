"""Menus: lines that are made of names of sections, spaced, divided by marks, or glued together."""

import re

from musnad.lexicon import Lexicon
from musnad.pages.lines import Line, forms
from musnad.pages.phrases import Phrases

_GLUED_LETTERS = 120
_GLUED_FROM, _GLUED_TO = 8, 60
_GLUED_SHARE = 0.6
_LISTED_SHARE = 0.75
_LISTED = 3
_PART_WORDS = 3
_HEAD = 2
_DIVIDERS = "/\\|»›>←•·"
_DIVIDED = re.compile(f"[{re.escape(_DIVIDERS)}]")
_DASHES = "-–—:"


class Sections:
    """Knows the names of sections of one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        rows = [(row["name"], row) for row in lexicon["pages/sections"]]
        self._phrases = Phrases(rows)
        self._glued: dict[str, list[str]] = {}
        for name in sorted({"".join(forms(name)) for name, _ in rows}):
            self._glued.setdefault(name[:_HEAD], []).append(name)

    def listed(self, line: Line) -> bool:
        """Whether the line is a menu, a path of sections such as «الرئيسية / العالم», or section names glued together."""
        if line.stopped or len(line.text) > _GLUED_LETTERS:
            return False
        return self._is_path(line) or self._is_menu(line) or self._is_glued(line)

    def labels(self, line: Line) -> bool:
        """Whether a line above a title names a section, alone or beside the outlet: «مقالات», «المرصد | العالم»."""
        parts = _parts(line.text, _DIVIDERS + _DASHES)
        return any(self.names(part) for part in parts) and all(len(part) <= _PART_WORDS for part in parts)

    def _is_menu(self, line: Line) -> bool:
        if len(line.forms) < _LISTED:
            return False
        hits = list(self._phrases.within(line.forms))
        covered = sum(hit.last - hit.first for hit in hits)
        return len(hits) >= _LISTED and covered >= _LISTED_SHARE * len(line.forms)

    def _is_path(self, line: Line) -> bool:
        if _DIVIDED.search(line.text) is None:
            return False
        parts = _parts(line.text, _DIVIDERS)
        named = sum(map(self.names, parts))
        return len(parts) > 1 and named > 1 and all(len(part) <= _PART_WORDS for part in parts)

    def names(self, words: tuple[str, ...]) -> bool:
        """Whether words are, as a whole, the name of a section."""
        hit = self._phrases.at(words, 0)
        return hit is not None and hit.last == len(words)

    def _is_glued(self, line: Line) -> bool:
        """Whether a word is several section names written as one, most of the line's letters in all."""
        if not any(_GLUED_FROM <= len(form) <= _GLUED_TO for form in line.forms):
            return False
        covered = [self._covered(form) for form in line.forms if len(form) <= _GLUED_TO]
        letters = sum(map(len, line.forms))
        return max((number for number, _ in covered), default=0) > 1 and (
            sum(length for _, length in covered) >= _GLUED_SHARE * letters
        )

    def _covered(self, form: str) -> tuple[int, int]:
        """How many section names a word can be cut into, and how many of its letters they take, as many as can be."""
        best = [(0, 0)] * (len(form) + 1)
        for start in range(len(form)):
            length, number = best[start]
            best[start + 1] = max(best[start + 1], best[start])
            for name in self._glued.get(form[start : start + _HEAD], ()):
                if form.startswith(name, start):
                    end = start + len(name)
                    best[end] = max(best[end], (length + len(name), number - 1))
        length, number = best[-1]
        return -number, length


def _parts(text: str, dividers: str) -> list[tuple[str, ...]]:
    for mark in dividers[1:]:
        text = text.replace(mark, dividers[0])
    return [words for part in text.split(dividers[0]) if (words := forms(part))]
