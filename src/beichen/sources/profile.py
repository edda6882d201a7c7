"""Profiles of data files: columns with their types, distinct values, gaps and bounds, as a proposal needs them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from glob import has_magic
from pathlib import Path
from typing import Any

import duckdb

from beichen.domain.model import Source
from beichen.errors import SourceError
from beichen.sources import excel, files
from beichen.sources.detect import FIRST_ROWS, detect_reading, reading_for
from beichen.sources.readings import Reading


@dataclass(frozen=True, slots=True)
class ColumnProfile:
    """One column; `low` and `high` are its bounds as text, None where it holds nothing."""

    name: str
    type: str  # as DuckDB names it; of what stands for something else, the type of that
    distinct: int
    null_share: float
    low: str | None
    high: str | None
    is_text: bool = False  # stored as text, whatever it reads as
    reading: Reading | None = None  # how it is read, where its type alone does not say so
    stored: str = ""  # the type in which it is stored, where that is another

    @property
    def is_time(self) -> bool:
        return self.type.startswith(("TIMESTAMP", "DATE"))

    @property
    def is_number(self) -> bool:
        return re.match(r"U?(TINY|SMALL|BIG|HUGE)?INT$|U?INTEGER$|FLOAT|DOUBLE|DECIMAL", self.type) is not None

    @property
    def is_whole(self) -> bool:
        return self.is_number and "INT" in self.type


@dataclass(frozen=True, slots=True)
class TableProfile:
    """The file or files of one source, and the table that they make."""

    name: str
    path: str  # as it was given, or a glob; never ambiguous between the two
    format: str  # parquet, csv, json or excel
    rows: int
    columns: tuple[ColumnProfile, ...]
    sheet: str | None = None  # of a workbook, where one was named

    def column(self, name: str) -> ColumnProfile | None:
        return next((column for column in self.columns if column.name == name), None)


@dataclass(frozen=True, slots=True)
class Habit:
    """On how many days of a week entities have rows: entity-weeks by the least number of days."""

    entity_weeks: int
    on_days: Mapping[int, int]  # least days → entity-weeks
    weeks: int

    def share(self, least_days: int) -> float:
        return self.on_days[least_days] / self.entity_weeks if self.entity_weeks else 0.0


class Samples:
    """Files opened for questions about their rows."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, tables: Sequence[TableProfile]) -> None:
        self._connection = connection
        self.tables = tuple(tables)

    def constant_columns(self, table: TableProfile, entity: str, columns: Sequence[str]) -> frozenset[str]:
        """The columns that have one value per entity, as its own properties do."""
        if not columns:
            return frozenset()
        counts = ", ".join(
            f"count(distinct coalesce({_quoted(name)}::varchar, '')) as c{i}" for i, name in enumerate(columns)
        )
        most = ", ".join(f"max(c{i})" for i in range(len(columns)))
        (found,) = self._rows(
            f"select {most} from (select {counts} from {_quoted(table.name)} "
            f"where {_quoted(entity)} is not null group by {_quoted(entity)})"
        )
        return frozenset(name for name, largest in zip(columns, found, strict=True) if largest == 1)

    def head(self, table: TableProfile, rows: int) -> list[tuple[str | None, ...]]:
        """The first rows, as text."""
        columns = ", ".join(f"{_quoted(column.name)}::varchar" for column in table.columns)
        return self._connection.execute(f"select {columns} from {_quoted(table.name)} limit {rows}").fetchall()

    def examples(self, table: TableProfile, many: int) -> dict[str, tuple[str, ...]]:
        """Up to `many` different values of each column, of its first rows, as text."""
        first = f"(from {_quoted(table.name)} limit {FIRST_ROWS})"
        # in their order, which is that of the rows: a person finds them again
        asked = ", ".join(
            f"list_slice(list_distinct(list({_quoted(column.name)}::varchar)), 1, {many})" for column in table.columns
        )
        (found,) = self._connection.execute(f"select {asked} from {first}").fetchall()
        return {column.name: tuple(sorted(values or ())) for column, values in zip(table.columns, found, strict=True)}

    def values(self, table: TableProfile, column: str, many: int) -> list[str]:
        """Up to `many` different values of a column, from all over it, as text."""
        query = (
            f"select {_quoted(column)}::varchar from {_quoted(table.name)} where {_quoted(column)} is not null "
            f"group by 1 order by hash({_quoted(column)}::varchar) limit {many}"
        )
        return [row[0] for row in self._connection.execute(query).fetchall()]

    def read_as(self, table: TableProfile, column: str, kind: str) -> Reading | None:
        """How a column is read as a type that was not guessed; None where its type is simply named."""
        stored = next(row[1] for row in self._described(table) if row[0] == column)
        return reading_for(self._connection, table.name, column, stored, kind)

    def _described(self, table: TableProfile) -> list[tuple[str, str]]:
        described = self._connection.execute(f"describe {_quoted(table.name)}").fetchall()
        return [(str(row[0]), str(row[1])) for row in described]

    def habit(self, table: TableProfile, entity: str, time: str, reading: Reading | None = None) -> Habit:
        """How regularly entities come, counted in weeks from Monday.

        Args:
            reading: how the time is read, where its type alone does not say so.
        """
        moment = reading.of(_quoted(time)) if reading else f"{_quoted(time)}::timestamp"
        (found,) = self._rows(
            "select count(*), count(*) filter (on_days >= 2), count(*) filter (on_days >= 3), count(distinct week) "
            f"from (select date_trunc('week', {moment}) as week, count(distinct {moment}::date) as on_days "
            f"from {_quoted(table.name)} where {_quoted(entity)} is not null and {_quoted(time)} is not null "
            f"group by {_quoted(entity)}, week)"
        )
        return Habit(entity_weeks=found[0], on_days={1: found[0], 2: found[1], 3: found[2]}, weeks=found[3])

    def _rows(self, query: str) -> list[tuple[int, ...]]:
        return self._connection.execute(query).fetchall()


