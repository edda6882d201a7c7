"""Threshold metrics: how many entities behaved in a given way within a period.

The usual shape of a North Star ("listeners who played on 3 days or more").
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

from sqlglot import exp

from beichen.domain.metric import Agg, Measure, Threshold
from beichen.domain.time import Grain
from beichen.engine.build import aggregate, column, count_rows, group_by_position, named, only
from beichen.engine.cell import Cell, known
from beichen.engine.expressions import parse_expression, tie_columns
from beichen.engine.kinds.kind import Reading, RowKind, Statement, Wanted, period_complete
from beichen.engine.scan import PERIOD, Bounds, Scan, free_name
from beichen.errors import QueryError, did_you_mean


def _scan_key(spec: Threshold) -> Hashable:
    return ("entities", spec.model, spec.entity)


def _compile(scan: Scan, wanted: Sequence[Wanted]) -> Statement:
    """One row per period, segment and entity with all behaviours asked for, then counted."""
    filters = {metric.spec.filter for metric in wanted}
    shared = filters.pop() if len(filters) == 1 else None
    behaviours: list[tuple[str, exp.Expr]] = []
    outputs: list[exp.Expr] = []
    readings: dict[str, Reading] = {}
    for metric in wanted:
        prefix = "" if len(wanted) == 1 else f"{metric.name}."
        own = None if metric.spec.filter == shared else scan.filter(metric.spec.filter)
        behaviours += _behaviours(scan, metric.spec, prefix, own)
        tested = None
        if own is not None:
            behaviours.append((f"{prefix}rows", count_rows(own)))
            tested = exp.GT(this=column(f"{prefix}rows"), expression=exp.Literal.number(0))
        passed = _test(scan, metric.spec, prefix)
        passed = exp.and_(tested, passed) if tested is not None else passed
        outputs += [named(count_rows(passed), metric.name), named(count_rows(tested), f"{metric.name}.tested")]
        readings[metric.name] = Reading((metric.name, f"{metric.name}.tested"), f"{metric.name}.tested")
    per_entity = _per_entity(scan, wanted[0].spec, shared, behaviours, scan.bounds)
    step = f"per_{wanted[0].spec.entity}"
    query = exp.select(column(PERIOD), *scan.keys(), *outputs).from_(exp.table_(step, quoted=True))
    query = group_by_position(query, 1 + len(scan.by)).with_(exp.to_identifier(step, quoted=True), as_=per_entity)
    return Statement(query, readings)


def entity_periods(scan: Scan, spec: Threshold, bounds: Bounds) -> exp.Select:
    """Per period and segment the entities with a row, and whether each passes the test (`counts`)."""
    rows = _per_entity(scan, spec, spec.filter, _behaviours(scan, spec, "", None), bounds)
    counts = exp.func("coalesce", _test(scan, spec, ""), exp.false())
    listed = [column(PERIOD), *scan.keys(), column("entity"), named(counts, "counts")]
    return exp.select(*listed).from_(rows.subquery("behaved"))


def _per_entity(
    scan: Scan, spec: Threshold, shared: str | None, behaviours: list[tuple[str, exp.Expr]], bounds: Bounds
) -> exp.Select:
    entity = scan.model.entity(spec.entity)
    present = exp.not_(exp.Is(this=entity.copy(), expression=exp.null()))
    rows = scan.select(
        [(PERIOD, scan.period), ("entity", entity)], present, scan.filter(shared), bounds=bounds, slices_first=1
    )
    rows = rows.select(*(named(expression, name) for name, expression in behaviours))
    return group_by_position(rows, 2 + len(scan.by))


def _behaviours(scan: Scan, spec: Threshold, prefix: str, own: exp.Expr | None) -> list[tuple[str, exp.Expr]]:
    return [(prefix + free_name(name), _behaviour(scan, measure, own)) for name, measure in spec.having]


def _behaviour(scan: Scan, measure: Measure, own: exp.Expr | None) -> exp.Expr:
    conditions = [condition for condition in (own, scan.filter(measure.filter)) if condition is not None]
    condition = exp.and_(*conditions) if conditions else None
    value = scan.value(measure.expr)
    if measure.agg is Agg.COUNT_DISTINCT and value == scan.clock.day and scan.grain in (Grain.WEEK, Grain.MONTH):
        return _count_days(scan, condition)
    found = only(aggregate(measure, value, scan.dialect), condition)
    # a sum over no rows is 0, as it is everywhere
    return exp.func("coalesce", found, exp.Literal.number(0)) if measure.agg is Agg.SUM else found


def _count_days(scan: Scan, condition: exp.Expr | None) -> exp.Expr:
    """Distinct days of a week or month as bits of one number: a third faster than a set of days per entity."""
    position = exp.Sub(this=scan.clock.day.copy(), expression=exp.paren(scan.period.copy()))
    bit = exp.BitwiseLeftShift(
        this=exp.cast(exp.Literal.number(1), "BIGINT"), expression=exp.cast(exp.paren(position), "INT")
    )
    days = only(exp.Anonymous(this="bit_or", expressions=[bit]), condition)
    return (
        exp.func("coalesce", scan.dialect.bits(days), exp.Literal.number(0)) if condition else scan.dialect.bits(days)
    )


def _test(scan: Scan, spec: Threshold, prefix: str) -> exp.Expr:
    names = [name for name, _ in spec.having]

    def resolve(name: str) -> exp.Expr:
        match = next((known for known in names if known.lower() == name.lower()), None)
        if match is None:
            raise QueryError(f"`where` names {name!r}, which `having` does not", hint=did_you_mean(name, names))
        return column(prefix + free_name(match))

    return tie_columns(parse_expression(spec.where, scan.model.project.dialect), resolve, None)


def _read(_: Threshold, stats: tuple[Any, ...] | None) -> Cell:
    return known(int(stats[0]), n=int(stats[1])) if stats else known(0, n=0)


KIND = RowKind(scan_key=_scan_key, compile=_compile, read=_read, complete=period_complete)
