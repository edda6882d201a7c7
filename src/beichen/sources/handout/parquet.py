"""Parquet, written by DuckDB: integers stay integers, days stay days."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, BinaryIO

import duckdb
from sqlglot import exp

from beichen.sources.handout.table import Cell, Column, Format

if TYPE_CHECKING:
    from arro3.core import Array

_INT64 = range(-(2**63), 2**63)
_EPOCH = date(1970, 1, 1).toordinal()


def write(columns: Sequence[Column], rows: Iterable[Sequence[Cell]], target: BinaryIO) -> None:
    """Write the table; a column of numbers is of integers where every number of it is one."""
    from arro3.core import Table

    cells: list[Sequence[Any]] = list(zip(*rows, strict=True)) or [() for _ in columns]
    table = Table.from_arrays(
        [_array(column, held) for column, held in zip(columns, cells, strict=True)],
        names=[column.name for column in columns],
    )
    with TemporaryDirectory(prefix="beichen-") as folder, duckdb.connect() as connection:
        path = Path(folder) / "table.parquet"
        connection.register("handed_out", table)
        connection.execute(f"copy handed_out to {exp.Literal.string(str(path)).sql('duckdb')} (format parquet)")
        with path.open("rb") as written:
            shutil.copyfileobj(written, target)


def _array(column: Column, cells: Sequence[Any]) -> Array:
    from arro3.core import Array, DataType

    if column.kind == "day":
        days = [None if cell is None else cell.toordinal() - _EPOCH for cell in cells]
        return Array(days, DataType.int32()).cast(DataType.date32())
    if column.kind == "flag":
        return Array(list(cells), DataType.bool())
    if column.kind == "text":
        return Array(list(cells), DataType.string())
    if all(cell is None or (isinstance(cell, int) and cell in _INT64) for cell in cells):
        return Array(list(cells), DataType.int64())
    return Array([None if cell is None else float(cell) for cell in cells], DataType.float64())


FORMAT = Format("parquet", "application/vnd.apache.parquet", write)
