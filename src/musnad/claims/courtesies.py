"""Who is meant by a courtesy with a pronoun: «سموه» is whom the page last called «سمو الشيخ سامر العلي»."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from musnad.folding import fold
from musnad.language.words import ARTICLE
from musnad.lexicon import Lexicon
from musnad.model import Argument, Span

if TYPE_CHECKING:
    from musnad.claims.participants import Group
    from musnad.claims.view import View

REACH = 600
"""How many words back the courtesy may stand: reports of audiences keep to it from first to last."""


def courtesies(lexicon: Lexicon) -> Mapping[str, frozenset[str]]:
    """The courtesies that each word with a pronoun takes up, folded."""
    return {fold(row["word"]): frozenset(map(fold, row.list("courtesy"))) for row in lexicon["claims/courtesies"]}


def meant(view: "View", i: int, after: Callable[[int], "Group | None"]) -> Argument | None:
    """The person whom the courtesy with a pronoun at a position means; None if it is none, or nobody was called so.

    `after` gives the phrase that begins at a position.
    """
    token = view.tokens[i]
    wanted = view.grammar.courtesies.get(token.form.removeprefix("".join(token.proclitics)))
    if wanted is None:
        return None
    for k in range(i - 1, max(i - REACH, -1), -1):
        if view.tokens[k].base.removeprefix(ARTICLE) not in wanted:
            continue
        person = _person(view, k, after)
        if person is not None:
            return Argument(Span(token.stem.start, token.span.end), person)
    return None


def _person(view: "View", k: int, after: Callable[[int], "Group | None"]) -> str | None:
    """The entity of the person whose phrase begins at a position, or whose courtesy ends there («صاحب السمو»)."""
    first = (
        k - 1 if k and view.mention_at.get(k) is not None and view.mention_at.get(k - 1) is view.mention_at[k] else k
    )
    group = after(first)
    people = [a.entity for a in group.members if a.entity in view.entities] if group is not None else []
    people = [e for e in people if e is not None and view.entities[e].kind == "PER"]
    return next((e for e in people if e in view.named), people[0] if people else None)
