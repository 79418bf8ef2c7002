"""Names in Latin letters, as a newspaper would print them: known words, else letter by letter in their context.

The model is made by `training/latin.py`: words with their usual writing, and for each letter the writing that is commonest
in the narrowest context that was seen, a list for Arab names and one for others.
"""

import gzip
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from musnad.folding import fold
from musnad.language.morphology import pairs
from musnad.language.words import ARTICLE
from musnad.lexicon import Lexicon

MODEL = Path(__file__).parents[1] / "data" / "models" / "latin.txt.gz"
EDGE = "#"
CONTEXTS = ((0, 0), (0, 1), (1, 1), (1, 2), (2, 2), (3, 3))
"""Letters before and behind, from the widest context to the narrowest."""
ARTICLE_LATIN = ("al-", "el-", "al ", "el ", "ul-", "ad-", "ar-", "as-", "ash-", "at-", "an-", "az-")
_UNVOICED = re.compile(r"^((?:[cdgkst]h|[bcdfghjklmnpqrstvwxyz]))((?!h)[bcdfghjklmnpqrstvwxz])")
"""Two consonants at the beginning of a word, between which Arabic does not write its vowel."""
SHORTEST = 4
"""Letters of the article and the shortest word behind it."""
Letters = dict[str, str]


def context(word: str, i: int, left: int, right: int) -> str:
    """A letter of a word with its neighbours, the letter behind a star."""
    return f"{word[max(i - left, 0) : i]}*{word[i : i + right + 1]}"


def trigrams(word: str) -> Iterator[str]:
    """Every three letters of a word, its edges included."""
    edged = EDGE + word + EDGE
    return (edged[i : i + 3] for i in range(len(edged) - 2))


def bare(word: str) -> str:
    """A folded word without its article."""
    rest = word.removeprefix(ARTICLE)
    return rest if len(rest) > 2 else word


class Latin:
    """Writes names in Latin letters; knows one model and the small words of names."""

    def __init__(self, lexicon: Lexicon, model: Path = MODEL) -> None:
        sections = dict(_sections(model))
        self._words = {kind: sections[f"words {kind}"] for kind in ("arab", "foreign")}
        self._letters = {kind: sections[f"letters {kind}"] for kind in ("arab", "foreign")}
        self._odds = {key: int(value) for key, value in sections["odds"].items()}
        self._phrases = {tuple(fold(r["word"]).split()): r for r in lexicon["names/latin_words"]}
        self._longest = max(map(len, self._phrases), default=1)
        joins = lexicon["names/name_words"]
        self._servants = tuple(fold(r["word"]) for r in joins if r["class"] == "joined" and not r["kunya"])

    def name(self, words: Sequence[str]) -> str:
        """A personal name or the name of a place, given its folded words."""
        words = [part for word in words for part in self._parted(word)]
        kind = self._kind(words)
        written: list[str] = []
        i = 0
        while i < len(words):
            step = next((n for n in range(self._longest, 0, -1) if tuple(words[i : i + n]) in self._phrases), 0)
            if step:
                written.append(self._phrases[tuple(words[i : i + step])]["latin"])
            else:
                served = i > 0 and words[i - 1] in self._servants  # «عبد الحكيم»: Abdul Hakim
                written.append(self.word(bare(words[i]) if served else words[i], kind))
            i += max(step, 1)
        joined = " ".join(written).strip()
        return joined[:1].upper() + joined[1:]

    def _parted(self, word: str) -> tuple[str, ...]:
        """A word in which two are written together («عبدالعزيز»), apart."""
        servant = next(
            (s for s in self._servants if word.startswith(s + ARTICLE) and len(word) > len(s) + SHORTEST), ""
        )
        return (servant, word.removeprefix(servant)) if servant else (word,)

    def word(self, word: str, kind: str = "") -> str:
        """One folded word; `kind` says whether it is of an Arab name, else its letters tell."""
        kind = kind or self._kind([word])
        rest = bare(word) if kind == "arab" else word
        known = self._words[kind].get(rest) or self._words["arab"].get(rest) or self._words["foreign"].get(rest)
        latin = known or self._spelled(rest, kind)
        latin = latin[:1].upper() + latin[1:]
        return f"al-{latin}" if rest != word and kind == "arab" else latin

    def _kind(self, words: Sequence[str]) -> str:
        """Whether a name is Arabic, by its words and their letters: foreign names have no article behind the first."""
        if any(bare(word) != word and word not in self._words["foreign"] for word in words[1:]):
            return "arab"
        score = 0
        for word in map(bare, words):
            arab, foreign = word in self._words["arab"], word in self._words["foreign"]
            score += 40 * (arab - foreign) if arab != foreign else 0
            score += sum(self._odds.get(three, 0) for three in trigrams(word))
        return "arab" if score >= 0 else "foreign"

    def _spelled(self, word: str, kind: str) -> str:
        letters, edged = self._letters[kind], EDGE + word + EDGE
        latin = "".join(_written(letters, edged, i) for i in range(1, len(edged) - 1))
        return _UNVOICED.sub(r"\1a\2", latin) if kind == "arab" else latin


def _written(letters: Letters, edged: str, i: int) -> str:
    for left, right in reversed(CONTEXTS):
        found = letters.get(context(edged, i, left, right))
        if found is not None:
            return found
    return ""


def _sections(model: Path) -> Iterator[tuple[str, Letters]]:
    """The sections of a model by their names."""
    text = gzip.decompress(model.read_bytes()).decode("utf-8")
    for section in text.removeprefix("[").split("\n["):
        name, _, rows = section.partition("]\n")
        yield name, pairs(rows.removesuffix("\n"))
