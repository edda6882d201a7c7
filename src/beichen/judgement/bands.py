"""The ranges of a series of periods: on which scale it is foretold, and what stands at its beginning."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from beichen.domain.days_off import MADE_UP, DaysOff
from beichen.domain.observation import Undetermined
from beichen.domain.time import DAY, Grain, Period
from beichen.judgement.calibration import LARGEST, widths
from beichen.judgement.foretelling import Off, Slot, foretell
from beichen.judgement.noise_scale import ARC, PLAIN, ROOT, NoiseScale
from beichen.judgement.reading import Reading
from beichen.judgement.rhythm import RHYTHMS, Rhythm
from beichen.judgement.smoothing import Vector

Band = tuple[float, float, float]
"""Low, centre and high."""

DAYS = 7  # in a week
EQUAL = 1e-9  # of the larger value


def find_bands(
    readings: Sequence[Reading], periods: Sequence[Period], grain: Grain, days_off: DaysOff, *, share: bool
) -> list[Band | None]:
    """The band of every period; None where too little lies before it.

    Args:
        readings, periods: in order, without a gap.
    """
    rhythm = RHYTHMS[grain]
    slots = [_slot(reading, period, rhythm, days_off) for reading, period in zip(readings, periods, strict=True)]
    values = [slot.value for slot in slots]
    begins = _first_change(values)
    by_chance = any(reading.chance.is_known for reading in readings[: begins + 1])
    if by_chance or sum(value is not None for value in values[:begins]) < rhythm.least:
        return _on_scales(slots, rhythm, share=share)
    # It never moved before: there is no size of change that is usual, and it must be learnt anew from the first one.
    constant = next(value for value in values if value is not None)
    before = _after_least(values[: begins + 1], (constant, constant, constant), rhythm)
    after = _on_scales(slots[begins:], rhythm, share=share) if begins < len(slots) else []
    return before + after[1:]


def _slot(reading: Reading, period: Period, rhythm: Rhythm, days_off: DaysOff) -> Slot:
    value = None if isinstance(reading.value, Undetermined) or not reading.complete else float(reading.value)
    if rhythm.season != DAYS:
        return Slot(value, reading.chance, 0, np.ones(1), _share_off(period, days_off))
    weekday = period.start.weekday()
    off = _day_off(period.start, days_off)
    return Slot(value, reading.chance, weekday, _mix(weekday, off, days_off.weekend), off)


def _day_off(day: date, days_off: DaysOff) -> Off | None:
    if day in days_off.works:
        return Off(MADE_UP, 1.0, made_up=True)
    return Off(days_off.rests[day], 1.0) if day in days_off.rests else None


def _mix(weekday: int, off: Off | None, weekend: frozenset[int]) -> Vector:
    """A made-up day is like a working day; a holiday, until its effect is known, lies halfway to a day of rest."""
    own = np.zeros(DAYS)
    own[weekday] = 1.0
    if off is None or not 0 < len(weekend) < DAYS:
        return own
    rest = np.array([day in weekend for day in range(DAYS)], dtype=float)
    if off.made_up:
        return np.asarray((1 - rest) / (DAYS - rest.sum()))
    return np.asarray((own + rest / rest.sum()) / 2)


def _share_off(period: Period, days_off: DaysOff) -> Off | None:
    """The share of the period's days that were taken off work, less those that were made up."""
    days = [period.start + at * DAY for at in range((period.until - period.start).days)]
    rests = [days_off.rests[day] for day in days if day in days_off.rests and day.weekday() not in days_off.weekend]
    balance = len(rests) - sum(day in days_off.works for day in days)
    return Off(rests[-1] if rests else MADE_UP, balance / len(days)) if balance else None


def _first_change(values: Sequence[float | None]) -> int:
    """Where a value first differs from all before it; behind the last when none does."""
    first: float | None = None
    for at, value in enumerate(values):
        if value is None:
            continue
        if first is None:
            first = value
        elif abs(value - first) > EQUAL * max(abs(value), abs(first)):
            return at
    return len(values)


def _after_least(values: Sequence[float | None], band: Band, rhythm: Rhythm) -> list[Band | None]:
    known = 0
    bands: list[Band | None] = []
    for value in values:
        bands.append(band if known >= rhythm.least else None)
        known += value is not None
    return bands


def _on_scales(slots: Sequence[Slot], rhythm: Rhythm, *, share: bool) -> list[Band | None]:
    """Bands on the narrowest scale that could hold every earlier value: a later one must not change an earlier range."""
    bands: list[Band | None] = []
    for scale in (ARC, ROOT, PLAIN) if share else (ROOT, PLAIN):
        beyond = (at for at, slot in enumerate(slots) if slot.value is not None and not scale.holds(slot.value))
        until = min(next(beyond, len(slots)) + 1, len(slots))
        if until > len(bands):
            bands += _on_scale(slots[:until], scale, rhythm)[len(bands) :]
    return bands


def _on_scale(slots: Sequence[Slot], scale: NoiseScale, rhythm: Rhythm) -> list[Band | None]:
    seen = [slot if slot.value is None else replace(slot, value=scale.to(slot.value)) for slot in slots]
    told = foretell(seen, scale, rhythm)
    errors = [
        None if slot.value is None else _in_spreads(slot.value - each.centre, each.spread)
        for slot, each in zip(seen, told, strict=True)
    ]
    known = 0
    bands: list[Band | None] = []
    for slot, each, (low, high) in zip(seen, told, widths(errors, rhythm.window), strict=True):
        ends = (each.centre + low * each.spread, each.centre, each.centre + high * each.spread)
        bands.append((scale.back(ends[0]), scale.back(ends[1]), scale.back(ends[2])) if known >= rhythm.least else None)
        known += slot.value is not None
    return bands


def _in_spreads(error: float, spread: float) -> float:
    """No farther out than counts: where nothing had moved before, any error is more spreads than a number can hold."""
    farthest = 2 * LARGEST
    return math.copysign(farthest, error) if abs(error) >= farthest * spread else error / spread
