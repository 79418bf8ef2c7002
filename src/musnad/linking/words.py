"""Folded words for comparing: what a passage says, and the bare stems of the words that tell of deeds."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from zlib import crc32

from musnad.folding import fold
from musnad.language.lexemes import VERB_TABLES
from musnad.language.verbs import conjugate
from musnad.language.words import make_words
from musnad.lexicon import Lexicon

WORD = re.compile(r"[^\W_\u064b-\u065f\u0670][^\W_]*(?:[\u064b-\u065f\u0670]+[^\W_]*)*")
"""A word or number, harakat included."""
_WEAK = frozenset("اويى")
_AUGMENTS = frozenset("تمينسا")
_BOUNDS = {"more": ">", "less": "<", "about": "~"}
_ENDINGS = ("ات", "ين", "ان", "ون", "وا", "ا", "ت")
_LETTERS = 3
"""How many letters a stem keeps at least, and a skeleton at most."""
SHINGLE = 4
"""How many words a shingle has."""
_REMEMBERED = 1 << 16
"""How many words' stems are remembered at the most."""


def words_of(text: str) -> list[str]:
    """The folded words and numbers of a text, in order."""
    return [fold(word) for word in WORD.findall(text)]


class Vocabulary:
    """What the table of words knows, and what a word is without its affixes."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon["linking/words"]
        uses = ("empty", "outlet", "own", "agency", "blog", "count", "name")
        self._empty, self._outlet, self._own, self._agency, self._blog, self._count, self._name = (
            frozenset(table.chosen("word", "use", use)) for use in uses
        )
        self.prefixes = tuple(table.chosen("word", "use", "prefix"))
        self._suffixes = tuple(table.chosen("word", "use", "suffix"))
        self._uses = {fold(row["word"]): row["use"] for row in table if row["use"] in {"after", *_BOUNDS}}
        self._kin = frozenset(map(self._stripped, lexicon["names/kin"].folded("word")))
        self.numerals = {
            fold(form): float(row["value"])
            for row in lexicon["times/numbers"]
            if row["class"] == "cardinal"
            for form in (row["word"], *row.list("forms"))
        }
        self._spokesmen = frozenset(
            self._stripped(fold(form))
            for row in lexicon["names/titles"]
            if row["means"] == "spokesman"
            for form in (row["word"], *row.list("forms"))
        )
        self._stems: dict[str, str] = {}
        self._deeds: dict[tuple[str, str], set[str]] = {}
        self._roots: dict[tuple[str, str], set[str]] = {}
        self._words = make_words(lexicon)
        presents = _presents(lexicon)
        for row in lexicon["linking/deeds"]:
            for word in row.list("words"):
                for form in _forms(word, presents.get(word)):
                    self._deeds.setdefault((row["type"], form), set()).add(row["deed"])
                self._roots.setdefault((row["type"], self.skeleton(fold(word))), set()).add(row["deed"])

    def stem(self, word: str) -> str:
        """A folded word without article, conjunctions and endings, as far as three letters are left."""
        known = self._stems.get(word)
        if known is None:
            if len(self._stems) >= _REMEMBERED:
                self._stems.clear()
            known = self._stems[word] = self._stripped(word)
        return known

    def _stripped(self, word: str) -> str:
        bare = word
        for prefix in self.prefixes:
            if bare.startswith(prefix) and len(bare) - len(prefix) >= _LETTERS:
                bare = bare[len(prefix) :]
                break
        for suffix in self._suffixes:
            if bare.endswith(suffix) and len(bare) - len(suffix) >= _LETTERS:
                return bare[: -len(suffix)]
        return bare

    def skeleton(self, word: str) -> str:
        """The consonants that a folded word shares with its kin, roughly: of خطفوا, اختطاف and يخطفون the same."""
        bare = self.stem(word)
        while len(bare) > _LETTERS and bare[0] in _AUGMENTS:
            bare = bare[1:]
        firm = "".join(letter for letter in bare if letter not in _WEAK)
        if len(firm) > _LETTERS and firm[1] == "ت":
            firm = firm[0] + firm[2:]
        return firm[:_LETTERS] if len(firm) > 1 else bare

    def deeds(self, kind: str, trigger: str) -> frozenset[str]:
        """The kinds of deed that a trigger of a type may tell of; none where the table does not know it."""
        for reading in self._words.readings(trigger, marbuta=False):
            for base in (reading.base, *_bare(reading.base)):
                if found := self._deeds.get((kind, base)):
                    return frozenset(found)
        return frozenset(self._roots.get((kind, self.skeleton(trigger)), ()))

    def content(self, text: str) -> frozenset[str]:
        """The stems of the words that say something."""
        return frozenset(self.stem(word) for word in words_of(text) if len(word) > 1 and word not in self._empty)

    def outlet(self, name: str) -> frozenset[str]:
        """The stems of an outlet's own name: without what it is."""
        every = words_of(name)
        return frozenset(self.stem(w) for w in every if w not in self._outlet) or frozenset(map(self.stem, every))

    def is_agency(self, name: str) -> bool:
        """Whether an outlet calls itself a news agency."""
        return any(word in self._agency for word in words_of(name))

    def is_blog(self, name: str) -> bool:
        """Whether an outlet is one person's, who tells what he sees."""
        return any(word in self._blog for word in words_of(name))

    def is_kin(self, text: str) -> bool:
        """Whether a text begins with a word of kinship: «شقيق المهندس» is not the engineer."""
        return any(word in self._kin or self.stem(word) in self._kin for word in words_of(text)[:1])

    def is_spokesman(self, word: str) -> bool:
        """Whether a folded word calls one who speaks for a body."""
        return self.stem(word) in self._spokesmen

    def is_name_of(self, word: str) -> bool:
        """Whether a folded word says in whose name somebody speaks: the body stands behind it."""
        return word in self._name

    def is_definite(self, word: str) -> bool:
        """Whether a folded word has the article, be it behind what is joined to its front."""
        joined = (prefix for prefix in self.prefixes if len(prefix) > 1)
        return any(word.startswith(prefix) and len(word) - len(prefix) >= _LETTERS for prefix in joined)

    def after(self, text: str) -> bool:
        """Whether a text ends in a word that says «after», with one more word behind it at most."""
        return any(self._uses.get(word) == "after" for word in words_of(text)[-2:])

    def bound(self, text: str) -> str:
        """How exact the number is before which a text stands: `>`, `<`, `~`, or `=` where nothing is said."""
        said = (
            _BOUNDS.get(self._uses.get(word, "")) or _BOUNDS.get(self._uses.get(self.stem(word), ""))
            for word in words_of(text)[-2:]
        )
        return next(filter(None, said), "=")

    def is_count(self, word: str) -> bool:
        """Whether a folded word says that what follows is counted."""
        return word in self._count or self.stem(word) in self._count

    def own(self, text: str) -> bool:
        """Whether words show a reporter of the outlet's own."""
        return any(word in self._own or self.stem(word) in self._own for word in words_of(text))


