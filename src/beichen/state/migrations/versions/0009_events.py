"""Events that no file of the project holds."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

_RowNumber = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_Instant = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "events",
        sa.Column("id", _RowNumber, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("key", sa.Text()),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("metrics", sa.Text(), nullable=False),
        sa.Column("segment", sa.Text(), nullable=False),
        sa.Column("link", sa.Text()),
        sa.Column("owner", sa.Text()),
        sa.Column("created_at", _Instant, nullable=False),
        sa.Column("changed_at", _Instant, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_events"),
        sa.UniqueConstraint("source", "origin", "key", name="uq_events_source_origin_key"),
    )
