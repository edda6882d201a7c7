"""The threshold finder: from how often on does a behaviour foretell what happens later?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from beichen.judgement.screening.resampling import Resampling, interval
from beichen.judgement.screening.trial import Booleans, Floats

FOLDS = 5
KNEE = 0.95  # of the best threshold's explained variance: the least threshold that reaches it is proposed
EXACT = 31  # up to here every whole number is tried
FEWEST = 50  # entities on either side of a threshold
BEYOND = 0.02  # quantiles outside which no threshold is looked for


@dataclass(frozen=True, slots=True)
class FoundThreshold:
    """A threshold, and what those who reach it are worth later.

    Attributes:
        lift: later value of those who reach it, as a multiple of everyone's; found on
            entities that had no say in where the threshold lies.
        others: the same of those who do not reach it.
        reached: share of the entities that do.
        told: share of the later value's variance that it tells.
    """

    at_least: float
    lift: float
    low: float
    high: float
    others: float
    reached: float
    told: float


def find_threshold(counts: Floats, value: Floats, index: Floats) -> FoundThreshold | None:
    """The knee: the least threshold that tells nearly as much as the best one.

    Args:
        counts: how often each entity did it within the days.
        value: later value on the scale on which it is compared.
        index: later value as a multiple of everyone's mean, in which lift is told.

    Returns:
        None where the behaviour hardly varies, or those who reach it are not better off.
    """
    tried = _grid(counts)
    if len(tried) == 0:
        return None
    knee = _knee(counts, value, tried)
    fold = np.random.default_rng([len(counts), 4]).permutation(np.arange(len(counts)) % FOLDS)
    reached = np.zeros(len(counts), dtype=bool)
    for f in range(FOLDS):
        inside = fold == f
        reached[inside] = counts[inside] >= _knee(counts[~inside], value[~inside], tried)
    lift, others = _lift(reached, index), _lift(~reached, index)
    low, high = interval(lift)
    if lift[0] <= 1:
        return None
    told = float(_told(counts, value, np.array([knee]))[0])
    return FoundThreshold(knee, float(lift[0]), low, high, float(others[0]), float((counts >= knee).mean()), told)


def later_index(later: Floats, weights: Floats) -> Floats:
    """Later value as a multiple of everyone's: the weighted mean of values, each over its own mean."""
    means = later.mean(axis=0)
    known = np.abs(means) > 1e-12
    index: Floats = (later[:, known] / means[known]) @ (weights[known] / max(weights[known].sum(), 1e-12))
    return index


def _grid(counts: Floats) -> Floats:
    """The thresholds that are tried: whole numbers while they are few, then round numbers along the quantiles."""
    low, high = np.quantile(counts, [BEYOND, 1 - BEYOND])
    if np.allclose(counts, np.round(counts)) and high <= EXACT:
        tried = np.arange(max(1.0, low), high + 1)
    else:
        values = np.quantile(counts[counts > 0], np.arange(0.05, 0.96, 0.05)) if (counts > 0).any() else np.empty(0)
        tried = np.unique([float(f"{value:.1g}") if value < 10 else float(f"{value:.2g}") for value in values])
    above = np.array([(counts >= k).sum() for k in tried])
    grid: Floats = tried[(above >= FEWEST) & (above <= len(counts) - FEWEST)]
    return grid


def _knee(counts: Floats, value: Floats, tried: Floats) -> float:
    told = _told(counts, value, tried)
    return float(tried[np.argmax(told >= KNEE * told.max())])


def _told(counts: Floats, value: Floats, tried: Floats) -> Floats:
    """Share of the value's variance between those who reach each threshold and the others; 0 where those have more."""
    order = np.argsort(counts)
    sums = np.concatenate([[0.0], np.cumsum(value[order])])
    below = np.searchsorted(counts[order], tried, side="left")
    n, total = len(counts), sums[-1]
    above = n - below
    gap = (total - sums[below]) / np.maximum(above, 1) - sums[below] / np.maximum(below, 1)
    told: Floats = below * above / n**2 * np.maximum(gap, 0.0) ** 2 / max(float(value.var()), 1e-12)
    return told


def _lift(chosen: Booleans, index: Floats) -> Floats:
    inside = chosen.astype(np.float64)
    sums = Resampling.of(len(index)).sums(inside * index, inside, index, np.ones_like(index))
    mean = sums[:, 2] / sums[:, 3]
    lift: Floats = np.divide(sums[:, 0] / np.maximum(sums[:, 1], 1), mean, out=np.ones_like(mean), where=mean != 0)
    return lift
