"""Simulated North Stars with an outcome that follows them, and may stop to."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float64]
WEEKS = 156
PARTED = 104  # the week in which an outcome stops to follow


def simulate(
    seed: int, *, parts: bool = False, noise: float = 0.02, memory: float = 0.5, growth: float = 0.006
) -> tuple[Vector, Vector]:
    """A North Star that grows by `growth` a week and strays, and an outcome that follows 0.8 of it two weeks later.

    Args:
        parts: from week 104 on the outcome stays where it is, while the North Star goes on.
        noise, memory: of the outcome's own movements, which fade by half in a week.
    """
    random = np.random.default_rng(seed)
    star = np.cumsum(growth + 0.015 * random.standard_normal(WEEKS + 2))
    own = np.zeros(WEEKS)
    for week in range(1, WEEKS):
        own[week] = memory * own[week - 1] + noise * random.standard_normal()
    led = star[:-2].copy()
    if parts:
        led[PARTED:] = led[PARTED]
    return np.exp(7 + star[2:]), np.exp(9 + 0.8 * led + own)
