"""Pace: where a running period will close, by how earlier periods went on from the same point.

See docs/methods/pace.md.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import NormalDist, fmean, stdev

from beichen.domain.metric import Good
from beichen.domain.observation import Reason, Undetermined
from beichen.domain.pace import PaceVerdict
from beichen.domain.time import Period
from beichen.judgement.goals import path_on, touches
from beichen.judgement.status import Goal

FEWEST = 6  # earlier periods; with fewer the interval would say more about us than about the metric
MOST = 26
COVERAGE = 0.90
LARGEST_LOG = 700  # e to the 710th is no float


class Form(StrEnum):
    """How a close relates to what there was by the same point."""

    RATIO = "ratio"  # amounts: they grow on in proportion
    DIFFERENCE = "difference"  # shares, scores, and what may be 0 or less


@dataclass(frozen=True, slots=True)
class Passage:
    """An earlier period: its value by the same point, and at its close.

    `base` is what a running total held already when the period began: it is set aside.
    """

    by_then: float
    close: float
    base: float = 0


@dataclass(frozen=True, slots=True)
class Close:
    """Where the period will close: the middle, and an interval that holds the close nine times in ten."""

    projected: float
    low: float
    high: float
    periods: int


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a value cannot be below or above, whatever the interval says."""

    low: float = -math.inf
    high: float = math.inf


def project_close(
    so_far: float, passages: Sequence[Passage], form: Form, bounds: Bounds = Bounds(), *, base: float = 0
) -> Close | Undetermined:
    """The close of a period with the value `so_far`, foretold from earlier periods.

    Args:
        passages: the latest last; only the latest 26 count, because habits change.
        form: a ratio needs values above 0 throughout, else differences are taken.
        base: of the running period, see `Passage`.
    """
    latest = passages[-MOST:]
    if len(latest) < FEWEST:
        return Undetermined(Reason.TOO_SHORT, f"{len(latest)} of {FEWEST}")
    grown = so_far - base
    if all(p.by_then == p.base for p in latest) and grown == 0:
        return Undetermined(Reason.TOO_EARLY)
    if form is Form.RATIO and grown > 0 and all(p.by_then > p.base and p.close > p.base for p in latest):
        steps = [math.log(p.close - p.base) - math.log(p.by_then - p.base) for p in latest]
        ends = [base + grown * end for end in _exponentials(_interval(steps))]
    else:
        ends = [so_far + step for step in _interval([p.close - p.by_then for p in latest])]
    projected, low, high = (min(max(end, bounds.low), bounds.high) for end in ends)
    if not all(math.isfinite(end) for end in (projected, low, high)):
        return Undetermined(Reason.NOT_FINITE)
    return Close(projected, low, high, len(latest))


def _interval(steps: Sequence[float]) -> tuple[float, float, float]:
    """The mean of the steps, and the ends between which the next one is to be expected.

    Those of a normal sample's prediction interval, and no nearer than the steps' own
    5th and 95th percentile: one week in ten is a holiday or an outage.
    """
    if not all(math.isfinite(step) for step in steps):
        return math.nan, math.nan, math.nan
    middle, spread = fmean(steps), stdev(steps)
    reach = t_quantile((1 + COVERAGE) / 2, len(steps) - 1) * spread * math.sqrt(1 + 1 / len(steps))
    tail = (1 - COVERAGE) / 2
    return middle, min(middle - reach, _quantile(steps, tail)), max(middle + reach, _quantile(steps, 1 - tail))


def _quantile(steps: Sequence[float], probability: float) -> float:
    """The quantile below which the next of exchangeable steps falls with that probability; else the outermost step."""
    ordered = sorted(steps)
    position = min(max((len(ordered) + 1) * probability - 1, 0), len(ordered) - 1)
    below = math.floor(position)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (position - below) * (ordered[above] - ordered[below])


def _exponentials(logs: tuple[float, float, float]) -> list[float]:
    return [math.exp(log) if log < LARGEST_LOG else math.inf for log in logs]


def judge_pace(low: float, high: float, goal: Goal, period: Period, good: Good | None = None) -> PaceVerdict:
    """What an interval for the close says of a key result.

    Against the straight path on the period's last day: ahead or short when the whole
    interval lies on one side of it, else on pace. Against a limit: on pace when both
    ends hold, short when neither does.
    """
    asked = goal.key_result
    if not touches(goal, period):
        return PaceVerdict.UNDETERMINED
    if asked.keep is not None:
        low_holds, high_holds = asked.keep.holds(low), asked.keep.holds(high)
        if low_holds != high_holds:
            return PaceVerdict.UNDETERMINED
        return PaceVerdict.ON_PACE if low_holds else PaceVerdict.SHORT
    path, rising = path_on(goal, period.last_day), _is_rising(goal, good)
    if isinstance(path, Undetermined) or rising is None:
        return PaceVerdict.UNDETERMINED
    if low <= path <= high:
        return PaceVerdict.ON_PACE
    return PaceVerdict.AHEAD if (low > path) == rising else PaceVerdict.SHORT


def t_quantile(probability: float, degrees: int) -> float:
    """A quantile of Student's t: the expansion about the normal one (Abramowitz & Stegun 26.7.5), from 5 degrees on within 0.001."""
    x = NormalDist().inv_cdf(probability)
    terms = (
        (x**3 + x) / 4,
        (5 * x**5 + 16 * x**3 + 3 * x) / 96,
        (3 * x**7 + 19 * x**5 + 17 * x**3 - 15 * x) / 384,
        (79 * x**9 + 776 * x**7 + 1482 * x**5 - 1920 * x**3 - 945 * x) / 92160,
    )
    return x + math.fsum(term / float(degrees) ** power for power, term in enumerate(terms, start=1))


def _is_rising(goal: Goal, good: Good | None) -> bool | None:
    start, target = goal.key_result.start, goal.key_result.target
    if start is not None and target is not None and start != target:
        return target > start
    return None if good is None else good is Good.UP
