"""Pages that mean harm, in all views: nothing of theirs runs or is fetched, no line is turned around, nothing is too much."""

import json
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from musnad.archive.adding import Adding
from musnad.archive.linking import link
from musnad.archive.ways import Options
from musnad.reader import Reader
from musnad.store.project import Project, init
from musnad.store.store import Store

from .conftest import Served, Sit, served, until

SCRIPTS = (
    "<script>run=1</script>",
    '"><img src="//harm.invalid/x" onerror="run=1">',
    "' autofocus onfocus='run=1",
    "<svg><animate onbegin=run=1 attributeName=x dur=1s>",
    '<a href="javascript:run=1">هنا</a>',
    "<iframe src='javascript:parent.run=1'></iframe>",
    "</title></script><style>*{background:url(//harm.invalid/s)}</style>",
    '<base href="//harm.invalid/"><link rel=stylesheet href=x.css>',
    '<meta http-equiv="refresh" content="0;url=//harm.invalid/">',
    "<form action=//harm.invalid/><input type=submit name=token>",
    "{@html '<img src=x onerror=run=1>'}${run=1}{{run=1}}",
    "&lt;script&gt;run=1&lt;/script&gt;",
)
CONTROLS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c\u200b\ufeff\u00ad\u2028\x07\x1b"
_SAID = "زار الوزير سالم الراوي مدينة صلالة يوم الثلاثاء 14 مايو 2024، بحسب ما قال ناصر الحارثي."
_FIELDS = ("outlet", "host", "url", "byline")
NAMES = 100
"""How many people one page names, each once, each in a claim of his own."""
VIEWS = (
    "/",
    "/events",
    "/timeline?lanes=actor",
    "/network",
    "/network?mode=quotes",
    "/map",
    "/review/confidence",
    "/log",
)
FOUND = """() => ({
    run: window.run,
    elements: [...document.querySelectorAll('main *')].filter(one =>
        ['SCRIPT', 'IFRAME', 'IMG', 'BASE', 'META', 'STYLE', 'LINK', 'OBJECT', 'EMBED'].includes(one.tagName)
        || one.getAttributeNames().some(name => name.startsWith('on'))
        || /^(javascript|data):/i.test(one.getAttribute('href') ?? '')).map(one => one.outerHTML),
    signs: [...document.querySelector('main').innerText].filter(sign => /[\\u202a-\\u202e\\u2066-\\u2069\\u200b\\u0007\\u001b]/.test(sign)),
})"""


def records() -> Iterator[dict[str, Any]]:
    """A page a script, with it in its words and in all that is told of it; control signs in every word; too many names."""
    for number, script in enumerate(SCRIPTS):
        fields = dict.fromkeys(_FIELDS, script)
        text = f"{script} {_SAID} {script} وقال سالم الراوي {script} إن اللقاء دام ساعة."
        yield {
            "id": f"{number}",
            "published": "2024-05-15",
            "title": script,
            "text": f"<p>{escape(text)}</p>",
            **fields,
        }
    torn = "".join(f"{sign}{CONTROLS[at % len(CONTROLS)]}" if at % 3 == 0 else sign for at, sign in enumerate(_SAID))
    yield {"id": "torn", "title": f"خبر {CONTROLS}", "outlet": f"\u202eالساحل{CONTROLS}", "text": f"{CONTROLS}\n{torn}"}
    people = (f"زار الوزير ماهر العلي{'ابتثجحخدذر'[at % 10]}{at} مدينة صور." for at in range(NAMES))
    yield {"id": "names", "title": "كشف", "published": "2024-05-15", "outlet": "ديوان", "text": " ".join(people)}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, reader: Reader, browser: Browser) -> Iterator[Served]:
    """A desk over such pages, as records and as HTML."""
    folder = tmp_path_factory.mktemp("hostile")
    pages = folder / "pages"
    pages.mkdir()
    lines = (json.dumps(record, ensure_ascii=False) for record in records())
    (pages / "records.jsonl").write_text("\n".join(lines), "utf-8")
    for number, script in enumerate(SCRIPTS):
        head = f'<title>{script}</title><meta name="author" content="{escape(script)}">'
        (pages / f"{number}.html").write_text(
            f'<html lang="ar"><head>{head}</head><body><h1>{script}</h1><p>{_SAID} {script}</p></body></html>', "utf-8"
        )
    Store.create(init(folder / "news"))
    store = Store.open(Project.read(folder / "news"))
    Adding(store, reader, Options()).add([str(pages)])
    link(store, reader.lexicon)
    with served(Path(folder / "news")) as found:
        yield found


def harmless(page: Page) -> None:
    """Nothing ran, nothing of a page's became a part of the desk's, nothing turns a line around."""
    expect(page.locator("main h1")).to_have_count(1)
    expect(page.locator("main [role=alert]")).to_have_count(0)
    assert page.evaluate(FOUND) == {"run": None, "elements": [], "signs": []}


@pytest.mark.slow
def test_what_pages_hold_is_shown_and_nothing_else_becomes_of_it(sit: Sit, hostile: Served) -> None:
    """Scripts stand in the text as written; that nobody else is asked, and no dialog opens, is seen to when the seat is left."""
    seat = sit(hostile)
    listed = seat.answer("/pages?limit=100")
    assert listed["total"] == 2 * len(SCRIPTS) + 2
    person = seat.answer("/people?q=الراوي")["items"][0]["id"]
    event = seat.answer("/events?sort=pages&limit=1")["items"][0]["id"]
    for path in (*VIEWS, f"/people/{person}", f"/events/{event}", "/?outlet=%3Cscript%3Erun%3D1%3C%2Fscript%3E"):
        harmless(seat.open(path))
    shown = set()
    for one in listed["items"]:
        seat.open(f"/pages/{one['id']}")
        expect(seat.page.locator(".words > p").first).to_be_visible()
        harmless(seat.page)
        if (script := one["title"]) in SCRIPTS and one["kind"] == "json":
            expect(seat.page.locator(".words")).to_contain_text(f"{script} وقال سالم الراوي {script}")
            expect(seat.page.locator(".head")).to_contain_text(script)
            shown.add(script)
    assert shown == set(SCRIPTS)
    seat.open("/review/new")
    for _ in range(3):
        harmless(seat.settled())
        seat.page.keyboard.press("s")


@pytest.mark.slow
def test_of_a_page_of_many_claims_all_are_drawn_in_time(sit: Sit, hostile: Served) -> None:
    """Cards beyond the screen are drawn after the page, before somebody scrolls to them."""
    seat = sit(hostile)
    (one,) = (one for one in seat.answer("/pages?limit=100")["items"] if one["outlet"] == "ديوان")
    assert one["claims"] > NAMES / 2
    page = seat.open(f"/pages/{one['id']}")
    expect(page.locator(".card")).to_have_count(one["claims"])
    drawn = "[...document.querySelectorAll('.card p')].filter(one => one.checkVisibility({contentVisibilityAuto: true})).length"
    until(lambda: page.evaluate(drawn) >= one["claims"])
    page.keyboard.press("k")
    expect(page.locator(".card").last).to_be_in_viewport()
