"""A real desk over a real project, and a real browser before it; without Debian's Chromium these tests are skipped."""

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from musnad.archive.adding import Adding
from musnad.archive.linking import link
from musnad.archive.ways import Options
from musnad.lexicon import DATA, Lexicon
from musnad.reader import Reader
from musnad.store.project import Project, init
from musnad.store.store import Store

HOSTILE = '<img src=x onerror="window.run=1"><script>window.run=1</script>\u202eقلب'
"""A title that would be obeyed if it were markup, and turns the line around if it were not shown."""
_MEETING = "التقى وزير الخارجية سالم الراوي نظيره ناصر الحارثي في مسقط يوم الثلاثاء 14 مايو 2024"
PAGES = (
    ("one", "صحيفة الساحل", f"{_MEETING}، بحسب ما أعلنت وزارة الخارجية. وقال الراوي إن اللقاء دام ساعة."),
    ("copy", "راديو الجبل", f"{_MEETING}، بحسب ما أعلنت وزارة الخارجية. وقال الراوي إن اللقاء دام ساعة."),
    ("two", "بوابة النخيل", "نفى ناصر الحارثي أن يكون قد التقى سالم الراوي في مسقط يوم الثلاثاء 14 مايو 2024."),
    (
        "three",
        "بوابة النخيل",
        "قتل خمسة أشخاص في هجوم شنه مسلحون على مدينة صور الثلاثاء 14 مايو 2024، بحسب وزارة الداخلية.",
    ),
    (
        "four",
        "راديو الجبل",
        "قالت الشرطة إن تسعة أشخاص قتلوا في هجوم شنه مسلحون على مدينة صور الثلاثاء 😀 14 مايو 2024.",
    ),
    ("five", "راديو الجبل", "زار الوزير سالم الراوي مدينة صور. وزار الوزير ناصر الحارثي صلالة. وزار سالم الراوي نزوى."),
    ("six", "ديوان النهر", "أعلن رئيس حركة النجم العراقية رامز القاضي في بغداد أنه زار البصرة الثلاثاء 14 مايو 2024."),
    ("seven", "ديوان النهر", "أعلن وزير المالية اليمني رامز القاضي في عدن أنه زار المكلا الثلاثاء 14 مايو 2024."),
    (
        "hostile",
        HOSTILE,
        f"<p>{escape(HOSTILE)}</p><p>وصباح اليوم زار الوزير \u202eسالم الراوي\u202c مدينة صلالة {escape(HOSTILE)}.</p>",
    ),
)
"""Invented pages: a copy, a denial, numbers that differ, signs beyond U+FFFF, two of one name, words that mean harm."""

SETTLED = "body[data-awaited='0']:has(main h1)"
DRAWN = """() => new Promise(done =>
    requestAnimationFrame(() => requestAnimationFrame(() => document.fonts.ready.then(() => done(true)))))"""
LONG = 120_000
"""The most milliseconds for anything, as browsers and desks of several tests may share a core."""
RETRIES = 5
"""A connection that was kept may be closed by the desk at the moment at which it is taken again; browsers ask again then."""


def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds.

    Raises:
        AssertionError: it never did.
    """
    end = time.monotonic() + LONG / 1000
    while not holds():
        assert time.monotonic() < end, "it never came to hold"
        time.sleep(0.05)


@dataclass(frozen=True, slots=True)
class Served:
    """A desk that is served: the project's folder, the address with the token, and that without."""

    folder: Path
    entrance: str

    @property
    def home(self) -> str:
        """The address of the desk."""
        parts = urlsplit(self.entrance)
        return f"{parts.scheme}://{parts.netloc}"


@dataclass(slots=True)
class Seat:
    """A browser's page before a desk, with all that it complains about and asks for."""

    page: Page
    desk: Served
    complaints: list[str] = field(default_factory=list)
    abroad: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Go to an address of the desk, and wait until everything has come and is drawn."""
        self.page.goto(self.desk.home + path)
        return self.settled()

    def again(self) -> Page:
        """Load the page anew, and wait until everything has come and is drawn."""
        self.page.reload()
        return self.settled()

    def settled(self) -> Page:
        """Wait until the desk waits for nothing, and the letters stand in their own type."""
        self.page.locator(SETTLED).wait_for(state="attached")
        self.page.evaluate(DRAWN)
        return self.page

    def answer(self, path: str) -> Any:
        """What the API answers to this browser."""
        answer = self.page.request.get(f"{self.desk.home}/api{path}", max_retries=RETRIES)
        assert answer.ok, answer.text()
        return answer.json()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, without a window."""
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("Chromium is not installed; `make chromium` installs it")
    expect.set_options(timeout=LONG)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"], timeout=LONG)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory, reader: Reader, lexicon: Lexicon) -> Path:
    """The folder of a project with the sample pages and invented ones."""
    folder = tmp_path_factory.mktemp("web")
    pages = folder / "pages"
    shutil.copytree(DATA / "samples", pages, ignore=shutil.ignore_patterns("*.md", "*.yaml"))
    lines = ({"id": name, "outlet": outlet, "published": "2024-05-15", "text": text} for name, outlet, text in PAGES)
    (pages / "more.jsonl").write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), "utf-8")
    Store.create(init(folder / "news"))
    store = Store.open(Project.read(folder / "news"))
    Adding(store, reader, Options()).add([str(pages)])
    link(store, lexicon)
    return folder / "news"


@contextmanager
def served(folder: Path, *options: str) -> Iterator[Served]:
    """A desk over a project, in a process of its own."""
    command = [sys.executable, "-m", "musnad", "serve", str(folder), "--port", "0", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        try:
            yield Served(folder, process.stdout.readline().strip())
        finally:
            process.terminate()


@pytest.fixture(scope="session")
def desk(made: Path, browser: Browser) -> Iterator[Served]:
    """A desk over the project, in which nothing can be decided."""
    with served(made, "--read-only") as found:
        yield found


@pytest.fixture
def own_desk(made: Path, browser: Browser, tmp_path: Path) -> Iterator[Served]:
    """A desk over a copy of the project, in which can be decided."""
    with served(Path(shutil.copytree(made, tmp_path / "news"))) as found:
        yield found
        for context in browser.contexts:  # a page that outlives its desk complains that nobody answers
            context.close()


Sit = Callable[..., Seat]


@pytest.fixture
def sit(browser: Browser) -> Iterator[Sit]:
    """Sits down before a desk; at the end nothing may have been complained about or asked of another host."""
    seats: list[Seat] = []

    def take(desk: Served, language: str = "ar", *, who: str = "م", theme: str = "light", width: int = 1280) -> Seat:
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=theme)  # type: ignore[arg-type]
        context.set_default_timeout(LONG)
        settings = json.dumps({"language": language, "who": who})
        context.add_init_script(
            f"localStorage.getItem('musnad.settings') ?? localStorage.setItem('musnad.settings', {json.dumps(settings)})"
        )
        seat = Seat(context.new_page(), desk)
        seats.append(seat)
        seat.page.on("console", lambda said: seat.complaints.append(said.text) if said.type == "error" else None)
        seat.page.on("pageerror", lambda error: seat.complaints.append(str(error)))
        seat.page.on("dialog", lambda dialog: seat.complaints.append(dialog.message))
        context.on(
            "request",
            lambda asked: None if asked.url.startswith((desk.home, "data:")) else seat.abroad.append(asked.url),
        )
        assert context.request.get(desk.entrance, max_retries=RETRIES).ok
        return seat

    yield take
    for seat in seats:
        seat.page.context.close()
        assert seat.complaints == []
        assert seat.abroad == []
