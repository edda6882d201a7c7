"""Breadth: how many of the entities do it at all."""

from __future__ import annotations

import numpy as np

from beichen.judgement.screening.part import PartScore
from beichen.judgement.screening.resampling import Resampling
from beichen.judgement.screening.trial import Floats


def judge_breadth(behaviour: Floats, draw: Resampling) -> PartScore:
    """Share of the entities of which it is not 0 in the window."""
    sums = draw.sums((behaviour != 0).astype(np.float64), np.ones_like(behaviour))
    return PartScore(sums[:, 0] / np.maximum(sums[:, 1], 1.0))
