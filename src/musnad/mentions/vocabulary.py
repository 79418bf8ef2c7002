"""What the tables say about single words: names, nationalities, and which words are no names."""

from collections.abc import Iterator, Sequence

from musnad.folding import clean, fold
from musnad.language.verbs import conjugate
from musnad.language.words import ALIF, ARTICLE, HA, TA, WAW, YA
from musnad.lexicon import Lexicon, Table

NOT, COMMON, UNKNOWN, DOUBTFUL, SURE = range(5)
"""How much a word looks like part of a personal name: not at all; a family name that is a common word too; a word that no
list knows; a given name that is a common word too; a name and nothing else."""
MIM = "\u0645"
_REMEMBERED = 50_000
"""Words of which the level is remembered: a word's level never changes, so that this holds nothing of a page."""


class Vocabulary:
    """Sets and dictionaries of folded words, built once from a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        pronouns = {fold(r["form"]) for r in lexicon["language/affixes"] if r["class"] == "pronoun"}
        self.pronouns = tuple(sorted(pronouns, key=len, reverse=True))
        self.objects = tuple(p for p in self.pronouns if len(p) > 1)
        self.inflections = tuple(fold(r["ending"]) for r in lexicon["names/endings"])
        self.endings = (*self.inflections, *sorted(p for p in pronouns if not p.endswith(YA)))
        self._levels: dict[str, int] = {}
        self.common = packed(lexicon["gazetteers/common_words"])
        self.foreign_given = lexicon["names/foreign_given"].folded("words")
        self.verb_forms = packed(lexicon["gazetteers/verb_forms"])
        rare = lexicon["names/arabic_given"].folded("words")
        self.never = lexicon["names/not_names"].folded("word")
        self.given = (packed(lexicon["gazetteers/given_names"]) | self.foreign_given | rare) - self.never
        self.foreign = packed(lexicon["gazetteers/foreign_names"])
        self.family = packed(lexicon["gazetteers/family_names"]) | self.foreign
        self.function = lexicon["language/function_words"].folded("word")
        clause = {"pronoun", "subordinator", "conjunction"}
        self.openers = frozenset(fold(r["word"]) for r in lexicon["language/function_words"] if r["class"] in clause)
        self.function_as_written = frozenset(clean(r["word"]) for r in lexicon["language/function_words"])
        affixes = lexicon["language/affixes"]
        self.future = frozenset(fold(r["form"]) for r in affixes if r["class"] == "future")
        self.plurals = tuple(fold(r["ending"]) for r in lexicon["names/endings"] if r["plural"])
        self.outer = frozenset(fold(r["form"]) for r in affixes if r["class"] == "conjunction")
        self.inner = frozenset(fold(r["form"]) for r in affixes if r["class"] == "preposition")
        self.nationality = dict(_nationalities(lexicon["names/countries"], self.inflections))
        contexts = lexicon["names/contexts"]
        self.verbs = frozenset(form.form for r in contexts for form in conjugate(r["past"], r["present"]))
        self.telling = frozenset(
            form.form for r in contexts if r["telling"] for form in conjugate(r["past"], r["present"])
        )
        self._read_name_words(lexicon["names/name_words"])
        self._read_modifiers(lexicon["names/modifiers"])

    def _read_name_words(self, joins: Table) -> None:
        self.joined = frozenset(fold(r["word"]) for r in joins if r["class"] == "joined")
        self.common |= {fold(r["word"]) for r in joins if r["class"] == "everyday"}
        self.homographs = frozenset(fold(r["word"]) for r in joins if r["class"] == "homograph")
        self.sayings = frozenset(fold(r["word"]) for r in joins if r["class"] == "saying")
        self.kunya = frozenset(fold(r["word"]) for r in joins if r["kunya"])
        self.servants = tuple(j + ARTICLE for j in self.joined - self.kunya)
        self.compounds = frozenset(fold(r["word"]) for r in joins if r["class"] == "compound")
        self.links = frozenset(fold(r["word"]) for r in joins if r["class"] == "link")
        self.prefixes = self.joined | {fold(r["word"]) for r in joins if r["class"] == "prefix"}
        self.suffixes = frozenset(fold(r["word"]) for r in joins if r["class"] == "suffix")
        self.between = frozenset(fold(r["word"]) for r in joins if r["class"] == "between")

    def _read_modifiers(self, modifiers: Table) -> None:
        self.name_adjectives = _inflected(modifiers, "name")
        self.scopes = _inflected(modifiers, "scope")
        self.ordinals = _inflected(modifiers, "ordinal")
        self.branches = _inflected(modifiers, "branch")
        self.ideologies = _inflected(modifiers, "party")
        self.armed = frozenset(fold(r["word"]) for r in modifiers if r["class"] == "armed")
        self.organs = _inflected(modifiers, "organ")
        self.purposes = frozenset(fold(r["word"]) for r in modifiers if r["class"] == "purpose")
        self.title_adjectives = _inflected(modifiers, "title")
        self.stop_adjectives = _inflected(modifiers, "stop")

    def is_everyday(self, word: str) -> bool:
        """Whether a folded word is itself, with or without its article, an everyday word."""
        listed = word in self.common or word.removeprefix(ARTICLE) in self.common or word in self.verb_forms
        return listed or len(word) == 2

    def is_common(self, word: str) -> bool:
        """Whether a folded word, without clitics, is an everyday word or an inflected form of one."""
        bare = word.removeprefix(ARTICLE)
        if word in self.common or bare in self.common or word in self.function or word in self.verb_forms:
            return True
        if len(bare) > 5 and bare[0] == MIM and bare[-1] == YA and bare[:-1] in self.common:
            return True
        endings = self.endings if bare == word else self.inflections
        return any(
            stem in self.common or stem + HA in self.common or (stem.endswith(TA) and stem[:-1] + HA in self.common)
            for ending in endings
            if bare.endswith(ending) and len(bare) > len(ending) + 2
            for stem in (bare[: -len(ending)],)
        )

    def name_level(self, word: str) -> int:
        """How much a folded word, without clitics, looks like part of a personal name."""
        level = self._levels.get(word)
        if level is None:
            if len(self._levels) > _REMEMBERED:
                self._levels.clear()
            level = self._levels[word] = self._name_level(word)
        return level

    def _name_level(self, word: str) -> int:
        if word in self.never or len(word) < 2:
            return NOT
        if word in self.function:
            return DOUBTFUL if word in self.homographs else NOT
        bare = word.removeprefix(ARTICLE)
        everyday = self.is_everyday(word)
        if word in self.given:
            return DOUBTFUL if everyday else SURE
        if word.startswith(self.servants):
            return SURE
        if word in self.family or (bare != word and bare in self.family):
            return COMMON if everyday else SURE
        return NOT if self.is_common(word) or word in self.verbs or self._is_derived(word, bare) else UNKNOWN

    def _is_derived(self, word: str, bare: str) -> bool:
        """Whether an unknown word is a future verb, a verb of the plural, a clitic and a word, or a definite sound plural."""
        bare_verb = word[1:] if word[0] in self.outer else word
        if bare_verb[:1] in self.future and bare_verb[1:] in self.verb_forms:
            return True
        if word[0] in self.outer | self.inner and len(word) > 3 and self.is_common(word[1:]):
            return True
        if len(word) > 4 and word.endswith(WAW + ALIF):
            return True
        return bare != word and bare.endswith(self.plurals) and len(bare) > 5

    def is_verb(self, word: str) -> bool:
        """Whether a folded word, a conjunction before it or not, is a verb of the third person."""
        bare = word[1:] if word[:1] in self.outer and len(word) > 3 else word
        return any(w in self.verbs or w in self.verb_forms for w in (word, bare))

    def says(self, word: str) -> bool:
        """Whether a folded word, a conjunction before it or not, is a verb that stands right before a name."""
        return word in self.verbs or (word[:1] in self.outer and word[1:] in self.verbs)

    def tells(self, word: str) -> bool:
        """Whether a folded word, a conjunction before it or not, is a verb that takes no plain object («قال», «أكد»)."""
        return word in self.telling or (word[:1] in self.outer and word[1:] in self.telling)

    def is_participle(self, bare: str) -> bool:
        """Whether a word without article has the shape of a participle («متهم», «بالغ»)."""
        stem = bare.removesuffix(HA)
        shaped = stem[0] == MIM and len(stem) > 3 and stem[-2] != ALIF
        return shaped or (len(stem) == 4 and stem[1] == ALIF)

    def is_function(self, written: str, word: str) -> bool:
        """Whether a word is a function word as it is written («على», and not «علي», which folds to the same)."""
        return word in self.function and (word not in self.homographs or clean(written) in self.function_as_written)

    def country_of(self, word: str) -> str | None:
        """The country whose nationality a folded word says, with or without the article."""
        return self.nationality.get(word.removeprefix(ARTICLE)) or self.nationality.get(word)

    def qualifies(self, forms: Sequence[str], i: int, limits: Sequence[int], word: str) -> bool:
        """Whether a word that ends like an adjective stands behind a noun («القرار السياسي»)."""
        if not self.is_relative(word) or i == 0 or limits[i - 1] <= i or not forms[i - 1]:
            return False
        before = forms[i - 1]
        return not (before in self.function or self.is_verb(before))

    def modifies(self, forms: Sequence[str], i: int, limits: Sequence[int], word: str) -> bool:
        """Whether a definite participle is the adjective of the noun before it («الحزب المعارض», «الجولة المقررة»)."""
        before = forms[i - 1] if i and limits[i - 1] == limits[i] else ""
        before = before[1:] if before[:1] in self.outer and before[1:].startswith(ARTICLE) else before
        bare, noun = word.removeprefix(ARTICLE), before.removeprefix(ARTICLE)
        if bare == word or noun == before or not self.is_participle(bare) or bare.endswith(self.plurals):
            return False
        named = i + 1 < limits[i] and forms[i + 1] in self.given and self.name_level(forms[i + 1]) == SURE
        return bare.endswith(HA) == noun.endswith(HA) and not named and not self.is_verb(before)

    def is_relative(self, word: str) -> bool:
        """Whether the word ends like an adjective of relation (…ي, …ية and their plurals)."""
        return word.endswith((YA, YA + HA)) and len(word.removeprefix(ARTICLE)) > 2


def packed(table: Table) -> frozenset[str]:
    """All words of a table that holds many in a row; they stand folded in it."""
    return frozenset(word for row in table for word in row["words"].split("|"))


def _nationalities(countries: Table, endings: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for row in reversed(countries.rows):
        for adjective in row.list("adjectives"):
            base = fold(adjective)
            yield base, row["iso3"]
            for ending in endings:
                yield base + ending, row["iso3"]
        for people in row.list("people"):
            yield fold(people), row["iso3"]


def _inflected(table: Table, wanted: str) -> frozenset[str]:
    words = {fold(r["word"]) for r in table if r["class"] == wanted}
    return frozenset(words | {w + HA for w in words if not w.endswith(HA)})
