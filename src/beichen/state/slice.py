"""Slices: the observations that are computed, saved and outdated together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from beichen.domain.time import Grain


@dataclass(frozen=True, slots=True)
class SliceKey:
    """One metric as once defined, by one grain and these dimensions; no dimensions is the total."""

    metric: str
    definition_hash: str
    grain: Grain
    dimensions: tuple[str, ...] = ()  # (a, b) and (b, a) are two slices


@dataclass(frozen=True, slots=True)
class Slice:
    """When a slice was computed, and from which data."""

    key: SliceKey
    data_version: str  # opaque fingerprint of the loaded data of the metric's models
    computed_at: datetime  # UTC; that of each of its observations
