"""Whole sentences of the press of the region, by country and manner: every expression in its place, with its value.

The cases stand in `sentences.tsv`. A sentence without a mark holds no time at all.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from musnad.model import Document, TimeExpression

Read = Callable[..., Document]
OPEN, CLOSE, NONE = "⟦", "⟧", "-"
Case = tuple[str, str, list[tuple[str, str]]]


def _marked(sentence: str) -> Iterator[str]:
    for piece in sentence.split(OPEN)[1:]:
        yield piece.split(CLOSE)[0]


def _cases() -> Iterator[Case]:
    rows = Path(__file__).with_name("sentences.tsv").read_text(encoding="utf-8").splitlines()
    for row in rows:
        if not row.startswith("#"):
            published, sentence, values = row.split("\t")
            expected = list(zip(_marked(sentence), values.split(";") if values else (), strict=True))
            yield published, sentence.replace(OPEN, "").replace(CLOSE, ""), expected


CASES = list(_cases())


def _value(time: TimeExpression) -> str:
    return f"{time.value}/{time.end_value}" if time.end_value else time.value or NONE


@pytest.mark.parametrize(("published", "text", "expected"), CASES, ids=[text for _, text, _ in CASES])
def test_sentence(read: Read, published: str, text: str, expected: list[tuple[str, str]]) -> None:
    document = read(text, published)
    found = [(document.quote(time.span), _value(time)) for time in document.times]
    assert [quote for quote, _ in found] == [quote for quote, _ in expected]
    judged = [pair for pair in zip(found, expected, strict=True) if pair[1][1] != NONE]
    assert [got for got, _ in judged] == [wanted for _, wanted in judged]
