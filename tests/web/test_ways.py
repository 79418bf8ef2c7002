"""Ways through the desk: addresses, the back button, filters, keys, settings."""

import re

import pytest
from playwright.sync_api import expect

from .conftest import Served, Sit


def test_the_back_button_goes_back_with_the_filters(sit: Sit, desk: Served) -> None:
    seat = sit(desk)
    page = seat.open("/")
    page.get_by_label("الناشر").fill("راديو الجبل")
    page.get_by_label("الناشر").press("Enter")
    expect(page).to_have_url(f"{desk.home}/?outlet=%D8%B1%D8%A7%D8%AF%D9%8A%D9%88+%D8%A7%D9%84%D8%AC%D8%A8%D9%84")
    expect(page.locator("main li")).to_have_count(3)
    page.locator("main h2 a").first.click()
    expect(page.locator(".words")).to_be_visible()
    page.go_back()
    expect(page.locator("main li")).to_have_count(3)
    page.go_back()
    expect(page.locator("main li")).to_have_count(13)


@pytest.mark.parametrize(
    ("query", "fewer"),
    [
        ("type=CONSULT", True),
        ("status=negated", True),
        ("since=2024-01-01&until=2024-12-31", True),
        ("min_roots=0", False),
    ],
)
def test_an_address_holds_the_filters_of_every_view(sit: Sit, desk: Served, query: str, fewer: bool) -> None:
    seat = sit(desk, "en")
    every, chosen = seat.answer("/events")["total"], seat.answer(f"/events?{query}")["total"]
    assert (chosen < every) == fewer
    page = seat.open(f"/events?{query}")
    expect(page.locator("main header")).to_contain_text(f"{chosen} events")
    page.get_by_role("link", name="Timeline").click()
    expect(page.locator("main header")).to_contain_text(f"{chosen} events")
    expect(page.locator(".chip").first).to_be_visible()
    page.locator(".chip").first.click()
    expect(page).not_to_have_url(re.compile(query.partition("=")[0]))


def test_of_several_values_any_will_do(sit: Sit, desk: Served) -> None:
    seat = sit(desk, "en")
    page = seat.open("/events")
    outlets, types = ("راديو الجبل", "بوابة النخيل"), ("CONSULT", "ASSAULT")
    for outlet in outlets:
        page.get_by_label("Outlet", exact=True).fill(outlet)
        page.get_by_label("Outlet", exact=True).press("Enter")
        expect(page.get_by_label("Outlet", exact=True)).to_have_value("")
    for type_ in types:
        page.get_by_role("combobox", name="Type", exact=True).select_option(type_)
    chips = page.locator(".chip")
    expect(chips).to_have_count(4)
    expect(chips.nth(1)).to_contain_text("or")
    query = "&".join((*(f"outlet={one}" for one in outlets), *(f"type={one}" for one in types)))
    expect(page.locator("main header")).to_contain_text(f"{seat.answer(f'/events?{query}')['total']} events")
    page.get_by_role("link", name="Review").click()
    totals = {one["name"]: one["total"] for one in seat.answer(f"/review?{query}")["queues"]}
    assert totals != {one["name"]: one["total"] for one in seat.answer("/review")["queues"]}
    expect(page.locator(".queues a").last).to_have_text(f"{totals['new']} New actors")
    page.locator(".queues a").last.click()
    expect(page.locator("main")).to_contain_text(f"{totals['new']} left")
    chips.last.click()
    expect(chips).to_have_count(3)
    expect(page).to_have_url(re.compile("ASSAULT"))
    page.go_back()
    expect(chips).to_have_count(4)
    page.get_by_role("button", name="Clear").click()
    expect(chips).to_have_count(0)


def test_a_span_of_time_is_drawn(sit: Sit, desk: Served) -> None:
    seat = sit(desk, "en")
    page = seat.open("/timeline")
    box = page.locator("svg[role=img]").first.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + 30)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.9, box["y"] + 30, steps=4)
    page.mouse.up()
    expect(page).to_have_url(re.compile("since=.*until="))
    page.keyboard.press("0")
    expect(page).not_to_have_url(re.compile("since="))


def test_the_keys(sit: Sit, desk: Served) -> None:
    seat = sit(desk, "en")
    page = seat.open("/")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("Keys")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    for key, path in (
        ("e", "/events"),
        ("t", "/timeline"),
        ("n", "/network"),
        ("m", "/map"),
        ("r", "/review"),
        ("l", "/log"),
        ("p", "/"),
    ):
        page.keyboard.press("g")
        page.keyboard.press(key)
        expect(page).to_have_url(desk.home + path)
    page.keyboard.press("/")
    page.keyboard.type("g e")
    expect(page).to_have_url(desk.home + "/")
    page.keyboard.press("Escape")
    page.locator("h1").click()
    page.keyboard.press("L")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")


@pytest.mark.parametrize(
    ("months", "digits", "shown"),
    [
        ("EG", "latn", "15 يوليو 2023"),
        ("LB", "latn", "15 تموز 2023"),
        ("TN", "arab", "١٥ جويلية ٢٠٢٣"),
        ("MA", "latn", "15 يوليوز 2023"),
    ],
)
def test_the_user_chooses_months_and_digits(sit: Sit, desk: Served, months: str, digits: str, shown: str) -> None:
    seat = sit(desk)
    page = seat.open("/")
    page.get_by_role("button", name="الإعدادات").click()
    page.get_by_label("أسماء الأشهر").select_option(months)
    page.get_by_label("الأرقام").select_option(digits)
    page.keyboard.press("Escape")
    expect(page.locator("main")).to_contain_text(shown)


def test_copies_are_folded_under_their_root(sit: Sit, desk: Served) -> None:
    seat = sit(desk, "en")
    events = seat.answer("/events?sort=pages&party=الراوي")["items"]
    found = (seat.answer(f"/events/{one['id']}") for one in events)
    event = next(one for one in found if any(page["copy_of"] for root in one["roots"] for page in root["pages"]))
    page = seat.open(f"/events/{event['summary']['id']}")
    copies = page.locator(".columns details")
    expect(copies.first).to_contain_text("1 copy")
    assert copies.first.get_attribute("open") is None
    copies.first.locator("summary").click()
    expect(copies.first.get_by_role("link").first).to_be_visible()
