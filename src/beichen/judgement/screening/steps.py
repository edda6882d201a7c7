"""Steps of a journey: which of them tells most about what happens later?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from beichen.judgement.screening.resampling import Resampling, interval
from beichen.judgement.screening.trial import Booleans, Floats

FOLDS = 5
FEWEST = 50  # entities that take a step, and that do not


@dataclass(frozen=True, slots=True)
class Telling:
    """Share of the later value's variance that taking a step tells, on entities held out; 0–1."""

    share: float
    low: float
    high: float


def judge_step(taken: Booleans, value: Floats) -> Telling | None:
    """How much better later value is foretold by whether a step was taken, on entities that had no say.

    Args:
        taken, value: of the entities that could take it: those who had reached the step before.

    Returns:
        None where too few take it, or too few do not.
    """
    if min(int(taken.sum()), int((~taken).sum())) < FEWEST:
        return None
    fold = np.random.default_rng([len(taken), 5]).permutation(np.arange(len(taken)) % FOLDS)
    with_it, without = np.empty_like(value), np.empty_like(value)
    for f in range(FOLDS):
        inside, known = fold == f, fold != f
        without[inside] = value[known].mean()
        for side in (taken, ~taken):
            with_it[inside & side] = value[known & side].mean()
    sums = Resampling.of(len(value)).sums((value - without) ** 2, (value - with_it) ** 2)
    share = 1 - sums[:, 1] / np.maximum(sums[:, 0], 1e-12)
    low, high = interval(share)
    return Telling(max(float(share[0]), 0.0), max(low, 0.0), max(high, 0.0))
