"""Connections to the database, and what goes wrong with them, in the words of `musnad.errors`."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, func, make_url, select, text
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from musnad.errors import (
    DamagedError,
    FullError,
    LockedError,
    NoProjectError,
    ReadOnlyError,
    StoreError,
    UsageError,
)
from musnad.store.project import Project

_WRITES = "musnad_writes"
_LOCK = 0x6D75736E6164
"""The number of the advisory lock that those who write to a PostgreSQL take in turn."""
_LONGEST = 200
_MOVE_ON = "run `musnad doctor`"
_CODES: dict[int, tuple[type[StoreError], str]] = {
    sqlite3.SQLITE_BUSY: (LockedError, "another program has held the database for too long"),
    sqlite3.SQLITE_LOCKED: (LockedError, "another program has held the database for too long"),
    sqlite3.SQLITE_READONLY: (ReadOnlyError, "the database, or its folder, may not be written"),
    sqlite3.SQLITE_PERM: (ReadOnlyError, "the database may not be opened"),
    sqlite3.SQLITE_CANTOPEN: (ReadOnlyError, "the database, or a file beside it, can neither be opened nor made"),
    sqlite3.SQLITE_FULL: (FullError, "no space is left for the database; make room, and run the command again"),
    sqlite3.SQLITE_CORRUPT: (DamagedError, f"the database is damaged; {_MOVE_ON}"),
    sqlite3.SQLITE_NOTADB: (DamagedError, f"the file is no database, or its beginning is damaged; {_MOVE_ON}"),
    sqlite3.SQLITE_IOERR: (StoreError, "the database cannot be read or written; the disk may be full or failing"),
}
_STATES: dict[str, tuple[type[StoreError], str]] = {
    "55P03": (LockedError, "another program has held the database for too long"),
    "40P01": (LockedError, "another program has held the database for too long"),
    "25006": (ReadOnlyError, "the database may not be written"),
    "42501": (ReadOnlyError, "the database's user may not do this"),
    "53100": (FullError, "no space is left for the database; make room, and run the command again"),
    "XX001": (DamagedError, f"the database is damaged; {_MOVE_ON}"),
    "XX002": (DamagedError, f"an index of the database is damaged; {_MOVE_ON}"),
    "3D000": (NoProjectError, "there is no such database; make one with createdb"),
}


def connect(project: Project) -> Engine:
    """The engine of a project; it connects when it is first used.

    Raises:
        UsageError: the URL is none, or the driver of PostgreSQL is not installed.
    """
    if not project.is_served:
        return _sqlite(project)
    try:
        url = make_url(project.database).set(drivername="postgresql+psycopg")
        engine = create_engine(url, poolclass=NullPool)
    except (ArgumentError, ValueError) as error:
        raise UsageError(f"{project.database}: is no URL of a database") from error
    except ImportError as error:
        raise UsageError('PostgreSQL needs its driver: pip install "musnad[postgres]"') from error
    wait = int(project.wait * 1000)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if connection.get_execution_options().get(_WRITES):
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = {wait}")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
        else:
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")

    return engine


def _sqlite(project: Project) -> Engine:
    url = URL.create("sqlite+pysqlite", database=str(project.file))
    engine = create_engine(url, creator=lambda: _opened(project), poolclass=NullPool)

    @event.listens_for(engine, "connect")
    def _connected(connection: sqlite3.Connection, _: object) -> None:
        # Transactions are begun here and not by the driver, which would begin them too late.
        connection.isolation_level = None
        for pragma in ("foreign_keys = ON", "synchronous = FULL", "secure_delete = ON", "cache_size = -65536"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(_WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _opened(project: Project) -> sqlite3.Connection:
    """The driver's connection; in a folder that may not be written, where nothing waits in a log, one that only reads."""
    log = project.file.with_name(project.file.name + "-wal")
    effective = os.access in os.supports_effective_ids
    if os.access(project.folder, os.W_OK, effective_ids=effective) or (log.exists() and log.stat().st_size):
        return sqlite3.connect(project.file, timeout=project.wait)
    return sqlite3.connect(f"{project.file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that reads: what it sees does not change under it.

    Raises:
        StoreError: the database cannot be used.
    """
    with guarded(engine), engine.begin() as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes, one at a time; it is undone where anything is raised.

    Raises:
        StoreError: the database cannot be used.
    """
    with guarded(engine), engine.connect().execution_options(**{_WRITES: True}) as connection, connection.begin():
        yield connection


@contextmanager
def guarded(engine: Engine) -> Iterator[None]:
    """Give the errors of the database their meaning."""
    try:
        yield
    except DBAPIError as error:
        kind, reason = _meaning(error.orig)
        raise kind(f"{place(engine)}: {reason}") from error
    except sqlite3.Error as error:
        kind, reason = _meaning(error)
        raise kind(f"{place(engine)}: {reason}") from error
    except SQLAlchemyError as error:
        raise StoreError(f"{place(engine)}: {error}") from error


def place(engine: Engine) -> str:
    """Where the database is, without its password."""
    url = engine.url
    return str(url.database) if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)


def _meaning(error: Any) -> tuple[type[StoreError], str]:
    code, state = getattr(error, "sqlite_errorcode", None), getattr(error, "sqlstate", None)
    found = _CODES.get(code & 0xFF) if code is not None else _STATES.get(state or "")
    if found is not None:
        return found
    said = " ".join(str(error).split())
    if state is None and code is None and "does not exist" in said:
        return _STATES["3D000"]
    return StoreError, f"the database refuses: {said[:_LONGEST]}"


def is_sqlite(connection: Connection) -> bool:
    """Whether this is a connection to SQLite."""
    return connection.dialect.name == "sqlite"


def unbegun(engine: Engine, work: Callable[[Any], object]) -> None:
    """Do something with the driver's own connection, outside any transaction: what a VACUUM needs.

    Raises:
        StoreError: the database cannot be used.
    """
    with guarded(engine):
        raw = engine.raw_connection()
        try:
            if engine.dialect.name != "sqlite":
                raw.driver_connection.autocommit = True  # type: ignore[union-attr]
            work(raw.cursor())
        finally:
            raw.close()


def next_id(connection: Connection, model: Any) -> int:
    """The first number that no row has; rows with numbers are never taken away."""
    return int(connection.execute(select(func.coalesce(func.max(model.id), 0))).scalar_one()) + 1


def scalar(connection: Connection, statement: str) -> Any:
    """The first value that a statement gives."""
    return connection.execute(text(statement)).scalar()
