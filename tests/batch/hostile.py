"""Reads a batch in which pages do to their process what their text says, and some of them only for the first times.

    python hostile.py OUT WHERE SECONDS TIMES PATH...

WHERE is the number of processes, or the master of a Spark; TIMES is how often a page kills that says so. It prints the
counts as JSON.
"""

import json
import os
import signal
import sys
from dataclasses import asdict, replace
from functools import partial
from hashlib import sha256
from pathlib import Path

from musnad.batch import local
from musnad.batch.local import Lost
from musnad.batch.parts import Folder, Manifest
from musnad.batch.plan import Shard
from musnad.batch.running import Outcome, run
from musnad.batch.shard import Job, Options
from musnad.batch.spark import cluster
from musnad.model import Document, Page
from musnad.reader import Reader
from musnad.workers import Limits


class Hostile:
    """A reader in whose hands pages are hostile."""

    def __init__(self, reader: Reader, marks: Path, times: int) -> None:
        self.reader, self.marks, self.times = reader, marks, times

    def __call__(self, page: Page) -> Document:
        """Read a page, if it lets itself be read."""
        if "ENDLESS" in page.text:
            sum(iter(int, 1))
        if "CRASH" in page.text:
            os.kill(os.getpid(), signal.SIGSEGV)
        if "MEMORY" in page.text:
            len(bytearray(1 << 40))
        if "KILL" in page.text:
            self._kill(page.text)
        return self.reader(page)

    def _kill(self, text: str) -> None:
        mark = sha256(text.encode()).hexdigest()
        if len(list(self.marks.glob(f"{mark}.*"))) < self.times:
            (self.marks / f"{mark}.{len(list(self.marks.iterdir()))}").touch()
            os.kill(os.getppid() if "PARENT" in text else os.getpid(), signal.SIGKILL)


def hostile(out: Path, seconds: float, times: int) -> Job:
    """What a shard needs, in whose hands pages are hostile."""
    reader = Reader()
    job = Job(reader, Options(limits=Limits(seconds, 1024)), Folder(out))
    job.work = replace(job.work, reader=Hostile(reader, out.with_suffix(".marks"), times))
    return job


def task(out: Path, seconds: float, times: int, shard: Shard) -> Manifest | Lost:
    """What Spark does of a shard."""
    (found,) = local.run([shard], hostile(out, seconds, times), 1)
    return found


def read(where: str, paths: tuple[str, ...], out: Path, seconds: float, times: int) -> Outcome:
    """Read the paths."""
    job = hostile(out, seconds, times)
    if where.isdecimal():
        return run(paths, job, partial(local.run, jobs=int(where)))
    with cluster(where, 1, ()) as spark:
        return run(paths, job, lambda shards, _: iter(spark.map(partial(task, out, seconds, times), shards)))


def main(out: str, where: str, seconds: str, times: str, *paths: str) -> None:
    """Read the paths, and print the counts."""
    marks = Path(out).with_suffix(".marks")
    marks.mkdir(exist_ok=True)
    outcome = read(where, paths, Path(out), float(seconds), int(times))
    print(json.dumps(asdict(outcome.counts()) | {"lost": len(outcome.lost), "kills": len(list(marks.iterdir()))}))


if __name__ == "__main__":
    main(*sys.argv[1:])
