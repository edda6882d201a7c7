"""Explained: parts of explanations that cost questions to the warehouse."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "explained",
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("metric", sa.Text(), nullable=False),
        sa.Column("grain", sa.Text(), nullable=False),
        sa.Column("at", sa.Date(), nullable=False),
        sa.Column("versus", sa.Date(), nullable=False),
        sa.Column("rests_on", sa.Text(), nullable=False),
        sa.Column("computed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("part", "metric", "grain", "at", "versus", name="pk_explained"),
        sqlite_with_rowid=False,
    )
