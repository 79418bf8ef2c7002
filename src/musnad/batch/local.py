"""The engine of one machine: each shard in a process of its own, several at a time; a process that dies is begun anew."""

import ctypes
import os
import signal
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, Pipe, wait
from multiprocessing.process import BaseProcess

from musnad.batch.parts import Manifest
from musnad.batch.plan import Shard
from musnad.batch.shard import Job, process_shard
from musnad.errors import MusnadError
from musnad.workers import how_it_died, may_fork

_TRIES = 12
"""How often a shard is begun: what kills its process over and over is the shard itself."""
_SECONDS = 0.2
"""How often it is looked whether all processes live."""
_DIE_WITH_PARENT = 1


@dataclass(frozen=True, slots=True)
class Lost:
    """A shard that gave nothing, and why."""

    shard: Shard
    reason: str


@dataclass(slots=True)
class _Child:
    shard: Shard
    process: BaseProcess
    pipe: Connection
    tries: int


def run(shards: Iterable[Shard], job: Job, jobs: int) -> Iterator[Manifest | Lost]:
    """What becomes of each shard, as they are done.

    Raises:
        MusnadError: what was read cannot be written; all shards before are kept.
    """
    waiting, children = iter(shards), list[_Child]()
    try:
        while True:
            while len(children) < jobs and (shard := next(waiting, None)):
                children.append(_start(shard, job, 1))
            if not children:
                return
            ready = wait([child.pipe for child in children], _SECONDS)
            for child in [child for child in children if child.pipe in ready or not child.process.is_alive()]:
                children.remove(child)
                found = _answer(child)
                if found is None and child.tries < _TRIES:
                    children.append(_start(child.shard, job, child.tries + 1))
                else:
                    yield found or Lost(child.shard, f"{how_it_died(child.process.exitcode or 0)}, {_TRIES} times")
    finally:
        for child in children:
            child.process.terminate()
            child.process.join()


def _start(shard: Shard, job: Job, tries: int) -> _Child:
    context = get_context("fork") if may_fork() else get_context("spawn")
    ours, theirs = Pipe(duplex=False)
    process = context.Process(target=_work, args=(shard, job, theirs))
    process.start()
    theirs.close()
    return _Child(shard, process, ours, tries)


def _answer(child: _Child) -> Manifest | Lost | None:
    """What a process said; None if it died before it said anything.

    Its death is not learnt from its pipe, whose other end the process that it read pages in may still hold.

    Raises:
        MusnadError: it could not write.
    """
    try:
        found = child.pipe.recv() if child.pipe.poll() else None
    except (EOFError, OSError):
        found = None
    child.pipe.close()
    child.process.join()
    if isinstance(found, MusnadError):
        raise found
    return Lost(child.shard, found) if isinstance(found, str) else found


def _work(shard: Shard, job: Job, pipe: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    os.environ.setdefault("POLARS_MAX_THREADS", "1")
    try:
        pipe.send(process_shard(shard, job))
    except MusnadError as error:
        pipe.send(error)
    except OSError as error:
        pipe.send(f"the input can no longer be read: {error}")
