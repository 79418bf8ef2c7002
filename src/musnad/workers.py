"""Tasks -> results, in processes that live on from task to task; each task is under a limit of time and one of memory.

The results come in the order of the tasks. A task that takes too long, needs too much memory, kills its process or raises
is `Broken` in its place and costs no other task anything: one that waited behind it goes to another process. Tasks are
taken from their source as they are needed, so that what is held in memory is bounded.
"""

import gc
import mmap
import os
import pickle
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection, Pipe, wait
from multiprocessing.process import BaseProcess
from typing import Generic, TypeVar

from musnad.errors import MusnadError

if sys.platform != "win32":
    import resource

Task = TypeVar("Task")
Result = TypeVar("Result")
_Answer = tuple[bytes | None, str, bool]
"""What a process says: the pickled result, or why there is none; whether the process can go on."""

_PLACES = 8
"""How many results for each process may wait for one before them that is not there yet."""
_BYTES_AHEAD = 1 << 16
"""The longest task that is sent to a process at work: its pipe takes that much without being read."""
_FALSE_STARTS = 3
"""So many processes in a row that die before they begin: there is no use in starting more."""
_SECONDS_TO_START, _SECONDS_TO_END, _LONGEST_WAIT = 60.0, 1.0, 3600.0
_THREADS, _MEMORY = "/proc/self/task", "/proc/self/statm"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one task may use.

    Attributes:
        seconds: by the clock, from when a process begins it.
        mebibytes: beyond what the process holds at its start. Where there is no `/proc`, memory has no limit.
    """

    seconds: float = 20.0
    mebibytes: int = 2048


@dataclass(frozen=True, slots=True)
class Done(Generic[Result]):
    """A result that stands among the tasks, as it needs no work; it is passed on in its place."""

    result: Result


@dataclass(frozen=True, slots=True)
class Broken(Generic[Task]):
    """A task that gave no result, and why."""

    task: Task
    reason: str


_USUAL = Limits()


class Workers(Generic[Task, Result]):
    """Does one kind of work in several processes, which are started when a task needs them."""

    def __init__(self, work: Callable[[Task], Result], jobs: int, limits: Limits = _USUAL) -> None:
        """Say what is to be done, in how many processes at the most; it must pickle, and so must tasks and results."""
        self.work = work
        self.jobs = max(jobs, 1)
        self.limits = limits

    def map(self, tasks: Iterable[Task | Done[Result]]) -> Generator[Result | Broken[Task], None, None]:
        """The results in the order of the tasks; the processes end with the generator, be it exhausted or closed.

        The processes are forked where that is safe: on Linux, while this process has a single thread. Else they are
        spawned, which takes longer, and a script must guard its start with `__name__`.

        Raises:
            MusnadError: the processes die before they begin a task.
        """
        pool = _Pool(self.work, self.jobs, self.limits)
        try:
            for item in tasks:
                pool.take(item)
                yield from pool.results(self.jobs * _PLACES)
            yield from pool.results(0)
        finally:
            pool.end()


@dataclass(slots=True, eq=False)
class _Errand(Generic[Task, Result]):
    """A task on its way to a process and back, pickled."""

    task: Task
    message: bytes
    outcome: Done[Result] | Broken[Task] | None = None

    def receive(self, payload: bytes | None, reason: str) -> None:
        """Take a pickled result, or the reason why there is none."""
        try:
            self.outcome = Broken(self.task, reason) if payload is None else Done(pickle.loads(payload))
        except Exception as error:
            self.outcome = Broken(self.task, f"its result could not be received: {type(error).__name__}: {error}")


@dataclass(slots=True, eq=False)
class _Child(Generic[Task, Result]):
    """A process as its parent sees it. `errands`: the one at work, then the one that waits behind it."""

    process: BaseProcess
    pipe: Connection
    deadline: float
    ready: bool = False
    errands: deque[_Errand[Task, Result]] = field(default_factory=deque)

    def end(self, patience: float = 0.0) -> int:
        """See the process to its end, by force after the patience, in seconds; its exit code."""
        self.pipe.close()
        self.process.join(patience)
        self.process.kill()
        self.process.join()
        code = self.process.exitcode or 0
        self.process.close()
        return code


@dataclass(slots=True)
class _Pickled:
    """Work that is pickled once for all; a process that is given this gets the work, without its parent waiting for it."""

    content: bytes

    def __reduce__(self) -> tuple[Callable[[bytes], object], tuple[bytes]]:
        return pickle.loads, (self.content,)


class _Pool(Generic[Task, Result]):
    """The processes of one run, the places of the results in their order, and the errands that no process has yet."""

    def __init__(self, work: Callable[[Task], Result], jobs: int, limits: Limits) -> None:
        self.work, self.jobs, self.limits = work, jobs, limits
        self.children: list[_Child[Task, Result]] = []
        self.places: deque[_Errand[Task, Result] | Done[Result]] = deque()
        self.unsent: deque[_Errand[Task, Result]] = deque()
        self.false_starts = 0

    @cached_property
    def _pickled(self) -> "_Pickled":
        return _Pickled(pickle.dumps(self.work, pickle.HIGHEST_PROTOCOL))

    def take(self, item: Task | Done[Result]) -> None:
        """Give an item its place, and make it an errand if it is a task."""
        if isinstance(item, Done):
            self.places.append(item)
        else:
            self.unsent.append(_Errand(item, pickle.dumps(item, pickle.HIGHEST_PROTOCOL)))
            self.places.append(self.unsent[-1])

    def results(self, most: int) -> Iterator[Result | Broken[Task]]:
        """The results that are there, two at a time so that a backlog shrinks; more until fewer than `most` are left."""
        self._attend(until_heard=False)
        given = 0
        while self.places and (given < 2 or self._is_full(most)):
            first = self.places[0]
            outcome = first.outcome if isinstance(first, _Errand) else first
            if outcome is not None:
                self.places.popleft()
                given += 1
                yield outcome.result if isinstance(outcome, Done) else outcome
            elif self._is_full(most):
                self._attend(until_heard=True)
            else:
                return

    def end(self) -> None:
        """End all processes, whatever they are doing."""
        while self.children:
            self.children.pop().end()

    def _is_full(self, most: int) -> bool:
        """Whether another task could neither be at work soon nor wait right behind one that is."""
        errands = len(self.unsent) + sum(len(child.errands) for child in self.children)
        return len(self.places) >= most or errands >= 2 * self.jobs

    def _attend(self, *, until_heard: bool) -> None:
        """Hand out errands, hear what the processes say (or wait until one does), end those that are overdue."""
        self._hand_out()
        if not self.children:
            return
        now = time.monotonic()  # before the pipes are looked at: what is there already has not come too late
        left = min(min(child.deadline for child in self.children) - now, _LONGEST_WAIT)
        heard = wait([child.pipe for child in self.children], max(left, 0.0) if until_heard else 0)
        for child in list(self.children):
            if child.pipe in heard:
                self._hear(child)
            elif child.deadline <= now:
                self._bury(child, overdue=True)
        self._hand_out()

    def _hand_out(self) -> None:
        """Idle processes first; then start what may be started; only then let an errand wait behind another."""
        for child in self.children:
            if self.unsent and child.ready and not child.errands:
                self._send(child)
        starting = sum(not child.ready for child in self.children)
        for _ in range(min(self.jobs - len(self.children), len(self.unsent) - starting)):
            self._start()
        if all(child.ready for child in self.children) and len(self.children) == self.jobs:
            for child in self.children:
                if self.unsent and len(child.errands) == 1 and len(self.unsent[0].message) <= _BYTES_AHEAD:
                    self._send(child)

    def _send(self, child: _Child[Task, Result]) -> None:
        try:
            child.pipe.send_bytes(self.unsent[0].message)
        except OSError:
            return  # it is dead: what it said before that stands in the pipe, and the end of the pipe behind it
        if not child.errands:
            child.deadline = time.monotonic() + self.limits.seconds
        child.errands.append(self.unsent.popleft())

    def _start(self) -> None:
        """Start a process; an interrupt waits until it is in the list of those that will be ended."""
        fork = may_fork()
        make: type[BaseProcess] = get_context("fork").Process if fork else get_context("spawn").Process
        ours, theirs = Pipe()
        others = [ours, *(child.pipe for child in self.children)] if fork else []
        work = self.work if fork else self._pickled
        process = make(target=_serve, args=(work, self.limits, theirs, others), daemon=True)
        with _uninterrupted(fork):
            process.start()
            self.children.append(_Child(process, ours, time.monotonic() + _SECONDS_TO_START))
        theirs.close()

    def _hear(self, child: _Child[Task, Result]) -> None:
        try:
            payload, reason, goes_on = pickle.loads(child.pipe.recv_bytes())
        except (EOFError, OSError):
            return self._bury(child)
        if child.ready:
            child.errands.popleft().receive(payload, reason)
        child.ready, self.false_starts = True, 0
        child.deadline = time.monotonic() + self.limits.seconds if child.errands else float("inf")
        if not goes_on:
            self._let_go(child)
        return None

    def _bury(self, child: _Child[Task, Result], *, overdue: bool = False) -> None:
        """End a process for what it does to the errand at work, or because it died of it."""
        at_work = child.errands.popleft() if child.errands else None
        reason = how_it_died(self._let_go(child, 0.0 if overdue else _SECONDS_TO_END))
        if not child.ready:
            self.false_starts += 1
            if self.false_starts == _FALSE_STARTS:
                raise MusnadError(f"no process could be started, {_FALSE_STARTS} times: {reason}")
        if at_work is not None:
            overdue = overdue or "SIGALRM" in reason
            at_work.receive(None, f"took longer than {self.limits.seconds:g} s" if overdue else reason)

    def _let_go(self, child: _Child[Task, Result], patience: float = 0.0) -> int:
        self.children.remove(child)
        self.unsent.extendleft(reversed(child.errands))
        return child.end(patience)


def how_it_died(code: int) -> str:
    """What is said of a process that ended by itself, by its exit code."""
    try:
        return f"the process died ({signal.Signals(-code).name})"
    except ValueError:
        return f"the process died (exit code {code})"


def may_fork() -> bool:
    """Whether no thread, of a library either, could leave a lock behind that is never opened in the copy."""
    try:
        return sys.platform == "linux" and len(os.listdir(_THREADS)) == 1
    except OSError:
        return False


@contextmanager
def _uninterrupted(fork: bool) -> Iterator[None]:
    """Hold interrupts back while a process starts, and from that process until it ignores them."""
    if sys.platform == "win32":
        yield
        return
    if not fork:
        resource_tracker.ensure_running()  # what spawning needs; if it were started later, it would let interrupts in
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(work: Callable[[Task], Result], limits: Limits, pipe: Connection, others: list[Connection]) -> None:
    """What a process does: one task after the other, until the pipe ends or its memory is no longer sound.

    A task that goes on far beyond its limit ends the process, even if the parent is gone.
    """
    for other in others:
        other.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()
    most = _limit_memory(limits.mebibytes)
    answer: _Answer = None, "", True
    try:
        pipe.send_bytes(pickle.dumps(answer))
        while answer[2]:
            message = pipe.recv_bytes()
            _set_alarm(2 * limits.seconds + 1)
            payload, reason, sound = _do(work, message, limits)
            _set_alarm(0)
            answer = payload, reason, sound and _memory()[1] <= most
            pipe.send_bytes(pickle.dumps(answer, pickle.HIGHEST_PROTOCOL))
    except (EOFError, OSError):
        return  # the parent is gone


def _do(work: Callable[[Task], Result], message: bytes, limits: Limits) -> _Answer:
    failing = "it raised"
    try:
        result = work(pickle.loads(message))
        failing = "its result could not be sent:"
        return pickle.dumps(result, pickle.HIGHEST_PROTOCOL), "", True
    except Exception as error:
        if _is_for_memory(error):
            return None, f"needed more than {limits.mebibytes} MiB", False
        return None, f"{failing} {type(error).__name__}: {error}", True


def _is_for_memory(error: BaseException | None) -> bool:
    """Whether an error is one of memory, or was raised for one."""
    while error is not None and not isinstance(error, MemoryError):
        error = error.__cause__ or error.__context__
    return error is not None


def _set_alarm(seconds: float) -> None:
    if sys.platform != "win32":
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, min(seconds, 1e8))


def _limit_memory(mebibytes: int) -> int:
    """Limit the address space of this process; gives what may be in memory between tasks, half of that for one."""
    size, resident = _memory()
    if size:
        soft, hard = resource.getrlimit(resource.RLIMIT_AS)
        most = size + (mebibytes << 20)
        resource.setrlimit(resource.RLIMIT_AS, (most if soft == resource.RLIM_INFINITY else min(most, soft), hard))
    return resident + (mebibytes << 19)


def _memory() -> tuple[int, int]:
    """The address space of this process and what of it is in memory, in bytes; zeros if the system does not tell."""
    try:
        with open(_MEMORY, "rb", buffering=0) as file:
            size, resident = (int(number) * mmap.PAGESIZE for number in file.read().split()[:2])
    except OSError:
        return 0, 0
    return size, resident
