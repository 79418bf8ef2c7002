"""Fuzzes the readers of pages: bytes under every ending that is read -> parts -> pages -> zones and record.

    python fuzz/pages.py -max_total_time=60 [more options of libFuzzer] CORPUS

The first byte chooses the ending, the others are the file. Inputs that are found to be interesting are kept in CORPUS.
"""

import sys
from io import BytesIO

import atheris

with atheris.instrument_imports(include=["musnad.pages"]):
    from invariants import WORDS, check_result, check_runs
    from musnad.pages.kinds import HEAD, UNOPENED, read, sniff

ENDINGS = (
    *(".html", ".txt", ".eml", ".mhtml", ".docx", ".pdf", ".zip", ".rss"),
    *(".telegram.html", ".telegram.json", ".whatsapp.txt", "", ".xhtml"),
)
"""The order is that of the seeds: append, and change nothing."""


def one_input(data: bytes) -> None:
    """Read one file.

    Raises:
        Exception: an invariant does not hold, or a reader fails.
    """
    if not data:
        return
    name, content = f"page{ENDINGS[data[0] % len(ENDINGS)]}", data[1:]
    try:
        kind = sniff(name, content[:HEAD]) or "text"
        for part in read(name, "html" if kind in {"json", "lines"} else kind, BytesIO(content), WORDS, UNOPENED):
            check_result(part)
        if kind == "html":
            check_runs(content)
    except MemoryError:
        return


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
