"""The shape of a kind: how its definition becomes a statement, cells, and a verdict on completeness."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlglot import exp

from beichen.domain.metric import Spec, parts_of
from beichen.domain.observation import Reason
from beichen.domain.project import Project
from beichen.domain.time import Calendar, Grain, Period, Span
from beichen.engine.cell import Cell
from beichen.engine.scan import Scan


@dataclass(frozen=True, slots=True)
class Wanted:
    """A metric that a statement must answer.

    Attributes:
        spec: the kind's own.
        counted: somebody asks of how many rows a sum is.
    """

    name: str
    spec: Any
    counted: bool = True


@dataclass(frozen=True, slots=True)
class Reading:
    """Which columns of a statement belong to a metric.

    Attributes:
        stats: the columns handed to the kind's `read`.
        used: a count of the rows that the metric uses; None when every row of the statement is used.
    """

    stats: tuple[str, ...]
    used: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """SQL whose first columns are the period and the dimensions, and how to read the others.

    Attributes:
        carries: a period without a row goes on from the period before it.
        segments: the segments that exist, where rows of `select` do not tell; its columns are the dimensions.
    """

    select: exp.Select
    readings: Mapping[str, Reading]
    carries: bool = False
    segments: exp.Select | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """What completeness is judged on."""

    span: Span
    calendar: Calendar
    grain: Grain
    is_date: bool


ANY_PASS = ("any",)


@dataclass(frozen=True, slots=True)
class RowKind:
    """A kind that reads rows.

    Attributes:
        scan_key: metrics of one model with equal keys share a statement; those with
            `ANY_PASS` join one that goes by an entity of the model, where there is one.
        compile: scan and metrics → statement.
        read: a row's columns → the cell; no columns (None) → the cell over no rows.
        complete: is the period's value final?
        barred: a reason for which the period has no value whatever the rows say.
    """

    scan_key: Callable[[Any, Project], Hashable]
    compile: Callable[[Scan, Sequence[Wanted]], Statement]
    read: Callable[[Any, tuple[Any, ...] | None], Cell]
    complete: Callable[[Any, Period, Scope], bool]
    barred: Callable[[Any, Period, Scope], Reason | None] = field(default=lambda spec, period, scope: None)


@dataclass(frozen=True, slots=True)
class CompositeKind:
    """A kind made of other metrics.

    Attributes:
        compose: the cell from the parts' cells, by name, in the period that begins on a day.
        parts_at: the parts that the period's value rests on.
    """

    compose: Callable[[Any, Mapping[str, Cell], date], Cell]
    parts_at: Callable[[Any, date], tuple[str, ...]] = field(default=lambda spec, day: parts_of(spec))


Kind = RowKind | CompositeKind


def for_twins(compile_one: Callable[[Scan, Wanted], Statement]) -> Callable[[Scan, Sequence[Wanted]], Statement]:
    """The compiler of a kind whose metrics share a statement only where their definitions are equal."""

    def compile_all(scan: Scan, wanted: Sequence[Wanted]) -> Statement:
        statement = compile_one(scan, wanted[0])
        (reading,) = statement.readings.values()
        return replace(statement, readings={metric.name: reading for metric in wanted})

    return compile_all


def period_complete(_: Spec, period: Period, scope: Scope) -> bool:
    """Complete when the whole period is covered: for kinds that look neither back nor ahead."""
    return scope.span.covers(period.start, period.last_day)
