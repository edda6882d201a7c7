"""Measures as columns: an aggregate of rows with the counts that go with it, and the cell read from them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from sqlglot import exp

from beichen.domain.metric import Agg, Measure
from beichen.domain.observation import Reason
from beichen.engine.build import aggregate, only
from beichen.engine.cell import Cell, Value, known, number, quotient
from beichen.engine.scan import Scan

MEASURED = (Agg.SUM, Agg.AVG)
"""Aggregates whose squares have a meaning."""

RE_AGGREGATE: Mapping[Agg, type[exp.AggFunc]] = {
    Agg.COUNT: exp.Sum,
    Agg.SUM: exp.Sum,
    Agg.AVG: exp.Sum,
    Agg.MIN: exp.Min,
    Agg.MAX: exp.Max,
}
"""How an aggregate of parts is aggregated to the whole; an average is kept as its sum and count."""

Columns = list[tuple[str, exp.Expr]]
"""Columns by their names."""


def measure_columns(
    scan: Scan, name: str, measure: Measure, condition: exp.Expr | None, *, counted: bool = True
) -> Columns:
    """The columns that `read_measure` reads; of a sum that is not `counted`, only the sum."""
    value = scan.value(measure.expr)
    if measure.agg is Agg.COUNT or (measure.agg is Agg.COUNT_DISTINCT and value is not None):
        return [(name, only(aggregate(measure, value, scan.dialect), condition))]
    main = Measure(Agg.SUM, measure.expr) if measure.agg is Agg.AVG else measure
    total = (name, only(aggregate(main, value, scan.dialect), condition))
    if measure.agg is Agg.SUM and not counted:
        return [total]
    columns = [
        total,
        (f"{name}.n", only(exp.Count(this=value.copy() if value is not None else exp.Star()), condition)),
    ]
    if scan.squares and measure.agg in MEASURED and value is not None:
        real = exp.cast(value, "DOUBLE")
        square = exp.Sum(this=exp.Mul(this=real, expression=real.copy()))
        columns.append((f"{name}.squares", only(square, condition)))
    return columns


def kept_columns(scan: Scan, columns: Columns) -> Columns:
    """The columns of a step that is aggregated again; integer sums stay BIGINT.

    DuckDB sums integers to HUGEINT, and reads them 58 times slower when they are summed again.
    """
    return [(name, exp.cast(part, "BIGINT") if scan.is_huge(part) else part) for name, part in columns]


def merged(measure: Measure, index: int) -> type[exp.AggFunc]:
    """How the columns of `measure_columns` are aggregated again: the first by its own way, counts by adding."""
    return RE_AGGREGATE[measure.agg] if index == 0 else exp.Sum


def read_measure(measure: Measure, stats: tuple[Any, ...] | None) -> Cell:
    """The cell of an aggregate; a count or sum over nothing is 0, any other aggregate of nothing undetermined."""
    value = number(stats[0]) if stats else None
    if measure.agg in (Agg.COUNT, Agg.COUNT_DISTINCT):
        return known(value or 0, n=int(value or 0))
    if stats is not None and len(stats) == 1:
        return known(value or 0)
    n = int(stats[1] or 0) if stats else 0
    squares = _finite(number(stats[2])) if stats and len(stats) > 2 else None
    if measure.agg is Agg.SUM:
        return known(value or 0, n)._replace(sum_squares=squares)
    if measure.agg is Agg.AVG:
        return _mean(value or 0, n)._replace(sum_squares=squares)
    return Cell(None, Reason.NO_ROWS, n=n) if value is None else known(value, n)


def _finite(value: Value | None) -> Value | None:
    return value if value is not None and math.isfinite(value) else None


def _mean(total: float, n: int) -> Cell:
    if n == 0:
        return Cell(None, Reason.NO_ROWS, 0, 0, 0)
    return quotient(total, n, n)
