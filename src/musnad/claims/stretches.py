"""How far a noun phrase goes: from its first word to the last before another begins or nothing can go on with it."""

from musnad.claims.view import FARTHEST, View
from musnad.language.words import ARTICLE, HA, YA
from musnad.model import Mention

BEARERS = frozenset({"PER", "ARMED"})
"""The kinds of descriptions that the name of a person may follow («الضابط سامر العلي»), unlike bodies («البرلمان»)."""


class Stretches:
    """The extents of the phrases of one document, whatever they mean."""

    def __init__(self, view: View) -> None:
        self.view = view
        self._stops: dict[int, bool] = {}

    def end(self, i: int, end: int) -> int:
        """Where the phrase that begins at a position ends, before anything joined to it."""
        view = self.view
        end = min(end, i + FARTHEST)
        last = i + 1
        while last < end and not self._cannot_go_on(last) and not self._title_begins(last, i):
            last += 1
        if last < end and last == i + 1 and self._is_quantity(i) and view.tokens[last].base == "من":
            return last + 1 if view.tokens[last].enclitic else self.end(last + 1, end) if last + 1 < end else last
        return last

    def _cannot_go_on(self, i: int) -> bool:
        """Whether a phrase that began before the word right before a position ends there, however it began."""
        known = self._stops.get(i)
        if known is None:
            known = self._stops[i] = self._find_stop(i)
        return known

    def _find_stop(self, i: int) -> bool:
        view = self.view
        if view.closes(i):
            return True
        if view.proclitics(i):
            if view.mention_at.get(i) is not view.mention_at.get(i - 1):
                return True
            if i not in view.mention_at and not self._joined_adjective(i):
                return True
        return self._another_begins(i)

    def _is_quantity(self, i: int) -> bool:
        """Whether a word says how many, so that «من» behind it brings of whom («ثلاثة من عناصر التنظيم», «اثنين منهم»)."""
        view = self.view
        base = view.tokens[i].base.removeprefix(ARTICLE)
        return view.tokens[i].kind == "number" or "quantifier" in view.classes(i) or base in view.grammar.quantities

    def _another_begins(self, i: int) -> bool:
        """Whether a word cannot go on with the phrase before it: an indefinite noun behind a definite one or a name."""
        view = self.view
        mention, before = view.mention_at.get(i), view.mention_at.get(i - 1)
        definite = self.view.definite(i)
        if mention is not None:
            return mention is not before and self._mention_begins(i, mention, before)
        if before is not None and before.named:
            return before.kind == "PER" or not definite or self._people_follow(i)
        if definite:
            people = self._plural_ends(i - 1) and self._is_people(i - 1)
            return self._noun_begins(i) or self._behind_indefinite(i) or people
        counted = view.tokens[i].enclitic and "quantifier" in view.classes(i - 1) and i > 1 and not view.closes(i - 2)
        if counted or (self._plural_ends(i - 1) and not self._plural_ends(i) and not self._is_adjective(i)):
            return True
        if view.tokens[i].enclitic and view.tokens[i - 1].base.endswith(YA) and before is None:
            return True
        return self.view.definite(i - 1) and (i - 1 not in view.role_at or i not in view.role_at)

    def _mention_begins(self, i: int, mention: Mention, before: Mention | None) -> bool:
        """Whether a mention opens a phrase of its own: a description behind a name or a definite word."""
        if before is not None and before.named:
            return not mention.named
        if not self.view.definite(i - 1):
            return False
        if mention.named:
            return mention.kind != "PER" or (before is not None and before.kind not in BEARERS)
        if self.view.definite(i):
            return self._noun_begins(i)
        return not (self._is_title(i - 1) and self._is_title(i))

    def _noun_begins(self, i: int) -> bool:
        """Whether a definite noun, no adjective, follows a definite word and opens a phrase («طالب الوزير المؤسسات»)."""
        view = self.view
        base = view.tokens[i].base.removeprefix(ARTICLE)
        if not self.view.definite(i - 1):
            return False
        if self._people_follow(i):
            return True
        if self._is_nisba(base):
            return False
        analyses = view.document.analyses
        return bool(analyses) and analyses[i].pos == "NOUN" and "participle" not in analyses[i].derived

    def _behind_indefinite(self, i: int) -> bool:
        """Whether a definite noun follows an adjective of belonging without article: «دول عربية الخطوة», «.. عدة الخطوة»."""
        view = self.view
        k = i - 2 if "quantifier" in view.classes(i - 1) else i - 1
        analyses = view.document.analyses
        if k < 1 or not analyses or view.tokens[k].kind != "word" or view.definite(k) or analyses[i].pos != "NOUN":
            return False
        return self._is_adjective(k) and self._is_nisba(view.tokens[k].base) and not view.tokens[k].enclitic

    def _people_follow(self, i: int) -> bool:
        """Whether a definite word is a noun for people; one that could be an adjective only before a person's name."""
        view = self.view
        base = view.tokens[i].base.removeprefix(ARTICLE)
        if self._is_nisba(base):
            mention = view.mention_at.get(i + 1)
            if mention is None or not mention.named or mention.kind != "PER":
                return False
        return base in view.grammar.people or base in view.grammar.head_nouns

    def _is_people(self, i: int) -> bool:
        """Whether a word is a noun for several people."""
        analyses = self.view.document.analyses
        several = not analyses or analyses[i].number != "singular"
        return several and self.view.grammar.is_people[self.view.tokens[i].base]

    def _is_adjective(self, i: int) -> bool:
        analyses = self.view.document.analyses
        return bool(analyses) and analyses[i].pos == "ADJ"

    def _is_title(self, i: int) -> bool:
        """Whether a word is part of an office or a title, which a longer one may follow («المشير قائد الجيش»)."""
        view = self.view
        return i in view.role_at or view.tokens[i].base.removeprefix(ARTICLE) in view.grammar.head_nouns

    def _is_nisba(self, base: str) -> bool:
        """Whether a word ends as an adjective of belonging does, in any number: «مصري», «مصرية», «مصريين»."""
        endings = self.view.grammar.plural_endings
        singular = next((base.removesuffix(e) for e in endings if base.endswith(e)), base)
        return singular.endswith((YA, YA + HA))

    def _joined_adjective(self, i: int) -> bool:
        """Whether و joins an adjective to the one before it: «الأميركية والأوروبية»."""
        here, before = self.view.tokens[i], self.view.tokens[i - 1]
        nisbas = all(t.base.startswith(ARTICLE) and t.base.endswith((YA, YA + HA)) for t in (here, before))
        return nisbas and here.proclitics == ("و",)

    def _plural_ends(self, i: int) -> bool:
        """Whether a word shows the ending of an indefinite plural, which governs no other noun («مسلحين»)."""
        base = self.view.tokens[i].base
        mention = self.view.mention_at.get(i)
        return (
            (mention is None or not mention.named)
            and not base.startswith(ARTICLE)
            and base.endswith(("ين", "ون"))
            and len(base) > 4
        )

    def _title_begins(self, i: int, first: int) -> bool:
        """Whether a new titled phrase begins behind an adjective («مصدر تركي وكالة ...»)."""
        view = self.view
        base = view.tokens[i].base
        named = base in view.grammar.class_nouns and i + 1 in view.mention_at
        return i - 1 > first and named and view.tokens[i - 1].base.endswith(YA) and i - 1 not in view.mention_at
