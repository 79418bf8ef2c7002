"""Definite heads that stand alone for a body named before: «الجبهة» after «جبهة الإنصاف», «الصحيفة» after «صحيفة الفجر»."""

from musnad.language.words import ARTICLE
from musnad.mentions.complements import Complements, Head, bare_form
from musnad.mentions.draft import Draft
from musnad.mentions.sheet import Sheet, splits
from musnad.mentions.vocabulary import Vocabulary


class Shortened:
    """Finds the definite heads, and the names that they stand for."""

    def __init__(self, vocabulary: Vocabulary, extent: Complements) -> None:
        self.vocabulary = vocabulary
        self.heads: dict[str, Head] = {word: head for word, head in extent.heads.items() if head.definite}

    def find(self, sheet: Sheet, taken: list[bool], named: list[Draft]) -> list[Draft]:
        """New descriptions on words that are not `taken`, each with the name that it stands for."""
        heads = [(d, head) for d in sorted(named, key=lambda d: d.first) if (head := self._head(sheet, d))]
        found = []
        for i, form in enumerate(sheet.forms):
            if not form or taken[i] or self._is_qualified(sheet, i + 1):
                continue
            for letters, word in splits(form, self.vocabulary.outer, self.vocabulary.inner):
                if word in self.heads:
                    draft = self._draft(sheet, (i, letters, word), heads, named)
                    found += [draft] if draft else []
                    break
        return found

    def tied(self, sheet: Sheet, others: list[Draft], named: list[Draft]) -> None:
        """Tell descriptions of one word («الحكومة») which name they stand for."""
        heads = [(d, head) for d in sorted(named, key=lambda d: d.first) if (head := self._head(sheet, d))]
        for draft in others:
            if len(draft.words) == 1 and draft.words[0] in self.heads:
                draft.means = self._antecedent(draft.first, draft.words[0], heads, named)

    def _head(self, sheet: Sheet, draft: Draft) -> str:
        """The definite head of a name, be it part of the name or before it; nothing where it has none."""
        if draft.kind == "PER" or not draft.words:
            return ""
        inside = ARTICLE + bare_form(draft.words[0])
        if len(draft.words) > 1 and inside in self.heads:
            return inside
        before = sheet.before(draft.first)
        if before < 0:
            return ""
        for _, word in splits(sheet.forms[before], self.vocabulary.outer, self.vocabulary.inner):
            if ARTICLE + word in self.heads:
                return ARTICLE + word
        return ""

    def _is_qualified(self, sheet: Sheet, i: int) -> bool:
        """Whether an adjective follows, so that something else may be meant."""
        return i < sheet.limits[i - 1] and sheet.forms[i].startswith(ARTICLE)

    def _antecedent(self, i: int, word: str, heads: list[tuple[Draft, str]], named: list[Draft]) -> Draft | None:
        before = [d for d, head in heads if head == word and d.first < i]
        if before:
            return before[-1]
        media = [d for d in named if d.kind == "MEDIA" and d.first < i] if self.heads[word].kind == "MEDIA" else []
        return media[-1] if len({d.words for d in media}) == 1 else None

    def _draft(
        self, sheet: Sheet, place: tuple[int, int, str], heads: list[tuple[Draft, str]], named: list[Draft]
    ) -> Draft | None:
        i, letters, word = place
        means = self._antecedent(i, word, heads, named)
        if means is None:
            return None
        span = sheet.span(i, letters, i + 1)
        rule, row = "definite head of a body named before", self.heads[word].row
        draft = Draft(i, i + 1, span, means.kind, sheet.quote(span, word), rule, row, named=False, letters=letters)
        draft.means = means
        return draft
