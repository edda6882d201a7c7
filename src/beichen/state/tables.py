"""The tables of the state store, as of the newest migration."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

from beichen.state.columns import BothLanguages, ExactNumber, UtcDateTime

VERSION_TABLE = "beichen_version"  # not Alembic's own name: a PostgreSQL database may be shared with others

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

# Only "INTEGER PRIMARY KEY" numbers rows by itself in SQLite.
_RowNumber = BigInteger().with_variant(Integer(), "sqlite")

definitions = Table(
    "definitions",
    metadata,
    Column("metric", Text, primary_key=True),
    Column("hash", Text, primary_key=True),
    Column("text", Text, nullable=False),
    Column("first_saved_at", UtcDateTime, nullable=False),
    Column("current_since_at", UtcDateTime, nullable=False),
)

slices = Table(
    "slices",
    metadata,
    Column("id", _RowNumber, primary_key=True),
    Column("metric", Text, nullable=False),
    Column("definition_hash", Text, nullable=False),
    Column("grain", Text, nullable=False),
    Column("dimensions", Text, nullable=False),  # JSON array of names
    Column("data_version", Text, nullable=False),
    Column("computed_at", UtcDateTime, nullable=False),
    ForeignKeyConstraint(["metric", "definition_hash"], ["definitions.metric", "definitions.hash"]),
    UniqueConstraint("metric", "definition_hash", "grain", "dimensions"),
)

# A segment's text is kept once a slice, not once an observation; nor is it part of
# any key: PostgreSQL cannot index a text of more than 2,700 bytes, and URLs are dimensions too.
segments = Table(
    "segments",
    metadata,
    Column("slice_id", _RowNumber, ForeignKey("slices.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("segment", Text, nullable=False),  # JSON: [[dimension, value or null], …]
    sqlite_with_rowid=False,
)

observations = Table(
    "observations",
    metadata,
    Column("slice_id", _RowNumber, ForeignKey("slices.id"), primary_key=True),
    Column("period", Date, primary_key=True),
    Column("segment_number", Integer, primary_key=True, autoincrement=False),
    Column("value", ExactNumber),
    Column("reason", Text),
    Column("detail", Text),
    Column("numerator", ExactNumber),
    Column("denominator", ExactNumber),
    Column("n", BigInteger),
    Column("sum_squares", Double),
    Column("complete", Boolean, nullable=False),
    CheckConstraint("(value IS NULL) <> (reason IS NULL)", name="value_or_reason"),
    sqlite_with_rowid=False,
)

refreshes = Table(
    "refreshes",
    metadata,
    Column("id", _RowNumber, primary_key=True),
    Column("started_at", UtcDateTime, nullable=False),
    Column("finished_at", UtcDateTime, nullable=False),
    Column("computed", Integer, nullable=False),
    Column("reused", Integer, nullable=False),
)

findings = Table(
    "findings",
    metadata,
    Column("scope", Text, primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("code", Text, nullable=False),
    Column("severity", Text, nullable=False),
    Column("message", BothLanguages, nullable=False),
    Column("hint", BothLanguages),
    Column("file", Text),
    Column("line", Integer),
)

paces = Table(
    "paces",
    metadata,
    Column("metric", Text, primary_key=True),
    Column("definition_hash", Text, nullable=False),
    Column("data_version", Text, nullable=False),
    Column("computed_at", UtcDateTime, nullable=False),
    Column("grain", Text),
    Column("period", Date),
    Column("through", Date),
    Column("so_far", ExactNumber),
    Column("projected", ExactNumber),
    Column("low", ExactNumber),
    Column("high", ExactNumber),
    Column("periods", Integer),
    Column("reason", Text),
    Column("detail", Text),
    CheckConstraint("(projected IS NULL) <> (reason IS NULL)", name="projected_or_reason"),
)

# Called otherwise than its table: `annotations` is what every module here takes from `__future__`.
notes = Table(
    "annotations",
    metadata,
    Column("id", _RowNumber, primary_key=True),
    Column("metric", Text),  # none: it stands on every trend
    Column("begins_on", Date, nullable=False),
    Column("ends_on", Date, nullable=False),
    Column("text", Text, nullable=False),
    Column("author", Text),
    Column("revision", Integer, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
    Column("deleted", Boolean, nullable=False),
)

definition_changes = Table(
    "definition_changes",
    metadata,
    Column("metric", Text, primary_key=True),
    Column("at", UtcDateTime, primary_key=True),
    Column("hash", Text, nullable=False),
    ForeignKeyConstraint(["metric", "hash"], ["definitions.metric", "definitions.hash"]),
)

edits = Table(
    "edits",
    metadata,
    Column("id", _RowNumber, primary_key=True),
    Column("key", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("title", BothLanguages, nullable=False),
    Column("author", Text),
    Column("undone_at", UtcDateTime),
    UniqueConstraint("key"),
)

edited_files = Table(
    "edited_files",
    metadata,
    Column("edit_id", _RowNumber, ForeignKey("edits.id"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("file", Text, nullable=False),
    Column("before_tag", Text),
    Column("after_tag", Text),
    Column("before", Text),
    Column("after", Text),
    sqlite_with_rowid=False,
)

explained = Table(
    "explained",
    metadata,
    Column("part", Text, primary_key=True),
    Column("metric", Text, primary_key=True),
    Column("grain", Text, primary_key=True),
    Column("at", Date, primary_key=True),
    Column("versus", Date, primary_key=True),
    Column("rests_on", Text, nullable=False),
    Column("computed_at", UtcDateTime, nullable=False),
    Column("document", Text, nullable=False),  # JSON
    sqlite_with_rowid=False,
)

episodes = Table(
    "episodes",
    metadata,
    Column("metric", Text, primary_key=True),
    Column("watches", Text, primary_key=True),
    Column("rule", Text, primary_key=True),
    Column("began_on", Date, primary_key=True),
    Column("grain", Text, nullable=False),
    Column("last_on", Date, nullable=False),
    Column("over_on", Date),
    Column("trade", Text),  # JSON
    Column("first_seen_at", UtcDateTime, nullable=False),
    sqlite_with_rowid=False,
)

looks = Table(
    "looks",
    metadata,
    Column("metric", Text, primary_key=True),
    Column("day", Date, primary_key=True),
    Column("count", Integer, nullable=False),
    sqlite_with_rowid=False,
)

events = Table(
    "events",
    metadata,
    Column("id", _RowNumber, primary_key=True),
    Column("source", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("key", Text),  # none: a posted one that has none
    Column("kind", Text, nullable=False),
    Column("text", BothLanguages, nullable=False),
    Column("begins_on", Date, nullable=False),
    Column("ends_on", Date, nullable=False),
    Column("metrics", Text, nullable=False),  # JSON array of names
    Column("segment", Text, nullable=False),  # JSON: [[dimension, [value or null, …]], …]
    Column("link", Text),
    Column("owner", Text),
    Column("created_at", UtcDateTime, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
    UniqueConstraint("source", "origin", "key"),
)
