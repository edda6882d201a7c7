"""Scales on which noise is about equally wide everywhere.

The square root for what is never negative, its arc sine for shares (Bartlett 1947,
Anscombe 1948), the plain value for the rest. On them a range can be symmetric and
yet, taken back, stay at 0 or above and within 0–1.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class NoiseScale:
    """A scale, and the values that it can hold.

    Attributes:
        to, back: from the value and to it; both take what lies beyond the ends as the end.
    """

    floor: float
    ceiling: float
    to: Callable[[float], float]
    back: Callable[[float], float]

    def holds(self, value: float) -> bool:
        return self.floor - ROUNDING <= value <= self.ceiling + ROUNDING

    def distance(self, value: float, error: float) -> float:
        """How far `value` strays on the scale when it strays by `error`: the farther of the two sides."""
        at = self.to(value)
        return max(self.to(value + error) - at, at - self.to(value - error))


PLAIN = NoiseScale(-math.inf, math.inf, to=lambda value: value, back=lambda at: at)
ROOT = NoiseScale(0.0, math.inf, to=lambda value: math.sqrt(max(value, 0.0)), back=lambda at: max(at, 0.0) ** 2)
ARC = NoiseScale(
    0.0,
    1.0,
    to=lambda share: math.asin(math.sqrt(min(max(share, 0.0), 1.0))),
    back=lambda at: math.sin(min(max(at, 0.0), math.pi / 2)) ** 2,
)
