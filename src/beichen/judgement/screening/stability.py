"""Stability: is the link the same in every cohort?"""

from __future__ import annotations

import numpy as np

from beichen.judgement.screening.holding import Held
from beichen.judgement.screening.part import Missing, PartScore, undetermined
from beichen.judgement.screening.resampling import Resampling
from beichen.judgement.screening.trial import Floats, Ints

COHORTS = 4
FEWEST = 100  # entities a cohort


def cohorts_of(began: Ints) -> Ints | None:
    """Four cohorts of about the same size in order of beginning; None when all began together, or are too few."""
    edges = np.unique(np.quantile(began, np.arange(1, COHORTS) / COHORTS))
    cohort: Ints = np.searchsorted(edges, began, side="left").astype(np.int64)
    counts = np.bincount(cohort)
    return cohort if len(counts) >= 2 and counts.min() >= FEWEST else None


def judge_stability(held: Held, draw: Resampling, candidate: int, cohort: Ints | None) -> PartScore:
    """The square of the mean link, as a share of it and of the squared spread between cohorts; 0 when it is not positive."""
    if cohort is None:
        return undetermined(Missing.ONE_COHORT)
    left, value = held.behaviour[:, candidate], held.value[:, candidate]
    sums = draw.group_sums(cohort, int(cohort.max()) + 1, left * value, left * left)
    links: Floats = np.divide(sums[0], sums[1], out=np.zeros_like(sums[0]), where=sums[1] > 1e-9)
    mean = links.mean(axis=1)
    # what the cohorts differ by chance alone is no instability
    chance = links[1:].var(axis=0, ddof=1).mean()
    excess = np.maximum(links.var(axis=1, ddof=1) - chance, 0.0)
    square = np.maximum(mean, 0.0) ** 2
    whole = square + excess + chance / links.shape[1]
    return PartScore(np.divide(square, whole, out=np.zeros_like(whole), where=whole > 1e-18))
