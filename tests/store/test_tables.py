"""The tables on both databases."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from musnad.store import migrations
from musnad.store.store import Store, revision
from musnad.store.tables import Base


def test_the_migrations_make_the_tables(store: Store) -> None:
    with store.reading() as connection:
        assert revision(connection) == migrations.REVISIONS[-1]
        context = MigrationContext.configure(
            connection, opts={"include_name": lambda name, *_: "search" not in (name or "")}
        )
        assert compare_metadata(context, Base.metadata) == []


def test_every_migration_is_named() -> None:
    found = ScriptDirectory(next(iter(migrations.__path__))).walk_revisions()
    assert tuple(reversed([script.revision for script in found])) == migrations.REVISIONS
