"""Which named body an office is of, and what that ties its bearer to: «رئيس الحركة», «المتحدث باسم الوزارة», «القيادي في».

A body that an office names itself is that one; a bare noun with the article takes up the only body of the page whose name
begins with it, or is announced by it. What speaks of a country's own («الحكومة», «الجيش») takes up nothing.
"""

from collections.abc import Iterable, Mapping

from musnad.folding import fold
from musnad.language.words import ARTICLE
from musnad.mentions.complements import Head
from musnad.mentions.draft import Draft, TitlePhrase
from musnad.model import Document, Relation

_TIES = frozenset({"member", "spokesman"})


class Belonging:
    """The bodies that a page names, found by their words and by their heads; the drafts carry the ids of their entities."""

    def __init__(self, document: Document, drafts: Iterable[Draft], heads: Mapping[str, Head]) -> None:
        self._heads = heads
        self._by_words: dict[tuple[str, ...], Draft] = {}
        self._by_head: dict[str, dict[str, Draft]] = {}
        for draft in drafts:
            if draft.kind in ("ORG", "ARMED", "MEDIA"):
                self._by_words.setdefault(draft.words, draft)
                before = document.tokens[draft.first - 1].base if draft.first else ""
                for head in (draft.words[0], before):
                    if head in heads:
                        self._by_head.setdefault(head, {}).setdefault(draft.entity, draft)

    def body(self, title: TitlePhrase) -> Draft | None:
        """The named body that an office is of; None where the page names none, or several that it could be."""
        if title.body is not None:
            return self._by_words.get(tuple(fold(title.body).split()))
        noun = title.domain[-1] if title.domain else ""
        bare = noun.removeprefix(ARTICLE)
        head = self._heads.get(bare)
        if bare == noun or head is None or "national" in head.takes:
            return None
        found = self._by_head.get(bare, {})
        return next(iter(found.values())) if len(found) == 1 else None

    def tie(self, title: TitlePhrase) -> Relation | None:
        """What an office ties its bearer to: a member or spokesman of a body."""
        if title.means not in _TIES or len(title.heads) > 1:
            return None
        body = self._by_words.get(tuple(fold(title.side).split())) if title.side else self.body(title)
        return Relation(title.means, body.entity, title.span) if body is not None else None
