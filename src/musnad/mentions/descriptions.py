"""Participants that the page does not name: «المسؤولين الروس», «مصدر مقرب من الأوساط الدبلوماسية الروسية», «مسلحون»."""

from collections.abc import Mapping

from musnad.folding import fold
from musnad.language.words import ALIF, ARTICLE, HA, YA
from musnad.lexicon import Lexicon
from musnad.mentions.draft import Draft
from musnad.mentions.sheet import Sheet, splits
from musnad.mentions.vocabulary import Vocabulary
from musnad.model import MentionKind

_LONGEST = 8


class Descriptions:
    """Finds descriptions by their head noun and the adjectives and complements behind it."""

    def __init__(self, lexicon: Lexicon, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.heads: dict[str, tuple[MentionKind, str]] = {}
        for row in lexicon["names/people"]:
            kind: MentionKind = row["kind"]  # type: ignore[assignment]
            for form in (row["word"], *row.list("forms")):
                self.heads.setdefault(fold(form), (kind, row.ref))
            word = fold(row["word"])
            if word[-1] not in (ALIF, HA, YA):
                self.heads.setdefault(word + ALIF, (kind, row.ref))  # «لكن مصدرا أمنيا قال»
        self.near = frozenset(fold(r["word"]) for r in lexicon["names/description_words"])

    def find(self, sheet: Sheet, taken: list[bool], drafts: Mapping[int, Draft]) -> list[Draft]:
        """All descriptions on tokens that are not `taken`."""
        found: list[Draft] = []
        i = 0
        while i < len(sheet.forms):
            draft = None if taken[i] or not sheet.forms[i] else self._at(sheet, i, taken, drafts)
            if draft is not None:
                found.append(draft)
            i = draft.last if draft else i + 1
        return found

    def _at(self, sheet: Sheet, i: int, taken: list[bool], drafts: Mapping[int, Draft]) -> Draft | None:
        for letters, word in splits(sheet.forms[i], self.vocabulary.outer, self.vocabulary.inner):
            head = self.heads.get(word.removeprefix(ARTICLE))
            if head is None or self.vocabulary.qualifies(sheet.forms, i, sheet.limits, word):
                continue
            if letters == 0 and head[0] == "PER" and self.vocabulary.modifies(sheet.forms, i, sheet.limits, word):
                continue
            behind = drafts.get(i + 1)
            # «برئاسة منصور العلي» speaks of no body, and «طالب المجلس» of no student.
            led = letters > 0 and head[0] == "ORG" and behind is not None and behind.kind == "PER"
            if led or word in self.vocabulary.verbs:
                continue
            last, country = self._end(sheet, i, word.startswith(ARTICLE), taken, drafts)
            span = sheet.span(i, letters, last)
            text = sheet.quote(span, word)
            return Draft(i, last, span, head[0], text, "description", head[1], None, False, country, letters=letters)
        return None

    def _end(
        self, sheet: Sheet, i: int, definite: bool, taken: list[bool], drafts: Mapping[int, Draft]
    ) -> tuple[int, str | None]:
        place, country = i + 1, None
        limit = min(sheet.limits[i], i + _LONGEST)
        while place < limit and sheet.forms[place]:
            word = sheet.forms[place]
            draft = drafts.get(place)
            governed = draft is not None and draft.letters > (word[:1] in self.vocabulary.outer)
            if draft is not None and (governed or (place == i + 1 and not definite)):
                place, country = draft.last, country or draft.country
                definite = True
            elif not taken[place] and self._qualifies(word, definite):
                country = country or self.vocabulary.country_of(word)
                place += 1
            elif (
                not taken[place]
                and not definite
                and word in self.near
                and place + 1 < limit
                and self._goes_on(sheet, place + 1, drafts)
            ):
                place, definite = place + 1, True
                place = drafts[place].last if place in drafts else place + 1
            else:
                break
        return place, country

    def _goes_on(self, sheet: Sheet, i: int, drafts: Mapping[int, Draft]) -> bool:
        return i in drafts or sheet.forms[i].startswith(ARTICLE)

    def _qualifies(self, word: str, definite: bool) -> bool:
        """Whether a word is an adjective of the description."""
        bare = word.removeprefix(ARTICLE)
        if (bare != word) != definite or word in self.vocabulary.function or word in self.vocabulary.verbs:
            return False
        if bare.endswith(YA + ALIF) and not definite:
            bare = word = bare[:-1]  # «مسؤولا حكوميا»
        if self.vocabulary.country_of(word) or bare in self.near:
            return True
        return self.vocabulary.is_relative(bare) and self.vocabulary.is_common(bare)
