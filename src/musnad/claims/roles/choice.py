"""The choice of actors and recipients among those who may be: a log-linear model over the cases of each claim.

For each side the model gives every case, and nobody, a probability (a conditional choice model: McFadden 1974; in
coreference, Denis and Baldridge 2008). Those of one entity are added up, so that it does not matter by which of its mentions
it is reached. Who is at least as likely as nobody, within limits, takes part; each entity and word once, on the side where he
stands better against nobody: where several share a side, each has only a part of its probability.
"""

from collections.abc import Hashable, Sequence
from typing import NamedTuple

from musnad.claims.arguments import Filled
from musnad.claims.clauses import Clauses
from musnad.claims.roles.candidates import key, keys
from musnad.claims.roles.cases import Case, Cases
from musnad.claims.roles.features import Fact
from musnad.claims.roles.model import Weigher, load_weights
from musnad.claims.roles.site import Told
from musnad.claims.view import View
from musnad.model import Argument
from musnad.trained import shares

AS_NOBODY = 0.7
"""How likely, beside nobody, somebody must be."""

AS_BEST = 0.3
"""How likely, beside the likeliest, others of the same side must be."""

LEAST = 0.2
"""How likely somebody must be at least."""

SECOND, AS_SECOND = 0.08, 0.1
"""The same where a meeting would have one side only: at least, and beside the likeliest."""


PUBLIC = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST"})
"""Types of deeds that those who tell of them seldom did."""

FORCE = "ASSAULT"
"""The type of deeds of force."""

Sides = tuple[list[Argument], list[Argument]]
"""Actors and recipients."""


class _Standing(NamedTuple):
    against_nobody: float
    side: int
    argument: Argument
    here: bool


class _Choice(NamedTuple):
    """The chosen sides, and how likely they are to be those of the claim."""

    sides: Sides
    likely: float


class Roles:
    """Fills the sides of claims anew; made once, and pickled by its name."""

    def __init__(self) -> None:
        self._weigher = Weigher(load_weights())

    def __reduce__(self) -> tuple[type["Roles"], tuple[()]]:
        return Roles, ()

    def choose(self, view: View, clauses: Clauses, told: Sequence[Told]) -> None:
        """Put in place of the grammar's actors and recipients those that the model finds likeliest."""
        cases = Cases(view, clauses, told)
        chosen = [
            None if claim.filled.settled else self._chosen(*cases.of(n), meeting=_is_meeting(claim))
            for n, claim in enumerate(told)
        ]
        struck = [_struck(view, told, claim) for claim in told]
        for claim, choice, victims in zip(told, chosen, struck, strict=True):
            filled = claim.filled
            filled.by_frame = keys((*filled.actors, *filled.recipients))
            if choice is not None:
                filled.likely = choice.likely
                held = _at_least_held(claim, _without_strangers(claim, choice.sides))
                filled.actors[:], filled.recipients[:] = _with_series(filled, held)
                barred = (victims | _spokesmen(view, claim)) - filled.by_frame
                filled.actors[:] = [
                    a for a in filled.actors if key(a) not in barred and not _is_event(view, told, claim, a)
                ]
                if _is_one_for_several(view, claim):
                    filled.actors.clear()

    def _chosen(self, nobody: list[Fact], cases: list[Case], *, meeting: bool) -> _Choice:
        total = self._weigher.total
        totals = [total(nobody), *[total(case.facts) for case in cases]]
        keyed = [(case.key, case) for case in cases]
        likely = [shares([t[side] for t in totals]) for side in (0, 1)]
        standing = [s for side in (0, 1) for s in _likely(side, likely[side], keyed)]
        if meeting and len({key(s.argument) for s in standing}) == 1:
            others = [s for side in (0, 1) for s in _likely(side, likely[side], keyed, lonely=True)]
            others = [s for s in others if not _same(s, standing[0])]
            standing += [max(others, key=lambda s: s.against_nobody)] if others else []
        sides: tuple[list[_Standing], list[_Standing]] = ([], [])
        taken: list[_Standing] = []
        for one in sorted(standing, key=lambda s: -s.against_nobody):
            if not any(_same(one, other) for other in taken):
                taken.append(one)
                sides[one.side].append(one)
        actors, recipients = ([s.argument for s in sorted(side, key=lambda s: s.argument.span)] for side in sides)
        return _Choice((actors, recipients), _surety(likely[0], keyed, actors) * _surety(likely[1], keyed, recipients))


def _surety(likely: list[float], keyed: list[tuple[Hashable, Case]], chosen: list[Argument]) -> float:
    """The share of a side's probability that lies with those chosen, or with nobody."""
    nobody, *each = likely
    taken = keys(chosen)
    return sum(share for share, (k, _) in zip(each, keyed, strict=True) if k in taken) if chosen else nobody


