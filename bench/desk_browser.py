"""The desk in Debian's Chromium: how long views take to be drawn, how 1,000 claims scroll, what becomes of hostile pages.

Seconds are those of the clock; beside them stands the CPU time of the page's own thread, as the clock is shared with others.
"""

import json
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any, Literal

from playwright.sync_api import Browser, CDPSession, Dialog, Page, sync_playwright

from musnad.store.project import Project, init
from musnad.store.store import Store

PICTURES: tuple[tuple[str, str, str, Literal["light", "dark"]], ...] = (
    ("reader", "/pages/{page}", "ar", "light"),
    ("reader-en", "/pages/{page}", "en", "dark"),
    ("event", "/events/{event}", "en", "light"),
    ("review", "/review/confidence", "ar", "light"),
    ("timeline", "/timeline", "en", "light"),
    ("network", "/network?center={actor}", "en", "light"),
    ("map", "/map", "en", "light"),
    ("telephone", "/pages/{page}", "ar", "light"),
)
"""The pictures of the documents: name, address, language, colours."""
_SIZES = {"telephone": (360, 720)}
CLAIMS, NAMES = 1000, 10_000
FRAMES = 120
_LONG = 120_000
VIEWS = (
    *("/", "/events", "/events?type=CONSULT&type=ASSAULT", "/timeline", "/timeline?lanes=actor", "/network"),
    *("/network?mode=quotes", "/map", "/review", "/review/confidence", "/log"),
)
_WATCH = """window.changed = 0;
new MutationObserver(() => { window.changed = performance.now(); })
    .observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
addEventListener('error', event => { (window.faults ??= []).push(String(event.message)); });"""
_QUIET = "document.querySelector('main h1') && document.body.dataset.awaited === '0' && performance.now() - window.changed > 400"
_SCROLL = """async frames => {
    const scrolled = document.querySelector('.cards');
    const times = [];
    let before = performance.now();
    for (let n = 0; n < frames; n += 1) {
        await new Promise(requestAnimationFrame);
        times.push(performance.now() - before);
        before = performance.now();
        scrolled.scrollBy(0, 400);
        scrollBy(0, 200);
    }
    return times;
}"""
_RAN = """() => [...document.querySelectorAll('script, iframe, img, base, object, embed, meta[http-equiv=refresh]')]
    .filter(one => one.closest('main')).map(one => one.outerHTML)"""


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser without a window."""
    path = shutil.which("chromium")
    if path is None:
        sys.exit("bench/desk: Chromium is not installed; `make chromium` installs it")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield opened
        opened.close()


@contextmanager
def served(folder: Path, *, read_only: bool = True) -> Iterator[str]:
    """A desk over a project, in a process of its own; gives its address with the token."""
    command = [sys.executable, "-m", "musnad", "serve", str(folder), "--port", "0", *["--read-only"] * read_only]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


class Seat:
    """A page before a desk, with what it asks of other hosts and what it complains about."""

    def __init__(
        self,
        browser: Browser,
        entrance: str,
        size: tuple[int, int] = (1280, 900),
        *,
        language: str = "ar",
        theme: Literal["light", "dark"] = "light",
    ) -> None:
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, color_scheme=theme)
        context.set_default_timeout(_LONG)
        context.add_init_script(_WATCH)
        settings = json.dumps({"language": language, "who": ""})
        context.add_init_script(f"localStorage.setItem('musnad.settings', {json.dumps(settings)})")
        self.home = entrance.partition("/?")[0]
        self.abroad: list[str] = []
        self.said: list[str] = []
        self.page: Page = context.new_page()
        self.page.on("dialog", self._dismiss)
        self.page.on("console", lambda line: self.said.append(line.text) if line.type == "error" else None)
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        context.on("request", lambda asked: None if asked.url.startswith(self.home) else self.abroad.append(asked.url))
        assert context.request.get(entrance).ok
        self._session: CDPSession = context.new_cdp_session(self.page)
        self._session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def _dismiss(self, dialog: Dialog) -> None:
        self.said.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def busy(self) -> float:
        """The CPU seconds that the page's thread has worked."""
        metrics = self._session.send("Performance.getMetrics")["metrics"]
        return float(next(one["value"] for one in metrics if one["name"] == "TaskDuration"))

    def open(self, path: str) -> tuple[float, float]:
        """Open a view; gives the seconds until nothing changed any more, and the CPU seconds of the page's thread."""
        self.page.goto("about:blank")
        before = self.busy()
        self.page.goto(self.home + path)
        while not self.page.evaluate(_QUIET):  # Playwright's own waiting evaluates strings, which the desk forbids
            self.page.wait_for_timeout(50)
        return self.page.evaluate("window.changed") / 1000, self.busy() - before

    def answer(self, path: str) -> Any:
        """What the API answers."""
        return self.page.request.get(f"{self.home}/api{path}").json()


