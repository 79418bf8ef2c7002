"""What an HTML source shows: its text, its lines with their links, its elements with their names."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.pages.html import Found, visible


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("", ""),
        (" \n\t ", ""),
        ("زار الوزير عدن", "زار الوزير عدن"),
        # white space
        ("<p>  a \n\t b\f\r\nc  </p>\n", "a b c"),
        ("a\u00a0 \u2002b\u200c", "a\u00a0 \u2002b\u200c"),
        ("<p>a <b> b</b> c</p>", "a b c"),
        ("a\r\nb\rc", "a b c"),
        ("a\0b", "ab"),
        ("\ufeffa\ufeffb", "a\ufeffb"),
        # character references
        ("a &amp; b &lt; c &quot;d&quot;", 'a & b < c "d"'),
        ("a &amp b &lt c &copy2024", "a & b < c ©2024"),
        ("&#1575;&#x627;&#X0627;&#1575 &#x627", "ااا\u0627 ا"),
        ("&amp;lt; &ampamp;", "&lt; &amp;"),
        ("&nosuch; &x; &; &#; &#x; & &", "&nosuch; &x; &; &#; &#x; & &"),
        ("&notit; &notin;", "¬it; ∉"),
        ("&#0;&#xD800;&#x110000;&#99999999999;", "\ufffd\ufffd\ufffd\ufffd"),
        ("&#128;&#x85;", "€…"),
        ("a&nbsp;b &raquo; c&zwnj;d&shy;e", "a\u00a0b » c\u200cd\u00ade"),
        ("a&#10;b&#9;c&#32;&#32;d &#13;", "a b c d"),
        ("<&#112;>a", "<p>a"),
        # what is no markup
        ("a < b <= c <3 >", "a < b <= c <3 >"),
        ("a<!-- b --><!doctype c>d<?e?><![CDATA[f]]>g", "adg"),
        # what is not text
        ("a<script>b()</script><style>p{}</style><title>c</title>d", "ad"),
        ("<p>a<SCRIPT>'<p>b'</SCRIPT>c", "ac"),
        ("<iframe><p>a</iframe><textarea>b</textarea>c", "c"),
        ("<noscript>a</noscript><template><p>b</p></template><svg><text>c</text></svg>d", "d"),
        ("<video>a<p>b</video><audio>x</audio><canvas>y</canvas><object>c</object><select><option>d</select>e", "e"),
        ("<p hidden>a</p><div hidden=''><p>b</p>c</div>d", "d"),
        ("<p style='display:none'>a</p><p style='color:red; DISPLAY : none'>b</p>c", "c"),
        ("<span style='visibility:hidden'>a</span><a hidden>b</a>c", "c"),
        ("<p style='display:block'>a</p><p aria-hidden=true>b</p>", "a\nb"),
        ("<p hidden>a<p>b", "b"),
        ("a<b hidden>b</b>c", "ac"),
        ("a<i style='display:none'>b<i>c</i>d</i>e", "ae"),
        ("<p>a<em hidden>b<p>c", "a\nc"),
        ("a<wbr hidden>b<b class=hidden>c</b>d", "abcd"),
        ("<div hidden>a<b>b</div>c</b>d", "cd"),
        ("<div hidden>a<div>b</div>c</div>d", "d"),
        ("<input hidden>a<img hidden alt=b>c", "ac"),
        # block elements
        ("<h1>a</h1>b<div>c</div>d", "a\nb\nc\nd"),
        ("<div><div><p>a</p></div></div><div>b</div>", "a\nb"),
        ("a<br>b<BR/>c<br><br>d<hr>e", "a\nb\nc\nd\ne"),
        ("<blockquote>a<p>b</p></blockquote>c", "a\nb\nc"),
        ("<figure>a<figcaption>b</figcaption></figure>c", "a\nb\nc"),
        ("<my-card>a</my-card>b", "a\nb"),
        ("<ul><li>a</li><li>b<ol><li>c</ol></ul>d", "a\nb\nc\nd"),
        ("<table><caption>a</caption><tr><th>b</th><td>c</td></tr></table>d", "a\nb\nc\nd"),
        ("<dl><dt>a<dd>b</dl>", "a\nb"),
        ("<details><summary>a</summary>b</details>", "a\nb"),
        # ends that are not written
        ("<p>a<p>b<div>c", "a\nb\nc"),
        ("<ul><li>a<li>b<ul><li>c</ul><li>d</ul>e", "a\nb\nc\nd\ne"),
        ("<table><tr><td>a<td>b<tr><td>c<table><tr><td>d</table>e</table>f", "a\nb\nc\nd\ne\nf"),
        ("<tr><td>a</td></tr><td>b", "a\nb"),
        ("<p>a<b>b", "ab"),
        # ends that do not fit
        ("a</p></div></b>b", "a\nb"),
        ("<b>a<i>b</b>c</i>d", "abcd"),
        ("<p>a<b>b</p>c</b>d", "ab\ncd"),
        ("<table><td>a</div></p>b</table>c", "a\nb\nc"),
        ("<body>a</body>b</html>c", "a\nb\nc"),
        ("<div>a<span>b</div>c</span>d", "ab\ncd"),
        # inside a line
        ("<b>a</b><i>b</i><span>c</span><q>d</q>", "abcd"),
        ("a<wbr>b<img alt=c>d", "abd"),
        ("<p>زار <a href=x>الوزير</a>، <b>عدن</b>.</p>", "زار الوزير، عدن."),
        ("x<a>y</a>z", "xyz"),
        # links and named elements that touch
        ("<a>a</a><a>b</a>", "a\nb"),
        ("<span class=x>a</span><span class=y>b</span>", "a\nb"),
        ("<time>a</time><cite>b</cite>", "a\nb"),
        ("<b class=x>a</b><b class=y>b</b>", "ab"),
        # white space that counts
        ("<pre>a\n  b\tc</pre>d", "a\n  b\tc\nd"),
        ("<pre>a\r\n\r\nb &amp; <b>c</b></pre>", "a\nb & c"),
    ],
)
def test_the_text_that_is_seen(source: str, text: str) -> None:
    found = visible(source)
    assert (found.text, found.notes) == (text, ())


@pytest.mark.parametrize(
    ("source", "text", "message"),
    [
        ("a<!-- b", "a", "a comment opens at character 1 and is never closed: 6 characters are not shown"),
        ("<p>a<p", "a", "a tag opens at character 4 and is never closed: 2 characters are not shown"),
        ("<p>a<b c='d", "a", "a tag opens at character 4 and is never closed: 7 characters are not shown"),
        ("a<script>b<p>c", "a", "a script opens at character 1 and is never closed: 13 characters are not shown"),
        ("<title>a", "", "a title opens at character 0 and is never closed: 8 characters are not shown"),
    ],
)
def test_what_is_swallowed_is_said(source: str, text: str, message: str) -> None:
    found = visible(source)
    assert found.text == text
    assert [(note.stage, note.message) for note in found.notes] == [("input", message)]


def test_a_quote_that_is_never_closed_ends_with_its_tag() -> None:
    assert visible("<p><a title='b>c</a> d</p><p>e</p>").text == "c d\ne"


def lines(found: Found) -> list[tuple[str, str, int]]:
    """Each line: its text, the tag and names of its element, how many of its characters are links."""
    starts = [line.start for line in found.layout.lines]
    ends = [start - 1 for start in starts[1:]] + [len(found.text)] * bool(starts)
    told = []
    for line, end in zip(found.layout.lines, ends, strict=True):
        element = found.layout.elements[line.element] if line.element >= 0 else None
        told.append((found.text[line.start : end], f"{element.tag} {element.names}" if element else "", line.linked))
    return told


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a<p>b", [("a", "", 0), ("b", "p ", 0)]),
        ("<p>ab<a>cd</a>e<a>f</a></p>", [("abcdef", "p ", 3)]),
        ("<a><p>ab</p>c</a>d", [("ab", "p ", 2), ("cd", "", 1)]),
        ("<ul class=menu><li><a>ab</a><li>c</ul>", [("ab", "li ", 2), ("c", "li ", 0)]),
        ("<div class=x>a<p>b</p>c</div>", [("a", "div x", 0), ("b", "p ", 0), ("c", "div x", 0)]),
        ("<p><b class=x>a</b> b", [("a b", "p ", 0)]),
        ("<p><span class=x>a</span> b", [("a b", "span x", 0)]),
        ("<span>a</span>", [("a", "", 0)]),
        ("<pre class=x>a\nb</pre>", [("a", "pre x", 0), ("b", "pre x", 0)]),
        ("<p hidden class=x>a</p><p>b", [("b", "p ", 0)]),
        ("a<br>b", [("a", "", 0), ("b", "", 0)]),
        pytest.param(
            "<body class=x>a</body>b</html>c",
            [("a", "body x", 0), ("b", "body x", 0), ("c", "body x", 0)],
        ),
        ("<table class=x><td>a<table class=y></td>b</table>c", [("a", "td ", 0), ("b", "table y", 0), ("c", "td ", 0)]),
    ],
)
def test_lines_know_their_element_and_their_links(source: str, expected: list[tuple[str, str, int]]) -> None:
    assert lines(visible(source)) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<div class='a b' id=c role=d itemprop=e data-testid=f title=g>x</div>", [(-1, "div", "a b c e d f", "x")]),
        ("<div>a<p class=b>c</p></div>d", [(-1, "div", "", "a\nc"), (0, "p", "b", "\nc")]),
        ("<b class=x>a</b><font id=y>b</font>", []),
        ("<a class=x>a</a><a rel=author class=y>b</a><a itemprop=author>c</a>", [(-1, "a", "y", "\nb"), (-1, "a", "author", "\nc")]),
        ("<time>a</time>", [(-1, "time", "", "a")]),
        ("<my-tag>a</my-tag>", [(-1, "my-tag", "", "a")]),
        ("<div class=x hidden>a</div>b", []),
        ("<table><td>a<tr>b", [(-1, "table", "", "a\nb"), (0, "td", "", "a"), (0, "tr", "", "\nb")]),
        ("<p class='&#97;b'>c", [(-1, "p", "ab", "c")]),
    ],
)  # fmt: skip
def test_elements_know_their_names_and_places(source: str, expected: list[tuple[int, str, str, str]]) -> None:
    found = visible(source)
    elements = found.layout.elements
    assert [(e.parent, e.tag, e.names, found.text[e.start : e.end]) for e in elements] == expected


def test_what_may_state_something_is_kept() -> None:
    found = visible(
        "<base href=/x><meta name=author content='م&amp;ن'><link rel=canonical href=y><title>t</title>"
        "<script>s</script><style>c</style><time datetime=2024-05-15>أمس</time><time>اليوم</time>"
    )
    assert found.metas == [
        {"": "base", "href": "/x"},
        {"": "meta", "name": "author", "content": "م&ن"},
        {"": "link", "rel": "canonical", "href": "y"},
    ]
    assert [raw.name for raw in found.raws] == ["title", "script"]
    assert found.times == [(0, "2024-05-15"), (1, "")]


@pytest.mark.parametrize("tag", ["svg", "noscript", "div hidden"])
def test_a_title_in_what_is_hidden_is_not_the_pages(tag: str) -> None:
    assert visible(f"<{tag}><title>logo</title></{tag.split(maxsplit=1)[0]}>a").raws == []


@pytest.mark.parametrize("tag", ["div", "span", "b", "a", "table", "ul><li", "p", "x-y"])
def test_depth_loses_no_text(tag: str) -> None:
    found = visible(f"<{tag}>" * 10_000 + "نص" + "</div>" * 10_000 + "<p>ثم</p>")
    assert "".join(found.text.split()) == "نصثم"
    assert len(found.layout.elements) <= 10_002


TAGS = [
    "p",
    "div",
    "ul",
    "li",
    "table",
    "tr",
    "td",
    "b",
    "a",
    "span class=x",
    "pre",
    "br",
    "time",
    "h1",
    "p hidden",
    "svg",
]
OPENS = [f"<{tag}>" for tag in TAGS]
CLOSES = [f"</{tag.split()[0]}>" for tag in TAGS]
OTHERS = [
    "ا",
    "b c",
    " ",
    "\n",
    "&amp;",
    "&nbsp;",
    "&#10;",
    "\0",
    "<",
    "&",
    "<!--",
    "-->",
    "<script>",
    "</script>",
    "'",
]


@given(st.lists(st.sampled_from([*OPENS, *CLOSES, *OTHERS * 2]), max_size=60).map("".join))
def test_whatever_the_markup_the_layout_is_sound(source: str) -> None:
    found = visible(source)
    text = found.text
    for number, element in enumerate(found.layout.elements):
        assert -1 <= element.parent < number
        assert 0 <= element.start <= element.end <= len(text)
        if element.parent >= 0:
            outer = found.layout.elements[element.parent]
            assert outer.start <= element.start
            assert element.end <= outer.end
    starts = [line.start for line in found.layout.lines]
    assert starts == ([0] if text else []) + [place + 1 for place, char in enumerate(text) if char == "\n"]
    for (line, _, linked), start in zip(lines(found), starts, strict=True):
        assert 0 <= linked <= len(line)
        assert line
        assert line.strip(" \t\r\f\n") == line or "<pre>" in source
        assert text[start : start + len(line)] == line


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0<&\ufeff\r\n\t\f "), min_size=1, max_size=40))
def test_text_without_markup_is_shown_as_it_is(word: str) -> None:
    assert visible(f"<p>{word}</p>{word}").text == f"{word}\n{word}"


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        "<p>",
        "</p>",
        "<div>",
        "<td>",
        "<li><p>",
        "<b>a",
        "<a>a</a>",
        "<span class=x>a",
        "&",
        "&#",
        "&#1",
        "&a",
        " \0",
        "a ",
    ],
)
@pytest.mark.parametrize("head", ["", "<pre>", "<table>", "<div hidden>"])
def test_no_source_takes_longer_than_its_length(head: str, unit: str) -> None:
    began = time.process_time()
    visible(head + unit * (100_000 // len(unit)))
    assert time.process_time() - began < 2
