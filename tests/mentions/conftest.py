from collections.abc import Callable

import pytest

from musnad.language import make_language
from musnad.lexicon import load
from musnad.mentions import make_mentions
from musnad.model import Document, Page


@pytest.fixture(scope="session")
def read() -> Callable[[str], Document]:
    lexicon = load()
    language, mentions = make_language(lexicon), make_mentions(lexicon)

    def reader(text: str) -> Document:
        return mentions(language(Document(Page("page", text, "id"))))

    return reader
