"""Who takes which part in a claim: candidates around a trigger, what can be said of each, and a trained choice among them.

The grammar of `musnad.claims.arguments` proposes; what it says of a candidate is the strongest of the things that the model
weighs.
"""

from musnad.claims.roles.candidates import key, keys
from musnad.claims.roles.cases import Case, Cases
from musnad.claims.roles.choice import Roles
from musnad.claims.roles.features import Fact
from musnad.claims.roles.site import Told

__all__ = ["Case", "Cases", "Fact", "Roles", "Told", "key", "keys"]
