"""Figures from elsewhere: a number that somebody says, or a column of somebody's file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from beichen.domain.project import Project
from beichen.domain.time import Calendar, Grain
from beichen.errors import QueryError, did_you_mean

MOST = 60
"""Periods of a file that are compared: the latest."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it was written: one that was rounded is met by all that round to it.

    Attributes:
        half: half a unit of its last digit; 0 for a number that was not rounded.
    """

    value: int | float
    half: float = 0.0

    def is_met_by(self, value: int | float) -> bool:
        return abs(value - self.value) <= self.half + 1e-9 * max(1.0, abs(self.value))


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures by the first day of their period; a bare number stands for the period that is asked for."""

    name: str
    by_period: Mapping[date, Figure]
    single: Figure | None = None

    @property
    def latest(self) -> date:
        return max(self.by_period)

    def on(self, at: date) -> Figure:
        """The figure of a period.

        Raises:
            QueryError: the file has none.
        """
        if self.single is not None:
            return self.single
        if at not in self.by_period:
            known = f"{min(self.by_period)} to {max(self.by_period)}"
            raise QueryError(f"{self.name} has no figure for {at}", hint=f"it has figures from {known}")
        return self.by_period[at]

    def days(self, at: date) -> tuple[date, ...]:
        """The periods to compare, the one that is asked for among them."""
        latest = sorted(self.by_period)[-MOST:]
        return tuple(sorted({*latest, at}))

    def are_met_by(self, values: Mapping[date, Any]) -> bool:
        """Whether every figure that can be compared is met."""
        return all(isinstance(values[day], int | float) and self.on(day).is_met_by(values[day]) for day in values)


def read_figures(text: str, project: Project, grain: Grain, *, column: str | None, sheet: str | None) -> Figures:
    """What was given: a number as people write it (`12,840`, `12.8K`, `1.2万`, `3.4%`), or the path of a file.

    Raises:
        QueryError: it is neither, nor a metric; or the file's columns do not say what its figures are.
        SourceError: the file cannot be read.
    """
    number = read_number(text)
    if number is not None:
        return Figures(text, {}, number)
    if not Path(text).suffix:
        hint = did_you_mean(text, project.metrics) or "name a metric, a number, or a CSV, Excel or Parquet file"
        raise QueryError(f"{text!r} is neither a metric nor a number", hint=hint)
    return _read_file(text, project.calendar, grain, column, sheet)


_UNITS = {"k": 3, "m": 6, "b": 9, "万": 4, "亿": 8, "%": -2, "": 0}
_NUMBER = re.compile(r"[¥$€£]?\s*([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*([KkMmBb万亿%]?)")


def read_number(text: str) -> Figure | None:
    """A number as people write it; None where the text is none."""
    match = _NUMBER.fullmatch(text.strip())
    if match is None:
        return None
    written, power = Decimal(match[1].replace(",", "")), _UNITS[match[2].lower()]
    exponent = written.as_tuple().exponent
    assert isinstance(exponent, int)  # digits only: never infinite
    value = written.scaleb(power)
    rounded = exponent < 0 or match[2] != ""
    return Figure(_number(value), float(Decimal(10) ** (exponent + power) / 2) if rounded else 0.0)


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _read_file(path: str, calendar: Calendar, grain: Grain, column: str | None, sheet: str | None) -> Figures:
    from beichen.sources.at_hand import read_table

    table = read_table(path, sheet=sheet)
    columns = {name: list(table.column(name).to_pylist()) for name in table.column_names}
    dates = next((name for name, held in columns.items() if _are_days(held)), None)
    value = _value_column(path, columns, column)
    figures = list(_figures(path, columns[value]))
    if dates is None:
        if len(figures) != 1:
            raise QueryError(f"{path} has no column of dates", hint="add the first day of each period as a column")
        return Figures(path, {}, figures[0])
    by_period: dict[date, Figure] = {}
    for written, figure in zip(columns[dates], figures, strict=True):
        day = _day(written)
        if day is None or figure is None:
            continue
        start = calendar.start_of(day, grain)
        if start in by_period:
            raise QueryError(
                f"{path} has several rows for the {grain.value} of {start}",
                hint="give one row per period, or name the file's own period with --grain",
            )
        by_period[start] = figure
    if not by_period:
        raise QueryError(f"{path} has no figure", hint=f"column {value!r} of it is empty")
    return Figures(path, by_period)


def _value_column(path: str, columns: Mapping[str, list[Any]], column: str | None) -> str:
    if column is not None:
        if column not in columns:
            raise QueryError(f"{path} has no column {column!r}", hint=did_you_mean(column, columns))
        return column
    numeric = [name for name, held in columns.items() if not _are_days(held) and _are_numbers(held)]
    if len(numeric) != 1:
        told = "no column of numbers" if not numeric else "several columns of numbers: " + ", ".join(numeric)
        raise QueryError(f"{path} has {told}", hint="name the one that is meant with --column")
    return numeric[0]


def _figures(path: str, held: list[Any]) -> Iterator[Figure]:
    for value in held:
        if isinstance(value, str):
            found = read_number(value)
            if found is None:
                raise QueryError(f"{path} holds {value!r}, which is no number", hint="mend the cell, or the column")
            yield found
        elif value is not None:
            yield _written(value)


def _written(value: Any) -> Figure:
    """A cell's number: with few decimals it was rounded to them."""
    try:
        written = Decimal(str(value))
    except InvalidOperation as error:
        raise QueryError(f"{value!r} is no number", hint="name another column with --column") from error
    exponent = written.normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    return Figure(_number(written), float(Decimal(10) ** exponent / 2) if -6 <= exponent < 0 else 0.0)


def _are_days(held: list[Any]) -> bool:
    there = [value for value in held if value is not None]
    return bool(there) and all(_day(value) is not None for value in there)


def _are_numbers(held: list[Any]) -> bool:
    there = [value for value in held if value is not None]
    return bool(there) and all(
        read_number(value) is not None if isinstance(value, str) else isinstance(value, int | float | Decimal)
        for value in there
    )


def _day(value: Any) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", value.strip()):
        try:
            return date.fromisoformat(value.strip() if len(value.strip()) == 10 else f"{value.strip()}-01")
        except ValueError:
            return None
    return None
