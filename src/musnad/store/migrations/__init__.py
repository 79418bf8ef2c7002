"""The steps by which the tables came to be; Alembic runs them, `REVISIONS` names them in order."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

REVISIONS = ("0001", "0002", "0003", "0004")
"""All steps that this version of the program knows, so that a look at a database need not wait for Alembic."""


def upgrade(connection: "Connection", to: str = "head") -> None:
    """Bring the tables up to date, in the connection's transaction; nothing is done where they are."""
    from alembic import command  # noqa: PLC0415 - takes long to load, and is needed once in a project's life
    from alembic.config import Config  # noqa: PLC0415 - the same

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)
