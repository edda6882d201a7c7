"""sources/*.yml: where data come from, how they load, how far they are complete."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from beichen.domain.model import Completeness, Load, Source
from beichen.project.document import describe
from beichen.project.names import Names
from beichen.project.shape import Shape, refused
from beichen.project.written import LoadName, Name, Span, Written, read_day

EXAMPLE = """\
sources:
  - name: plays                    # becomes the table of that name, unless `table` says otherwise
    type: file
    path: data/plays/*.parquet     # Parquet, CSV, JSON lines, Excel; relative to the project
    load: copy                     # copy | view
    columns: {track_id: varchar}   # types that must not be guessed
    complete_through: latest       # latest | clock | a date
  - {name: listeners, type: file, path: "${LUMEN_DATA:-data}/listeners.csv"}
  - {name: payments, type: file, path: data/payments.csv, complete_through: clock, lag: 2 days}
  - {name: assignments, type: file, path: data/assignments.csv}
"""


def _through(value: Any) -> Completeness | date:
    if isinstance(value, str) and value in set(Completeness):
        return Completeness(value)
    if not isinstance(value, date) and not (isinstance(value, str) and value[:1].isdigit()):
        raise refused(f"should be latest, clock or a day such as 2026-01-31, not {describe(value)}")
    return read_day(value)


Through = Annotated[
    Completeness | date,
    Written(_through, {"anyOf": [{"enum": ["latest", "clock"]}, {"type": "string", "format": "date"}]}),
]


class SourceShape(Shape):
    noun: ClassVar[str] = "a source"

    name: Name = Field(description="What it is called in errors and by `beichen load`.")
    type: Literal["file"] = Field(description="`file`: Parquet, CSV, JSON lines or Excel.")
    path: Name = Field(description="File or glob, relative to the project's folder.", examples=["data/plays/*.parquet"])
    table: Name | None = Field(default=None, description="The table that it becomes; its name where this is absent.")
    load: LoadName = Field(default=Load.COPY, description="`copy` it into the warehouse, or `view` it where it lies.")
    columns: dict[Name, Name] = Field(
        default_factory=dict,
        description="SQL types of columns that must not be guessed.",
        examples=[{"zip": "varchar"}],
    )
    complete_through: Through = Field(
        default=Completeness.LATEST,
        description="How far the data are whole: to the `latest` row, to the `clock` less `lag`, or to a day.",
    )
    lag: Span | None = Field(default=None, description="With `complete_through: clock`, how late data may arrive.")
    sheet: Name | None = Field(default=None, description="The sheet of an Excel file; its first where this is absent.")


class SourcesFile(Shape):
    """Where data come from, how they load, how far they are complete. `${VAR}` and `${VAR:-default}` are filled in."""

    noun: ClassVar[str] = "a sources file"

    sources: list[SourceShape] = Field(default_factory=list, description="The sources.")


def resolve_sources(files: Iterable[SourcesFile], folder: Path, names: Names) -> dict[str, Source]:
    """The sources by name; no two of one name, or of one table."""
    sources: dict[str, Source] = {}
    by_table: dict[str, Source] = {}
    for shape in (source for file in files for source in file.sources):
        if shape.lag is not None and shape.complete_through is not Completeness.CLOCK:
            names.problems.add(
                "lag has no meaning without the clock", shape.at("lag"), "write `complete_through: clock`"
            )
        source = _source(shape, folder)
        known = sources.setdefault(source.name, source)
        if known is not source:
            names.problems.add(f"source {source.name!r} is defined twice", shape.at("name"), f"first at {known.where}")
            continue
        # Engines fold the case of table names.
        holder = by_table.setdefault(source.table.casefold(), source)
        if holder is not source:
            where = shape.at("table") if shape.gives("table") else shape.at("name")
            hint = f"{holder.name!r} at {holder.where} makes it too: give one another `table`"
            names.problems.add(f"two sources make the table {source.table!r}", where, hint)
    return sources


def _source(shape: SourceShape, folder: Path) -> Source:
    return Source(
        name=shape.name,
        type=shape.type,
        path=shape.path if "://" in shape.path else os.path.normpath(folder / shape.path),
        table=shape.table or shape.name,
        load=shape.load,
        columns=tuple(shape.columns.items()),
        complete_through=shape.complete_through,
        lag=shape.lag.to_timedelta() if shape.lag else timedelta(0),
        sheet=shape.sheet,
        where=shape.at(),
    )
