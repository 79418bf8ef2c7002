"""How sure a claim is: how often claims like it are right, by a logistic regression, `data/models/confidence`.

Right is what `musnad.annotation.judged` calls so: the event is told there, under its type and status, whoever is named takes
part on his side, and the chain is the page's. What is weighed are words that say how the claim was read, each a yes or a no;
the two probabilities that the trained choices give are weighed as the steps that they reach.
"""

import math
from collections.abc import Iterable, Iterator
from functools import lru_cache

from musnad.claims.arguments import Filled
from musnad.claims.roles import keys
from musnad.claims.status import Standing
from musnad.model import Claim, Link
from musnad.trained import SCALE, model_text

LEAST_STEP, MOST_STEP = -4, 4
"""Between which odds, as whole natural logarithms, the steps of a probability lie."""

FAR = 4
"""The last of the steps by which the distance of the nearest actor is told, each four times as far as the one before."""

_NOT_WEIGHED = frozenset({"trigger"})


@lru_cache(maxsize=1)
def load_weights() -> dict[str, int]:
    """The weight of each word."""
    rows = (line.rpartition("\t") for line in model_text("confidence").splitlines())
    return {word: int(weight) for word, _, weight in rows}


def confidence(words: Iterable[str]) -> float:
    """The probability that a claim of which these words are said is right, to two places."""
    weights = load_weights()
    total = sum([weights.get(word, 0) for word in words])
    return round(1 / (1 + math.exp(-total / SCALE)), 2)


def words(claim: Claim, filled: Filled, standing: Standing) -> set[str]:
    """What is weighed of a claim: of its parts, of how they were found, and of how sure the choices were."""
    return {
        "any claim",
        f"type {claim.type}",
        f"status {claim.status}",
        *_participants(claim, filled),
        *(word for link in claim.chain[:2] for word in _link(link)),
        f"links {min(len(claim.chain), 2)}",
        *(f"{reason.stage}: {reason.rule}" for reason in claim.why if _is_weighed(reason.rule)),
        *(_steps("participants", filled.likely) if filled.likely is not None else ["not chosen"]),
        *_steps("standing", standing.likely),
        *_whatever(claim),
    }


def _is_weighed(rule: str) -> bool:
    return rule not in _NOT_WEIGHED and not rule.endswith(("by the frame", "by the trained choice"))


def _participants(claim: Claim, filled: Filled) -> Iterator[str]:
    given = (*claim.actors, *claim.recipients)
    yield f"actors {min(len(claim.actors), 2)}"
    yield f"recipients {min(len(claim.recipients), 2)}"
    chosen, by_frame = keys(given), filled.by_frame
    yield "frame and choice agree" if chosen == by_frame else "frame and choice differ"
    if chosen - by_frame:
        yield "somebody chosen alone"
    if by_frame - chosen:
        yield "somebody of the frame left out"
    if any(argument.implied for argument in given):
        yield "implied"
    if any(argument.entity is None for argument in given):
        yield "no entity"
    if claim.actors:
        distance = min(abs(argument.span.start - claim.span.start) for argument in claim.actors)
        yield f"actor at {min(FAR, (distance + 1).bit_length() // 2)}"


def _link(link: Link) -> Iterator[str]:
    yield f"source {link.kind}"
    yield f"stance {link.stance}"
    if link.source is None:
        yield "source without words"


def _whatever(claim: Claim) -> Iterator[str]:
    for name, there in (
        ("place", claim.place),
        ("time", claim.time),
        ("statement", claim.statement),
        ("content", claim.about),
    ):
        if there:
            yield name


def _steps(name: str, probability: float) -> Iterator[str]:
    """The steps that a probability reaches: the more likely, the more of them."""
    small = 1e-4
    odds = math.log((probability + small) / (1 - probability + small))
    return (f"{name} {step:+d}" for step in range(LEAST_STEP, min(MOST_STEP, round(odds)) + 1))
