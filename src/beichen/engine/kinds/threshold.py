"""Threshold metrics: how many entities behaved in a given way within a period.

The usual shape of a North Star ("listeners who played on 3 days or more").
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from sqlglot import exp

from beichen.domain.metric import Threshold
from beichen.domain.project import Project
from beichen.engine.build import column, group_by_position, is_present, named
from beichen.engine.cell import Cell, known
from beichen.engine.kinds.behaviours import behaviour_columns, passes_test
from beichen.engine.kinds.kind import RowKind, period_complete
from beichen.engine.kinds.passes import compile_rows
from beichen.engine.scan import PERIOD, Bounds, Scan


def _scan_key(spec: Threshold, project: Project) -> Hashable:
    """Shared with whatever counts the same entity."""
    entity = project.models[spec.model].entity(spec.entity)
    return ("entity", entity.expr if entity is not None else spec.entity)


def entity_periods(scan: Scan, spec: Threshold, bounds: Bounds) -> exp.Select:
    """Per period and segment the entities with a row, and whether each passes the test (`counts`)."""
    entity = scan.model.entity(spec.entity)
    present = is_present(entity)
    rows = scan.select(
        [scan.bucket, ("entity", entity)], present, scan.filter(spec.filter), bounds=bounds, slices_first=1
    )
    rows = rows.select(*(named(part, name) for name, part in behaviour_columns(scan, spec, "", None)))
    rows = group_by_position(rows, 2 + len(scan.by))
    counts = exp.func("coalesce", passes_test(scan, spec, ""), exp.false())
    listed = [named(scan.bucket_start, PERIOD), *scan.keys(), column("entity"), named(counts, "counts")]
    return exp.select(*listed).from_(rows.subquery("behaved"))


def _read(_: Threshold, stats: tuple[Any, ...] | None) -> Cell:
    return known(int(stats[0]), n=int(stats[1])) if stats else known(0, n=0)


KIND = RowKind(scan_key=_scan_key, compile=compile_rows, read=_read, complete=period_complete)
