"""The status of a metric against its limits and its goals.

See docs/methods/status.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from beichen.domain.goal import KeyResult, Objective
from beichen.domain.observation import Undetermined
from beichen.domain.time import Period
from beichen.domain.tree import Limit
from beichen.domain.units import is_share

NEAR_LIMIT = 0.05  # of the limit
BEHIND_PATH = 0.10  # of the way from start to target
ROUNDING = 1e-12


class Status(StrEnum):
    """How a metric stands."""

    OK = "ok"
    RISK = "risk"  # holds, but near its limit or a little behind its path
    OFF = "off"  # beyond its limit, or well behind its path
    NONE = "none"  # nothing is asked of it
    UNKNOWN = "unknown"  # something is asked, and there is no value to judge


@dataclass(frozen=True, slots=True)
class Goal:
    """A key result with the days of its objective."""

    key_result: KeyResult
    begins_on: date
    ends_on: date


def judge_status(
    value: float | Undetermined, limits: Iterable[Limit], goals: Iterable[Goal], period: Period, unit: str | None = None
) -> Status:
    """The worst of what a metric's limits and goals say of its value in a period.

    Args:
        value: of a closed period; a partial one is not judged, so pass it as undetermined.
        goals: those whose days the period does not touch say nothing.
    """
    found = [judge_limit(value, limit, unit) for limit in limits]
    found += [judge_goal(value, goal, period, unit) for goal in goals]
    return max(found, key=_WORST_LAST.index, default=Status.NONE)


_WORST_LAST = (Status.NONE, Status.OK, Status.UNKNOWN, Status.RISK, Status.OFF)


def judge_limit(value: float | Undetermined, limit: Limit, unit: str | None = None) -> Status:
    """Off beyond the limit; at risk within 5% of it; ok elsewhere.

    Near is measured on the limit's own size; of a share above one half, on what is
    left to 100%, so that 99.6% against a limit of 99.5% can be ok.
    """
    if isinstance(value, Undetermined):
        return Status.UNKNOWN
    if not limit.holds(value):
        return Status.OFF
    size = abs(limit.value)
    if is_share(unit) and 0.5 < size < 1:
        size = 1 - size
    # A limit of 0 has no size, and a value that holds there is as good as can be.
    return Status.RISK if size and abs(value - limit.value) <= NEAR_LIMIT * size else Status.OK


def judge_goal(value: float | Undetermined, goal: Goal, period: Period, unit: str | None = None) -> Status:
    """Where the value stands against the straight path from start to target, on the period's last day.

    On the path or beyond it: ok. Behind it by less than a tenth of the whole way: at
    risk. Further: off. A `keep` is judged as a limit. Nothing is asked of a period
    outside the goal's days, nor by a goal without a way to go.
    """
    asked = goal.key_result
    if period.last_day < goal.begins_on or period.start > goal.ends_on:
        return Status.NONE
    if asked.keep is not None:
        return judge_limit(value, asked.keep, unit)
    if asked.start is None or asked.target is None or asked.start == asked.target:
        return Status.NONE
    if isinstance(value, Undetermined):
        return Status.UNKNOWN
    behind = share_of_days(goal, period.last_day) - (value - asked.start) / (asked.target - asked.start)
    if behind <= ROUNDING:
        return Status.OK
    return Status.RISK if behind < BEHIND_PATH else Status.OFF


def share_of_days(goal: Goal, day: date) -> float:
    """How much of the goal's time is over on `day`, 0–1."""
    whole = (goal.ends_on - goal.begins_on).days
    return 1.0 if day >= goal.ends_on else max(0.0, (day - goal.begins_on).days / whole)


def goals_for(metric: str, objectives: Iterable[Objective]) -> tuple[Goal, ...]:
    """Every key result that names the metric."""
    return tuple(
        Goal(key_result, objective.begins_on, objective.ends_on)
        for objective in objectives
        for key_result in objective.key_results
        if key_result.metric == metric
    )
