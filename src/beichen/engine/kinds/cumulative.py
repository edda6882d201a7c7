"""Cumulative metrics: an aggregate over a window that ends with the period's last day."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from datetime import date
from typing import Any

from sqlglot import exp

from beichen.domain.metric import Agg, AllTime, Cumulative, ToDate, Trailing
from beichen.domain.observation import Reason
from beichen.domain.project import Project
from beichen.domain.time import DAY, Period, Span
from beichen.engine.build import aggregate, column, group_by_position, named
from beichen.engine.cell import Cell
from beichen.engine.kinds import distinct_window
from beichen.engine.kinds.kind import Reading, RowKind, Scope, Statement, Wanted, for_twins
from beichen.engine.kinds.measures import measure_columns, merged, read_measure
from beichen.engine.kinds.windows import daily_rows, running, window_periods
from beichen.engine.scan import PERIOD, Bounds, Scan


def _scan_key(spec: Cumulative, _: Project) -> Hashable:
    return ("cumulative", spec)


def _compile(scan: Scan, metric: Wanted) -> Statement:
    """One statement a metric, and of its segments those with a row in a period asked for or in its window."""
    spec: Cumulative = metric.spec
    bounds = Bounds(_window_start(spec, scan.first_period, scan.span), scan.bounds.until)
    statement = _windowed(scan, metric, spec, bounds)
    if not scan.by:
        return statement
    reached = Bounds(min(scan.first_period.start, _window_start(spec, scan.first_period, scan.span)), scan.bounds.until)
    segments = scan.select([], scan.filter(spec.measure.filter), bounds=reached).distinct()
    return replace(statement, segments=segments)


def _windowed(scan: Scan, metric: Wanted, spec: Cumulative, bounds: Bounds) -> Statement:
    """Distinct values by sweeping, percentiles from rows, all else from daily aggregates."""
    if spec.measure.agg is Agg.COUNT_DISTINCT:
        return distinct_window.compile_distinct(scan, metric.name, spec, bounds)
    if spec.measure.agg is Agg.PERCENTILE:
        return _percentile(scan, metric.name, spec, bounds)
    columns = measure_columns(scan, metric.name, spec.measure, None)
    names = tuple(name for name, _ in columns)
    if isinstance(spec.window, AllTime):
        rows = scan.select([(PERIOD, scan.period)], scan.filter(spec.measure.filter), bounds=bounds, slices_first=1)
        rows = group_by_position(rows.select(*(named(part, name) for name, part in columns)), 1 + len(scan.by))
        totals = [(name, merged(spec.measure, index)(this=column(name))) for index, name in enumerate(names)]
        return Statement(running(scan, rows, totals), {metric.name: Reading(names)}, carries=True)
    daily = daily_rows(scan, columns, spec.measure.filter, bounds)
    outputs = [named(merged(spec.measure, index)(this=column(name, "daily")), name) for index, name in enumerate(names)]
    query = exp.select(column(PERIOD, "periods"), *scan.keys("daily"), *outputs).from_("periods")
    query = query.join("daily", on=_in_window("daily"))
    query = group_by_position(query, 1 + len(scan.by))
    query = query.with_("periods", as_=window_periods(scan, spec.window)).with_("daily", as_=daily)
    return Statement(query, {metric.name: Reading(names)})


def _percentile(scan: Scan, name: str, spec: Cumulative, bounds: Bounds) -> Statement:
    """The rows themselves meet every window that they lie in: a percentile of percentiles would be another number."""
    value = scan.value(spec.measure.expr)
    assert value is not None  # the reader refuses a percentile without expression
    rows = scan.select(
        [("day", scan.clock.day), ("measured", value)], scan.filter(spec.measure.filter), bounds=bounds, slices_first=1
    )
    measured = column("measured", "measures")
    outputs = [
        named(aggregate(spec.measure, measured, scan.dialect), name),
        named(exp.Count(this=measured.copy()), f"{name}.n"),
    ]
    query = exp.select(column(PERIOD, "periods"), *scan.keys("measures"), *outputs).from_("periods")
    query = group_by_position(query.join("measures", on=_in_window("measures")), 1 + len(scan.by))
    query = query.with_("periods", as_=window_periods(scan, spec.window)).with_("measures", as_=rows)
    return Statement(query, {name: Reading((name, f"{name}.n"))})


def _in_window(table: str) -> exp.Expr:
    return exp.Between(
        this=column("day", table), low=column("first_day", "periods"), high=column("last_day", "periods")
    )


def _window_start(spec: Cumulative, period: Period, span: Span) -> date:
    """First day of the window that ends with the period."""
    match spec.window:
        case Trailing(days):
            return period.until - days * DAY
        case ToDate(grain):
            last = period.last_day
            month = (last.month - 1) // grain.months * grain.months + 1
            return date(last.year, month, 1)
        case _:
            return span.first_day


def _read(spec: Cumulative, stats: tuple[Any, ...] | None) -> Cell:
    return read_measure(spec.measure, stats)


def _complete(spec: Cumulative, period: Period, scope: Scope) -> bool:
    start = min(period.start, _window_start(spec, period, scope.span))
    if isinstance(spec.window, AllTime):
        start = period.start
    return scope.span.covers(start, period.last_day)


def _barred(spec: Cumulative, period: Period, scope: Scope) -> Reason | None:
    start = _window_start(spec, period, scope.span)
    outside = start > scope.span.through or period.last_day < scope.span.first_day
    return Reason.WINDOW_OUTSIDE_SPAN if outside else None


KIND = RowKind(scan_key=_scan_key, compile=for_twins(_compile), read=_read, complete=_complete, barred=_barred)
