"""The reader: marks lie on their words, cards and text belong together, words can be mended."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from .conftest import Served, Sit, until
from .test_views import page_named

LAYERS = ["per", "org", "loc", "described", "time", "cue", "trigger"]
MARKED = """layer => [...CSS.highlights.get(layer) ?? []].map(range => ({
    text: range.toString(),
    boxes: [...range.getClientRects()].map(box => [box.left, box.top, box.right, box.bottom]),
}))"""
# The boxes of the letters of a place, each measured for itself by walking through the words from their beginning.
MEASURED = """([first, last]) => {
    const walker = document.createTreeWalker(document.querySelector('.words'), NodeFilter.SHOW_TEXT);
    const lines = [...document.querySelectorAll('.words > p')];
    const boxes = [];
    let line = null;
    let at = -1;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const own = lines.findIndex(one => one.contains(node));
        if (line === null) { at = own; line = own; } else { at += own - line; line = own; }
        if (node.parentElement.className === 'control') { at += 1; continue; }
        for (let n = 0; n < node.length; n += 1, at += 1) {
            if (at < first || at >= last) continue;
            const range = document.createRange();
            range.setStart(node, n);
            range.setEnd(node, n + 1);
            const box = range.getBoundingClientRect();
            if (box.width) boxes.push([box.left, box.top, box.right, box.bottom]);
        }
    }
    return boxes;
}"""


def places(record: dict[str, Any], layer: str) -> list[dict[str, Any]]:
    """The places of a layer, as the record has them."""
    kinds = {"per": ["PER"], "org": ["ORG", "ARMED", "MEDIA"], "loc": ["GPE", "LOC"]}
    if layer in kinds:
        return [one for one in record["mentions"] if one["named"] and one["kind"] in kinds[layer]]
    if layer == "described":
        return [one for one in record["mentions"] if not one["named"]]
    if layer == "cue":
        return [one["cue"] for one in record["statements"] if one["cue"]]
    found: list[dict[str, Any]] = record["claims"] if layer == "trigger" else record["times"]
    return found


def union(boxes: list[list[float]]) -> list[float]:
    """The box around boxes."""
    return [edge(box[n] for box in boxes) for n, edge in enumerate((min, min, max, max))]


@pytest.mark.parametrize("title", ["الواحات", "أمير المنطقة", "البيلسان", "راديو الجبل", "onerror"])
def test_every_mark_is_on_its_words(sit: Sit, desk: Served, title: str) -> None:
    seat = sit(desk)
    id = page_named(seat, title)
    page = seat.open(f"/pages/{id}")
    record = seat.answer(f"/pages/{id}")["record"]
    for layer in LAYERS:
        wanted = places(record, layer)
        marked = page.evaluate(MARKED, layer)
        shown = [
            text.replace("\u202e", "\\u202e").replace("\u202c", "\\u202c")
            for text in (record["text"][p["start"] : p["end"]] for p in wanted)
        ]
        assert sorted(one["text"] for one in marked) == sorted(shown), layer


@pytest.mark.parametrize("title", ["الواحات", "البيلسان"])
def test_the_box_of_a_mark_lies_on_its_words(sit: Sit, desk: Served, title: str) -> None:
    """With clitics: of «وأضافت» the mark begins at the second letter; with overlaps: a cue around a name."""
    seat = sit(desk)
    id = page_named(seat, title)
    page = seat.open(f"/pages/{id}")
    record = seat.answer(f"/pages/{id}")["record"]
    joined = 0
    for layer in LAYERS:
        marked = {one["text"]: one["boxes"] for one in page.evaluate(MARKED, layer)}
        for place in places(record, layer):
            words = record["text"][place["start"] : place["end"]]
            if sum(record["text"][p["start"] : p["end"]] == words for p in places(record, layer)) > 1:
                continue
            letters = page.evaluate(MEASURED, [place["start16"], place["end16"]])
            assert union(marked[words]) == pytest.approx(union(letters), abs=1.5), (layer, words)
            joined += place["start"] > 0 and record["text"][place["start"] - 1].isalpha()
    assert joined > 0, "a mark inside a word is among them"


def test_no_element_stands_inside_a_word(sit: Sit, desk: Served) -> None:
    seat = sit(desk)
    page = seat.open(f"/pages/{page_named(seat, 'الواحات')}")
    assert page.locator(".words p").count() > 5
    assert page.locator(".words p *").count() == 0


def marked_as(page: Page, layer: str, words: str) -> None:
    """Wait until some words are marked."""
    until(lambda: words in words_marked(page, layer))


def words_marked(page: Page, layer: str) -> list[str]:
    """The words that are marked, or as "here" lit up."""
    return [one["text"] for one in page.evaluate(MARKED, layer)]


def test_a_card_lights_up_its_words_and_the_words_their_card(sit: Sit, desk: Served) -> None:
    seat = sit(desk)
    page = seat.open(f"/pages/{page_named(seat, 'الواحات')}")
    assert words_marked(page, "here") == []
    page.locator("#claim-c3").hover()
    marked_as(page, "here", "التقى")
    page.locator("h1").hover()
    until(lambda: words_marked(page, "here") == [])
    box = next(one["boxes"][0] for one in page.evaluate(MARKED, "trigger") if one["text"] == "اجتمع")
    page.mouse.move((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    expect(page.locator(".card.hovered .trigger")).to_contain_text("اجتمع")


def test_a_layer_is_put_out_and_lit_by_its_key(sit: Sit, desk: Served) -> None:
    seat = sit(desk)
    page = seat.open(f"/pages/{page_named(seat, 'الواحات')}")
    assert words_marked(page, "per")
    page.keyboard.press("1")
    until(lambda: not words_marked(page, "per"))
    assert words_marked(seat.again(), "per") == []
    page.keyboard.press("1")
    until(lambda: bool(words_marked(page, "per")))


def test_an_address_leads_to_a_claim_and_to_words(sit: Sit, desk: Served) -> None:
    seat = sit(desk)
    id = page_named(seat, "الواحات")
    page = seat.open(f"/pages/{id}?claim=c3")
    expect(page.locator("#claim-c3 button[aria-pressed=true]")).to_be_visible()
    marked_as(page, "here", "التقى")
    record = seat.answer(f"/pages/{id}")["record"]
    last = record["mentions"][-1]
    page = seat.open(f"/pages/{id}?at={last['start']}-{last['end']}")
    until(lambda: words_marked(page, "here") == [last["text"]])
    until(lambda: page.evaluate("scrollY") > 0)


def test_a_claim_is_said_in_both_languages_with_who_says_so_and_why(sit: Sit, desk: Served) -> None:
    seat = sit(desk, "en")
    id = page_named(seat, "الواحات")
    record = seat.answer(f"/pages/{id}")["record"]
    claim = next(one for one in record["claims"] if len(one["chain"]) > 1)
    page = seat.open(f"/pages/{id}?claim={claim['id']}")
    card = page.locator(f"#claim-{claim['id']}")
    expect(card.locator("[lang=en]").first).to_be_visible()
    expect(card.locator("[lang=ar]").first).to_be_visible()
    expect(card.locator(".chain li")).to_have_count(len(claim["chain"]))
    card.locator("summary").click()
    expect(card.locator(".why")).to_contain_text(claim["why"][0]["rule"])


def test_words_that_are_selected_are_mended(sit: Sit, own_desk: Served) -> None:
    seat = sit(own_desk)
    id = page_named(seat, "الواحات")
    page = seat.open(f"/pages/{id}")
    box = next(one["boxes"][0] for one in page.evaluate(MARKED, "per") if one["text"] == "نوري الزوي")
    page.mouse.dblclick((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    panel = page.locator(".here")
    expect(panel).to_contain_text("نوري الزوي")
    panel.get_by_role("button", name="تصحيح الصنف").click()
    page.locator("dialog select").first.select_option("ORG")
    page.locator("dialog").get_by_role("button", name="حفظ").click()
    expect(panel).to_have_count(0)
    marked_as(page, "org", "نوري الزوي")


def test_a_name_that_was_not_read_is_made(sit: Sit, own_desk: Served) -> None:
    seat = sit(own_desk)
    id = page_named(seat, "الواحات")
    page = seat.open(f"/pages/{id}")
    words = "تشكيلة"
    start = seat.answer(f"/pages/{id}")["record"]["text"].index(words)
    first, *_, last = page.evaluate(MEASURED, [start, start + len(words)])
    page.mouse.move(first[2] - 1, (first[1] + first[3]) / 2)
    page.mouse.down()
    page.mouse.move(last[0] + 1, (last[1] + last[3]) / 2, steps=5)
    page.mouse.up()
    panel = page.locator(".here")
    expect(panel).to_contain_text(words)
    panel.locator("select").select_option("ORG")
    panel.get_by_role("button", name="اسم جديد").click()
    marked_as(page, "org", words)
