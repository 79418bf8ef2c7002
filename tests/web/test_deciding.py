"""Judging in the browser: by keyboard alone, what holds afterwards, what can be taken back."""

import subprocess
import sys

from playwright.sync_api import Page, expect

from .conftest import Seat, Served, Sit, until
from .test_views import page_named


def thing(page: Page) -> str:
    """The id of what is to be judged."""
    found = page.locator("[data-thing]").get_attribute("data-thing")
    assert found
    return found


def next_thing(page: Page, before: str) -> str:
    """The id of what comes after something."""
    expect(page.locator("[data-thing]")).not_to_have_attribute("data-thing", before)
    return thing(page)


def press_and_wait(page: Page, key: str) -> str:
    """Press a key; gives the id of what comes next."""
    before = thing(page)
    page.keyboard.press(key)
    return next_thing(page, before)


def logged(seat: Seat) -> list[tuple[str, str]]:
    """What was decided and stands, the first first."""
    return [(row["kind"], row["before"]["id"]) for row in reversed(seat.answer("/decisions")["items"])]


def test_a_review_by_keyboard_alone(sit: Sit, own_desk: Served) -> None:
    seat = sit(own_desk, "en", who="")
    page = seat.open("/review/confidence")
    first = thing(page)
    page.keyboard.press("a")
    expect(page.get_by_role("dialog")).to_contain_text("Who decides?")
    page.keyboard.type("mariam")
    page.keyboard.press("Enter")
    second = next_thing(page, first)
    third = press_and_wait(page, "x")
    fourth = press_and_wait(page, "s")
    assert press_and_wait(page, "u") == third, "what was skipped comes back"
    assert press_and_wait(page, "u") == second, "what was decided is taken back, and comes back"
    assert logged(seat) == [("accept", first)]
    assert press_and_wait(page, "x") == third
    page.keyboard.press("c")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.get_by_role("dialog").get_by_label("Status").focus()
    page.keyboard.press("h")  # alone it means one status; several letters have to follow each other fast
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Save").focus()
    page.keyboard.press("Enter")
    assert next_thing(page, third) == fourth
    assert logged(seat) == [("accept", first), ("reject", second), ("correct", third)]
    page.keyboard.press("o")
    expect(page.locator(".card.active")).to_have_attribute("id", f"claim-{fourth.rsplit('-', 1)[1]}")
    assert {row["who"] for row in seat.answer("/decisions")["items"]} == {"mariam"}


def test_a_correction_survives_reading_again(sit: Sit, own_desk: Served) -> None:
    seat = sit(own_desk, "en")
    id = page_named(seat, "الواحات")
    page = seat.open(f"/pages/{id}?claim=c3")
    page.keyboard.press("c")
    page.get_by_role("dialog").get_by_label("Status").select_option("possible")
    page.get_by_label("Reason").fill("so the envoy said")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#claim-c3 .status")).to_contain_text("possible")
    again = [sys.executable, "-m", "musnad", "reread", "--all", "--project", str(own_desk.folder)]
    subprocess.run(again, check=True, capture_output=True)
    seat.again()
    expect(page.locator("#claim-c3 .status")).to_contain_text("possible")
    expect(page.locator("#claim-c3")).to_contain_text("so the envoy said")
    page.keyboard.press("u")
    expect(page.locator("#claim-c3 .status")).to_contain_text("asserted")


def test_the_same_is_said_of_others_that_are_seen_before(sit: Sit, own_desk: Served) -> None:
    seat = sit(own_desk, "en")
    page = seat.open("/review/new")
    for _ in range(30):
        found = thing(page)
        if seat.answer(f"/alike/{found}")["total"]:
            break
        press_and_wait(page, "s")
    others = seat.answer(f"/alike/{found}")["items"]
    press_and_wait(page, "a")
    page.keyboard.press("m")
    dialog = page.get_by_role("dialog")
    expect(dialog.locator("blockquote")).to_have_count(len(others))
    dialog.get_by_role("button", name="Apply to those chosen").click()
    until(lambda: len(logged(seat)) > 1)
    assert {name for _, name in logged(seat)} == {found, *(one["id"] for one in others)}


