"""What an HTML source states beside its text."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.pages.html import facts, visible


def stated(source: str) -> list[tuple[str, str]]:
    return [(fact.name, fact.value) for fact in facts(source, visible(source))]


def json_ld(value: object, kind: str = "application/ld+json") -> str:
    return f'<script type="{kind}">{json.dumps(value, ensure_ascii=False)}</script>'


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("", []),
        ("<title>\n عودة &amp; لقاء\n</title>", [("title", "عودة & لقاء")]),
        ("<title>أ</title><title>ب</title>", [("title", "أ")]),
        ("<svg><title>شعار</title></svg><title>ب</title>", [("title", "ب")]),
        ('<meta property="og:title" content="عودة">', [("meta:og:title", "عودة")]),
        ("<META NAME=Author CONTENT='سلوى المرادي'/>", [("meta:author", "سلوى المرادي")]),
        ("<meta itemprop=datePublished content=2024-05-15>", [("meta:datepublished", "2024-05-15")]),
        ("<meta http-equiv=last-modified content='x'>", [("meta:last-modified", "x")]),
        ("<meta property=a name=b content=x>", [("meta:a", "x")]),
        ("<meta name=a content='  '><meta name=b><meta content=x><meta charset=utf-8>", []),
        ("<meta name=a content=x><meta name=a content=y><meta name=a content=x>", [("meta:a", "x"), ("meta:a", "y")]),
        ("<p>a</p><meta name=a content='&#1575;&quot;'>", [("meta:a", 'ا"')]),
        (
            "<link rel='canonical x' href=https://n.example/1><link rel=stylesheet href=s.css><link rel=canonical>",
            [("link:canonical", "https://n.example/1")],
        ),
        ("<link rel=AMPHTML href=/amp>", [("link:amphtml", "/amp")]),
        ("<time datetime=2024-05-15T10:00>أمس</time>", [("time", "2024-05-15T10:00")]),
        ("<p>في <time>15\nمايو</time>", [("time", "15 مايو")]),
        ("<time></time><time hidden datetime=2024>x</time>", []),
    ],
)
def test_facts_of_tags(source: str, expected: list[tuple[str, str]]) -> None:
    assert stated(source) == expected


ARTICLE = {"@type": "NewsArticle", "headline": "عودة الوزير"}
HEADLINE = [("json-ld:headline", "عودة الوزير")]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (ARTICLE, HEADLINE),
        ([{"@type": "Organization", "name": "ن"}, ARTICLE], HEADLINE),
        ({"@context": "x", "@graph": [{"@type": "WebSite", "name": "ن"}, ARTICLE]}, HEADLINE),
        ({"@type": "Thing", "mainEntity": {"@graph": [[ARTICLE]]}}, HEADLINE),
        ({"@type": ["Article", "Thing"], "headline": "عودة الوزير"}, HEADLINE),
        ({"@type": "WebPage", "name": "ن"}, [("json-ld:webpage:name", "ن")]),
        ({"@type": "BreadcrumbList", "name": "ن"}, []),
        ({"name": "ن"}, []),
        ({**ARTICLE, "headline": "أ &amp; ب\n ج", "wordCount": 5, "keywords": "x"}, [("json-ld:headline", "أ & ب ج")]),
        ({**ARTICLE, "headline": None, "author": 5, "url": ["", {}], "datePublished": {}}, []),
        (
            {**ARTICLE, "datePublished": "2024-05-15T10:00:00+03:00", "dateModified": "2024-05-16"},
            [
                ("json-ld:dateModified", "2024-05-16"),
                ("json-ld:datePublished", "2024-05-15T10:00:00+03:00"),
                *HEADLINE,
            ],
        ),
        (
            {"@type": "Article", "author": [{"@type": "Person", "name": "سلوى المرادي"}, "سامي نور"]},
            [("json-ld:author", "سلوى المرادي"), ("json-ld:author", "سامي نور")],
        ),
        (
            {"@type": "Article", "publisher": {"name": "منبر الضفة", "url": "https://n.example"}},
            [("json-ld:publisher", "منبر الضفة")],
        ),
        (
            {"@type": "Article", "mainEntityOfPage": {"@id": "https://n.example/1"}},
            [("json-ld:mainEntityOfPage", "https://n.example/1")],
        ),
        (5, []),
        (None, []),
        ([[[[]]]], []),
    ],
)
def test_facts_of_json_ld(value: object, expected: list[tuple[str, str]]) -> None:
    assert stated(json_ld(value)) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('<script type="application/ld+json">{"@type": "Article", "headline": "أ"</script>', []),
        ('<script type="application/ld+json"></script>', []),
        ('<script type="application/ld+json">{"@type":"Article","headline":"أ"};\n</script>', [("json-ld:headline", "أ")]),
        ('<script type="application/ld+json">{"@type":"Article","headline":"أ\nب"}</script>', [("json-ld:headline", "أ ب")]),
        ("<script type='Application/LD+JSON; charset=utf-8'>{\"@type\":\"Article\",\"headline\":\"أ\"}</script>", [("json-ld:headline", "أ")]),
        (json_ld(ARTICLE, "application/json"), []),
        (f"<script data-of='ld+json'>{json.dumps(ARTICLE)}</script>", []),
        (json_ld(ARTICLE) + '<script type="application/ld+json">{</script>' + json_ld(ARTICLE), HEADLINE),
        ('<script type="application/ld+json">' + "[" * 100_000 + "</script>", []),
        ("<noscript>" + json_ld(ARTICLE) + "</noscript>", []),
    ],
)  # fmt: skip
def test_scripts_however_they_are_written(source: str, expected: list[tuple[str, str]]) -> None:
    assert stated(source) == expected


def test_depth_in_json_ld_has_an_end() -> None:
    value: object = ARTICLE
    for _ in range(20):
        value = {"@graph": [value]}
    assert stated(json_ld(value)) == []


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        (" saved from url=(0031)https://n.example/1 ", [("saved:url", "https://n.example/1")]),
        (
            "\n Page saved with SingleFile \n url: https://n.example/1 \n saved date: Wed May 15 2024 10:20:30 GMT+0300\n",
            [("saved:url", "https://n.example/1"), ("saved:date", "2024-05-15")],
        ),
        (
            " Mirrored from n.example/1.html by HTTrack Website Copier/3.x [XR&CO'2014], Wed, 15 May 2024 07:20:30 GMT ",
            [("saved:url", "n.example/1.html"), ("saved:date", "2024-05-15")],
        ),
        (
            "\n url: https://n.example/1 \n saved date: يوم الأربعاء\n",
            [("saved:url", "https://n.example/1"), ("saved:date", "يوم الأربعاء")],
        ),
        (" a comment ", []),
    ],
)
def test_programs_that_save_pages_say_whence_and_when(comment: str, expected: list[tuple[str, str]]) -> None:
    assert stated(f"<!doctype html>\n<!--{comment}-->\n<p>نص") == expected


def test_a_comment_far_down_is_nothing_that_a_program_wrote() -> None:
    assert stated("<p>" + "نص " * 6000 + "<!-- saved from url=(0001)https://n.example/1 -->") == []


def test_facts_are_cut_and_counted() -> None:
    source = f"<meta name=a content='{'x' * 5000}'>" + "".join(f"<meta name=n{i} content=x>" for i in range(1000))
    found = stated(source)
    assert len(found[0][1]) == 2000
    assert len(found) == 500


VALUES = st.recursive(
    st.none() | st.integers() | st.sampled_from(["نص", "NewsArticle", "2024-05-15", ""]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["@type", "@graph", "mainEntity", "author", "name", "url", "headline"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@given(VALUES)
def test_any_json_gives_facts_with_words(value: object) -> None:
    for name, told in stated(json_ld(value)):
        assert name.startswith("json-ld:")
        assert told == " ".join(told.split()) != ""
