"""A project as the routes need it: a snapshot a request, what was worked out before, and links that follow decisions."""

import logging
import os
import sqlite3
import threading
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from secrets import token_hex
from typing import Any, TypeVar

from sqlalchemy import Connection

from musnad.archive.choosing import Wanted, chosen
from musnad.archive.events import Events
from musnad.archive.linking import link
from musnad.archive.papers import Paper, Papers
from musnad.errors import MusnadError
from musnad.lexicon import Lexicon
from musnad.store.engine import scalar
from musnad.store.store import Store

Value = TypeVar("Value")
_MOST_PAPERS, _MOST_WORKED = 3000, 64
_LOG = logging.getLogger(__name__)


@dataclass(slots=True)
class _Known:
    """What was fetched and worked out of one state of the store."""

    state: str
    papers: dict[int, Paper] = field(default_factory=dict)
    worked: dict[Hashable, Any] = field(default_factory=dict)


class View:
    """The project as one request sees it: it does not change meanwhile. `seen` is the number of the last decision."""

    def __init__(self, connection: Connection, known: _Known, lexicon: Lexicon, seen: int) -> None:
        self.connection, self.lexicon, self.seen = connection, lexicon, seen
        self._known = known
        if len(known.papers) > _MOST_PAPERS:
            known.papers = {}
        self.papers = Papers(connection, known=known.papers)
        self.events = Events(connection, self.papers)

    def worked(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """What is worked out once for every state of the store."""
        known = self._known.worked
        if key not in known:
            if len(known) > _MOST_WORKED:
                known.clear()
            known[key] = make()
        found: Value = known[key]
        return found

    def chosen(self, wanted: Wanted) -> list[str]:
        """The ids of the events that fit, the latest first."""
        return self.worked(wanted, lambda: chosen(self.connection, wanted))


class Desk:
    """A project that is served. Links are brought up to date in a thread of its own, some time after decisions were made."""

    def __init__(
        self, store: Store, lexicon: Lexicon, *, read_only: bool = False, links: bool = True, wait: float = 1.0
    ) -> None:
        """Take a store that is sound.

        Args:
            store: the project's.
            lexicon: the tables by which is searched and linked.
            read_only: nothing may be decided.
            links: whether links follow decisions.
            wait: how many seconds links wait for further decisions.
        """
        self.store, self.lexicon, self.read_only = store, lexicon, read_only
        self._states = _States(store)
        self._known = _Known("")
        self._lock = threading.Lock()
        self._follow = links
        self._links = _Links(store, lexicon, wait)

    @property
    def state(self) -> str:
        """What is another one after anything was written, by whatever program, or has begun to be linked."""
        return f"{self._states.now()}{'l' if self.linking else ''}"

    @property
    def linking(self) -> bool:
        """Whether links are being made, or are about to be."""
        return self._links.busy

    @contextmanager
    def view(self) -> Iterator[View]:
        """The project at one moment.

        Raises:
            StoreError: the store cannot be used.
        """
        state = self._states.now()
        with self.store.reading() as connection:
            seen = scalar(connection, "SELECT max(id) FROM decisions") or 0
            known = self._of(state) if state == self._states.now() else _Known(state)
            yield View(connection, known, self.lexicon, int(seen))

    def _of(self, state: str) -> _Known:
        with self._lock:
            if self._known.state != state:
                self._known = _Known(state)
            return self._known

    def changed(self) -> None:
        """Something was decided: the links are to follow."""
        if self._follow:
            self._links.wake()

    def settle(self, seconds: float) -> bool:
        """Wait until the links follow what was decided, so many seconds at the most; tells whether they do."""
        return self._links.settle(seconds)

    def close(self) -> None:
        """Wait until the links are made, and end their thread."""
        self._links.close()
        self._states.close()


class _States:
    """Names the states of a store, in this process only."""

    def __init__(self, store: Store) -> None:
        self._store, self._own = store, token_hex(4)
        self._lock = threading.Lock()
        self._watching: sqlite3.Connection | None = None
        if not store.project.is_served and os.access(store.project.folder, os.W_OK):
            self._watching = sqlite3.connect(store.project.file, check_same_thread=False)

    def now(self) -> str:
        """The state: SQLite counts what other connections commit, PostgreSQL its transactions."""
        if self._store.project.is_served:
            with self._store.reading() as connection:
                return f"{self._own}{scalar(connection, 'SELECT pg_snapshot_xmax(pg_current_snapshot())')}"
        with self._lock:
            number = self._watching.execute("PRAGMA data_version").fetchone()[0] if self._watching else 0
        return f"{self._own}{number}"

    def close(self) -> None:
        """Let go of the database."""
        if self._watching:
            self._watching.close()


class _Links:
    """The thread that makes links; what is decided while it works makes it work again."""

    def __init__(self, store: Store, lexicon: Lexicon, wait: float) -> None:
        self._store, self._lexicon, self._wait = store, lexicon, wait
        self._condition = threading.Condition()
        self._wanted = self._ended = self.busy = False
        self._thread: threading.Thread | None = None

    def wake(self) -> None:
        with self._condition:
            self._wanted = self.busy = True
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="links", daemon=True)
                self._thread.start()
            self._condition.notify_all()

    def settle(self, seconds: float) -> bool:
        with self._condition:
            return self._condition.wait_for(lambda: not self.busy, seconds)

    def close(self) -> None:
        with self._condition:
            self._ended = True
            self._condition.notify_all()
        if self._thread:
            self._thread.join()

    def _work(self) -> None:
        while self._next():
            try:
                link(self._store, self._lexicon)
            except MusnadError as error:
                _LOG.error("links: %s", error)
            with self._condition:
                self.busy = self._wanted
                self._condition.notify_all()

    def _next(self) -> bool:
        """Wait until there is something to do, and then until nobody has decided for a while."""
        with self._condition:
            while not self._wanted and not self._ended:
                self._condition.wait()
            if not self._wanted:
                return False
            while self._wanted and not self._ended:
                self._wanted = False
                self._condition.wait(self._wait)
            self._wanted = False
            return True
