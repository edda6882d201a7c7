"""Files: globs of Parquet, CSV, JSON lines and Excel, read by DuckDB."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from glob import escape, glob, has_magic
from pathlib import Path

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from beichen.domain.model import Source
from beichen.errors import SourceError, did_you_mean

FORMATS = {
    ".parquet": "parquet",
    ".pq": "parquet",
    ".csv": "csv",
    ".tsv": "csv",
    ".txt": "csv",
    ".json": "json",
    ".jsonl": "json",
    ".ndjson": "json",
    ".xlsx": "excel",
    ".xls": "excel",
    ".xlsm": "excel",
    ".ods": "excel",
}
"""Formats by the ending of a file's name; text may also be compressed."""

COMPRESSIONS = (".gz", ".zst")


@dataclass(frozen=True, slots=True)
class FileState:
    """One file as it was when it was looked at."""

    path: str
    size: int
    modified_ns: int


def source_at(path: str, name: str, *, sheet: str | None = None, columns: tuple[tuple[str, str], ...] = ()) -> Source:
    """A source that no project names: a file at hand, or a pattern of files.

    Raises:
        SourceError: the path is a URL.
    """
    if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]+://", path):
        raise SourceError(
            f"{path} is not a file on this machine",
            hint=f"download it first (curl -LO {path}), then name the file: nothing is fetched from the network",
        )
    # A file may be called [1].csv: a path that is there is itself, and not a pattern.
    known = escape(path) if has_magic(path) and Path(path).exists() else path
    return Source(name=name, type="file", path=known, table=name, sheet=sheet, columns=columns)


def find_files(source: Source) -> list[FileState]:
    """The files that a source names, in the order of their paths.

    Raises:
        SourceError: there is none.
    """
    found = [(path, path.stat()) for path in _paths(source)]
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


def check_columns(source: Source, files: Sequence[FileState], names: Sequence[str]) -> None:
    """Refuse text files whose columns could not be told, and types for columns that are not there.

    Args:
        names: the columns that were read.

    Raises:
        SourceError: lines have no header or different numbers of fields, or `columns` names an unknown one.
    """
    if format_of(source, files) == "csv":
        if all(re.fullmatch(r"column\d+", name) for name in names):
            raise SourceError(
                f"source {source.name!r}: no line with the columns' names was found",
                hint="the first line must name the columns, and all lines must have as many fields as it",
                where=source.where,
            )
        if len(names) == 1 and re.search(r"[,;|\t]", names[0]):
            raise SourceError(
                f"source {source.name!r}: the lines have different numbers of fields",
                hint=f"all lines must have as many fields as the first: {names[0]}",
                where=source.where,
            )
    known = {name.lower() for name in names}
    unknown = next((name for name, _ in source.columns if name.lower() not in known), None)
    if unknown is not None:
        raise SourceError(
            f"source {source.name!r} has no column {unknown!r}", hint=did_you_mean(unknown, names), where=source.where
        )


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
    return _split(source.path)[0]


def folders_of(source: Source) -> set[Path]:
    """The folders that a source is read from: its own, and those to which links below it lead."""
    return {folder_of(source)} | {path.resolve().parent for path in _paths(source)}


def _paths(source: Source) -> list[Path]:
    folder, pattern = _split(source.path)
    # Path.glob would find hidden files too
    below = glob(pattern, root_dir=folder, recursive=True) if pattern else [Path(source.path).name]  # noqa: PTH207
    return [path for path in map(Path, sorted(str(folder / path) for path in below)) if path.is_file()]


def _split(path: str) -> tuple[Path, str]:
    """The folder of a path, and the pattern below it; no pattern where the path is one file.

    A file or folder that is there is meant by its name, though that may look like a pattern: `report[1].csv`.
    """
    parts = Path(path).parts
    for index, part in enumerate(parts):
        if has_magic(part) and not Path(*parts[: index + 1]).exists():
            return Path(*parts[:index]), str(Path(*parts[index:]))
    return Path(*parts[:-1]), ""


def _format_of_path(source: Source, path: str) -> str:
    ending = Path(path).suffix.lower()
    compressed = ending in COMPRESSIONS
    if compressed:
        ending = Path(path).with_suffix("").suffix.lower()
    kind = FORMATS.get(ending)
    if kind is None or (compressed and kind not in ("csv", "json")):
        raise SourceError(
            f"source {source.name!r}: cannot tell the format of {Path(path).name}",
            hint="readable endings: " + ", ".join(FORMATS) + "; text also with " + " or ".join(COMPRESSIONS),
            where=source.where,
        )
    return kind


def _data_type(source: Source, kind: str) -> exp.DataType:
    try:
        (cast,) = sqlglot.parse(f"CAST(x AS {kind})", dialect="duckdb")
    except (SqlglotError, ValueError):
        cast = None
    built = cast.args.get("to") if isinstance(cast, exp.Cast) else None
    if not isinstance(built, exp.DataType) or built.this is exp.DType.USERDEFINED:
        raise SourceError(
            f"source {source.name!r}: {kind!r} is not a type",
            hint="such as varchar, integer, bigint, double, decimal(18, 2), boolean, date, timestamp",
            where=source.where,
        )
    return built


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
