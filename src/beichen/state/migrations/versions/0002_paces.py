"""Paces: where the running periods are likely to close."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_Number = sa.BLOB().with_variant(sa.Text(), "postgresql")  # SQLite converts nothing in a column declared BLOB


def upgrade() -> None:
    op.create_table(
        "paces",
        sa.Column("metric", sa.Text(), nullable=False),
        sa.Column("definition_hash", sa.Text(), nullable=False),
        sa.Column("data_version", sa.Text(), nullable=False),
        sa.Column("computed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("grain", sa.Text()),
        sa.Column("period", sa.Date()),
        sa.Column("through", sa.Date()),
        sa.Column("so_far", _Number),
        sa.Column("projected", _Number),
        sa.Column("low", _Number),
        sa.Column("high", _Number),
        sa.Column("periods", sa.Integer()),
        sa.Column("reason", sa.Text()),
        sa.Column("detail", sa.Text()),
        sa.PrimaryKeyConstraint("metric", name="pk_paces"),
        sa.CheckConstraint("(projected IS NULL) <> (reason IS NULL)", name="projected_or_reason"),
    )
