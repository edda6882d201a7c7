"""Value predictiveness: what a deviation of the candidate foretells of the later value, all else held."""

from __future__ import annotations

import numpy as np

from beichen.judgement.screening.holding import Held
from beichen.judgement.screening.part import PartScore
from beichen.judgement.screening.resampling import Resampling
from beichen.judgement.screening.trial import Floats

HALF_MARKS = (
    0.1  # deviations of the later value that a deviation of the candidate is worth: a small effect (Cohen 1988)
)


def link_draws(held: Held, draw: Resampling, candidate: int) -> Floats:
    """Deviations of the later value that a deviation of the candidate foretells, in every draw."""
    left, value = held.behaviour[:, candidate], held.value[:, candidate]
    sums = draw.sums(left * value, left * left)
    return np.divide(sums[:, 0], sums[:, 1], out=np.zeros(len(sums)), where=sums[:, 1] > 1e-9)


def marks(links: Floats) -> Floats:
    """0–1: none for a link of 0 or less, half at `HALF_MARKS`."""
    positive = np.maximum(links, 0.0)
    return positive / (positive + HALF_MARKS)


def judge_value(links: Floats) -> PartScore:
    """The part of the score."""
    return PartScore(marks(links))
