"""How often parts of speech and lemmas are right: ten-fold cross-validation over PUD, and PADT, which is only measured with.

A word is counted once, by its stem; punctuation is not counted. Classes are verb (VERB, AUX), noun, adjective, name, other.
"""

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "training"))

from musnad.folding import fold  # noqa: E402
from musnad.language.morphology import load_morphology  # noqa: E402
from musnad.language.tagging import Tagger, Weights, load_classes, load_tagger  # noqa: E402
from musnad.language.tokens import raw_tokens  # noqa: E402
from musnad.language.words import Words  # noqa: E402
from musnad.lexicon import load  # noqa: E402
from musnad.model import Analysis, Sentence, Span, Token  # noqa: E402
from tagger import train  # noqa: E402
from tagger_data import Annotated, Answer, read  # noqa: E402

FOLDS = 10
CLASSES = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "ADJ": "adjective", "PROPN": "name"}
PADT_NAMES = {"X": "PROPN", "CONJ": "CCONJ"}
"""PADT, in the release at hand, calls most foreign names X."""
_FEATURES: dict[str, tuple[str, dict[str, str | int]]] = {
    "Person": ("person", {"1": 1, "2": 2, "3": 3}),
    "Gender": ("gender", {"Masc": "m", "Fem": "f"}),
    "Number": ("number", {"Sing": "singular", "Dual": "dual", "Plur": "plural"}),
    "Aspect": ("aspect", {"Perf": "past", "Imp": "present"}),
    "Voice": ("voice", {"Act": "active", "Pass": "passive"}),
}
Pair = tuple[Answer, Analysis | None]


def measure(shared: Path) -> dict[str, float]:
    """The figures of parts of speech and lemmas, as shares of one; speed in microseconds a word; none without the corpora."""
    if not (shared / "corpora" / "ud").is_dir():
        return {}
    sentences = list(read(shared / "corpora" / "ud" / "pud" / "ar_pud-ud-test.conllu"))
    words = Words(load())
    gold: list[Pair] = []
    own: list[Pair] = []
    for tagger, tested in folds(sentences):
        for sentence in tested:
            gold += answered(tagger, sentence)
            own += aligned(tagger, sentence, words)
    figures = {f"pud_{name}": value for name, value in shares(gold).items()}
    figures |= {f"pud_own_words_{name}": value for name, value in shares(own).items()}
    padt = shared / "corpora" / "ud" / "padt_research_only"
    for part in ("dev", "test"):
        pairs = [p for s in read(padt / f"ar-ud-{part}.unvoc.conllu") for p in answered(load_tagger(), s)]
        figures |= {f"padt_{part}_{name}": value for name, value in shares(pairs).items()}
    return figures | {"microseconds_a_word": speed(sentences)}


def folds(sentences: Sequence[Annotated]) -> Iterator[tuple[Tagger, list[Annotated]]]:
    """A tagger for each fold, trained without it, and the fold: the sentences whose position leaves its remainder."""
    for fold_number in range(FOLDS):
        rest = [s for i, s in enumerate(sentences) if i % FOLDS != fold_number]
        weights = Weights(train(rest, load_morphology(), load_classes()))
        tagger = Tagger(load_morphology(), weights, load_classes())
        yield tagger, [s for i, s in enumerate(sentences) if i % FOLDS == fold_number]


def whole(text: str, tokens: Sequence[Token]) -> list[Sentence]:
    """All the tokens as one sentence."""
    return [Sentence(Span(0, len(text)), 0, len(tokens))]


def answered(tagger: Tagger, sentence: Annotated) -> Iterator[Pair]:
    """The answers of a sentence with what the tagger makes of the treebank's own tokens."""
    found = tagger.analyse(sentence.text, sentence.tokens, whole(sentence.text, sentence.tokens))
    yield from zip(sentence.answers, found, strict=True)


def aligned(tagger: Tagger, sentence: Annotated, words: Words) -> Iterator[Pair]:
    """The same with tokens of our own: an answer goes with the token whose stem holds the middle of the gold stem."""
    spans = list(raw_tokens(sentence.text))
    tokens = [words.token(sentence.text, span, kind) for span, kind in spans]
    found = tagger.analyse(sentence.text, tokens, whole(sentence.text, tokens))
    places = {}
    for token, analysis in zip(tokens, found, strict=True):
        places.update(dict.fromkeys(range(token.stem.start, token.stem.end), analysis))
    for token, answer in zip(sentence.tokens, sentence.answers, strict=True):
        yield answer, places.get((token.stem.start + token.stem.end) // 2)


def shares(pairs: Sequence[Pair]) -> dict[str, float]:
    """How often the class, the full part of speech, the lemma of verbs and their features are right."""
    counted = [(gold, got) for gold, got in pairs if gold.pos != "PUNCT"]
    verbs = [(gold, got) for gold, got in counted if _class(gold.pos) == "verb"]
    figures = {
        "class": _share(counted, lambda gold, got: _class(_common(gold.pos)) == _class(got.pos)),
        "pos": _share(counted, lambda gold, got: _merged(_common(gold.pos)) == _merged(got.pos)),
        "verb_lemma": _share(verbs, lambda gold, got: _class(got.pos) == "verb" and gold.lemma == fold(got.lemma)),
        "lemma": _share(counted, lambda gold, got: gold.lemma == fold(got.lemma)),
    }
    found = [(gold, got) for gold, got in verbs if got and _class(got.pos) == "verb"]
    figures["found_verb_lemma"] = _share(found, lambda gold, got: gold.lemma == fold(got.lemma))
    for feature, (name, values) in _FEATURES.items():
        given = [(gold, got) for gold, got in found if gold.features.get(feature) in values]
        figures[f"verb_{name}"] = sum(values[g.features[feature]] == getattr(a, name) for g, a in given) / len(given)
    return figures


def confusions(pairs: Sequence[Pair]) -> Counter[tuple[str, str]]:
    """How often each class was taken for each."""
    return Counter(
        (_class(_common(gold.pos)), _class(got.pos) if got else "none") for gold, got in pairs if gold.pos != "PUNCT"
    )


def speed(sentences: Sequence[Annotated]) -> float:
    """Microseconds that the shipped tagger takes a word, when all forms have been met before."""
    tagger = load_tagger()
    jobs = [(s.text, s.tokens, whole(s.text, s.tokens)) for s in sentences]
    for job in jobs:
        tagger.analyse(*job)
    started = time.perf_counter()
    for job in jobs:
        tagger.analyse(*job)
    return 1e6 * (time.perf_counter() - started) / sum(len(tokens) for _, tokens, _ in jobs)


def _share(pairs: Sequence[Pair], right: Callable[[Answer, Analysis], bool]) -> float:
    return sum(got is not None and right(gold, got) for gold, got in pairs) / len(pairs)


def _class(pos: str) -> str:
    return CLASSES.get(pos, "other")


def _common(pos: str) -> str:
    return PADT_NAMES.get(pos, pos)


def _merged(pos: str) -> str:
    return "VERB" if pos == "AUX" else pos


if __name__ == "__main__":
    for figure, value in measure(ROOT.parent / "shared").items():
        print(f"{figure:32} {value:.4f}")
