"""Simulated companies whose teams do, or do not, pull against each other: the truth is known."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from beichen.judgement.conflicts.pulling import Pair

METRICS = 8  # two a team; those of the last are good when they fall
TEAMS = 4
DEMAND = 0.5  # what all volumes have of the demand that nobody made


@dataclass(frozen=True, slots=True)
class Company:
    """Weekly values, a column a metric; the pairs of different teams; those of them that truly conflict."""

    values: npt.NDArray[np.float64]
    pairs: tuple[Pair, ...]
    conflicts: frozenset[tuple[int, int]]


def simulate(seed: int, *, weeks: int = 104, conflicts: int = 0, strength: float = 0.9) -> Company:
    """A company of four teams with two metrics each: trend, season, memory of their own, a demand that moves several.

    In a conflict, what a team does beyond the usual for its metric hurts another's up to
    two weeks later, by `strength` of its size (0.9: a correlation of about −0.67).
    """
    random = np.random.default_rng(seed)
    effort = random.standard_normal((weeks + 2, METRICS))
    # demand lifts volumes (even columns), of which the last but one is a cost: more trade, more of it
    effort[:, 0::2] += DEMAND * random.standard_normal((weeks + 2, 1))
    good = np.ones(METRICS, dtype=int)
    good[-2:] = -1
    pairs = [(a, b) for a in range(METRICS) for b in range(a + 1, METRICS) if a // 2 != b // 2]
    planted = [pairs[at] for at in random.choice(len(pairs), conflicts, replace=False)]
    moved = effort[2:].copy()
    for a, b in planted:
        lag = int(random.integers(0, 3))
        moved[:, b] -= good[a] * good[b] * strength * effort[2 - lag : weeks + 2 - lag, a]
    values = np.exp(_levels(random, weeks) + 0.03 * _remembering(random, moved))
    held = {pair: tuple(m for m in range(METRICS) if m not in pair) for pair in pairs}
    asked = tuple(Pair(a, b, int(good[a]), int(good[b]), held[a, b]) for a, b in pairs)
    return Company(values, asked, frozenset(planted))


def _levels(random: np.random.Generator, weeks: int) -> npt.NDArray[np.float64]:
    """Growth and a season, each metric's own size of both; all have the season at the same time."""
    week = np.arange(weeks)[:, None]
    growth = random.uniform(-0.2, 0.6, METRICS) * week / 52
    season = random.uniform(-0.1, 0.1, METRICS) * np.sin(2 * np.pi * week / 52)
    return np.asarray(7 + growth + season)


def _remembering(random: np.random.Generator, moved: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Movements that last: half to all but a tenth of one is still there a week later."""
    keeps = random.uniform(0.3, 0.9, METRICS)
    found = np.zeros_like(moved)
    found[0] = moved[0]
    for at in range(1, len(moved)):
        found[at] = keeps * found[at - 1] + moved[at]
    return found
