"""Repeat metrics: the share followed by the same again, strictly later and within a time."""

from __future__ import annotations

from collections.abc import Hashable

from sqlglot import exp

from beichen.domain.metric import Per, Repeat
from beichen.domain.project import Project
from beichen.engine.build import column, count_rows, group_by_position, is_present, named, partition
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


def _scan_key(spec: Repeat, _: Project) -> Hashable:
    return ("repeat", spec)


def _compile(scan: Scan, metric: Wanted) -> Statement:
    """Per entity the distinct moments, each with the next: rows of one moment do not follow each other."""
    spec: Repeat = metric.spec
    entity = scan.model.entity(spec.entity)
    present = is_present(entity)
    listed = [(PERIOD, scan.period), ("entity", entity), ("at", scan.clock.moment)]
    bounds = following_bounds(scan, spec.within)
    rows = scan.select(listed, present, scan.filter(spec.event_filter), bounds=bounds, slices_first=1)
    moments = group_by_position(rows.select(named(count_rows(), "starts")), 3 + len(scan.by))
    window = partition([*scan.by, "entity"], column("at"))
    following = exp.Window(this=exp.Lead(this=column("at")), **window)
    kept = [column(PERIOD), *scan.keys(), column("entity"), column("at"), column("starts")]
    followed = exp.select(*kept, named(following, "next_at")).from_("moments")
    steps: Steps = [("moments", moments), ("followed", followed)]
    if spec.per is Per.ENTITIES:
        steps.append(("firsts", first_starts(scan, "followed")))
    return count_followed(scan, metric.name, steps, spec.within)


KIND = RowKind(scan_key=_scan_key, compile=for_twins(_compile), read=read_share, complete=window_closed)