def draw(folder: Path) -> Iterator[str]:
    """How long each view takes to be drawn, with its answers, opened anew each time; the longest and a common page to be read."""
    with chromium() as browser, served(folder) as entrance:
        seat = Seat(browser, entrance)
        pages = sorted(seat.answer("/pages?limit=500")["items"], key=lambda page: page["claims"])
        read = [f"/pages/{page['id']}" for page in (pages[-1], pages[len(pages) // 2])]
        yield f"{'view':<40} {'drawn':>8} {'CPU':>8}"
        for path in (*VIEWS, *read):
            seconds, cpu = seat.open(path)
            yield f"{path:<40} {seconds:>8.2f} {cpu:>8.2f}"
        assert not seat.said, seat.said


def scroll(folder: Path) -> Iterator[str]:
    """How a page of many claims scrolls: the milliseconds between frames, and the CPU milliseconds that one takes."""
    made = _project(folder, [_claims()])
    with chromium() as browser, served(made) as entrance:
        seat = Seat(browser, entrance)
        (page,) = seat.answer("/pages")["items"]
        seconds, cpu = seat.open(f"/pages/{page['id']}")
        before = seat.busy()
        frames = seat.page.evaluate(_SCROLL, FRAMES)
        each = (seat.busy() - before) / FRAMES * 1000
    yield f"a page of {page['claims']} claims: drawn in {seconds:.2f} s ({cpu:.2f} s CPU)"
    between = f"median {median(frames):.0f} ms, longest {max(frames):.0f} ms"
    yield f"{FRAMES} frames of scrolling: {each:.1f} ms CPU each; between frames {between}"


def pictures(project: Path, folder: Path) -> Iterator[str]:
    """The views as pictures: the page with the most claims, the event with the most sources, who has most to do with others."""
    with chromium() as browser, served(project, read_only=False) as entrance:
        for name, path, language, theme in PICTURES:
            width, height = _SIZES.get(name, (1200, 760))
            seat = Seat(browser, entrance, (width, height), language=language, theme=theme)
            page = max(seat.answer("/pages?limit=500")["items"], key=lambda one: one["claims"])["id"]
            event = seat.answer("/events?sort=roots&disagreeing=true&limit=1")["items"][0]["id"]
            ties = Counter(
                tie[end] for tie in seat.answer("/network?limit=2000")["edges"] for end in ("source", "target")
            )
            ((actor, _),) = ties.most_common(1)
            seat.open(path.format(page=page, event=event, actor=actor))
            seat.page.screenshot(path=folder / f"{name}.png")
            yield f"{folder / name}.png"


def hostile(folder: Path, shared: Path) -> Iterator[str]:
    """What becomes of the hostile pages with scripts and direction signs, and of a page of 10,000 names, in every view."""
    files = folder / "files"
    subprocess.run([sys.executable, shared / "generate.py", files], check=True)
    made = _project(folder, [_names()], files / "xss", files / "bidi")
    with chromium() as browser, served(made) as entrance:
        seat = Seat(browser, entrance)
        pages = seat.answer("/pages?limit=500")["items"]
        inside = 0
        for path in (*VIEWS, *(f"/pages/{page['id']}" for page in pages)):
            seat.open(path)
            inside += len(seat.page.evaluate(_RAN))
        faults = [one for one in seat.said if "404" not in one]
    with Store.open(Project.read(made)).reading() as connection:
        failed = connection.exec_driver_sql("SELECT count(*) FROM failures").scalar_one()
    yield f"pages {len(pages)} (and {failed} inputs that are none), each shown, and {len(VIEWS)} views over them"
    yield f"scripts run, dialogs, errors: {len(faults)}; requests to other hosts: {len(seat.abroad)}; elements of pages: {inside}"
    if faults or seat.abroad or inside:
        sys.exit("\n".join([*faults, *seat.abroad]) or "elements of pages became a part of the desk's")


def _project(folder: Path, records: Sequence[dict[str, str]], *inputs: Path) -> Path:
    """A project with some records, and with what some folders hold; each page under the usual limits."""
    made = folder / "project"
    Store.create(init(made))
    lines = folder / "records.jsonl"
    lines.write_text("\n".join(json.dumps(record, ensure_ascii=False) for record in records), "utf-8")
    paths = map(str, (lines, *inputs))
    command = [sys.executable, "-m", "musnad", "add", *paths, "--project", str(made), "--seconds", "300"]
    subprocess.run(command, check=False, capture_output=True)
    return made


def _claims() -> dict[str, str]:
    """A page of 1,000 claims."""
    said = (f"زار الوزير سالم الراوي مدينة صور في اليوم {at}." for at in range(CLAIMS))
    return {"id": "claims", "title": "زيارات", "published": "2024-05-15", "text": "\n".join(said)}


def _names() -> dict[str, str]:
    """A page of 10,000 names."""
    letters = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
    names = (f"ماهر {letters[at // 784 % 28]}{letters[at // 28 % 28]}{letters[at % 28]}ان العلي" for at in range(NAMES))
    return {"id": "names", "title": "كشف", "published": "2024-05-15", "text": "\n".join(names)}
