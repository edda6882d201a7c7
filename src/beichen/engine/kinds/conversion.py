"""Conversion metrics: the share that does B within a time of A."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from sqlglot import exp

from beichen.domain.metric import Conversion
from beichen.engine.build import column, count_rows, group_by_position, named, partition
from beichen.engine.kinds.follow import count_followed, following_bounds, read_share, window_closed
from beichen.engine.kinds.kind import RowKind, Statement, Wanted
from beichen.engine.scan import PERIOD, Scan


def _scan_key(spec: Conversion) -> Hashable:
    return ("conversion", spec)


def _compile(scan: Scan, wanted: Sequence[Wanted]) -> Statement:
    """Per entity and moment: how many rows start, and whether any ends; a row that does both is its own end."""
    (metric,) = wanted
    spec: Conversion = metric.spec
    entity = scan.model.entity(spec.entity)
    starts = scan.filter(spec.from_filter)
    ends = scan.filter(spec.to_filter)
    either = exp.or_(starts, ends) if starts is not None and ends is not None else None
    present = exp.not_(exp.Is(this=entity.copy(), expression=exp.null()))
    listed = [(PERIOD, scan.period), ("entity", entity), ("at", scan.clock.moment)]
    rows = scan.select(listed, present, either, bounds=following_bounds(scan, spec.within), slices_first=1)
    ended = count_rows(ends)
    rows = rows.select(named(count_rows(starts), "starts"), named(ended, "ends"))
    moments = group_by_position(rows, 3 + len(scan.by))
    end = exp.Case().when(exp.GT(this=column("ends"), expression=exp.Literal.number(0)), column("at"))
    # nearest end first from behind: a running minimum over the moments from the last to this one
    frame = exp.WindowSpec(kind="ROWS", start="UNBOUNDED", start_side="PRECEDING", end="CURRENT ROW")
    window = partition([*scan.by, "entity"])
    order = exp.Order(expressions=[exp.Ordered(this=column("at"), desc=True)])
    following = exp.Window(this=exp.Min(this=end), **window, order=order, spec=frame)
    return count_followed(scan, metric.name, moments, following, spec)


KIND = RowKind(scan_key=_scan_key, compile=_compile, read=read_share, complete=window_closed)
