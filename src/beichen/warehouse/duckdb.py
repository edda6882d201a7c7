"""The embedded warehouse: one DuckDB file, which one process owns while it is open."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
from sqlglot import exp

from beichen.domain.model import Load, Source
from beichen.errors import LimitError, StatementError, WarehouseError
from beichen.sources import excel, files
from beichen.sources.refusals import source_error, told, typing_checked
from beichen.warehouse.calloff import called_off
from beichen.warehouse.port import NO_LIMITS, Column, Limits, LoadReport

REBUILD = "it is a cache: remove .beichen/warehouse.duckdb and run `beichen load`, everything in it can be rebuilt"

_WORKBOOKS = "rows of workbooks"

_DAMAGE = (duckdb.FatalException, duckdb.InternalException, duckdb.SerializationException)

_LOADS = """
create schema if not exists beichen;
create table if not exists beichen.loads (
  source varchar primary key, settings varchar, fingerprint varchar, files varchar, row_count bigint, loaded_at timestamptz
)"""


class DuckDBWarehouse:
    """A DuckDB database, shut off from every file but the sources' own folders.

    Args:
        path: the database file, or None for one in memory.
        timezone: the project's; zoned timestamps are read in it.
        folders: where sources may be read.
        memory: DuckDB's memory limit, such as `2GB`; None for DuckDB's own default.

    Raises:
        WarehouseError: the file is locked by another process, is no DuckDB database, or cannot be opened.
    """

    dialect = "duckdb"

    def __init__(
        self, path: Path | None, *, timezone: str, folders: Iterable[Path] = (), memory: str | None = None
    ) -> None:
        self.path = path
        self._lock = threading.RLock()
        self._known_loads: dict[tuple[str, str], tuple[str, list[files.FileState], int] | None] = {}
        self._connection = _connect(path)
        self._confine(timezone, folders, memory)

    def fetch(self, sql: str, limits: Limits = NO_LIMITS) -> list[tuple[Any, ...]]:
        with self._lock, _interruptible(self._connection, limits), _translated():
            result = self._connection.execute(sql)
            if limits.rows is None:
                return result.fetchall()
            rows = result.fetchmany(limits.rows + 1)
            if len(rows) > limits.rows:
                raise LimitError(
                    f"the answer has more than {limits.rows:,} rows",
                    hint="ask for fewer periods, a coarser grain or a dimension with fewer values",
                )
            return rows

    def describe(self, sql: str) -> list[Column]:
        with self._lock, _translated():
            return self._columns(sql)

    def has_table(self, table: str) -> bool:
        try:
            self.describe(exp.select("*").from_(exp.to_table(table, dialect="duckdb")).sql("duckdb", identify=True))
        except StatementError:
            return False
        return True

    def load(self, source: Source, *, full: bool = False) -> LoadReport:
        found = files.find_files(source)
        with self._lock:
            before = self._loaded(source)
            if not full and before is not None and before[0] == files.fingerprint(source, found):
                return self._report(source, "unchanged", before[2])
            fresh = None if full or before is None else _only_added(source, before[1], found)
            self._known_loads.clear()
            with _translated(source), self._workbooks(source, found), _transaction(self._connection):
                if fresh is not None and not self._fits(source, fresh):
                    fresh = None
                self._write(source, found, fresh)
                rows = self._count(source)
                self._remember(source, found, rows)
            return self._report(source, "appended" if fresh is not None else "loaded", rows)

    def loaded_version(self, source: Source) -> str | None:
        with self._lock:
            loaded = self._loaded(source)
        if loaded is None:
            return None
        # a view is read where it lies: what it answers changes with its files, not with loads
        return files.fingerprint(source, files.find_files(source)) if source.load is Load.VIEW else loaded[0]

    def is_stale(self, source: Source) -> bool:
        with self._lock:
            loaded = self._loaded(source)
        return loaded is None or loaded[0] != files.fingerprint(source, files.find_files(source))

    def stage(self, name: str, sql: str) -> None:
        table = exp.to_identifier(name, quoted=True).sql("duckdb")
        with self._lock, _translated():
            self._connection.execute(f"create or replace temp table {table} as {sql}")

    def unstage(self, names: Sequence[str]) -> None:
        with self._lock, _translated():
            for name in names:
                self._connection.execute(
                    f"drop table if exists temp.{exp.to_identifier(name, quoted=True).sql('duckdb')}"
                )

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    def _confine(self, timezone: str, folders: Iterable[Path], memory: str | None) -> None:
        """Allow the sources' folders, forbid all other files, then lock the settings."""
        allowed = exp.array(*(exp.Literal.string(str(folder)) for folder in folders)).sql("duckdb")
        settings = [("TimeZone", exp.Literal.string(timezone).sql("duckdb")), ("allowed_directories", allowed)]
        if memory:
            settings.append(("memory_limit", exp.Literal.string(memory).sql("duckdb")))
        settings += [("enable_external_access", "false"), ("lock_configuration", "true")]
        with _translated():
            if not _is_read_only(self._connection):
                self._connection.execute(_LOADS)
            for name, value in settings:
                self._connection.execute(f"set {name} = {value}")

    def _loaded(self, source: Source) -> tuple[str, list[files.FileState], int] | None:
        # asked for every source of every answer; only this process can change it
        key = (source.name, files.settings_of(source))
        if key not in self._known_loads:
            self._known_loads[key] = self._read_loaded(*key, table=_quoted(source.table))
        return self._known_loads[key]

    def _read_loaded(self, name: str, settings: str, *, table: str) -> tuple[str, list[files.FileState], int] | None:
        with _translated():
            row = self._connection.execute(
                "select fingerprint, files, row_count, settings from beichen.loads where source = ?", [name]
            ).fetchone()
        if row is None or row[3] != settings or not self.has_table(table):
            return None
        return row[0], [files.FileState(*file) for file in json.loads(row[1])], row[2]

    def _write(self, source: Source, found: list[files.FileState], fresh: list[files.FileState] | None) -> None:
        table = _quoted(source.table)
        if fresh is not None:
            query = files.read_query(source, fresh).sql("duckdb", identify=True)
            self._connection.execute(f"insert into {table} by name {query}")
            return
        self._connection.execute(
            f"drop view if exists {table}" if self._is_view(source.table) else f"drop table if exists {table}"
        )
        if files.format_of(source, found) == "excel":
            workbooks = exp.select("*").from_(exp.table_(_WORKBOOKS, quoted=True))
            query = files.cast_columns(source, workbooks).sql("duckdb", identify=True)
            self._connection.execute(f"create table {table} as {query}")
        else:
            kind = "view" if source.load is Load.VIEW else "table"
            query = files.read_query(source, found).sql("duckdb", identify=True)
            with typing_checked(self._connection, source, found):
                self._connection.execute(f"create {kind} {table} as {query}")
        files.check_columns(source, found, [column.name for column in self._columns(f"select * from {table}")])

    @contextmanager
    def _workbooks(self, source: Source, found: list[files.FileState]) -> Iterator[None]:
        """Rows of Excel files at hand as a view, whatever becomes of the transaction; of other files, nothing."""
        if files.format_of(source, found) != "excel":
            yield
            return
        rows = excel.read_workbooks(source, found)
        files.check_columns(source, found, rows.column_names)
        self._connection.register(_WORKBOOKS, rows)
        try:
            yield
        finally:
            self._connection.unregister(_WORKBOOKS)

    def _fits(self, source: Source, fresh: list[files.FileState]) -> bool:
        """True when new files have no column, and no type, that the table does not have."""
        there = {column.name.lower(): column.type for column in self._columns(f"select * from {_quoted(source.table)}")}
        query = files.read_query(replace(source, columns=()), fresh).sql("duckdb", identify=True)
        typed = {name.lower() for name, _ in source.columns}
        coming = {column.name.lower(): column.type for column in self._columns(query)}
        return typed <= coming.keys() and all(
            there.get(name) == kind or (name in typed and name in there) for name, kind in coming.items()
        )

    def _columns(self, sql: str) -> list[Column]:
        return [Column(row[0], row[1]) for row in self._connection.execute(f"describe {sql}").fetchall()]

    def _is_view(self, table: str) -> bool:
        return bool(
            self._connection.execute(
                "select 1 from duckdb_views() where lower(view_name) = lower(?) and schema_name = current_schema()",
                [table],
            ).fetchone()
        )

    def _count(self, source: Source) -> int:
        row = self._connection.execute(f"select count(*) from {_quoted(source.table)}").fetchone()
        return int(row[0]) if row else 0

    def _remember(self, source: Source, found: list[files.FileState], rows: int) -> None:
        self._connection.execute(
            "insert or replace into beichen.loads values (?, ?, ?, ?, ?, ?)",
            [
                source.name,
                files.settings_of(source),
                files.fingerprint(source, found),
                json.dumps([[file.path, file.size, file.modified_ns] for file in found]),
                rows,
                datetime.now(UTC),
            ],
        )

    def _report(self, source: Source, action: str, rows: int | None) -> LoadReport:
        return LoadReport(
            source.name, source.table, action, rows, tuple(self.describe(f"select * from {_quoted(source.table)}"))
        )


