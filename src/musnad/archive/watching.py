"""Folders that are looked at again and again: which files are new or have changed."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

from musnad.pages.inputs import STDIN
from musnad.pages.kinds import ENDINGS

SECONDS = 0.5
"""How long to wait between two looks."""
_Look = dict[str, tuple[int, int, int]]


class Watch:
    """Looks at paths; a file is taken when it is the same at two looks, so that nobody is still writing it."""

    def __init__(self, paths: list[str]) -> None:
        self.paths = paths

    def rounds(self) -> Iterator[list[str]]:
        """The files that are new or have changed, in order, look after look and without end."""
        taken: _Look = {}
        once = [path for path in self.paths if path == STDIN or not os.path.exists(path)]
        if once:
            yield once
        before = self._look()
        while True:
            time.sleep(SECONDS)
            now = self._look()
            changed = [path for path, state in now.items() if before.get(path) == state != taken.get(path)]
            taken |= {path: now[path] for path in changed}
            before = now
            if changed:
                yield changed

    def _look(self) -> _Look:
        found: _Look = {}
        for path in self.paths:
            if os.path.isdir(path):
                for root, folders, files in os.walk(path):
                    folders.sort()
                    for name in sorted(files):
                        if Path(name).suffix.lower() in ENDINGS:
                            _note(found, os.path.join(root, name))
            elif path != STDIN:
                _note(found, path)
        return found


def _note(found: _Look, path: str) -> None:
    """Write down size, time of change and number of a file; nothing of one that is gone."""
    try:
        status = os.stat(path)
    except OSError:
        return
    found[path] = status.st_size, status.st_mtime_ns, status.st_ino