@dataclass(frozen=True, slots=True)
class Room:
    """What looking at files may use: memory such as `1GB`, a folder for what does not fit in it, and columns."""

    memory: str
    spill: Path
    columns: int


@contextmanager
def open_samples(
    paths: Sequence[str | os.PathLike[str]],
    *,
    sheet: str | None = None,
    columns: tuple[tuple[str, str], ...] = (),
    room: Room | None = None,
) -> Iterator[Samples]:
    """Open files (or globs of files of one kind) for questions; each becomes a table named after it.

    Args:
        sheet: of workbooks; their first where this is absent.
        columns: types that are not guessed.
        room: what may be used; None is what DuckDB would take.

    Raises:
        SourceError: a path is a URL, matches nothing, has a format that is not read, or cannot be read.
    """
    with duckdb.connect() as connection:
        connection.execute("set timezone = 'UTC'")
        if room is not None:
            connection.execute(f"set memory_limit = '{room.memory}'")
            connection.execute("set temp_directory = ?", [str(room.spill)])
        tables: list[TableProfile] = []
        for path in paths:
            name = _table_name(os.fspath(path), taken=[table.name for table in tables])
            most = None if room is None else room.columns
            tables.append(_profile(connection, os.fspath(path), name, sheet=sheet, typed=columns, most=most))
        yield Samples(connection, tables)


def _profile(
    connection: duckdb.DuckDBPyConnection,
    path: str,
    name: str,
    *,
    sheet: str | None,
    typed: tuple[tuple[str, str], ...],
    most: int | None,
) -> TableProfile:
    source = files.source_at(path, name, sheet=sheet, columns=typed)
    found = files.find_files(source)
    kind = files.format_of(source, found)
    try:
        _fill(connection, source, found, kind)
        _refuse_wide(connection, path, name, most)
        rows, columns = _columns(connection, name)
    except duckdb.Error as error:
        raise SourceError(f"{path} cannot be read: {_reason(error)}", hint="is it what its ending says?") from error
    return TableProfile(name, source.path, kind, rows, columns, sheet)


def _reason(error: duckdb.Error) -> str:
    """Where and why, in DuckDB's words, without the line itself, which may be long."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return " ".join(line for line in lines if not line.startswith("Original Line"))[:200]


def _refuse_wide(connection: duckdb.DuckDBPyConnection, path: str, table: str, most: int | None) -> None:
    """Refuse more columns than can be looked at in bearable time."""
    many = len(connection.execute(f"describe {_quoted(table)}").fetchall())
    if most is not None and many > most:
        raise SourceError(f"{path} has {many:,} columns", hint=f"leave out what is not needed: {most} are looked at")


def _fill(connection: duckdb.DuckDBPyConnection, source: Source, found: Sequence[files.FileState], kind: str) -> None:
    table = _quoted(source.name)
    if kind == "excel":
        connection.register("workbook", excel.read_workbooks(source, found))
        connection.execute(f"create table {table} as from workbook")
        return
    # Parquet is read where it lies; text is parsed once and kept.
    made = "view" if kind == "parquet" else "table"
    connection.execute(f"create {made} {table} as {files.read_query(source, found).sql('duckdb')}")


def _columns(connection: duckdb.DuckDBPyConnection, table: str) -> tuple[int, tuple[ColumnProfile, ...]]:
    described = [(str(row[0]), str(row[1])) for row in connection.execute(f"describe {_quoted(table)}").fetchall()]
    read = {name: detect_reading(connection, table, name, kind) for name, kind in described}
    asked = ["count(*)"]
    for name, _ in described:
        kind, reading = read[name]
        column = reading.of(_quoted(name)) if reading else _quoted(name)
        bounds = (f"min({column})::varchar", f"max({column})::varchar") if _has_order(kind) else ("null", "null")
        asked += [
            f"count(distinct {column if _has_order(kind) else column + '::varchar'})",
            f"count({column})",
            *bounds,
        ]
    found = connection.execute(f"select {', '.join(asked)} from {_quoted(table)}").fetchone() or ()
    rows = found[0]
    profiles = []
    for (name, kind), (distinct, filled, low, high) in zip(described, _by_fours(found[1:]), strict=True):
        profiles.append(
            ColumnProfile(
                name=name,
                type=read[name][0],
                distinct=distinct,
                null_share=1 - filled / rows if rows else 1.0,
                low=low,
                high=high,
                is_text=kind == "VARCHAR",
                reading=read[name][1],
                stored="" if kind == read[name][0] else kind,
            )
        )
    return rows, tuple(profiles)


def _by_fours(values: Sequence[Any]) -> list[Sequence[Any]]:
    return [values[start : start + 4] for start in range(0, len(values), 4)]


def _has_order(kind: str) -> bool:
    return not kind.endswith("[]") and not kind.startswith(("STRUCT", "MAP", "UNION", "JSON", "BLOB"))


def _table_name(path: str, taken: Sequence[str]) -> str:
    """A table's name after the file, or after its folder where the file's name is a pattern."""
    place = Path(path)
    while has_magic(place.name) and not Path(path).exists() and place.parent != place:
        place = place.parent
    stem = place.name.split(".")[0] if place.name.split(".")[0] else place.name
    name = re.sub(r"\W+", "_", stem).strip("_").lower()
    name = name if re.match(r"[^\W\d]", name) else f"table_{name}".rstrip("_")
    number = 2
    while name in taken:
        name, number = f"{re.sub(r'_[0-9]+$', '', name)}_{number}", number + 1
    return name


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
