"""Files: globs of Parquet, CSV, JSON lines and Excel, read by DuckDB."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from glob import glob, has_magic
from pathlib import Path

import sqlglot
from sqlglot import exp

from beichen.domain.model import Source
from beichen.errors import SourceError

FORMATS = {
    ".parquet": "parquet",
    ".pq": "parquet",
    ".csv": "csv",
    ".tsv": "csv",
    ".txt": "csv",
    ".csv.gz": "csv",
    ".csv.zst": "csv",
    ".tsv.gz": "csv",
    ".json": "json",
    ".jsonl": "json",
    ".ndjson": "json",
    ".jsonl.gz": "json",
    ".xlsx": "excel",
    ".xls": "excel",
    ".xlsm": "excel",
    ".ods": "excel",
}


@dataclass(frozen=True, slots=True)
class FileState:
    """One file as it was when it was looked at."""

    path: str
    size: int
    modified_ns: int


def find_files(source: Source) -> list[FileState]:
    """The files that a source names, in the order of their paths.

    Raises:
        SourceError: there is none.
    """
    # the pattern is absolute, which Path.glob does not take
    paths = sorted(glob(source.path, recursive=True)) if has_magic(source.path) else [source.path]  # noqa: PTH207
    found = [(path, path.stat()) for path in map(Path, paths) if path.is_file()]
    if not found:
        raise SourceError(
            f"source {source.name!r}: no file matches {source.path}",
            hint="check `path`, which is relative to the project's folder",
            where=source.where,
        )
    return [FileState(str(path), stat.st_size, stat.st_mtime_ns) for path, stat in found]


def format_of(source: Source, files: Sequence[FileState]) -> str:
    """`parquet`, `csv`, `json` or `excel`.

    Raises:
        SourceError: a file has an ending that we do not read, or the files are of two formats.
    """
    formats = {_format_of_path(source, file.path) for file in files}
    if len(formats) > 1:
        raise SourceError(
            f"source {source.name!r} mixes {' and '.join(sorted(formats))} files",
            hint="give each format a source of its own",
            where=source.where,
        )
    return formats.pop()


def read_query(source: Source, files: Sequence[FileState]) -> exp.Select:
    """The DuckDB query that reads `files`, in DuckDB's dialect; Excel is not read this way."""
    paths = exp.array(*(exp.Literal.string(file.path) for file in files))
    kind = format_of(source, files)
    if kind == "parquet":
        reader = exp.Anonymous(this="read_parquet", expressions=[paths, _option("union_by_name", exp.true())])
    elif kind == "csv":
        options = [paths, _option("sample_size", exp.Literal.number(-1)), _option("union_by_name", exp.true())]
        if source.columns:
            options.append(_option("types", _type_map(source)))
        reader = exp.Anonymous(this="read_csv", expressions=options)
    else:
        options = [paths, _option("sample_size", exp.Literal.number(-1)), _option("union_by_name", exp.true())]
        reader = exp.Anonymous(this="read_json_auto", expressions=options)
    query = exp.select("*").from_(reader)
    return query if kind == "csv" else cast_columns(source, query)


def cast_columns(source: Source, query: exp.Select) -> exp.Select:
    """`query` with the columns that the source types cast to what it says."""
    if not source.columns:
        return query
    casts = [
        exp.alias_(exp.cast(exp.column(name, quoted=True), _data_type(source, kind)), name, quoted=True)
        for name, kind in source.columns
    ]
    return exp.select(exp.Star(**{"replace": casts})).from_(query.subquery("rows"))


def fingerprint(source: Source, files: Sequence[FileState]) -> str:
    """A text that changes when the files or the way they are read do."""
    told = [[file.path, file.size, file.modified_ns] for file in files]
    return hashlib.sha256(json.dumps([told, settings_of(source)], sort_keys=True).encode()).hexdigest()[:16]


def settings_of(source: Source) -> str:
    """How a source is read, as a text that changes when that does."""
    return json.dumps([source.load.value, source.path, source.columns, source.sheet, source.table])


def folder_of(source: Source) -> Path:
    """The folder below which all files of a source lie."""
    path = Path(source.path)
    parts = path.parts
    fixed = next((index for index, part in enumerate(parts) if has_magic(part)), len(parts) - 1)
    return Path(*parts[:fixed])


def _format_of_path(source: Source, path: str) -> str:
    suffixes = Path(path).suffixes
    for ending in ("".join(suffixes[-2:]).lower(), "".join(suffixes[-1:]).lower()):
        if ending in FORMATS:
            return FORMATS[ending]
    raise SourceError(
        f"source {source.name!r}: cannot tell the format of {Path(path).name}",
        hint="readable endings: " + ", ".join(sorted(FORMATS)),
        where=source.where,
    )


def _data_type(source: Source, kind: str) -> exp.DataType:
    try:
        return exp.DataType.build(kind, dialect="duckdb")
    except sqlglot.ParseError as error:
        raise SourceError(f"source {source.name!r}: {kind!r} is not a type", where=source.where) from error


def _option(name: str, value: exp.Expr) -> exp.Expr:
    return exp.PropertyEQ(this=exp.to_identifier(name), expression=value)


def _type_map(source: Source) -> exp.Expr:
    return exp.Struct(
        expressions=[
            exp.PropertyEQ(
                this=exp.Literal.string(name), expression=exp.Literal.string(_data_type(source, kind).sql("duckdb"))
            )
            for name, kind in source.columns
        ]
    )
