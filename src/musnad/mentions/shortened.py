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
        before = Antecedents(self, sheet, named)
        found = []
        for i, form in enumerate(sheet.forms):
            if not form or taken[i] or self._is_qualified(sheet, i + 1):
                continue
            for letters, word in splits(form, self.vocabulary.outer, self.vocabulary.inner):
                if word in self.heads:
                    draft = self._draft(sheet, (i, letters, word), before.of(i, word))
                    found += [draft] if draft else []
                    break
        return found

    def tied(self, sheet: Sheet, others: list[Draft], named: list[Draft]) -> None:
        """Tell descriptions of one word («الحكومة») which name they stand for."""
        before = Antecedents(self, sheet, named)
        for draft in sorted(others, key=lambda d: d.first):
            if len(draft.words) == 1 and draft.words[0] in self.heads:
                draft.means = before.of(draft.first, draft.words[0])

    def head_of(self, sheet: Sheet, draft: Draft) -> str:
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

    def _draft(self, sheet: Sheet, place: tuple[int, int, str], means: Draft | None) -> Draft | None:
        i, letters, word = place
        if means is None:
            return None
        span = sheet.span(i, letters, i + 1)
        rule, row = "definite head of a body named before", self.heads[word].row
        draft = Draft(i, i + 1, span, means.kind, sheet.quote(span, word), rule, row, named=False, letters=letters)
        draft.means = means
        return draft


class Antecedents:
    """The last name with each head, asked for from the head of the page to its end."""

    def __init__(self, shortened: Shortened, sheet: Sheet, named: list[Draft]) -> None:
        self.shortened = shortened
        self.sheet = sheet
        self.ahead = sorted(named, key=lambda d: -d.first)
        self.last: dict[str, Draft] = {}
        self.media: dict[tuple[str, ...], Draft] = {}

    def of(self, i: int, word: str) -> Draft | None:
        """The name before token `i` that the definite head `word` stands for; `i` never falls from call to call."""
        while self.ahead and self.ahead[-1].first < i:
            draft = self.ahead.pop()
            head = self.shortened.head_of(self.sheet, draft)
            if head:
                self.last[head] = draft
            if draft.kind == "MEDIA":
                self.media[draft.words] = draft
        if word in self.last:
            return self.last[word]
        alone = self.shortened.heads[word].kind == "MEDIA" and len(self.media) == 1
        return next(iter(self.media.values())) if alone else None
