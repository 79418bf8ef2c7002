"""One folder through `musnad read --json`, and what became of everything in it."""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import IO, Any, Literal

from musnad.pages.kinds import ENDINGS

Outcome = Literal["read", "noted", "failed", "quarantined"]
PATIENCE = 30.0
"""Seconds beyond the limit that the program may be silent before it counts as hung."""
_MAY_END_WITH = frozenset({0, 1, 3, 4})
_LINES = (".jsonl", ".ndjson")
_LEFT_OUT = re.compile(r"(files|members|messages|attachments) left out(?: for their (?:ending|kind))?: (.*)", re.DOTALL)
_EMPTY = "holds no page"
_COUNTS = re.compile(r"pages: \d+ read \+ \d+ failed = (\d+)(?:; files left out: (\d+))?")


@dataclass
class Account:
    """What became of the files of a folder: pages by outcome, files left out, and what may not happen.

    Attributes:
        outcomes: every page, message or record by its source, and what became of it.
        left_out: files that a run over the folder leaves out for their ending; each is then given by its name.
        empty: files that are said to hold no page, such as an empty list of records.
        slowest: seconds and input of the longest silence between two results; the first counts the program's start.
        memory: MiB in memory at the most, of the program or of a process that it starts.
        faults: crashes, hangs, and inputs that no result speaks of.
    """

    files: int = 0
    outcomes: list[tuple[str, Outcome]] = field(default_factory=list)
    left_out: int = 0
    empty: int = 0
    slowest: tuple[float, str] = (0.0, "")
    memory: float = 0.0
    faults: list[str] = field(default_factory=list)

    @property
    def counts(self) -> Counter[Outcome]:
        """How many pages had each outcome."""
        return Counter(outcome for _, outcome in self.outcomes)


def read_folder(folder: Path, seconds: float) -> Account:
    """Read a folder's own files in one run, then those that it leaves out by their names in another."""
    account = Account()
    files = sorted(path for path in folder.iterdir() if path.is_file())
    account.files = len(files)
    with tempfile.TemporaryDirectory() as name:
        inputs = Path(name, "inputs")
        inputs.mkdir()
        links = [inputs / path.name for path in files]
        for link, path in zip(links, files, strict=True):
            link.symlink_to(path.resolve())
        rest = [link for link in links if link.suffix.lower() not in ENDINGS]
        named = [link for link in links if link not in rest]
        _account(account, [inputs], named, seconds, Path(name, "kept"))
        if len(rest) != account.left_out:
            account.faults.append(f"{folder}: {len(rest)} files of other kinds, {account.left_out} left out")
        if rest:
            _account(account, rest, rest, seconds, Path(name, "kept-too"))
    return account


def _account(account: Account, given: Sequence[Path], files: Sequence[Path], seconds: float, keep: Path) -> None:
    """One run, added to the account; `files` are those that results must speak of."""
    options = ["--json", f"--seconds={seconds:g}", f"--keep={keep}"]
    run = _Run([sys.executable, "-m", "musnad", "read", *options, *map(str, given)], seconds + PATIENCE)
    account.slowest = max(account.slowest, run.slowest)
    account.memory = max(account.memory, run.memory)
    account.faults += run.faults
    sources, empty, left_out = list[str](), list[str](), 0
    for source, message in _results(keep / "manifest.jsonl", run.notes):
        if message == _EMPTY:
            empty.append(source)
        elif skipped := _LEFT_OUT.match(message):
            number = sum(int(part.split()[0]) for part in skipped[2].split(", "))
            left_out += number
            account.left_out += number if skipped[1] == "files" else 0
        else:
            sources.append(source)
            account.outcomes.append((source, _outcome(message)))
    account.empty += len(empty)
    given_out = len(sources), left_out + len(empty)
    if run.counted != given_out:
        account.faults.append(f"{given[0]}: results and files left out: {given_out}, but it counted {run.counted}")
    account.faults += _unspoken([path for path in files if str(path) not in empty], sources)


