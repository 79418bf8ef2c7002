"""What a written word can be wherever it stands: made once for each spelling, and kept."""

from dataclasses import dataclass

from musnad.folding import clean
from musnad.language.kept import Kept
from musnad.language.lexemes import VerbIndex
from musnad.language.verbs import VerbForm
from musnad.language.words import ALIF, ARTICLE, HA, LONGEST, Reading
from musnad.model import Token

CLOSING = frozenset(
    {
        *("preposition", "subordinator", "relative", "demonstrative", "negation", "past_particle", "auxiliary"),
        *("pronoun", "conjunction", "time_conjunction", "possibility", "future", "adverb", "vocative"),
    }
)
"""The classes of words over which no noun phrase goes on."""

FATHATAN, SHADDA = "\u064b", "\u0651"
VerbReadings = tuple[tuple[Reading, VerbForm], ...]
Spelling = tuple[str, str, str, str, tuple[str, ...], str, bool]
"""A word and its stem as they are written; its form, base, clitics, pronoun and whether it ends in ة, as `Token` has them."""


@dataclass(frozen=True, slots=True)
class Wordform:
    """What a spelling says of a word.

    Attributes:
        classes: the classes of a function word, without و and ف before it; empty for other words.
        closes: it is a mark, or of a class, over which no noun phrase goes on.
        verbal: it can be a verb: the tables know one or it looks like one, and nothing in its spelling rules that out.
        readings: of a verb that the tables know, the ways to read it.
        nominal: the spelling of such a verb is also a noun: a verbal noun of the tables, or a word that takes the article.
    """

    classes: frozenset[str] = frozenset()
    closes: bool = False
    verbal: bool = False
    readings: VerbReadings = ()
    nominal: bool = False


NO_WORD, MARK = Wordform(), Wordform(closes=True)


def _doubled(stem: str) -> bool:
    """Whether a word of three letters is written with its second one doubled, as verbs are: «حذّر»."""
    return SHADDA in stem and len(clean(stem)) == 3 and len(clean(stem[: stem.index(SHADDA)])) == 2


class Wordforms:
    """Finds the word forms of tokens; `nouns` are folded words that are nouns, `titles` cleaned ones that are never verbs."""

    def __init__(self, verbs: VerbIndex, nouns: frozenset[str], titles: frozenset[str]) -> None:
        self._verbs = verbs
        self._nouns = nouns
        self._titles = titles
        self._kept = Kept(self._make)

    def of(self, text: str, token: Token) -> Wordform:
        """The form of a token of a text; one that is no Arabic word has nothing."""
        if token.kind != "word":
            return MARK if token.kind == "mark" else NO_WORD
        span, stem = token.span, token.stem
        written = text[span.start : span.end]
        bare = written if stem is span else text[stem.start : stem.end]
        spelling = (written, bare, token.form, token.base, token.proclitics, token.enclitic, token.marbuta)
        return self._kept[spelling] if len(written) <= LONGEST else self._make(spelling)

    def _make(self, spelling: Spelling) -> Wordform:
        written, stem, form, base, proclitics, enclitic, marbuta = spelling
        classes = self._verbs.classes(clean(written), form) or self._verbs.classes(clean(stem), base)
        if classes:
            return Wordform(classes, not classes.isdisjoint(CLOSING))
        barred = marbuta or "ب" in proclitics or "ك" in proclitics or FATHATAN in written
        if barred or clean(stem) in self._titles:
            return NO_WORD
        readings = tuple(self._verbs.verb_readings(form, marbuta=marbuta))
        if not readings and not self._verbs.guessed(base, proclitics, enclitic):
            return NO_WORD
        return Wordform(classes, False, True, readings, not _doubled(stem) and self._could_be_noun(spelling))

    def _could_be_noun(self, spelling: Spelling) -> bool:
        written, _, form, base, _, enclitic, _ = spelling
        if not enclitic and written.rstrip()[-1:] in "ةىاء" and base.endswith(HA):
            return True
        words = self._verbs.words
        bases = {base, form, words.split(form)[1]}
        bases |= {one[:-1] for one in bases if one.endswith(ALIF)}
        return any(one in self._nouns or words.known(ARTICLE + one) for one in bases)
