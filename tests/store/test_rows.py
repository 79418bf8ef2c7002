"""Records and their rows."""

import json
from typing import Any

import pytest

from musnad.errors import DamagedError
from musnad.exports.record import to_record
from musnad.model import Page
from musnad.pipeline import Pipeline
from musnad.store import words
from musnad.store.rows import COLUMNS, derived, document_columns, flat, from_json, pack, to_json, unpack
from musnad.store.tables import PER_PAGE, Argument, Claim, Entity, Link, Mention, table

PLACES = ("start", "cue_start"), ("end", "cue_end")


@pytest.fixture(scope="module")
def records(pipeline: Pipeline, sample_texts: dict[str, str]) -> list[dict[str, Any]]:
    pages = [Page(name, text, name, published="2024-05-15", title="أ\0ب") for name, text in sample_texts.items()]
    return [json.loads(json.dumps(to_record(pipeline(page)))) for page in pages]


def test_a_record_comes_back_from_its_bytes(records: list[dict[str, Any]]) -> None:
    assert [unpack(pack(record)) for record in records] == records


@pytest.mark.parametrize("damage", [b"", b"x", b"\0"])
def test_a_damaged_record_is_not_given(records: list[dict[str, Any]], damage: bytes) -> None:
    packed = pack(records[0])
    middle = len(packed) // 2
    with pytest.raises(DamagedError):
        unpack(packed[:middle] + damage + packed[middle + 1 :])


def test_every_row_fits_its_table_and_has_its_place(records: list[dict[str, Any]]) -> None:
    for record in records:
        size = len(record["text"])
        for model, rows in derived(7, record).items():
            columns = {column.name for column in table(model).c}
            for row in rows:
                assert set(row) == columns
                assert row["page"] == 7
                for start, end in zip(*PLACES, strict=True):
                    if row.get(start) is not None:
                        assert 0 <= row[start] <= row[end] <= size


def test_rows_on_their_way_are_what_they_were(records: list[dict[str, Any]]) -> None:
    for record in records:
        sent = to_json(document_columns(record), flat(derived(0, record)))
        columns, rows = from_json(sent)
        assert columns == document_columns(record)
        for model, own in derived(7, record).items():
            assert [dict(zip(COLUMNS[model], row, strict=True)) | {"page": 7} for row in rows[model]] == own
        with pytest.raises(DamagedError):
            from_json(sent[:-1])


def test_nothing_of_a_record_is_passed_over(records: list[dict[str, Any]]) -> None:
    for record in records:
        rows = derived(1, record)
        assert set(rows) == set(PER_PAGE)
        assert len(rows[Mention]) == len(record["mentions"])
        assert len(rows[Entity]) == len(record["entities"])
        assert len(rows[Claim]) == len(record["claims"])
        assert len(rows[Link]) == sum(len(claim["chain"]) for claim in record["claims"])
        arguments = [
            a for claim in record["claims"] for side in ("actors", "recipients", "companions") for a in claim[side]
        ]
        assert sum(row["side"] != "place" for row in rows[Argument]) == len(arguments)


def test_what_no_database_holds_is_replaced(records: list[dict[str, Any]]) -> None:
    assert document_columns(records[0])["title"] == "أ\ufffdب"


def test_words_come_back_from_their_bytes(pipeline: Pipeline, sample_texts: dict[str, str]) -> None:
    for text in sample_texts.values():
        forms = words.forms_of(pipeline(Page("x", text, "x")))
        assert words.unpack(words.pack(forms)) == forms
        assert len(forms.exact) == len(forms.base) == len(forms.lemma) > 50
    with pytest.raises(DamagedError):
        words.unpack(b"x")


@pytest.mark.parametrize("size", [0, 1, 254, 256, 3999, 4000, 4001, 9000])
@pytest.mark.parametrize("different", [1, 7, 10_000])
def test_chunks_hold_every_phrase_and_never_too_much(size: int, different: int) -> None:
    tokens = tuple(f"ك{number % different}" for number in range(size))
    forms = words.Forms(tokens, tokens, tokens)
    chunks = [chunk.exact for chunk in forms.chunks()]
    assert all(len(chunk) <= words.CHUNK for chunk in chunks)
    assert all(chunk.count(token) <= words.MOST_ALIKE for chunk in chunks for token in set(chunk))
    phrases = {tokens[start : start + words.OVERLAP] for start in range(max(size - words.OVERLAP, 0) + 1)}
    joined = {chunk[s : s + words.OVERLAP] for chunk in chunks for s in range(max(len(chunk) - words.OVERLAP, 0) + 1)}
    assert phrases <= joined
