"""Simple metrics: one aggregate of a period's rows."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

from sqlglot import exp

from beichen.domain.metric import Agg, Measure, Simple
from beichen.domain.observation import Reason
from beichen.engine.build import aggregate, column, count_rows, group_by_position, named, only
from beichen.engine.cell import Cell, known, number, quotient
from beichen.engine.kinds.kind import Reading, RowKind, Statement, Wanted, period_complete
from beichen.engine.scan import PERIOD, Bounds, Scan

MEASURED = (Agg.SUM, Agg.AVG)
"""Aggregates whose squares have a meaning."""


def _scan_key(spec: Simple) -> Hashable:
    return ("rows", spec.model)


def _compile(scan: Scan, wanted: Sequence[Wanted]) -> Statement:
    """All metrics in one pass: a filter that all share narrows the rows, others narrow their own aggregate."""
    filters = {metric.spec.measure.filter for metric in wanted}
    shared = filters.pop() if len(filters) == 1 else None
    columns: list[exp.Expr] = []
    readings: dict[str, Reading] = {}
    for metric in wanted:
        own = None if metric.spec.measure.filter == shared else scan.filter(metric.spec.measure.filter)
        named_columns = measure_columns(scan, metric.name, metric.spec.measure, own)
        used = None
        if own is not None:
            used = f"{metric.name}.rows"
            named_columns.append((used, count_rows(own)))
        readings[metric.name] = Reading(tuple(name for name, _ in named_columns if name != used), used)
        columns += [named(expression, name) for name, expression in named_columns]
    rows = scan.select([(PERIOD, scan.period)], scan.filter(shared), slices_first=1)
    return Statement(group_by_position(rows.select(*columns), 1 + len(scan.by)), readings)


def measure_columns(scan: Scan, name: str, measure: Measure, condition: exp.Expr | None) -> list[tuple[str, exp.Expr]]:
    """The columns that `read_measure` reads, by their names."""
    value = scan.value(measure.expr)
    if measure.agg is Agg.COUNT or (measure.agg is Agg.COUNT_DISTINCT and value is not None):
        return [(name, only(aggregate(measure, value, scan.dialect), condition))]
    main = Measure(Agg.SUM, measure.expr) if measure.agg is Agg.AVG else measure
    columns = [
        (name, only(aggregate(main, value, scan.dialect), condition)),
        (f"{name}.n", only(exp.Count(this=value.copy() if value is not None else exp.Star()), condition)),
    ]
    if scan.squares and measure.agg in MEASURED and value is not None:
        real = exp.cast(value, "DOUBLE")
        square = exp.Sum(this=exp.Mul(this=real, expression=real.copy()))
        columns.append((f"{name}.squares", only(square, condition)))
    return columns


def read_measure(measure: Measure, stats: tuple[Any, ...] | None) -> Cell:
    """The cell of an aggregate; a count or sum over nothing is 0, any other aggregate of nothing undetermined."""
    value = number(stats[0]) if stats else None
    if measure.agg in (Agg.COUNT, Agg.COUNT_DISTINCT):
        return known(value or 0, n=int(value or 0))
    n = int(stats[1]) if stats else 0
    squares = number(stats[2]) if stats and len(stats) > 2 else None
    if measure.agg is Agg.SUM:
        return known(value or 0, n)._replace(sum_squares=squares)
    if measure.agg is Agg.AVG:
        return _mean(value or 0, n)._replace(sum_squares=squares)
    return Cell(None, Reason.NO_ROWS, n=n) if value is None else known(value, n)


def _mean(total: float, n: int) -> Cell:
    if n == 0:
        return Cell(None, Reason.NO_ROWS, 0, 0, 0)
    return quotient(total, n, n)


def entity_periods(scan: Scan, spec: Simple, bounds: Bounds) -> exp.Select:
    """Per period and segment the distinct values of a count_distinct as `entity`, and whether each counts."""
    value = scan.value(spec.measure.expr)
    assert value is not None  # the reader refuses a count_distinct without expression
    rows = scan.select(
        [(PERIOD, scan.period), ("entity", value)], scan.filter(spec.measure.filter), bounds=bounds, slices_first=1
    ).distinct()
    # a row without a value counts for nobody, but its segment exists
    counts = exp.not_(exp.Is(this=column("entity"), expression=exp.null()))
    listed = [column(PERIOD), *scan.keys(), column("entity"), named(counts, "counts")]
    return exp.select(*listed).from_(rows.subquery("seen"))


def _read(spec: Simple, stats: tuple[Any, ...] | None) -> Cell:
    return read_measure(spec.measure, stats)


KIND = RowKind(scan_key=_scan_key, compile=_compile, read=_read, complete=period_complete)
