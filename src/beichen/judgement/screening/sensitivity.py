"""Sensitivity: did past experiments move it?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from beichen.judgement.screening.part import Missing, PartScore, undetermined
from beichen.judgement.screening.resampling import Resampling, centred_interval
from beichen.judgement.screening.trial import Arms, Floats, spread

HALF_MARKS = 0.05  # deviations of the candidate, moved by the experiment that moved it most
FEWEST = 100  # entities an arm


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """The part of the score, and whether an experiment moved the candidate and the later value the same way."""

    part: PartScore
    moved_value: bool = False


def judge_sensitivity(arms: Sequence[Arms], candidate: int) -> Sensitivity:
    """From the experiment that moved the candidate most, what chance moves taken off."""
    moves = [(each, move) for each in arms if (move := _move(spread(each.window)[:, candidate], each)) is not None]
    if not moves:
        return Sensitivity(undetermined(Missing.NO_EXPERIMENT))
    best, moved = max(moves, key=lambda pair: abs(float(pair[1][0])))
    shown = np.maximum(np.abs(moved) - float(moved[1:].std(ddof=1)), 0.0)
    return Sensitivity(PartScore(shown / (shown + HALF_MARKS)), _moved_value(best, moved))


def _moved_value(arms: Arms, moved: Floats) -> bool:
    """True when the experiment surely moved the later value in the same direction."""
    if arms.later is None:
        return False
    known = ~np.isnan(arms.later)
    within = Arms(arms.name, arms.treated[known], arms.window[known])
    value = _move(spread(arms.later[known][:, None])[:, 0], within)
    if value is None:
        return False
    (low, high), (value_low, value_high) = centred_interval(moved), centred_interval(value)
    return (low > 0 and value_low > 0) or (high < 0 and value_high < 0)


def _move(column: Floats, arms: Arms) -> Floats | None:
    """Treated less control, in every draw; None where an arm has too few entities."""
    treated = arms.treated.astype(np.float64)
    if min(treated.sum(), len(treated) - treated.sum()) < FEWEST:
        return None
    sums = Resampling.of(len(column)).sums(treated * column, treated, (1 - treated) * column, 1 - treated)
    moved: Floats = sums[:, 0] / np.maximum(sums[:, 1], 1) - sums[:, 2] / np.maximum(sums[:, 3], 1)
    return moved
