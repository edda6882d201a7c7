"""Is a moment followed by another within a time? What conversion and repeat have in common."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlglot import exp

from beichen.domain.metric import Conversion, Per, Repeat
from beichen.domain.time import DAY, Duration, Period
from beichen.engine.build import column, group_by_position, named, only, plus_duration
from beichen.engine.cell import Cell, quotient
from beichen.engine.kinds.kind import Reading, Scope, Statement
from beichen.engine.scan import PERIOD, Bounds, Scan


def count_followed(
    scan: Scan, name: str, moments: exp.Select, following: exp.Expr, spec: Conversion | Repeat
) -> Statement:
    """Count the starting moments, and those that are followed in time.

    Args:
        moments: period, dimensions, entity, `at`, and `starts`: how many rows start there.
        following: the next moment that counts as following, null when there is none; never earlier for a later `at`.
    """
    listed = [
        column(PERIOD),
        *scan.keys(),
        column("entity"),
        column("at"),
        column("starts"),
        named(following, "next_at"),
    ]
    steps = [("moments", moments), ("followed", exp.select(*listed).from_("moments"))]
    source = "followed"
    weight = column("starts")
    if spec.per is Per.ENTITIES:
        # the first start of the period is also the one whose following moment is earliest
        firsts = exp.select(
            column(PERIOD),
            *scan.keys(),
            column("entity"),
            named(exp.Min(this=column("at")), "at"),
            named(exp.Min(this=column("next_at")), "next_at"),
            named(exp.Literal.number(1), "starts"),
        )
        starting = exp.GT(this=column("starts"), expression=exp.Literal.number(0))
        steps.append(("firsts", group_by_position(firsts.from_("followed").where(starting), 2 + len(scan.by))))
        source = "firsts"
    limit = plus_duration(column("at"), spec.within, is_date=scan.clock.is_date)
    in_time = exp.LT(this=column("next_at"), expression=limit)
    hits = exp.func("coalesce", only(exp.Sum(this=weight.copy()), in_time), exp.Literal.number(0))
    query = exp.select(
        column(PERIOD),
        *scan.keys(),
        named(hits, f"{name}_numerator"),
        named(exp.Sum(this=weight.copy()), f"{name}_denominator"),
    )
    query = group_by_position(query.from_(source), 1 + len(scan.by))
    for step, statement in steps:
        query = query.with_(step, as_=statement)
    return Statement(query, {name: Reading((f"{name}_numerator", f"{name}_denominator"), f"{name}_denominator")})


def following_bounds(scan: Scan, within: Duration) -> Bounds:
    """The rows of the periods asked for, and those in which their last windows end."""
    until = scan.bounds.until
    return Bounds(scan.bounds.start, until + (_days(within) + 1) * DAY if until is not None else None)


def read_share(_: Any, stats: tuple[Any, ...] | None) -> Cell:
    hits, starts = (int(stats[0]), int(stats[1])) if stats else (0, 0)
    return quotient(hits, starts, n=starts)


def window_closed(spec: Conversion | Repeat, period: Period, scope: Scope) -> bool:
    """Complete when the window that starts last in the period has closed inside the covered span.

    The last window starts on the period's last day; for timestamps at its last instant.
    """
    days = _days(spec.within)
    last: date = period.last_day + (days - 1 if scope.is_date else days) * DAY
    return scope.span.covers(period.start, max(period.last_day, last))


def _days(within: Duration) -> int:
    """The days that a window touches beyond whole ones, rounded up."""
    return -(-within.to_timedelta() // DAY)
