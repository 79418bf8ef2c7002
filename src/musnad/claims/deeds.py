"""Deeds that are done in the telling: «we condemn», «he announced his resignation». They are on nobody's word."""

from collections.abc import Sequence

from musnad.claims.attribution.reader import DECIDED
from musnad.claims.triggers import Trigger
from musnad.claims.view import View
from musnad.model import Argument, Link, Statement

OWN_WORDS = frozenset({"AGREE", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "CONCEDE"})
"""Types of events that are themselves words."""

DECISIONS = frozenset({"AGREE", "SUPPORT", "REJECT", "CONCEDE", "SANCTION", "OFFICE"})
"""Types of events that whoever decides them brings about by announcing them."""

_AT_ONCE = 3
"""Characters and words before a deed in its announcement are few: so many tokens at most."""


def chain_of(view: View, trigger: Trigger, statement: Statement | None, actors: Sequence[Argument]) -> tuple[Link, ...]:
    """The chain of the words that a trigger stands in, without the speaker where the deed is his and done by speaking."""
    chain = statement.chain if statement is not None else ()
    own = _performed(view, trigger) or (statement is not None and _announced(view, trigger, statement, actors))
    return chain[:-1] if own else chain


def _performed(view: View, trigger: Trigger) -> bool:
    """Whether a verb does what it says («we condemn»): not one that tells of what was, will be or is not done."""
    form, i = trigger.form, trigger.index
    if form is None or not form.first or form.aspect != "present" or trigger.row.type not in OWN_WORDS:
        return False
    before = view.classes(i - 1) if i else frozenset()
    future = any("س" in reading.proclitics for reading, _ in view.verb_forms(i))
    return not (future or before & {"negation", "future"})


def _announced(view: View, trigger: Trigger, statement: Statement, actors: Sequence[Argument]) -> bool:
    """Whether a noun is a decision of the one who announces it («أعلن استقالته»)."""
    speaker, i = statement.speaker, trigger.index
    if trigger.form is not None or trigger.row.type not in DECISIONS or speaker is None or statement.direct:
        return False
    if all(reason.rule != DECIDED for reason in statement.why):
        return False
    if speaker.entity not in view.named or all(actor.entity != speaker.entity for actor in actors):
        return False  # a spokesman decides nothing
    opening = range(max(view.sentence_of[i].first, i - _AT_ONCE), i)
    inside = [k for k in opening if view.tokens[k].span.start >= statement.span.start]
    return len(inside) < _AT_ONCE and not any(view.is_verb(k) or "subordinator" in view.classes(k) for k in inside)
