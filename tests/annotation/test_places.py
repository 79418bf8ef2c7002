"""Where a quote or a name stands on a page."""

import pytest

from musnad.annotation.places import close, occurrences, quoted, shared


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("وبغداد وبغدادي", "بغداد", ["بغداد"]),
        ("وبغداد فببغداد لبغداد", "بغداد", ["بغداد"] * 3),
        ("للجيش والجيش", "الجيش", ["الجيش", "لجيش"]),
        ("وللجيش", "الجيش", ["لجيش"]),
        ("لبنان", "بنان", ["بنان"]),
        ("بولبنان", "بنان", []),
        ("وليد ووليد", "وليد", ["وليد", "وليد"]),
        ("دار", "", []),
    ],
)
def test_names_are_found_behind_clitics(text: str, name: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in occurrences(text, name)] == found


@pytest.mark.parametrize(
    ("quote", "number", "place"),
    [("دار", 1, (0, 3)), ("دار", 2, (10, 13)), ("لدا", 1, (5, 8)), ("الدار دار", 1, (4, 13))],
)
def test_a_quote_is_found_as_whole_words_first(quote: str, number: int, place: tuple[int, int]) -> None:
    assert quoted("دار الدار دار", quote, number) == place


@pytest.mark.parametrize(
    ("quote", "number", "said"), [("بيت", 1, "on the page"), ("دار", 4, "4 times"), ("", 1, "page")]
)
def test_a_quote_that_is_not_there_is_refused(quote: str, number: int, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        quoted("دار الدار دار", quote, number)


def test_a_clitic_makes_no_difference() -> None:
    assert close((5, 10), (3, 10))
    assert not close((5, 10), (2, 10))
    assert not close((5, 6), (6, 7))


@pytest.mark.parametrize(
    ("a", "b", "share"), [((0, 4), (0, 4), 1), ((0, 4), (2, 4), 0.5), ((0, 4), (4, 8), 0), ((0, 0), (0, 0), 0)]
)
def test_what_two_places_share(a: tuple[int, int], b: tuple[int, int], share: float) -> None:
    assert shared(a, b) == shared(b, a) == share
