"""Names that stand in quotation marks: media that something was said to, and bodies whose head is inside the quotation."""

from musnad.folding import fold
from musnad.language.words import ARTICLE, LAM
from musnad.lexicon import Lexicon
from musnad.mentions.complements import LONGEST_QUOTED, Complements
from musnad.mentions.draft import Draft, Known
from musnad.mentions.known import KnownNames
from musnad.mentions.sheet import CLOSERS, OPENERS, Sheet
from musnad.mentions.vocabulary import Vocabulary
from musnad.model import MentionKind

_REACH = 8
"""Tokens before a quotation among which it is said that somebody told something."""


class Quotations:
    """Reads what stands between quotation marks or brackets as a name, where the words around it leave no doubt."""

    def __init__(self, lexicon: Lexicon, vocabulary: Vocabulary, known: KnownNames, extent: Complements) -> None:
        self.vocabulary = vocabulary
        self.known = known
        self.extent = extent
        cues = lexicon["names/media_cues"]
        self.obtained = frozenset(fold(r["word"]) for r in cues if r["class"] == "obtained")
        self.ministries = frozenset(fold(r["phrase"]) for r in lexicon["names/portfolios"] if r["bare"])
        functions = lexicon["language/function_words"]
        self.clauses = frozenset(fold(r["word"]) for r in functions if r["class"] == "subordinator")
        self.told = frozenset(fold(r["word"]) for r in cues if r["class"] == "told")

    def find(self, sheet: Sheet, i: int) -> Draft | None:
        """The name in the quotation that opens at a token, or nothing."""
        if sheet.mark(i) not in OPENERS or i + 2 >= sheet.limits[i] or not sheet.forms[i + 1]:
            return None
        hit = self.known.media.longest(sheet.forms[i + 1], sheet.forms, i + 1, sheet.limits[i])
        if hit is not None and sheet.mark(hit[0]) in CLOSERS:
            why = ("known medium in quotation marks", hit[1].row)
            return self._draft(sheet, (i + 1, hit[0]), "MEDIA", why, hit[1])
        close = sheet.closing(i, LONGEST_QUOTED)
        if not close:
            return None
        if close == i + 2 and sheet.forms[i + 1] in self.ministries and sheet.mark(i) != "(":
            return self._draft(sheet, (i + 1, close), "ORG", ("ministry in quotation marks", "names/portfolios"))
        if tuple(sheet.forms[i + 1 : close]) == sheet.own or self._is_told(sheet, i, close):
            return self._draft(sheet, (i + 1, close), "MEDIA", ("quoted name that something was told to", ""))
        return self._headed(sheet, i, close)

    def _headed(self, sheet: Sheet, i: int, close: int) -> Draft | None:
        """«"جبهة الإنصاف"»: a body whose head is inside the quotation."""
        head = self.extent.heads.get(sheet.forms[i + 1])
        if head is None or head.kind not in ("ORG", "ARMED") or head.definite or close - i < 3 or sheet.mark(i) == "(":
            return None
        if not all(self._may_name(sheet, j) for j in range(i + 1, close)):
            return None
        return self._draft(sheet, (i + 1, close), head.kind, ("head inside quotation marks", head.row))

    def _is_told(self, sheet: Sheet, i: int, close: int) -> bool:
        """Whether the quotation is the one to whom it was said («قال لـ"مرسى البحر"») or who learned it («علمت "مرسى البحر"»)."""
        if not all(self._may_name(sheet, j) for j in range(i + 1, close)) or close - i > 4:
            return False
        before = sheet.before(i)
        known = self.known.plain.longest(sheet.forms[i + 1], sheet.forms, i + 1, sheet.limits[i])
        alone = sheet.forms[i + 1] if close == i + 2 else ""
        common = bool(alone) and not alone.startswith(ARTICLE) and self.vocabulary.is_common(alone)
        if before < 0 or common or (known is not None and known[0] == close):
            return False
        word = sheet.forms[before]
        if word in self.obtained or word[1:] in self.obtained:
            return True
        return word == LAM and self._is_told_before(sheet, before)

    def is_broadcast(self, sheet: Sheet, i: int) -> bool:
        """Whether somebody speaks or is guest in what stands at a token («ضيف برنامج "نقطة ضوء"»)."""
        before = range(max(i - _REACH, 0), i)
        return any(sheet.limits[j] == sheet.limits[i] and self._tells(sheet.forms[j]) for j in before)

    def _is_told_before(self, sheet: Sheet, before: int) -> bool:
        """Whether a verb or noun of telling stands before ل, with no clause between them."""
        for j in range(before - 1, max(before - _REACH, -1), -1):
            if sheet.limits[j] != sheet.limits[before] or sheet.tokens[j].base in self.clauses:
                return False
            if self.vocabulary.says(sheet.forms[j]) or self._tells(sheet.forms[j]):
                return True
        return False

    def _tells(self, form: str) -> bool:
        return any(w in self.told for w in (form, form[1:], form[2:]))

    def _may_name(self, sheet: Sheet, i: int) -> bool:
        """Whether a word can stand in a name: no verb, no function word, nothing with a pronoun."""
        word = sheet.forms[i]
        if not word or word in self.vocabulary.function or word in self.vocabulary.verbs:
            return False
        return not sheet.tokens[i].enclitic or word in self.vocabulary.common

    def _draft(
        self,
        sheet: Sheet,
        place: tuple[int, int],
        kind: MentionKind,
        why: tuple[str, str],
        known: Known | None = None,
    ) -> Draft:
        first, last = place
        span = sheet.span(first, 0, last)
        draft = Draft(first, last, span, kind, sheet.quote(span), *why, known)
        draft.country = known.country if known else None
        return draft
