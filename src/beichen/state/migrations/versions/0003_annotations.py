"""Annotations on trends, and when each definition of a metric came into force."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_RowNumber = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "annotations",
        sa.Column("id", _RowNumber, nullable=False),
        sa.Column("metric", sa.Text()),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("author", sa.Text()),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_annotations"),
    )
    op.create_table(
        "definition_changes",
        sa.Column("metric", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["metric", "hash"],
            ["definitions.metric", "definitions.hash"],
            name="fk_definition_changes_definitions",
        ),
        sa.PrimaryKeyConstraint("metric", "at", name="pk_definition_changes"),
    )
    # What was kept until now: when a definition was first saved, and when it was last made the current one.
    for column in ("first_saved_at", "current_since_at"):
        op.execute(
            f"INSERT INTO definition_changes (metric, at, hash) SELECT metric, {column}, hash FROM definitions "
            "WHERE true ON CONFLICT DO NOTHING"
        )
