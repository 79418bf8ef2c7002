from dataclasses import replace
from io import StringIO

import pytest
from rich.cells import cell_len
from rich.console import Console

from musnad.exports.sheet import print_sheet
from musnad.model import Dating, Document

ISOLATES = "\u2066\u2067\u2068\u2069"


def piped(document: Document) -> str:
    out = StringIO()
    print_sheet(document, Console(file=out))
    return out.getvalue()


def on_terminal(document: Document, width: int = 80) -> str:
    out = StringIO()
    print_sheet(document, Console(file=out, force_terminal=True, width=width, color_system="standard"))
    return out.getvalue()


@pytest.mark.parametrize(
    "line",
    [
        "page       oasis.txt",
        "title      وفد الواحات في نزوى",
        "found at   oasis.example",
        "published  2024-05-15 (given)",
        "c1  CONSULT  asserted  ماهر العلي «زار» نزوى · نزوى · 2024-05-14 · [وكالة الريف]",
        "c2  CONSULT  negated   ماهر العلي «سلم» وفد الواحات · reading",
        "t1  DATE  2024-05-14  الاثنين (14 مايو 2024) · conflict: weekday; 2024-05-13 keeps الاثنين",
        "e1  PER    ماهر العلي · Maher al-Ali · الوزير (also العلي)",
        "  times: the weekday contradicts the date",
    ],
)
def test_piped_sheet_has_one_plain_line_for_each_thing(document: Document, line: str) -> None:
    assert line in piped(document).splitlines()


def test_longer_chains_are_drawn_outermost_first(document: Document) -> None:
    first, link = document.claims[0], document.claims[0].chain[0]
    longer = replace(first, chain=(link, replace(link, source=first.actors[0]), replace(link, source=None)))
    assert "[وكالة الريف ← ماهر العلي ← «قالت»]" in piped(replace(document, claims=(longer,)))


def test_piped_sheet_has_no_controls_and_no_line_breaks_of_ours(document: Document) -> None:
    named = replace(document.entities[0], name="ماهر " * 60)
    sheet = piped(replace(document, entities=(named, *document.entities[1:])))
    assert "\x1b" not in sheet
    assert not set(ISOLATES) & set(sheet)
    assert sum(line.startswith("c1 ") for line in sheet.splitlines()) == 1
    assert any(len(line) > 300 for line in sheet.splitlines())


def test_terminal_sheet_isolates_arabic_and_closes_each_isolate(document: Document) -> None:
    sheet = on_terminal(document, width=200)
    assert "\u2067ماهر العلي «زار» نزوى\u2069" in sheet
    assert sum(map(sheet.count, "\u2066\u2067\u2068")) == sheet.count("\u2069") > 0


@pytest.mark.parametrize("width", [40, 80, 120])
def test_terminal_sheet_keeps_to_the_width(document: Document, width: int) -> None:
    out = StringIO()
    print_sheet(document, Console(file=out, force_terminal=True, width=width, color_system=None))
    assert max(map(cell_len, out.getvalue().splitlines())) <= width


@pytest.mark.parametrize("draw", [piped, on_terminal])
def test_marks_in_the_page_are_shown_and_not_obeyed(hostile: Document, draw: object) -> None:
    sheet = draw(hostile)  # type: ignore[operator]
    assert "\u202e" not in sheet
    assert "\x1b[31mred" not in sheet
    assert "\x00" not in sheet
    assert "\\u202e" in "".join(sheet.split())
    assert "\ud800" not in sheet


def test_date_window_and_unknown_date(document: Document) -> None:
    window = replace(document, dating=Dating(None, "inferred", ("2024-05-10", "2024-05-12")))
    assert "between 2024-05-10 and 2024-05-12 (inferred)" in piped(window)
    assert "published  not known" in piped(replace(document, dating=Dating()))


def test_a_page_without_claims_says_so(document: Document) -> None:
    assert "CLAIMS 0" in piped(replace(document, claims=()))
