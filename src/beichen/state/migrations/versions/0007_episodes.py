"""Episodes: times in which a guardrail fired."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0005"

_Instant = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "episodes",
        sa.Column("metric", sa.Text(), nullable=False),
        sa.Column("watches", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("began_on", sa.Date(), nullable=False),
        sa.Column("grain", sa.Text(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("over_on", sa.Date()),
        sa.Column("trade", sa.Text()),
        sa.Column("first_seen_at", _Instant, nullable=False),
        sa.PrimaryKeyConstraint("metric", "watches", "rule", "began_on", name="pk_episodes"),
        sqlite_with_rowid=False,
    )
