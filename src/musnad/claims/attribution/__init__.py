"""Who says what: mentions + words -> statements with their chains.

stage         the statements stage
reader        goes through a page cue by cue
cues          which words say that somebody says something; divisions, hinges: how cues are divided and joined
speakers      who speaks: preceding, a subject before its verb; actors, sources, source_words, heads and extents of a source's
              words, strangers whom no table knows, apposition of a name to an office, takeups («المصدر», «الوكالة»), history;
              addressees: who is called upon and so does not speak; antecedents: whom a describing clause takes up
scopes        how far a cue's words reach; nouns: where they are a noun phrase; quotes: quotation marks
frames        sources of whole sentences («بحسب X»), datelines, headlines («X: ...»)
utterances    what a cue, its speaker and its words make together; chains: statements inside statements
"""

from musnad.claims.attribution.stage import Attribution, make_statements

__all__ = ["Attribution", "make_statements"]
