"""Whom the page means by two: «الجانبان», «لقاؤهما», «الاتفاق الذي عقد بينهما»."""

from dataclasses import replace

from musnad.claims.participants import Group, Phrases
from musnad.claims.triggers import Trigger
from musnad.claims.view import View
from musnad.model import Argument

DUAL = "\u0647\u0645\u0627"
"""The pronoun of two."""

_MUTUAL = frozenset({"CONSULT", "AGREE"})
_AHEAD = 4
"""How many words behind a noun the pronoun of two may stand that tells whose it is."""

_BACK = 120
"""How many tokens back two are looked for that were named together."""


class Pairs:
    """The pairs of one document."""

    def __init__(self, view: View, phrases: Phrases) -> None:
        self._view = view
        self._phrases = phrases

    def is_theirs(self, trigger: Trigger) -> bool:
        """Whether a meeting or accord is told of two by their pronoun («لقاؤهما», «الاجتماع الذي جمعهما»)."""
        if trigger.row.type not in _MUTUAL or trigger.form is not None:
            return False
        if trigger.reading.enclitic:
            return trigger.reading.enclitic == DUAL
        view, i = self._view, trigger.last + 1
        for k in range(i, min(view.sentence_of[trigger.index].last, i + _AHEAD)):
            if view.tokens[k].kind == "mark" or k in view.mention_at:
                return False
            if view.tokens[k].enclitic:
                return view.tokens[k].enclitic == DUAL
        return False

    def before(self, i: int) -> tuple[Argument, ...]:
        """The last two of one kind that the page names together before a position («فلان وفلان»); empty where there are none."""
        view = self._view
        for k in range(i - 1, max(i - _BACK, -1), -1):
            mention = view.mention_at.get(k)
            if mention is None or not mention.named or k - 1 in view.mention_at or view.proclitics(k)[:1] == ("و",):
                continue
            group = self._phrases.after(k)
            if group is not None and self._is_pair(group):
                return tuple(replace(a, implied=True) for a in group.members)
        return ()

    def _is_pair(self, group: Group) -> bool:
        kinds = [
            self._view.entities[a.entity].kind
            for a in group.members
            if a.entity is not None and a.entity in self._view.named
        ]
        return len(kinds) == len(group.members) == 2 and kinds[0] == kinds[1] and kinds[0] != "LOC"
