"""The benchmark of words and sentences: what it measures, and what it says where it cannot."""

import json
from itertools import pairwise
from pathlib import Path

import pytest

from figures import Target, read_peers, read_targets, table, under, write_peers
from language import frozen
from language.run import BENCH
from language.segmentation import Gold, Word, accuracy, own, read

SEGMENTS = """# text = {text}
{rows}

"""


def treebank(folder: Path, text: str, *segments: str) -> list[Gold]:
    rows = "\n".join(f"{number}\t{segment}\t_" for number, segment in enumerate(segments, start=1))
    path = folder / "test.conllu"
    path.write_text(SEGMENTS.format(text=text, rows=rows), "utf-8")
    return list(read(path))


def divided(gold: Gold) -> list[str]:
    return ["+".join(gold.text[a:b] for a, b in pairwise(cuts)) for word in gold.words for cuts in (sorted(word.cuts),)]


@pytest.mark.parametrize(
    ("text", "segments", "expected"),
    [
        ("وقال الوزير", ["و", "قال", "الوزير"], ["و+قال", "الوزير"]),
        ("دعا للسلام", ["دعا", "ل", "السلام"], ["دعا", "ل+لسلام"]),
        ("زيارته لها", ["زيارة", "ه", "ل", "ها"], ["زيارت+ه", "ل+ها"]),
        ("عند لقائه، أعلن", ["عند", "لقاء", "ه", "،", "أعلن"], ["عند", "لقائ+ه", "أعلن"]),
        ('قال "بالسوق"', ["قال", '"', "ب", "السوق", '"'], ["قال", "ب+السوق"]),
        ("سأل عمن يزور 5 مدن", ["سأل", "عن", "من", "يزور", "5", "مدن"], ["سأل", "ع+من", "يزور", "مدن"]),
    ],
)
def test_segments_are_laid_over_what_is_written(
    tmp_path: Path, text: str, segments: list[str], expected: list[str]
) -> None:
    (gold,) = treebank(tmp_path, text, *segments)
    assert divided(gold) == expected


def test_a_word_is_right_only_with_all_its_divisions() -> None:
    word = Word(0, 5, frozenset({0, 1, 5}))
    assert word.right(frozenset({0, 1, 5, 6, 9}))
    assert not word.right(frozenset({0, 5}))
    assert not word.right(frozenset({0, 1, 4, 5}))
    assert not word.right(frozenset({0, 1, 6}))


def test_our_own_division_is_scored() -> None:
    text = "وقال الوزير"
    words = (Word(0, 4, frozenset({0, 1, 4})), Word(5, 11, frozenset({5, 7, 11})))
    assert accuracy([Gold(text, words)], own()) == 0.5


def test_without_the_corpora_everything_is_left_out_and_nothing_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert BENCH.main(["--shared", str(tmp_path), "--only", "segmentation", "speed", "--quick"]) == 0
    printed = capsys.readouterr().out
    assert printed.count("left out: ") == 2


@pytest.mark.parametrize(
    ("value", "most", "broken"), [(0.5, False, 1), (0.7, False, 0), (0.5, True, 0), (0.7, True, 1)]
)
def test_floors_are_held_from_the_right_side(value: float, most: bool, broken: int) -> None:
    targets = {"figure": Target("", "", most)}
    assert len(list(under({"figure": value}, {"figure": 0.6, "unmeasured": 1.0}, targets))) == broken


def test_the_table_shows_target_floor_and_peers() -> None:
    rows = table({"a": 0.9}, {"a": Target("corpus", "0.97", False)}, {"a": 0.8}, {"a": {"peer 1": 0.5}})
    assert rows.splitlines()[2] == "| a | corpus | 0.97 | 0.9000 | 0.8000 | peer 1 0.5000 |"


def test_figures_of_a_new_version_take_the_place_of_the_old(tmp_path: Path) -> None:
    path = tmp_path / "peers.tsv"
    write_peers(path, {"one 1.0": {"a": 0.5}, "two 1.0": {"a": 0.25}})
    write_peers(path, {"one 1.1": {"a": 0.75}})
    assert read_peers(path) == {"a": {"one 1.1": 0.75, "two 1.0": 0.25}}


def test_the_list_of_pages_is_the_one_that_was_frozen() -> None:
    assert len(frozen.names()) == frozen.COUNT == len(set(frozen.names()))
    assert frozen.digest(frozen.names()) in frozen.LIST.read_text("utf-8").splitlines()[0]


def test_the_rule_takes_pages_at_even_distances() -> None:
    rows = [("ant", str(number)) for number in range(2 * frozen.COUNT)]
    assert frozen.choose(rows) == rows[::2]


def test_every_floor_has_a_figure_in_the_table() -> None:
    assert set(json.loads((BENCH.folder / "floors.json").read_text("utf-8"))) <= set(
        read_targets(BENCH.folder / "figures.tsv")
    )
