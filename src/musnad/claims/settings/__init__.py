"""Where and when an event took place: the places and times around its trigger, what can be said of each, and a trained choice.

The grammar proposes a place (`musnad.claims.arguments`) and the nearest time; what it says of a candidate is one of the things
that the model weighs. It may also find none: most events of a page are given neither place nor date.
"""

from musnad.claims.settings.choice import Settings
from musnad.claims.settings.facts import Case, Cases, Event

__all__ = ["Case", "Cases", "Event", "Settings"]
