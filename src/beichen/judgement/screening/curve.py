"""The curve of the later value over what is left of a candidate: its direction, what its top is worth, and for whom."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from beichen.judgement.screening.holding import Held
from beichen.judgement.screening.resampling import Resampling
from beichen.judgement.screening.trial import Floats

EDGES = (0.2, 0.4, 0.6, 0.9)  # quantiles between the groups of entities
MIDDLE, TOP = 3, 4
CAPPED = 0.01  # share of the entities at the highest value from which there is no more to be had


@dataclass(frozen=True, slots=True)
class Curve:
    """Means of what is left of the candidate and of the value, (1 + draws, groups), and slopes, (1 + draws).

    Attributes:
        slope: of all groups but the top.
        light, heavy: of the entities of which little is expected, all else known, and of those of which much is.
        capped: many entities are at its highest value, as with days of a week: its top tells nothing of inflation.
    """

    behaviour: Floats
    value: Floats
    slope: Floats
    light: Floats
    heavy: Floats
    capped: bool

    @property
    def top_rise(self) -> Floats:
        """How much more later value the top tenth has than the third below it."""
        rise: Floats = self.value[:, TOP] - self.value[:, MIDDLE]
        return rise

    @property
    def top_promise(self) -> Floats:
        """How much more it would have if the slope below it went on."""
        promise: Floats = self.slope * (self.behaviour[:, TOP] - self.behaviour[:, MIDDLE])
        return promise


def trace(held: Held, draw: Resampling, candidate: int) -> Curve:
    """The curve of one candidate."""
    left, value = held.behaviour[:, candidate], held.value[:, candidate]
    group = np.searchsorted(np.quantile(left, EDGES), left, side="right").astype(np.int64)
    moments = (np.ones_like(left), left, value, left * left, left * value)
    sums = draw.group_sums(group, len(EDGES) + 1, *moments)
    inside = np.maximum(sums[0], 1.0)
    expected = held.scale[:, candidate] - left
    capped = bool(np.mean(held.scale[:, candidate] == held.scale[:, candidate].max()) >= CAPPED)
    halves = draw.group_sums((expected > np.median(expected)).astype(np.int64), 2, *moments)
    below = _slope(sums[:, :, :TOP].sum(axis=2))
    light, heavy = _slope(halves[:, :, 0]), _slope(halves[:, :, 1])
    return Curve(sums[1] / inside, sums[2] / inside, below, light, heavy, capped)


def _slope(sums: Floats) -> Floats:
    """Of (n, Σx, Σy, Σx², Σxy), each (1 + draws)."""
    n, x, y, xx, xy = sums
    n = np.maximum(n, 1.0)
    variance = xx - x * x / n
    slope: Floats = np.divide(xy - x * y / n, variance, out=np.zeros_like(n), where=variance > 1e-9)
    return slope
