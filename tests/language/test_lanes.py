"""Rows of numbers in one long integer are added as lists of numbers are."""

from hypothesis import given
from hypothesis import strategies as st

from musnad.language.lanes import Lanes, lanes, shifted

NUMBERS = st.lists(st.integers(-20_000, 20_000), min_size=5, max_size=5)


@given(st.lists(NUMBERS, min_size=1, max_size=40))
def test_sums_of_rows(rows: list[list[int]]) -> None:
    total = sum(lanes(enumerate(row)) for row in rows)
    assert Lanes(5).numbers(total).tolist() == [sum(column) for column in zip(*rows, strict=True)]


@given(NUMBERS, NUMBERS)
def test_rows_side_by_side(left: list[int], right: list[int]) -> None:
    both = lanes(enumerate(left)) + shifted(lanes(enumerate(right)), 5)
    assert Lanes(10).numbers(both).tolist() == [*left, *right]


def test_places_that_are_not_given_are_nothing() -> None:
    assert Lanes(4).numbers(lanes([(2, -7)])).tolist() == [0, 0, -7, 0]
