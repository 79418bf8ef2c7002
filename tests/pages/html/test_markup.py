"""Tags, attributes and what stands between tags, whatever the markup."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.pages.html.markup import CONTENT, LOST, attributes, pieces


def told(source: str) -> list[str]:
    """What the pieces of a source say: `text`, `<tag rest>`, `</tag>`, `{raw: content}`, `!lost`."""
    found = []
    for name, rest, since, start, end in pieces(source):
        if name == LOST:
            found.append(f"!{rest} {source[start:]}")
        elif name.startswith(CONTENT):
            found.append(f"{{{name[1:]}: {source[start:end]}}}")
        else:
            text = source[since:start]
            found += [text] if text else []
            found += [f"<{name}{rest}>"] if name else []
    return found


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("", []),
        ("نص", ["نص"]),
        ("<p>a</p>b", ["<p>", "a", "</p>", "b"]),
        ("<P CLASS=X>a</P\n>", ["<p CLASS=X>", "a", "</p\n>"]),
        ("a<br/>b", ["a", "<br/>", "b"]),
        ("<x-card>a", ["<x-card>", "a"]),
        ("\ufeff<p>a", ["<p>", "a"]),
        # what looks like a tag, and is none
        ("a < b > c", ["a < b > c"]),
        ("a <= b <3 c <", ["a <= b <3 c <"]),
        ("< p>a", ["< p>a"]),
        # quotes in attributes
        ("<a title='x>y' href=z>b", ["<a title='x>y' href=z>", "b"]),
        ('<a title="x>y">b', ['<a title="x>y">', "b"]),
        ("<a title = 'x>y'>b", ["<a title = 'x>y'>", "b"]),
        ("<a title=it's>b</a>", ["<a title=it's>", "b", "</a>"]),
        ("<a title=\"'>'\">b", ["<a title=\"'>'\">", "b"]),
        ("<a 'x>y'>b", ["<a 'x>", "y'>b"]),
        ("<a title='x>b</a>", ["<a title='x>", "b", "</a>"]),
        # comments, declarations, instructions
        ("a<!-- <b> -- > -->b", ["a", "b"]),
        ("a<!---->b<!-->c<!--->d", ["a", "b", "c", "d"]),
        ("a<!-- x --!>b", ["a", "b"]),
        ("a<!-- x ---->b", ["a", "b"]),
        ("<!DOCTYPE html><p>a", ["<p>", "a"]),
        ("a<![CDATA[b>c]]>d", ["a", "c]]>d"]),
        ("a<?xml x?>b</>c</ b>d", ["a", "b", "c", "d"]),
        # raw content
        ("<script>if (a<b) x='</p>'</script>c", ["<script>", "{script: if (a<b) x='</p>'}", "</script>", "c"]),
        ("<SCRIPT a=b>x</Script >c", ["<script a=b>", "{script: x}", "</script >", "c"]),
        ("<style>x</styles></style\t>c", ["<style>", "{style: x</styles>}", "</style\t>", "c"]),
        ("<title>a <b> c</title>", ["<title>", "{title: a <b> c}", "</title>"]),
        ("<textarea></textarea>b", ["<textarea>", "{textarea: }", "</textarea>", "b"]),
        ("</script>b", ["</script>", "b"]),
        # never closed
        ("a<p", ["a", "!tag <p"]),
        ("a<p b='>' c", ["a", "!tag <p b='>' c"]),
        ("a<!-- x -- >", ["a", "!comment <!-- x -- >"]),
        ("a<!doctype", ["a", "!comment <!doctype"]),
        ("a<script>x</scrip", ["a", "<script>", "{script: x</scrip}", "!script <script>x</scrip"]),
    ],
)
def test_pieces_of_a_source(source: str, expected: list[str]) -> None:
    assert told(source) == expected


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ("", {}),
        (" class='a b' ID=c", {"class": "a b", "id": "c"}),
        (' a="1"b="2"', {"a": "1", "b": "2"}),
        (" hidden /", {"hidden": ""}),
        (" hidden async=", {"hidden": "", "async": ""}),
        (" a = 'x' b\n=\ty", {"a": "x", "b": "y"}),
        (" href=/x/y/?a=1&amp;b=2", {"href": "/x/y/?a=1&b=2"}),
        (" title='&#1575;&quot;'", {"title": 'ا"'}),
        (" a=1 A=2", {"a": "1"}),
        (" a=''", {"a": ""}),
        (" a='x", {"a": "x"}),
        (" data-x:y=1 @click='z'", {"data-x:y": "1", "@click": "z"}),
        (" a=b/c/", {"a": "b/c/"}),
    ],
)
def test_attributes_of_a_tag(rest: str, expected: dict[str, str]) -> None:
    assert attributes(rest) == expected


MARKS = ["<", ">", "</", "<!--", "-->", "--!>", "<!", "<?", "'", '"', "=", " ", "/", "a", "p", "script", "title", "ا"]


@given(st.lists(st.sampled_from(MARKS), max_size=40).map("".join))
def test_pieces_follow_each_other(source: str) -> None:
    last = 0
    for name, _, since, start, end in pieces(source):
        assert since <= start <= end <= len(source)
        if name != LOST:
            assert last <= since
            last = end


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        "<",
        "</",
        "<!",
        "<!--",
        "<!-- -- ",
        "--",
        "<a ",
        "<a b='",
        "<a b=",
        "<a =='\"",
        "<script>",
        "<script></",
        "<title></titl",
        "&",
        "<a href='x'",
        "='",
    ],
)
@pytest.mark.parametrize("head", ["", "<a ", "<script>", "<!--"])
def test_no_markup_takes_longer_than_its_length(head: str, unit: str) -> None:
    began = time.process_time()
    for _ in pieces(head + unit * (1_000_000 // len(unit))):
        pass
    assert time.process_time() - began < 2
