"""Whose words a clause holds that describes what stands before it: «فلان الذي قال», «رسالة من فلان أكد فيها»."""

from musnad.claims.attribution.cues import Cue
from musnad.claims.attribution.source_words import Source
from musnad.claims.attribution.sources import Sources
from musnad.language.words import ALIF, ARTICLE, HA
from musnad.model import Sentence

_LONGEST = 10
"""Tokens of whom a relative clause speaks of, at most."""

_FARTHEST = 10
"""How many tokens before a verb of saying stands whose letter or recording it speaks in."""


class Antecedents:
    """What the describing clauses of one document take up."""

    def __init__(self, sources: Sources) -> None:
        self.view = sources.view
        self._sources = sources
        self._hinges = sources.hinges

    def of_relative(self, cue: Cue, sentence: Sentence) -> Source | None:
        """Whom a relative clause speaks of: the name or source right before it."""
        relative = cue.index - 1
        if self._of_another_gender(relative, cue):
            return None
        many = cue.form.plural or self._hinges.is_a("who_many", self.view.tokens[relative].base)
        i = relative - 1
        while i >= sentence.first and self.view.tokens[i].kind == "mark":
            i -= 1
        for start in range(i, max(sentence.first - 1, i - _LONGEST), -1):
            if start in self.view.mention_at or self._sources.extents.word(start) is not None:
                if self._behind_person(start):
                    continue
                source = self._sources.at(self._name_head(start, sentence), i + 1)
                if source is not None and self._is_whom(source, start, i):
                    return source if source.plural or not many else None
        return None

    def _of_another_gender(self, relative: int, cue: Cue) -> bool:
        """Whether a verb cannot have its relative for a subject, so that another does the deed («الحزب الذي وصفت حله»)."""
        if cue.form.plural or cue.form.feminine is None:
            return False
        other = "who_he" if cue.form.feminine else "who_she"
        return self._hinges.is_a(other, self.view.tokens[relative].base)

    def _behind_person(self, i: int) -> bool:
        """Whether an office stands right behind the name of the one who holds it («فلان وزير العدل»)."""
        before, here = self.view.mention_at.get(i - 1), self.view.mention_at.get(i)
        return before is not None and before is not here and before.named and before.kind == "PER"

    def _is_whom(self, source: Source, start: int, i: int) -> bool:
        """Whether a phrase that ends at a position, or a person whose office ends there, is who a clause speaks of."""
        view = self.view
        mention = view.mention_at.get(start)
        if (
            mention is not None
            and mention.kind in ("GPE", "LOC")
            and (view.governed(start) or (start > 0 and "preposition" in view.classes(start - 1)))
        ):
            return False
        between = range(source.last, i + 1)
        office = source.last <= i and self._sources.extents.word(source.last) is not None
        told = office and source.kind in ("person", "official") and source.argument.entity is not None
        return source.last >= i or (told and not any(view.is_verb(k) or view.tokens[k].kind == "mark" for k in between))

    def _name_head(self, i: int, sentence: Sentence) -> int:
        mention = self.view.mention_at.get(i)
        while mention is not None and i > sentence.first and self.view.mention_at.get(i - 1) is mention:
            i -= 1
        return i

    def of_medium(self, cue: Cue, sentence: Sentence) -> Source | None:
        """Whose recording or letter it is in which something is said («تسجيلا لفلان قال فيه», «رسالة من فلان أكد فيها»)."""
        view = self.view
        for i in range(cue.index - 1, max(sentence.first, cue.index - _FARTHEST), -1):
            token = view.tokens[i]
            from_him = any(self._hinges.is_a(word, view.tokens[i - 1].base) for word in ("issued", "learnt"))
            if not (from_him or "ل" in token.proclitics) or not self._is_medium(i - 1 - from_him):
                continue
            source = self._sources.at(i, cue.index)
            if source is not None and source.feminine in (None, cue.form.feminine):
                return source
        return None

    def of_document(self, cue: Cue, sentence: Sentence) -> Source | None:
        """The report that a clause without pronoun tells of («ردا على تقرير نشرته الصحيفة أفاد بأن»)."""
        view = self.view
        for i in range(cue.index - 1, max(sentence.first, cue.index - _FARTHEST), -1):
            if view.tokens[i].kind == "mark" and not view.is_mark(i, '"«»“”'):
                return None
            row = self._sources.extents.document(i)
            told = row is not None and row.kind == "document" and not view.tokens[i].base.startswith(ARTICLE)
            if told and row is not None and not view.tokens[i].enclitic and not cue.enclitic:
                source = self._sources.at(i, cue.index) or self._sources.issuer(i, cue.index)
                feminine = view.tokens[i].base.endswith(HA)
                return source if source is not None and feminine is bool(cue.form.feminine) else None
        return None

    def _is_medium(self, i: int) -> bool:
        """Whether words that are told in it stand at a position or, with one adjective between, before it."""
        for k in (i, i - 1):
            row = self._sources.extents.word(k) if k > 0 else None
            base = self.view.tokens[k].base
            accusative = base[:-1] if base.endswith(ALIF) else base
            known = row is not None and row.kind in ("document", "social")
            if known or self._sources.words.kind(accusative) in ("document", "social"):
                return True
            if k > 0 and self._hinges.is_a("channel", accusative):
                return True
        return False
