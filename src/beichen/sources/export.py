"""Files as CSV that another engine copies in: DuckDB reads them, whatever their format, and writes them out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
from sqlglot import exp

from beichen.domain.model import Source
from beichen.sources import excel, files
from beichen.sources.refusals import source_error, typing_checked

NULL = r"\N"
"""How a null is written; a text of these two characters is quoted."""


@dataclass(frozen=True, slots=True)
class Export:
    """A CSV file without header, and its columns with their DuckDB types."""

    path: Path
    columns: tuple[tuple[str, str], ...]
    rows: int


@contextmanager
def exported(source: Source, found: Sequence[files.FileState], timezone: str) -> Iterator[Export]:
    """The rows of files as one CSV file, which is gone afterwards.

    Raises:
        SourceError: the files cannot be read.
    """
    with TemporaryDirectory(prefix="beichen-") as folder, duckdb.connect() as connection:
        path = Path(folder) / "rows.csv"
        try:
            connection.execute(f"set TimeZone = {exp.Literal.string(timezone).sql('duckdb')}")
            query = _query(connection, source, found)
            with typing_checked(connection, source, found):
                described = connection.execute(f"describe {query}").fetchall()
            columns = tuple((row[0], row[1]) for row in described)
            files.check_columns(source, found, [name for name, _ in columns])
            target = exp.Literal.string(str(path)).sql("duckdb")
            written = connection.execute(
                f"copy ({query}) to {target} (format csv, header false, nullstr '{NULL}')"
            ).fetchone()
        except duckdb.Error as error:
            raise source_error(source, error) from error
        yield Export(path, columns, int(written[0]) if written else 0)


def _query(connection: duckdb.DuckDBPyConnection, source: Source, found: Sequence[files.FileState]) -> str:
    if files.format_of(source, found) != "excel":
        return files.read_query(source, found).sql("duckdb", identify=True)
    connection.register("excel_rows", excel.read_workbooks(source, found))
    return files.cast_columns(source, exp.select("*").from_("excel_rows")).sql("duckdb", identify=True)
