"""How far a key result is on its way: progress, the straight path, the days that are left.

See docs/methods/pace.md; the status is that of docs/methods/status.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from beichen.domain.goal import KeyResult, Objective
from beichen.domain.observation import Observation, Reason, Undetermined
from beichen.domain.time import Calendar, Period
from beichen.judgement.status import Goal, Status, judge_goal, share_of_days

Amount = int | float | Undetermined


class Phase(StrEnum):
    """Where a day lies against an objective's days."""

    UPCOMING = "upcoming"
    RUNNING = "running"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class GoalStanding:
    """A key result as it stood at the end of a day.

    `period` is the metric's own last period that had closed by then and touches the
    objective's days; None while there is none, and then nothing is judged.
    """

    metric: str
    objective: Objective
    key_result: KeyResult
    phase: Phase
    days_left: int  # after that day; 0 when the objective has ended, all of them before it begins
    period: Period | None
    value: Amount
    progress: (
        float | Undetermined
    )  # of the way from start to target: below 0 behind the start, above 1 beyond the target
    path: float | Undetermined  # what a straight way from start to target would give for that period
    ahead: float | Undetermined  # of the path, in shares of the way; negative is behind
    status: Status
    held: int  # of `judged`, the periods in which the limit held; both 0 for a target
    judged: int  # closed periods of the objective's days with a value


def stand(
    objective: Objective,
    key_result: KeyResult,
    observed: Sequence[Observation],
    calendar: Calendar,
    *,
    by_day: date,
    unit: str | None = None,
) -> GoalStanding:
    """Where a key result stood at the end of `by_day`.

    Args:
        observed: the metric's totals at its own grain, by period; partial ones are passed over.
    """
    goal = Goal(key_result, objective.begins_on, objective.ends_on)
    periods = [(calendar.period(each.period, each.grain), each.value) for each in observed if each.complete]
    closed = [(each, found) for each, found in periods if touches(goal, each) and each.last_day <= by_day]
    period, value = closed[-1] if closed else _NOTHING_CLOSED
    progress = progress_of(key_result, value)
    path = path_on(goal, period.last_day) if period else Undetermined(Reason.NOT_REACHED)
    held = [key_result.keep.holds(v) for _, v in closed if not isinstance(v, Undetermined)] if key_result.keep else []
    return GoalStanding(
        metric=key_result.metric,
        objective=objective,
        key_result=key_result,
        phase=phase_on(objective, by_day),
        days_left=max(0, (objective.ends_on - max(by_day, objective.begins_on)).days),
        period=period,
        value=value,
        progress=progress,
        path=path,
        ahead=_ahead(goal, period, progress),
        status=judge_goal(value, goal, period, unit) if period else _unreached(objective, by_day),
        held=sum(held),
        judged=len(held),
    )


_NOTHING_CLOSED: tuple[Period | None, Amount] = (None, Undetermined(Reason.NOT_REACHED))


def choose(standings: Sequence[GoalStanding]) -> GoalStanding | None:
    """The one to show of a metric's goals: of those that run, else of those that ended, the one that ends last; else the next to begin."""
    for phase in (Phase.RUNNING, Phase.ENDED):
        found = [standing for standing in standings if standing.phase is phase]
        if found:
            return max(found, key=lambda standing: standing.objective.ends_on)
    return min(standings, key=lambda standing: standing.objective.begins_on, default=None)


def progress_of(key_result: KeyResult, value: Amount) -> float | Undetermined:
    """The share of the way from start to target; with no start, value ÷ target; a limit to keep has none."""
    start, target = key_result.start, key_result.target
    if target is None or start == target or (start is None and target == 0):
        return Undetermined(Reason.NO_WAY)
    if isinstance(value, Undetermined):
        return value
    return value / target if start is None else (value - start) / (target - start)


def path_on(goal: Goal, day: date) -> float | Undetermined:
    """The value of a straight way from start to target at the end of a day, in the metric's unit.

    With no start only the end of the way is known: the target, from the goal's last day on.
    """
    start, target = goal.key_result.start, goal.key_result.target
    if target is not None and day >= goal.ends_on:
        return target
    if start is None or target is None or start == target:
        return Undetermined(Reason.NO_WAY)
    return start + share_of_days(goal, day) * (target - start)


def touches(goal: Goal, period: Period) -> bool:
    """True when a period shares a day with the goal's: only such a period is judged by it."""
    return period.last_day >= goal.begins_on and period.start <= goal.ends_on


def phase_on(objective: Objective, day: date) -> Phase:
    """Whether an objective is still to come, runs, or has ended on a day; its last day belongs to it."""
    if day < objective.begins_on:
        return Phase.UPCOMING
    return Phase.RUNNING if day <= objective.ends_on else Phase.ENDED


def _ahead(goal: Goal, period: Period | None, progress: float | Undetermined) -> float | Undetermined:
    if isinstance(progress, Undetermined) or period is None:
        return progress
    if goal.key_result.start is None:
        return Undetermined(Reason.NO_WAY)
    return progress - share_of_days(goal, period.last_day)


def _unreached(objective: Objective, day: date) -> Status:
    """Before a period of its days has closed nothing is asked; after the last day, the value is missing."""
    return Status.UNKNOWN if day > objective.ends_on else Status.NONE
