"""Short forms of names that stand in full elsewhere on the page: «بوغدانوف» after «ميخائيل بوغدانوف»."""

from collections.abc import Mapping

from musnad.language.words import ARTICLE
from musnad.mentions.complements import Head
from musnad.mentions.draft import Draft
from musnad.mentions.sheet import OPENERS, Sheet, splits
from musnad.mentions.vocabulary import DOUBTFUL, NOT, SURE, UNKNOWN, Vocabulary
from musnad.model import Span


class Repeats:
    """Finds the short forms: a person's family name, and anything quoted or introduced before by its own words."""

    def __init__(self, vocabulary: Vocabulary, standings: frozenset[str], heads: Mapping[str, Head]) -> None:
        self.vocabulary = vocabulary
        self.heads = heads
        self.standings = standings

    def find(self, sheet: Sheet, named: list[Draft]) -> list[Draft]:
        """New drafts on words that no draft holds yet."""
        taken = [0] * len(sheet.forms)
        for draft in named:
            for i in range(draft.first, draft.last):
                taken[i] = draft.last - draft.first
        short = self._forms(named)
        if not short:
            return []
        first = frozenset(words[0] for words in short)
        outer = self.vocabulary.outer | self.vocabulary.inner
        found: list[Draft] = []
        for i, form in enumerate(sheet.forms):
            if form not in first and form[:1] not in outer:
                continue
            if not form or (taken[i] > 1 and i and taken[i - 1]):
                continue
            repeat = self._at(sheet, i, short, first, taken)
            if repeat is not None:
                found.append(repeat)
        return found

    def _forms(self, named: list[Draft]) -> dict[tuple[str, ...], Draft]:
        forms: dict[tuple[str, ...], Draft] = {}
        for draft in named:
            if draft.kind == "PER":
                if len(draft.words) > 1:
                    forms.setdefault(draft.words, draft)
                for form in self._short(draft.words):
                    forms.setdefault(form, draft)
            else:
                if draft.rule != "known name":
                    forms.setdefault(draft.words, draft)
                if self._may_drop_head(draft.words) or self._names_medium(draft):
                    forms.setdefault(draft.words[1:], draft)
        return forms

    def _names_medium(self, draft: Draft) -> bool:
        """Whether a medium is called by its name alone too («مرسى البحر» after «وكالة مرسى البحر»)."""
        head = self.heads.get(draft.words[0])
        return draft.kind == "MEDIA" and len(draft.words) > 1 and head is not None and head.kind == "MEDIA"

    def _may_drop_head(self, words: tuple[str, ...]) -> bool:
        """Whether a movement is called by its name alone too («النهضة» after «حركة النهضة»)."""
        head = self.heads.get(words[0])
        movement = head is not None and "party" in head.takes and not head.definite
        return movement and len(words) == 2 and words[1].startswith(ARTICLE)

    def _short(self, words: tuple[str, ...]) -> list[tuple[str, ...]]:
        """The forms under which a person may come back: the last part of the name with what joins it."""
        if len(words) == 1:
            return [words]
        cut = len(words) - 1
        while cut > 0 and (words[cut - 1] in self.vocabulary.prefixes or words[cut - 1] in self.vocabulary.links):
            cut -= 1
        if words[cut] in self.vocabulary.suffixes:
            cut = max(cut - 1, 1)
        family = words[cut:]
        forms = [family] if cut else []
        if len(words) == 2 and words[0] in self.vocabulary.given and self.vocabulary.name_level(words[0]) == SURE:
            forms.append(words[:1])
        return forms

    def _at(
        self, sheet: Sheet, i: int, short: dict[tuple[str, ...], Draft], first: frozenset[str], taken: list[int]
    ) -> Draft | None:
        for letters, word in splits(sheet.forms[i], self.vocabulary.outer, self.vocabulary.inner):
            if word not in first:
                continue
            for length in (3, 2, 1):
                last = i + length
                if last > sheet.limits[i] or max(taken[i:last]) >= length:
                    continue
                words = (word, *sheet.forms[i + 1 : last])
                full = short.get(words)
                headless = full is not None and full.words[1:] == words and self._stands_free(sheet, i, letters)
                if full is not None and (length > 1 or headless or self._is_plain(sheet, i, word, letters)):
                    span = Span(sheet.start(i, letters), sheet.tokens[last - 1].span.end)
                    return Draft(
                        i,
                        last,
                        span,
                        full.kind,
                        sheet.quote(span, word),
                        "short form of a name on the page",
                        letters=letters,
                        means=full if headless else None,
                    )
        return None

    def _stands_free(self, sheet: Sheet, i: int, letters: int) -> bool:
        """Whether a word that is an everyday one too stands as a subject: behind a verb, or at the head of a clause."""
        before = sheet.before(i)
        if letters > (sheet.forms[i][:1] in self.vocabulary.outer):
            return False
        if letters or before < 0 or not sheet.forms[before]:
            return True
        word = sheet.forms[before]
        return word in self.vocabulary.openers or self.vocabulary.is_verb(word) or self.vocabulary.says(word)

    def _is_plain(self, sheet: Sheet, i: int, word: str, letters: int) -> bool:
        """Whether the word alone can be taken for the name: it is no everyday word, or it stands like a name."""
        level = self.vocabulary.name_level(word)
        barred = word in self.vocabulary.function or word in self.vocabulary.never
        barred = barred or sheet.tokens[i].base in self.vocabulary.function
        barred = barred or word.removeprefix(ARTICLE) in self.standings
        if barred or level in (SURE, UNKNOWN):
            return not barred
        if level == DOUBTFUL and not word.startswith(ARTICLE):
            return letters == 0 or (sheet.forms[i][:1] in self.vocabulary.outer and letters == 1)
        before = sheet.before(i)
        if sheet.mark(i - 1) in OPENERS or (before >= 0 and self.vocabulary.says(sheet.forms[before])):
            return True
        if word.startswith(ARTICLE) and level != NOT:
            return (before < 0 or not sheet.forms[before].startswith(ARTICLE)) and not self.vocabulary.country_of(word)
        return letters == 0 and level != NOT and not self.vocabulary.is_common(word)
