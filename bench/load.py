"""Many pages added and linked: how time, memory and the database grow.

The pages are the two newspaper corpora beside the checkout, in an order by their hashes. Reading them is measured elsewhere:
each is read once, and what was read is kept packed in a folder, so that it can be added again and again.

    python bench/load.py --kept FOLDER                  1000, 4000, 16000 pages and all; prints a table
    python bench/load.py --kept FOLDER --sizes 1000 --report docs/load.json    and keeps the figures for `docs/load.svg`
"""

import argparse
import json
import lzma
import multiprocessing
import pickle
import resource
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from itertools import islice
from pathlib import Path

from musnad.archive.linking import link
from musnad.archive.taking import Take
from musnad.archive.ways import Options
from musnad.lexicon import load
from musnad.pages.kinds import Part
from musnad.pages.opening import Opener
from musnad.pages.records import Fields
from musnad.reader import Reader
from musnad.store import writing
from musnad.store.custody import Custody
from musnad.store.project import Project, init
from musnad.store.rows import derived, flat, unpack
from musnad.store.store import Store
from musnad.store.writing import Item

SIZES = (1000, 4000, 16000, 41015)
DAYS = {"ant": "published", "saudinews": "crawled"}
_AT_ONCE, _BATCH, _MORE = 100, 64, 20


@dataclass(frozen=True, slots=True)
class Load:
    """What so many pages take: seconds, seconds of CPU time, mebibytes; `one_more` is the median of single pages."""

    pages: int
    add: float
    add_cpu: float
    link: float
    link_cpu: float
    memory: float
    database: float
    one_more: float
    one_more_cpu: float
    one_more_longest_cpu: float
    events: int
    people: int


class _Nowhere(Custody):
    """Keeps no bytes."""

    def keep(self, content: bytes) -> str:
        return sha256(content).hexdigest()


def read(corpora: Path, kept: Path, most: int) -> None:
    """Read the pages that have not been read yet, and keep what was read."""
    lines = []
    for name in DAYS:
        with lzma.open(corpora / f"{name}.jsonl.xz", "rb") as stream:
            lines += [(sha256(line).digest(), name, line.strip()) for line in stream]
    lines = sorted(lines)[:most]
    starts = [n for n in range(0, len(lines), _AT_ONCE) if not (kept / f"{n:06}.z").exists()]
    if not starts:
        return
    kept.mkdir(parents=True, exist_ok=True)
    reader = Reader()
    options = {name: Options(fields=Fields(published=field)) for name, field in DAYS.items()}
    takes = {n: Take(reader, Opener(reader.lexicon, o.fields), _Nowhere(kept), o, kept) for n, o in options.items()}
    for start in starts:
        parts = [(takes[name], Part(f"{name}.jsonl:{n}", line, "json")) for n, (_, name, line) in enumerate(lines)][
            start : start + _AT_ONCE
        ]
        found = [page for take, part in parts for page in take(part).pages]
        items = [replace(i, reading=replace(i.reading, rows={})) for i in found if isinstance(i, Item) and i.reading]
        part = kept / f"{start:06}.part"
        part.write_bytes(zlib.compress(pickle.dumps(items), 1))
        part.rename(kept / f"{start:06}.z")


def items(kept: Path) -> Iterator[Item]:
    """What was read, in order."""
    for path in sorted(kept.glob("*.z")):
        for item in pickle.loads(zlib.decompress(path.read_bytes())):
            rows = flat(derived(0, unpack(item.reading.record)))
            yield replace(item, reading=replace(item.reading, rows=rows))


def add(store: Store, pages: Iterator[Item]) -> None:
    """Write pages as `musnad add` does."""
    while some := list(islice(pages, _BATCH)):
        with store.writing() as writer:
            writing.take(writer, some)


def measure(kept: Path, folder: Path, number: int) -> Load:
    """Add and link so many pages, then some more one by one."""
    store, lexicon = Store.create(init(folder / "project")), load()
    pages = items(kept)
    added = _timed(lambda: add(store, islice(pages, number)))
    linked = _timed(lambda: link(store, lexicon, _progress(time.perf_counter())))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found, size = link(store, lexicon), _size(store.project) / 2**20
    singles = []
    for item in islice(pages, _MORE):
        add(store, iter([item]))
        singles.append(_timed(lambda: link(store, lexicon)))
    walls, cpus = (sorted(one[n] for one in singles) for n in (0, 1))
    half = len(singles) // 2
    single = (walls[half], cpus[half], cpus[-1])
    return Load(found.pages, *added, *linked, memory, size, *single, found.events, found.people)


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds, and seconds of CPU time, that something takes."""
    begun, cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - begun, time.process_time() - cpu


def _progress(begun: float) -> Callable[[int], None]:
    def tell(pages: int) -> None:
        if pages % 500 == 0:
            print(f"{pages} linked after {time.perf_counter() - begun:.0f} s", file=sys.stderr, flush=True)

    return tell


def _size(project: Project) -> int:
    return sum(path.stat().st_size for path in project.folder.glob("musnad.db*"))


def main() -> int:
    """Measure, each size in a process of its own, and print a line each."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora/text"))
    parser.add_argument("--kept", type=Path, required=True)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--report", type=Path)
    options = parser.parse_args()
    read(options.corpora, options.kept, max(options.sizes) + _MORE)
    found = json.loads(options.report.read_text()) if options.report and options.report.exists() else {}
    for number in options.sizes:
        with tempfile.TemporaryDirectory(prefix="musnad-load-") as name:
            context = multiprocessing.get_context("spawn")
            with context.Pool(1) as pool:
                load_of = pool.apply(measure, (options.kept, Path(name), number))
        found[str(number)] = asdict(load_of)
        print(json.dumps(asdict(load_of)), flush=True)
        if options.report:
            options.report.write_text(json.dumps(found, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
