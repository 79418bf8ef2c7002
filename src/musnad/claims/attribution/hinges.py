"""The small words around what is said: what opens it, ends it, carries it on; from the table `claims/hinges`."""

from collections.abc import Sequence

from musnad.claims.attribution.divisions import Divider
from musnad.folding import fold
from musnad.lexicon import Lexicon
from musnad.model import Token


class Hinges:
    """Words and phrases of the table by class; folded."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.divider = Divider(lexicon)
        self._words: dict[str, set[str]] = {}
        self._phrases: dict[str, dict[str, list[tuple[str, ...]]]] = {}
        for row in lexicon["claims/hinges"]:
            words = tuple(fold(row["word"]).split())
            self._words.setdefault(row["class"], set()).add(" ".join(words))
            self._phrases.setdefault(row["class"], {}).setdefault(words[0], []).append(words)

    def is_a(self, kind: str, word: str) -> bool:
        """Whether a folded word is one of a class."""
        return word in self._words.get(kind, ())

    def all(self, kind: str) -> frozenset[str]:
        """The folded words of a class."""
        return frozenset(self._words.get(kind, ()))

    def owned(self, kind: str, word: str) -> str:
        """The word of a class that a folded word is with a pronoun behind it («ارتياحه»); empty if it is none."""
        words = self._words.get(kind, set())
        return next((d.base for d in self.divider.divisions(word, words, enclitics=True) if d.enclitic), "")

    def length(self, kind: str, tokens: Sequence[Token], i: int) -> int:
        """How many tokens a phrase of a class takes from a position on; 0 if none begins there."""
        starts = self._phrases.get(kind, {})
        best = 0
        for words in starts.get(tokens[i].form, ()):
            if len(words) > best and all(
                i + k < len(tokens) and word in (tokens[i + k].form, tokens[i + k].base) for k, word in enumerate(words)
            ):
                best = len(words)
        return best
