"""Which written forms are verbs, and what kind of function word a word is.

Unvocalised Arabic writes many past verbs and verbal nouns alike (قتل, بحث, دعم); `VerbIndex` knows the forms, and
`musnad.claims.view` decides in context.
"""

from functools import lru_cache

from musnad.folding import clean, fold
from musnad.language.verbs import VerbForm, conjugate
from musnad.language.words import ARTICLE, TA, YA, Reading, make_words
from musnad.lexicon import Lexicon

VERB_TABLES = ("events/verbs", "events/triggers", "claims/cues", "claims/carriers")
_BEFORE_VERBS = frozenset("وفسل")
_HAMZAS = frozenset("أإؤئ")


class VerbIndex:
    """Every form of every verb that the tables know, and the classes of function words."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.words = make_words(lexicon)
        self._forms = _verb_forms(lexicon)
        self._classes: dict[str, frozenset[str]] = {}
        self._spellings: dict[str, dict[str, frozenset[str]]] = {}
        for row in lexicon["language/function_words"]:
            written, folded = clean(row["word"]), fold(row["word"])
            self._classes[written] = self._classes.get(written, frozenset()) | {row["class"]}
            spellings = self._spellings.setdefault(folded, {})
            spellings[written] = spellings.get(written, frozenset()) | {row["class"]}

    def forms(self, form: str) -> tuple[VerbForm, ...]:
        """What a folded form without clitics can be as a verb; nothing if it is none."""
        return self._forms.get(form, ())

    def verb_readings(self, word: str, *, marbuta: bool) -> list[tuple[Reading, VerbForm]]:
        """The ways to read a folded word as a verb: without article or preposition, with or without an object pronoun."""
        found = []
        for reading in self.words.readings(word, marbuta=marbuta):
            if reading.definite or not _BEFORE_VERBS.issuperset(reading.proclitics):
                continue
            for form in self.forms(reading.base):
                if form.first and reading.enclitic:
                    continue
                future = "س" in reading.proclitics or "ل" in reading.proclitics
                if not future or form.aspect == "present":
                    found.append((reading, form))
        return found

    def guessed(self, base: str, proclitics: tuple[str, ...], enclitic: str) -> bool:
        """Whether an unknown word looks like a present verb: a frequent form in ي or ت that never takes the article.

        One in ت must also be seen with ي.
        """
        if len(base) < 4 or enclitic or not _BEFORE_VERBS.issuperset(proclitics) or base[0] not in (YA, TA):
            return False
        if self.words.known(ARTICLE + base) or not self.words.known(base):
            return False
        return base[0] == YA or self.words.known(YA + base[1:])

    def classes(self, written: str, base: str) -> frozenset[str]:
        """The classes of a function word, by its spelling first, then folded; empty for other words.

        Writers leave hamzas out and do not put them in: «امام» is «أمام», but «إمام» is not, nor is «هنأ» «هنا».
        """
        found = self._classes.get(written)
        if found is not None:
            return found
        spellings = self._spellings.get(base)
        if spellings is None:
            return frozenset()
        return frozenset().union(*(some for spelled, some in spellings.items() if _may_be(written, spelled)))


def _may_be(written: str, word: str) -> bool:
    """Whether a word of the same folded letters can be meant: each hamza that is written stands in it."""
    if len(written) != len(word):
        return True
    return all(one == other or one not in _HAMZAS for one, other in zip(written, word, strict=True))


@lru_cache(maxsize=2)
def make_verbs(lexicon: Lexicon) -> VerbIndex:
    """The verbs of a lexicon, made once."""
    return VerbIndex(lexicon)


@lru_cache(maxsize=2)
def _verb_forms(lexicon: Lexicon) -> dict[str, tuple[VerbForm, ...]]:
    rows = []
    for name in VERB_TABLES:
        for row in lexicon[name]:
            if row["present"] and " " not in row["lemma"]:
                rows.append((row["lemma"], row["present"]))
    forms: dict[str, dict[VerbForm, None]] = {}
    for past, present in dict.fromkeys(rows):
        for form in conjugate(past, present):
            forms.setdefault(form.form, {})[form] = None
    return {form: tuple(readings) for form, readings in forms.items()}
