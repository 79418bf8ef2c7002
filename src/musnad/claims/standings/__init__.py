"""How surely an event took place: what stands around its trigger, and a trained choice among the ways in which it may stand.

The rules of `musnad.claims.status` propose; what they find is one of the things that the model weighs, and stays among the
reasons of the claim.
"""

from musnad.claims.standings.choice import Standings
from musnad.claims.standings.facts import Facts, Proposed

__all__ = ["Facts", "Proposed", "Standings"]
