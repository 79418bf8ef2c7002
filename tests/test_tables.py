"""The package's tables: nothing wrong with them, and every row's example is read as the row says."""

import pytest

from musnad.expectations import failures, is_tested
from musnad.lexicon import DATA, Lexicon, faults, load, parse, table_files
from musnad.pipeline import Pipeline

TABLES = [path.relative_to(DATA).with_suffix("").as_posix() for path in table_files(DATA)]


def has_examples(name: str) -> bool:
    table, _ = parse(name, (DATA / f"{name}.tsv").read_text(encoding="utf-8"))
    return is_tested(table)


def test_no_table_has_faults() -> None:
    assert [str(fault) for fault in faults(DATA)] == []


@pytest.mark.parametrize("name", [name for name in TABLES if has_examples(name)])
def test_examples_are_read_as_the_rows_expect(lexicon: Lexicon, pipeline: Pipeline, name: str) -> None:
    wrong = failures(lexicon, [name], pipeline)
    assert not wrong, "\n".join(map(str, wrong))


def test_two_loads_are_of_one_version() -> None:
    assert load().version == load().version
