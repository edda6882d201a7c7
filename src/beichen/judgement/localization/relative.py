"""Evidence where leaves scatter by a share of their size, as amounts do about a forecast.

A leaf's score is u = (expected − actual) / max(|expected|, |actual|), in [−1, 1]. Without a shift,
scores scatter about 0 by a scaled Student t whose scale may differ with the leaf's size. A segment
with a cause of its own is one shifted, tight cluster: its scores lie about one mean, which may be
anything, with a scatter that may be smaller than the noise's. The evidence for it is the logarithm
of the Bayes factor of the two, from four sums that roll up: n, Σu, Σu², Σ log null density.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from beichen.judgement.localization.lattice import Booleans, Floats

# The prior of a segment's mean and variance (normal-inverse-gamma): a scatter of about 5%, means ten times as wide.
SCATTER = 0.05
SHAPE = 1.0
MEANS = 0.01
LEAST_SCATTER = 0.05  # a cluster is never taken to be tighter than this
LEAST_SHIFT = 0.03  # and a segment with less than this, or less than the noise's scale, has no cause of its own
LEAST_SCALE = 2e-3  # of the noise: tables without noise exist, values without rounding do not
ALIKE = 0.1  # children whose means differ by less, and by less than their own scatter, are shifted alike
DEGREES = (2.0, 3.0, 5.0, 10.0, 30.0)  # of freedom, that the null's tail is chosen from, beside the normal's
BINS, LEAVES_A_BIN = 3, 1500
FEW = 20  # leaves, that tell the noise
HARDLY_ANY = 8
_LOG_ROOT_2PI = 0.5 * math.log(2 * math.pi)
_LOG_TIGHTEST = math.log(LEAST_SCATTER) + _LOG_ROOT_2PI  # − log density of the tightest cluster at its mean
SAMPLE = 100_000


@dataclass(frozen=True, slots=True)
class Relative:
    """The noise of one table's leaves, and the evidence of its cells."""

    columns: Floats  # (4, leaves): 1, u, u², log null density
    scale: float  # of the noise, median over the leaves
    gamma: Floats  # log Γ(SHAPE + n/2) − log Γ(SHAPE) by n

    def evidence(self, sums: Floats) -> Floats:
        """Log Bayes factor by cell: one shifted, tight cluster against noise; −∞ where the shift is too small.

        Args:
            sums: (4, cells), each cell with a leaf at least.
        """
        # most cells are noise: those that even the tightest cluster would not speak for cost no logarithm
        least = max(LEAST_SHIFT, self.scale)
        likely = (np.abs(sums[1]) >= least * sums[0]) & (sums[3] < -sums[0] * _LOG_TIGHTEST)
        factors = np.full(sums.shape[1], -np.inf)
        factors[likely] = self._log_factor(sums[:, likely])
        return factors

    def _log_factor(self, sums: Floats) -> Floats:
        n, first, second, null = sums
        mean = first / n
        inner = np.maximum(second - first * mean, 0) + n * LEAST_SCATTER**2 + MEANS * n / (MEANS + n) * mean * mean
        prior = SHAPE * SCATTER**2
        log_cluster: Floats = (
            -n * _LOG_ROOT_2PI
            + SHAPE * math.log(prior)
            + self.gamma[n.astype(np.int64)]
            + 0.5 * np.log(MEANS / (MEANS + n))
            - (SHAPE + n / 2) * np.log(prior + inner / 2)
        )
        factors: Floats = np.subtract(log_cluster, null)
        return factors

    def shift(self, sums: Floats) -> Floats:
        """The mean score by cell."""
        shifts: Floats = sums[1] / sums[0]
        return shifts

    def tolerance(self, sums: Floats) -> Floats:
        """By how much cells of one cluster may differ in their mean."""
        tolerances: Floats = ALIKE + 0.2 / np.sqrt(sums[0])
        return tolerances

    def spared(self, children: Floats, shift: Floats) -> Booleans:
        """Whether a child speaks against its parent's shift: here every child does, for a cluster is alike throughout."""
        return np.ones(children.shape[1], np.bool_)


def score_leaves(actual: Floats, expected: Floats) -> Floats:
    """u of each leaf; 0 where both are 0."""
    largest = np.maximum(np.abs(actual), np.abs(expected))
    with np.errstate(invalid="ignore", divide="ignore"):
        scores = np.where(largest > 0, (expected - actual) / largest, 0.0)
    return np.clip(scores, -1, 1)


def quiet_side(scores: Floats) -> Booleans:
    """The leaves on the side of 0 on which fewer large scores lie: it has fewer causes."""
    quiet = 1.0 if np.sum(scores[scores > 0] ** 2) <= np.sum(scores[scores < 0] ** 2) else -1.0
    side: Booleans = scores * quiet >= 0
    return side


