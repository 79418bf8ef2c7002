"""What the claims of a page say of one another: both sides of a meeting, events taken up, contents."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from musnad.claims.arguments import Filled
from musnad.claims.frame import same
from musnad.claims.pairs import Pairs
from musnad.claims.participants import Phrases
from musnad.claims.triggers import Trigger
from musnad.claims.view import View
from musnad.folding import fold
from musnad.model import Argument, Statement

CONTENT_REACH = 14
"""How many tokens behind a request, promise or threat its content may begin."""

CONTENT_GAP = 4
"""How many tokens behind the beginning of a content its deed may stand."""

TAKEN_UP_BACK, TAKEN_UP_AHEAD = 10, 4
"""How many claims before and behind it a definite noun may take up."""

CAUSED_REACH = 25
"""How many tokens from an attack its victims may be told of."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A trigger with its filled frame, before status and links to others."""

    trigger: Trigger
    filled: Filled
    statement: Statement | None


def relate(view: View, phrases: Phrases, drafts: Sequence[Draft]) -> dict[int, tuple[int, str]]:
    """Fill what other claims of the page decide by rule; gives who is whose content, as `contents` does."""
    _both_sides(view, Pairs(view, phrases), drafts)
    _visited(view, drafts)
    _taken_up(view, drafts)
    caused(view, drafts)
    content = contents(view, drafts)
    _controlled(drafts, content)
    for draft in drafts:
        if draft.trigger.row.content == "postponed" and draft.trigger.form is None:
            draft.filled.settled = True
    return content


def contents(view: View, drafts: Sequence[Draft]) -> dict[int, tuple[int, str]]:
    """For each draft that is the content of another (asked, promised ...): that other's number, and what is made of it."""
    found: dict[int, tuple[int, str]] = {}
    for n, draft in enumerate(drafts):
        if draft.trigger.row.content != "none":
            for m in _content_of(view, drafts, n):
                found.setdefault(m, (n, draft.trigger.row.content))
    return found


def _content_of(view: View, drafts: Sequence[Draft], n: int) -> list[int]:
    """The deeds that a request, promise or threat speaks of: the first where its content begins, and those joined to it."""
    holder = drafts[n]
    i = holder.trigger.index
    end = min(view.sentence_of[i].last, i + CONTENT_REACH)
    start = min((a for a in holder.filled.about if a > i), default=_subordinator(view, i, end))
    found: list[int] = []
    for m in range(n + 1, len(drafts)):
        j = drafts[m].trigger.index
        if start is None or j >= end:
            break
        if drafts[m].trigger.row.pos == "participle" or j < start:
            continue
        if not found and _interrupted(view, start, j):
            break
        joined = view.tokens[j].proclitics[:1] == ("و",) and (found or j - start <= 2 * CONTENT_GAP)
        if joined or (not found and j - start <= CONTENT_GAP):
            found.append(m)
            end = min(view.sentence_of[i].last, j + CONTENT_REACH)
    return found


def _interrupted(view: View, start: int, j: int) -> bool:
    """Whether a comma or conjunction stands between where a content begins and a deed: the deed is then another matter."""
    return any(view.is_mark(k, "،,؛") or view.classes(k) & {"conjunction", "temporal"} for k in range(start, j))


def _subordinator(view: View, i: int, end: int) -> int | None:
    """Where أن opens a clause behind a trigger."""
    return next((k + 1 for k in range(i + 1, end) if "subordinator" in view.classes(k)), None)


def _both_sides(view: View, pairs: Pairs, drafts: Sequence[Draft]) -> None:
    """«الجانبان» are the parties of the last meeting told before them, or the last two who were named together."""
    parties: tuple[Argument, ...] = ()
    for draft in drafts:
        filled = draft.filled
        for side in (filled.actors, filled.recipients):
            if len(side) == 1 and fold(view.document.quote(side[0].span)) in view.grammar.both_sides:
                two = parties or pairs.before(draft.trigger.index)
                if two:
                    side[:] = two
                    filled.settled = True
        if pairs.is_theirs(draft.trigger):
            two = pairs.before(draft.trigger.index) or parties
            if two:
                filled.actors[:] = two
                filled.recipients.clear()
                filled.settled = True
        if parties and _speaks_of_several(view, draft):
            filled.actors[:] = parties
            filled.settled = True
        told = (*filled.actors, *filled.recipients)
        if draft.trigger.row.type == "CONSULT" and len(told) > 1 and all(a.entity for a in told):
            parties = tuple(replace(a, implied=True) for a in told)


def _speaks_of_several(view: View, draft: Draft) -> bool:
    """Whether a verb in the dual or plural was given a single subject that the words do not name («يلتقي فلانا ويبحثان»)."""
    form, actors = draft.trigger.form, draft.filled.actors
    several = form is not None and form.number != "singular" and not form.first
    return several and len(actors) == 1 and actors[0].implied and actors[0].entity in view.named


