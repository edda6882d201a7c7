"""Did it move? The range in which a value was to be expected."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from beichen.domain.observation import Reason


class Verdict(StrEnum):
    """Where a value lies against its expected range."""

    MOVED = "moved"  # outside
    NOISE = "noise"  # inside
    UNDETERMINED = "undetermined"


@dataclass(frozen=True, slots=True)
class ExpectedRange:
    """The range in which 95 of 100 values fall, from what came before the period, and what follows from it.

    Attributes:
        low, high: in the metric's unit; None where there is none. A running period has a range and no verdict.
        centre: the likeliest value.
        reason: why there is no verdict; its `text` says it in both languages.
    """

    low: float | None
    high: float | None
    centre: float | None
    verdict: Verdict
    reason: Reason | None


def no_range(reason: Reason) -> ExpectedRange:
    """No range, and why."""
    return ExpectedRange(None, None, None, Verdict.UNDETERMINED, reason)
