"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables and the search index."""
    op.create_table(
        "batches",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_table(
        "containers",
        sa.Column("key", WORDS, nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "failures",
        sa.Column("place", WORDS, nullable=False),
        sa.Column("source", WORDS, nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("reason", WORDS, nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("first", WORDS, nullable=False),
        sa.Column("last", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("place"),
    )
    op.create_table(
        "runs",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("reader", WORDS, nullable=False),
        sa.Column("version", WORDS, nullable=False),
        sa.Column("tables", WORDS, nullable=False),
        sa.Column("since", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("reader", name=op.f("uq_runs_reader")),
    )
    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("batch", sa.Integer(), nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("of", WORDS, nullable=False),
        sa.Column("hash", WORDS, nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("who", WORDS, nullable=False),
        sa.Column("at", WORDS, nullable=False),
        sa.Column("why", WORDS, nullable=False),
        sa.Column("before", WORDS, nullable=True),
        sa.Column("after", WORDS, nullable=True),
        sa.Column("withdraws", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["batch"],
            ["batches.number"],
        ),
        sa.ForeignKeyConstraint(
            ["withdraws"],
            ["decisions.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_decisions_batch"), "decisions", ["batch"], unique=False)
    op.create_index("ix_decisions_hash", "decisions", ["hash"], unique=False)
    op.create_table(
        "pages",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("batch", sa.Integer(), nullable=False),
        sa.Column("hash", WORDS, nullable=False),
        sa.Column("key", WORDS, nullable=False),
        sa.Column("lineage", WORDS, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("state", WORDS, nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("way", WORDS, nullable=False),
        sa.Column("run", sa.Integer(), nullable=True),
        sa.Column("source", WORDS, nullable=True),
        sa.Column("url", WORDS, nullable=True),
        sa.Column("outlet", WORDS, nullable=True),
        sa.Column("host", WORDS, nullable=True),
        sa.Column("title", WORDS, nullable=True),
        sa.Column("byline", WORDS, nullable=True),
        sa.Column("language", WORDS, nullable=True),
        sa.Column("retrieved", WORDS, nullable=True),
        sa.Column("published", WORDS, nullable=True),
        sa.Column("published_basis", WORDS, nullable=True),
        sa.Column("first", WORDS, nullable=True),
        sa.Column("last", WORDS, nullable=True),
        sa.Column("characters", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["batch"],
            ["batches.number"],
        ),
        sa.ForeignKeyConstraint(
            ["run"],
            ["runs.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key", name=op.f("uq_pages_key")),
    )
    op.create_index(op.f("ix_pages_batch"), "pages", ["batch"], unique=False)
    op.create_index(op.f("ix_pages_first"), "pages", ["first"], unique=False)
    op.create_index(op.f("ix_pages_hash"), "pages", ["hash"], unique=False)
    op.create_index(op.f("ix_pages_lineage"), "pages", ["lineage"], unique=False)
    op.create_index(op.f("ix_pages_outlet"), "pages", ["outlet"], unique=False)
    op.create_table(
        "removals",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("batch", sa.Integer(), nullable=False),
        sa.Column("hash", WORDS, nullable=False),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("at", WORDS, nullable=False),
        sa.Column("who", WORDS, nullable=False),
        sa.Column("why", WORDS, nullable=False),
        sa.ForeignKeyConstraint(
            ["batch"],
            ["batches.number"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_removals_batch"), "removals", ["batch"], unique=False)
    op.create_index(op.f("ix_removals_hash"), "removals", ["hash"], unique=False)
    op.create_table(
        "arguments",
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("claim", WORDS, nullable=False),
        sa.Column("side", WORDS, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("entity", WORDS, nullable=True),
        sa.Column("implied", sa.Boolean(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["page"],
            ["pages.id"],
        ),
        sa.PrimaryKeyConstraint("page", "claim", "side", "number"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "captures",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("batch", sa.Integer(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("source", WORDS, nullable=False),
        sa.Column("seen", WORDS, nullable=False),
        sa.ForeignKeyConstraint(
            ["batch"],
            ["batches.number"],
        ),
        sa.ForeignKeyConstraint(
            ["page"],
            ["pages.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("page", "source", name=op.f("uq_captures_page_source")),
    )
    op.create_index(op.f("ix_captures_batch"), "captures", ["batch"], unique=False)
    op.create_table(
        "claims",
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("id", WORDS, nullable=False),
        sa.Column("type", WORDS, nullable=False),
        sa.Column("mode", WORDS, nullable=True),
        sa.Column("status", WORDS, nullable=False),
        sa.Column("polarity", WORDS, nullable=False),
        sa.Column("certainty", WORDS, nullable=False),
        sa.Column("phase", WORDS, nullable=False),
        sa.Column("historical", sa.Boolean(), nullable=False),
        sa.Column("reading", sa.Boolean(), nullable=False),
        sa.Column("date", WORDS, nullable=True),
        sa.Column("time", WORDS, nullable=True),
        sa.Column("place", WORDS, nullable=True),
        sa.Column("country", WORDS, nullable=True),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("statement", WORDS, nullable=True),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["page"],
            ["pages.id"],
        ),
        sa.PrimaryKeyConstraint("page", "id"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_claims_type_date", "claims", ["type", "date"], unique=False)
    op.create_table(
        "entities",
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("id", WORDS, nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("name", WORDS, nullable=False),
        sa.Column("key", WORDS, nullable=False),
        sa.Column("latin", WORDS, nullable=True),
        sa.Column("country", WORDS, nullable=True),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.Column("mentions", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["page"],
            ["pages.id"],
        ),
        sa.PrimaryKeyConstraint("page", "id"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_entities_key", "entities", ["key"], unique=False)
    op.create_table(
        "epithets",
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("entity", WORDS, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", WORDS, nullable=False),
        sa.ForeignKeyConstraint(
            ["page"],
            ["pages.id"],
        ),
        sa.PrimaryKeyConstraint("page", "number"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "links",
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("claim", WORDS, nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("entity", WORDS, nullable=True),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("stance", WORDS, nullable=False),
        sa.Column("name", WORDS, nullable=True),
        sa.Column("said", WORDS, nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("cue_start", sa.Integer(), nullable=True),
        sa.Column("cue_end", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["page"],
            ["pages.id"],
        ),
        sa.PrimaryKeyConstraint("page", "claim", "step"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "mentions",
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("id", WORDS, nullable=False),
        sa.Column("entity", WORDS, nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["page"],
            ["pages.id"],
        ),
        sa.PrimaryKeyConstraint("page", "id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "names",
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("entity", WORDS, nullable=False),
        sa.Column("form", WORDS, nullable=False),
        sa.Column("key", WORDS, nullable=False),
        sa.ForeignKeyConstraint(
            ["page"],
            ["pages.id"],
        ),
        sa.PrimaryKeyConstraint("page", "entity", "form"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_names_key", "names", ["key"], unique=False)
    op.create_table(
        "notes",
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("stage", WORDS, nullable=False),
        sa.Column("message", WORDS, nullable=False),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["page"],
            ["pages.id"],
        ),
        sa.PrimaryKeyConstraint("page", "number"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "quantities",
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("claim", WORDS, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("unit", WORDS, nullable=False),
        sa.Column("of", WORDS, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["page"],
            ["pages.id"],
        ),
        sa.PrimaryKeyConstraint("page", "claim", "number"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "records",
        sa.Column("page", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["page"],
            ["pages.id"],
        ),
        sa.PrimaryKeyConstraint("page"),
    )
    op.create_table(
        "relations",
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("entity", WORDS, nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("other", WORDS, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["page"],
            ["pages.id"],
        ),
        sa.PrimaryKeyConstraint("page", "number"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "roles",
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("entity", WORDS, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("title", WORDS, nullable=False),
        sa.Column("body", WORDS, nullable=True),
        sa.Column("country", WORDS, nullable=True),
        sa.Column("since", WORDS, nullable=True),
        sa.Column("until", WORDS, nullable=True),
        sa.ForeignKeyConstraint(
            ["page"],
            ["pages.id"],
        ),
        sa.PrimaryKeyConstraint("page", "number"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "statements",
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("id", WORDS, nullable=False),
        sa.Column("direct", sa.Boolean(), nullable=False),
        sa.Column("speaker", WORDS, nullable=True),
        sa.Column("parent", WORDS, nullable=True),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("cue_start", sa.Integer(), nullable=True),
        sa.Column("cue_end", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["page"],
            ["pages.id"],
        ),
        sa.PrimaryKeyConstraint("page", "id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "times",
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("id", WORDS, nullable=False),
        sa.Column("type", WORDS, nullable=False),
        sa.Column("value", WORDS, nullable=True),
        sa.Column("end_value", WORDS, nullable=True),
        sa.Column("conflict", WORDS, nullable=True),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["page"],
            ["pages.id"],
        ),
        sa.PrimaryKeyConstraint("page", "id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "words",
        sa.Column("page", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["page"],
            ["pages.id"],
        ),
        sa.PrimaryKeyConstraint("page"),
    )

    if op.get_bind().dialect.name == "sqlite":
        op.execute("CREATE VIRTUAL TABLE search USING fts5(exact, base, lemma, content='', tokenize='ascii')")
    else:
        op.execute("CREATE TABLE search (id bigint PRIMARY KEY, exact tsvector, base tsvector, lemma tsvector)")
        for form in ("exact", "base", "lemma"):
            op.execute(f"CREATE INDEX ix_search_{form} ON search USING gin ({form})")


def downgrade() -> None:
    """Take everything away."""
    op.execute("DROP TABLE search")
    op.drop_table("words")
    op.drop_table("times")
    op.drop_table("statements")
    op.drop_table("roles")
    op.drop_table("relations")
    op.drop_table("records")
    op.drop_table("quantities")
    op.drop_table("notes")
    op.drop_index("ix_names_key", table_name="names")
    op.drop_table("names")
    op.drop_table("mentions")
    op.drop_table("links")
    op.drop_table("epithets")
    op.drop_index("ix_entities_key", table_name="entities")
    op.drop_table("entities")
    op.drop_index("ix_claims_type_date", table_name="claims")
    op.drop_table("claims")
    op.drop_index(op.f("ix_captures_batch"), table_name="captures")
    op.drop_table("captures")
    op.drop_table("arguments")
    op.drop_index(op.f("ix_removals_hash"), table_name="removals")
    op.drop_index(op.f("ix_removals_batch"), table_name="removals")
    op.drop_table("removals")
    op.drop_index(op.f("ix_pages_outlet"), table_name="pages")
    op.drop_index(op.f("ix_pages_lineage"), table_name="pages")
    op.drop_index(op.f("ix_pages_hash"), table_name="pages")
    op.drop_index(op.f("ix_pages_first"), table_name="pages")
    op.drop_index(op.f("ix_pages_batch"), table_name="pages")
    op.drop_table("pages")
    op.drop_index("ix_decisions_hash", table_name="decisions")
    op.drop_index(op.f("ix_decisions_batch"), table_name="decisions")
    op.drop_table("decisions")
    op.drop_table("runs")
    op.drop_table("failures")
    op.drop_table("containers")
    op.drop_table("batches")
