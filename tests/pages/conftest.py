from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def tmp_lines(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A path for a file of lines that one example after another writes anew."""
    return tmp_path_factory.mktemp("lines") / "lines.jsonl"
