"""Which words keep the preposition behind them in a description, by `claims/tied_words`."""

from musnad.folding import fold
from musnad.language.words import HA
from musnad.lexicon import Lexicon

PARTICIPLE, BAND, POST = "participle", "band", "post"


class TiedWords:
    """The words that keep a preposition, by what they are; compiled once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._endings = sorted(lexicon["language/endings"].chosen("form", "class", "participle"), key=len, reverse=True)
        self._words: dict[str, dict[str, frozenset[str]]] = {PARTICIPLE: {}, BAND: {}, POST: {}}
        for row in lexicon["claims/tied_words"]:
            prepositions = frozenset(map(fold, row.list("prepositions")))
            self._words[row["sort"]][fold(row["word"])] = prepositions

    def prepositions(self, word: str, sort: str) -> frozenset[str]:
        """Which prepositions a folded word without article keeps, in any number and gender."""
        known = self._words[sort]
        if word in known:
            return known[word]
        for ending in self._endings:
            stem = word.removesuffix(ending.removeprefix("-"))
            if stem != word and (stem in known or stem + HA in known):
                return known.get(stem) or known[stem + HA]
        return frozenset()
