"""The links between pages."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables of linking."""
    op.create_table(
        "conflicts",
        sa.Column("event", WORDS, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("about", WORDS, nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("sides", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("event", "number"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "event_roots",
        sa.Column("event", WORDS, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", WORDS, nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("party", sa.Boolean(), nullable=False),
        sa.Column("pages", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("event", "number"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "events",
        sa.Column("id", WORDS, nullable=False),
        sa.Column("type", WORDS, nullable=False),
        sa.Column("unreal", sa.Boolean(), nullable=False),
        sa.Column("first", WORDS, nullable=True),
        sa.Column("last", WORDS, nullable=True),
        sa.Column("place", WORDS, nullable=True),
        sa.Column("country", WORDS, nullable=True),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("roots", sa.Integer(), nullable=False),
        sa.Column("parties", sa.Integer(), nullable=False),
        sa.Column("disagree", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_events_type_first", "events", ["type", "first"], unique=False)
    op.create_table(
        "people",
        sa.Column("id", WORDS, nullable=False),
        sa.Column("name", WORDS, nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("reasons", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "threads",
        sa.Column("source", WORDS, nullable=False),
        sa.Column("target", WORDS, nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("reasons", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("source", "target", "kind"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_threads_target", "threads", ["target"], unique=False)
    op.create_table(
        "copies",
        sa.Column("page", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("source", sa.Integer(), nullable=True),
        sa.Column("credits", WORDS, nullable=False),
        sa.Column("passages", WORDS, nullable=False),
        sa.ForeignKeyConstraint(
            ["page"],
            ["pages.id"],
        ),
        sa.ForeignKeyConstraint(
            ["source"],
            ["pages.id"],
        ),
        sa.PrimaryKeyConstraint("page"),
    )
    op.create_index("ix_copies_source", "copies", ["source"], unique=False)
    op.create_table(
        "event_bare",
        sa.Column("event", WORDS, nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["page"],
            ["pages.id"],
        ),
        sa.PrimaryKeyConstraint("event", "page"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "event_claims",
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("claim", WORDS, nullable=False),
        sa.Column("event", WORDS, nullable=False),
        sa.ForeignKeyConstraint(
            ["page"],
            ["pages.id"],
        ),
        sa.PrimaryKeyConstraint("page", "claim"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_event_claims_event", "event_claims", ["event"], unique=False)
    op.create_table(
        "linked_pages",
        sa.Column("page", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", WORDS, nullable=False),
        sa.Column("fresh", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["page"],
            ["pages.id"],
        ),
        sa.PrimaryKeyConstraint("page"),
        sa.UniqueConstraint("name", name=op.f("uq_linked_pages_name")),
    )
    op.create_table(
        "person_entities",
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("entity", WORDS, nullable=False),
        sa.Column("person", WORDS, nullable=False),
        sa.ForeignKeyConstraint(
            ["page"],
            ["pages.id"],
        ),
        sa.PrimaryKeyConstraint("page", "entity"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_person_entities_person", "person_entities", ["person"], unique=False)


def downgrade() -> None:
    """Take them away."""
    op.drop_index("ix_person_entities_person", table_name="person_entities")
    op.drop_table("person_entities")
    op.drop_table("linked_pages")
    op.drop_index("ix_event_claims_event", table_name="event_claims")
    op.drop_table("event_claims")
    op.drop_table("event_bare")
    op.drop_index("ix_copies_source", table_name="copies")
    op.drop_table("copies")
    op.drop_index("ix_threads_target", table_name="threads")
    op.drop_table("threads")
    op.drop_table("people")
    op.drop_index("ix_events_type_first", table_name="events")
    op.drop_table("events")
    op.drop_table("event_roots")
    op.drop_table("conflicts")