def _visited(view: View, drafts: Sequence[Draft]) -> None:
    """«يزور فلان تونس لبحث ...»: who travels to talk talks with those whom he visits, where no others are told."""
    for before, draft in pairwise(drafts):
        i, filled = draft.trigger.index, draft.filled
        purpose = draft.trigger.form is None and view.proclitics(i)[-1:] == ("ل",)
        here = view.sentence_of[i] is view.sentence_of[before.trigger.index]
        if not (purpose and here and _is_meeting(draft) and before.trigger.row.mode == "visit"):
            continue
        alone = all(any(same(a, b) for b in before.filled.actors) for a in filled.actors)
        if alone and not filled.recipients:
            filled.add("actor", tuple(replace(a, implied=True) for a in before.filled.actors))
            filled.add("recipient", tuple(replace(a, implied=True) for a in before.filled.recipients))


def _is_meeting(draft: Draft) -> bool:
    return draft.trigger.row.type == "CONSULT" and draft.trigger.row.mode != "visit"


def _taken_up(view: View, drafts: Sequence[Draft]) -> None:
    """«اللقاء», «الهجوم»: a definite noun that names nobody takes up the nearest event of its kind, told before or behind."""
    for n, draft in enumerate(drafts):
        trigger, filled = draft.trigger, draft.filled
        if not trigger.reading.definite or trigger.row.pos != "noun" or filled.actors or filled.recipients:
            continue
        if _says_more(draft):
            continue
        taken = next((other for other in _near(drafts, n) if _is_same_event(view, draft, other)), None)
        if taken is not None:
            filled.actors.extend(replace(a, implied=True) for a in taken.filled.actors)
            filled.recipients.extend(replace(a, implied=True) for a in taken.filled.recipients)
            filled.settled = True


def _says_more(draft: Draft) -> bool:
    """Whether words stand in the places of a noun's parties, though nobody could be read from them."""
    slots = draft.filled.slots
    places = {fold(place) for p in draft.trigger.row.frame if p.role in ("actor", "recipient") for place in p.places}
    return slots is not None and any(
        c.preposition in places and not (c.group is not None and all(a.implied for a in c.group.members))
        for c in slots.complements
    )


def _near(drafts: Sequence[Draft], n: int) -> Iterator[Draft]:
    """The claims that one may take up: those before it, the last first, then those behind it."""
    yield from reversed(drafts[max(n - TAKEN_UP_BACK, 0) : n])
    yield from drafts[n + 1 : n + 1 + TAKEN_UP_AHEAD]


def _is_same_event(view: View, draft: Draft, other: Draft) -> bool:
    """Whether a claim may tell what another takes up: of its type and mode, and both of a deed or both of its victims."""
    one, two = draft.trigger.row, other.trigger.row
    if one.type != two.type or not (other.filled.actors or other.filled.recipients):
        return False
    received = one.type == "CONSULT" and one.mode is None and bool(other.filled.actors and other.filled.recipients)
    if one.mode != two.mode and not received:
        return False
    alike = one.lemma == two.lemma or _root(view, draft) == _root(view, other)
    if one.type in ("ASSAULT", "COERCE"):
        return alike or (not _tells_of_victims(draft) and not _tells_of_victims(other))
    return alike or one.type == "CONSULT"


def _root(view: View, draft: Draft) -> str:
    """The verb that a trigger is or is derived from, as far as the context shows it; else its own lemma."""
    analyses = view.document.analyses
    if not analyses:
        return draft.trigger.row.lemma
    analysis = analyses[draft.trigger.index]
    return fold(analysis.verb or analysis.lemma)


def caused(view: View, drafts: Sequence[Draft]) -> None:
    """Who attacked has killed and wounded in the same sentence, where a noun tells only of the victims."""
    attacks = [draft for draft in drafts if draft.trigger.row.type == "ASSAULT"]
    causes = [draft for draft in attacks if draft.filled.actors and not _tells_of_victims(draft)]
    for draft in attacks:
        if draft.filled.actors or not _tells_of_victims(draft):
            continue
        i = draft.trigger.index
        near = [c for c in causes if abs(c.trigger.index - i) <= CAUSED_REACH]
        here = [c for c in near if view.sentence_of[c.trigger.index] is view.sentence_of[i]]
        cause = min(here, key=lambda c: abs(c.trigger.index - i), default=None)
        if cause is not None:
            draft.filled.add("actor", tuple(replace(a, implied=True) for a in cause.filled.actors))


def _tells_of_victims(draft: Draft) -> bool:
    if draft.trigger.form is not None:
        struck = any(p.role == "recipient" and "subj" in p.places for p in draft.trigger.row.frame)
        return (draft.trigger.row.passive or struck) and bool(draft.filled.recipients) and not draft.filled.actors
    frame = draft.trigger.row.frame
    suffers = any(p.role == "recipient" and "gen" in p.places for p in frame)
    return suffers and not any(p.role == "actor" and "gen" in p.places for p in frame)


def _controlled(drafts: Sequence[Draft], content: dict[int, tuple[int, str]]) -> None:
    """Who is asked to do a deed does it, who promises or threatens one does it himself, where the words name nobody else."""
    for m, (n, kind) in content.items():
        frame = {p.role for p in drafts[m].trigger.row.frame}
        holder, deed = drafts[n].filled, drafts[m].filled
        if "actor" not in frame or deed.actors:
            continue
        own = holder.actors if kind in ("promised", "threatened") else []
        doers = holder.recipients if kind in ("asked", "ordered") else own
        deed.add("actor", tuple(replace(a, implied=True) for a in doers))
