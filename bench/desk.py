"""How long the desk takes to answer, over a large project: cold, as it has just been opened, and as somebody works at it.

Each group of requests is what the front end asks for one view; a filter is never asked for twice, so that nothing is known
of it. The server runs in this process, without a network; what a browser takes to draw is measured by itself.

    bench/desk --project DIR                        over a project that is there
    bench/desk --kept FOLDER --pages 5000           over pages that bench/load.py has read and kept there
    bench/desk --project DIR --report docs/desk.json    and keeps the figures
    bench/desk --project DIR --draw                 how long Chromium takes to draw each view, its answers included
    bench/desk --scroll                             how a page of 1,000 claims is drawn and scrolls
    bench/desk --project DIR --pictures docs/images   the pictures of the documents, anew
    bench/desk --hostile [../shared/hostile]        what becomes of hostile pages in every view; fails if one does anything
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from statistics import median

from fastapi.testclient import TestClient

from load import add, items
from musnad.archive.linking import link
from musnad.lexicon import load
from musnad.serve.app import make_app
from musnad.serve.desk import Desk
from musnad.serve.safety import Rules
from musnad.store.project import Project, init
from musnad.store.store import Store

TOKEN = "bench"
HOSTILE = Path(__file__).parents[2] / "shared" / "hostile"
LIMITS = {"first view": 1.5, "reader": 0.5, "filter": 0.5}
"""The most seconds that a view may take, by the first word or words of its name."""
FIRST = ("/project", "/labels", "/countries", "/events?limit=25")
FILTERS = (
    "type=CONSULT",
    "status=planned",
    "since=2015-01-01&until=2015-12-31",
    "place=LBY",
    "source_kind=official",
    "min_roots=2",
    "disagreeing=true",
    "denied=true",
)
VIEWS = ("events", "claims", "pages", "timeline", "timeline?lanes=actor", "network", "network?mode=quotes", "map")


def views(client: TestClient) -> Iterator[tuple[str, list[str]]]:
    """The views in the order in which somebody opens them, with what each asks for."""
    yield "first view", list(FIRST)
    pages = client.get("/api/pages?limit=500").json()["items"]
    longest = sorted(pages, key=lambda page: -page["claims"])
    for number, page in enumerate([*longest[:3], *pages[:3]]):
        yield f"reader {number + 1} ({page['claims']} claims)", [f"/pages/{page['hash']}"]
    names = [one["name"] for one in client.get("/api/people?kind=PER&limit=3").json()["items"]]
    outlets = [one["code"] for one in client.get("/api/project").json()["outlets"][:1]]
    asked = [*FILTERS, *(f"actor={name}" for name in names), *(f"outlet={name}" for name in outlets)]
    for view in VIEWS:
        for one in asked:
            yield f"filter {view} {one}", [f"/{view}{'&' if '?' in view else '?'}{one}"]
    for name in names:
        yield f"filter pages q={name}", [f"/pages?q={name}"]
    for queue in ("confidence", "contradictions", "merges", "new"):
        yield f"review {queue}", [f"/review/{queue}?limit=1"]


def measure(store: Store) -> dict[str, tuple[float, float]]:
    """The seconds that each view takes, and its seconds of CPU time."""
    desk = Desk(store, load(), read_only=True)
    client = TestClient(
        make_app(desk, Rules(token=TOKEN)), "http://127.0.0.1", headers={"Authorization": f"Bearer {TOKEN}"}
    )
    found = {}
    for name, requests in views(client):
        begun, cpu = time.perf_counter(), time.process_time()
        for path in requests:
            answer = client.get(f"/api{path}")
            assert answer.status_code == 200, (path, answer.text)
        found[name] = round(time.perf_counter() - begun, 3), round(time.process_time() - cpu, 3)
    desk.close()
    return found


def report(found: dict[str, tuple[float, float]]) -> Iterator[str]:
    """Each kind of view: how many, seconds and CPU seconds, the slowest and which that was, and how many exceed the limit."""
    kinds: dict[str, dict[str, tuple[float, float]]] = {}
    for name, seconds in found.items():
        kind = next((one for one in LIMITS if name.startswith(one)), name.partition(" ")[0])
        kinds.setdefault(kind, {})[name] = seconds
    yield f"{'view':<12} {'number':>6} {'median':>8} {'slowest':>8} {'CPU':>8} {'slowest':>8} {'limit':>6} {'over':>6}"
    for kind, own in kinds.items():
        walls, cpus = ([one[n] for one in own.values()] for n in (0, 1))
        limit = LIMITS.get(kind)
        over = sum(wall > limit for wall in walls) if limit else 0
        figures = f"{median(walls):>8.2f} {max(walls):>8.2f} {median(cpus):>8.2f} {max(cpus):>8.2f} {limit or '-':>6} {over:>6}"
        yield f"{kind:<12} {len(own):>6} {figures}  {max(own, key=lambda name: own[name])}"


def in_browser(options: argparse.Namespace, folder: Path) -> Iterator[str]:
    """What Chromium makes of the desk."""
    import desk_browser  # noqa: PLC0415 - Playwright is needed for this alone

    if options.draw:
        yield from desk_browser.draw(options.project)
    if options.pictures:
        yield from desk_browser.pictures(options.project, options.pictures)
    if options.scroll:
        yield from desk_browser.scroll(folder)
    if options.hostile:
        yield from desk_browser.hostile(folder, options.hostile)


def main() -> int:
    """Measure, and print a line for each kind of view."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--project", type=Path)
    parser.add_argument("--kept", type=Path)
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--report", type=Path)
    parser.add_argument("--draw", action="store_true")
    parser.add_argument("--pictures", type=Path)
    parser.add_argument("--scroll", action="store_true")
    parser.add_argument("--hostile", type=Path, nargs="?", const=HOSTILE)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="musnad-desk-") as name:
        if options.draw or options.pictures or options.scroll or options.hostile:
            for line in in_browser(options, Path(name)):
                print(line, flush=True)
            return 0
        if options.project:
            store = Store.open(Project.read(options.project))
        else:
            store = Store.create(init(Path(name) / "project"))
            add(store, islice(items(options.kept), options.pages))
            link(store, load())
        found = measure(store)
    for line in report(found):
        print(line)
    if options.report:
        options.report.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
