"""Every stretch of the text leads to its place in the source, whatever the source is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.errors import NotTextError
from musnad.model import Run
from musnad.pages.charsets import decode
from musnad.pages.html import visible
from musnad.pages.html.runs import holds, source_of

SOURCE = "<p>قال &amp; نفى</p>\r\n<!-- x -->\n<p>عاد&nbsp;أمس"
PIECES = st.sampled_from([
    *("<p>", "</p>", "<br>", "<div hidden>", "</div>", "<pre>", "</pre>", "<a href='x>'>", "</a", "<", ">", "</"),
    *("<!--", "-->", "<!x>", "<![CDATA[", "<script>", "</script >", "<title>", "</title>", "<td>", "<b", "='", '"', "\0"),
    *("&", "&amp;", "&amp", "&#1583;", "&#x62F", "&notit;", "&#0;", "&#xD800;", "&nbsp;", "&NotEqualTilde;", "&zwj;", ";"),
    *(" ", "  ", "\n", "\r\n", "\r", "\t", "\f", "\xa0", "\u2028", "\ufeff", "\u202e", "\x85", "قال", "أ\u064b", "x", "#"),
])  # fmt: skip
SPLICES = st.lists(PIECES, max_size=40).map("".join)


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("قال", "قال"),
        ("ال & ن", "ال &amp; ن"),
        ("&", "&amp;"),
        ("نفى\nعاد", "نفى</p>\r\n<!-- x -->\n<p>عاد"),
        ("\n", "</p>\r\n<!-- x -->\n<p>"),
        ("\xa0أمس", "&nbsp;أمس"),
    ],
)
def test_a_stretch_leads_to_its_source(quote: str, expected: str) -> None:
    found = visible(SOURCE)
    start = found.text.index(quote)
    first, last = source_of(found.runs, len(found.text), start, start + len(quote))
    assert SOURCE[first:last] == expected


@pytest.mark.parametrize(("place", "expected"), [(0, 3), (4, 7), (len("قال & نفى\nعاد\xa0أمس"), len(SOURCE))])
def test_an_empty_stretch_is_a_place(place: int, expected: int) -> None:
    found = visible(SOURCE)
    assert source_of(found.runs, len(found.text), place, place) == (expected, expected)


def test_an_empty_page_has_one_place() -> None:
    assert source_of((), 0, 0, 0) == (0, 0)


@pytest.mark.parametrize(("start", "end"), [(-1, 0), (2, 1), (0, 4), (4, 4)])
def test_what_is_no_stretch_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no stretch"):
        source_of([Run(0, 0, 3)], 3, start, end)


@pytest.mark.parametrize(
    ("source", "text", "runs"),
    [
        ("abc", "abd", [(0, 0, 3)]),
        ("abc", "abc", []),
        ("abc", "", [(0, 0, 3)]),
        ("a&lt;", "a>", [(0, 0, 1), (1, 1, 5)]),
        ("a b", "ab", [(0, 0, 1), (1, 0, 1)]),
        ("ab", "ab", [(1, 0, 2)]),
        ("ab", "a b", [(0, 0, 1), (1, 1, 1), (2, 1, 2)]),
        ("&lt;&gt;", "<>", [(0, 0, 8)]),
    ],
)
def test_false_runs_do_not_hold(source: str, text: str, runs: list[tuple[int, int, int]]) -> None:
    assert not holds(source, text, [Run(*run) for run in runs])


def check(source: str) -> None:
    found = visible(source)
    assert holds(source, found.text, found.runs)
    for start in range(len(found.text)):
        first, last = source_of(found.runs, len(found.text), start, start + 1)
        assert 0 <= first < last <= len(source)


@given(SPLICES)
def test_runs_hold_whatever_the_markup(source: str) -> None:
    check(source)


@given(st.binary(max_size=200) | SPLICES.map(lambda source: source.encode()[1:]))
def test_runs_hold_whatever_the_bytes(content: bytes) -> None:
    try:
        source = decode("page", content, html=True).text
    except NotTextError:
        return
    check(source)


@given(SPLICES, st.data())
def test_verbatim_stretches_are_the_same_in_text_and_source(source: str, data: st.DataObject) -> None:
    found = visible(source)
    start = data.draw(st.integers(0, len(found.text)))
    end = data.draw(st.integers(start, len(found.text)))
    first, last = source_of(found.runs, len(found.text), start, end)
    if last - first == end - start and "\n" not in found.text[start:end] and " " not in found.text[start:end]:
        assert source[first:last] == found.text[start:end]
