"""The claims of one page -> its events."""

from musnad.linking.clusters import groups
from musnad.linking.decided import DecidedClaims
from musnad.linking.features import People, Weights, inside
from musnad.linking.outlines import Gathered, gathered_of
from musnad.linking.reports import Report


def gathered(page: Report, weights: Weights, decided: DecidedClaims) -> list[Gathered]:
    """The events of a page, in the order of their keys."""
    people: People = {page.id: page.people}
    told = {t.key: t for t in page.told}
    keys = sorted(told)
    scores = {
        (a, b): weights.score("page", inside(told[a], told[b], people))
        for n, a in enumerate(keys)
        for b in keys[n + 1 :]
        if told[a].type == told[b].type
    }
    for n, a in enumerate(keys):
        for b in keys[n + 1 :]:
            score = decided.score([a], [b])
            if score is not None:
                scores[a, b] = score
    return [gathered_of((told[key] for key in group), page) for group in groups(keys, scores, uncompared=-10.0)]
