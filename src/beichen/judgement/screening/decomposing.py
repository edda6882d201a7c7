"""Decomposability: can teams take parts of it? It is the definition that says so."""

from __future__ import annotations

import numpy as np

from beichen.judgement.screening.part import Missing, PartScore, undetermined
from beichen.judgement.screening.resampling import Resampling


def judge_decomposability(share: float | None, draw: Resampling) -> PartScore:
    """1 where parts add up to the whole, less where they only nearly do; without chance, so without width."""
    if share is None:
        return undetermined(Missing.NO_DEFINITION)
    return PartScore(np.full(draw.weights.shape[0], share))
