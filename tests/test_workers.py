"""What becomes of tasks that go wrong; the work is `eval`, so that each task says itself what it does to its process."""

import multiprocessing
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path

import pytest

from musnad.errors import MusnadError
from musnad.workers import Broken, Done, Limits, Workers

LIMITS = Limits(seconds=0.5, mebibytes=64)
PID = "__import__('os').getpid()"
ENDLESS = "sum(iter(int, 1))"
EXIT = "__import__('os')._exit(9)"
KILL = "__import__('signal').raise_signal(9)"
SEGFAULT = "(__import__('faulthandler').disable(), __import__('signal').raise_signal(11))"
TOO_LARGE = "len(bytearray(1 << 30))"
KEEPS = "globals().__setitem__('kept', b'x' * (40 << 20))"
WRAPS = "exec('try: bytearray(1 << 30)\\nexcept MemoryError as error: raise ValueError from error')"
UNREADABLE = "type('T', (), {'__reduce__': lambda self: (int, ('x',))})()"

BAD = {
    ENDLESS: r"took longer than 0\.5 s",
    "__import__('time').sleep(60)": r"took longer than 0\.5 s",
    TOO_LARGE: r"needed more than 64 MiB",
    WRAPS: r"needed more than 64 MiB",
    EXIT: r"the process died \(exit code 9\)",
    "__import__('sys').exit(3)": r"the process died \(exit code 3\)",
    KILL: r"the process died \(SIGKILL\)",
    SEGFAULT: r"the process died \(SIGSEGV\)",
    "1 / 0": r"it raised ZeroDivisionError: division by zero",
    "lambda: 0": r"its result could not be sent: .*lambda.*",
    UNREADABLE: r"its result could not be received: ValueError: .*",
}


@pytest.fixture
def spawned() -> Iterator[None]:
    """Another thread: where there is one, processes are spawned even if they could be forked."""
    end = threading.Event()
    thread = threading.Thread(target=end.wait)
    thread.start()
    yield
    end.set()
    thread.join()


@pytest.fixture(autouse=True)
def _no_process_is_left() -> Iterator[None]:
    yield
    assert not multiprocessing.active_children()


def results(tasks: list[str], jobs: int = 1, limits: Limits = LIMITS) -> list[object]:
    return list(Workers(eval, jobs, limits).map(tasks))


def pids(tasks: list[str]) -> list[object]:
    return [result for result in results(tasks) if isinstance(result, int)]


def test_no_tasks_give_no_results() -> None:
    assert results([]) == []


@pytest.mark.parametrize("jobs", [0, 1, 2, 3])
def test_many_results_come_in_the_order_of_the_tasks(jobs: int) -> None:
    assert results([str(number) for number in range(500)], jobs) == list(range(500))


@pytest.mark.parametrize("task", BAD)
def test_a_bad_task_says_why_it_gave_no_result(task: str) -> None:
    before, broken, after = results(["'before'", task, "'after'"])
    assert (before, after) == ("before", "after")
    assert isinstance(broken, Broken)
    assert broken.task == task
    assert re.fullmatch(BAD[task], broken.reason)


@pytest.mark.slow
@pytest.mark.usefixtures("spawned")
@pytest.mark.parametrize("task", [ENDLESS, TOO_LARGE, KILL, "lambda: 0"])
def test_spawned_processes_are_under_the_same_limits(task: str) -> None:
    before, broken, after = results(["'before'", task, "'after'"])
    assert (before, after) == ("before", "after")
    assert isinstance(broken, Broken)
    assert re.fullmatch(BAD[task], broken.reason)


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 2, 3])
@pytest.mark.parametrize("bad", [ENDLESS, TOO_LARGE, EXIT, KILL, "1 / 0"])
def test_a_bad_task_among_many_costs_no_other(bad: str, jobs: int) -> None:
    tasks = [bad if number == 17 else str(number) for number in range(40)]
    found = results(tasks, jobs)
    assert [result for result in found if not isinstance(result, Broken)] == [n for n in range(40) if n != 17]
    assert isinstance(found[17], Broken)


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 2])
def test_bad_tasks_in_a_row_are_each_broken(jobs: int) -> None:
    found = results(["1", *[EXIT, KILL] * 10, "2"], jobs)
    assert (found[0], found[-1]) == (1, 2)
    assert [isinstance(result, Broken) for result in found[1:-1]] == [True] * 20


def test_time_spent_waiting_behind_another_task_does_not_count() -> None:
    assert results(["__import__('time').sleep(0.3)"] * 3) == [None] * 3


def test_a_process_lives_on_after_an_error() -> None:
    assert len(set(pids([PID, "1 / 0", PID, "lambda: 0", PID]))) == 1


@pytest.mark.parametrize("task", [TOO_LARGE, KEEPS])
def test_a_process_whose_memory_is_torn_or_grown_is_replaced(task: str) -> None:
    first, second = pids([PID, task, PID])
    assert first != second


@pytest.mark.parametrize("size", [1 << 16, 1 << 20, 3 << 20])
def test_long_tasks_and_results_pass(size: int) -> None:
    text = "ص" * size
    assert results([repr(text)] * 5, 2, Limits(20, 1024)) == [text] * 5


