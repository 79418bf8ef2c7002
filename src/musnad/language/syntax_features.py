"""What the parser knows of a word by itself: features from its letters, its clitics and the tables of words."""

from collections.abc import Iterator

from musnad.folding import clean
from musnad.language.lexemes import VerbIndex
from musnad.language.morphology import load_morphology
from musnad.language.tagfeatures import profile
from musnad.language.words import ARTICLE, LAM
from musnad.lexicon import Lexicon
from musnad.model import Token

_LISTS = {
    "given": "gazetteers/given_names",
    "family": "gazetteers/family_names",
    "foreign": "gazetteers/foreign_names",
}
_SAME_MARKS = str.maketrans("،؛“”„«»‘’", ',;"""""\'\'')
_KEPT = frozenset("\u0627\u0648\u064a\u062a\u0645\u0646\u0633\u0647\u0621")
"""Letters that patterns are made of; the others are shown as one in the outline of a word."""


class WordFeatures:
    """The features of a written word; the same for the same letters wherever they stand."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.index = VerbIndex(lexicon)
        self._morphology = load_morphology()
        self._lists = {
            name: frozenset(word for row in lexicon[table] for word in row.list("words"))
            for name, table in _LISTS.items()
        }
        self._lists["place"] = lexicon["gazetteers/places"].folded("name") | lexicon["names/places"].folded("name")
        self._lists["country"] = lexicon["names/countries"].folded("name") | lexicon["names/countries"].folded("forms")

    def of(self, written: str, token: Token) -> list[str]:
        """The features of a token that is written so, by name."""
        match token.kind:
            case "word":
                return list(self._word(written, token))
            case "number":
                return ["number", f"digits:{min(len(written), 5) if written.isdigit() else 0}"]
            case "latin":
                return ["latin"]
            case "mark":
                return ["mark", f"mark:{written.translate(_SAME_MARKS)[:1]}"]

    def _word(self, written: str, token: Token) -> Iterator[str]:
        base = token.base
        definite = base.startswith(ARTICLE) and len(base) > 3
        bare = base[2:] if definite else base
        yield f"w:{bare}"
        yield "c:" + "".join(token.proclitics)
        yield "e:" + token.enclitic
        yield f"a:{int(definite)}"
        if token.marbuta:
            yield "marbuta"
        start = token.span.start
        stem = clean(written[token.stem.start - start : token.stem.end - start])
        function = self.index.classes(stem, base)
        if function:
            yield f"f:{stem}"
            yield from (f"k:{name}" for name in sorted(function))
        yield from self._letters(bare)
        yield from self._listed(base, bare)
        yield from self._read(token)

    def _letters(self, bare: str) -> Iterator[str]:
        for size in (1, 2, 3):
            if len(bare) > size:
                yield f"s{size}:{bare[-size:]}"
        for size in (1, 2):
            if len(bare) > size + 1:
                yield f"p{size}:{bare[:size]}"
        if len(bare) < 9:
            yield "o:" + "".join(letter if letter in _KEPT else LAM for letter in bare)

    def _listed(self, base: str, bare: str) -> Iterator[str]:
        for name, words in self._lists.items():
            if base in words or bare in words:
                yield f"l:{name}"

    def _read(self, token: Token) -> Iterator[str]:
        """What the word can be, and the best reading of each kind."""
        readings = self._morphology.readings(token.base, enclitic=bool(token.enclitic), marbuta=token.marbuta)
        kinds, best = profile(readings)
        yield f"r:{kinds}"
        yield f"b:{best}"
        noun = next((r.analysis for r in readings if r.kind != "V"), None)
        if noun:
            yield f"n:{noun.pos}{noun.gender}{noun.number}"
            yield f"d:{noun.derived}"
        verb = next((r.analysis for r in readings if r.kind == "V"), None)
        if verb:
            yield f"v:{verb.aspect}{verb.person}{verb.gender}{verb.number}{verb.voice}"
            yield f"y:{verb.lemma}"
