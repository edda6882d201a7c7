"""Pace of the running periods: what the last refresh kept, beside the targets of the day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from beichen.domain.goal import KeyResult, Objective
from beichen.domain.metric import Metric, Role
from beichen.domain.observation import Reason, Undetermined
from beichen.domain.pace import PaceVerdict, Projection
from beichen.domain.time import DAY, Grain, Period
from beichen.judgement.goals import path_on, touches
from beichen.judgement.pace import judge_pace
from beichen.judgement.status import Goal
from beichen.workspace.refreshing.observe import Wish

if TYPE_CHECKING:
    from beichen.state.paces import KeptPace
    from beichen.workspace.open import Workspace

PACED = frozenset({Role.NORTH_STAR, Role.KEY_RESULT, Role.GUARDRAIL, Role.OUTCOME})
"""The roles whose metrics have a pace; it costs questions to the warehouse."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Where a metric's running period is likely to close, and what that says of its key result.

    `so_far` is a part of a period: it is compared with nothing that is whole.
    """

    metric: str
    grain: Grain
    period: Period
    through: date  # the last day whose rows are counted
    days: int  # counted, from the period's first; may be beyond its last where a metric looks ahead
    so_far: int | float
    projected: float
    low: float  # of the 90% interval
    high: float
    periods: int  # earlier periods on which it rests
    objective: Objective | None  # whose days the period touches; of several, the one that ends last
    key_result: KeyResult | None
    target: float | None  # the straight path on the period's last day; None for a limit, and without goal
    verdict: PaceVerdict


def pace_of(workspace: Workspace, metric: str) -> Pace | Undetermined:
    """The pace of a metric's running period, as of the last refresh, or why there is none."""
    return paces_of(workspace, [metric])[metric]


def paces_of(workspace: Workspace, metrics: Sequence[str]) -> Mapping[str, Pace | Undetermined]:
    """The paces of several metrics, in one look at the state store."""
    kept = workspace.state.paces.read(metrics)
    closed = _closed_since(workspace, [pace for pace in kept.values() if isinstance(pace.found, Projection)])
    project = workspace.project
    return {name: _pace(workspace, project.metrics[name], kept.get(name), closed) for name in metrics}


def _closed_since(workspace: Workspace, kept: Sequence[KeptPace]) -> frozenset[tuple[str, date]]:
    """Metrics whose running period has closed since their pace was computed, with that period."""
    project = workspace.project
    wishes = [Wish(pace.metric, project.metrics[pace.metric].grain) for pace in kept]
    periods = {pace.found.period for pace in kept if isinstance(pace.found, Projection)}
    observed = workspace.observer.read_periods(wishes, sorted(periods))
    return frozenset((wish.metric, o.period) for wish, found in observed.items() for o in found if o.complete)


def _pace(
    workspace: Workspace, metric: Metric, kept: KeptPace | None, closed: frozenset[tuple[str, date]]
) -> Pace | Undetermined:
    if metric.role not in PACED:
        return Undetermined(Reason.NOT_PACED)
    definition = workspace.observer.key(Wish(metric.name, metric.grain)).definition_hash
    if kept is None or kept.definition_hash != definition:
        return Undetermined(Reason.OUTDATED)
    found = kept.found
    if isinstance(found, Undetermined):
        return found
    return Undetermined(Reason.OUTDATED) if (metric.name, found.period) in closed else judged(workspace, metric, found)


def judged(workspace: Workspace, metric: Metric, found: Projection) -> Pace:
    """A projection beside the key result that the period is asked to reach."""
    period = workspace.project.calendar.period(found.period, found.grain)
    asked = [
        (objective, key_result, Goal(key_result, objective.begins_on, objective.ends_on))
        for objective in workspace.project.objectives
        for key_result in objective.key_results
        if key_result.metric == metric.name
    ]
    asked = [one for one in asked if touches(one[2], period)]
    objective, key_result, goal = max(asked, key=lambda one: one[2].ends_on, default=(None, None, None))
    path = path_on(goal, period.last_day) if goal else Undetermined(Reason.NO_WAY)
    return Pace(
        metric=metric.name,
        grain=found.grain,
        period=period,
        through=found.through,
        days=(found.through - found.period) // DAY + 1,
        so_far=found.so_far,
        projected=found.projected,
        low=found.low,
        high=found.high,
        periods=found.periods,
        objective=objective,
        key_result=key_result,
        target=None if isinstance(path, Undetermined) else path,
        verdict=judge_pace(found.low, found.high, goal, period, metric.good) if goal else PaceVerdict.UNDETERMINED,
    )
