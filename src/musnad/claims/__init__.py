"""mentions + times -> claims.

view          the document token by token, for the grammar
participants  who a noun phrase means
clauses       subjects, objects, complements, pronouns
attribution   who says it: statements and their chains
triggers      which words report an event
arguments     who takes part in it, and where
deeds         whose word a claim is on, where to say it is to do it
status        whether it happened, is denied, planned, possible
stage         the claims stage that puts them together
"""

from musnad.claims.attribution import make_statements
from musnad.claims.stage import Claims, make_claims

__all__ = ["Claims", "make_claims", "make_statements"]
