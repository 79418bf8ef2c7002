"""The outlet that a dateline names beside the town: «دمشق – مرسى البحر», «مسقط في 22 أكتوبر / مرسى البحر /»."""

from collections.abc import Iterator, Mapping

from musnad.folding import fold
from musnad.language.words import ARTICLE
from musnad.lexicon import Lexicon
from musnad.mentions.complements import Complements
from musnad.mentions.draft import Draft
from musnad.mentions.sheet import Sheet
from musnad.mentions.vocabulary import Vocabulary
from musnad.model import Document

_SEPARATORS = frozenset("-–—/|:()")
_CLOSING = frozenset("-–—/)")
_STOPS = frozenset(".!؟…")
_LONGEST_LINE = 14
"""Tokens of a line that can be a dateline."""
_LONGEST_NAME = 3

Piece = tuple[int, int]
"""A stretch of tokens: the first, and the one behind the last."""
Kinds = Mapping[int, str]
"""The kind of the name that holds a token."""


class Datelines:
    """Finds names of media that no table knows where a page says from where and from whom it has its report."""

    def __init__(self, lexicon: Lexicon, vocabulary: Vocabulary, extent: Complements) -> None:
        cues = lexicon["names/media_cues"]
        self.credits = frozenset(fold(r["word"]) for r in cues if r["class"] == "credit")
        self.vocabulary = vocabulary
        self.extent = extent

    def find(self, document: Document, sheet: Sheet, named: list[Draft]) -> list[Draft]:
        """New drafts on words that no draft holds yet."""
        kinds = {i: d.kind for d in named for i in range(d.first, d.last)}
        lines = list(self._lines(document, sheet))
        names = (self._in_line(sheet, line, kinds, whole=whole) for line, whole in lines)
        return [self._draft(sheet, name) for name in dict.fromkeys(names) if name is not None]

    def _lines(self, document: Document, sheet: Sheet) -> Iterator[tuple[Piece, bool]]:
        """Datelines and the head of the body, and whether the line is a dateline and nothing else."""
        zones = [zone for zone in document.zones if zone.kind == "dateline"]
        zones += [zone for zone in document.zones if zone.kind == "body"][:1]
        first = 0
        for zone in sorted(zones, key=lambda z: z.span.start):
            while first < len(sheet.tokens) and sheet.tokens[first].span.start < zone.span.start:
                first += 1
            last = first
            while last < min(len(sheet.tokens), first + _LONGEST_LINE) and sheet.tokens[last].span.end <= zone.span.end:
                last += 1
                end = sheet.tokens[last].span.start if last < len(sheet.tokens) else len(document.text)
                if "\n" in document.text[sheet.tokens[last - 1].span.end : end]:
                    break
            whole = zone.kind == "dateline" or (last - first < _LONGEST_LINE and sheet.mark(last - 1) not in _STOPS)
            if first < last:
                yield (first, last), whole

    def _in_line(self, sheet: Sheet, line: Piece, kinds: Kinds, *, whole: bool) -> Piece | None:
        """The outlet that a line names; None where it names none, or is the beginning of a sentence."""
        if any(kinds.get(i) == "MEDIA" for i in range(*line)):
            return None
        if whole and any(self.vocabulary.is_verb(sheet.forms[i]) for i in range(*line) if sheet.forms[i]):
            whole = False
        for piece in self._pieces(sheet, line):
            name = self._name(sheet, piece, kinds)
            placed = any(kinds.get(i) == "GPE" for i in range(line[0], piece[1]))
            if name is None:
                if not all(self._is_setting(sheet, i, kinds) for i in range(*piece)):
                    return None
                continue
            closed = placed and sheet.mark(piece[1]) in _CLOSING
            opens = name[0] == line[0] and sheet.mark(name[1]) in _CLOSING and self._says(sheet, name[1] + 1)
            lone = name[1] == name[0] + 1
            common = self._is_common(sheet, name)
            alone = whole and placed and not (lone and common)
            headed = self._has_head(sheet, name) and (whole or placed)
            named = alone or headed or (closed and (lone or not common)) or (opens and not common)
            return name if named else None
        return None

    def _pieces(self, sheet: Sheet, line: Piece) -> Iterator[Piece]:
        """What stands between the separators of a line."""
        first = line[0]
        for i in range(line[0], line[1] + 1):
            if i == line[1] or sheet.mark(i) in _SEPARATORS:
                if first < i:
                    yield first, i
                first = i + 1

    def _name(self, sheet: Sheet, piece: Piece, kinds: Kinds) -> Piece | None:
        """The words of a piece that are neither place nor date, where they can be an outlet's name."""
        first = next((i for i in range(*piece) if not self._is_setting(sheet, i, kinds)), piece[1])
        words = range(first, next((i for i in range(first + 1, piece[1]) if self._dates(sheet, i)), piece[1]))
        if not words or len(words) > _LONGEST_NAME:
            return None
        if any(i in kinds or not sheet.forms[i] or sheet.verbal[i] for i in words):
            return None
        word = sheet.forms[words[0]]
        titled = word in self.extent.titles or word.removeprefix(ARTICLE) in self.extent.titles
        bare = len(words) == 1 and word in self.credits
        return None if titled or bare or word in self.vocabulary.given else (words[0], words[-1] + 1)

    def _is_common(self, sheet: Sheet, name: Piece) -> bool:
        """Whether the name begins with an everyday word without article, which the tagger takes for no name."""
        word = sheet.forms[name[0]]
        return not (word.startswith(ARTICLE) or sheet.proper[name[0]]) and self.vocabulary.is_everyday(word)

    def _dates(self, sheet: Sheet, i: int) -> bool:
        """Whether a token is part of a date, and not the end of a name («أردن الآن»)."""
        return sheet.number(i) or (sheet.forms[i] in self.vocabulary.never and not sheet.forms[i].startswith(ARTICLE))

    def _is_setting(self, sheet: Sheet, i: int, kinds: Kinds) -> bool:
        """Whether a token is part of a place or a date, or joins them."""
        word = sheet.forms[i]
        dated = sheet.number(i) or word in self.vocabulary.never or word in self.vocabulary.function
        return dated or kinds.get(i) in ("GPE", "LOC") or bool(not word and sheet.mark(i))

    def _says(self, sheet: Sheet, i: int) -> bool:
        """Whether the sentence of a report begins at a token: with a verb."""
        if i >= len(sheet.forms) or not sheet.forms[i]:
            return False
        return sheet.verbal[i] or self.vocabulary.is_verb(sheet.forms[i])

    def _has_head(self, sheet: Sheet, name: Piece) -> bool:
        """Whether the name begins with what announces a medium («وكالة»)."""
        head = self.extent.heads.get(sheet.forms[name[0]])
        return head is not None and head.kind == "MEDIA" and name[1] > name[0] + 1

    def _draft(self, sheet: Sheet, name: Piece) -> Draft:
        span = sheet.span(name[0], 0, name[1])
        return Draft(name[0], name[1], span, "MEDIA", sheet.quote(span), "outlet in a dateline")
