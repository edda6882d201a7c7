"""A file at hand as one Arrow table, read as a source would be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb

from beichen.errors import SourceError
from beichen.sources import excel, files

if TYPE_CHECKING:
    from arro3.core import Table


def read_table(path: str, *, sheet: str | None = None) -> Table:
    """Every row of a Parquet, CSV, JSON lines or Excel file, or of files that match a pattern.

    Raises:
        SourceError: the path is a URL, there is no such file, or it cannot be read.
    """
    from arro3.core import Table

    source = files.source_at(path, "table", sheet=sheet)
    found = files.find_files(source)
    if files.format_of(source, found) == "excel":
        return excel.read_workbooks(source, found)
    with duckdb.connect() as connection:
        connection.execute("set timezone = 'UTC'")
        try:
            return Table.from_arrow(connection.sql(files.read_query(source, found).sql("duckdb", identify=True)))
        except duckdb.Error as error:
            reason = str(error).strip().splitlines()[0]
            raise SourceError(f"{path} cannot be read: {reason}", hint="is it what its ending says?") from error
