"""The pages' bytes."""

from hashlib import sha256
from pathlib import Path

import pytest

from musnad.errors import DamagedError, StoreError
from musnad.store.custody import Custody

CONTENT = "زار الوزير صور".encode()
NAME = sha256(CONTENT).hexdigest()


@pytest.fixture
def custody(tmp_path: Path) -> Custody:
    return Custody(tmp_path / "pages")


def test_bytes_are_kept_once_under_their_hash(custody: Custody) -> None:
    assert custody.keep(CONTENT) == custody.keep(CONTENT) == NAME
    assert (custody.folder / NAME[:2] / NAME).read_bytes() == custody.read(NAME) == CONTENT
    assert list(custody.names()) == [NAME]
    assert list(custody.scraps()) == []
    custody.drop(NAME)
    custody.drop(NAME)
    assert list(custody.names()) == []


@pytest.mark.parametrize("content", [None, b"", CONTENT[:-1], b"x" + CONTENT])
def test_bytes_that_are_not_what_they_were_are_not_given(custody: Custody, content: bytes | None) -> None:
    custody.keep(CONTENT)
    place = custody.place(NAME)
    place.unlink()
    if content is not None:
        place.write_bytes(content)
    with pytest.raises(DamagedError, match=NAME):
        custody.read(NAME)


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "pages").write_text("a file", encoding="utf-8")
    with pytest.raises(StoreError, match="cannot be written"):
        Custody(tmp_path / "pages").keep(CONTENT)
