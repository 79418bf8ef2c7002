"""How long the stage of names takes a page of 250 words: processor time on one core, over pages of the shared corpora.

Which pages, bench/language/frozen.tsv says; every fiftieth is read.
"""

import time
from pathlib import Path

from language.frozen import texts
from musnad.language import make_language
from musnad.lexicon import load
from musnad.mentions import make_mentions
from musnad.model import Document, Page
from musnad.pages import make_zones

EVERY, PAGE = 50, 250


def measure(shared: Path) -> dict[str, float]:
    """The figure; empty where none of the corpora is there."""
    lexicon = load()
    before, stage = (make_zones(lexicon), make_language(lexicon)), make_mentions(lexicon)
    spent, words = 0.0, 0
    for text in texts(shared, EVERY):
        document = Document(Page("page", text, "page"))
        for other in before:
            document = other(document)
        began = time.process_time()
        document = stage(document)
        spent += time.process_time() - began
        words += sum(token.kind != "mark" for token in document.tokens)
    return {"mentions, ms a page of 250 words": 1000 * spent / words * PAGE} if words else {}


quick = measure
