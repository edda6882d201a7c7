"""How one metric follows another some periods later, and whether it still does.

Both are freed of trend and season, and of what carries over by itself; the slope of
the latest periods is held against the reference's. See docs/methods/health.md.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from beichen.domain.time import Grain
from beichen.judgement.health.path import Array, fit_path

VISIBLE = 3.0  # standard errors from which a link is a link
CUT = 3.5  # spreads
LONGEST_LAG = {Grain.DAY: 28, Grain.WEEK: 8, Grain.MONTH: 3, Grain.QUARTER: 2, Grain.YEAR: 1}
TERMS = 8  # that the reference was fitted with: path, slope, what carries over
MOST_A_PERIOD = 3.0  # one incident is no failure
LAG_CARRIED = 0.5  # what is taken to carry over while the lag is looked for


@dataclass(frozen=True, slots=True)
class Following:
    """A link as it was and as it is.

    Attributes:
        lag: periods by which the follower is behind.
        before, now: the follower's change for each unit (1% for 1% where both are above 0).
        seen: `before` in its standard errors.
        lost: how much weaker it is now, in standard errors of the difference.
        error: standard error of `now`.
    """

    lag: int
    before: float
    now: float
    seen: float
    lost: float
    error: float


def follow(
    leader: Array, follower: Array, reference: int, grain: Grain, lag: int, *, sign: float = 1.0
) -> Following | None:
    """The link over the first `reference` periods against the one over the rest.

    Args:
        sign: +1 where the follower ought to rise with the leader, −1 where to fall.
        lag: periods by which the follower is behind.

    Returns:
        None where one of them never moved.
    """
    y = freed(follower[lag:], reference - lag, grain)
    if y is None:
        return None
    x = freed(leader[: len(leader) - lag], reference - lag, grain)
    return None if x is None else _compare(x, y, reference - lag, lag, sign)


def find_lag(leader: Array, follower: Array, grain: Grain, *, sign: float = 1.0) -> int:
    """The number of periods after which the follower's link with the leader is clearest."""
    most = LONGEST_LAG[grain]
    y = freed(follower[most:], len(follower) - most, grain)
    if y is None:
        return 0
    clear = []
    for lag in range(most + 1):
        x = freed(leader[most - lag : len(leader) - lag], len(y), grain)
        clear.append(-math.inf if x is None else _clarity(x, y) * sign)
    return clear.index(max(clear))


def freed(values: Array, reference: int, grain: Grain) -> Array | None:
    """Values without their path, incidents cut; the periods after the reference are around their own middle."""
    path = fit_path(values, reference, grain)
    if path is None:
        return None
    cut = CUT * path.spread
    level = float(np.median(path.ahead)) if len(path.ahead) else 0.0
    return np.concatenate([np.clip(path.left, -cut, cut), np.clip(path.ahead - level, -cut, cut)])


def _clarity(x: Array, y: Array) -> float:
    dx, dy = x[1:] - LAG_CARRIED * x[:-1], y[1:] - LAG_CARRIED * y[:-1]
    return float(dx @ dy) / math.sqrt(float(dx @ dx) * float(dy @ dy))


def _compare(x: Array, y: Array, reference: int, lag: int, sign: float) -> Following | None:
    carried = carried_error(x[:reference], y[:reference])
    dx, dy = x[1:] - carried * x[:-1], y[1:] - carried * y[:-1]
    edge = reference - 1
    old, new = _slope(dx[:edge], dy[:edge]), _slope(dx[edge:], dy[edge:])
    if old is None or new is None:
        return None
    before, power, squares = old
    noise = squares / (edge - TERMS)
    usual = float(dy[:edge] @ dy[:edge]) / (edge - TERMS)
    evidence = _evidence(dy[edge:], dy[edge:] - before * dx[edge:], noise, usual)
    return Following(lag, before, new[0], sign * before / math.sqrt(noise / power), evidence, math.sqrt(noise / new[1]))


def _evidence(moved: Array, missed: Array, noise: float, usual: float) -> float:
    """How much likelier the latest movements are had the follower gone its own way than had it followed.

    Page's cumulative sum (1954) of log likelihood ratios, as the standard errors to which it would correspond.
    """
    if usual <= noise:
        return 0.0
    ratios = missed**2 / (2 * noise) - moved**2 / (2 * usual) - math.log(usual / noise) / 2
    best = float(np.cumsum(np.minimum(ratios, MOST_A_PERIOD)[::-1]).max())
    return math.sqrt(2 * best) if best > 0 else 0.0


def _slope(x: Array, y: Array) -> tuple[float, float, float] | None:
    """Slope, the leader's sum of squares, and the squares that are left."""
    power = float(x @ x)
    if power <= 0:
        return None
    slope = float(x @ y) / power
    left = y - slope * x
    return slope, power, float(left @ left)


def carried_error(x: Array, y: Array) -> float:
    """How much of the error with which `y` goes with `x` carries over to the next period."""
    carried = 0.0
    for _ in range(2):
        dx, dy = x[1:] - carried * x[:-1], y[1:] - carried * y[:-1]
        slope = float(dx @ dy) / float(dx @ dx)
        error = y - slope * x
        carried = min(max(float(error[1:] @ error[:-1]) / float(error @ error), 0.0), 0.95)
    return carried
