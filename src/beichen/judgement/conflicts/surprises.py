"""What of a metric's movement its own past, trend and season do not tell: its surprises.

See docs/methods/conflicts.md.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]

LAGS = 3  # of its own past
CUT = 4.0  # spreads; one incident must not make a conflict by itself
NORMAL_MAD = 1.4826
WAVE_FROM = 1.5  # years
FITTED = LAGS + 4  # what is fitted to each metric: its level, line and wave, and its past
TINY = 1e-12


def surprises(values: Matrix, *, season: int = 1, year: float = 52.18) -> Matrix:
    """The surprises of every column in units of their usual size, cut at four of them; NaN where there is none.

    Each column is regressed on its own last values, a line, and the place in the
    season (Box and Jenkins' prewhitening, Haugh 1976), so that two metrics that both
    rise, or both swing with the year, have nothing in common by that.

    Args:
        values: a row a period, a column a metric; NaN where a value is missing. Logarithms are taken of positive metrics.
        season: periods after which a pattern repeats within the year; 1 is none.
        year: periods in a year; its wave is taken out of what covers one and a half of them.
    """
    found = np.full(values.shape, np.nan)
    for at in range(values.shape[1]):
        found[:, at] = _of_one(values[:, at], season, year)
    return found


def _of_one(values: npt.NDArray[np.float64], season: int, year: float) -> npt.NDArray[np.float64]:
    found = np.full(len(values), np.nan)
    known = np.isfinite(values)
    if known.sum() < LAGS + season + 8 or np.ptp(values[known]) <= TINY * np.abs(values[known]).max():
        return found
    scaled = np.log(np.where(known, values, 1.0)) if (values[known] > 0).all() else values
    filled = np.interp(np.arange(len(values)), np.flatnonzero(known), scaled[known])
    rows = np.arange(LAGS, len(values))
    lagged = [filled[rows - lag] for lag in range(1, LAGS + 1)]
    seasons = [(rows % season == place).astype(float) for place in range(1, season)]
    turns = 2 * np.pi * rows / year
    waves = [np.sin(turns), np.cos(turns)] if len(values) >= WAVE_FROM * year else []
    design = np.column_stack([np.ones(len(rows)), rows / len(values), *lagged, *seasons, *waves])
    coefficients, *_ = np.linalg.lstsq(design, filled[rows], rcond=None)
    rest = filled[rows] - design @ coefficients
    spread = NORMAL_MAD * float(np.median(np.abs(rest - np.median(rest)))) or float(rest.std())
    # a value that was filled in is no surprise, nor are those that it helped to foretell
    seen = known[rows] & np.all([known[rows - lag] for lag in range(1, LAGS + 1)], axis=0)
    if spread > 0:
        found[rows[seen]] = np.clip(rest[seen] / spread, -CUT, CUT)
    return found
