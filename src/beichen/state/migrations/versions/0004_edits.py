"""Edits: what was written into the project's files, so that it can be undone."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_RowNumber = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_Instant = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "edits",
        sa.Column("id", _RowNumber, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("at", _Instant, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("author", sa.Text()),
        sa.Column("undone_at", _Instant),
        sa.PrimaryKeyConstraint("id", name="pk_edits"),
        sa.UniqueConstraint("key", name="uq_edits_key"),
    )
    op.create_table(
        "edited_files",
        sa.Column("edit_id", _RowNumber, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("before_tag", sa.Text()),
        sa.Column("after_tag", sa.Text()),
        sa.Column("before", sa.Text()),
        sa.Column("after", sa.Text()),
        sa.PrimaryKeyConstraint("edit_id", "position", name="pk_edited_files"),
        sa.ForeignKeyConstraint(["edit_id"], ["edits.id"], name="fk_edited_files_edits"),
        sqlite_with_rowid=False,
    )
