"""Small pieces of SQL that several kinds of metric are built from, as expressions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlglot import exp

from beichen.domain.metric import Agg, Measure
from beichen.domain.time import Duration, Grain
from beichen.engine.lower import Dialect
from beichen.errors import QueryError


def column(name: str, table: str | None = None) -> exp.Expr:
    return exp.column(name, table=table, quoted=True)


def named(expression: exp.Expr, name: str) -> exp.Expr:
    """The expression under a name; a column that has the name already stays as it is."""
    if isinstance(expression, exp.Column) and expression.name == name and not expression.table:
        return expression.copy()
    return exp.alias_(expression.copy(), name, quoted=True)


def day_literal(day: date) -> exp.Expr:
    return exp.cast(exp.Literal.string(day.isoformat()), "DATE")


def start_of(day: exp.Expr, grain: Grain, week_start: int = 0) -> exp.Expr:
    """First day of the period that holds `day`, as a DATE."""
    if grain is Grain.DAY:
        return day.copy()
    if grain is Grain.WEEK and week_start:
        # weeks are truncated to Mondays: move the project's first weekday onto Monday and back
        return plus_days(_truncate(plus_days(day, -week_start), grain), week_start)
    return _truncate(day, grain)


def shift(start: exp.Expr, grain: Grain, steps: int) -> exp.Expr:
    """First day of the period so many steps away, as a DATE."""
    if grain is Grain.DAY:
        return plus_days(start, steps)
    if grain is Grain.WEEK:
        return plus_days(start, 7 * steps)
    return exp.cast(_plus(start, grain.months * steps, "month"), "DATE")


def plus_days(day: exp.Expr, days: int) -> exp.Expr:
    """A DATE so many days away; a plain integer, which keeps it a DATE."""
    if days == 0:
        return day.copy()
    operator = exp.Add if days > 0 else exp.Sub
    return operator(this=_wrapped(day), expression=exp.Literal.number(abs(days)))


def plus_duration(moment: exp.Expr, length: Duration, *, is_date: bool, zone: str | None) -> exp.Expr:
    """A moment so much later; of a DATE column, a DATE.

    Args:
        zone: of moments that are instants; days and weeks then end at the same time by its clock.
    """
    if is_date:
        return plus_days(moment, length.whole_days or 0)
    if zone is None or length.whole_days is None:
        return _plus(moment, length.amount, length.unit)
    named_zone = exp.Literal.string(zone)
    local = exp.AtTimeZone(this=moment.copy(), zone=named_zone)
    # said in full: engines differ in which of two equal clock times `instant + interval` ends at
    return exp.AtTimeZone(this=exp.paren(_plus(local, length.amount, length.unit)), zone=named_zone.copy())


def where_all(query: exp.Select, *conditions: exp.Expr | None) -> exp.Select:
    """The query with those conditions that there are."""
    present = [condition.copy() for condition in conditions if condition is not None]
    return query.where(*present) if present else query


def all_of(*conditions: exp.Expr | None) -> exp.Expr | None:
    """The conditions that there are, in one chain of `and`; None when there are none."""
    chains = [condition for condition in conditions if condition is not None]
    parts = [part for chain in chains for part in (chain.flatten() if isinstance(chain, exp.And) else (chain,))]
    return exp.and_(*(part.copy() for part in parts)) if parts else None


def only(aggregate: exp.Expr, condition: exp.Expr | None) -> exp.Expr:
    """The aggregate over the rows that pass the condition."""
    if condition is None:
        return aggregate
    return exp.Filter(this=aggregate, expression=exp.Where(this=condition.copy()))


def count_rows(condition: exp.Expr | None = None) -> exp.Expr:
    return only(exp.Count(this=exp.Star()), condition)


def group_by_position(query: exp.Select, keys: int) -> exp.Select:
    """Group by the first so many columns: by position, since an alias may also be a source column's name."""
    return query.group_by(*(exp.Literal.number(index + 1) for index in range(keys))) if keys else query


def aggregate(measure: Measure, value: exp.Expr | None, dialect: Dialect) -> exp.Expr:
    """The aggregate of a measure, `value` being its expression."""
    if measure.agg is Agg.COUNT:
        return exp.Count(this=exp.Star() if value is None else value.copy())
    if value is None:
        raise QueryError(f"{measure.agg.value} needs an expression", hint="add `expr:`")
    if measure.agg is Agg.COUNT_DISTINCT:
        return exp.Count(this=exp.Distinct(expressions=[value.copy()]))
    if measure.agg is Agg.PERCENTILE:
        return dialect.percentile(value.copy(), measure.percentile or 0.0)
    return _PLAIN[measure.agg](this=value.copy())


def is_null(value: exp.Expr) -> exp.Expr:
    return exp.Is(this=_wrapped(value), expression=exp.null())


def is_present(value: exp.Expr) -> exp.Expr:
    return exp.not_(is_null(value))


def equals(left: exp.Expr, right: exp.Expr) -> exp.Expr:
    return exp.EQ(this=_wrapped(left), expression=_wrapped(right))


def same(left: exp.Expr, right: exp.Expr) -> exp.Expr:
    """Equal, a null being equal to a null."""
    return exp.NullSafeEQ(this=left.copy(), expression=right.copy())


_PLAIN: dict[Agg, type[exp.AggFunc]] = {Agg.SUM: exp.Sum, Agg.AVG: exp.Avg, Agg.MIN: exp.Min, Agg.MAX: exp.Max}


def partition(names: Sequence[str], order: exp.Expr | None = None, table: str | None = None) -> dict[str, object]:
    """Arguments of a window over the columns of those names."""
    parts: dict[str, object] = {"partition_by": [column(name, table) for name in names]}
    if order is not None:
        parts["order"] = exp.Order(expressions=[exp.Ordered(this=order.copy())])
    return parts


def _truncate(day: exp.Expr, grain: Grain) -> exp.Expr:
    unit = exp.Literal.string(grain.value)
    return exp.cast(exp.Anonymous(this="date_trunc", expressions=[unit, day.copy()]), "DATE")


def _plus(moment: exp.Expr, amount: int, unit: str) -> exp.Expr:
    interval = exp.Interval(this=exp.Literal.string(str(abs(amount))), unit=exp.var(unit.upper()))
    operator = exp.Add if amount >= 0 else exp.Sub
    return operator(this=_wrapped(moment), expression=interval)


def _wrapped(expression: exp.Expr) -> exp.Expr:
    """An operand that keeps together whatever operator stands beside it."""
    copied = expression.copy()
    return exp.paren(copied, copy=False) if isinstance(copied, exp.Binary | exp.Not | exp.Predicate) else copied
