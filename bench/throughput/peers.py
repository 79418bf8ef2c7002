"""What others do with a page, for comparing how fast they are: one peer, in a process of its own.

    PYTHON peers.py NAME PAGES NUMBER

PAGES are JSON lines with `text` and `html`, of which the first NUMBER are taken. It needs the peer and nothing of Musnad;
the exit code is 77 where the peer is not installed.
"""

import json
import sys
from collections.abc import Callable
from importlib import import_module
from itertools import islice

Work = Callable[[str], object]


def _trafilatura() -> Work:
    extract: Work = import_module("trafilatura").extract
    return extract


def _resiliparse() -> Work:
    extract = import_module("resiliparse.extract.html2text").extract_plain_text
    return lambda html: extract(html, main_content=True)


def _dateparser() -> Work:
    search = import_module("dateparser.search").search_dates
    return lambda text: search(text, languages=["ar"])


def _qalsadi() -> Work:
    check: Work = import_module("qalsadi.analex").Analex().check_text
    return check


def _camel_tools() -> Work:
    tokenize: Work = import_module("camel_tools.tokenizers.word").simple_word_tokenize
    return tokenize


PEERS: dict[str, tuple[str, str, Callable[[], Work]]] = {
    "trafilatura": ("html", "the article's text", _trafilatura),
    "resiliparse": ("html", "the article's text", _resiliparse),
    "dateparser": ("text", "dates (search_dates)", _dateparser),
    "qalsadi": ("text", "words and their lemmas", _qalsadi),
    "camel-tools": ("text", "tokens", _camel_tools),
}
"""The peers: what they read, what they find, and how they are made."""


def main(name: str, pages: str, number: str) -> int:
    """Let the peer do its work; the exit code."""
    field, _, make = PEERS[name]
    try:
        work = make()
    except ImportError as error:
        print(error, file=sys.stderr)
        return 77
    with open(pages, encoding="utf-8") as lines:
        for line in islice(lines, int(number)):
            work(json.loads(line)[field])
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
