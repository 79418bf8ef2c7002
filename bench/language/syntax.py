"""Whom words depend on, held against a treebank: attachment, subjects and objects of verbs, arguments of verbal nouns.

The network that ships has learnt all of PUD, so that its scores on PUD are those of cross-validation: training/parser.py
makes them, and they stand in data/models/parser.json. What is measured here is the shipped network on the treebank that
it never saw, PADT, whose annotation differs from PUD's in places.
"""

import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "training"))

from musnad.language.morphology import load_morphology  # noqa: E402
from musnad.language.syntax import MODEL, Parser  # noqa: E402
from musnad.language.words import Words  # noqa: E402
from musnad.lexicon import Lexicon, load  # noqa: E402
from musnad.model import Arc, Sentence, Span, Token  # noqa: E402
from trees import Tree, read_trees  # noqa: E402

PADT = "corpora/ud/padt_research_only/ar-ud-test.unvoc.conllu"
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubjpass"})
OBJECTS = frozenset({"obj", "dobj"})
NOMINAL = frozenset({"nmod", "obl", "nsubj", "nsubj:pass", "obj", "obl:tmod"})
Pairs = set[tuple[int, int]]


class Tally:
    """Counts of what was right, over any number of sentences."""

    def __init__(self, verbal_nouns: frozenset[str] | None = None) -> None:
        self.counts: Counter[str] = Counter()
        self._morphology = load_morphology()
        self._verbal_nouns = verbal_nouns if verbal_nouns is not None else verbal_noun_forms(load())

    def add(self, tree: Tree, arcs: Sequence[Arc]) -> None:
        """Hold the arcs of a sentence against its tree."""
        c = self.counts
        for gold, given, pos in zip(tree.arcs, arcs, tree.pos, strict=True):
            right = gold.head == given.head
            c["words"] += 1
            c["heads"] += right
            c["arcs"] += right and gold.relation == given.relation
            if pos != "PUNCT":
                c["words, no marks"] += 1
                c["heads, no marks"] += right
                c["arcs, no marks"] += right and gold.relation == given.relation
        verbs = {i for i, pos in enumerate(tree.pos) if pos == "VERB"}
        nouns = {i for i, pos in enumerate(tree.pos) if pos == "NOUN" and tree.tokens[i].base in self._verbal_nouns}
        for name, relations in (("subject", SUBJECTS), ("object", OBJECTS)):
            everywhere = _pairs(tree.arcs, relations)
            wanted = {pair for pair in everywhere if pair[1] in verbs}
            found = {pair for pair in _pairs(arcs, relations) if self._can_be_verb(tree.tokens[pair[1]])}
            self._hold(name, wanted, found - (everywhere - wanted))
        wanted, found = ({pair for pair in _pairs(them, NOMINAL) if pair[1] in nouns} for them in (tree.arcs, arcs))
        self._hold("verbal noun", wanted, found)

    def _can_be_verb(self, token: Token) -> bool:
        """Whether the tables have the word as a verb, so that a head below which it finds a subject counts as one."""
        return bool(not token.marbuta and self._morphology.verbs(token.base, enclitic=bool(token.enclitic)))

    def _hold(self, name: str, wanted: Pairs, found: Pairs) -> None:
        self.counts[f"{name} wanted"] += len(wanted)
        self.counts[f"{name} found"] += len(found)
        self.counts[f"{name} right"] += len(wanted & found)

    def f1(self, *names: str) -> float:
        """The harmonic mean of precision and recall of kinds of pairs taken together, as a share."""
        both = sum(self.counts[f"{name} wanted"] + self.counts[f"{name} found"] for name in names)
        return 2 * sum(self.counts[f"{name} right"] for name in names) / both if both else 0.0

    def scores(self) -> dict[str, float]:
        """The figures by name, as shares."""
        c = self.counts
        return {
            "UAS": c["heads"] / max(c["words"], 1),
            "LAS": c["arcs"] / max(c["words"], 1),
            "UAS without marks": c["heads, no marks"] / max(c["words, no marks"], 1),
            "LAS without marks": c["arcs, no marks"] / max(c["words, no marks"], 1),
            "subject F1": self.f1("subject"),
            "object F1": self.f1("object"),
            "subject and object F1": self.f1("subject", "object"),
            "arguments of verbal nouns F1": self.f1("verbal noun"),
        }

    def line(self) -> str:
        """The figures in one line."""
        return "  ".join(f"{name} {value:.4f}" for name, value in self.scores().items())


def _pairs(arcs: Sequence[Arc], relations: frozenset[str]) -> Pairs:
    return {(i, arc.head) for i, arc in enumerate(arcs) if arc.relation in relations and arc.head >= 0}


def verbal_noun_forms(lexicon: Lexicon) -> frozenset[str]:
    """The verbal nouns of the tables with and without the article, folded."""
    nouns = lexicon["events/triggers"].chosen("lemma", "pos", "noun")
    return frozenset(nouns) | frozenset(f"\u0627\u0644{noun}" for noun in nouns)


def parsed(parser: Parser, tree: Tree) -> tuple[Arc, ...]:
    """The arcs that a parser gives to the words of a tree."""
    whole = Sentence(Span(0, len(tree.text)), 0, len(tree.tokens))
    return tuple(parser.arcs(tree.text, tree.tokens, [whole]))


def measure(shared: Path) -> dict[str, float]:
    """Figures by name: cross-validation on PUD as the card has it, and the shipped network on PADT's test part."""
    card = json.loads(MODEL.with_suffix(".json").read_text(encoding="utf-8"))
    figures = {f"syntax, {name}": float(value) for name, value in card["cross_validation"].items()}
    if (shared / PADT).exists():
        lexicon = load()
        parser, tally = Parser(lexicon), Tally(verbal_noun_forms(lexicon))
        for tree in read_trees(shared / PADT, Words(lexicon)):
            tally.add(tree, parsed(parser, tree))
        figures |= {f"syntax, {name} on PADT": value for name, value in tally.scores().items() if "LAS" not in name}
    return figures


if __name__ == "__main__":
    for figure, score in measure(Path(sys.argv[1] if len(sys.argv) > 1 else ROOT.parent / "shared")).items():
        print(f"{figure}\t{score:.4f}")