def _quoted(table: str) -> str:
    return exp.to_identifier(table, quoted=True).sql("duckdb")


def _only_added(
    source: Source, before: list[files.FileState], now: list[files.FileState]
) -> list[files.FileState] | None:
    """The files that are new when all others are as they were; None when everything must be read again."""
    added = [file for file in now if file not in before]
    untouched = all(file in now for file in before)
    # only Parquet says its own types: a type guessed from new text files alone could differ from the table's
    appendable = source.load is Load.COPY and files.format_of(source, now) == "parquet"
    return added if untouched and added and appendable else None


def _connect(path: Path | None) -> duckdb.DuckDBPyConnection:
    if path is None:
        return duckdb.connect()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return duckdb.connect(str(path))
    except duckdb.IOException as error:
        raise _opening_error(path, str(error)) from error
    except duckdb.Error as error:
        raise WarehouseError(f"cannot open the warehouse {path.name}: {told(error)}", hint=REBUILD) from error
    except OSError as error:
        hint = "check that the project's folder can be written"
        raise WarehouseError(f"cannot make the folder {path.parent}: {error.strerror}", hint=hint) from error


def _opening_error(path: Path, said: str) -> WarehouseError:
    if "Could not set lock" in said:
        holder = said.partition("(PID ")[2].partition(")")[0]
        by = f" (process {holder})" if holder else ""
        return WarehouseError(
            f"the warehouse {path.name} is open in another process{by}",
            hint="stop that `beichen serve` or wait for the other command to end",
        )
    if "not a valid DuckDB database" in said:
        return WarehouseError(
            f"{path.name} is not a DuckDB database",
            hint=REBUILD,
        )
    return WarehouseError(
        f"cannot open the warehouse {path.name}: {said.splitlines()[0]}",
        hint="check that the file can be read and written; " + REBUILD,
    )


