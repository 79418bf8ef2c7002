"""Triggers that somebody else has found: an annotation's, for measuring and training what fills their frames."""

from collections import Counter
from collections.abc import Iterable, Iterator

from musnad.claims.senses import Senses
from musnad.claims.triggers import Position, Trigger, TriggerRow, TriggerTable
from musnad.claims.view import View
from musnad.model import Span


class GivenTriggers:
    """Finds for each place the table's row of the wanted type; a word that the table lacks gets its type's usual frame."""

    def __init__(self, table: TriggerTable) -> None:
        self._table = table
        counts: dict[tuple[str, str], Counter[tuple[Position, ...]]] = {}
        for row in self._table.rows:
            counts.setdefault((row.pos, row.type), Counter())[row.frame] += 1
        self._usual = {key: frames.most_common(1)[0][0] for key, frames in counts.items()}

    def find(self, senses: Senses, places: Iterable[tuple[Span, str]]) -> Iterator[Trigger]:
        """A trigger for each place and type, in the order of the text; none for a place that holds no word."""
        view = senses.view
        for span, kind in sorted(places):
            words = [i for i in view.within(span) if view.tokens[i].kind == "word"]
            if words:
                yield self._table.of_type(senses, words[0], kind) or self._unknown(view, words[0], kind)

    def _unknown(self, view: View, i: int, kind: str) -> Trigger:
        pos = "verb" if view.verb_forms(i) else "noun"
        frame = self._usual.get((pos, kind), ())
        none: frozenset[str] = frozenset()
        row = TriggerRow("given", view.tokens[i].base, pos, kind, None, frame, none, none, none, (), False, "none")
        if pos == "verb":
            reading, form = view.verb_forms(i)[0]
            return Trigger(i, row, reading, form, i)
        token = view.tokens[i]
        return Trigger(i, row, view.grammar.words.readings(token.form, marbuta=token.marbuta)[0], None, i)