def _results(manifest: Path, notes: Iterable[bool]) -> Iterator[tuple[str, str]]:
    """Each result's source, and what failed there; "noted" or nothing for a page that was read."""
    noted = iter(notes)
    lines = manifest.read_text("utf-8").splitlines() if manifest.exists() else []
    for entry in map(json.loads, lines):
        if "failed" in entry:
            yield entry["source"], entry["failed"]
        else:
            yield entry["source"], "noted" if next(noted, False) else ""


def _outcome(message: str) -> Outcome:
    if message in {"", "noted"}:
        return "noted" if message else "read"
    return "quarantined" if message.startswith("quarantined: ") else "failed"


def _unspoken(files: Sequence[Path], sources: Sequence[str]) -> Iterator[str]:
    """Files of which no result speaks. Results of JSON may bear names of their own; these are counted by lines."""
    names = sorted(map(str, files), reverse=True)
    spoken = Counter(next((name for name in names if _is_of(source, name)), "") for source in sources)
    plain = [name for name in names if not name.endswith((".json", *_LINES))]
    yield from (f"{name}: no result" for name in plain if not spoken[name])
    lines = sum(_lines(path) for path in files if path.suffix in _LINES)
    found = sum(spoken[name] for name in names if name.endswith(_LINES)) + spoken[""]
    single = [name for name in names if name.endswith(".json") and not spoken[name]]
    if found < lines + len(single) or (found > lines and not any(name.endswith(".json") for name in names)):
        yield f"{files[0].parent}: {lines} lines and {len(single)} documents, {found} results"


def _is_of(source: str, name: str) -> bool:
    return source == name or source.startswith((f"{name}/", f"{name}:"))


def _lines(path: Path) -> int:
    return sum(bool(line.strip()) for line in path.read_bytes().split(b"\n"))


class _Run:
    """A run of the program.

    Attributes:
        notes: of each record, in order, whether it bears notes.
        counted: how many results and files left out the program counted.
    """

    def __init__(self, command: Sequence[str], patience: float) -> None:
        self.notes: list[bool] = []
        self.counted = (-1, -1)
        self.faults: list[str] = []
        self.slowest = (0.0, "")
        self._heard = time.monotonic()
        self._messages: list[str] = []
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        readers = [
            Thread(target=self._read, args=(process.stdout, self._record)),
            Thread(target=self._read, args=(process.stderr, self._message)),
        ]
        for reader in readers:
            reader.start()
        self._await(process, readers, patience)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        self.memory = usage.ru_maxrss / 1024
        self._judge(process.returncode, command)

    def _await(self, process: "subprocess.Popen[bytes]", readers: Sequence[Thread], patience: float) -> None:
        while any(reader.is_alive() for reader in readers):
            readers[0].join(0.2)
            readers[1].join(0.2)
            if time.monotonic() - self._heard > patience:
                self.faults.append(f"silent for {patience:g} s, and ended")
                process.kill()
                return

    def _read(self, stream: IO[bytes], take: Callable[[bytes], str]) -> None:
        with stream:
            for line in stream:
                now = time.monotonic()
                silence, self._heard = now - self._heard, now
                self.slowest = max(self.slowest, (silence, take(line)))

    def _record(self, line: bytes) -> str:
        record: dict[str, Any] = json.loads(line)
        self.notes.append(bool(record["notes"]))
        return str(record["document"]["source"])

    def _message(self, line: bytes) -> str:
        message = line.decode().rstrip("\n").removeprefix("musnad: ")
        self._messages.append(message)
        return message

    def _judge(self, code: int, command: Sequence[str]) -> None:
        said = "\n".join(self._messages)
        if code not in _MAY_END_WITH or "Traceback (most recent call last)" in said:
            self.faults.append(f"exit code {code} of {' '.join(command)}: {said[-2000:]}")
        for message in reversed(self._messages):
            if found := _COUNTS.match(message):
                self.counted = (int(found[1]), int(found[2] or 0))
                return
