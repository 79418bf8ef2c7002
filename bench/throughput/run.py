"""How fast web archives are read: `musnad batch` over the pages of `bench/language/frozen.tsv`, beside peers.

    python bench/throughput/run.py [--shared ../shared] [--pages 1000 5000] [--spark] [--peers PYTHON] [--write]

The pages are read as plain text (JSON lines) and as HTML: wrapped in the invented site templates of `templates`, in turn, in
files of 250 records; as many records again hold a request each, as crawls have it. Each row is a run of its own, start,
division and writing included. Processor time is that of all processes of the run; on a machine that does other work too, it
tells more than the clock. PYTHON is an interpreter with the peers of requirements.txt; those that are absent are left out.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER.parent))

from language.frozen import COUNT  # noqa: E402
from throughput.made import ARCHIVES, PAGES, TEXTS, Made, make  # noqa: E402
from throughput.peers import PEERS  # noqa: E402

SPARK, ABSENT = "Spark", 77
MUSNAD = [sys.executable, "-m", "musnad"]
HEAD = (
    *("run", "input", "pages", "seconds", "pages/s", "words/s", "MB/s", "processor s", "pages/processor s"),
    "peak MB a process",
)
MARK = "<!-- figures: written by run.py --write -->"


class Run(NamedTuple):
    """What a run took: seconds by the clock, seconds of processors, the most memory of one process in MB.

    The latter are not known of Spark, whose processes are no children of the run.
    """

    name: str
    input: str
    pages: int
    seconds: float
    processor: float
    memory: float


def timed(name: str, form: str, pages: int, command: Sequence[str]) -> Run | None:
    """Run a command once; None if what it runs is not installed."""
    began = time.monotonic()
    with tempfile.TemporaryFile("w+") as messages:
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=messages)
        _, status, spent = os.wait4(child.pid, 0)
        seconds = time.monotonic() - began
        child.returncode = os.waitstatus_to_exitcode(status)
        messages.seek(0)
        said = messages.read().splitlines()[-1:]
    print(f"{name}, {form}: {' '.join(said)}", file=sys.stderr)
    if child.returncode == ABSENT:
        return None
    if child.returncode:
        raise SystemExit(f"{name}: exit code {child.returncode}: {' '.join(said)}")
    return Run(name, form, pages, seconds, spent.ru_utime + spent.ru_stime, spent.ru_maxrss / 1024)


def own(folder: Path, pages: int, *, spark: bool) -> Iterator[Run | None]:
    """The runs of Musnad over what was made in a folder."""

    def batch(name: str, form: str, given: str, *options: str, number: int = pages) -> Run | None:
        out = folder / f"out{name}{form}"
        return timed(
            name, form, number, [*MUSNAD, "batch", str(folder / given), "--out", str(out), "--lang", "ar", *options]
        )

    (folder / "one.jsonl").write_bytes((folder / TEXTS).open("rb").readline())
    yield batch("start, and one page", "text", "one.jsonl", number=1)
    yield batch("1 process", "text", TEXTS)
    yield batch("1 process", "HTML", ARCHIVES)
    yield batch("2 processes", "HTML", ARCHIVES, "--jobs", "2")
    if spark:
        yield batch(f"{SPARK}, 2 tasks", "HTML", ARCHIVES, "--jobs", "2", "--engine", "spark")
    project = str(folder / "project")
    subprocess.run([*MUSNAD, "init", project], check=True, stdout=subprocess.DEVNULL)
    parts = str(folder / "out1 processHTML")
    yield timed("`musnad add` of the parts", "parts", pages, [*MUSNAD, "add", parts, "--project", project, "--no-link"])


def others(folder: Path, pages: int, python: str) -> Iterator[Run | None]:
    """The runs of the peers that are installed for an interpreter."""
    for name, (field, found, _) in PEERS.items():
        command = [python, str(FOLDER / "peers.py"), name, str(folder / PAGES), str(pages)]
        yield timed(f"{name}: {found}", "HTML" if field == "html" else "text", pages, command)


def rows(made: Made, runs: Sequence[Run]) -> Iterator[tuple[str, ...]]:
    """The table."""
    for name, form, pages, seconds, processor, memory in runs:
        share = pages / made.pages
        size = made.text if form == "text" else made.html
        rates = (pages / seconds, made.words * share / seconds, size * share / 1e6 / seconds)
        own = (f"{processor:.1f}", f"{pages / processor:.1f}", f"{memory:.0f}")
        yield (
            name, form, str(pages), f"{seconds:.0f}", f"{rates[0]:.1f}", f"{rates[1]:,.0f}", f"{rates[2]:.2f}",
            *(("–",) * 3 if name.startswith(SPARK) else own),
        )  # fmt: skip


def measure(shared: Path, pages: int, *, spark: bool, peers: str | None) -> list[tuple[str, ...]]:
    """The rows of so many pages."""
    with tempfile.TemporaryDirectory() as name:
        made = make(shared, pages, Path(name))
        if not made.pages:
            raise SystemExit(f"the corpora are not in {shared}")
        runs = list(own(Path(name), made.pages, spark=spark))
        runs += list(others(Path(name), made.pages, peers)) if peers else []
    return list(rows(made, [run for run in runs if run]))


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; exit code 0, or 1 if a run failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=FOLDER.parents[2] / "shared")
    parser.add_argument("--pages", type=int, nargs="+", default=[COUNT], metavar="N", help="how many; a table for each")
    parser.add_argument("--spark", action="store_true", help="also by Apache Spark with two tasks at a time")
    parser.add_argument("--peers", metavar="PYTHON", help="also the peers that this interpreter has")
    parser.add_argument("--write", action="store_true", help="write the table into README.md")
    options = parser.parse_args(arguments)
    found = [row for n in options.pages for row in measure(options.shared, n, spark=options.spark, peers=options.peers)]
    table = [HEAD, ("---", "---") + ("---:",) * (len(HEAD) - 2), *found]
    lines = "".join("| " + " | ".join(row) + " |\n" for row in table)
    load = f"Load of the machine at the end: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores.\n"
    print(lines + "\n" + load, end="")
    if options.write:
        readme = FOLDER / "README.md"
        text = readme.read_text(encoding="utf-8").partition(MARK)[0]
        readme.write_text(f"{text}{MARK}\n\n{lines}\n{load}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
