"""Whatever moment `add` is killed at, nothing is lost and nothing is doubled; `bench/crashes` does this fifty times."""

import pytest

from crashes import kills
from musnad.reader import Reader


@pytest.mark.slow
@pytest.mark.parametrize(("database", "number"), [("sqlite", 8), ("postgresql", 4)])
def test_a_killed_run_is_whole_and_goes_on(
    database: str, number: int, reader: Reader, request: pytest.FixtureRequest
) -> None:
    url = request.getfixturevalue("server").make() if database == "postgresql" else None
    found = list(kills(number, 7, url, reader=reader, records=24))
    assert [kill for kill in found if kill.wrong] == []
    assert any(kill.batches for kill in found)
