"""What DuckDB says when it cannot read a source, as an error of ours that names the source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

import duckdb

from beichen.domain.model import Source
from beichen.errors import SourceError
from beichen.sources.files import FileState, check_columns, read_query


def source_error(source: Source, error: duckdb.Error) -> SourceError:
    """The error of a source, with its place and a way out where we know one."""
    said = told(error)
    hint = None
    if "onver" in said:
        hint = "mend the file, or read the column as text: `columns: {…: varchar}`"
    elif "unicode" in said:
        hint = "save the file in UTF-8"
    return SourceError(f"source {source.name!r}: {said}", hint=hint, where=source.where)


def told(error: Exception) -> str:
    """What DuckDB says, without its lists of candidates and possible solutions and its copy of the statement."""
    lines: list[str] = []
    for line in str(error).splitlines():
        if line.lstrip().startswith(("LINE ", "Candidate ", "Candidates:", "Possible ", "Column ", "The search space")):
            break
        lines.append(line.strip())
    return " ".join(filter(None, lines))[:500] or type(error).__name__


@contextmanager
def typing_checked(connection: duckdb.DuckDBPyConnection, source: Source, found: Sequence[FileState]) -> Iterator[None]:
    """A type for a column that is not there is told by the column's name, not by DuckDB's words."""
    try:
        yield
    except duckdb.BinderException:
        untyped = read_query(replace(source, columns=()), found).sql("duckdb", identify=True)
        # a transaction of the connection may be lost by now, so that another one looks
        names = [row[0] for row in connection.cursor().execute(f"describe {untyped}").fetchall()]
        check_columns(source, found, names)
        raise
