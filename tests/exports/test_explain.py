import pytest

from musnad.errors import NotFoundError
from musnad.exports.explain import explain
from musnad.lexicon import Lexicon, parse
from musnad.model import Document

TABLE = (
    "# What?\n#: lemma\tword\tkey: the word\n#: type\tcode CONSULT\tits type\n"
    + "\n" * 7
    + "lemma\ttype\nزار\tCONSULT\n"
)


@pytest.fixture
def tables() -> Lexicon:
    table, _ = parse("events/triggers.tsv", TABLE)
    return Lexicon({"events/triggers": table}, "0" * 64)


@pytest.mark.parametrize(
    "line",
    [
        "trigger     «زار»",
        "type        CONSULT · visit · diplomatic · executive",
        "status      asserted (polarity +, certain, realised)",
        "says        وكالة الريف",
        "  1         وكالة الريف (agency, says, by «قالت»)",
        "confidence  0.75",
        "stage       claims",
        "rule        trigger",
        "row         events/triggers.tsv:12",
        "            lemma: زار",
        "            type: CONSULT",
        "evidence    «زار» at 61-64",
    ],
)
def test_a_claim_is_explained(document: Document, tables: Lexicon, line: str) -> None:
    assert line in explain(document, "c1", tables).splitlines()


def test_a_claim_of_the_page_itself(document: Document, tables: Lexicon) -> None:
    assert "says        the page itself" in explain(document, "c2", tables)


def test_an_unknown_claim_names_those_there_are(document: Document, tables: Lexicon) -> None:
    with pytest.raises(NotFoundError, match="no claim 'c9'; its claims are: c1, c2"):
        explain(document, "c9", tables)


def test_hostile_text_is_shown_and_not_obeyed(hostile: Document, tables: Lexicon) -> None:
    shown = explain(hostile, hostile.claims[0].id, tables)
    assert not set("\u202e\x1b\x00\ud800") & set(shown)
