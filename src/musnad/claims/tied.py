"""What a description keeps behind its last word: «المتورطين في التهريب», «قوة من الجيش», «ضابط في المخابرات»."""

from musnad.claims.stretches import Stretches
from musnad.claims.tiedwords import BAND, PARTICIPLE, POST
from musnad.claims.view import View
from musnad.language.words import ARTICLE


class Tied:
    """Finds what the descriptions of one document keep behind them."""

    def __init__(self, view: View, stretches: Stretches) -> None:
        self.view = view
        self._stretches = stretches
        self._words = view.grammar.tied

    def end(self, first: int, last: int, end: int) -> int:
        """Where a description ends with what its words keep; `last` where they say nothing."""
        if last >= end or last == first:
            return last
        preposition, start = self._brought(last, end)
        kept = start < end and start not in self.view.time_at and self._keeps(first, last, preposition, start)
        return self._stretches.end(start, end) if kept else last

    def _keeps(self, first: int, last: int, preposition: str, start: int) -> bool:
        """Whether the last word, or the first, ties the preposition behind them to the description."""
        view, words = self.view, self._words
        if view.definite(last - 1) and not view.tokens[last - 1].enclitic:
            return preposition in words.prepositions(self._word(last - 1), PARTICIPLE)
        head = view.tokens[first].base
        if view.definite(first) or view.tokens[first].enclitic:
            return False
        band = preposition in words.prepositions(head, BAND) and self._is_people(start)
        return band or (preposition in words.prepositions(head, POST) and self._is_body(start))

    def _brought(self, j: int, end: int) -> tuple[str, int]:
        """The preposition at a position, and where its phrase begins."""
        view = self.view
        clitic = next((p for p in reversed(view.proclitics(j)) if p in "بل"), "")
        if clitic:
            return (clitic, j) if len(view.proclitics(j)) == 1 else ("", end)
        token = view.tokens[j]
        alone = "preposition" in view.classes(j) and not token.enclitic and not token.proclitics
        return (token.base or token.form, j + 1) if alone else ("", end)

    def _is_people(self, j: int) -> bool:
        view = self.view
        mention = view.mention_at.get(j)
        return (mention is not None and mention.kind != "LOC") or view.grammar.is_people[self._word(j)]

    def _is_body(self, j: int) -> bool:
        view = self.view
        mention = view.mention_at.get(j)
        if mention is not None:
            return mention.kind in ("ORG", "ARMED", "MEDIA")
        return view.definite(j) and self._word(j) in view.grammar.people

    def _word(self, j: int) -> str:
        return self.view.tokens[j].base.removeprefix(ARTICLE)
