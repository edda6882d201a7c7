"""The change of a rate, split over segments into what their own rates and what their weights did.

See docs/methods/kitagawa.md.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from beichen.domain.observation import Reason, Undetermined

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class RatePart:
    """A segment's numerator and denominator, before and after."""

    numerator_before: float
    denominator_before: float
    numerator_after: float
    denominator_after: float


@dataclass(frozen=True, slots=True)
class RateSplit:
    """What a segment added to the change of the overall rate."""

    within: float
    mix: float
    weight: float  # its mean weight, its share of the denominator

    @property
    def contribution(self) -> float:
        return self.within + self.mix


def split_rate(parts: Mapping[Key, RatePart]) -> dict[Key, RateSplit] | Undetermined:
    """Split the change of Σ numerators ÷ Σ denominators over its segments (Kitagawa 1955).

    `within` is the change of the segment's own rate × its mean weight; `mix` is the
    change of its weight × (its mean rate − the mean of the overall rates). Both over
    all segments add up to the change. A segment with no denominator in one period has
    no rate there: the other period's stands in, so a new or vanished segment is all
    mix. A numerator without a denominator, which no weight can carry, counts as within.

    Returns:
        The split by segment; undetermined where the overall denominator is 0 in a period.
    """
    whole = [math.fsum(column) for column in zip(*map(_columns, parts.values()), strict=True)] if parts else [0.0] * 4
    total = RatePart(*whole)
    if total.denominator_before == 0 or total.denominator_after == 0:
        return Undetermined(Reason.ZERO_DENOMINATOR)
    overall = total.numerator_before / total.denominator_before + total.numerator_after / total.denominator_after
    return {segment: _split_one(part, total, overall / 2) for segment, part in parts.items()}


def _split_one(part: RatePart, total: RatePart, overall: float) -> RateSplit:
    weight_before = part.denominator_before / total.denominator_before
    weight_after = part.denominator_after / total.denominator_after
    rate_before = part.numerator_before / part.denominator_before if part.denominator_before else None
    rate_after = part.numerator_after / part.denominator_after if part.denominator_after else None
    weight = (weight_before + weight_after) / 2
    if rate_before is not None and rate_after is not None:
        mean_rate = (rate_before + rate_after) / 2
        return RateSplit(
            (rate_after - rate_before) * weight, (weight_after - weight_before) * (mean_rate - overall), weight
        )
    known = rate_before if rate_before is not None else rate_after
    mix = 0.0 if known is None else (weight_after - weight_before) * (known - overall)
    stray_before = part.numerator_before / total.denominator_before if rate_before is None else 0.0
    stray_after = part.numerator_after / total.denominator_after if rate_after is None else 0.0
    return RateSplit(stray_after - stray_before, mix, weight)


def _columns(part: RatePart) -> tuple[float, float, float, float]:
    return part.numerator_before, part.denominator_before, part.numerator_after, part.denominator_after