def _is_read_only(connection: duckdb.DuckDBPyConnection) -> bool:
    row = connection.execute(
        "select readonly from duckdb_databases() where database_name = current_database()"
    ).fetchone()
    return bool(row and row[0])


@contextmanager
def _transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """All or nothing: a load that fails or is killed leaves what was there."""
    connection.execute("begin")
    try:
        yield
    except BaseException:
        connection.execute("rollback")
        raise
    connection.execute("commit")


@contextmanager
def _interruptible(connection: duckdb.DuckDBPyConnection, limits: Limits) -> Iterator[None]:
    """Interrupt what runs in the block when its time is over, or when it is called off."""
    calloff, seconds = limits.calloff, limits.seconds
    timer = None if seconds is None else threading.Timer(seconds, connection.interrupt)
    with nullcontext() if calloff is None else calloff.heeded(connection.interrupt):
        if timer is not None:
            timer.start()
        try:
            yield
        except duckdb.InterruptException as error:
            if calloff is not None and calloff.called:
                raise called_off() from error
            if seconds is None:
                raise
            raise LimitError(
                f"the question took longer than {seconds:g} seconds", hint="ask for fewer periods or a coarser grain"
            ) from error
        finally:
            if timer is not None:
                timer.cancel()


@contextmanager
def _translated(source: Source | None = None) -> Iterator[None]:
    """DuckDB's errors as ours; those while a source is read name the source."""
    try:
        yield
    except duckdb.InterruptException:
        raise
    except duckdb.OutOfMemoryException as error:
        raise LimitError(
            "the question needs more memory than is allowed", hint="ask for fewer periods or dimensions"
        ) from error
    except duckdb.Error as error:
        if "No space left" in str(error):
            raise WarehouseError("the disk is full", hint="free some space; nothing that was loaded is lost") from error
        if source is None:
            raise _refusal(error) from error
        raise source_error(source, error) from error


def _refusal(error: duckdb.Error) -> WarehouseError:
    """An error that no source is to blame for: of the statement, or of the database itself."""
    if isinstance(error, _DAMAGE) or "orrupt" in str(error):
        return WarehouseError(f"the warehouse failed: {told(error)}", hint=REBUILD)
    if isinstance(error, duckdb.OperationalError):
        return WarehouseError(f"the warehouse failed: {told(error)}")
    return StatementError(told(error))
