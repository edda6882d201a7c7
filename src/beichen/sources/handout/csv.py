"""CSV as spreadsheets open it: UTF-8 with a mark that says so, and no cell that could be taken for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import BinaryIO

from beichen.sources.handout.table import Cell, Column, Format

# Excel takes a file without it for one in the machine's own encoding, and Chinese for garbage.
MARK = "\ufeff"

_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write(columns: Sequence[Column], rows: Iterable[Sequence[Cell]], target: BinaryIO) -> None:
    """Write the table; numbers as the shortest text that reads back the same, what is absent as nothing."""
    text = io.TextIOWrapper(target, encoding="utf-8", newline="", write_through=True)
    text.write(MARK)
    writer = csv.writer(text)
    writer.writerow(guarded(column.name) for column in columns)
    writer.writerows([_shown(cell) for cell in row] for row in rows)
    text.detach()


def guarded(text: str) -> str:
    """A text that no spreadsheet runs: one that begins as a formula does is quoted as text (OWASP, CSV injection)."""
    return f"'{text}" if text.startswith(_STARTS_FORMULA) else text


def _shown(cell: Cell) -> str | int | float | None:
    if isinstance(cell, str):
        return guarded(cell)
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return cell.isoformat() if isinstance(cell, date) else cell


FORMAT = Format("csv", "text/csv; charset=utf-8", write)
