"""A trial: what is known of every entity of a cohort when candidates are judged."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Booleans = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Arms:
    """A past experiment among entities of the cohort, who need not be those of the trial.

    Attributes:
        window: (entities, candidates) as of the trial.
        later: later value by entity, NaN where its window has not closed; None where it is known of nobody.
    """

    name: str
    treated: Booleans
    window: Floats
    later: Floats | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """One candidate as a column of the trial.

    Attributes:
        held: true for what is held when others are judged; ready metrics are judged, and never held.
        cheap: declared to be raised without any value by a push or a default.
        kin: candidates that count the same rows, and are not held against it.
        decomposability: 0–1, from its definition; None where nothing is known of it.
    """

    name: str
    kind: str = "behaviour"  # or metric
    held: bool = True
    cheap: bool = False
    kin: frozenset[str] = frozenset()
    decomposability: float | None = None


@dataclass(frozen=True, slots=True)
class Trial:
    """Arrays by entity, in one order.

    Attributes:
        window: (entities, candidates), behaviour in the window.
        early: the same in the first half of the window; None where it is not known.
        pre: (entities, any number), what the first days say of who came.
        background: codes of categories, one array a dimension.
        later: (entities, values), what happened after the window; weights: of each value.
        began: the day of each entity's beginning, as a number.
    """

    candidates: tuple[Candidate, ...]
    window: Floats
    later: Floats
    weights: Floats
    began: Ints
    early: Floats | None = None
    pre: Floats | None = None
    background: tuple[Ints, ...] = ()
    arms: tuple[Arms, ...] = ()

    @property
    def entities(self) -> int:
        return int(self.window.shape[0])


def spread(values: Floats) -> Floats:
    """Columns on the scale on which they are compared: logarithms of what is never negative, mean 0, deviation 1.

    A column that never varies is 0 throughout.
    """
    scaled = np.where(values.min(axis=0, initial=0.0) >= 0, np.log1p(np.maximum(values, 0.0)), values)
    scaled = scaled - scaled.mean(axis=0)
    deviation = scaled.std(axis=0)
    told: Floats = np.divide(scaled, deviation, out=np.zeros_like(scaled), where=deviation > 1e-12)
    return told


def later_value(later: Floats, weights: Floats) -> Floats:
    """One number an entity for what happened later: the weighted mean of all values on their scales, deviation 1."""
    combined = spread(later) @ (weights / weights.sum())
    deviation = combined.std()
    centred: Floats = combined - combined.mean()
    return centred / deviation if deviation > 1e-12 else centred
