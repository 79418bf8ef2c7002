"""What is chosen from what an HTML source states, and what it disagrees about."""

import pytest

from musnad.lexicon import Lexicon
from musnad.model import Fact
from musnad.pages.stated import Chooser, Stated, stated_day, url_day


@pytest.fixture(scope="module")
def chooser(lexicon: Lexicon) -> Chooser:
    return Chooser(lexicon)


def chosen(chooser: Chooser, *facts: tuple[str, str], url: str | None = None) -> Stated:
    return chooser.choose([Fact(name, value) for name, value in facts], url)


def test_nothing_comes_of_nothing(chooser: Chooser) -> None:
    assert chosen(chooser) == Stated()
    assert chosen(chooser, ("meta:viewport", "width=100"), ("meta:generator", "x")) == Stated()


@pytest.mark.parametrize(
    ("field", "facts", "expected"),
    [
        ("titles", [("title", "أ"), ("meta:og:title", "ب"), ("json-ld:headline", "ج")], ("ج", "ب", "أ")),
        ("titles", [("title", "أ"), ("meta:og:title", "أ")], ("أ",)),
        ("titles", [("title", "أ | الريف"), ("meta:og:site_name", "الريف")], ("أ",)),
        ("titles", [("title", "أ - ب - الريف"), ("meta:og:site_name", "الريف")], ("أ - ب",)),
        ("titles", [("title", "أ - الريف اليوم"), ("meta:og:site_name", "الريف")], ("أ - الريف اليوم",)),
        ("titles", [("title", "الريف | أ"), ("meta:og:site_name", "الريف")], ("الريف | أ",)),
        ("titles", [("title", "قال-الريف"), ("meta:og:site_name", "الريف")], ("قال-الريف",)),
        ("titles", [("title", "أ | ب")], ("أ | ب",)),
        ("outlet", [("meta:og:site_name", "الريف"), ("json-ld:publisher", "دار الريف")], "دار الريف"),
        ("outlet", [("json-ld:publisher", "https://n.example/#org"), ("meta:og:site_name", "الريف")], "الريف"),
        ("outlet", [("meta:application-name", "@reef"), ("meta:og:site_name", "www.reef.example")], None),
        ("byline", [("meta:author", "سامي نور"), ("json-ld:author", "سلوى المرادي")], "سلوى المرادي"),
        ("byline", [("meta:author", "الريف"), ("meta:og:site_name", "الريف")], None),
        ("byline", [("json-ld:author", "https://n.example/w/7"), ("meta:author", "سامي نور")], "سامي نور"),
        ("byline", [("meta:author", "desk@reef.example"), ("meta:dc.creator", "@sami"), ("meta:byl", "س" * 61)], None),
        ("byline", [("json-ld:webpage:author", "سامي نور")], None),
        ("url", [("meta:og:url", "https://n.example/2"), ("link:canonical", "https://n.example/1")], "https://n.example/1"),
        ("url", [("link:canonical", "/1"), ("meta:og:url", "https://n.example/2")], "https://n.example/2"),
        ("url", [("link:canonical", "https://n.example/a b")], None),
        ("url", [("saved:url", "n.example/1.html")], None),
        ("host", [("link:canonical", "https://www.n.example:80/1")], "n.example"),
        ("host", [("link:canonical", "https://[broken/1")], None),
        ("published", [("META:ARTICLE:PUBLISHED_TIME".lower(), "2024-05-15T23:00:00+03:00")], "2024-05-15"),
        ("published", [("json-ld:datePublished", "2024-05-15"), ("time", "2024-05-15T10:00")], "2024-05-15"),
        ("published", [("meta:date", "31/05/2024")], "2024-05-31"),
        ("published", [("meta:date", "05/06/2024"), ("time", "قبل يومين")], None),
        ("published", [("meta:date", "05/06/2024"), ("time", "2024-06-05")], "2024-06-05"),
        ("published", [("meta:article:modified_time", "2024-05-15")], None),
        ("published", [("link:canonical", "https://n.example/2024/05/15/x")], "2024-05-15"),
        ("retrieved", [("saved:date", "2024-05-20"), ("meta:last-modified", "Wed, 15 May 2024 10:00:00 GMT")], "2024-05-15"),
        ("retrieved", [("saved:date", "أمس")], None),
        ("source", [("link:original", "https://wire.example/1"), ("json-ld:isBasedOn", "وكالة الريف")], "وكالة الريف"),
    ],
)  # fmt: skip
def test_the_lowest_rank_that_is_usable_is_taken(
    chooser: Chooser, field: str, facts: list[tuple[str, str]], expected: object
) -> None:
    for order in (facts, facts[::-1]):
        assert getattr(chosen(chooser, *order), field) == expected


def test_the_given_address_goes_before_the_stated_one(chooser: Chooser) -> None:
    found = chosen(chooser, ("link:canonical", "https://n.example/1"), url="https://m.example/2024/05/14/2")
    assert (found.url, found.host, found.published) == ("https://m.example/2024/05/14/2", "m.example", "2024-05-14")


@pytest.mark.parametrize(
    ("facts", "messages"),
    [
        ([("time", "2024-05-15"), ("meta:date", "2024-05-15T10:00"), ("link:canonical", "https://n.example/20240515/x")], []),
        ([("time", "2024-05-15"), ("meta:article:modified_time", "2024-05-16"), ("saved:date", "2024-06-01")], []),
        (
            [("time", "2024-05-16"), ("meta:date", "2024-05-15"), ("link:canonical", "https://n.example/2024/05/17/x")],
            ["meta:date 2024-05-15, time 2024-05-16, the address 2024-05-17"],
        ),
    ],
)  # fmt: skip
def test_days_that_disagree_are_named(chooser: Chooser, facts: list[tuple[str, str]], messages: list[str]) -> None:
    found = chosen(chooser, *facts)
    assert [note.message for note in found.notes] == [
        f"the source states several days of publication: {message}; the first counts" for message in messages
    ]
    assert {note.stage for note in found.notes} <= {"zones"}


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://n.example/2024/05/15/title", "2024-05-15"),
        ("https://n.example/2024/5/7", "2024-05-07"),
        ("https://n.example/news-2024-05-15-17.html", "2024-05-15"),
        ("https://n.example/20240515/1", "2024-05-15"),
        ("https://n.example/2024/05/title", None),
        ("https://n.example/2024/13/40/x", None),
        ("https://n.example/120240515", None),
        ("https://n.example/202405151", None),
        ("https://n.example/id/18230515", None),
        ("", None),
    ],
)
def test_the_day_in_an_address(url: str, day: str | None) -> None:
    assert url_day(url) == day


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2024-05-15", "2024-05-15"),
        ("2024-05-15T23:59:00Z", "2024-05-15"),
        ("Wed, 15 May 2024 10:00:00 +0300", "2024-05-15"),
        ("الأربعاء 15/5/2024 10:00", "2024-05-15"),
        ("15.05.2024", "2024-05-15"),
        ("31-31-2024", None),
        ("12/5/2024", None),
        ("115/5/2024", None),
        ("15 مايو 2024", None),
        ("", None),
    ],
)
def test_the_day_that_a_value_states(value: str, day: str | None) -> None:
    assert stated_day(value) == day
