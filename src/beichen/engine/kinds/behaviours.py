"""Behaviours of an entity within a period, and the test that they must pass: the parts of a threshold."""

from __future__ import annotations

from sqlglot import exp

from beichen.domain.metric import Agg, Measure, Threshold
from beichen.domain.time import Grain
from beichen.engine.build import aggregate, column, only
from beichen.engine.expressions import parse_expression, tie_columns
from beichen.engine.kinds.measures import Columns
from beichen.engine.scan import Scan, free_name
from beichen.errors import QueryError, did_you_mean


def behaviour_columns(scan: Scan, spec: Threshold, prefix: str, own: exp.Expr | None) -> Columns:
    """What `having` names, over an entity's rows that pass `own`."""
    return [(prefix + free_name(name), _behaviour(scan, measure, own)) for name, measure in spec.having]


def passes_test(scan: Scan, spec: Threshold, prefix: str) -> exp.Expr:
    """`where`, over the columns of `behaviour_columns`.

    Raises:
        QueryError: it names what `having` does not.
    """
    names = [name for name, _ in spec.having]

    def resolve(name: str) -> exp.Expr:
        match = next((known for known in names if known.lower() == name.lower()), None)
        if match is None:
            raise QueryError(f"`where` names {name!r}, which `having` does not", hint=did_you_mean(name, names))
        return column(prefix + free_name(match))

    return tie_columns(parse_expression(spec.where, scan.model.project.dialect), resolve, None)


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
    bit = exp.BitwiseLeftShift(
        this=exp.cast(exp.Literal.number(1), "BIGINT"), expression=exp.cast(scan.day_of_period, "INT")
    )
    days = only(exp.Anonymous(this="bit_or", expressions=[bit]), condition)
    counted = scan.dialect.bits(days)
    return exp.func("coalesce", counted, exp.Literal.number(0)) if condition else counted
