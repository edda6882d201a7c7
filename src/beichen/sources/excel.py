"""Excel workbooks: the first sheet, or the one that the source names, its first row being the header."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from beichen.domain.model import Source
from beichen.errors import MissingExtra, SourceError
from beichen.sources.files import FileState

if TYPE_CHECKING:
    from arro3.core import Array, Table
    from python_calamine import CalamineWorkbook


def read_workbooks(source: Source, files: Sequence[FileState]) -> Table:
    """All rows of all workbooks as one Arrow table; a column that mixes types becomes text.

    Raises:
        MissingExtra: the reader of workbooks is not installed.
        SourceError: a sheet is missing or empty, or the workbooks' headers differ.
    """
    header: list[str] | None = None
    rows: list[list[Any]] = []
    for file in files:
        names, body = _read_sheet(source, file)
        if header is not None and names != header:
            raise SourceError(f"source {source.name!r}: the workbooks have different headers", where=source.where)
        header = names
        rows += body
    columns = list(zip(*rows, strict=True)) if rows else [() for _ in header or []]
    return _table(header or [], columns)


def sheet_names(path: Path) -> tuple[str, ...]:
    """The sheets of a workbook, in their order.

    Raises:
        MissingExtra: the reader of workbooks is not installed.
        SourceError: it is no readable workbook.
    """
    return tuple(_open(path, path.name).sheet_names)


def _read_sheet(source: Source, file: FileState) -> tuple[list[str], list[list[Any]]]:
    try:
        workbook = _open(Path(file.path), f"source {source.name!r}")
    except SourceError as error:
        error.where = source.where
        raise
    sheet = source.sheet or (workbook.sheet_names[0] if workbook.sheet_names else "")
    if sheet not in workbook.sheet_names:
        raise SourceError(
            f"source {source.name!r} has no sheet {sheet!r}",
            hint="sheets: " + ", ".join(workbook.sheet_names),
            where=source.where,
        )
    table = workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=True)
    if not table:
        raise SourceError(f"source {source.name!r}: the sheet {sheet!r} is empty", where=source.where)
    return _header(table[0]), [[None if cell == "" else cell for cell in row] for row in table[1:]]


def _open(path: Path, called: str) -> CalamineWorkbook:
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError as error:
        raise MissingExtra("excel", f"{called} is an Excel file") from error
    try:
        return CalamineWorkbook.from_path(path)
    except (CalamineError, OSError) as error:
        raise SourceError(f"{called}: not a readable workbook ({error})") from error


def _header(cells: Sequence[Any]) -> list[str]:
    """A name for every column; of two that are called the same, the second gets a number, as in a CSV file."""
    names: dict[str, str] = {}
    for index, cell in enumerate(cells):
        name = plain = _text(cell).strip() or f"column_{index + 1}"
        again = 0
        while name.lower() in names:
            again += 1
            name = f"{plain}_{again}"
        names[name.lower()] = name
    return list(names.values())


def _table(names: Sequence[str], columns: Sequence[Sequence[Any]]) -> Table:
    from arro3.core import Table

    return Table.from_pydict({name: _array(column) for name, column in zip(names, columns, strict=True)})


def _array(column: Sequence[Any]) -> Array:
    """The cells as the Arrow type that holds every one of them."""
    from arro3.core import Array, DataType

    kinds = {type(cell) for cell in column if cell is not None}
    if kinds == {bool}:
        return Array(list(column), DataType.bool())
    if kinds and kinds <= {int, float}:
        # Excel keeps every number as a double, whose integers are exact up to 2^53
        if all(float(cell).is_integer() and abs(cell) <= 2**53 for cell in column if cell is not None):
            return Array([None if cell is None else int(cell) for cell in column], DataType.int64())
        return Array([None if cell is None else float(cell) for cell in column], DataType.float64())
    if kinds == {date}:
        days = [None if cell is None else (cell - date(1970, 1, 1)).days for cell in column]
        return Array(days, DataType.int32()).cast(DataType.date32())
    if kinds and kinds <= {date, datetime}:
        return Array([_microseconds(cell) for cell in column], DataType.int64()).cast(DataType.timestamp("us"))
    return Array([None if cell is None else _text(cell) for cell in column], DataType.string())


def _text(cell: Any) -> str:
    """A cell as it is shown: Excel keeps the code 10002 as the double 10002.0."""
    return str(int(cell) if isinstance(cell, float) and cell.is_integer() else cell)


def _microseconds(cell: date | datetime | None) -> int | None:
    """Since 1970, by the wall clock."""
    if cell is None:
        return None
    moment = cell if isinstance(cell, datetime) else datetime(cell.year, cell.month, cell.day)
    return (moment - datetime(1970, 1, 1)) // timedelta(microseconds=1)
