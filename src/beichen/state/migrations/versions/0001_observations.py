"""Definitions, slices of observations, refreshes and findings."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_RowNumber = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_Number = sa.BLOB().with_variant(sa.Text(), "postgresql")  # SQLite converts nothing in a column declared BLOB
_Instant = sa.DateTime(timezone=True)


def upgrade() -> None:
    _create_definitions()
    _create_slices()
    _create_segments()
    _create_observations()
    _create_refreshes()
    _create_findings()


def _create_definitions() -> None:
    op.create_table(
        "definitions",
        sa.Column("metric", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("first_saved_at", _Instant, nullable=False),
        sa.Column("current_since_at", _Instant, nullable=False),
        sa.PrimaryKeyConstraint("metric", "hash", name="pk_definitions"),
    )


def _create_slices() -> None:
    op.create_table(
        "slices",
        sa.Column("id", _RowNumber, nullable=False),
        sa.Column("metric", sa.Text(), nullable=False),
        sa.Column("definition_hash", sa.Text(), nullable=False),
        sa.Column("grain", sa.Text(), nullable=False),
        sa.Column("dimensions", sa.Text(), nullable=False),
        sa.Column("data_version", sa.Text(), nullable=False),
        sa.Column("computed_at", _Instant, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_slices"),
        sa.ForeignKeyConstraint(
            ["metric", "definition_hash"], ["definitions.metric", "definitions.hash"], name="fk_slices_definitions"
        ),
        sa.UniqueConstraint(
            "metric",
            "definition_hash",
            "grain",
            "dimensions",
            name="uq_slices_metric_definition_hash_grain_dimensions",
        ),
    )


def _create_segments() -> None:
    op.create_table(
        "segments",
        sa.Column("slice_id", _RowNumber, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("segment", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("slice_id", "number", name="pk_segments"),
        sa.ForeignKeyConstraint(["slice_id"], ["slices.id"], name="fk_segments_slices"),
        sqlite_with_rowid=False,
    )


def _create_observations() -> None:
    op.create_table(
        "observations",
        sa.Column("slice_id", _RowNumber, nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("segment_number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("value", _Number),
        sa.Column("reason", sa.Text()),
        sa.Column("detail", sa.Text()),
        sa.Column("numerator", _Number),
        sa.Column("denominator", _Number),
        sa.Column("n", sa.BigInteger()),
        sa.Column("sum_squares", sa.Double()),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("slice_id", "period", "segment_number", name="pk_observations"),
        sa.CheckConstraint("(value IS NULL) <> (reason IS NULL)", name="value_or_reason"),
        sa.ForeignKeyConstraint(["slice_id"], ["slices.id"], name="fk_observations_slices"),
        sqlite_with_rowid=False,
    )


def _create_refreshes() -> None:
    op.create_table(
        "refreshes",
        sa.Column("id", _RowNumber, nullable=False),
        sa.Column("started_at", _Instant, nullable=False),
        sa.Column("finished_at", _Instant, nullable=False),
        sa.Column("computed", sa.Integer(), nullable=False),
        sa.Column("reused", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_refreshes"),
    )


def _create_findings() -> None:
    op.create_table(
        "findings",
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("severity", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("hint", sa.Text()),
        sa.Column("file", sa.Text()),
        sa.Column("line", sa.Integer()),
        sa.PrimaryKeyConstraint("scope", "position", name="pk_findings"),
    )
