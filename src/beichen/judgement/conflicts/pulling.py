"""Whether two metrics pull against each other: partial correlation of their surprises, at several lags.

See docs/methods/conflicts.md.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from beichen.judgement.conflicts.surprises import FITTED, Matrix

FARTHEST = 2  # periods by which one may follow the other
LEAST = 24  # periods that must be known of both
# The chance that an interval misses, over all pairs and lags. Small, because demand that moves many metrics is never held
# completely: simulated companies that share one are accused three times as often as chance alone would have it.
LEVEL = 0.01
PER_HELD = 15  # periods for each metric that is held
MEMORY = 4  # lags of the surprises' own correlation that widen the interval


class Evidence(StrEnum):
    """What a finding rests on."""

    CORRELATED = "correlated"  # moved against each other
    ADJUSTED = "adjusted"  # so they did with other drivers held
    EXPERIMENTAL = "experimental"  # an experiment moved both


class Direction(StrEnum):
    """Which of two metrics moves first; no cause."""

    TOGETHER = "together"
    A_FIRST = "a_first"
    B_FIRST = "b_first"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two metrics by column, the way that is good for each (1 up, −1 down), and the columns that are held."""

    a: int
    b: int
    good_a: int
    good_b: int
    held: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Pull:
    """How two metrics move against each other.

    Attributes:
        strength: partial correlation of their surprises, each counted in its good direction: −1 to 1, below 0
            when one's good is the other's bad.
        low, high: its interval, which holds for all pairs and lags that were looked at, together.
        lag: periods by which b follows a; negative where a follows b.
        periods: in which both were known.
    """

    pair: Pair
    strength: float
    low: float
    high: float
    lag: int
    periods: int
    evidence: Evidence

    @property
    def direction(self) -> Direction:
        return Direction.TOGETHER if self.lag == 0 else Direction.A_FIRST if self.lag > 0 else Direction.B_FIRST


def find_pulls(surprised: Matrix, pairs: Sequence[Pair]) -> list[Pull]:
    """The pairs that pull against each other beyond chance, the strongest first.

    An interval of each pair at each lag is widened for the number of them (Bonferroni),
    and a pair is listed where one lies wholly below 0.

    Args:
        surprised: a column a metric, see `surprises`.
    """
    found = [pull for pair in pairs if (pull := measure_pull(surprised, pair, among=len(pairs))) is not None]
    return sorted((pull for pull in found if pull.high < 0), key=lambda pull: pull.strength)


def measure_pull(surprised: Matrix, pair: Pair, *, among: int = 1) -> Pull | None:
    """How a pair moves, at the lag at which it pulls most against each other; None where too little is known.

    Args:
        among: how many pairs are looked at, for which the interval is widened.
    """
    lags = range(-FARTHEST, FARTHEST + 1)
    critical = NormalDist().inv_cdf(1 - LEVEL / 2 / (among * len(lags)))
    measured = (_measure(surprised, pair, lag, critical) for lag in lags)
    return min((pull for pull in measured if pull is not None), key=lambda pull: pull.high, default=None)


def _measure(surprised: Matrix, pair: Pair, lag: int, critical: float) -> Pull | None:
    rows = np.arange(max(0, -lag), len(surprised) - max(0, lag))
    a, b = pair.good_a * surprised[rows, pair.a], pair.good_b * surprised[rows + lag, pair.b]
    known = np.isfinite(a) & np.isfinite(b)
    held = [column for column in _held(surprised, pair, rows, lag) if np.isfinite(column[known]).all()]
    held = held[: int(known.sum()) // PER_HELD]
    if known.sum() < LEAST:
        return None
    a, b = a[known], b[known]
    if held:
        beside = np.column_stack([np.ones(len(a)), *(column[known] for column in held)])
        a, b = (each - beside @ np.linalg.lstsq(beside, each, rcond=None)[0] for each in (a, b))
    strength = _correlation(a, b)
    if strength is None:
        return None
    error = math.sqrt(_widening(a, b) / max(len(a) - len(held) - FITTED - 3, 1))
    middle = math.atanh(max(min(strength, 0.999999), -0.999999))
    low, high = math.tanh(middle - critical * error), math.tanh(middle + critical * error)
    return Pull(pair, strength, low, high, lag, len(a), Evidence.ADJUSTED if held else Evidence.CORRELATED)


def _held(surprised: Matrix, pair: Pair, rows: npt.NDArray[np.intp], lag: int) -> list[npt.NDArray[np.float64]]:
    """The held metrics in the periods of both; at lag 0 these are the same."""
    now = [surprised[rows, column] for column in pair.held]
    later = [surprised[rows + lag, column] for column in pair.held] if lag else []
    return [each for both in zip(now, later, strict=True) for each in both] if later else now


def _correlation(a: npt.NDArray[np.float64], b: npt.NDArray[np.float64]) -> float | None:
    a, b = a - a.mean(), b - b.mean()
    size = math.sqrt(float(a @ a) * float(b @ b))
    return float(a @ b) / size if size > 0 else None


def _widening(a: npt.NDArray[np.float64], b: npt.NDArray[np.float64]) -> float:
    """By how much what is left of their own memories makes a chance correlation larger (Bartlett 1946); at least 1."""
    own = (
        (_correlation(a[:-lag], a[lag:]) or 0.0) * (_correlation(b[:-lag], b[lag:]) or 0.0)
        for lag in range(1, MEMORY + 1)
    )
    return max(1.0, 1.0 + 2.0 * sum(own))
