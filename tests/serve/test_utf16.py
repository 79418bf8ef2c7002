"""Offsets as browsers count them."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.serve.utf16 import Utf16, length


@given(st.text(st.characters(exclude_categories=["Cs"])), st.data())
def test_offsets_are_those_of_utf16(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    assert Utf16(text)(at) == len(text[:at].encode("utf-16-le")) // 2
    assert length(text) == len(text.encode("utf-16-le")) // 2


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"start": 1, "end": 2}, {"start": 1, "end": 2, "start16": 2, "end16": 3}),
        ({"start": None, "end": None}, {"start": None, "end": None}),
        ([{"a": {"start": 0, "end": 3}}], [{"a": {"start": 0, "end": 3, "start16": 0, "end16": 5}}]),
        ({"text": "x"}, {"text": "x"}),
    ],
)
def test_every_place_gets_them(value: Any, expected: Any) -> None:
    assert Utf16("😀ب😀").beside(value) == expected
