"""Is a moment followed by another within a time? What conversion and repeat have in common."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlglot import exp

from beichen.domain.metric import Conversion, Repeat
from beichen.domain.time import DAY, Duration, Period
from beichen.engine.build import column, group_by_position, named, only, plus_duration
from beichen.engine.cell import Cell, quotient
from beichen.engine.kinds.kind import Reading, Scope, Statement
from beichen.engine.scan import PERIOD, Bounds, Scan

Steps = list[tuple[str, exp.Query]]
"""Common table expressions by name, in order."""


def count_followed(scan: Scan, name: str, steps: Steps, within: Duration) -> Statement:
    """Count the starts of the last step's rows, and those that are followed in time.

    Args:
        steps: the last gives `period`, the dimensions, `at`, `starts` (how many start
            there) and `next_at` (the following moment, null when there is none).
    """
    limit = plus_duration(column("at"), within, is_date=scan.clock.is_date, zone=scan.clock.zone)
    in_time = exp.LT(this=column("next_at"), expression=limit)
    hits = exp.func("coalesce", only(exp.Sum(this=column("starts")), in_time), exp.Literal.number(0))
    query = exp.select(
        column(PERIOD),
        *scan.keys(),
        named(hits, f"{name}_numerator"),
        named(exp.Sum(this=column("starts")), f"{name}_denominator"),
    )
    query = group_by_position(query.from_(steps[-1][0]), 1 + len(scan.by))
    for step, statement in steps:
        query = query.with_(step, as_=statement)
    return Statement(query, {name: Reading((f"{name}_numerator", f"{name}_denominator"), f"{name}_denominator")})


def first_starts(scan: Scan, source: str) -> exp.Select:
    """Of each entity its first start in the period, whose following moment is also the earliest of the period's."""
    firsts = exp.select(
        column(PERIOD),
        *scan.keys(),
        column("entity"),
        named(exp.Min(this=column("at")), "at"),
        named(exp.Min(this=column("next_at")), "next_at"),
        named(exp.Literal.number(1), "starts"),
    )
    starting = exp.GT(this=column("starts"), expression=exp.Literal.number(0))
    return group_by_position(firsts.from_(source).where(starting), 2 + len(scan.by))


def following_bounds(scan: Scan, within: Duration) -> Bounds:
    """The rows of the periods asked for, and those in which their last windows end."""
    until = scan.bounds.until
    return Bounds(scan.bounds.start, until + (_days(within) + 1) * DAY if until is not None else None)


def read_share(_: Any, stats: tuple[Any, ...] | None) -> Cell:
    """The share of starts that were followed, from (hits, starts)."""
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