def test_what_is_done_already_keeps_its_place() -> None:
    tasks: list[str | Done[object]] = [Done(None), "1", Done("two"), EXIT, Done("four"), "5", Done("six")]
    found = list(Workers(eval, 2, LIMITS).map(tasks))
    assert found[:3] + found[4:] == [None, 1, "two", "four", 5, "six"]
    assert isinstance(found[3], Broken)


@pytest.mark.parametrize("jobs", [1, 2])
def test_tasks_are_taken_as_they_are_needed(jobs: int) -> None:
    taken = count()
    found = Workers(eval, jobs, LIMITS).map(str(next(taken)) for _ in count())
    assert list(islice(found, 100)) == list(range(100))
    assert next(taken) <= 100 + 10 * jobs
    found.close()


def test_a_slow_task_does_not_let_the_others_pile_up() -> None:
    taken = count()
    found = Workers(eval, 2, LIMITS).map(str(number) if number else ENDLESS for number in iter(taken.__next__, -1))
    assert isinstance(next(found), Broken)
    assert next(taken) <= 20
    found.close()


def test_results_are_given_before_the_source_is_exhausted() -> None:
    given: list[object] = []

    def tasks() -> Iterator[str]:
        yield from ("1", "2", "3")
        yield str(len(given))

    for result in Workers(eval, 1, LIMITS).map(tasks()):
        given.append(result)
    assert given[:3] == [1, 2, 3]
    assert given[3] != 0


def test_an_error_of_the_source_ends_the_processes() -> None:
    def tasks() -> Iterator[str]:
        yield from [ENDLESS] * 2
        raise OSError("no more")

    with pytest.raises(OSError, match="no more"):
        list(Workers(eval, 2, LIMITS).map(tasks()))
    assert not multiprocessing.active_children()


def test_closing_early_leaves_no_process() -> None:
    found = Workers(eval, 3, Limits()).map("1" if number < 2 else ENDLESS for number in count())
    assert next(found) == 1
    assert multiprocessing.active_children()
    found.close()
    assert not multiprocessing.active_children()


def test_two_runs_side_by_side_do_not_disturb_each_other() -> None:
    workers = Workers(eval, 2, LIMITS)
    first, second = workers.map(["1", EXIT, "3"]), workers.map(["4", "5", KILL])
    pairs = list(zip(first, second, strict=True))
    assert [pairs[0], pairs[1][1], pairs[2][0]] == [(1, 4), 5, 3]


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="the system does not list open files")
def test_no_pipe_stays_open() -> None:
    results(["1"])
    before = os.listdir("/proc/self/fd")
    results([EXIT, KILL, "1", TOO_LARGE, "2"], 2)
    assert len(os.listdir("/proc/self/fd")) == len(before)


class Deadly:
    """Work that ends the process which is to do it before it can begin."""

    def __reduce__(self) -> tuple[object, tuple[int]]:
        return os._exit, (3,)

    def __call__(self, task: str) -> str:
        return task


@pytest.mark.usefixtures("spawned")
def test_processes_that_cannot_begin_are_an_error_and_not_tried_for_ever() -> None:
    with pytest.raises(MusnadError, match=r"no process could be started.*exit code 3"):
        list(Workers(Deadly(), 2, LIMITS).map(["1", "2"]))


PROGRAM = """
import sys, threading
from musnad.workers import Limits, Workers

if __name__ == "__main__":
    if sys.argv[1] == "spawned":
        threading.Thread(target=threading.Event().wait, daemon=True).start()
    for result in Workers(eval, 2, Limits(float(sys.argv[2]))).map(["'begun'"] * 4 + [sys.argv[3]] * 2):
        print(result, flush=True)
"""


def program(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    """A program that has begun to work. Its processes share its output, which ends only when the last of them does."""
    (folder / "program.py").write_text(PROGRAM, encoding="utf-8")
    command = [sys.executable, "program.py", *arguments]
    pipe = subprocess.PIPE
    running = subprocess.Popen(command, cwd=folder, stdout=pipe, stderr=pipe, text=True, start_new_session=True)
    assert running.stdout is not None
    assert running.stdout.readline() == "begun\n"
    return running


@pytest.mark.slow
@pytest.mark.parametrize("start", ["forked", "spawned"])
def test_an_interrupt_ends_all_processes_and_is_told_once(tmp_path: Path, start: str) -> None:
    running = program(tmp_path, start, "60", ENDLESS)
    os.killpg(running.pid, signal.SIGINT)
    errors = running.communicate(timeout=300)[1]
    assert running.returncode == -signal.SIGINT
    assert errors.count("Traceback") == errors.count("KeyboardInterrupt") == 1


@pytest.mark.slow
@pytest.mark.parametrize("start", ["forked", "spawned"])
@pytest.mark.parametrize("task", ["input()", ENDLESS])
def test_processes_end_when_their_parent_dies(tmp_path: Path, start: str, task: str) -> None:
    running = program(tmp_path, start, "0.5", task)
    running.kill()
    assert running.communicate(timeout=300)[1] == ""
