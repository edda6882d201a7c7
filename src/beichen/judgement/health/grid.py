"""A metric's periods made fit for judging: on the scale on which it grows evenly, without holes and holidays."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from beichen.judgement.health.path import Array

MOST_HOLES = 0.15  # of the periods
REST_DAYS = 2.0  # days off in a week from which it says nothing of a usual one


def on_grid(values: Sequence[float | None], rests: Sequence[float] = (), *, plain: bool = False) -> Array | None:
    """The values as logarithms where all are above 0 (unless `plain`), holes and holiday weeks bridged by a straight line.

    None where too many are missing, or fewer than two are there; periods before the first value are NaN.
    """
    told = np.array([np.nan if value is None else value for value in values], dtype=np.float64)
    known = np.flatnonzero(np.isfinite(told))
    if len(known) < 2:
        return None
    first, last = int(known[0]), int(known[-1])
    if last + 1 < len(told) or (last - first + 1 - len(known)) > MOST_HOLES * (last - first + 1):
        return None
    scaled = np.log(told) if not plain and bool((told[known] > 0).all()) else told
    usual = np.isfinite(scaled)
    if len(rests) == len(told):
        usual &= np.asarray(rests) < REST_DAYS
    calm = np.flatnonzero(usual)
    if len(calm) < 2:
        return None
    bridged = np.interp(np.arange(len(told)), calm, scaled[calm])
    bridged[:first] = np.nan
    return bridged


def is_relative(values: Sequence[float | None]) -> bool:
    """Whether `on_grid` takes logarithms, so that differences are relative."""
    return all(value > 0 for value in values if value is not None)


def begins_at(values: Array) -> int:
    """Where the first value is."""
    return int(np.flatnonzero(np.isfinite(values))[0])
