"""The passes that simple and threshold metrics share: one over a model's rows for all that can ride on it.

Rows are aggregated twice: first finely (by entity where somebody counts entities,
else by day), then to the period. That is both what lets metrics share a pass and,
since most rows are gone after the first step, what makes it fast.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlglot import exp

from beichen.domain.metric import Agg, Simple, Threshold
from beichen.domain.time import Grain
from beichen.engine.build import all_of, column, count_rows, group_by_position, is_present, named, only
from beichen.engine.kinds.behaviours import behaviour_columns, passes_test
from beichen.engine.kinds.kind import Reading, Statement, Wanted
from beichen.engine.kinds.measures import RE_AGGREGATE, Columns, kept_columns, measure_columns, merged
from beichen.engine.scan import PERIOD, Scan

ENTITY = "entity"


@dataclass(frozen=True, slots=True)
class _Part:
    """A metric's columns in the fine step and in the outer one, and how the outer ones are read."""

    fine: Columns
    outer: Columns
    reading: Reading


def compile_rows(scan: Scan, wanted: Sequence[Wanted]) -> Statement:
    """The statement of simple and threshold metrics of one pass; all count the same entity, if any."""
    filters = {_filter_of(metric) for metric in wanted}
    shared = filters.pop() if len(filters) == 1 else None
    own = {metric.name: scan.filter(f) for metric in wanted if (f := _filter_of(metric)) != shared}
    counted = next((value for metric in wanted if (value := _counted(scan, metric)) is not None), None)
    if counted is not None:
        return _by_entity(scan, wanted, counted, scan.filter(shared), own)
    if scan.grain is not Grain.DAY and all(metric.spec.measure.agg in RE_AGGREGATE for metric in wanted):
        return _by_day(scan, wanted, scan.filter(shared), own)
    return _direct(scan, wanted, scan.filter(shared), own)


Own = dict[str, exp.Expr | None]
"""The metrics' own filters, where not all share one."""


def _by_entity(scan: Scan, wanted: Sequence[Wanted], counted: exp.Expr, shared: exp.Expr | None, own: Own) -> Statement:
    present = is_present(counted)
    only_entities = all(isinstance(metric.spec, Threshold) for metric in wanted)
    here = None if only_entities else is_present(column(ENTITY))
    alone = len(wanted) == 1
    parts = {metric.name: _entity_part(scan, metric, own.get(metric.name), here, alone=alone) for metric in wanted}
    bucket = scan.bucket
    fine = scan.select([bucket, (ENTITY, counted)], present if only_entities else None, shared, slices_first=1)
    fine = fine.select(*(named(expression, name) for part in parts.values() for name, expression in part.fine))
    step = next((f"per_{m.spec.entity}" for m in wanted if isinstance(m.spec, Threshold)), "per_value")
    return _outer(scan, step, group_by_position(fine, 2 + len(scan.by)), parts)


def _by_day(scan: Scan, wanted: Sequence[Wanted], shared: exp.Expr | None, own: Own) -> Statement:
    parts = {metric.name: _measured_part(scan, metric, own.get(metric.name)) for metric in wanted}
    fine = scan.select([("day", scan.clock.day)], shared, slices_first=1)
    fine = fine.select(*(named(expression, name) for part in parts.values() for name, expression in part.fine))
    fine = group_by_position(fine, 1 + len(scan.by))
    listed = [named(scan.period_of(column("day")), PERIOD), *scan.keys()]
    outputs = [named(expression, name) for part in parts.values() for name, expression in part.outer]
    query = exp.select(*listed, *outputs).from_("daily").with_("daily", as_=fine)
    return Statement(group_by_position(query, len(listed)), {name: part.reading for name, part in parts.items()})


