"""Exponential smoothers of many speeds, each trusted by how well it has foretold so far.

Holt–Winters recursions with damped trend (Gardner & McKenzie 1985) on errors that
are cut before they are learnt from (Gelper, Fried & Croux 2010), mixed by
exponential weights on their past losses (Vovk 1990, Cesa-Bianchi & Lugosi 2006).
"""

from __future__ import annotations

from itertools import product

import numpy as np
import numpy.typing as npt

from beichen.judgement.rhythm import Rhythm

Vector = npt.NDArray[np.float64]

SPEEDS = (0.05, 0.15, 0.4, 0.9)
SEASONAL_SPEEDS = (0.05, 0.2)
TREND_SPEEDS = (0.0, 0.1)
ECHOES = (0.0, 0.5, 1.0)  # how much of last year's movement is expected again
DAMPING = 0.9  # of the trend, a period
CUT = 2.0  # spreads; what is learnt from an error beyond is what lies at it
LOSS_CUT = 3.0  # spreads; a smoother does not lose trust for an incident that nobody could foretell
SEEN_AT_START = 3  # how sure the first season is, in times that it was seen
LEVEL_AT_START = 5  # and the first level, in periods


class Smoothers:
    """Every smoother's level, slope and season, on a noise scale."""

    def __init__(self, rhythm: Rhythm, level: float, season: Vector) -> None:
        speeds = SEASONAL_SPEEDS if rhythm.season > 1 else (0.0,)
        columns = np.array(list(product(SPEEDS, speeds, TREND_SPEEDS, ECHOES))).T
        self._speed, self._seasonal, self._trend, self._echo = columns
        self._damping = DAMPING * (self._trend > 0)
        self._keeps = 1 - 1 / rhythm.memory
        count = columns.shape[1]
        self._level = np.full(count, level)
        self._slope = np.zeros(count)
        self._season = np.repeat(season[:, None], count, axis=1)
        self._seen = np.full(rhythm.season, SEEN_AT_START)
        self._known = LEVEL_AT_START
        self._loss = np.zeros(count)
        self._weights = np.full(count, 1 / count)
        self._ahead = self._level

    def foretell(self, mix: Vector, echo: float, beyond: float) -> Vector:
        """Each smoother's value for the period.

        Args:
            mix: the weights of the seasons in it; one of them is 1 on an ordinary day.
            echo: what was added in the same period a year before; each smoother expects its part of it.
            beyond: what all of them expect to be added.
        """
        self._ahead = self._level + self._damping * self._slope + self._echo * echo + beyond
        return self._ahead + self.season(mix)

    def season(self, mix: Vector) -> Vector:
        """What the seasons of a period add to each smoother's level."""
        return np.asarray(mix @ self._season)

    def agree(self, foretold: Vector) -> float:
        """The one value, by trust."""
        return float(self._weights @ foretold)

    def judge(self, errors: Vector, spread: float) -> None:
        """Give each smoother the trust that it has earned."""
        self._loss = self._loss * self._keeps + np.minimum(np.abs(errors), LOSS_CUT * spread) / spread
        weights = np.exp(self._loss.min() - self._loss)
        self._weights = weights / weights.sum()

    def learn(self, errors: Vector, spread: float, season: int | None) -> None:
        """Move on by a period that was seen; `season` None leaves the seasons as they are."""
        errors = np.minimum(np.maximum(errors, -CUT * spread), CUT * spread)
        self._known += 1
        steps = np.maximum(self._speed, 1 / self._known) * errors
        self._level = self._ahead + steps
        self._slope = self._damping * self._slope + self._trend * steps
        if season is None or len(self._seen) == 1:
            return
        self._seen[season] += 1
        speed = np.maximum(self._seasonal, 1 / (self._seen[season] + 1))
        self._season[season] += speed * (errors - steps)
        mean = self._season.sum(axis=0) / len(self._seen)
        self._season -= mean
        self._level += mean

    def skip(self) -> None:
        """Move on by a period that was not seen."""
        self._level = self._ahead
        self._slope = self._damping * self._slope

    def settle(self, level: Vector) -> None:
        """Begin anew on another level."""
        self._level = level
        self._slope = np.zeros_like(level)
