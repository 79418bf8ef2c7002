"""Whom words depend on: subjects, objects and what completes a noun, in any order; every page gets its arcs."""

import pickle
import random
from dataclasses import replace

import numpy as np
import pytest

from musnad.language import make_language
from musnad.language.syntax import Parser, make_parser, make_syntax
from musnad.language.syntax_model import LONGEST, siblings
from musnad.language.syntax_tree import best_tree
from musnad.language.tokens import raw_tokens, sentence_bounds
from musnad.language.words import Words
from musnad.lexicon import Lexicon
from musnad.model import Arc, Document, Page


@pytest.fixture(scope="module")
def parser(lexicon: Lexicon) -> Parser:
    return make_parser(lexicon)


def read(parser: Parser, lexicon: Lexicon, text: str) -> tuple[list[str], tuple[Arc, ...]]:
    words = Words(lexicon)
    spans = list(raw_tokens(text))
    tokens = tuple(words.token(text, span, kind) for span, kind in spans)
    return [text[s.start : s.end] for s, _ in spans], parser.arcs(text, tokens, list(sentence_bounds(text, spans)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("زار الوزير العاصمة أمس.", ("الوزير", "nsubj", "زار")),
        ("الوزير زار العاصمة أمس.", ("الوزير", "nsubj", "زار")),
        ("استقبل رئيس الحكومة وفدا من المزارعين.", ("رئيس", "nsubj", "استقبل")),
        ("استقبل رئيس الحكومة وفدا من المزارعين.", ("الحكومة", "nmod", "رئيس")),
        ("استقبل رئيس الحكومة وفدا من المزارعين.", ("وفدا", "obj", "استقبل")),
        ("أعلنت الوزارة أن اللجنة أنهت عملها.", ("اللجنة", "nsubj", "أنهت")),
        ("أعلنت الوزارة أن اللجنة أنهت عملها.", ("أنهت", "ccomp", "أعلنت")),
        ("وصل السفير الجديد إلى المطار.", ("الجديد", "amod", "السفير")),
        ("وصل السفير الجديد إلى المطار.", ("المطار", "obl", "وصل")),
        ("قال المتحدث إن الاتفاق مهم.", ("المتحدث", "nsubj", "قال")),
    ],
)
def test_arcs(parser: Parser, lexicon: Lexicon, text: str, expected: tuple[str, str, str]) -> None:
    words, arcs = read(parser, lexicon, text)
    arc = arcs[words.index(expected[0])]
    assert (expected[0], arc.relation, words[arc.head]) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "!",
        "... ؟!",
        "\u0640\u0640\u0640 \u064b",
        "خبر\n\nخبر\nhttps://example.org/a 2025",
        "كلمة " * 1000,
        "قال، " * 500 + "انتهى. ثم عاد.",
        "(" * 400,
    ],
    ids=["nothing", "mark", "marks", "no letters", "lines", "no end", "marks inside", "brackets"],
)
def test_every_sentence_is_one_tree(parser: Parser, lexicon: Lexicon, text: str) -> None:
    _, arcs = read(parser, lexicon, text)
    spans = list(raw_tokens(text))
    assert len(arcs) == len(spans)
    for sentence in sentence_bounds(text, spans):
        own = range(sentence.first, sentence.last)
        assert [arcs[i].relation for i in own if arcs[i].head < 0] == ["root"]
        for i in own:
            word, seen = i, set[int]()
            while arcs[word].head >= 0:
                assert word in own
                assert word not in seen
                seen.add(word)
                word = arcs[word].head


def test_a_sentence_does_not_see_its_neighbours(parser: Parser, lexicon: Lexicon) -> None:
    alone = read(parser, lexicon, "وصل الوفد إلى المطار.")[1]
    beside = read(parser, lexicon, "وصل الوفد إلى المطار.\nوغادر السفير البلاد.")[1]
    assert beside[: len(alone)] == alone


def test_parsers_pickle(parser: Parser, lexicon: Lexicon) -> None:
    again: Parser = pickle.loads(pickle.dumps(parser))
    assert read(again, lexicon, "زار الوزير العاصمة.") == read(parser, lexicon, "زار الوزير العاصمة.")


@pytest.mark.parametrize(
    ("scores", "heads"),
    [
        ([[5.0, 0.0]], [0]),
        ([[9.0, 0.0, 0.0], [1.0, 5.0, 0.0]], [0, 1]),
        ([[3.0, 0.0, 9.0], [2.0, 9.0, 0.0]], [0, 1]),
        ([[9.0, 0.0, 1.0], [8.0, 5.0, 0.0]], [0, 1]),
        ([[0.0, 0.0, 9.0, 1.0], [0.0, 9.0, 0.0, 2.0], [1.0, 0.0, 0.0, 0.0]], [2, 3, 0]),
    ],
    ids=["one word", "no circle", "circle of two", "two roots", "circle below the root"],
)
def test_best_tree(scores: list[list[float]], heads: list[int]) -> None:
    assert best_tree(np.array(scores, np.float32)) == heads


def test_the_longest_part_with_any_scores_is_a_tree() -> None:
    chance = random.Random(3)
    scores = np.array([[chance.random() for _ in range(LONGEST + 1)] for _ in range(LONGEST)], np.float32)
    heads = best_tree(scores)
    assert heads.count(0) == 1
    for start in range(1, LONGEST + 1):
        word, steps = start, 0
        while word:
            word, steps = heads[word - 1], steps + 1
            assert steps <= LONGEST


def test_siblings_share_a_head() -> None:
    assert siblings([0, 1, 1, 3, 1, 0]) == ([0, 0, 2, 0, 3, 0], [0, 3, 5, 0, 0, 0])


def test_the_stage_fills_the_arcs_of_a_document_that_was_read(lexicon: Lexicon) -> None:
    document = make_language(lexicon)(Document(Page("page", "زار الوزير العاصمة أمس.", "id")))
    assert document.arcs == ()
    parsed = pickle.loads(pickle.dumps(make_syntax(lexicon)))(document)
    assert [arc.relation for arc in parsed.arcs][:2] == ["root", "nsubj"]
    assert replace(parsed, arcs=()) == document
