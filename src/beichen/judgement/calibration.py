"""How many spreads wide a range must be, from how its errors really were: conformal, and adapting.

The quantiles are those of a metric's own past standardised errors (Vovk, Gammerman
& Shafer 2005), at a level that is corrected whenever ranges missed too often or too
seldom (adaptive conformal inference, Gibbs & Candès 2021).
"""

from __future__ import annotations

import math
from bisect import bisect_left, insort
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from statistics import NormalDist

COVERAGE = 0.95
STEP = 0.005  # by which a miss moves the level
FEWEST, MOST = 0.02, 0.12  # misses that the level may ask for
LARGEST = 6.0  # spreads; larger errors count as this

# As if so many errors of a Student distribution had been seen before the first of the metric's own.
PRIOR_ERRORS = 40
PRIOR_FREEDOM = 6


def widths(errors: Iterable[float | None], window: int) -> Iterator[tuple[float, float]]:
    """For each period the lower and the upper end of its range, in spreads from the centre.

    Args:
        errors: each period's error in spreads; None where there was none. An error is
            read only after its own period's widths were given.
        window: the errors that count, latest first.
    """
    past = _Errors(window)
    misses = 1 - COVERAGE
    for error in errors:
        low, high = past.range(misses)
        yield low, high
        if error is not None:
            missed = not low <= error <= high
            misses = min(max(misses + STEP * (1 - COVERAGE - missed), FEWEST), MOST)
            past.add(error)


class _Errors:
    """Past errors in order of size, with and without their sign."""

    def __init__(self, window: int) -> None:
        self._signed = list(_PRIOR)
        self._sizes = sorted(map(abs, _PRIOR))
        self._latest: deque[float] = deque()
        self._window = window

    def add(self, error: float) -> None:
        error = min(max(error, -LARGEST), LARGEST)
        if len(self._latest) == self._window:
            oldest = self._latest.popleft()
            del self._signed[bisect_left(self._signed, oldest)]
            del self._sizes[bisect_left(self._sizes, abs(oldest))]
        self._latest.append(error)
        insort(self._signed, error)
        insort(self._sizes, abs(error))

    def range(self, misses: float) -> tuple[float, float]:
        """Halfway between the quantiles of each side's own errors and those of both sides together.

        The first tell a skew, the second need only half as many errors.
        """
        size = _quantile(self._sizes, 1 - misses)
        low = (_quantile(self._signed, misses / 2) - size) / 2
        high = (_quantile(self._signed, 1 - misses / 2) + size) / 2
        return low, high


def _quantile(ordered: Sequence[float], share: float) -> float:
    """The value below which the next one falls with probability `share`: place share·(n + 1)."""
    place = min(max(share * (len(ordered) + 1) - 1, 0.0), len(ordered) - 1.0)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def _student(share: float) -> float:
    """Student's quantile, to second order in 1/freedom (Cornish–Fisher), scaled to a variance of 1."""
    z = NormalDist().inv_cdf(share)
    first = (z**3 + z) / (4 * PRIOR_FREEDOM)
    second = (5 * z**5 + 16 * z**3 + 3 * z) / (96 * PRIOR_FREEDOM**2)
    return (z + first + second) / math.sqrt(PRIOR_FREEDOM / (PRIOR_FREEDOM - 2))


_PRIOR = tuple(_student((at + 0.5) / PRIOR_ERRORS) for at in range(PRIOR_ERRORS))
