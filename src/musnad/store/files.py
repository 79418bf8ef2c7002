"""Writing that survives a loss of power: a file is there whole, or is not there."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from errno import EACCES, EDQUOT, EFBIG, ENOSPC, EPERM, EROFS
from pathlib import Path

from musnad.errors import FullError, ReadOnlyError, StoreError

_FULL, _READ_ONLY = frozenset({ENOSPC, EDQUOT, EFBIG}), frozenset({EACCES, EPERM, EROFS})


def write_whole(path: Path, content: bytes, mode: int = 0o644) -> None:
    """Write a file under another name, and give it its own when it lies on the disk.

    Raises:
        FullError: there is no space for it.
        ReadOnlyError: it may not be written.
        StoreError: it cannot be written.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    with writing(path):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with part.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            part.chmod(mode)
            part.replace(path)
            sync_folder(path.parent)
        except OSError:
            part.unlink(missing_ok=True)
            raise


def sync_folder(folder: Path) -> None:
    """Put a folder's names on the disk, where the system lets that be done."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Give the errors of a write their meaning; raises as `write_whole` does."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        if error.errno in _FULL:
            raise FullError(f"{path}: {reason}; make room, and run the command again") from error
        if error.errno in _READ_ONLY:
            raise ReadOnlyError(f"{path}: may not be written: {reason}") from error
        raise StoreError(f"{path}: cannot be written: {reason}") from error
