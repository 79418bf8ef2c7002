"""Records out of the store."""

from collections.abc import Callable
from pathlib import Path

import pytest

from musnad.archive.adding import Adding
from musnad.archive.ways import Options
from musnad.reader import Reader
from musnad.store.reading import current_pages, records
from musnad.store.store import Store


def test_current_pages_and_their_records(
    make_store: Callable[[str | None], Store], reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    store, adding = make_store(None), Path("page.txt")
    for text in ("وصل الوزير ماهر العلي صور.", "زار الوزير ماهر العلي صور."):
        adding.write_text(text, encoding="utf-8")
        Adding(store, reader, Options()).add([adding])
    Path("other.txt").write_text("زار السفير صحار.", encoding="utf-8")
    Adding(store, reader, Options()).add(["other.txt"])
    with store.reading() as connection:
        assert current_pages(connection) == [2, 3]
        assert current_pages(connection, after=2) == [3]
        found = {number: record["text"] for number, record in records(connection, [3, 2, 3])}
    assert found == {2: "زار الوزير ماهر العلي صور.", 3: "زار السفير صحار."}
