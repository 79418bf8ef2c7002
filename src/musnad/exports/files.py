"""Where results are written: standard output, or a file that takes its name when all is written."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def output(path: str | None) -> Iterator[Callable[[str], None]]:
    """Where results are written, as UTF-8. A file takes its name when all is written; without anything there is none."""
    if path is None:
        yield _writer(sys.stdout.buffer)
        sys.stdout.buffer.flush()
    elif os.path.exists(path) and not os.path.isfile(path):
        with open(path, "wb") as stream:
            yield _writer(stream)
    else:
        with whole(path) as part, part.open("wb") as stream:
            yield _writer(stream)


@contextmanager
def whole(path: str) -> Iterator[Path]:
    """The name under which a file is written until it is whole; it then takes its own, if there is anything in it."""
    target = Path(path).resolve()
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        yield part
        if part.exists() and part.stat().st_size:
            part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _writer(stream: BinaryIO) -> Callable[[str], None]:
    def write(text: str) -> None:
        stream.write(text.encode("utf-8", "backslashreplace"))
        stream.flush()

    return write
