"""The benchmark of names: what it counts, on invented words."""

import pytest

from names import places
from names.latin import alike, similarity
from names.ner import entities, pages


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("salem", "salem", 1.0), ("salem", "salim", 0.8), ("", "salim", 0.0), ("", "", 1.0)],
)
def test_similarity(one: str, other: str, expected: float) -> None:
    assert similarity(one, other) == pytest.approx(expected)


def test_the_nearest_spelling_counts() -> None:
    assert alike(lambda _: "Al-Salem", {"سالم": ["salim", "salem"]}) == 1.0


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        (["O", "B-PERS", "I-PERS", "O"], {(1, 3, "PERS")}),
        (["B-LOC", "B-LOC"], {(0, 1, "LOC"), (1, 2, "LOC")}),
        (["B-ORG", "I-LOC"], {(0, 1, "ORG"), (1, 2, "LOC")}),
        (["B-MISC", "I-MISC", "O"], set()),
    ],
)
def test_entities_of_tags(tags: list[str], expected: set[tuple[int, int, str]]) -> None:
    assert entities(tags) == expected


def test_pages_end_with_a_sentence() -> None:
    lines = ["كلمة O"] * 450 + [". O"] + ["كلمة O"] * 3
    assert [len(page) for page in pages(lines)] == [451, 3]


def test_every_place_has_a_known_scheme() -> None:
    rows = places.rows()
    found = [id_ for page in rows.values() for id_ in page.values()]
    assert len(found) >= 150
    assert {id_.split()[0] for id_ in found if id_} <= set(places.SCHEMES)
