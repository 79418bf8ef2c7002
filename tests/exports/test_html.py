import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html import unescape
from html.parser import HTMLParser

import pytest

from musnad.exports.highlight import stretches
from musnad.exports.html import compact, to_html
from musnad.model import Document, Page
from musnad.pipeline import Pipeline

VOID = {"meta", "br", "link", "img", "input", "hr"}


class Outline(HTMLParser):
    """The tags of a page, checked to nest, with its ids, local links and the text of the article."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.in_words = False
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.in_words = self.in_words or ("class", "words") in attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        self.in_words = self.in_words and tag != "article"

    def handle_data(self, data: str) -> None:
        self.words += data if self.in_words else ""

    def values(self, attribute: str) -> list[str]:
        return [str(attrs[attribute]) for _, attrs in self.tags if attribute in attrs]


def test_stretches_cover_the_text_once(document: Document) -> None:
    assert "".join(document.quote(s.span) for s in stretches(document)) == document.text


def test_the_article_is_the_page_verbatim(document: Document) -> None:
    assert Outline(to_html(document)).words == document.text


def test_samples_are_shown_verbatim(pipeline: Pipeline, sample_texts: dict[str, str]) -> None:
    for name, text in sample_texts.items():
        outline = Outline(to_html(pipeline(Page(name, text, name))))
        assert outline.words == text


def test_cards_and_text_link_to_each_other(document: Document) -> None:
    outline = Outline(to_html(document))
    ids = outline.values("id")
    assert len(ids) == len(set(ids))
    assert {href.removeprefix("#") for href in outline.values("href")} <= set(ids)
    assert "#p1-c1" in outline.values("href")
    assert f"#p1-x{document.claims[0].span.start}" in outline.values("href")


def test_ids_of_several_pages_do_not_meet(document: Document) -> None:
    ids = Outline(to_html([document, document])).values("id")
    assert {"p1-c1", "p2-c1"} <= set(ids)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("kind", ["document", "hostile"])
def test_nothing_is_loaded_and_nothing_runs(kind: str, request: pytest.FixtureRequest) -> None:
    page = to_html(request.getfixturevalue(kind))
    outline = Outline(page)
    assert {tag for tag, _ in outline.tags}.isdisjoint({"script", "link", "img", "iframe", "object", "form", "base"})
    assert all(href.startswith("#") for href in outline.values("href"))
    assert not any(name == "style" or name.startswith("on") or name == "src" for _, a in outline.tags for name in a)
    assert "url(" not in page
    assert "@import" not in page


def test_the_policy_allows_its_own_style_alone(document: Document) -> None:
    page = to_html(document)
    style = re.search("<style>(.*?)</style>", page, re.DOTALL)
    assert style is not None
    digest = b64encode(sha256(style[1].encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in page


def test_hostile_text_is_escaped(hostile: Document) -> None:
    for page in (to_html(hostile), compact(hostile)):
        assert "<script" not in page
        assert not set("\u202e\u2066\x1b\x00\x85\ud800") & set(page)
        page.encode("utf-8")
    assert "\\u202e" in unescape(to_html(hostile))


def test_marks_cannot_tear_words(document: Document) -> None:
    page = to_html(document)
    rule = re.search(r"\.words mark, \.words a[^{]*\{([^}]*)\}", page)
    assert rule is not None
    assert all(f"{what}: 0" in rule[1] for what in ("padding", "margin", "border"))
    assert re.search(r'ل?<mark[^>]*class="org described"[^>]*>لوفد</mark>', page)


def test_language_direction_and_furniture(document: Document) -> None:
    page = to_html(document)
    assert '<html lang="ar" dir="rtl">' in page
    assert '<span class="zone-furniture">اترك تعليقاً</span>' in page
    assert "meeting or talks by <bdi>Maher al-Ali</bdi> with <bdi>نزوى</bdi>" in page
    assert "events/triggers.tsv:12" in page


def test_nested_and_crossing_marks_are_cut(document: Document) -> None:
    inner = replace(document.mentions[0], id="m9", span=replace(document.mentions[0].span, end=55))
    outline = Outline(to_html(replace(document, mentions=(*document.mentions, inner))))
    assert outline.words == document.text


def test_notebook_table_is_short_and_says_how_much_is_left_out(document: Document) -> None:
    many = replace(document, claims=document.claims * 40)
    assert document._repr_html_() == compact(document)
    assert compact(many).count("<tr>") == 51
    assert "+30" in compact(many)


def test_two_runs_give_the_same_bytes(document: Document) -> None:
    assert to_html(document) == to_html(document)
