"""What many tests share: the package's tables and a pipeline made from them, once a run."""

from pathlib import Path

import pytest

from musnad.lexicon import Lexicon, load
from musnad.pages import Opener
from musnad.pipeline import Pipeline

SAMPLES = Path(__file__).parents[1] / "bench" / "samples"


def pytest_configure(config: pytest.Config) -> None:
    """Names the marks that the tests bear."""
    config.addinivalue_line("markers", "slow: left out of `make check`")


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    """The package's own tables."""
    return load()


@pytest.fixture(scope="session")
def pipeline(lexicon: Lexicon) -> Pipeline:
    """All stages over the package's own tables."""
    return Pipeline(lexicon, "test")


@pytest.fixture(scope="session")
def opener(lexicon: Lexicon) -> Opener:
    """Opens parts of inputs with the package's own tables."""
    return Opener(lexicon)


@pytest.fixture(scope="session")
def sample_texts() -> dict[str, str]:
    """The invented sample pages, verbatim, by name."""
    texts = {}
    for path in sorted(SAMPLES.glob("*.txt")):
        with path.open(encoding="utf-8", newline="") as file:
            texts[path.stem] = file.read()
    return texts
