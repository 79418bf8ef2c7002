"""A project's store, opened: the database, the journal beside it, and the pages' bytes."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, delete, insert, inspect, select

from musnad.errors import DamagedError, NewerStoreError, NoProjectError, OutdatedStoreError, UsageError
from musnad.store import files, links, migrations, search
from musnad.store.custody import Custody
from musnad.store.engine import connect, place, reading, scalar, unbegun, writing
from musnad.store.facts import entry, last_batch
from musnad.store.journal import Entry, Journal
from musnad.store.project import Project
from musnad.store.tables import PER_PAGE, Batch, Record, Words, table


@dataclass(slots=True)
class Writer:
    """A transaction that writes. The first fact that it brings makes it a batch: `number` gives it its number."""

    connection: Connection
    at: str
    _number: int | None = None

    @property
    def number(self) -> int:
        """The number of the batch that this transaction is."""
        if self._number is None:
            self._number = last_batch(self.connection) + 1
            self.connection.execute(insert(table(Batch)), {"number": self._number, "at": self.at})
        return self._number

    @property
    def entry(self) -> Entry | None:
        """The batch as a line of the journal; None where no fact was brought."""
        return None if self._number is None else entry(self.connection, self._number)


class Store:
    """The database of a project with its journal and the pages' bytes; nothing is held open between its calls."""

    def __init__(self, project: Project) -> None:
        """Take the parts of a project as they are; `open` also makes sure that they fit each other."""
        self.project = project
        self.engine: Engine = connect(project)
        self.custody = Custody(project.pages_folder)
        self.journal = Journal(project.journal_file)

    @classmethod
    def create(cls, project: Project) -> "Store":
        """Make what a project needs, the settings last; a database that is there already may hold nothing.

        Raises:
            StoreError: something cannot be written.
            UsageError: the database is in use by another project.
        """
        with files.writing(project.pages_folder):
            project.pages_folder.mkdir(parents=True, exist_ok=True)
        store = cls(project)
        store.make_tables()
        with reading(store.engine) as connection:
            if last_batch(connection):
                raise UsageError(f"{place(store.engine)}: is the database of another project")
        project.write()
        return store

    @classmethod
    def open(cls, project: Project) -> "Store":
        """The store of a project, where it is sound as far as can be seen at a glance.

        Raises:
            DamagedError: the database is missing or broken, or lacks what the journal has.
            NewerStoreError: the database was made by a newer version of the program.
            OutdatedStoreError: the database has to be brought up to date first.
            StoreError: the database cannot be used.
        """
        store = cls(project)
        store.must_exist()
        with reading(store.engine) as connection:
            store.must_be_known(connection)
            had, has = store.journal.last(), last_batch(connection)
        if had > has:
            raise DamagedError(
                f"{place(store.engine)}: has lost {had - has} of the {had} batches that its journal has; "
                "run `musnad doctor --repair`, which takes them up again"
            )
        return store

    def must_exist(self) -> None:
        """Raise a DamagedError where the database's file is missing, or a NoProjectError where there never was one."""
        file = self.project.file
        if self.project.is_served or (file.exists() and file.stat().st_size):
            return
        if self.journal.last():
            raise DamagedError(f"{file}: the database is gone; `musnad doctor --repair` makes it again")
        raise NoProjectError(f"{file}: there is no database; `musnad doctor --repair` makes one")

    def must_be_known(self, connection: Connection) -> None:
        """Raise where the tables are not those of this version of the program."""
        found = revision(connection)
        where = place(self.engine)
        if found is None:
            raise DamagedError(f"{where}: has no tables of Musnad; `musnad doctor --repair` makes them")
        if found not in migrations.REVISIONS:
            raise NewerStoreError(f"{where}: was made by a newer version of Musnad (tables {found}); use that one")
        if found != migrations.REVISIONS[-1]:
            raise OutdatedStoreError(
                f"{where}: was made by an older version; `musnad doctor --repair` brings it up to date"
            )

    def make_tables(self) -> None:
        """Make the tables, or bring them up to date, in one transaction.

        Raises:
            StoreError: the database cannot be used.
        """
        if not self.project.is_served:
            unbegun(self.engine, lambda cursor: cursor.execute("PRAGMA journal_mode = WAL"))
        with writing(self.engine) as connection:
            migrations.upgrade(connection)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that reads; raises StoreErrors."""
        with reading(self.engine) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """A transaction that writes; what it brings of facts stands in the journal when it ends.

        Raises:
            StoreError: the database or the journal cannot be written; the transaction is then undone, or, where the
                journal alone failed, stands and is taken down by the next one.
        """
        with writing(self.engine) as connection:
            written = self.journal.last()
            missing = [entry(connection, number) for number in range(written + 1, last_batch(connection) + 1)]
            writer = Writer(connection, now())
            yield writer
            new = writer.entry
        if missing or new:
            self.journal.append([*missing, *([new] if new else [])])

    def rewrite_journal(self, connection: Connection) -> None:
        """Write the journal anew from the database, without what has been taken out of it for good."""
        numbers = connection.execute(select(Batch.number).order_by(Batch.number)).scalars()
        self.journal.rewrite(entry(connection, number) for number in numbers)


def now() -> str:
    """The time, in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def revision(connection: Connection) -> str | None:
    """The step of the migrations that the tables stand at; None where there are no tables."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = scalar(connection, "SELECT version_num FROM alembic_version")
    return None if found is None else str(found)


def clear(connection: Connection, page: int) -> None:
    """Take away all that was derived from a page, its words in the search index included; its links are out of date then."""
    search.forget(connection, page)
    links.stale(connection, page)
    for model in (*PER_PAGE, Record, Words):
        source = table(model)
        connection.execute(delete(source).where(source.c.page == page))
