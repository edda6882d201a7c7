"""Directionality: does more of it go with more later value, all the way up?"""

from __future__ import annotations

import numpy as np

from beichen.judgement.screening.curve import Curve
from beichen.judgement.screening.part import PartScore


def judge_direction(curve: Curve) -> PartScore:
    """From the lowest group of entities to the highest: the net way up, as a share of all ways up and down."""
    steps = np.diff(curve.value, axis=1)
    ways = np.abs(steps).sum(axis=1)
    net = np.divide(steps.sum(axis=1), ways, out=np.zeros_like(ways), where=ways > 1e-12)
    return PartScore(np.clip(net, 0.0, 1.0))