def fit_relative(scores: Floats, size: Floats, chosen: Booleans) -> Relative:
    """The noise of the leaves.

    Args:
        scores: u by leaf.
        size: of each leaf, in the metric's unit.
        chosen: True for the leaves that it is read from: of the quiet side, those not explained yet.
    """
    scales = _scale_by_size(scores, size, chosen)
    degrees, factor = 5.0, 1.0
    if chosen.sum() > FEW:
        degrees, factor = _fit_tail((np.abs(scores) / scales)[chosen])
    scales = scales * factor
    null = _log_density((scores / scales) ** 2, degrees) - np.log(scales)
    n = np.arange(len(scores) + 2) / 2
    columns = np.stack([np.ones(len(scores)), scores, scores * scores, null])
    return Relative(columns, float(np.median(scales)), _log_gammas(n))


def _scale_by_size(scores: Floats, size: Floats, chosen: Booleans) -> Floats:
    """A robust scale for each leaf, from the leaves of about its size."""
    distance = np.abs(scores)
    bins = int(np.clip(len(scores) // LEAVES_A_BIN, 1, BINS))
    some = size if len(size) <= SAMPLE else np.random.default_rng(0).choice(size, SAMPLE)
    bin_of = (
        np.searchsorted(np.quantile(some, np.arange(1, bins) / bins), size) if bins > 1 else np.zeros(len(size), int)
    )
    scales = np.full(bins, np.nan)
    for number in range(bins):
        inside = distance[chosen & (bin_of == number)]
        if len(inside) > FEW:
            scales[number] = max(np.median(inside) / 0.6745, np.mean(inside) * 0.3, LEAST_SCALE)
    known = np.isfinite(scales)
    usual = float(np.median(scales[known])) if known.any() else _scale_about_median(scores)
    filled: Floats = np.where(known, scales, usual)[bin_of]
    return filled


def _scale_about_median(scores: Floats) -> float:
    """Where the quiet side has too few leaves, as when everything shifts: what they scatter about their median.

    Of hardly any leaves nothing is known, and a tenth is taken.
    """
    if len(scores) < HARDLY_ANY:
        return 0.1
    return max(float(np.median(np.abs(scores - np.median(scores)))) / 0.6745, LEAST_SCALE)


def _fit_tail(distance: Floats) -> tuple[float, float]:
    """Degrees of freedom and scale of a t for |scores| in units of their scale: the likeliest, normal in doubt."""
    sample = distance if len(distance) <= 8000 else np.random.default_rng(0).choice(distance, 8000, replace=False)
    squares = sample * sample
    begun = float(np.median(sample)) ** 2 / 0.455 + 1e-12
    best: tuple[float, float, float] | None = None
    for degrees in (*DEGREES, math.inf):
        squared = begun = _squared_scale(squares, degrees, begun)
        likelihood = float(np.sum(_log_density(squares / squared, degrees)) - len(sample) / 2 * math.log(squared))
        if best is None or likelihood > best[0] + 2:
            best = likelihood, degrees, math.sqrt(squared)
    assert best is not None
    return best[1], best[2]


def _squared_scale(squares: Floats, degrees: float, begun: float) -> float:
    """The likeliest squared scale, by iterated weights from where the tail before ended."""
    if math.isinf(degrees):
        return float(np.mean(squares)) + 1e-12
    squared = begun
    for _ in range(12):
        updated = (degrees + 1) * float(np.mean(squares / (degrees + squares / squared))) + 1e-12
        if abs(updated - squared) < 1e-3 * squared:
            return updated
        squared = updated
    return squared


def _log_density(squares: Floats, degrees: float) -> Floats:
    """Of a t at the root of `squares`."""
    if math.isinf(degrees):
        return -0.5 * squares - _LOG_ROOT_2PI
    constant = math.lgamma((degrees + 1) / 2) - math.lgamma(degrees / 2) - 0.5 * math.log(degrees * math.pi)
    densities: Floats = constant - (degrees + 1) / 2 * np.log1p(squares / degrees)
    return densities


def _log_gammas(n: Floats) -> Floats:
    """log Γ(SHAPE + n) − log Γ(SHAPE) at n = 0, ½, 1, …: Γ(x + 1) = x Γ(x), from two beginnings."""
    logs = np.zeros(len(n))
    for start in (0, 1):
        begun = math.lgamma(SHAPE + start / 2) - math.lgamma(SHAPE)
        steps = np.log(SHAPE + n[start:-2:2])
        logs[start::2] = begun + np.concatenate([[0.0], np.cumsum(steps)])[: len(logs[start::2])]
    return logs
