"""How an outcome follows the North Star: with which lead, and how strongly.

See docs/methods/outcomes.md.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from beichen.domain.observation import Reason, Undetermined

Vector = npt.NDArray[np.float64]

FARTHEST = 4  # periods after which an outcome may still follow
LEAST = 40  # periods of growth from which a relation is read
NORMAL_95 = 1.96
MEMORY = 8  # lags that errors may have in common


@dataclass(frozen=True, slots=True)
class Following:
    """How an outcome follows the North Star; an association, no cause.

    Attributes:
        elasticity: by how many percent the outcome moves, within `FARTHEST` periods, where the North Star moves by 1%.
        low, high: its 95% interval.
        lead: periods by which the North Star is ahead: the lag with the largest part of it.
        periods: of growth that it rests on.
    """

    elasticity: float
    low: float
    high: float
    lead: int
    periods: int


def follow_outcome(star: Vector, outcome: Vector) -> Following | Undetermined:
    """How the outcome's growth follows the North Star's, by regression on its present and last values.

    Growth is the difference of logarithms, of which trend is a constant. The interval
    allows for errors that hang together over time (Newey and West 1987).

    Args:
        star, outcome: by period, in order; NaN where a value is missing or not positive.
    """
    design, grown = growth(star, outcome)
    known = np.isfinite(grown) & np.isfinite(design).all(axis=1)
    design, grown = design[known], grown[known]
    if len(grown) < LEAST:
        return Undetermined(Reason.TOO_SHORT)
    if np.ptp(grown) == 0 or np.ptp(design[:, 1]) == 0:
        return Undetermined(Reason.NO_CHANGE)
    coefficients, *_ = np.linalg.lstsq(design, grown, rcond=None)
    rest = grown - design @ coefficients
    inverse = np.linalg.pinv(design.T @ design)
    variance = inverse @ long_run(design * rest[:, None]) @ inverse * len(grown)
    summed = np.r_[0.0, np.ones(FARTHEST + 1)]
    elasticity = float(summed @ coefficients)
    freed = len(grown) / (len(grown) - len(coefficients))
    error = math.sqrt(max(float(summed @ variance @ summed) * freed, 0.0))
    lead = int(np.argmax(coefficients[1:] * math.copysign(1, elasticity)))
    return Following(elasticity, elasticity - NORMAL_95 * error, elasticity + NORMAL_95 * error, lead, len(grown))


def growth(star: Vector, outcome: Vector) -> tuple[Vector, Vector]:
    """Design and outcome of the regression: a row a period, from the first that has `FARTHEST` periods before it."""
    led, followed = np.diff(_logarithms(star)), np.diff(_logarithms(outcome))
    rows = np.arange(FARTHEST, len(led))
    columns = [led[rows - lag] for lag in range(FARTHEST + 1)]
    return np.column_stack([np.ones(len(rows)), *columns]), followed[rows]


def fit(design: Vector, grown: Vector) -> Vector | None:
    """The coefficients in some periods; None where too few are known."""
    known = np.isfinite(grown) & np.isfinite(design).all(axis=1)
    if known.sum() < LEAST - FARTHEST:
        return None
    return np.asarray(np.linalg.lstsq(design[known], grown[known], rcond=None)[0])


def long_run(moments: Vector) -> Vector:
    """The long-run covariance of rows that hang together over time, by Bartlett's weights."""
    found = moments.T @ moments / len(moments)
    for lag in range(1, min(MEMORY, len(moments) - 1) + 1):
        shifted = moments[lag:].T @ moments[:-lag] / len(moments)
        found = found + (1 - lag / (MEMORY + 1)) * (shifted + shifted.T)
    return np.asarray(found)


def _logarithms(values: Vector) -> Vector:
    positive = np.isfinite(values) & (values > 0)
    return np.where(positive, np.log(np.where(positive, values, 1.0)), np.nan)
