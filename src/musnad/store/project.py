"""A project: a folder that can be moved as it is, with its settings in `musnad.toml`.

musnad.toml       the settings; every path in it is relative to the folder
musnad.db         the database, unless the settings name a PostgreSQL
journal.jsonl     every fact that no page can give again
pages/ab/abcd…    the pages' bytes
"""

import json
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import UnionType
from typing import Any

from musnad.errors import NewerStoreError, NoProjectError, UsageError
from musnad.store.files import write_whole

SETTINGS, DATABASE = "musnad.toml", "musnad.db"
FORMAT = 1
_TEXT = """# A Musnad project. Paths are relative to this folder, which can be moved as it is.
format = {format}

# A file, or a PostgreSQL: "postgresql://user@host/name". A password is best kept in ~/.pgpass.
database = {database}
pages = "pages"
journal = "journal.jsonl"

# How many seconds to wait while another program holds the database.
wait = 30
"""
_SCHEMES = ("postgresql://", "postgresql+psycopg://")


@dataclass(frozen=True, slots=True)
class Project:
    """Where a project keeps what. `database` is a path, or the URL of a PostgreSQL; `wait` is in seconds."""

    folder: Path
    database: str = DATABASE
    pages: str = "pages"
    journal: str = "journal.jsonl"
    wait: float = 30.0

    @property
    def is_served(self) -> bool:
        """Whether the database is a PostgreSQL."""
        return self.database.startswith(_SCHEMES)

    @property
    def file(self) -> Path:
        """The database's file, where it is one."""
        return self.folder / self.database

    @property
    def pages_folder(self) -> Path:
        """Where the pages' bytes lie."""
        return self.folder / self.pages

    @property
    def journal_file(self) -> Path:
        """Where the journal lies."""
        return self.folder / self.journal

    @classmethod
    def find(cls, folder: str | Path | None = None) -> "Project":
        """The project of a folder; without one, that of the working directory or of the nearest folder above it.

        Raises:
            NoProjectError: there is none, or its settings cannot be read.
            NewerStoreError: it was made by a newer version of the program.
        """
        if folder is not None:
            return cls.read(Path(folder))
        here = Path.cwd()
        for place in (here, *here.parents):
            if (place / SETTINGS).is_file():
                return cls.read(place)
        raise NoProjectError(f"{here}: is in no project; make one with `musnad init DIR`, or name one with --project")

    @classmethod
    def read(cls, folder: Path) -> "Project":
        """The project of this very folder; raises as `find` does."""
        path = folder / SETTINGS
        try:
            settings = tomllib.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError as error:
            raise NoProjectError(
                f"{folder}: is no project, as it has no {SETTINGS}; `musnad init` makes one"
            ) from error
        except (OSError, ValueError) as error:
            raise NoProjectError(f"{path}: cannot be read: {error}") from error
        return cls(folder, **_checked(path, settings))

    def write(self) -> None:
        """Write the settings, whole or not at all."""
        text = _TEXT.format(format=FORMAT, database=json.dumps(self.database))
        write_whole(self.folder / SETTINGS, text.encode())


def _checked(path: Path, settings: Mapping[str, Any]) -> dict[str, Any]:
    """The settings as fields of a project."""
    made_by = settings.get("format")
    if isinstance(made_by, int) and made_by > FORMAT:
        raise NewerStoreError(f"{path}: format {made_by} is of a newer Musnad; this one knows {FORMAT}")
    kinds: dict[str, type | UnionType] = {
        "format": int,
        "database": str,
        "pages": str,
        "journal": str,
        "wait": int | float,
    }
    for name, value in settings.items():
        if name not in kinds or not isinstance(value, kinds[name]):
            raise NoProjectError(f"{path}: {name} = {value!r} is no setting; there are {', '.join(kinds)}")
    return {name: value for name, value in settings.items() if name != "format"}


def init(folder: str | Path, database: str | None = None) -> Project:
    """The project that is to be made in a folder; its settings are written last, by `Project.write`.

    Raises:
        UsageError: there is a project already, or the database is no path inside the folder and no URL of a PostgreSQL.
    """
    where = Path(folder)
    if (where / SETTINGS).exists():
        raise UsageError(f"{where}: is a project already")
    project = Project(where, database or DATABASE)
    if "://" in project.database and not project.is_served:
        raise UsageError(f"{project.database}: is no URL of a PostgreSQL: postgresql://user@host/name")
    if not project.is_served and os.path.isabs(project.database):
        raise UsageError(f"{project.database}: a database in a file lies in the project's folder")
    return project
