"""Excel workbooks: the first sheet, or the one that the source names, its first row being the header."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from beichen.domain.model import Source
from beichen.errors import MissingExtra, SourceError
from beichen.sources.files import FileState

if TYPE_CHECKING:
    from arro3.core import Table


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


def _read_sheet(source: Source, file: FileState) -> tuple[list[str], list[list[Any]]]:
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError as error:
        raise MissingExtra("excel", f"source {source.name!r} is an Excel file") from error
    try:
        workbook = CalamineWorkbook.from_path(file.path)
    except (CalamineError, OSError) as error:
        raise SourceError(f"source {source.name!r}: not a readable workbook ({error})", where=source.where) from error
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
    names = [str(name).strip() or f"column_{index + 1}" for index, name in enumerate(table[0])]
    return names, [[None if cell == "" else cell for cell in row] for row in table[1:]]


def _table(names: Sequence[str], columns: Sequence[Sequence[Any]]) -> Table:
    from arro3.core import Array, Table

    arrays: dict[str, Any] = {}
    for name, column in zip(names, columns, strict=True):
        kind, values = _typed(column)
        arrays[name] = Array(values, kind)
    return Table.from_pydict(arrays)


def _typed(column: Sequence[Any]) -> tuple[Any, list[Any]]:
    """The Arrow type that holds every cell, and the cells as that type."""
    from arro3.core import DataType

    kinds = {type(cell) for cell in column if cell is not None}
    if kinds == {bool}:
        return DataType.bool(), list(column)
    if kinds and kinds <= {int, float}:
        if all(float(cell).is_integer() for cell in column if cell is not None):
            return DataType.int64(), [None if cell is None else int(cell) for cell in column]
        return DataType.float64(), [None if cell is None else float(cell) for cell in column]
    if kinds == {date}:
        return DataType.date32(), list(column)
    if kinds and kinds <= {date, datetime}:
        return DataType.timestamp("us"), [_moment(cell) for cell in column]
    return DataType.string(), [None if cell is None else str(cell) for cell in column]


def _moment(cell: date | datetime | None) -> datetime | None:
    if cell is None or isinstance(cell, datetime):
        return cell
    return datetime(cell.year, cell.month, cell.day)
