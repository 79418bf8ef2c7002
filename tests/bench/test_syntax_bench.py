"""Trees over whole words, and what is counted as right."""

from pathlib import Path

import pytest

from language.syntax import Tally
from musnad.language.words import Words
from musnad.lexicon import Lexicon
from musnad.model import Arc
from trees import Tree, read_trees

ROWS = [
    ("1", "و", "CCONJ", "2", "cc"),
    ("2", "زار", "VERB", "0", "root"),
    ("3", "وفد", "NOUN", "2", "nsubj"),
    ("4", "ها", "PRON", "3", "nmod"),
    ("5", "ل", "ADP", "6", "case"),
    ("6", "لمدينة", "NOUN", "2", "obl"),
    ("7", "أن", "SCONJ", "2", "mark"),
    ("8", "ه", "PRON", "2", "obj"),
    ("9", ".", "PUNCT", "2", "punct"),
]
ARCS = (Arc(-1, "root"), Arc(0, "nsubj"), Arc(0, "obl"), Arc(0, "mark"), Arc(0, "punct"))


@pytest.fixture
def tree(tmp_path: Path, lexicon: Lexicon) -> Tree:
    rows = [f"{i}\t{form}\t_\t{pos}\t_\t_\t{head}\t{relation}\t_\t_" for i, form, pos, head, relation in ROWS]
    path = tmp_path / "trees.conllu"
    path.write_text("\n".join(["# text = وزار وفدها للمدينة أنه.", *rows, "", ""]), encoding="utf-8")
    [found] = read_trees(path, Words(lexicon))
    return found


def test_a_word_stands_where_its_main_part_stood(tree: Tree) -> None:
    assert tree.arcs == ARCS
    assert tree.pos == ("VERB", "NOUN", "NOUN", "SCONJ", "PUNCT")


@pytest.mark.parametrize(
    ("wrong", "uas", "las", "subjects"),
    [
        ({}, 1.0, 1.0, 1.0),
        ({1: Arc(0, "obj")}, 1.0, 0.8, 0.0),
        ({1: Arc(2, "nsubj")}, 0.8, 0.8, 0.0),
        ({2: Arc(0, "nsubj")}, 1.0, 0.8, 2 / 3),
    ],
    ids=["all right", "wrong relation", "wrong head", "one subject too many"],
)
def test_what_is_right(tree: Tree, wrong: dict[int, Arc], uas: float, las: float, subjects: float) -> None:
    tally = Tally(frozenset())
    tally.add(tree, [wrong.get(i, arc) for i, arc in enumerate(tree.arcs)])
    scores = tally.scores()
    assert (scores["UAS"], scores["LAS"], scores["subject F1"]) == pytest.approx((uas, las, subjects))
