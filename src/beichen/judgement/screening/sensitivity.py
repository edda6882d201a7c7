"""Sensitivity: did past experiments move it?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from beichen.judgement.screening.part import Missing, PartScore, undetermined
from beichen.judgement.screening.resampling import Resampling, centred_interval
from beichen.judgement.screening.trial import Arms, Floats

HALF_MARKS = 0.05  # deviations of the candidate, moved by the experiment that moved it most
FEWEST = 100  # entities an arm


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """The part of the score, and whether an experiment moved the candidate and the later value the same way."""

    part: PartScore
    moved_value: bool = False


def judge_sensitivity(scale: Floats, value: Floats, arms: Sequence[Arms], draw: Resampling) -> Sensitivity:
    """From the experiment that moved the candidate most, what chance moves taken off.

    Args:
        scale, value: the candidate and the later value by entity, of deviation 1.
    """
    fit = [each for each in arms if min(int(each.treated.sum()), int((~each.treated).sum())) >= FEWEST]
    if not fit:
        return Sensitivity(undetermined(Missing.NO_EXPERIMENT))
    moves = [_move(scale, each, draw) for each in fit]
    best = max(range(len(fit)), key=lambda i: abs(float(moves[i][0])))
    size = np.abs(moves[best])
    chance = float(moves[best][1:].std(ddof=1))
    shown = np.maximum(size - chance, 0.0)
    low, high = centred_interval(moves[best])
    value_low, value_high = centred_interval(_move(value, fit[best], draw))
    together = (low > 0 and value_low > 0) or (high < 0 and value_high < 0)
    return Sensitivity(PartScore(shown / (shown + HALF_MARKS)), together)


def _move(column: Floats, arms: Arms, draw: Resampling) -> Floats:
    """Treated less control, in every draw."""
    treated = np.zeros(len(column))
    control = np.zeros(len(column))
    treated[arms.entity[arms.treated]] = 1.0
    control[arms.entity[~arms.treated]] = 1.0
    sums = draw.sums(treated * column, treated, control * column, control)
    moved: Floats = sums[:, 0] / np.maximum(sums[:, 1], 1) - sums[:, 2] / np.maximum(sums[:, 3], 1)
    return moved
