"""What linking keeps between two pages; all links are made again with it."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_LINKED = (
    *("linked_pages", "events", "event_claims", "event_roots", "event_bare", "conflicts", "threads", "copies"),
    *("people", "person_entities"),
)


def upgrade() -> None:
    """Make the table of the state, and take the links away, which lack it."""
    for name in _LINKED:
        op.execute(f"DELETE FROM {name}")
    op.create_table(
        "link_state",
        sa.Column("shelf", WORDS, nullable=False),
        sa.Column("key", WORDS, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("shelf", "key"),
    )
    with op.batch_alter_table("people") as people:
        people.add_column(sa.Column("block", WORDS, nullable=False))
        people.create_index("ix_people_block", ["block"], unique=False)
    op.drop_table("threads")
    op.create_table(
        "threads",
        sa.Column("source", WORDS, nullable=False),
        sa.Column("target", WORDS, nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("shown", WORDS, nullable=False),
        sa.Column("reasons", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("source", "target", "kind", "shown"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_threads_shown", "threads", ["shown"], unique=False)
    op.create_index("ix_threads_target", "threads", ["target"], unique=False)
    op.drop_table("person_entities")
    op.create_table(
        "person_entities",
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("entity", WORDS, nullable=False),
        sa.Column("person", WORDS, nullable=False),
        sa.Column("form", WORDS, nullable=False),
        sa.ForeignKeyConstraint(["page"], ["pages.id"]),
        sa.PrimaryKeyConstraint("page", "entity"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_person_entities_form", "person_entities", ["form"], unique=False)
    op.create_index("ix_person_entities_person", "person_entities", ["person"], unique=False)


def downgrade() -> None:
    """Take it away."""
    op.drop_table("link_state")
    op.drop_table("threads")
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
    op.drop_index("ix_person_entities_form", table_name="person_entities")
    with op.batch_alter_table("person_entities") as entities:
        entities.drop_column("form")
    with op.batch_alter_table("people") as people:
        people.drop_index("ix_people_block")
        people.drop_column("block")
