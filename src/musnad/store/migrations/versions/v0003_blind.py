"""Decisions that are made blind."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the column; all decisions so far are in force."""
    op.add_column("decisions", sa.Column("blind", sa.Boolean(), nullable=False, server_default=sa.false()))
