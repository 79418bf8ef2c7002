"""Kills `musnad add` at random moments, linking included, and sees whether anything is lost or doubled.

Every run gets a project of its own and the same inputs, is killed with SIGKILL at a call of its interpreter that the seed
chooses, together with its reading processes, is examined by the doctor, and is run again to its end; then it must hold what
an undisturbed run holds.

    bench/crashes                       50 kills on SQLite
    bench/crashes --kills 10 --database postgresql:///name   of a database that is empty, and is emptied after every kill
"""

import argparse
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from musnad.archive.adding import Adding
from musnad.archive.doctor import faults
from musnad.archive.linking import link
from musnad.archive.ways import Options
from musnad.lexicon import DATA
from musnad.reader import Reader
from musnad.store.dump import dump
from musnad.store.facts import last_batch
from musnad.store.project import Project, init
from musnad.store.store import Store

_RECORDS = 60
_BATCH, _STEP = 4, 8


@dataclass(frozen=True, slots=True)
class Kill:
    """One kill: at which call, how many batches were written by then, and what was wrong afterwards."""

    call: int
    batches: int
    wrong: tuple[str, ...]


def write_inputs(folder: Path, number: int) -> list[str]:
    """Pages, records, a copy, a record that changes and one that is broken; gives the paths."""
    samples = sorted((DATA / "samples").glob("*.txt"))[:2]
    for sample in samples:
        shutil.copy(sample, folder)
    shutil.copy(samples[0], folder / "copy.txt")
    texts = [line for sample in samples for line in sample.read_text(encoding="utf-8").splitlines() if len(line) > 80]
    records = [{"id": f"r{n * 7 % (number - 9)}", "text": f"{texts[n % len(texts)]} ({n})"} for n in range(number)]
    lines = [json.dumps(record, ensure_ascii=False) for record in records]
    lines.insert(number // 2, '{"id": "broken"')
    (folder / "records.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return [str(folder)]


def add(project: Project, reader: Reader, paths: list[str], jobs: int | None = None) -> None:
    """Add the inputs in small batches, and link the pages in small steps."""
    store = Store.open(project)
    Adding(store, reader, Options(), jobs=jobs, batch=_BATCH).add(paths)
    link(store, reader.lexicon, step=_STEP)


class _Countdown:
    """Counts the calls of a process, and kills it at one of them."""

    def __init__(self, last: int | None) -> None:
        self.calls, self.last = 0, last

    def __call__(self, frame: FrameType, event: str, value: object) -> None:
        self.calls += 1
        if self.calls == self.last:
            os.kill(os.getpid(), signal.SIGKILL)


def in_child(project: Project, reader: Reader, paths: list[str], last: int | None = None) -> int:
    """Add the inputs in a process of its own, which is killed at a call of the interpreter; gives the number of its calls."""
    ours, theirs = os.pipe()
    with warnings.catch_warnings(action="ignore"):
        child = os.fork()
    if child == 0:
        os.setpgid(0, 0)
        os.register_at_fork(after_in_child=lambda: sys.setprofile(None))
        countdown = _Countdown(last)
        sys.setprofile(countdown)
        add(project, reader, paths, jobs=1)
        sys.setprofile(None)
        os.write(theirs, str(countdown.calls).encode())
        os._exit(0)
    os.close(theirs)
    os.waitpid(child, 0)
    with suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    with os.fdopen(ours, "rb") as stream:
        return int(stream.read() or last or 0)


def kill(project: Project, reader: Reader, paths: list[str], call: int) -> Kill:
    """Add the inputs in a process that is killed at a call, then look at what is left."""
    in_child(project, reader, paths, call)
    with Store(project).reading() as connection:
        batches = last_batch(connection)
    return Kill(call, batches, tuple(str(fault) for fault in faults(Store(project))))


def contents(project: Project) -> list[str]:
    """All that a project holds, for comparing."""
    with Store.open(project).reading() as connection:
        return list(dump(connection))


def kills(
    number: int, seed: int, database: str | None = None, *, reader: Reader, records: int = _RECORDS
) -> Iterator[Kill]:
    """So many kills at moments that the seed decides, each with what was wrong after it or after the second run."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="musnad-crashes-") as name:
        folder = Path(name, "inputs")
        folder.mkdir()
        paths = write_inputs(folder, records)
        calm = Store.create(init(Path(name, "project"))).project
        calls, expected = in_child(calm, reader, paths), contents(calm)
        shutil.rmtree(calm.folder)
        for _ in range(number):
            project = Store.create(init(Path(name, "project"), database)).project
            found = kill(project, reader, paths, chance.randrange(1, calls))
            add(project, reader, paths)
            wrong = (*found.wrong, *(str(fault) for fault in faults(Store(project))))
            if contents(project) != expected:
                wrong += ("the second run does not end with what an undisturbed run holds",)
            yield Kill(found.call, found.batches, wrong)
            _empty(project)


def _empty(project: Project) -> None:
    if project.is_served:
        with Store(project).writing() as writer:
            writer.connection.exec_driver_sql("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    shutil.rmtree(project.folder)


def main() -> int:
    """Print a line a kill; fail if anything was wrong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--database", help="a PostgreSQL that is empty")
    options = parser.parse_args()
    bad = 0
    every = kills(options.kills, options.seed, options.database, reader=Reader())
    for number, found in enumerate(every, start=1):
        bad += bool(found.wrong)
        said = "; ".join(found.wrong) or "whole"
        print(f"{number:>3}  killed at call {found.call:>7} after {found.batches:>2} batches: {said}", flush=True)
    print(f"kills: {options.kills}, faults after {bad} of them")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
