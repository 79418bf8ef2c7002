"""What stands on a page as somebody else's words as a whole: embedded posts, and texts that were forwarded."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from musnad.model import Claim, Document, Link, Page, Statement, Via
from musnad.pages import Opener, Part
from musnad.pipeline import Pipeline

Read = Callable[..., Document]
VISIT = "زار الوزير ماهر العلي مدينة صور يوم الثلاثاء برفقة وفد من الوزارة ومن بلديات الساحل كلها."
SAID = "وقال الوزير ماهر العلي للصحفيين في المطار إن الحكومة اعتقلت قائد المجموعة بعد مطاردة استمرت أياماً."
POST = "قصفت القوات السوق صباح اليوم في بلدة الحدود."


@pytest.fixture(scope="session")
def read(pipeline: Pipeline, opener: Opener) -> Read:
    """Reads an article with something between its two paragraphs, as it came through others."""

    def reader(inserted: str = "", *via: Via) -> Document:
        source = f"<article><h1>جولة الوزير في مدن الساحل</h1><p>{VISIT}</p>{inserted}<p>{SAID}</p></article>"
        (page,) = opener(Part("a.html", source.encode(), "html"))
        assert isinstance(page, Page)
        return pipeline(replace(page, via=via, published="2024-05-15"))

    return reader


def tweet(words: str, signature: str = "&mdash; سامي نور (@sami)") -> str:
    return f"<blockquote class=twitter-tweet><p>{words}</p>{signature}</blockquote>"


def names(document: Document, chain: tuple[Link, ...]) -> list[str | None]:
    return [link.name or (link.source and document.quote(link.source.span)) or None for link in chain]


def claim(document: Document, trigger: str) -> Claim:
    (found,) = [claim for claim in document.claims if document.quote(claim.span) == trigger]
    return found


def post(document: Document) -> Statement:
    (found,) = [statement for statement in document.statements if statement.why[0].rule == "post"]
    return found


@pytest.mark.parametrize(
    "inserted",
    [
        tweet(POST),
        f"<div class=embedded-post><span class=author>سامي نور</span><p>{POST}</p></div>",
        f"<div class=telegram-post><p>{POST}</p>– سامي نور</div>",
    ],
)
def test_the_author_of_a_post_says_its_words(read: Read, inserted: str) -> None:
    document = read(inserted)
    said = post(document)
    assert document.quote(said.span).rstrip(".") == POST.rstrip(".")
    assert said.direct
    assert [(link.kind, link.stance) for link in said.chain] == [("social", "reports")]
    inside = claim(document, "قصفت")
    assert (names(document, inside.chain), inside.statement) == (["سامي نور"], said.id)


def test_nothing_outside_of_the_post_is_its_authors(read: Read) -> None:
    document = read(tweet(POST))
    assert claim(document, "زار").chain == ()
    assert names(document, claim(document, "اعتقلت").chain) == ["ماهر العلي"]


def test_an_author_whom_the_page_names_is_the_same_one(read: Read) -> None:
    document = read(tweet(POST, "&mdash; ماهر العلي (@maher)"))
    (visitor,) = claim(document, "زار").actors
    (link,) = claim(document, "قصفت").chain
    assert link.source is not None
    assert link.source.entity == visitor.entity is not None


def test_those_whom_a_post_quotes_stand_behind_its_author(read: Read) -> None:
    document = read(tweet("قال النائب فادي الخوري إن القوات قصفت السوق صباح اليوم."))
    inside = claim(document, "قصفت")
    assert names(document, inside.chain) == ["سامي نور", "فادي الخوري"]
    (quoted,) = [statement for statement in document.statements if statement.id == inside.statement]
    assert quoted.parent == post(document).id


def test_a_post_without_an_author_is_a_statement_all_the_same(read: Read) -> None:
    document = read(tweet(POST, ""))
    said = post(document)
    assert (said.speaker, said.direct) == (None, True)
    assert claim(document, "قصفت").statement == said.id


@pytest.mark.parametrize(
    "inserted", [f"<blockquote>{POST}</blockquote>", f"<p>{POST}</p>", f"<div class=live-entry><time>10:05</time><p>{POST}</p></div>"]
)  # fmt: skip
def test_what_is_no_post_is_the_pages_own(read: Read, inserted: str) -> None:
    found = claim(read(inserted), "قصفت")
    assert (found.chain, found.statement) == ((), None)


VIA = (Via("قناة الساحل", "social"), Via("رصد", "person"))


@pytest.mark.parametrize("via", [VIA, VIA[:1]])
def test_all_of_a_forwarded_text_is_on_the_word_of_its_sources(read: Read, via: tuple[Via, ...]) -> None:
    document = read(tweet(POST), *via)
    passers = [passer.name for passer in via]
    whole = document.statements[0]
    assert (document.quote(whole.span), whole.why[0].rule) == (document.text, "forwarded")
    assert [(link.name, link.kind, link.stance) for link in whole.chain] == [(v.name, v.kind, "reports") for v in via]
    assert names(document, claim(document, "زار").chain) == passers
    assert names(document, claim(document, "اعتقلت").chain) == [*passers, "ماهر العلي"]
    assert names(document, claim(document, "قصفت").chain) == [*passers, "سامي نور"]


def test_forwarded_statements_nest(read: Read) -> None:
    document = read(tweet(POST), *VIA)
    by_id = {statement.id: statement for statement in document.statements}
    assert len(by_id) == len(document.statements) > 2
    for statement in document.statements[1:]:
        parent = by_id[statement.parent or ""]
        assert statement.span.within(parent.span)
        assert statement.chain[: len(parent.chain)] == parent.chain


def test_an_empty_forwarded_text_says_nothing(pipeline: Pipeline) -> None:
    assert pipeline(Page("a", " \n", "0", via=VIA)).statements == ()


def test_a_plain_text_may_be_forwarded_too(pipeline: Pipeline) -> None:
    document = pipeline(Page("a", VISIT, "0", via=VIA[:1], published="2024-05-15"))
    assert names(document, claim(document, "زار").chain) == ["قناة الساحل"]
