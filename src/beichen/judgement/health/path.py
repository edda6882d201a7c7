"""The path that a metric was on, and how far its latest periods are from it.

A line and the waves of the year, fitted to a reference that ends before the latest
periods; the gap is in standard errors that know of carried-over noise and of the
fit's own uncertainty. See docs/methods/health.md.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from beichen.domain.time import Grain

Array = NDArray[np.float64]

YEAR = {Grain.DAY: 365.25, Grain.WEEK: 365.25 / 7, Grain.MONTH: 12.0, Grain.QUARTER: 4.0, Grain.YEAR: 1.0}
"""Periods in a year."""

CUT_FIT = 2.5  # spreads: one incident must not bend the path
CUT_GAP = 4.0  # nor make a gap alone
MOST_CARRIED = 0.9
ROUNDING = 1e-9
LEAST_BLOCKS = 4
TAKEN_OUT = 3


@dataclass(frozen=True, slots=True)
class Path:
    """A fitted path.

    Attributes:
        left: what is left of the reference when the path is taken out.
        ahead: what is left of the periods after it.
        spread: standard deviation of `left`.
        carried: how much of one period's rest is found again in the next, 0 to 0.9.
        slope: growth a period; `slope_error` its standard error.
        centre: the path over the periods after the reference.
    """

    left: Array
    ahead: Array
    spread: float
    carried: float
    slope: float
    slope_error: float
    centre: Array
    uncertainty: Array  # of the path over the periods after the reference: its covariance in spreads²


def fit_path(values: Array, reference: int, grain: Grain) -> Path | None:
    """The path of the first `reference` values, carried on over the rest; None where nothing ever moved."""
    waves = waves_in(reference, grain)
    design, inverse, gram, new = _design(reference, len(values) - reference, waves, grain)
    seen = values[:reference]
    left = seen - design @ (inverse @ seen)
    scale = 1.4826 * float(np.median(np.abs(left - np.median(left))))
    if scale <= ROUNDING * max(1.0, float(np.abs(seen).max())):
        return None
    calm = seen - left + np.clip(left, -CUT_FIT * scale, CUT_FIT * scale)
    weights = inverse @ calm
    left = np.clip(seen - design @ weights, -CUT_GAP * scale, CUT_GAP * scale)
    degrees = reference - design.shape[1]
    spread = math.sqrt(float(left @ left) / degrees)
    carried = _carried(left, degrees)
    inflation = (1 + carried) / (1 - carried)
    centre = new @ weights
    return Path(
        left,
        values[reference:] - centre,
        spread,
        carried,
        float(weights[1]),
        spread * math.sqrt(float(gram[1, 1]) * inflation),
        centre,
        new @ gram @ new.T * inflation,
    )


def gap_of(path: Path, latest: int) -> tuple[float, float]:
    """The mean distance of the latest periods from the path, and its standard error.

    Args:
        latest: so many, the last ones.
    """
    rest = np.clip(path.ahead[-latest:], -CUT_GAP * path.spread, CUT_GAP * path.spread)
    fit = float(path.uncertainty[-latest:, -latest:].mean())
    noise = max(noise_of_mean(path.carried, latest), _noise_of_blocks(path.left, latest) / path.spread**2)
    return float(rest.mean()), path.spread * math.sqrt(noise + fit)


def _noise_of_blocks(left: Array, count: int) -> float:
    """The variance of the mean of so many periods, as the reference's own blocks have it: it knows of slow wandering.

    0 where there are fewer than four blocks side by side.
    """
    blocks = len(left) / count
    if blocks < LEAST_BLOCKS:
        return 0.0
    sums = np.concatenate([[0.0], np.cumsum(left)])
    means = (sums[count:] - sums[:-count]) / count
    # a fit of a line and waves takes about as much out of slow movements as of so many blocks
    return float((means @ means) / len(means)) * blocks / (blocks - TAKEN_OUT)


def noise_of_mean(carried: float, count: int) -> float:
    """The variance of a mean of so many periods of noise that carries over, in the noise's own."""
    apart = np.arange(1, count)
    return float((count + 2 * ((count - apart) * carried**apart).sum()) / count**2)


def waves_in(periods: int, grain: Grain) -> int:
    """Pairs of waves that draw the year; none before one was seen."""
    years = periods / YEAR[grain]
    most = 2 if YEAR[grain] > 6 else 1 if YEAR[grain] > 3 else 0
    return min(most, 0 if years < 0.98 else 1 if years < 1.45 else 2)


def _carried(left: Array, degrees: int) -> float:
    """First autocorrelation; a fit takes some of it out, which is put back (Kendall 1954)."""
    power = float(left @ left)
    first = float(left[1:] @ left[:-1]) / power if power > 0 else 0.0
    count = len(left)
    return min(max(first + ((count - degrees) / 2 + 3 * first) / count, 0.0), MOST_CARRIED)


@lru_cache(maxsize=1024)
def _design(reference: int, ahead: int, waves: int, grain: Grain) -> tuple[Array, Array, Array, Array]:
    at = np.arange(-reference, ahead, dtype=np.float64)
    terms = [np.ones_like(at), at]
    for wave in range(1, waves + 1):
        angle = 2 * np.pi * wave * at / YEAR[grain]
        terms += [np.cos(angle), np.sin(angle)]
    whole = np.stack(terms, axis=1)
    seen, new = whole[:reference], whole[reference:]
    gram: Array = np.asarray(np.linalg.inv(seen.T @ seen), dtype=np.float64)
    return seen, gram @ seen.T, gram, new
