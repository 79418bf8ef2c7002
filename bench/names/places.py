"""Whether places are the right ones: identifiers of places.tsv, given by reading the pages of bench/gold/develop.

`share resolved` is of all the places that the annotation names, `right among resolved` of those that got an identifier;
`right of those in the lists` is the share of the places that the shared lists hold which got theirs.
"""

from collections import defaultdict
from pathlib import Path

import gold_pages
from musnad.annotation.places import close
from musnad.lexicon import load
from musnad.model import Document, Page
from musnad.pipeline import Pipeline

ROWS = Path(__file__).resolve().parent / "places.tsv"
SCHEMES = ("geonames", "wikidata", "iso3166")


def measure(shared: Path) -> dict[str, float]:
    """The figures; the texts of real pages are read where the corpus is beside the checkout."""
    wanted = rows()
    pipeline = Pipeline(load(), "bench")
    asked = resolved = right = listed = 0
    for page in gold_pages.pages(gold_pages.DEVELOP):
        document = pipeline(Page(page.id, page.text, page.id, published=page.published, outlet=page.outlet))
        places = {name.place[0]: name.place for name in page.names}
        for start, id_ in wanted[page.id].items():
            own = _found(document, places[start])
            asked += 1
            resolved += own is not None
            listed += id_ is not None
            right += own is not None and own == id_
    if not asked:
        return {}
    return {
        "places, share resolved": resolved / asked,
        "places, right among resolved": right / resolved,
        "places, right of those in the lists": right / listed,
    }


quick = measure


def rows() -> dict[str, dict[int, str | None]]:
    """The identifier by page and beginning of the name; None where the lists hold none."""
    found: defaultdict[str, dict[int, str | None]] = defaultdict(dict)
    for line in ROWS.read_text(encoding="utf-8").splitlines()[2:]:
        page, start, scheme, id_ = line.split("\t")
        found[page][int(start)] = f"{scheme} {id_}" if id_ else None
    return found


def _found(document: Document, place: tuple[int, int]) -> str | None:
    """The identifier that the program gives to the name at a place."""
    here = (m for m in document.mentions if m.named and close((m.span.start, m.span.end), place))
    entity = next((m.entity for m in here), None)
    ids = next((dict(e.ids) for e in document.entities if e.id == entity), {})
    return next((f"{scheme} {ids[scheme]}" for scheme in SCHEMES if scheme in ids), None)
