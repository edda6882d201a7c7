"""Whether an outcome has stopped following a North Star that keeps rising: a sequential test.

See docs/methods/outcomes.md.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from beichen.judgement.outcomes.following import FARTHEST, Vector, fit, growth

BEHIND = 13  # periods: a relation that is being broken must not teach what is usual
WINDOWS = (13, 26, 39)  # periods over which a shortfall may have built up
BLOCK = 8  # periods whose summed errors tell how far sums stray
FLOOR = 0.35  # of the errors' spread: the least that their sum is taken to stray by, a period
ALARM = 3.4  # spreads; a false alarm in at most 5 of 100 years of weeks, see tests/calibration/test_outcomes.py


@dataclass(frozen=True, slots=True)
class Course:
    """An outcome against its relation, by period.

    Attributes:
        short: by how many spreads it falls short over the window in which that is worst; NaN where it cannot be told.
        parted_since: position of the first period of the window in which the alarm began; None while it is no alarm.
    """

    short: Vector
    parted_since: int | None


def watch_outcome(star: Vector, outcome: Vector) -> Course:
    """Walk over the periods, each judged by the relation that held a quarter of a year (13 periods) before.

    What the outcome falls short of what the relation foretells is summed up over the
    last 13, 26 and 39 periods, in units of how far such sums usually stray. It is an
    alarm where one is beyond `ALARM` and the North Star has risen meanwhile: an
    outcome that falls with its North Star has not parted from it.

    Args:
        star, outcome: by period, in order; NaN where a value is missing.
    """
    short = np.full(len(star), np.nan)
    if len(star) < FARTHEST + BEHIND:
        return Course(short, None)
    design, grown = growth(star, outcome)
    offset = len(star) - len(grown)
    errors = np.full(len(grown), np.nan)
    since: int | None = None
    for row in range(len(grown)):
        usual = design[: max(row - BEHIND, 0)], grown[: max(row - BEHIND, 0)]
        relation = fit(*usual)
        if relation is None:
            continue
        errors[row] = grown[row] - design[row] @ relation
        worst, window = _worst(errors[: row + 1], _straying(usual[1] - usual[0] @ relation), len(usual[1]))
        short[row + offset] = worst
        first = row + offset - window + 1
        alarm = worst > ALARM and _risen(star[: row + offset + 1], first)
        since = (first if since is None else min(first, since)) if alarm else None
    return Course(short, since)


def _worst(errors: Vector, straying: float, learnt: int) -> tuple[float, int]:
    """The largest shortfall of the windows in spreads, and that window's length."""
    found = [(0.0, WINDOWS[0])]
    for window in WINDOWS:
        latest = errors[-window:]
        known = np.isfinite(latest)
        # the usual growth is itself known only so well: the more, the longer it was looked at
        spread = straying * math.sqrt(window * (1 + window / learnt))
        if len(latest) == window and known.sum() >= window / 2 and spread > 0:
            found.append((-float(latest[known].sum()) / spread, window))
    return max(found)


def _straying(errors: Vector) -> float:
    """How far sums of errors stray, by the square root of their periods: from sums of eight."""
    known = errors[np.isfinite(errors)]
    sums = np.convolve(known - known.mean(), np.ones(BLOCK), mode="valid")
    single = float(known.std())
    return max(float(np.sqrt(np.mean(sums**2) / BLOCK)), FLOOR * single) if len(sums) else single


def _risen(star: Vector, since: int) -> bool:
    """Whether the North Star stands higher than before a period, beyond its usual step."""
    steps = np.diff(np.log(np.where(star > 0, star, np.nan)))
    usual = float(np.nanstd(steps[: max(since - 1, 2)]))
    return bool(np.nansum(steps[since - 1 :]) > usual)
