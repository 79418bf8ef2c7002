"""Each view on a real project, in both languages, light and dark, wide and narrow: it opens, and all can use it."""

from collections.abc import Callable
from importlib.resources import files
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from .conftest import HOSTILE, RETRIES, Seat, Served, Sit

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
VIEWS = {
    "pages": "/",
    "search": "/?q=الوزير",
    "events": "/events?sort=roots",
    "timeline": "/timeline",
    "actors over time": "/timeline?lanes=actor",
    "network": "/network",
    "who quotes whom": "/network?mode=quotes",
    "map": "/map",
    "review": "/review",
    "one to be judged": "/review/confidence",
    "contradictions": "/review/contradictions",
    "merges": "/review/merges",
    "new": "/review/new",
    "blind": "/review/blind",
    "log": "/log",
}


def page_named(seat: Seat, title: str) -> str:
    """The id of the page that has these words in its title."""
    found = seat.answer("/pages?limit=100")["items"]
    return next(str(one["id"]) for one in found if title in (one["title"] or "") or title in (one["outlet"] or ""))


def event_of(seat: Seat, *, disagreeing: bool) -> str:
    """The event that is told best."""
    return str(seat.answer(f"/events?sort=roots&limit=1&disagreeing={str(disagreeing).lower()}")["items"][0]["id"])


ADDRESSES: dict[str, Callable[[Seat], str]] = {
    **{name: (lambda _, path=path: path) for name, path in VIEWS.items()},  # type: ignore[misc]
    "reader": lambda seat: f"/pages/{page_named(seat, 'الواحات')}?claim=c3",
    "hostile reader": lambda seat: f"/pages/{page_named(seat, 'onerror')}",
    "event": lambda seat: f"/events/{event_of(seat, disagreeing=True)}",
    "who": lambda seat: f"/people/{seat.answer('/people?q=الراوي')['items'][0]['id']}",
    "tie": lambda seat: "/network?from={source}&to={target}".format(**seat.answer("/network?limit=1")["edges"][0]),
}


def violations(page: Page) -> list[str]:
    """What axe-core holds against a page."""
    page.evaluate(AXE)
    found: dict[str, Any] = page.evaluate("axe.run(document)")
    assert found["passes"]
    return [f"{one['id']}: {node['html']}" for one in found["violations"] for node in one["nodes"]]


LOOKS = [("ar", "light", 1280), ("en", "dark", 1280), ("ar", "dark", 360)]


@pytest.mark.slow
@pytest.mark.parametrize("look", LOOKS, ids=str)
@pytest.mark.parametrize("view", ADDRESSES)
def test_a_view_opens_fits_and_can_be_used_by_all(
    sit: Sit, desk: Served, view: str, look: tuple[str, str, int]
) -> None:
    """That it complains about nothing and asks nobody else is seen to when the seat is left."""
    language, theme, width = look
    seat = sit(desk, language, theme=theme, width=width)
    page = seat.open(ADDRESSES[view](seat))
    assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator("main [role=alert]")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert violations(page) == []
    assert page.evaluate("window.run") is None
    assert page.evaluate("document.querySelectorAll('main script, main img').length") == 0
    assert "\u202e" not in page.inner_text("body")


def test_hostile_words_stand_in_the_reader_as_they_are_written(sit: Sit, desk: Served) -> None:
    seat = sit(desk)
    page = seat.open(ADDRESSES["hostile reader"](seat))
    shown = HOSTILE.replace("\u202e", "\\u202e")
    expect(page.locator(".words")).to_contain_text(shown)
    assert page.locator(".words .control").first.inner_text() == "\\u202e"


@pytest.mark.parametrize("view", ["pages", "events", "timeline", "network", "map", "event", "reader", "who", "log"])
def test_what_a_view_shows_can_be_taken_along(sit: Sit, desk: Served, view: str) -> None:
    seat = sit(desk)
    page = seat.open(ADDRESSES[view](seat))
    links = page.locator("a[download]")
    assert links.count() > 0
    for link in links.all():
        answer = page.request.get(f"{desk.home}{link.get_attribute('href')}", max_retries=RETRIES)
        assert answer.ok, answer.text()
        assert "attachment" in answer.headers["content-disposition"]
