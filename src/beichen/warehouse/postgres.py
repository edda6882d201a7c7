"""PostgreSQL as the warehouse: the user's own tables, and those that sources are copied into.

Names are kept in lower case: projects are written in DuckDB's dialect, which ignores case.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, Any

import sqlglot
from sqlglot import exp

from beichen.domain.model import Source
from beichen.errors import LimitError, MissingExtra, SourceError, StatementError, WarehouseError
from beichen.sources import files
from beichen.sources.export import NULL, Export, exported
from beichen.warehouse.port import NO_LIMITS, Column, Limits, LoadReport

if TYPE_CHECKING:
    import psycopg

_LOADS = """
create schema if not exists beichen;
create table if not exists beichen.loads (
  source text primary key, settings text, fingerprint text, files text, row_count bigint, loaded_at timestamptz
)"""

CHUNK = 1 << 20


class PostgresWarehouse:
    """A PostgreSQL database, on one connection.

    Args:
        url: `postgres://…`, as libpq reads it.
        timezone: the project's; zoned timestamps are read in it.

    Raises:
        MissingExtra: the driver is not installed.
        WarehouseError: the server cannot be reached, or refuses us.
    """

    dialect = "postgres"

    def __init__(self, url: str, *, timezone: str) -> None:
        self._lock = threading.RLock()
        self._timezone = timezone
        self._connection = _connect(url)
        with _translated():
            self._connection.execute("select set_config('TimeZone', %s, false)", [timezone])
            if not self._can_read("beichen.loads"):
                self._connection.execute(_LOADS)

    def fetch(self, sql: str, limits: Limits = NO_LIMITS) -> list[tuple[Any, ...]]:
        calloff = nullcontext() if limits.calloff is None else limits.calloff.heeded(self._connection.cancel)
        with self._lock, calloff, _translated(), self._connection.transaction():
            self._connection.execute("set transaction read only")
            if limits.seconds is not None:
                self._connection.execute("select set_config('statement_timeout', %s, true)", [f"{limits.seconds}s"])
            if limits.rows is None:
                return self._connection.execute(_text(sql)).fetchall()
            rows = self._connection.execute(
                _text(f"select * from ({sql}) as answer limit {limits.rows + 1}")
            ).fetchall()
        if len(rows) > limits.rows:
            raise LimitError(
                f"the answer has more than {limits.rows:,} rows",
                hint="ask for fewer periods, a coarser grain or a dimension with fewer values",
            )
        return rows

    def describe(self, sql: str) -> list[Column]:
        with self._lock, _translated():
            cursor = self._connection.execute(_text(f"select * from ({sql}) as described limit 0"))
            types = self._connection.adapters.types
            described = []
            for found in cursor.description or ():
                known = types.get(found.type_code)
                described.append(Column(found.name, known.name if known else "unknown"))
            return described

    def has_table(self, table: str) -> bool:
        return self._can_read(exp.to_table(table, dialect="postgres").sql("postgres", identify=True))

    def load(self, source: Source, *, full: bool = False) -> LoadReport:
        found = files.find_files(source)
        with self._lock:
            before = self._loaded(source)
            current = files.fingerprint(source, found)
            if not full and before is not None and before[0] == current:
                return self._report(source, "unchanged", before[1])
            export_rows = exported(source, found, self._timezone)
            with export_rows as export, _translated(source), self._connection.transaction():
                self._copy(source, export)
                self._remember(source, found, export.rows)
            return self._report(source, "loaded", export.rows)

    def loaded_version(self, source: Source) -> str | None:
        with self._lock:
            loaded = self._loaded(source)
        return None if loaded is None else loaded[0]

    def is_stale(self, source: Source) -> bool:
        return self.loaded_version(source) != files.fingerprint(source, files.find_files(source))

    def stage(self, name: str, sql: str) -> None:
        table = _quoted(name)
        with self._lock, _translated():
            self._connection.execute(_text(f"drop table if exists pg_temp.{table}"))
            self._connection.execute(_text(f"create temp table {table} as {sql}"))
            self._connection.execute(_text(f"analyze {table}"))

    def unstage(self, names: Sequence[str]) -> None:
        with self._lock, _translated():
            for name in names:
                self._connection.execute(_text(f"drop table if exists pg_temp.{_quoted(name)}"))

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    def _can_read(self, table: str) -> bool:
        with self._lock, _translated():
            row = self._connection.execute("select to_regclass(%s) is not null", [table]).fetchone()
        return bool(row and row[0])

    def _loaded(self, source: Source) -> tuple[str, int] | None:
        with _translated():
            row = self._connection.execute(
                "select fingerprint, row_count, settings from beichen.loads where source = %s", [source.name]
            ).fetchone()
        if row is None or row[2] != files.settings_of(source) or not self._can_read(_quoted(source.table)):
            return None
        return row[0], row[1]

    def _copy(self, source: Source, export: Export) -> None:
        table = _quoted(source.table)
        names = [name.lower() for name, _ in export.columns]
        if len(set(names)) < len(names):
            raise SourceError(f"source {source.name!r} has columns that differ only by case", where=source.where)
        columns = ", ".join(f"{_quoted(name)} {_postgres_type(kind)}" for name, kind in export.columns)
        self._connection.execute(_text(f"drop table if exists {table}"))
        self._connection.execute(_text(f"create table {table} ({columns})"))
        command = _text(f"copy {table} from stdin (format csv, null '{NULL}')")
        with self._connection.cursor() as cursor, cursor.copy(command) as copy, export.path.open("rb") as rows:
            while chunk := rows.read(CHUNK):
                copy.write(chunk)
        self._connection.execute(_text(f"analyze {table}"))

    def _remember(self, source: Source, found: Sequence[files.FileState], rows: int) -> None:
        told = json.dumps([[file.path, file.size, file.modified_ns] for file in found])
        self._connection.execute(
            """insert into beichen.loads values (%s, %s, %s, %s, %s, now()) on conflict (source) do update set
            settings = excluded.settings, fingerprint = excluded.fingerprint, files = excluded.files,
            row_count = excluded.row_count, loaded_at = excluded.loaded_at""",
            [source.name, files.settings_of(source), files.fingerprint(source, found), told, rows],
        )

    def _report(self, source: Source, action: str, rows: int) -> LoadReport:
        columns = self.describe(f"select * from {_quoted(source.table)}")
        return LoadReport(source.name, source.table, action, rows, tuple(columns))


def _connect(url: str) -> psycopg.Connection[tuple[Any, ...]]:
    try:
        import psycopg
    except ImportError as error:
        raise MissingExtra("postgres", "the warehouse is PostgreSQL") from error
    try:
        return psycopg.connect(url, autocommit=True, application_name="beichen")
    except psycopg.Error as error:
        raise WarehouseError(
            f"cannot reach PostgreSQL: {_first_line(error)}", hint="check `warehouse:` and that the server runs"
        ) from error


def _text(sql: str) -> bytes:
    """A statement without parameters, as psycopg takes one that was built at run time."""
    return sql.encode()


def _quoted(name: str) -> str:
    return exp.to_identifier(name.lower(), quoted=True).sql("postgres")


def _postgres_type(kind: str) -> str:
    """PostgreSQL's type for a DuckDB type; text for what it has no plain type for."""
    try:
        built = exp.DataType.build(kind, dialect="duckdb")
    except sqlglot.ParseError:
        return "text"
    if built.this in exp.DataType.NESTED_TYPES or built.this in (exp.DataType.Type.ENUM, exp.DataType.Type.BLOB):
        return "text"
    if kind.startswith("TIMESTAMP_"):
        return "timestamp"
    return _WIDER.get(kind) or built.sql("postgres")


_WIDER = {
    "UTINYINT": "smallint",
    "USMALLINT": "integer",
    "UINTEGER": "bigint",
    "UBIGINT": "numeric",
    "HUGEINT": "numeric",
    "UHUGEINT": "numeric",
}
"""What PostgreSQL keeps integers in that it has no type for."""


@contextmanager
def _translated(source: Source | None = None) -> Iterator[None]:
    """psycopg's errors as ours; those while a source is read name the source."""
    import psycopg

    try:
        yield
    except psycopg.errors.QueryCanceled as error:
        raise LimitError(
            "the question took longer than it may", hint="ask for fewer periods or a coarser grain"
        ) from error
    except psycopg.errors.DiskFull as error:
        raise WarehouseError("the disk of the PostgreSQL server is full", hint="free some space") from error
    except psycopg.OperationalError as error:
        raise WarehouseError(f"PostgreSQL: {_first_line(error)}", hint="check that the server runs") from error
    except psycopg.Error as error:
        if source is None:
            raise StatementError(_first_line(error)) from error
        raise SourceError(f"source {source.name!r}: {_first_line(error)}", where=source.where) from error


def _first_line(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[0] if lines else type(error).__name__