def _direct(scan: Scan, wanted: Sequence[Wanted], shared: exp.Expr | None, own: Own) -> Statement:
    """In one step: days as they are, and percentiles, which no parts make up."""
    readings = {}
    query = scan.select([(PERIOD, scan.period)], shared, slices_first=1)
    for metric in wanted:
        columns = measure_columns(scan, metric.name, metric.spec.measure, own.get(metric.name), counted=metric.counted)
        stats = tuple(name for name, _ in columns)
        columns += _rows(metric.name, own.get(metric.name))
        query = query.select(*(named(part, name) for name, part in columns))
        readings[metric.name] = Reading(stats, _used(metric.name, own.get(metric.name)))
    return Statement(group_by_position(query, 1 + len(scan.by)), readings)


def _entity_part(scan: Scan, metric: Wanted, own: exp.Expr | None, here: exp.Expr | None, *, alone: bool) -> _Part:
    """
    Args:
        here: tells rows of an entity from those without one, where the step holds both.
    """
    if isinstance(metric.spec, Threshold):
        return _threshold_part(scan, metric, own, here, prefix="" if alone else f"{metric.name}.")
    if metric.spec.measure.agg is not Agg.COUNT_DISTINCT:
        return _measured_part(scan, metric, own)
    used = _used(metric.name, own)
    outer = [(metric.name, only(exp.Count(this=column(ENTITY)), _has_rows(metric.name, own)))]
    outer += [(used, exp.Sum(this=column(used)))] if used else []
    return _Part(_rows(metric.name, own), outer, Reading((metric.name,), used))


def _threshold_part(scan: Scan, metric: Wanted, own: exp.Expr | None, here: exp.Expr | None, *, prefix: str) -> _Part:
    tested = all_of(here, _has_rows(metric.name, own))
    passed = all_of(tested, passes_test(scan, metric.spec, prefix))
    count = f"{metric.name}.tested"
    fine = behaviour_columns(scan, metric.spec, prefix, own) + _rows(metric.name, own)
    return _Part(
        fine, [(metric.name, count_rows(passed)), (count, count_rows(tested))], Reading((metric.name, count), count)
    )


def _measured_part(scan: Scan, metric: Wanted, own: exp.Expr | None) -> _Part:
    measure = metric.spec.measure
    columns = measure_columns(scan, metric.name, measure, own, counted=metric.counted)
    outer: Columns = [(name, merged(measure, index)(this=column(name))) for index, (name, _) in enumerate(columns)]
    used = _used(metric.name, own)
    outer += [(used, exp.Sum(this=column(used)))] if used else []
    fine = kept_columns(scan, columns) + _rows(metric.name, own)
    return _Part(fine, outer, Reading(tuple(name for name, _ in columns), used))


def _outer(scan: Scan, step: str, fine: exp.Select, parts: dict[str, _Part]) -> Statement:
    listed = [named(scan.bucket_start, PERIOD), *scan.keys()]
    outputs = [named(expression, name) for part in parts.values() for name, expression in part.outer]
    query = exp.select(*listed, *outputs).from_(exp.table_(step, quoted=True))
    query = group_by_position(query, len(listed)).with_(exp.to_identifier(step, quoted=True), as_=fine)
    return Statement(query, {name: part.reading for name, part in parts.items()})


def _filter_of(metric: Wanted) -> str | None:
    spec = metric.spec
    found: str | None = spec.filter if isinstance(spec, Threshold) else spec.measure.filter
    return found


def _counted(scan: Scan, metric: Wanted) -> exp.Expr | None:
    """What the metric counts each of once, if it does."""
    spec = metric.spec
    if isinstance(spec, Threshold):
        return scan.model.entity(spec.entity)
    assert isinstance(spec, Simple)
    return scan.value(spec.measure.expr) if spec.measure.agg is Agg.COUNT_DISTINCT else None


def _rows(name: str, own: exp.Expr | None) -> Columns:
    """The count of rows that a metric with a filter of its own uses."""
    return [] if own is None else [(f"{name}.rows", count_rows(own))]


def _used(name: str, own: exp.Expr | None) -> str | None:
    return None if own is None else f"{name}.rows"


def _has_rows(name: str, own: exp.Expr | None) -> exp.Expr | None:
    if own is None:
        return None
    return exp.GT(this=column(f"{name}.rows"), expression=exp.Literal.number(0))
