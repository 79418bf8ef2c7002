"""Reads Arabic political news and keeps a sourced record: who did what to whom, where, when, and who says so.

    import musnad

    document = musnad.read("page.txt", published="2024-05-15")
    for claim in document.claims:
        print(document.quote(claim.span), claim.type, claim.status)
    document.to_polars()["claims"]      # data frames
    document.to_record()                # the record, as `musnad read --json` prints it
    musnad.times("وصل أمس", reference="2024-05-15")     # time expressions alone, of any text

The path of a page, package by package:

    pages      bytes -> Page, and its zones: title, byline, body, furniture
    language   text -> sentences and words
    mentions   words -> names and descriptions, and the entities they mean
    times      words -> time expressions, and the date of the page
    claims     mentions and times -> statements and claims, each with its chain of sources
    pipeline   the stages in one list; `Reader` leads pages along it
    exports    Document -> record, tables, terminal sheet, HTML, explanation

`Document` and what it holds are in `musnad.model`; all errors are in `musnad.errors` and derive from `MusnadError`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from musnad.errors import InputError, LexiconError, MusnadError, NotFoundError, UsageError
    from musnad.model import Claim, Document, Page, Span
    from musnad.pages.kinds import Failure
    from musnad.pages.records import Fields
    from musnad.reader import Reader
    from musnad.times import read_times as times

__all__ = [
    "Claim",
    "Document",
    "Failure",
    "Fields",
    "InputError",
    "LexiconError",
    "MusnadError",
    "NotFoundError",
    "Page",
    "Reader",
    "Span",
    "UsageError",
    "__version__",
    "read",
    "times",
]

_HOMES = {
    **dict.fromkeys(("InputError", "LexiconError", "MusnadError", "NotFoundError", "UsageError"), "musnad.errors"),
    **dict.fromkeys(("Claim", "Document", "Page", "Span"), "musnad.model"),
    "Failure": "musnad.pages.kinds",
    "Fields": "musnad.pages.records",
    "Reader": "musnad.reader",
}
_readers: dict[str, "Reader"] = {}


def read(
    text_or_path: "str | Path",
    *,
    published: str | None = None,
    outlet: str | None = None,
    lexicon: "str | Path | None" = None,
) -> "Document":
    """Read one page; see `Reader.read`. The tables are loaded at the first call and kept.

    Args:
        text_or_path: a `Path`; a string that names a file or ends in `.txt`, `.json` or `.jsonl`; or the text itself.
        published: the day of publication, ISO 8601, where the input itself gives none.
        outlet: whose words these are, where the input itself does not say.
        lexicon: a folder of your own tables, layered on top of the package's.

    Raises:
        InputError: the page cannot be read.
        LexiconError: a table cannot be used.
        UsageError: the file holds several pages; `Reader.read_many` reads those.
    """
    from musnad.reader import Reader  # noqa: PLC0415 - so that `musnad --help` need not wait for it

    key = str(lexicon or "")
    if key not in _readers:
        _readers[key] = Reader(lexicon)
    return _readers[key].read(text_or_path, published=published, outlet=outlet)


def __getattr__(name: str) -> Any:
    """The public names are loaded when first asked for, which keeps the start of the command line short."""
    if name == "__version__":
        return import_module("importlib.metadata").version("musnad")
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    if name == "times":
        return import_module("musnad.times")
    raise AttributeError(f"module 'musnad' has no attribute {name!r}")
