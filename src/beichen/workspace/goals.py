"""How the key results stand, from the observations that are kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from beichen.judgement.goals import GoalStanding, choose, stand
from beichen.workspace.guarding.standing import last_closed, own_wishes

if TYPE_CHECKING:
    from beichen.domain.observation import Observation
    from beichen.workspace.open import Workspace


def goal_standing(workspace: Workspace, metric: str, at: date | None = None) -> GoalStanding | None:
    """How a metric's key result stood at the end of the day `at`; None when no objective names the metric.

    Where several do, the one to show: of the objectives that run on that day, else of
    those that ended, the one that ends last; else the next to begin.

    Args:
        at: the last day of the period that is looked at; None is that of the metric's
            last complete period.
    """
    return choose(goal_standings(workspace, [metric], at)[metric])


def goal_standings(
    workspace: Workspace, metrics: Sequence[str], at: date | None = None
) -> Mapping[str, Sequence[GoalStanding]]:
    """Every key result of the metrics, in the order of the objectives, as they stood at the end of a day."""
    project = workspace.project
    asked = {key_result.metric for objective in project.objectives for key_result in objective.key_results}
    wishes = own_wishes(project, [name for name in metrics if name in asked])
    workspace.ensure(wishes)
    observed = {wish.metric: kept for wish, kept in workspace.observer.read(wishes).items()}
    return {name: _standings(workspace, name, observed.get(name, ()), at) for name in metrics}


def _standings(
    workspace: Workspace, metric: str, observed: Sequence[Observation], at: date | None
) -> list[GoalStanding]:
    project = workspace.project
    wish = own_wishes(project, [metric])[0]
    closed = last_closed(project, {wish: observed}, metric)
    by_day = at or (closed.period.last_day if closed else None)
    return [
        stand(
            objective,
            key_result,
            observed,
            project.calendar,
            by_day=by_day or objective.begins_on,
            unit=project.metrics[metric].unit,
        )
        for objective in project.objectives
        for key_result in objective.key_results
        if key_result.metric == metric
    ]
