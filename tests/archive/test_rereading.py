"""Pages are read again with other tables or a newer reader; what people decided stays."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import func, select

from musnad.archive.rereading import all_pages, pages_of_other_readers, reread
from musnad.lexicon import DATA
from musnad.reader import Reader
from musnad.store.decisions import Judgement, decide, standing
from musnad.store.store import Store
from musnad.store.tables import Claim, Page, Run

from .conftest import Add, contents


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """A reader to whom a visit is no event."""
    folder = tmp_path_factory.mktemp("own")
    lines = (DATA / "events" / "triggers.tsv").read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if line.startswith(("#", "lemma\t"))]
    visit = next(line for line in lines if line.startswith("زار\tverb")).replace("\tCONSULT\t", "\tNONE\t")
    (folder / "events").mkdir()
    (folder / "events" / "triggers.tsv").write_text("\n".join([*kept, visit, ""]), encoding="utf-8")
    return Reader(folder)


def claims(store: Store) -> int:
    with store.reading() as connection:
        return connection.execute(select(func.count()).select_from(Claim)).scalar_one()


def test_another_reader_replaces_the_rows_and_keeps_the_decisions(
    store: Store, add: Add, reader: Reader, other: Reader
) -> None:
    add(store, "pages", "records.jsonl")
    before, many = contents(store), claims(store)
    with store.writing() as writer:
        digest = writer.connection.execute(select(Page.hash).order_by(Page.id)).scalars().first()
        decide(writer, Judgement("accept", "claim", "م.", "صحيح", digest, 30, 33))
    with store.reading() as connection:
        assert pages_of_other_readers(connection, reader.pipeline.reader) == []
        pages = pages_of_other_readers(connection, other.pipeline.reader)
    assert reread(store, other, pages) == (5, 0)
    assert claims(store) < many
    with store.reading() as connection:
        assert connection.execute(select(func.count()).select_from(Run)).scalar_one() == 2
        assert [row.why for row in standing(connection)] == ["صحيح"]
        pages = all_pages(connection)
    assert reread(store, reader, pages) == (5, 0)
    assert [line for line in contents(store) if "صحيح" not in line] == before


def test_a_page_that_cannot_be_read_keeps_its_rows(store: Store, add: Add, reader: Reader) -> None:
    add(store, "pages")
    before = contents(store)
    shutil.rmtree(store.custody.folder / next(store.custody.names())[:2])
    said: list[str] = []
    with store.reading() as connection:
        pages = all_pages(connection)
    assert reread(store, reader, pages, tell=lambda result: said.append(result.reason)) == (2, 1)
    assert sum("cannot be read" in reason for reason in said) == 1
    assert contents(store) == before
    assert Path("pages").exists()
