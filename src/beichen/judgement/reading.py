"""Readings: what is known of a metric in one period when it is judged whether it moved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from beichen.domain.observation import Undetermined
from beichen.judgement.sampling import NO_CHANCE, Chance


@dataclass(frozen=True, slots=True)
class Reading:
    """A metric's value in one period; `chance` is its sampling error."""

    start: date
    value: float | Undetermined
    complete: bool = True
    chance: Chance = NO_CHANCE
