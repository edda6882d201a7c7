"""Retention metrics: the share of a period's newcomers who come back."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import date
from typing import Any

from sqlglot import exp

from beichen.domain.metric import Days, Offset, Retention
from beichen.domain.observation import Reason
from beichen.domain.project import Project
from beichen.domain.time import DAY, Period
from beichen.engine.build import (
    all_of,
    column,
    count_rows,
    group_by_position,
    is_present,
    named,
    plus_days,
    same,
    shift,
)
from beichen.engine.cell import Cell, quotient
from beichen.engine.kinds.kind import Reading, RowKind, Scope, Statement, Wanted, for_twins
from beichen.engine.scan import PERIOD, Bounds, Scan


def _scan_key(spec: Retention, _: Project) -> Hashable:
    return ("retention", spec)


def _compile(scan: Scan, metric: Wanted) -> Statement:
    """Newcomers with the days on which they may come back, met with the rows of those days."""
    spec: Retention = metric.spec
    entity = scan.model.entity(spec.entity)
    present = is_present(entity)
    # an entity has one value of what a primary model says of it: only other dimensions tell its segments apart
    varying = scan.varying(spec.entity)
    visits = scan.select(
        [("entity", entity), ("day", scan.clock.day)],
        present,
        scan.filter(spec.returns_filter),
        bounds=Bounds(),
        slices_first=1,
        slices=varying,
    )
    numerator, denominator = f"{metric.name}_numerator", f"{metric.name}_denominator"
    query = exp.select(
        column(PERIOD, "cohort"),
        *scan.keys("cohort"),
        named(exp.Count(this=column("entity", "returned")), numerator),
        named(count_rows(), denominator),
    )
    query = query.from_("cohort").join("returned", on=_meets("returned", varying), join_type="left")
    query = group_by_position(query, 1 + len(scan.by))
    query = query.with_("firsts", as_=_firsts(scan, spec, entity, present))
    query = query.with_("cohort", as_=_cohort(scan, spec.comeback))
    query = query.with_("visits", as_=visits).with_("returned", as_=_returned(varying))
    return Statement(query, {metric.name: Reading((numerator, denominator))}, segments=_segments(scan, spec, present))


def _firsts(scan: Scan, spec: Retention, entity: exp.Expr, present: exp.Expr) -> exp.Select:
    """The first day ever of each entity: rows before the periods asked for tell who is no newcomer."""
    firsts = scan.select(
        [("entity", entity), ("day", exp.Min(this=scan.clock.day.copy()))],
        present,
        scan.filter(spec.cohort_filter),
        bounds=Bounds(None, scan.bounds.until),
        slices_first=1,
    )
    return group_by_position(firsts, 1 + len(scan.by))


def _returned(varying: Sequence[str]) -> exp.Select:
    """The newcomers with a row on the days on which they may come back."""
    in_time = all_of(
        _meets("visits", varying),
        exp.GTE(this=column("day", "visits"), expression=column("since", "cohort")),
        exp.LT(this=column("day", "visits"), expression=column("until", "cohort")),
    )
    returned = exp.select(*(column(name, "cohort") for name in varying), column("entity", "cohort")).distinct()
    return returned.from_("cohort").join("visits", on=in_time)


def _segments(scan: Scan, spec: Retention, present: exp.Expr) -> exp.Select | None:
    """Segments with a row of the cohort in the periods asked for, though it may be nobody's first."""
    if not scan.by or scan.bounds == Bounds():
        return None
    return scan.select([], present, scan.filter(spec.cohort_filter)).distinct()


def _cohort(scan: Scan, comeback: Offset | Days) -> exp.Select:
    """Newcomers by period, with the days `[since, until)` on which they may come back."""
    period = scan.period_of(column("day"))
    if isinstance(comeback, Offset):
        since = shift(period, scan.grain, comeback.periods)
        until = shift(period, scan.grain, comeback.periods + 1)
    else:
        since = plus_days(column("day"), comeback.first)
        until = plus_days(column("day"), comeback.until)
    listed = [named(period, PERIOD), *scan.keys(), column("entity"), named(since, "since"), named(until, "until")]
    return exp.select(*listed).from_("firsts")


def _meets(table: str, dimensions: Sequence[str]) -> exp.Expr:
    """The same entity in the same segment."""
    conditions: list[exp.Expr] = [exp.EQ(this=column("entity", table), expression=column("entity", "cohort"))]
    conditions += [same(column(name, table), column(name, "cohort")) for name in dimensions]
    return exp.and_(*conditions)


def _read(_: Retention, stats: tuple[Any, ...] | None) -> Cell:
    returned, cohort = (int(stats[0]), int(stats[1])) if stats else (0, 0)
    return quotient(returned, cohort, n=cohort)


def _complete(spec: Retention, period: Period, scope: Scope) -> bool:
    """Complete when the newcomers of the period's last day have had all their days to come back."""
    return scope.span.covers(period.start, max(period.last_day, _last_chance(spec, period, scope)))


def _last_chance(spec: Retention, period: Period, scope: Scope) -> date:
    if isinstance(spec.comeback, Offset):
        return scope.calendar.shift(period.start, scope.grain, spec.comeback.periods + 1) - DAY
    return period.last_day + (spec.comeback.until - 1) * DAY


def _barred(spec: Retention, period: Period, scope: Scope) -> Reason | None:
    """No value while not even the first newcomer's days to come back have begun."""
    if isinstance(spec.comeback, Offset):
        begins = scope.calendar.shift(period.start, scope.grain, spec.comeback.periods)
    else:
        begins = period.start + spec.comeback.first * DAY
    return Reason.RETURN_NOT_BEGUN if begins > scope.span.end else None


KIND = RowKind(scan_key=_scan_key, compile=for_twins(_compile), read=_read, complete=_complete, barred=_barred)
