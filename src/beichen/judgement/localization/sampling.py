"""Evidence where leaves scatter because they count: two draws of events, before and after, from the same rates.

Given how many events a leaf has in both draws together, the number in the later one has a mean and a
variance that need no rate (Mantel and Haenszel 1959): U = observed − mean and V = variance add up over
leaves, whatever rates the leaves have. Of a metric that adds, a leaf's draws are as large as each other; of
a ratio, they are its denominators. A segment's shift is U/V, a log odds ratio when small, and the evidence for
it U²/2V over the overdispersion.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from beichen.judgement.localization.lattice import Booleans, Floats

LEAST_SHIFT = 0.03
LEAST_VARIANCE = 0.5  # of a leaf that says anything about overdispersion
FEW = 30
CLEARLY = 2.5  # standard deviations, for a child that its parent's shift spared …
SPARED = 0.5  # … which has less than this share of it
SHIFTS = (0.5, 2.0)  # standard deviations of the shifts that causes make, a priori: most are small, an outage is not
LOG_2 = math.log(2)


@dataclass(frozen=True, slots=True)
class Sampling:
    """The sampling noise of one table's leaves, and the evidence of its cells."""

    columns: Floats  # (3, leaves): 1, U, V
    overdispersion: float  # variance ÷ what sampling alone gives, at least 1

    def evidence(self, sums: Floats) -> Floats:
        """Log Bayes factor by cell: a shift in common against none; −∞ where the shift is too small."""
        _, deviation, variance = sums
        shifted = (np.abs(deviation) >= LEAST_SHIFT * variance) & (variance > 0)
        moved, known = deviation / self.overdispersion, np.maximum(variance, 0) / self.overdispersion
        small, large = (0.5 * moved**2 / (known + width**-2) - 0.5 * np.log1p(known * width**2) for width in SHIFTS)
        return np.where(shifted, np.logaddexp(small, large) - LOG_2, -np.inf)

    def shift(self, sums: Floats) -> Floats:
        """U/V by cell."""
        shifts: Floats = sums[1] / np.maximum(sums[2], 1e-9)
        return shifts

    def tolerance(self, sums: Floats) -> Floats:
        """By how much cells of one cause may differ in their shift: an incident seldom hits all alike."""
        return np.full(sums.shape[1], np.inf)

    def spared(self, children: Floats, shift: Floats) -> Booleans:
        """Whether a child clearly has not the shift of its parent, but less than half of it, or none."""
        _, deviation, variance = children
        way = np.sign(shift)
        far = (deviation - shift * variance) * way < -CLEARLY * np.sqrt(self.overdispersion * np.maximum(variance, 0))
        less = deviation * way < SPARED * np.abs(shift) * variance
        spared: Booleans = far & less
        return spared


def fit_sampling(later: Floats, earlier: Floats, sizes: tuple[Floats, Floats] | None = None) -> Sampling:
    """The sampling noise of the leaves.

    Args:
        later, earlier: events by leaf.
        sizes: of the later and the earlier draw that they are counted in, by leaf; None where both are
            alike and without bound, as when whatever happened is counted.
    """
    events = later + earlier
    share, bound = np.full(len(events), 0.5), np.ones(len(events))
    if sizes is not None:
        size = sizes[0] + sizes[1]
        share = sizes[0] / np.maximum(size, 1e-9)
        bound = np.clip((size - events) / np.maximum(size - 1, 1e-9), 0, 1)
    deviation, variance = later - events * share, events * share * (1 - share) * bound
    return Sampling(np.stack([np.ones(len(events)), deviation, variance]), overdispersion_of(deviation, variance))


def overdispersion_of(deviation: Floats, variance: Floats) -> float:
    """By how much leaves scatter beyond their variances, at least 1; 1 where too few leaves tell."""
    telling = variance > LEAST_VARIANCE
    if telling.sum() <= FEW:
        return 1.0
    return max(1.0, float(np.median(deviation[telling] ** 2 / variance[telling])) / 0.455)
