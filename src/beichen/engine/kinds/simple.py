"""Simple metrics: one aggregate of a period's rows."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from sqlglot import exp

from beichen.domain.metric import Agg, Simple
from beichen.domain.project import Project
from beichen.engine.build import column, is_present, named
from beichen.engine.cell import Cell
from beichen.engine.kinds.kind import ANY_PASS, RowKind, period_complete
from beichen.engine.kinds.measures import RE_AGGREGATE, read_measure
from beichen.engine.kinds.passes import compile_rows
from beichen.engine.scan import PERIOD, Bounds, Scan


def _scan_key(spec: Simple, _: Project) -> Hashable:
    """Aggregates that can be aggregated again ride on any pass; a count of distinct values needs one by that value."""
    if spec.measure.agg in RE_AGGREGATE:
        return ANY_PASS
    if spec.measure.agg is Agg.COUNT_DISTINCT:
        return ("entity", spec.measure.expr)
    return ("rows",)


def entity_periods(scan: Scan, spec: Simple, bounds: Bounds) -> exp.Select:
    """Per period and segment the distinct values of a count_distinct as `entity`, and whether each counts."""
    value = scan.value(spec.measure.expr)
    assert value is not None  # the reader refuses a count_distinct without expression
    rows = scan.select(
        [scan.bucket, ("entity", value)], scan.filter(spec.measure.filter), bounds=bounds, slices_first=1
    ).distinct()
    # a row without a value counts for nobody, but its segment exists
    counts = is_present(column("entity"))
    listed = [named(scan.bucket_start, PERIOD), *scan.keys(), column("entity"), named(counts, "counts")]
    return exp.select(*listed).from_(rows.subquery("seen"))


def _read(spec: Simple, stats: tuple[Any, ...] | None) -> Cell:
    return read_measure(spec.measure, stats)


KIND = RowKind(scan_key=_scan_key, compile=compile_rows, read=_read, complete=period_complete)
