"""Lifecycle metrics: the entities of another metric, by their state against the period before.

of = new + retained + resurrected, and of(P) = of(P−1) − lapsed + new + resurrected.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlglot import exp

from beichen.domain.metric import Simple, State, Threshold
from beichen.domain.project import Project
from beichen.domain.time import Period
from beichen.engine.build import column, count_rows, group_by_position, is_null, named, partition, shift
from beichen.engine.cell import Cell, known
from beichen.engine.kinds import simple, threshold
from beichen.engine.kinds.kind import Reading, RowKind, Scope, Statement, Wanted
from beichen.engine.scan import PERIOD, Bounds, Scan


@dataclass(frozen=True, slots=True)
class ResolvedLifecycle:
    """A lifecycle with the definition it follows, since that one's rows are read."""

    of: Simple | Threshold
    state: State

    @property
    def model(self) -> str:
        return self.of.model


def _scan_key(spec: ResolvedLifecycle, _: Project) -> Hashable:
    return ("lifecycle", spec.of)


def _compile(scan: Scan, wanted: Sequence[Wanted]) -> Statement:
    """Every entity's periods in order, each with the one before and after, then counted by state."""
    of = wanted[0].spec.of
    # all earlier periods are needed to tell the new from the resurrected, and the period before for the lapsed
    bounds = Bounds(None, scan.bounds.until)
    entity_periods = threshold.entity_periods if isinstance(of, Threshold) else simple.entity_periods
    states = [metric.spec.state for metric in wanted]
    query = exp.select(column(PERIOD), *scan.keys())
    readings = {}
    for metric in wanted:
        state = metric.spec.state
        used = f"{metric.name}.rows"
        own = column("present") if state is not State.LAPSED else None
        query = query.select(named(count_rows(column(state.value)), metric.name), named(count_rows(own), used))
        readings[metric.name] = Reading((metric.name,), used)
    query = group_by_position(query.from_("moves"), 1 + len(scan.by))
    query = query.with_("entity_periods", as_=entity_periods(scan, of, bounds)).with_("seen", as_=_seen(scan))
    return Statement(query.with_("moves", as_=_moves(scan, states)), readings)


def _seen(scan: Scan) -> exp.Select:
    window = partition([*scan.by, "entity"], column(PERIOD))
    previous = exp.Window(this=exp.Lag(this=column(PERIOD)), **window)
    following = exp.Window(this=exp.Lead(this=column(PERIOD)), **window)
    listed = [column(PERIOD), *scan.keys(), named(previous, "previous"), named(following, "following")]
    return exp.select(*listed).from_("entity_periods").where(column("counts"))


def _moves(scan: Scan, states: Sequence[State]) -> exp.Query:
    """One row per entity and period that it is counted in, and per period after the last of a run for the lapsed."""
    before = shift(column(PERIOD), scan.grain, -1)
    no_previous = is_null(column("previous"))
    flags = {
        State.NEW: no_previous,
        State.RETAINED: exp.func("coalesce", exp.EQ(this=column("previous"), expression=before), exp.false()),
        State.RESURRECTED: exp.func("coalesce", exp.LT(this=column("previous"), expression=before), exp.false()),
        State.LAPSED: exp.false(),
    }
    asked = {state: flags[state] for state in State if state in states}
    nothing = dict.fromkeys(asked, exp.false())
    moves: exp.Query = _move(scan, column(PERIOD), asked, present=True, source="seen")
    if State.LAPSED in states:
        after = shift(column(PERIOD), scan.grain, 1)
        gone = exp.NullSafeNEQ(this=column("following"), expression=after.copy())
        moves = moves.union(
            _move(scan, after, {**nothing, State.LAPSED: gone}, present=False, source="seen"), distinct=False
        )
    if scan.by:
        # a segment exists by rows that the metric looks at, also when none of them counts
        idle = _move(scan, column(PERIOD), nothing, present=True, source="entity_periods").where(
            exp.not_(column("counts"))
        )
        moves = moves.union(idle, distinct=False)
    return moves


def _move(scan: Scan, period: exp.Expr, flags: Mapping[State, exp.Expr], *, present: bool, source: str) -> exp.Select:
    marks = [named(flag, state.value) for state, flag in flags.items()]
    here = named(exp.Boolean(this=present), "present")
    return exp.select(named(period, PERIOD), *scan.keys(), *marks, here).from_(source)


def _read(_: ResolvedLifecycle, stats: tuple[Any, ...] | None) -> Cell:
    count = int(stats[0]) if stats else 0
    return known(count, n=count)


def _complete(_: ResolvedLifecycle, period: Period, scope: Scope) -> bool:
    """Complete when the period and the one before it are."""
    return scope.span.covers(scope.calendar.shift(period.start, scope.grain, -1), period.last_day)


KIND = RowKind(scan_key=_scan_key, compile=_compile, read=_read, complete=_complete)