def test_second_coders_see_nothing_of_the_first_and_change_nothing(sit: Sit, own_desk: Served) -> None:
    first = sit(own_desk, "en", who="first")
    page = first.open("/review/confidence")
    judged = thing(page)
    press_and_wait(page, "a")
    second = sit(own_desk, "en", who="second")
    page = second.open("/review/blind?after=first")
    assert thing(page) == judged
    expect(page.locator("main")).not_to_contain_text("first")
    page.keyboard.press("x")
    expect(page.locator("main")).to_contain_text("Nothing waits")
    assert [(row["who"], row["blind"]) for row in second.answer("/decisions")["items"]] == [
        ("second", True),
        ("first", False),
    ]
    page = second.open("/review")
    page.get_by_label("1", exact=True).fill("first")
    page.get_by_label("2", exact=True).fill("second")
    page.get_by_role("button", name="Begin").last.click()
    expect(page.locator(".figures")).to_contain_text("judged by both1")


def test_the_log_tells_and_takes_back(sit: Sit, own_desk: Served) -> None:
    seat = sit(own_desk, "en")
    page = seat.open("/review/confidence")
    press_and_wait(page, "x")
    page = seat.open("/log")
    expect(page.locator("main li")).to_have_count(1)
    page.get_by_role("button", name="Take back").click()
    expect(page.locator("main")).to_contain_text("Nothing has been decided")
    page.get_by_label("with what was taken back").check()
    expect(page.locator("main li")).to_have_count(2)


def test_a_node_is_joined_with_another(sit: Sit, own_desk: Served) -> None:
    seat = sit(own_desk, "en")
    people = seat.answer("/people?limit=100")["items"]
    one, other = (next(p for p in people if name in p["name"]) for name in ("سالم الراوي", "ناصر الحارثي"))
    entities = [seat.answer(f"/people/{person['id']}")["entities"] for person in (one, other)]
    page = seat.open(f"/network?center={one['id']}&node={one['id']}")
    page.get_by_label("The same as…").fill("الحارثي")
    page.locator(".find li button").first.click()
    until(lambda: logged(seat) != [])
    row = seat.answer("/decisions")["items"][0]
    assert (row["kind"], row["of"]) == ("merge", "entity")
    assert row["before"]["id"] in entities[0]
    assert row["before"]["others"][0] in entities[1]


def called(seat: Seat, name: str, number: int) -> None:
    """Wait until so many are called so and the links follow what was decided, which takes some seconds."""
    until(lambda: not seat.answer("/project")["linking"] and seat.answer(f"/people?q={name}")["total"] == number)


def test_two_of_one_name_are_parted_joined_and_parted_again_by_keyboard(sit: Sit, own_desk: Served) -> None:
    name = "رامز القاضي"
    seat = sit(own_desk, "en")
    called(seat, name, 2)
    page = seat.open(f"/review/merges?party={name}")
    pair = thing(page)
    expect(page.locator("main article")).to_have_count(2)
    page.keyboard.press("x")
    expect(page.locator("main")).to_contain_text("Nothing waits")
    page.keyboard.press("u")
    expect(page.locator("[data-thing]")).to_have_attribute("data-thing", pair)
    page.keyboard.press("a")
    expect(page.locator("main")).to_contain_text("Nothing waits")
    called(seat, name, 1)
    (person,) = seat.answer(f"/people?q={name}")["items"]
    page = seat.open(f"/network?center={person['id']}&node={person['id']}")
    page.get_by_role("button", name="Not one…").press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("checkbox")).to_have_count(2)
    dialog.get_by_role("checkbox").last.press("Space")
    dialog.get_by_role("button", name="Not the same").press("Enter")
    expect(dialog).to_have_count(0)
    called(seat, name, 2)
    kinds = [(row["kind"], row["of"]) for row in seat.answer("/decisions?all=true")["items"]]
    assert kinds == [("split", "entity"), ("merge", "entity"), ("withdraw", "decision"), ("split", "entity")]


def test_nobody_decides_where_the_desk_is_for_reading_only(sit: Sit, desk: Served) -> None:
    seat = sit(desk, "en")
    page = seat.open(f"/pages/{page_named(seat, 'الواحات')}?claim=c3")
    expect(page.locator(".judge")).to_have_count(0)
    page.keyboard.press("x")
    page = seat.open("/review/confidence")
    before = thing(page)
    page.keyboard.press("x")
    page.wait_for_timeout(300)
    assert thing(seat.settled()) == before
    assert seat.answer("/decisions")["total"] == 0
