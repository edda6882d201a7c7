"""What windows are computed from: the periods with their first and last day, daily rows, and running totals."""

from __future__ import annotations

from collections.abc import Sequence

from sqlglot import exp

from beichen.domain.metric import ToDate, Trailing, Window
from beichen.domain.time import Grain
from beichen.engine.build import column, day_literal, group_by_position, named, partition, plus_days, shift, start_of
from beichen.engine.kinds.measures import Columns, kept_columns
from beichen.engine.scan import PERIOD, Bounds, Scan


def window_periods(scan: Scan, window: Window) -> exp.Select:
    """`period, first_day, last_day` of every window asked for."""
    last_day = plus_days(shift(column(PERIOD), scan.grain, 1), -1)
    if isinstance(window, Trailing):
        first_day = plus_days(column("last_day"), 1 - window.days)
    elif isinstance(window, ToDate):
        first_day = start_of(column("last_day"), window.grain)
    else:
        first_day = day_literal(scan.span.first_day)
    ends = exp.select(column(PERIOD), named(last_day, "last_day")).from_(_starts(scan).subquery("starts"))
    return exp.select(column(PERIOD), named(first_day, "first_day"), column("last_day")).from_(ends.subquery("ends"))


def daily_rows(scan: Scan, columns: Columns, condition: str | None, bounds: Bounds) -> exp.Select:
    """The aggregates per day and segment."""
    rows = scan.select([("day", scan.clock.day)], scan.filter(condition), bounds=bounds, slices_first=1)
    kept = kept_columns(scan, columns)
    return group_by_position(rows.select(*(named(part, name) for name, part in kept)), 1 + len(scan.by))


def running(scan: Scan, rows: exp.Select, totals: Sequence[tuple[str, exp.AggFunc]]) -> exp.Select:
    """Rows per period and segment, each total taken over all periods up to the row's own."""
    outputs = [named(exp.Window(this=total, **partition(scan.by, column(PERIOD))), name) for name, total in totals]
    return exp.select(column(PERIOD), *scan.keys(), *outputs).from_("per_period").with_("per_period", as_=rows)


def _starts(scan: Scan) -> exp.Select:
    """The first days of the periods asked for, as a series."""
    step = {Grain.DAY: (1, "DAY"), Grain.WEEK: (7, "DAY")}.get(scan.grain, (scan.grain.months, "MONTH"))
    ends = [
        exp.cast(exp.Literal.string(period.start.isoformat()), "TIMESTAMP")
        for period in (scan.first_period, scan.last_period)
    ]
    interval = exp.Interval(this=exp.Literal.string(str(step[0])), unit=exp.var(step[1]))
    series = exp.Anonymous(this="generate_series", expressions=[*ends, interval])
    table = exp.Table(
        this=series, alias=exp.TableAlias(this=exp.to_identifier("series"), columns=[exp.to_identifier("start")])
    )
    return exp.select(named(exp.cast(column("start"), "DATE"), PERIOD)).from_(table)
