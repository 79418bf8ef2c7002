"""Which known word a written word is, clitics set aside: the divisions that a dictionary answers, and no others."""

from collections.abc import Container, Iterator
from dataclasses import dataclass

from musnad.folding import fold
from musnad.language.words import ALIF, ARTICLE, HA, LAM, TA, YA
from musnad.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Division:
    """A known word inside a written one, folded; `definite` where the article was set aside."""

    base: str
    proclitics: tuple[str, ...]
    enclitic: str = ""
    definite: bool = False


class Divider:
    """Divides folded words at the clitics of `language/affixes`."""

    def __init__(self, lexicon: Lexicon) -> None:
        by_class: dict[str, tuple[str, ...]] = {}
        for row in lexicon["language/affixes"]:
            by_class[row["class"]] = (*by_class.get(row["class"], ()), fold(row["form"]))
        self._conjunctions = frozenset(by_class["conjunction"])
        self._second = frozenset(by_class["preposition"] + by_class["future"])
        suffixes = lexicon["claims/hinges"].chosen("word", "class", "suffix")
        self._pronouns = tuple(sorted({*by_class["pronoun"], *suffixes}, key=len, reverse=True))

    def divisions(self, form: str, known: Container[str], *, enclitics: bool = False) -> Iterator[Division]:
        """Every division of a folded word that leaves a known one; with a pronoun behind it only if asked for."""
        for proclitics, rest in self._heads(form):
            if rest in known:
                yield Division(rest, proclitics)
            if rest.startswith(ARTICLE) and rest[2:] in known:
                yield Division(rest[2:], proclitics, definite=True)
            elif proclitics and proclitics[-1] == LAM and rest[:1] == LAM and rest[1:] in known:
                yield Division(rest[1:], proclitics, definite=True)
            if enclitics and rest.endswith(self._pronouns):
                yield from self._with_pronoun(proclitics, rest, known)

    def _heads(self, form: str) -> Iterator[tuple[tuple[str, ...], str]]:
        yield (), form
        starts: list[tuple[tuple[str, ...], str]] = [((), form)]
        if form[:1] in self._conjunctions and len(form) > 2:
            yield (form[0],), form[1:]
            starts.append(((form[0],), form[1:]))
        for taken, rest in starts:
            if rest[:1] in self._second and len(rest) > 2:
                yield (*taken, rest[0]), rest[1:]

    def _with_pronoun(self, proclitics: tuple[str, ...], rest: str, known: Container[str]) -> Iterator[Division]:
        for pronoun in self._pronouns:
            bare = rest.removesuffix(pronoun)
            if bare == rest or len(bare) < 2:
                continue
            for base in (
                bare,
                bare[:-1] + HA if bare.endswith(TA) else "",
                bare[:-1] + YA if bare.endswith(ALIF) else "",
            ):
                if base and base in known:
                    yield Division(base, proclitics, pronoun)