def _at_least_held(claim: Told, sides: Sides) -> Sides:
    """The chosen sides; where the model finds nobody in an arrest, those whom the grammar has as arrested."""
    nobody = claim.trigger.row.type == "COERCE" and not (sides[0] or sides[1])
    return ([], list(claim.filled.recipients)) if nobody else sides


def _with_series(filled: Filled, sides: Sides) -> Sides:
    """The chosen sides with all of whom the grammar put together with one of them: of «تونس والجزائر» none goes alone."""
    taken = {*keys(sides[0]), *keys(sides[1])}
    whole = []
    for side, grammar in zip(sides, (filled.actors, filled.recipients), strict=True):
        together = not keys(grammar).isdisjoint(keys(side))
        rest = [a for a in grammar if together and not a.implied and key(a) not in taken]
        whole.append(sorted((*side, *rest), key=lambda a: a.span))
    return whole[0], whole[1]


def _without_strangers(claim: Told, sides: Sides) -> Sides:
    """The sides without actors from elsewhere, where a verb's own subject is written out and acts («وتعهد الرئيس»)."""
    form, actors = claim.trigger.form, claim.filled.actors
    own = {key(a) for a in actors if not a.implied}
    if form is None or form.passive or claim.trigger.row.type == "CONSULT" or own.isdisjoint(keys(sides[0])):
        return sides
    takes_object = any(p.role == "recipient" and "obj" in p.places for p in claim.trigger.row.frame)
    if takes_object and all(a.implied for a in claim.filled.recipients):
        return sides  # the phrase behind it may be its object: «وطالب الحكومة»
    known = keys(actors)
    return [a for a in sides[0] if key(a) in known], sides[1]


def _struck(view: View, told: Sequence[Told], claim: Told) -> frozenset[Hashable]:
    """Whom the grammar has as victims of force in the sentence of a claim of force: the model must not make them doers."""
    if claim.trigger.row.type != FORCE:
        return frozenset()
    sentence = view.sentence_of[claim.trigger.index]
    others = (c for c in told if c is not claim and c.trigger.row.type == FORCE)
    here = (c for c in others if view.sentence_of[c.trigger.index] is sentence)
    return keys(a for c in here for a in c.filled.recipients)


def _spokesmen(view: View, claim: Told) -> frozenset[Hashable]:
    """Who tells of a deed of force or of a protest, a person: the model must not make him its doer."""
    statement = view.statement_at.get(claim.trigger.index)
    if statement is None or claim.trigger.form is not None or claim.trigger.row.type not in PUBLIC:
        return frozenset()
    sources = (link.source for link in statement.chain if link.source is not None)
    entities = (view.entities.get(source.entity or "") for source in sources)
    return frozenset(e.id for e in entities if e is not None and e.kind == "PER")


def _is_event(view: View, told: Sequence[Told], claim: Told, argument: Argument) -> bool:
    """Whether a phrase is the noun of a deed of the same kind, which does nothing itself («في عملية استهدفت المدينة»)."""
    inside = view.within(argument.span)
    if argument.entity is not None or not inside:
        return False
    return any(other.trigger.index == inside[0] and other.trigger.row.type == claim.trigger.row.type for other in told)


def _is_one_for_several(view: View, claim: Told) -> bool:
    """Whether a verb of several was given one man by name («أنهم اعترفوا»)."""
    form, actors = claim.trigger.form, claim.filled.actors
    if form is None or form.number != "plural" or form.first or len(actors) != 1:
        return False
    entity = view.entities.get(actors[0].entity or "")
    return entity is not None and entity.id in view.named and entity.kind == "PER"


def _is_meeting(claim: Told) -> bool:
    """Whether a claim needs two who take part."""
    return claim.trigger.row.type == "CONSULT" and claim.trigger.row.mode != "visit"


def _likely(
    side: int, shared: list[float], keyed: list[tuple[Hashable, Case]], *, lonely: bool = False
) -> list[_Standing]:
    """Those likely enough on one side, each entity by its likeliest mention; fewer will do where one is `lonely`."""
    nobody, *each = shared
    summed: dict[Hashable, float] = {}
    best: dict[Hashable, tuple[float, Case]] = {}
    for likely, (k, case) in zip(each, keyed, strict=True):
        summed[k] = summed.get(k, 0.0) + likely
        if k not in best or likely > best[k][0]:
            best[k] = likely, case
    if lonely:
        least = max(SECOND, AS_SECOND * max(summed.values(), default=0.0))
    else:
        least = max(LEAST, AS_NOBODY * nobody, AS_BEST * max(summed.values(), default=0.0))
    return [
        _Standing(likely / (likely + nobody), side, best[k][1].argument, best[k][1].here)
        for k, likely in summed.items()
        if likely >= least
    ]


def _same(one: _Standing, other: _Standing) -> bool:
    """Whether two are the same entity, or descriptions that share words."""
    a, b = one.argument, other.argument
    if key(a) == key(b):
        return True
    return one.here and other.here and (a.entity is None or b.entity is None) and a.span.overlaps(b.span)
