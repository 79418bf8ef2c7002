"""Places that a plural announces one after the other: «بلدات الخيام وكفركلا ومركبا»."""

from typing import NamedTuple

from musnad.language.words import ARTICLE
from musnad.mentions.complements import Complements, Head
from musnad.mentions.draft import Draft, Known
from musnad.mentions.known import KnownNames
from musnad.mentions.sheet import Sheet, splits
from musnad.mentions.vocabulary import Vocabulary

COMMAS = frozenset("،,")


class Joined(NamedTuple):
    """Where another place of a series ends, and why it is one."""

    last: int
    rule: str
    row: str
    known: Known | None


class Series:
    """Reads the places behind the first one of a series."""

    def __init__(self, vocabulary: Vocabulary, known: KnownNames, extent: Complements) -> None:
        self.vocabulary = vocabulary
        self.known = known
        self.extent = extent

    def head(self, sheet: Sheet, draft: Draft) -> Head | None:
        """The class of several places that stands right before a name («بلدات»)."""
        before = draft.first - 1
        if draft.kind not in ("GPE", "LOC") or before < 0 or draft.letters or draft.rule.startswith("head"):
            return None
        words = (word for _, word in splits(sheet.forms[before], self.vocabulary.outer, self.vocabulary.inner))
        head = next((self.extent.heads[word] for word in words if word in self.extent.heads), None)
        return head if head is not None and head.several else None

    def unknown(self, sheet: Sheet, i: int, head: Head) -> Joined | None:
        """The place behind the و of a token, which no table knows as one by itself; None where another thing follows."""
        rest = sheet.forms[i][1:]
        if rest in self.extent.heads or rest in self.extent.titles or self.vocabulary.is_verb(rest):
            return None
        cued = self.known.cued.longest(rest, sheet.forms, i, sheet.limits[i])
        if cued is not None and cued[1].kind == head.kind:
            return Joined(cued[0], "known name in a series", cued[1].row, cued[1])
        several = rest in self.extent.place_prefixes and i + 1 < sheet.limits[i] and bool(sheet.forms[i + 1])
        everyday = not rest.startswith(ARTICLE) and self.vocabulary.is_everyday(rest)
        barred = everyday or rest in self.vocabulary.function or bool(self.vocabulary.country_of(rest))
        if not several and (barred or not self.is_over(sheet, i + 1)):
            return None
        return Joined(i + 1 + several, "name in a series of places", head.row, None)

    def is_over(self, sheet: Sheet, i: int) -> bool:
        """Whether the name ends here: a mark, a conjunction or a function word follows."""
        if i >= sheet.limits[i - 1] or not sheet.forms[i]:
            return True
        return sheet.forms[i][:1] in self.vocabulary.outer or sheet.forms[i] in self.vocabulary.function
