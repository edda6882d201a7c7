"""When a guardrail fired: by its limit, by its condition, and for how long.

See docs/methods/guardrails.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from beichen.domain.metric import Good
from beichen.domain.observation import Reason, Undetermined
from beichen.domain.tree import Limit
from beichen.judgement.guarding.course import Amount, Course, Stand, Standing, follow


class GuardStatus(StrEnum):
    """How a guardrail stands in a period."""

    QUIET = "quiet"
    FIRING = "firing"
    UNDETERMINED = "undetermined"


@dataclass(frozen=True, slots=True)
class Shot:
    """A rule in one period.

    Attributes:
        onset: while it fires, the first day from which the values are not what they would have been.
    """

    status: GuardStatus
    onset: date | None = None
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """Periods in which a rule fired without a period between in which it did not.

    Attributes:
        periods: those in which it fired; one whose verdict is not known may lie between.
        over_on: the first in which it no longer did; None while it goes on.
    """

    periods: tuple[date, ...]
    onset: date
    over_on: date | None


def fire_by_limit(values: Mapping[date, Amount], limit: Limit, periods: Sequence[date]) -> dict[date, Shot]:
    """A fixed bound in every period: it fires where the bound does not hold."""
    shots: dict[date, Shot] = {}
    for day in periods:
        value = values.get(day, Undetermined(Reason.NO_PERIOD))
        if isinstance(value, Undetermined):
            shots[day] = Shot(GuardStatus.UNDETERMINED, reason=value.reason)
        else:
            shots[day] = Shot(GuardStatus.QUIET) if limit.holds(value) else Shot(GuardStatus.FIRING, onset=day)
    return shots


def fire_by_condition(
    guarding: Course, bad: Good, watched: Course, up: Good, periods: Sequence[date]
) -> dict[date, Shot]:
    """A condition in every period: it fires while what is pushed is up and the guardrail has moved its bad way.

    Args:
        bad: the direction of the guardrail that hurts.
        up: the direction in which what it watches is pushed.
    """
    hurt, pushed = follow(guarding, bad, periods), follow(watched, up, periods)
    return {day: _both(hurt[day], pushed[day]) for day in periods}


def runs_of(shots: Mapping[date, Shot]) -> list[Run]:
    """The times in which a rule fired, oldest first; a period without verdict neither ends nor lengthens one."""
    runs: list[Run] = []
    firing: list[date] = []
    onset: date | None = None
    for day, shot in shots.items():
        if shot.status is GuardStatus.FIRING:
            firing.append(day)
            onset = onset or shot.onset or day
        elif shot.status is GuardStatus.QUIET and onset is not None:
            runs.append(Run(tuple(firing), onset, day))
            firing, onset = [], None
    return [*runs, Run(tuple(firing), onset, None)] if onset is not None else runs


def _both(hurt: Standing, pushed: Standing) -> Shot:
    stands = {hurt.stand, pushed.stand}
    if Stand.USUAL in stands:
        return Shot(GuardStatus.QUIET)
    if Stand.UNKNOWN in stands:
        return Shot(GuardStatus.UNDETERMINED, reason=hurt.reason or pushed.reason)
    assert hurt.since is not None and pushed.since is not None
    return Shot(GuardStatus.FIRING, onset=min(hurt.since, pushed.since))
