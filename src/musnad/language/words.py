"""Words and their clitics: which letters before and behind a word are not its own.

`Words.split` makes the choice that tokens carry, from the counts in `language/words.tsv`; `Words.readings` lists every
possible division, for tables that know better than counts which one is meant.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from musnad.folding import fold, is_mark
from musnad.language.kept import Kept
from musnad.lexicon import Lexicon
from musnad.model import Span, Token, TokenKind

LAM, ALIF, HA, TA, HAMZA = "\u0644", "\u0627", "\u0647", "\u062a", "\u0621"
YA, WAW, TA_MARBUTA = "\u064a", "\u0648", "\u0629"
ARTICLE = ALIF + LAM
LONGEST = 64
"""Code points of the longest written word whose division is kept."""


class Reading(NamedTuple):
    """One way to divide a word; `base` is folded, without clitics and without the article."""

    base: str
    definite: bool
    proclitics: tuple[str, ...]
    enclitic: str


class Division(NamedTuple):
    """A written word divided as the counts suggest, whichever text it stands in.

    Attributes:
        form: the whole word, folded.
        base: the folded word without the detached clitics (the article stays).
        before: how many code points stand before the stem.
        behind: how many code points of the word stand before the end of the stem.
        proclitics: the detached clitics, in order.
        enclitic: the detached pronoun, or nothing.
        marbuta: the word is written with ة.
    """

    form: str
    base: str
    before: int
    behind: int
    proclitics: tuple[str, ...]
    enclitic: str
    marbuta: bool


class Words:
    """What the language tables say about words; built once, then only read."""

    def __init__(self, lexicon: Lexicon) -> None:
        affixes = lexicon["language/affixes"]
        by_class: dict[str, tuple[str, ...]] = {}
        for row in affixes:
            by_class[row["class"]] = (*by_class.get(row["class"], ()), fold(row["form"]))
        self._conjunctions = frozenset(by_class["conjunction"])
        self._prepositions = frozenset(by_class["preposition"])
        self._future = frozenset(by_class["future"])
        self._pronouns = tuple(sorted(by_class["pronoun"], key=len, reverse=True))
        frequent = lexicon["language/words"]
        self._counts = dict(zip(frequent.column("form"), map(int, frequent.column("count")), strict=True))
        forms = zip(frequent.column("form"), frequent.column("whole"), strict=True)
        self._whole = frozenset(form for form, whole in forms if whole)
        self._whole |= lexicon["language/whole_words"].folded("word")
        self._function = lexicon["language/function_words"].folded("word")
        self._takes_pronoun = frozenset(
            fold(row["word"]) for row in lexicon["language/function_words"] if row["suffix"]
        )
        self._kept = Kept(self._divide)
        self._readings = Kept(self._all_readings)

    def known(self, base: str) -> bool:
        """Whether the folded form is among the frequent words."""
        return base in self._counts

    def token(self, text: str, span: Span, kind: TokenKind) -> Token:
        """The token at a place, its clitics split as the counts suggest."""
        start, end = span.start, span.end
        written = text[start:end]
        if kind != "word":
            form = fold(written)
            return Token(span, kind, form, form, span)
        found = self._kept[written] if len(written) <= LONGEST else self._divide(written)
        form, base, before, behind, proclitics, enclitic, marbuta = found
        stem = Span(start + before, start + behind) if before or start + behind != end else span
        return Token(span, kind, form, base, stem, proclitics, enclitic, marbuta)

    def _divide(self, written: str) -> Division:
        form = fold(written)
        if not form:
            return Division(form, form, 0, len(written), (), "", False)
        proclitics, rest = self.split(form)
        base = (
            ARTICLE + rest[1:]
            if proclitics and proclitics[-1] == LAM and rest.startswith(LAM) and self._is_lam_article(rest)
            else rest
        )
        before = written_length(written, sum(map(len, proclitics)))
        enclitic, bare = self._pronoun(written, base)
        behind = len(written) - (_tail_length(written, len(enclitic)) if enclitic else 0)
        return Division(
            form, bare if enclitic else base, before, behind, proclitics, enclitic, TA_MARBUTA in written[-2:]
        )

    def _is_lam_article(self, rest: str) -> bool:
        return len(rest) > 3 and not (rest in self._counts and ARTICLE + rest[1:] not in self._counts)

    def _bare_preposition(self, rest: str) -> bool:
        """Whether the rest of a word is a pronoun: the clitic before it then is the word («لهم», «به»)."""
        return rest in self._pronouns

    def split(self, form: str) -> tuple[tuple[str, ...], str]:
        """The proclitics of a folded form and the rest, as the counts of words suggest; the article stays with the rest."""
        taken: list[str] = []
        rest = form
        if rest[:1] in self._conjunctions and self._is_clitic(rest):
            taken.append(rest[0])
            rest = rest[1:]
        if self._bare_preposition(rest[1:]) and rest[:1] in self._prepositions:
            return tuple(taken), rest
        if (rest[:1] in self._prepositions and self._is_clitic(rest)) or (
            rest[:1] in self._future and self._is_future(rest)
        ):
            taken.append(rest[0])
            rest = rest[1:]
        return tuple(taken), rest

    def _is_clitic(self, form: str) -> bool:
        rest = form[1:]
        if form in self._function or len(rest) < 2 or self._is_whole(form):
            return False
        if rest in self._function or (rest.startswith(ARTICLE) and len(rest) > 3):
            return True
        if form[0] == LAM and rest[0] == LAM and len(rest) > 2:
            return True
        if form in self._counts:
            return True
        if form[0] == WAW:
            return len(rest) > 2
        return self._counts.get(rest, 0) > 0

    def _is_whole(self, form: str) -> bool:
        """Whether the form is one word from its first letter on, by itself or with a pronoun behind it («وصوله»)."""
        return form in self._whole or any(
            bare in self._whole
            for pronoun in self._pronouns
            if len(form) > len(pronoun) + 3 and form.endswith(pronoun)
            for bare in _restored(form.removesuffix(pronoun))
        )

    def _is_future(self, form: str) -> bool:
        rest = form[1:]
        return len(rest) > 3 and rest[0] in (YA, TA) and rest in self._counts and form[1:] not in self._function

    def _pronoun(self, written: str, base: str) -> tuple[str, str]:
        """The pronoun behind a word and the word without it, or two empty strings."""
        if written.endswith(TA_MARBUTA):
            return "", ""
        for pronoun in self._pronouns:
            if len(pronoun) > 1 or pronoun == HA:
                rest = base.removesuffix(pronoun)
                if rest == base:
                    continue
                if rest in self._takes_pronoun:
                    return pronoun, rest
                if len(rest.removeprefix(ARTICLE)) > 2:
                    seen = self._counts.get(base, 0) // 4
                    for bare in _restored(rest):
                        if max(self._counts.get(bare, 0), self._counts.get(ARTICLE + bare, 0)) > seen:
                            return pronoun, bare
        return "", ""

    def readings(self, form: str, *, marbuta: bool) -> tuple[Reading, ...]:
        """Every division of a folded word: the whole first, then with one, two and three proclitics; then with a pronoun."""
        key = (form, marbuta)
        return self._readings[key] if len(form) <= LONGEST else self._all_readings(key)

    def _all_readings(self, key: tuple[str, bool]) -> tuple[Reading, ...]:
        form, marbuta = key
        divisions = list(self._divisions(form))
        found = [Reading(rest, definite, proclitics, "") for proclitics, rest, definite in divisions]
        if not marbuta:
            found += (
                Reading(base, False, proclitics, pronoun)
                for proclitics, rest, definite in divisions
                if not definite
                for pronoun, bare in self._without_pronoun(rest)
                for base in _restored(bare)
            )
        return tuple(found)

    def _without_pronoun(self, rest: str) -> Iterator[tuple[str, str]]:
        for pronoun in self._pronouns:
            bare = rest.removesuffix(pronoun)
            if bare != rest and len(bare) > 1:
                yield pronoun, bare

    def _divisions(self, form: str) -> Iterator[tuple[tuple[str, ...], str, bool]]:
        stack: list[tuple[tuple[str, ...], str]] = [((), form)]
        if form[:1] in self._conjunctions and len(form) > 2 and not self._is_whole(form):
            stack.append(((form[0],), form[1:]))
        for taken, rest in list(stack):
            if len(rest) > 2 and (rest[0] in self._prepositions or rest[0] in self._future) and rest not in self._whole:
                stack.append(((*taken, rest[0]), rest[1:]))
        for taken, rest in stack:
            yield taken, rest, False
            if rest.startswith(ARTICLE) and len(rest) > 3:
                yield taken, rest[2:], True
            elif taken and taken[-1] == LAM and rest[0] == LAM and len(rest) > 2:
                yield taken, rest[1:], True


@lru_cache(maxsize=2)
def make_words(lexicon: Lexicon) -> Words:
    """The words of a lexicon, made once."""
    return Words(lexicon)


def _restored(rest: str) -> Iterator[str]:
    """What a word was before a pronoun joined it: ت from ة, a seated hamza, a final alif from ى."""
    if rest.endswith(TA):
        yield rest[:-1] + HA
    if rest[-2:-1] == ALIF and rest[-1:] in (YA, WAW):
        yield rest[:-1] + HAMZA
    yield rest
    if rest.endswith(ALIF):
        yield rest[:-1] + YA


def written_length(written: str, letters: int) -> int:
    """How many code points of a written word its first folded letters take, marks that follow them included."""
    seen = position = 0
    while position < len(written) and (seen < letters or is_mark(written[position])):
        if seen >= letters and not is_mark(written[position]):
            break
        seen += len(fold(written[position]))
        position += 1
    return position if letters else 0


def _tail_length(written: str, letters: int) -> int:
    seen = 0
    for position in range(len(written) - 1, -1, -1):
        seen += len(fold(written[position]))
        if seen >= letters:
            return len(written) - position
    return len(written)
