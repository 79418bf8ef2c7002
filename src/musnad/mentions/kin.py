"""Kinship and epithets: «نجليه: صدام وخالد», «شقيق الرئيس», «الرئيس المخلوع صالح».

A kin word with a pronoun points to the person named last before it; one with a complement to the person named there.
"""

from bisect import bisect_right
from collections.abc import Container
from dataclasses import replace

from musnad.folding import fold
from musnad.lexicon import Lexicon
from musnad.mentions.draft import Draft
from musnad.mentions.sheet import CLOSERS, OPENERS, Sheet, splits
from musnad.mentions.trie import Trie
from musnad.mentions.vocabulary import Vocabulary
from musnad.model import Entity, Relation, Span

_GAP = 2
"""Tokens that may stand between the office of one relative and the next («قائد الحرس الخاص به وأيوب»)."""
_BEFORE = 4
"""Tokens before a name among which an epithet may begin."""
_REACH = 4
"""Tokens between a kin word and the name that it announces, apart from names in a list."""


class Kin:
    """Ties people by the kin words before their names, and finds their epithets."""

    def __init__(self, lexicon: Lexicon, vocabulary: Vocabulary, heads: Container[str]) -> None:
        self.vocabulary = vocabulary
        self.heads = heads
        self.kin: dict[str, str] = {}
        for row in lexicon["names/kin"]:
            for form in (row["word"], *row.list("forms")):
                self.kin.setdefault(fold(form), row["relation"])
        self.forms = dict(self.kin)
        for pronoun in reversed(vocabulary.pronouns):
            self.forms.update({word + pronoun: relation for word, relation in self.kin.items()})
        self.epithets: Trie[str] = Trie()
        for row in lexicon["names/epithets"]:
            self.epithets.add(row["word"], row.ref)

    def tied(self, sheet: Sheet, entities: tuple[Entity, ...], drafts: list[Draft]) -> tuple[Entity, ...]:
        """The entities with their relations and epithets; `drafts` carry the ids of their entities."""
        people = sorted((d for d in drafts if d.kind == "PER" and d.named), key=lambda d: d.first)
        ties: dict[str, list[Relation]] = {}
        marks: dict[str, list[Span]] = {}
        owner = (-1, "")
        for i, form in enumerate(sheet.forms):
            relation = self._relation(sheet, i) if form else None
            if relation is not None:
                pairs = self._bound(sheet, i, people, owner[1] if owner[0] == sheet.limits[i] else "")
                owner = (sheet.limits[i], pairs[0][1]) if pairs else owner
                for person, other in pairs:
                    tie = Relation(relation, other, sheet.tokens[i].stem)
                    ties.setdefault(person, []).append(tie)
        for draft in drafts:
            marks.setdefault(draft.entity, []).extend(self._marks(sheet, draft))
        return tuple(
            replace(
                e,
                relations=tuple(dict.fromkeys((*e.relations, *ties.get(e.id, ())))),
                epithets=tuple(marks.get(e.id, ())),
            )
            for e in entities
        )

    def _relation(self, sheet: Sheet, i: int) -> str | None:
        for _, word in splits(sheet.tokens[i].form, self.vocabulary.outer, self.vocabulary.inner):
            if word in self.forms:
                return self.forms[word]
        return None

    def _pronoun(self, word: str) -> str:
        """The possessive pronoun behind a kin word («نجليه»), or nothing."""
        return next((p for p in self.vocabulary.pronouns if word.endswith(p) and word[: -len(p)] in self.kin), "")

    def _bound(self, sheet: Sheet, i: int, people: list[Draft], owner: str) -> list[tuple[str, str]]:
        """Pairs of the relative and the person that the kin word at a token ties; `owner` had the last one in the sentence."""
        form = sheet.forms[i]
        words = [w for _, w in splits(form, self.vocabulary.outer, self.vocabulary.inner)]
        owned = any(self._pronoun(w) for w in words)
        after = bisect_right(people, i, key=lambda p: p.first)
        before = people[: bisect_right(people, i, key=lambda p: p.last)][-1:]
        behind = [p for p in people[after : after + _REACH] if p.first <= i + _REACH and p.first < sheet.limits[i]]
        if owned:
            whose = owner or (before[0].entity if before else "")
            relatives = self._listed(sheet, people, after) if behind else []
            return [(r.entity, whose) for r in relatives if whose and r.entity != whose]
        near = [p for p in before if p.last == i or (p.last == i - 1 and sheet.mark(i - 1))]
        if behind and near and near[-1].entity != behind[0].entity and behind[0].first == i + 1 + len(behind[0].titles):
            return [(near[-1].entity, behind[0].entity)]
        return []

    def _listed(self, sheet: Sheet, people: list[Draft], first: int) -> list[Draft]:
        """The first relative, by his number, and those joined to him by و («صدام وخالد»), offices between them skipped."""
        found = [people[first]]
        for place in range(first + 1, len(people)):
            person = people[place]
            if sheet.limits[person.first] != sheet.limits[found[0].first]:
                break
            if person.first <= found[-1].last:
                continue
            end = max([found[-1].last, *(t.last for t in found[-1].titles)])
            joined = sheet.forms[person.first][:1] in self.vocabulary.outer and person.letters > 0
            if not end <= person.first <= end + _GAP or not joined:
                break
            found.append(person)
        return found

    def _marks(self, sheet: Sheet, draft: Draft) -> list[Span]:
        """Epithets right before the name, right behind it, or inside the titles that go with it."""
        places = {i for t in draft.titles for i in range(t.first, t.last)}
        placed = draft.kind in ("GPE", "LOC") and draft.letters > 0  # «شقيقة الرئيس المخلوع بسوسة»
        before = [] if placed else [i for i in range(draft.first - _BEFORE, draft.first) if i >= 0]
        behind = draft.last
        while behind < len(sheet.forms) and sheet.mark(behind) in CLOSERS:
            behind += 1
        found = []
        for i in sorted({*before, *places, behind}):
            hit = (
                self._epithet(sheet, i)
                if i < len(sheet.forms) and sheet.limits[i] == sheet.limits[draft.first]
                else None
            )
            if hit is not None and (i == behind or i in places or self._meets(sheet, hit[1], draft.first)):
                found.append(sheet.span(i, hit[0], hit[1]))
        return list(dict.fromkeys(found))

    def _epithet(self, sheet: Sheet, i: int) -> tuple[int, int] | None:
        """Clitic letters and end of the epithet at a token."""
        for letters, word in splits(sheet.forms[i], self.vocabulary.outer, self.vocabulary.inner):
            hit = self.epithets.longest(word, sheet.forms, i, sheet.limits[i]) if word else None
            if hit is not None:
                return letters, hit[0]
        return None

    def _meets(self, sheet: Sheet, i: int, first: int) -> bool:
        """Whether nothing but opening marks and heads of the name («ما يسمى تنظيم "كذا"») stands between two places."""
        while i < first and (sheet.mark(i) in OPENERS or sheet.forms[i] in self.heads):
            i += 1
        return i == first
