"""Which named body an office is of, and what that ties its bearer to: «رئيس الحركة», «المتحدث باسم الوزارة», «القيادي في».

A body that an office names itself is that one; a bare noun with the article takes up the only body of the page whose name
begins with it, or is announced by it; a pronoun («المتحدث باسمها») the only one of its gender named before it. What speaks of a
country's own («الحكومة», «الجيش») takes up nothing.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping

from musnad.folding import fold
from musnad.language.words import ARTICLE, HA
from musnad.mentions.complements import Head
from musnad.mentions.draft import Draft, TitlePhrase
from musnad.mentions.sheet import OPENERS
from musnad.model import Document, Relation

HER = "\u0647\u0627"
"""The pronoun of the feminine, and of what is no person in the plural."""
_TIES = frozenset({"member", "spokesman"})


class Belonging:
    """The bodies that a page names, found by their words and by their heads; the drafts carry the ids of their entities."""

    def __init__(self, document: Document, drafts: Iterable[Draft], heads: Mapping[str, Head]) -> None:
        self._heads = heads
        self._document = document
        self._by_words: dict[tuple[str, ...], Draft] = {}
        self._by_head: dict[str, dict[str, Draft]] = {}
        self._places: list[Draft] = []
        self._feminine: set[int] = set()
        for draft in drafts:
            if draft.kind in ("ORG", "ARMED", "MEDIA"):
                self._by_words.setdefault(draft.words, draft)
                before = _announcer(document, draft.first)
                for head in (draft.words[0], before):
                    if head in heads:
                        self._by_head.setdefault(head.removeprefix(ARTICLE), {}).setdefault(draft.entity, draft)
                self._places.append(draft)
                if (before if before in heads else draft.words[0]).endswith(HA):
                    self._feminine.add(draft.first)
        self._firsts = [draft.first for draft in self._places]
        self._sentences = [sentence.first for sentence in document.sentences]

    def body(self, title: TitlePhrase) -> tuple[Draft | None, str]:
        """The named body that an office is of, and the office without it; None where the page names none, or several."""
        if title.body is not None:
            return self._by_words.get(tuple(fold(title.body).split())), title.office
        for words, rest in title.charge:
            definite = any(word.startswith(ARTICLE) for word in words)
            body = self._meant(_bare(words)) if definite else None
            if body is not None:
                return body, rest
        return (self._owner(title) if title.owner else None), title.office

    def _meant(self, words: tuple[str, ...]) -> Draft | None:
        """The only body whose name begins with the words of a noun, or that its head announces."""
        head = self._heads.get(words[0])
        if head is None:
            return None
        found = self._by_head.get(words[0], {})
        if len(words) > 1:
            found = {entity: d for entity, d in found.items() if _bare(d.words)[: len(words)] == words}
        elif "national" in head.takes and "purpose" not in head.takes:
            return None
        return next(iter(found.values())) if len(found) == 1 else None

    def _owner(self, title: TitlePhrase) -> Draft | None:
        """The only body of the sentence before the title, or else of the sentence before that, which its pronoun can mean."""
        here = bisect_right(self._sentences, title.first) - 1
        for first, last in ((here, title.first), (here - 1, self._sentences[here])):
            if first < 0:
                break
            near = range(bisect_left(self._firsts, self._sentences[first]), bisect_left(self._firsts, last))
            fits = {
                self._places[k].entity: self._places[k]
                for k in near
                if (self._firsts[k] in self._feminine) == (title.owner == HER)
            }
            if fits:
                return next(iter(fits.values())) if len(fits) == 1 else None
        return None

    def tie(self, title: TitlePhrase) -> Relation | None:
        """What an office ties its bearer to: a member or spokesman of a body."""
        if title.means not in _TIES or len(title.heads) > 1:
            return None
        body = self._by_words.get(tuple(fold(title.side).split())) if title.side else self.body(title)[0]
        return Relation(title.means, body.entity, title.span) if body is not None else None


def _announcer(document: Document, i: int) -> str:
    """The word before a name, quotation marks skipped («كتلة «لبنان الغد»»)."""
    i -= 1
    while i >= 0 and document.quote(document.tokens[i].span) in OPENERS:
        i -= 1
    return document.tokens[i].base if i >= 0 else ""


def _bare(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word.removeprefix(ARTICLE) for word in words)
