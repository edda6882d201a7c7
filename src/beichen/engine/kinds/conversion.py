"""Conversion metrics: the share that does B within a time of A."""

from __future__ import annotations

from collections.abc import Hashable

from sqlglot import exp

from beichen.domain.metric import Conversion, Per
from beichen.domain.project import Project
from beichen.engine.build import column, count_rows, group_by_position, is_present, named, partition, same
from beichen.engine.kinds.follow import (
    Steps,
    count_followed,
    first_starts,
    following_bounds,
    read_share,
    window_closed,
)
from beichen.engine.kinds.kind import RowKind, Statement, Wanted, for_twins
from beichen.engine.scan import PERIOD, Scan


def _scan_key(spec: Conversion, _: Project) -> Hashable:
    return ("conversion", spec)


def _compile(scan: Scan, metric: Wanted) -> Statement:
    spec: Conversion = metric.spec
    steps = _nearest_ends(scan, spec) if scan.dialect.has_asof else _running_ends(scan, spec)
    return count_followed(scan, metric.name, steps, spec.within)


def _nearest_ends(scan: Scan, spec: Conversion) -> Steps:
    """Starts, each met with the nearest end at its moment or later."""
    moment = scan.clock.moment
    starts = _rows(scan, spec, [(PERIOD, scan.period)], scan.filter(spec.from_filter))
    if spec.per is Per.ENTITIES:
        starts = starts.select(named(exp.Min(this=moment.copy()), "at"), named(exp.Literal.number(1), "starts"))
        starts = group_by_position(starts, 2 + len(scan.by))
    else:
        starts = starts.select(named(moment, "at"), named(count_rows(), "starts"))
        starts = group_by_position(starts, 3 + len(scan.by))
    ends = _rows(scan, spec, [], scan.filter(spec.to_filter)).select(named(moment, "at")).distinct()
    met: list[exp.Expr] = [exp.EQ(this=column("entity", "ends"), expression=column("entity", "starts"))]
    met += [same(column(name, "ends"), column(name, "starts")) for name in scan.by]
    met.append(exp.GTE(this=column("at", "ends"), expression=column("at", "starts")))
    followed = exp.select(
        column(PERIOD, "starts"),
        *scan.keys("starts"),
        column("at", "starts"),
        column("starts", "starts"),
        named(column("at", "ends"), "next_at"),
    )
    followed = followed.from_("starts").join("ends", on=exp.and_(*met), join_type="asof left")
    return [("starts", starts), ("ends", ends), ("followed", followed)]


def _running_ends(scan: Scan, spec: Conversion) -> Steps:
    """Every moment of an entity with what starts and ends there; the nearest end is a running minimum from the last."""
    starts, ends = scan.filter(spec.from_filter), scan.filter(spec.to_filter)
    either = exp.or_(starts, ends) if starts is not None and ends is not None else None
    rows = _rows(scan, spec, [(PERIOD, scan.period)], either).select(named(scan.clock.moment, "at"))
    rows = rows.select(named(count_rows(starts), "starts"), named(count_rows(ends), "ends"))
    moments = group_by_position(rows, 3 + len(scan.by))
    end = exp.Case().when(exp.GT(this=column("ends"), expression=exp.Literal.number(0)), column("at"))
    frame = exp.WindowSpec(kind="ROWS", start="UNBOUNDED", start_side="PRECEDING", end="CURRENT ROW")
    order = exp.Order(expressions=[exp.Ordered(this=column("at"), desc=True)])
    window = partition([*scan.by, "entity"])
    following = exp.Window(this=exp.Min(this=end), **window, order=order, spec=frame)
    listed = [column(PERIOD), *scan.keys(), column("entity"), column("at"), column("starts")]
    steps: Steps = [
        ("moments", moments),
        ("followed", exp.select(*listed, named(following, "next_at")).from_("moments")),
    ]
    if spec.per is Per.ENTITIES:
        steps.append(("firsts", first_starts(scan, "followed")))
    return steps


def _rows(scan: Scan, spec: Conversion, first: list[tuple[str, exp.Expr]], condition: exp.Expr | None) -> exp.Select:
    """`first`, the dimensions and the entity of the rows that pass."""
    entity = scan.model.entity(spec.entity)
    present = is_present(entity)
    bounds = following_bounds(scan, spec.within)
    return scan.select([*first, ("entity", entity)], present, condition, bounds=bounds, slices_first=len(first))


KIND = RowKind(scan_key=_scan_key, compile=for_twins(_compile), read=read_share, complete=window_closed)