@lru_cache(maxsize=2)
def vocabulary_of(lexicon: Lexicon) -> Vocabulary:
    """The vocabulary of some tables, made once: it takes as long as linking a page."""
    return Vocabulary(lexicon)


def _presents(lexicon: Lexicon) -> dict[str, str]:
    """The presents of the verbs that tables know, by their pasts."""
    rows = (row for name in VERB_TABLES for row in lexicon[name] if row["present"])
    return {row["lemma"]: row["present"] for row in rows}


def _forms(word: str, present: str | None) -> set[str]:
    """The folded forms of a word without its clitics: of a verb whose present is known all that it has."""
    return {fold(word)} | ({form.form for form in conjugate(word, present)} if present else set())


def _bare(base: str) -> Iterator[str]:
    """A noun without its endings of number and case."""
    for ending in _ENDINGS:
        if base.endswith(ending) and len(base) - len(ending) >= _LETTERS:
            yield base[: -len(ending)]


def shingles(words: Iterable[str]) -> frozenset[int]:
    """The hashes of all runs of `SHINGLE` words; of a shorter text, of the whole."""
    every = list(words)
    runs = range(max(1, len(every) - SHINGLE + 1) if every else 0)
    return frozenset(crc32(" ".join(every[i : i + SHINGLE]).encode()) for i in runs)


def likeness(a: frozenset[str] | frozenset[int], b: frozenset[str] | frozenset[int]) -> float:
    """The share of what two sets hold together that they have in common."""
    shared = len(a & b)
    return shared / (len(a) + len(b) - shared) if shared else 0.0
